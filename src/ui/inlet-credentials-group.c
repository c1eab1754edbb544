/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-credentials-group.h"

#include "inlet-config.h"
#include "inlet-field-note.h"

#include <glib/gi18n.h>

struct _InletCredentialsGroup
{
  InletProfileGroup parent_instance;
};

G_DEFINE_FINAL_TYPE (InletCredentialsGroup, inlet_credentials_group, INLET_TYPE_PROFILE_GROUP)

static const char *
suggest_name (void)
{
  return _("My bucket");
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

static void
inlet_credentials_group_class_init (InletCredentialsGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  InletProfileGroupClass *group_class = INLET_PROFILE_GROUP_CLASS (klass);

  group_class->form_kind = INLET_FORM_CREDENTIALS;
  group_class->name_field = INLET_FIELD_CREDENTIALS_NAME;
  group_class->suggest_name = suggest_name;

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
