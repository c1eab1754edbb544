/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-create-bar.h"

#include "inlet-config.h"
#include "inlet-connection-error.h"
#include "inlet-finding.h"
#include "inlet-grab-focus.h"
#include "inlet-problem-view.h"
#include "inlet-proof-view.h"
#include "inlet-set-string.h"
#include "inlet-status-bin.h"
#include "inlet-toast.h"

#include <glib/gi18n.h>

struct _InletCreateBar
{
  AdwBin            parent_instance;

  InletProof       *proof;        /* (owned) (nullable): what is under way */
  InletProofLines  *lines;        /* (owned) (nullable): of that, or of the last, which failed */
  guint             n_sandboxes;
  guint             n_production;
  GCancellable     *cancellable;  /* (owned) (nullable): of what is under way */
  GPtrArray        *unsaved;      /* (owned): of InletCreate, which try on to write theirs */
  char             *said;         /* (owned) (nullable): of the lines, to who hears them */
  gint64            doubted_id;   /* row of what is said to be uncertain; 0: nothing is */

  InletProblemView *problem_view;
  GtkWidget        *create_button;
  GtkWidget        *progress;
};

G_DEFINE_FINAL_TYPE (InletCreateBar, inlet_create_bar, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_LINES,
  PROP_IS_BUSY,
  PROP_N_SANDBOXES,
  PROP_N_PRODUCTION,
  N_PROPS
};

enum {
  CONCLUDED,
  EXISTS,
  SETTLED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static char *
choose_page (gpointer owner,
             gboolean is_busy)
{
  return g_strdup (is_busy ? "progress" : "button");
}

static char *
choose_label (gpointer owner,
              guint    n_sandboxes,
              guint    n_production)
{
  if (n_sandboxes < 2)
    return g_strdup (n_production > 0 ? _("Create in _Production") : _("Create _Connection"));
  if (n_production == 0)
    return g_strdup_printf (ngettext ("_Create in %u Sandbox", "_Create in %u Sandboxes",
                                      n_sandboxes), n_sandboxes);

  /* TRANSLATORS: how many sandboxes, and how many of these are in production. */
  return g_strdup_printf (ngettext ("_Create in %u Sandbox, %u in Production",
                                    "_Create in %u Sandboxes, %u in Production", n_sandboxes),
                          n_sandboxes, n_production);
}

/* Those who do not see the lines hear them: what has the focus is called like the last. */
static void
on_status_changed (InletCreateBar  *self,
                   GParamSpec      *pspec,
                   InletProofLines *lines)
{
  const char *status = inlet_proof_lines_get_status (lines);

  if (lines != self->lines || status == NULL || !inlet_status_bin_is_news (self->said, status))
    return;

  inlet_set_string (&self->said, status);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, status, -1);
}

static void
set_lines (InletCreateBar  *self,
           InletProofLines *lines)
{
  if (!g_set_object (&self->lines, lines))
    return;

  if (lines != NULL)
    g_signal_connect_object (lines, "notify::status", G_CALLBACK (on_status_changed), self,
                             G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LINES]);
}

static void
set_proof (InletCreateBar *self,
           InletProof     *proof)
{
  if (g_set_object (&self->proof, proof))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_BUSY]);
}

/* The focus alone brings the button's lower edge to that of the window. */
static void
scroll_to_end (GtkWidget *widget)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;

  if (scrolled == NULL)
    return;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

/* The layout comes after the first tick, so that at the second everything has its place. */
static gboolean
on_tick (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  gboolean *is_laid_out = user_data;

  if (!*is_laid_out) {
    *is_laid_out = TRUE;
    return G_SOURCE_CONTINUE;
  }

  if (gtk_widget_get_mapped (widget)) {
    gtk_widget_grab_focus (widget);
    scroll_to_end (widget);
  }

  return G_SOURCE_REMOVE;
}

/* Once what is above it has its place, so that all of it comes into view. */
static void
focus_later (InletCreateBar *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick, g_new0 (gboolean, 1), g_free);
}

/* Nothing is told of a person's own cancelling, unless it came too late to be sure. */
static void
show_failure (InletCreateBar  *self,
              InletConnection *connection,
              gboolean         is_cancelled)
{
  gboolean is_certain = inlet_connection_get_state (connection) != INLET_CONNECTION_UNCERTAIN;

  if (!is_cancelled || !is_certain)
    inlet_problem_view_set_problem (self->problem_view,
                                    inlet_connection_get_problem (connection));
  else
    set_lines (self, NULL);
  self->doubted_id = is_certain ? 0 : inlet_connection_get_row_id (connection);
  focus_later (self);
}

