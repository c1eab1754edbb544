/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-request.h"

#include <string.h>

static GStrv
read_headers (char **lines)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (; *lines != NULL; lines++) {
    g_auto (GStrv) parts = g_strsplit (*lines, ": ", 2);

    g_assert_cmpuint (g_strv_length (parts), ==, 2);
    g_strv_builder_add_many (builder, parts[0], parts[1], NULL);
  }

  return g_strv_builder_end (builder);
}

FaultRequest *
fault_request_new (FaultServer *server,
                   guint        index)
{
  g_autofree char *text = fault_server_dup_request (server, index);
  g_auto (GStrv) halves = g_strsplit (text, "\r\n\r\n", 2);
  g_auto (GStrv) lines = g_strsplit (halves[0], "\r\n", 0);
  FaultRequest *self = g_new0 (FaultRequest, 1);

  self->line = g_strdup (lines[0]);
  self->headers = read_headers (lines + 1);
  self->body = g_strdup (halves[1]);

  return self;
}

void
fault_request_free (FaultRequest *self)
{
  g_free (self->line);
  g_strfreev (self->headers);
  g_free (self->body);
  g_free (self);
}

const char *
fault_request_get_header (FaultRequest *self,
                          const char   *name)
{
  const char *value = NULL;

  for (char **header = self->headers; *header != NULL; header += 2) {
    if (g_ascii_strcasecmp (header[0], name) != 0)
      continue;
    g_assert_null (value);
    value = header[1];
  }

  return value;
}

void
fault_request_assert_headers (FaultRequest       *self,
                              const char * const *headers)
{
  g_assert_cmpuint (g_strv_length (self->headers), ==, g_strv_length ((char **) headers));
  for (; *headers != NULL; headers += 2) {
    const char *value = fault_request_get_header (self, headers[0]);

    if (strcmp (headers[1], "*") == 0)
      g_assert_nonnull (value);
    else
      g_assert_cmpstr (value, ==, headers[1]);
  }
}
