/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text, typed or pasted, in every field. */

#include "fuzz.h"

#include "inlet-field.h"

static void
check (InletField  field,
       const char *text)
{
  const char *message = "";
  InletVerdict verdict = inlet_field_check (field, text, &message);

  fuzz_assert_own (message);
  g_assert_cmpint (message == NULL, ==, verdict == INLET_VERDICT_GOOD);
  g_assert_cmpint (verdict, !=, INLET_VERDICT_MISSING);
  if (!g_utf8_validate (text, -1, NULL))
    g_assert_cmpint (verdict, ==, INLET_VERDICT_WRONG);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_autofree char *text = fuzz_input_read_text (&input);

  for (InletField field = 0; field < INLET_FIELD_LAST; field++) {
    g_autofree char *clean = inlet_field_clean (field, text);
    g_autofree char *cleaner = inlet_field_clean (field, clean);

    g_assert_cmpstr (cleaner, ==, clean);
    if (g_utf8_validate (text, -1, NULL))
      fuzz_assert_utf8 (clean);
    check (field, text);
    check (field, clean);
  }

  return 0;
}
