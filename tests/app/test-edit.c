/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-edit.h"
#include "inlet-finding.h"
#include "inlet-json.h"
#include "inlet-problem.h"
#include "inlet-settle.h"
#include "inlet-sqlite.h"

#include <string.h>

/* What becomes of the next change. */
typedef enum {
  MADE,
  MADE_AND_LOST,      /* and the line is cut */
  LOST,
  OTHER_IS_FASTER,
  OTHER_AND_LOST,
  REFUSED,
  HELD,
} Fate;

/* The connection as Adobe has it. */
typedef struct
{
  Fixture         *fixture;
  InletConnection *connection;   /* as the history had it first */
  char            *name;
  char            *description;
  const char      *client;
  guint            version;
  GQueue           fates;
  gboolean         is_silent;    /* questions are not answered well */
  char            *body;         /* (nullable): of the last change */
  char            *if_match;     /* (nullable): likewise */
  guint            n_patches;
  guint            n_gets;
} Adobe;

static void
set_text (char       **target,
          const char  *text)
{
  g_free (*target);
  *target = g_strdup (text);
}

static void
cut (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static void
answer_get (Adobe             *self,
            SoupServerMessage *message)
{
  g_autofree char *body = NULL;

  self->n_gets++;
  if (self->is_silent) {
    cut (message);
    return;
  }

  body = g_strdup_printf ("{\"items\":[{\"id\":\"%s\",\"name\":\"%s\",\"description\":\"%s\","
                          "\"updatedClient\":\"%s\",\"etag\":\"\\\"%u\\\"\","
                          "\"auth\":{\"params\":{\"s3SecretKey\":\"planted-key\"}}}]}",
                          inlet_connection_get_remote_id (self->connection), self->name,
                          self->description, self->client, self->version);
  answer (message, 200, body);
}

static void
apply (Adobe *self)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (self->body, strlen (self->body));
  g_autoptr (JsonArray) operations = inlet_json_parse_array (bytes);

  for (guint i = 0; i < json_array_get_length (operations); i++) {
    JsonObject *operation = json_array_get_object_element (operations, i);
    const char *path = json_object_get_string_member (operation, "path");

    if (g_str_equal (path, "/name"))
      set_text (&self->name, json_object_get_string_member (operation, "value"));
    else if (g_str_equal (path, "/description"))
      set_text (&self->description,
                json_object_get_string_member_with_default (operation, "value", ""));
  }
  self->client = "key";
  self->version++;
}

static void
change_by_another (Adobe *self)
{
  set_text (&self->description, "By another");
  self->client = "exc_app";
  self->version++;
}

static void
answer_patch (Adobe             *self,
              SoupServerMessage *message)
{
  Fate fate = GPOINTER_TO_INT (g_queue_pop_head (&self->fates));
  g_autofree char *etag = NULL;
  g_autofree char *body = NULL;

  if (fate == HELD) {
    soup_server_message_pause (message);
    self->fixture->held = message;
    return;
  }
  if (fate == REFUSED) {
    answer (message, 403, "{\"error_code\":\"403025\",\"message\":\"Profile is not valid\"}");
    return;
  }

  if (fate == OTHER_IS_FASTER || fate == OTHER_AND_LOST)
    change_by_another (self);
  etag = g_strdup_printf ("\"%u\"", self->version);
  if (fate == LOST || fate == OTHER_AND_LOST) {
    cut (message);
    return;
  }

  if (!g_str_equal (self->if_match, etag)) {
    answer (message, 412, "{\"errorMessage\":\"Supplied version does not match\"}");
    return;
  }
  apply (self);
  body = g_strdup_printf ("{\"id\":\"%s\",\"etag\":\"\\\"%u\\\"\"}",
                          inlet_connection_get_remote_id (self->connection), self->version);
  if (fate == MADE_AND_LOST)
    cut (message);
  else
    answer (message, 200, body);
}

static void
on_edit_request (SoupServer        *server,
                 SoupServerMessage *message,
                 const char        *path,
                 GHashTable        *query,
                 gpointer           user_data)
{
  Adobe *self = user_data;
  g_autoptr (GBytes) bytes =
    soup_message_body_flatten (soup_server_message_get_request_body (message));

  if (g_str_equal (soup_server_message_get_method (message), "GET")) {
    answer_get (self, message);
    return;
  }

  g_free (self->body);
  self->body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  set_text (&self->if_match,
            soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                          "If-Match"));
  self->n_patches++;
  answer_patch (self, message);
}

