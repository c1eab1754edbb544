/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-remote.h"

G_BEGIN_DECLS

/**
 * InletFindingKind:
 * @INLET_FINDING_MADE: Adobe has exactly one connection that can be it
 * @INLET_FINDING_NOT_MADE: Adobe has none
 * @INLET_FINDING_SEVERAL: Adobe has some that may be it: a person has to say which, or none
 * @INLET_FINDING_TOO_EARLY: Adobe has none yet, but may still be at it
 */
typedef enum {
  INLET_FINDING_MADE,
  INLET_FINDING_NOT_MADE,
  INLET_FINDING_SEVERAL,
  INLET_FINDING_TOO_EARLY,
} InletFindingKind;

/**
 * InletFinding:
 *
 * What Adobe's list says of one connection whose answer was lost. Immutable.
 */
#define INLET_TYPE_FINDING (inlet_finding_get_type ())
G_DECLARE_FINAL_TYPE (InletFinding, inlet_finding, INLET, FINDING, GObject)

/* Adobe may be at a request for as long as its gateway waits (60 s) and more; a list that lacks a
 * connection says that it was not made only so long after its request. In seconds. */
#define INLET_FINDING_PATIENCE (5 * 60)

/* Judges @connection, which is uncertain, by @remotes (element-type InletRemote), all connections
 * of its sandbox. @known (element-type utf8) is the set of IDs that the history has already.
 * @client is the API key of the account; a connection that another client made is not ours.
 * @patience in seconds: INLET_FINDING_PATIENCE. @now: seconds of Unix time. */
InletFinding     *inlet_finding_new            (InletConnection *connection,
                                                GPtrArray       *remotes,
                                                GHashTable      *known,
                                                const char      *client,
                                                gint64           patience,
                                                gint64           now);
InletFindingKind  inlet_finding_get_kind       (InletFinding    *self);
/* Those that may be it. (element-type InletRemote) */
GPtrArray        *inlet_finding_get_candidates (InletFinding    *self);
/* What the row becomes: created with the only candidate's ID, or failed; the uncertain row itself
 * where nothing can be said. */
InletConnection  *inlet_finding_get_outcome    (InletFinding    *self);
/* Whether Adobe may still have been at the request when its list was read: then that none of the
 * list is the connection does not say that there is none. */
gboolean          inlet_finding_is_early       (InletFinding    *self);
/* (nullable) (transfer none) */
InletRemote      *inlet_finding_find_candidate (InletFinding    *self,
                                                const char      *remote_id);
/* What the row becomes when a person says that it is @remote, which is one of the candidates, or
 * that it is none of them (%NULL): created with its ID, or failed; the uncertain row itself where
 * it was early. To be written with inlet_doubt_settle_async(). (transfer full) */
InletConnection  *inlet_finding_choose         (InletFinding    *self,
                                                InletRemote     *remote);
/* Of @findings (element-type InletFinding) the one of the row @row_id, or the first (0).
 * (nullable) (transfer none) */
InletFinding     *inlet_finding_find_by_row    (GPtrArray       *findings,
                                                gint64           row_id);
/* How many connections at Adobe the candidates of @findings (element-type InletFinding) are. */
guint             inlet_finding_count_candidates (GPtrArray     *findings);

G_END_DECLS
