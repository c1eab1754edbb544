/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-found.h"

#include <string.h>

static void
test_account_signs_in_with_its_secret (void)
{
  g_autoptr (InletFound) found = inlet_found_new (INLET_PROFILE_ACCOUNT, NULL);
  InletForm *form = inlet_found_get_form (found);

  inlet_found_set (found, INLET_FIELD_ACCESS_TOKEN, "a.b.c");
  g_assert_cmpint (inlet_form_get_sign_in_kind (form), ==, INLET_SIGN_IN_ACCESS_TOKEN);
  inlet_found_set (found, INLET_FIELD_CLIENT_SECRET, "p8e-x");
  g_assert_cmpint (inlet_form_get_sign_in_kind (form), ==, INLET_SIGN_IN_CLIENT_SECRET);
  inlet_found_set (found, INLET_FIELD_CLIENT_SECRET, "");
  inlet_found_set (found, INLET_FIELD_CLIENT_SECRET, NULL);
  g_assert_cmpstr (inlet_form_get_text (form, INLET_FIELD_CLIENT_SECRET), ==, "p8e-x");
}

static void
test_name_is_never_empty (void)
{
  g_autoptr (InletFound) found = inlet_found_new (INLET_PROFILE_CREDENTIALS, NULL);

  g_assert_cmpstr (inlet_found_get_name (found), ==, "Credentials");
  inlet_found_set (found, INLET_FIELD_ACCESS_KEY_ID, "AKIAIOSFODNN7EXAMPLE");
  g_assert_cmpstr (inlet_found_get_name (found), ==, "AKIAIOSFODNN7EXAMPLE");
  inlet_found_set (found, INLET_FIELD_CREDENTIALS_NAME, " Mine ");
  g_assert_cmpstr (inlet_found_get_name (found), ==, "Mine");
}

static void
test_reason (void)
{
  g_autoptr (InletFound) found = inlet_found_new (INLET_PROFILE_CREDENTIALS, NULL);
  g_autofree char *missing = inlet_found_dup_reason (found);
  g_autofree char *none = NULL;
  g_autofree char *given = NULL;

  g_assert_true (g_str_has_prefix (missing, "Access Key ID: "));
  inlet_found_set (found, INLET_FIELD_ACCESS_KEY_ID, "AKIAIOSFODNN7EXAMPLE");
  inlet_found_set (found, INLET_FIELD_SECRET_KEY, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
  none = inlet_found_dup_reason (found);
  g_assert_null (none);
  g_assert_false (inlet_found_is_refused (found));

  inlet_found_refuse (found, g_strdup ("First."));
  inlet_found_refuse (found, g_strdup ("Second."));
  given = inlet_found_dup_reason (found);
  g_assert_cmpstr (given, ==, "First.");
  g_assert_true (inlet_found_is_refused (found));
}

static void
test_has_what_was_set (void)
{
  g_autoptr (InletFound) found = inlet_found_new (INLET_PROFILE_ACCOUNT, "A");

  g_assert_true (inlet_found_has (found, INLET_FIELD_ACCOUNT_NAME));
  g_assert_false (inlet_found_has (found, INLET_FIELD_SCOPES));
  inlet_found_set (found, INLET_FIELD_SCOPES, "openid");
  inlet_found_set (found, INLET_FIELD_API_KEY, " ");
  g_assert_true (inlet_found_has (found, INLET_FIELD_SCOPES));
  g_assert_false (inlet_found_has (found, INLET_FIELD_API_KEY));
}

static void
test_secrets_are_forgotten (void)
{
  g_autoptr (InletFound) found = inlet_found_new (INLET_PROFILE_CREDENTIALS, "A");
  InletForm *form = inlet_found_get_form (found);

  inlet_found_set (found, INLET_FIELD_ACCESS_KEY_ID, "ASIAIOSFODNN7EXAMPLE");
  inlet_found_set (found, INLET_FIELD_SECRET_KEY, "one");
  inlet_found_set (found, INLET_FIELD_SESSION_TOKEN, "two");
  inlet_found_forget_secrets (found);
  g_assert_cmpstr (inlet_form_get_text (form, INLET_FIELD_SECRET_KEY), ==, "");
  g_assert_cmpstr (inlet_form_get_text (form, INLET_FIELD_SESSION_TOKEN), ==, "");
  g_assert_cmpstr (inlet_form_get_text (form, INLET_FIELD_ACCESS_KEY_ID), !=, "");
  g_assert_true (inlet_found_has (found, INLET_FIELD_SECRET_KEY));
}

static void
test_notes (void)
{
  g_autoptr (InletFound) found = inlet_found_new (INLET_PROFILE_CREDENTIALS, "A");
  g_auto (GStrv) none = inlet_found_dup_notes (found);
  g_auto (GStrv) notes = NULL;

  g_assert_cmpuint (g_strv_length (none), ==, 0);
  inlet_found_take_note (found, g_strdup ("Noted."));
  inlet_found_set (found, INLET_FIELD_SECRET_KEY, "short");
  notes = inlet_found_dup_notes (found);
  g_assert_cmpuint (g_strv_length (notes), ==, 2);
  g_assert_cmpstr (notes[0], ==, "Noted.");
  g_assert_null (strstr (notes[1], "short"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/found/account-signs-in-with-its-secret",
                   test_account_signs_in_with_its_secret);
  g_test_add_func ("/inlet/model/found/name-is-never-empty", test_name_is_never_empty);
  g_test_add_func ("/inlet/model/found/reason", test_reason);
  g_test_add_func ("/inlet/model/found/has-what-was-set", test_has_what_was_set);
  g_test_add_func ("/inlet/model/found/secrets-are-forgotten", test_secrets_are_forgotten);
  g_test_add_func ("/inlet/model/found/notes", test_notes);

  return g_test_run ();
}
