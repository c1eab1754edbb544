/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-reply.h"

#include <string.h>

static const char * const headers[] = {
  "Content-Type", "application/json",
  "X-Request-Id", "first",
  "x-request-id", "second",
  "Set-Cookie", "session=abc",
  NULL
};

static GBytes *
make_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_new_destroy (void)
{
  InletReply *reply = inlet_reply_new (200, "OK", NULL, NULL);

  g_assert_finalize_object (reply);
}

static void
test_what_came (void)
{
  g_autoptr (GBytes) body = make_bytes ("{}");
  g_autoptr (InletReply) reply = inlet_reply_new (404, "Not Found", headers, body);

  g_assert_cmpuint (inlet_reply_get_status (reply), ==, 404);
  g_assert_cmpstr (inlet_reply_get_reason (reply), ==, "Not Found");
  g_assert_true (g_bytes_equal (inlet_reply_get_body (reply), body));
}

static void
test_nothing_came (void)
{
  g_autoptr (InletReply) reply = inlet_reply_new (0, NULL, NULL, NULL);
  g_autofree char *text = inlet_reply_to_text (reply, NULL);

  g_assert_cmpuint (inlet_reply_get_status (reply), ==, 0);
  g_assert_cmpstr (inlet_reply_get_reason (reply), ==, "");
  g_assert_null (inlet_reply_get_header (reply, "Location"));
  g_assert_cmpuint (g_bytes_get_size (inlet_reply_get_body (reply)), ==, 0);
  g_assert_cmpstr (text, ==, "HTTP 0 \n");
}

static void
test_headers (void)
{
  static const char * const odd[] = { "A", "1", "B", NULL };
  g_autoptr (InletReply) reply = inlet_reply_new (200, "OK", headers, NULL);
  g_autoptr (InletReply) odd_reply = inlet_reply_new (200, "OK", odd, NULL);

  g_assert_cmpstr (inlet_reply_get_header (reply, "content-type"), ==, "application/json");
  g_assert_cmpstr (inlet_reply_get_header (reply, "X-REQUEST-ID"), ==, "first");
  g_assert_null (inlet_reply_get_header (reply, "application/json"));
  g_assert_null (inlet_reply_get_header (reply, ""));
  g_assert_cmpstr (inlet_reply_get_header (odd_reply, "a"), ==, "1");
  g_assert_null (inlet_reply_get_header (odd_reply, "B"));
}

static void
test_success (void)
{
  static const struct { guint status; gboolean is_success; } cases[] = {
    { 0, FALSE }, { 100, FALSE }, { 199, FALSE }, { 200, TRUE }, { 201, TRUE }, { 299, TRUE },
    { 300, FALSE }, { 404, FALSE }, { 500, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletReply) reply = inlet_reply_new (cases[i].status, NULL, NULL, NULL);

    g_assert_cmpint (inlet_reply_is_success (reply), ==, cases[i].is_success);
  }
}

static gint64
get_retry_after (const char *retry_after,
                 const char *date)
{
  const char *pairs[] = { "Retry-After", retry_after, date != NULL ? "Date" : NULL, date, NULL };
  g_autoptr (InletReply) reply = inlet_reply_new (429, NULL, pairs, NULL);

  /* Sun, 06 Nov 1994 08:49:37 GMT */
  return inlet_reply_get_retry_after (reply, 784111777);
}

static void
test_retry_after (void)
{
  static const struct { const char *retry_after; const char *date; gint64 seconds; } cases[] = {
    { "0", NULL, 0 }, { "12", NULL, 12 }, { "999999999", NULL, 999999999 },
    { "Sun, 06 Nov 1994 08:50:37 GMT", NULL, 60 },
    { "Sun, 06 Nov 1994 08:49:30 GMT", NULL, 0 },
    /* By the other side's clock, where it tells the time. */
    { "Sat, 21 Nov 2026 10:00:09 GMT", "Sat, 21 Nov 2026 10:00:00 GMT", 9 },
    { "Sat, 21 Nov 2026 10:00:60 GMT", "Sat, 21 Nov 2026 10:00:00 GMT", 59 },
    { "Sun, 06 Nov 1994 08:49:38 GMT", "now", 1 },
    /* Not understood. */
    { "", NULL, -1 }, { "-1", NULL, -1 }, { "+5", NULL, -1 }, { "1.5", NULL, -1 },
    { "5 ", NULL, -1 }, { "soon", NULL, -1 }, { "1000000000", NULL, -1 },
    { "Sun, 06 Nov 1994 08:49:37 CET", NULL, -1 }, { "Sun, 06 Nov 1994 08:49:37 GMT+1", NULL, -1 },
    { "Sun, 31 Feb 1994 08:49:37 GMT", NULL, -1 }, { "Sun, 06 Foo 1994 08:49:37 GMT", NULL, -1 },
    { "Sun, 06 Nov 1994 25:49:37 GMT", NULL, -1 }, { "Sun, -6 Nov 1994 08:49:37 GMT", NULL, -1 },
    { "Sunday, 06-Nov-94 08:49:37 GMT", NULL, -1 }, { "Sun Nov  6 08:49:37 1994", NULL, -1 },
  };
  g_autoptr (InletReply) none = inlet_reply_new (429, NULL, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].retry_after);
    g_assert_cmpint (get_retry_after (cases[i].retry_after, cases[i].date), ==, cases[i].seconds);
  }
  g_assert_cmpint (inlet_reply_get_retry_after (none, 0), ==, -1);
}

