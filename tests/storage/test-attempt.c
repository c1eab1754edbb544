/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-attempt.h"

#include "inlet-history.h"
#include "storage-test.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define COUNT_SENDING "SELECT count (*) FROM connections WHERE state = 'sending'"

typedef struct
{
  char *path;
  InletDatabase *database;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  storage_close (fixture->database);
  storage_remove (fixture->path);
  g_free (fixture->path);
}

static InletAttempt *
begin_with (InletDatabase  *database,
            const char     *name,
            gboolean        is_again,
            GCancellable   *cancellable,
            GError        **error)
{
  g_autoptr (InletConnection) connection = storage_make_connection (name);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_attempt_begin_async (database, connection, is_again, cancellable, storage_on_ready,
                             &result);
  storage_until (result != NULL);

  return inlet_attempt_begin_finish (result, error);
}

/* However many there are already: what is refused has tests of its own, test-standing. */
static InletAttempt *
begin (InletDatabase *database,
       const char    *name)
{
  g_autoptr (GError) error = NULL;
  InletAttempt *attempt = begin_with (database, name, TRUE, NULL, &error);

  g_assert_no_error (error);

  return attempt;
}

static gboolean
conclude (InletAttempt    *attempt,
          InletConnection *outcome,
          GError         **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_attempt_conclude_async (attempt, outcome, storage_on_ready, &result);
  storage_until (result != NULL);

  return inlet_attempt_conclude_finish (attempt, result, error);
}

static InletConnection *
make_created (InletAttempt *attempt)
{
  g_autoptr (InletReceipt) receipt = inlet_receipt_new ("4cb0c374-d3bb-4557-b139-5712880adc55",
                                                        "\"3700ffd1\"");

  return inlet_connection_with_receipt (inlet_attempt_get_connection (attempt), receipt);
}

static int
settle (InletDatabase *database)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int n_settled;

  inlet_attempt_settle_async (database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  n_settled = inlet_attempt_settle_finish (database, result, &error);
  g_assert_no_error (error);

  return n_settled;
}

/* The row @row_id, read from the file. */
static InletConnection *
read_row (InletDatabase *database,
          gint64         row_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  inlet_history_read_all_async (database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  rows = inlet_history_read_all_finish (database, result, &error);
  g_assert_no_error (error);

  return g_object_ref (rows->pdata[rows->len - row_id]);
}

/* Waits until the other process says that its attempt has begun. */
static void
await_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;
  g_autoptr (GError) error = NULL;

  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (line, ==, "begun");
}

static void
test_new_destroy (Fixture       *fixture,
                  gconstpointer  data)
{
  InletAttempt *attempt = begin (fixture->database, "First");

  g_assert_finalize_object (attempt);
}

static void
test_begin_writes_row (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".sending", NULL);
  g_autoptr (InletAttempt) first = begin (fixture->database, "First");
  g_autoptr (InletAttempt) second = begin (fixture->database, "Second");
  g_autoptr (InletConnection) row = read_row (fixture->database, 2);
  GStatBuf status;

  g_assert_cmpint (inlet_connection_get_row_id (inlet_attempt_get_connection (first)), ==, 1);
  g_assert_cmpint (inlet_connection_get_row_id (inlet_attempt_get_connection (second)), ==, 2);

  g_assert_cmpint (inlet_connection_get_row_id (row), ==, 2);
  g_assert_cmpint (inlet_connection_get_state (row), ==, INLET_CONNECTION_SENDING);
  g_assert_cmpint (inlet_connection_get_created_at (row), ==, 1700000000);
  g_assert_cmpstr (inlet_connection_get_name (row), ==, "Second");
  g_assert_cmpstr (inlet_connection_get_description (row), ==, "What it is for");
  g_assert_cmpstr (inlet_connection_get_sandbox (row), ==, "dev");
  g_assert_cmpstr (inlet_connection_get_account_id (row), ==,
                   "3f2c7a90-0000-4000-8000-000000000001");
  g_assert_cmpstr (inlet_connection_get_account_name (row), ==, "Müller & Söhne");
  g_assert_cmpstr (inlet_connection_get_credentials_id (row), ==,
                   "3f2c7a90-0000-4000-8000-000000000002");
  g_assert_cmpstr (inlet_connection_get_credentials_name (row), ==, "Billing bucket");
  g_assert_cmpstr (inlet_connection_get_access_key_id (row), ==, "AKIAIOSFODNN7EXAMPLE");
  g_assert_null (inlet_connection_get_remote_id (row));
  g_assert_null (inlet_connection_get_etag (row));
  g_assert_null (inlet_connection_get_problem (row));

  g_assert_no_errno (g_stat (lock, &status));
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_begin_is_seen_by_others (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (InletAttempt) attempt = begin (fixture->database, "First");
  g_autoptr (GSubprocess) process = storage_spawn ("--count", fixture->path);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "1\n");
}

