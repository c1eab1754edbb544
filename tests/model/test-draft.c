/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-draft.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The body of Adobe's tutorial "Create an Amazon S3 connector using the Flow Service API", as it is
 * printed there. */
static const char tutorial_body[] =
  "{\n"
  "        \"name\": \"S3 Connection\",\n"
  "        \"description\": \"Connection for an Amazon S3 account\",\n"
  "        \"auth\": {\n"
  "            \"specName\": \"Access Key\",\n"
  "            \"params\": {\n"
  "                \"s3AccessKey\": \"{S3_ACCESS_KEY}\",\n"
  "                \"s3SecretKey\": \"{S3_SECRET_KEY}\"\n"
  "            }\n"
  "        },\n"
  "        \"connectionSpec\": {\n"
  "            \"id\": \"ecadc60c-7455-4d87-84dc-2a0e293d997b\",\n"
  "            \"version\": \"1.0\"\n"
  "        }\n"
  "    }";

static InletDraft *
build_draft (const char *access_key_id,
             gboolean    has_session_token,
             const char *service_url,
             const char *bucket,
             const char *folder,
             const char *description)
{
  g_autoptr (InletAccount) account = g_object_new (INLET_TYPE_ACCOUNT, "name", "ACME", NULL);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS,
                  "access-key-id", access_key_id,
                  "has-session-token", has_session_token,
                  "service-url", service_url,
                  "bucket", bucket,
                  "folder", folder,
                  NULL);

  return inlet_draft_new (account, credentials, "dev", "S3 Connection", description);
}

static InletSecrets *
build_secrets (const char *secret_key,
               const char *session_token)
{
  InletSecrets *secrets = inlet_secrets_new ();

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, secret_key);
  inlet_secrets_set (secrets, INLET_SECRET_SESSION_TOKEN, session_token);

  return secrets;
}

/* The generator of json-glib writes members in the order in which they were read, so that the same
 * text means the same members, values and order. */
static char *
normalize (GBytes *body)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  const char *text;
  gsize length;

  text = g_bytes_get_data (body, &length);
  json_parser_load_from_data (parser, text, length, &error);
  g_assert_no_error (error);

  return json_to_string (json_parser_get_root (parser), FALSE);
}

static void
assert_body (InletDraft   *draft,
             InletSecrets *secrets,
             const char   *expected)
{
  g_autoptr (GBytes) body = inlet_draft_to_body (draft, secrets);
  g_autoptr (GBytes) expected_body = g_bytes_new_static (expected, strlen (expected));
  g_autofree char *text = normalize (body);
  g_autofree char *expected_text = normalize (expected_body);

  g_assert_cmpstr (text, ==, expected_text);
}

static void
test_new_destroy (void)
{
  g_autoptr (InletAccount) account = g_object_new (INLET_TYPE_ACCOUNT, NULL);
  g_autoptr (InletCredentials) credentials = g_object_new (INLET_TYPE_CREDENTIALS, NULL);
  InletDraft *draft = inlet_draft_new (account, credentials, "dev", "A name", "Words");

  g_assert_true (inlet_draft_get_account (draft) == account);
  g_assert_true (inlet_draft_get_credentials (draft) == credentials);
  g_assert_cmpstr (inlet_draft_get_sandbox (draft), ==, "dev");
  g_assert_cmpstr (inlet_draft_get_name (draft), ==, "A name");
  g_assert_cmpstr (inlet_draft_get_description (draft), ==, "Words");
  g_assert_finalize_object (draft);
}

static void
test_no_description (void)
{
  g_autoptr (InletDraft) draft = build_draft ("AKIA", FALSE, NULL, NULL, NULL, NULL);

  g_assert_cmpstr (inlet_draft_get_description (draft), ==, "");
}

static void
test_body_of_the_tutorial (void)
{
  g_autoptr (InletDraft) draft = build_draft ("{S3_ACCESS_KEY}", FALSE, NULL, NULL, NULL,
                                              "Connection for an Amazon S3 account");
  g_autoptr (InletSecrets) secrets = build_secrets ("{S3_SECRET_KEY}", NULL);

  assert_body (draft, secrets, tutorial_body);
}

static void
test_body_with_everything (void)
{
  g_autoptr (InletDraft) draft = build_draft ("ASIAIOSFODNN7EXAMPLE", TRUE,
                                              "https://s3.eu-central-1.amazonaws.com/",
                                              "acme-billing", "raw/ü \"q\"", "");
  g_autoptr (InletSecrets) secrets = build_secrets ("a/b+c\\\"", "t==");

  inlet_secrets_set (secrets, INLET_SECRET_ACCESS_TOKEN, "not for the body");
  assert_body (draft, secrets,
               "{\"name\":\"S3 Connection\",\"auth\":{\"specName\":\"Access Key\",\"params\":{"
               "\"s3AccessKey\":\"ASIAIOSFODNN7EXAMPLE\",\"s3SecretKey\":\"a/b+c\\\\\\\"\","
               "\"s3SessionToken\":\"t==\","
               "\"serviceUrl\":\"https://s3.eu-central-1.amazonaws.com/\","
               "\"bucketName\":\"acme-billing\",\"folderPath\":\"raw/ü \\\"q\\\"\"}},"
               "\"connectionSpec\":{\"id\":\"ecadc60c-7455-4d87-84dc-2a0e293d997b\","
               "\"version\":\"1.0\"}}");
}

static void
test_body_without_a_token_left_over (void)
{
  g_autoptr (InletDraft) draft = build_draft ("{S3_ACCESS_KEY}", FALSE, "", "", "",
                                              "Connection for an Amazon S3 account");
  g_autoptr (InletSecrets) secrets = build_secrets ("{S3_SECRET_KEY}", "of another key");

  assert_body (draft, secrets, tutorial_body);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/draft/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/draft/no-description-is-empty", test_no_description);
  g_test_add_func ("/inlet/model/draft/body-of-the-tutorial", test_body_of_the_tutorial);
  g_test_add_func ("/inlet/model/draft/body-with-everything", test_body_with_everything);
  g_test_add_func ("/inlet/model/draft/body-without-a-token-left-over",
                   test_body_without_a_token_left_over);

  return g_test_run ();
}
