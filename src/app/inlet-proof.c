/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-proof.h"

#include "inlet-kept-sandboxes.h"

#include <glib/gi18n.h>

/* What the last list of Adobe’s, if it is not old, says of the sandbox. */
typedef enum {
  SANDBOX_UNKNOWN,
  SANDBOX_LISTED,
  SANDBOX_MISSING,
} Listed;

struct _InletProof
{
  GObject            parent_instance;

  InletContext      *context;      /* (owned) */
  InletDraft        *draft;        /* (owned) */
  InletCreate       *create;       /* (owned) */
  InletProofLines *lines;        /* (owned) */

  Listed             listed;
  InletConnection   *connection;   /* (owned) (nullable) */
  InletTest         *test;         /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (InletProof, inlet_proof, G_TYPE_OBJECT)

/* A token that was pasted proves nothing before Adobe has seen it. */
static void
pass_before_create (InletProof *self)
{
  InletAccount *account = inlet_draft_get_account (self->draft);

  if (inlet_account_get_sign_in_kind (account) != INLET_SIGN_IN_CLIENT_SECRET)
    return;

  inlet_proof_lines_pass (self->lines, INLET_PROOF_SIGN_IN, NULL);
  if (self->listed == SANDBOX_LISTED)
    inlet_proof_lines_pass (self->lines, INLET_PROOF_SANDBOX, NULL);
}

static void
follow_create (InletProof *self)
{
  InletCreateStep step = inlet_create_get_step (self->create);
  const char *doing = inlet_create_step_to_text (step);
  const char *status = inlet_create_get_status (self->create);

  switch (step) {
    case INLET_CREATE_CHECKING:
    case INLET_CREATE_STORING:
    case INLET_CREATE_UNLOCKING:
    case INLET_CREATE_RECORDING:
    case INLET_CREATE_SIGNING_IN:
      inlet_proof_lines_run (self->lines, INLET_PROOF_SIGN_IN, doing, status);
      break;
    case INLET_CREATE_SENDING:
    case INLET_CREATE_WAITING:
      pass_before_create (self);
      inlet_proof_lines_run (self->lines, INLET_PROOF_CREATE, doing, status);
      break;
    case INLET_CREATE_CONCLUDING:
      inlet_proof_lines_go_on (self->lines, doing, status);
      break;
    case INLET_CREATE_IDLE:
    case INLET_CREATE_DONE:
    default:
      break;
  }
}

/* A person who cancelled in time is told of no failure. @problem: (nullable) */
static void
conclude_create (GTask        *task,
                 InletProblem *problem)
{
  InletProof *self = g_task_get_source_object (task);
  gboolean is_cancelled = g_cancellable_is_cancelled (g_task_get_cancellable (task));

  if (problem == NULL)
    for (guint i = 0; i <= INLET_PROOF_CREATE; i++)
      inlet_proof_lines_pass (self->lines, i, NULL);
  else if (is_cancelled && inlet_problem_get_certainty (problem) == INLET_CERTAINTY_NOT_SENT)
    inlet_proof_lines_skip (self->lines);
  else
    inlet_proof_lines_fail_create (self->lines, problem, self->listed == SANDBOX_MISSING);
}

static void
on_created (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (InletProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  InletProof *self = g_task_get_source_object (task);

  self->connection = inlet_create_run_finish (INLET_CREATE (source), result, &error);
  if (self->connection != NULL) {
    conclude_create (task, inlet_connection_get_problem (self->connection));
    g_task_return_pointer (task, g_object_ref (self->connection), g_object_unref);
  } else {
    problem = inlet_problem_new_from_error (error);
    conclude_create (task, problem);
    g_task_return_error (task, g_steal_pointer (&error));
  }
}

static Listed
look_for (GPtrArray  *sandboxes,
          const char *name)
{
  for (guint i = 0; i < sandboxes->len; i++) {
    InletSandbox *sandbox = sandboxes->pdata[i];
    const char *state = inlet_sandbox_get_state (sandbox);

    /* One that is being made or reset is neither there nor missing. */
    if (g_str_equal (inlet_sandbox_get_name (sandbox), name))
      return *state == '\0' || g_str_equal (state, "active") ? SANDBOX_LISTED : SANDBOX_UNKNOWN;
  }

  return SANDBOX_MISSING;
}

/* That Adobe did not list it is said before anything else is known; it is asked all the same, as
 * the sandbox may have been made since. */
static void
take_kept (InletProof         *self,
           InletKeptSandboxes *kept)
{
  InletProofLine *line = inlet_proof_lines_get (self->lines, INLET_PROOF_SANDBOX);

  self->listed = look_for (kept->sandboxes, inlet_draft_get_sandbox (self->draft));
  if (self->listed == SANDBOX_MISSING &&
      inlet_proof_line_get_state (line) == INLET_PROOF_PENDING)
    inlet_proof_line_set_state (line, INLET_PROOF_PENDING,
                                kept->sandboxes->len > 0
                                  ? _("Adobe didn’t list it last time")
                                  : _("Adobe listed none for the account last time"));
  follow_create (self);
}

static void
on_kept_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (InletProof) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletKeptSandboxes) kept =
    inlet_kept_sandboxes_read_finish (INLET_DATABASE (source), result, &error);

  if (error != NULL)
    g_message ("The kept sandboxes cannot be read: %s", error->message);
  if (kept != NULL && !inlet_kept_sandboxes_is_old (kept->seen_at))
    take_kept (self, kept);
}

