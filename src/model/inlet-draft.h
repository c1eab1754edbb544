/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-credentials.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/**
 * InletDraft:
 *
 * A connection that is to be made: in which account and sandbox, with which credentials, under
 * which name. Immutable, without secrets.
 */
#define INLET_TYPE_DRAFT (inlet_draft_get_type ())
G_DECLARE_FINAL_TYPE (InletDraft, inlet_draft, INLET, DRAFT, GObject)

InletDraft       *inlet_draft_new             (InletAccount     *account,
                                               InletCredentials *credentials,
                                               const char       *sandbox,
                                               const char       *name,
                                               const char       *description);
/* One for each sandbox of [func@SandboxNames.split]. (transfer full) (element-type InletDraft) */
GPtrArray        *inlet_draft_new_for_each    (InletAccount     *account,
                                               InletCredentials *credentials,
                                               const char       *sandboxes,
                                               const char       *name,
                                               const char       *description);
InletAccount     *inlet_draft_get_account     (InletDraft       *self);
InletCredentials *inlet_draft_get_credentials (InletDraft       *self);
const char       *inlet_draft_get_sandbox     (InletDraft       *self);
const char       *inlet_draft_get_name        (InletDraft       *self);
/* "" when there is none. */
const char       *inlet_draft_get_description (InletDraft       *self);

/* The body of `POST /connections`, exactly that of Adobe's tutorial "Create an Amazon S3 connector
 * using the Flow Service API", and the optional parameters only where filled, the session token
 * only if the credentials say that they have one. @secrets are those of the credentials.
 * (transfer full): overwritten when freed. */
GBytes           *inlet_draft_to_body         (InletDraft       *self,
                                               InletSecrets     *secrets);

/* Adobe's ID of the connection specification "amazon-s3", and its version. */
#define INLET_S3_SPEC_ID      "ecadc60c-7455-4d87-84dc-2a0e293d997b"
#define INLET_S3_SPEC_VERSION "1.0"

G_END_DECLS
