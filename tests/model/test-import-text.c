/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-import-text.h"

#include <string.h>

#define KEY    "AKIAIOSFODNN7EXAMPLE"
#define TEMPORARY "ASIAIOSFODNN7EXAMPLE"
#define SECRET "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
#define ORG    "1234567890ABCDEF12345678@AdobeOrg"
#define CLIENT "0123456789abcdef0123456789abcdef"

/* The samples of the documentation, which the fuzzer begins with. */
static GPtrArray *
read_sample (const char        *sample,
             const char        *file_name,
             InletImportFormat  expected)
{
  g_autofree char *path = g_build_filename (SAMPLES, sample, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  InletImportFormat format;
  GPtrArray *found;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  found = inlet_import_text_read (text, length, file_name, &format);
  g_assert_cmpint (format, ==, expected);

  return found;
}

static GPtrArray *
read_text (const char        *text,
           InletImportFormat  expected)
{
  InletImportFormat format;
  GPtrArray *found = inlet_import_text_read (text, strlen (text), NULL, &format);

  g_assert_cmpint (format, ==, expected);
  g_assert_cmpint (inlet_import_text_is_known (text, strlen (text)), ==, found->len > 0);
  return found;
}

static void
assert_text (InletFound *found,
             InletField  field,
             const char *expected)
{
  g_assert_cmpstr (inlet_form_get_text (inlet_found_get_form (found), field), ==, expected);
}

static void
assert_credentials (InletFound *found,
                    const char *name,
                    const char *key,
                    const char *secret,
                    const char *token)
{
  g_autofree char *reason = inlet_found_dup_reason (found);

  g_assert_cmpint (inlet_found_get_kind (found), ==, INLET_PROFILE_CREDENTIALS);
  g_assert_cmpstr (inlet_found_get_name (found), ==, name);
  g_assert_cmpstr (reason, ==, NULL);
  assert_text (found, INLET_FIELD_ACCESS_KEY_ID, key);
  assert_text (found, INLET_FIELD_SECRET_KEY, secret);
  assert_text (found, INLET_FIELD_SESSION_TOKEN, token);
}

static void
assert_account (InletFound *found,
                const char *name,
                const char *secret)
{
  g_autofree char *reason = inlet_found_dup_reason (found);

  g_assert_cmpint (inlet_found_get_kind (found), ==, INLET_PROFILE_ACCOUNT);
  g_assert_cmpstr (inlet_found_get_name (found), ==, name);
  g_assert_cmpstr (reason, ==, NULL);
  assert_text (found, INLET_FIELD_ORG_ID, ORG);
  assert_text (found, INLET_FIELD_API_KEY, CLIENT);
  assert_text (found, INLET_FIELD_CLIENT_SECRET, secret);
}

static void
assert_reason (InletFound *found,
               const char *name,
               const char *part)
{
  g_autofree char *reason = inlet_found_dup_reason (found);

  g_assert_cmpstr (inlet_found_get_name (found), ==, name);
  g_assert_nonnull (reason);
  g_assert_nonnull (strstr (reason, part));
}

static void
assert_note (InletFound *found,
             const char *part)
{
  g_auto (GStrv) notes = inlet_found_dup_notes (found);
  g_autofree char *all = g_strjoinv ("\n", notes);

  g_assert_nonnull (strstr (all, part));
}

static void
test_aws_credentials (void)
{
  g_autoptr (GPtrArray) found = read_sample ("aws-credentials", "credentials",
                                             INLET_IMPORT_AWS_FILE);

  g_assert_cmpuint (found->len, ==, 2);
  assert_credentials (found->pdata[0], "default", KEY, SECRET, "");
  assert_credentials (found->pdata[1], "billing-temp", TEMPORARY, SECRET,
                      "IQoJb3JpZ2luX2IQoJb3JpZ2luX2IQ...EXAMPLE");
}

static void
test_aws_config (void)
{
  g_autoptr (GPtrArray) found = read_sample ("aws-config", "config", INLET_IMPORT_AWS_FILE);

  g_assert_cmpuint (found->len, ==, 4);
  assert_credentials (found->pdata[0], "testing", "foo", "bar", "");
  assert_note (found->pdata[0], "Access Key ID");
  assert_reason (found->pdata[1], "crossaccount", "takes on a role");
  assert_reason (found->pdata[1], "crossaccount",
                 "aws configure export-credentials --profile crossaccount --format env-no-export");
  assert_reason (found->pdata[2], "sso-dev", "access portal");
  assert_reason (found->pdata[3], "tool", "another program");
}

static void
test_aws_dirt (void)
{
  g_autoptr (GPtrArray) found = read_sample ("aws-dirt", NULL, INLET_IMPORT_AWS_FILE);

  g_assert_cmpuint (found->len, ==, 2);
  /* Twice: the last value wins, and what is not said again stays. */
  assert_credentials (found->pdata[0], "My Corp", "AKIAI44QH8DHBEXAMPLE", SECRET, "");
  assert_credentials (found->pdata[1], "it's", TEMPORARY, SECRET, "IQoJb3JpZ2lu#/EXAMPLE==");
}

static void
test_aws_without_keys (void)
{
  g_autoptr (GPtrArray) found = read_text ("[default]\nregion = eu-west-1\n"
                                           "[profile a b]\nsso_session=x\n"
                                           "[nested]\noutput=json\ns3 =\n"
                                           "  aws_access_key_id = " KEY "\n",
                                           INLET_IMPORT_AWS_FILE);

  assert_reason (found->pdata[2], "nested", "no keys");
  assert_reason (found->pdata[0], "default", "no keys");
  assert_reason (found->pdata[1], "a b", "--profile 'a b' ");
}

static void
test_csv (void)
{
  g_autoptr (GPtrArray) found = read_sample ("access-keys-csv", "/home/anna/anna_accessKeys.csv",
                                             INLET_IMPORT_AWS_CSV);
  g_autoptr (GPtrArray) old = read_sample ("access-keys-old-csv", "new_user.csv",
                                           INLET_IMPORT_AWS_CSV);
  g_autoptr (GPtrArray) other = read_text ("\"Access Key ID\";\"Secret Access Key\"\n"
                                           "\"" KEY "\";\"" SECRET "\"", INLET_IMPORT_AWS_CSV);
  g_autoptr (GPtrArray) none = read_text ("Access key ID,Secret access key\n",
                                          INLET_IMPORT_AWS_CSV);

  g_assert_cmpuint (found->len, ==, 1);
  assert_credentials (found->pdata[0], "anna_accessKeys", KEY, SECRET, "");
  g_assert_cmpuint (old->len, ==, 2);
  assert_credentials (old->pdata[0], "Anna", KEY, SECRET, "");
  assert_credentials (old->pdata[1], "Ben", "AKIAI44QH8DHBEXAMPLE",
                      "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY", "");
  assert_credentials (other->pdata[0], KEY, KEY, SECRET, "");
  assert_reason (none->pdata[0], "Credentials", "only its heading");
}

static void
test_variables (void)
{
  g_autoptr (GPtrArray) exports = read_sample ("exports", NULL, INLET_IMPORT_VARIABLES);
  g_autoptr (GPtrArray) shells = read_sample ("shells", NULL, INLET_IMPORT_VARIABLES);

  g_assert_cmpuint (exports->len, ==, 1);
  assert_credentials (exports->pdata[0], TEMPORARY, TEMPORARY, SECRET,
                      "IQoJb3JpZ2luX2IQoJb3JpZ2luX2IQ...EXAMPLE");
  g_assert_cmpuint (shells->len, ==, 4);
  assert_credentials (shells->pdata[0], KEY, KEY, SECRET, "");
  assert_credentials (shells->pdata[1], "AKIAI44QH8DHBEXAMPLE", "AKIAI44QH8DHBEXAMPLE",
                      "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY", "");
  assert_credentials (shells->pdata[2], TEMPORARY, TEMPORARY, SECRET, "IQoJb3JpZ2lu");
  assert_reason (shells->pdata[3], "Account", "name of a variable");
}

static void
test_variables_one_by_one (void)
{
  static const char * const texts[] = {
    "AWS_ACCESS_KEY_ID=%s\nAWS_SECRET_ACCESS_KEY=%s\n",
    "AWS_ACCESS_KEY_ID=%s\r\nAWS_SECRET_ACCESS_KEY=%s\r\n",
    "export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s",
    "  export AWS_ACCESS_KEY_ID='%s'  # mine\n  export AWS_SECRET_ACCESS_KEY=\"%s\";",
    "$env:AWS_ACCESS_KEY_ID = \"%s\"; $Env:AWS_SECRET_ACCESS_KEY='%s'",
    "set AWS_ACCESS_KEY_ID=%s\r\nset AWS_SECRET_ACCESS_KEY=%s\r\n",
    "set -Ux AWS_ACCESS_KEY_ID %s\nset -Ux AWS_SECRET_ACCESS_KEY %s",
    "setenv AWS_ACCESS_KEY_ID %s\nsetenv AWS_SECRET_ACCESS_KEY %s",
    "aws_access_key_id = %s\naws_secret_access_key = %s",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GString) text = g_string_new (texts[i]);
    g_autoptr (GPtrArray) found = NULL;

    g_string_replace (text, "%s", KEY, 1);
    g_string_replace (text, "%s", SECRET, 1);
    found = read_text (text->str, INLET_IMPORT_VARIABLES);
    g_assert_cmpuint (found->len, ==, 1);
    assert_credentials (found->pdata[0], KEY, KEY, SECRET, "");
  }
}

