/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-trigger.h"

static gboolean
dispatch (GSource     *source,
          GSourceFunc  callback,
          gpointer     user_data)
{
  /* First: what is done may ask for it to be done again. */
  g_source_set_ready_time (source, -1);
  callback (user_data);

  return G_SOURCE_CONTINUE;
}

static GSourceFuncs funcs = { .dispatch = dispatch };

InletTrigger *
inlet_trigger_new (GSourceFunc callback,
                   gpointer    user_data)
{
  GSource *source = g_source_new (&funcs, sizeof (GSource));

  g_source_set_callback (source, callback, user_data, NULL);
  g_source_set_static_name (source, "InletTrigger");
  g_source_attach (source, g_main_context_get_thread_default ());

  return source;
}

void
inlet_trigger_pull (InletTrigger *self)
{
  g_source_set_ready_time (self, 0);
}

void
inlet_trigger_step_back (InletTrigger *self)
{
  g_source_set_priority (self, G_PRIORITY_DEFAULT_IDLE);
}

void
inlet_trigger_free (InletTrigger *self)
{
  g_source_destroy (self);
  g_source_unref (self);
}
