/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-sync.h"

#include "inlet-arguments.h"
#include "inlet-cli-compare.h"
#include "inlet-connection-json.h"
#include "inlet-doubt.h"
#include "inlet-error.h"
#include "inlet-field.h"
#include "inlet-sandbox-names.h"
#include "inlet-settle.h"
#include "inlet-sync.h"

#include <glib/gi18n.h>

#define USAGE "inlet sync [--row N [--adopt ID | --none]] [--json]\n" \
  "  inlet sync --sandbox S | --all [--account A] [--json]"

/* What is asked for. */
typedef struct
{
  gint64    row_id;    /* 0: all */
  char     *adopt;     /* (owned) (nullable): an ID */
  gboolean  is_none;
  char     *sandbox;   /* (owned) (nullable): to be compared */
  gboolean  is_all;    /* of an account, to be compared */
  char     *account;   /* (owned) (nullable): its name */
  gboolean  is_json;
} Wish;

static void
wish_clear (Wish *wish)
{
  g_clear_pointer (&wish->adopt, g_free);
  g_clear_pointer (&wish->sandbox, g_free);
  g_clear_pointer (&wish->account, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
has_choice (const Wish *wish)
{
  return wish->adopt != NULL || wish->is_none;
}

static gboolean
compares (const Wish *wish)
{
  return wish->sandbox != NULL || wish->is_all;
}

static void
set_comparison_error (GError **error)
{
  g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
               _("Say one sandbox, or all, to compare with Adobe. It is written:\n  %s"), USAGE);
}

static gboolean
check (const Wish  *wish,
       const char  *row,
       GError     **error)
{
  if ((row == NULL && has_choice (wish)) || (wish->adopt != NULL && wish->is_none)) {
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 _("Say for one row what it is. It is written:\n  %s"), USAGE);
    return FALSE;
  }

  if ((wish->sandbox != NULL && wish->is_all) || (row != NULL && compares (wish)) ||
      (wish->account != NULL && !compares (wish))) {
    set_comparison_error (error);
    return FALSE;
  }

  return TRUE;
}

/* As it is where a connection is created: a variable that is not set is no sandbox, and nothing is
 * asked of Adobe for it. */
static gboolean
check_sandbox (Wish    *wish,
               GError **error)
{
  g_autofree char *text = inlet_field_clean (INLET_FIELD_SANDBOX, wish->sandbox);
  g_auto (GStrv) names = inlet_sandbox_names_split (text);
  const char *message = NULL;

  if (inlet_field_check (INLET_FIELD_SANDBOX, text, &message) == INLET_VERDICT_WRONG) {
    /* Translators: what a field is called, and what is wrong with it. */
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, _("%s: %s"),
                 inlet_field_get_label (INLET_FIELD_SANDBOX), message);
    return FALSE;
  }

  if (g_strv_length (names) != 1) {
    set_comparison_error (error);
    return FALSE;
  }

  g_free (wish->sandbox);
  wish->sandbox = g_strdup (names[0]);
  return TRUE;
}

static gboolean
parse (char     **arguments,
       Wish      *wish,
       GError   **error)
{
  g_autofree char *row = NULL;
  GOptionEntry entries[] = {
    { "row", 0, 0, G_OPTION_ARG_STRING, &row, NULL, NULL },
    { "adopt", 0, 0, G_OPTION_ARG_STRING, &wish->adopt, NULL, NULL },
    { "none", 0, 0, G_OPTION_ARG_NONE, &wish->is_none, NULL, NULL },
    { "sandbox", 0, 0, G_OPTION_ARG_STRING, &wish->sandbox, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &wish->is_all, NULL, NULL },
    { "account", 0, 0, G_OPTION_ARG_STRING, &wish->account, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &wish->is_json, NULL, NULL },
    { NULL }
  };

  if (!inlet_arguments_parse (arguments, USAGE, entries, 0, error) || !check (wish, row, error) ||
      (wish->sandbox != NULL && !check_sandbox (wish, error)))
    return FALSE;

  if (row != NULL &&
      !g_ascii_string_to_signed (row, 10, 1, G_MAXINT64, &wish->row_id, NULL)) {
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                         _("A row is a number. “inlet sync” lists those that are uncertain."));
    return FALSE;
  }

  return TRUE;
}

