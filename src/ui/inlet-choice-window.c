/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-choice-window.h"

#include "inlet-breaks.h"
#include "inlet-candidate-row.h"
#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-doubt.h"
#include "inlet-problem-view.h"
#include "inlet-toast.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletChoiceWindow
{
  AdwWindow         parent_instance;

  InletContext     *context;  /* (owned) */
  InletFinding     *finding;  /* (owned) */
  InletConnection  *outcome;  /* (owned) (nullable): of what was chosen last */
  gboolean          is_busy;
  gboolean          is_gone;

  InletProblemView *problem_view;
  GtkListBox       *list;
  GtkWidget        *settle_button;
};

G_DEFINE_FINAL_TYPE (InletChoiceWindow, inlet_choice_window, ADW_TYPE_WINDOW)

enum {
  PROP_0,
  PROP_QUESTION,
  PROP_VERB,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* (nullable) */
static InletCandidateRow *
find_chosen (InletChoiceWindow *self)
{
  GtkListBoxRow *row = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (inlet_candidate_row_is_chosen (INLET_CANDIDATE_ROW (row)))
      return INLET_CANDIDATE_ROW (row);

  return NULL;
}

/* (nullable) (transfer full) */
static char *
dup_question (InletChoiceWindow *self)
{
  InletConnection *row = NULL;
  g_autofree char *when = NULL;

  if (self->finding == NULL)
    return NULL;

  row = inlet_finding_get_outcome (self->finding);
  when = inlet_time_to_full (inlet_connection_get_created_at (row));
  if (inlet_finding_get_candidates (self->finding)->len == 1)
    /* Translators: a name, and date and time. */
    return g_strdup_printf (_(
                              "“%s” was sent %s, and the answer was lost. Adobe has a connection "
                              "of that name, which may be it or another one."),
                            inlet_connection_get_name (row), when);

  /* Translators: a name, and date and time. */
  return g_strdup_printf (_("“%s” was sent %s, and the answer was lost. Adobe has several "
                            "connections of that name, and one of them may be it."),
                          inlet_connection_get_name (row), when);
}

static const char *
get_verb (InletChoiceWindow *self)
{
  InletCandidateRow *chosen = self->finding != NULL ? find_chosen (self) : NULL;

  if (chosen == NULL || inlet_candidate_row_get_remote (chosen) != NULL)
    return _("_Use Connection");

  return inlet_finding_is_early (self->finding) ? _("_Keep Uncertain") : _("_Was Not Created");
}

static void
update_action (InletChoiceWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "choice.settle",
                                 !self->is_busy && find_chosen (self) != NULL);
}

static void
set_busy (InletChoiceWindow *self,
          gboolean           is_busy)
{
  self->is_busy = is_busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !is_busy);
  update_action (self);
}

static void
conclude (InletChoiceWindow *self,
          const char        *text)
{
  inlet_tell (GTK_WIDGET (self), text);
  gtk_window_destroy (GTK_WINDOW (self));
}

static const char *
describe (InletConnection *outcome)
{
  switch (inlet_connection_get_state (outcome)) {
    case INLET_CONNECTION_CREATED:
      return _("It was created");
    case INLET_CONNECTION_FAILED:
      return _("It was not created, and can be created again");
    case INLET_CONNECTION_SENDING:
    case INLET_CONNECTION_UNCERTAIN:
    case INLET_CONNECTION_GONE:
    default:
      return _("Still uncertain: look again in a few minutes");
  }
}

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (InletChoiceWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_settled = inlet_doubt_settle_finish (INLET_DATABASE (source), result, &error);

  /* Closed meanwhile; what was chosen is written all the same, and the history shows it. */
  if (self->is_gone)
    return;

  set_busy (self, FALSE);
  inlet_problem_view_show_error (self->problem_view, error);
  if (error != NULL)
    return;

  conclude (self, is_settled ? describe (self->outcome)
                             : _("The history has changed meanwhile: look again"));
}