static void
test_begin_is_not_begun_when_cancelled (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (begin_with (fixture->database, "First", FALSE, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_SENDING), ==, 0);
}

static void
test_begin_writes_no_row_without_lock (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".sending", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir (lock, 0700));
  g_assert_null (begin_with (fixture->database, "First", FALSE, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_DENIED);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_SENDING), ==, 0);
}

static void
test_conclude_created (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (InletAttempt) attempt = begin (fixture->database, "First");
  g_autoptr (InletConnection) created = make_created (attempt);
  g_autoptr (InletConnection) row = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (conclude (attempt, created, &error));
  g_assert_no_error (error);

  row = read_row (fixture->database, 1);
  g_assert_cmpint (inlet_connection_get_state (row), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (inlet_connection_get_remote_id (row), ==,
                   "4cb0c374-d3bb-4557-b139-5712880adc55");
  g_assert_cmpstr (inlet_connection_get_etag (row), ==, "\"3700ffd1\"");
  g_assert_cmpint (inlet_connection_get_state (inlet_attempt_get_connection (attempt)), ==,
                   INLET_CONNECTION_CREATED);
}

static void
test_conclude_failed (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (InletAttempt) attempt = begin (fixture->database, "First");
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_OFFLINE, "No route to host");
  g_autoptr (InletConnection) failed = NULL;
  g_autoptr (InletConnection) row = NULL;
  g_autoptr (GError) error = NULL;

  failed = inlet_connection_with_problem (inlet_attempt_get_connection (attempt), problem);
  g_assert_true (conclude (attempt, failed, &error));
  g_assert_no_error (error);

  row = read_row (fixture->database, 1);
  g_assert_cmpint (inlet_connection_get_state (row), ==, INLET_CONNECTION_FAILED);
  g_assert_cmpint (inlet_problem_get_code (inlet_connection_get_problem (row)), ==,
                   INLET_ERROR_OFFLINE);
  g_assert_cmpstr (inlet_problem_get_message (inlet_connection_get_problem (row)), ==,
                   "No route to host");
}

