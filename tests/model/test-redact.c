/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-redact.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Secrets with everything that encodings change. */
static const char * const awkward_secrets[] = {
  "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  "p8e+9/s0/Q==",
  "per%cent%2Fand%25",
  "quo\"te\\back\\\\slash",
  "Schlüssel-비밀-🔑",
  "with space & <angle> 'quotes'",
  "aaaa",
  "tab\tand\nnewline",
  "^regex.*[a-z]+$(?:x)|",
  "•••",
  NULL
};

static char *
redact (const char *text,
        const char *secret)
{
  const char *secrets[] = { secret, NULL };

  return inlet_redact (text, -1, secrets);
}

/* @encoded, between other words, is masked whole and nothing else is. */
static void
assert_masked (const char *encoded,
               const char *secret)
{
  g_autofree char *text = g_strconcat ("before ", encoded, " after", NULL);
  g_autofree char *result = redact (text, secret);

  g_assert_cmpstr (result, ==, "before " INLET_REDACTED " after");
}

static char *
encode_json (const char *text)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), text);
  g_autofree char *json = json_to_string (node, FALSE);

  return g_strndup (json + 1, strlen (json) - 2);
}

/* Every character as `\u00e9`, and with @lower digits. */
static char *
encode_json_unicode (const char *text,
                     gboolean    lower)
{
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, NULL, NULL);
  GString *encoded = g_string_new (NULL);

  for (gsize i = 0; units[i] != 0; i++)
    g_string_append_printf (encoded, lower ? "\\u%04x" : "\\u%04X", units[i]);

  return g_string_free (encoded, FALSE);
}

static char *
encode_url (const char *text,
            gboolean    lower,
            gboolean    all)
{
  GString *encoded = g_string_new (NULL);

  for (; *text != '\0'; text++) {
    if (!all && g_ascii_isalnum (*text))
      g_string_append_c (encoded, *text);
    else
      g_string_append_printf (encoded, lower ? "%%%02x" : "%%%02X", (guchar) * text);
  }

  return g_string_free (encoded, FALSE);
}

static char *
encode_form (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++) {
    char *word = g_uri_escape_string (words[i], NULL, FALSE);

    g_free (words[i]);
    words[i] = word;
  }

  return g_strjoinv ("+", words);
}

static void
test_keeps_what_is_no_secret (void)
{
  static const char text[] = "{\"name\":\"Billing bucket\",\"etag\":\"\\\"1700d77b-0000\\\"\"}\n"
                             "x-api-key: e053e1a87cf74c68a6ec8e71d4a82662\n"
                             "Oauth token is not valid; Bearer token is missing; "
                             "{\"token_type\":\"bearer\",\"error\":\"invalid_client\","
                             "\"error_description\":\"invalid client_secret parameter\"} "
                             "a+b%20c &amp; d 비밀";
  static const char * const others[] = { "not in there", NULL };
  g_autofree char *without = inlet_redact (text, -1, NULL);
  g_autofree char *with = inlet_redact (text, -1, others);

  g_assert_cmpstr (without, ==, text);
  g_assert_cmpstr (with, ==, text);
}

static void
test_nothing (void)
{
  static const char * const no_secrets[] = { NULL };
  g_autofree char *null = inlet_redact (NULL, -1, NULL);
  g_autofree char *null_of_length = inlet_redact (NULL, 7, NULL);
  g_autofree char *empty = inlet_redact ("", -1, no_secrets);
  g_autofree char *none = inlet_redact ("text", 0, no_secrets);

  g_assert_cmpstr (null, ==, "");
  g_assert_cmpstr (null_of_length, ==, "");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (none, ==, "");
}

static void
test_raw (void)
{
  for (gsize i = 0; awkward_secrets[i] != NULL; i++)
    assert_masked (awkward_secrets[i], awkward_secrets[i]);
}

static void
test_url_encoded (void)
{
  for (gsize i = 0; awkward_secrets[i] != NULL; i++) {
    const char *secret = awkward_secrets[i];
    g_autofree char *escaped = g_uri_escape_string (secret, NULL, FALSE);
    g_autofree char *upper = encode_url (secret, FALSE, FALSE);
    g_autofree char *lower = encode_url (secret, TRUE, FALSE);
    g_autofree char *all = encode_url (secret, TRUE, TRUE);
    g_autofree char *twice = g_uri_escape_string (escaped, NULL, FALSE);
    g_autofree char *form = encode_form (secret);

    assert_masked (escaped, secret);
    assert_masked (upper, secret);
    assert_masked (lower, secret);
    assert_masked (all, secret);
    assert_masked (twice, secret);
    assert_masked (form, secret);
  }
}

