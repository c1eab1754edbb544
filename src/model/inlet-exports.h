/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-profile.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/* @profile with its @secrets as lines for a shell, `export NAME='value'`, by the names that AWS's
 * own tools read (AWS CLI User Guide, "Environment variables") and that Adobe's Postman environment
 * has. What is empty is left out. (transfer full): free with inlet_secret_free(). */
char *inlet_exports_build (InletProfile *profile,
                           InletSecrets *secrets);

G_END_DECLS
