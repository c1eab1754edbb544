/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

G_BEGIN_DECLS

/* Rows of the history as a table: RFC 4180, in UTF-8, with a header row, and what
 * inlet_connection_to_json() has in columns of the same names, those of the error after `error_`.
 *
 * Programs that show tables take a cell that begins with =, +, - or @ for a formula and run it, and
 * names come from others, too. Such a cell begins with an apostrophe instead; so does what a
 * program would take for a cell that separates them by semicolons or tabs. JSON has all texts as
 * they are. */
void inlet_connection_csv_append_header (GString         *csv);
void inlet_connection_csv_append_row    (GString         *csv,
                                         InletConnection *connection);

G_END_DECLS