/* Some encoders leave a plus alone. */
static void
test_url_encoded_but_for_the_plus (void)
{
  assert_masked ("a+b%2Fc%3d", "a+b/c=");
}

static void
test_json_escaped (void)
{
  for (gsize i = 0; awkward_secrets[i] != NULL; i++) {
    const char *secret = awkward_secrets[i];
    g_autofree char *escaped = encode_json (secret);
    g_autofree char *twice = encode_json (escaped);
    g_autofree char *upper = encode_json_unicode (secret, FALSE);
    g_autofree char *lower = encode_json_unicode (secret, TRUE);
    g_auto (GStrv) parts = g_strsplit (escaped, "/", -1);
    g_autofree char *slashes = g_strjoinv ("\\/", parts);

    assert_masked (escaped, secret);
    assert_masked (twice, secret);
    assert_masked (upper, secret);
    assert_masked (lower, secret);
    assert_masked (slashes, secret);
  }
}

static void
test_in_two_encodings (void)
{
  for (gsize i = 0; awkward_secrets[i] != NULL; i++) {
    const char *secret = awkward_secrets[i];
    g_autofree char *json = encode_json (secret);
    g_autofree char *json_in_url = g_uri_escape_string (json, NULL, FALSE);
    g_autofree char *url = g_uri_escape_string (secret, NULL, FALSE);
    g_autofree char *url_in_json = encode_json_unicode (url, FALSE);
    g_autofree char *html = g_markup_escape_text (secret, -1);
    g_autofree char *html_in_json = encode_json (html);

    assert_masked (json_in_url, secret);
    assert_masked (url_in_json, secret);
    assert_masked (html, secret);
    assert_masked (html_in_json, secret);
  }
}

/* Half of a pair is no character, but must not swallow what follows it. */
static void
test_json_half_pair (void)
{
  g_autofree char *result = redact ("\\ud83d\\u0041bcd", "Abcd");

  g_assert_cmpstr (result, ==, "\\ud83d" INLET_REDACTED);
}

static void
test_html_escaped (void)
{
  assert_masked ("a&#x2F;b&#47;c&amp;d&quot;e&apos;f&lt;&gt;", "a/b/c&d\"e'f<>");
  assert_masked ("&#x1F511;&#X1f511;key", "🔑🔑key");
}

/* What of the base64 of @padding zeros, @secret and @padding zeros comes of @secret alone. */
static void
assert_base64_masked (const char *secret,
                      gsize       padding,
                      gboolean    url_safe)
{
  gsize length = strlen (secret);
  g_autofree guchar *bytes = g_malloc0 (2 * padding + length);
  g_autofree char *encoded = NULL;
  g_autofree char *interior = NULL;
  g_autofree char *result = NULL;
  gsize start = (padding * 8 + 5) / 6;
  gsize end = (padding + length) * 8 / 6;

  memcpy (bytes + padding, secret, length);
  encoded = g_base64_encode (bytes, 2 * padding + length);
  if (url_safe)
    g_strdelimit (g_strdelimit (encoded, "+", '-'), "/", '_');
  interior = g_strndup (encoded + start, end - start);
  result = redact (encoded, secret);

  g_assert_null (strstr (result, interior));
  g_assert_nonnull (strstr (result, INLET_REDACTED));
  g_assert_true (g_str_has_suffix (result, encoded + end));
}

static void
test_base64 (void)
{
  for (gsize i = 0; awkward_secrets[i] != NULL; i++) {
    for (gsize padding = 0; padding < 7; padding++) {
      assert_base64_masked (awkward_secrets[i], padding, FALSE);
      assert_base64_masked (awkward_secrets[i], padding, TRUE);
    }
  }
}

static void
test_base64_in_a_url (void)
{
  static const char secret[] = "\xff\xff\xfe\xfb\xef\xbe key";
  g_autofree char *base64 = g_base64_encode ((const guchar *) secret, strlen (secret));
  g_autofree char *url = g_uri_escape_string (base64, NULL, FALSE);
  g_autofree char *result = redact (url, secret);

  g_assert_nonnull (strchr (base64, '+'));
  g_assert_true (g_str_has_prefix (result, INLET_REDACTED));
}

