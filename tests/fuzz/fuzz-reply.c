/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any reply as text for a person: UTF-8, not too long, no secret in it. */

#include "fuzz.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_auto (GStrv) secrets = NULL;
  g_autoptr (InletReply) reply = fuzz_input_read_reply (&input, &secrets);
  g_autofree char *text = inlet_reply_to_text (reply, (const char * const *) secrets);

  fuzz_assert_redacted (text, (const char * const *) secrets);
  g_assert_true (g_str_has_prefix (text, "HTTP ") || strstr (text, "•••") != NULL);
  g_assert_cmpint (inlet_reply_get_retry_after (reply, 0), >=, -1);

  return 0;
}
