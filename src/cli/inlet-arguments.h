/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Takes the options in @entries out of @arguments, whose first is the verb, and checks that exactly
 * @n_words remain after it; behind “--” all are words. What is wrong is said as
 * %INLET_ERROR_INVALID_INPUT without quoting a value, which may be a secret that was typed in the
 * wrong place. */
gboolean inlet_arguments_parse (char           **arguments,
                                const char      *usage,
                                GOptionEntry    *entries,
                                guint            n_words,
                                GError         **error);

G_END_DECLS
