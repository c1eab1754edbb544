/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * What GTK 4.8 and libadwaita 1.2 do in ways that later versions supersede, in one file: raising
 * the floor is one diff.
 */

/* An answer to a question. */
typedef struct
{
  int                    id;    /* not negative */
  const char            *label; /* with mnemonic; %NULL: not offered */
  AdwResponseAppearance  appearance;
} InletAnswer;

/* Asks a question. The first of @answers is that which changes nothing: Enter and Escape give it.
 * Gives the ID of the answer, -1 on error. */
void     inlet_ask_async (GtkWindow           *parent,
                          const char          *title,
                          const char          *body,
                          const InletAnswer   *answers,
                          guint                n_answers,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data);
int      inlet_ask_finish (GAsyncResult        *result,
                           GError             **error);
/* Asks a question with two answers; @verb (with mnemonic) does it and is destructive if said so.
 * Gives whether it was answered with the verb. */
void     inlet_confirm_async (GtkWindow           *parent,
                              const char          *title,
                              const char          *body,
                              const char          *verb,
                              gboolean             is_destructive,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data);
gboolean inlet_confirm_finish (GAsyncResult        *result,
                               GError             **error);
/* Asks for a file to open. %NULL with %G_IO_ERROR_CANCELLED when none was chosen.
 * (transfer full) */
void     inlet_pick_file_async (GtkWindow           *parent,
                                const char          *title,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
GFile   *inlet_pick_file_finish (GAsyncResult        *result,
                                 GError             **error);

/* Asks where to save a file, which is to be called @name. @choice: (nullable): what can be said no
 * to besides; @is_chosen: whether it was not. %G_IO_ERROR_CANCELLED when no file was named. */
void                   inlet_pick_save_async (GtkWindow           *parent,
                                              const char          *title,
                                              const char          *name,
                                              const char          *choice,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
GFile                 *inlet_pick_save_finish (GAsyncResult        *result,
                                               gboolean            *is_chosen,
                                               GError             **error);
/* Makes a window of @type above @parent (nullable). An operation that has a reference to it may
 * keep it longer than @parent is there. (transfer none) */
gpointer inlet_dialog_new (GType      type,
                           GtkWindow *parent);

/* Tells who reads the window aloud whether what is in @row is wrong, and what is said of it.
 * @message: (nullable) */
void     inlet_tell_validity (AdwEntryRow         *row,
                              const char          *message,
                              gboolean             is_wrong);
/* Tells who reads the window aloud of @row all that @spoken says, and nothing else. */
void     inlet_tell_row (AdwActionRow        *row,
                         const char          *spoken);
/* Tells who reads the window aloud the label of @button only once, and without its mnemonic: after
 * each change of it. */
void     inlet_tell_label_once (GtkWidget           *button);
/* The window of keyboard shortcuts of @window, which is made when it is shown first. */
void     inlet_present_shortcuts (GtkApplicationWindow *window);
void     inlet_present_about (GtkWindow           *parent);

G_END_DECLS
