/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "place.h"

#include <string.h>

/* What is wrong with a body or with how it is framed. */

/* The whole good reply has come, but does not say so. */
#define PERHAPS (OUTCOME_DONE | OUTCOME_UNKNOWN)

/* What comes of a reply whose headers are good and whose body is not. */
static guint
outcomes_of_headers (const Call *call)
{
  return call_is_told_by_headers (call) ? OUTCOME_DONE : OUTCOME_UNKNOWN;
}

static char *
dup_head (const Call *call,
          const char *more)
{
  return g_strconcat (call->status_line, call->headers, more, NULL);
}

static void
add_body (GPtrArray  *places,
          const char *family,
          const Call *call,
          guint       outcomes,
          const char *name,
          const char *more,
          const char *body,
          gssize      length)
{
  g_autofree char *head = dup_head (call, more);

  place_add_reply (places, family, outcomes, PLACE_CUT, name, head, body, length);
}

void
places_of_length (GPtrArray  *places,
                  const Call *call,
                  gsize       request,
                  guint32     seed)
{
  static const struct { const char *name; const char *before; const char *after; } wrong[] = {
    { "too-long", "Content-Length: 9", "" },
    { "too-long-and-close", "Connection: close\r\nContent-Length: 9", "" },
    { "negative", "Content-Length: -", "" },
    { "with-a-sign", "Content-Length: +", "" },
    { "hexadecimal", "Content-Length: 0x", "" },
    { "not-a-number", "Content-Length: many", "" },
    { "ends-in-letters", "Content-Length: ", "bytes" },
    { "not-whole", "Content-Length: ", ".5" },
    { "over-64-bits", "Content-Length: 18446744073709551616", "" },
    { "of-64-bits", "Content-Length: 9223372036854775", "" },
    { "a-list", "Content-Length: ", ", 7" },
    { "twice-the-first-right", "Content-Length: ", "\r\nContent-Length: 7" },
    { "twice-the-second-right", "Content-Length: 7\r\nContent-Length: ", "" },
    { "and-chunked", "Content-Length: ", "\r\nTransfer-Encoding: chunked" },
  };
  gsize length = strlen (call->body);

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *more = g_strdup_printf ("%s%zu%s\r\n", wrong[i].before, length,
                                             wrong[i].after);

    add_body (places, "length", call, PERHAPS, wrong[i].name, more, call->body, -1);
  }

  for (gsize shorter = 0; shorter < length; shorter += 1 + shorter / 4) {
    g_autofree char *name = g_strdup_printf ("%zu-of-%zu", shorter, length);
    g_autofree char *more = g_strdup_printf ("Content-Length: %zu\r\n", shorter);

    add_body (places, "length", call, outcomes_of_headers (call), name, more, call->body, -1);
  }
}

#define CHUNKED "Transfer-Encoding: chunked\r\n"

