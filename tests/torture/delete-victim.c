/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "victim.h"

#include "inlet-delete.h"
#include "inlet-find.h"

/* delete-victim PATH URL ID: has one connection deleted, as the program does it, to be
 * killed at any moment.
 * delete-victim PATH URL: settles what was left behind, and ends with 0 when nothing is any
 * more. */

static InletConnection *
find (InletContext *context,
      const char   *remote_id)
{
  InletDatabase *database = inlet_context_get_database (context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) found = NULL;

  inlet_find_created_async (database, remote_id, NULL, victim_on_answered, &answer);
  victim_wait (&answer);
  found = inlet_find_created_finish (database, answer, NULL);
  if (found == NULL || found->len != 1)
    g_error ("There is no connection %s", remote_id);

  return g_object_ref (found->pdata[0]);
}

/* That it fails is for the ledger to judge. */
static int
delete_one (InletContext *context,
            const char   *remote_id)
{
  g_autoptr (InletConnection) connection = find (context, remote_id);
  g_autoptr (InletDelete) operation = inlet_delete_new (context, connection);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_http_set_timeout (inlet_context_get_http (context), 2);
  inlet_delete_run_async (operation, NULL, victim_on_answered, &answer);
  victim_wait (&answer);
  inlet_delete_run_finish (operation, answer, NULL);
  return 0;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (InletContext) context = NULL;
  g_autoptr (InletAccount) account = NULL;

  if (argc < 3 || argc > 4)
    return 2;

  context = victim_open (argv[1]);
  account = victim_save_account (context, argv[2]);
  return argc == 3 ? victim_settle (context, &inlet_settle_deletions)
                   : delete_one (context, argv[3]);
}
