/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-error.h"
#include "inlet-standing.h"

#include "inlet-attempt.h"
#include "inlet-connection-row.h"
#include "storage-test.h"

#include <stdio.h>
#include <string.h>

#define COUNT_ROWS "SELECT count (*) FROM connections"
#define ID "4cb0c374-d3bb-4557-b139-5712880adc55"
#define N_PROCESSES 6

typedef struct
{
  char *path;
  InletDatabase *database;
} Fixture;

/* What an attempt is for; a member that is %NULL is the usual. */
typedef struct
{
  const char *account_id;
  const char *sandbox;
  const char *credentials_id;
  const char *access_key_id;
} Target;

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

static InletConnection *
make_attempt (Target target)
{
  InletConnectionFields fields = {
    .state = INLET_CONNECTION_SENDING,
    .created_at = 1700000000,
    .name = "Attempt",
    .sandbox = target.sandbox != NULL ? target.sandbox : "dev",
    .account_id = target.account_id != NULL ? target.account_id : "account",
    .credentials_id = target.credentials_id != NULL ? target.credentials_id : "credentials",
    .access_key_id = target.access_key_id != NULL ? target.access_key_id : "AKIAIOSFODNN7EXAMPLE",
  };

  return inlet_connection_new (&fields);
}

static gpointer
insert (sqlite3       *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  g_autoptr (sqlite3_stmt) statement = inlet_connection_row_prepare_insert (db, error);

  inlet_connection_row_insert (statement, data, error);
  return NULL;
}

/* Adds a row of the usual target; @remote_id: (nullable). */
static void
add_row (Fixture              *fixture,
         const char           *name,
         InletConnectionState  state,
         const char           *remote_id)
{
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  InletConnectionFields fields = {
    .state = state,
    .created_at = 1700000000,
    .name = name,
    .sandbox = "dev",
    .account_id = "account",
    .credentials_id = "credentials",
    .access_key_id = "AKIAIOSFODNN7EXAMPLE",
    .remote_id = remote_id,
  };

  connection = inlet_connection_new (&fields);
  storage_run (fixture->database, INLET_DATABASE_WRITE, insert, connection, NULL, &error);
  g_assert_no_error (error);
}

static InletAttempt *
begin (InletDatabase  *database,
       Target          target,
       gboolean        is_again,
       GError        **error)
{
  g_autoptr (InletConnection) attempt = make_attempt (target);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_attempt_begin_async (database, attempt, is_again, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_attempt_begin_finish (result, error);
}

static gboolean
check (InletDatabase  *database,
       GError        **error)
{
  g_autoptr (InletConnection) attempt = make_attempt ((Target) { NULL });
  g_autoptr (GAsyncResult) result = NULL;

  inlet_attempt_check_async (database, attempt, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_attempt_check_finish (database, result, error);
}

/* That both refuse, say so in words, and have the row @row_id, and nothing was written. */
static void
assert_refused (Fixture    *fixture,
                gint64      row_id,
                const char *words)
{
  gint64 n_rows = storage_read_int (fixture->database, COUNT_ROWS);
  GError *errors[2] = { NULL };

  g_assert_null (begin (fixture->database, (Target) { NULL }, FALSE, &errors[0]));
  g_assert_false (check (fixture->database, &errors[1]));
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++) {
    InletConnection *standing = inlet_connection_get_from_error (errors[i]);

    g_assert_error (errors[i], INLET_ERROR, INLET_ERROR_EXISTS);
    g_assert_nonnull (strstr (errors[i]->message, words));
    g_assert_cmpint (inlet_connection_get_row_id (standing), ==, row_id);
    g_clear_error (&errors[i]);
  }
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, n_rows);
}

static void
assert_passes (Fixture  *fixture,
               Target    target,
               gboolean  is_again)
{
  gint64 n_rows = storage_read_int (fixture->database, COUNT_ROWS);
  g_autoptr (InletAttempt) attempt = NULL;
  g_autoptr (GError) error = NULL;

  attempt = begin (fixture->database, target, is_again, &error);
  g_assert_no_error (error);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, n_rows + 1);
}

static void
test_nothing_stands (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (check (fixture->database, &error));
  g_assert_no_error (error);
  assert_passes (fixture, (Target) { NULL }, FALSE);
}

static void
test_created_stands (Fixture       *fixture,
                     gconstpointer  data)
{
  add_row (fixture, "Billing", INLET_CONNECTION_CREATED, ID);
  assert_refused (fixture, 1, "“Billing”");
  assert_refused (fixture, 1, ID);
}

static void
test_uncertain_stands (Fixture       *fixture,
                       gconstpointer  data)
{
  add_row (fixture, "Billing", INLET_CONNECTION_UNCERTAIN, NULL);
  assert_refused (fixture, 1, "lost");
}

