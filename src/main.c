/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-application.h"
#include "inlet-cli.h"
#include "inlet-config.h"
#include "inlet-heap.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <sys/resource.h>

/* No core dump, which would have the secrets of the moment. A limit of one byte is honoured for
 * files and also for programs that collect dumps from a pipe, which the kernel starts in spite of a
 * limit of none.
 *
 * PR_SET_DUMPABLE would also keep debuggers of the same person out, for whom the keyring is open
 * anyway. But it takes /proc/PID/root away, by which the desktop portals tell who calls: they
 * refuse those whom they cannot tell, and so no file chooser, no dark style and, in Flatpak, no
 * secrets (see issues 785, 1490 and 2141 of xdg-desktop-portal). */
static void
forbid_core_dumps (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_CORE, &limit) == 0 && limit.rlim_cur > 1) {
    limit.rlim_cur = 1;
    setrlimit (RLIMIT_CORE, &limit);
  }
}

static void
on_started (gpointer user_data)
{
  inlet_heap_overwrite ();
}

/* Locale, then the terminal or the window: words after the options are a verb for the terminal. */
int
main (int    argc,
      char **argv)
{
  gboolean is_demo = argc > 1 && g_str_equal (argv[1], "--demo");
  const char * const *words = (const char * const *) argv + 1 + (is_demo ? 1 : 0);
  g_autoptr (InletApplication) application = NULL;

  forbid_core_dumps ();

  /* Standard output is for results alone. */
  g_log_writer_default_set_use_stderr (TRUE);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (words[0] != NULL && !g_str_equal (words[0], "--gapplication-service")) {
    inlet_heap_overwrite ();
    return inlet_cli_run (words, is_demo);
  }

  /* There is no secret before the window is there, and the window is there sooner without. */
  g_idle_add_once (on_started, NULL);
  application = inlet_application_new (is_demo);
  return g_application_run (G_APPLICATION (application), argc - (is_demo ? 1 : 0),
                            argv + (is_demo ? 1 : 0));
}
