/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-page.h"

#include "inlet-breaks.h"
#include "inlet-choice-window.h"
#include "inlet-config.h"
#include "inlet-connection-actions.h"
#include "inlet-connection-facts.h"
#include "inlet-edit-note.h"
#include "inlet-grab-focus.h"
#include "inlet-look-up.h"
#include "inlet-problem-view.h"
#include "inlet-test-view.h"
#include "inlet-toast.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletConnectionPage
{
  AdwBin parent_instance;

  InletConnection *connection; /* (owned) (nullable) */
  InletContext *context;       /* (owned) (nullable) */
  InletWatch *watch;           /* (owned) (nullable) */
  GCancellable *cancellable;   /* (owned) */
  gboolean is_looking_up;

  GtkLabel *id_label;
  GtkWidget *copy_button;
  InletEditNote *edit_note;    /* (nullable): once there is a connection */
  InletTestView *test_view;    /* (nullable): likewise */
  InletConnectionActions *actions; /* (nullable): likewise */
};

G_DEFINE_FINAL_TYPE (InletConnectionPage, inlet_connection_page, ADW_TYPE_BIN)

enum { PROP_0, PROP_CONNECTION, PROP_N_CANDIDATES, N_PROPS };

enum { CREATE_AGAIN, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_uncertain (InletConnectionPage *self,
              InletConnection     *connection)
{
  return connection != NULL &&
         inlet_connection_get_state (connection) == INLET_CONNECTION_UNCERTAIN;
}

/* Of one whose outcome is not known, another is not what comes next. */
static gboolean
may_create_again (InletConnectionPage *self,
                  InletConnection     *connection)
{
  if (connection == NULL)
    return FALSE;

  switch (inlet_connection_get_state (connection)) {
    case INLET_CONNECTION_CREATED:
    case INLET_CONNECTION_FAILED:
    case INLET_CONNECTION_GONE:
      return TRUE;
    case INLET_CONNECTION_SENDING:
    case INLET_CONNECTION_UNCERTAIN:
    default:
      return FALSE;
  }
}

/* How many connections at Adobe are known that may be the one that is shown. */
static guint
count_candidates (InletConnectionPage *self)
{
  InletFinding *finding = NULL;

  if (self->watch != NULL && self->connection != NULL)
    finding = inlet_finding_find_by_row (inlet_watch_get_several (self->watch),
                                         inlet_connection_get_row_id (self->connection));

  return finding != NULL ? inlet_finding_get_candidates (finding)->len : 0;
}

static char *
get_choice (InletConnectionPage *self,
            guint                n_candidates)
{
  return g_strdup_printf (ngettext ("%u connection at Adobe may be this one.",
                                    "%u connections at Adobe may be this one.", n_candidates),
                          n_candidates);
}

static gboolean
has_choice (InletConnectionPage *self,
            guint                n_candidates)
{
  return n_candidates > 0;
}

static char *
get_look_up_label (InletConnectionPage *self,
                   guint                n_candidates)
{
  return g_strdup (n_candidates > 0 ? _("Choose…") : _("Look Up at Adobe"));
}

static void
on_several_changed (InletConnectionPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_CANDIDATES]);
}

/* Once there are any. */
static void
hand_on_context (InletConnectionPage *self)
{
  if (self->edit_note != NULL)
    inlet_edit_note_set_context (self->edit_note, self->context);
  if (self->test_view != NULL)
    inlet_test_view_set_context (self->test_view, self->context);
  if (self->actions != NULL)
    inlet_connection_actions_set_context (self->actions, self->context);
}

static void
on_create_again (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  g_signal_emit (widget, signals[CREATE_AGAIN], 0, INLET_CONNECTION_PAGE (widget)->connection);
}

static void
update_create_again (InletConnectionPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connection.create-again",
                                 may_create_again (self, self->connection));
}

static void
update_look_up (InletConnectionPage *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "connection.look-up",
                                 self->context != NULL && !self->is_looking_up &&
                                 is_uncertain (self, self->connection));
}

/* Only of what is still looked at: somebody may have gone on to another row. */
static gboolean
has_to_choose (InletConnectionPage *self,
               InletFinding        *finding)
{
  return finding != NULL && inlet_finding_get_kind (finding) == INLET_FINDING_SEVERAL &&
         self->connection != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) &&
         inlet_connection_get_row_id (self->connection) ==
         inlet_connection_get_row_id (inlet_finding_get_outcome (finding));
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletFinding) finding = inlet_look_up_finish (result, &error);
  g_autofree char *text = NULL;
  InletConnectionPage *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = INLET_CONNECTION_PAGE (user_data);
  self->is_looking_up = FALSE;
  update_look_up (self);

  if (has_to_choose (self, finding)) {
    gtk_window_present (inlet_choice_window_new (
                          GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context,
                          finding));
    return;
  }

  if (error != NULL) {
    inlet_tell_error (GTK_WIDGET (self), error);
    return;
  }

  text = inlet_look_up_describe (finding);
  inlet_tell (GTK_WIDGET (self), text);
}

static void
on_look_up (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  InletConnectionPage *self = INLET_CONNECTION_PAGE (widget);

  self->is_looking_up = TRUE;
  update_look_up (self);
  inlet_look_up_async (self->context, self->connection, self->cancellable, on_looked_up, self);
}