static void
test_variables_of_an_account (void)
{
  g_autoptr (GPtrArray) found = read_text ("export IMS_ORG='" ORG "'\nexport API_KEY='" CLIENT "'\n"
                                           "export CLIENT_SECRET='p8e-it'\\''s'\n",
                                           INLET_IMPORT_VARIABLES);

  g_assert_cmpuint (found->len, ==, 1);
  assert_account (found->pdata[0], ORG, "p8e-it's");
}

static void
test_aws_json (void)
{
  g_autoptr (GPtrArray) sts = read_sample ("sts-json", NULL, INLET_IMPORT_AWS_JSON);
  g_autoptr (GPtrArray) process = read_sample ("process-json", "keys.json", INLET_IMPORT_AWS_JSON);

  g_assert_cmpuint (sts->len, ==, 1);
  assert_credentials (sts->pdata[0], TEMPORARY, TEMPORARY, SECRET, "IQoJb3JpZ2lu");
  assert_note (sts->pdata[0], "Not valid since");
  assert_credentials (process->pdata[0], "keys", TEMPORARY, SECRET, "IQoJb3JpZ2lu");
  assert_note (process->pdata[0], "Valid until");
}

/* As the command line of AWS, aws-vault and saml2aws have it. */
static void
test_session_token_end (void)
{
  static const char * const names[] = { "AWS_CREDENTIAL_EXPIRATION", "AWS_SESSION_EXPIRATION",
                                        "x_security_token_expires" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *text = g_strdup_printf ("export AWS_ACCESS_KEY_ID=" TEMPORARY "\n"
                                             "export AWS_SECRET_ACCESS_KEY=" SECRET "\n"
                                             "export AWS_SESSION_TOKEN=IQoJb3JpZ2lu\n"
                                             "export %s=2040-11-22T18:30:00+00:00\n", names[i]);
    g_autoptr (GPtrArray) found = read_text (text, INLET_IMPORT_VARIABLES);
    g_autoptr (InletProfile) profile = NULL;
    InletForm *form;

    g_assert_cmpuint (found->len, ==, 1);
    assert_note (found->pdata[0], "Valid until");
    form = inlet_found_get_form (found->pdata[0]);
    inlet_form_set_text (form, INLET_FIELD_CREDENTIALS_NAME, "Name");
    profile = inlet_form_build_profile (form);
    g_assert_cmpint (inlet_credentials_get_session_token_end (INLET_CREDENTIALS (profile)), ==,
                     G_GINT64_CONSTANT (2237221800));
  }
}

