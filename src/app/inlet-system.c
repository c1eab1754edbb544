/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-system.h"

#include "inlet-config.h"

#include <json-glib/json-glib.h>
#include <libsecret/secret.h>
#include <libsoup/soup.h>
#include <locale.h>
#include <sqlite3.h>
#include <sys/utsname.h>

#define FLATPAK_INFO "/.flatpak-info"

char *
inlet_system_describe (const char *more)
{
  g_autofree char *distribution = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  struct utsname kernel;

  if (uname (&kernel) != 0)
    kernel = (struct utsname) { .release = "" };

  return g_strdup_printf ("Inlet: %s%s\n"
                          "OS: %s, Linux %s %s\n"
                          "Locale: %s\n"
                          "GLib: %u.%u.%u\n"
                          "libsoup: %u.%u.%u\n"
                          "SQLite: %s\n"
                          "json-glib: %s\n"
                          "libsecret: %d.%d.%d\n"
                          "%s",
                          VERSION, g_file_test (FLATPAK_INFO, G_FILE_TEST_EXISTS) ? " (Flatpak)"
                                                                                  : "",
                          distribution != NULL ? distribution : "unknown", kernel.release,
                          kernel.machine, setlocale (LC_MESSAGES, NULL),
                          glib_major_version, glib_minor_version, glib_micro_version,
                          soup_get_major_version (), soup_get_minor_version (),
                          soup_get_micro_version (), sqlite3_libversion (), JSON_VERSION_S,
                          SECRET_MAJOR_VERSION, SECRET_MINOR_VERSION, SECRET_MICRO_VERSION,
                          more != NULL ? more : "");
}