static void
test_sending_stands (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (InletAttempt) living = begin (fixture->database, (Target) { NULL }, FALSE, NULL);

  g_assert_nonnull (living);
  assert_refused (fixture, 1, "right now");
}

static void
test_failed_and_gone_do_not_stand (Fixture       *fixture,
                                   gconstpointer  data)
{
  add_row (fixture, "Failed", INLET_CONNECTION_FAILED, NULL);
  add_row (fixture, "Gone", INLET_CONNECTION_GONE, ID);
  assert_passes (fixture, (Target) { NULL }, FALSE);
}

static void
test_others_do_not_stand (Fixture       *fixture,
                          gconstpointer  data)
{
  add_row (fixture, "Billing", INLET_CONNECTION_CREATED, ID);
  assert_passes (fixture, (Target) { .account_id = "another" }, FALSE);
  assert_passes (fixture, (Target) { .sandbox = "prod" }, FALSE);
  assert_passes (fixture, (Target) { .access_key_id = "AKIAIOSFODNN7EXAMPL2" }, FALSE);
}

/* The same key may have been typed in again, under another name. */
static void
test_other_credentials_stand (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  add_row (fixture, "Billing", INLET_CONNECTION_CREATED, ID);
  g_assert_null (begin (fixture->database, (Target) { .credentials_id = "others" }, FALSE,
                        &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_EXISTS);
}

static void
test_again_passes (Fixture       *fixture,
                   gconstpointer  data)
{
  add_row (fixture, "Billing", INLET_CONNECTION_CREATED, ID);
  add_row (fixture, "Billing", INLET_CONNECTION_UNCERTAIN, NULL);
  assert_passes (fixture, (Target) { NULL }, TRUE);
}

static void
test_newest_is_named (Fixture       *fixture,
                      gconstpointer  data)
{
  add_row (fixture, "Older", INLET_CONNECTION_UNCERTAIN, NULL);
  add_row (fixture, "Newer", INLET_CONNECTION_CREATED, ID);
  add_row (fixture, "Failed", INLET_CONNECTION_FAILED, NULL);
  assert_refused (fixture, 2, "“Newer”");
}

/* Its process is gone, so that nobody will ever say what became of it but who looks. */
static void
test_abandoned_is_told_as_lost (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_object_unref (begin (fixture->database, (Target) { NULL }, FALSE, NULL));
  g_assert_false (check (fixture->database, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_EXISTS);
  g_assert_cmpint (inlet_connection_get_state (inlet_connection_get_from_error (error)), ==,
                   INLET_CONNECTION_UNCERTAIN);
  g_assert_cmpint (storage_read_int (fixture->database, "SELECT count (*) FROM connections"
                                     " WHERE state = 'uncertain'"), ==, 1);
  assert_refused (fixture, 1, "lost");
}

static void
test_of_two_threads_one_passes (Fixture       *fixture,
                                gconstpointer  data)
{
  InletDatabase *other = storage_open (fixture->path);
  g_autoptr (InletConnection) attempt = make_attempt ((Target) { NULL });
  GAsyncResult *results[2] = { NULL };
  InletAttempt *attempts[2];
  GError *errors[2] = { NULL };

  inlet_attempt_begin_async (fixture->database, attempt, FALSE, NULL, storage_on_ready,
                             &results[0]);
  inlet_attempt_begin_async (other, attempt, FALSE, NULL, storage_on_ready, &results[1]);
  storage_until (results[0] != NULL && results[1] != NULL);

  for (guint i = 0; i < 2; i++)
    attempts[i] = inlet_attempt_begin_finish (results[i], &errors[i]);
  g_assert_true ((attempts[0] != NULL) != (attempts[1] != NULL));
  g_assert_error ((attempts[0] != NULL ? errors[1] : errors[0]), INLET_ERROR, INLET_ERROR_EXISTS);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 1);

  for (guint i = 0; i < 2; i++) {
    g_clear_object (&results[i]);
    g_clear_object (&attempts[i]);
    g_clear_error (&errors[i]);
  }
  storage_close (other);
}

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GError) error = NULL;
  GString *line = g_string_new (NULL);
  char c;

  while (g_input_stream_read (g_subprocess_get_stdout_pipe (process), &c, 1, NULL, &error) == 1 &&
         c != '\n')
    g_string_append_c (line, c);
  g_assert_no_error (error);

  return g_string_free (line, FALSE);
}