static void
test_several_secrets (void)
{
  static const char * const secrets[] = { "first-secret", "second/secret", "secret", "sec", NULL };
  g_autofree char *result = inlet_redact (
    "first-secret second%2Fsecret sec first-secretfirst-secret",
    -1, secrets);

  g_assert_cmpstr (result, ==,
                   INLET_REDACTED " " INLET_REDACTED " sec " INLET_REDACTED);
}

/* Where occurrences overlap, nothing is left between or behind them. */
static void
test_overlapping (void)
{
  g_autofree char *letters = redact ("xaaaaaaay", "aaaa");
  g_autofree char *words = redact ("abcabcabcabcab-", "abcabcab");
  g_autofree char *almost = redact ("ababababac", "ababac");

  g_assert_cmpstr (letters, ==, "x" INLET_REDACTED "y");
  g_assert_cmpstr (words, ==, INLET_REDACTED "-");
  g_assert_cmpstr (almost, ==, "abab" INLET_REDACTED);
}

/* As when the line was cut in the middle of a secret. */
static void
test_beginning_at_the_end (void)
{
  g_autofree char *raw = redact ("before SECRET/A", "SECRET/AND/MORE");
  g_autofree char *url = redact ("before SECRET%2fA", "SECRET/AND/MORE");
  g_autofree char *behind_whole = redact ("abcdabcda", "abcda");
  g_autofree char *too_short = redact ("before SEC", "SECRET/AND/MORE");
  g_autofree char *in_the_middle = redact ("SECRET/A, after", "SECRET/AND/MORE");

  g_assert_cmpstr (raw, ==, "before " INLET_REDACTED);
  g_assert_cmpstr (url, ==, "before " INLET_REDACTED);
  g_assert_cmpstr (behind_whole, ==, INLET_REDACTED);
  g_assert_cmpstr (too_short, ==, "before SEC");
  g_assert_cmpstr (in_the_middle, ==, "SECRET/A, after");
}

/* The same in the middle of what stands for one of its characters. */
static void
test_beginning_at_the_end_of_an_encoding (void)
{
  static const char * const texts[] = {
    "SECRET%", "SECRET%2", "SECRET\\", "SECRET\\u002", "SECRET&", "SECRET&#x2", "SECRET&#4",
    "%53ECRET%2", "S\\u0045CRET\\u0", "&#83;ECRET&am",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = g_strconcat ("before ", texts[i], NULL);
    g_autofree char *result = redact (text, "SECRET/AND/MORE");

    g_assert_cmpstr (result, ==, "before " INLET_REDACTED);
  }
}

/* Written without the encoding of the place where it is written, and read with it. */
static void
test_decoded (void)
{
  assert_masked ("p8e\"x/y&z", "p8e\\\"x/y&z");
  assert_masked ("p8e/x&y", "p8e%2Fx&y");
  assert_masked ("p8e<x&y", "p8e&lt;x&y");
  assert_masked ("p8eA&quot;x", "p8e\\u0041\"x");
}

static void
test_short_secrets_only_by_place (void)
{
  g_autofree char *result = redact ("abc {\"password\":\"abc\"} abc", "abc");

  g_assert_cmpstr (result, ==, "abc {\"password\":\"" INLET_REDACTED "\"} abc");
}

