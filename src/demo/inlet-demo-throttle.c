/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-throttle.h"

#include "inlet-demo-replies.h"

/* In seconds: as long as one can watch, and as one needs to try what was made. */
#define REFUSING  20
#define ADMITTING 60

guint
inlet_demo_throttle_get_wait (InletDemoThrottle *self,
                              gint64             now)
{
  gint64 passed = now - self->began_at;

  if (self->began_at == 0 || passed >= (REFUSING + ADMITTING) * G_USEC_PER_SEC) {
    self->began_at = now;
    passed = 0;
  }

  return MAX (REFUSING - passed / G_USEC_PER_SEC, 0);
}

gboolean
inlet_demo_throttle_admit (InletDemoThrottle *self,
                           SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *sandbox = soup_message_headers_get_one (headers, "x-sandbox-name");
  g_autofree char *seconds = NULL;
  guint wait;

  if (g_strcmp0 (sandbox, INLET_DEMO_BUSY_SANDBOX) != 0)
    return TRUE;

  wait = inlet_demo_throttle_get_wait (self, g_get_monotonic_time ());
  if (wait == 0)
    return TRUE;

  seconds = g_strdup_printf ("%u", wait);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Retry-After", seconds);
  inlet_demo_reply_gateway (message, 429050, "Too many requests");
  return FALSE;
}
