/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes *@string, which is owned, a copy of @text; both (nullable), and @text may be within
 * *@string. %FALSE: it was that already. This is g_set_str() of GLib 2.76. */
static inline gboolean
inlet_set_string (char       **string,
                  const char  *text)
{
  char *old = *string;

  if (g_strcmp0 (old, text) == 0)
    return FALSE;

  *string = g_strdup (text);
  g_free (old);
  return TRUE;
}

G_END_DECLS
