/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-change.h"
#include "inlet-edit-mark.h"
#include "inlet-remote.h"

G_BEGIN_DECLS

/* What an [class@Edit] makes of a connection as Adobe shows it. */

/**
 * InletEditVerdict:
 * @INLET_EDIT_VERDICT_SEND: it is as it should be, to send the change for the etag it has
 * @INLET_EDIT_VERDICT_DONE: the change that was marked was made
 * @INLET_EDIT_VERDICT_DOUBT: it was not made yet, but may be
 * @INLET_EDIT_VERDICT_CONFLICT: somebody else has changed it
 */
typedef enum {
  INLET_EDIT_VERDICT_SEND,
  INLET_EDIT_VERDICT_DONE,
  INLET_EDIT_VERDICT_DOUBT,
  INLET_EDIT_VERDICT_CONFLICT,
} InletEditVerdict;

/**
 * InletEditSituation:
 * @account: whose API key Adobe knows
 * @seen: the connection, as a person has seen it
 * @change: (nullable): what is asked for; without, it is only found out what came of @mark
 * @mark: (nullable): what was sent, and has no outcome
 * @is_lost: whether it was sent by this edit
 * @is_stale: whether it was refused for its etag
 * @has_looked: whether the connection was looked at before
 * @patience: without a change, for how many seconds Adobe may be at what was sent
 */
typedef struct
{
  InletAccount    *account;
  InletConnection *seen;
  InletChange     *change;
  InletEditMark   *mark;
  gboolean         is_lost;
  gboolean         is_stale;
  gboolean         has_looked;
  gint64           patience;
} InletEditSituation;

/* What a person has seen is compared, not the etag, which also changes with what nobody sees. */
InletEditVerdict inlet_edit_verdict_find         (const InletEditSituation *situation,
                                                  InletRemote              *remote);
/* Whether @change (nullable) is of what a person sees of the connection. */
gboolean         inlet_edit_verdict_has_texts    (InletChange     *change);
/* What is left of @change once it is known what is there: to send what is there already would only
 * make another etag. (transfer full) */
InletChange     *inlet_edit_verdict_reduce       (InletChange     *change,
                                                  InletRemote     *remote);
/* @connection with the texts that Adobe has. (transfer full) */
InletConnection *inlet_edit_verdict_take_over    (InletConnection *connection,
                                                  InletRemote     *remote);
/* Of a change that was sent a moment ago, perhaps through a gateway that did not wait for it.
 * (transfer full) */
GError          *inlet_edit_verdict_create_doubt (void);
/* (transfer full) */
GError          *inlet_edit_verdict_create_conflict (void);

G_END_DECLS
