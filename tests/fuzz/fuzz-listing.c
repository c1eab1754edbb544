/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any answer as what is in a folder: entries that all have a path, in their order and without a
 * secret, or an error; and where it is a list, it is one for the reader of whole documents too. */

#include "fuzz.h"

#include "inlet-error.h"
#include "inlet-json.h"
#include "inlet-listing.h"

static void
assert_entry (InletEntry         *entry,
              const char * const *secrets)
{
  g_assert_cmpstr (inlet_entry_get_path (entry), !=, "");
  fuzz_assert_utf8 (inlet_entry_get_path (entry));
  fuzz_assert_utf8 (inlet_entry_get_name (entry));
  fuzz_assert_redacted (inlet_entry_get_path (entry), secrets);
  fuzz_assert_redacted (inlet_entry_get_name (entry), secrets);
  if (inlet_entry_is_folder (entry))
    g_assert_false (inlet_entry_can_preview (entry) || inlet_entry_can_fetch_schema (entry));
}

static void
assert_listing (InletListing       *listing,
                const char * const *secrets)
{
  gboolean is_in_folders = TRUE;

  for (guint i = 0; i < inlet_listing_get_n_entries (listing); i++) {
    g_autoptr (InletEntry) entry = g_list_model_get_item (G_LIST_MODEL (listing), i);

    assert_entry (entry, secrets);
    g_assert_true (is_in_folders || !inlet_entry_is_folder (entry));
    is_in_folders = inlet_entry_is_folder (entry);
  }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_auto (GStrv) secrets = NULL;
  g_autoptr (InletReply) reply = fuzz_input_read_reply (&input, &secrets);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletListing) listing =
    inlet_listing_new_from_reply (reply, (const char * const *) secrets, &error);
  g_autoptr (InletListing) all = NULL;
  g_autoptr (JsonArray) array = NULL;

  if (listing == NULL) {
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    return 0;
  }

  g_assert_no_error (error);
  g_assert_true (inlet_reply_is_success (reply));
  assert_listing (listing, (const char * const *) secrets);

  all = inlet_listing_filter (listing, "");
  g_assert_cmpuint (inlet_listing_get_n_entries (all), ==, inlet_listing_get_n_entries (listing));
  array = inlet_json_parse_array (inlet_reply_get_body (reply));
  g_assert_nonnull (array);
  g_assert_cmpuint (json_array_get_length (array), ==, inlet_listing_get_n_entries (listing));

  return 0;
}