/* (nullable) (transfer full) */
static char *
format_time (gint64      unix_time,
             gboolean    is_local,
             const char *format)
{
  g_autoptr (GDateTime) time = NULL;

  if (unix_time == 0)
    return NULL;

  time = is_local ? g_date_time_new_from_unix_local (unix_time)
                  : g_date_time_new_from_unix_utc (unix_time);
  return time != NULL ? g_date_time_format (time, format) : NULL;
}

static const char *
get_id (InletRemote *remote)
{
  return inlet_receipt_get_remote_id (inlet_remote_get_receipt (remote));
}

static void
say_candidate (InletRemote *remote)
{
  g_autofree char *when = format_time (inlet_remote_get_created_at (remote), TRUE, "%F %T");

  g_printerr ("  %s\t%s\t%s\n", get_id (remote), when != NULL ? when : "-",
              inlet_remote_get_state (remote));
}

static void
say_several (InletFinding *finding)
{
  InletConnection *row = inlet_finding_get_outcome (finding);
  GPtrArray *candidates = inlet_finding_get_candidates (finding);
  g_autofree char *row_id =
    g_strdup_printf ("%" G_GINT64_FORMAT, inlet_connection_get_row_id (row));

  /* TRANSLATORS: the number of a row, and the name of a connection. Below are those at Adobe. */
  g_printerr (ngettext ("Row %s, “%s”, may be this one, or not:\n",
                        "Row %s, “%s”, may be one of these, made at another time or more than "
                        "once:\n", candidates->len),
              row_id, inlet_connection_get_name (row));
  for (guint i = 0; i < candidates->len; i++)
    say_candidate (candidates->pdata[i]);
  g_printerr (_("Say which with “inlet sync --row %s --adopt ID”, or “--none”.\n"), row_id);
}

static void
say_finding (InletFinding *finding)
{
  InletConnection *outcome = inlet_finding_get_outcome (finding);
  const char *name = inlet_connection_get_name (outcome);

  switch (inlet_finding_get_kind (finding)) {
    case INLET_FINDING_MADE:
      /* TRANSLATORS: the name of a connection, and its ID. */
      g_printerr (_("“%s” was created: %s\n"), name, inlet_connection_get_remote_id (outcome));
      break;
    case INLET_FINDING_NOT_MADE:
      g_printerr (_("“%s” was not created. It can be created again.\n"), name);
      break;
    case INLET_FINDING_SEVERAL:
      say_several (finding);
      break;
    case INLET_FINDING_TOO_EARLY:
    default:
      g_printerr (_("“%s” is not there yet: Adobe may still be at it. Look again later.\n"), name);
  }
}

static void
say_choice (InletConnection *outcome)
{
  const char *name = inlet_connection_get_name (outcome);

  switch (inlet_connection_get_state (outcome)) {
    case INLET_CONNECTION_CREATED:
      g_printerr (_("“%s” was created: %s\n"), name, inlet_connection_get_remote_id (outcome));
      break;
    case INLET_CONNECTION_FAILED:
      g_printerr (_("“%s” was not created. It can be created again.\n"), name);
      break;
    case INLET_CONNECTION_SENDING:
    case INLET_CONNECTION_UNCERTAIN:
    case INLET_CONNECTION_GONE:
    default:
      g_printerr (_("“%s” stays uncertain: Adobe may still be at it. Look again later.\n"), name);
  }
}

static void
set_text_or_null (JsonObject *object,
                  const char *name,
                  const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_string_member (object, name, text);
  else
    json_object_set_null_member (object, name);
}

