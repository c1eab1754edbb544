/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-ask-again.h"

#include "inlet-compat.h"

#include <glib/gi18n.h>

void
inlet_ask_again_async (GtkWindow           *parent,
                       InletConnection     *standing,
                       const char          *sentence,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  InletConnectionState state = inlet_connection_get_state (standing);
  gboolean is_lost = state == INLET_CONNECTION_UNCERTAIN;
  const InletAnswer answers[] = {
    { INLET_ASK_AGAIN_CANCEL, _("_Cancel"), ADW_RESPONSE_DEFAULT },
    { INLET_ASK_AGAIN_SHOW, _("_Show It"), ADW_RESPONSE_DEFAULT },
    { INLET_ASK_AGAIN_LOOK_UP, is_lost ? _("_Look Up at Adobe") : NULL, ADW_RESPONSE_SUGGESTED },
    { INLET_ASK_AGAIN_CREATE, _("Create _Another"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *body = NULL;

  /* TRANSLATORS: %s is a sentence that says which connection there is. */
  body = g_strdup_printf (_("%s\n\nOne connection for an S3 account is enough."), sentence);
  inlet_ask_async (parent,
                   state == INLET_CONNECTION_CREATED ? _("There Is a Connection Already")
                                                     : _("There May Be a Connection Already"),
                   body, answers, G_N_ELEMENTS (answers), cancellable, callback, user_data);
}

InletAskAgainAnswer
inlet_ask_again_finish (GAsyncResult  *result,
                        GError       **error)
{
  int answer = inlet_ask_finish (result, error);

  return answer >= 0 ? answer : INLET_ASK_AGAIN_CANCEL;
}
