/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-test-result.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * How things are said to a person, in the window: shared by history and connection page.
 */

/* The symbolic icon of @state. */
const char *inlet_state_icon_name (InletConnectionState  state);
/* "Created", "Failed", "Answer lost"…, translated: what the icon says to those who do not see it.
 * */
const char *inlet_state_label (InletConnectionState  state);
/* The same of @connection, of which may be said more: "Made elsewhere". */
const char *inlet_connection_state_label (InletConnection *connection);
/* The style class of @state: "success", "error", "warning", "dim-label". */
const char *inlet_state_css_class (InletConnectionState  state);
/* The sandbox, and whether it is one of production; the credentials and their access key ID, since
 * they may have been edited; who made it at Adobe, where it was not made here. (transfer full)
 * (nullable) */
char       *inlet_connection_describe_sandbox (InletConnection *connection);
char       *inlet_connection_describe_credentials (InletConnection *connection);
char       *inlet_connection_describe_maker (InletConnection *connection);
/* The same three of what came of a test: "Test passed"… */
const char *inlet_test_outcome_icon_name (InletTestOutcome outcome);
const char *inlet_test_outcome_label (InletTestOutcome      outcome);
const char *inlet_test_outcome_css_class (InletTestOutcome outcome);
/* A type or a state that Adobe gives a sandbox or a connection, such as "development": translated
 * where it is known, else as it is. */
const char *inlet_adobe_word (const char            *word);
/* "now", "2 min", "14:05", "yesterday", "3 days", a date; @unix_time in seconds. (transfer full) */
char       *inlet_time_to_short (gint64                unix_time);
/* Date and time in full, by the locale. (transfer full) */
char       *inlet_time_to_full (gint64                unix_time);
/* Writes @text (nullable) at the start (0) or the end (1) of @inscription, by the direction of the
 * window; GtkInscription goes by that of the text, and an ID or a path is left-to-right in every
 * language. */
void        inlet_inscribe (GtkInscription           *inscription,
                            const char               *text,
                            float                     xalign);
/* Puts exactly @text on the clipboard of @widget. */
void        inlet_copy_text (GtkWidget            *widget,
                             const char           *text);

G_END_DECLS
