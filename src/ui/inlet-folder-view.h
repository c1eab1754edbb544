/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-browse.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletFolderView:
 *
 * The folders and files of one folder, or why they are not to be seen. A folder that was visited is
 * there at once.
 *
 * Signals `activated (InletEntry)`: it was chosen by hand; `changed`: another entry is selected, or
 * Adobe is asked, or no longer. Its buttons activate `browse.cancel` and `browse.refresh`, which
 * are those of the window.
 */
#define INLET_TYPE_FOLDER_VIEW (inlet_folder_view_get_type ())
G_DECLARE_FINAL_TYPE (InletFolderView, inlet_folder_view, INLET, FOLDER_VIEW, AdwBin)

/* Set once, before anything else. */
void        inlet_folder_view_set_browse    (InletFolderView *self,
                                             InletBrowse     *browse);
/* Shows the folder at @path, (nullable) for the root, and selects in it the entry at @selected
 * (nullable), or the first. */
void        inlet_folder_view_show          (InletFolderView *self,
                                             const char      *path,
                                             const char      *selected);
/* Asks Adobe what is in the folder, also where that is known. */
void        inlet_folder_view_refresh       (InletFolderView *self);
/* If Adobe is being asked, leaves that, and says so. Whether it was. */
gboolean    inlet_folder_view_cancel        (InletFolderView *self);
gboolean    inlet_folder_view_get_is_asking (InletFolderView *self);
/* Leaves only the entries whose names have @text; all with "". As long as there is a text, the
 * focus stays where it is typed. */
void        inlet_folder_view_filter        (InletFolderView *self,
                                             const char      *text);
/* (transfer none) (nullable) */
InletEntry *inlet_folder_view_get_selected  (InletFolderView *self);
/* Puts the focus on the entries. */
void        inlet_folder_view_grab_entries  (InletFolderView *self);

G_END_DECLS
