/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-edit-note.h"

#include "inlet-breaks.h"
#include "inlet-config.h"
#include "inlet-edit-mark.h"
#include "inlet-finding.h"
#include "inlet-settle.h"
#include "inlet-toast.h"

#include <glib/gi18n.h>

struct _InletEditNote
{
  AdwBin           parent_instance;

  InletContext    *context;      /* (owned) (nullable) */
  InletConnection *connection;   /* (owned) (nullable) */
  GCancellable    *cancellable;  /* (owned) */
  gboolean         is_reading;
  gboolean         is_outdated;  /* what is being read */
};

enum {
  PROP_0,
  PROP_CONNECTION,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletEditNote, inlet_edit_note, ADW_TYPE_BIN)

static void read_mark (InletEditNote *self);

static void
on_mark_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletEditMark) mark = inlet_edit_mark_read_finish (INLET_DATABASE (source), result,
                                                                &error);
  InletEditNote *self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = INLET_EDIT_NOTE (user_data);
  self->is_reading = FALSE;
  if (self->is_outdated)
    read_mark (self);
  else
    gtk_widget_set_visible (GTK_WIDGET (self), mark != NULL);
}

/* One after the other, however often the database changes. */
static void
read_mark (InletEditNote *self)
{
  self->is_outdated = self->is_reading;
  if (self->is_reading)
    return;

  if (self->context == NULL || self->connection == NULL ||
      inlet_connection_get_state (self->connection) != INLET_CONNECTION_CREATED) {
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    return;
  }

  self->is_reading = TRUE;
  inlet_edit_mark_read_async (inlet_context_get_database (self->context), self->connection,
                              self->cancellable, on_mark_read, self);
}

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  int n_left = inlet_settle_finish (INLET_CONTEXT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  gtk_widget_action_set_enabled (user_data, "edit-note.look-up", TRUE);
  if (error != NULL)
    inlet_tell_error (user_data, error);
  else
    inlet_tell (user_data, n_left > 0 ? _("Still uncertain: look again in a few minutes")
                                      : _("The connection is now shown as it is at Adobe"));
}

static void
on_look_up (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  InletEditNote *self = INLET_EDIT_NOTE (widget);

  gtk_widget_action_set_enabled (widget, "edit-note.look-up", FALSE);
  inlet_settle_async (self->context, &inlet_settle_edits,
                      inlet_connection_get_row_id (self->connection), INLET_FINDING_PATIENCE, FALSE,
                      self->cancellable, on_settled, self);
}

static void
set_connection (InletEditNote   *self,
                InletConnection *connection)
{
  gint64 row_id = self->connection != NULL ? inlet_connection_get_row_id (self->connection) : 0;

  if (!g_set_object (&self->connection, connection))
    return;

  /* Until it is known of this one, too. */
  if (connection == NULL || inlet_connection_get_row_id (connection) != row_id)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  read_mark (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONNECTION]);
}

static void
inlet_edit_note_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id) {
    case PROP_CONNECTION:
      g_value_set_object (value, INLET_EDIT_NOTE (object)->connection);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_edit_note_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id) {
    case PROP_CONNECTION:
      set_connection (INLET_EDIT_NOTE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_edit_note_dispose (GObject *object)
{
  InletEditNote *self = INLET_EDIT_NOTE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_EDIT_NOTE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_edit_note_parent_class)->dispose (object);
}

static void
inlet_edit_note_class_init (InletEditNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inlet_edit_note_dispose;
  object_class->get_property = inlet_edit_note_get_property;
  object_class->set_property = inlet_edit_note_set_property;

  props[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, INLET_TYPE_CONNECTION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "edit-note.look-up", NULL, on_look_up);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-edit-note.ui");
}

static void
inlet_edit_note_init (InletEditNote *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));
}

void
inlet_edit_note_set_context (InletEditNote *self,
                             InletContext  *context)
{
  g_return_if_fail (INLET_IS_EDIT_NOTE (self));
  g_return_if_fail (context == NULL || INLET_IS_CONTEXT (context));

  if (!g_set_object (&self->context, context))
    return;

  if (context != NULL)
    g_signal_connect_object (inlet_context_get_database (context), "changed",
                             G_CALLBACK (read_mark), self, G_CONNECT_SWAPPED);
  read_mark (self);
}
