/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-edit-due.h"
#include "inlet-rotation.h"

#include <string.h>

/* What becomes of the changes. */
typedef struct
{
  Fixture *fixture;
  guint    n_patches;
  guint    refuses;      /* how many, from the first on */
} Adobe;

static void
on_patch (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  Adobe *self = user_data;
  g_autofree char *id = g_path_get_basename (path);
  g_autofree char *body = g_strdup_printf ("{\"id\":\"%s\",\"etag\":\"\\\"new\\\"\"}", id);
  const char *refusal = "{\"error_code\":\"403025\",\"message\":\"Profile is not valid\"}";
  const char *answer = self->n_patches < self->refuses ? refusal : body;

  g_assert_cmpstr (soup_server_message_get_method (message), ==, "PATCH");
  soup_server_message_set_status (message, answer == body ? 200 : 403, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, answer,
                                    strlen (answer));
  self->n_patches++;
}

static InletConnection *
create (Fixture *fixture)
{
  g_autoptr (InletDraft) draft = draft_for (fixture, fixture->pasted);
  g_autoptr (InletCreate) operation = inlet_create_new (fixture->context, draft);
  g_autoptr (GAsyncResult) result = NULL;
  InletConnection *connection = NULL;

  inlet_create_set_again (operation, TRUE);
  inlet_create_run_async (operation, NULL, on_answered, &result);
  wait_for_answer (&result);
  connection = inlet_create_run_finish (operation, result, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_CREATED);
  return connection;
}

static void
adobe_init (Adobe   *self,
            Fixture *fixture,
            guint    n_connections)
{
  memset (self, 0, sizeof *self);
  self->fixture = fixture;
  for (guint i = 0; i < n_connections; i++) {
    g_autoptr (InletConnection) connection = create (fixture);
    g_autofree char *path = g_strconcat ("/data/foundation/flowservice/connections/",
                                         inlet_connection_get_remote_id (connection), NULL);

    soup_server_add_handler (fixture->server, path, on_patch, self, NULL);
  }
}

static InletRotation *
load (Fixture  *fixture,
      gboolean  is_rest)
{
  InletRotation *rotation = inlet_rotation_new (fixture->context, fixture->credentials);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  inlet_rotation_load_async (rotation, is_rest, NULL, on_answered, &result);
  wait_for_answer (&result);
  g_assert_true (inlet_rotation_load_finish (rotation, result, &error));
  g_assert_no_error (error);
  return rotation;
}

static void
run (InletRotation *rotation,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  inlet_rotation_run_async (rotation, cancellable, on_answered, &result);
  wait_for_answer (&result);
  inlet_rotation_run_finish (rotation, result, error);
}

static guint
count_connections (InletRotation *rotation)
{
  return g_list_model_get_n_items (inlet_rotation_get_connections (rotation));
}

static void
test_everywhere (Fixture       *fixture,
                 gconstpointer  data)
{
  Adobe adobe;
  InletRotation *rotation = NULL;
  g_autoptr (InletRotation) rest = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture, 3);
  rotation = load (fixture, FALSE);
  g_assert_cmpuint (count_connections (rotation), ==, 3);
  run (rotation, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (inlet_run_get_n_failed (inlet_rotation_get_run (rotation)), ==, 0);
  g_assert_cmpuint (adobe.n_patches, ==, 3);
  g_assert_finalize_object (rotation);

  rows = read_history (fixture);
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (inlet_connection_get_etag (rows->pdata[i]), ==, "\"new\"");
  rest = load (fixture, TRUE);
  g_assert_cmpuint (count_connections (rest), ==, 0);
}

/* What failed is left, and only that. */
static void
test_rest (Fixture       *fixture,
           gconstpointer  data)
{
  Adobe adobe;
  g_autoptr (InletRotation) rotation = NULL;
  g_autoptr (InletRotation) rest = NULL;
  g_autoptr (InletRotation) none = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture, 3);
  adobe.refuses = 2;
  rotation = load (fixture, FALSE);
  run (rotation, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (inlet_run_get_n_failed (inlet_rotation_get_run (rotation)), ==, 2);

  rest = load (fixture, TRUE);
  g_assert_cmpuint (count_connections (rest), ==, 2);
  run (rest, NULL, &error);
  g_assert_no_error (error);
  none = load (fixture, TRUE);
  g_assert_cmpuint (count_connections (none), ==, 0);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  Adobe adobe;
  g_autoptr (InletRotation) rotation = NULL;
  g_autoptr (InletRotation) rest = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture, 2);
  rotation = load (fixture, FALSE);
  g_cancellable_cancel (cancellable);
  run (rotation, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (adobe.n_patches, ==, 0);
  rest = load (fixture, TRUE);
  g_assert_cmpuint (count_connections (rest), ==, 2);
}

/* Others are left alone. */
static void
test_named (Fixture       *fixture,
            gconstpointer  data)
{
  Adobe adobe;
  g_autoptr (InletRotation) rotation = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  adobe_init (&adobe, fixture, 2);
  rows = read_history (fixture);
  rotation = inlet_rotation_new (fixture->context, fixture->credentials);
  inlet_rotation_add (rotation, rows->pdata[0]);
  run (rotation, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (adobe.n_patches, ==, 1);
}

#define add(path, function) \
  g_test_add ("/inlet/app/rotation/" path, Fixture, NULL, fixture_set_up, function, \
              fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("everywhere", test_everywhere);
  add ("rest", test_rest);
  add ("cancelled", test_cancelled);
  add ("named", test_named);

  return g_test_run ();
}
