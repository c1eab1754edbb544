/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-listing.h"

#include "inlet-error.h"
#include "inlet-json.h"
#include "inlet-redact.h"

#include <string.h>

#define CHUNK_BYTES (64 * 1024)

/* What is larger takes the main loop too long to free, all the more as it is overwritten. */
#define MANY_ITEMS 10000

typedef struct
{
  const char      *name;     /* (unowned): in the chunk, as the path */
  const char      *path;
  InletEntryFlags  flags;
} Item;

/* The entries of one reply, which a listing and what is filtered out of it share. */
typedef struct
{
  gatomicrefcount  n_refs;
  GStringChunk    *chunk;    /* (owned) */
  GArray          *items;    /* (owned) (element-type Item) */
} Store;

struct _InletListing
{
  GObject     parent_instance;

  Store      *store;         /* (owned) */
  GArray     *places;        /* (owned) (nullable) (element-type guint): in the store; all */
  GHashTable *entries;       /* (owned) (element-type guint InletEntry): that somebody looked at */
};

static Store *
store_new (void)
{
  Store *store = g_new0 (Store, 1);

  g_atomic_ref_count_init (&store->n_refs);
  store->chunk = g_string_chunk_new (CHUNK_BYTES);
  store->items = g_array_new (FALSE, FALSE, sizeof (Item));
  return store;
}

static Store *
store_ref (Store *store)
{
  g_atomic_ref_count_inc (&store->n_refs);
  return store;
}

static void
store_free (Store *store)
{
  g_string_chunk_free (store->chunk);
  g_array_unref (store->items);
  g_free (store);
}

static void
free_in_thread (GTask        *task,
                gpointer      source,
                gpointer      store,
                GCancellable *cancellable)
{
  store_free (store);
  g_task_return_boolean (task, TRUE);
}

static void
store_unref (Store *store)
{
  g_autoptr (GTask) task = NULL;

  if (!g_atomic_ref_count_dec (&store->n_refs))
    return;

  if (store->items->len < MANY_ITEMS) {
    store_free (store);
    return;
  }

  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, store, NULL);
  g_task_run_in_thread (task, free_in_thread);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Store, store_unref)

static guint
get_place (InletListing *self,
           guint         position)
{
  return self->places != NULL ? g_array_index (self->places, guint, position) : position;
}

static const Item *
get_item (InletListing *self,
          guint         position)
{
  return &g_array_index (self->store->items, Item, get_place (self, position));
}

static GType
inlet_listing_get_item_type (GListModel *model)
{
  return INLET_TYPE_ENTRY;
}

static guint
inlet_listing_get_n_items (GListModel *model)
{
  return inlet_listing_get_n_entries (INLET_LISTING (model));
}

static gpointer
inlet_listing_get_item (GListModel *model,
                        guint       position)
{
  InletListing *self = INLET_LISTING (model);
  InletEntry *entry = NULL;
  const Item *item = NULL;

  if (position >= inlet_listing_get_n_entries (self))
    return NULL;

  entry = g_hash_table_lookup (self->entries, GUINT_TO_POINTER (position));
  if (entry == NULL) {
    item = get_item (self, position);
    entry = inlet_entry_new (item->flags, item->name, item->path);
    g_hash_table_insert (self->entries, GUINT_TO_POINTER (position), entry);
  }

  return g_object_ref (entry);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inlet_listing_get_item_type;
  iface->get_n_items = inlet_listing_get_n_items;
  iface->get_item = inlet_listing_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InletListing, inlet_listing, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
inlet_listing_finalize (GObject *object)
{
  InletListing *self = INLET_LISTING (object);

  g_hash_table_unref (self->entries);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->store, store_unref);

  G_OBJECT_CLASS (inlet_listing_parent_class)->finalize (object);
}

static void
inlet_listing_class_init (InletListingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_listing_finalize;
}

