/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-keyring.h"

G_BEGIN_DECLS

/* A keyring that would ask while it is locked, and counts how often. It may be told that a person
 * dismisses that. */
typedef struct
{
  GObject       parent_instance;

  InletKeyring *inner;        /* (owned) */
  gboolean      is_locked;
  gboolean      is_dismissed;
  guint         n_asked;
} LockableKeyring;

InletKeyring *lockable_keyring_new (void);

G_END_DECLS
