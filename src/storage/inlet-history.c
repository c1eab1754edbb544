/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history.h"

#include "inlet-history-jobs.h"
#include "inlet-history-rows.h"
#include "inlet-trigger.h"

/* Rows are fetched with so many around them. */
#define ROWS_PER_BLOCK 64

/* The first part of a search fills a screen and comes at once. */
#define FIRST_MATCHES 128

struct _InletHistory
{
  GObject            parent_instance;

  InletDatabase     *database;    /* (owned) */
  InletHistoryRows  *rows;        /* (owned) */
  InletTrigger      *trigger;     /* (owned): begins what is due */
  GCancellable      *cancellable; /* (owned) */

  gint64             length;      /* rows that there are, which is also the newest one's ID */
  gint64             revision;    /* changes that were seen, -1 before the first look */
  GArray            *matches;     /* (owned) (nullable): IDs that are shown, newest first; or all */
  gboolean           is_looking;
  gboolean           is_outdated; /* something was committed that no look has seen yet */
  gboolean           is_loading;

  char              *search;             /* (owned) (nullable) */
  InletHistoryQuery *query;              /* (owned) (nullable) */
  GCancellable      *search_cancellable; /* (owned) (nullable) */
  gint64             searched;           /* the newest row that @query has seen, -1 for none yet */
  gint64             next;               /* the row where @query goes on, 0 when it is done */
  gboolean           is_searching;
  gboolean           is_pending;         /* what is shown is not yet what @query asks for */
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

/* All rows are shown where @matches is NULL: then the place follows from the ID. */
static guint
count_rows (InletHistory *self,
            GArray       *matches)
{
  return matches != NULL ? matches->len : (guint) self->length;
}

static gint64
get_row_id (InletHistory *self,
            GArray       *matches,
            guint         position)
{
  return matches != NULL ? g_array_index (matches, gint64, position) : self->length - position;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first < second) - (first > second);
}

/* FALSE where @row_id is not shown; @position is then the place where it would be. */
static gboolean
find_row (InletHistory *self,
          gint64        row_id,
          guint        *position)
{
  guint low = 0;
  guint high = count_rows (self, self->matches);

  while (low < high) {
    guint middle = low + (high - low) / 2;
    gint64 there = get_row_id (self, self->matches, middle);

    if (there > row_id)
      low = middle + 1;
    else
      high = middle;
  }

  *position = low;

  return low < count_rows (self, self->matches) &&
         get_row_id (self, self->matches, low) == row_id;
}

static GType
inlet_history_get_item_type (GListModel *model)
{
  return INLET_TYPE_HISTORY_ITEM;
}

static guint
inlet_history_get_n_items (GListModel *model)
{
  InletHistory *self = INLET_HISTORY (model);

  return count_rows (self, self->matches);
}

static gpointer
inlet_history_get_item (GListModel *model,
                        guint       position)
{
  InletHistory *self = INLET_HISTORY (model);

  if (position >= count_rows (self, self->matches))
    return NULL;

  return inlet_history_rows_get (self->rows, get_row_id (self, self->matches, position));
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
  g_autoptr (GArray) old = g_steal_pointer (&self->matches);
  guint n_old = count_rows (self, old);
  guint n_new = count_rows (self, matches);
  guint start = 0;
  guint end = 0;

  while (start < MIN (n_old, n_new) &&
         get_row_id (self, old, start) == get_row_id (self, matches, start))
    start++;

  while (end < MIN (n_old, n_new) - start &&
         get_row_id (self, old, n_old - end - 1) == get_row_id (self, matches, n_new - end - 1))
    end++;

  self->matches = matches != NULL ? g_array_ref (matches) : NULL;
  self->is_pending = FALSE;

  if (n_old != n_new || start + end < n_old)
    g_list_model_items_changed (G_LIST_MODEL (self), start, n_old - start - end,
                                n_new - start - end);
}

static void
set_shown (InletHistory *self,
           gint64        row_id,
           gboolean      is_match)
{
  guint position;
  gboolean is_shown = find_row (self, row_id, &position);

  if (is_shown == is_match)
    return;

  if (is_match)
    g_array_insert_val (self->matches, position, row_id);
  else
    g_array_remove_index (self->matches, position);

  g_list_model_items_changed (G_LIST_MODEL (self), position, is_shown, is_match);
}

static void
take_matches (InletHistory     *self,
              InletHistoryNews *news)
{
  self->searched = news->length;

  if (self->is_pending && (news->arrived->len > 0 || news->matching->len > 0)) {
    g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (gint64));

    show (self, matches);
  }

  if (self->is_pending)
    return;

  g_array_sort (news->matching, compare_newest_first);
  for (guint i = 0; i < news->changed->len; i++) {
    gint64 row_id = g_array_index (news->changed, gint64, i);

    /* The search will come to the others. */
    if (row_id > self->next)
      set_shown (self, row_id, g_array_binary_search (news->matching, &row_id,
                                                      compare_newest_first, NULL));
  }

  if (news->arrived->len == 0)
    return;

  g_array_prepend_vals (self->matches, news->arrived->data, news->arrived->len);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, news->arrived->len);
}

