/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-arguments.h"

#include "inlet-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* The “--” that ends the options is left in @arguments where a word that begins with “-” follows,
 * and is no word itself. Gives how many are left. */
static int
drop_separator (char **arguments,
                int    n_arguments)
{
  for (int i = 1; i + 1 < n_arguments; i++)
    if (g_str_equal (arguments[i], "--") && *arguments[i + 1] == '-') {
      /* With the NULL at the end. */
      memmove (arguments + i, arguments + i + 1, (n_arguments - i) * sizeof *arguments);
      return n_arguments - 1;
    }

  return n_arguments;
}

gboolean
inlet_arguments_parse (char         **arguments,
                       const char    *usage,
                       GOptionEntry  *entries,
                       guint          n_words,
                       GError       **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  int n_arguments = (int) g_strv_length (arguments);

  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_set_help_enabled (context, FALSE);

  if (g_option_context_parse (context, &n_arguments, &arguments, NULL) &&
      drop_separator (arguments, n_arguments) == (int) n_words + 1)
    return TRUE;

  /* TRANSLATORS: %s is how the verb is written, such as “inlet account remove NAME”. */
  g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
               _("These words were not understood. It is written:\n  %s\n"
                 "Secrets are never written there: they are asked for."), usage);
  return FALSE;
}
