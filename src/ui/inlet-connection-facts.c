/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-facts.h"

#include "inlet-breaks.h"
#include "inlet-connection.h"
#include "inlet-words.h"

static gboolean
has_text (GtkWidget       *widget,
          const char      *text)
{
  return text != NULL && *text != '\0';
}

static char *
get_state_icon (GtkWidget       *widget,
                InletConnection *connection)
{
  return connection != NULL
    ? g_strdup (inlet_state_icon_name (inlet_connection_get_state (connection)))
    : NULL;
}

static char **
get_state_classes (GtkWidget       *widget,
                   InletConnection *connection)
{
  const char *classes[] = { NULL, NULL };

  if (connection != NULL)
    classes[0] = inlet_state_css_class (inlet_connection_get_state (connection));

  return g_strdupv ((char **) classes);
}

static char *
get_state_text (GtkWidget       *widget,
                InletConnection *connection)
{
  return connection != NULL
    ? g_strdup (inlet_connection_state_label (connection))
    : NULL;
}

static char *
get_name (GtkWidget       *widget,
          InletConnection *connection)
{
  return connection != NULL ? g_strdup (inlet_connection_get_name (connection)) : NULL;
}

static char *
get_description (GtkWidget       *widget,
                 InletConnection *connection)
{
  return connection != NULL ? g_strdup (inlet_connection_get_description (connection)) : NULL;
}

static char *
get_remote_id (GtkWidget       *widget,
               InletConnection *connection)
{
  return connection != NULL ? g_strdup (inlet_connection_get_remote_id (connection)) : NULL;
}

static char *
get_etag (GtkWidget       *widget,
          InletConnection *connection)
{
  return connection != NULL ? g_strdup (inlet_connection_get_etag (connection)) : NULL;
}

static char *
get_account (GtkWidget       *widget,
             InletConnection *connection)
{
  return connection != NULL ? g_strdup (inlet_connection_get_account_name (connection)) : NULL;
}

static char *
get_sandbox (GtkWidget       *widget,
             InletConnection *connection)
{
  return connection != NULL ? inlet_connection_describe_sandbox (connection) : NULL;
}

static char *
get_credentials (GtkWidget       *widget,
                 InletConnection *connection)
{
  return connection != NULL ? inlet_connection_describe_credentials (connection) : NULL;
}

static char *
get_maker (GtkWidget       *widget,
           InletConnection *connection)
{
  return connection != NULL ? inlet_connection_describe_maker (connection) : NULL;
}

static char *
get_created_at (GtkWidget       *widget,
                InletConnection *connection)
{
  return connection != NULL
    ? inlet_time_to_full (inlet_connection_get_created_at (connection))
    : NULL;
}

static gboolean
is_created (GtkWidget       *widget,
            InletConnection *connection)
{
  return connection != NULL &&
         inlet_connection_get_state (connection) == INLET_CONNECTION_CREATED;
}

static InletProblem *
get_problem (GtkWidget       *widget,
             InletConnection *connection)
{
  InletProblem *problem = connection != NULL ? inlet_connection_get_problem (connection) : NULL;

  return problem != NULL ? g_object_ref (problem) : NULL;
}

/* Of what is shown as the ID. */
static PangoAttrList *
get_id_attributes (GtkWidget  *widget,
                   const char *id)
{
  return inlet_break_after_hyphens (id);
}

void
inlet_connection_facts_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, get_account);
  gtk_widget_class_bind_template_callback (widget_class, get_created_at);
  gtk_widget_class_bind_template_callback (widget_class, get_credentials);
  gtk_widget_class_bind_template_callback (widget_class, get_description);
  gtk_widget_class_bind_template_callback (widget_class, get_etag);
  gtk_widget_class_bind_template_callback (widget_class, get_id_attributes);
  gtk_widget_class_bind_template_callback (widget_class, get_maker);
  gtk_widget_class_bind_template_callback (widget_class, get_name);
  gtk_widget_class_bind_template_callback (widget_class, get_problem);
  gtk_widget_class_bind_template_callback (widget_class, get_remote_id);
  gtk_widget_class_bind_template_callback (widget_class, get_sandbox);
  gtk_widget_class_bind_template_callback (widget_class, get_state_classes);
  gtk_widget_class_bind_template_callback (widget_class, get_state_icon);
  gtk_widget_class_bind_template_callback (widget_class, get_state_text);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, is_created);
}
