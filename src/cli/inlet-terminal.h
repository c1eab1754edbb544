/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-context.h"
#include "inlet-draft.h"
#include "inlet-form.h"
#include "inlet-import-file.h"
#include "inlet-problem.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InletExit:
 *
 * Exit statuses of the terminal.
 */
typedef enum {
  INLET_EXIT_DONE = 0,
  INLET_EXIT_UNEXPECTED = 1,
  INLET_EXIT_USAGE = 2,
  INLET_EXIT_REFUSED = 3,
  INLET_EXIT_NOT_REACHED = 4,
  INLET_EXIT_KEYRING = 5,
  INLET_EXIT_UNCERTAIN = 6,
} InletExit;

/**
 * InletTerminal:
 *
 * What every verb needs: the context (the user's own, or the demo's), a way to wait for an
 * asynchronous call, and standard input, output and error. Ctrl+C cancels what is waited for.
 */
#define INLET_TYPE_TERMINAL (inlet_terminal_get_type ())
G_DECLARE_FINAL_TYPE (InletTerminal, inlet_terminal, INLET, TERMINAL, GObject)

/* Makes and opens the context. */
InletTerminal *inlet_terminal_new             (gboolean             is_demo,
                                               GError             **error);
InletContext  *inlet_terminal_get_context     (InletTerminal       *self);
/* What the demo starts with; %NULL otherwise. */
InletDraft    *inlet_terminal_get_draft       (InletTerminal       *self);
GCancellable  *inlet_terminal_get_cancellable (InletTerminal       *self);

/* The callback of an asynchronous call, with @self as its user data; and the wait for it. */
void           inlet_terminal_on_answered     (GObject             *source,
                                               GAsyncResult        *result,
                                               gpointer             self);
/* (transfer full) */
GAsyncResult  *inlet_terminal_wait            (InletTerminal       *self);

/* The profile that is named or, where none is, the only one there is; in the demo, the one that is
 * ready. %INLET_ERROR_INVALID_INPUT where there is none. (transfer full) */
InletProfile  *inlet_terminal_choose          (InletTerminal       *self,
                                               InletProfileKind     kind,
                                               const char          *name,
                                               GError             **error);

/* Reads a line for the secret @field into @form: without echo where standard input is a terminal,
 * after a prompt on standard error. Errors as inlet_line_read(). */
gboolean       inlet_terminal_read_secret     (InletForm           *form,
                                               InletField           field,
                                               GError             **error);

/* Reads all of standard input: without echo where it is a terminal, after @question on standard
 * error. Errors as inlet_import_file_read_async(), and %INLET_ERROR_INVALID_INPUT where a terminal
 * may have cut a line of it. (transfer full) */
InletImportFile *
               inlet_terminal_read_text       (InletTerminal       *self,
                                               const char          *question,
                                               GError             **error);

/* Asks @question on standard error, and waits for a line of standard input, empty at its end.
 * %NULL with %G_IO_ERROR_CANCELLED by Ctrl+C. (transfer full) */
char          *inlet_terminal_ask             (InletTerminal       *self,
                                               const char          *question,
                                               GError             **error);

/* The same of a @question that says how to say yes; FALSE for any other answer.
 * %INLET_ERROR_INVALID_INPUT where standard input is no terminal, and so nobody to ask. */
gboolean       inlet_terminal_confirm         (InletTerminal       *self,
                                               const char          *question,
                                               GError             **error);

/* Says on standard error that the session token of @credentials has ended or is soon to end. */
void           inlet_terminal_warn_of_end     (InletCredentials    *credentials);
/* Title, hint and facts of @problem on standard error. */
void           inlet_terminal_say_problem     (InletProblem        *problem);
void           inlet_terminal_say_error       (const GError        *error);
/* @node, pretty, on standard output. */
void           inlet_terminal_print_json      (JsonNode            *node);

/* The status that says what is known after @error or @problem. */
InletExit      inlet_exit_from_problem        (InletProblem        *problem);
InletExit      inlet_exit_from_error          (const GError        *error);

G_END_DECLS