static JsonObject *
candidate_to_json (InletRemote *remote)
{
  g_autofree char *created_at = format_time (inlet_remote_get_created_at (remote), FALSE,
                                             "%Y-%m-%dT%H:%M:%SZ");
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", get_id (remote));
  json_object_set_string_member (object, "name", inlet_remote_get_name (remote));
  set_text_or_null (object, "created_at", created_at);
  set_text_or_null (object, "state", inlet_remote_get_state (remote));
  return object;
}

/* As `inlet list` has it, and its number and those that it may be. */
static JsonNode *
row_to_json (InletConnection *row,
             GPtrArray       *candidates)
{
  JsonNode *node = inlet_connection_to_json (row);
  JsonObject *object = json_node_get_object (node);
  JsonArray *array = json_array_new ();

  if (inlet_connection_get_state (row) == INLET_CONNECTION_UNCERTAIN)
    for (guint i = 0; i < candidates->len; i++)
      json_array_add_object_element (array, candidate_to_json (candidates->pdata[i]));

  json_object_set_int_member (object, "row", inlet_connection_get_row_id (row));
  json_object_set_array_member (object, "candidates", array);
  return node;
}

/* Its number, and what `inlet list` prints of it. */
static void
print_row (InletConnection *row)
{
  g_autofree char *when = format_time (inlet_connection_get_created_at (row), TRUE, "%F %T");
  const char *remote_id = inlet_connection_get_remote_id (row);

  g_print ("%" G_GINT64_FORMAT "\t%s\t%s\t%s\t%s\t%s\n", inlet_connection_get_row_id (row),
           when != NULL ? when : "",
           inlet_connection_state_to_nick (inlet_connection_get_state (row)),
           inlet_connection_get_sandbox (row), remote_id != NULL ? remote_id : "-",
           inlet_connection_get_name (row));
}

static void
print_rows (GPtrArray *rows,
            GPtrArray *findings,
            gboolean   is_json)
{
  g_autoptr (JsonNode) array = json_node_init_array (json_node_alloc (), json_array_new ());

  for (guint i = 0; i < rows->len; i++)
    if (is_json)
      json_array_add_element (json_node_get_array (array),
                              row_to_json (rows->pdata[i],
                                           inlet_finding_get_candidates (findings->pdata[i])));
    else
      print_row (rows->pdata[i]);

  if (is_json)
    inlet_terminal_print_json (array);
}

static InletExit
tell_error (const GError *error)
{
  inlet_terminal_say_error (error);
  return inlet_exit_from_error (error);
}

static InletExit
tell_wrong (const char *sentence)
{
  g_autoptr (GError) error = g_error_new_literal (INLET_ERROR, INLET_ERROR_INVALID_INPUT, sentence);

  return tell_error (error);
}

static InletExit
tell_findings (InletTerminal *terminal,
               GPtrArray     *findings,
               const GError  *failure,
               const Wish    *wish)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  guint n_uncertain = 0;

  for (guint i = 0; i < findings->len; i++) {
    InletConnection *row = inlet_finding_get_outcome (findings->pdata[i]);

    say_finding (findings->pdata[i]);
    g_ptr_array_add (rows, row);
    n_uncertain += inlet_connection_get_state (row) == INLET_CONNECTION_UNCERTAIN;
  }

  if (compares (wish))
    return inlet_cli_compare (terminal, wish->account, wish->sandbox, n_uncertain, wish->is_json);

  print_rows (rows, findings, wish->is_json);
  if (failure != NULL)
    return tell_error (failure);

  return n_uncertain > 0 ? INLET_EXIT_UNCERTAIN : INLET_EXIT_DONE;
}

