/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-profile-editor.h"

#include "inlet-account-group.h"
#include "inlet-config.h"
#include "inlet-confirm-addresses.h"
#include "inlet-credentials-group.h"
#include "inlet-field-note.h"
#include "inlet-problem-view.h"

#include <glib/gi18n.h>

struct _InletProfileEditor
{
  AdwBin             parent_instance;

  InletVault        *vault;        /* (owned) (nullable) */
  GCancellable      *cancellable;  /* (owned) (nullable): of the save under way */
  const char        *title;        /* (static) (nullable) */
  gboolean           is_account;

  InletProblemView  *problem_view;
  GtkWidget         *fields;
  InletProfileGroup *account_group;
  InletProfileGroup *credentials_group;
  GtkWidget         *rotate_group;
  GtkActionable     *rotate_row;
};

G_DEFINE_FINAL_TYPE (InletProfileEditor, inlet_profile_editor, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_TITLE,
  PROP_IS_ACCOUNT,
  PROP_IS_BUSY,
  N_PROPS
};

enum {
  CLOSED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static InletProfileGroup *
get_group (InletProfileEditor *self)
{
  return self->is_account ? self->account_group : self->credentials_group;
}

/* Ends what was under way: its callback will not come back here. */
static void
set_cancellable (InletProfileEditor *self,
                 GCancellable       *cancellable)
{
  g_set_object (&self->cancellable, cancellable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", cancellable == NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_BUSY]);
}

static void
close_editor (InletProfileEditor *self)
{
  inlet_profile_group_edit (get_group (self), NULL);
  inlet_problem_view_show_error (self->problem_view, NULL);
  g_signal_emit (self, signals[CLOSED], 0);
}

/* A save that was left while the keyring was written ends without an error, so the editor is asked
 * for weakly: it may be gone by then, or busy with another save. */
static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GWeakRef *reference = user_data;
  g_autoptr (InletProfileEditor) self = g_weak_ref_get (reference);
  g_autoptr (GError) error = NULL;
  gboolean is_saved = inlet_vault_save_finish (INLET_VAULT (source), result, &error);

  g_weak_ref_clear (reference);
  g_free (reference);
  if (self == NULL || self->cancellable == NULL ||
      self->cancellable != g_task_get_cancellable (G_TASK (result)))
    return;

  set_cancellable (self, NULL);
  if (is_saved)
    close_editor (self);
  else
    inlet_problem_view_show_error (self->problem_view, error);
}

static void
on_addresses_confirmed (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  InletProfileEditor *self = user_data;
  g_autoptr (InletSecrets) secrets = NULL;
  g_autoptr (InletProfile) typed = NULL;
  g_autoptr (InletProfile) profile = NULL;
  g_autoptr (GError) error = NULL;
  GWeakRef *reference = NULL;

  profile = inlet_confirm_addresses_finish (result, &error);
  if (error != NULL)
    return;

  if (profile == NULL) {
    set_cancellable (self, NULL);
    return;
  }

  typed = inlet_profile_group_dup_profile (get_group (self), &secrets, NULL);
  reference = g_new0 (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  inlet_vault_save_async (self->vault, profile, secrets, self->cancellable, on_saved, reference);
}

static void
save (InletProfileEditor *self)
{
  g_autoptr (InletSecrets) secrets = NULL;
  g_autoptr (InletProfile) profile = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  profile = inlet_profile_group_dup_profile (get_group (self), &secrets, &error);
  if (profile == NULL) {
    inlet_problem_view_show_error (self->problem_view, error);
    return;
  }

  inlet_problem_view_show_error (self->problem_view, NULL);
  set_cancellable (self, cancellable);
  inlet_confirm_addresses_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), profile,
                                 cancellable, on_addresses_confirmed, self);
}

static void
on_save_asked (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  InletProfileEditor *self = INLET_PROFILE_EDITOR (widget);

  if (self->cancellable != NULL)
    return;

  inlet_field_notes_set_touched (self->fields, TRUE);
  if (!inlet_field_notes_grab_bad (self->fields))
    save (self);
}

