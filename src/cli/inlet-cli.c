/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli.h"

#include "inlet-cli-browse.h"
#include "inlet-cli-complete.h"
#include "inlet-cli-connection.h"
#include "inlet-cli-create.h"
#include "inlet-cli-delete.h"
#include "inlet-cli-edit.h"
#include "inlet-cli-import.h"
#include "inlet-cli-profile.h"
#include "inlet-cli-report.h"
#include "inlet-cli-sandbox.h"
#include "inlet-cli-show.h"
#include "inlet-cli-sync.h"
#include "inlet-cli-test.h"
#include "inlet-config.h"
#include "inlet-streams.h"

#include <glib/gi18n.h>
#include <locale.h>

static const char usage[] =
  "inlet\n"
  "inlet --demo …\n"
  "inlet account add NAME --org O --api-key K [--client-secret | --access-token]\n"
  "                       [--scopes S] [--platform-url U] [--ims-url U] [--trust-addresses]\n"
  "inlet credentials add NAME --access-key K [--session-token [--session-token-end T]]\n"
  "                           [--service-url U] [--bucket B] [--folder F]\n"
  "inlet credentials renew NAME [--json]\n"
  "inlet account|credentials list [--json] | remove NAME\n"
  "inlet import FILE|- [--all] [--select NAME] [--trust-addresses] [--move-to-bin]\n"
  "             [--json]\n"
  "inlet sandboxes [--account A] [--json]\n"
  "inlet create --account A --credentials C --sandbox S… --name N [--description D]\n"
  "             [--again] [--skip-existing] [--test] [--json]\n"
  "inlet create --like ID|NAME [--account A] [--credentials C] [--sandbox S] [--name N]\n"
  "             [--description D] [--again] [--test] [--json]\n"
  "inlet list [--json | --csv]\n"
  "inlet show ID|NAME [--json | --curl | --python]\n"
  "inlet report [ID|NAME]\n"
  "inlet sync [--row N [--adopt ID | --none]] [--json]\n"
  "inlet sync --sandbox S | --all [--account A] [--json]\n"
  "inlet delete ID|NAME [--yes] [--json]\n"
  "inlet browse ID|NAME [PATH] [--preview] [--delimiter C] [--encoding E] [--compression C]\n"
  "             [--json]\n"
  "inlet test ID|NAME… | [--sandbox S] [--account A] | --all [--json]\n"
  "inlet edit ID|NAME [--name N] [--description D] [--again] [--json]\n"
  "inlet rotate ID|NAME… | --everywhere | --rest [--credentials C] [--json]\n";

static InletExit
print_help (void)
{
  g_print ("%s\n%s\n%s\n%s\n", usage,
           _("Without words, the window opens. With --demo before the verb, everything runs\n"
             "against an embedded Flow Service, and nothing is kept. Secrets are never arguments:\n"
             "they are asked for, or read from standard input, a line each."),
           _(
             "With --test, the new connection is tested and its storage listed. The exit status\n"
             "says whether it was made; what the test came to is the member “test” of --json."),
           _("Exit status: 0 done, 1 unexpected, 2 wrong usage or input, 3 refused by Adobe,\n"
             "4 not reached, 5 keyring, 6 uncertain."));
  return INLET_EXIT_DONE;
}

/* The lines of the usage that begin with the verb, with what continues them. FALSE where there are
 * none. */
static gboolean
print_usage_of (const char *verb)
{
  g_auto (GStrv) lines = g_strsplit (usage, "\n", -1);
  gboolean is_of_verb = FALSE;
  gboolean is_found = FALSE;

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++) {
    if (*lines[i] != ' ') {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);
      g_auto (GStrv) verbs = g_strsplit (words[1] != NULL ? words[1] : "", "|", -1);

      is_of_verb = g_strv_contains ((const char *const *) verbs, verb);
    }
    if (is_of_verb)
      g_print ("%s\n", lines[i]);
    is_found = is_found || is_of_verb;
  }

  return is_found;
}

static gboolean
asks_for_help (char **words)
{
  for (; *words != NULL && !g_str_equal (*words, "--"); words++)
    if (g_str_equal (*words, "--help") || g_str_equal (*words, "-h"))
      return TRUE;

  return FALSE;
}

static InletExit
run (char     **words,
     gboolean   is_demo)
{
  const char *word = words[0];

  if (asks_for_help (words + 1) && print_usage_of (word))
    return INLET_EXIT_DONE;
  if (g_str_equal (word, "account"))
    return inlet_cli_profile (INLET_PROFILE_ACCOUNT, words + 1, is_demo);
  if (g_str_equal (word, "credentials"))
    return inlet_cli_profile (INLET_PROFILE_CREDENTIALS, words + 1, is_demo);
  if (g_str_equal (word, "import"))
    return inlet_cli_import (words, is_demo);
  if (g_str_equal (word, "sandboxes"))
    return inlet_cli_sandboxes (words, is_demo);
  if (g_str_equal (word, "create"))
    return inlet_cli_create (words, is_demo);
  if (g_str_equal (word, "list"))
    return inlet_cli_list (words, is_demo);
  if (g_str_equal (word, "show"))
    return inlet_cli_show (words, is_demo);
  if (g_str_equal (word, "report"))
    return inlet_cli_report (words, is_demo);
  if (g_str_equal (word, "sync"))
    return inlet_cli_sync (words, is_demo);
  if (g_str_equal (word, "delete"))
    return inlet_cli_delete (words, is_demo);
  if (g_str_equal (word, "browse"))
    return inlet_cli_browse (words, is_demo);
  if (g_str_equal (word, "test"))
    return inlet_cli_test (words, is_demo);
  if (g_str_equal (word, "edit"))
    return inlet_cli_edit (words, is_demo);
  if (g_str_equal (word, "rotate"))
    return inlet_cli_rotate (words, is_demo);
  if (g_str_equal (word, "--complete"))
    return inlet_cli_complete (usage, (const char *const *) words + 1);
  if (g_str_equal (word, "help") || g_str_equal (word, "--help") || g_str_equal (word, "-h"))
    return print_help ();

  if (g_str_equal (word, "--version")) {
    g_print ("inlet %s\n", VERSION);
    return INLET_EXIT_DONE;
  }

  /* Not repeated: it may be a secret in the wrong place. */
  g_printerr (_("That is not something that Inlet knows. “inlet --help” says what it does.\n"));
  return INLET_EXIT_USAGE;
}

int
inlet_cli_run (const char * const *arguments,
               gboolean            is_demo)
{
  /* The parser of options takes words out of the array, so it gets one of its own. */
  guint n_words = g_strv_length ((char **) arguments);
  g_autofree char **words = g_memdup2 (arguments, (n_words + 1) * sizeof (char *));

  g_return_val_if_fail (n_words > 0, INLET_EXIT_UNEXPECTED);

  inlet_streams_open ();

  /* What programs read is the same in every language, down to its titles and hints. */
  if (g_strv_contains (arguments, "--json"))
    setlocale (LC_MESSAGES, "C");

  return inlet_streams_finish (run (words, is_demo));
}