/* All have opened the file before any is told to begin, and none ends before all have answered. */
static void
test_of_many_processes_one_passes (Fixture       *fixture,
                                   gconstpointer  data)
{
  GSubprocess *processes[N_PROCESSES];
  guint n_begun = 0;

  for (guint i = 0; i < N_PROCESSES; i++) {
    g_autofree char *line = NULL;

    processes[i] = storage_spawn ("--begin", fixture->path);
    line = read_line (processes[i]);
    g_assert_cmpstr (line, ==, "ready");
  }

  for (guint i = 0; i < N_PROCESSES; i++)
    g_output_stream_write (g_subprocess_get_stdin_pipe (processes[i]), "\n", 1, NULL, NULL);
  for (guint i = 0; i < N_PROCESSES; i++) {
    g_autofree char *line = read_line (processes[i]);

    n_begun += g_str_equal (line, "begun");
    if (!g_str_equal (line, "begun"))
      g_assert_cmpstr (line, ==, "refused");
  }
  g_assert_cmpuint (n_begun, ==, 1);
  g_assert_cmpint (storage_read_int (fixture->database, COUNT_ROWS), ==, 1);

  for (guint i = 0; i < N_PROCESSES; i++) {
    g_subprocess_force_exit (processes[i]);
    g_subprocess_wait (processes[i], NULL, NULL);
    g_object_unref (processes[i]);
  }
}

/* Adds up the rows that were read without an index. */
static int
on_statement_done (unsigned  event,
                   void     *n_rows,
                   void     *statement,
                   void     *time)
{
  *(int *) n_rows += sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, FALSE) +
                     sqlite3_stmt_status (statement, SQLITE_STMTSTATUS_SORT, FALSE);

  return 0;
}

static gpointer
find_watched (sqlite3       *db,
              gpointer       n_rows,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr (InletConnection) attempt = make_attempt ((Target) { NULL });
  g_autoptr (InletConnection) standing = NULL;

  sqlite3_trace_v2 (db, SQLITE_TRACE_PROFILE, on_statement_done, n_rows);
  standing = inlet_standing_find (db, attempt, error);
  sqlite3_trace_v2 (db, 0, NULL, NULL);
  g_assert_nonnull (standing);
  return NULL;
}

/* However long the history is, one place of it is looked at. */
static void
test_index_is_used (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  int n_rows = 0;

  add_row (fixture, "Billing", INLET_CONNECTION_CREATED, ID);
  storage_add_rows (fixture->database, "Of others", 100);
  storage_run (fixture->database, INLET_DATABASE_READ, find_watched, &n_rows, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_rows, ==, 0);
}

static void
test_broken_database (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) begin_error = NULL;
  g_autoptr (GError) check_error = NULL;
  g_autoptr (GError) settle_error = NULL;

  storage_execute (fixture->database, "ALTER TABLE connections RENAME COLUMN sandbox TO lost");
  g_assert_null (begin (fixture->database, (Target) { NULL }, FALSE, &begin_error));
  g_assert_error (begin_error, INLET_ERROR, INLET_ERROR_STORAGE);
  g_assert_false (check (fixture->database, &check_error));
  g_assert_error (check_error, INLET_ERROR, INLET_ERROR_STORAGE);
  g_assert_null (inlet_connection_get_from_error (check_error));

  storage_execute (fixture->database, "ALTER TABLE connections RENAME TO gone");
  g_assert_false (check (fixture->database, &settle_error));
  g_assert_error (settle_error, INLET_ERROR, INLET_ERROR_STORAGE);
}

/* The other process: begins when it is told to, says how it went, and waits to be ended. */
static int
begin_when_told (const char *path)
{
  InletDatabase *database = storage_open (path);
  g_autoptr (InletAttempt) attempt = NULL;
  g_autoptr (GError) error = NULL;

  puts ("ready");
  fflush (stdout);
  getchar ();
  attempt = begin (database, (Target) { NULL }, FALSE, &error);
  puts (attempt != NULL ? "begun"
        : g_error_matches (error, INLET_ERROR, INLET_ERROR_EXISTS) ? "refused" : "failed");
  fflush (stdout);
  getchar ();

  return 0;
}

#define ADD(name, function) \
  g_test_add ("/inlet/storage/standing/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--begin"))
    return begin_when_told (argv[2]);

  g_test_init (&argc, &argv, NULL);

  ADD ("nothing-stands", test_nothing_stands);
  ADD ("created-stands", test_created_stands);
  ADD ("uncertain-stands", test_uncertain_stands);
  ADD ("sending-stands", test_sending_stands);
  ADD ("failed-and-gone-do-not-stand", test_failed_and_gone_do_not_stand);
  ADD ("others-do-not-stand", test_others_do_not_stand);
  ADD ("other-credentials-stand", test_other_credentials_stand);
  ADD ("again-passes", test_again_passes);
  ADD ("newest-is-named", test_newest_is_named);
  ADD ("abandoned-is-told-as-lost", test_abandoned_is_told_as_lost);
  ADD ("of-two-threads-one-passes", test_of_two_threads_one_passes);
  ADD ("of-many-processes-one-passes", test_of_many_processes_one_passes);
  ADD ("index-is-used", test_index_is_used);
  ADD ("broken-database", test_broken_database);

  return g_test_run ();
}
