/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-compare.h"

#include "inlet-compare.h"

#include <glib/gi18n.h>

/* What became of it, its sandbox, ID and name, apart by tabs: for people and for `cut`. */
static void
on_changed (InletCompare       *compare,
            InletCompareChange  change,
            InletConnection    *connection)
{
  g_print ("%s\t%s\t%s\t%s\n", inlet_compare_change_to_nick (change),
           inlet_connection_get_sandbox (connection), inlet_connection_get_remote_id (connection),
           inlet_connection_get_name (connection));
}

static void
say_counts (const InletCompareCounts *counts)
{
  /* TRANSLATORS: four numbers of connections. */
  g_printerr (_("Gone: %'u. Updated: %'u. Made elsewhere: %'u. Unchanged: %'u.\n"),
              counts->n_changed[INLET_COMPARE_GONE], counts->n_changed[INLET_COMPARE_UPDATED],
              counts->n_changed[INLET_COMPARE_ADOPTED], counts->n_unchanged);
  if (counts->n_left > 0)
    g_printerr (_("Left as they are, because something else is going on with them: %'u.\n"),
                counts->n_left);
}

static void
print_counts (const InletCompareCounts *counts,
              guint                     n_uncertain)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), json_object_new ());
  JsonObject *object = json_node_get_object (node);

  json_object_set_int_member (object, "gone", counts->n_changed[INLET_COMPARE_GONE]);
  json_object_set_int_member (object, "updated", counts->n_changed[INLET_COMPARE_UPDATED]);
  json_object_set_int_member (object, "adopted", counts->n_changed[INLET_COMPARE_ADOPTED]);
  json_object_set_int_member (object, "unchanged", counts->n_unchanged);
  json_object_set_int_member (object, "left", counts->n_left);
  json_object_set_int_member (object, "uncertain", n_uncertain);
  json_object_set_int_member (object, "sandboxes", counts->n_sandboxes);
  json_object_set_int_member (object, "sandboxes_compared", counts->n_compared);
  inlet_terminal_print_json (node);
}

static InletExit
tell_error (const GError *error)
{
  inlet_terminal_say_error (error);
  return inlet_exit_from_error (error);
}

/* What is uncertain is said by the status, but for a failure. */
static InletExit
tell (InletCompare *compare,
      const GError *error,
      guint         n_uncertain,
      gboolean      is_json)
{
  const InletCompareCounts *counts = inlet_compare_get_counts (compare);
  const GError *failure = inlet_compare_get_failure (compare);

  say_counts (counts);
  if (is_json)
    print_counts (counts, n_uncertain);

  if (error != NULL)
    return tell_error (error);

  if (failure != NULL) {
    /* TRANSLATORS: the name of a sandbox. */
    g_printerr (_("The sandbox “%s” could not be compared.\n"),
                inlet_compare_get_failed_sandbox (compare));
    return tell_error (failure);
  }

  return n_uncertain > 0 ? INLET_EXIT_UNCERTAIN : INLET_EXIT_DONE;
}

InletExit
inlet_cli_compare (InletTerminal *terminal,
                   const char    *account_name,
                   const char    *sandbox,
                   guint          n_uncertain,
                   gboolean       is_json)
{
  g_autoptr (InletProfile) account = NULL;
  g_autoptr (InletCompare) compare = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  account = inlet_terminal_choose (terminal, INLET_PROFILE_ACCOUNT, account_name, &error);
  if (account == NULL)
    return tell_error (error);

  compare = inlet_compare_new (inlet_terminal_get_context (terminal), INLET_ACCOUNT (account),
                               sandbox);
  if (!is_json)
    g_signal_connect (compare, "changed", G_CALLBACK (on_changed), NULL);
  inlet_compare_run_async (compare, inlet_terminal_get_cancellable (terminal),
                           inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  inlet_compare_run_finish (compare, result, &error);

  return tell (compare, error, n_uncertain, is_json);
}
