/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-renew-window.h"

#include "inlet-breaks.h"
#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-field-note.h"
#include "inlet-problem-view.h"
#include "inlet-renewal.h"
#include "inlet-set-string.h"
#include "inlet-toast.h"

#include <glib/gi18n.h>
#include <string.h>

struct _InletRenewWindow
{
  AdwWindow         parent_instance;

  InletVault       *vault;        /* (owned) */
  InletCredentials *credentials;  /* (owned) */
  InletForm        *form;         /* (owned) (nullable) */
  char             *objection;    /* (owned) (nullable): to what was pasted */
  GCancellable     *cancellable;  /* (owned) */
  gboolean          is_busy;

  InletProblemView *problem_view;
  GtkWidget        *paste_button;
  GtkWidget        *fields;
};

enum {
  PROP_0,
  PROP_FORM,
  PROP_KEY,
  PROP_SUMMARY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletRenewWindow, inlet_renew_window, ADW_TYPE_WINDOW)

static gboolean
is_there (gpointer owner,
          GObject *object)
{
  return object != NULL;
}

static void
update (InletRenewWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "renew.paste", !self->is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "renew.store",
                                 !self->is_busy && self->form != NULL);
  gtk_widget_set_sensitive (self->fields, !self->is_busy);
}

static void
set_busy (InletRenewWindow *self,
          gboolean          is_busy)
{
  self->is_busy = is_busy;
  update (self);
}

/* @form: (transfer full) (nullable) */
static void
take_form (InletRenewWindow *self,
           InletForm        *form)
{
  g_clear_object (&self->form);
  self->form = form;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FORM]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_KEY]);
  update (self);
}

static void
read_text (InletRenewWindow *self,
           const char       *text)
{
  g_autoptr (GError) error = NULL;
  InletForm *form = NULL;

  if (self->is_busy)
    return;

  form = inlet_renewal_read (self->credentials, text, strlen (text), TRUE, &error);
  inlet_set_string (&self->objection, error != NULL ? error->message : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUMMARY]);
  inlet_problem_view_show_error (self->problem_view, NULL);
  take_form (self, form);
}

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (InletRenewWindow) self = user_data;
  inlet_autosecret char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result,
                                                                NULL);

  if (self->cancellable != NULL)
    read_text (self, text != NULL ? text : "");
}

static void
on_paste (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  InletRenewWindow *self = INLET_RENEW_WINDOW (widget);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->cancellable,
                                 on_clipboard_read, g_object_ref (self));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (InletRenewWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = inlet_vault_save_finish (INLET_VAULT (source), result, &error);

  if (self->cancellable == NULL)
    return;

  set_busy (self, FALSE);
  inlet_problem_view_show_error (self->problem_view, error);
  if (!is_saved)
    return;

  inlet_tell (GTK_WIDGET (self), _("Session token renewed"));
  gtk_window_destroy (GTK_WINDOW (self));
}

/* What is being stored is stored to its end. */
static void
on_store (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  InletRenewWindow *self = INLET_RENEW_WINDOW (widget);
  g_autoptr (InletProfile) profile = NULL;
  g_autoptr (InletSecrets) secrets = NULL;

  if (self->is_busy || self->form == NULL)
    return;

  inlet_field_notes_set_touched (self->fields, TRUE);
  if (inlet_field_notes_grab_bad (self->fields))
    return;

  profile = inlet_form_build_profile (self->form);
  secrets = inlet_form_build_secrets (self->form);
  inlet_problem_view_show_error (self->problem_view, NULL);
  set_busy (self, TRUE);
  inlet_vault_save_async (self->vault, profile, secrets, NULL, on_saved, g_object_ref (self));
}

static char *
build_summary (InletRenewWindow *self)
{
  if (self->objection != NULL)
    return g_strdup (self->objection);

  /* Translators: %s is the name of credentials. */
  return g_strdup_printf (_("Copy another session token for “%s”, such as the lines that begin "
                            "with “export AWS_”, and paste them here. The keys that come with it "
                            "are replaced, too."),
                          inlet_profile_get_name (INLET_PROFILE (self->credentials)));
}

static void
inlet_renew_window_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InletRenewWindow *self = INLET_RENEW_WINDOW (object);

  switch (prop_id) {
    case PROP_FORM:
      g_value_set_object (value, self->form);
      break;
    case PROP_KEY:
      g_value_set_string (value, self->form != NULL
                          ? inlet_form_get_text (self->form, INLET_FIELD_ACCESS_KEY_ID) : "");
      break;
    case PROP_SUMMARY:
      if (self->credentials != NULL)
        g_value_take_string (value, build_summary (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_renew_window_dispose (GObject *object)
{
  InletRenewWindow *self = INLET_RENEW_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_RENEW_WINDOW);
  g_clear_object (&self->form);

  G_OBJECT_CLASS (inlet_renew_window_parent_class)->dispose (object);
}

static void
inlet_renew_window_finalize (GObject *object)
{
  InletRenewWindow *self = INLET_RENEW_WINDOW (object);

  g_clear_object (&self->vault);
  g_clear_object (&self->credentials);
  g_free (self->objection);

  G_OBJECT_CLASS (inlet_renew_window_parent_class)->finalize (object);
}

static void
inlet_renew_window_class_init (InletRenewWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = inlet_renew_window_get_property;
  object_class->dispose = inlet_renew_window_dispose;
  object_class->finalize = inlet_renew_window_finalize;

  props[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, INLET_TYPE_FORM, flags);
  props[PROP_KEY] = g_param_spec_string ("key", NULL, NULL, NULL, flags);
  props[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "renew.paste", NULL, on_paste);
  gtk_widget_class_install_action (widget_class, "renew.store", NULL, on_store);
  gtk_widget_class_install_action (widget_class, "form.submit", NULL, on_store);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "renew.paste",
                                       NULL);

  g_type_ensure (INLET_TYPE_FIELD_NOTE);
  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-renew-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletRenewWindow, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletRenewWindow, fields);
  gtk_widget_class_bind_template_child (widget_class, InletRenewWindow, paste_button);
  gtk_widget_class_bind_template_callback (widget_class, is_there);
}

static void
inlet_renew_window_init (InletRenewWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));
  update (self);
}

GtkWindow *
inlet_renew_window_new (GtkWindow        *parent,
                        InletContext     *context,
                        InletCredentials *credentials)
{
  InletRenewWindow *self = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_CREDENTIALS (credentials), NULL);

  self = inlet_dialog_new (INLET_TYPE_RENEW_WINDOW, parent);
  self->vault = g_object_ref (inlet_context_get_vault (context));
  self->credentials = g_object_ref (credentials);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUMMARY]);
  gtk_widget_grab_focus (self->paste_button);
  return GTK_WINDOW (self);
}