/* Whose zone it is in is not known: the key is of use all the same. */
static void
test_unclear_end (void)
{
  g_autoptr (GPtrArray) found = read_text ("export AWS_ACCESS_KEY_ID=" TEMPORARY "\n"
                                           "export AWS_SECRET_ACCESS_KEY=" SECRET "\n"
                                           "export AWS_SESSION_TOKEN=IQoJb3JpZ2lu\n"
                                           "export AWS_SESSION_EXPIRATION='2040-11-22 18:30'\n",
                                           INLET_IMPORT_VARIABLES);
  g_autofree char *reason = inlet_found_dup_reason (found->pdata[0]);

  g_assert_null (reason);
  g_assert_false (inlet_found_has (found->pdata[0], INLET_FIELD_SESSION_TOKEN_END));
  assert_note (found->pdata[0], "could not be read");
}

static void
test_console (void)
{
  g_autoptr (GPtrArray) console = read_sample ("console-json", "oauth.json", INLET_IMPORT_CONSOLE);
  g_autoptr (GPtrArray) two = read_sample ("console-two-json", NULL, INLET_IMPORT_CONSOLE);
  g_autoptr (GPtrArray) aio = read_sample ("aio-json", "aio.json", INLET_IMPORT_CONSOLE);

  g_assert_cmpuint (console->len, ==, 1);
  assert_account (console->pdata[0], "oauth", "p8e-XXXXXXXX");
  assert_text (console->pdata[0], INLET_FIELD_SCOPES,
               "openid,AdobeID,read_organizations,additional_info.projectedProductContext,session");
  g_assert_cmpuint (two->len, ==, 2);
  g_assert_false (inlet_found_is_alternative (two->pdata[0]));
  assert_text (two->pdata[1], INLET_FIELD_CLIENT_SECRET, "p8e-YYYYYYYY");
  g_assert_true (inlet_found_is_alternative (two->pdata[1]));
  g_assert_cmpuint (aio->len, ==, 1);
  assert_account (aio->pdata[0], "aio", "p8e-XXXXXXXX");
  assert_text (aio->pdata[0], INLET_FIELD_SCOPES, "openid,AdobeID");
}

