/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_SETTINGS_ENABLE_BACKEND

#include "inlet-settings.h"

#include "inlet-config.h"
#include "inlet-demo-service.h"

#include <gio/gsettingsbackend.h>

GSettings *
inlet_settings_open (gboolean is_demo)
{
  g_autoptr (GSettingsBackend) backend = NULL;
  g_autoptr (GSettings) settings = NULL;

  if (!is_demo)
    return g_settings_new (APPLICATION_ID);

  backend = g_memory_settings_backend_new ();
  settings = g_settings_new_with_backend (APPLICATION_ID, backend);
  g_settings_set_string (settings, "last-sandbox", INLET_DEMO_SANDBOX);

  return g_steal_pointer (&settings);
}
