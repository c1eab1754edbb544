/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-test-log.h"

#include "storage-test.h"

#include <string.h>

typedef struct
{
  char          *path;
  InletDatabase *database;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
  storage_add_rows (fixture->database, "row", 2);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  storage_close (fixture->database);
  storage_remove (fixture->path);
  g_free (fixture->path);
}

/* @code: -1 for a test that was passed. */
static gboolean
add (Fixture  *fixture,
     gint64    row_id,
     gint64    tested_at,
     int       code,
     GError  **error)
{
  g_autoptr (InletProblem) problem = code >= 0 ? inlet_problem_new (code, "A fact") : NULL;
  g_autoptr (InletTestResult) result = inlet_test_result_new (tested_at, problem);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_test_log_add_async (fixture->database, row_id, result, storage_on_ready, &answer);
  storage_until (answer != NULL);
  return inlet_test_log_add_finish (fixture->database, answer, error);
}

static GPtrArray *
read_last (Fixture       *fixture,
           gint64         row_id,
           guint          n,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_test_log_read_async (fixture->database, row_id, n, cancellable, storage_on_ready, &answer);
  storage_until (answer != NULL);
  return inlet_test_log_read_finish (fixture->database, answer, error);
}

/* The outcomes of the last @n tests, oldest first, and when: "passed 1 failed 2". */
static void
assert_log (Fixture    *fixture,
            gint64      row_id,
            guint       n,
            const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = read_last (fixture, row_id, n, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < results->len; i++) {
    InletTestOutcome outcome = inlet_test_result_get_outcome (results->pdata[i]);

    g_string_append_printf (text, "%s%s %d", i > 0 ? " " : "", inlet_test_outcome_to_nick (outcome),
                            (int) inlet_test_result_get_tested_at (results->pdata[i]));
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  assert_log (fixture, 1, 10, "");
  assert_log (fixture, 7, 10, "");
}

static void
test_kept_oldest_first (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (add (fixture, 1, 1, -1, &error));
  g_assert_true (add (fixture, 2, 2, -1, &error));
  g_assert_true (add (fixture, 1, 3, INLET_ERROR_S3_REFUSED, &error));
  g_assert_true (add (fixture, 1, 4, INLET_ERROR_OFFLINE, &error));
  g_assert_no_error (error);

  assert_log (fixture, 1, 10, "passed 1 failed 3 unknown 4");
  assert_log (fixture, 1, 2, "failed 3 unknown 4");
  assert_log (fixture, 2, 10, "passed 2");

  storage_close (fixture->database);
  fixture->database = storage_open (fixture->path);
  assert_log (fixture, 1, 10, "passed 1 failed 3 unknown 4");
}

/* Why it failed is kept, as it was told. */
static void
test_problem_is_kept (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_S3_REFUSED, "A fact");
  g_autoptr (GPtrArray) results = NULL;
  InletProblem *kept = NULL;

  add (fixture, 1, 1, INLET_ERROR_S3_REFUSED, NULL);
  results = read_last (fixture, 1, 10, NULL, NULL);
  kept = inlet_test_result_get_problem (results->pdata[0]);
  g_assert_cmpint (inlet_problem_get_code (kept), ==, INLET_ERROR_S3_REFUSED);
  g_assert_cmpstr (inlet_problem_get_message (kept), ==, "A fact");
  g_assert_cmpstr (inlet_problem_get_title (kept), ==, inlet_problem_get_title (problem));
}

/* A test every minute must not fill the disk. */
static void
test_oldest_are_forgotten (Fixture       *fixture,
                           gconstpointer  data)
{
  add (fixture, 2, 7, -1, NULL);
  for (guint i = 1; i <= 103; i++)
    g_assert_true (add (fixture, 1, i, -1, NULL));

  g_assert_cmpint (storage_read_int (fixture->database,
                                     "SELECT count (*) FROM connection_tests"
                                     " WHERE connection_id = 1"), ==, 100);
  g_assert_cmpint (storage_read_int (fixture->database,
                                     "SELECT min (tested_at) FROM connection_tests"
                                     " WHERE connection_id = 1"), ==, 4);
  assert_log (fixture, 1, 2, "passed 102 passed 103");
  assert_log (fixture, 2, 10, "passed 7");
}