static void
test_workspace (void)
{
  g_autoptr (GPtrArray) found = read_sample ("workspace-json", "workspace.json",
                                             INLET_IMPORT_CONSOLE);

  g_assert_cmpuint (found->len, ==, 2);
  assert_account (found->pdata[0], "Server", "p8e-XXXXXXXX");
  assert_reason (found->pdata[1], "Old", "Server-to-Server");
}

static void
test_jwt_is_refused (void)
{
  g_autoptr (GPtrArray) found = read_sample ("jwt-json", "config.json", INLET_IMPORT_CONSOLE);

  assert_reason (found->pdata[0], "config", "retired");
}

static void
test_postman (void)
{
  g_autoptr (GPtrArray) found = read_sample ("postman-json", "x.json", INLET_IMPORT_POSTMAN);
  g_autoptr (GPtrArray) empty = read_sample ("postman-empty-json", "x.json", INLET_IMPORT_POSTMAN);

  g_assert_cmpuint (found->len, ==, 1);
  assert_account (found->pdata[0], "Experience Platform Environment Template", "p8e-XXXXXXXX");
  assert_text (found->pdata[0], INLET_FIELD_IMS_URL, "https://ims-na1.adobelogin.com");
  assert_text (found->pdata[0], INLET_FIELD_PLATFORM_URL, "https://platform.adobe.io");
  assert_note (found->pdata[0], "private key");
  assert_reason (empty->pdata[0], "Experience Platform Environment Template", "Organization ID");
}

