/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-report.h"

#include "inlet-arguments.h"
#include "inlet-cli-find.h"
#include "inlet-cli-stage.h"
#include "inlet-connection-report.h"
#include "inlet-report.h"
#include "inlet-system.h"

/* (transfer full): %NULL with @error. */
static char *
build_of (const char  *word,
          const char  *system,
          gboolean     is_demo,
          GError     **error)
{
  g_autoptr (InletTerminal) terminal = inlet_cli_stage_new (is_demo, error);
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  if (terminal != NULL)
    connection = inlet_cli_find_latest (terminal, word, error);
  if (connection == NULL)
    return NULL;

  inlet_connection_report_async (inlet_context_get_database (inlet_terminal_get_context (terminal)),
                                 connection, system, inlet_terminal_get_cancellable (terminal),
                                 inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  return inlet_connection_report_finish (result, error);
}

InletExit
inlet_cli_report (char     **arguments,
                  gboolean   is_demo)
{
  GOptionEntry entries[] = { { NULL } };
  gboolean has_word = arguments[1] != NULL;
  g_autofree char *system = inlet_system_describe (NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (inlet_arguments_parse (arguments, "inlet report [ID|NAME]", entries, has_word ? 1 : 0,
                             &error)) {
    const InletReportParts parts = { .system = system };

    /* Of the program alone it is to be had where nothing can be opened. */
    text = has_word ? build_of (arguments[1], system, is_demo, &error)
                    : inlet_report_build (&parts);
  }

  if (text == NULL) {
    inlet_terminal_say_error (error);
    return inlet_exit_from_error (error);
  }

  g_print ("%s", text);
  return INLET_EXIT_DONE;
}