static InletConnection *
create (Fixture *fixture)
{
  g_autoptr (InletDraft) draft = draft_for (fixture, fixture->pasted);
  g_autoptr (InletCreate) operation = inlet_create_new (fixture->context, draft);
  g_autoptr (GAsyncResult) result = NULL;
  InletConnection *connection = NULL;

  inlet_create_run_async (operation, NULL, on_answered, &result);
  wait_for_answer (&result);
  connection = inlet_create_run_finish (operation, result, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_CREATED);
  return connection;
}

static void
adobe_init (Adobe   *self,
            Fixture *fixture)
{
  g_autofree char *path = NULL;
  g_autofree char *sql = NULL;

  memset (self, 0, sizeof *self);
  self->fixture = fixture;
  self->connection = create (fixture);
  self->name = g_strdup (inlet_connection_get_name (self->connection));
  self->description = g_strdup (inlet_connection_get_description (self->connection));
  self->client = "key";
  self->version = 1;
  path = g_strconcat ("/data/foundation/flowservice/connections/",
                      inlet_connection_get_remote_id (self->connection), NULL);
  soup_server_add_handler (fixture->server, path, on_edit_request, self, NULL);
}

static void
adobe_clear (Adobe *self)
{
  g_object_unref (self->connection);
  g_free (self->name);
  g_free (self->description);
  g_free (self->body);
  g_free (self->if_match);
  g_queue_clear (&self->fates);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Adobe, adobe_clear)

/* What happens next, to each change in turn. */
static void
foresee (Adobe *self,
         Fate   first,
         Fate   second)
{
  g_queue_clear (&self->fates);
  g_queue_push_tail (&self->fates, GINT_TO_POINTER (first));
  g_queue_push_tail (&self->fates, GINT_TO_POINTER (second));
}

static InletConnection *
run (InletEdit  *edit,
     GError    **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  InletConnection *connection = NULL;

  inlet_edit_run_async (edit, NULL, on_answered, &result);
  wait_for_answer (&result);
  connection = inlet_edit_run_finish (edit, result, error);
  return connection;
}

/* As the history has it now. */
static InletConnection *
read_row (Adobe *self)
{
  g_autoptr (GPtrArray) rows = read_history (self->fixture);

  g_assert_cmpuint (rows->len, ==, 1);
  return g_object_ref (rows->pdata[0]);
}

