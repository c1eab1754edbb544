/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-doubt-line.h"

#include "inlet-banner.h"
#include "inlet-config.h"
#include "inlet-edit-due.h"
#include "inlet-finding.h"
#include "inlet-rotate-window.h"
#include "inlet-toast.h"
#include "inlet-watch.h"

#include <glib/gi18n.h>

struct _InletDoubtLine
{
  AdwBin parent_instance;

  InletContext *context;        /* (owned) (nullable) */
  InletWatch *watch;            /* (owned) (nullable) */
  guint n_uncertain;
  guint n_several;
  guint n_due;
  gboolean is_looking;
};

G_DEFINE_FINAL_TYPE (InletDoubtLine, inlet_doubt_line, ADW_TYPE_BIN)

enum { PROP_0, PROP_TITLE, PROP_BUTTON_LABEL, PROP_REVEALED, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { CONNECTION_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

/* (transfer full) */
static char *
describe_choice (InletDoubtLine *self)
{
  guint n_candidates = inlet_finding_count_candidates (inlet_watch_get_several (self->watch));

  if (self->n_uncertain == 1)
    /* TRANSLATORS: after “1 answer was lost”: connections at Adobe. */
    return g_strdup_printf (ngettext ("%u connection may be it", "%u connections may be it",
                                      n_candidates), n_candidates);

  /* TRANSLATORS: after “3 answers were lost”: connections at Adobe. */
  return g_strdup_printf (ngettext ("%u connection may be one of them",
                                    "%u connections may be one of them", n_candidates),
                          n_candidates);
}

/* (nullable) (transfer full) */
static char *
dup_title (InletDoubtLine *self)
{
  g_autoptr (InletProblem) problem = NULL;
  g_autofree char *doubt = NULL;

  if (self->watch == NULL || self->n_uncertain + self->n_due == 0)
    return NULL;
  if (self->n_uncertain == 0)
    return g_strdup_printf (ngettext ("%u connection lacks a new key",
                                      "%u connections lack a new key", self->n_due), self->n_due);

  if (self->is_looking)
    return g_strdup_printf (ngettext ("Looking up %u lost answer…", "Looking up %u lost answers…",
                                      self->n_uncertain), self->n_uncertain);

  doubt = g_strdup_printf (ngettext ("%u answer was lost", "%u answers were lost",
                                     self->n_uncertain), self->n_uncertain);
  if (self->n_several > 0) {
    g_autofree char *choice = describe_choice (self);

    return g_strdup_printf ("%s. %s.", doubt, choice);
  }

  g_object_get (self->watch, "problem", &problem, NULL);
  if (problem == NULL)
    return g_steal_pointer (&doubt);

  return g_strdup_printf ("%s. %s.", doubt, inlet_problem_get_title (problem));
}

/* (nullable) (transfer full): what to tell of what was found, for nobody who asked only if
 * something has become of it. */
static char *
describe (GPtrArray *findings,
          gboolean   is_asked)
{
  guint n_made = 0, n_not_made = 0;
  gboolean is_several = FALSE;
  const char *name = NULL;

  for (guint i = 0; i < findings->len; i++) {
    InletFinding *finding = findings->pdata[i];
    InletFindingKind kind = inlet_finding_get_kind (finding);

    n_made += kind == INLET_FINDING_MADE;
    n_not_made += kind == INLET_FINDING_NOT_MADE;
    is_several |= kind == INLET_FINDING_SEVERAL;
    if (kind == INLET_FINDING_MADE || kind == INLET_FINDING_NOT_MADE)
      name = inlet_connection_get_name (inlet_finding_get_outcome (finding));
  }

  if (n_made + n_not_made == 0)
    return is_asked && !is_several ? g_strdup (_("Still uncertain: look again in a few minutes"))
                                   : NULL;
  if (n_made + n_not_made == 1)
    return g_strdup_printf (n_made == 1 ? _("“%s” was created") : _("“%s” was not created"), name);

  return g_strdup_printf (_("Lost answers found: %u created, %u not created"), n_made, n_not_made);
}

static void
on_changed (InletDoubtLine *self)
{
  g_object_get (self->watch,
                "n-uncertain", &self->n_uncertain,
                "n-several", &self->n_several,
                "n-due", &self->n_due,
                "is-looking", &self->is_looking,
                NULL);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUTTON_LABEL]);
  /* What was said last stays until it has slid away. */
  if (self->n_uncertain + self->n_due > 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
on_looked_up (InletDoubtLine *self,
              GPtrArray      *findings,
              gboolean        is_asked)
{
  g_autoptr (InletProblem) problem = NULL;
  g_autofree char *text = NULL;

  g_object_get (self->watch, "problem", &problem, NULL);
  text = describe (findings, is_asked && problem == NULL);
  if (text != NULL)
    inlet_tell (GTK_WIDGET (self), text);
}

/* Those that were first to be without, one after the other where there are several. */
static void
on_due_listed (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (InletDoubtLine) self = user_data;
  g_autoptr (GPtrArray) due = inlet_edit_due_list_finish (INLET_DATABASE (source), result, NULL);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  InletProfile *credentials = NULL;

  if (self->context == NULL || root == NULL)
    return;

  for (guint i = 0; due != NULL && credentials == NULL && i < due->len; i++)
    credentials = inlet_profiles_find_by_id (
      inlet_vault_get_profiles (inlet_context_get_vault (self->context),
                                INLET_PROFILE_CREDENTIALS),
      inlet_connection_get_credentials_id (due->pdata[i]));
  if (credentials != NULL)
    gtk_window_present (inlet_rotate_window_new (GTK_WINDOW (root), self->context,
                                                 INLET_CREDENTIALS (credentials)));
}

static void
on_button_clicked (InletDoubtLine *self)
{
  InletFinding *finding = inlet_finding_find_by_row (inlet_watch_get_several (self->watch), 0);

  if (self->n_uncertain == 0) {
    inlet_edit_due_list_async (inlet_context_get_database (self->context), NULL, FALSE, NULL,
                               on_due_listed, g_object_ref (self));
    return;
  }

  /* Chosen in view of its page, from what Adobe says then. */
  if (finding != NULL)
    g_signal_emit (self, signals[CONNECTION_CHOSEN], 0, inlet_finding_get_outcome (finding), TRUE);
  else
    inlet_watch_look_up (self->watch);
}

/* (nullable) */
static const char *
get_button_label (InletDoubtLine *self)
{
  if (self->n_uncertain == 0)
    return self->n_due > 0 ? _("Send Key…") : NULL;
  if (self->is_looking)
    return NULL;

  return self->n_several > 0 ? _("Choose…") : _("Look Up");
}

static void
inlet_doubt_line_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  InletDoubtLine *self = INLET_DOUBT_LINE (object);

  switch (id) {
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, get_button_label (self));
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, self->n_uncertain + self->n_due > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_doubt_line_dispose (GObject *object)
{
  InletDoubtLine *self = INLET_DOUBT_LINE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_DOUBT_LINE);
  g_clear_object (&self->watch);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_doubt_line_parent_class)->dispose (object);
}

static void
inlet_doubt_line_class_init (InletDoubtLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = inlet_doubt_line_get_property;
  object_class->dispose = inlet_doubt_line_dispose;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CONNECTION_CHOSEN] =
    g_signal_new ("connection-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, INLET_TYPE_CONNECTION, G_TYPE_BOOLEAN);

  g_type_ensure (INLET_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-doubt-line.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
}

static void
inlet_doubt_line_init (InletDoubtLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
inlet_doubt_line_set_context (InletDoubtLine *self,
                              InletContext   *context)
{
  g_return_if_fail (INLET_IS_DOUBT_LINE (self));
  g_return_if_fail (INLET_IS_CONTEXT (context));
  g_return_if_fail (self->watch == NULL);

  self->context = g_object_ref (context);
  self->watch = inlet_watch_new (context, g_network_monitor_get_default ());
  g_signal_connect_object (self->watch, "notify", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watch, "looked-up", G_CALLBACK (on_looked_up), self,
                           G_CONNECT_SWAPPED);
  inlet_watch_start (self->watch);
}

InletWatch *
inlet_doubt_line_get_watch (InletDoubtLine *self)
{
  g_return_val_if_fail (INLET_IS_DOUBT_LINE (self), NULL);

  return self->watch;
}
