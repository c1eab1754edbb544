/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history.h"

#include "inlet-history-jobs.h"
#include "inlet-history-places.h"
#include "inlet-history-rows.h"
#include "inlet-history-search.h"
#include "inlet-set-string.h"
#include "inlet-trigger.h"

struct _InletHistory
{
  GObject             parent_instance;

  InletDatabase      *database;    /* (owned) */
  InletHistoryRows   *rows;        /* (owned) */
  InletTrigger       *trigger;     /* (owned): begins a look */
  GCancellable       *cancellable; /* (owned) */

  InletHistoryPlaces  places;      /* what is shown */
  gint64              revision;    /* changes that were seen, -1 before the first look */
  gboolean            is_looking;
  gboolean            is_outdated; /* something was committed that no look has seen yet */
  gboolean            is_loading;

  char               *search;      /* (owned) (nullable) */
  InletHistorySearch *searching;   /* (owned) (nullable) */
  gboolean            is_pending;  /* what is shown is not yet what is searched for */
};

enum {
  PROP_0,
  PROP_SEARCH,
  PROP_IS_LOADING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum {
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
inlet_history_get_item_type (GListModel *model)
{
  return INLET_TYPE_HISTORY_ITEM;
}

static guint
inlet_history_get_n_items (GListModel *model)
{
  return inlet_history_places_count (&INLET_HISTORY (model)->places);
}

static gpointer
inlet_history_get_item (GListModel *model,
                        guint       position)
{
  InletHistory *self = INLET_HISTORY (model);

  if (position >= inlet_history_places_count (&self->places))
    return NULL;

  return inlet_history_rows_get (self->rows, inlet_history_places_get (&self->places, position));
}

static void
inlet_history_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inlet_history_get_item_type;
  iface->get_n_items = inlet_history_get_n_items;
  iface->get_item = inlet_history_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InletHistory, inlet_history, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inlet_history_list_model_init))

static void
update_is_loading (InletHistory *self)
{
  gboolean is_loading = self->revision < 0 || self->is_pending;

  if (self->is_loading == is_loading)
    return;

  self->is_loading = is_loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_LOADING]);
}

/* Shows @matches, or all, instead of what is shown; tells of no more than the stretch that differs,
 * so that a list that was narrowed keeps its place. */
static void
show (InletHistory *self,
      GArray       *matches)
{
  InletHistoryPlaces old = self->places;
  guint position;
  guint n_removed;
  guint n_added;

  self->is_pending = FALSE;
  self->places.matches = matches != NULL ? g_array_ref (matches) : NULL;

  if (inlet_history_places_compare (&old, &self->places, &position, &n_removed, &n_added))
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
  g_clear_pointer (&old.matches, g_array_unref);
}

static void
set_shown (InletHistory *self,
           gint64        row_id,
           gboolean      is_shown)
{
  guint position;

  if (inlet_history_places_set (&self->places, row_id, is_shown, &position))
    g_list_model_items_changed (G_LIST_MODEL (self), position, !is_shown, is_shown);
}

/* Rows have changed or come that the search has seen already, or will not come to. */
static void
take_matches (InletHistory     *self,
              InletHistoryNews *news)
{
  inlet_history_search_set_newest (self->searching, news->length);

  if (self->is_pending && (news->arrived->len > 0 || news->matching->len > 0)) {
    g_autoptr (GArray) nothing = inlet_history_places_nothing ();

    show (self, nothing);
  }

  if (self->is_pending)
    return;

  for (guint i = 0; i < news->changed->len; i++) {
    gint64 row_id = g_array_index (news->changed, gint64, i);

    if (!inlet_history_search_will_come_to (self->searching, row_id))
      set_shown (self, row_id, inlet_history_news_matches (news, row_id));
  }

  if (news->arrived->len == 0)
    return;

  g_array_prepend_vals (self->places.matches, news->arrived->data, news->arrived->len);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, news->arrived->len);
}