static void
test_conclude_that_fails_keeps_lock (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_autoptr (InletAttempt) attempt = begin (fixture->database, "First");
  g_autoptr (InletConnection) created = make_created (attempt);
  g_autoptr (GError) error = NULL;

  storage_execute (fixture->database, "CREATE TRIGGER full BEFORE UPDATE ON connections"
                   " BEGIN SELECT RAISE (ABORT, 'the disk is full'); END");
  g_assert_false (conclude (attempt, created, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_cmpint (inlet_connection_get_state (inlet_attempt_get_connection (attempt)), ==,
                   INLET_CONNECTION_SENDING);

  storage_execute (fixture->database, "DROP TRIGGER full");
  g_assert_cmpint (settle (fixture->database), ==, 0);
  g_assert_true (conclude (attempt, created, &error));
  g_assert_no_error (error);
}

static void
test_conclude_tells_of_lost_row (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (InletAttempt) attempt = begin (fixture->database, "First");
  g_autoptr (InletConnection) created = make_created (attempt);
  g_autoptr (GError) error = NULL;

  storage_execute (fixture->database, "DROP TRIGGER connections_stay");
  storage_execute (fixture->database, "DELETE FROM connections");
  g_assert_false (conclude (attempt, created, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE);
}

static void
test_settle_of_nothing (Fixture       *fixture,
                        gconstpointer  data)
{
  g_assert_cmpint (settle (fixture->database), ==, 0);
}

static void
test_settle_leaves_own_attempts (Fixture       *fixture,
                                 gconstpointer  data)
{
  InletDatabase *other = storage_open (fixture->path);
  g_autoptr (InletAttempt) first = begin (fixture->database, "First");
  InletAttempt *second = begin (other, "Second");

  g_assert_cmpint (settle (fixture->database), ==, 0);
  g_assert_cmpint (settle (other), ==, 0);

  g_object_unref (second);
  g_assert_cmpint (settle (fixture->database), ==, 1);
  g_assert_cmpint (settle (fixture->database), ==, 0);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_SENDING), ==, 1);
  storage_close (other);
}

static void
test_settle_of_killed_process (Fixture       *fixture,
                               gconstpointer  data)
{
  g_autoptr (GSubprocess) living = storage_spawn ("--attempt", fixture->path);
  g_autoptr (GSubprocess) killed = NULL;
  g_autoptr (InletConnection) row = NULL;
  g_autoptr (InletConnection) other_row = NULL;
  InletProblem *problem;

  await_line (living);
  killed = storage_spawn ("--attempt", fixture->path);
  await_line (killed);
  g_assert_cmpint (settle (fixture->database), ==, 0);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_SENDING), ==, 2);

  g_subprocess_send_signal (killed, SIGKILL);
  g_subprocess_wait (killed, NULL, NULL);
  g_assert_cmpint (settle (fixture->database), ==, 1);

  row = read_row (fixture->database, 2);
  g_assert_cmpint (inlet_connection_get_state (row), ==, INLET_CONNECTION_UNCERTAIN);
  problem = inlet_connection_get_problem (row);
  g_assert_nonnull (problem);
  g_assert_cmpint (inlet_problem_get_code (problem), ==, INLET_ERROR_INTERRUPTED);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_UNKNOWN);
  g_assert_cmpstr (inlet_connection_get_name (row), ==, "Of another process");

  other_row = read_row (fixture->database, 1);
  g_assert_cmpint (inlet_connection_get_state (other_row), ==, INLET_CONNECTION_SENDING);

  g_subprocess_send_signal (living, SIGKILL);
  g_subprocess_wait (living, NULL, NULL);
  g_assert_cmpint (settle (fixture->database), ==, 1);
}

static void
test_settle_tells_of_unusable_lock (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *lock = g_strconcat (fixture->path, ".sending", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_object_unref (begin (fixture->database, "First"));
  g_assert_no_errno (g_unlink (lock));
  g_assert_no_errno (g_mkdir (lock, 0700));

  inlet_attempt_settle_async (fixture->database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_cmpint (inlet_attempt_settle_finish (fixture->database, result, &error), ==, -1);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_DENIED);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_SENDING), ==, 1);
}

/* The other process: begins an attempt and waits to be killed. */
static int
hold_attempt (const char *path)
{
  InletDatabase *database = storage_open (path);
  g_autoptr (InletAttempt) attempt = begin (database, "Of another process");

  puts ("begun");
  fflush (stdout);
  getchar ();

  return attempt == NULL;
}

/* The other process: says how many are sending. */
static int
count_sending (const char *path)
{
  InletDatabase *database = storage_open (path);

  printf ("%d\n", (int) storage_read_int (database, COUNT_SENDING));
  storage_close (database);

  return 0;
}

#define ADD(name, function)                                                                        \
  g_test_add ("/inlet/storage/attempt/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--attempt"))
    return hold_attempt (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--count"))
    return count_sending (argv[2]);

  g_test_init (&argc, &argv, NULL);

  ADD ("new-destroy", test_new_destroy);
  ADD ("begin-writes-row", test_begin_writes_row);
  ADD ("begin-is-seen-by-others", test_begin_is_seen_by_others);
  ADD ("begin-is-not-begun-when-cancelled", test_begin_is_not_begun_when_cancelled);
  ADD ("begin-writes-no-row-without-lock", test_begin_writes_no_row_without_lock);
  ADD ("conclude-created", test_conclude_created);
  ADD ("conclude-failed", test_conclude_failed);
  ADD ("conclude-that-fails-keeps-lock", test_conclude_that_fails_keeps_lock);
  ADD ("conclude-tells-of-lost-row", test_conclude_tells_of_lost_row);
  ADD ("settle-of-nothing", test_settle_of_nothing);
  ADD ("settle-leaves-own-attempts", test_settle_leaves_own_attempts);
  ADD ("settle-of-killed-process", test_settle_of_killed_process);
  ADD ("settle-tells-of-unusable-lock", test_settle_tells_of_unusable_lock);

  return g_test_run ();
}
