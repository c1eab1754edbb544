/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-field.h"

#include "inlet-secrets.h"

#include <string.h>

/* Examples from the documentation of Adobe and of AWS, and made up in their shape. */
#define ORG_ID     "5C1328435BF324E90A49402A@AdobeOrg"
#define API_KEY    "1a2b3c4d5e6f47890a1b2c3d4e5f6071"
#define JWT        "eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IjEifQ.c2lnbmF0dXJl"
#define KEY_ID     "AKIAIOSFODNN7EXAMPLE"
#define SECRET_KEY "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
#define SESSION_TOKEN \
  "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPf" \
  "IeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7W" \
  "Z0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FD" \
  "rypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA=="
#define SCOPES \
  "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext"

typedef struct
{
  InletField   field;
  const char  *typed;
  const char  *clean;   /* (nullable): as typed */
  InletVerdict verdict;
  const char  *message; /* (nullable): a part of it */
} Case;

#define GOOD    INLET_VERDICT_GOOD
#define UNUSUAL INLET_VERDICT_UNUSUAL
#define WRONG   INLET_VERDICT_WRONG

static const Case cases[] = {
  { INLET_FIELD_ACCOUNT_NAME, "ACME production", NULL, GOOD },
  { INLET_FIELD_ACCOUNT_NAME, "", NULL, GOOD },
  { INLET_FIELD_ACCOUNT_NAME, "  ACME\t", "ACME", GOOD },
  { INLET_FIELD_ACCOUNT_NAME, "\xe2\x80\x8b ACME \xef\xbb\xbf", "ACME", GOOD },
  { INLET_FIELD_ACCOUNT_NAME, " \n\t ", "", GOOD },
  { INLET_FIELD_ACCOUNT_NAME, "\"ACME\"", NULL, GOOD },
  { INLET_FIELD_ACCOUNT_NAME, "Bücher 책 📚", NULL, GOOD },
  { INLET_FIELD_ACCOUNT_NAME, "caf\x65\xcc\x81", NULL, GOOD },
  { INLET_FIELD_ACCOUNT_NAME, "{prod}", NULL, GOOD },
  { INLET_FIELD_ACCOUNT_NAME, "a {NAME} in it", NULL, GOOD },
  { INLET_FIELD_ACCOUNT_NAME, "{ACCOUNT_NAME}", NULL, WRONG, "placeholder" },
  { INLET_FIELD_ACCOUNT_NAME, "one\ntwo", NULL, WRONG, "line break" },
  { INLET_FIELD_ACCOUNT_NAME, "one\ttwo", NULL, WRONG, "invisible" },
  { INLET_FIELD_ACCOUNT_NAME, "bell\a", NULL, WRONG, "invisible" },
  { INLET_FIELD_ACCOUNT_NAME, "c1\xc2\x85x", NULL, WRONG, "invisible" },
  { INLET_FIELD_ACCOUNT_NAME, "\xff\xfe", NULL, WRONG, "cannot be read" },

  { INLET_FIELD_ORG_ID, ORG_ID, NULL, GOOD },
  { INLET_FIELD_ORG_ID, " " ORG_ID "\r\n", ORG_ID, GOOD },
  { INLET_FIELD_ORG_ID, "\xc2\xa0" ORG_ID "\xc2\xa0", ORG_ID, GOOD },
  { INLET_FIELD_ORG_ID, "\"" ORG_ID "\",", ORG_ID, GOOD },
  { INLET_FIELD_ORG_ID, "“" ORG_ID "”", ORG_ID, GOOD },
  { INLET_FIELD_ORG_ID, "5c1328435bf324e90a49402a@AdobeOrg", NULL, GOOD },
  { INLET_FIELD_ORG_ID, "ACME@AdobeOrg", NULL, UNUSUAL, "24" },
  { INLET_FIELD_ORG_ID, "5C1328435BF324E90A49402AA@AdobeOrg", NULL, UNUSUAL, "24" },
  { INLET_FIELD_ORG_ID, "5C1328435BF324E90A49402AXY@AdobeOrg", NULL, UNUSUAL, "24" },
  { INLET_FIELD_ORG_ID, "5C1328435BF324E90A49402A", NULL, WRONG, "Add “@AdobeOrg”" },
  { INLET_FIELD_ORG_ID, "ACME", NULL, WRONG, "ends in “@AdobeOrg”" },
  { INLET_FIELD_ORG_ID, "@AdobeOrg", NULL, WRONG, "ends in “@AdobeOrg”" },
  { INLET_FIELD_ORG_ID, "5C1328435BF324E90A49402A@adobeorg", NULL, WRONG, "ends in" },
  { INLET_FIELD_ORG_ID, "5C1328435BF324E90A49402A@AdobeOrg@AdobeOrg", NULL, WRONG, "ends in" },
  { INLET_FIELD_ORG_ID, "7AE02A12606B4E4D0A495FD1@techacct.adobe.com", NULL, WRONG, "technical" },
  { INLET_FIELD_ORG_ID, "5C132843 5BF324E90A49402A@AdobeOrg", NULL, WRONG, "space" },
  { INLET_FIELD_ORG_ID, "{ORG_ID}", NULL, WRONG, "placeholder" },
  { INLET_FIELD_ORG_ID, "{ORG_ID}@AdobeOrg", NULL, WRONG, "placeholder" },
  { INLET_FIELD_ORG_ID, "ÄCME@AdobeOrg", NULL, WRONG, "character" },

  { INLET_FIELD_API_KEY, API_KEY, NULL, GOOD },
  { INLET_FIELD_API_KEY, "'" API_KEY "'", API_KEY, GOOD },
  { INLET_FIELD_API_KEY, "`" API_KEY "`\n", API_KEY, GOOD },
  { INLET_FIELD_API_KEY, "exc_app", NULL, UNUSUAL, "32" },
  { INLET_FIELD_API_KEY, "{API_KEY}", NULL, WRONG, "placeholder" },
  { INLET_FIELD_API_KEY, "{{API_KEY}}", NULL, WRONG, "placeholder" },
  { INLET_FIELD_API_KEY, "<your key>", NULL, WRONG, "placeholder" },
  { INLET_FIELD_API_KEY, "YOUR_CLIENT_ID", NULL, WRONG, "placeholder" },
  { INLET_FIELD_API_KEY, ORG_ID, NULL, WRONG, "another kind" },
  { INLET_FIELD_API_KEY, "p8e-8aBcDeFgHiJkLmNoPqRsTuVwXyZ012345", NULL, WRONG, "client secret" },
  { INLET_FIELD_API_KEY, JWT, NULL, WRONG, "access token" },
  { INLET_FIELD_API_KEY, "1a2b\x01" "3c4d", NULL, WRONG, "character" },

  { INLET_FIELD_CLIENT_SECRET, "p8e-8aBcDeFgHiJkLmNoPqRsTuVwXyZ012345", NULL, GOOD },
  { INLET_FIELD_CLIENT_SECRET, "\"p8e-8aBcDeFg\";", "p8e-8aBcDeFg", GOOD },
  { INLET_FIELD_CLIENT_SECRET, "f00-{}-bar", NULL, GOOD },
  { INLET_FIELD_CLIENT_SECRET, API_KEY, NULL, UNUSUAL, "API key" },
  { INLET_FIELD_CLIENT_SECRET, JWT, NULL, WRONG, "access token" },
  { INLET_FIELD_CLIENT_SECRET, "{CLIENT_SECRET}", NULL, WRONG, "placeholder" },
  { INLET_FIELD_CLIENT_SECRET, "p8e-8aBc DeFg", NULL, WRONG, "space" },

  { INLET_FIELD_ACCESS_TOKEN, JWT, NULL, GOOD },
  { INLET_FIELD_ACCESS_TOKEN, "Bearer " JWT, JWT, GOOD },
  { INLET_FIELD_ACCESS_TOKEN, "bearer\t" JWT "\n", JWT, GOOD },
  { INLET_FIELD_ACCESS_TOKEN, "Authorization: Bearer " JWT, JWT, GOOD },
  { INLET_FIELD_ACCESS_TOKEN, "'authorization:BEARER  " JWT "'", JWT, GOOD },
  { INLET_FIELD_ACCESS_TOKEN, "Bearer \"" JWT "\"", JWT, GOOD },
  { INLET_FIELD_ACCESS_TOKEN, "Bearer Bearer " JWT, JWT, GOOD },
  { INLET_FIELD_ACCESS_TOKEN, "bearertoken", NULL, UNUSUAL, "three parts" },
  { INLET_FIELD_ACCESS_TOKEN, "eyJh.eyJp", NULL, UNUSUAL, "three parts" },
  { INLET_FIELD_ACCESS_TOKEN, "a.b.c.d", NULL, UNUSUAL, "three parts" },
  { INLET_FIELD_ACCESS_TOKEN, "a..c", NULL, UNUSUAL, "three parts" },
  { INLET_FIELD_ACCESS_TOKEN, "a.b.c.", NULL, UNUSUAL, "three parts" },
  { INLET_FIELD_ACCESS_TOKEN, "Bearer {ACCESS_TOKEN}", "{ACCESS_TOKEN}", WRONG, "placeholder" },
  { INLET_FIELD_ACCESS_TOKEN, "p8e-8aBcDeFg", NULL, WRONG, "client secret" },
  { INLET_FIELD_ACCESS_TOKEN, "eyJh\neyJp", NULL, WRONG, "line break" },
  { INLET_FIELD_ACCESS_TOKEN, "eyJh\xc3\xa4.a.b", NULL, WRONG, "character" },
  { INLET_FIELD_ACCESS_TOKEN, "eyJh\xe2\x80\x8b.a.b", NULL, WRONG, "character" },

  { INLET_FIELD_SCOPES, SCOPES, NULL, GOOD },
  { INLET_FIELD_SCOPES, "openid session\nAdobeID", "openid,session,AdobeID", GOOD },
  { INLET_FIELD_SCOPES, " openid , session,,AdobeID, ", "openid,session,AdobeID", GOOD },
  { INLET_FIELD_SCOPES, "[\"openid\", \"session\"]", "openid,session", GOOD },
  { INLET_FIELD_SCOPES, "openid\302\240session;\vAdobeID\342\201\240", "openid,session,AdobeID",
    GOOD },
  { INLET_FIELD_SCOPES, " , ", "", GOOD },
  { INLET_FIELD_SCOPES, "{SCOPES}", NULL, WRONG, "placeholder" },
  { INLET_FIELD_SCOPES, "open\\id", NULL, WRONG, "commas" },
  { INLET_FIELD_SCOPES, "openid,sesión", NULL, WRONG, "character" },

  { INLET_FIELD_PLATFORM_URL, "https://platform.adobe.io", NULL, GOOD },
  { INLET_FIELD_PLATFORM_URL, "https://platform-va7.adobe.io/", NULL, GOOD },
  { INLET_FIELD_PLATFORM_URL, "(https://platform.adobe.io)", NULL, WRONG, "address" },
  { INLET_FIELD_PLATFORM_URL, "https://platform.adobe.io)", "https://platform.adobe.io", GOOD },
  { INLET_FIELD_PLATFORM_URL, "http://127.0.0.1:8080", NULL, GOOD },
  { INLET_FIELD_PLATFORM_URL, "https://gateway.example", NULL, UNUSUAL, "sent to it" },
  { INLET_FIELD_PLATFORM_URL, "https://platform.adobe.io.example", NULL, UNUSUAL, "sent to it" },
  { INLET_FIELD_PLATFORM_URL, "https://notadobe.io", NULL, UNUSUAL, "sent to it" },
  { INLET_FIELD_PLATFORM_URL, "http://platform.adobe.io", NULL, WRONG, "https://" },
  { INLET_FIELD_PLATFORM_URL, "platform.adobe.io", NULL, WRONG, "address" },
  { INLET_FIELD_PLATFORM_URL, "https://platform.adobe.io/data/foundation/flowservice/connections",
    NULL, WRONG, "beginning" },

  { INLET_FIELD_IMS_URL, "https://ims-na1.adobelogin.com", NULL, GOOD },
  { INLET_FIELD_IMS_URL, "HTTPS://IMS-NA1.ADOBELOGIN.COM", NULL, GOOD },
  { INLET_FIELD_IMS_URL, "http://localhost:1", NULL, GOOD },
  { INLET_FIELD_IMS_URL, "https://login.example", NULL, UNUSUAL, "sent to it" },
  { INLET_FIELD_IMS_URL, "https://ims-na1.adobelogin.com/ims/token/v3", NULL, WRONG, "beginning" },
  { INLET_FIELD_IMS_URL, "https://a@ims-na1.adobelogin.com", NULL, WRONG, "user name" },

  { INLET_FIELD_CREDENTIALS_NAME, "Billing bucket", NULL, GOOD },
  { INLET_FIELD_CREDENTIALS_NAME, "one\ttwo", NULL, WRONG, "invisible" },
  { INLET_FIELD_CREDENTIALS_NAME, "one\r\ntwo", NULL, WRONG, "line break" },

  { INLET_FIELD_ACCESS_KEY_ID, KEY_ID, NULL, GOOD },
  { INLET_FIELD_ACCESS_KEY_ID, "ASIAIOSFODNN7EXAMPLE", NULL, GOOD },
  { INLET_FIELD_ACCESS_KEY_ID, "\t'" KEY_ID "' ", KEY_ID, GOOD },
  { INLET_FIELD_ACCESS_KEY_ID, "\xef\xbb\xbf" KEY_ID, KEY_ID, GOOD },
  { INLET_FIELD_ACCESS_KEY_ID, "minioadmin", NULL, UNUSUAL, "20 characters" },
  { INLET_FIELD_ACCESS_KEY_ID, "minio-admin_1.dev", NULL, UNUSUAL, "20 characters" },
  { INLET_FIELD_ACCESS_KEY_ID, "x&9#@Py+ni~:&VwY]:W+LVt", NULL, WRONG, "does not belong" },
  { INLET_FIELD_ACCESS_KEY_ID, "akiaiosfodnn7example", NULL, UNUSUAL, "20 characters" },
  { INLET_FIELD_ACCESS_KEY_ID, "AKIAIOSFODNN7EXAMPL", NULL, UNUSUAL, "20 characters" },
  { INLET_FIELD_ACCESS_KEY_ID, "AKIAI44QH8DHBEXAMPLE", NULL, GOOD },
  { INLET_FIELD_ACCESS_KEY_ID, "AKIAIOSFODNN7eXAMPLE", NULL, UNUSUAL, "20 characters" },
  { INLET_FIELD_ACCESS_KEY_ID, "AIDACKCEVSQ6C2EXAMPLE", NULL, WRONG, "not a key" },
  { INLET_FIELD_ACCESS_KEY_ID, "AROACLKWSDQRAOEXAMPLE", NULL, WRONG, "not a key" },
  { INLET_FIELD_ACCESS_KEY_ID, "AGPAI23HZ27SI6FQMGNQ2", NULL, WRONG, "not a key" },
  { INLET_FIELD_ACCESS_KEY_ID, "AIPAIOSFODNN7EXAMPLE", NULL, WRONG, "not a key" },
  { INLET_FIELD_ACCESS_KEY_ID, "ANPAIOSFODNN7EXAMPLE", NULL, WRONG, "not a key" },
  { INLET_FIELD_ACCESS_KEY_ID, "ANVAIOSFODNN7EXAMPLE", NULL, WRONG, "not a key" },
  { INLET_FIELD_ACCESS_KEY_ID, "ASCAIOSFODNN7EXAMPLE", NULL, WRONG, "not a key" },
  { INLET_FIELD_ACCESS_KEY_ID, "arn:aws:iam::123456789012:role/S3Access", NULL, WRONG, "ARN" },
  { INLET_FIELD_ACCESS_KEY_ID, SECRET_KEY, NULL, WRONG, "secret access key" },
  { INLET_FIELD_ACCESS_KEY_ID, "{S3_ACCESS_KEY}", NULL, WRONG, "placeholder" },
  { INLET_FIELD_ACCESS_KEY_ID, KEY_ID " " SECRET_KEY, NULL, WRONG, "space" },

  { INLET_FIELD_SECRET_KEY, SECRET_KEY, NULL, GOOD },
  { INLET_FIELD_SECRET_KEY, "“" SECRET_KEY "”", SECRET_KEY, GOOD },
  { INLET_FIELD_SECRET_KEY, "„" SECRET_KEY "“", SECRET_KEY, GOOD },
  { INLET_FIELD_SECRET_KEY, "\"" SECRET_KEY, NULL, UNUSUAL, "40" },
  { INLET_FIELD_SECRET_KEY, "minioadmin", NULL, UNUSUAL, "40" },
  { INLET_FIELD_SECRET_KEY, SECRET_KEY "X", NULL, UNUSUAL, "40" },
  { INLET_FIELD_SECRET_KEY, KEY_ID, NULL, WRONG, "an ID" },
  { INLET_FIELD_SECRET_KEY, "AIDACKCEVSQ6C2EXAMPLE", NULL, WRONG, "an ID" },
  { INLET_FIELD_SECRET_KEY, "{S3_SECRET_KEY}", NULL, WRONG, "placeholder" },
  { INLET_FIELD_SECRET_KEY, "wJalrXUtnFEMI/\nK7MDENG", NULL, WRONG, "line break" },

  { INLET_FIELD_SESSION_TOKEN, SESSION_TOKEN, NULL, GOOD },
  { INLET_FIELD_SESSION_TOKEN, "'" SESSION_TOKEN "'", SESSION_TOKEN, GOOD },
  { INLET_FIELD_SESSION_TOKEN, KEY_ID, NULL, WRONG, "access key ID" },
  { INLET_FIELD_SESSION_TOKEN, SECRET_KEY, NULL, WRONG, "much longer" },
  { INLET_FIELD_SESSION_TOKEN, "{S3_SESSION_TOKEN}", NULL, WRONG, "placeholder" },
  { INLET_FIELD_SESSION_TOKEN, "AQoDYXdz\nEPT", NULL, WRONG, "line break" },

  { INLET_FIELD_SESSION_TOKEN_END, "12 h", NULL, GOOD },
  { INLET_FIELD_SESSION_TOKEN_END, "\"45 min\",", "45 min", GOOD },
  { INLET_FIELD_SESSION_TOKEN_END, "2020-01-01T00:00:00Z", NULL, UNUSUAL, "passed" },
  { INLET_FIELD_SESSION_TOKEN_END, "72 h", NULL, UNUSUAL, "36 hours" },
  { INLET_FIELD_SESSION_TOKEN_END, "some day", NULL, WRONG, "18:30" },

  { INLET_FIELD_SERVICE_URL, "https://s3.eu-central-1.amazonaws.com/", NULL, GOOD },
  { INLET_FIELD_SERVICE_URL, "https://s3.eu-central-1.amazonaws.com/)",
    "https://s3.eu-central-1.amazonaws.com/", GOOD },
  { INLET_FIELD_SERVICE_URL, "\"https://s3.amazonaws.com/\")", "https://s3.amazonaws.com/", GOOD },
  { INLET_FIELD_SERVICE_URL, "https://s3.cn-north-1.amazonaws.com.cn", NULL, GOOD },
  { INLET_FIELD_SERVICE_URL, "https://minio.example:9000", NULL, UNUSUAL, "Amazon" },
  { INLET_FIELD_SERVICE_URL, "https://evilamazonaws.com", NULL, UNUSUAL, "Amazon" },
  { INLET_FIELD_SERVICE_URL, "https://s3.{REGION}.amazonaws.com/)",
    "https://s3.{REGION}.amazonaws.com/", WRONG, "placeholder" },
  { INLET_FIELD_SERVICE_URL, "http://s3.eu-central-1.amazonaws.com/", NULL, WRONG, "https://" },
  { INLET_FIELD_SERVICE_URL, "s3.eu-central-1.amazonaws.com", NULL, WRONG, "address" },
  { INLET_FIELD_SERVICE_URL, "s3://bucket/folder", NULL, WRONG, "https://" },
  { INLET_FIELD_SERVICE_URL, "https://s3.amazonaws.com/?list-type=2", NULL, WRONG, "“?”" },

  { INLET_FIELD_BUCKET, "acme-billing", NULL, GOOD },
  { INLET_FIELD_BUCKET, "abc", NULL, GOOD },
  { INLET_FIELD_BUCKET, "1234567890", NULL, GOOD },
  { INLET_FIELD_BUCKET, "\"acme-billing\"", "acme-billing", GOOD },
  { INLET_FIELD_BUCKET, "a23456789012345678901234567890123456789012345678901234567890123", NULL,
    GOOD },
  { INLET_FIELD_BUCKET, "acme.billing", NULL, UNUSUAL, "Dots" },
  { INLET_FIELD_BUCKET, "a234567890123456789012345678901234567890123456789012345678901234", NULL,
    WRONG, "3 to 63" },
  { INLET_FIELD_BUCKET, "ab", NULL, WRONG, "3 to 63" },
  { INLET_FIELD_BUCKET, "Acme-Billing", NULL, WRONG, "capital" },
  { INLET_FIELD_BUCKET, "acme_billing", NULL, WRONG, "underscore" },
  { INLET_FIELD_BUCKET, "-acme", NULL, WRONG, "begin and end" },
  { INLET_FIELD_BUCKET, "acme-", NULL, WRONG, "begin and end" },
  { INLET_FIELD_BUCKET, ".acme", NULL, WRONG, "begin and end" },
  { INLET_FIELD_BUCKET, "acme..billing", NULL, WRONG, "side by side" },
  { INLET_FIELD_BUCKET, "192.168.5.4", NULL, WRONG, "IP address" },
  { INLET_FIELD_BUCKET, "acme/billing", NULL, WRONG, "folder" },
  { INLET_FIELD_BUCKET, "s3://acme-billing", NULL, WRONG, "Only the bucket" },
  { INLET_FIELD_BUCKET, "acme!", NULL, WRONG, "only small letters" },
  { INLET_FIELD_BUCKET, "acme billing", NULL, WRONG, "space" },
  { INLET_FIELD_BUCKET, "YOUR_BUCKET_NAME", NULL, WRONG, "placeholder" },
  { INLET_FIELD_BUCKET, "bücher", NULL, WRONG, "character" },

  { INLET_FIELD_FOLDER, "raw/2026 events/", NULL, GOOD },
  { INLET_FIELD_FOLDER, "/", NULL, GOOD },
  { INLET_FIELD_FOLDER, "Ereignisse/März", NULL, GOOD },
  { INLET_FIELD_FOLDER, "s3://acme-billing/raw", NULL, WRONG, "within the bucket" },
  { INLET_FIELD_FOLDER, "{FOLDER_PATH}", NULL, WRONG, "placeholder" },
  { INLET_FIELD_FOLDER, "raw\nevents", NULL, WRONG, "line break" },
  { INLET_FIELD_FOLDER, "raw\tevents", NULL, WRONG, "invisible" },

  { INLET_FIELD_SANDBOX, "prod", NULL, GOOD },
  { INLET_FIELD_SANDBOX, "dev-2", NULL, GOOD },
  { INLET_FIELD_SANDBOX, " 'dev' ", "dev", GOOD },
  { INLET_FIELD_SANDBOX, "Prod", NULL, WRONG, "not its title" },
  { INLET_FIELD_SANDBOX, "Development sandbox", NULL, WRONG, "not its title" },
  { INLET_FIELD_SANDBOX, "dev_2", NULL, WRONG, "not its title" },
  { INLET_FIELD_SANDBOX, "dév", NULL, WRONG, "not its title" },
  { INLET_FIELD_SANDBOX, "{SANDBOX_NAME}", NULL, WRONG, "placeholder" },

  { INLET_FIELD_NAME, "S3 Connection", NULL, GOOD },
  { INLET_FIELD_NAME, "\n Billing “bucket” \n", "Billing “bucket”", GOOD },
  { INLET_FIELD_NAME, "a\tb", NULL, WRONG, "invisible" },
  { INLET_FIELD_NAME, " a b\t", "a b", GOOD },
  { INLET_FIELD_NAME, "a\x7f" "b", NULL, WRONG, "invisible" },
  { INLET_FIELD_NAME, "{CONNECTION_NAME}", NULL, WRONG, "placeholder" },

  { INLET_FIELD_DESCRIPTION, "Connection for an Amazon S3 account", NULL, GOOD },
  { INLET_FIELD_DESCRIPTION, "two\nlines", NULL, GOOD },
  { INLET_FIELD_DESCRIPTION, "a\tb", NULL, GOOD },
  { INLET_FIELD_DESCRIPTION, "esc\x1b[31m", NULL, WRONG, "invisible" },
};

