/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history.h"

#include "history-fixture.h"

#include <string.h>

static void
on_changed (InletDatabase *database,
            gpointer       user_data)
{
  guint *n_changes = user_data;

  *n_changes += 1;
}

static gpointer
add_row (sqlite3       *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  inlet_sqlite_execute (db, "INSERT INTO connections (state, created_at, name)"
                        " VALUES ('created', 1, 'Row')", error);

  return NULL;
}

static gpointer
change_first_row (sqlite3       *db,
                  gpointer       data,
                  GCancellable  *cancellable,
                  GError       **error)
{
  inlet_sqlite_execute (db, "UPDATE connections SET state = 'gone' WHERE id = 1", error);

  return NULL;
}

/* The IDs of the rows that are shown, oldest last, as text. */
static char *
search (HistoryFixture    *fixture,
        const char        *text)
{
  g_autoptr (GString) row_ids = g_string_new (NULL);

  inlet_history_set_search (fixture->history, text);
  storage_until (!inlet_history_get_is_loading (fixture->history));
  history_settle (fixture);

  for (guint i = 0; i < g_list_model_get_n_items (fixture->model); i++)
    g_string_append_printf (row_ids, "%s%d", i > 0 ? " " : "",
                            (int) history_get_row_id (fixture->model, i));

  return g_string_free (g_steal_pointer (&row_ids), FALSE);
}

static void
assert_search (HistoryFixture    *fixture,
               const char        *text,
               const char        *expected)
{
  g_autofree char *row_ids = search (fixture, text);

  g_test_message ("Searching for “%s”", text);
  g_assert_cmpstr (row_ids, ==, expected);
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
test_search_finds (HistoryFixture       *fixture,
                   gconstpointer         data)
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

  assert_search (fixture, "anything", "");
  assert_search (fixture, "a", "");

  fill_with_searchable (fixture->database);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_search (fixture, cases[i].text, cases[i].row_ids);
}

/* Looks for every part of some texts, and compares with what a plain look at all rows finds. */
static void
test_search_finds_what_is_there (HistoryFixture       *fixture,
                                 gconstpointer         data)
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
test_search_comes_in_parts (HistoryFixture       *fixture,
                            gconstpointer         data)
{
  guint n_parts = 0;

  inlet_history_set_search (fixture->history, "row");
  storage_until (!inlet_history_get_is_loading (fixture->history));
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), <, 3000);
  history_assert_name (fixture->model, 0, "Row/2999");
  storage_until (g_list_model_get_n_items (fixture->model) == 3000);

  inlet_history_set_search (fixture->history, "ROW/1");
  storage_until (g_list_model_get_n_items (fixture->model) < 3000);
  history_settle (fixture);
  for (const char *at = fixture->changes->str; (at = strchr (at, '+')) != NULL; at++)
    n_parts++;
  g_assert_cmpuint (n_parts, >, 2);
}

static void
test_search_is_replaced (HistoryFixture       *fixture,
                         gconstpointer         data)
{
  static const char *const typed[] = { "r", "ro", "row", "row/2", "row/29", "row/299", "row/2999" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    inlet_history_set_search (fixture->history, typed[i]);
    g_main_context_iteration (NULL, FALSE);
  }

  storage_until (!inlet_history_get_is_loading (fixture->history));
  history_settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 1);
  history_assert_name (fixture->model, 0, "Row/2999");

  inlet_history_set_search (fixture->history, "row");
  inlet_history_set_search (fixture->history, NULL);
  g_assert_false (inlet_history_get_is_loading (fixture->history));
  history_settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 3000);
}

static void
test_search_notifies (HistoryFixture       *fixture,
                      gconstpointer         data)
{
  g_autofree char *read = NULL;
  guint n_notifies = 0;

  g_signal_connect (fixture->history, "notify::search", G_CALLBACK (history_on_notify),
                    &n_notifies);
  g_object_set (fixture->history, "search", "row", NULL);
  g_object_set (fixture->history, "search", "row", NULL);
  g_assert_cmpuint (n_notifies, ==, 1);
  g_assert_true (inlet_history_get_is_loading (fixture->history));
  g_object_get (fixture->history, "search", &read, NULL);
  g_assert_cmpstr (read, ==, "row");
  g_assert_cmpstr (inlet_history_get_search (fixture->history), ==, "row");

  storage_until (!inlet_history_get_is_loading (fixture->history));
  history_settle (fixture);
  g_string_truncate (fixture->changes, 0);

  /* The same words: nothing to be searched. */
  inlet_history_set_search (fixture->history, " ROW ");
  g_assert_false (inlet_history_get_is_loading (fixture->history));
  g_assert_cmpuint (n_notifies, ==, 2);
  history_assert_changes (fixture, "");
}

static void
test_search_gets_new_rows (HistoryFixture       *fixture,
                           gconstpointer         data)
{
  fill_with_searchable (fixture->database);
  assert_search (fixture, "billing", "1");
  g_string_truncate (fixture->changes, 0);

  storage_add_rows (fixture->database, "Billing", 2);
  storage_add_rows (fixture->database, "Other", 1);
  storage_until (g_list_model_get_n_items (fixture->model) == 3);
  history_settle (fixture);
  g_assert_cmpint (history_get_row_id (fixture->model, 0), ==, 8);
  g_assert_cmpint (history_get_row_id (fixture->model, 2), ==, 1);

  assert_search (fixture, NULL, "9 8 7 6 5 4 3 2 1");
}

