/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-proof-view.h"

#include "inlet-config.h"
#include "inlet-proof-row.h"

struct _InletProofView
{
  AdwBin           parent_instance;

  InletProofLines *lines;                        /* (owned) (nullable) */
  InletProofRow   *rows[INLET_PROOF_N_STEPS];    /* (unowned): children of the box */

  GtkBox          *box;
};

G_DEFINE_FINAL_TYPE (InletProofView, inlet_proof_view, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_LINES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
has_lines (gpointer         owner,
           InletProofLines *lines)
{
  return lines != NULL;
}

static void
set_lines (InletProofView  *self,
           InletProofLines *lines)
{
  if (!g_set_object (&self->lines, lines))
    return;

  /* Most windows never have any. */
  for (guint i = 0; i < INLET_PROOF_N_STEPS && lines != NULL; i++) {
    if (self->rows[i] == NULL) {
      self->rows[i] = g_object_new (INLET_TYPE_PROOF_ROW, NULL);
      gtk_box_append (self->box, GTK_WIDGET (self->rows[i]));
    }
    inlet_proof_row_set_line (self->rows[i], inlet_proof_lines_get (lines, i));
  }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LINES]);
}

static void
inlet_proof_view_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (id) {
    case PROP_LINES:
      g_value_set_object (value, INLET_PROOF_VIEW (object)->lines);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_proof_view_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (id) {
    case PROP_LINES:
      set_lines (INLET_PROOF_VIEW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_proof_view_dispose (GObject *object)
{
  g_clear_object (&INLET_PROOF_VIEW (object)->lines);

  G_OBJECT_CLASS (inlet_proof_view_parent_class)->dispose (object);
}

static void
inlet_proof_view_class_init (InletProofViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inlet_proof_view_dispose;
  object_class->get_property = inlet_proof_view_get_property;
  object_class->set_property = inlet_proof_view_set_property;

  props[PROP_LINES] =
    g_param_spec_object ("lines", NULL, NULL, INLET_TYPE_PROOF_LINES,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-proof-view.ui");
  gtk_widget_class_bind_template_child (widget_class, InletProofView, box);
  gtk_widget_class_bind_template_callback (widget_class, has_lines);
}

static void
inlet_proof_view_init (InletProofView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
