/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-remote.h"

#include "inlet-error.h"
#include "inlet-json.h"
#include "inlet-redact.h"

#include <string.h>

/* Adobe's states are words of less. */
#define MAX_STATE 32

/* For what was redacted, which is little. */
#define CHUNK_BYTES 1024

struct _InletRemote
{
  GObject       parent_instance;

  InletReceipt *receipt;           /* (owned) */
  char         *name;              /* (owned) */
  char         *description;       /* (owned) */
  char         *spec_id;           /* (owned) */
  char         *created_client;    /* (owned) */
  char         *updated_client;    /* (owned) */
  char         *state;             /* (owned) */
  char         *sandbox;           /* (owned) */
  char         *org_id;            /* (owned) */
  gint64        created_at;
};

G_DEFINE_FINAL_TYPE (InletRemote, inlet_remote, G_TYPE_OBJECT)

/* What may have a secret in it. */
typedef enum {
  TEXT_ID,
  TEXT_ETAG,
  TEXT_NAME,
  TEXT_DESCRIPTION,
  TEXT_CREATED_CLIENT,
  TEXT_UPDATED_CLIENT,
  TEXT_STATE,
  N_TEXTS
} Text;

static const char *const text_names[N_TEXTS] = {
  "id", "etag", "name", "description", "createdClient", "updatedClient", "state",
};

/* The texts of all items of a page, looked through together. */
typedef struct
{
  GPtrArray    *texts;    /* (owned): unowned, in the items */
  GPtrArray    *clean;    /* (owned): the same, or what was redacted, in the chunk */
  GStringChunk *chunk;    /* (owned) */
} Page;

static void
inlet_remote_finalize (GObject *object)
{
  InletRemote *self = INLET_REMOTE (object);

  g_clear_object (&self->receipt);
  g_free (self->name);
  g_free (self->description);
  g_free (self->spec_id);
  g_free (self->created_client);
  g_free (self->updated_client);
  g_free (self->state);
  g_free (self->sandbox);
  g_free (self->org_id);

  G_OBJECT_CLASS (inlet_remote_parent_class)->finalize (object);
}

static void
inlet_remote_class_init (InletRemoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_remote_finalize;
}

static void
inlet_remote_init (InletRemote *self)
{
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  const char *text = object != NULL ? inlet_json_get_string (object, name) : NULL;

  return text != NULL ? text : "";
}

/* What people wrote, and what is shown and kept: without characters that would do something to a
 * terminal, but for those of @allowed. */
static char *
dup_words (const char *text,
           const char *allowed)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean is_bad = g_unichar_iscntrl (c) && (c > 0x7f || strchr (allowed, c) == NULL);

    g_string_append_unichar (clean, is_bad ? 0xfffd : c);
  }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/* It is shown as it is, so nothing but a word is taken for one. */
static char *
dup_state (const char *state)
{
  gsize length = strspn (state, G_CSET_a_2_z G_CSET_A_2_Z "-_");

  return g_strdup (length <= MAX_STATE && state[length] == '\0' ? state : "");
}

static void
page_clear (Page *page)
{
  g_clear_pointer (&page->texts, g_ptr_array_unref);
  g_clear_pointer (&page->clean, g_ptr_array_unref);
  g_clear_pointer (&page->chunk, g_string_chunk_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* What is no object has no texts, and with that no ID. */
static void
page_read (Page               *page,
           JsonArray          *items,
           const char * const *secrets)
{
  guint n_items = json_array_get_length (items);

  page->texts = g_ptr_array_sized_new (n_items * N_TEXTS);
  page->chunk = g_string_chunk_new (CHUNK_BYTES);
  for (guint i = 0; i < n_items; i++) {
    JsonNode *node = json_array_get_element (items, i);
    JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

    for (guint j = 0; j < N_TEXTS; j++)
      g_ptr_array_add (page->texts, (char *) get_string (item, text_names[j]));
  }

  page->clean = g_ptr_array_copy (page->texts, NULL, NULL);
  inlet_redact_texts (page->clean, page->chunk, secrets);
}

/* The text of @item, without secrets: %NULL where it had one, for those that are of no use then. */
static const char *
get_whole (Page  *page,
           guint  item,
           Text   text)
{
  guint i = item * N_TEXTS + text;

  return page->clean->pdata[i] == page->texts->pdata[i] ? page->texts->pdata[i] : NULL;
}

static const char *
get_clean (Page  *page,
           guint  item,
           Text   text)
{
  return page->clean->pdata[item * N_TEXTS + text];
}

/* %NULL for an item without an ID. */
static InletRemote *
read_item (Page     *page,
           guint     i,
           JsonNode *node)
{
  JsonObject *item = NULL;
  const char *remote_id = get_whole (page, i, TEXT_ID);
  const char *etag = get_whole (page, i, TEXT_ETAG);
  const char *state = get_whole (page, i, TEXT_STATE);
  InletRemote *self = NULL;

  if (remote_id == NULL || *remote_id == '\0')
    return NULL;

  item = json_node_get_object (node);
  self = g_object_new (INLET_TYPE_REMOTE, NULL);
  self->receipt = inlet_receipt_new (remote_id, etag != NULL && *etag != '\0' ? etag : NULL);
  self->name = dup_words (get_clean (page, i, TEXT_NAME), "");
  self->description = dup_words (get_clean (page, i, TEXT_DESCRIPTION), "\t\r\n");
  self->spec_id = g_strdup (get_string (inlet_json_get_object (item, "connectionSpec"), "id"));
  self->created_client = dup_words (get_clean (page, i, TEXT_CREATED_CLIENT), "");
  self->updated_client = dup_words (get_clean (page, i, TEXT_UPDATED_CLIENT), "");
  self->state = dup_state (state != NULL ? state : "");
  self->sandbox = g_strdup (get_string (item, "sandboxName"));
  self->org_id = g_strdup (get_string (item, "imsOrgId"));
  self->created_at = inlet_json_get_int (item, "createdAt", 0) / 1000;
  return self;
}

static gpointer
set_not_a_list (InletReply  *reply,
                GError     **error)
{
  g_set_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY, "HTTP %u without a list of connections",
               inlet_reply_get_status (reply));
  return NULL;
}

/* Whether @object has a member @name that says something, whatever that is. */
static gboolean
has_member (JsonObject *object,
            const char *name)
{
  return object != NULL && json_object_has_member (object, name) &&
         !json_object_get_null_member (object, name);
}

/* The token in the address of the next page, which may be absolute or relative and have anything
 * else in it. It is sent back with our own filters, so that no server leads us astray. FALSE where
 * there is a next page and no token for it: half a list must not pass for a whole one. */
static gboolean
read_continuation (JsonObject  *page,
                   char       **continuation)
{
  JsonObject *links = inlet_json_get_object (page, "_links");
  JsonObject *next = links != NULL ? inlet_json_get_object (links, "next") : NULL;
  const char *href = next != NULL ? inlet_json_get_string (next, "href") : NULL;
  const char *query = href != NULL ? strchr (href, '?') : NULL;
  g_autoptr (GHashTable) values = NULL;
  const char *token = NULL;

  if (query != NULL)
    values = g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_NONE, NULL);
  if (values != NULL)
    token = g_hash_table_lookup (values, "continuationToken");
  *continuation = token != NULL && *token != '\0' ? g_strdup (token) : NULL;

  if (links == NULL)
    return !has_member (page, "_links");
  if (next == NULL)
    return !has_member (links, "next");
  return href != NULL ? *href == '\0' || *continuation != NULL : !has_member (next, "href");
}

