/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-error.h"
#include "inlet-listing.h"

#include <locale.h>
#include <string.h>

#define TOKEN "an-access-token-of-no-known-form"

#define ENTRY(type, name, path) \
  "{\"type\":\"" type "\",\"name\":\"" name "\",\"path\":\"" path "\"}"

static InletListing *
read_list (guint        status,
           const char  *text,
           GError     **error)
{
  static const char *const secrets[] = { TOKEN, NULL };
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (InletReply) reply = inlet_reply_new (status, NULL, NULL, body);

  return inlet_listing_new_from_reply (reply, secrets, error);
}

static InletListing *
read_good_list (const char *text)
{
  g_autoptr (GError) error = NULL;
  InletListing *listing = read_list (200, text, &error);

  g_assert_no_error (error);
  return listing;
}

/* (transfer full): the names, each in brackets. */
static char *
dup_names (InletListing *listing)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < inlet_listing_get_n_entries (listing); i++) {
    g_autoptr (InletEntry) entry = g_list_model_get_item (G_LIST_MODEL (listing), i);

    g_string_append_printf (names, "[%s]", inlet_entry_get_name (entry));
  }

  return g_string_free (names, FALSE);
}

static void
assert_entry (InletListing *listing,
              guint         position,
              const char   *path,
              gboolean      is_folder,
              gboolean      can_preview,
              gboolean      can_fetch_schema)
{
  g_autoptr (InletEntry) entry = g_list_model_get_item (G_LIST_MODEL (listing), position);

  g_assert_cmpstr (inlet_entry_get_path (entry), ==, path);
  g_assert_true (inlet_entry_is_folder (entry) == is_folder);
  g_assert_true (inlet_entry_can_preview (entry) == can_preview);
  g_assert_true (inlet_entry_can_fetch_schema (entry) == can_fetch_schema);
}

/* As Adobe's documentation prints it, now and in former years. */
static void
test_tutorials (void)
{
  g_autoptr (InletListing) listing = read_good_list (
    "[{\"type\":\"file\",\"name\":\"account.csv\",\"path\":\"/test-connectors/account.csv\","
    "\"canPreview\":true,\"canFetchSchema\":true},"
    "{\"type\":\"folder\",\"name\":\"userdata1\",\"path\":\"dlz-user-container/userdata1/\","
    "\"canPreview\":false,\"canFetchSchema\":false},"
    "{\"type\":\"file\",\"name\":\"archive.bin\",\"path\":\"/archive.bin\","
    "\"canPreview\":false,\"canFetchSchema\":true}]");
  g_autoptr (InletListing) former = read_good_list (
    "[" ENTRY ("File", "data.csv", "/some/path/data.csv") ","
    ENTRY ("Folder", "foobar", "/some/path/foobar") "]");

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (listing)), ==, 3);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (listing)) == INLET_TYPE_ENTRY);
  assert_entry (listing, 0, "dlz-user-container/userdata1/", TRUE, FALSE, FALSE);
  assert_entry (listing, 1, "/test-connectors/account.csv", FALSE, TRUE, TRUE);
  assert_entry (listing, 2, "/archive.bin", FALSE, FALSE, TRUE);
  assert_entry (former, 0, "/some/path/foobar", TRUE, FALSE, FALSE);
  assert_entry (former, 1, "/some/path/data.csv", FALSE, TRUE, TRUE);
}

static void
test_empty (void)
{
  g_autoptr (InletListing) listing = read_good_list ("[]");

  g_assert_cmpuint (inlet_listing_get_n_entries (listing), ==, 0);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (listing), 0));
  g_assert_cmpuint (inlet_listing_find (listing, "/"), ==, G_MAXUINT);
}

static void
test_order (void)
{
  g_autoptr (InletListing) listing = read_good_list (
    "[" ENTRY ("file", "part-10", "/part-10") "," ENTRY ("file", "part-9", "/part-9") ","
    ENTRY ("folder", "zoo", "/zoo/") "," ENTRY ("folder", "2024-2", "/2024-2/") ","
    ENTRY ("folder", "2024-10", "/2024-10/") "," ENTRY ("file", "", "/") "]");
  g_autofree char *names = dup_names (listing);

  g_assert_cmpstr (names, ==, "[2024-2][2024-10][zoo][][part-9][part-10]");
}

static void
test_same_item (void)
{
  g_autoptr (InletListing) listing = read_good_list ("[" ENTRY ("file", "a", "/a") "]");
  g_autoptr (InletEntry) once = g_list_model_get_item (G_LIST_MODEL (listing), 0);
  g_autoptr (InletEntry) again = g_list_model_get_item (G_LIST_MODEL (listing), 0);

  g_assert_true (once == again);
}

static void
test_find (void)
{
  g_autoptr (InletListing) listing = read_good_list (
    "[" ENTRY ("file", "b", "/b") "," ENTRY ("file", "a", "/a") "]");

  g_assert_cmpuint (inlet_listing_find (listing, "/a"), ==, 0);
  g_assert_cmpuint (inlet_listing_find (listing, "/b"), ==, 1);
  g_assert_cmpuint (inlet_listing_find (listing, "/c"), ==, G_MAXUINT);
}

