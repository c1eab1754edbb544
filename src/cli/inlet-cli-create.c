/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-create.h"

#include "inlet-arguments.h"
#include "inlet-cli-create-many.h"
#include "inlet-cli-find.h"
#include "inlet-cli-proof.h"
#include "inlet-connection-json.h"
#include "inlet-create.h"
#include "inlet-error.h"

#include <glib/gi18n.h>

/* What was said on the command line. */
typedef struct
{
  char     *like;
  char     *account;
  char     *credentials;
  char    **sandboxes;
  char     *name;
  char     *description;
  gboolean  is_again;
  gboolean  skips;
  gboolean  is_tested;
  gboolean  is_json;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->like);
  g_free (self->account);
  g_free (self->credentials);
  g_strfreev (self->sandboxes);
  g_free (self->name);
  g_free (self->description);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static const char *
first_of (const char *said,
          const char *meant)
{
  if (said != NULL)
    return said;

  return meant != NULL ? meant : "";
}

/* The profile that was named or, by its UUID, that of @like: nothing else takes its place where it
 * is no longer kept. (transfer full) */
static InletProfile *
choose (InletTerminal     *terminal,
        InletProfileKind   kind,
        const char        *name,
        InletConnection   *like,
        GError           **error)
{
  InletVault *vault = inlet_context_get_vault (inlet_terminal_get_context (terminal));
  gboolean is_account = kind == INLET_PROFILE_ACCOUNT;
  InletProfile *profile = NULL;
  const char *id = NULL;

  if (like == NULL || name != NULL)
    return inlet_terminal_choose (terminal, kind, name, error);

  id = is_account ? inlet_connection_get_account_id (like)
                  : inlet_connection_get_credentials_id (like);
  if (id != NULL)
    profile = inlet_profiles_find_by_id (inlet_vault_get_profiles (vault, kind), id);
  if (profile != NULL)
    return g_object_ref (profile);

  if (is_account)
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 _("The account “%s” was removed. Say which with --account."),
                 first_of (inlet_connection_get_account_name (like), NULL));
  else
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 _("The credentials “%s” were removed. Say which with --credentials."),
                 first_of (inlet_connection_get_credentials_name (like), NULL));
  return NULL;
}

/* Nothing where one of them is empty: a variable that is not set must not make fewer than were
 * meant. (nullable) (transfer full) */
static char *
join_sandboxes (char **sandboxes)
{
  if (sandboxes == NULL)
    return NULL;

  return g_strv_contains ((const char * const *) sandboxes, "") ? g_strdup ("")
                                                                : g_strjoinv (",", sandboxes);
}

static void
fill_form (InletTerminal   *terminal,
           InletForm       *form,
           const Options   *options,
           InletConnection *like)
{
  InletDraft *start = inlet_terminal_get_draft (terminal);
  g_autofree char *sandboxes = join_sandboxes (options->sandboxes);
  const char *sandbox = sandboxes;

  if (sandbox == NULL && like == NULL && start != NULL)
    sandbox = inlet_draft_get_sandbox (start);

  inlet_form_set_text (form, INLET_FIELD_SANDBOX,
                       first_of (sandbox, like != NULL ? inlet_connection_get_sandbox (like)
                                                       : NULL));
  inlet_form_set_text (form, INLET_FIELD_NAME,
                       first_of (options->name, like != NULL ? inlet_connection_get_name (like)
                                                             : NULL));
  inlet_form_set_text (form, INLET_FIELD_DESCRIPTION,
                       first_of (options->description,
                                 like != NULL ? inlet_connection_get_description (like) : NULL));
}

/* (transfer full): of InletDraft, one for each sandbox */
static GPtrArray *
build_drafts (InletTerminal  *terminal,
              const Options  *options,
              GError        **error)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CONNECTION);
  g_autoptr (InletConnection) like = NULL;
  g_autoptr (InletProfile) account = NULL;
  g_autoptr (InletProfile) credentials = NULL;

  if (options->like != NULL) {
    like = inlet_cli_find_latest (terminal, options->like, error);
    if (like == NULL)
      return NULL;
  }

  fill_form (terminal, form, options, like);
  if (!inlet_form_check (form, error))
    return NULL;

  account = choose (terminal, INLET_PROFILE_ACCOUNT, options->account, like, error);
  if (account == NULL)
    return NULL;

  credentials = choose (terminal, INLET_PROFILE_CREDENTIALS, options->credentials, like, error);
  if (credentials == NULL)
    return NULL;

  return inlet_draft_new_for_each (INLET_ACCOUNT (account), INLET_CREDENTIALS (credentials),
                                   inlet_form_get_text (form, INLET_FIELD_SANDBOX),
                                   inlet_form_get_text (form, INLET_FIELD_NAME),
                                   inlet_form_get_text (form, INLET_FIELD_DESCRIPTION));
}

/* @test: (nullable): what came of testing it, where it was. */
static void
print_connection (InletConnection *connection,
                  const Options   *options,
                  JsonNode        *test)
{
  const char *remote_id = inlet_connection_get_remote_id (connection);

  if (options->is_json) {
    g_autoptr (JsonNode) node = inlet_connection_to_json (connection);

    if (test != NULL)
      json_object_set_member (json_node_get_object (node), "test", json_node_ref (test));
    else if (options->is_tested)
      json_object_set_null_member (json_node_get_object (node), "test");
    inlet_terminal_print_json (node);
  } else if (remote_id != NULL) {
    g_print ("%s\n", remote_id);
  }
}

