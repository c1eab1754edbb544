/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-secret-buffer.h"

#include <string.h>

#define FIRST_SIZE 1024

static void
make_room (InletSecretBuffer *self,
           gsize              more)
{
  gsize size = MAX (self->size, FIRST_SIZE);
  char *text;

  while (size - self->length <= more)
    size *= 2;

  if (size == self->size)
    return;

  /* Not realloc(): it may move the text and leave the old one behind. */
  text = g_malloc (size);
  if (self->text != NULL) {
    memcpy (text, self->text, self->length);
    explicit_bzero (self->text, self->size);
    g_free (self->text);
  }

  text[self->length] = '\0';
  self->text = text;
  self->size = size;
}

static void
append_bytes (InletSecretBuffer *self,
              const char        *bytes,
              gsize              length)
{
  make_room (self, length);
  memcpy (self->text + self->length, bytes, length);
  self->length += length;
  self->text[self->length] = '\0';
}

static void
append_escaped (InletSecretBuffer *self,
                char               c)
{
  static const char hex[] = "0123456789abcdef";
  char escape[] = "\\u0000";

  if (c == '"' || c == '\\') {
    escape[1] = c;
    append_bytes (self, escape, 2);
  } else if ((guchar) c < 0x20 || c == 0x7f) {
    escape[4] = hex[(guchar) c >> 4];
    escape[5] = hex[(guchar) c & 0xf];
    append_bytes (self, escape, 6);
  } else {
    append_bytes (self, &c, 1);
  }

  explicit_bzero (escape, sizeof escape);
}

static void
append_json_string (InletSecretBuffer *self,
                    const char        *text)
{
  append_bytes (self, "\"", 1);
  for (; *text != '\0'; text++)
    append_escaped (self, *text);
  append_bytes (self, "\"", 1);
}

void
inlet_secret_buffer_append (InletSecretBuffer *self,
                            const char        *text)
{
  append_bytes (self, text, strlen (text));
}

void
inlet_secret_buffer_append_name (InletSecretBuffer *self,
                                 const char        *name)
{
  if (self->length > 0 && self->text[self->length - 1] != '{')
    append_bytes (self, ",", 1);

  append_json_string (self, name);
  append_bytes (self, ":", 1);
}

void
inlet_secret_buffer_append_member (InletSecretBuffer *self,
                                   const char        *name,
                                   const char        *value)
{
  g_return_if_fail (g_utf8_validate (value, -1, NULL));

  inlet_secret_buffer_append_name (self, name);
  append_json_string (self, value);
}

char *
inlet_secret_buffer_steal (InletSecretBuffer *self)
{
  self->length = 0;
  self->size = 0;

  return g_steal_pointer (&self->text);
}

void
inlet_secret_buffer_clear (InletSecretBuffer *self)
{
  if (self->text != NULL)
    explicit_bzero (self->text, self->size);

  self->length = 0;
  self->size = 0;
  g_clear_pointer (&self->text, g_free);
}
