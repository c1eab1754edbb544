/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-problem.h"

#include "inlet-error-private.h"
#include "inlet-json.h"
#include "inlet-problem-reading.h"
#include "inlet-problem-table.h"
#include "inlet-redact.h"

#include <glib/gi18n.h>
#include <string.h>

/* Longer texts of others are cut: the message is a line, the details have the rest. */
#define MAX_MESSAGE_BYTES 2000
#define MAX_CODE_BYTES 100

struct _InletProblem
{
  GObject        parent_instance;

  InletErrorCode code;
  InletCertainty certainty;
  guint          status;
  char          *adobe_code; /* (nullable) */
  char          *message;
  char          *request_id; /* (nullable) */
  char          *details;    /* (nullable) */
  gboolean       is_passing;
  gint64         retry_after;

  const InletProblemRow *row; /* (unowned) */
};

G_DEFINE_ENUM_TYPE (InletCertainty, inlet_certainty,
                    G_DEFINE_ENUM_VALUE (INLET_CERTAINTY_NOT_SENT, "not-sent"),
                    G_DEFINE_ENUM_VALUE (INLET_CERTAINTY_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (INLET_CERTAINTY_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (INLET_CERTAINTY_ASKED, "asked"))

G_DEFINE_FINAL_TYPE (InletProblem, inlet_problem, G_TYPE_OBJECT)

static void
inlet_problem_finalize (GObject *object)
{
  InletProblem *self = INLET_PROBLEM (object);

  g_clear_pointer (&self->adobe_code, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->details, g_free);

  G_OBJECT_CLASS (inlet_problem_parent_class)->finalize (object);
}

static void
inlet_problem_class_init (InletProblemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_problem_finalize;
}

static void
inlet_problem_init (InletProblem *self)
{
  self->retry_after = -1;
}

/* Redacted and cut to @max bytes, between two characters. %NULL for %NULL and "". */
static char *
clean_text (const char         *text,
            gsize               max,
            const char * const *secrets)
{
  g_autofree char *redacted = NULL;

  if (text == NULL || *text == '\0')
    return NULL;

  redacted = inlet_redact (text, -1, secrets);
  if (strlen (redacted) > max) {
    while (max > 0 && (redacted[max] & 0xC0) == 0x80)
      max--;
    redacted[max] = '\0';
  }

  return g_steal_pointer (&redacted);
}

static const InletProblemRow *
find_row (InletErrorCode code,
          guint          status,
          const char    *adobe_code,
          const char    *message)
{
  const InletProblemRow *row = NULL;

  if (status != 0)
    row = inlet_problem_table_find_reply (status, adobe_code, message);

  return row != NULL ? row : inlet_problem_table_find_code (code);
}

/* Whether a request that got this answer may have been carried out all the same: a gateway that
 * lost sight of the service, a success that cannot be read, one that is to be seen elsewhere (303),
 * or no answer at all (1xx). */
static InletCertainty
find_certainty (InletReply *reply)
{
  guint status = inlet_reply_get_status (reply);

  if (inlet_reply_is_success (reply) || status < 200 || status == 303 || status == 502 ||
      status == 504)
    return INLET_CERTAINTY_UNKNOWN;

  return INLET_CERTAINTY_REFUSED;
}

static gboolean
is_passing_status (guint status)
{
  return status == 408 || status == 429 || status == 500 || (status >= 502 && status <= 504);
}

static InletProblem *
copy_problem (InletProblem *self)
{
  InletProblem *copy = g_object_new (INLET_TYPE_PROBLEM, NULL);

  copy->code = self->code;
  copy->certainty = self->certainty;
  copy->status = self->status;
  copy->adobe_code = g_strdup (self->adobe_code);
  copy->message = g_strdup (self->message);
  copy->request_id = g_strdup (self->request_id);
  copy->details = g_strdup (self->details);
  copy->is_passing = self->is_passing;
  copy->retry_after = self->retry_after;
  copy->row = self->row;

  return copy;
}

static InletErrorCode
get_code_of_io_error (GIOErrorEnum error)
{
  /* GIOErrorEnum has many values and gets more. */
  switch ((int) error) {
    case G_IO_ERROR_TIMED_OUT:
    case G_IO_ERROR_CONNECTION_REFUSED:
    case G_IO_ERROR_HOST_NOT_FOUND:
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
    case G_IO_ERROR_PROXY_FAILED:
    case G_IO_ERROR_PROXY_AUTH_FAILED:
    case G_IO_ERROR_PROXY_NEED_AUTH:
    case G_IO_ERROR_PROXY_NOT_ALLOWED:
      return INLET_ERROR_OFFLINE;
    case G_IO_ERROR_BROKEN_PIPE: /* the same value as G_IO_ERROR_CONNECTION_CLOSED */
    case G_IO_ERROR_PARTIAL_INPUT:
    case G_IO_ERROR_CANCELLED:
      return INLET_ERROR_INTERRUPTED;
    default:
      return INLET_ERROR_FAILED;
  }
}

static InletErrorCode
get_code_of_error (const GError *error)
{
  if (error->domain == INLET_ERROR)
    return error->code;
  if (error->domain == G_IO_ERROR)
    return get_code_of_io_error (error->code);
  if (error->domain == G_RESOLVER_ERROR)
    return INLET_ERROR_OFFLINE;
  if (error->domain == G_TLS_ERROR)
    return INLET_ERROR_UNTRUSTED;

  return INLET_ERROR_FAILED;
}

static const char *
certainty_to_nick (InletCertainty certainty)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_CERTAINTY);

  return g_enum_get_value (class, certainty)->value_nick;
}

