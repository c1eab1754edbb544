/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-delete.h"
#include "inlet-deletion.h"
#include "inlet-error.h"
#include "inlet-settle.h"

#include <sqlite3.h>
#include <string.h>

#define PATH "/data/foundation/flowservice/connections/"

#define NOT_FOUND \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-1439-404\",\"title\":\"Resource not found\"," \
  "\"status\":404}"
#define HAS_DATAFLOWS \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-1418-400\",\"title\":\"Invalid request\"," \
  "\"status\":400,\"report\":{\"detailed-message\":\"Used in: Daily import.\"}}"

/* A service that has the connection, or not, and can lose its answers. */
typedef struct
{
  Fixture          fixture;
  InletConnection *connection;
  gboolean         is_there;
  guint            delete_status;    /* 204 when 0 */
  const char      *delete_body;
  gboolean         deletes_anyway;
  guint            look_status;      /* of every question whether it is there; as it is when 0 */
  guint            n_deletes;
  guint            n_looks;
} Case;

static void
reply (SoupServerMessage *message,
       guint              status,
       const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                      strlen (body));
}

static void
answer_delete (Case              *self,
               SoupServerMessage *message)
{
  gboolean was_there = self->is_there;

  self->n_deletes++;
  if (self->delete_status == 0 || self->deletes_anyway)
    self->is_there = FALSE;

  if (self->delete_status != 0)
    reply (message, self->delete_status, self->delete_body);
  else if (was_there)
    reply (message, 204, NULL);
  else
    reply (message, 404, NOT_FOUND);
}

static void
answer_look (Case              *self,
             SoupServerMessage *message)
{
  const char *remote_id = inlet_connection_get_remote_id (self->connection);
  g_autofree char *body = g_strdup_printf ("{\"items\":[{\"id\":\"%s\"}]}", remote_id);

  self->n_looks++;
  if (self->look_status != 0)
    reply (message, self->look_status, "{}");
  else if (self->is_there)
    reply (message, 200, body);
  else
    reply (message, 404, NOT_FOUND);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Case *self = user_data;

  g_assert_true (g_str_has_suffix (path, inlet_connection_get_remote_id (self->connection)));
  if (g_str_equal (soup_server_message_get_method (message), "DELETE"))
    answer_delete (self, message);
  else
    answer_look (self, message);
}

static void
create (Case         *self,
        InletAccount *account)
{
  g_autoptr (InletDraft) draft = draft_for (&self->fixture, account);
  g_autoptr (InletCreate) operation = inlet_create_new (self->fixture.context, draft);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_create_set_again (operation, TRUE);
  inlet_create_run_async (operation, NULL, on_answered, &result);
  wait_for_answer (&result);
  g_clear_object (&self->connection);
  self->connection = inlet_create_run_finish (operation, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (inlet_connection_get_state (self->connection), ==, INLET_CONNECTION_CREATED);
  self->is_there = TRUE;
}

static void
set_up (Case          *self,
        gconstpointer  data)
{
  fixture_set_up (&self->fixture, data);
  soup_server_add_handler (self->fixture.server, PATH, on_request, self, NULL);
  create (self, self->fixture.pasted);
}

static void
tear_down (Case          *self,
           gconstpointer  data)
{
  g_clear_object (&self->connection);
  fixture_tear_down (&self->fixture, data);
}

static gboolean
delete_connection (Case          *self,
                   GCancellable  *cancellable,
                   GError       **error)
{
  g_autoptr (InletDelete) operation = inlet_delete_new (self->fixture.context, self->connection);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_delete_run_async (operation, cancellable, on_answered, &result);
  wait_for_answer (&result);
  g_assert_cmpstr (inlet_delete_get_status (operation), !=, "");
  return inlet_delete_run_finish (operation, result, error);
}

/* How many are left in doubt. */
static int
settle (Case   *self,
        gint64  patience)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int n_left = 0;

  inlet_settle_async (self->fixture.context, &inlet_settle_deletions, 0, patience, FALSE, NULL,
                      on_answered, &result);
  wait_for_answer (&result);
  n_left = inlet_settle_finish (self->fixture.context, result, &error);
  g_assert_no_error (error);
  return n_left;
}

static guint
count_notes (Case *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  inlet_deletion_list_async (inlet_context_get_database (self->fixture.context), NULL,
                             on_answered, &result);
  wait_for_answer (&result);
  rows = inlet_deletion_list_finish (inlet_context_get_database (self->fixture.context), result,
                                     NULL);
  g_assert_nonnull (rows);
  return rows->len;
}

