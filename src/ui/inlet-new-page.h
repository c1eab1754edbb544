/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"
#include "inlet-context.h"
#include "inlet-watch.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletNewPage:
 *
 * The form for a new connection: account and sandbox, credentials, name and description, and what
 * comes of it. What was typed survives every failure.
 *
 * Properties, read only: `is-busy` (notifies: a create is under way), `form` (of sandbox, name and
 * description). Signal `concluded (InletProof)`: its connection has a row: created, failed or
 * uncertain. Signal `connection-chosen (InletConnection, gboolean)`: one is there already, or was
 * found, and is to be shown and, with the second argument, to be looked up. Actions `new.create`
 * and `form.submit`, `new.cancel`. Takes the focus to the first field that needs something, else
 * to the name.
 */
#define INLET_TYPE_NEW_PAGE (inlet_new_page_get_type ())
G_DECLARE_FINAL_TYPE (InletNewPage, inlet_new_page, INLET, NEW_PAGE, AdwBin)

/* Once. @watch looks up what is uncertain. */
void     inlet_new_page_set_context (InletNewPage *self,
                                     InletContext *context,
                                     InletWatch   *watch);
/* @settings (nullable): where the last account, credentials and sandbox are remembered. */
void     inlet_new_page_set_settings (InletNewPage *self,
                                      GSettings    *settings);
/* Fills the form as it was for @like, not while busy; says at its field what was removed since. */
void     inlet_new_page_fill (InletNewPage    *self,
                              InletConnection *like);
/* Starts over with name and description, unless a create is under way; takes the focus. */
void     inlet_new_page_reset (InletNewPage *self);
gboolean inlet_new_page_get_is_busy (InletNewPage *self);

G_END_DECLS