static void
test_aepp (void)
{
  g_autoptr (GPtrArray) found = read_sample ("aepp-json", "config.json", INLET_IMPORT_AEPP);
  g_autoptr (GPtrArray) empty = read_sample ("aepp-placeholders-json", NULL, INLET_IMPORT_AEPP);
  g_autoptr (GPtrArray) code = read_text ("{\"org_id\":\"o\",\"client_id\":\"c\","
                                          "\"auth_code\":\"x\"}", INLET_IMPORT_AEPP);
  g_autoptr (GPtrArray) elsewhere = read_text ("{\"org_id\":\"o\",\"client_id\":\"c\","
                                               "\"environment\":\"a.evil.example/\"}",
                                               INLET_IMPORT_AEPP);

  assert_account (found->pdata[0], "config", "p8e-XXXXXXXX");
  assert_text (found->pdata[0], INLET_FIELD_SCOPES, "openid,AdobeID");
  assert_text (found->pdata[0], INLET_FIELD_PLATFORM_URL, "https://platform-stage.adobe.io");
  assert_text (found->pdata[0], INLET_FIELD_IMS_URL, "https://ims-na1-stg1.adobelogin.com");
  assert_reason (empty->pdata[0], "<orgID>", "placeholder");
  assert_reason (code->pdata[0], "o", "authorization code");
  assert_reason (elsewhere->pdata[0], "o", "environment");
}

static void
test_curl (void)
{
  g_autoptr (GPtrArray) found = read_sample ("curl-create", NULL, INLET_IMPORT_CURL);

  g_assert_cmpuint (found->len, ==, 2);
  assert_account (found->pdata[0], ORG, "");
  assert_text (found->pdata[0], INLET_FIELD_ACCESS_TOKEN, "eyJhbGciOiJSUzI1NiJ9.eyJhIjoiYiJ9.c2ln");
  assert_text (found->pdata[0], INLET_FIELD_PLATFORM_URL, "https://platform.adobe.io");
  assert_credentials (found->pdata[1], "Amazon S3 connection", KEY, SECRET, "");
  assert_text (found->pdata[1], INLET_FIELD_BUCKET, "billing");
}

static void
test_broken_curl (void)
{
  g_autoptr (GPtrArray) found = read_sample ("curl-broken", NULL, INLET_IMPORT_CURL);

  g_assert_cmpuint (found->len, ==, 2);
  assert_reason (found->pdata[0], "{ORG_ID}", "placeholder");
  assert_credentials (found->pdata[1], "Amazon S3 connection", TEMPORARY, SECRET, "IQoJb3JpZ2lu");
  assert_note (found->pdata[1], "not valid JSON");
}

static void
test_curl_of_the_sign_in (void)
{
  g_autoptr (GPtrArray) found = read_sample ("curl-sign-in", NULL, INLET_IMPORT_CURL);
  g_autoptr (GPtrArray) elsewhere =
    read_text ("curl --url=https://ims-eu1.adobelogin.com/ims/token/v3 --data-urlencode "
               "client_id=" CLIENT, INLET_IMPORT_CURL);
  g_autoptr (GPtrArray) variables = read_text ("curl https://platform.adobe.io/x "
                                               "--header=\"Authorization: Bearer $TOKEN\" "
                                               "-H'x-api-key: k'", INLET_IMPORT_CURL);

  g_assert_cmpuint (found->len, ==, 1);
  assert_text (found->pdata[0], INLET_FIELD_API_KEY, CLIENT);
  assert_text (found->pdata[0], INLET_FIELD_CLIENT_SECRET, "p8e-XXXX+XXXX");
  assert_text (found->pdata[0], INLET_FIELD_SCOPES, "openid,AdobeID");
  assert_reason (found->pdata[0], "Account", "Organization ID");
  assert_text (elsewhere->pdata[0], INLET_FIELD_IMS_URL, "https://ims-eu1.adobelogin.com");
  assert_text (variables->pdata[0], INLET_FIELD_API_KEY, "k");
  assert_reason (variables->pdata[0], "Account", "name of a variable");
}

