/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history.h"

#include "history-fixture.h"
#include "inlet-error.h"

static void
test_new_destroy (HistoryFixture       *fixture,
                  gconstpointer         data)
{
  InletHistory *history = inlet_history_new (fixture->database);

  g_assert_true (inlet_history_get_is_loading (history));
  g_assert_null (inlet_history_get_search (history));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (history)) == INLET_TYPE_HISTORY_ITEM);
  g_assert_finalize_object (history);
}

static void
test_dropped_in_the_middle (HistoryFixture       *fixture,
                            gconstpointer         data)
{
  for (guint n_rounds = 0; n_rounds < 40; n_rounds++) {
    InletHistory *history = inlet_history_new (fixture->database);
    g_autoptr (InletHistoryItem) item = NULL;

    for (guint i = 0; i < n_rounds / 4; i++)
      g_main_context_iteration (NULL, FALSE);
    item = g_list_model_get_item (G_LIST_MODEL (history), 0);
    inlet_history_set_search (history, n_rounds % 2 ? "Row" : "o");
    for (guint i = 0; i < n_rounds % 4; i++)
      g_main_context_iteration (NULL, FALSE);

    g_assert_finalize_object (history);
  }

  history_settle (fixture);
}

static void
test_items_outlive_it (HistoryFixture       *fixture,
                       gconstpointer         data)
{
  InletHistory *history = inlet_history_new (fixture->database);
  g_autoptr (InletHistoryItem) first = NULL;
  g_autoptr (InletHistoryItem) second = NULL;

  storage_until (!inlet_history_get_is_loading (history));
  first = history_get_item (G_LIST_MODEL (history), 0);
  second = g_list_model_get_item (G_LIST_MODEL (history), 100);
  g_assert_finalize_object (history);

  g_assert_nonnull (inlet_history_item_get_connection (first));
  history_settle (fixture);
  g_assert_null (inlet_history_item_get_connection (second));
}

static void
test_empty (HistoryFixture       *fixture,
            gconstpointer         data)
{
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 0);
  g_assert_null (g_list_model_get_item (fixture->model, 0));
}

static void
test_loading_notifies_once (HistoryFixture       *fixture,
                            gconstpointer         data)
{
  g_autoptr (InletHistory) history = inlet_history_new (fixture->database);
  guint n_notifies = 0;

  g_signal_connect (history, "notify::is-loading", G_CALLBACK (history_on_notify), &n_notifies);
  storage_until (!inlet_history_get_is_loading (history));
  history_settle (fixture);
  g_assert_cmpuint (n_notifies, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 200);
}

static void
test_rows_come_later (HistoryFixture       *fixture,
                      gconstpointer         data)
{
  g_autoptr (InletHistoryItem) first = g_list_model_get_item (fixture->model, 0);
  g_autoptr (InletHistoryItem) last = g_list_model_get_item (fixture->model, 199);
  g_autoptr (InletHistoryItem) neighbour = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 200);
  g_assert_null (g_list_model_get_item (fixture->model, 200));
  g_assert_null (inlet_history_item_get_connection (first));
  g_assert_cmpint (inlet_history_item_get_row_id (first), ==, 200);
  g_assert_cmpint (inlet_history_item_get_row_id (last), ==, 1);

  history_assert_name (fixture->model, 0, "Row/199");
  history_assert_name (fixture->model, 199, "Row/0");
  history_assert_name (fixture->model, 100, "Row/99");

  /* Rows around one that was fetched came with it. */
  neighbour = g_list_model_get_item (fixture->model, 101);
  g_assert_nonnull (inlet_history_item_get_connection (neighbour));
}

static void
test_items_are_shared (HistoryFixture       *fixture,
                       gconstpointer         data)
{
  g_autoptr (InletHistoryItem) first = history_get_item (fixture->model, 5);
  g_autoptr (InletHistoryItem) second = g_list_model_get_item (fixture->model, 5);
  gpointer gone = first;

  g_assert_true (first == second);

  /* What is shown in between: the row has another place, and the same item. */
  storage_add_rows (fixture->database, "New", 1);
  storage_until (g_list_model_get_n_items (fixture->model) == 201);
  g_assert_cmpint (history_get_row_id (fixture->model, 6), ==,
                   inlet_history_item_get_row_id (first));

  g_object_add_weak_pointer (G_OBJECT (first), &gone);
  g_clear_object (&first);
  g_clear_object (&second);
  g_assert_null (gone);
}