void
places_of_chunks (GPtrArray  *places,
                  const Call *call,
                  gsize       request,
                  guint32     seed)
{
  /* Each begins with a chunk that holds the first bytes, and breaks behind them. */
  static const char *const breaks[] = {
    "", "zz\r\n", "-1\r\n{", "ffffffffffffffffff\r\n{", "7fffffffffffffff\r\n{", "\r\n", "\r\n\r\n",
    "0x5\r\n", " 5\r\n", "5", "5\r", "5;\r\n{", "9\r\n{\r\n0\r\n\r\n", "1\r\n{}\r\n0\r\n\r\n",
    "0\r\n",
    "0\r\n\r\n", "0\r\n\r\n{}", "0\r\nX: y\r\n\r\n", "00000000000000000000000000000000001\r\n{",
    "\001\002\r\n", "HTTP/1.1 200 OK\r\n\r\n",
  };
  /* And in each of these there is the whole body. */
  static const struct
  {
    const char *name;
    const char *header;
    const char *line_end; /* (nullable): behind the size of the one chunk, where it has one */
    const char *after;
  } whole[] = {
    { "unknown-encoding", "Transfer-Encoding: x\r\n", NULL, "" },
    { "unknown-encoding-too", "Transfer-Encoding: gzip, chunked\r\n", "\r\n", "\r\n0\r\n\r\n" },
    { "without-end", CHUNKED, "\r\n", "\r\n" },
    { "without-line-end", CHUNKED, "\r\n", "0\r\n\r\n" },
    { "not-announced", "", "\r\n", "\r\n0\r\n\r\n" },
    { "with-bare-line-ends", CHUNKED, "\n", "\n0\n\n" },
  };
  gsize length = strlen (call->body);
  gsize half = length / 2;
  Place *place;

  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++) {
    g_autofree char *name = g_strdup_printf ("broken-%zu", i);
    g_autofree char *body = g_strdup_printf ("%zx\r\n%.*s\r\n%s", half, (int) half, call->body,
                                             breaks[i]);

    add_body (places, "chunks", call, outcomes_of_headers (call), name, CHUNKED, body, -1);
  }

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++) {
    g_autofree char *size = g_strdup_printf ("%zx", length);
    gboolean has_size = whole[i].line_end != NULL;
    g_autofree char *body = g_strconcat (has_size ? size : "", has_size ? whole[i].line_end : "",
                                         call->body, whole[i].after, NULL);

    add_body (places, "chunks", call, PERHAPS, whole[i].name, whole[i].header, body, -1);
  }

  place = place_add (places, "chunks", OUTCOME_DONE, 0, "of-one-byte");
  place_read (place);
  place_sendf (place, "%s%s" CHUNKED "\r\n", call->status_line, call->headers);
  for (gsize i = 0; i < length; i++)
    place_sendf (place, "1\r\n%c\r\n", call->body[i]);
  place_send (place, "0\r\n\r\n");
}

void
places_of_type (GPtrArray  *places,
                const Call *call,
                gsize       request,
                guint32     seed)
{
  static const char *const types[] = {
    "Content-Type: text/html", "Content-Type: image/png", "Content-Type: application/json\r\n"
    "Content-Type: text/html", "Content-Type: ", "Content-Type: ;;;=", "Content-Type: multipart/x",
    "Content-Type: application/json;charset=utf-16", "Content-Type: text/plain;charset=iso-8859-1",
    "Content-Type: application/\xff\xfe", "X-No: type",
  };
  const char *place = strstr (call->headers, "Content-Type:");
  g_autofree char *before = g_strndup (call->headers, place - call->headers);

  /* What was made is made, whatever its name is said to be. */
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *name = g_strdup_printf ("wrong-%zu", i);
    g_autofree char *head = g_strdup_printf ("%s%s%s\r\nContent-Length: %zu\r\n", call->status_line,
                                             before, types[i], strlen (call->body));

    place_add_reply (places, "type", OUTCOME_DONE, 0, name, head, call->body, -1);
  }
}

static void
add_wide (GPtrArray  *places,
          const Call *call,
          const char *charset)
{
  gsize length;
  g_autofree char *wide = g_convert (call->body, -1, charset, "UTF-8", NULL, &length, NULL);

  g_assert_nonnull (wide);
  add_body (places, "encoding", call, outcomes_of_headers (call), charset, "", wide, length);
}

void
places_of_encoding (GPtrArray  *places,
                    const Call *call,
                    gsize       request,
                    guint32     seed)
{
  static const struct { const char *name; const char *bytes; gsize length; } inserts[] = {
    { "nul", "\0", 1 }, { "continuation", "\x80", 1 }, { "half-a-character", "\xc3", 1 },
    { "overlong", "\xc0\xaf", 2 }, { "surrogate", "\xed\xa0\x80", 3 }, { "latin-1", "\xe9", 1 },
    { "beyond-unicode", "\xf4\x90\x80\x80", 4 },
  };
  static const char *const charsets[] = {
    "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "IBM037"
  };

  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", call->body, NULL);

  add_body (places, "encoding", call, PERHAPS, "byte-order-mark", "", marked, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    add_wide (places, call, charsets[i]);

  for (gsize i = 0; i < G_N_ELEMENTS (inserts); i++)
    for (gsize at = 0; at <= strlen (call->body); at += 1 + strlen (call->body) / 7) {
      g_autoptr (GString) body = g_string_new (call->body);
      g_autofree char *name = g_strdup_printf ("%s-at-%zu", inserts[i].name, at);

      g_string_insert_len (body, at, inserts[i].bytes, inserts[i].length);
      add_body (places, "encoding", call, PERHAPS, name, "", body->str, body->len);
    }
}

/* Nothing is unpacked, so that a bomb is as large as it came. */
static GByteArray *
pack (const char           *bytes,
      gsize                 length,
      GZlibCompressorFormat format)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (format, 9);
  gsize room = 1024 * 1024;
  GByteArray *packed = g_byte_array_sized_new (room);
  g_autoptr (GError) error = NULL;
  gsize n_read;
  gsize n_written;

  g_converter_convert (G_CONVERTER (compressor), bytes, length, packed->data, room,
                       G_CONVERTER_INPUT_AT_END, &n_read, &n_written, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_read, ==, length);
  packed->len = n_written;
  return packed;
}

