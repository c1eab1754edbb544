/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-edit-window.h"

#include "inlet-breaks.h"
#include "inlet-choice-row.h"
#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-edit.h"
#include "inlet-field.h"
#include "inlet-problem-view.h"
#include "inlet-toast.h"

#include <glib/gi18n.h>

struct _InletEditWindow
{
  AdwWindow         parent_instance;

  InletContext     *context;      /* (owned) */
  InletConnection  *connection;   /* (owned): as a person sees it */
  GPtrArray        *credentials;  /* (owned): of InletProfile, as they are offered */
  InletEdit        *edit;         /* (owned) (nullable): what is under way */
  GCancellable     *cancellable;  /* (owned): of that */

  InletProblemView *problem_view;
  AdwEntryRow      *name_row;
  AdwEntryRow      *description_row;
  AdwComboRow      *credentials_row;
};

enum {
  PROP_0,
  PROP_STATUS,
  PROP_IS_BUSY,
  PROP_FAULT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletEditWindow, inlet_edit_window, ADW_TYPE_WINDOW)

static char *
dup_text (AdwEntryRow * row,
          InletField   field)
{
  return inlet_field_clean (field, gtk_editable_get_text (GTK_EDITABLE (row)));
}

/* (nullable) (transfer none): %NULL where they stay as they are. */
static InletCredentials *
get_chosen (InletEditWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->credentials_row);

  if (selected == 0 || selected > self->credentials->len)
    return NULL;

  return INLET_CREDENTIALS (self->credentials->pdata[selected - 1]);
}

/* Only of what differs from what was there before. (transfer full) */
static InletChange *
build_change (InletEditWindow *self)
{
  g_autofree char *name = dup_text (self->name_row, INLET_FIELD_NAME);
  g_autofree char *description = dup_text (self->description_row, INLET_FIELD_DESCRIPTION);
  gboolean is_renamed = !g_str_equal (name, inlet_connection_get_name (self->connection));
  gboolean is_described = !g_str_equal (description,
                                        inlet_connection_get_description (self->connection));

  return inlet_change_new (is_renamed ? name : NULL, is_described ? description : NULL,
                           get_chosen (self));
}

/* (nullable): why what was typed cannot be saved. */
static const char *
find_fault (AdwEntryRow *row,
            InletField   field)
{
  g_autofree char *text = dup_text (row, field);
  const char *message = NULL;

  if (field == INLET_FIELD_NAME && *text == '\0')
    return _("A connection needs a name.");

  return inlet_field_check (field, text, &message) == INLET_VERDICT_WRONG ? message : NULL;
}

/* (nullable) */
static const char *
get_fault (InletEditWindow *self)
{
  const char *fault = find_fault (self->name_row, INLET_FIELD_NAME);

  return fault != NULL ? fault : find_fault (self->description_row, INLET_FIELD_DESCRIPTION);
}

static void
mark (AdwEntryRow *row,
      gboolean     is_bad)
{
  if (is_bad)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  inlet_tell_validity (row, NULL, is_bad);
}

static void
update (InletEditWindow *self)
{
  g_autoptr (InletChange) change = build_change (self);

  mark (self->name_row, find_fault (self->name_row, INLET_FIELD_NAME) != NULL);
  mark (self->description_row,
        find_fault (self->description_row, INLET_FIELD_DESCRIPTION) != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "edit.save",
                                 self->edit == NULL && get_fault (self) == NULL &&
                                 !inlet_change_is_empty (change));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FAULT]);
}

static void
set_edit (InletEditWindow *self,
          InletEdit       *edit)
{
  g_set_object (&self->edit, edit);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_BUSY]);
}