/* Unknown for a nick that is not known: the careful answer. */
static InletCertainty
certainty_from_nick (const char *nick)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_CERTAINTY);
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (class, nick) : NULL;

  return value != NULL ? (InletCertainty) value->value : INLET_CERTAINTY_UNKNOWN;
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;

  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static gboolean
is_create_interrupted (InletProblem *self)
{
  return self->code == INLET_ERROR_INTERRUPTED && self->certainty != INLET_CERTAINTY_ASKED;
}

InletProblem *
inlet_problem_new (InletErrorCode code,
                   const char    *message)
{
  InletProblem *self = g_object_new (INLET_TYPE_PROBLEM, NULL);

  self->row = inlet_problem_table_find_code (code);
  self->code = self->row->code;
  self->certainty = INLET_CERTAINTY_NOT_SENT;
  self->message = clean_text (message, MAX_MESSAGE_BYTES, NULL);
  if (self->message == NULL)
    self->message = g_strdup ("");

  return self;
}

InletProblem *
inlet_problem_new_from_reply (InletReply         *reply,
                              const char * const *secrets)
{
  g_autoptr (InletProblemReading) reading = NULL;
  InletProblem *self;

  g_return_val_if_fail (INLET_IS_REPLY (reply), NULL);

  reading = inlet_problem_reading_new (reply);
  self = g_object_new (INLET_TYPE_PROBLEM, NULL);
  self->certainty = find_certainty (reply);
  self->status = inlet_reply_get_status (reply);
  self->adobe_code = clean_text (reading->adobe_code, MAX_CODE_BYTES, secrets);
  self->message = clean_text (reading->message, MAX_MESSAGE_BYTES, secrets);
  self->request_id = clean_text (reading->request_id, MAX_CODE_BYTES, secrets);
  self->details = inlet_reply_to_text (reply, secrets);
  self->is_passing = is_passing_status (self->status);
  self->retry_after =
    inlet_reply_get_retry_after (reply, g_get_real_time () / G_USEC_PER_SEC);
  self->row = find_row (INLET_ERROR_FAILED, self->status, self->adobe_code, self->message);
  self->code = self->row->code;

  return self;
}

InletProblem *
inlet_problem_new_from_error (const GError *error)
{
  GObject *payload;

  g_return_val_if_fail (error != NULL, NULL);

  payload = inlet_error_get_payload (error);
  if (INLET_IS_PROBLEM (payload))
    return g_object_ref (INLET_PROBLEM (payload));

  return inlet_problem_new (get_code_of_error (error), error->message);
}

InletProblem *
inlet_problem_with_certainty (InletProblem  *self,
                              InletCertainty certainty)
{
  InletProblem *copy;

  g_return_val_if_fail (INLET_IS_PROBLEM (self), NULL);

  copy = copy_problem (self);
  copy->certainty = certainty;

  return copy;
}

