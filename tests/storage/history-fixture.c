/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "history-fixture.h"

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  gpointer    user_data)
{
  HistoryFixture *fixture = user_data;

  g_assert_cmpuint (position + n_removed, <=, fixture->mirror->len);
  if (n_removed > 0)
    g_array_remove_range (fixture->mirror, position, n_removed);
  for (guint i = 0; i < n_added; i++) {
    gint64 row_id = history_get_row_id (model, position + i);

    g_array_insert_val (fixture->mirror, position + i, row_id);
  }

  g_string_append_printf (fixture->changes, "%u-%u+%u ", position, n_removed, n_added);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->mirror->len);
}

static void
on_failed (InletHistory *history,
           const GError *error,
           gpointer      user_data)
{
  HistoryFixture *fixture = user_data;

  g_clear_error (&fixture->failure);
  fixture->failure = g_error_copy (error);
}

void
history_fixture_begin (HistoryFixture *fixture)
{
  fixture->history = inlet_history_new (fixture->database);
  fixture->model = G_LIST_MODEL (fixture->history);
  fixture->mirror = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->changes = g_string_new (NULL);
  g_signal_connect (fixture->history, "items-changed", G_CALLBACK (on_items_changed), fixture);
  g_signal_connect (fixture->history, "failed", G_CALLBACK (on_failed), fixture);
}

void
history_fixture_set_up (HistoryFixture       *fixture,
                        gconstpointer         data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
  storage_add_rows (fixture->database, "Row", GPOINTER_TO_UINT (data));
  history_fixture_begin (fixture);
  storage_until (!inlet_history_get_is_loading (fixture->history));
  g_string_truncate (fixture->changes, 0);
}

void
history_fixture_tear_down (HistoryFixture       *fixture,
                           gconstpointer         data)
{
  g_assert_no_error (fixture->failure);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, fixture->mirror->len);
  for (guint i = 0; i < fixture->mirror->len; i++) {
    gint64 row_id = g_array_index (fixture->mirror, gint64, i);

    g_assert_cmpint (history_get_row_id (fixture->model, i), ==, row_id);
    g_assert_true (i == 0 || row_id < g_array_index (fixture->mirror, gint64, i - 1));
  }

  g_object_unref (fixture->history);
  storage_close (fixture->database);
  storage_remove (fixture->path);
  g_array_unref (fixture->mirror);
  g_string_free (fixture->changes, TRUE);
  g_free (fixture->path);
}

void
history_on_notify (GObject    *object,
                   GParamSpec *pspec,
                   gpointer    user_data)
{
  guint *n_notifies = user_data;

  *n_notifies += 1;
}

void
history_assert_changes (HistoryFixture    *fixture,
                        const char        *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_truncate (fixture->changes, 0);
}

void
history_settle (HistoryFixture *fixture)
{
  for (guint i = 0; i < 5; i++) {
    storage_read_int (fixture->database, "SELECT 1");
    while (g_main_context_iteration (NULL, FALSE));
  }
}

gint64
history_get_row_id (GListModel *model,
                    guint       position)
{
  g_autoptr (InletHistoryItem) item = g_list_model_get_item (model, position);

  return inlet_history_item_get_row_id (item);
}

InletHistoryItem *
history_get_item (GListModel *model,
                  guint       position)
{
  InletHistoryItem *item = g_list_model_get_item (model, position);

  storage_until (inlet_history_item_get_connection (item) != NULL);

  return item;
}

void
history_assert_name (GListModel *model,
                     guint       position,
                     const char *name)
{
  g_autoptr (InletHistoryItem) item = history_get_item (model, position);

  g_assert_cmpstr (inlet_connection_get_name (inlet_history_item_get_connection (item)), ==, name);
}
