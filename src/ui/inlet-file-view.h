/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-browse.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * InletFileView:
 *
 * The columns of a file and a table of its first rows, with what Adobe has to know to read it: its
 * type, what is between its columns, encoding and compression.
 */
#define INLET_TYPE_FILE_VIEW (inlet_file_view_get_type ())
G_DECLARE_FINAL_TYPE (InletFileView, inlet_file_view, INLET, FILE_VIEW, AdwBin)

/* Set once. */
void inlet_file_view_set_browse (InletFileView *self,
                                 InletBrowse   *browse);
/* Shows the file @entry. */
void inlet_file_view_set_entry  (InletFileView *self,
                                 InletEntry    *entry);

/* If the file is being read, leaves that, and says so. Whether it was. */
gboolean inlet_file_view_cancel (InletFileView *self);

G_END_DECLS
