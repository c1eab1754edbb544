/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "busy-service.h"
#include "stall.h"

#include "inlet-context.h"
#include "inlet-find.h"
#include "inlet-rotation.h"
#include "inlet-session-keyring.h"
#include "inlet-test-turn.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

/* A thousand connections at a service that takes a tenth of a second for each answer and allows ten
 * requests at a time, against the time that this takes at best; and how long the main loop is kept
 * from what a person does meanwhile. The service has a thread of its own. */

#define N_ITEMS     1000
#define N_AT_ONCE   10
#define DELAY       100
#define IDEAL       (N_ITEMS / N_AT_ONCE * DELAY / 1000.0)
#define MOST_TIMES  1.15
#define MOST_STALL  16.0

#define CREDENTIALS_ID "0a1b2c3d-0000-4000-8000-00000000000c"

/* What is done with all of them: one line of the outcome each. */
typedef struct
{
  const char *name;
  InletRun *(*create)(InletContext * context,
                      GArray       *row_ids);
} Verb;

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      answer)
{
  *(GAsyncResult **) answer = g_object_ref (result);
}

static void
wait_for_answer (GAsyncResult **answer)
{
  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gpointer
add_rows (sqlite3       *db,
          gpointer       account_id,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *sql =
    g_strdup_printf ("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT %d)"
                     " INSERT INTO connections (state, created_at, remote_id, etag, name, sandbox,"
                     "  account_id, account_name, credentials_id, credentials_name, access_key_id)"
                     " SELECT 'created', 1750000000 + i,"
                     "  printf ('4cb0c374-d3bb-4557-b139-%%012d', i), '\"e\"', 'Connection ' || i,"
                     "  'dev', '%s', 'Account', '" CREDENTIALS_ID "', 'Bucket', 'AKIA' FROM n",
                     N_ITEMS, (char *) account_id);

  if (sqlite3_exec (db, sql, NULL, NULL, NULL) != SQLITE_OK)
    inlet_database_set_error (db, error);
  return NULL;
}

/* With an account at @url, and its connections. */
static InletContext *
open_context (const char *directory,
              const char *url)
{
  g_autofree char *path = g_build_filename (directory, "inlet.db", NULL);
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (InletContext) context = inlet_context_new (path, keyring);
  g_autoptr (InletAccount) account =
    g_object_new (INLET_TYPE_ACCOUNT, "id", id, "name", "Account",
                  "org-id", "5C1328435BF324E90A49402A@AdobeOrg", "api-key", "key",
                  "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN, "platform-url", url, NULL);
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (GAsyncResult) opened = NULL, saved = NULL, added = NULL;
  g_autoptr (GError) error = NULL;

  inlet_context_open_async (context, NULL, on_answered, &opened);
  wait_for_answer (&opened);
  inlet_secrets_set (secrets, INLET_SECRET_ACCESS_TOKEN, "a-token-of-no-use-anywhere");
  inlet_vault_save_async (inlet_context_get_vault (context), INLET_PROFILE (account), secrets,
                          NULL, on_answered, &saved);
  wait_for_answer (&saved);
  inlet_database_run_async (inlet_context_get_database (context), INLET_DATABASE_WRITE, add_rows,
                            g_strdup (id), g_free, NULL, NULL, on_answered, &added);
  wait_for_answer (&added);
  inlet_database_run_finish (inlet_context_get_database (context), added, &error);
  if (error != NULL)
    g_error ("%s", error->message);

  return g_steal_pointer (&context);
}

static GArray *
find_rows (InletContext *context)
{
  const InletFindScope all = { NULL };
  InletDatabase *database = inlet_context_get_database (context);
  g_autoptr (GAsyncResult) found = NULL;

  inlet_find_rows_async (database, &all, NULL, on_answered, &found);
  wait_for_answer (&found);
  return inlet_find_rows_finish (database, found, NULL);
}

/* A new key for all of them. Each is one request, so that the ideal is that of the tests: the etag
 * is known from the history, and only where it is not the right one any more, or an answer was
 * lost, is the connection asked for. */
static InletRun *
create_rotation (InletContext *context,
                 GArray       *row_ids)
{
  InletVault *vault = inlet_context_get_vault (context);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", CREDENTIALS_ID, "name", "Bucket",
                  "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (InletRotation) rotation = inlet_rotation_new (context, credentials);
  g_autoptr (GAsyncResult) saved = NULL, loaded = NULL;
  InletRun *run = NULL;

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "a-key-of-no-use-anywhere");
  inlet_vault_save_async (vault, INLET_PROFILE (credentials), secrets, NULL, on_answered, &saved);
  wait_for_answer (&saved);
  inlet_rotation_load_async (rotation, FALSE, NULL, on_answered, &loaded);
  wait_for_answer (&loaded);
  if (!inlet_vault_save_finish (vault, saved, NULL) ||
      !inlet_rotation_load_finish (rotation, loaded, NULL))
    g_error ("The rotation cannot begin");

  /* For as long as the run is there. */
  run = g_object_ref (inlet_rotation_get_run (rotation));
  g_object_set_data_full (G_OBJECT (context), "rotation", g_steal_pointer (&rotation),
                          g_object_unref);
  return run;
}

static const Verb verbs[] = {
  { "tests", inlet_test_turn_create_run },
  { "rotations", create_rotation },
};

/* Whether it was as quick and as lively as asked for. */
static gboolean
measure (const Verb   *verb,
         InletContext *context,
         BusyService  *service)
{
  g_autoptr (GArray) row_ids = find_rows (context);
  g_autoptr (InletRun) run = verb->create (context, row_ids);
  g_autoptr (GAsyncResult) answer = NULL;
  guint n_refused = busy_service_get_n_refused (service);
  gint64 start = g_get_monotonic_time ();
  double seconds;
  gboolean is_quick, is_lively;

  stall_begin ();
  inlet_run_run_async (run, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  seconds = (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
  if (!inlet_run_run_finish (run, answer, NULL) || inlet_run_get_n_done (run) != N_ITEMS ||
      inlet_run_get_n_failed (run) > 0)
    g_error ("%s: %u of %u failed", verb->name, inlet_run_get_n_failed (run), N_ITEMS);

  is_quick = seconds <= MOST_TIMES * IDEAL;
  is_lively = stall_get_longest () <= MOST_STALL;
  g_print ("%s: %d %s at a service that answers after %d ms and allows %d at a time: %.2f s, %.3f "
           "times the %.0f s that it takes at best (asked: at most %.2f times); %u were refused\n",
           is_quick ? "PASS" : "FAIL", N_ITEMS, verb->name, DELAY, N_AT_ONCE, seconds,
           seconds / IDEAL, IDEAL, MOST_TIMES, busy_service_get_n_refused (service) - n_refused);
  g_print ("%s: %d %s keep the main loop busy for %.1f ms at the longest (asked: at most %.0f ms); "
           "with what other programs took of it, %.1f ms\n", is_lively ? "PASS" : "FAIL", N_ITEMS,
           verb->name, stall_get_longest (), MOST_STALL, stall_get_longest_of_all ());
  return is_quick && is_lively;
}

static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }
  g_rmdir (path);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *directory = g_dir_make_tmp ("inlet-bench-XXXXXX", NULL);
  g_autoptr (BusyService) service = busy_service_new (DELAY, N_AT_ONCE);
  g_autofree char *url = busy_service_dup_url (service);
  g_autoptr (InletContext) context = open_context (directory, url);
  gboolean is_well = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    is_well = measure (&verbs[i], context, service) && is_well;

  g_object_set_data (G_OBJECT (context), "rotation", NULL);
  g_clear_object (&context);
  remove_directory (directory);
  return is_well ? 0 : 1;
}
