/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-settle.h"

G_BEGIN_DECLS

/* What every victim has: a database, which is made where there is none, the account of a service on
 * loopback, and credentials. Secrets are in memory, since what is under test is what happens
 * between database and service. What goes wrong here ends the process. */

void              victim_on_answered      (GObject       *source,
                                           GAsyncResult  *result,
                                           gpointer       answer);
void              victim_wait             (GAsyncResult **answer);

/* (transfer full) */
InletContext     *victim_open             (const char    *path);
/* (transfer full) */
InletAccount     *victim_save_account     (InletContext  *context,
                                           const char    *url);
/* (transfer full) */
InletCredentials *victim_save_credentials (InletContext  *context,
                                           const char    *access_key_id);

/* What the victim ends with: 0 when nothing of @kind is in doubt any more. The service is known to
 * be at rest. */
int               victim_settle           (InletContext          *context,
                                           const InletSettleKind *kind);

G_END_DECLS
