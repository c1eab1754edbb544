/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sandbox.h"

#include "inlet-error.h"
#include "inlet-json.h"
#include "inlet-redact.h"

#include <string.h>

enum {
  NAME,
  TITLE,
  KIND,
  STATE,
  REGION,
  N_TEXTS
};

/* In Adobe's replies, and as they are kept. */
static const char *const members[N_TEXTS] = {
  [NAME] = "name",
  [TITLE] = "title",
  [KIND] = "type",
  [STATE] = "state",
  [REGION] = "region",
};

struct _InletSandbox
{
  GObject parent_instance;

  char   *texts[N_TEXTS];    /* (owned) */
};

G_DEFINE_FINAL_TYPE (InletSandbox, inlet_sandbox, G_TYPE_OBJECT)

static void
inlet_sandbox_finalize (GObject *object)
{
  InletSandbox *self = INLET_SANDBOX (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (inlet_sandbox_parent_class)->finalize (object);
}

static void
inlet_sandbox_class_init (InletSandboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_sandbox_finalize;
}

static void
inlet_sandbox_init (InletSandbox *self)
{
}

/* "" for a text that is not there or has a secret in it. What is kept was cleaned before. */
static char *
dup_clean (JsonObject         *object,
           const char         *member,
           const char * const *secrets)
{
  const char *text = inlet_json_get_string (object, member);
  g_autofree char *redacted = NULL;

  if (text == NULL || secrets == NULL)
    return g_strdup (text != NULL ? text : "");

  redacted = inlet_redact (text, -1, secrets);

  return g_strdup (g_str_equal (redacted, text) ? text : "");
}

/* %NULL for one without a name. */
static InletSandbox *
read_sandbox (JsonNode           *node,
              const char * const *secrets)
{
  g_autoptr (InletSandbox) self = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  self = g_object_new (INLET_TYPE_SANDBOX, NULL);
  for (guint i = 0; i < N_TEXTS; i++)
    self->texts[i] = dup_clean (json_node_get_object (node), members[i], secrets);

  return *self->texts[NAME] != '\0' ? g_steal_pointer (&self) : NULL;
}

/* %NULL for anything but a list of sandboxes. */
static GPtrArray *
read_list (JsonObject         *object,
           const char * const *secrets)
{
  g_autoptr (GPtrArray) sandboxes = g_ptr_array_new_with_free_func (g_object_unref);
  JsonNode *node = object != NULL ? json_object_get_member (object, "sandboxes") : NULL;
  JsonArray *list = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  list = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (list); i++) {
    InletSandbox *sandbox = read_sandbox (json_array_get_element (list, i), secrets);

    if (sandbox == NULL)
      return NULL;
    g_ptr_array_add (sandboxes, sandbox);
  }

  return g_steal_pointer (&sandboxes);
}

/* A service may give fewer at once than it was asked for: it says so, or that there is a next page,
 * whose address is a template and of no use. */
static void
read_limit (JsonObject *object,
            guint       n_sandboxes,
            guint      *limit)
{
  JsonObject *links = inlet_json_get_object (object, "_links");
  gint64 said = inlet_json_get_int (inlet_json_get_object (object, "_page"), "limit", 0);

  if (said > 0 && said < *limit)
    *limit = said;
  if (inlet_json_get_object (links, "next") != NULL)
    *limit = CLAMP (n_sandboxes, 1, *limit);
}

static JsonObject *
build_object (InletSandbox *self)
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < N_TEXTS; i++)
    json_object_set_string_member (object, members[i], self->texts[i]);

  return object;
}

const char *
inlet_sandbox_get_name (InletSandbox *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOX (self), NULL);

  return self->texts[NAME];
}

const char *
inlet_sandbox_get_title (InletSandbox *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOX (self), NULL);

  return self->texts[TITLE];
}

const char *
inlet_sandbox_get_kind (InletSandbox *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOX (self), NULL);

  return self->texts[KIND];
}

const char *
inlet_sandbox_get_state (InletSandbox *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOX (self), NULL);

  return self->texts[STATE];
}

const char *
inlet_sandbox_get_region (InletSandbox *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOX (self), NULL);

  return self->texts[REGION];
}

gboolean
inlet_sandbox_is_production (InletSandbox *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOX (self), FALSE);

  return g_str_equal (self->texts[KIND], INLET_SANDBOX_PRODUCTION);
}

gboolean
inlet_sandbox_equal (InletSandbox *self,
                     InletSandbox *other)
{
  g_return_val_if_fail (INLET_IS_SANDBOX (self), FALSE);
  g_return_val_if_fail (INLET_IS_SANDBOX (other), FALSE);

  for (guint i = 0; i < N_TEXTS; i++)
    if (!g_str_equal (self->texts[i], other->texts[i]))
      return FALSE;

  return TRUE;
}

GPtrArray *
inlet_sandbox_list_from_reply (InletReply         *reply,
                               const char * const *secrets,
                               guint              *limit,
                               GError            **error)
{
  g_autoptr (JsonObject) page = NULL;
  g_autoptr (GPtrArray) sandboxes = NULL;

  g_return_val_if_fail (INLET_IS_REPLY (reply), NULL);
  g_return_val_if_fail (limit != NULL, NULL);

  if (inlet_reply_is_success (reply)) {
    page = inlet_json_parse_object (inlet_reply_get_body (reply));
    sandboxes = read_list (page, secrets);
  }

  if (sandboxes == NULL) {
    g_set_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY, "HTTP %u without a list of sandboxes",
                 inlet_reply_get_status (reply));
    return NULL;
  }

  read_limit (page, sandboxes->len, limit);
  return g_steal_pointer (&sandboxes);
}

char *
inlet_sandbox_list_to_json (GPtrArray *sandboxes)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object = NULL;
  JsonArray *list = NULL;

  g_return_val_if_fail (sandboxes != NULL, NULL);

  object = json_object_new ();
  list = json_array_new ();
  for (guint i = 0; i < sandboxes->len; i++)
    json_array_add_object_element (list, build_object (sandboxes->pdata[i]));

  json_object_set_array_member (object, "sandboxes", list);
  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  return inlet_json_to_text (node, FALSE);
}

GPtrArray *
inlet_sandbox_list_from_json (const char *json)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonObject) object = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  bytes = g_bytes_new (json, strlen (json));
  object = inlet_json_parse_object (bytes);
  return read_list (object, NULL);
}
