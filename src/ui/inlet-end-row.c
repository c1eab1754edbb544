/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-end-row.h"

#include "inlet-config.h"
#include "inlet-credentials.h"
#include "inlet-expiry.h"
#include "inlet-set-string.h"

/* A computer that sleeps does not count on. */
#define LONGEST_WAIT 60

struct _InletEndRow
{
  AdwActionRow  parent_instance;

  InletProfiles *profiles;  /* (owned) (nullable) */
  GSignalGroup  *signals;   /* (owned): of those */
  char          *id;        /* (owned) (nullable) */
  guint          timeout;

  GtkWidget     *button;
};

G_DEFINE_FINAL_TYPE (InletEndRow, inlet_end_row, ADW_TYPE_ACTION_ROW)

/* (transfer none) (nullable): those that have a session token. */
static InletCredentials *
find_credentials (InletEndRow * self)
{
  InletProfile *profile = NULL;

  if (self->profiles != NULL && self->id != NULL)
    profile = inlet_profiles_find_by_id (self->profiles, self->id);

  return profile != NULL && inlet_credentials_has_session_token (INLET_CREDENTIALS (profile))
         ? INLET_CREDENTIALS (profile) : NULL;
}

static void
set_style (InletEndRow      *self,
           InletExpiryState  state)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "warning");
  if (state == INLET_EXPIRY_OVER)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  if (state == INLET_EXPIRY_SOON)
    gtk_widget_add_css_class (GTK_WIDGET (self), "warning");
}

/* GTK warns of an action that has no target yet. */
static void
offer_renewal (InletEndRow *self,
               gboolean     is_possible)
{
  GtkActionable *button = GTK_ACTIONABLE (self->button);

  gtk_actionable_set_action_name (button, NULL);
  gtk_actionable_set_action_target_value (button,
                                          is_possible ? g_variant_new_string (self->id) : NULL);
  if (is_possible)
    gtk_actionable_set_action_name (button, "win.renew");
}

static gboolean on_waited (gpointer user_data);

static void
say (InletEndRow *self)
{
  InletCredentials *credentials = find_credentials (self);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 end = credentials != NULL ? inlet_credentials_get_session_token_end (credentials) : 0;
  g_autofree char *sentence = inlet_expiry_describe (end, now);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), sentence);
  set_style (self, inlet_expiry_get_state (end, now));
  gtk_widget_set_visible (GTK_WIDGET (self), credentials != NULL);
  offer_renewal (self, credentials != NULL);

  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = inlet_end_wait (GTK_WIDGET (self), end, on_waited);
}

static gboolean
on_waited (gpointer user_data)
{
  InletEndRow *self = user_data;

  self->timeout = 0;
  say (self);
  return G_SOURCE_REMOVE;
}

static void
inlet_end_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (inlet_end_row_parent_class)->map (widget);
  say (INLET_END_ROW (widget));
}

static void
inlet_end_row_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&INLET_END_ROW (widget)->timeout, g_source_remove);
  GTK_WIDGET_CLASS (inlet_end_row_parent_class)->unmap (widget);
}

static void
inlet_end_row_dispose (GObject *object)
{
  InletEndRow *self = INLET_END_ROW (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->profiles);
  g_clear_pointer (&self->id, g_free);

  G_OBJECT_CLASS (inlet_end_row_parent_class)->dispose (object);
}

static void
inlet_end_row_class_init (InletEndRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inlet_end_row_dispose;
  widget_class->map = inlet_end_row_map;
  widget_class->unmap = inlet_end_row_unmap;

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-end-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InletEndRow, button);
}

static void
inlet_end_row_init (InletEndRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (INLET_TYPE_PROFILES);
  g_signal_group_connect_swapped (self->signals, "items-changed", G_CALLBACK (say), self);
}

void
inlet_end_row_follow (InletEndRow   *self,
                      InletProfiles *credentials,
                      const char    *id)
{
  g_return_if_fail (INLET_IS_END_ROW (self));
  g_return_if_fail (credentials == NULL || INLET_IS_PROFILES (credentials));

  if (g_set_object (&self->profiles, credentials))
    g_signal_group_set_target (self->signals, credentials);
  inlet_set_string (&self->id, id);
  say (self);
}

guint
inlet_end_wait (GtkWidget   *widget,
                gint64       end,
                GSourceFunc  callback)
{
  gint64 next = inlet_expiry_get_next (end, g_get_real_time () / G_USEC_PER_SEC);

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 0);

  if (next <= 0 || !gtk_widget_get_mapped (widget))
    return 0;

  return g_timeout_add_seconds ((guint) MIN (next, LONGEST_WAIT), callback, widget);
}
