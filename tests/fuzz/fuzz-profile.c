/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any ID, name and text in the database as an account and as credentials: a line each, then the
 * text. */

#include "fuzz.h"

#include "inlet-account.h"
#include "inlet-credentials.h"

static void
read_profile (InletProfileKind  kind,
              const char       *id,
              const char       *name,
              const char       *text)
{
  g_autoptr (InletProfile) profile = inlet_profile_new_from_json (kind, id, name, text);
  g_autoptr (InletProfile) kept = NULL;
  g_autofree char *json = NULL;

  if (profile == NULL)
    return;

  json = inlet_profile_to_json (profile);
  kept = inlet_profile_new_from_json (kind, inlet_profile_get_id (profile),
                                      inlet_profile_get_name (profile), json);
  g_assert_nonnull (kept);
  g_assert_cmpint (inlet_profile_get_kind (profile), ==, kind);
  g_assert_true (inlet_profile_equal (profile, kept));
  fuzz_assert_utf8 (inlet_profile_get_id (profile));
  fuzz_assert_utf8 (inlet_profile_get_name (profile));
  fuzz_assert_utf8 (json);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_autofree char *id = fuzz_input_read_line (&input);
  g_autofree char *name = fuzz_input_read_line (&input);
  g_autofree char *text = fuzz_input_read_text (&input);

  if (name == NULL)
    return 0;

  read_profile (INLET_PROFILE_ACCOUNT, id != NULL ? id : "", name, text);
  read_profile (INLET_PROFILE_CREDENTIALS, id != NULL ? id : "", name, text);

  return 0;
}
