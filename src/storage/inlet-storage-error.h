/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-error.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* What a person can do about what the disk said. */

/* For the errno of a call that was to make or open a file. */
InletErrorCode inlet_storage_error_from_errno  (int      number);
/* For what SQLite says of @db: a code of `INLET_ERROR_STORAGE…`. */
InletErrorCode inlet_storage_error_from_sqlite (sqlite3 *db);

G_END_DECLS