static void
on_saved (InletCreateBar *self,
          GParamSpec     *pspec,
          InletCreate    *create)
{
  g_ptr_array_remove (self->unsaved, create);
  if (self->unsaved->len > 0)
    return;

  inlet_problem_view_show_error (self->problem_view, NULL);
  inlet_tell (GTK_WIDGET (self), _("Kept in the history now"));
}

/* After what was made was told: the form has started over, and another page may be shown. The ID is
 * among the details as well: the page that shows it may be left. */
static void
show_unsaved (InletCreateBar  *self,
              InletCreate     *create,
              InletConnection *connection)
{
  g_autoptr (GError) error = g_error_copy (inlet_create_get_unsaved (create));

  if (inlet_connection_get_remote_id (connection) != NULL)
    g_prefix_error (&error, "Connection %s: ", inlet_connection_get_remote_id (connection));
  inlet_create_bar_show_error (self, error);
  inlet_tell (GTK_WIDGET (self), _("Not kept in the history: copy the ID now"));

  g_ptr_array_add (self->unsaved, g_object_ref (create));
  g_signal_connect_object (create, "notify::is-saved", G_CALLBACK (on_saved), self,
                           G_CONNECT_SWAPPED);
}

/* There is no row. */
static void
show_given_up (InletCreateBar *self,
               GError         *error)
{
  focus_later (self);
  /* Nobody is asked about a form that is not in sight. */
  if (inlet_connection_get_from_error (error) != NULL &&
      gtk_widget_get_mapped (GTK_WIDGET (self))) {
    set_lines (self, NULL);
    g_signal_emit (self, signals[EXISTS], 0, error);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    set_lines (self, NULL);
  } else {
    inlet_problem_view_show_error (self->problem_view, error);
  }
}

/* A create that was cancelled after the request had left ends without an error, so the bar is asked
 * for weakly: it may be gone by then, and the outcome is written all the same. */
static void
on_run (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  GWeakRef *reference = user_data;
  g_autoptr (InletCreateBar) self = g_weak_ref_get (reference);
  InletProof *proof = INLET_PROOF (source);
  InletCreate *create = inlet_proof_get_create (proof);
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_cancelled;

  g_weak_ref_clear (reference);
  g_free (reference);
  connection = inlet_proof_create_finish (proof, result, &error);
  if (self == NULL)
    return;

  is_cancelled = g_cancellable_is_cancelled (self->cancellable);
  g_clear_object (&self->cancellable);
  set_proof (self, NULL);
  if (connection == NULL) {
    show_given_up (self, error);
    return;
  }

  if (inlet_connection_get_state (connection) != INLET_CONNECTION_CREATED)
    show_failure (self, connection, is_cancelled);
  else
    set_lines (self, NULL);
  g_signal_emit (self, signals[CONCLUDED], 0, proof);
  if (inlet_create_get_unsaved (create) != NULL)
    show_unsaved (self, create, connection);
}

static GWeakRef *
refer_weakly (gpointer object)
{
  GWeakRef *reference = g_new0 (GWeakRef, 1);

  g_weak_ref_init (reference, object);
  return reference;
}

/* Not the Cancel button: the second Enter of a double press would cancel. */
static gboolean
inlet_create_bar_grab_focus (GtkWidget *widget)
{
  InletCreateBar *self = INLET_CREATE_BAR (widget);

  return gtk_widget_grab_focus (self->proof != NULL ? self->progress : self->create_button);
}

static void
inlet_create_bar_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  InletCreateBar *self = INLET_CREATE_BAR (object);

  switch (prop_id) {
    case PROP_LINES:
      g_value_set_object (value, self->lines);
      break;
    case PROP_IS_BUSY:
      g_value_set_boolean (value, self->proof != NULL);
      break;
    case PROP_N_SANDBOXES:
      g_value_set_uint (value, self->n_sandboxes);
      break;
    case PROP_N_PRODUCTION:
      g_value_set_uint (value, self->n_production);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_create_bar_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id) {
    case PROP_N_SANDBOXES:
      INLET_CREATE_BAR (object)->n_sandboxes = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_N_PRODUCTION:
      INLET_CREATE_BAR (object)->n_production = g_value_get_uint (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_create_bar_dispose (GObject *object)
{
  InletCreateBar *self = INLET_CREATE_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->proof);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->unsaved, g_ptr_array_unref);
  g_clear_pointer (&self->said, g_free);

  G_OBJECT_CLASS (inlet_create_bar_parent_class)->dispose (object);
}

