/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-profiles-window.h"

#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-edit-due.h"
#include "inlet-exports.h"
#include "inlet-problem-view.h"
#include "inlet-profile-editor.h"
#include "inlet-profile-row.h"
#include "inlet-rotate-window.h"
#include "inlet-secret-content.h"
#include "inlet-toast.h"

#include <glib/gi18n.h>

struct _InletProfilesWindow
{
  AdwWindow           parent_instance;

  InletContext       *context;      /* (owned) */
  InletVault         *vault;        /* (owned) */
  InletProfile       *subject;      /* (owned) (nullable): being asked about, removed or copied */
  GCancellable       *cancellable;  /* (owned) */

  AdwToastOverlay    *toast_overlay;
  InletProblemView   *problem_view;
  GtkStack           *pages;
  GtkListBox         *account_list;
  GtkListBox         *credentials_list;
  InletProfileEditor *editor;
};

G_DEFINE_FINAL_TYPE (InletProfilesWindow, inlet_profiles_window, ADW_TYPE_WINDOW)

static void
show_editor (InletProfilesWindow *self,
             InletProfileKind     kind,
             InletProfile        *profile)
{
  inlet_problem_view_show_error (self->problem_view, NULL);
  gtk_stack_set_visible_child_name (self->pages, "editor");
  inlet_profile_editor_edit (self->editor, kind, profile);
}

static InletProfile *
find_profile (InletProfilesWindow *self,
              const char          *id)
{
  InletProfiles *accounts = inlet_vault_get_profiles (self->vault, INLET_PROFILE_ACCOUNT);
  InletProfiles *credentials = inlet_vault_get_profiles (self->vault, INLET_PROFILE_CREDENTIALS);
  InletProfile *profile = inlet_profiles_find_by_id (accounts, id);

  return profile != NULL ? profile : inlet_profiles_find_by_id (credentials, id);
}

