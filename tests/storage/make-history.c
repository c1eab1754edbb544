/* SPDX-License-Identifier: GPL-3.0-or-later */

/* make-history PATH COUNT: makes a database with COUNT plausible connections, always the same, and
 * with the accounts and credentials that they were made with, for whoever wants to see how the
 * program does with many. */

#include "inlet-connection-row.h"
#include "inlet-database.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define SEED 20240229
#define FIRST_DAY 1600000000
#define SECONDS_BETWEEN 97

static const char *const subjects[] = {
  "Billing", "Raw events", "Clickstream", "Orders", "Loyalty", "Web logs", "Call center",
  "Newsletter", "Invoices", "Catalog", "Profiles", "Returns", "Store visits", "Surveys",
  "Überweisungen", "결제",
};

static const char *const purposes[] = {
  "bucket", "export", "archive", "landing zone", "daily", "hourly", "backup", "EU", "US", "APAC",
  "v2", "import",
};

static const char *const sandboxes[] = {
  "prod", "dev", "stage", "test-1", "analytics-eu", "sandbox-42", "qa",
};

static const char *const accounts[] = {
  "ACME production", "ACME test", "Umbrella EMEA", "Globex", "Initech marketing", "Müller & Söhne",
};

#define CREDENTIALS_ID "c0000000-0000-4000-8000-000000000001"
#define CREDENTIALS_NAME "Billing bucket"
#define ACCESS_KEY_ID "AKIAIOSFODNN7EXAMPLE"

typedef struct
{
  const char *path;
  gint64 n_rows;
  int status;
  GMainLoop *loop;
} Program;

static const char *
pick (GRand             *rand,
      const char *const *words,
      guint              n_words)
{
  return words[g_rand_int_range (rand, 0, n_words)];
}

#define PICK(rand, words) pick (rand, words, G_N_ELEMENTS (words))

static char *
make_uuid (GRand *rand)
{
  return g_strdup_printf ("%08x-%04x-4%03x-%04x-%04x%08x", g_rand_int (rand),
                          g_rand_int (rand) & 0xffff, g_rand_int (rand) & 0xfff,
                          (g_rand_int (rand) & 0x3fff) | 0x8000, g_rand_int (rand) & 0xffff,
                          g_rand_int (rand));
}

static char *
make_account_id (guint account)
{
  return g_strdup_printf ("a0000000-0000-4000-8000-%012u", account);
}

static InletConnection *
make_attempt (GRand  *rand,
              gint64  number)
{
  g_autofree char *name = g_strdup_printf ("%s %s %d", PICK (rand, subjects), PICK (rand, purposes),
                                           g_rand_int_range (rand, 0, 1000));
  guint account = g_rand_int_range (rand, 0, G_N_ELEMENTS (accounts));
  g_autofree char *account_id = make_account_id (account);
  InletConnectionFields fields = {
    .state = INLET_CONNECTION_SENDING,
    .created_at = FIRST_DAY + number * SECONDS_BETWEEN,
    .name = name,
    .description = number % 3 == 0 ? "Asked for by the data team" : "",
    .sandbox = PICK (rand, sandboxes),
    .account_id = account_id,
    .account_name = accounts[account],
    .credentials_id = CREDENTIALS_ID,
    .credentials_name = CREDENTIALS_NAME,
    .access_key_id = ACCESS_KEY_ID,
  };

  return inlet_connection_new (&fields);
}

/* Of a hundred, ninety were created, nine failed and one is uncertain. */
static InletConnection *
make_outcome (GRand           *rand,
              InletConnection *attempt)
{
  int fate = g_rand_int_range (rand, 0, 100);

  if (fate >= 10) {
    g_autofree char *uuid = make_uuid (rand);
    g_autofree char *etag = g_strdup_printf ("\"%08x-0000-0200-0000-%08x0000\"",
                                             g_rand_int (rand), g_rand_int (rand));
    g_autoptr (InletReceipt) receipt = inlet_receipt_new (uuid, etag);

    return inlet_connection_with_receipt (attempt, receipt);
  } else {
    g_autoptr (InletProblem) problem =
      inlet_problem_new (fate > 0 ? INLET_ERROR_S3_REFUSED : INLET_ERROR_TIMED_OUT,
                         "Unable to validate the connection");
    g_autoptr (InletProblem) certain =
      inlet_problem_with_certainty (problem, fate > 0 ? INLET_CERTAINTY_REFUSED
                                                      : INLET_CERTAINTY_UNKNOWN);

    return inlet_connection_with_problem (attempt, certain);
  }
}

static gboolean
insert_profile (sqlite3     *db,
                const char  *kind,
                const char  *id,
                const char  *name,
                const char  *fields,
                GError     **error)
{
  g_autoptr (sqlite3_stmt) statement =
    inlet_sqlite_prepare (db, "INSERT INTO profiles (id, kind, name, fields) VALUES (?, ?, ?, ?)",
                          error);

  if (statement == NULL)
    return FALSE;

  sqlite3_bind_text (statement, 1, id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, name, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, fields, -1, SQLITE_STATIC);
  inlet_sqlite_next (statement, error);
  return *error == NULL;
}

static gboolean
insert_profiles (sqlite3  *db,
                 GError  **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++) {
    g_autofree char *id = make_account_id (i);

    if (!insert_profile (db, "account", id, accounts[i],
                         "{\"org-id\":\"5C1328435BF324E90A49402A@AdobeOrg\"}", error))
      return FALSE;
  }

  return insert_profile (db, "credentials", CREDENTIALS_ID, CREDENTIALS_NAME,
                         "{\"access-key-id\":\"" ACCESS_KEY_ID "\"}", error);
}

static gpointer
fill (sqlite3       *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  Program *program = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (sqlite3_stmt) statement = inlet_connection_row_prepare_insert (db, error);

  /* IDs come in no order: all of their index is written to all of the time. */
  if (!inlet_sqlite_execute (db, "PRAGMA cache_size = -524288", error) ||
      !insert_profiles (db, error))
    return NULL;

  for (gint64 i = 0; statement != NULL && i < program->n_rows; i++) {
    g_autoptr (InletConnection) attempt = make_attempt (rand, i);
    g_autoptr (InletConnection) outcome = make_outcome (rand, attempt);

    if (inlet_connection_row_insert (statement, outcome, error) == 0)
      return NULL;
  }

  return NULL;
}

static void
on_filled (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Program *program = user_data;
  g_autoptr (GError) error = NULL;

  inlet_database_run_finish (INLET_DATABASE (source), result, &error);
  if (error != NULL)
    g_printerr ("%s\n", error->message);

  program->status = error != NULL;
  g_main_loop_quit (program->loop);
}

int
main (int    argc,
      char **argv)
{
  Program program = { .status = EXIT_FAILURE };
  g_autoptr (InletDatabase) database = NULL;
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  if (argc != 3 || !g_ascii_string_to_signed (argv[2], 10, 0, G_MAXINT32, &program.n_rows, NULL)) {
    g_printerr ("Usage: %s PATH COUNT\n", argv[0]);
    return 2;
  }

  /* Made anew, not added to; its log went when it was closed. */
  g_unlink (argv[1]);

  program.loop = loop;
  database = inlet_database_new (argv[1]);
  inlet_database_run_async (database, INLET_DATABASE_WRITE, fill, &program, NULL, NULL, NULL,
                            on_filled, &program);
  g_main_loop_run (loop);

  return program.status;
}
