/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history.h"

#include "inlet-error.h"
#include "storage-test.h"

#include <string.h>

/* A history, and a copy of it that is kept only by what the history says of its changes. */
typedef struct
{
  char *path;
  InletDatabase *database;
  InletHistory *history;
  GListModel *model;
  GArray *mirror;
  GString *changes;
  GError *failure;
} Fixture;

static gint64
get_row_id (GListModel *model,
            guint       position)
{
  g_autoptr (InletHistoryItem) item = g_list_model_get_item (model, position);

  return inlet_history_item_get_row_id (item);
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  gpointer    user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpuint (position + n_removed, <=, fixture->mirror->len);
  if (n_removed > 0)
    g_array_remove_range (fixture->mirror, position, n_removed);
  for (guint i = 0; i < n_added; i++) {
    gint64 row_id = get_row_id (model, position + i);

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
  Fixture *fixture = user_data;

  g_clear_error (&fixture->failure);
  fixture->failure = g_error_copy (error);
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  guint *n_notifies = user_data;

  *n_notifies += 1;
}

static void
make_history (Fixture *fixture)
{
  fixture->history = inlet_history_new (fixture->database);
  fixture->model = G_LIST_MODEL (fixture->history);
  fixture->mirror = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture->changes = g_string_new (NULL);
  g_signal_connect (fixture->history, "items-changed", G_CALLBACK (on_items_changed), fixture);
  g_signal_connect (fixture->history, "failed", G_CALLBACK (on_failed), fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
  storage_add_rows (fixture->database, "Row", GPOINTER_TO_UINT (data));
  make_history (fixture);
  storage_until (!inlet_history_get_is_loading (fixture->history));
  g_string_truncate (fixture->changes, 0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_no_error (fixture->failure);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, fixture->mirror->len);
  for (guint i = 0; i < fixture->mirror->len; i++)
    g_assert_cmpint (get_row_id (fixture->model, i), ==,
                     g_array_index (fixture->mirror, gint64, i));

  g_object_unref (fixture->history);
  storage_close (fixture->database);
  storage_remove (fixture->path);
  g_array_unref (fixture->mirror);
  g_string_free (fixture->changes, TRUE);
  g_free (fixture->path);
}

static void
assert_changes (Fixture    *fixture,
                const char *expected)
{
  g_assert_cmpstr (fixture->changes->str, ==, expected);
  g_string_truncate (fixture->changes, 0);
}

/* Waits until nothing is on its way any more: every job that could be has been answered. */
static void
settle (Fixture *fixture)
{
  for (guint i = 0; i < 5; i++) {
    storage_read_int (fixture->database, "SELECT 1");
    while (g_main_context_iteration (NULL, FALSE));
  }
}

static InletHistoryItem *
get_item_with_row (GListModel *model,
                   guint       position)
{
  InletHistoryItem *item = g_list_model_get_item (model, position);

  storage_until (inlet_history_item_get_connection (item) != NULL);

  return item;
}

static void
assert_name (GListModel *model,
             guint       position,
             const char *name)
{
  g_autoptr (InletHistoryItem) item = get_item_with_row (model, position);

  g_assert_cmpstr (inlet_connection_get_name (inlet_history_item_get_connection (item)), ==, name);
}

/* The IDs of the rows that are shown, oldest last, as text. */
static char *
search (Fixture    *fixture,
        const char *text)
{
  g_autoptr (GString) row_ids = g_string_new (NULL);

  inlet_history_set_search (fixture->history, text);
  storage_until (!inlet_history_get_is_loading (fixture->history));
  settle (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (fixture->model); i++)
    g_string_append_printf (row_ids, "%s%d", i > 0 ? " " : "",
                            (int) get_row_id (fixture->model, i));

  return g_string_free (g_steal_pointer (&row_ids), FALSE);
}

static void
assert_search (Fixture    *fixture,
               const char *text,
               const char *expected)
{
  g_autofree char *row_ids = search (fixture, text);

  g_test_message ("Searching for “%s”", text);
  g_assert_cmpstr (row_ids, ==, expected);
}

static void
test_new_destroy (Fixture       *fixture,
                  gconstpointer  data)
{
  InletHistory *history = inlet_history_new (fixture->database);

  g_assert_true (inlet_history_get_is_loading (history));
  g_assert_null (inlet_history_get_search (history));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (history)) == INLET_TYPE_HISTORY_ITEM);
  g_assert_finalize_object (history);
}

static void
test_dropped_in_the_middle (Fixture       *fixture,
                            gconstpointer  data)
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

  settle (fixture);
}

