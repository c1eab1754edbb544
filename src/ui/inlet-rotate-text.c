/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-rotate-text.h"

#include <glib/gi18n.h>

char *
inlet_rotate_text_offer (const char *name,
                         guint       n,
                         gboolean    is_rest)
{
  if (n == 0)
    /* TRANSLATORS: %s is the name of credentials. */
    return g_strdup_printf (_("No connection uses “%s”"), name);
  if (is_rest)
    /* TRANSLATORS: how many connections, and the name of credentials. */
    return g_strdup_printf (ngettext ("%u connection lacks the new key of “%s”",
                                      "%u connections lack the new key of “%s”", n), n, name);

  /* TRANSLATORS: how many connections, and the name of credentials. */
  return g_strdup_printf (ngettext ("%u connection uses “%s”", "%u connections use “%s”", n), n,
                          name);
}

char *
inlet_rotate_text_progress (InletRun *run,
                            gboolean  is_running,
                            gboolean  was_cancelled)
{
  guint total = inlet_run_get_total (run);
  guint n_failed = inlet_run_get_n_failed (run);
  guint n_sent = inlet_run_get_n_done (run) - n_failed;

  if (was_cancelled)
    /* TRANSLATORS: two numbers, of connections. */
    return g_strdup_printf (_("Cancelled: %u of %u have the key"), n_sent, total);
  if (is_running || n_failed > 0)
    /* TRANSLATORS: three numbers, of connections. */
    return g_strdup_printf (_("%u of %u have the key, %u failed"), n_sent, total, n_failed);

  return g_strdup_printf (ngettext ("%u connection has the key", "All %u connections have the key",
                                    n_sent), n_sent);
}
