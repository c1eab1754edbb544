/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"
#include "inlet-proof.h"
#include "inlet-watch.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletConnectionPage:
 *
 * One connection of the history: its ID, large, with copy; etag, account, sandbox, credentials,
 * when; and, where it failed, why.
 *
 * Property `connection` (nullable). Action `connection.look-up`: finds out at Adobe what became of
 * an uncertain one; where several may be it, asks which. Action `connection.create-again`, for one
 * whose outcome is known; signal `create-again (InletConnection)`: it is to be made again.
 */
#define INLET_TYPE_CONNECTION_PAGE (inlet_connection_page_get_type ())
G_DECLARE_FINAL_TYPE (InletConnectionPage, inlet_connection_page, INLET, CONNECTION_PAGE, AdwBin)

/* Where an uncertain connection is looked up; without it, it cannot be. */
void inlet_connection_page_set_context    (InletConnectionPage *self,
                                           InletContext        *context);
/* Set once. What has found, by itself, several connections that an uncertain one may be. */
void inlet_connection_page_set_watch      (InletConnectionPage *self,
                                           InletWatch          *watch);
void inlet_connection_page_set_connection (InletConnectionPage *self,
                                           InletConnection     *connection);
/* (nullable) (transfer none) */
InletConnection *
     inlet_connection_page_get_connection (InletConnectionPage *self);
/* Tests the connection that is shown, which was just created, step by step. */
void inlet_connection_page_prove          (InletConnectionPage *self,
                                           InletProof          *proof);

G_END_DECLS
