/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-error.h"
#include "inlet-vault.h"
#include "mock-keyring.h"

G_BEGIN_DECLS

typedef enum {
  VERB_SAVE_NEW,
  VERB_SAVE_EDITED,
  VERB_UPDATE,
  VERB_LOOKUP,
  VERB_REMOVE,
  VERB_LAST,
} Verb;

extern const char * const verb_names[VERB_LAST];

/* The name of the profile that is there, and its API key. */
#define OLD "Old"
/* What an item holds in which another program has left a note. */
#define STORED \
  "{\"client_secret\":\"p8e-stored\",\"key_id\":\"" OLD "\",\"expires_at\":0," \
  "\"note\":\"p8e-theirs\"}"
#define KNOWN_AT 1700000000

/**
 * VaultCell:
 *
 * One verb of the vault, asked of a keyring that fails, and what is left afterwards. Beside the
 * item of the profile there are others: of another profile, and of another program.
 */
typedef struct
{
  InletDatabase *database;  /* (owned) */
  InletVault    *vault;     /* (owned) */
  MockKeyring   *keyring;   /* (unowned) */
  InletProfile  *profile;   /* (owned): as it is to be saved */
  GVariant      *attributes;  /* (owned) of its item */
  MockItem      *others[2];   /* (unowned) */
  GCancellable  *cancellable; /* (owned) */
  Verb           verb;

  gboolean       is_done;
  gboolean       is_true;
  InletSecrets  *secrets;   /* (owned) (nullable) */
  GError        *error;     /* (owned) (nullable) */
} VaultCell;

/* An empty keyring but for the others; the profile has a row unless @verb is to make it. */
VaultCell *vault_cell_new        (InletDatabase *database,
                                  MockKeyring   *keyring,
                                  Verb           verb);
/* Lets the keyring go, and checks that nothing holds on to the vault. */
void       vault_cell_free       (VaultCell     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VaultCell, vault_cell_free)

/* Another program adds an item of the profile. */
MockItem  *vault_cell_add_item   (VaultCell     *self,
                                  const void    *secret,
                                  gsize          length,
                                  guint64        modified);
void       vault_cell_begin      (VaultCell     *self);
/* FALSE when it takes longer than any keyring that is there. */
gboolean   vault_cell_wait       (VaultCell     *self);
/* Both. */
void       vault_cell_run        (VaultCell     *self);

/* The text of an item is this one. */
gboolean   mock_item_has         (MockItem      *item,
                                  const void    *secret,
                                  gsize          length);
/* What the item holds when the verb is done; %NULL for none. */
const char *vault_cell_get_wanted (VaultCell    *self);
gboolean   vault_cell_has_row    (VaultCell     *self,
                                  const char    *name);

/* It is done, in the keyring and in the database. */
void       vault_cell_assert_done   (VaultCell  *self);
/* It is not; for one of these reasons (bits of codes), told so that it can be acted on. */
void       vault_cell_assert_failed (VaultCell  *self,
                                     guint       codes);
/* Nothing of it is: the item is still @item (nullable), and so is the row. */
void       vault_cell_assert_untouched (VaultCell  *self,
                                        const char *item);
/* Done or not, nothing is there in half. */
void       vault_cell_assert_whole  (VaultCell  *self);
void       vault_cell_assert_others (VaultCell  *self);

#define CELL_CODE(code) (1u << (INLET_ERROR_ ## code))

G_END_DECLS
