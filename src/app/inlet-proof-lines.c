/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-proof-lines.h"

#include "inlet-set-string.h"
#include "inlet-side.h"

struct _InletProofLines
{
  GObject           parent_instance;

  InletProofLine *lines[INLET_PROOF_N_STEPS];   /* (owned) */
  char             *status;                         /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GType
inlet_proof_lines_get_item_type (GListModel *model)
{
  return INLET_TYPE_PROOF_LINE;
}

static guint
inlet_proof_lines_get_n_items (GListModel *model)
{
  return INLET_PROOF_N_STEPS;
}

static gpointer
inlet_proof_lines_get_item (GListModel *model,
                            guint       position)
{
  InletProofLines *self = INLET_PROOF_LINES (model);

  return position < INLET_PROOF_N_STEPS ? g_object_ref (self->lines[position]) : NULL;
}

static void
inlet_proof_lines_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inlet_proof_lines_get_item_type;
  iface->get_n_items = inlet_proof_lines_get_n_items;
  iface->get_item = inlet_proof_lines_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InletProofLines, inlet_proof_lines, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inlet_proof_lines_list_model_init))

static void
say (InletProofLines *self,
     InletProofLine  *line)
{
  g_autofree char *text = inlet_proof_line_dup_text (line);

  if (inlet_set_string (&self->status, text))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

static gboolean
is_running (InletProofLines *self,
            InletProofStep   step)
{
  return inlet_proof_line_get_state (self->lines[step]) == INLET_PROOF_RUNNING;
}

/* Nothing goes well or fails before the first was begun. */
static InletProofStep
find_running (InletProofLines *self)
{
  for (guint i = 0; i < INLET_PROOF_N_STEPS; i++)
    if (is_running (self, i))
      return i;

  return INLET_PROOF_SIGN_IN;
}

/* While signing in nothing else was asked, whatever the answer is about. */
static InletProofStep
find_failed (InletProofLines   *self,
             InletProblem      *problem,
             gboolean           is_sandbox_missing)
{
  InletSide side = inlet_side_of_problem (problem);

  if (inlet_problem_get_code (problem) == INLET_ERROR_EXISTS)
    return INLET_PROOF_CREATE;
  if (find_running (self) == INLET_PROOF_SIGN_IN || side == INLET_SIDE_ACCOUNT)
    return INLET_PROOF_SIGN_IN;

  /* Nothing is allowed in a sandbox to which the account does not belong. */
  return side == INLET_SIDE_SANDBOX || (side == INLET_SIDE_PERMISSION && is_sandbox_missing)
         ? INLET_PROOF_SANDBOX
         : INLET_PROOF_CREATE;
}

/* How many of the first steps went well if Adobe has come to @problem. */
static guint
count_proven (InletProblem *problem)
{
  switch (inlet_side_of_problem (problem)) {
    case INLET_SIDE_KEY:
    case INLET_SIDE_BUCKET:
    case INLET_SIDE_STORAGE:
      return INLET_PROOF_CREATE;
    case INLET_SIDE_SANDBOX:
    case INLET_SIDE_PERMISSION:
      return INLET_PROOF_SANDBOX;
    case INLET_SIDE_CONNECTION:
    case INLET_SIDE_ACCOUNT:
    case INLET_SIDE_NETWORK:
    case INLET_SIDE_ADOBE:
    case INLET_SIDE_COMPUTER:
    default:
      return 0;
  }
}

static void
inlet_proof_lines_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id) {
    case PROP_STATUS:
      g_value_set_string (value, INLET_PROOF_LINES (object)->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_proof_lines_finalize (GObject *object)
{
  InletProofLines *self = INLET_PROOF_LINES (object);

  for (guint i = 0; i < INLET_PROOF_N_STEPS; i++)
    g_clear_object (&self->lines[i]);
  g_clear_pointer (&self->status, g_free);

  G_OBJECT_CLASS (inlet_proof_lines_parent_class)->finalize (object);
}

static void
inlet_proof_lines_class_init (InletProofLinesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = inlet_proof_lines_finalize;
  object_class->get_property = inlet_proof_lines_get_property;

  props[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_proof_lines_init (InletProofLines *self)
{
  for (guint i = 0; i < INLET_PROOF_N_STEPS; i++)
    self->lines[i] = inlet_proof_line_new (i);
}

InletProofLines *
inlet_proof_lines_new (void)
{
  return g_object_new (INLET_TYPE_PROOF_LINES, NULL);
}

InletProofLine *
inlet_proof_lines_get (InletProofLines *self,
                       InletProofStep   step)
{
  g_return_val_if_fail (INLET_IS_PROOF_LINES (self), NULL);
  g_return_val_if_fail (step < INLET_PROOF_N_STEPS, NULL);

  return self->lines[step];
}

const char *
inlet_proof_lines_get_status (InletProofLines *self)
{
  g_return_val_if_fail (INLET_IS_PROOF_LINES (self), NULL);

  return self->status;
}

InletProblem *
inlet_proof_lines_get_problem (InletProofLines *self)
{
  g_return_val_if_fail (INLET_IS_PROOF_LINES (self), NULL);

  for (guint i = 0; i < INLET_PROOF_N_STEPS; i++)
    if (inlet_proof_line_get_problem (self->lines[i]) != NULL)
      return inlet_proof_line_get_problem (self->lines[i]);

  return NULL;
}

void
inlet_proof_lines_run (InletProofLines   *self,
                       InletProofStep     step,
                       const char        *doing,
                       const char        *status)
{
  g_return_if_fail (INLET_IS_PROOF_LINES (self));
  g_return_if_fail (step < INLET_PROOF_N_STEPS);

  for (guint i = 0; i < INLET_PROOF_N_STEPS; i++)
    if (i != step && is_running (self, i))
      inlet_proof_line_set_state (self->lines[i], INLET_PROOF_PENDING, NULL);

  inlet_proof_line_run (self->lines[step], doing,
                        g_strcmp0 (status, doing) != 0 ? status : NULL);
  say (self, self->lines[step]);
}

void
inlet_proof_lines_go_on (InletProofLines   *self,
                         const char        *doing,
                         const char        *status)
{
  g_return_if_fail (INLET_IS_PROOF_LINES (self));

  inlet_proof_lines_run (self, find_running (self), doing, status);
}

void
inlet_proof_lines_pass (InletProofLines   *self,
                        InletProofStep     step,
                        const char        *note)
{
  g_return_if_fail (INLET_IS_PROOF_LINES (self));
  g_return_if_fail (step < INLET_PROOF_N_STEPS);

  if (inlet_proof_line_get_state (self->lines[step]) == INLET_PROOF_PASSED)
    return;

  inlet_proof_line_set_state (self->lines[step], INLET_PROOF_PASSED, note);
  say (self, self->lines[step]);
}

void
inlet_proof_lines_fail (InletProofLines   *self,
                        InletProofStep     step,
                        InletProblem      *problem)
{
  g_return_if_fail (INLET_IS_PROOF_LINES (self));
  g_return_if_fail (step < INLET_PROOF_N_STEPS);

  inlet_proof_line_fail (self->lines[step], problem);
  say (self, self->lines[step]);
}

void
inlet_proof_lines_fail_create (InletProofLines   *self,
                               InletProblem      *problem,
                               gboolean           is_sandbox_missing)
{
  InletProofStep failed;

  g_return_if_fail (INLET_IS_PROOF_LINES (self));
  g_return_if_fail (INLET_IS_PROBLEM (problem));

  failed = find_failed (self, problem, is_sandbox_missing);
  for (guint i = 0; i < MIN (failed, count_proven (problem)); i++)
    inlet_proof_lines_pass (self, i, NULL);
  inlet_proof_lines_fail (self, failed, problem);
  inlet_proof_lines_skip (self);
}

void
inlet_proof_lines_skip (InletProofLines *self)
{
  g_return_if_fail (INLET_IS_PROOF_LINES (self));

  for (guint i = 0; i < INLET_PROOF_N_STEPS; i++)
    if (inlet_proof_line_get_state (self->lines[i]) <= INLET_PROOF_RUNNING)
      inlet_proof_line_set_state (self->lines[i], INLET_PROOF_SKIPPED, NULL);
}