static void
test_search_gets_changed_rows (HistoryFixture       *fixture,
                               gconstpointer         data)
{
  fill_with_searchable (fixture->database);
  assert_search (fixture, "acme", "3 1");
  g_string_truncate (fixture->changes, 0);

  /* An attempt gets its ID. */
  storage_execute (fixture->database, "UPDATE connections SET remote_id = 'acme-id' WHERE id = 2");
  storage_until (g_list_model_get_n_items (fixture->model) == 3);
  history_assert_changes (fixture, "1-0+1 ");

  storage_execute (fixture->database, "UPDATE connections SET account_name = '' WHERE id = 1");
  storage_until (g_list_model_get_n_items (fixture->model) == 2);
  history_assert_changes (fixture, "2-1+0 ");

  storage_execute (fixture->database, "UPDATE connections SET state = 'gone'");
  history_settle (fixture);
  history_assert_changes (fixture, "");

  /* Where nothing was found, and then something is. */
  assert_search (fixture, "newcomer", "");
  storage_execute (fixture->database, "UPDATE connections SET name = 'Newcomer' WHERE id = 5");
  storage_until (g_list_model_get_n_items (fixture->model) == 1);
  g_assert_cmpint (history_get_row_id (fixture->model, 0), ==, 5);
}

static void
test_search_while_rows_come (HistoryFixture       *fixture,
                             gconstpointer         data)
{
  for (guint i = 0; i < 30; i++) {
    inlet_history_set_search (fixture->history, i % 3 == 0 ? "o" : i % 3 == 1 ? "row" : "new");
    storage_add_rows (fixture->database, "New", 1);
  }

  history_settle (fixture);
  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 30);
  assert_search (fixture, "new_row", "");
  inlet_history_set_search (fixture->history, "row");
  storage_until (g_list_model_get_n_items (fixture->model) == 3000);
}

static void
test_search_is_replaced_while_rows_come (HistoryFixture       *fixture,
                                         gconstpointer         data)
{
  guint n_changes = 0;

  storage_execute (fixture->database, "INSERT INTO connections (state, created_at, name)"
                   " VALUES ('created', 1, 'First')");
  g_signal_connect (fixture->database, "changed", G_CALLBACK (on_changed), &n_changes);

  for (guint i = 0; i < 40; i++) {
    guint n_before;

    inlet_history_set_search (fixture->history, "row");
    storage_until (!inlet_history_get_is_loading (fixture->history));
    history_settle (fixture);

    n_before = n_changes;
    inlet_database_run_async (fixture->database, INLET_DATABASE_WRITE, add_row, NULL, NULL, NULL,
                              NULL, NULL, NULL);
    storage_until (n_changes > n_before);
    for (guint n = 0; n < i % 4; n++)
      g_main_context_iteration (NULL, FALSE);

    assert_search (fixture, "first", "1");
  }

  g_signal_handlers_disconnect_by_func (fixture->database, on_changed, &n_changes);
}

/* So many rows that the search needs several parts, and in between them the last one changes. */
static void
test_search_while_rows_change (HistoryFixture       *fixture,
                               gconstpointer         data)
{
  static const char fill[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)"
    " INSERT INTO connections (state, created_at, name) SELECT 'created', 1, 'Row' FROM n";

  storage_execute (fixture->database, fill);
  inlet_history_set_search (fixture->history, "o");
  storage_until (!inlet_history_get_is_loading (fixture->history));

  for (guint i = 0; g_list_model_get_n_items (fixture->model) < 60001; i++) {
    g_assert_cmpuint (i, <, 10000);
    inlet_database_run_async (fixture->database, INLET_DATABASE_WRITE, change_first_row, NULL, NULL,
                              NULL, NULL, NULL, NULL);
    history_settle (fixture);
  }

  g_assert_cmpuint (g_list_model_get_n_items (fixture->model), ==, 60001);
}

#define ADD(name, n_rows, function)                                                                \
  g_test_add ("/inlet/storage/history-search/" name, HistoryFixture, GUINT_TO_POINTER (n_rows),    \
              history_fixture_set_up, function, history_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("finds", 0, test_search_finds);
  ADD ("finds-what-is-there", 0, test_search_finds_what_is_there);
  ADD ("comes-in-parts", 3000, test_search_comes_in_parts);
  ADD ("is-replaced", 3000, test_search_is_replaced);
  ADD ("notifies", 200, test_search_notifies);
  ADD ("gets-new-rows", 0, test_search_gets_new_rows);
  ADD ("gets-changed-rows", 0, test_search_gets_changed_rows);
  ADD ("while-rows-come", 3000, test_search_while_rows_come);
  ADD ("is-replaced-while-rows-come", 0, test_search_is_replaced_while_rows_come);
  ADD ("while-rows-change", 1, test_search_while_rows_change);

  return g_test_run ();
}
