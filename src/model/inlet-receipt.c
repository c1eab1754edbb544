/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-receipt.h"

#include "inlet-json.h"
#include "inlet-problem.h"
#include "inlet-redact.h"

#include <string.h>

struct _InletReceipt
{
  GObject parent_instance;

  char   *remote_id;
  char   *etag; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (InletReceipt, inlet_receipt, G_TYPE_OBJECT)

static void
inlet_receipt_finalize (GObject *object)
{
  InletReceipt *self = INLET_RECEIPT (object);

  g_clear_pointer (&self->remote_id, g_free);
  g_clear_pointer (&self->etag, g_free);

  G_OBJECT_CLASS (inlet_receipt_parent_class)->finalize (object);
}

static void
inlet_receipt_class_init (InletReceiptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_receipt_finalize;
}

static void
inlet_receipt_init (InletReceipt *self)
{
}

/* The UUID that a Location ends in, whether it is absolute or relative. */
static char *
dup_location_id (InletReply *reply)
{
  const char *location = inlet_reply_get_header (reply, "Location");
  g_autofree char *path = NULL;
  const char *slash;
  gsize length;

  if (location == NULL)
    return NULL;

  path = g_strndup (location, strcspn (location, "?#"));
  length = strlen (path);
  if (length > 0 && path[length - 1] == '/')
    path[length - 1] = '\0';

  slash = strrchr (path, '/');
  if (slash == NULL || !g_uuid_string_is_valid (slash + 1))
    return NULL;

  return g_strdup (slash + 1);
}

/* The text of a member that is said and has no secret in it. */
static char *
dup_clean (JsonObject         *object,
           const char         *name,
           const char * const *secrets)
{
  const char *text = inlet_json_get_string (object, name);
  g_autofree char *redacted = NULL;

  if (text == NULL || *text == '\0')
    return NULL;

  redacted = inlet_redact (text, -1, secrets);

  return g_str_equal (redacted, text) ? g_steal_pointer (&redacted) : NULL;
}

/* The reply is not quoted: only who knows the secrets can redact it. */
static void
set_no_id (InletReply  *reply,
           GError     **error)
{
  g_autofree char *message = g_strdup_printf ("HTTP %u without the ID of a connection",
                                              inlet_reply_get_status (reply));
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_BAD_REPLY, message);
  g_autoptr (InletProblem) uncertain = inlet_problem_with_certainty (problem,
                                                                     INLET_CERTAINTY_UNKNOWN);

  g_propagate_error (error, inlet_problem_to_error (uncertain));
}

InletReceipt *
inlet_receipt_new (const char *remote_id,
                   const char *etag)
{
  InletReceipt *self;

  g_return_val_if_fail (remote_id != NULL && *remote_id != '\0', NULL);

  self = g_object_new (INLET_TYPE_RECEIPT, NULL);
  self->remote_id = g_strdup (remote_id);
  self->etag = g_strdup (etag);

  return self;
}

InletReceipt *
inlet_receipt_new_from_reply (InletReply         *reply,
                              const char * const *secrets,
                              GError            **error)
{
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *remote_id = NULL;
  g_autofree char *etag = NULL;

  g_return_val_if_fail (INLET_IS_REPLY (reply), NULL);

  if (inlet_reply_is_success (reply)) {
    object = inlet_json_parse_object (inlet_reply_get_body (reply));
    remote_id = dup_clean (object, "id", secrets);
    etag = dup_clean (object, "etag", secrets);
    if (remote_id == NULL)
      remote_id = dup_location_id (reply);
  }

  if (remote_id != NULL)
    return inlet_receipt_new (remote_id, etag);

  set_no_id (reply, error);
  return NULL;
}

const char *
inlet_receipt_get_remote_id (InletReceipt *self)
{
  g_return_val_if_fail (INLET_IS_RECEIPT (self), NULL);

  return self->remote_id;
}

const char *
inlet_receipt_get_etag (InletReceipt *self)
{
  g_return_val_if_fail (INLET_IS_RECEIPT (self), NULL);

  return self->etag;
}
