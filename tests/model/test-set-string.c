/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-set-string.h"

static void
test_other (void)
{
  g_autofree char *string = NULL;

  g_assert_true (inlet_set_string (&string, "first"));
  g_assert_cmpstr (string, ==, "first");
  g_assert_true (inlet_set_string (&string, "second"));
  g_assert_cmpstr (string, ==, "second");
  g_assert_true (inlet_set_string (&string, NULL));
  g_assert_null (string);
}

static void
test_same (void)
{
  g_autofree char *string = g_strdup ("first");
  char *before = string;
  char *nothing = NULL;

  g_assert_false (inlet_set_string (&string, "first"));
  g_assert_true (string == before);
  g_assert_false (inlet_set_string (&nothing, NULL));
  g_assert_null (nothing);
}

static void
test_within (void)
{
  g_autofree char *string = g_strdup ("first");

  g_assert_true (inlet_set_string (&string, string + 2));
  g_assert_cmpstr (string, ==, "rst");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/set-string/other", test_other);
  g_test_add_func ("/inlet/model/set-string/same", test_same);
  g_test_add_func ("/inlet/model/set-string/within", test_within);

  return g_test_run ();
}