/* To copy the ID is what comes next. Its label selects all of it when focus passes through. */
static gboolean
inlet_connection_page_grab_focus (GtkWidget *widget)
{
  InletConnectionPage *self = INLET_CONNECTION_PAGE (widget);

  if (self->connection == NULL)
    return FALSE;

  gtk_label_select_region (self->id_label, 0, 0);
  return gtk_widget_grab_focus (self->copy_button);
}

static void
inlet_connection_page_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  InletConnectionPage *self = INLET_CONNECTION_PAGE (object);

  switch (id) {
    case PROP_CONNECTION:
      g_value_set_object (value, self->connection);
      break;
    case PROP_N_CANDIDATES:
      g_value_set_uint (value, count_candidates (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_connection_page_set_property (GObject      *object,
                                    guint         id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  InletConnectionPage *self = INLET_CONNECTION_PAGE (object);

  switch (id) {
    case PROP_CONNECTION:
      inlet_connection_page_set_connection (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_connection_page_dispose (GObject *object)
{
  InletConnectionPage *self = INLET_CONNECTION_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_CONNECTION_PAGE);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->connection);
  g_clear_object (&self->context);
  g_clear_object (&self->watch);

  G_OBJECT_CLASS (inlet_connection_page_parent_class)->dispose (object);
}

static void
inlet_connection_page_class_init (InletConnectionPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_connection_page_get_property;
  object_class->set_property = inlet_connection_page_set_property;
  object_class->dispose = inlet_connection_page_dispose;
  inlet_set_grab_focus (widget_class, inlet_connection_page_grab_focus);

  properties[PROP_CONNECTION] =
    g_param_spec_object ("connection", NULL, NULL, INLET_TYPE_CONNECTION,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_N_CANDIDATES] =
    g_param_spec_uint ("n-candidates", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CREATE_AGAIN] =
    g_signal_new ("create-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, INLET_TYPE_CONNECTION);

  gtk_widget_class_install_action (widget_class, "connection.create-again", NULL,
                                   on_create_again);
  gtk_widget_class_install_action (widget_class, "connection.look-up", NULL, on_look_up);

  g_type_ensure (INLET_TYPE_CONNECTION_ACTIONS);
  g_type_ensure (INLET_TYPE_EDIT_NOTE);
  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  g_type_ensure (INLET_TYPE_TEST_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-connection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InletConnectionPage, actions);
  gtk_widget_class_bind_template_child (widget_class, InletConnectionPage, copy_button);
  gtk_widget_class_bind_template_child (widget_class, InletConnectionPage, edit_note);
  gtk_widget_class_bind_template_child (widget_class, InletConnectionPage, id_label);
  gtk_widget_class_bind_template_child (widget_class, InletConnectionPage, test_view);
  inlet_connection_facts_bind (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, get_choice);
  gtk_widget_class_bind_template_callback (widget_class, has_choice);
  gtk_widget_class_bind_template_callback (widget_class, get_look_up_label);
  gtk_widget_class_bind_template_callback (widget_class, is_uncertain);
  gtk_widget_class_bind_template_callback (widget_class, may_create_again);
}

static void
inlet_connection_page_init (InletConnectionPage *self)
{
  self->cancellable = g_cancellable_new ();
  update_look_up (self);
  update_create_again (self);
}

void
inlet_connection_page_set_context (InletConnectionPage *self,
                                   InletContext        *context)
{
  g_return_if_fail (INLET_IS_CONNECTION_PAGE (self));

  g_set_object (&self->context, context);
  update_look_up (self);
  hand_on_context (self);
}

void
inlet_connection_page_set_watch (InletConnectionPage *self,
                                 InletWatch          *watch)
{
  g_return_if_fail (INLET_IS_CONNECTION_PAGE (self));
  g_return_if_fail (self->watch == NULL);

  self->watch = g_object_ref (watch);
  g_signal_connect_object (watch, "notify::n-several", G_CALLBACK (on_several_changed), self,
                           G_CONNECT_SWAPPED);
}

void
inlet_connection_page_set_connection (InletConnectionPage *self,
                                      InletConnection     *connection)
{
  g_return_if_fail (INLET_IS_CONNECTION_PAGE (self));
  g_return_if_fail (connection == NULL || INLET_IS_CONNECTION (connection));

  if (!g_set_object (&self->connection, connection))
    return;

  /* The window has a page before it has a connection to show. */
  if (adw_bin_get_child (ADW_BIN (self)) == NULL) {
    gtk_widget_init_template (GTK_WIDGET (self));
    inlet_never_hyphenate (GTK_WIDGET (self));
    hand_on_context (self);
  }
  update_look_up (self);
  update_create_again (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONNECTION]);
  on_several_changed (self);
}

InletConnection *
inlet_connection_page_get_connection (InletConnectionPage *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION_PAGE (self), NULL);

  return self->connection;
}

void
inlet_connection_page_prove (InletConnectionPage *self,
                             InletProof          *proof)
{
  g_return_if_fail (INLET_IS_CONNECTION_PAGE (self));
  g_return_if_fail (self->test_view != NULL);

  inlet_test_view_prove (self->test_view, proof);
}
