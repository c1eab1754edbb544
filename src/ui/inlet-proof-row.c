/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-proof-row.h"

#include "inlet-config.h"
#include "inlet-status-bin.h"

struct _InletProofRow
{
  AdwBin          parent_instance;

  InletProofLine *line;            /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (InletProofRow, inlet_proof_row, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_LINE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static char *
choose_mark (gpointer        owner,
             InletProofState state)
{
  return g_strdup (state == INLET_PROOF_RUNNING ? "spinner" : "icon");
}

static gboolean
is_running (gpointer        owner,
            InletProofState state)
{
  return state == INLET_PROOF_RUNNING;
}

static char *
choose_icon (gpointer        owner,
             InletProofState state)
{
  switch (state) {
    case INLET_PROOF_PASSED:
      return g_strdup ("object-select-symbolic");
    case INLET_PROOF_FAILED:
      return g_strdup ("dialog-error-symbolic");
    case INLET_PROOF_UNKNOWN:
      return g_strdup ("dialog-question-symbolic");
    case INLET_PROOF_SKIPPED:
      return g_strdup ("list-remove-symbolic");
    case INLET_PROOF_PENDING:
    case INLET_PROOF_RUNNING:
    default:
      return g_strdup ("content-loading-symbolic");
  }
}

/* What is decided stands out from what is not. */
static char **
choose_classes (gpointer        owner,
                InletProofState state)
{
  const char *classes[] = { NULL, NULL };

  if (state == INLET_PROOF_PASSED)
    classes[0] = "success";
  else if (state == INLET_PROOF_FAILED)
    classes[0] = "error";
  else if (state == INLET_PROOF_UNKNOWN)
    classes[0] = "warning";
  else if (state != INLET_PROOF_RUNNING)
    classes[0] = "dim-label";

  return g_strdupv ((char **) classes);
}

static char **
choose_title_classes (gpointer        owner,
                      InletProofState state)
{
  const char *classes[] = { NULL, NULL };

  if (state == INLET_PROOF_PENDING || state == INLET_PROOF_SKIPPED)
    classes[0] = "dim-label";

  return g_strdupv ((char **) classes);
}

static gboolean
has_text (gpointer    owner,
          const char *text)
{
  return text != NULL && *text != '\0';
}

static void
inlet_proof_row_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (id) {
    case PROP_LINE:
      g_value_set_object (value, INLET_PROOF_ROW (object)->line);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_proof_row_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (id) {
    case PROP_LINE:
      inlet_proof_row_set_line (INLET_PROOF_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_proof_row_dispose (GObject *object)
{
  g_clear_object (&INLET_PROOF_ROW (object)->line);

  G_OBJECT_CLASS (inlet_proof_row_parent_class)->dispose (object);
}

static void
inlet_proof_row_class_init (InletProofRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inlet_proof_row_dispose;
  object_class->get_property = inlet_proof_row_get_property;
  object_class->set_property = inlet_proof_row_set_property;

  props[PROP_LINE] =
    g_param_spec_object ("line", NULL, NULL, INLET_TYPE_PROOF_LINE,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (INLET_TYPE_STATUS_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-proof-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, choose_classes);
  gtk_widget_class_bind_template_callback (widget_class, choose_icon);
  gtk_widget_class_bind_template_callback (widget_class, choose_mark);
  gtk_widget_class_bind_template_callback (widget_class, choose_title_classes);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, is_running);
}

static void
inlet_proof_row_init (InletProofRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
inlet_proof_row_set_line (InletProofRow  *self,
                          InletProofLine *line)
{
  g_return_if_fail (INLET_IS_PROOF_ROW (self));
  g_return_if_fail (line == NULL || INLET_IS_PROOF_LINE (line));

  if (g_set_object (&self->line, line))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LINE]);
}