static void
assert_row (Adobe      *self,
            const char *name,
            const char *description,
            const char *etag,
            const char *key)
{
  g_autoptr (InletConnection) row = read_row (self);

  g_assert_cmpint (inlet_connection_get_state (row), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (inlet_connection_get_name (row), ==, name);
  g_assert_cmpstr (inlet_connection_get_description (row), ==, description);
  g_assert_cmpstr (inlet_connection_get_etag (row), ==, etag);
  g_assert_cmpstr (inlet_connection_get_access_key_id (row), ==, key);
}

static gpointer
count (sqlite3       *db,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  gint64 n = -1;

  inlet_sqlite_read_int (db, data, &n, error);
  return GINT_TO_POINTER ((int) n);
}

static int
read_int (Adobe      *self,
          const char *sql)
{
  InletDatabase *database = inlet_context_get_database (self->fixture->context);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_database_run_async (database, INLET_DATABASE_READ, count, (gpointer) sql, NULL, NULL, NULL,
                            on_answered, &result);
  wait_for_answer (&result);
  return GPOINTER_TO_INT (inlet_database_run_finish (database, result, NULL));
}

#define count_marks(self) read_int (self, "SELECT count (*) FROM connection_edits")

static InletEdit *
edit_texts (Adobe      *self,
            const char *name,
            const char *description)
{
  g_autoptr (InletConnection) row = read_row (self);
  g_autoptr (InletChange) change = inlet_change_new (name, description, NULL);

  return inlet_edit_new (self->fixture->context, row, change);
}

static InletEdit *
edit_keys (Adobe *self)
{
  g_autoptr (InletConnection) row = read_row (self);
  g_autoptr (InletChange) change = inlet_change_new (NULL, NULL, self->fixture->credentials);

  return inlet_edit_new (self->fixture->context, row, change);
}

/* Credentials with another key. */
static void
renew_keys (Fixture *fixture)
{
  g_autoptr (InletSecrets) key = secrets_with (INLET_SECRET_SECRET_KEY, "new-secret");
  InletCredentials *renewed =
    g_object_new (INLET_TYPE_CREDENTIALS,
                  "id", inlet_profile_get_id (INLET_PROFILE (fixture->credentials)),
                  "name", "Bucket", "access-key-id", "AKIANEWNEWNEWNEWNEW2", NULL);

  save (fixture, INLET_PROFILE (renewed), key);
  g_object_unref (fixture->credentials);
  fixture->credentials = renewed;
}

#define OLD_KEY "AKIAIOSFODNN7EXAMPLE"
#define NEW_KEY "AKIANEWNEWNEWNEWNEW2"

static void
test_texts (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  edit = edit_texts (&adobe, "New", "Described");
  connection = run (edit, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (inlet_connection_get_name (connection), ==, "New");
  g_assert_cmpstr (adobe.if_match, ==, "\"1\"");
  g_assert_cmpstr (adobe.body, ==,
                   "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"New\"},"
                   "{\"op\":\"add\",\"path\":\"/description\",\"value\":\"Described\"}]");
  assert_row (&adobe, "New", "Described", "\"2\"", OLD_KEY);
  g_assert_cmpint (count_marks (&adobe), ==, 0);
}

/* What is there already is not sent, and another etag is heard of all the same. */
static void
test_nothing_to_change (Fixture       *fixture,
                        gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autofree char *name = NULL;

  adobe_init (&adobe, fixture);
  name = g_strdup (adobe.name);
  edit = edit_texts (&adobe, name, "");
  connection = run (edit, NULL);
  g_assert_nonnull (connection);
  g_assert_cmpuint (adobe.n_patches, ==, 0);
  assert_row (&adobe, name, adobe.description, "\"1\"", OLD_KEY);
}

/* One request is enough while the etag is known. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) first = NULL;
  g_autoptr (InletEdit) second = NULL;
  g_autoptr (InletConnection) one = NULL;
  g_autoptr (InletConnection) two = NULL;

  adobe_init (&adobe, fixture);
  renew_keys (fixture);
  first = edit_keys (&adobe);
  one = run (first, NULL);
  g_assert_nonnull (one);
  /* The history had the etag of the create. */
  g_assert_cmpuint (adobe.n_patches, ==, 2);
  g_assert_cmpuint (adobe.n_gets, ==, 1);
  g_assert_nonnull (strstr (adobe.body, "\"path\":\"/auth/params\""));
  g_assert_nonnull (strstr (adobe.body, "new-secret"));
  assert_row (&adobe, adobe.name, adobe.description, "\"2\"", NEW_KEY);

  second = edit_keys (&adobe);
  two = run (second, NULL);
  g_assert_nonnull (two);
  g_assert_cmpuint (adobe.n_patches, ==, 3);
  g_assert_cmpuint (adobe.n_gets, ==, 1);
  g_assert_cmpint (count_marks (&adobe), ==, 0);
}

static void
assert_conflict (InletEdit    *edit,
                 const GError *error,
                 const char   *description)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  g_assert_error (error, INLET_ERROR, INLET_ERROR_CONFLICT);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_REFUSED);
  g_assert_cmpstr (inlet_remote_get_description (inlet_edit_get_remote (edit)), ==, description);
}

/* Somebody changed it before; whoever sees that may go on. */
static void
test_changed_before (Fixture       *fixture,
                     gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (InletEdit) again = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  change_by_another (&adobe);
  edit = edit_texts (&adobe, "New", NULL);
  g_assert_null (run (edit, &error));
  assert_conflict (edit, error, "By another");
  g_assert_cmpuint (adobe.n_patches, ==, 0);
  g_assert_cmpint (count_marks (&adobe), ==, 0);

  again = edit_texts (&adobe, "New", NULL);
  inlet_edit_set_seen (again, inlet_edit_get_remote (edit));
  connection = run (again, NULL);
  g_assert_nonnull (connection);
  assert_row (&adobe, "New", "By another", "\"3\"", OLD_KEY);
}

/* Between the look and the change. */
static void
test_changed_meanwhile (Fixture       *fixture,
                        gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  foresee (&adobe, OTHER_IS_FASTER, MADE);
  edit = edit_texts (&adobe, "New", NULL);
  g_assert_null (run (edit, &error));
  assert_conflict (edit, error, "By another");
  g_assert_cmpuint (adobe.n_patches, ==, 1);
  g_assert_cmpint (count_marks (&adobe), ==, 0);
}

