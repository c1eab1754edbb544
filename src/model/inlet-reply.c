/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-reply.h"

#include "inlet-redact.h"

#include <stdio.h>
#include <string.h>

/* How much of the body is shown to a person. */
#define MAX_SHOWN_BYTES (16 * 1024)

/* More digits than anybody waits for seconds. */
#define MAX_SECONDS_DIGITS 9

struct _InletReply
{
  GObject parent_instance;

  guint   status;
  char   *reason;
  GStrv   headers; /* name, value, name, value… */
  GBytes *body;
};

G_DEFINE_FINAL_TYPE (InletReply, inlet_reply, G_TYPE_OBJECT)

static void
inlet_reply_finalize (GObject *object)
{
  InletReply *self = INLET_REPLY (object);

  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->headers, g_strfreev);
  g_clear_pointer (&self->body, g_bytes_unref);

  G_OBJECT_CLASS (inlet_reply_parent_class)->finalize (object);
}

static void
inlet_reply_class_init (InletReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_reply_finalize;
}

static void
inlet_reply_init (InletReply *self)
{
}

/* Cuts valid UTF-8 between two characters. */
static void
cut_text (GString *text,
          gsize    length)
{
  if (text->len <= length)
    return;

  while (length > 0 && (text->str[length] & 0xC0) == 0x80)
    length--;

  g_string_truncate (text, length);
  g_string_append (text, "…");
}

/* Redacted whole and only then cut: half a secret would not be recognised. Bytes with NULs are no
 * text, or one in UTF-16, in which a secret is not recognised but can be read. */
static void
append_body (GString            *text,
             GBytes             *body,
             const char * const *secrets)
{
  g_autofree char *redacted = NULL;
  gsize length;
  const char *data = g_bytes_get_data (body, &length);
  gsize end;

  if (length == 0)
    return;
  if (memchr (data, '\0', length) != NULL) {
    g_string_append_printf (text, "\n(%zu bytes that are no text)", length);
    return;
  }

  redacted = inlet_redact (data, length, secrets);
  end = text->len + MAX_SHOWN_BYTES;
  g_string_append_printf (text, "\n%s", redacted);
  cut_text (text, end);
}

static int
find_month (const char *name)
{
  static const char *const months[] = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_equal (months[i], name))
      return i + 1;

  return 0;
}

/* A date as HTTP writes it since 1997, `Sun, 06 Nov 1994 08:49:37 GMT`, as Unix time; the two older
 * forms are not sent any more. -1 for anything else. */
static gint64
read_date (const char *text)
{
  g_autoptr (GDateTime) time = NULL;
  char month[4] = "";
  int day, year, hour, minute, second;
  int length = 0;

  if (text == NULL ||
      sscanf (text, "%*3[A-Za-z], %2d %3[A-Za-z] %4d %2d:%2d:%2d GMT%n", &day, month, &year, &hour,
              &minute, &second, &length) != 6 ||
      length == 0 || text[length] != '\0')
    return -1;

  /* Gives nothing for what is out of range; a leap second is the one before. */
  time = g_date_time_new_utc (year, find_month (month), day, hour, minute, MIN (second, 59));
  return time != NULL ? g_date_time_to_unix (time) : -1;
}

static gboolean
is_number (const char *text)
{
  gsize n_digits = strspn (text, "0123456789");

  return n_digits > 0 && n_digits <= MAX_SECONDS_DIGITS && text[n_digits] == '\0';
}

InletReply *
inlet_reply_new (guint               status,
                 const char         *reason,
                 const char * const *headers,
                 GBytes             *body)
{
  InletReply *self = g_object_new (INLET_TYPE_REPLY, NULL);

  self->status = status;
  self->reason = g_strdup (reason != NULL ? reason : "");
  self->headers = headers != NULL ? g_strdupv ((char **) headers) : g_new0 (char *, 1);
  self->body = body != NULL ? g_bytes_ref (body) : g_bytes_new (NULL, 0);

  return self;
}

guint
inlet_reply_get_status (InletReply *self)
{
  g_return_val_if_fail (INLET_IS_REPLY (self), 0);

  return self->status;
}

const char *
inlet_reply_get_reason (InletReply *self)
{
  g_return_val_if_fail (INLET_IS_REPLY (self), NULL);

  return self->reason;
}

const char *
inlet_reply_get_header (InletReply *self,
                        const char *name)
{
  g_return_val_if_fail (INLET_IS_REPLY (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; self->headers[i] != NULL && self->headers[i + 1] != NULL; i += 2)
    if (g_ascii_strcasecmp (self->headers[i], name) == 0)
      return self->headers[i + 1];

  return NULL;
}

GBytes *
inlet_reply_get_body (InletReply *self)
{
  g_return_val_if_fail (INLET_IS_REPLY (self), NULL);

  return self->body;
}

InletReply *
inlet_reply_cut (InletReply *self,
                 gsize       length)
{
  g_autoptr (GBytes) body = NULL;

  g_return_val_if_fail (INLET_IS_REPLY (self), NULL);

  if (g_bytes_get_size (self->body) <= length)
    return g_object_ref (self);

  body = g_bytes_new_from_bytes (self->body, 0, length);
  return inlet_reply_new (self->status, self->reason, (const char * const *) self->headers, body);
}

gint64
inlet_reply_get_retry_after (InletReply *self,
                             gint64      now)
{
  const char *text = NULL;
  gint64 until, sent_at;

  g_return_val_if_fail (INLET_IS_REPLY (self), -1);

  text = inlet_reply_get_header (self, "Retry-After");
  if (text == NULL)
    return -1;
  if (is_number (text))
    return g_ascii_strtoll (text, NULL, 10);

  until = read_date (text);
  sent_at = read_date (inlet_reply_get_header (self, "Date"));
  if (until < 0)
    return -1;

  return MAX (until - (sent_at >= 0 ? sent_at : now), 0);
}

gboolean
inlet_reply_is_success (InletReply *self)
{
  g_return_val_if_fail (INLET_IS_REPLY (self), FALSE);

  return self->status >= 200 && self->status < 300;
}

char *
inlet_reply_to_text (InletReply         *self,
                     const char * const *secrets)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *redacted = NULL;

  g_return_val_if_fail (INLET_IS_REPLY (self), NULL);

  g_string_append_printf (head, "HTTP %u %s\n", self->status, self->reason);
  for (gsize i = 0; self->headers[i] != NULL && self->headers[i + 1] != NULL; i += 2)
    g_string_append_printf (head, "%s: %s\n", self->headers[i], self->headers[i + 1]);

  redacted = inlet_redact (head->str, head->len, secrets);
  g_string_append (text, redacted);
  append_body (text, self->body, secrets);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