/* Text and what becomes of it, without any secret known. */
static const struct
{
  const char *text;
  const char *expected;
} places[] = {
  { "Authorization: Bearer abc.def-ghi",
    "Authorization: •••" },
  { "> authorization : Digest username=\"x\", response=\"y\"\nHost: h",
    "> authorization : •••\nHost: h" },
  { "Proxy-Authorization: Basic eDp5\r\nA: b",
    "Proxy-Authorization: •••\r\nA: b" },
  { "Set-Cookie: a=b; c=d\nx-user-token: t\nX-Amz-Security-Token: u",
    "Set-Cookie: •••\nx-user-token: •••\nX-Amz-Security-Token: •••" },
  { "curl -H \"Authorization: Bearer tok en\" -H 'x: y'",
    "curl -H \"Authorization: •••\" -H 'x: y'" },
  { "sent Bearer abc~1+/= and bearer%20def",
    "sent Bearer ••• and bearer%20•••" },
  { "WWW-Authenticate: Bearer realm=\"x\"",
    "WWW-Authenticate: Bearer realm=\"x\"" },
  { "Bearer token-abc, Bearer token",
    "Bearer •••, Bearer token" },
  { "grant_type=client_credentials&client_id=i&client_secret=p8e-%2B%20x&scope=openid",
    "grant_type=client_credentials&client_id=i&client_secret=•••&scope=openid" },
  { "https://h/p?access_token=abc#f client-secret = \"a b\" password='c d'",
    "https://h/p?access_token=••• client-secret = \"•••\" password='•••'" },
  { "{\"access_token\":\"abc\",\"token_type\":\"bearer\",\"expires_in\":86399}",
    "{\"access_token\":\"•••\",\"token_type\":\"bearer\",\"expires_in\":86399}" },
  { "{ \"s3SecretKey\" : \"a\\\"b\\\\\" , \"s3SessionToken\":\"c\", \"s3AccessKey\":\"AKIA\" }",
    "{ \"s3SecretKey\" : \"•••\" , \"s3SessionToken\":\"•••\", \"s3AccessKey\":\"AKIA\" }" },
  { "{\"secret_key\":\"a\",\"SecretAccessKey\":\"b\",\"password\":12,\"x\":[]}",
    "{\"secret_key\":\"•••\",\"SecretAccessKey\":\"•••\",\"password\":•••,\"x\":[]}" },
  { "{\"CLIENT_SECRETS\":[\"a\",\"b\"],\"SCOPES\":[\"openid\"]}",
    "{\"CLIENT_SECRETS\":[\"•••\",\"•••\"],\"SCOPES\":[\"openid\"]}" },
  { "{'client_secret': 'a', 'error': 'unauthorized_client'}",
    "{'client_secret': '•••', 'error': 'unauthorized_client'}" },
  { "{\"auth\":{\"specName\":\"Access Key\",\"params\":{\"s3AccessKey\":\"a\",\"n\":1,"
    "\"deep\":{\"list\":[true,\"b\",{\"c\":\"d}\"}]},\"e\":\"\"}},\"id\":\"i\"}",
    "{\"auth\":{\"specName\":\"Access Key\",\"params\":{\"s3AccessKey\":\"•••\",\"n\":•••,"
    "\"deep\":{\"list\":[•••,\"•••\",{\"c\":\"•••\"}]},\"e\":\"\"}},\"id\":\"i\"}" },
  { "{\"message\":\"bad body {\\\"s3SecretKey\\\":\\\"a\\\",\\\"name\\\":\\\"n\\\"}\"}",
    "{\"message\":\"bad body {\\\"s3SecretKey\\\":\\\"•••\\\",\\\"name\\\":\\\"n\\\"}\"}" },
  { "{\"params\":{\"a\":\"b\\\"c\"},\"id\":\"d\",\"list\":[\"e\"]}",
    "{\"params\":{\"a\":\"•••\"},\"id\":\"d\",\"list\":[\"e\"]}" },
  { "body=%7B%22client_secret%22%3A%22abc%22%7D",
    "body=%7B%22client_secret%22%3A%22•••%22%7D" },
  { "<error><s3SecretKey type=\"x\">abc</s3SecretKey><Code>InvalidToken</Code></error>",
    "<error><s3SecretKey type=\"x\">•••</s3SecretKey><Code>InvalidToken</Code></error>" },
  { "token eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IngifQ.c2ln-_x ends",
    "token ••• ends" },
  { "{\"access_token\":\"cut of",
    "{\"access_token\":\"•••" },
  { "{\"params\":{\"a\":[\"b\",",
    "{\"params\":{\"a\":[\"•••\"," },
  { "{\"client_secret\":",
    "{\"client_secret\":" },
  { "{\"client_secret\":\"a\": \"b\"}",
    "{\"client_secret\":\"•••\": \"b\"}" },
};

static void
test_places (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *result = inlet_redact (places[i].text, -1, NULL);

    g_assert_cmpstr (result, ==, places[i].expected);
  }
}

static void
test_twice_is_once (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *once = inlet_redact (places[i].text, -1, NULL);
    g_autofree char *twice = inlet_redact (once, -1, NULL);

    g_assert_cmpstr (twice, ==, once);
  }
}