static void
take_length (InletHistory *self,
             gint64        length)
{
  gint64 old = self->length;

  /* The length of a list is a guint. */
  self->length = MIN (length, (gint64) G_MAXUINT);

  if (self->matches == NULL && self->length != old)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, MAX (old - self->length, 0),
                                MAX (self->length - old, 0));
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
  if (news->query != NULL && news->query == self->query)
    take_matches (self, news);
  update_is_loading (self);
}

static void
begin_look (InletHistory *self)
{
  InletHistoryLook *look = inlet_history_look_new ();

  self->is_outdated = FALSE;
  self->is_looking = TRUE;

  look->length = self->length;
  look->revision = self->revision;
  look->searched = self->searched;
  /* Before its first part a search has still to see everything. */
  if (self->query != NULL && self->searched >= 0)
    look->query = inlet_history_query_ref (self->query);

  inlet_database_run_async (self->database, INLET_DATABASE_READ, inlet_history_look, look,
                            (GDestroyNotify) inlet_history_look_free,
                            (GDestroyNotify) inlet_history_news_free,
                            self->cancellable, on_looked, self);
}

static void
take_part (InletHistory     *self,
           InletHistoryPart *part)
{
  if (self->searched < 0)
    self->searched = part->newest;
  self->next = part->next;

  if (self->is_pending) {
    if (part->row_ids->len > 0 || part->next == 0)
      show (self, part->row_ids);
  } else if (part->row_ids->len > 0) {
    guint position = self->matches->len;

    g_array_append_vals (self->matches, part->row_ids->data, part->row_ids->len);
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, part->row_ids->len);
  }
}

static void
on_part_found (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (InletHistory) self = NULL;
  g_autoptr (InletHistoryPart) part = NULL;
  g_autoptr (GError) error = NULL;

  part = inlet_database_run_finish (INLET_DATABASE (source), result, &error);

  /* Then something else is searched for, or the history is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = g_object_ref (user_data);
  self->is_searching = FALSE;

  if (part == NULL) {
    g_autoptr (GArray) nothing = g_array_new (FALSE, FALSE, sizeof (gint64));

    self->searched = MAX (self->searched, 0);
    self->next = 0;
    if (self->is_pending)
      show (self, nothing);
    update_is_loading (self);
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
    return;
  }

  take_part (self, part);
  update_is_loading (self);
  inlet_trigger_pull (self->trigger);
}

static void
begin_part (InletHistory *self)
{
  InletHistorySearch *search;

  self->is_searching = TRUE;
  search = inlet_history_search_new (self->query, self->next,
                                     self->searched < 0 ? FIRST_MATCHES : G_MAXUINT);

  inlet_database_run_async (self->database, INLET_DATABASE_READ, inlet_history_search, search,
                            (GDestroyNotify) inlet_history_search_free,
                            (GDestroyNotify) inlet_history_part_free,
                            self->search_cancellable, on_part_found, self);
}

static gboolean
on_triggered (gpointer user_data)
{
  InletHistory *self = user_data;

  if (self->is_outdated && !self->is_looking)
    begin_look (self);

  if (self->query != NULL && !self->is_searching && (self->searched < 0 || self->next > 0))
    begin_part (self);

  return G_SOURCE_CONTINUE;
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
  guint n_rows = count_rows (self, self->matches);
  guint position;
  guint start;

  if (!find_row (self, row_id, &position))
    return;

  start = position - position % ROWS_PER_BLOCK;
  for (guint i = start; i < MIN (start + ROWS_PER_BLOCK, n_rows); i++) {
    gint64 neighbour = get_row_id (self, self->matches, i);

    g_array_append_val (row_ids, neighbour);
  }
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
  g_cancellable_cancel (self->search_cancellable);
  g_clear_object (&self->search_cancellable);
  g_clear_pointer (&self->query, inlet_history_query_unref);
  self->is_searching = FALSE;
  self->searched = -1;
  self->next = 0;

  if (query != NULL) {
    self->query = inlet_history_query_ref (query);
    self->search_cancellable = g_cancellable_new ();
    self->is_pending = TRUE;
    inlet_trigger_pull (self->trigger);
  } else {
    show (self, NULL);
  }

  update_is_loading (self);
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
  g_cancellable_cancel (self->search_cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->search_cancellable);
  g_clear_pointer (&self->trigger, inlet_trigger_free);
  g_clear_pointer (&self->rows, inlet_history_rows_free);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (inlet_history_parent_class)->dispose (object);
}

static void
inlet_history_finalize (GObject *object)
{
  InletHistory *self = INLET_HISTORY (object);

  g_clear_pointer (&self->matches, g_array_unref);
  g_clear_pointer (&self->query, inlet_history_query_unref);
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
  self->searched = -1;
  self->is_loading = TRUE;
  self->cancellable = g_cancellable_new ();
  self->trigger = inlet_trigger_new (on_triggered, self);
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

  if (g_strcmp0 (self->search, search) == 0)
    return;

  g_free (self->search);
  self->search = g_strdup (search);
  query = inlet_history_query_new (search);

  if (!inlet_history_query_equal (query, self->query))
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