static void
follow_test (InletProof *self)
{
  InletTestStep step = inlet_test_get_step (self->test);
  const char *doing = inlet_test_step_to_text (step);
  const char *status = inlet_test_get_status (self->test);

  switch (step) {
    case INLET_TEST_SIGNING_IN:
    case INLET_TEST_TESTING:
      inlet_proof_lines_run (self->lines, INLET_PROOF_TEST, doing, status);
      break;
    case INLET_TEST_LISTING:
      inlet_proof_lines_pass (self->lines, INLET_PROOF_TEST, NULL);
      inlet_proof_lines_run (self->lines, INLET_PROOF_LISTING, doing, status);
      break;
    case INLET_TEST_IDLE:
    case INLET_TEST_DONE:
    default:
      break;
  }
}

static void
conclude_listing (InletProof *self)
{
  InletProblem *problem = inlet_test_get_listing_problem (self->test);
  gint64 n_entries = inlet_test_get_n_entries (self->test);
  g_autofree char *note = NULL;

  if (problem != NULL) {
    inlet_proof_lines_fail (self->lines, INLET_PROOF_LISTING, problem);
    return;
  }

  note = n_entries == 0 ? g_strdup (_("Nothing in it"))
                        : g_strdup_printf (ngettext ("%'lu entry", "%'lu entries", n_entries),
                                           (gulong) n_entries);
  inlet_proof_lines_pass (self->lines, INLET_PROOF_LISTING, note);
}

static void
conclude_test (InletProof      *self,
               InletTestResult *result)
{
  InletProblem *problem = inlet_test_result_get_problem (result);

  if (problem != NULL) {
    inlet_proof_lines_fail (self->lines, INLET_PROOF_TEST, problem);
  } else {
    inlet_proof_lines_pass (self->lines, INLET_PROOF_TEST, NULL);
    conclude_listing (self);
  }
}

static void
on_tested (GObject      *source,
           GAsyncResult *answer,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (InletTestResult) result = inlet_test_run_finish (INLET_TEST (source), answer, &error);
  InletProof *self = g_task_get_source_object (task);

  if (result != NULL)
    conclude_test (self, result);
  inlet_proof_lines_skip (self->lines);

  if (result != NULL)
    g_task_return_pointer (task, g_steal_pointer (&result), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
inlet_proof_dispose (GObject *object)
{
  InletProof *self = INLET_PROOF (object);

  g_clear_object (&self->test);
  g_clear_object (&self->connection);
  g_clear_object (&self->create);
  g_clear_object (&self->draft);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_proof_parent_class)->dispose (object);
}

static void
inlet_proof_finalize (GObject *object)
{
  g_clear_object (&INLET_PROOF (object)->lines);

  G_OBJECT_CLASS (inlet_proof_parent_class)->finalize (object);
}

static void
inlet_proof_class_init (InletProofClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inlet_proof_dispose;
  object_class->finalize = inlet_proof_finalize;
}

static void
inlet_proof_init (InletProof *self)
{
  self->lines = inlet_proof_lines_new ();
}

InletProof *
inlet_proof_new (InletContext *context,
                 InletDraft   *draft)
{
  InletProof *self = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_DRAFT (draft), NULL);

  self = g_object_new (INLET_TYPE_PROOF, NULL);
  self->context = g_object_ref (context);
  self->draft = g_object_ref (draft);
  self->create = inlet_create_new (context, draft);
  g_signal_connect_object (self->create, "notify::status", G_CALLBACK (follow_create), self,
                           G_CONNECT_SWAPPED);
  return self;
}

InletCreate *
inlet_proof_get_create (InletProof *self)
{
  g_return_val_if_fail (INLET_IS_PROOF (self), NULL);

  return self->create;
}

InletProofLines *
inlet_proof_get_lines (InletProof *self)
{
  g_return_val_if_fail (INLET_IS_PROOF (self), NULL);

  return self->lines;
}

void
inlet_proof_create_async (InletProof          *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_PROOF (self));

  /* What was made is given even to a caller who has cancelled. */
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_proof_create_async);
  g_task_set_check_cancellable (task, FALSE);

  inlet_kept_sandboxes_read_async (
    inlet_context_get_database (self->context),
    inlet_profile_get_id (INLET_PROFILE (inlet_draft_get_account (self->draft))), NULL,
    on_kept_read, g_object_ref (self));
  inlet_create_run_async (self->create, cancellable, on_created, g_object_ref (task));
}

InletConnection *
inlet_proof_create_finish (InletProof    *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

InletConnection *
inlet_proof_get_connection (InletProof *self)
{
  g_return_val_if_fail (INLET_IS_PROOF (self), NULL);

  return self->connection;
}

void
inlet_proof_test_async (InletProof          *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_PROOF (self));
  g_return_if_fail (self->connection != NULL && self->test == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_proof_test_async);

  self->test = inlet_test_new (self->context, self->connection);
  inlet_test_set_lists (self->test, TRUE);
  g_signal_connect_object (self->test, "notify::status", G_CALLBACK (follow_test), self,
                           G_CONNECT_SWAPPED);
  inlet_test_run_async (self->test, cancellable, on_tested, g_object_ref (task));
}

InletTestResult *
inlet_proof_test_finish (InletProof    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

InletTest *
inlet_proof_get_test (InletProof *self)
{
  g_return_val_if_fail (INLET_IS_PROOF (self), NULL);

  return self->test;
}
