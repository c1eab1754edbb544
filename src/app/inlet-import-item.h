/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-found.h"

G_BEGIN_DECLS

/**
 * InletImportState:
 * @INLET_IMPORT_NEW: nothing like it is kept
 * @INLET_IMPORT_SAME: it is already there, with the same secrets
 * @INLET_IMPORT_CHANGED: it is already there, and something of it is different
 * @INLET_IMPORT_UNUSABLE: it cannot be imported
 *
 * What one that was found is beside what is kept.
 */
typedef enum {
  INLET_IMPORT_NEW,
  INLET_IMPORT_SAME,
  INLET_IMPORT_CHANGED,
  INLET_IMPORT_UNUSABLE,
} InletImportState;

#define INLET_TYPE_IMPORT_STATE (inlet_import_state_get_type ())
GType            inlet_import_state_get_type      (void);
/* "new", "same"…: for programs. */
const char      *inlet_import_state_to_nick       (InletImportState  state);

/**
 * InletImportOutcome:
 *
 * What came of one that was ticked.
 */
typedef enum {
  INLET_IMPORT_WAITING,
  INLET_IMPORT_STORED,
  INLET_IMPORT_FAILED,
} InletImportOutcome;

#define INLET_TYPE_IMPORT_OUTCOME (inlet_import_outcome_get_type ())
GType            inlet_import_outcome_get_type    (void);

/**
 * InletImportItem:
 *
 * An account or credentials of a text, compared with what is kept. Made by [class@Import], which
 * changes what is not said by a person.
 *
 * Properties: `is-ticked`, whether it is to be stored, which only new and changed ones can be;
 * `outcome` (read only). Both notify. No secret is among them.
 */
#define INLET_TYPE_IMPORT_ITEM (inlet_import_item_get_type ())
G_DECLARE_FINAL_TYPE (InletImportItem, inlet_import_item, INLET, IMPORT_ITEM, GObject)

InletProfileKind   inlet_import_item_get_kind       (InletImportItem  *self);
InletImportState   inlet_import_item_get_state      (InletImportItem  *self);
/* The name under which it is, or would be, kept. */
const char        *inlet_import_item_get_name       (InletImportItem  *self);
/* What is known of it in one line: IDs, and that there are secrets. (transfer full) */
char              *inlet_import_item_dup_facts      (InletImportItem  *self);
/* Why it cannot be imported. (nullable) */
const char        *inlet_import_item_get_reason     (InletImportItem  *self);
/* What is worth knowing before it is, ending in %NULL. */
const char * const *inlet_import_item_get_notes     (InletImportItem  *self);
gboolean           inlet_import_item_is_alternative (InletImportItem  *self);

gboolean           inlet_import_item_can_be_ticked  (InletImportItem  *self);
gboolean           inlet_import_item_is_ticked      (InletImportItem  *self);
/* Does nothing to one that cannot be. */
void               inlet_import_item_set_is_ticked  (InletImportItem  *self,
                                                     gboolean          is_ticked);

/* As [method@Account.dup_foreign]: addresses that a person has to confirm before it is stored.
 * (transfer full) (nullable) */
char              *inlet_import_item_dup_foreign    (InletImportItem  *self);
/* A person has confirmed them. */
void               inlet_import_item_confirm        (InletImportItem  *self);

InletImportOutcome inlet_import_item_get_outcome    (InletImportItem  *self);
/* Why it was not stored. (nullable) */
const GError      *inlet_import_item_get_error      (InletImportItem  *self);

/* For [class@Import] only. */

InletImportItem   *inlet_import_item_new            (InletFound       *found);
InletFound        *inlet_import_item_get_found      (InletImportItem  *self);
/* What would be stored. (nullable) (transfer none) */
InletProfile      *inlet_import_item_get_profile    (InletImportItem  *self);
/* Compares with what the profile @like has, where there is one; @name is free where there is none.
 * @like: (nullable) */
void               inlet_import_item_compare        (InletImportItem  *self,
                                                     InletProfile     *like,
                                                     const char       *name);
/* Whether only the secrets of what it is like can tell whether it is the same. */
gboolean           inlet_import_item_needs_secrets  (InletImportItem  *self);
/* Tells it those secrets. (nullable): there are none. */
void               inlet_import_item_take_secrets   (InletImportItem  *self,
                                                     InletSecrets     *stored);
/* What was typed into the file. (transfer full) */
InletSecrets      *inlet_import_item_build_secrets  (InletImportItem  *self);
/* @error (nullable): %NULL when it was stored. */
void               inlet_import_item_conclude       (InletImportItem  *self,
                                                     const GError     *error);

G_END_DECLS