static void
check_case (const Case *c)
{
  const char *clean = c->clean != NULL ? c->clean : c->typed;
  inlet_autosecret char *once = inlet_field_clean (c->field, c->typed);
  inlet_autosecret char *twice = inlet_field_clean (c->field, once);
  const char *message = "not set";

  g_assert_cmpstr (once, ==, clean);
  g_assert_cmpstr (twice, ==, clean);
  g_test_message ("case %d", (int) (c - cases));
  g_assert_cmpint (inlet_field_check (c->field, clean, &message), ==, c->verdict);
  g_assert_cmpint (inlet_field_check (c->field, clean, NULL), ==, c->verdict);

  if (c->verdict == GOOD) {
    g_assert_null (message);
    return;
  }

  g_assert_nonnull (message);
  g_assert_nonnull (strstr (message, c->message));
  g_assert_true (g_str_has_suffix (message, "."));
  if (strlen (clean) > strlen ("@AdobeOrg"))
    g_assert_null (strstr (message, clean));
}

static void
test_cases_of_field (gconstpointer data)
{
  InletField field = GPOINTER_TO_INT (data);
  guint n_cases = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    if (cases[i].field != field)
      continue;

    check_case (&cases[i]);
    n_cases++;
  }

  g_assert_cmpint (n_cases, >, 0);
}

