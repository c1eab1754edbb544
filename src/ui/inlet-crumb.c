/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-crumb.h"

InletCrumb *
inlet_crumb_new (const char *name,
                 const char *path)
{
  InletCrumb *self = g_new0 (InletCrumb, 1);

  self->name = g_strdup (name);
  self->path = g_strdup (path);
  return self;
}

void
inlet_crumb_free (InletCrumb *self)
{
  g_free (self->name);
  g_free (self->path);
  g_free (self);
}
