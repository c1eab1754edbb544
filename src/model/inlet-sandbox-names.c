/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sandbox-names.h"

#include <string.h>

#define NAME_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789-"

char **
inlet_sandbox_names_split (const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  g_return_val_if_fail (text != NULL, NULL);

  parts = g_strsplit (text, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    g_strstrip (parts[i]);
    if (*parts[i] != '\0' &&
        !g_ptr_array_find_with_equal_func (names, parts[i], g_str_equal, NULL))
      g_ptr_array_add (names, parts[i]);
  }
  g_ptr_array_add (names, NULL);

  return g_strdupv ((char **) names->pdata);
}

char *
inlet_sandbox_names_join (const char *const *names)
{
  g_return_val_if_fail (names != NULL, NULL);

  return g_strjoinv (", ", (char **) names);
}

gboolean
inlet_sandbox_names_are_good (const char *text)
{
  g_auto (GStrv) names = inlet_sandbox_names_split (text);

  for (guint i = 0; names[i] != NULL; i++)
    if (names[i][strspn (names[i], NAME_CHARACTERS)] != '\0')
      return FALSE;

  return names[0] != NULL;
}
