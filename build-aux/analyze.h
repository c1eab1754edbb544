/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Read before each file by `analyze`: tells the analyzer what GLib's headers do not, which function
 * frees what another one gave. GLib ends the program rather than give NULL. */

#define FREED_BY(function) __attribute__ ((malloc (function, 1), returns_nonnull))

void g_free (void *);
void g_strfreev (char **);

FREED_BY (g_free) void *g_malloc (__SIZE_TYPE__);
FREED_BY (g_free) void *g_malloc0 (__SIZE_TYPE__);
FREED_BY (g_free) void *g_malloc_n (__SIZE_TYPE__, __SIZE_TYPE__);
FREED_BY (g_free) void *g_malloc0_n (__SIZE_TYPE__, __SIZE_TYPE__);
FREED_BY (g_free) char *g_strndup (const char *, __SIZE_TYPE__);
FREED_BY (g_free) char *g_strdup_printf (const char *, ...);
FREED_BY (g_free) char *g_strconcat (const char *, ...);
FREED_BY (g_free) char *g_strjoin (const char *, ...);
FREED_BY (g_free) char *g_strjoinv (const char *, char **);
FREED_BY (g_strfreev) char **g_strsplit (const char *, const char *, int);
