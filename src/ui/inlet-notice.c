/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-notice.h"

#include "inlet-words.h"

#include <glib/gi18n.h>

#define MOMENT_MS 1000

/* (transfer full) */
static char *
build_body (InletConnection *connection)
{
  const char *id = inlet_connection_get_remote_id (connection);
  InletProblem *problem = inlet_connection_get_problem (connection);

  if (id != NULL)
    return g_strdup (id);

  return g_strdup (problem != NULL ? inlet_problem_get_title (problem) : "");
}

/* Whether the person is with one of the windows, such as a question that @application asks. */
static gboolean
is_in_front (GtkApplication *application)
{
  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    if (gtk_window_is_active (link->data))
      return TRUE;

  return FALSE;
}

static void
send (GtkApplication  *application,
      InletConnection *connection)
{
  const char *state = inlet_state_label (inlet_connection_get_state (connection));
  gint64 row_id = inlet_connection_get_row_id (connection);
  g_autofree char *id = g_strdup_printf ("connection-%" G_GINT64_FORMAT, row_id);
  g_autofree char *title = NULL;
  g_autofree char *body = build_body (connection);
  g_autoptr (GNotification) notification = NULL;

  /* TRANSLATORS: the title of a notification: a connection’s name, and “Created” or “Failed”. */
  title = g_strdup_printf (_("%s: %s"), inlet_connection_get_name (connection), state);
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.show-connection", "x", row_id);

  /* One for each connection: what comes of it later takes its place. */
  g_application_send_notification (G_APPLICATION (application), id, notification);
}

static gboolean
on_moment_passed (gpointer user_data)
{
  InletConnection *connection = user_data;
  GtkApplication *application = GTK_APPLICATION (g_application_get_default ());

  if (application != NULL && !is_in_front (application))
    send (application, connection);

  return G_SOURCE_REMOVE;
}

/* A window that was hidden is about to be gone, and the program with it. One that has just had a
 * question answered is yet to get the keyboard back. */
void
inlet_notice_send (GtkWindow       *window,
                   InletConnection *connection)
{
  GtkApplication *application = NULL;

  g_return_if_fail (GTK_IS_WINDOW (window));
  g_return_if_fail (INLET_IS_CONNECTION (connection));

  application = gtk_window_get_application (window);
  if (application == NULL || is_in_front (application) ||
      g_application_get_flags (G_APPLICATION (application)) & G_APPLICATION_NON_UNIQUE)
    return;

  if (gtk_widget_get_visible (GTK_WIDGET (window)))
    g_timeout_add_full (G_PRIORITY_DEFAULT, MOMENT_MS, on_moment_passed, g_object_ref (connection),
                        g_object_unref);
  else
    send (application, connection);
}