static gboolean
is_of_search (InletHistory     *self,
              InletHistoryNews *news)
{
  return news->query != NULL && self->searching != NULL &&
         news->query == inlet_history_search_get_query (self->searching);
}

static void
take_length (InletHistory *self,
             gint64        length)
{
  gint64 old = self->places.length;

  /* The length of a list is a guint. */
  length = MIN (length, (gint64) G_MAXUINT);
  self->places.length = length;

  if (self->places.matches == NULL && length != old)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, MAX (old - length, 0),
                                MAX (length - old, 0));
}

static void
on_looked (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (InletHistory) self = NULL;
  g_autoptr (InletHistoryNews) news = NULL;
  g_autoptr (GError) error = NULL;

  news = inlet_database_run_finish (INLET_DATABASE (source), result, &error);

  /* Then the history is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (user_data);
  self->is_looking = FALSE;
  if (self->is_outdated)
    inlet_trigger_pull (self->trigger);

  if (news == NULL) {
    self->revision = MAX (self->revision, 0);
    update_is_loading (self);
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }

  self->revision = news->revision;
  for (guint i = 0; i < news->changed->len; i++)
    inlet_history_rows_refresh (self->rows, g_array_index (news->changed, gint64, i));

  take_length (self, news->length);
  if (is_of_search (self, news))
    take_matches (self, news);
  update_is_loading (self);
}

static gboolean
on_look_due (gpointer user_data)
{
  InletHistory *self = user_data;
  InletHistoryLook *look;

  if (self->is_looking)
    return G_SOURCE_CONTINUE;

  self->is_outdated = FALSE;
  self->is_looking = TRUE;

  look = inlet_history_look_new ();
  look->length = self->places.length;
  look->revision = self->revision;

  /* Before its first part a search has still to see everything. */
  if (self->searching != NULL && inlet_history_search_get_newest (self->searching) >= 0) {
    look->query = inlet_history_query_ref (inlet_history_search_get_query (self->searching));
    look->searched = inlet_history_search_get_newest (self->searching);
  }

  inlet_database_run_async (self->database, INLET_DATABASE_READ, inlet_history_look, look,
                            (GDestroyNotify) inlet_history_look_free,
                            (GDestroyNotify) inlet_history_news_free,
                            self->cancellable, on_looked, self);

  return G_SOURCE_CONTINUE;
}

static void
on_part_found (gpointer          owner,
               InletHistoryPart *part,
               const GError     *error)
{
  InletHistory *self = INLET_HISTORY (owner);
  g_autoptr (GArray) row_ids = NULL;

  row_ids = part != NULL ? g_array_ref (part->row_ids)
                         : inlet_history_places_nothing ();

  if (part != NULL && part->rows != NULL)
    inlet_history_rows_take (self->rows, part->rows);

  if (self->is_pending) {
    if (row_ids->len > 0 || part == NULL || part->next == 0)
      show (self, row_ids);
  } else if (row_ids->len > 0) {
    guint position = self->places.matches->len;

    g_array_append_vals (self->places.matches, row_ids->data, row_ids->len);
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, row_ids->len);
  }

  update_is_loading (self);
  if (error != NULL)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
}

static void
on_database_changed (InletDatabase *database,
                     gpointer       user_data)
{
  InletHistory *self = INLET_HISTORY (user_data);

  self->is_outdated = TRUE;
  inlet_trigger_pull (self->trigger);
}

static void
find_neighbours (gpointer  owner,
                 gint64    row_id,
                 GArray   *row_ids)
{
  InletHistory *self = INLET_HISTORY (owner);
  guint position;

  if (inlet_history_places_find (&self->places, row_id, &position))
    inlet_history_places_around (&self->places, position, row_ids);
}

static void
on_fetch_failed (gpointer      owner,
                 const GError *error)
{
  g_signal_emit (owner, signals[SIGNAL_FAILED], 0, error);
}

