/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-complete.h"

#include "inlet-glance.h"
#include "inlet-synopsis.h"

#include <string.h>

static const struct {
  const char *option;
  InletGlanceKind kind;
} of_options[] = {
  { "--account", INLET_GLANCE_ACCOUNTS },
  { "--credentials", INLET_GLANCE_CREDENTIALS },
  { "--sandbox", INLET_GLANCE_SANDBOXES },
  { "--like", INLET_GLANCE_CONNECTIONS },
};

/* Nothing for what a person makes up. */
static gboolean
find_kind (InletNextWord     *next,
           const char *const *words,
           InletGlanceKind   *kind)
{
  for (guint i = 0; next->option != NULL && i < G_N_ELEMENTS (of_options); i++)
    if (g_str_equal (next->option, of_options[i].option)) {
      *kind = of_options[i].kind;
      return TRUE;
    }

  if (next->option != NULL || next->value == NULL)
    return FALSE;

  if (g_str_has_prefix (next->value, "ID"))
    *kind = INLET_GLANCE_CONNECTIONS;
  else if (g_str_equal (words[0], "account") && !g_str_equal (words[1], "add"))
    *kind = INLET_GLANCE_ACCOUNTS;
  else if (g_str_equal (words[0], "credentials") && !g_str_equal (words[1], "add"))
    *kind = INLET_GLANCE_CREDENTIALS;
  else
    return FALSE;

  return TRUE;
}

static void
print_those_that_begin (const char *const *words,
                        const char        *beginning)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], beginning) && strpbrk (words[i], "\n\r\t") == NULL)
      g_print ("%s\n", words[i]);
}

/* That there is no database yet, or one that cannot be read now, is not said between the words that
 * somebody types. */
static void
print_names (InletGlanceKind  kind,
             const char      *beginning)
{
  g_autofree char *path = inlet_context_dup_user_path ();
  g_auto (GStrv) names = inlet_glance_at_names (path, kind, beginning, NULL);

  if (names != NULL)
    print_those_that_begin ((const char *const *) names, beginning);
}

InletExit
inlet_cli_complete (const char        *usage,
                    const char *const *words)
{
  static const char *const at_first[] = { "help", "--help", "--version", NULL };
  gboolean is_demo = words[0] != NULL && words[1] != NULL && g_str_equal (words[0], "--demo");
  guint n_words = g_strv_length ((char **) (is_demo ? ++words : words));
  g_auto (GStrv) before = g_strdupv ((char **) words);
  g_autoptr (InletSynopsis) synopsis = inlet_synopsis_new (usage);
  g_autoptr (InletNextWord) next = NULL;
  const char *beginning = n_words > 0 ? words[n_words - 1] : "";
  InletGlanceKind kind;

  if (n_words > 0)
    g_clear_pointer (&before[n_words - 1], g_free);
  next = inlet_synopsis_follow (synopsis, (const char *const *) before);

  print_those_that_begin ((const char *const *) next->words, beginning);
  if (before[0] == NULL)
    print_those_that_begin (at_first, beginning);

  /* The demo keeps nothing that could be read. */
  if (!is_demo && find_kind (next, words, &kind))
    print_names (kind, beginning);

  return INLET_EXIT_DONE;
}