GPtrArray *
inlet_remote_list_from_reply (InletReply         *reply,
                              const char * const *secrets,
                              char              **continuation,
                              GError            **error)
{
  g_autoptr (JsonObject) root = NULL;
  g_auto (Page) page = { NULL };
  g_autoptr (GPtrArray) remotes = g_ptr_array_new_with_free_func (g_object_unref);
  JsonNode *node = NULL;
  JsonArray *items = NULL;

  g_return_val_if_fail (INLET_IS_REPLY (reply), NULL);

  root = inlet_json_parse_object (inlet_reply_get_body (reply));
  node = root != NULL ? json_object_get_member (root, "items") : NULL;
  if (!inlet_reply_is_success (reply) || node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return set_not_a_list (reply, error);

  items = json_node_get_array (node);
  page_read (&page, items, secrets);
  for (guint i = 0; i < json_array_get_length (items); i++) {
    InletRemote *remote = read_item (&page, i, json_array_get_element (items, i));

    if (remote == NULL)
      return set_not_a_list (reply, error);
    g_ptr_array_add (remotes, remote);
  }

  if (!read_continuation (root, continuation))
    return set_not_a_list (reply, error);

  return g_steal_pointer (&remotes);
}

InletRemote *
inlet_remote_new_from_reply (InletReply         *reply,
                             const char * const *secrets,
                             GError            **error)
{
  g_autofree char *continuation = NULL;
  g_autoptr (GPtrArray) remotes =
    inlet_remote_list_from_reply (reply, secrets, &continuation, error);

  if (remotes == NULL)
    return NULL;
  if (remotes->len != 1)
    return set_not_a_list (reply, error);

  return g_object_ref (remotes->pdata[0]);
}

InletReceipt *
inlet_remote_get_receipt (InletRemote *self)
{
  g_return_val_if_fail (INLET_IS_REMOTE (self), NULL);

  return self->receipt;
}

const char *
inlet_remote_get_name (InletRemote *self)
{
  g_return_val_if_fail (INLET_IS_REMOTE (self), NULL);

  return self->name;
}

const char *
inlet_remote_get_description (InletRemote *self)
{
  g_return_val_if_fail (INLET_IS_REMOTE (self), NULL);

  return self->description;
}

const char *
inlet_remote_get_spec_id (InletRemote *self)
{
  g_return_val_if_fail (INLET_IS_REMOTE (self), NULL);

  return self->spec_id;
}

const char *
inlet_remote_get_created_client (InletRemote *self)
{
  g_return_val_if_fail (INLET_IS_REMOTE (self), NULL);

  return self->created_client;
}

const char *
inlet_remote_get_updated_client (InletRemote *self)
{
  g_return_val_if_fail (INLET_IS_REMOTE (self), NULL);

  return self->updated_client;
}

const char *
inlet_remote_get_state (InletRemote *self)
{
  g_return_val_if_fail (INLET_IS_REMOTE (self), NULL);

  return self->state;
}

const char *
inlet_remote_get_sandbox (InletRemote *self)
{
  g_return_val_if_fail (INLET_IS_REMOTE (self), NULL);

  return self->sandbox;
}

const char *
inlet_remote_get_org_id (InletRemote *self)
{
  g_return_val_if_fail (INLET_IS_REMOTE (self), NULL);

  return self->org_id;
}

gint64
inlet_remote_get_created_at (InletRemote *self)
{
  g_return_val_if_fail (INLET_IS_REMOTE (self), 0);

  return self->created_at;
}
