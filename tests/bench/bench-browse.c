/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "stall.h"

#include "inlet-browse-window.h"
#include "inlet-folder-view.h"
#include "inlet-session-keyring.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <string.h>

/* The window of a storage, in which a folder of 100,000 entries is opened, scrolled through,
 * filtered, left, opened again and listed anew: the longest time that the main loop is busy with
 * each. Scrolling is judged: what moves under a finger must not stop. The others show other rows,
 * of which GTK makes two hundred at once, and are told. The service has a thread of its own. */

#define N_ENTRIES   100000
#define N_JUMPS     200
#define MOST_STALL  16.0
#define FOLDER      "exports/"

typedef struct
{
  GBytes    *root;         /* (owned) */
  GBytes    *folder;       /* (owned) */
  GMutex     mutex;
  GCond      cond;
  GMainLoop *loop;         /* (owned) (nullable): once it listens */
  guint16    port;
} Service;

typedef struct
{
  char             *directory;
  InletContext     *context;
  InletAccount     *account;
  GtkWidget        *window;
  GtkWidget        *list_view;
  GListModel       *selection;
} View;

static gboolean has_failed;

static GBytes *
make_folder (void)
{
  g_autoptr (GString) body = g_string_new ("[");

  for (guint i = 0; i < N_ENTRIES; i++)
    g_string_append_printf (body,
                            "%s{\"type\":\"%s\",\"name\":\"part-%05u-4cb0c374.parquet\","
                            "\"path\":\"" FOLDER "part-%05u-4cb0c374.parquet\","
                            "\"canPreview\":true,\"canFetchSchema\":true}",
                            i > 0 ? "," : "", i % 100 == 0 ? "folder" : "file", i, i);
  g_string_append_c (body, ']');
  return g_string_free_to_bytes (g_steal_pointer (&body));
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Service *service = user_data;
  SoupMessageBody *body = soup_server_message_get_response_body (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  gboolean is_folder = query != NULL && g_hash_table_contains (query, "object");

  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_append (headers, "Content-Type", "application/json");
  soup_message_body_append_bytes (body, is_folder ? service->folder : service->root);
}

static gpointer
serve (gpointer data)
{
  Service *self = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (SoupServer) server = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  g_main_context_push_thread_default (context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, on_request, self, NULL);
  if (!soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
    g_error ("%s", error->message);

  uris = soup_server_get_uris (server);
  g_mutex_lock (&self->mutex);
  self->port = g_uri_get_port (uris->data);
  self->loop = g_main_loop_new (context, FALSE);
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  g_main_loop_run (self->loop);
  return NULL;
}

/* It lives as long as the process. */
static char *
start_service (Service *self)
{
  static const char root[] = "[{\"type\":\"folder\",\"name\":\"exports\",\"path\":\"" FOLDER "\"}]";

  self->root = g_bytes_new_static (root, strlen (root));
  self->folder = make_folder ();
  g_thread_unref (g_thread_new ("service", serve, self));

  g_mutex_lock (&self->mutex);
  while (self->loop == NULL)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return g_strdup_printf ("http://127.0.0.1:%u", self->port);
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

static gboolean
on_time (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, on_time, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
open_context (View       *view,
              const char *url)
{
  g_autofree char *path = NULL;
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (GAsyncResult) opened = NULL, saved = NULL;

  view->directory = g_dir_make_tmp ("inlet-bench-XXXXXX", NULL);
  path = g_build_filename (view->directory, "inlet.db", NULL);
  view->context = inlet_context_new (path, keyring);
  view->account =
    g_object_new (INLET_TYPE_ACCOUNT, "id", id, "name", "Account",
                  "org-id", "5C1328435BF324E90A49402A@AdobeOrg", "api-key", "key",
                  "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN, "platform-url", url, NULL);
  inlet_context_open_async (view->context, NULL, on_answered, &opened);
  wait_for_answer (&opened);
  inlet_secrets_set (secrets, INLET_SECRET_ACCESS_TOKEN, "a-token-of-no-use-anywhere");
  inlet_vault_save_async (inlet_context_get_vault (view->context), INLET_PROFILE (view->account),
                          secrets, NULL, on_answered, &saved);
  wait_for_answer (&saved);
}

/* Until the list shows @n_entries, and a moment longer. */
static void
wait_for_entries (View  *view,
                  guint  n_entries)
{
  while (g_list_model_get_n_items (view->selection) != n_entries ||
         !gtk_widget_get_mapped (view->list_view))
    g_main_context_iteration (NULL, TRUE);

  settle (300);
}

static void
open_window (View *view)
{
  InletConnectionFields fields = {
    .row_id = 1,
    .state = INLET_CONNECTION_CREATED,
    .remote_id = "4cb0c374-d3bb-4557-b139-5712880adc55",
    .name = "Billing bucket",
    .sandbox = "dev",
    .account_id = inlet_profile_get_id (INLET_PROFILE (view->account)),
  };
  g_autoptr (InletConnection) connection = inlet_connection_new (&fields);
  GtkWindow *window = inlet_browse_window_new (NULL, view->context, connection);
  GtkWidget *folder_view = NULL;

  view->window = GTK_WIDGET (window);
  folder_view = GTK_WIDGET (gtk_widget_get_template_child (view->window, INLET_TYPE_BROWSE_WINDOW,
                                                           "folder_view"));
  view->list_view = GTK_WIDGET (gtk_widget_get_template_child (folder_view,
                                                               INLET_TYPE_FOLDER_VIEW,
                                                               "list_view"));
  view->selection = G_LIST_MODEL (gtk_widget_get_template_child (folder_view,
                                                                 INLET_TYPE_FOLDER_VIEW,
                                                                 "selection"));
  gtk_window_present (window);
  wait_for_entries (view, 1);
}

static void
tell (const char *verdict,
      const char *deed)
{
  g_print ("%s: browse, a folder of %d entries: %s keeps the main loop busy for %.1f ms at the "
           "longest; with what others took of it, %.1f ms\n",
           verdict, N_ENTRIES, deed, stall_get_longest (), stall_get_longest_of_all ());
}

static void
judge (const char *deed)
{
  gboolean is_lively = stall_get_longest () <= MOST_STALL;

  has_failed = has_failed || !is_lively;
  tell (is_lively ? "PASS" : "FAIL", deed);
}

static void
measure_scrolling (View *view)
{
  stall_begin ();
  for (guint i = 0; i < N_JUMPS; i++) {
    gtk_widget_activate_action (view->list_view, "list.scroll-to-item", "u",
                                (guint32) g_random_int_range (0, N_ENTRIES));
    settle (50);
  }
  judge ("scrolling to 200 places (asked: at most 16 ms)");
}

/* Letter by letter, and each away again. */
static void
measure_filter (View *view)
{
  static const char text[] = "0777";
  GtkEditable *entry =
    GTK_EDITABLE (gtk_widget_get_template_child (view->window, INLET_TYPE_BROWSE_WINDOW,
                                                 "search_entry"));

  gtk_widget_activate_action (view->window, "browse.filter", NULL);
  settle (500);
  stall_begin ();
  for (int i = 0; i < (int) strlen (text); i++) {
    int end = i;

    gtk_editable_insert_text (entry, text + i, 1, &end);
    settle (200);
  }
  tell ("INFO", "filtering it");

  stall_begin ();
  gtk_editable_delete_text (entry, 0, -1);
  wait_for_entries (view, N_ENTRIES);
  tell ("INFO", "showing all again");
}

static void
measure (View       *view,
         const char *deed,
         GtkWidget  *widget,
         const char *action,
         guint       n_entries)
{
  stall_begin ();
  if (widget == view->list_view)
    gtk_widget_activate_action (widget, action, "u", 0u);
  else
    gtk_widget_activate_action (widget, action, NULL);
  settle (20);
  wait_for_entries (view, n_entries);
  tell ("INFO", deed);
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
  Service service = { NULL };
  View view = { NULL };
  g_autofree char *url = start_service (&service);

  adw_init ();
  g_random_set_seed (1);
  open_context (&view, url);
  open_window (&view);

  measure (&view, "opening it", view.list_view, "list.activate-item", N_ENTRIES);
  measure_scrolling (&view);
  measure_filter (&view);
  measure (&view, "leaving it", view.window, "browse.up", 1);
  measure (&view, "opening it again", view.list_view, "list.activate-item", N_ENTRIES);
  measure (&view, "listing it anew", view.window, "browse.refresh", N_ENTRIES);

  gtk_window_destroy (GTK_WINDOW (view.window));
  settle (100);
  g_clear_object (&view.account);
  g_clear_object (&view.context);
  remove_directory (view.directory);
  g_free (view.directory);
  return has_failed;
}
