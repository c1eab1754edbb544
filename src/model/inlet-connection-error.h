/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

G_BEGIN_DECLS

/* Refuses to make another while @self, which is or may be there, is: %INLET_ERROR_EXISTS with a
 * translated sentence that says which it is, and @self itself. (transfer full) */
GError          *inlet_connection_to_error       (InletConnection *self);
/* The connection in such an error; %NULL for any other. (nullable) (transfer none) */
InletConnection *inlet_connection_get_from_error (const GError    *error);

G_END_DECLS
