/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-comparison.h"

#include "inlet-comparison-jobs.h"

struct _InletComparison
{
  GObject               parent_instance;

  InletDatabase        *database;    /* (owned) */
  InletComparisonPlace *place;       /* (owned) */
};

G_DEFINE_FINAL_TYPE (InletComparison, inlet_comparison, G_TYPE_OBJECT)

static void
on_begun (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletComparisonPlace *place = inlet_database_run_finish (INLET_DATABASE (source), result, &error);
  InletComparison *self = NULL;

  if (place == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  self = g_object_new (INLET_TYPE_COMPARISON, NULL);
  self->database = g_object_ref (INLET_DATABASE (source));
  self->place = place;
  g_task_return_pointer (task, self, g_object_unref);
}

static void
inlet_comparison_finalize (GObject *object)
{
  InletComparison *self = INLET_COMPARISON (object);

  inlet_database_run_async (self->database, INLET_DATABASE_WRITE, inlet_comparison_forget,
                            g_steal_pointer (
                              &self->place), inlet_comparison_place_unref, NULL, NULL, NULL, NULL);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (inlet_comparison_parent_class)->finalize (object);
}

static void
inlet_comparison_class_init (InletComparisonClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_comparison_finalize;
}

static void
inlet_comparison_init (InletComparison *self)
{
}

void
inlet_comparison_begin_async (InletDatabase       *database,
                              InletAccount        *account,
                              const char          *sandbox,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  InletComparisonPlace *place = NULL;
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_DATABASE (database));
  g_return_if_fail (INLET_IS_ACCOUNT (account));
  g_return_if_fail (sandbox != NULL);

  place = inlet_comparison_place_new (account, sandbox);

  task = g_task_new (database, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_comparison_begin_async);
  inlet_database_run_async (database, INLET_DATABASE_WRITE, inlet_comparison_begin, place,
                            inlet_comparison_place_unref,
                            inlet_comparison_place_unref, cancellable, on_begun, task);
}

InletComparison *
inlet_comparison_begin_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_comparison_add_async (InletComparison     *self,
                            GPtrArray           *remotes,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  InletComparisonPage *page = NULL;

  g_return_if_fail (INLET_IS_COMPARISON (self));
  g_return_if_fail (remotes != NULL);

  page = inlet_comparison_page_new (self->place, remotes);
  inlet_database_run_async (self->database, INLET_DATABASE_WRITE, inlet_comparison_add, page,
                            (GDestroyNotify) inlet_comparison_page_free,
                            (GDestroyNotify) inlet_comparison_part_free, NULL, callback,
                            user_data);
}

void
inlet_comparison_conclude_async (InletComparison     *self,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (INLET_IS_COMPARISON (self));

  inlet_database_run_async (self->database, INLET_DATABASE_WRITE, inlet_comparison_conclude,
                            inlet_comparison_place_ref (self->place), inlet_comparison_place_unref,
                            (GDestroyNotify) inlet_comparison_part_free, NULL, callback,
                            user_data);
}

InletComparisonPart *
inlet_comparison_finish (InletComparison  *self,
                         GAsyncResult     *result,
                         GError          **error)
{
  g_return_val_if_fail (INLET_IS_COMPARISON (self), NULL);

  return inlet_database_run_finish (self->database, result, error);
}