static void
on_editor_closed (InletProfilesWindow *self)
{
  gtk_stack_set_visible_child_name (self->pages, "lists");
  /* What had it is no longer shown, and the keys go where it is. */
  gtk_widget_child_focus (gtk_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
}

static void
on_add_asked (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  const char *kind = g_variant_get_string (parameter, NULL);
  gboolean is_account;

  is_account = g_str_equal (kind, inlet_profile_kind_to_nick (INLET_PROFILE_ACCOUNT));
  show_editor (INLET_PROFILES_WINDOW (widget),
               is_account ? INLET_PROFILE_ACCOUNT : INLET_PROFILE_CREDENTIALS, NULL);
}

static void
on_edit_asked (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  InletProfilesWindow *self = INLET_PROFILES_WINDOW (widget);
  InletProfile *profile = find_profile (self, g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    show_editor (self, inlet_profile_get_kind (profile), profile);
}

static void
show_rotation (InletProfilesWindow *self,
               InletProfile        *credentials)
{
  gtk_window_present (inlet_rotate_window_new (GTK_WINDOW (self), self->context,
                                               INLET_CREDENTIALS (credentials)));
}

static void
on_rotate_asked (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  InletProfilesWindow *self = INLET_PROFILES_WINDOW (widget);
  InletProfile *profile = find_profile (self, g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    show_rotation (self, profile);
}

static void
on_due_listed (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  InletProfilesWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) due = inlet_edit_due_list_finish (INLET_DATABASE (source), result, &error);
  InletProfile *credentials = NULL;

  if (due == NULL || due->len == 0)
    return;

  credentials = find_profile (self, inlet_connection_get_credentials_id (due->pdata[0]));
  if (credentials != NULL)
    show_rotation (self, credentials);
}

/* Offered where the key was typed; whoever does not want it now finds it in the main window. */
static void
on_key_changed (InletProfilesWindow *self,
                InletProfile        *credentials)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    inlet_edit_due_list_async (inlet_context_get_database (self->context),
                               inlet_profile_get_id (credentials), FALSE, self->cancellable,
                               on_due_listed, self);
}

/* What was asked for is done, or, with @error (nullable), was not. */
static void
conclude (InletProfilesWindow *self,
          const GError        *error)
{
  inlet_problem_view_show_error (self->problem_view, error);
  g_clear_object (&self->subject);
}

static void
on_secrets_looked_up (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  InletProfilesWindow *self = user_data;
  g_autoptr (InletSecrets) secrets = NULL;
  g_autoptr (GError) error = NULL;

  secrets = inlet_vault_lookup_finish (INLET_VAULT (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (secrets != NULL) {
    inlet_secret_content_put (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                              inlet_exports_build (self->subject, secrets),
                              INLET_SECRET_CONTENT_SECONDS);
    inlet_show_toast (self->toast_overlay, _("Copied for 30 seconds"));
  }
  conclude (self, error);
}

static void
on_copy_confirmed (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  InletProfilesWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_confirmed = inlet_confirm_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (is_confirmed)
    inlet_vault_lookup_async (self->vault, self->subject, self->cancellable, on_secrets_looked_up,
                              self);
  else
    g_clear_object (&self->subject);
}

/* The profile with the ID @id, to be asked about; %NULL while another one is. */
static InletProfile *
take_subject (InletProfilesWindow *self,
              const char          *id)
{
  InletProfile *profile = find_profile (self, id);

  if (profile == NULL || self->subject != NULL)
    return NULL;

  inlet_problem_view_show_error (self->problem_view, NULL);
  g_set_object (&self->subject, profile);
  return profile;
}

static void
on_copy_asked (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  InletProfilesWindow *self = INLET_PROFILES_WINDOW (widget);
  InletProfile *profile = take_subject (self, g_variant_get_string (parameter, NULL));
  g_autofree char *title = NULL;

  if (profile == NULL)
    return;

  /* Translators: %s is the name of an account or of credentials. */
  title = g_strdup_printf (_("Copy “%s” with Secrets?"), inlet_profile_get_name (profile));
  inlet_confirm_async (GTK_WINDOW (self), title,
                       _("As lines for a shell. Every program can read what is on the clipboard; "
                         "it is cleared after 30 seconds."),
                       _("_Copy"), FALSE, self->cancellable, on_copy_confirmed, self);
}

/* What is removed is removed although the window was closed meanwhile: it is asked for weakly. */
static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  GWeakRef *reference = user_data;
  g_autoptr (InletProfilesWindow) self = g_weak_ref_get (reference);
  g_autoptr (GError) error = NULL;

  g_weak_ref_clear (reference);
  g_free (reference);
  inlet_vault_remove_finish (INLET_VAULT (source), result, &error);
  if (self != NULL && !g_cancellable_is_cancelled (self->cancellable))
    conclude (self, error);
}

static void
on_remove_confirmed (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  InletProfilesWindow *self = user_data;
  g_autoptr (GError) error = NULL;
  GWeakRef *reference = NULL;
  gboolean is_confirmed = inlet_confirm_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (!is_confirmed) {
    g_clear_object (&self->subject);
    return;
  }

  reference = g_new0 (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  inlet_vault_remove_async (self->vault, self->subject, self->cancellable, on_removed, reference);
}

static void
on_remove_asked (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  InletProfilesWindow *self = INLET_PROFILES_WINDOW (widget);
  InletProfile *profile = take_subject (self, g_variant_get_string (parameter, NULL));
  g_autofree char *title = NULL;

  if (profile == NULL)
    return;

  /* Translators: %s is the name of an account or of credentials. */
  title = g_strdup_printf (_("Remove “%s”?"), inlet_profile_get_name (profile));
  inlet_confirm_async (GTK_WINDOW (self), title,
                       _(
                         "Its secrets are removed from the keyring too. The history keeps what was "
                         "made with it."),
                       _("_Remove"), TRUE, self->cancellable, on_remove_confirmed, self);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  return inlet_profile_row_new (INLET_PROFILE (item));
}

static void
set_vault (InletProfilesWindow *self,
           InletVault          *vault)
{
  self->vault = g_object_ref (vault);
  inlet_profile_editor_set_vault (self->editor, vault);
  gtk_list_box_bind_model (self->account_list,
                           G_LIST_MODEL (inlet_vault_get_profiles (vault, INLET_PROFILE_ACCOUNT)),
                           create_row, NULL, NULL);
  gtk_list_box_bind_model (self->credentials_list,
                           G_LIST_MODEL (inlet_vault_get_profiles (vault,
                                                                   INLET_PROFILE_CREDENTIALS)),
                           create_row, NULL, NULL);
}

static void
inlet_profiles_window_dispose (GObject *object)
{
  InletProfilesWindow *self = INLET_PROFILES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->subject);
  g_clear_object (&self->vault);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_profiles_window_parent_class)->dispose (object);
}

static void
inlet_profiles_window_finalize (GObject *object)
{
  g_clear_object (&INLET_PROFILES_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (inlet_profiles_window_parent_class)->finalize (object);
}

static void
inlet_profiles_window_class_init (InletProfilesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inlet_profiles_window_dispose;
  object_class->finalize = inlet_profiles_window_finalize;

  gtk_widget_class_install_action (widget_class, "profile.add", "s", on_add_asked);
  gtk_widget_class_install_action (widget_class, "profile.copy", "s", on_copy_asked);
  gtk_widget_class_install_action (widget_class, "profile.edit", "s", on_edit_asked);
  gtk_widget_class_install_action (widget_class, "profile.remove", "s", on_remove_asked);
  gtk_widget_class_install_action (widget_class, "profile.rotate", "s", on_rotate_asked);

  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  g_type_ensure (INLET_TYPE_PROFILE_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-profiles-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletProfilesWindow, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletProfilesWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, InletProfilesWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, InletProfilesWindow, account_list);
  gtk_widget_class_bind_template_child (widget_class, InletProfilesWindow, credentials_list);
  gtk_widget_class_bind_template_child (widget_class, InletProfilesWindow, editor);
  gtk_widget_class_bind_template_callback (widget_class, on_editor_closed);
}

static void
inlet_profiles_window_init (InletProfilesWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWindow *
inlet_profiles_window_new (GtkWindow    *parent,
                           InletContext *context)
{
  InletProfilesWindow *self;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);

  self = inlet_dialog_new (INLET_TYPE_PROFILES_WINDOW, parent);
  self->context = g_object_ref (context);
  set_vault (self, inlet_context_get_vault (context));
  g_signal_connect_object (self->vault, "key-changed", G_CALLBACK (on_key_changed), self,
                           G_CONNECT_SWAPPED);
  return GTK_WINDOW (self);
}
