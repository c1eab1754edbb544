/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-problem-view.h"

#include "inlet-breaks.h"
#include "inlet-config.h"
#include "inlet-details-window.h"

struct _InletProblemView
{
  AdwBin parent_instance;

  InletProblem *problem; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (InletProblemView, inlet_problem_view, ADW_TYPE_BIN)

enum { PROP_0, PROP_PROBLEM, N_PROPS };

static GParamSpec *properties[N_PROPS];

static char *
get_title (InletProblemView *self,
           InletProblem     *problem)
{
  return problem != NULL ? g_strdup (inlet_problem_get_title (problem)) : NULL;
}

static char *
get_hint (InletProblemView *self,
          InletProblem     *problem)
{
  return problem != NULL ? g_strdup (inlet_problem_get_hint (problem)) : NULL;
}

static void
on_details_clicked (InletProblemView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root) && self->problem != NULL)
    gtk_window_present (inlet_details_window_new (GTK_WINDOW (root), self->problem));
}

static void
inlet_problem_view_get_property (GObject    *object,
                                 guint       id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  InletProblemView *self = INLET_PROBLEM_VIEW (object);

  switch (id) {
    case PROP_PROBLEM:
      g_value_set_object (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_problem_view_set_property (GObject      *object,
                                 guint         id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (id) {
    case PROP_PROBLEM:
      inlet_problem_view_set_problem (INLET_PROBLEM_VIEW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_problem_view_dispose (GObject *object)
{
  InletProblemView *self = INLET_PROBLEM_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_PROBLEM_VIEW);
  g_clear_object (&self->problem);

  G_OBJECT_CLASS (inlet_problem_view_parent_class)->dispose (object);
}

static void
inlet_problem_view_class_init (InletProblemViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_problem_view_get_property;
  object_class->set_property = inlet_problem_view_set_property;
  object_class->dispose = inlet_problem_view_dispose;

  properties[PROP_PROBLEM] =
    g_param_spec_object ("problem", NULL, NULL, INLET_TYPE_PROBLEM,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-problem-view.ui");
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, get_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_details_clicked);
}

static void
inlet_problem_view_init (InletProblemView *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
inlet_problem_view_set_problem (InletProblemView *self,
                                InletProblem     *problem)
{
  g_return_if_fail (INLET_IS_PROBLEM_VIEW (self));
  g_return_if_fail (problem == NULL || INLET_IS_PROBLEM (problem));

  if (!g_set_object (&self->problem, problem))
    return;

  /* Most views never have a problem to show. */
  if (adw_bin_get_child (ADW_BIN (self)) == NULL)
    gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));

  gtk_widget_set_visible (GTK_WIDGET (self), problem != NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

InletProblem *
inlet_problem_view_get_problem (InletProblemView *self)
{
  g_return_val_if_fail (INLET_IS_PROBLEM_VIEW (self), NULL);

  return self->problem;
}

void
inlet_problem_view_show_error (InletProblemView *self,
                               const GError     *error)
{
  g_autoptr (InletProblem) problem = NULL;

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    problem = inlet_problem_new_from_error (error);
  inlet_problem_view_set_problem (self, problem);
}