/* In any case, and however an umlaut is written; out of what is there still. */
static void
test_filter (void)
{
  static const struct { const char *text; const char *names; } cases[] = {
    { "", "[Zürich.csv][zürich (alt).csv][서울 100%.csv][STRASSE]" },
    { "ZÜR", "[Zürich.csv][zürich (alt).csv]" },
    { "zu\xcc\x88r", "[Zürich.csv][zürich (alt).csv]" },
    { "straße", "[STRASSE]" },
    { "서울", "[서울 100%.csv]" },
    { "0%", "[서울 100%.csv]" },
    { "*", "" },
  };
  g_autoptr (InletListing) listing = read_good_list (
    "[" ENTRY ("folder", "Zürich.csv", "/1") "," ENTRY ("folder", "zu\xcc\x88rich (alt).csv", "/2")
    "," ENTRY ("folder", "서울 100%.csv", "/3") "," ENTRY ("file", "STRASSE", "/4") "]");
  g_autoptr (InletListing) once = inlet_listing_filter (listing, "csv");
  g_autoptr (InletListing) twice = inlet_listing_filter (once, "zür");

  g_assert_cmpuint (inlet_listing_get_n_entries (once), ==, 3);
  g_assert_cmpuint (inlet_listing_get_n_entries (twice), ==, 2);
  g_assert_cmpuint (inlet_listing_find (twice, "/2"), ==, 1);
  g_assert_cmpuint (inlet_listing_find (twice, "/3"), ==, G_MAXUINT);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletListing) filtered = inlet_listing_filter (listing, cases[i].text);
    g_autofree char *names = dup_names (filtered);
    g_autofree char *composed = g_utf8_normalize (names, -1, G_NORMALIZE_NFC);

    g_assert_cmpstr (composed, ==, cases[i].names);
  }
}

static void
test_not_a_list (void)
{
  static const struct { guint status; const char *text; } cases[] = {
    { 200, "" }, { 200, "{}" }, { 200, "<html>" }, { 200, "{\"items\":[]}" }, { 200, "[3]" },
    { 200, "[[]]" }, { 200, "[{}]" }, { 200, "[null]" },
    { 200, "[{\"type\":\"file\",\"name\":\"a\"}]" },
    { 200, "[{\"type\":\"file\",\"path\":\"a\"}]" },
    { 200, "[{\"name\":\"a\",\"path\":\"a\"}]" },
    { 200, "[" ENTRY ("table", "a", "/a") "]" },
    { 200, "[" ENTRY ("file", "a", "") "]" },
    { 200, "[{\"type\":\"file\",\"name\":7,\"path\":\"a\"}]" },
    { 200, "[" ENTRY ("file", "a", "/a") ",{\"type\":\"x " TOKEN "\"}]" },
    { 200, "[" ENTRY ("file", "a", "/a") "" },
    { 403, "[]" }, { 302, "[]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_list (cases[i].status, cases[i].text, &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    g_assert_null (strstr (error->message, TOKEN));
  }
}

static void
test_secret_is_masked (void)
{
  g_autoptr (InletListing) listing = read_good_list (
    "[" ENTRY ("file", "x " TOKEN, "/x " TOKEN) "," ENTRY ("file", "b", "/" TOKEN "/b") "]");

  assert_entry (listing, 0, "/•••/b", FALSE, TRUE, TRUE);
  assert_entry (listing, 1, "/x •••", FALSE, TRUE, TRUE);
}

static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (InletListing) listing = NULL;
  g_autoptr (InletListing) filtered = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (text, "%s{\"type\":\"file\",\"name\":\"part-%u.csv\",\"path\":"
                            "\"/events/part-%u.csv\"}", i > 0 ? "," : "", 99999 - i, 99999 - i);
  g_string_append_c (text, ']');

  listing = read_good_list (text->str);
  g_assert_cmpuint (inlet_listing_get_n_entries (listing), ==, 100000);
  assert_entry (listing, 99999, "/events/part-99999.csv", FALSE, TRUE, TRUE);
  filtered = inlet_listing_filter (listing, "-9999");
  g_assert_cmpuint (inlet_listing_get_n_entries (filtered), ==, 11);
}

static void
test_new_destroy (void)
{
  InletListing *listing = read_good_list ("[" ENTRY ("file", "a", "/a") "]");
  g_autoptr (InletListing) filtered = inlet_listing_filter (listing, "a");

  g_assert_finalize_object (listing);
  assert_entry (filtered, 0, "/a", FALSE, TRUE, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "C.UTF-8");

  g_test_add_func ("/inlet/model/listing/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/listing/tutorials", test_tutorials);
  g_test_add_func ("/inlet/model/listing/empty", test_empty);
  g_test_add_func ("/inlet/model/listing/order", test_order);
  g_test_add_func ("/inlet/model/listing/same-item", test_same_item);
  g_test_add_func ("/inlet/model/listing/find", test_find);
  g_test_add_func ("/inlet/model/listing/filter", test_filter);
  g_test_add_func ("/inlet/model/listing/not-a-list", test_not_a_list);
  g_test_add_func ("/inlet/model/listing/secret-is-masked", test_secret_is_masked);
  g_test_add_func ("/inlet/model/listing/many", test_many);

  return g_test_run ();
}
