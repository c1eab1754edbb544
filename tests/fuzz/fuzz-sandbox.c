/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any answer as a page of sandboxes: a list in which all have a name, or an error; and what is kept
 * of it is the same list. */

#include "fuzz.h"

#include "inlet-error.h"
#include "inlet-sandbox.h"

#define LIMIT 100

static void
assert_text (const char *text)
{
  g_assert_nonnull (text);
  fuzz_assert_utf8 (text);
}

static void
assert_sandbox (InletSandbox *sandbox)
{
  assert_text (inlet_sandbox_get_name (sandbox));
  g_assert_cmpstr (inlet_sandbox_get_name (sandbox), !=, "");
  assert_text (inlet_sandbox_get_title (sandbox));
  assert_text (inlet_sandbox_get_kind (sandbox));
  assert_text (inlet_sandbox_get_state (sandbox));
  assert_text (inlet_sandbox_get_region (sandbox));
}

static void
assert_kept (GPtrArray *sandboxes)
{
  g_autofree char *json = inlet_sandbox_list_to_json (sandboxes);
  g_autoptr (GPtrArray) again = inlet_sandbox_list_from_json (json);

  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, sandboxes->len);
  for (guint i = 0; i < again->len; i++)
    g_assert_true (inlet_sandbox_equal (again->pdata[i], sandboxes->pdata[i]));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_auto (GStrv) secrets = NULL;
  g_autoptr (InletReply) reply = fuzz_input_read_reply (&input, &secrets);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sandboxes = NULL;
  guint limit = LIMIT;

  sandboxes = inlet_sandbox_list_from_reply (reply, (const char *const *) secrets, &limit, &error);
  g_assert_cmpuint (limit, >, 0);
  g_assert_cmpuint (limit, <=, LIMIT);
  if (sandboxes == NULL) {
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    return 0;
  }

  g_assert_no_error (error);
  g_assert_true (inlet_reply_is_success (reply));
  for (guint i = 0; i < sandboxes->len; i++)
    assert_sandbox (g_ptr_array_index (sandboxes, i));
  assert_kept (sandboxes);

  return 0;
}