#define BOMB_BYTES (64 * 1024 * 1024)

/* 64 MiB of zeros by Brotli, as another program has made it. */
#define BROTLI_BOMB \
  "\xcb\xff\xff\x3f\xf8\x27\x00\xe2\xb1\x40\x20\xf7\xfe\x8f\xff\xff\x7f\xf0\x4f\x00\xc4\x61" \
  "\x11\x80\xee\xfd\x1f\xff\xff\xff\xe0\x9f\x00\x88\xc3\x02\x00\xdd\xfb\x3f\xfe\xff\xff\xc1" \
  "\x3f\x01\x10\x87\x05\x00\xba\xf7\x7f\xfc\xff\xff\x83\x7f\x02\x20\x0e\x0b\x00\x74\xef\xff" \
  "\xf8\xff\xff\x07\xff\x04\x40\x1c\x16\x00\xe8\xde\xff\xf1\xff\xff\x0f\xfe\x09\x80\x38\x2c" \
  "\x00\xd0\xbd\xff\xcb\xff\xff\x3f\xfc\x13\x00\x71\x58\x00\xa0\x7b\xff\x07"

/* Made once: it takes its time. */
static GByteArray *
get_bomb (GByteArray          **bomb,
          GZlibCompressorFormat format)
{
  g_autofree char *zeros = NULL;

  if (*bomb != NULL)
    return *bomb;

  zeros = g_malloc0 (BOMB_BYTES);
  *bomb = pack (zeros, BOMB_BYTES, format);
  return *bomb;
}

static void
add_packed (GPtrArray  *places,
            const Call *call,
            const char *name,
            const char *encoding,
            const char *bytes,
            gsize       length)
{
  g_autofree char *more = g_strdup_printf ("Content-Encoding: %s\r\nContent-Length: %zu\r\n",
                                           encoding, length);

  add_body (places, "packing", call, outcomes_of_headers (call), name, more, bytes, length);
  ((Place *) places->pdata[places->len - 1])->is_large = TRUE;
}

void
places_of_packing (GPtrArray  *places,
                   const Call *call,
                   gsize       request,
                   guint32     seed)
{
  static const struct { const char *name; GZlibCompressorFormat format; } formats[] = {
    { "gzip", G_ZLIB_COMPRESSOR_FORMAT_GZIP },
    { "deflate", G_ZLIB_COMPRESSOR_FORMAT_ZLIB },
    { "deflate", G_ZLIB_COMPRESSOR_FORMAT_RAW },
  };
  static const char *const wrong[] = { "gzip", "br", "zstd", "x", "identity", "" };
  static GByteArray *bombs[G_N_ELEMENTS (formats)];

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    GByteArray *bomb = get_bomb (&bombs[i], formats[i].format);
    g_autoptr (GByteArray) good = pack (call->body, strlen (call->body), formats[i].format);
    g_autofree char *bomb_name = g_strdup_printf ("bomb-%zu", i);
    g_autofree char *good_name = g_strdup_printf ("packed-%zu", i);

    add_packed (places, call, bomb_name, formats[i].name, (char *) bomb->data, bomb->len);
    add_packed (places, call, good_name, formats[i].name, (char *) good->data, good->len);
  }
  add_packed (places, call, "bomb-br", "br", BROTLI_BOMB, sizeof BROTLI_BOMB - 1);

  /* Said to be packed, and not so. */
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *name = g_strdup_printf ("plain-as-%zu", i);
    g_autofree char *more = g_strdup_printf ("Content-Encoding: %s\r\n", wrong[i]);

    add_body (places, "packing", call, PERHAPS, name, more, call->body, -1);
  }
}