static void
on_cancel_asked (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  InletProfileEditor *self = INLET_PROFILE_EDITOR (widget);

  g_cancellable_cancel (self->cancellable);
  set_cancellable (self, NULL);
  close_editor (self);
}

static void
inlet_profile_editor_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  InletProfileEditor *self = INLET_PROFILE_EDITOR (object);

  switch (prop_id) {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_IS_ACCOUNT:
      g_value_set_boolean (value, self->is_account);
      break;
    case PROP_IS_BUSY:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_profile_editor_dispose (GObject *object)
{
  InletProfileEditor *self = INLET_PROFILE_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->vault);

  G_OBJECT_CLASS (inlet_profile_editor_parent_class)->dispose (object);
}

static void
inlet_profile_editor_class_init (InletProfileEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_profile_editor_dispose;
  object_class->get_property = inlet_profile_editor_get_property;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_IS_ACCOUNT] = g_param_spec_boolean ("is-account", NULL, NULL, FALSE, flags);
  props[PROP_IS_BUSY] = g_param_spec_boolean ("is-busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "editor.save", NULL, on_save_asked);
  gtk_widget_class_install_action (widget_class, "form.submit", NULL, on_save_asked);
  gtk_widget_class_install_action (widget_class, "editor.cancel", NULL, on_cancel_asked);

  g_type_ensure (INLET_TYPE_ACCOUNT_GROUP);
  g_type_ensure (INLET_TYPE_CREDENTIALS_GROUP);
  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-profile-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, InletProfileEditor, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletProfileEditor, fields);
  gtk_widget_class_bind_template_child (widget_class, InletProfileEditor, account_group);
  gtk_widget_class_bind_template_child (widget_class, InletProfileEditor, credentials_group);
  gtk_widget_class_bind_template_child (widget_class, InletProfileEditor, rotate_group);
  gtk_widget_class_bind_template_child (widget_class, InletProfileEditor, rotate_row);
}

static void
inlet_profile_editor_init (InletProfileEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
inlet_profile_editor_set_vault (InletProfileEditor *self,
                                InletVault         *vault)
{
  g_return_if_fail (INLET_IS_PROFILE_EDITOR (self));
  g_return_if_fail (INLET_IS_VAULT (vault));
  g_return_if_fail (self->vault == NULL);

  self->vault = g_object_ref (vault);
  inlet_profile_group_set_profiles (self->account_group,
                                    inlet_vault_get_profiles (vault, INLET_PROFILE_ACCOUNT));
  inlet_profile_group_set_profiles (self->credentials_group,
                                    inlet_vault_get_profiles (vault, INLET_PROFILE_CREDENTIALS));
}

/* Only what is kept can be sent. */
static void
offer_rotation (InletProfileEditor *self,
                InletProfile       *profile)
{
  gboolean is_possible = !self->is_account && profile != NULL;

  gtk_widget_set_visible (self->rotate_group, is_possible);
  if (is_possible)
    gtk_actionable_set_action_target (self->rotate_row, "s", inlet_profile_get_id (profile));
}

void
inlet_profile_editor_edit (InletProfileEditor *self,
                           InletProfileKind    kind,
                           InletProfile       *profile)
{
  g_return_if_fail (INLET_IS_PROFILE_EDITOR (self));
  g_return_if_fail (self->vault != NULL);

  self->is_account = kind == INLET_PROFILE_ACCOUNT;
  if (self->is_account)
    self->title = profile == NULL ? _("New Account") : _("Account");
  else
    /* TRANSLATORS: between “Cancel” and “Save”, in a window as narrow as a phone. */
    self->title = profile == NULL ? C_("title", "New Credentials") : _("Credentials");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_ACCOUNT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);

  inlet_profile_group_edit (get_group (self), profile);
  offer_rotation (self, profile);
  if (!inlet_field_notes_grab_bad (self->fields))
    gtk_widget_child_focus (GTK_WIDGET (get_group (self)), GTK_DIR_TAB_FORWARD);
}