static void
test_items_outlive_it (Fixture       *fixture,
                       gconstpointer  data)
{
  InletHistory *history = inlet_history_new (fixture->database);
  g_autoptr (InletHistoryItem) first = NULL;
  g_autoptr (InletHistoryItem) second = NULL;

  storage_until (!inlet_history_get_is_loading (history));
  first = get_item_with_row (G_LIST_MODEL (history), 0);
  second = g_list_model_get_item (G_LIST_MODEL (history), 100);
  g_assert_finalize_object (history);

  g_assert_nonnull (inlet_history_item_get_connection (first));
  settle (fixture);
  g_assert_null (inlet_history_item_get_connection (second));
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 0);
  g_assert_null (g_list_model_get_item (fixture->model, 0));
  assert_search (fixture, "anything", "");
  assert_search (fixture, "a", "");
}

static void
test_loading_notifies_once (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (InletHistory) history = inlet_history_new (fixture->database);
  guint n_notifies = 0;

  g_signal_connect (history, "notify::is-loading", G_CALLBACK (on_notify), &n_notifies);
  storage_until (!inlet_history_get_is_loading (history));
  settle (fixture);
  g_assert_cmpuint (n_notifies, ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (history)), ==, 200);
}

static void
test_rows_come_later (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (InletHistoryItem) first = g_list_model_get_item (fixture->model, 0);
  g_autoptr (InletHistoryItem) last = g_list_model_get_item (fixture->model, 199);
  g_autoptr (InletHistoryItem) neighbour = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 200);
  g_assert_null (g_list_model_get_item (fixture->model, 200));
  g_assert_null (inlet_history_item_get_connection (first));
  g_assert_cmpint (inlet_history_item_get_row_id (first), ==, 200);
  g_assert_cmpint (inlet_history_item_get_row_id (last), ==, 1);

  assert_name (fixture->model, 0, "Row/199");
  assert_name (fixture->model, 199, "Row/0");
  assert_name (fixture->model, 100, "Row/99");

  /* Rows around one that was fetched came with it. */
  neighbour = g_list_model_get_item (fixture->model, 101);
  g_assert_nonnull (inlet_history_item_get_connection (neighbour));
}

static void
test_items_are_shared (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (InletHistoryItem) first = get_item_with_row (fixture->model, 5);
  g_autoptr (InletHistoryItem) second = g_list_model_get_item (fixture->model, 5);
  gpointer gone = first;

  g_assert_true (first == second);

  /* What is shown in between: the row has another place, and the same item. */
  storage_add_rows (fixture->database, "New", 1);
  storage_until (g_list_model_get_n_items (fixture->model) == 201);
  g_assert_cmpint (get_row_id (fixture->model, 6), ==, inlet_history_item_get_row_id (first));

  g_object_add_weak_pointer (G_OBJECT (first), &gone);
  g_clear_object (&first);
  g_clear_object (&second);
  g_assert_null (gone);
}

static void
test_fast_scroll (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (InletHistoryItem) last = NULL;

  /* Nobody holds what flew by. */
  for (guint i = 0; i < 3000; i++) {
    g_autoptr (InletHistoryItem) item = g_list_model_get_item (fixture->model, i);

    if (i % 100 == 0)
      g_main_context_iteration (NULL, FALSE);
  }

  last = get_item_with_row (fixture->model, 2999);
  g_assert_cmpstr (inlet_connection_get_name (inlet_history_item_get_connection (last)), ==,
                   "Row/0");
}

static void
test_all_that_are_held_come (Fixture       *fixture,
                             gconstpointer  data)
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
test_new_rows_come_in_front (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (InletHistoryItem) item = get_item_with_row (fixture->model, 0);
  guint n_notifies = 0;

  g_signal_connect (item, "notify::connection", G_CALLBACK (on_notify), &n_notifies);
  storage_add_rows (fixture->database, "New", 3);
  storage_until (g_list_model_get_n_items (fixture->model) == 203);
  settle (fixture);

  assert_changes (fixture, "0-0+3 ");
  assert_name (fixture->model, 0, "New/2");
  g_assert_cmpuint (n_notifies, ==, 0);
}

