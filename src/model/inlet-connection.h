/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-draft.h"
#include "inlet-problem.h"
#include "inlet-receipt.h"
#include "inlet-remote.h"

G_BEGIN_DECLS

/**
 * InletConnectionState:
 * @INLET_CONNECTION_SENDING: being asked for, by a living process
 * @INLET_CONNECTION_CREATED: made; it has an ID
 * @INLET_CONNECTION_FAILED: nothing was made
 * @INLET_CONNECTION_UNCERTAIN: the request left and the answer was lost
 * @INLET_CONNECTION_GONE: no longer at Adobe
 */
typedef enum {
  INLET_CONNECTION_SENDING,
  INLET_CONNECTION_CREATED,
  INLET_CONNECTION_FAILED,
  INLET_CONNECTION_UNCERTAIN,
  INLET_CONNECTION_GONE,
} InletConnectionState;

#define INLET_TYPE_CONNECTION_STATE (inlet_connection_state_get_type ())
GType       inlet_connection_state_get_type  (void);
/* "sending", "created", "failed", "uncertain", "gone": as stored and as `--json` prints it. */
const char *inlet_connection_state_to_nick   (InletConnectionState  state);
/* %INLET_CONNECTION_UNCERTAIN for a nick that is not known: the careful answer. */
InletConnectionState
            inlet_connection_state_from_nick (const char           *nick);

/**
 * InletConnection:
 *
 * One row of the history: an attempt to make a connection, and what came of it.
 *
 * Immutable; a row that changes is a new object with the same row ID. Names of account and
 * credentials are those of the time of the attempt. It has no secret.
 */
#define INLET_TYPE_CONNECTION (inlet_connection_get_type ())
G_DECLARE_FINAL_TYPE (InletConnection, inlet_connection, INLET, CONNECTION, GObject)

/* A row as read from the database: every text (nullable) but the name's; @created_at in seconds of
 * Unix time, and so @broken_since, 0 where it is not broken. */
typedef struct
{
  gint64                row_id;
  InletConnectionState  state;
  gint64                created_at;
  const char           *remote_id;
  const char           *etag;
  const char           *name;
  const char           *description;
  const char           *sandbox;
  const char           *sandbox_type;
  const char           *account_id;
  const char           *account_name;
  const char           *credentials_id;
  const char           *credentials_name;
  const char           *access_key_id;
  InletProblem         *problem;
  const char           *org_id;
  const char           *created_client;
  gint64                broken_since;
} InletConnectionFields;

InletConnection     *inlet_connection_new                  (const InletConnectionFields *fields);
/* A new attempt: state sending, row ID 0. */
InletConnection     *inlet_connection_new_attempt          (InletDraft      *draft,
                                                            gint64           now);
/* A copy with another row ID. */
InletConnection     *inlet_connection_with_row_id          (InletConnection *self,
                                                            gint64           row_id);
/* A copy that was created. */
InletConnection     *inlet_connection_with_receipt         (InletConnection *self,
                                                            InletReceipt    *receipt);
/* What Adobe lists of a connection of @sandbox that was made elsewhere: created. */
InletConnection     *inlet_connection_new_adopted          (InletRemote     *remote,
                                                            InletAccount    *account,
                                                            const char      *sandbox,
                                                            gint64           now);
/* A copy that has ID, etag, name and description as Adobe lists them, and so is there: created.
 * What Adobe does not say stays as it was. */
InletConnection     *inlet_connection_with_remote          (InletConnection *self,
                                                            InletRemote     *remote);
/* A copy that is no longer at Adobe. Its ID stays. */
InletConnection     *inlet_connection_as_gone              (InletConnection *self);
/* A copy that failed or, where the certainty is unknown, is uncertain. */
InletConnection     *inlet_connection_with_problem         (InletConnection *self,
                                                            InletProblem    *problem);

/* A copy that says what organization it is of. */
InletConnection     *inlet_connection_with_org_id          (InletConnection *self,
                                                            const char      *org_id);

/* A copy that says what type its sandbox is of, as Adobe lists it; (nullable): not known. */
InletConnection     *inlet_connection_with_sandbox_type    (InletConnection *self,
                                                            const char      *sandbox_type);

/* What it is made of, for a copy that differs. (transfer none) */
const InletConnectionFields *
                     inlet_connection_get_fields           (InletConnection *self);
gint64               inlet_connection_get_row_id           (InletConnection *self);
InletConnectionState inlet_connection_get_state            (InletConnection *self);
gint64               inlet_connection_get_created_at       (InletConnection *self);
/* (nullable) */
const char          *inlet_connection_get_remote_id        (InletConnection *self);
/* (nullable) */
const char          *inlet_connection_get_etag             (InletConnection *self);
const char          *inlet_connection_get_name             (InletConnection *self);
const char          *inlet_connection_get_description      (InletConnection *self);
const char          *inlet_connection_get_sandbox          (InletConnection *self);
/* (nullable): as [method@Sandbox.get_kind] had it when the connection was made. */
const char          *inlet_connection_get_sandbox_type     (InletConnection *self);
/* Whether it is known to be. */
gboolean             inlet_connection_is_in_production     (InletConnection *self);
const char          *inlet_connection_get_account_id       (InletConnection *self);
const char          *inlet_connection_get_account_name     (InletConnection *self);
const char          *inlet_connection_get_credentials_id   (InletConnection *self);
const char          *inlet_connection_get_credentials_name (InletConnection *self);
const char          *inlet_connection_get_access_key_id    (InletConnection *self);
/* The organization that it is of, as far as is known. (nullable) */
const char          *inlet_connection_get_org_id           (InletConnection *self);
/* %NULL for one that was made here; otherwise the client that made it, an API key or
 * %INLET_CLIENT_OF_ADOBE, "" where Adobe does not say. */
const char          *inlet_connection_get_created_client   (InletConnection *self);
/* (nullable) (transfer none) */
InletProblem        *inlet_connection_get_problem          (InletConnection *self);
/* When the first of its tests failed since one was passed, in seconds of Unix time; 0 when the last
 * that could tell was passed, or there was none. */
gint64               inlet_connection_get_broken_since     (InletConnection *self);

G_END_DECLS