static void
test_any_bytes (void)
{
  static const char nul[] = "a\0SECRET\0b \xff\xfe {\"password\":\"x\0y\"}";
  static const char nul_in_a_word[] = "{\"password\":x\0y}";
  static const char * const secrets[] = { "SECRET", "\xff\xfe\xfd\xfc", NULL };
  g_autofree char *with_nul = inlet_redact (nul, sizeof nul - 1, secrets);
  g_autofree char *word = inlet_redact (nul_in_a_word, sizeof nul_in_a_word - 1, secrets);
  g_autofree char *invalid = inlet_redact ("a\xff\xfe\xfd\xfc-\xff", -1, secrets);

  g_assert_cmpstr (with_nul, ==,
                   "a\357\277\275•••\357\277\275b \357\277\275\357\277\275 {\"password\":\"•••\"}");
  g_assert_cmpstr (word, ==, "{\"password\":•••}");
  g_assert_cmpstr (invalid, ==, "a•••-\357\277\275");
}

static void
test_broken_encodings (void)
{
  static const char * const texts[] = {
    "%", "%4", "%zz", "%%41", "\\", "\\u", "\\u12", "\\uzzzz", "\\ud83d", "\\ud83d\\u0041",
    "\\ud83d\\", "\\udd11x", "&", "&#", "&#;", "&#x;", "&#xzz;", "&#99999999999;", "&#12", "&amp",
    "&#xD800;", "\\x", "eyJ", "Bearer", "Bearer ", "password=", "\"params\":", "\"params\":{", "\"",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *result = redact (texts[i], "secret");

    g_assert_cmpstr (result, ==, texts[i]);
  }
}

static void
test_random_bytes (void)
{
  static const char alphabet[] = "\"\\'{}[]:,=&%+<>;#/. \n\r\tuxaAeyJ0123456789\xc3\xa9\xff";
  static const char * const words[] = {
    "password", "\"params\":{", "Bearer ", "\\u0041", "%2B", "&quot;", "SECRETWORD",
    "client_secret=",
  };
  static const char * const secrets[] = { "SECRETWORD", "a%+\\\"", NULL };

  for (int round = 0; round < 3000; round++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *result = NULL;

    for (int i = g_test_rand_int_range (0, 60); i > 0; i--) {
      if (g_test_rand_bit ())
        g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      else
        g_string_append_c (text, alphabet[g_test_rand_int_range (0, sizeof alphabet)]);
    }

    result = inlet_redact (text->str, text->len, secrets);
    g_assert_true (g_utf8_validate (result, -1, NULL));
    g_assert_null (strstr (result, "SECRETWORD"));
  }
}

/* Nothing that a server can send makes it run for long: all of these together take under a second,
 * and anything quadratic would make one of them take up to hours. */
static void
test_large_texts (void)
{
  static const char * const units[] = {
    "a", "\"", "\\", "{", "\\\"", "%25", "&amp;", "\"params\":{", "\"password\":\"\\\"", "eyJ",
    "eyJaaaa.", "Bearer ", "authorization:", "<password ", "\\u0061", "client_secret='", "\n ",
    "password", "aaab", "x-amz-signature ", "[", "cookie\t",
  };
  g_autofree char *long_secret = g_strnfill (2000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *result = NULL;

    while (text->len < 1024 * 1024)
      g_string_append (text, units[i]);
    g_string_append_c (text, '>');
    result = redact (text->str, long_secret);
    g_assert_true (g_utf8_validate (result, -1, NULL));
    g_assert_null (strstr (result, long_secret));
  }
}

