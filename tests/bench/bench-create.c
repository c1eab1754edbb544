/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-create.h"
#include "inlet-session-keyring.h"
#include "inlet-system-keyring.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <stdlib.h>
#include <string.h>

/* A create, from the call to the stored ID, against a bare POST of the same bytes by libsoup to the
 * same server, in turns. The server has a thread of its own and answers at once. */

#define N_PAIRS  200
#define N_WARMUP 10

typedef struct
{
  GMutex      mutex;
  GCond       cond;
  guint16     port;
  GMainLoop  *loop;
} Server;

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  static const char body[] = "{\"id\":\"4cb0c374-d3bb-4557-b139-5712880adc55\","
                             "\"etag\":\"\\\"1700d77b-0000-0200-0000-5e3b41a10000\\\"\"}";

  soup_server_message_set_status (message, 201, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, body,
                                    strlen (body));
}

static gpointer
serve (gpointer data)
{
  Server *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupServer) server = NULL;
  GSList *uris = NULL;

  g_main_context_push_thread_default (context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, on_request, NULL, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    abort ();

  uris = soup_server_get_uris (server);
  g_mutex_lock (&self->mutex);
  self->loop = g_main_loop_new (context, FALSE);
  self->port = g_uri_get_port (uris->data);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (self->loop);
  g_main_context_pop_thread_default (context);
  return NULL;
}

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

/* Milliseconds. */
static double
post_bare (SoupSession *session,
           const char  *url,
           GBytes      *bytes)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GBytes) body = NULL;

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, on_answered,
                                    &answer);
  wait_for_answer (&answer);
  body = soup_session_send_and_read_finish (session, answer, NULL);
  if (body == NULL || soup_message_get_status (message) != 201)
    g_error ("The bare request failed");

  return (g_get_monotonic_time () - start) / 1000.0;
}

static double
create (InletContext *context,
        InletDraft   *draft)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (InletCreate) operation = inlet_create_new (context, draft);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (InletConnection) connection = NULL;

  inlet_create_run_async (operation, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (operation, answer, NULL);
  if (connection == NULL || inlet_connection_get_remote_id (connection) == NULL)
    g_error ("The create failed");

  return (g_get_monotonic_time () - start) / 1000.0;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (double *values,
        guint   n)
{
  qsort (values, n, sizeof *values, compare);
  return values[n / 2];
}

static void
save (InletContext    *context,
      InletProfile    *profile,
      InletSecretName  name)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_secrets_set (secrets, name, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  inlet_vault_save_async (inlet_context_get_vault (context), profile, secrets, NULL, on_answered,
                          &answer);
  wait_for_answer (&answer);
  if (!inlet_vault_save_finish (inlet_context_get_vault (context), answer, &error))
    g_error ("%s", error->message);
}

/* Each with a key of its own, for which there is no connection yet. */
static InletDraft *
make_draft (InletAccount *account,
            const char   *credentials_id,
            int           number)
{
  g_autofree char *access_key_id = g_strdup_printf ("AKIAIOSFODNN7%07d", number);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", credentials_id, "name", "Bucket",
                  "access-key-id", access_key_id, NULL);

  return inlet_draft_new (account, credentials, "dev", "Bench", "");
}

static void
measure (const char   *name,
         const char   *directory,
         InletKeyring *keyring,
         const char   *url)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.db", directory, name);
  g_autofree char *connections =
    g_strconcat (url, "/data/foundation/flowservice/connections", NULL);
  g_autoptr (InletContext) context = inlet_context_new (path, keyring);
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *account_id = g_uuid_string_random ();
  g_autofree char *credentials_id = g_uuid_string_random ();
  g_autoptr (InletAccount) account =
    g_object_new (INLET_TYPE_ACCOUNT, "id", account_id, "name", "Account",
                  "org-id", "5C1328435BF324E90A49402A@AdobeOrg", "api-key", "key",
                  "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN, "platform-url", url, NULL);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", credentials_id, "name", "Bucket",
                  "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);
  g_autoptr (InletDraft) first = inlet_draft_new (account, credentials, "dev", "Bench", "");
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GAsyncResult) opened = NULL;
  double bare[N_PAIRS];
  double whole[N_PAIRS];
  double more[N_PAIRS];

  inlet_context_open_async (context, NULL, on_answered, &opened);
  wait_for_answer (&opened);
  save (context, INLET_PROFILE (account), INLET_SECRET_ACCESS_TOKEN);
  save (context, INLET_PROFILE (credentials), INLET_SECRET_SECRET_KEY);
  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  bytes = inlet_draft_to_body (first, secrets);

  for (int i = -N_WARMUP; i < N_PAIRS; i++) {
    double a = post_bare (session, connections, bytes);
    g_autoptr (InletDraft) draft = make_draft (account, credentials_id, i + N_WARMUP);
    double b = create (context, draft);

    if (i >= 0) {
      bare[i] = a;
      whole[i] = b;
      more[i] = b - a;
    }
  }

  g_print ("create, keyring %s: %.1f ms more than a bare POST at the median of %d pairs "
           "(bare %.1f ms, create %.1f ms; asked: at most 20 ms more)\n",
           name, median (more, N_PAIRS), N_PAIRS, median (bare, N_PAIRS), median (whole, N_PAIRS));
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
  Server server = { 0 };
  g_autoptr (GThread) thread = g_thread_new ("server", serve, &server);
  g_autofree char *directory = g_dir_make_tmp ("inlet-bench-XXXXXX", NULL);
  g_autoptr (InletKeyring) memory = inlet_session_keyring_new ();
  g_autoptr (InletKeyring) daemon = inlet_system_keyring_new ();
  g_autofree char *url = NULL;

  g_mutex_lock (&server.mutex);
  while (server.port == 0)
    g_cond_wait (&server.cond, &server.mutex);
  g_mutex_unlock (&server.mutex);

  url = g_strdup_printf ("http://127.0.0.1:%u", server.port);
  measure ("memory", directory, memory, url);
  measure ("daemon", directory, daemon, url);

  g_main_loop_quit (server.loop);
  g_thread_join (g_steal_pointer (&thread));
  g_main_loop_unref (server.loop);
  remove_directory (directory);
  return 0;
}