static void
on_status (InletEditWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static void start (InletEditWindow *self,
                   InletRemote     *seen);

/* What is asked about, and what was found. */
typedef struct
{
  InletEditWindow *window;   /* (owned) */
  InletRemote     *remote;   /* (owned) */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->window);
  g_object_unref (question->remote);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
on_conflict_answered (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  InletEditWindow *self = question->window;

  if (inlet_confirm_finish (result, NULL) && self->context != NULL && self->edit == NULL)
    start (self, question->remote);
}

/* (transfer full): how a description was changed. */
static char *
describe_description (const char *old_description,
                      const char *description)
{
  if (*old_description == '\0')
    /* TRANSLATORS: what a connection had none of before. */
    return g_strdup_printf (_("New description: “%s”."), description);
  if (*description == '\0')
    return g_strdup_printf (_("The description “%s” was removed."), old_description);

  /* TRANSLATORS: the description that a connection had, and the one that it has now. */
  return g_strdup_printf (_("Description: “%s”, now “%s”."), old_description, description);
}

/* (transfer full): what somebody else has changed. */
static char *
describe_conflict (InletEditWindow *self,
                   InletRemote     *remote)
{
  const char *old_name = inlet_connection_get_name (self->connection);
  const char *old_description = inlet_connection_get_description (self->connection);
  const char *name = inlet_remote_get_name (remote);
  const char *description = inlet_remote_get_description (remote);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!g_str_equal (old_name, name))
    /* TRANSLATORS: the name that a connection had, and the one that it has now. */
    g_string_append_printf (text, _("Name: “%s”, now “%s”."), old_name, name);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (!g_str_equal (old_description, description)) {
    g_autofree char *sentence = describe_description (old_description, description);

    g_string_append (text, sentence);
  }
  if (text->len == 0)
    g_string_append (text, _("Its name and its description are as they were."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Nothing of it is to be lost: neither what they did nor what was typed here. */
static void
ask_about_conflict (InletEditWindow *self,
                    InletRemote     *remote)
{
  Question *question = g_new0 (Question, 1);
  g_autofree char *text = describe_conflict (self, remote);

  question->window = g_object_ref (self);
  question->remote = g_object_ref (remote);
  inlet_confirm_async (GTK_WINDOW (self), _("Somebody Else Has Changed the Connection"), text,
                       _("C_hange Anyway"), FALSE, self->cancellable, on_conflict_answered,
                       question);
}

static void
on_edited (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (InletEditWindow) self = user_data;
  InletEdit *edit = INLET_EDIT (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletConnection) connection = inlet_edit_run_finish (edit, result, &error);
  InletRemote *remote = inlet_edit_get_remote (edit);

  /* Closed meanwhile; the history shows what came of it. */
  if (self->context == NULL)
    return;

  set_edit (self, NULL);
  if (connection != NULL) {
    inlet_tell (GTK_WIDGET (self), _("Connection changed"));
    gtk_window_close (GTK_WINDOW (self));
  } else if (remote != NULL) {
    ask_about_conflict (self, remote);
  } else {
    inlet_problem_view_show_error (self->problem_view, error);
  }
}

static void
start (InletEditWindow *self,
       InletRemote     *seen)
{
  g_autoptr (InletChange) change = build_change (self);
  g_autoptr (InletEdit) edit = inlet_edit_new (self->context, self->connection, change);

  if (seen != NULL)
    inlet_edit_set_seen (edit, seen);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  inlet_problem_view_show_error (self->problem_view, NULL);
  set_edit (self, edit);
  g_signal_connect_object (edit, "notify::status", G_CALLBACK (on_status), self,
                           G_CONNECT_SWAPPED);
  inlet_edit_run_async (edit, self->cancellable, on_edited, g_object_ref (self));
}

static void
on_save (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  start (INLET_EDIT_WINDOW (widget), NULL);
}

/* What is under way ends first, and says what came of it. */
static void
on_cancel (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  InletEditWindow *self = INLET_EDIT_WINDOW (widget);

  if (self->edit != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
on_row_activated (InletEditWindow *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "edit.save", NULL);
}

static void
fill (InletEditWindow *self)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  GListModel *profiles =
    G_LIST_MODEL (inlet_vault_get_profiles (vault, INLET_PROFILE_CREDENTIALS));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("As They Are"));
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++) {
    InletProfile *profile = g_list_model_get_item (profiles, i);

    g_ptr_array_add (self->credentials, profile);
    gtk_string_list_append (names, inlet_profile_get_name (profile));
  }

  adw_combo_row_set_model (self->credentials_row, G_LIST_MODEL (names));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row),
                         inlet_connection_get_name (self->connection));
  gtk_editable_set_text (GTK_EDITABLE (self->description_row),
                         inlet_connection_get_description (self->connection));
}

static void
inlet_edit_window_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  InletEditWindow *self = INLET_EDIT_WINDOW (object);

  switch (prop_id) {
    case PROP_STATUS:
      g_value_set_string (value, self->edit != NULL ? inlet_edit_get_status (self->edit) : "");
      break;
    case PROP_FAULT:
      g_value_set_string (value, self->context != NULL ? get_fault (self) : NULL);
      break;
    case PROP_IS_BUSY:
      g_value_set_boolean (value, self->edit != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_edit_window_dispose (GObject *object)
{
  InletEditWindow *self = INLET_EDIT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->edit);
  g_clear_object (&self->context);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_EDIT_WINDOW);

  G_OBJECT_CLASS (inlet_edit_window_parent_class)->dispose (object);
}

static void
inlet_edit_window_finalize (GObject *object)
{
  InletEditWindow *self = INLET_EDIT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_ptr_array_unref (self->credentials);

  G_OBJECT_CLASS (inlet_edit_window_parent_class)->finalize (object);
}

static void
inlet_edit_window_class_init (InletEditWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = inlet_edit_window_get_property;
  object_class->dispose = inlet_edit_window_dispose;
  object_class->finalize = inlet_edit_window_finalize;

  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, "", flags);
  props[PROP_IS_BUSY] = g_param_spec_boolean ("is-busy", NULL, NULL, FALSE, flags);
  props[PROP_FAULT] = g_param_spec_string ("fault", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "edit.save", NULL, on_save);
  gtk_widget_class_install_action (widget_class, "edit.cancel", NULL, on_cancel);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "edit.cancel", NULL);

  g_type_ensure (INLET_TYPE_CHOICE_ROW);
  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-edit-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletEditWindow, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletEditWindow, name_row);
  gtk_widget_class_bind_template_child (widget_class, InletEditWindow, description_row);
  gtk_widget_class_bind_template_child (widget_class, InletEditWindow, credentials_row);
}

static void
inlet_edit_window_init (InletEditWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->credentials = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));
}

static void
watch (InletEditWindow *self,
       AdwEntryRow     *row)
{
  g_signal_connect_object (row, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
}

GtkWindow *
inlet_edit_window_new (GtkWindow       *parent,
                       InletContext    *context,
                       InletConnection *connection)
{
  InletEditWindow *self = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  self = inlet_dialog_new (INLET_TYPE_EDIT_WINDOW, parent);
  self->context = g_object_ref (context);
  self->connection = g_object_ref (connection);
  fill (self);
  watch (self, self->name_row);
  watch (self, self->description_row);
  g_signal_connect_object (self->credentials_row, "notify::selected", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  return GTK_WINDOW (self);
}