static void
test_labels (void)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_FIELD);
  g_autoptr (GEnumClass) verdicts = g_type_class_ref (INLET_TYPE_VERDICT);

  g_assert_cmpint (verdicts->n_values, ==, INLET_VERDICT_WRONG + 1);
  g_assert_cmpint (class->n_values, ==, INLET_FIELD_LAST);
  for (guint field = 0; field < INLET_FIELD_LAST; field++) {
    g_assert_nonnull (inlet_field_get_label (field));
    g_assert_cmpstr (inlet_field_get_label (field), !=, "");
  }

  g_assert_cmpstr (inlet_field_get_label (INLET_FIELD_ORG_ID), ==, "Organization ID");
  g_assert_cmpstr (inlet_field_get_label (INLET_FIELD_SECRET_KEY), ==, "Secret Access Key");
}

static void
test_secret_fields (void)
{
  for (guint field = 0; field < INLET_FIELD_LAST; field++) {
    gboolean is_secret = field == INLET_FIELD_CLIENT_SECRET ||
                         field == INLET_FIELD_ACCESS_TOKEN ||
                         field == INLET_FIELD_SECRET_KEY ||
                         field == INLET_FIELD_SESSION_TOKEN;

    g_assert_cmpint (inlet_field_is_secret (field), ==, is_secret);
  }
}