/* Nothing was sent and there is no row; told as the connection that it would have been. */
static InletExit
tell_given_up (InletDraft    *draft,
               const GError  *error,
               const Options *options)
{
  g_autoptr (InletProblem) problem = NULL;
  g_autoptr (InletConnection) attempt = inlet_connection_new_attempt (
    draft, g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (InletConnection) failed = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    problem = inlet_problem_new (INLET_ERROR_INTERRUPTED, "Cancelled before the request was sent");
  else
    problem = inlet_problem_new_from_error (error);

  failed = inlet_connection_with_problem (attempt, problem);
  print_connection (failed, options, NULL);
  inlet_terminal_say_problem (problem);
  return inlet_exit_from_problem (problem);
}

static InletExit
tell_outcome (InletConnection *connection,
              const GError    *unsaved,
              const Options   *options,
              JsonNode        *test)
{
  InletProblem *problem = inlet_connection_get_problem (connection);

  print_connection (connection, options, test);

  if (unsaved != NULL) {
    g_printerr ("%s\n", _("Keep what is printed here: it could not be written to the history."));
    inlet_terminal_say_error (unsaved);
    return INLET_EXIT_UNEXPECTED;
  }

  if (problem == NULL)
    return INLET_EXIT_DONE;

  inlet_terminal_say_problem (problem);
  return inlet_exit_from_problem (problem);
}

/* Only what goes beyond a step: that it takes longer, and why. */
static void
on_status (InletCreate *operation)
{
  const char *status = inlet_create_get_status (operation);

  if (g_strcmp0 (status, inlet_create_step_to_text (inlet_create_get_step (operation))) != 0)
    g_printerr ("%s\n", status);
}

static InletExit
create (InletTerminal *terminal,
        InletDraft    *draft,
        const Options *options)
{
  g_autoptr (InletCreate) operation = inlet_create_new (inlet_terminal_get_context (terminal),
                                                        draft);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  inlet_create_set_again (operation, options->is_again);
  g_signal_connect (operation, "notify::status", G_CALLBACK (on_status), NULL);
  inlet_create_run_async (operation, inlet_terminal_get_cancellable (terminal),
                          inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  connection = inlet_create_run_finish (operation, result, &error);

  return connection != NULL
         ? tell_outcome (connection, inlet_create_get_unsaved (operation), options, NULL)
         : tell_given_up (draft, error, options);
}

/* The ID is printed before the test; the one value of `--json` has to wait for it. What is not in
 * the history is not tested: it is to be kept first. */
static InletExit
test_and_tell (InletTerminal   *terminal,
               InletProof      *proof,
               InletConnection *connection,
               const Options   *options)
{
  const GError *unsaved = inlet_create_get_unsaved (inlet_proof_get_create (proof));
  g_autoptr (JsonNode) test = NULL;
  InletExit status = INLET_EXIT_UNEXPECTED;

  if (unsaved != NULL || inlet_connection_get_state (connection) != INLET_CONNECTION_CREATED)
    return tell_outcome (connection, unsaved, options, NULL);

  if (options->is_json) {
    test = inlet_cli_proof_test (terminal, proof);
    return tell_outcome (connection, NULL, options, test);
  }

  status = tell_outcome (connection, NULL, options, NULL);
  test = inlet_cli_proof_test (terminal, proof);
  return status;
}

static InletExit
create_and_test (InletTerminal *terminal,
                 InletDraft    *draft,
                 const Options *options)
{
  g_autoptr (InletProof) proof = inlet_proof_new (inlet_terminal_get_context (terminal), draft);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  inlet_cli_proof_follow (proof);
  inlet_create_set_again (inlet_proof_get_create (proof), options->is_again);
  inlet_proof_create_async (proof, inlet_terminal_get_cancellable (terminal),
                            inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  connection = inlet_proof_create_finish (proof, result, &error);

  return connection != NULL ? test_and_tell (terminal, proof, connection, options)
                            : tell_given_up (draft, error, options);
}

InletExit
inlet_cli_create (char     **arguments,
                  gboolean   is_demo)
{
  g_auto (Options) options = { NULL };
  GOptionEntry entries[] = {
    { "like", 0, 0, G_OPTION_ARG_STRING, &options.like, NULL, NULL },
    { "account", 0, 0, G_OPTION_ARG_STRING, &options.account, NULL, NULL },
    { "credentials", 0, 0, G_OPTION_ARG_STRING, &options.credentials, NULL, NULL },
    { "sandbox", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.sandboxes, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, NULL, NULL },
    { "description", 0, 0, G_OPTION_ARG_STRING, &options.description, NULL, NULL },
    { "again", 0, 0, G_OPTION_ARG_NONE, &options.is_again, NULL, NULL },
    { "skip-existing", 0, 0, G_OPTION_ARG_NONE, &options.skips, NULL, NULL },
    { "test", 0, 0, G_OPTION_ARG_NONE, &options.is_tested, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.is_json, NULL, NULL },
    { NULL }
  };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GError) error = NULL;

  if (inlet_arguments_parse (arguments,
                             "inlet create --account A --credentials C --sandbox S… --name N "
                             "[--description D] [--like ID|NAME] [--again] [--skip-existing] "
                             "[--test] [--json]", entries, 0, &error))
    terminal = inlet_terminal_new (is_demo, &error);

  if (terminal != NULL)
    drafts = build_drafts (terminal, &options, &error);

  if (drafts == NULL) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  inlet_terminal_warn_of_end (inlet_draft_get_credentials (drafts->pdata[0]));
  if (drafts->len > 1)
    return inlet_cli_create_many (terminal, drafts, &(InletCliCreateManyWishes) {
      options.is_again, options.skips, options.is_tested, options.is_json
    });

  return (options.is_tested ? create_and_test : create)(terminal, drafts->pdata[0], &options);
}