static void
inlet_listing_init (InletListing *self)
{
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

static InletListing *
listing_new (Store *store)
{
  InletListing *self = g_object_new (INLET_TYPE_LISTING, NULL);

  self->store = store_ref (store);
  return self;
}

static gboolean
read_type (JsonObject      *object,
           InletEntryFlags *flags)
{
  const char *type = inlet_json_get_string (object, "type");

  if (type != NULL && g_ascii_strcasecmp (type, "folder") == 0)
    *flags = INLET_ENTRY_FOLDER;
  else if (type != NULL && g_ascii_strcasecmp (type, "file") == 0)
    *flags = 0;
  else
    return FALSE;

  return TRUE;
}

static gboolean
read_entry (JsonNode *element,
            gpointer  user_data)
{
  Store *store = user_data;
  Item item = { NULL, NULL, 0 };
  JsonObject *object = NULL;
  const char *name, *path;

  if (!JSON_NODE_HOLDS_OBJECT (element))
    return FALSE;

  object = json_node_get_object (element);
  name = inlet_json_get_string (object, "name");
  path = inlet_json_get_string (object, "path");
  if (name == NULL || path == NULL || *path == '\0' || !read_type (object, &item.flags))
    return FALSE;

  if ((item.flags & INLET_ENTRY_FOLDER) == 0 && inlet_json_get_boolean (object, "canPreview", TRUE))
    item.flags |= INLET_ENTRY_CAN_PREVIEW;
  if ((item.flags & INLET_ENTRY_FOLDER) == 0 &&
      inlet_json_get_boolean (object, "canFetchSchema", TRUE))
    item.flags |= INLET_ENTRY_CAN_FETCH_SCHEMA;

  item.name = g_string_chunk_insert (store->chunk, name);
  item.path = g_string_chunk_insert (store->chunk, path);
  g_array_append_val (store->items, item);
  return TRUE;
}

static void
redact_items (Store              *store,
              const char * const *secrets)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_sized_new (2 * store->items->len);

  for (guint i = 0; i < store->items->len; i++) {
    Item *item = &g_array_index (store->items, Item, i);

    g_ptr_array_add (texts, (gpointer) item->name);
    g_ptr_array_add (texts, (gpointer) item->path);
  }

  inlet_redact_texts (texts, store->chunk, secrets);
  for (guint i = 0; i < store->items->len; i++) {
    Item *item = &g_array_index (store->items, Item, i);

    item->name = texts->pdata[2 * i];
    item->path = texts->pdata[2 * i + 1];
  }
}

/* An item with what it is sorted by. */
typedef struct
{
  Item  item;
  char *key;    /* (owned) */
} Sorted;

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Sorted *first = a;
  const Sorted *second = b;
  int order = (second->item.flags & INLET_ENTRY_FOLDER) - (first->item.flags & INLET_ENTRY_FOLDER);

  if (order == 0)
    order = strcmp (first->key, second->key);

  return order != 0 ? order : strcmp (first->item.path, second->item.path);
}

static void
sort_items (Store *store)
{
  g_autofree Sorted *sorted = g_new (Sorted, store->items->len);

  /* Nothing is no array. */
  if (sorted == NULL)
    return;

  for (guint i = 0; i < store->items->len; i++) {
    sorted[i].item = g_array_index (store->items, Item, i);
    sorted[i].key = g_utf8_collate_key_for_filename (sorted[i].item.name, -1);
  }

  qsort (sorted, store->items->len, sizeof *sorted, compare);
  for (guint i = 0; i < store->items->len; i++) {
    g_array_index (store->items, Item, i) = sorted[i].item;
    g_free (sorted[i].key);
  }
}

/* However the letters are put together: some systems write an umlaut as two characters. */
static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  return g_str_is_ascii (folded) ? g_steal_pointer (&folded)
                                 : g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}

InletListing *
inlet_listing_new_from_reply (InletReply         *reply,
                              const char * const *secrets,
                              GError            **error)
{
  g_autoptr (Store) store = store_new ();

  g_return_val_if_fail (INLET_IS_REPLY (reply), NULL);

  if (!inlet_reply_is_success (reply) ||
      !inlet_json_foreach_element (inlet_reply_get_body (reply), read_entry, store)) {
    g_set_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY, "HTTP %u without a list of entries",
                 inlet_reply_get_status (reply));
    return NULL;
  }

  redact_items (store, secrets);
  sort_items (store);
  return listing_new (store);
}

InletListing *
inlet_listing_filter (InletListing *self,
                      const char   *text)
{
  g_autofree char *folded = NULL;
  InletListing *filtered = NULL;

  g_return_val_if_fail (INLET_IS_LISTING (self), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  folded = fold (text);
  filtered = listing_new (self->store);
  filtered->places = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < inlet_listing_get_n_entries (self); i++) {
    guint place = get_place (self, i);
    g_autofree char *name = fold (g_array_index (self->store->items, Item, place).name);

    if (strstr (name, folded) != NULL)
      g_array_append_val (filtered->places, place);
  }

  return filtered;
}

static void
filter_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  g_task_return_pointer (task, inlet_listing_filter (source, task_data), g_object_unref);
}

void
inlet_listing_filter_async (InletListing        *self,
                            const char          *text,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_LISTING (self));
  g_return_if_fail (text != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_listing_filter_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, filter_in_thread);
}

InletListing *
inlet_listing_filter_finish (InletListing  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
inlet_listing_get_n_entries (InletListing *self)
{
  g_return_val_if_fail (INLET_IS_LISTING (self), 0);

  return self->places != NULL ? self->places->len : self->store->items->len;
}

guint
inlet_listing_find (InletListing *self,
                    const char   *path)
{
  g_return_val_if_fail (INLET_IS_LISTING (self), G_MAXUINT);
  g_return_val_if_fail (path != NULL, G_MAXUINT);

  for (guint i = 0; i < inlet_listing_get_n_entries (self); i++)
    if (g_str_equal (get_item (self, i)->path, path))
      return i;

  return G_MAXUINT;
}