/* One after the other, and in a batch with many others, around the end of which they may be. */
static void
test_many_texts (void)
{
  static const char *const secrets[] =
  { "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "p8e+9", NULL };
  g_autoptr (GStringChunk) chunk = g_string_chunk_new (64);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  inlet_redact_texts (texts, chunk, secrets);
  g_assert_cmpuint (texts->len, ==, 0);

  for (guint i = 0; i < 20000; i++) {
    g_autofree char *text = g_strdup_printf ("part-%05u%s", i, i % 1999 == 7 ? "-p8e%2B9" : "");

    g_ptr_array_add (texts, g_string_chunk_insert (chunk, text));
  }
  inlet_redact_texts (texts, chunk, secrets);

  for (guint i = 0; i < texts->len; i++) {
    g_autofree char *text = g_strdup_printf ("part-%05u%s", i,
                                             i % 1999 == 7 ? "-" INLET_REDACTED : "");

    g_assert_cmpstr (texts->pdata[i], ==, text);
  }
}

/* What becomes of one does not depend on what it is among, not even where it ends in the middle of
 * a secret or of something encoded. */
static void
test_many_texts_like_each (void)
{
  static const char *const secrets[] = { "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", NULL };
  static const char *const samples[] = {
    "", "plain", "ends in wJal", "ends in wJalrXUtnFEMI", "ends in wJa", "wJalrXUtnFEMI%2",
    "wJalrXUtnFEMI\\u002", "wJalrXUtnFEMI&#4", "%77JalrX", "d0phbHJYVXRuRkVNSS9L", "password=",
    "Bearer abc.def", "Bearer", "\"token\":", "\"token\": {\"a\":", "\"1700d77b\"", INLET_REDACTED,
    "authorization: x", "eyJhbGciOi.eyJzdWIi", "a\xff", "client_secret", "s3SecretKey = x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    for (guint j = 0; j < G_N_ELEMENTS (samples); j++) {
      const char *three[] = { samples[j], samples[i], samples[j] };
      g_autoptr (GStringChunk) chunk = g_string_chunk_new (64);
      g_autoptr (GPtrArray) texts = g_ptr_array_new ();

      for (guint k = 0; k < 3; k++)
        g_ptr_array_add (texts, (char *) three[k]);
      inlet_redact_texts (texts, chunk, secrets);
      for (guint k = 0; k < 3; k++) {
        g_autofree char *redacted = inlet_redact (three[k], -1, secrets);

        g_assert_cmpstr (texts->pdata[k], ==, redacted);
        g_assert_true ((texts->pdata[k] == three[k]) == g_str_equal (redacted, three[k]));
      }
    }
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/redact/keeps-what-is-no-secret", test_keeps_what_is_no_secret);
  g_test_add_func ("/inlet/model/redact/nothing", test_nothing);
  g_test_add_func ("/inlet/model/redact/raw", test_raw);
  g_test_add_func ("/inlet/model/redact/url-encoded", test_url_encoded);
  g_test_add_func ("/inlet/model/redact/url-encoded-but-for-the-plus",
                   test_url_encoded_but_for_the_plus);
  g_test_add_func ("/inlet/model/redact/json-escaped", test_json_escaped);
  g_test_add_func ("/inlet/model/redact/json-half-pair", test_json_half_pair);
  g_test_add_func ("/inlet/model/redact/html-escaped", test_html_escaped);
  g_test_add_func ("/inlet/model/redact/in-two-encodings", test_in_two_encodings);
  g_test_add_func ("/inlet/model/redact/base64", test_base64);
  g_test_add_func ("/inlet/model/redact/base64-in-a-url", test_base64_in_a_url);
  g_test_add_func ("/inlet/model/redact/several-secrets", test_several_secrets);
  g_test_add_func ("/inlet/model/redact/overlapping", test_overlapping);
  g_test_add_func ("/inlet/model/redact/beginning-at-the-end", test_beginning_at_the_end);
  g_test_add_func ("/inlet/model/redact/beginning-at-the-end-of-an-encoding",
                   test_beginning_at_the_end_of_an_encoding);
  g_test_add_func ("/inlet/model/redact/decoded", test_decoded);
  g_test_add_func ("/inlet/model/redact/short-secrets-only-by-place",
                   test_short_secrets_only_by_place);
  g_test_add_func ("/inlet/model/redact/places", test_places);
  g_test_add_func ("/inlet/model/redact/twice-is-once", test_twice_is_once);
  g_test_add_func ("/inlet/model/redact/any-bytes", test_any_bytes);
  g_test_add_func ("/inlet/model/redact/broken-encodings", test_broken_encodings);
  g_test_add_func ("/inlet/model/redact/random-bytes", test_random_bytes);
  g_test_add_func ("/inlet/model/redact/large-texts", test_large_texts);
  g_test_add_func ("/inlet/model/redact/many-texts", test_many_texts);
  g_test_add_func ("/inlet/model/redact/many-texts-like-each", test_many_texts_like_each);

  return g_test_run ();
}