static void
test_changed_row_is_renewed_in_place (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (InletHistoryItem) item = get_item_with_row (fixture->model, 10);
  g_autoptr (InletHistoryItem) other = get_item_with_row (fixture->model, 11);
  g_autoptr (InletHistoryItem) unheld = NULL;
  guint n_notifies = 0;
  guint n_others = 0;

  g_signal_connect (item, "notify::connection", G_CALLBACK (on_notify), &n_notifies);
  g_signal_connect (other, "notify::connection", G_CALLBACK (on_notify), &n_others);
  storage_execute (fixture->database,
                   "UPDATE connections SET state = 'gone' WHERE id IN (190, 1, 188)");
  storage_until (n_notifies == 1);
  settle (fixture);

  g_assert_cmpint (inlet_connection_get_state (inlet_history_item_get_connection (item)), ==,
                   INLET_CONNECTION_GONE);
  g_assert_cmpuint (n_notifies, ==, 1);
  g_assert_cmpuint (n_others, ==, 0);
  assert_changes (fixture, "");

  /* A row that is in memory without anybody holding its item has not stayed behind. */
  unheld = get_item_with_row (fixture->model, 12);
  g_assert_cmpint (inlet_connection_get_state (inlet_history_item_get_connection (unheld)), ==,
                   INLET_CONNECTION_GONE);
}

static void
test_follows_others (Fixture       *fixture,
                     gconstpointer  data)
{
  InletDatabase *other = storage_open (fixture->path);
  g_autoptr (InletHistoryItem) item = get_item_with_row (fixture->model, 0);
  guint n_notifies = 0;

  g_signal_connect (item, "notify::connection", G_CALLBACK (on_notify), &n_notifies);
  storage_add_rows (other, "Of another", 1);
  storage_until (g_list_model_get_n_items (fixture->model) == 201);
  assert_name (fixture->model, 0, "Of another/0");

  storage_execute (other, "UPDATE connections SET state = 'gone' WHERE id = 200");
  storage_until (n_notifies == 1);
  storage_close (other);
}

static void
fill_with_searchable (InletDatabase *database)
{
  storage_execute (database,
                   "INSERT INTO connections (state, created_at, name, remote_id, sandbox,"
                   " account_name) VALUES"
                   " ('created', 1, 'Billing bucket', '4cb0c374-d3bb-4557-b139-5712880adc55',"
                   "  'dev', 'ACME production'),"
                   " ('created', 1, 'ÜBERWEISUNGEN Köln', '9f5f76f7-fa53-40d2-9a24-f653ecb4fbb2',"
                   "  'prod', 'Müller & Söhne'),"
                   " ('failed', 1, '결제 내역', NULL, 'qa', 'ACME test'),"
                   " ('created', 1, 'A \"quoted\" AND (odd) NOT name*', NULL, 'x', NULL),"
                   " ('created', 1, '100% of_it', NULL, NULL, NULL),"
                   " ('created', 1, 'b', NULL, NULL, NULL)");
}

static void
test_search_finds (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct
  {
    const char *text;
    const char *row_ids;
  } cases[] = {
    /* In each text, whatever the case. */
    { "billing", "1" }, { "BILLING BUCKET", "1" }, { "illin", "1" }, { "4CB0", "1" },
    { "5712880adc55", "1" }, { "4cb0c374-d3bb-4557-b139-5712880adc55", "1" }, { "dev", "1" },
    { "acme", "3 1" }, { "überWEISUNGEN", "2" }, { "köln", "2" }, { "söhne", "2" },
    /* Every word, anywhere. */
    { "prod acme", "1" }, { "acme prod", "1" }, { "  köln\tmüller ", "2" }, { "acme köln", "" },
    { "bill 4cb0 dev acme", "1" }, { "bill bill", "1" },
    /* No word reaches from one text into the next. */
    { "bucketdev", "" }, { "bucket4cb0", "" },
    /* Parts that are all there, but not in one piece. */
    { "billbuc", "" }, { "ductionpro", "" }, { "Billing  bucket", "1" },
    /* One or two characters. */
    { "ü", "2" }, { "kö", "2" }, { "KÖ", "2" }, { "결", "3" }, { "결제", "3" }, { "qa", "3" },
    { "55", "1" }, { "ln", "2" }, { "b", "6 2 1" }, { "x", "4" }, { "é", "" }, { "zz", "" },
    { "qa acme", "3" }, { "acme 4c", "1" }, { "acme zz", "" }, { "q a", "4 3" },
    /* What means something to the index, or to LIKE. */
    { "\"quoted\"", "4" }, { "\"", "4" }, { "(odd)", "4" }, { "name*", "4" }, { "AND", "4" },
    { "NOT", "4" }, { "*", "4" }, { "nam*", "" }, { "bill*", "" }, { "name:billing", "" },
    { "100%", "5" }, { "%", "5" }, { "of_it", "5" }, { "ofxit", "" }, { "_", "5" }, { "'", "" },
    { "\\", "" }, { "-d3bb-", "1" }, { "-", "2 1" }, { "&", "2" },
    /* Nothing to look for. */
    { "", "6 5 4 3 2 1" }, { "  \n ", "6 5 4 3 2 1" }, { NULL, "6 5 4 3 2 1" },
  };

  fill_with_searchable (fixture->database);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_search (fixture, cases[i].text, cases[i].row_ids);
}