/* Keys alone go on once, and then ask as well. */
static void
test_keys_changed_meanwhile (Fixture       *fixture,
                             gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  foresee (&adobe, OTHER_IS_FASTER, OTHER_IS_FASTER);
  edit = edit_keys (&adobe);
  g_assert_null (run (edit, &error));
  assert_conflict (edit, error, "By another");
  g_assert_cmpuint (adobe.n_patches, ==, 2);
  g_assert_cmpint (count_marks (&adobe), ==, 0);
}

static void
test_made_and_lost (Fixture       *fixture,
                    gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  foresee (&adobe, MADE_AND_LOST, MADE);
  edit = edit_texts (&adobe, "New", NULL);
  connection = run (edit, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (adobe.n_patches, ==, 1);
  g_assert_cmpuint (adobe.n_gets, ==, 2);
  assert_row (&adobe, "New", adobe.description, "\"2\"", OLD_KEY);
  g_assert_cmpint (count_marks (&adobe), ==, 0);
}

static void
assert_in_doubt (const GError *error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  g_assert_nonnull (error);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_UNKNOWN);
}

/* How many are left in doubt. */
static int
settle (Adobe  *self,
        gint64  row_id,
        gint64  patience)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int n_left;

  inlet_settle_async (self->fixture->context, &inlet_settle_edits, row_id, patience, FALSE, NULL,
                      on_answered, &result);
  wait_for_answer (&result);
  n_left = inlet_settle_finish (self->fixture->context, result, &error);
  g_assert_no_error (error);
  return n_left;
}

/* Adobe may still be at it; a look somewhat later tells. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  foresee (&adobe, LOST, MADE);
  edit = edit_texts (&adobe, "New", NULL);
  g_assert_null (run (edit, &error));
  assert_in_doubt (error);
  g_assert_cmpint (count_marks (&adobe), ==, 1);
  g_clear_object (&edit);

  g_assert_cmpint (settle (&adobe, 0, INLET_FINDING_PATIENCE), ==, 1);
  g_assert_cmpint (count_marks (&adobe), ==, 1);

  apply (&adobe);
  g_assert_cmpint (settle (&adobe, 0, INLET_FINDING_PATIENCE), ==, 0);
  g_assert_cmpuint (adobe.n_patches, ==, 1);
  assert_row (&adobe, "New", adobe.description, "\"2\"", OLD_KEY);
  g_assert_cmpint (count_marks (&adobe), ==, 0);
}

/* After long enough it is known not to be made; and a look leaves other rows alone. */
static void
test_never_made (Fixture       *fixture,
                 gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  name = g_strdup (adobe.name);
  foresee (&adobe, LOST, MADE);
  edit = edit_texts (&adobe, "New", NULL);
  g_assert_null (run (edit, &error));
  g_clear_object (&edit);

  g_assert_cmpint (settle (&adobe, 100, 0), ==, 0);
  g_assert_cmpint (count_marks (&adobe), ==, 1);
  g_assert_cmpint (settle (&adobe, 0, 0), ==, 0);
  g_assert_cmpint (count_marks (&adobe), ==, 0);
  assert_row (&adobe, name, adobe.description, "\"1\"", OLD_KEY);
  g_assert_cmpuint (adobe.n_patches, ==, 1);
}

/* As a process leaves it that ends before it has looked: the keys are there, which only the mark
 * knows. What comes next begins with that. */