/* Writes down what is chosen for the only one of @findings. */
static InletExit
choose (InletTerminal *terminal,
        GPtrArray     *findings,
        const Wish    *wish)
{
  InletDatabase *database = inlet_context_get_database (inlet_terminal_get_context (terminal));
  InletFinding *finding = findings->pdata[0];
  InletRemote *remote = NULL;
  g_autoptr (InletConnection) outcome = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (wish->adopt != NULL) {
    remote = inlet_finding_find_candidate (finding, wish->adopt);
    if (remote == NULL)
      return tell_wrong (_("That ID is not one that the row may be. “inlet sync” lists those."));
  }

  outcome = inlet_finding_choose (finding, remote);
  inlet_doubt_settle_async (database, outcome, inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  if (!inlet_doubt_settle_finish (database, result, &error))
    return error != NULL ? tell_error (error)
                         : tell_wrong (_("The history has changed meanwhile. Look again."));

  say_choice (outcome);
  g_ptr_array_add (rows, outcome);
  print_rows (rows, findings, wish->is_json);
  return inlet_connection_get_state (outcome) == INLET_CONNECTION_UNCERTAIN ? INLET_EXIT_UNCERTAIN
                                                                            : INLET_EXIT_DONE;
}

/* Gives how many of @kind are in doubt still. */
static int
settle (InletTerminal         *terminal,
        const InletSettleKind *kind)
{
  InletContext *context = inlet_terminal_get_context (terminal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int n_left;

  inlet_settle_async (context, kind, 0, INLET_FINDING_PATIENCE, FALSE,
                      inlet_terminal_get_cancellable (terminal), inlet_terminal_on_answered,
                      terminal);
  result = inlet_terminal_wait (terminal);
  n_left = inlet_settle_finish (context, result, &error);
  if (n_left < 0)
    inlet_terminal_say_error (error);

  return n_left;
}

/* Of deletions nothing is said: they are not in doubt for long. */
static int
settle_all (InletTerminal *terminal)
{
  int n_edits;

  settle (terminal, &inlet_settle_deletions);
  n_edits = settle (terminal, &inlet_settle_edits);
  if (n_edits > 0)
    g_printerr (ngettext ("What came of %d change is not known yet. Look again later.\n",
                          "What came of %d changes is not known yet. Look again later.\n",
                          n_edits), n_edits);

  return n_edits;
}

static InletExit
look_up (InletTerminal *terminal,
         const Wish    *wish)
{
  g_autoptr (InletSync) sync = inlet_sync_new (inlet_terminal_get_context (terminal));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  InletExit status;
  int n_edits;

  n_edits = settle_all (terminal);
  inlet_sync_set_row (sync, wish->row_id);
  inlet_sync_set_only_looks (sync, has_choice (wish));
  inlet_sync_run_async (sync, inlet_terminal_get_cancellable (terminal),
                        inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  findings = inlet_sync_run_finish (sync, result, &error);
  if (findings == NULL)
    return tell_error (error);

  if (wish->row_id != 0 && findings->len == 0 && inlet_sync_get_failure (sync) == NULL)
    return tell_wrong (_("There is nothing to look up in that row: it is not uncertain, or its "
                         "account was removed."));
  if (has_choice (wish) && findings->len > 0)
    return choose (terminal, findings, wish);
  if (findings->len == 0 && n_edits == 0 && !compares (wish))
    g_printerr (_("There is nothing to look up. “inlet sync --all” compares with Adobe.\n"));

  status = tell_findings (terminal, findings, inlet_sync_get_failure (sync), wish);
  return status == INLET_EXIT_DONE && n_edits > 0 ? INLET_EXIT_UNCERTAIN : status;
}

InletExit
inlet_cli_sync (char     **arguments,
                gboolean   is_demo)
{
  g_auto (Wish) wish = { 0 };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (GError) error = NULL;

  if (parse (arguments, &wish, &error))
    terminal = inlet_terminal_new (is_demo, &error);

  return terminal != NULL ? look_up (terminal, &wish) : tell_error (error);
}
