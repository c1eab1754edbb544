/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The object that `--json` prints, see the manual of the terminal. (transfer full) */
JsonNode *inlet_connection_to_json (InletConnection *self);

G_END_DECLS