/* The clock may be set back: what was tested last is last. */
static void
test_order_is_that_of_testing (Fixture       *fixture,
                               gconstpointer  data)
{
  add (fixture, 1, 9, -1, NULL);
  add (fixture, 1, 3, -1, NULL);
  assert_log (fixture, 1, 10, "passed 9 passed 3");
}

/* What cannot be read is not a test that was passed. */
static void
test_unreadable_problem (Fixture       *fixture,
                         gconstpointer  data)
{
  storage_execute (fixture->database,
                   "INSERT INTO connection_tests (connection_id, tested_at, problem)"
                   " VALUES (1, 5, '[]')");
  assert_log (fixture, 1, 10, "unknown 5");
}

static gint64
read_broken_since (Fixture *fixture)
{
  return storage_read_int (fixture->database,
                           "SELECT ifnull (broken_since, 0) FROM connections WHERE id = 1");
}

/* From the first failure until one is passed; a test that tells nothing changes nothing. And the
 * row is written, and so read again by who shows it, only when that changes. */
static void
test_broken_since (Fixture       *fixture,
                   gconstpointer  data)
{
  static const struct { int code; gint64 since; gint64 n_writes; } tests[] = {
    { -1, 0, 0 }, { INLET_ERROR_OFFLINE, 0, 0 }, { INLET_ERROR_S3_REFUSED, 3, 1 },
    { INLET_ERROR_S3_REFUSED, 3, 1 }, { INLET_ERROR_BUSY, 3, 1 }, { -1, 0, 2 }, { -1, 0, 2 },
    { INLET_ERROR_S3_REFUSED, 8, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++) {
    g_assert_true (add (fixture, 1, i + 1, tests[i].code, NULL));
    g_assert_cmpint (read_broken_since (fixture), ==, tests[i].since);
    g_assert_cmpint (storage_read_int (fixture->database,
                                       "SELECT count (*) FROM connection_changes"), ==,
                     tests[i].n_writes);
  }
  g_assert_cmpint (storage_read_int (fixture->database, "SELECT count (*) FROM connections"
                                     " WHERE broken_since IS NOT NULL"), ==, 1);
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) full = NULL;
  g_autoptr (GError) broken = NULL;
  g_autoptr (GError) broken_too = NULL;

  storage_execute (fixture->database, "CREATE TRIGGER full BEFORE INSERT ON connection_tests"
                   " BEGIN SELECT RAISE (ABORT, 'the disk is full'); END");
  g_assert_false (add (fixture, 1, 1, -1, &full));
  g_assert_error (full, INLET_ERROR, INLET_ERROR_STORAGE);

  storage_execute (fixture->database, "ALTER TABLE connection_tests RENAME TO lost");
  g_assert_false (add (fixture, 1, 1, -1, &broken));
  g_assert_error (broken, INLET_ERROR, INLET_ERROR_STORAGE);
  g_assert_null (read_last (fixture, 1, 10, NULL, &broken_too));
  g_assert_error (broken_too, INLET_ERROR, INLET_ERROR_STORAGE);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (read_last (fixture, 1, 10, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A file of the version before has everything but this. */
static void
test_upgrade (Fixture       *fixture,
              gconstpointer  data)
{
  gint64 version = storage_read_int (fixture->database, "PRAGMA user_version");

  storage_make_older (fixture->database, 3);
  storage_close (fixture->database);
  fixture->database = storage_open (fixture->path);

  g_assert_cmpint (storage_read_int (fixture->database, "PRAGMA user_version"), ==, version);
  g_assert_cmpint (storage_read_int (fixture->database, "SELECT count (*) FROM connections"), ==,
                   2);
  g_assert_true (add (fixture, 1, 1, -1, NULL));
  assert_log (fixture, 1, 10, "passed 1");
}

#define ADD(name, function) \
  g_test_add ("/inlet/storage/test-log/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("nothing", test_nothing);
  ADD ("kept-oldest-first", test_kept_oldest_first);
  ADD ("problem-is-kept", test_problem_is_kept);
  ADD ("oldest-are-forgotten", test_oldest_are_forgotten);
  ADD ("order-is-that-of-testing", test_order_is_that_of_testing);
  ADD ("unreadable-problem", test_unreadable_problem);
  ADD ("broken-since", test_broken_since);
  ADD ("failures", test_failures);
  ADD ("cancel", test_cancel);
  ADD ("upgrade", test_upgrade);

  return g_test_run ();
}
