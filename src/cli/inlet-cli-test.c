/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-test.h"

#include "inlet-arguments.h"
#include "inlet-cli-find.h"
#include "inlet-cli-stage.h"
#include "inlet-find.h"
#include "inlet-set-string.h"
#include "inlet-side.h"
#include "inlet-test-turn.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* To its beginning, and nothing behind it. */
#define CLEAR_LINE "\r\033[K"

/* (nullable) (transfer full): of row IDs; all of them, before any is tested. */
static GArray *
find_named (InletTerminal  *terminal,
            char          **words,
            GError        **error)
{
  g_autoptr (GArray) row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; words[i] != NULL; i++) {
    g_autoptr (InletConnection) connection = inlet_cli_find (terminal, words[i], error);
    gint64 row_id = 0;

    if (connection == NULL)
      return NULL;

    row_id = inlet_connection_get_row_id (connection);
    g_array_append_val (row_ids, row_id);
  }

  return g_steal_pointer (&row_ids);
}

/* What is asked for. */
typedef struct
{
  char    **words;     /* (owned) (nullable) */
  char     *sandbox;   /* (owned) (nullable) */
  char     *account;   /* (owned) (nullable) */
  gboolean  is_all;
  gboolean  is_json;
} Options;

static void
options_clear (Options *options)
{
  g_clear_pointer (&options->words, g_strfreev);
  g_clear_pointer (&options->sandbox, g_free);
  g_clear_pointer (&options->account, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* (nullable) (transfer full): of row IDs. A sandbox or an account without any is rather a wrong
 * name than one where all is well. */
static GArray *
find_scope (InletTerminal * terminal,
            Options * options,
            GError * *error)
{
  InletDatabase *database = inlet_context_get_database (inlet_terminal_get_context (terminal));
  InletFindScope scope = { .sandbox = options->sandbox };
  g_autoptr (InletProfile) account = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) row_ids = NULL;

  if (options->account != NULL) {
    account = inlet_terminal_choose (terminal, INLET_PROFILE_ACCOUNT, options->account, error);
    if (account == NULL)
      return NULL;
    scope.account_id = inlet_profile_get_id (account);
  }

  inlet_find_rows_async (database, &scope, inlet_terminal_get_cancellable (terminal),
                         inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  row_ids = inlet_find_rows_finish (database, result, error);
  if (row_ids == NULL || row_ids->len > 0 || options->is_all)
    return g_steal_pointer (&row_ids);

  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                       _("No connection that was created is there. “inlet list” lists them."));
  return NULL;
}

/* What is said of many tests while they run. They are told of in the order in which they were asked
 * for, whichever is done first. */
typedef struct
{
  InletRun   *run;            /* (owned) */
  JsonNode   *array;          /* (owned) (nullable): where it prints JSON */
  GHashTable *held;           /* (owned): position → Told, of those whose turn has not come */
  guint       next;           /* position to be told of */
  gboolean    shows_progress; /* where somebody looks at standard error */
  char       *status;         /* (owned) (nullable): why it takes longer */
  InletExit   worst;
} Report;

typedef struct
{
  InletTestTurn *turn;        /* (owned) */
  GError        *error;       /* (owned) (nullable) */
} Told;

static void
told_free (Told *told)
{
  g_clear_object (&told->turn);
  g_clear_error (&told->error);
  g_free (told);
}

static void
report_clear (Report *report)
{
  g_clear_object (&report->run);
  g_clear_pointer (&report->array, json_node_unref);
  g_clear_pointer (&report->held, g_hash_table_unref);
  g_clear_pointer (&report->status, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Report, report_clear)

/* One line, which the next one takes the place of. */
static void
show_progress (Report *report)
{
  guint total = inlet_run_get_total (report->run);

  if (!report->shows_progress)
    return;

  g_printerr (CLEAR_LINE);
  /* TRANSLATORS: three numbers, of connections. */
  g_printerr (_("%'u of %'u tested, %'u not passed"), inlet_run_get_n_done (report->run), total,
              inlet_run_get_n_failed (report->run));
  if (report->status != NULL)
    g_printerr (" · %s", report->status);
}

static void
hide_progress (Report *report)
{
  if (report->shows_progress)
    g_printerr (CLEAR_LINE);
}

/* Many wait for the same: it is said once. */
static void
on_status (InletTestTurn *turn,
           GParamSpec    *pspec,
           Report        *report)
{
  const char *status = inlet_test_turn_get_status (turn);

  if (!inlet_set_string (&report->status, status))
    return;

  if (report->shows_progress)
    show_progress (report);
  else if (status != NULL)
    g_printerr ("%s\n", status);
}

static void
on_item_started (InletRun      *run,
                 guint          position,
                 InletTestTurn *turn,
                 Report        *report)
{
  g_signal_connect (turn, "notify::status", G_CALLBACK (on_status), report);
}

/* Outcome, ID and name, apart by tabs: for people and for `cut`. */
static void
print_result (InletConnection *connection,
              InletTestResult *result)
{
  g_print ("%s\t%s\t%s\n",
           inlet_test_outcome_to_nick (inlet_test_result_get_outcome (result)),
           inlet_connection_get_remote_id (connection), inlet_connection_get_name (connection));
}

static InletExit
say_result (InletConnection *connection,
            InletTestResult *result,
            const GError    *unsaved)
{
  InletProblem *problem = inlet_test_result_get_problem (result);

  if (problem != NULL) {
    /* TRANSLATORS: the name of a connection, and whose side its problem is on, such as “the
     * network”. */
    g_printerr (_("“%s”: look at %s.\n"), inlet_connection_get_name (connection),
                inlet_side_to_text (inlet_side_of_problem (problem)));
    inlet_terminal_say_problem (problem);
  }

  if (unsaved != NULL) {
    g_printerr ("%s\n", _("What came of it could not be written to the history."));
    inlet_terminal_say_error (unsaved);
  }

  if (problem != NULL)
    return inlet_exit_from_problem (problem);

  return unsaved != NULL ? INLET_EXIT_UNEXPECTED : INLET_EXIT_DONE;
}

static InletExit
tell (Report *report,
      Told   *told)
{
  InletConnection *connection = inlet_test_turn_get_connection (told->turn);
  InletTestResult *result = inlet_test_turn_get_result (told->turn);

  if (result == NULL) {
    inlet_terminal_say_error (told->error);
    return inlet_exit_from_error (told->error);
  }

  if (report->array != NULL)
    json_array_add_element (json_node_get_array (report->array),
                            inlet_test_result_to_json (result, connection));
  else
    print_result (connection, result);

  return say_result (connection, result, inlet_test_turn_get_unsaved (told->turn));
}

static void
on_item_done (InletRun      *run,
              guint          position,
              InletTestTurn *turn,
              const GError  *error,
              Report        *report)
{
  Told *told = g_new0 (Told, 1);

  g_signal_handlers_disconnect_by_data (turn, report);
  told->turn = g_object_ref (turn);
  told->error = error != NULL ? g_error_copy (error) : NULL;
  g_hash_table_insert (report->held, GUINT_TO_POINTER (position), told);

  hide_progress (report);
  while ((told = g_hash_table_lookup (report->held, GUINT_TO_POINTER (report->next))) != NULL) {
    if (!g_error_matches (told->error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      InletExit status = tell (report, told);

      report->worst = MAX (report->worst, status);
    }
    g_hash_table_remove (report->held, GUINT_TO_POINTER (report->next++));
  }
}

/* The highest of their statuses. */
static InletExit
test_rows (InletTerminal *terminal,
           GArray        *row_ids,
           gboolean       is_json)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Report) report = { 0 };

  report.run = inlet_test_turn_create_run (inlet_terminal_get_context (terminal), row_ids);
  report.array = is_json ? json_node_init_array (json_node_alloc (), json_array_new ()) : NULL;
  report.held = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) told_free);
  report.shows_progress = row_ids->len > 1 && isatty (STDERR_FILENO);
  g_signal_connect (report.run, "item-started", G_CALLBACK (on_item_started), &report);
  g_signal_connect (report.run, "item-done", G_CALLBACK (on_item_done), &report);
  g_signal_connect_swapped (report.run, "notify::done", G_CALLBACK (show_progress), &report);

  inlet_run_run_async (report.run, inlet_terminal_get_cancellable (terminal),
                       inlet_terminal_on_answered, terminal);
  answer = inlet_terminal_wait (terminal);
  hide_progress (&report);
  if (report.array != NULL)
    inlet_terminal_print_json (report.array);
  if (inlet_run_run_finish (report.run, answer, &error))
    return report.worst;

  g_printerr ("%s\n", _("Cancelled. Testing changes nothing."));
  return MAX (report.worst, INLET_EXIT_UNEXPECTED);
}