InletProblem *
inlet_problem_as_question (InletProblem *self)
{
  return inlet_problem_with_certainty (self, INLET_CERTAINTY_ASKED);
}

InletProblem *
inlet_problem_as_passing (InletProblem *self)
{
  InletProblem *copy;

  g_return_val_if_fail (INLET_IS_PROBLEM (self), NULL);

  copy = copy_problem (self);
  copy->is_passing = TRUE;

  return copy;
}

GError *
inlet_problem_to_error (InletProblem *self)
{
  GError *error;

  g_return_val_if_fail (INLET_IS_PROBLEM (self), NULL);

  error = g_error_new_literal (INLET_ERROR, self->code, self->message);
  inlet_error_set_payload (error, G_OBJECT (self));

  return error;
}

InletErrorCode
inlet_problem_get_code (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), INLET_ERROR_FAILED);

  return self->code;
}

InletCertainty
inlet_problem_get_certainty (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), INLET_CERTAINTY_UNKNOWN);

  return self->certainty;
}

guint
inlet_problem_get_status (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), 0);

  return self->status;
}

const char *
inlet_problem_get_adobe_code (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), NULL);

  return self->adobe_code;
}

const char *
inlet_problem_get_message (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), NULL);

  return self->message;
}

const char *
inlet_problem_get_request_id (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), NULL);

  return self->request_id;
}

const char *
inlet_problem_get_details (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), NULL);

  return self->details;
}

gboolean
inlet_problem_is_passing (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), FALSE);

  return self->is_passing;
}

gint64
inlet_problem_get_retry_after (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), -1);

  return self->retry_after;
}

const char *
inlet_problem_get_title (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), NULL);

  if (is_create_interrupted (self) && self->certainty != INLET_CERTAINTY_UNKNOWN)
    return _("Nothing was created");

  return _(self->row->title);
}

const char *
inlet_problem_get_hint (InletProblem *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (self), NULL);

  /* Whatever else is wrong, this is what must not be overlooked. */
  if (self->certainty == INLET_CERTAINTY_UNKNOWN)
    return _("The connection may have been made all the same. Before you create it again, look it "
             "up: on its page in the history, or with “inlet sync”.");
  if (is_create_interrupted (self) && self->certainty == INLET_CERTAINTY_NOT_SENT)
    return _("It ended before the connection was asked for. Create it when you like.");
  if (is_create_interrupted (self))
    return _("The answer was lost, and Adobe has no such connection. Create it again.");

  return _(self->row->hint);
}

char *
inlet_problem_to_json (InletProblem *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (INLET_IS_PROBLEM (self), NULL);

  json_builder_begin_object (builder);
  add_string (builder, "code", inlet_error_code_to_nick (self->code));
  add_string (builder, "certainty", certainty_to_nick (self->certainty));
  json_builder_set_member_name (builder, "status");
  json_builder_add_int_value (builder, self->status);
  add_string (builder, "adobe_code", self->adobe_code);
  add_string (builder, "message", self->message);
  add_string (builder, "request_id", self->request_id);
  add_string (builder, "details", self->details);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return inlet_json_to_text (root, FALSE);
}

InletProblem *
inlet_problem_new_from_json (const char *json)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonObject) object = NULL;
  const char *message;
  InletProblem *self;

  if (json == NULL)
    return NULL;

  bytes = g_bytes_new (json, strlen (json));
  object = inlet_json_parse_object (bytes);
  if (object == NULL)
    return NULL;

  self = g_object_new (INLET_TYPE_PROBLEM, NULL);
  message = inlet_json_get_string (object, "message");
  self->code = inlet_error_code_from_nick (inlet_json_get_string (object, "code"));
  self->certainty = certainty_from_nick (inlet_json_get_string (object, "certainty"));
  self->status = CLAMP (inlet_json_get_int (object, "status", 0), 0, 999);
  self->adobe_code = g_strdup (inlet_json_get_string (object, "adobe_code"));
  self->message = g_strdup (message != NULL ? message : "");
  self->request_id = g_strdup (inlet_json_get_string (object, "request_id"));
  self->details = g_strdup (inlet_json_get_string (object, "details"));
  self->row = find_row (self->code, self->status, self->adobe_code, self->message);

  return self;
}
