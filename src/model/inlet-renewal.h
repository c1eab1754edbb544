/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-form.h"

G_BEGIN_DECLS

/* Reads keys that were pasted to take the place of those of @credentials: what
 * [func@import_text_read] knows, such as `export AWS_…` lines. Of several, those that bear the name
 * of @credentials. Gives a form that edits @credentials with the new key, secret and session token
 * in it, and when that ends, if the text says so. %INLET_ERROR_INVALID_INPUT, whose message has no
 * secret in it, when there are none, or with @is_temporary none with a session token. (transfer
 * full) */
InletForm *inlet_renewal_read (InletCredentials  *credentials,
                               const char        *text,
                               gsize              length,
                               gboolean           is_temporary,
                               GError           **error);

G_END_DECLS