static void
test_fast_scroll (HistoryFixture       *fixture,
                  gconstpointer         data)
{
  g_autoptr (InletHistoryItem) last = NULL;

  /* Nobody holds what flew by. */
  for (guint i = 0; i < 3000; i++) {
    g_autoptr (InletHistoryItem) item = g_list_model_get_item (fixture->model, i);

    if (i % 100 == 0)
      g_main_context_iteration (NULL, FALSE);
  }

  last = history_get_item (fixture->model, 2999);
  g_assert_cmpstr (inlet_connection_get_name (inlet_history_item_get_connection (last)), ==,
                   "Row/0");
}

static void
test_all_that_are_held_come (HistoryFixture       *fixture,
                             gconstpointer         data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 3000; i++)
    g_ptr_array_add (items, g_list_model_get_item (fixture->model, i));

  for (guint i = 0; i < items->len; i++) {
    g_autofree char *name = g_strdup_printf ("Row/%u", 2999 - i);
    InletHistoryItem *item = items->pdata[i];

    storage_until (inlet_history_item_get_connection (item) != NULL);
    g_assert_cmpstr (inlet_connection_get_name (inlet_history_item_get_connection (item)), ==,
                     name);
  }
}

static void
test_new_rows_come_in_front (HistoryFixture       *fixture,
                             gconstpointer         data)
{
  g_autoptr (InletHistoryItem) item = history_get_item (fixture->model, 0);
  guint n_notifies = 0;

  g_signal_connect (item, "notify::connection", G_CALLBACK (history_on_notify), &n_notifies);
  storage_add_rows (fixture->database, "New", 3);
  storage_until (g_list_model_get_n_items (fixture->model) == 203);
  history_settle (fixture);

  history_assert_changes (fixture, "0-0+3 ");
  history_assert_name (fixture->model, 0, "New/2");
  g_assert_cmpuint (n_notifies, ==, 0);
}

static void
test_changed_row_is_renewed_in_place (HistoryFixture       *fixture,
                                      gconstpointer         data)
{
  g_autoptr (InletHistoryItem) item = history_get_item (fixture->model, 10);
  g_autoptr (InletHistoryItem) other = history_get_item (fixture->model, 11);
  g_autoptr (InletHistoryItem) unheld = NULL;
  guint n_notifies = 0;
  guint n_others = 0;

  g_signal_connect (item, "notify::connection", G_CALLBACK (history_on_notify), &n_notifies);
  g_signal_connect (other, "notify::connection", G_CALLBACK (history_on_notify), &n_others);
  storage_execute (fixture->database,
                   "UPDATE connections SET state = 'gone' WHERE id IN (190, 1, 188)");
  storage_until (n_notifies == 1);
  history_settle (fixture);

  g_assert_cmpint (inlet_connection_get_state (inlet_history_item_get_connection (item)), ==,
                   INLET_CONNECTION_GONE);
  g_assert_cmpuint (n_notifies, ==, 1);
  g_assert_cmpuint (n_others, ==, 0);
  history_assert_changes (fixture, "");

  /* A row that is in memory without anybody holding its item has not stayed behind. */
  unheld = history_get_item (fixture->model, 12);
  g_assert_cmpint (inlet_connection_get_state (inlet_history_item_get_connection (unheld)), ==,
                   INLET_CONNECTION_GONE);
}

static void
test_unchanged_row_is_left_alone (HistoryFixture       *fixture,
                                  gconstpointer         data)
{
  g_autoptr (InletHistoryItem) item = history_get_item (fixture->model, 0);
  guint n_notifies = 0;

  g_signal_connect (item, "notify::connection", G_CALLBACK (history_on_notify), &n_notifies);

  /* So many others that it is not kept any more, and then its neighbour. */
  for (guint i = 100; i < 3000; i += 50)
    g_object_unref (history_get_item (fixture->model, i));
  g_object_unref (history_get_item (fixture->model, 1));

  g_assert_cmpuint (n_notifies, ==, 0);
}

