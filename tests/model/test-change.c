/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-change.h"

static InletCredentials *
build_credentials (gboolean has_session_token)
{
  return g_object_new (INLET_TYPE_CREDENTIALS, "access-key-id", "AKIAIOSFODNN7EXAMPLE",
                       "has-session-token", has_session_token, "bucket", "billing", NULL);
}

static InletSecrets *
build_secrets (void)
{
  InletSecrets *secrets = inlet_secrets_new ();

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "a \"key\"");
  inlet_secrets_set (secrets, INLET_SECRET_SESSION_TOKEN, "a token");
  return secrets;
}

static void
assert_body (const char       *name,
             const char       *description,
             InletCredentials *credentials,
             const char       *expected)
{
  g_autoptr (InletChange) change = inlet_change_new (name, description, credentials);
  g_autoptr (InletSecrets) secrets = credentials != NULL ? build_secrets () : NULL;
  g_autoptr (GBytes) body = inlet_change_to_body (change, secrets);
  g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  g_assert_cmpstr (text, ==, expected);
}

static void
test_fields (void)
{
  g_autoptr (InletCredentials) credentials = build_credentials (FALSE);
  InletChange *change = inlet_change_new ("a", "b", credentials);

  g_assert_cmpstr (inlet_change_get_name (change), ==, "a");
  g_assert_cmpstr (inlet_change_get_description (change), ==, "b");
  g_assert_true (inlet_change_get_credentials (change) == credentials);
  g_assert_false (inlet_change_is_empty (change));
  g_assert_finalize_object (change);
}

static void
test_empty (void)
{
  g_autoptr (InletCredentials) credentials = build_credentials (FALSE);
  g_autoptr (InletChange) empty = inlet_change_new (NULL, NULL, NULL);
  g_autoptr (InletChange) name = inlet_change_new ("a", NULL, NULL);
  g_autoptr (InletChange) description = inlet_change_new (NULL, "", NULL);
  g_autoptr (InletChange) keys = inlet_change_new (NULL, NULL, credentials);

  g_assert_true (inlet_change_is_empty (empty));
  g_assert_false (inlet_change_is_empty (name));
  g_assert_false (inlet_change_is_empty (description));
  g_assert_false (inlet_change_is_empty (keys));
}

static void
test_bodies (void)
{
  g_autoptr (InletCredentials) credentials = build_credentials (FALSE);
  g_autoptr (InletCredentials) temporary = build_credentials (TRUE);

  assert_body ("New \"name\"", NULL, NULL,
               "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"New \\\"name\\\"\"}]");
  assert_body (NULL, "For a test", NULL,
               "[{\"op\":\"add\",\"path\":\"/description\",\"value\":\"For a test\"}]");
  assert_body (NULL, "", NULL, "[{\"op\":\"remove\",\"path\":\"/description\"}]");
  assert_body (NULL, NULL, credentials,
               "[{\"op\":\"replace\",\"path\":\"/auth/params\",\"value\":{"
               "\"s3AccessKey\":\"AKIAIOSFODNN7EXAMPLE\",\"s3SecretKey\":\"a \\\"key\\\"\","
               "\"bucketName\":\"billing\"}}]");
  assert_body ("N", "D", temporary,
               "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"N\"},"
               "{\"op\":\"add\",\"path\":\"/description\",\"value\":\"D\"},"
               "{\"op\":\"replace\",\"path\":\"/auth/params\",\"value\":{"
               "\"s3AccessKey\":\"AKIAIOSFODNN7EXAMPLE\",\"s3SecretKey\":\"a \\\"key\\\"\","
               "\"s3SessionToken\":\"a token\",\"bucketName\":\"billing\"}}]");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/change/fields", test_fields);
  g_test_add_func ("/inlet/model/change/empty", test_empty);
  g_test_add_func ("/inlet/model/change/bodies", test_bodies);

  return g_test_run ();
}
