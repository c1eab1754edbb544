/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a file that another program wrote: what is found can be shown, and either says why
 * it cannot be used or can be kept. */

#include "fuzz.h"

#include "inlet-import-text.h"

#include <string.h>

static void
assert_can_be_kept (InletFound *found)
{
  InletForm *form = inlet_found_get_form (found);
  g_autoptr (InletProfile) profile = NULL;
  g_autoptr (InletSecrets) secrets = NULL;
  g_autofree char *json = NULL;

  inlet_found_set (found, inlet_found_get_kind (found) == INLET_PROFILE_ACCOUNT
                   ? INLET_FIELD_ACCOUNT_NAME : INLET_FIELD_CREDENTIALS_NAME,
                   inlet_found_get_name (found));
  g_assert_true (inlet_form_is_valid (form));
  profile = inlet_form_build_profile (form);
  secrets = inlet_form_build_secrets (form);
  json = inlet_profile_to_json (profile);
  g_assert_false (inlet_secrets_is_empty (secrets));
}

static void
check (InletFound *found)
{
  g_autofree char *reason = inlet_found_dup_reason (found);
  g_auto (GStrv) notes = inlet_found_dup_notes (found);

  g_assert_cmpstr (inlet_found_get_name (found), !=, "");
  fuzz_assert_utf8 (inlet_found_get_name (found));
  fuzz_assert_utf8 (reason);
  for (guint i = 0; notes[i] != NULL; i++)
    fuzz_assert_utf8 (notes[i]);

  if (reason == NULL)
    assert_can_be_kept (found);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  InletImportFormat format;
  g_autoptr (GPtrArray) found = inlet_import_text_read ((const char *) data, size,
                                                        "accessKeys.csv", &format);

  g_assert_cmpuint (found->len, <=, INLET_IMPORT_MOST_FOUND + 1);
  g_assert_cmpint (found->len == 0, ==, format == INLET_IMPORT_UNKNOWN);
  g_assert_nonnull (inlet_import_format_to_nick (format));
  for (guint i = 0; i < found->len; i++)
    check (found->pdata[i]);

  return 0;
}
