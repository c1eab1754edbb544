/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-search.h"

#include "inlet-trigger.h"

struct _InletHistorySearch
{
  InletDatabase           *database;    /* (owned) */
  InletHistoryQuery       *query;       /* (owned) */
  InletHistorySearchFound  found;
  GObject                 *owner;       /* (unowned) */
  GCancellable            *cancellable; /* (owned) */
  InletTrigger            *trigger;     /* (owned): begins a part */
  gint64                   newest;      /* the newest row that was seen, -1 for none yet */
  gint64                   next;        /* where to go on, 0 at the beginning and at the end */
};

static void
on_part_found (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  InletHistorySearch *self = user_data;
  g_autoptr (InletHistoryPart) part = NULL;
  g_autoptr (GObject) owner = NULL;
  g_autoptr (GError) error = NULL;

  part = inlet_database_run_finish (INLET_DATABASE (source), result, &error);

  /* Then it was stopped, and is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  owner = g_object_ref (self->owner);
  self->newest = MAX (self->newest, part != NULL ? part->newest : 0);
  self->next = part != NULL ? part->next : 0;

  /* What was found goes first: its rows are to be fetched and drawn. */
  if (part != NULL && part->row_ids->len > 0)
    inlet_trigger_step_back (self->trigger);
  if (self->next > 0)
    inlet_trigger_pull (self->trigger);

  /* Last: whoever is told may stop it. */
  self->found (owner, part, error);
}

static gboolean
on_part_due (gpointer user_data)
{
  InletHistorySearch *self = user_data;

  inlet_database_run_async (self->database, INLET_DATABASE_READ, inlet_history_find,
                            inlet_history_find_new (self->query, self->next),
                            (GDestroyNotify) inlet_history_find_free,
                            (GDestroyNotify) inlet_history_part_free,
                            self->cancellable, on_part_found, self);

  return G_SOURCE_CONTINUE;
}

InletHistorySearch *
inlet_history_search_new (InletDatabase           *database,
                          InletHistoryQuery       *query,
                          InletHistorySearchFound  found,
                          gpointer                 owner)
{
  InletHistorySearch *self = g_new0 (InletHistorySearch, 1);

  self->database = g_object_ref (database);
  self->query = inlet_history_query_ref (query);
  self->found = found;
  self->owner = owner;
  self->newest = -1;
  self->cancellable = g_cancellable_new ();
  self->trigger = inlet_trigger_new (on_part_due, self);
  inlet_trigger_pull (self->trigger);

  return self;
}

void
inlet_history_search_free (InletHistorySearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  inlet_trigger_free (self->trigger);
  inlet_history_query_unref (self->query);
  g_object_unref (self->database);
  g_free (self);
}

InletHistoryQuery *
inlet_history_search_get_query (InletHistorySearch *self)
{
  return self->query;
}

gint64
inlet_history_search_get_newest (InletHistorySearch *self)
{
  return self->newest;
}

void
inlet_history_search_set_newest (InletHistorySearch *self,
                                 gint64              newest)
{
  self->newest = newest;
}

gboolean
inlet_history_search_will_come_to (InletHistorySearch *self,
                                   gint64              row_id)
{
  return self->newest < 0 || row_id <= self->next;
}
