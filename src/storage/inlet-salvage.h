/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-pages.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* Puts every row of the history and every profile that can be found in @pages into @db, which has
 * the tables and is empty, in the caller's transaction.
 *
 * The rows are found by what they look like, wherever they are: neither the file's header, nor its
 * schema, nor the pages that lead to others are asked. A row of which there are several is taken as
 * it was last: a connection only ever goes on to later states. Where two IDs at Adobe are found for
 * one row, one was misread, and both are kept. Rows of the history are numbered anew, since they
 * may have no gaps. FALSE when @db cannot be written. */
gboolean inlet_salvage (InletPages  *pages,
                        sqlite3     *db,
                        GError     **error);

G_END_DECLS
