/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "place.h"

#include <string.h>

const PlaceFamily place_families[] = {
  { "line", places_of_line },
  { "request", places_of_request },
  { "certificate", places_of_certificate },
  { "proxy", places_of_proxy },
  { "protocol", places_of_protocol },
  { "cut", places_of_cut },
  { "cut-refusal", places_of_cut_refusal },
  { "length", places_of_length },
  { "chunks", places_of_chunks },
  { "type", places_of_type },
  { "encoding", places_of_encoding },
  { "packing", places_of_packing },
  { "size", places_of_size },
  { "interim", places_of_interim },
  { "redirect", places_of_redirect },
  { "status", places_of_status },
  { "echo", places_of_echo },
  { NULL }
};

static void
free_bytes (gpointer data)
{
  g_bytes_unref (data);
}

Place *
place_add (GPtrArray  *places,
           const char *family,
           guint       outcomes,
           guint       codes,
           const char *format,
           ...)
{
  Place *self = g_new0 (Place, 1);
  va_list arguments;

  va_start (arguments, format);
  self->name = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  self->family = family;
  self->outcomes = outcomes;
  self->codes = codes;
  /* What follows the last step is the step that ends. */
  self->steps = g_array_new (TRUE, TRUE, sizeof (FaultStep));
  self->bytes = g_ptr_array_new_with_free_func (free_bytes);
  g_ptr_array_add (places, self);

  return self;
}

void
place_free (Place *self)
{
  g_free (self->name);
  g_array_unref (self->steps);
  g_ptr_array_unref (self->bytes);
  g_free (self);
}

static void
add_step (Place         *self,
          FaultStepKind  kind,
          const char    *bytes,
          guint64        length)
{
  FaultStep step = { kind, bytes, length };

  g_array_append_val (self->steps, step);
}

void
place_step (Place         *self,
            FaultStepKind  kind,
            guint64        length)
{
  add_step (self, kind, NULL, length);
}

void
place_tls (Place         *self,
           const char    *host,
           FaultStepKind  kind,
           const char    *certificate)
{
  if (host != NULL)
    self->host = host;
  add_step (self, kind, certificate, 0);
}

void
place_read (Place *self)
{
  place_step (self, FAULT_STEP_READ, 0);
}

void
place_send_bytes (Place         *self,
                  gconstpointer  data,
                  gsize          length)
{
  GBytes *bytes = g_bytes_new (data, length);

  g_ptr_array_add (self->bytes, bytes);
  if (length > 0)
    add_step (self, FAULT_STEP_SEND, g_bytes_get_data (bytes, NULL), length);
}

void
place_send (Place      *self,
            const char *text)
{
  place_send_bytes (self, text, strlen (text));
}

void
place_sendf (Place      *self,
             const char *format,
             ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  place_send (self, text);
}

void
place_flood (Place      *self,
             const char *piece,
             guint64     total)
{
  add_step (self, FAULT_STEP_FLOOD, piece, total);
  self->is_large = TRUE;
}

void
place_stall (Place *self)
{
  place_step (self, FAULT_STEP_STALL, 0);
  self->is_silent = TRUE;
}

void
place_reset (Place *self)
{
  place_step (self, FAULT_STEP_RESET, 0);
}

void
place_send_good (Place      *self,
                 const Call *call)
{
  place_read (self);
  place_sendf (self, "%s%sContent-Length: %zu\r\n\r\n%s", call->status_line, call->headers,
               strlen (call->body), call->body);
}

Place *
place_add_reply (GPtrArray  *places,
                 const char *family,
                 guint       outcomes,
                 guint       codes,
                 const char *name,
                 const char *head,
                 const char *body,
                 gssize      length)
{
  Place *place = place_add (places, family, outcomes, codes, "%s", name);

  place_read (place);
  place_sendf (place, "%s\r\n", head);
  place_send_bytes (place, body, length >= 0 ? (gsize) length : strlen (body));
  return place;
}
