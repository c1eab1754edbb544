/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-terminal.h"

G_BEGIN_DECLS

/* inlet import FILE|- [--all | --select NAME…] [--trust-addresses] [--move-to-bin] [--json] */
InletExit inlet_cli_import (char     **arguments,
                            gboolean   is_demo);

G_END_DECLS
