/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "victim.h"

#include "inlet-create-many.h"
#include "inlet-sync.h"

#include <stdlib.h>

/* create-victim PATH URL NAME N: creates in N sandboxes at once, to be killed at any moment.
 * create-victim PATH URL NAME: one create, as the program does it, to be killed at any moment,
 * with a key of its own, for which there is no connection yet.
 * create-victim PATH URL: looks up what is in doubt, and ends with 0 when nothing is any more. */

/* Twenty characters that begin as those of AWS do. */
static char *
make_access_key_id (const char *name)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  g_autofree char *upper = g_ascii_strup (digest, 16);

  return g_strconcat ("AKIA", upper, NULL);
}

static int
create (InletContext *context,
        InletDraft   *draft)
{
  g_autoptr (InletCreate) operation = inlet_create_new (context, draft);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  inlet_http_set_timeout (inlet_context_get_http (context), 2);
  inlet_create_run_async (operation, NULL, victim_on_answered, &answer);
  victim_wait (&answer);
  connection = inlet_create_run_finish (operation, answer, &error);
  if (connection == NULL)
    g_error ("%s", error->message);

  return 0;
}

/* In sandbox-0, sandbox-1… */
static int
create_many (InletContext *context,
             InletDraft   *draft,
             guint         n)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (InletCreateMany) many = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++) {
    g_autofree char *sandbox = g_strdup_printf ("sandbox-%u", i);

    g_ptr_array_add (drafts, inlet_draft_new (inlet_draft_get_account (draft),
                                              inlet_draft_get_credentials (draft), sandbox,
                                              inlet_draft_get_name (draft), ""));
  }

  inlet_http_set_timeout (inlet_context_get_http (context), 2);
  /* Adobe's seconds of waiting are short. */
  inlet_clock_set_speed (inlet_context_get_clock (context), 50);
  many = inlet_create_many_new (context, drafts);
  inlet_create_many_run_async (many, victim_on_answered, &answer);
  victim_wait (&answer);
  if (!inlet_create_many_run_finish (many, answer, &error))
    g_error ("%s", error->message);

  return 0;
}

static int
look_up (InletContext *context)
{
  g_autoptr (InletSync) sync = inlet_sync_new (context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  int n_in_doubt = 0;

  /* The service is known to be at rest. */
  inlet_sync_set_patience (sync, 0);
  inlet_sync_run_async (sync, NULL, victim_on_answered, &answer);
  victim_wait (&answer);
  findings = inlet_sync_run_finish (sync, answer, &error);
  if (findings == NULL)
    g_error ("%s", error->message);
  if (inlet_sync_get_failure (sync) != NULL)
    g_error ("%s", inlet_sync_get_failure (sync)->message);

  for (guint i = 0; i < findings->len; i++)
    n_in_doubt += inlet_connection_get_state (inlet_finding_get_outcome (findings->pdata[i])) ==
                  INLET_CONNECTION_UNCERTAIN;

  g_print ("looked up %u, still in doubt %d\n", findings->len, n_in_doubt);
  return n_in_doubt > 0;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *access_key_id = make_access_key_id (argc >= 4 ? argv[3] : "");
  g_autoptr (InletContext) context = NULL;
  g_autoptr (InletAccount) account = NULL;
  g_autoptr (InletCredentials) credentials = NULL;
  g_autoptr (InletDraft) draft = NULL;

  if (argc < 3 || argc > 5)
    return 2;

  context = victim_open (argv[1]);
  account = victim_save_account (context, argv[2]);
  credentials = victim_save_credentials (context, access_key_id);
  if (argc == 3)
    return look_up (context);

  draft = inlet_draft_new (account, credentials, "dev", argv[3], "");
  return argc == 5 ? create_many (context, draft, atoi (argv[4])) : create (context, draft);
}