static void
test_lengths (void)
{
  g_autofree char *usual = g_strnfill (255, 'x');
  g_autofree char *long_name = g_strnfill (256, 'x');
  g_autofree char *endless = g_strnfill (32769, 'x');
  g_autoptr (GString) umlauts = g_string_new (NULL);

  for (guint i = 0; i < 255; i++)
    g_string_append (umlauts, "ü");

  g_assert_cmpint (inlet_field_check (INLET_FIELD_NAME, usual, NULL), ==, GOOD);
  g_assert_cmpint (inlet_field_check (INLET_FIELD_NAME, umlauts->str, NULL), ==, GOOD);
  g_assert_cmpint (inlet_field_check (INLET_FIELD_NAME, long_name, NULL), ==, UNUSUAL);
  for (guint field = 0; field < INLET_FIELD_LAST; field++)
    g_assert_cmpint (inlet_field_check (field, endless, NULL), ==, WRONG);
}

/* Whatever bytes come, there is an answer, and what is clean stays clean. */
static void
test_any_bytes (void)
{
  static const char bytes[] = " \n\t\"'`{}<>()@.:/,;[]\\-_aA1?#\xc3\xa4\xe2\x80\x9c\xff\x7f\x01";

  for (guint round = 0; round < 20000; round++) {
    InletField field = g_test_rand_int_range (0, INLET_FIELD_LAST);
    char text[16] = "";
    g_autofree char *once = NULL;
    g_autofree char *twice = NULL;
    const char *message;
    InletVerdict verdict;

    for (gint i = g_test_rand_int_range (0, sizeof text); i > 0; i--)
      text[i - 1] = bytes[g_test_rand_int_range (0, sizeof bytes - 1)];

    once = inlet_field_clean (field, text);
    twice = inlet_field_clean (field, once);
    g_assert_cmpstr (once, ==, twice);
    verdict = inlet_field_check (field, once, &message);
    g_assert_cmpint (verdict, !=, INLET_VERDICT_MISSING);
    g_assert_cmpint (message == NULL, ==, verdict == GOOD);
  }
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GEnumClass) class = NULL;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/field/every-field-has-a-label", test_labels);
  g_test_add_func ("/inlet/model/field/four-fields-are-secret", test_secret_fields);
  g_test_add_func ("/inlet/model/field/lengths-have-limits", test_lengths);
  g_test_add_func ("/inlet/model/field/any-bytes-get-an-answer", test_any_bytes);

  class = g_type_class_ref (INLET_TYPE_FIELD);
  for (guint field = 0; field < INLET_FIELD_LAST; field++) {
    g_autofree char *path = g_strconcat ("/inlet/model/field/cases-of-",
                                         g_enum_get_value (class, field)->value_nick, NULL);

    g_test_add_data_func (path, GINT_TO_POINTER (field), test_cases_of_field);
  }

  return g_test_run ();
}
