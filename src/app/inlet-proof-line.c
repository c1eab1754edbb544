/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-proof-line.h"

#include "inlet-set-string.h"
#include "inlet-side.h"
#include "inlet-test-result.h"

#include <glib/gi18n.h>

struct _InletProofLine
{
  GObject           parent_instance;

  InletProofStep  step;
  InletProofState state;
  char             *doing;     /* (owned) (nullable): while it is running */
  char             *note;      /* (owned) (nullable) */
  InletProblem     *problem;   /* (owned) (nullable): when it failed */
};

enum {
  PROP_0,
  PROP_STATE,
  PROP_TITLE,
  PROP_NOTE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static const struct
{
  const char *pending;
  const char *passed;
  const char *failed;
  const char *skipped;
} titles[] = {
  [INLET_PROOF_SIGN_IN] = {
    N_("Sign in"), N_("Signed in"), N_("Not signed in"), N_("Sign-in not confirmed")
  },
  [INLET_PROOF_SANDBOX] = {
    N_("Find the sandbox"), N_("Sandbox found"), N_("Sandbox not usable"),
    N_("Sandbox not confirmed")
  },
  [INLET_PROOF_CREATE] = {
    N_("Create the connection"), N_("Connection created"), N_("Connection not created"),
    N_("Connection not created")
  },
  [INLET_PROOF_TEST] = {
    N_("Test the connection"), N_("Connection tested"), N_("Test not passed"),
    N_("Connection not tested")
  },
  [INLET_PROOF_LISTING] = {
    N_("List the storage"), N_("Storage listed"), N_("Storage not listed"),
    N_("Storage not listed")
  },
};

G_DEFINE_ENUM_TYPE (InletProofStep, inlet_proof_step,
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_SANDBOX, "sandbox"),
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_CREATE, "create"),
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_TEST, "test"),
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_LISTING, "listing"))

G_DEFINE_ENUM_TYPE (InletProofState, inlet_proof_state,
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_PENDING, "pending"),
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_PASSED, "passed"),
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (INLET_PROOF_SKIPPED, "skipped"))

G_DEFINE_FINAL_TYPE (InletProofLine, inlet_proof_line, G_TYPE_OBJECT)

static void
set_note (InletProofLine   *self,
          const char       *note)
{
  if (inlet_set_string (&self->note, note))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_NOTE]);
}