static void
test_edit_after_doubt (Fixture       *fixture,
                       gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (InletEdit) next = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  renew_keys (fixture);
  edit = edit_keys (&adobe);
  foresee (&adobe, OTHER_IS_FASTER, MADE_AND_LOST);
  connection = run (edit, &error);
  g_assert_no_error (error);
  g_clear_object (&connection);
  g_clear_object (&edit);
  assert_row (&adobe, adobe.name, "By another", "\"3\"", NEW_KEY);

  foresee (&adobe, MADE_AND_LOST, REFUSED);
  adobe.is_silent = TRUE;
  edit = edit_keys (&adobe);
  g_assert_null (run (edit, &error));
  assert_in_doubt (error);
  g_assert_cmpint (count_marks (&adobe), ==, 1);
  g_clear_object (&edit);
  g_clear_error (&error);

  adobe.is_silent = FALSE;
  next = edit_texts (&adobe, "Next", NULL);
  g_assert_null (run (next, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NOT_ALLOWED);
  assert_row (&adobe, adobe.name, "By another", "\"4\"", NEW_KEY);
  g_assert_cmpint (count_marks (&adobe), ==, 0);
}

static void
test_lost_to_another (Fixture       *fixture,
                      gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  foresee (&adobe, OTHER_AND_LOST, MADE);
  edit = edit_texts (&adobe, "New", NULL);
  g_assert_null (run (edit, &error));
  assert_conflict (edit, error, "By another");
  g_assert_cmpint (count_marks (&adobe), ==, 0);
}

/* Nothing that a person sees tells them apart; who changed it last does. */
static void
test_keys_lost_to_another (Fixture       *fixture,
                           gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) first = NULL;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  first = edit_texts (&adobe, NULL, "By another");
  connection = run (first, NULL);
  g_assert_nonnull (connection);

  foresee (&adobe, OTHER_AND_LOST, MADE);
  edit = edit_keys (&adobe);
  g_assert_null (run (edit, &error));
  assert_conflict (edit, error, "By another");
  g_assert_cmpint (count_marks (&adobe), ==, 0);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  adobe_init (&adobe, fixture);
  name = g_strdup (adobe.name);
  foresee (&adobe, REFUSED, MADE);
  edit = edit_texts (&adobe, "New", NULL);
  g_assert_null (run (edit, &error));
  g_assert_nonnull (error);
  assert_row (&adobe, name, adobe.description, "\"e\"", OLD_KEY);
  g_assert_cmpint (count_marks (&adobe), ==, 0);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (Adobe) adobe;
  g_autoptr (InletEdit) early = NULL;
  g_autoptr (InletEdit) late = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture);
  early = edit_texts (&adobe, "New", NULL);
  g_cancellable_cancel (cancellable);
  inlet_edit_run_async (early, cancellable, on_answered, &result);
  wait_for_answer (&result);
  g_assert_null (inlet_edit_run_finish (early, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (adobe.n_patches, ==, 0);
  g_assert_cmpint (count_marks (&adobe), ==, 0);
  g_clear_error (&error);
  g_clear_object (&result);

  g_cancellable_reset (cancellable);
  foresee (&adobe, HELD, MADE);
  late = edit_texts (&adobe, "New", NULL);
  inlet_edit_run_async (late, cancellable, on_answered, &result);
  wait_until (fixture->held != NULL);
  g_cancellable_cancel (cancellable);
  wait_for_answer (&result);
  g_assert_null (inlet_edit_run_finish (late, result, &error));
  assert_in_doubt (error);
  g_assert_cmpint (count_marks (&adobe), ==, 1);
}

static void
test_no_account (Fixture       *fixture,
                 gconstpointer  data)
{
  const InletConnectionFields fields = {
    .row_id = 1, .state = INLET_CONNECTION_CREATED, .remote_id = "a", .name = "N",
    .sandbox = "dev", .account_id = "none", .account_name = "Gone",
  };
  g_autoptr (InletConnection) connection = inlet_connection_new (&fields);
  g_autoptr (InletChange) change = inlet_change_new ("New", NULL, NULL);
  InletEdit *edit = inlet_edit_new (fixture->context, connection, change);
  g_autoptr (GError) error = NULL;

  g_assert_null (run (edit, &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_ACCOUNT);
  g_assert_finalize_object (edit);
}

#define add(path, function) \
  g_test_add ("/inlet/app/edit/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("texts", test_texts);
  add ("nothing-to-change", test_nothing_to_change);
  add ("keys", test_keys);
  add ("changed-before", test_changed_before);
  add ("changed-meanwhile", test_changed_meanwhile);
  add ("keys-changed-meanwhile", test_keys_changed_meanwhile);
  add ("made-and-lost", test_made_and_lost);
  add ("lost", test_lost);
  add ("never-made", test_never_made);
  add ("edit-after-doubt", test_edit_after_doubt);
  add ("lost-to-another", test_lost_to_another);
  add ("keys-lost-to-another", test_keys_lost_to_another);
  add ("refused", test_refused);
  add ("cancelled", test_cancelled);
  add ("no-account", test_no_account);

  return g_test_run ();
}
