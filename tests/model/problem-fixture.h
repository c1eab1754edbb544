/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-problem.h"

#include <string.h>

static inline InletProblem *
read_reply_with (guint               status,
                 const char * const *headers,
                 const char         *body,
                 const char * const *secrets)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (InletReply) reply = inlet_reply_new (status, "Reason", headers, bytes);

  return inlet_problem_new_from_reply (reply, secrets);
}

static inline InletProblem *
read_reply (guint       status,
            const char *body)
{
  return read_reply_with (status, NULL, body, NULL);
}

/* Sentence case without a full stop, and whole sentences. */
static inline void
assert_good_words (InletProblem *problem)
{
  const char *title = inlet_problem_get_title (problem);
  const char *hint = inlet_problem_get_hint (problem);

  g_assert_true (g_ascii_isupper (*title));
  g_assert_false (g_str_has_suffix (title, "."));
  g_assert_cmpuint (strlen (title), >=, 10);
  g_assert_cmpint (g_utf8_strlen (title, -1), <=, 65);
  g_assert_true (g_str_has_suffix (hint, "."));
  g_assert_null (strpbrk (title, "'<>"));
  g_assert_null (strpbrk (hint, "'<>"));
}