static void
assert_row (Case                 *self,
            InletConnectionState  state,
            guint                 n_notes)
{
  g_autoptr (GPtrArray) rows = read_history (&self->fixture);

  g_assert_cmpint (inlet_connection_get_state (rows->pdata[0]), ==, state);
  g_assert_cmpstr (inlet_connection_get_remote_id (rows->pdata[0]), ==,
                   inlet_connection_get_remote_id (self->connection));
  g_assert_cmpuint (count_notes (self), ==, n_notes);
}

static void
assert_certainty (const GError   *error,
                  InletCertainty  certainty)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, certainty);
}

static void
test_new_destroy (Case          *self,
                  gconstpointer  data)
{
  InletDelete *operation = inlet_delete_new (self->fixture.context, self->connection);

  g_assert_finalize_object (operation);
}

static void
test_deleted (Case          *self,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (delete_connection (self, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (self->is_there);
  assert_row (self, INLET_CONNECTION_GONE, 0);
  g_assert_cmpuint (self->n_looks, ==, 0);

  /* Once more: nobody is asked. */
  g_assert_true (delete_connection (self, NULL, &error));
  g_assert_cmpuint (self->n_deletes, ==, 1);
}

static void
test_gone_already (Case          *self,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->is_there = FALSE;
  g_assert_true (delete_connection (self, NULL, &error));
  g_assert_no_error (error);
  assert_row (self, INLET_CONNECTION_GONE, 0);
}

static void
test_dataflows (Case          *self,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletProblem) problem = NULL;

  self->delete_status = 400;
  self->delete_body = HAS_DATAFLOWS;
  g_assert_false (delete_connection (self, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_CONFLICT);
  problem = inlet_problem_new_from_error (error);
  g_assert_cmpstr (inlet_problem_get_adobe_code (problem), ==, "FLOW-1418-400");
  g_assert_nonnull (strstr (inlet_problem_get_message (problem), "Daily import"));
  assert_row (self, INLET_CONNECTION_CREATED, 0);
}

/* Other refusals, and a 404 of somebody who is not Flow Service. */
static void
test_refused (Case          *self,
              gconstpointer  data)
{
  const struct { guint status; const char *body; } cases[] = {
    { 403, "{\"error_code\":\"403027\",\"message\":\"User region is missing\"}" },
    { 404, "<html>" },
    { 500, "{}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    self->delete_status = cases[i].status;
    self->delete_body = cases[i].body;
    g_assert_false (delete_connection (self, NULL, &error));
    g_assert_nonnull (error);
    assert_row (self, INLET_CONNECTION_CREATED, 0);
    g_assert_cmpuint (self->n_deletes, ==, i + 1);
  }
}

static void
test_answer_lost (Case          *self,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->delete_status = 504;
  self->deletes_anyway = TRUE;
  g_assert_true (delete_connection (self, NULL, &error));
  g_assert_no_error (error);
  assert_row (self, INLET_CONNECTION_GONE, 0);
  g_assert_cmpuint (self->n_deletes, ==, 1);
  g_assert_cmpuint (self->n_looks, ==, 1);
}

/* It is there, and Adobe may still be at it: whoever looks later settles it. */
static void
test_answer_lost_and_still_there (Case          *self,
                                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->delete_status = 504;
  g_assert_false (delete_connection (self, NULL, &error));
  assert_certainty (error, INLET_CERTAINTY_NOT_SENT);
  assert_row (self, INLET_CONNECTION_CREATED, 1);

  g_assert_cmpint (settle (self, 300), ==, 1);
  assert_row (self, INLET_CONNECTION_CREATED, 1);
  self->is_there = FALSE;
  g_assert_cmpint (settle (self, 300), ==, 0);
  assert_row (self, INLET_CONNECTION_GONE, 0);
  g_assert_cmpint (settle (self, 300), ==, 0);
}

static void
test_answer_lost_and_nobody_to_ask (Case          *self,
                                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->delete_status = 504;
  self->look_status = 403;
  g_assert_false (delete_connection (self, NULL, &error));
  assert_certainty (error, INLET_CERTAINTY_UNKNOWN);
  assert_row (self, INLET_CONNECTION_CREATED, 1);

  g_assert_cmpint (settle (self, 0), ==, 1);
  assert_row (self, INLET_CONNECTION_CREATED, 1);
  self->look_status = 0;
  g_assert_cmpint (settle (self, 0), ==, 0);
  assert_row (self, INLET_CONNECTION_CREATED, 0);
}

static void
test_cancelled_before (Case          *self,
                       gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (delete_connection (self, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (self->n_deletes, ==, 0);
  assert_row (self, INLET_CONNECTION_CREATED, 0);
}

static void
test_not_reached (Case          *self,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  soup_server_disconnect (self->fixture.server);
  g_assert_false (delete_connection (self, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_OFFLINE);
  assert_certainty (error, INLET_CERTAINTY_NOT_SENT);
  assert_row (self, INLET_CONNECTION_CREATED, 0);
}

/* While somebody else writes there can be no note, and nothing leaves without one. */
static void
test_note_comes_first (Case          *self,
                       gconstpointer  data)
{
  const char *path = inlet_database_get_path (inlet_context_get_database (self->fixture.context));
  g_autoptr (InletDelete) operation = inlet_delete_new (self->fixture.context, self->connection);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *other = NULL;

  g_assert_cmpint (sqlite3_open (path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  inlet_delete_run_async (operation, NULL, on_answered, &result);
  for (guint i = 0; i < 300; i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  g_assert_cmpuint (self->n_deletes, ==, 0);

  g_assert_cmpint (sqlite3_exec (other, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
  wait_for_answer (&result);
  g_assert_true (inlet_delete_run_finish (operation, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (self->n_deletes, ==, 1);
  assert_row (self, INLET_CONNECTION_GONE, 0);
}

/* As a process leaves it that was killed in the middle. */
static void
leave_note (Case *self)
{
  InletDatabase *database = inlet_context_get_database (self->fixture.context);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_deletion_begin_async (database, inlet_connection_get_row_id (self->connection), 1, NULL,
                              on_answered, &result);
  wait_for_answer (&result);
  g_assert_true (inlet_deletion_begin_finish (database, result, NULL));
  assert_row (self, INLET_CONNECTION_CREATED, 1);
}

static void
test_note_of_another_process (Case          *self,
                              gconstpointer  data)
{
  leave_note (self);
  g_assert_cmpint (settle (self, 300), ==, 0);
  assert_row (self, INLET_CONNECTION_CREATED, 0);
  g_assert_cmpuint (self->n_deletes, ==, 0);
}

/* Another organization does not have it, whoever has deleted what. */
static void
test_account_of_another_organization (Case          *self,
                                      gconstpointer  data)
{
  InletProfile *account = INLET_PROFILE (self->fixture.pasted);
  g_autoptr (InletSecrets) secrets = secrets_with (INLET_SECRET_ACCESS_TOKEN, "pasted");
  g_autoptr (InletAccount) edited =
    g_object_new (INLET_TYPE_ACCOUNT, "id", inlet_profile_get_id (account), "name", "Edited",
                  "org-id", "0000000000000000000000AA@AdobeOrg", "api-key", "key",
                  "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN,
                  "platform-url", inlet_account_get_platform_url (self->fixture.pasted), NULL);
  g_autoptr (GError) error = NULL;

  save (&self->fixture, INLET_PROFILE (edited), secrets);
  g_assert_false (delete_connection (self, NULL, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_ACCOUNT);
  g_assert_cmpuint (self->n_deletes, ==, 0);
  assert_row (self, INLET_CONNECTION_CREATED, 0);

  self->is_there = FALSE;
  leave_note (self);
  g_assert_cmpint (settle (self, 300), ==, 1);
  assert_row (self, INLET_CONNECTION_CREATED, 1);
}

#define ADD(name, function) \
  g_test_add ("/inlet/app/delete/" name, Case, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("new-destroy", test_new_destroy);
  ADD ("deleted", test_deleted);
  ADD ("gone-already", test_gone_already);
  ADD ("dataflows", test_dataflows);
  ADD ("refused", test_refused);
  ADD ("answer-lost", test_answer_lost);
  ADD ("answer-lost-and-still-there", test_answer_lost_and_still_there);
  ADD ("answer-lost-and-nobody-to-ask", test_answer_lost_and_nobody_to_ask);
  ADD ("cancelled-before", test_cancelled_before);
  ADD ("not-reached", test_not_reached);
  ADD ("note-comes-first", test_note_comes_first);
  ADD ("note-of-another-process", test_note_of_another_process);
  ADD ("account-of-another-organization", test_account_of_another_organization);

  return g_test_run ();
}
