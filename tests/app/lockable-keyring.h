/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-keyring.h"

G_BEGIN_DECLS

/* A keyring that would ask while it is locked, and counts how often. */
typedef struct
{
  GObject       parent_instance;

  InletKeyring *inner;        /* (owned) */
  gboolean      is_locked;
  guint         n_asked;
} LockableKeyring;

InletKeyring *lockable_keyring_new (void);

G_END_DECLS
