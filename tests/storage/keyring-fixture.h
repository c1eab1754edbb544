/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-config.h"
#include "inlet-keyring.h"
#include "keyring-daemon.h"

G_BEGIN_DECLS

#define PROFILE_ID "0c2f6d2c-5a0e-4a58-9d4e-6a4f3a2b1c0d"
#define SECRET "p8e-the-secret-that-nobody-may-see"

/* What other programs find the item by: words of secret-tool. */
#define ATTRIBUTES "application", APPLICATION_ID, "kind", "account", "profile", PROFILE_ID

/* The system keyring, an account and its secrets. */
typedef struct
{
  KeyringDaemon *daemon;
  InletKeyring  *keyring;
  InletProfile  *profile;
  InletSecrets  *secrets;
} Fixture;

/* A daemon that is not yet started. */
void fixture_set_up           (Fixture       *fixture,
                               gconstpointer  data);
/* A daemon with an unlocked, empty keyring. */
void fixture_set_up_unlocked  (Fixture       *fixture,
                               gconstpointer  data);
/* The same, with the account's secrets. */
void fixture_set_up_stored    (Fixture       *fixture,
                               gconstpointer  data);
/* The same, locked since the daemon's start. */
void fixture_set_up_locked    (Fixture       *fixture,
                               gconstpointer  data);
void fixture_tear_down        (Fixture       *fixture,
                               gconstpointer  data);

void assert_finds             (Fixture       *fixture,
                               InletSecrets  *secrets);
void assert_finds_error       (Fixture       *fixture,
                               int            code);

/* Another program has a look. */
void assert_n_items           (int            n_items);
/* Another program replaces what is stored. */
void store_as_another_program (const char    *text);
/* Another program adds an item in another collection, where it does not replace ours. */
void store_beside_ours        (const char    *text);

G_END_DECLS