static gboolean
parse (char       **arguments,
       Options     *options,
       GError     **error)
{
  GOptionEntry entries[] = {
    { "sandbox", 0, 0, G_OPTION_ARG_STRING, &options->sandbox, NULL, NULL },
    { "account", 0, 0, G_OPTION_ARG_STRING, &options->account, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options->is_all, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->is_json, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->words, NULL, NULL },
    { NULL }
  };
  static const char usage[] =
    "inlet test ID|NAME… | [--sandbox S] [--account A] | --all [--json]";
  guint n_ways = 0;

  if (!inlet_arguments_parse (arguments, usage, entries, 0, error))
    return FALSE;

  n_ways += options->words != NULL;
  n_ways += options->is_all;
  n_ways += options->sandbox != NULL || options->account != NULL;
  if (n_ways == 1)
    return TRUE;

  g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, "%s\n%s",
               _("Say which connections: by ID or name, by sandbox, by account, or all."), usage);
  return FALSE;
}

InletExit
inlet_cli_test (char     **arguments,
                gboolean   is_demo)
{
  g_auto (Options) options = { 0 };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (GArray) row_ids = NULL;
  g_autoptr (GError) error = NULL;

  if (parse (arguments, &options, &error))
    terminal = inlet_cli_stage_new (is_demo, &error);

  if (terminal != NULL && options.words != NULL)
    row_ids = find_named (terminal, options.words, &error);
  else if (terminal != NULL)
    row_ids = find_scope (terminal, &options, &error);

  if (row_ids == NULL) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  return test_rows (terminal, row_ids, options.is_json);
}