/* All of it, before anybody is told. */
static void
change (InletProofLine    *self,
        InletProofState    state,
        const char        *doing,
        const char        *note,
        InletProblem      *problem)
{
  gboolean is_other = self->state != state;
  gboolean is_titled = inlet_set_string (&self->doing, doing) || is_other;

  g_object_freeze_notify (G_OBJECT (self));
  self->state = state;
  g_set_object (&self->problem, problem);
  if (is_titled)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
  set_note (self, note);
  if (is_other)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* A lost answer is none, and neither is that nobody could be asked. */
static gboolean
is_unknown (InletProofLine *self,
            InletProblem   *problem)
{
  g_autoptr (InletTestResult) result = inlet_test_result_new (0, problem);

  switch (self->step) {
    case INLET_PROOF_CREATE:
      return inlet_problem_get_certainty (problem) == INLET_CERTAINTY_UNKNOWN;
    case INLET_PROOF_TEST:
      return inlet_test_result_get_outcome (result) == INLET_TEST_UNKNOWN;
    case INLET_PROOF_SIGN_IN:
    case INLET_PROOF_SANDBOX:
    case INLET_PROOF_LISTING:
    default:
      return FALSE;
  }
}

/* (nullable) (transfer full): that there is one already is on nobody's side, and what is wrong with
 * a connection that was not made is not on that of the connection. */
static char *
dup_side (InletProofLine   *self,
          InletProblem     *problem)
{
  InletSide side = inlet_side_of_problem (problem);

  if (inlet_problem_get_code (problem) == INLET_ERROR_EXISTS ||
      (self->step == INLET_PROOF_CREATE && side == INLET_SIDE_CONNECTION))
    return NULL;

  /* TRANSLATORS: whose side a problem is on, such as “the network”. */
  return g_strdup_printf (_("Look at %s"), inlet_side_to_text (side));
}

static void
inlet_proof_line_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  InletProofLine *self = INLET_PROOF_LINE (object);

  switch (prop_id) {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_TITLE:
      g_value_set_string (value, inlet_proof_line_get_title (self));
      break;
    case PROP_NOTE:
      g_value_set_string (value, self->note);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_proof_line_finalize (GObject *object)
{
  InletProofLine *self = INLET_PROOF_LINE (object);

  g_clear_pointer (&self->doing, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_object (&self->problem);

  G_OBJECT_CLASS (inlet_proof_line_parent_class)->finalize (object);
}

static void
inlet_proof_line_class_init (InletProofLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = inlet_proof_line_finalize;
  object_class->get_property = inlet_proof_line_get_property;

  props[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, INLET_TYPE_PROOF_STATE,
                                         INLET_PROOF_PENDING, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_NOTE] = g_param_spec_string ("note", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_proof_line_init (InletProofLine *self)
{
}

InletProofLine *
inlet_proof_line_new (InletProofStep step)
{
  InletProofLine *self = NULL;

  g_return_val_if_fail (step < INLET_PROOF_N_STEPS, NULL);

  self = g_object_new (INLET_TYPE_PROOF_LINE, NULL);
  self->step = step;
  return self;
}

void
inlet_proof_line_run (InletProofLine   *self,
                      const char       *doing,
                      const char       *note)
{
  g_return_if_fail (INLET_IS_PROOF_LINE (self));
  g_return_if_fail (doing != NULL);

  change (self, INLET_PROOF_RUNNING, doing, note, NULL);
}

void
inlet_proof_line_set_state (InletProofLine    *self,
                            InletProofState    state,
                            const char        *note)
{
  g_return_if_fail (INLET_IS_PROOF_LINE (self));
  g_return_if_fail (state == INLET_PROOF_PENDING || state == INLET_PROOF_PASSED ||
                    state == INLET_PROOF_SKIPPED);

  change (self, state, NULL, note, NULL);
}

void
inlet_proof_line_fail (InletProofLine   *self,
                       InletProblem     *problem)
{
  g_autofree char *note = NULL;

  g_return_if_fail (INLET_IS_PROOF_LINE (self));
  g_return_if_fail (INLET_IS_PROBLEM (problem));

  note = dup_side (self, problem);
  change (self, is_unknown (self, problem) ? INLET_PROOF_UNKNOWN : INLET_PROOF_FAILED, NULL, note,
          problem);
}

InletProofState
inlet_proof_line_get_state (InletProofLine *self)
{
  g_return_val_if_fail (INLET_IS_PROOF_LINE (self), INLET_PROOF_PENDING);

  return self->state;
}

const char *
inlet_proof_line_get_title (InletProofLine *self)
{
  g_return_val_if_fail (INLET_IS_PROOF_LINE (self), NULL);

  switch (self->state) {
    case INLET_PROOF_RUNNING:
      return self->doing;
    case INLET_PROOF_PASSED:
      return _(titles[self->step].passed);
    case INLET_PROOF_FAILED:
      return _(titles[self->step].failed);
    case INLET_PROOF_UNKNOWN:
      return self->step == INLET_PROOF_CREATE ? _("Not known whether the connection was created")
                                              : _("Connection could not be tested");
    case INLET_PROOF_SKIPPED:
      return _(titles[self->step].skipped);
    case INLET_PROOF_PENDING:
    default:
      return _(titles[self->step].pending);
  }
}

const char *
inlet_proof_line_get_note (InletProofLine *self)
{
  g_return_val_if_fail (INLET_IS_PROOF_LINE (self), NULL);

  return self->note;
}

InletProblem *
inlet_proof_line_get_problem (InletProofLine *self)
{
  g_return_val_if_fail (INLET_IS_PROOF_LINE (self), NULL);

  return self->problem;
}

char *
inlet_proof_line_dup_text (InletProofLine *self)
{
  const char *title = NULL;

  g_return_val_if_fail (INLET_IS_PROOF_LINE (self), NULL);

  title = inlet_proof_line_get_title (self);
  return self->note != NULL ? g_strdup_printf ("%s · %s", title, self->note) : g_strdup (title);
}
