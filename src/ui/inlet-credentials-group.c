/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-credentials-group.h"

#include "inlet-config.h"
#include "inlet-end-row.h"
#include "inlet-field-note.h"

#include <glib/gi18n.h>

struct _InletCredentialsGroup
{
  InletProfileGroup parent_instance;

  InletEndRow      *end_row; /* (nullable): once there was a session token */
};

enum {
  PROP_0,
  PROP_ASKS_FOR_END,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletCredentialsGroup, inlet_credentials_group, INLET_TYPE_PROFILE_GROUP)

static const char *
suggest_name (void)
{
  return _("My bucket");
}

static char *
describe_loss (const char *name)
{
  return g_strdup_printf (_("The credentials “%s” were removed. Choose others, or add them "
                            "again."), name);
}

static char *
describe_kept_secret_key (gpointer      owner,
                          InletProfile *edited)
{
  return edited != NULL ? g_strdup (_("Leave empty to keep the stored one.")) : NULL;
}

static char *
describe_kept_session_token (gpointer      owner,
                             InletProfile *edited)
{
  if (edited == NULL || !inlet_credentials_has_session_token (INLET_CREDENTIALS (edited)))
    return NULL;

  return g_strdup (_("Leave empty to keep the stored one."));
}

/* Where a session token is, or is to be typed. */
static gboolean
asks_for_end (InletCredentialsGroup *self)
{
  InletForm *form = inlet_profile_group_get_form (INLET_PROFILE_GROUP (self));
  gboolean is_unfolded = FALSE;

  g_object_get (self, "is-unfolded", &is_unfolded, NULL);
  return is_unfolded && form != NULL && inlet_form_has_field (form, INLET_FIELD_SESSION_TOKEN_END);
}

static void
tell_asks_for_end (InletCredentialsGroup *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ASKS_FOR_END]);
}

/* Most people have no session token, and never need the row. */
static void
on_profile_chosen (InletCredentialsGroup *self)
{
  g_autoptr (InletProfiles) profiles = NULL;
  g_autoptr (InletProfile) profile = NULL;

  g_object_get (self, "profiles", &profiles, "profile", &profile, NULL);
  if (self->end_row == NULL && profile != NULL &&
      inlet_credentials_has_session_token (INLET_CREDENTIALS (profile))) {
    self->end_row = g_object_new (INLET_TYPE_END_ROW, NULL);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->end_row));
  }

  if (self->end_row != NULL)
    inlet_end_row_follow (self->end_row, profiles,
                          profile != NULL ? inlet_profile_get_id (profile) : NULL);
}

static void
on_form_changed (InletCredentialsGroup *self,
                 InletField             field)
{
  if (field == INLET_FIELD_SESSION_TOKEN_END)
    tell_asks_for_end (self);
}

static void
inlet_credentials_group_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  switch (prop_id) {
    case PROP_ASKS_FOR_END:
      g_value_set_boolean (value, asks_for_end (INLET_CREDENTIALS_GROUP (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_credentials_group_constructed (GObject *object)
{
  InletForm *form;

  G_OBJECT_CLASS (inlet_credentials_group_parent_class)->constructed (object);

  form = inlet_profile_group_get_form (INLET_PROFILE_GROUP (object));
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed), object,
                           G_CONNECT_SWAPPED);
  g_signal_connect (object, "notify::is-unfolded", G_CALLBACK (tell_asks_for_end), NULL);
  g_signal_connect (object, "notify::profile", G_CALLBACK (on_profile_chosen), NULL);
}

static void
inlet_credentials_group_class_init (InletCredentialsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  InletProfileGroupClass *group_class = INLET_PROFILE_GROUP_CLASS (klass);

  object_class->constructed = inlet_credentials_group_constructed;
  object_class->get_property = inlet_credentials_group_get_property;

  props[PROP_ASKS_FOR_END] =
    g_param_spec_boolean ("asks-for-end", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  group_class->form_kind = INLET_FORM_CREDENTIALS;
  group_class->name_field = INLET_FIELD_CREDENTIALS_NAME;
  group_class->suggest_name = suggest_name;
  group_class->describe_loss = describe_loss;

  g_type_ensure (INLET_TYPE_FIELD_NOTE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-credentials-group.ui");
  gtk_widget_class_bind_template_callback (widget_class, describe_kept_secret_key);
  gtk_widget_class_bind_template_callback (widget_class, describe_kept_session_token);
}

static void
inlet_credentials_group_init (InletCredentialsGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Amazon S3"));
}
