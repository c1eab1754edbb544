/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-credentials.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/**
 * InletChange:
 *
 * What is to be changed of a connection that is there: its name, its description, the credentials
 * that it uses. Immutable, without secrets.
 */
#define INLET_TYPE_CHANGE (inlet_change_get_type ())
G_DECLARE_FINAL_TYPE (InletChange, inlet_change, INLET, CHANGE, GObject)

/* What is %NULL stays as it is; a description of "" goes. */
InletChange      *inlet_change_new             (const char       *name,
                                                const char       *description,
                                                InletCredentials *credentials);
/* All (nullable) (transfer none). */
const char       *inlet_change_get_name        (InletChange      *self);
const char       *inlet_change_get_description (InletChange      *self);
InletCredentials *inlet_change_get_credentials (InletChange      *self);
/* Whether nothing is to be changed. */
gboolean          inlet_change_is_empty        (InletChange      *self);

/* A copy of @connection as it is once it was changed so. (transfer full) */
InletConnection  *inlet_change_apply           (InletChange      *self,
                                                InletConnection  *connection);

/* The body of `PATCH /connections/{id}`: an array of JSON Patch with operations in lower case, as
 * Adobe's tutorial "Update accounts using the Flow Service API" has it. Of the parameters all are
 * given, which override all that were there before. @secrets are those of the credentials;
 * (nullable) where these are not changed. (transfer full): overwritten when freed. */
GBytes           *inlet_change_to_body         (InletChange      *self,
                                                InletSecrets     *secrets);

G_END_DECLS