/* Their values are no address, whatever they look like. */
static void
test_other_options_of_curl (void)
{
  static const char * const options[] = {
    "-x http://proxy.corp:3128", "-xhttp://proxy.corp:3128", "-skx http://proxy.corp:3128",
    "--proxy http://proxy.corp:3128", "-e https://experience.adobe.com/",
    "--referer https://experience.adobe.com/", "-o https://a.example", "-A https://a.example",
    "-b https://a.example", "--doh-url=https://a.example", "--url-query https://a.example",
    "--ipfs-gateway https://a.example", "-w https://a.example", "-", "--", "--x=y",
    "-L --no-buffer --compressed --globoff -g", "-d -x", "-H -x", "-vX POST",
  };
  g_autoptr (GPtrArray) sample = read_sample ("curl-options", NULL, INLET_IMPORT_CURL);

  assert_text (sample->pdata[0], INLET_FIELD_PLATFORM_URL, "https://platform-va7.adobe.io");
  assert_text (sample->pdata[0], INLET_FIELD_API_KEY, CLIENT);
  assert_text (sample->pdata[0], INLET_FIELD_ORG_ID, ORG);
  assert_credentials (sample->pdata[1], "Billing", KEY, SECRET, "");

  for (guint i = 0; i < G_N_ELEMENTS (options); i++) {
    g_autofree char *before = g_strdup_printf ("curl -H 'x-api-key: " CLIENT "' %s "
                                               "https://platform-va7.adobe.io/x", options[i]);
    g_autofree char *behind = g_strdup_printf ("curl --url https://platform-va7.adobe.io/x "
                                               "-sH 'x-api-key: " CLIENT "' %s", options[i]);
    g_autoptr (GPtrArray) one = read_text (before, INLET_IMPORT_CURL);
    g_autoptr (GPtrArray) other = read_text (behind, INLET_IMPORT_CURL);

    g_test_message ("%s", options[i]);
    assert_text (other->pdata[0], INLET_FIELD_API_KEY, CLIENT);
    assert_text (other->pdata[0], INLET_FIELD_PLATFORM_URL, "https://platform-va7.adobe.io");
    assert_text (one->pdata[0], INLET_FIELD_PLATFORM_URL, "https://platform-va7.adobe.io");
  }
}

static void
test_foreign_address_is_kept_as_it_is (void)
{
  g_autoptr (GPtrArray) found = read_text ("{\"values\":[{\"key\":\"API_KEY\",\"value\":\"" CLIENT
                                           "\"},{\"key\":\"IMS_ORG\",\"value\":\"" ORG "\"},"
                                           "{\"key\":\"CLIENT_SECRET\",\"value\":\"p8e-x\"},"
                                           "{\"key\":\"IMS\",\"value\":\"evil.example\"}]}",
                                           INLET_IMPORT_POSTMAN);
  g_autoptr (InletProfile) profile = NULL;
  g_autofree char *foreign = NULL;

  assert_text (found->pdata[0], INLET_FIELD_IMS_URL, "https://evil.example");
  inlet_found_set (found->pdata[0], INLET_FIELD_ACCOUNT_NAME, "A");
  profile = inlet_form_build_profile (inlet_found_get_form (found->pdata[0]));
  foreign = inlet_account_dup_foreign (INLET_ACCOUNT (profile));
  g_assert_cmpstr (foreign, ==, "https://evil.example");
}

static void
test_other_encodings (void)
{
  static const char text[] = "export AWS_ACCESS_KEY_ID=" KEY "\r\n"
                             "export AWS_SECRET_ACCESS_KEY=" SECRET "\r\n";
  g_autoptr (GByteArray) little = g_byte_array_new ();
  g_autoptr (GByteArray) big = g_byte_array_new ();
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) other = NULL;
  InletImportFormat format;

  g_byte_array_append (little, (const guint8 *) "\xff\xfe", 2);
  g_byte_array_append (big, (const guint8 *) "\xfe\xff", 2);
  for (const char *c = text; *c != '\0'; c++) {
    g_byte_array_append (little, (const guint8[]) { (guint8) * c, 0 }, 2);
    g_byte_array_append (big, (const guint8[]) { 0, (guint8) * c }, 2);
  }

  one = inlet_import_text_read ((const char *) little->data, little->len, NULL, &format);
  assert_credentials (one->pdata[0], KEY, KEY, SECRET, "");
  other = inlet_import_text_read ((const char *) big->data, big->len, NULL, &format);
  assert_credentials (other->pdata[0], KEY, KEY, SECRET, "");
}