/* Looks for every part of some texts, and compares with what a plain look at all rows finds. */
static void
test_search_finds_what_is_there (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const char letters[] = "abAB -\"1";
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 60; i++) {
    g_autofree char *sql = NULL;
    GString *name = g_string_new ("z");

    for (guint n = g_test_rand_int_range (0, 10); n > 0; n--)
      g_string_append_c (name, letters[g_test_rand_int_range (0, strlen (letters))]);
    sql = g_strdup_printf ("INSERT INTO connections (state, created_at, name)"
                           " VALUES ('created', 1, '%s')", name->str);
    storage_execute (fixture->database, sql);
    g_ptr_array_add (names, g_ascii_strdown (name->str, -1));
    g_string_free (name, TRUE);
  }

  for (guint n = 0; n < 150; n++) {
    g_autoptr (GString) word = g_string_new (NULL);
    g_autoptr (GString) expected = g_string_new (NULL);
    g_autofree char *folded = NULL;

    for (guint i = g_test_rand_int_range (1, 7); i > 0; i--)
      g_string_append_c (word, "abAB-\"1z"[g_test_rand_int_range (0, 8)]);
    folded = g_ascii_strdown (word->str, -1);

    for (guint i = names->len; i > 0; i--)
      if (strstr (names->pdata[i - 1], folded) != NULL)
        g_string_append_printf (expected, "%s%u", expected->len > 0 ? " " : "", i);
    assert_search (fixture, word->str, expected->str);
  }
}

static void
test_search_comes_in_parts (Fixture       *fixture,
                            gconstpointer  data)
{
  guint n_parts = 0;

  inlet_history_set_search (fixture->history, "row");
  storage_until (!inlet_history_get_is_loading (fixture->history));
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), <, 3000);
  assert_name (fixture->model, 0, "Row/2999");
  storage_until (g_list_model_get_n_items (fixture->model) == 3000);

  inlet_history_set_search (fixture->history, "ROW/1");
  storage_until (g_list_model_get_n_items (fixture->model) < 3000);
  settle (fixture);
  for (const char *at = fixture->changes->str; (at = strchr (at, '+')) != NULL; at++)
    n_parts++;
  g_assert_cmpuint (n_parts, >, 2);
}

static void
test_search_is_replaced (Fixture       *fixture,
                         gconstpointer  data)
{
  static const char *const typed[] = { "r", "ro", "row", "row/2", "row/29", "row/299", "row/2999" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    inlet_history_set_search (fixture->history, typed[i]);
    g_main_context_iteration (NULL, FALSE);
  }

  storage_until (!inlet_history_get_is_loading (fixture->history));
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 1);
  assert_name (fixture->model, 0, "Row/2999");

  inlet_history_set_search (fixture->history, "row");
  inlet_history_set_search (fixture->history, NULL);
  g_assert_false (inlet_history_get_is_loading (fixture->history));
  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 3000);
}

static void
test_search_notifies (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autofree char *read = NULL;
  guint n_notifies = 0;

  g_signal_connect (fixture->history, "notify::search", G_CALLBACK (on_notify), &n_notifies);
  g_object_set (fixture->history, "search", "row", NULL);
  g_object_set (fixture->history, "search", "row", NULL);
  g_assert_cmpuint (n_notifies, ==, 1);
  g_assert_true (inlet_history_get_is_loading (fixture->history));
  g_object_get (fixture->history, "search", &read, NULL);
  g_assert_cmpstr (read, ==, "row");
  g_assert_cmpstr (inlet_history_get_search (fixture->history), ==, "row");

  storage_until (!inlet_history_get_is_loading (fixture->history));
  settle (fixture);
  g_string_truncate (fixture->changes, 0);

  /* The same words: nothing to be searched. */
  inlet_history_set_search (fixture->history, " ROW ");
  g_assert_false (inlet_history_get_is_loading (fixture->history));
  g_assert_cmpuint (n_notifies, ==, 2);
  assert_changes (fixture, "");
}

