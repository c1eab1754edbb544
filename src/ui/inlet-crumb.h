/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folder on the way to the one that is shown. */
typedef struct
{
  char *name;    /* (owned) */
  char *path;    /* (owned) (nullable): of the root */
} InletCrumb;

InletCrumb *inlet_crumb_new  (const char *name,
                              const char *path);
void        inlet_crumb_free (InletCrumb *self);

G_END_DECLS