static void
test_text (void)
{
  static const char * const secrets[] = { "se/cret", NULL };
  g_autoptr (GBytes) body = make_bytes ("{\"message\":\"se\\/cret is wrong\",\"password\":\"x\"}");
  g_autoptr (InletReply) reply = inlet_reply_new (400, "se/cret", headers, body);
  g_autofree char *text = inlet_reply_to_text (reply, secrets);

  g_assert_cmpstr (text, ==,
                   "HTTP 400 •••\n"
                   "Content-Type: application/json\n"
                   "X-Request-Id: first\n"
                   "x-request-id: second\n"
                   "Set-Cookie: •••\n"
                   "\n"
                   "{\"message\":\"••• is wrong\",\"password\":\"•••\"}");
}

static void
test_text_of_bytes (void)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("a\xff b", 4);
  g_autoptr (InletReply) reply = inlet_reply_new (200, "\xff", NULL, body);
  g_autofree char *text = inlet_reply_to_text (reply, NULL);

  g_assert_cmpstr (text, ==, "HTTP 200 \357\277\275\n\na\357\277\275 b");
}

/* A secret in UTF-16 is none that anybody looks for, and can be read all the same. */
static void
test_text_of_nuls (void)
{
  static const char * const secrets[] = { "secret", NULL };
  g_autoptr (GBytes) body = g_bytes_new_static ("s\0e\0c\0r\0e\0t", 12);
  g_autoptr (InletReply) reply = inlet_reply_new (200, "OK", NULL, body);
  g_autofree char *text = inlet_reply_to_text (reply, secrets);

  g_assert_cmpstr (text, ==, "HTTP 200 OK\n\n(12 bytes that are no text)");
}

static void
test_text_is_cut (void)
{
  for (int shift = 0; shift < 3; shift++) {
    g_autoptr (GString) body = g_string_new_len ("   ", shift);
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (InletReply) reply = NULL;
    g_autofree char *text = NULL;

    while (body->len < INLET_REPLY_MAX_BYTES)
      g_string_append (body, "비");
    bytes = g_string_free_to_bytes (g_steal_pointer (&body));
    reply = inlet_reply_new (200, "OK", NULL, bytes);
    text = inlet_reply_to_text (reply, NULL);

    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_true (g_str_has_suffix (text, "비…"));
    g_assert_cmpuint (strlen (text), <=, 16 * 1024 + 32);
    g_assert_cmpuint (strlen (text), >=, 16 * 1024);
  }
}

/* A secret that the cut would halve, and one far behind it. */
static void
test_cut_shows_no_half_secret (void)
{
  static const char * const secrets[] = { "0123456789abcdef", NULL };
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (InletReply) reply = NULL;
  g_autofree char *text = NULL;

  while (body->len < 16 * 1024 - 10)
    g_string_append_c (body, '-');
  g_string_append (body, secrets[0]);
  g_string_append (body, secrets[0]);
  bytes = g_string_free_to_bytes (g_steal_pointer (&body));
  reply = inlet_reply_new (200, "OK", NULL, bytes);
  text = inlet_reply_to_text (reply, secrets);

  g_assert_null (strstr (text, "012"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/reply/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/reply/what-came", test_what_came);
  g_test_add_func ("/inlet/model/reply/nothing-came", test_nothing_came);
  g_test_add_func ("/inlet/model/reply/headers", test_headers);
  g_test_add_func ("/inlet/model/reply/success", test_success);
  g_test_add_func ("/inlet/model/reply/retry-after", test_retry_after);
  g_test_add_func ("/inlet/model/reply/text", test_text);
  g_test_add_func ("/inlet/model/reply/text-of-bytes", test_text_of_bytes);
  g_test_add_func ("/inlet/model/reply/text-of-nuls", test_text_of_nuls);
  g_test_add_func ("/inlet/model/reply/text-is-cut", test_text_is_cut);
  g_test_add_func ("/inlet/model/reply/cut-shows-no-half-secret", test_cut_shows_no_half_secret);

  return g_test_run ();
}
