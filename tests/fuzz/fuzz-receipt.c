/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any answer to a creation has an ID, or is an error that claims nothing. */

#include "fuzz.h"

#include "inlet-problem.h"
#include "inlet-receipt.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_auto (GStrv) secrets = NULL;
  g_autoptr (InletReply) reply = fuzz_input_read_reply (&input, &secrets);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReceipt) receipt = inlet_receipt_new_from_reply (reply, NULL, &error);
  g_autoptr (InletProblem) problem = NULL;

  if (receipt != NULL) {
    g_assert_no_error (error);
    g_assert_true (inlet_reply_is_success (reply));
    g_assert_cmpstr (inlet_receipt_get_remote_id (receipt), !=, "");
    fuzz_assert_utf8 (inlet_receipt_get_remote_id (receipt));
    fuzz_assert_utf8 (inlet_receipt_get_etag (receipt));
    return 0;
  }

  g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
  problem = inlet_problem_new_from_error (error);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_UNKNOWN);

  return 0;
}
