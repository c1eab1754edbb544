/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-create-many.h"

#include "inlet-connection-error.h"
#include "inlet-connection-json.h"
#include "inlet-create-many.h"
#include "inlet-error.h"

#include <glib/gi18n.h>

static const char *
get_sandbox (InletCreateItem *item)
{
  return inlet_draft_get_sandbox (inlet_create_item_get_draft (item));
}

/* From that which is best to know of to that which is least. */
static InletExit
worse_of (InletExit a,
          InletExit b)
{
  static const InletExit worst_last[] = {
    INLET_EXIT_DONE, INLET_EXIT_USAGE, INLET_EXIT_NOT_REACHED, INLET_EXIT_REFUSED,
    INLET_EXIT_KEYRING, INLET_EXIT_UNEXPECTED, INLET_EXIT_UNCERTAIN,
  };

  for (gsize i = G_N_ELEMENTS (worst_last); i-- > 0;)
    if (worst_last[i] == a || worst_last[i] == b)
      return worst_last[i];

  return INLET_EXIT_UNEXPECTED;
}

/* What was not begun has no row; it is told as what it would have been. (transfer full) */
static InletConnection *
build_left (InletCreateItem *item,
            InletProblem    *problem)
{
  g_autoptr (InletConnection) attempt =
    inlet_connection_new_attempt (inlet_create_item_get_draft (item),
                                  g_get_real_time () / G_USEC_PER_SEC);

  return inlet_connection_with_problem (attempt, problem);
}

/* State, sandbox and ID, apart by tabs: for people and for `cut`. */
static void
print_item (InletCreateItem *item,
            InletConnection *connection)
{
  const char *remote_id = inlet_connection_get_remote_id (connection);
  InletConnectionState state = inlet_connection_get_state (connection);

  g_print ("%s\t%s\t%s\n", inlet_connection_state_to_nick (state), get_sandbox (item),
           remote_id != NULL ? remote_id : "-");
}

/* Says what there is to be said of @item, with @left for what was not begun; gives its status. */
static InletExit
tell_item (InletCreateItem *item,
           InletProblem    *left,
           JsonArray       *array)
{
  InletProblem *problem = inlet_create_item_get_problem (item);
  g_autoptr (InletConnection) connection = NULL;

  g_set_object (&connection, inlet_create_item_get_connection (item));
  if (problem == NULL && connection == NULL)
    problem = left;
  if (connection == NULL)
    connection = build_left (item, problem);

  if (array != NULL)
    json_array_add_element (array, inlet_connection_to_json (connection));
  else
    print_item (item, connection);

  if (inlet_create_item_get_unsaved (item) != NULL) {
    g_printerr ("%s: %s\n", get_sandbox (item),
                _("Keep what is printed here: it could not be written to the history."));
    return INLET_EXIT_UNEXPECTED;
  }

  if (problem == NULL || inlet_create_item_get_state (item) == INLET_CREATE_ITEM_SKIPPED)
    return INLET_EXIT_DONE;

  if (problem != left) {
    g_printerr ("%s: ", get_sandbox (item));
    inlet_terminal_say_problem (problem);
  }
  return inlet_exit_from_problem (problem);
}

/* @left: why what was not begun was not. */
static InletExit
tell_all (InletCreateMany *many,
          InletProblem    *left,
          gboolean         is_json)
{
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), json_array_new ());
  JsonArray *array = is_json ? json_node_get_array (node) : NULL;
  GListModel *items = inlet_create_many_get_items (many);
  InletExit worst = INLET_EXIT_DONE;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++) {
    g_autoptr (InletCreateItem) item = g_list_model_get_item (items, i);

    worst = worse_of (worst, tell_item (item, left, array));
  }

  if (is_json)
    inlet_terminal_print_json (node);
  return worst;
}

/* Only that it takes longer, and why. */
static void
on_status (InletCreateMany *many)
{
  g_autofree char *status = NULL;

  g_object_get (many, "status", &status, NULL);
  if (status != NULL && !g_str_equal (status, inlet_create_step_to_text (INLET_CREATE_SIGNING_IN)))
    g_printerr ("%s\n", status);
}

/* The first Ctrl+C: no other is begun. */
static void
on_interrupted (GCancellable    *cancellable,
                InletCreateMany *many)
{
  inlet_create_many_stop (many);
  if (inlet_create_many_get_is_running (many))
    g_printerr ("%s\n", _("No other is begun. Waiting for the answers to what was sent…"));
}

static InletExit
run (InletTerminal   *terminal,
     InletCreateMany *many,
     gboolean         is_json)
{
  GCancellable *cancellable = inlet_terminal_get_cancellable (terminal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (InletProblem) left = NULL;
  g_autoptr (GError) error = NULL;
  gulong handler = 0;

  g_signal_connect (many, "notify::status", G_CALLBACK (on_status), NULL);
  handler = g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_interrupted), many);
  inlet_create_many_run_async (many, inlet_terminal_on_answered, terminal);
  if (g_cancellable_is_cancelled (cancellable))
    inlet_create_many_stop (many);
  result = inlet_terminal_wait (terminal);
  g_signal_handler_disconnect (cancellable, handler);

  inlet_create_many_run_finish (many, result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    inlet_terminal_say_error (error);
    left = inlet_problem_new_from_error (error);
  } else {
    left = inlet_problem_new (INLET_ERROR_INTERRUPTED, "Cancelled before the request was sent");
  }

  return tell_all (many, left, is_json);
}

/* Nothing is sent. */
static InletExit
tell_standing (InletCreateMany *many,
               GPtrArray       *standing,
               gboolean         is_json)
{
  g_autoptr (GError) first = inlet_connection_to_error (standing->pdata[0]);
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (first);

  for (guint i = 0; i < standing->len; i++) {
    g_autoptr (GError) error = inlet_connection_to_error (standing->pdata[i]);

    g_printerr ("%s\n", error->message);
  }
  g_printerr ("%s\n", _("Nothing was sent, in no sandbox. With “--skip-existing” these are left "
                        "out; with “--again” others are made."));
  return tell_all (many, problem, is_json);
}

InletExit
inlet_cli_create_many (InletTerminal *terminal,
                       GPtrArray     *drafts,
                       gboolean       is_again,
                       gboolean       skips,
                       gboolean       is_json)
{
  g_autoptr (InletCreateMany) many =
    inlet_create_many_new (inlet_terminal_get_context (terminal), drafts);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) standing = NULL;
  g_autoptr (GError) error = NULL;

  inlet_create_many_set_again (many, is_again);
  if (is_again)
    return run (terminal, many, is_json);

  inlet_create_many_check_async (many, inlet_terminal_get_cancellable (terminal),
                                 inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  standing = inlet_create_many_check_finish (many, result, &error);
  if (standing == NULL) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  if (standing->len > 0 && !skips)
    return tell_standing (many, standing, is_json);

  inlet_create_many_skip (many);
  return run (terminal, many, is_json);
}
