/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletSearchProvider:
 *
 * Answers GNOME Shell, which looks among the connections for what somebody types into its search:
 * by name and ID, newest first, a few at most. It reads the database as it is, and neither asks the
 * keyring nor anybody else. To choose a result opens its connection, and the Shell puts its ID on
 * the clipboard.
 *
 * It works for an application without a window, which it keeps running until it has answered, and
 * a little longer: whoever types goes on typing.
 *
 * Signals `row-chosen (gint64 row_id, guint timestamp)`, and `search-chosen (char *text, guint
 * timestamp)`: all that is found is to be shown.
 */
#define INLET_TYPE_SEARCH_PROVIDER (inlet_search_provider_get_type ())
G_DECLARE_FINAL_TYPE (InletSearchProvider, inlet_search_provider, INLET, SEARCH_PROVIDER, GObject)

/* Looks in the database at @path. @application is not kept alive. */
InletSearchProvider *inlet_search_provider_new      (GApplication         *application,
                                                     const char           *path);
/* Answers on @connection, at `…/SearchProvider` below @object_path, until it is finalized. */
gboolean             inlet_search_provider_export   (InletSearchProvider  *self,
                                                     GDBusConnection      *connection,
                                                     const char           *object_path,
                                                     GError              **error);

G_END_DECLS
