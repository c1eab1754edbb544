/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "ui-test.h"

static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *name)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (name == NULL || g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)),
                                  name) == 0))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type, name);

    if (found != NULL)
      return found;
  }

  return NULL;
}

GtkWidget *
ui_find (GtkWidget  *widget,
         GType       type,
         const char *name)
{
  GtkWidget *found = find (widget, type, name);

  if (found == NULL)
    g_error ("There is no %s “%s”", g_type_name (type), name != NULL ? name : "");

  return found;
}

guint
ui_count (GtkWidget *widget,
          GType      type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (widget, type);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += ui_count (child, type);

  return n;
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  return NULL;
}

gboolean
ui_says (GtkWidget  *widget,
         const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (g_strcmp0 (get_text (widget), text) == 0)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ui_says (child, text))
      return TRUE;

  return FALSE;
}

InletConnection *
ui_make_connection (gint64      row_id,
                    const char *remote_id)
{
  const InletConnectionFields fields = {
    .row_id = row_id,
    .state = remote_id != NULL ? INLET_CONNECTION_CREATED : INLET_CONNECTION_SENDING,
    .created_at = 1750000000,
    .remote_id = remote_id,
    .etag = remote_id != NULL ? "\"an-etag\"" : NULL,
    .name = "Billing <b>bucket</b>",
    .sandbox = "dev",
    .account_name = "ACME & Sons",
    .credentials_name = "Billing",
    .access_key_id = "AKIAIOSFODNN7EXAMPLE",
  };

  return inlet_connection_new (&fields);
}

InletConnection *
ui_make_failure (gint64 row_id)
{
  g_autoptr (InletConnection) connection = ui_make_connection (row_id, NULL);
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_S3_REFUSED, "no such key");

  return inlet_connection_with_problem (connection, problem);
}