/* What is shown stays until the first matches are there, so that typing does not flicker. */
static void
begin_search (InletHistory      *self,
              InletHistoryQuery *query)
{
  g_clear_pointer (&self->searching, inlet_history_search_free);

  if (query != NULL) {
    self->searching = inlet_history_search_new (self->database, query, on_part_found, self);
    self->is_pending = TRUE;
  } else {
    show (self, NULL);
  }

  update_is_loading (self);
}

static InletHistoryQuery *
get_query (InletHistory *self)
{
  return self->searching != NULL ? inlet_history_search_get_query (self->searching) : NULL;
}

static void
inlet_history_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  InletHistory *self = INLET_HISTORY (object);

  switch (prop_id) {
    case PROP_SEARCH:
      g_value_set_string (value, self->search);
      break;

    case PROP_IS_LOADING:
      g_value_set_boolean (value, self->is_loading);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_history_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (prop_id) {
    case PROP_SEARCH:
      inlet_history_set_search (INLET_HISTORY (object), g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_history_dispose (GObject *object)
{
  InletHistory *self = INLET_HISTORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->searching, inlet_history_search_free);
  g_clear_pointer (&self->trigger, inlet_trigger_free);
  g_clear_pointer (&self->rows, inlet_history_rows_free);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (inlet_history_parent_class)->dispose (object);
}

static void
inlet_history_finalize (GObject *object)
{
  InletHistory *self = INLET_HISTORY (object);

  g_clear_pointer (&self->places.matches, g_array_unref);
  g_free (self->search);

  G_OBJECT_CLASS (inlet_history_parent_class)->finalize (object);
}

static void
inlet_history_class_init (InletHistoryClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = inlet_history_get_property;
  object_class->set_property = inlet_history_set_property;
  object_class->dispose = inlet_history_dispose;
  object_class->finalize = inlet_history_finalize;

  properties[PROP_SEARCH] =
    g_param_spec_string ("search", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_IS_LOADING] =
    g_param_spec_boolean ("is-loading", NULL, NULL, TRUE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_FAILED] = g_signal_new ("failed", INLET_TYPE_HISTORY, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
inlet_history_init (InletHistory *self)
{
  self->revision = -1;
  self->is_loading = TRUE;
  self->cancellable = g_cancellable_new ();
  self->trigger = inlet_trigger_new (on_look_due, self);
}

InletHistory *
inlet_history_new (InletDatabase *database)
{
  InletHistory *self;

  g_return_val_if_fail (INLET_IS_DATABASE (database), NULL);

  self = g_object_new (INLET_TYPE_HISTORY, NULL);
  self->database = g_object_ref (database);
  self->rows = inlet_history_rows_new (database, find_neighbours, on_fetch_failed, self);

  g_signal_connect_object (database, "changed", G_CALLBACK (on_database_changed), self,
                           G_CONNECT_DEFAULT);
  on_database_changed (database, self);

  return self;
}

void
inlet_history_set_search (InletHistory *self,
                          const char   *search)
{
  g_autoptr (InletHistoryQuery) query = NULL;

  g_return_if_fail (INLET_IS_HISTORY (self));

  if (!inlet_set_string (&self->search, search))
    return;

  query = inlet_history_query_new (search);

  if (!inlet_history_query_equal (query, get_query (self)))
    begin_search (self, query);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SEARCH]);
}

const char *
inlet_history_get_search (InletHistory *self)
{
  g_return_val_if_fail (INLET_IS_HISTORY (self), NULL);

  return self->search;
}

gboolean
inlet_history_get_is_loading (InletHistory *self)
{
  g_return_val_if_fail (INLET_IS_HISTORY (self), FALSE);

  return self->is_loading;
}

void
inlet_history_read_all_async (InletDatabase       *database,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (INLET_IS_DATABASE (database));

  inlet_database_run_async (database, INLET_DATABASE_READ, inlet_history_read_all, NULL, NULL,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
inlet_history_read_all_finish (InletDatabase  *database,
                               GAsyncResult   *result,
                               GError        **error)
{
  g_return_val_if_fail (INLET_IS_DATABASE (database), NULL);

  return inlet_database_run_finish (database, result, error);
}
