/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-edit-note.h"
#include "inlet-session-keyring.h"
#include "storage-test.h"
#include "ui-test.h"

#include <adwaita.h>

#define ID "4cb0c374-d3bb-4557-b139-5712880adc55"

typedef struct
{
  char            *path;
  InletContext    *context;
  InletEditNote   *note;
  InletConnection *plain;
  InletConnection *doubted;   /* a change was sent, and the answer lost */
} Fixture;

static InletDatabase *
get_database (Fixture *self)
{
  return inlet_context_get_database (self->context);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autoptr (GAsyncResult) result = NULL;

  self->path = storage_make_path ();
  self->context = inlet_context_new (self->path, keyring);
  inlet_context_open_async (self->context, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  g_assert_true (inlet_context_open_finish (self->context, result, NULL));

  storage_add_rows (get_database (self), "Row", 2);
  storage_execute (get_database (self), "INSERT INTO connection_edits"
                   " (connection_id, is_due, has_keys, sent_at, etag, name)"
                   " VALUES (2, 0, 0, 1795298794, '\"1\"', 'New')");
  self->plain = ui_make_connection (1, ID);
  self->doubted = ui_make_connection (2, ID);
  self->note = g_object_ref_sink (g_object_new (INLET_TYPE_EDIT_NOTE, NULL));
  inlet_edit_note_set_context (self->note, self->context);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (self->note);
  g_object_unref (self->plain);
  g_object_unref (self->doubted);
  g_object_add_weak_pointer (G_OBJECT (self->context), (gpointer *) &self->context);
  g_object_unref (self->context);
  storage_until (self->context == NULL);
  storage_remove (self->path);
  g_free (self->path);
}

static void
show (Fixture         *self,
      InletConnection *connection)
{
  g_object_set (self->note, "connection", connection, NULL);
}

/* The database does one thing after the other: what was asked of it before is answered, and what
 * that has led to, too. */
static gboolean
is_shown (Fixture *self)
{
  for (guint i = 0; i < 3; i++)
    storage_read_int (get_database (self), "SELECT 1");

  return gtk_widget_get_visible (GTK_WIDGET (self->note));
}

static void
test_of_the_connection (Fixture       *self,
                        gconstpointer  data)
{
  g_assert_false (is_shown (self));
  show (self, self->doubted);
  g_assert_true (is_shown (self));

  /* At once, before it is known. */
  show (self, self->plain);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (self->note)));
  g_assert_false (is_shown (self));
  show (self, self->doubted);
  g_assert_true (is_shown (self));
  show (self, NULL);
  g_assert_false (is_shown (self));
}

/* What is being read is of the connection before. */
static void
test_outdated (Fixture       *self,
               gconstpointer  data)
{
  show (self, self->plain);
  show (self, self->doubted);
  g_assert_true (is_shown (self));

  show (self, self->doubted);
  show (self, self->plain);
  g_assert_false (is_shown (self));

  show (self, self->plain);
  show (self, self->doubted);
  show (self, NULL);
  g_assert_false (is_shown (self));
}

static void
test_follows_the_database (Fixture       *self,
                           gconstpointer  data)
{
  show (self, self->doubted);
  g_assert_true (is_shown (self));

  storage_execute (get_database (self), "UPDATE connection_edits SET sent_at = NULL");
  storage_until (!gtk_widget_get_visible (GTK_WIDGET (self->note)));
  storage_execute (get_database (self), "UPDATE connection_edits SET sent_at = 1795298794");
  storage_until (gtk_widget_get_visible (GTK_WIDGET (self->note)));
}

/* It goes while it is being read. */
static void
test_goes (Fixture       *self,
           gconstpointer  data)
{
  show (self, self->doubted);
  show (self, self->plain);
  g_assert_finalize_object (self->note);
  storage_read_int (get_database (self), "SELECT 1");

  self->note = g_object_ref_sink (g_object_new (INLET_TYPE_EDIT_NOTE, NULL));
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/ui/edit-note/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("of-the-connection", test_of_the_connection);
  add ("outdated", test_outdated);
  add ("follows-the-database", test_follows_the_database);
  add ("goes", test_goes);

  return g_test_run ();
}