static void
test_follows_others (HistoryFixture       *fixture,
                     gconstpointer         data)
{
  InletDatabase *other = storage_open (fixture->path);
  g_autoptr (InletHistoryItem) item = history_get_item (fixture->model, 0);
  guint n_notifies = 0;

  g_signal_connect (item, "notify::connection", G_CALLBACK (history_on_notify), &n_notifies);
  storage_add_rows (other, "Of another", 1);
  storage_until (g_list_model_get_n_items (fixture->model) == 201);
  history_assert_name (fixture->model, 0, "Of another/0");

  storage_execute (other, "UPDATE connections SET state = 'gone' WHERE id = 200");
  storage_until (n_notifies == 1);
  storage_close (other);
}

static void
test_failure_is_told (void)
{
  HistoryFixture fixture = { .path = storage_make_path () };
  InletDatabase *newer = storage_open (fixture.path);

  storage_execute (newer, "PRAGMA user_version = 1000");
  storage_close (newer);
  fixture.database = inlet_database_new (fixture.path);
  history_fixture_begin (&fixture);

  storage_until (fixture.failure != NULL);
  g_assert_error (fixture.failure, INLET_ERROR, INLET_ERROR_STORAGE_NEWER);
  g_assert_false (inlet_history_get_is_loading (fixture.history));
  g_clear_error (&fixture.failure);

  inlet_history_set_search (fixture.history, "x");
  storage_until (fixture.failure != NULL);
  g_assert_false (inlet_history_get_is_loading (fixture.history));
  g_clear_error (&fixture.failure);

  history_fixture_tear_down (&fixture, NULL);
}

static void
test_failure_to_fetch_is_told (HistoryFixture       *fixture,
                               gconstpointer         data)
{
  g_autoptr (InletHistoryItem) item = NULL;

  storage_execute (fixture->database, "ALTER TABLE connections RENAME COLUMN etag TO tag");
  item = g_list_model_get_item (fixture->model, 0);
  storage_until (fixture->failure != NULL);
  g_assert_error (fixture->failure, INLET_ERROR, INLET_ERROR_STORAGE);
  g_assert_null (inlet_history_item_get_connection (item));
  g_clear_error (&fixture->failure);

  /* Who asks again gets it. */
  storage_execute (fixture->database, "ALTER TABLE connections RENAME COLUMN tag TO etag");
  history_assert_name (fixture->model, 0, "Row/199");
}

static void
test_read_all (HistoryFixture       *fixture,
               gconstpointer         data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) connections = NULL;
  g_autoptr (GError) error = NULL;

  inlet_history_read_all_async (fixture->database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  connections = inlet_history_read_all_finish (fixture->database, result, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (connections->len, ==, 200);
  g_assert_cmpstr (inlet_connection_get_name (connections->pdata[0]), ==, "Row/199");
  g_assert_cmpstr (inlet_connection_get_name (connections->pdata[199]), ==, "Row/0");
}

#define ADD(name, n_rows, function)                                                                \
  g_test_add ("/inlet/storage/history/" name, HistoryFixture, GUINT_TO_POINTER (n_rows),           \
              history_fixture_set_up, function, history_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new-destroy", 0, test_new_destroy);
  ADD ("dropped-in-the-middle", 200, test_dropped_in_the_middle);
  ADD ("items-outlive-it", 200, test_items_outlive_it);
  ADD ("empty", 0, test_empty);
  ADD ("loading-notifies-once", 200, test_loading_notifies_once);
  ADD ("rows-come-later", 200, test_rows_come_later);
  ADD ("items-are-shared", 200, test_items_are_shared);
  ADD ("fast-scroll", 3000, test_fast_scroll);
  ADD ("all-that-are-held-come", 3000, test_all_that_are_held_come);
  ADD ("new-rows-come-in-front", 200, test_new_rows_come_in_front);
  ADD ("changed-row-is-renewed-in-place", 200, test_changed_row_is_renewed_in_place);
  ADD ("unchanged-row-is-left-alone", 3000, test_unchanged_row_is_left_alone);
  ADD ("follows-others", 200, test_follows_others);
  g_test_add_func ("/inlet/storage/history/failure-is-told", test_failure_is_told);
  ADD ("failure-to-fetch-is-told", 200, test_failure_to_fetch_is_told);
  ADD ("read-all", 200, test_read_all);

  return g_test_run ();
}
