/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-offer-bin.h"

#include "inlet-compat.h"

#include <glib/gi18n.h>

enum {
  ANSWER_KEEP,
  ANSWER_MOVE,
};

static void
on_moved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  g_autofree char *said = NULL;

  if (g_file_trash_finish (G_FILE (source), result, &error))
    said = g_strdup (_("File moved to the bin"));
  else
    said = g_strdup_printf (_("The file could not be moved to the bin: %s"), error->message);

  g_task_return_pointer (task, g_steal_pointer (&said), g_free);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;

  if (inlet_ask_finish (result, NULL) == ANSWER_MOVE)
    g_file_trash_async (g_task_get_task_data (task), G_PRIORITY_DEFAULT,
                        g_task_get_cancellable (task), on_moved, g_object_ref (task));
  else
    g_task_return_pointer (task, NULL, NULL);
}

void
inlet_offer_bin_async (GtkWindow           *parent,
                       GFile               *file,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (parent, cancellable, callback, user_data);
  const InletAnswer answers[] = {
    { ANSWER_KEEP, _("_Keep File"), ADW_RESPONSE_DEFAULT },
    { ANSWER_MOVE, _("_Move to Bin"), ADW_RESPONSE_DESTRUCTIVE },
  };
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (G_IS_FILE (file));

  g_task_set_source_tag (task, inlet_offer_bin_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  name = g_file_get_basename (file);
  /* Translators: the name of a file. */
  body = g_strdup_printf (_("“%s” still has the secrets, and whoever can read the file can read "
                            "them. In the bin, other programs do not find it any more; until the "
                            "bin is emptied, it can be taken out again."), name);
  inlet_ask_async (parent, _("Move the File to the Bin?"), body, answers, G_N_ELEMENTS (answers),
                   cancellable, on_answered, g_object_ref (task));
}

char *
inlet_offer_bin_finish (GAsyncResult *result)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, inlet_offer_bin_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
