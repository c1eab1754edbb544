/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "victim.h"

#include "inlet-rotation.h"

/* rotate-victim PATH URL KEY: gives the credentials the access key ID KEY and sends it to
 * all connections, as the program does it, to be killed at any moment.
 * rotate-victim PATH URL KEY rest: sends it to those that lack it still.
 * rotate-victim PATH URL: looks at what is in doubt, and ends with 0 when nothing is any
 * more. */

/* That it fails for some is for the ledger to judge. */
static int
rotate (InletContext     *context,
        InletCredentials *credentials,
        gboolean          is_rest)
{
  g_autoptr (InletRotation) rotation = inlet_rotation_new (context, credentials);
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_http_set_timeout (inlet_context_get_http (context), 2);
  /* Adobe's seconds of waiting are short. */
  inlet_clock_set_speed (inlet_context_get_clock (context), 50);
  inlet_rotation_load_async (rotation, is_rest, NULL, victim_on_answered, &loaded);
  victim_wait (&loaded);
  if (!inlet_rotation_load_finish (rotation, loaded, &error))
    g_error ("%s", error->message);

  inlet_rotation_run_async (rotation, NULL, victim_on_answered, &answer);
  victim_wait (&answer);
  if (!inlet_rotation_run_finish (rotation, answer, &error))
    g_error ("%s", error->message);

  return 0;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (InletContext) context = NULL;
  g_autoptr (InletAccount) account = NULL;
  g_autoptr (InletCredentials) credentials = NULL;

  if (argc < 3 || argc > 5)
    return 2;

  context = victim_open (argv[1]);
  account = victim_save_account (context, argv[2]);
  if (argc == 3)
    return victim_settle (context, &inlet_settle_edits);

  credentials = victim_save_credentials (context, argv[3]);
  return rotate (context, credentials, argc == 5);
}
