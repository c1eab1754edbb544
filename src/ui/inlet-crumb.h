/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A folder on the way to the one that is shown. */
typedef struct
{
  char *name;    /* (owned) */
  char *path;    /* (owned) (nullable): of the root */
} InletCrumb;

InletCrumb *inlet_crumb_new  (const char *name,
                              const char *path);
void        inlet_crumb_free (InletCrumb *self);

/* Fills @box with a button for each of @trail (element-type InletCrumb), whose data "length" says
 * how many there are up to it. @on_clicked is given @user_data, which outlives the buttons. */
void        inlet_crumb_show_all (GtkBox     *box,
                                  GPtrArray  *trail,
                                  GCallback   on_clicked,
                                  gpointer    user_data);

G_END_DECLS
