/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-compat.h"

#include "inlet-breaks.h"
#include "inlet-config.h"

#include <glib/gi18n.h>
#include <string.h>

enum { ANSWER_CANCEL, ANSWER_VERB };

/* A response is the ID of its answer, as a number. */
static void
on_answered (GTask      *task,
             const char *response)
{
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_int (task, g_ascii_strtoll (response, NULL, 10));
}

static void
release_task (gpointer  task,
              GClosure *closure)
{
  g_object_unref (task);
}

static void
on_cancelled (GCancellable *cancellable,
              GtkWindow    *dialog)
{
  gtk_window_close (dialog);
}

void
inlet_ask_async (GtkWindow          *parent,
                 const char         *title,
                 const char         *body,
                 const InletAnswer  *answers,
                 guint               n_answers,
                 GCancellable       *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer            user_data)
{
  GtkWidget *widget = adw_message_dialog_new (parent, title, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);
  GTask *task = g_task_new (parent, cancellable, callback, user_data);

  g_task_set_source_tag (task, inlet_ask_async);

  for (guint i = 0; i < n_answers; i++) {
    g_autofree char *response = g_strdup_printf ("%d", answers[i].id);

    if (answers[i].label == NULL)
      continue;

    adw_message_dialog_add_response (dialog, response, answers[i].label);
    adw_message_dialog_set_response_appearance (dialog, response, answers[i].appearance);
    if (i == 0) {
      adw_message_dialog_set_default_response (dialog, response);
      adw_message_dialog_set_close_response (dialog, response);
    }
  }
  inlet_never_hyphenate (widget);

  /* The dialog owns the task: it answers exactly once, however it is closed. */
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answered), task, release_task,
                         G_CONNECT_SWAPPED);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (on_cancelled), dialog, 0);

  gtk_window_present (GTK_WINDOW (dialog));
}

int
inlet_ask_finish (GAsyncResult *result,
                  GError      **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inlet_ask_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

void
inlet_confirm_async (GtkWindow          *parent,
                     const char         *title,
                     const char         *body,
                     const char         *verb,
                     gboolean            is_destructive,
                     GCancellable       *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer            user_data)
{
  const InletAnswer answers[] = {
    { ANSWER_CANCEL, _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { ANSWER_VERB, verb, is_destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED },
  };

  inlet_ask_async (parent, title, body, answers, G_N_ELEMENTS (answers), cancellable, callback,
                   user_data);
}

gboolean
inlet_confirm_finish (GAsyncResult *result,
                      GError      **error)
{
  return inlet_ask_finish (result, error) == ANSWER_VERB;
}

/* Only now: GTK would build what it finds as its “help overlay” with every window. */
static void
on_file_picked (GtkNativeDialog *dialog,
                int              response,
                gpointer         user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_destroy (dialog);

  if (file != NULL)
    g_task_return_pointer (task, g_steal_pointer (&file), g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "No file was chosen");
}

void
inlet_pick_file_async (GtkWindow           *parent,
                       const char          *title,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);
  GtkFileChooserNative *dialog = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_task_set_source_tag (task, inlet_pick_file_async);
  /* The dialog goes with the task, which goes with its answer. */
  g_task_set_task_data (task, dialog, g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (on_file_picked), g_object_ref (task));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

GFile *
inlet_pick_file_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inlet_pick_file_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* What a choice of a file chooser is called in it, and what it says when it is chosen. */
#define CHOICE_ID "choice"
#define CHOICE_YES "true"

/* With a choice. */
static void
on_save_picked (GtkNativeDialog *dialog,
                int              response,
                gpointer         user_data)
{
  const char *choice = gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), CHOICE_ID);

  g_object_set_data (user_data, CHOICE_ID,
                     GINT_TO_POINTER (g_strcmp0 (choice, CHOICE_YES) == 0));
  on_file_picked (dialog, response, user_data);
}

/* By the end of @name, such as “CSV” for “a.csv”. */
static void
add_filter (GtkFileChooser *chooser,
            const char     *name)
{
  const char *dot = strrchr (name, '.');
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autofree char *title = NULL;

  if (dot == NULL)
    return;

  title = g_ascii_strup (dot + 1, -1);
  gtk_file_filter_set_name (filter, title);
  gtk_file_filter_add_suffix (filter, dot + 1);
  gtk_file_chooser_add_filter (chooser, filter);
}

