/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any answer as a page of the connections at Adobe: a list in which all have an ID, or an error. */

#include "fuzz.h"

#include "inlet-error.h"
#include "inlet-remote.h"

static void
assert_text (const char *text)
{
  g_assert_nonnull (text);
  fuzz_assert_utf8 (text);
}

static void
assert_remote (InletRemote *remote)
{
  InletReceipt *receipt = inlet_remote_get_receipt (remote);

  assert_text (inlet_receipt_get_remote_id (receipt));
  g_assert_cmpstr (inlet_receipt_get_remote_id (receipt), !=, "");
  fuzz_assert_utf8 (inlet_receipt_get_etag (receipt));
  assert_text (inlet_remote_get_name (remote));
  assert_text (inlet_remote_get_spec_id (remote));
  assert_text (inlet_remote_get_description (remote));
  assert_text (inlet_remote_get_created_client (remote));
  assert_text (inlet_remote_get_updated_client (remote));
  assert_text (inlet_remote_get_state (remote));
  inlet_remote_get_created_at (remote);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_auto (GStrv) secrets = NULL;
  g_autoptr (InletReply) reply = fuzz_input_read_reply (&input, &secrets);
  g_autofree char *continuation = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) remotes = inlet_remote_list_from_reply (reply, NULL, &continuation, &error);

  if (remotes == NULL) {
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    g_assert_null (continuation);
    return 0;
  }

  g_assert_no_error (error);
  g_assert_true (inlet_reply_is_success (reply));
  fuzz_assert_utf8 (continuation);
  for (guint i = 0; i < remotes->len; i++)
    assert_remote (g_ptr_array_index (remotes, i));

  return 0;
}