static void
test_nothing_known (void)
{
  static const char * const texts[] = {
    "", " ", "{", "{}", "[]", "null", "Hello, world", "[section]", "The secret is a scopes = 1",
    "{\"name\":\"x\",\"values\":[{\"key\":\"color\",\"value\":\"red\"}]}",
    "curl https://example.com",
    "a,b\n1,2", "{\"project\":{}}", "{\"client_id\":\"x\"}", "https://platform.adobe.io",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GPtrArray) found = read_text (texts[i], INLET_IMPORT_UNKNOWN);

    g_assert_cmpuint (found->len, ==, 0);
  }
}

static void
test_too_much (void)
{
  g_autoptr (GString) text = g_string_new ("Access key ID,Secret access key\n");
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;
  InletImportFormat format;

  for (guint i = 0; i < 2 * INLET_IMPORT_MOST_FOUND; i++)
    g_string_append (text, KEY "," SECRET "\n");
  found = read_text (text->str, INLET_IMPORT_AWS_CSV);
  g_assert_cmpuint (found->len, ==, INLET_IMPORT_MOST_FOUND + 1);
  assert_reason (found->pdata[INLET_IMPORT_MOST_FOUND], "…", "500");

  while (text->len <= INLET_IMPORT_MOST_BYTES)
    g_string_append (text, KEY "," SECRET "\n");
  none = inlet_import_text_read (text->str, text->len, NULL, &format);
  g_assert_cmpint (format, ==, INLET_IMPORT_UNKNOWN);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_format_words (void)
{
  for (InletImportFormat format = INLET_IMPORT_UNKNOWN; format <= INLET_IMPORT_CURL; format++) {
    g_assert_cmpstr (inlet_import_format_to_nick (format), !=, "");
    g_assert_cmpstr (inlet_import_format_to_text (format), !=, "");
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/import-text/aws-credentials", test_aws_credentials);
  g_test_add_func ("/inlet/model/import-text/aws-config", test_aws_config);
  g_test_add_func ("/inlet/model/import-text/aws-dirt", test_aws_dirt);
  g_test_add_func ("/inlet/model/import-text/aws-without-keys", test_aws_without_keys);
  g_test_add_func ("/inlet/model/import-text/csv", test_csv);
  g_test_add_func ("/inlet/model/import-text/variables", test_variables);
  g_test_add_func ("/inlet/model/import-text/variables-one-by-one", test_variables_one_by_one);
  g_test_add_func ("/inlet/model/import-text/variables-of-an-account",
                   test_variables_of_an_account);
  g_test_add_func ("/inlet/model/import-text/aws-json", test_aws_json);
  g_test_add_func ("/inlet/model/import-text/session-token-end", test_session_token_end);
  g_test_add_func ("/inlet/model/import-text/unclear-end", test_unclear_end);
  g_test_add_func ("/inlet/model/import-text/console", test_console);
  g_test_add_func ("/inlet/model/import-text/workspace", test_workspace);
  g_test_add_func ("/inlet/model/import-text/jwt-is-refused", test_jwt_is_refused);
  g_test_add_func ("/inlet/model/import-text/postman", test_postman);
  g_test_add_func ("/inlet/model/import-text/aepp", test_aepp);
  g_test_add_func ("/inlet/model/import-text/curl", test_curl);
  g_test_add_func ("/inlet/model/import-text/broken-curl", test_broken_curl);
  g_test_add_func ("/inlet/model/import-text/curl-of-the-sign-in", test_curl_of_the_sign_in);
  g_test_add_func ("/inlet/model/import-text/other-options-of-curl", test_other_options_of_curl);
  g_test_add_func ("/inlet/model/import-text/foreign-address-is-kept-as-it-is",
                   test_foreign_address_is_kept_as_it_is);
  g_test_add_func ("/inlet/model/import-text/other-encodings", test_other_encodings);
  g_test_add_func ("/inlet/model/import-text/nothing-known", test_nothing_known);
  g_test_add_func ("/inlet/model/import-text/too-much", test_too_much);
  g_test_add_func ("/inlet/model/import-text/format-words", test_format_words);

  return g_test_run ();
}