static void
inlet_create_bar_class_init (InletCreateBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_create_bar_dispose;
  object_class->get_property = inlet_create_bar_get_property;
  object_class->set_property = inlet_create_bar_set_property;
  inlet_set_grab_focus (widget_class, inlet_create_bar_grab_focus);

  props[PROP_LINES] = g_param_spec_object ("lines", NULL, NULL, INLET_TYPE_PROOF_LINES, flags);
  props[PROP_IS_BUSY] = g_param_spec_boolean ("is-busy", NULL, NULL, FALSE, flags);
  props[PROP_N_SANDBOXES] = g_param_spec_uint ("n-sandboxes", NULL, NULL, 0, G_MAXUINT, 0,
                                               flags | G_PARAM_WRITABLE);
  props[PROP_N_PRODUCTION] = g_param_spec_uint ("n-production", NULL, NULL, 0, G_MAXUINT, 0,
                                                flags | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CONCLUDED] = g_signal_new ("concluded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, INLET_TYPE_PROOF);
  signals[EXISTS] = g_signal_new ("exists", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SETTLED] =
    g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, INLET_TYPE_CONNECTION);

  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  g_type_ensure (INLET_TYPE_PROOF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-create-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, InletCreateBar, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletCreateBar, create_button);
  gtk_widget_class_bind_template_child (widget_class, InletCreateBar, progress);
  gtk_widget_class_bind_template_callback (widget_class, choose_label);
  gtk_widget_class_bind_template_callback (widget_class, choose_page);
}

static void
inlet_create_bar_init (InletCreateBar *self)
{
  self->unsaved = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
inlet_create_bar_get_is_busy (InletCreateBar *self)
{
  g_return_val_if_fail (INLET_IS_CREATE_BAR (self), FALSE);

  return self->proof != NULL;
}

static void
on_keyring_changed (InletCreateBar *self)
{
  InletProblem *problem = inlet_problem_view_get_problem (self->problem_view);

  if (problem != NULL &&
      (inlet_problem_get_code (problem) == INLET_ERROR_KEYRING_LOCKED ||
       inlet_problem_get_code (problem) == INLET_ERROR_KEYRING_MISSING))
    inlet_create_bar_show_error (self, NULL);
}

static void
on_looked_up (InletCreateBar *self,
              GPtrArray      *findings)
{
  for (guint i = 0; self->doubted_id != 0 && i < findings->len; i++) {
    InletConnection *outcome = inlet_finding_get_outcome (findings->pdata[i]);

    if (outcome == NULL || inlet_connection_get_row_id (outcome) != self->doubted_id ||
        inlet_connection_get_state (outcome) == INLET_CONNECTION_UNCERTAIN)
      continue;
    inlet_create_bar_show_error (self, NULL);
    g_signal_emit (self, signals[SETTLED], 0, outcome);
  }
}

void
inlet_create_bar_follow (InletCreateBar *self,
                         InletVault     *vault,
                         InletWatch     *watch)
{
  g_return_if_fail (INLET_IS_CREATE_BAR (self));
  g_return_if_fail (INLET_IS_VAULT (vault));
  g_return_if_fail (INLET_IS_WATCH (watch));

  g_signal_connect_object (vault, "keyring-answered", G_CALLBACK (on_keyring_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "notify::keyring", G_CALLBACK (on_keyring_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (watch, "looked-up", G_CALLBACK (on_looked_up), self,
                           G_CONNECT_SWAPPED);
}

void
inlet_create_bar_run (InletCreateBar *self,
                      InletProof     *proof)
{
  g_return_if_fail (INLET_IS_CREATE_BAR (self));
  g_return_if_fail (INLET_IS_PROOF (proof));
  g_return_if_fail (self->proof == NULL);

  inlet_problem_view_show_error (self->problem_view, NULL);
  self->doubted_id = 0;
  self->cancellable = g_cancellable_new ();
  set_lines (self, inlet_proof_get_lines (proof));
  set_proof (self, proof);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  focus_later (self);
  inlet_proof_create_async (proof, self->cancellable, on_run, refer_weakly (self));
}

void
inlet_create_bar_cancel (InletCreateBar *self)
{
  g_return_if_fail (INLET_IS_CREATE_BAR (self));

  g_cancellable_cancel (self->cancellable);
}

void
inlet_create_bar_show_error (InletCreateBar *self,
                             const GError   *error)
{
  g_return_if_fail (INLET_IS_CREATE_BAR (self));

  set_lines (self, NULL);
  self->doubted_id = 0;
  inlet_problem_view_show_error (self->problem_view, error);
}
