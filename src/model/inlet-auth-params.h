/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-credentials.h"
#include "inlet-secret-buffer.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/* Appends the object `auth.params` that stands for @credentials in the bodies of Flow Service, as
 * Adobe's tutorial has it: the optional parameters only where filled, the session token only if the
 * credentials say that they have one. @secrets are theirs. */
void inlet_auth_params_append (InletSecretBuffer *buffer,
                               InletCredentials  *credentials,
                               InletSecrets      *secrets);

G_END_DECLS
