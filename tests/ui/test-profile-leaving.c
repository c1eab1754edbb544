/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A person leaves while what they asked for is being written: it is done all the same, and answers
 * to nobody. */

#include "storage-test.h"
#include "ui-test.h"

#include "inlet-credentials.h"
#include "inlet-demo.h"
#include "inlet-profile-editor.h"
#include "inlet-profiles-window.h"
#include "inlet-session-keyring.h"

#include <adwaita.h>

/* The second answer of a question. */
#define RESPONSE "1"
#define ID "0c2f6d2c-5a0e-4a58-9d4e-6a4f3a2b1c0d"

typedef struct
{
  char               *path;
  InletDatabase      *database;
  InletVault         *vault;
  InletProfiles      *profiles;
  GtkWindow          *window;   /* (unowned) (nullable): until it is gone */
  InletProfileEditor *editor;   /* (unowned) (nullable): of the window */
  int                 n_closed;
} Fixture;

static InletProfile *
make_profile (const char *name)
{
  return g_object_new (INLET_TYPE_CREDENTIALS, "id", ID, "name", name,
                       "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);
}

static void
add_old (Fixture *self)
{
  g_autoptr (InletProfile) old = make_profile ("Old");
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (GAsyncResult) result = NULL;

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Ke");
  inlet_vault_save_async (self->vault, old, secrets, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_true (inlet_vault_save_finish (self->vault, result, NULL));
}

static void
on_closed (Fixture *self)
{
  self->n_closed++;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();

  self->path = storage_make_path ();
  self->database = storage_open (self->path);
  self->vault = inlet_vault_new (self->database, keyring);
  self->profiles = inlet_vault_get_profiles (self->vault, INLET_PROFILE_CREDENTIALS);
  add_old (self);

  g_set_weak_pointer (&self->window, GTK_WINDOW (gtk_window_new ()));
  g_set_weak_pointer (&self->editor, g_object_new (INLET_TYPE_PROFILE_EDITOR, NULL));
  gtk_window_set_child (self->window, GTK_WIDGET (self->editor));
  inlet_profile_editor_set_vault (self->editor, self->vault);
  g_signal_connect_swapped (self->editor, "closed", G_CALLBACK (on_closed), self);
  gtk_window_present (self->window);
}

static void
close_window (Fixture *self)
{
  if (self->window != NULL)
    gtk_window_destroy (self->window);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_window (self);
  storage_until (self->window == NULL && self->editor == NULL);
  g_object_unref (self->vault);
  storage_close (self->database);
  storage_remove (self->path);
  g_free (self->path);
}

static void
ask_to_save (Fixture    *self,
             const char *name)
{
  g_autoptr (InletProfile) profile = make_profile (name);

  inlet_profile_editor_edit (self->editor, INLET_PROFILE_CREDENTIALS, profile);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->editor), "editor.save", NULL));
}

static gboolean
has (Fixture    *self,
     const char *name)
{
  return inlet_profiles_find_by_name (self->profiles, name) != NULL;
}

static void
cancel (Fixture *self)
{
  g_signal_handlers_disconnect_by_data (self->vault, self);
  gtk_widget_activate_action (GTK_WIDGET (self->editor), "editor.cancel", NULL);
}

static void
cancel_and_save_another (Fixture *self)
{
  cancel (self);
  ask_to_save (self, "Second");
}

static void
drain (void)
{
  while (g_main_context_iteration (NULL, FALSE));
}

static void
test_saved (Fixture       *self,
            gconstpointer  data)
{
  ask_to_save (self, "New");
  storage_until (self->n_closed == 1);
  g_assert_true (has (self, "New"));
}

/* The keyring has written. */
static void
test_closed_between (Fixture       *self,
                     gconstpointer  data)
{
  g_signal_connect_swapped (self->vault, "keyring-answered", G_CALLBACK (close_window), self);
  ask_to_save (self, "New");
  storage_until (has (self, "New") && self->editor == NULL);
  drain ();
  g_assert_cmpint (self->n_closed, ==, 0);
}

/* The database has written, too. */
static void
test_closed_at_the_end (Fixture       *self,
                        gconstpointer  data)
{
  g_signal_connect_data (self->profiles, "items-changed", G_CALLBACK (close_window), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  ask_to_save (self, "New");
  storage_until (has (self, "New") && self->editor == NULL);
  drain ();
  g_assert_cmpint (self->n_closed, ==, 0);
}

static void
test_closed_at_once (Fixture       *self,
                     gconstpointer  data)
{
  ask_to_save (self, "New");
  close_window (self);
  storage_until (self->editor == NULL);
  drain ();
  g_assert_true (has (self, "Old"));
  g_assert_cmpint (self->n_closed, ==, 0);
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_signal_connect_swapped (self->vault, "keyring-answered", G_CALLBACK (cancel), self);
  ask_to_save (self, "New");
  storage_until (has (self, "New"));
  drain ();
  g_assert_cmpint (self->n_closed, ==, 1);
}

/* The answer of the first save does not close the editor of the second one. */
static void
test_another_is_saved (Fixture       *self,
                       gconstpointer  data)
{
  g_signal_connect_swapped (self->vault, "keyring-answered",
                            G_CALLBACK (cancel_and_save_another), self);
  ask_to_save (self, "New");
  storage_until (has (self, "Second") && self->n_closed == 2);
  drain ();
  g_assert_cmpint (self->n_closed, ==, 2);
}

static GtkWidget *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return window;
  }

  return NULL;
}

static InletDemo *
open_demo (void)
{
  InletDemo *demo = inlet_demo_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_demo_open_async (demo, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_true (inlet_demo_open_finish (demo, result, NULL));
  return demo;
}

static void
test_closed_while_removing (void)
{
  g_autoptr (InletDemo) demo = open_demo ();
  InletVault *vault = inlet_context_get_vault (inlet_demo_get_context (demo));
  InletProfiles *profiles = inlet_vault_get_profiles (vault, INLET_PROFILE_CREDENTIALS);
  g_autoptr (InletProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), 0);
  const char *id = inlet_profile_get_id (profile);
  GtkWindow *window = inlet_profiles_window_new (NULL, inlet_demo_get_context (demo));
  GtkWidget *question = NULL;
  gulong handler;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (window);
  gtk_widget_activate_action (GTK_WIDGET (window), "profile.remove", "s", id);
  storage_until (find_question () != NULL);
  handler = g_signal_connect_swapped (vault, "keyring-answered", G_CALLBACK (gtk_window_destroy),
                                      window);
  question = find_question ();
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (question), RESPONSE);
  gtk_window_destroy (GTK_WINDOW (question));
  storage_until (inlet_profiles_find_by_id (profiles, id) == NULL);
  g_signal_handler_disconnect (vault, handler);
  storage_until (window == NULL);
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/ui/profile-leaving/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  adw_init ();

  add ("saved", test_saved);
  add ("closed-between", test_closed_between);
  add ("closed-at-the-end", test_closed_at_the_end);
  add ("closed-at-once", test_closed_at_once);
  add ("cancelled", test_cancelled);
  add ("another-is-saved", test_another_is_saved);
  g_test_add_func ("/inlet/ui/profile-leaving/closed-while-removing", test_closed_while_removing);

  return g_test_run ();
}
