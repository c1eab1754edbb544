/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-many-summary.h"

#include <glib/gi18n.h>

static void
add_part (GString *text,
          guint    n,
          char    *part)
{
  if (n > 0)
    g_string_append_printf (text, " · %s", part);
  g_free (part);
}

char *
inlet_many_summary_new (InletCreateMany *many)
{
  guint n_all = g_list_model_get_n_items (inlet_create_many_get_items (many));
  guint n_failed = inlet_create_many_count (many, INLET_CREATE_ITEM_FAILED);
  guint n_uncertain = inlet_create_many_count (many, INLET_CREATE_ITEM_UNCERTAIN);
  guint n_skipped = inlet_create_many_count (many, INLET_CREATE_ITEM_SKIPPED);
  guint n_left = inlet_create_many_count (many, INLET_CREATE_ITEM_LEFT);
  g_autoptr (GString) text = g_string_new (NULL);

  /* TRANSLATORS: how many connections were made, of how many. */
  g_string_printf (text, _("%u of %u created"),
                   inlet_create_many_count (many, INLET_CREATE_ITEM_CREATED), n_all);
  /* TRANSLATORS: how many connections could not be made. */
  add_part (text, n_failed,
            g_strdup_printf (ngettext ("%u failed", "%u failed", n_failed), n_failed));
  /* TRANSLATORS: of how many connections the answer was lost, so that it is not known whether they
   * were made. */
  add_part (text, n_uncertain,
            g_strdup_printf (ngettext ("%u uncertain", "%u uncertain", n_uncertain), n_uncertain));
  /* TRANSLATORS: how many connections were left out, because there is one already. */
  add_part (text, n_skipped,
            g_strdup_printf (ngettext ("%u skipped", "%u skipped", n_skipped), n_skipped));
  /* TRANSLATORS: how many connections have not been begun, because it was cancelled. */
  add_part (text, n_left,
            g_strdup_printf (ngettext ("%u not begun", "%u not begun", n_left), n_left));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