void
inlet_pick_save_async (GtkWindow           *parent,
                       const char          *title,
                       const char          *name,
                       const char          *choice,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);
  GtkFileChooserNative *dialog = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  dialog = gtk_file_chooser_native_new (title, parent, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  add_filter (GTK_FILE_CHOOSER (dialog), name);
  if (choice != NULL) {
    gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (dialog), CHOICE_ID, choice, NULL, NULL);
    gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (dialog), CHOICE_ID, CHOICE_YES);
  }
  g_task_set_source_tag (task, inlet_pick_save_async);
  g_task_set_task_data (task, dialog, g_object_unref);
  /* GTK warns when it is asked for a choice that there is none of. */
  g_signal_connect (dialog, "response",
                    choice != NULL ? G_CALLBACK (on_save_picked) : G_CALLBACK (on_file_picked),
                    g_object_ref (task));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

GFile *
inlet_pick_save_finish (GAsyncResult  *result,
                        gboolean      *is_chosen,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inlet_pick_save_async), NULL);

  *is_chosen = g_object_get_data (G_OBJECT (result), CHOICE_ID) != NULL;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* GTK 4.8 forgets it only for a window that has not been closed yet. */
static void
forget_parent (GtkWindow *self)
{
  gtk_window_set_transient_for (self, NULL);
}

/* The accelerators of the application are for its own windows. */
static void
add_close_shortcut (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_w, GDK_CONTROL_MASK),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
}

gpointer
inlet_dialog_new (GType      type,
                  GtkWindow *parent)
{
  GtkWindow *self = NULL;

  g_return_val_if_fail (g_type_is_a (type, GTK_TYPE_WINDOW), NULL);
  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);

  self = g_object_new (type, "transient-for", parent, NULL);
  add_close_shortcut (GTK_WIDGET (self));
  if (parent != NULL)
    g_signal_connect_object (parent, "destroy", G_CALLBACK (forget_parent), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  return self;
}

static void
tell_validity (GtkAccessible *accessible,
               const char    *message,
               gboolean       is_wrong)
{
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (message != NULL)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  else
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* What has the focus is the row with libadwaita 1.2, and the text in it with later ones. */
void
inlet_tell_validity (AdwEntryRow *row,
                     const char  *message,
                     gboolean     is_wrong)
{
  GtkEditable *text = NULL;

  g_return_if_fail (ADW_IS_ENTRY_ROW (row));

  tell_validity (GTK_ACCESSIBLE (row), message, is_wrong);
  text = gtk_editable_get_delegate (GTK_EDITABLE (row));
  if (text != NULL)
    tell_validity (GTK_ACCESSIBLE (text), message, is_wrong);
}

/* Later ones than libadwaita 1.2 relate the row to its title and its subtitle, which come first. */
void
inlet_tell_row (AdwActionRow *row,
                const char   *spoken)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (row);

  g_return_if_fail (ADW_IS_ACTION_ROW (row));
  g_return_if_fail (spoken != NULL);

  gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* GTK 4.8 says that of the button, which it sets with each label, then that of what is in it. */
void
inlet_tell_label_once (GtkWidget *button)
{
  g_return_if_fail (GTK_IS_BUTTON (button));

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
}

void
inlet_present_shortcuts (GtkApplicationWindow *window)
{
  if (gtk_application_window_get_help_overlay (window) == NULL) {
    g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (RESOURCE_PATH "/inlet-shortcuts.ui");
    GObject *shortcuts = gtk_builder_get_object (builder, "shortcuts");

    gtk_application_window_set_help_overlay (window, GTK_SHORTCUTS_WINDOW (shortcuts));
  }

  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

void
inlet_present_about (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", "Inlet",
                         "application-icon", APPLICATION_ID,
                         "version", VERSION,
                         "developer-name", _("The Inlet developers"),
                         "comments", _(
                           "Connect an Amazon S3 storage to Adobe Experience Platform"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "translator-credits", _("translator-credits"),
                         NULL);
}
