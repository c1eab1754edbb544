/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-remote.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletCandidateRow:
 *
 * One answer of several, of which one can be chosen: a connection at Adobe, with what tells it from
 * others of its name, or none.
 *
 * Property `is-chosen`, read only, notifies.
 */
#define INLET_TYPE_CANDIDATE_ROW (inlet_candidate_row_get_type ())
G_DECLARE_FINAL_TYPE (InletCandidateRow, inlet_candidate_row, INLET, CANDIDATE_ROW, AdwActionRow)

/* @group (nullable): any other row of those of which one is chosen. */
GtkWidget   *inlet_candidate_row_new        (InletRemote       *remote,
                                             InletCandidateRow *group);
/* @subtitle: what it means that it is none of them. */
GtkWidget   *inlet_candidate_row_new_none   (const char        *subtitle,
                                             InletCandidateRow *group);
gboolean     inlet_candidate_row_is_chosen  (InletCandidateRow *self);
/* (nullable) (transfer none) */
InletRemote *inlet_candidate_row_get_remote (InletCandidateRow *self);

G_END_DECLS
