/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-account-group.h"

#include "inlet-choice-row.h"
#include "inlet-config.h"
#include "inlet-field-note.h"

#include <glib/gi18n.h>

struct _InletAccountGroup
{
  InletProfileGroup parent_instance;

  guint             sign_in;
};

G_DEFINE_FINAL_TYPE (InletAccountGroup, inlet_account_group, INLET_TYPE_PROFILE_GROUP)

enum {
  PROP_0,
  PROP_SIGN_IN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const char *
suggest_name (void)
{
  return _("My organization");
}

static char *
describe_loss (const char *name)
{
  return g_strdup_printf (_("The account “%s” was removed. Choose another one, or add it "
                            "again."), name);
}

static gboolean
is_with_client_secret (gpointer owner,
                       gboolean is_unfolded,
                       guint    sign_in)
{
  return is_unfolded && sign_in == INLET_SIGN_IN_CLIENT_SECRET;
}

static gboolean
is_with_access_token (gpointer owner,
                      gboolean is_unfolded,
                      guint    sign_in)
{
  return is_unfolded && sign_in == INLET_SIGN_IN_ACCESS_TOKEN;
}

static char *
describe_kept (InletProfile   *edited,
               InletSignInKind kind)
{
  if (edited == NULL || inlet_account_get_sign_in_kind (INLET_ACCOUNT (edited)) != kind)
    return NULL;

  return g_strdup (_("Leave empty to keep the stored one."));
}

static char *
describe_kept_client_secret (gpointer      owner,
                             InletProfile *edited)
{
  return describe_kept (edited, INLET_SIGN_IN_CLIENT_SECRET);
}

static char *
describe_kept_access_token (gpointer      owner,
                            InletProfile *edited)
{
  return describe_kept (edited, INLET_SIGN_IN_ACCESS_TOKEN);
}

/* The form's kind is changed by the person here, and by the account that is to be edited. */
static void
on_form_changed (InletAccountGroup *self)
{
  InletForm *form = inlet_profile_group_get_form (INLET_PROFILE_GROUP (self));
  guint sign_in = inlet_form_get_sign_in_kind (form);

  if (self->sign_in == sign_in)
    return;

  self->sign_in = sign_in;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIGN_IN]);
}

static void
set_sign_in (InletAccountGroup *self,
             guint              sign_in)
{
  InletForm *form = inlet_profile_group_get_form (INLET_PROFILE_GROUP (self));

  /* The list of kinds has no choice for a moment while it is built or taken down. */
  if (form == NULL || sign_in > INLET_SIGN_IN_ACCESS_TOKEN)
    return;

  inlet_form_set_sign_in_kind (form, sign_in);
  on_form_changed (self);
}

static void
inlet_account_group_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id) {
    case PROP_SIGN_IN:
      g_value_set_uint (value, INLET_ACCOUNT_GROUP (object)->sign_in);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_account_group_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (prop_id) {
    case PROP_SIGN_IN:
      set_sign_in (INLET_ACCOUNT_GROUP (object), g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_account_group_constructed (GObject *object)
{
  InletProfileGroup *group = INLET_PROFILE_GROUP (object);

  G_OBJECT_CLASS (inlet_account_group_parent_class)->constructed (object);

  g_signal_connect_object (inlet_profile_group_get_form (group), "changed",
                           G_CALLBACK (on_form_changed), object, G_CONNECT_SWAPPED);
  on_form_changed (INLET_ACCOUNT_GROUP (object));
}

static void
inlet_account_group_class_init (InletAccountGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  InletProfileGroupClass *group_class = INLET_PROFILE_GROUP_CLASS (klass);

  object_class->constructed = inlet_account_group_constructed;
  object_class->get_property = inlet_account_group_get_property;
  object_class->set_property = inlet_account_group_set_property;

  group_class->form_kind = INLET_FORM_ACCOUNT;
  group_class->name_field = INLET_FIELD_ACCOUNT_NAME;
  group_class->suggest_name = suggest_name;
  group_class->describe_loss = describe_loss;

  props[PROP_SIGN_IN] =
    g_param_spec_uint ("sign-in", NULL, NULL, 0, G_MAXUINT, INLET_SIGN_IN_CLIENT_SECRET,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (INLET_TYPE_CHOICE_ROW);
  g_type_ensure (INLET_TYPE_FIELD_NOTE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-account-group.ui");
  gtk_widget_class_bind_template_callback (widget_class, is_with_client_secret);
  gtk_widget_class_bind_template_callback (widget_class, is_with_access_token);
  gtk_widget_class_bind_template_callback (widget_class, describe_kept_client_secret);
  gtk_widget_class_bind_template_callback (widget_class, describe_kept_access_token);
}

static void
inlet_account_group_init (InletAccountGroup *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Adobe Experience Platform"));
}
