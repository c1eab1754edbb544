/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-profile-row.h"

#include "inlet-account.h"
#include "inlet-config.h"
#include "inlet-credentials.h"
#include "inlet-end-row.h"
#include "inlet-expiry.h"

#include <glib/gi18n.h>

struct _InletProfileRow
{
  AdwActionRow  parent_instance;

  InletProfile *profile; /* (owned) */
  guint         timeout;

  GtkWidget    *copy_button;
  GtkWidget    *remove_button;
};

G_DEFINE_FINAL_TYPE (InletProfileRow, inlet_profile_row, ADW_TYPE_ACTION_ROW)

enum {
  PROP_0,
  PROP_PROFILE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* (nullable): those with a session token. */
static InletCredentials *
get_temporary (InletProfileRow *self)
{
  return INLET_IS_CREDENTIALS (self->profile) &&
         inlet_credentials_has_session_token (INLET_CREDENTIALS (self->profile))
         ? INLET_CREDENTIALS (self->profile) : NULL;
}

/* (transfer full) */
static char *
describe (InletProfileRow *self)
{
  InletCredentials *temporary = get_temporary (self);
  g_autofree char *end = NULL;

  if (INLET_IS_ACCOUNT (self->profile))
    return g_strdup (inlet_account_get_org_id (INLET_ACCOUNT (self->profile)));
  if (temporary == NULL)
    return g_strdup (inlet_credentials_get_access_key_id (INLET_CREDENTIALS (self->profile)));

  end = inlet_expiry_describe (inlet_credentials_get_session_token_end (temporary),
                               g_get_real_time () / G_USEC_PER_SEC);
  return g_strconcat (inlet_credentials_get_access_key_id (temporary), "\n", end, NULL);
}

static gboolean
say (gpointer user_data)
{
  InletProfileRow *self = user_data;
  InletCredentials *temporary = get_temporary (self);
  g_autofree char *text = describe (self);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text);
  self->timeout = temporary != NULL
                  ? inlet_end_wait (GTK_WIDGET (self),
                                    inlet_credentials_get_session_token_end (temporary), say)
                  : 0;
  return G_SOURCE_REMOVE;
}

static void
inlet_profile_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (inlet_profile_row_parent_class)->map (widget);
  say (widget);
}

static void
inlet_profile_row_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&INLET_PROFILE_ROW (widget)->timeout, g_source_remove);
  GTK_WIDGET_CLASS (inlet_profile_row_parent_class)->unmap (widget);
}

static void
inlet_profile_row_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id) {
    case PROP_PROFILE:
      g_value_set_object (value, INLET_PROFILE_ROW (object)->profile);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_profile_row_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id) {
    case PROP_PROFILE:
      INLET_PROFILE_ROW (object)->profile = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

/* @label: what it does, with %s where the name of the profile goes. */
static void
set_up_button (InletProfileRow *self,
               GtkWidget       *button,
               const char      *label)
{
  g_autoptr (GString) text = g_string_new (label);

  g_string_replace (text, "%s", inlet_profile_get_name (self->profile), 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    inlet_profile_get_id (self->profile));
}

static void
inlet_profile_row_constructed (GObject *object)
{
  InletProfileRow *self = INLET_PROFILE_ROW (object);
  const char *name = inlet_profile_get_name (self->profile);
  const char *id = inlet_profile_get_id (self->profile);

  G_OBJECT_CLASS (inlet_profile_row_parent_class)->constructed (object);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), get_temporary (self) != NULL ? 2 : 1);
  say (self);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", id);
  /* Translators: %s is the name of an account or of credentials. */
  set_up_button (self, self->copy_button, _("Copy “%s” with Secrets"));
  /* Translators: %s is the name of an account or of credentials. */
  set_up_button (self, self->remove_button, _("Remove “%s”"));
}

static void
inlet_profile_row_dispose (GObject *object)
{
  g_clear_handle_id (&INLET_PROFILE_ROW (object)->timeout, g_source_remove);
  g_clear_object (&INLET_PROFILE_ROW (object)->profile);

  G_OBJECT_CLASS (inlet_profile_row_parent_class)->dispose (object);
}

static void
inlet_profile_row_class_init (InletProfileRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = inlet_profile_row_constructed;
  object_class->dispose = inlet_profile_row_dispose;
  object_class->get_property = inlet_profile_row_get_property;
  object_class->set_property = inlet_profile_row_set_property;
  widget_class->map = inlet_profile_row_map;
  widget_class->unmap = inlet_profile_row_unmap;

  props[PROP_PROFILE] =
    g_param_spec_object ("profile", NULL, NULL, INLET_TYPE_PROFILE,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-profile-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InletProfileRow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, InletProfileRow, remove_button);
}

static void
inlet_profile_row_init (InletProfileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
inlet_profile_row_new (InletProfile *profile)
{
  g_return_val_if_fail (INLET_IS_PROFILE (profile), NULL);

  return g_object_new (INLET_TYPE_PROFILE_ROW, "profile", profile, NULL);
}