static void
test_search_gets_new_rows (Fixture       *fixture,
                           gconstpointer  data)
{
  fill_with_searchable (fixture->database);
  assert_search (fixture, "billing", "1");
  g_string_truncate (fixture->changes, 0);

  storage_add_rows (fixture->database, "Billing", 2);
  storage_add_rows (fixture->database, "Other", 1);
  storage_until (g_list_model_get_n_items (fixture->model) == 3);
  settle (fixture);
  g_assert_cmpint (get_row_id (fixture->model, 0), ==, 8);
  g_assert_cmpint (get_row_id (fixture->model, 2), ==, 1);

  assert_search (fixture, NULL, "9 8 7 6 5 4 3 2 1");
}

static void
test_search_gets_changed_rows (Fixture       *fixture,
                               gconstpointer  data)
{
  fill_with_searchable (fixture->database);
  assert_search (fixture, "acme", "3 1");
  g_string_truncate (fixture->changes, 0);

  /* An attempt gets its ID. */
  storage_execute (fixture->database, "UPDATE connections SET remote_id = 'acme-id' WHERE id = 2");
  storage_until (g_list_model_get_n_items (fixture->model) == 3);
  assert_changes (fixture, "1-0+1 ");

  storage_execute (fixture->database, "UPDATE connections SET account_name = '' WHERE id = 1");
  storage_until (g_list_model_get_n_items (fixture->model) == 2);
  assert_changes (fixture, "2-1+0 ");

  storage_execute (fixture->database, "UPDATE connections SET state = 'gone'");
  settle (fixture);
  assert_changes (fixture, "");

  /* Where nothing was found, and then something is. */
  assert_search (fixture, "newcomer", "");
  storage_execute (fixture->database, "UPDATE connections SET name = 'Newcomer' WHERE id = 5");
  storage_until (g_list_model_get_n_items (fixture->model) == 1);
  g_assert_cmpint (get_row_id (fixture->model, 0), ==, 5);
}

static void
test_search_while_rows_come (Fixture       *fixture,
                             gconstpointer  data)
{
  for (guint i = 0; i < 30; i++) {
    inlet_history_set_search (fixture->history, i % 3 == 0 ? "o" : i % 3 == 1 ? "row" : "new");
    storage_add_rows (fixture->database, "New", 1);
  }

  settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 30);
  assert_search (fixture, "new_row", "");
  inlet_history_set_search (fixture->history, "row");
  storage_until (g_list_model_get_n_items (fixture->model) == 3000);
}

static void
test_failure_is_told (void)
{
  g_autofree char *garbage = g_strnfill (8192, 'x');
  Fixture fixture = { .path = storage_make_path () };

  g_file_set_contents (fixture.path, garbage, -1, NULL);
  fixture.database = inlet_database_new (fixture.path);
  make_history (&fixture);

  storage_until (fixture.failure != NULL);
  g_assert_error (fixture.failure, INLET_ERROR, INLET_ERROR_STORAGE);
  g_assert_false (inlet_history_get_is_loading (fixture.history));
  g_clear_error (&fixture.failure);

  inlet_history_set_search (fixture.history, "x");
  storage_until (fixture.failure != NULL);
  g_assert_false (inlet_history_get_is_loading (fixture.history));
  g_clear_error (&fixture.failure);

  tear_down (&fixture, NULL);
}

static void
test_failure_to_fetch_is_told (Fixture       *fixture,
                               gconstpointer  data)
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
  assert_name (fixture->model, 0, "Row/199");
}

static void
test_read_all (Fixture       *fixture,
               gconstpointer  data)
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
  g_test_add ("/inlet/storage/history/" name, Fixture, GUINT_TO_POINTER (n_rows), set_up,          \
              function, tear_down)

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
  ADD ("follows-others", 200, test_follows_others);
  ADD ("search-finds", 0, test_search_finds);
  ADD ("search-finds-what-is-there", 0, test_search_finds_what_is_there);
  ADD ("search-comes-in-parts", 3000, test_search_comes_in_parts);
  ADD ("search-is-replaced", 3000, test_search_is_replaced);
  ADD ("search-notifies", 200, test_search_notifies);
  ADD ("search-gets-new-rows", 0, test_search_gets_new_rows);
  ADD ("search-gets-changed-rows", 0, test_search_gets_changed_rows);
  ADD ("search-while-rows-come", 3000, test_search_while_rows_come);
  g_test_add_func ("/inlet/storage/history/failure-is-told", test_failure_is_told);
  ADD ("failure-to-fetch-is-told", 200, test_failure_to_fetch_is_told);
  ADD ("read-all", 200, test_read_all);

  return g_test_run ();
}