static void
on_settle (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  InletChoiceWindow *self = INLET_CHOICE_WINDOW (widget);
  InletCandidateRow *chosen = find_chosen (self);

  if (chosen == NULL || self->is_busy)
    return;

  g_clear_object (&self->outcome);
  self->outcome = inlet_finding_choose (self->finding, inlet_candidate_row_get_remote (chosen));
  set_busy (self, TRUE);
  inlet_doubt_settle_async (inlet_context_get_database (self->context), self->outcome, on_settled,
                            g_object_ref (self));
}

static void
on_chosen (InletChoiceWindow *self)
{
  update_action (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VERB]);
  inlet_tell_label_once (self->settle_button);
}

static void
inlet_choice_window_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  InletChoiceWindow *self = INLET_CHOICE_WINDOW (object);

  switch (prop_id) {
    case PROP_QUESTION:
      g_value_take_string (value, dup_question (self));
      break;
    case PROP_VERB:
      g_value_set_string (value, get_verb (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_choice_window_dispose (GObject *object)
{
  InletChoiceWindow *self = INLET_CHOICE_WINDOW (object);

  self->is_gone = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_CHOICE_WINDOW);

  G_OBJECT_CLASS (inlet_choice_window_parent_class)->dispose (object);
}

static void
inlet_choice_window_finalize (GObject *object)
{
  InletChoiceWindow *self = INLET_CHOICE_WINDOW (object);

  g_clear_object (&self->context);
  g_clear_object (&self->finding);
  g_clear_object (&self->outcome);

  G_OBJECT_CLASS (inlet_choice_window_parent_class)->finalize (object);
}

static void
inlet_choice_window_class_init (InletChoiceWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = inlet_choice_window_get_property;
  object_class->dispose = inlet_choice_window_dispose;
  object_class->finalize = inlet_choice_window_finalize;

  props[PROP_QUESTION] = g_param_spec_string ("question", NULL, NULL, NULL, flags);
  props[PROP_VERB] = g_param_spec_string ("verb", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_install_action (widget_class, "choice.settle", NULL, on_settle);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-choice-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletChoiceWindow, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletChoiceWindow, list);
  gtk_widget_class_bind_template_child (widget_class, InletChoiceWindow, settle_button);
}

static void
inlet_choice_window_init (InletChoiceWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));
}

static void
append (InletChoiceWindow *self,
        GtkWidget         *row)
{
  g_signal_connect_object (row, "notify::is-chosen", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_list_box_append (self->list, row);
}

static void
fill (InletChoiceWindow *self)
{
  GPtrArray *candidates = inlet_finding_get_candidates (self->finding);
  GtkWidget *row = NULL;
  const char *subtitle = NULL;

  for (guint i = 0; i < candidates->len; i++) {
    row = inlet_candidate_row_new (candidates->pdata[i],
                                   row != NULL ? INLET_CANDIDATE_ROW (row) : NULL);
    append (self, row);
  }

  subtitle = inlet_finding_is_early (self->finding)
             ? _("Adobe may still be at it, so it stays uncertain for now")
             : _("It was not created, and can be created again");
  append (self, inlet_candidate_row_new_none (subtitle, INLET_CANDIDATE_ROW (row)));
}

GtkWindow *
inlet_choice_window_new (GtkWindow    *parent,
                         InletContext *context,
                         InletFinding *finding)
{
  InletChoiceWindow *self = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_FINDING (finding), NULL);
  g_return_val_if_fail (inlet_finding_get_candidates (finding)->len > 0, NULL);

  self = inlet_dialog_new (INLET_TYPE_CHOICE_WINDOW, parent);
  self->context = g_object_ref (context);
  self->finding = g_object_ref (finding);
  fill (self);
  on_chosen (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_QUESTION]);
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, 0)));
  return GTK_WINDOW (self);
}
