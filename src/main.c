/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-application.h"
#include "inlet-cli.h"
#include "inlet-config.h"

#include <glib/gi18n.h>
#include <locale.h>

/* Locale, then the terminal or the window: words after the options are a verb for the terminal. */
int
main (int    argc,
      char **argv)
{
  gboolean is_demo = argc > 1 && g_str_equal (argv[1], "--demo");
  const char * const *words = (const char * const *) argv + 1 + (is_demo ? 1 : 0);
  g_autoptr (InletApplication) application = NULL;

  /* Standard output is for results alone. */
  g_log_writer_default_set_use_stderr (TRUE);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (words[0] != NULL && !g_str_equal (words[0], "--gapplication-service"))
    return inlet_cli_run (words, is_demo);

  application = inlet_application_new (is_demo);
  return g_application_run (G_APPLICATION (application), argc - (is_demo ? 1 : 0),
                            argv + (is_demo ? 1 : 0));
}
