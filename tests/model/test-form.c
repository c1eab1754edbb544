/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-form.h"

#include "inlet-address.h"
#include "inlet-error.h"

#include <string.h>

#define ORG_ID     "5C1328435BF324E90A49402A@AdobeOrg"
#define API_KEY    "1a2b3c4d5e6f47890a1b2c3d4e5f6071"
#define SECRET_KEY "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
#define LONG_KEY   "AKIAIOSFODNN7EXAMPLE"
#define SHORT_KEY  "ASIAIOSFODNN7EXAMPLE"

typedef struct
{
  guint n_changed[INLET_FIELD_LAST];
  guint n_valid;
} Log;

static void
on_changed (InletForm  *form,
            InletField  field,
            Log        *log)
{
  log->n_changed[field]++;
}

static void
on_is_valid_changed (InletForm  *form,
                     GParamSpec *pspec,
                     Log        *log)
{
  log->n_valid++;
}

static void
follow (InletForm *form,
        Log       *log)
{
  g_signal_connect (form, "changed", G_CALLBACK (on_changed), log);
  g_signal_connect (form, "notify::is-valid", G_CALLBACK (on_is_valid_changed), log);
}

static void
assert_verdict (InletForm    *form,
                InletField    field,
                InletVerdict  verdict,
                const char   *message)
{
  const char *said = "not set";

  g_assert_cmpint (inlet_form_get_verdict (form, field, &said), ==, verdict);
  g_assert_cmpint (inlet_form_get_verdict (form, field, NULL), ==, verdict);
  if (message == NULL)
    g_assert_null (said);
  else
    g_assert_nonnull (strstr (said, message));
}

static void
assert_check (InletForm  *form,
              const char *message)
{
  g_autoptr (GError) error = NULL;
  gboolean is_valid;

  g_object_get (form, "is-valid", &is_valid, NULL);
  g_assert_cmpint (is_valid, ==, message == NULL);
  g_assert_cmpint (inlet_form_is_valid (form), ==, message == NULL);
  g_assert_cmpint (inlet_form_check (form, &error), ==, message == NULL);

  if (message != NULL) {
    g_assert_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT);
    g_assert_cmpstr (error->message, ==, message);
  }
}

static InletForm *
build_account_form (void)
{
  InletForm *form = inlet_form_new (INLET_FORM_ACCOUNT);

  inlet_form_set_text (form, INLET_FIELD_ACCOUNT_NAME, " ACME ");
  inlet_form_set_text (form, INLET_FIELD_ORG_ID, ORG_ID);
  inlet_form_set_text (form, INLET_FIELD_API_KEY, "'" API_KEY "'");
  inlet_form_set_text (form, INLET_FIELD_CLIENT_SECRET, "p8e-secret");

  return form;
}

static InletForm *
build_credentials_form (const char *access_key_id)
{
  InletForm *form = inlet_form_new (INLET_FORM_CREDENTIALS);

  inlet_form_set_text (form, INLET_FIELD_CREDENTIALS_NAME, "Bucket");
  inlet_form_set_text (form, INLET_FIELD_ACCESS_KEY_ID, access_key_id);
  inlet_form_set_text (form, INLET_FIELD_SECRET_KEY, SECRET_KEY);

  return form;
}

static InletProfile *
build_temporary_credentials (void)
{
  return g_object_new (INLET_TYPE_CREDENTIALS, "id", "an-id", "name", "Bucket",
                       "access-key-id", SHORT_KEY, "has-session-token", TRUE,
                       "service-url", "https://s3.amazonaws.com/", "bucket", "acme",
                       "folder", "raw", NULL);
}

static void
test_new_destroy (void)
{
  for (guint kind = INLET_FORM_ACCOUNT; kind <= INLET_FORM_CONNECTION; kind++) {
    InletForm *form = inlet_form_new (kind);

    g_assert_false (inlet_form_is_valid (form));
    g_assert_finalize_object (form);
  }
}

static void
test_every_field_has_one_form (void)
{
  g_autoptr (InletForm) account = inlet_form_new (INLET_FORM_ACCOUNT);
  g_autoptr (InletForm) credentials = inlet_form_new (INLET_FORM_CREDENTIALS);
  g_autoptr (InletForm) connection = inlet_form_new (INLET_FORM_CONNECTION);

  for (guint field = 0; field < INLET_FIELD_LAST; field++) {
    guint n_forms = 0;

    if (field == INLET_FIELD_ACCESS_TOKEN || field == INLET_FIELD_SESSION_TOKEN_END)
      continue;

    n_forms += inlet_form_has_field (account, field);
    n_forms += inlet_form_has_field (credentials, field);
    n_forms += inlet_form_has_field (connection, field);
    g_assert_cmpint (n_forms, ==, 1);
  }
}

static void
test_account (void)
{
  g_autoptr (InletForm) form = build_account_form ();
  g_autoptr (InletProfile) profile = NULL;
  g_autoptr (InletSecrets) secrets = NULL;
  InletAccount *account;

  assert_check (form, NULL);
  g_assert_cmpstr (inlet_form_get_text (form, INLET_FIELD_API_KEY), ==, API_KEY);

  profile = inlet_form_build_profile (form);
  account = INLET_ACCOUNT (profile);
  g_assert_true (g_uuid_string_is_valid (inlet_profile_get_id (profile)));
  g_assert_cmpstr (inlet_profile_get_name (profile), ==, "ACME");
  g_assert_cmpstr (inlet_account_get_org_id (account), ==, ORG_ID);
  g_assert_cmpstr (inlet_account_get_api_key (account), ==, API_KEY);
  g_assert_cmpint (inlet_account_get_sign_in_kind (account), ==, INLET_SIGN_IN_CLIENT_SECRET);
  g_assert_cmpstr (inlet_account_get_scopes (account), ==, INLET_DEFAULT_SCOPES);
  g_assert_cmpstr (inlet_account_get_platform_url (account), ==, INLET_DEFAULT_PLATFORM_URL);
  g_assert_cmpstr (inlet_account_get_ims_url (account), ==, INLET_DEFAULT_IMS_URL);

  secrets = inlet_form_build_secrets (form);
  g_assert_cmpstr (inlet_secrets_get (secrets, INLET_SECRET_CLIENT_SECRET), ==, "p8e-secret");
  g_assert_null (inlet_secrets_get (secrets, INLET_SECRET_ACCESS_TOKEN));
}

static void
test_account_needs (void)
{
  static const struct
  {
    InletField  field;
    const char *message;
  } cases[] = {
    { INLET_FIELD_ACCOUNT_NAME, "Account Name: Needed to find it again." },
    { INLET_FIELD_ORG_ID, "Organization ID: Needed to sign in." },
    { INLET_FIELD_API_KEY, "API Key (Client ID): Needed to sign in." },
    { INLET_FIELD_CLIENT_SECRET, "Client Secret: Needed to sign in." },
    { INLET_FIELD_SCOPES, "Scopes: Needed to sign in." },
    { INLET_FIELD_PLATFORM_URL, "Platform Address: Needed to reach Experience Platform." },
    { INLET_FIELD_IMS_URL, "Sign-In Address: Needed to sign in." },
  };
  g_autoptr (InletForm) empty = inlet_form_new (INLET_FORM_ACCOUNT);

  assert_check (empty, "Account Name: Needed to find it again.");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletForm) form = build_account_form ();

    inlet_form_set_text (form, cases[i].field, "  ");
    assert_verdict (form, cases[i].field, INLET_VERDICT_MISSING, "Needed to");
    assert_check (form, cases[i].message);
  }
}

static void
test_other_way_to_sign_in (void)
{
  g_autoptr (InletForm) form = build_account_form ();
  g_autoptr (InletProfile) profile = NULL;
  g_autoptr (InletSecrets) secrets = NULL;
  Log log = { 0 };

  g_assert_false (inlet_form_has_field (form, INLET_FIELD_ACCESS_TOKEN));
  assert_verdict (form, INLET_FIELD_ACCESS_TOKEN, INLET_VERDICT_GOOD, NULL);

  /* What is wrong where nobody asks for it is in nobody's way. */
  inlet_form_set_text (form, INLET_FIELD_CLIENT_SECRET, "{CLIENT_SECRET}");
  inlet_form_set_text (form, INLET_FIELD_IMS_URL, "nowhere");
  inlet_form_set_text (form, INLET_FIELD_SCOPES, "not\\scopes");

  follow (form, &log);
  inlet_form_set_sign_in_kind (form, INLET_SIGN_IN_ACCESS_TOKEN);
  g_assert_cmpint (inlet_form_get_sign_in_kind (form), ==, INLET_SIGN_IN_ACCESS_TOKEN);
  g_assert_cmpint (log.n_changed[INLET_FIELD_CLIENT_SECRET], ==, 1);
  g_assert_cmpint (log.n_changed[INLET_FIELD_ACCESS_TOKEN], ==, 1);
  g_assert_cmpint (log.n_changed[INLET_FIELD_SCOPES], ==, 1);
  g_assert_cmpint (log.n_changed[INLET_FIELD_IMS_URL], ==, 1);
  inlet_form_set_sign_in_kind (form, INLET_SIGN_IN_ACCESS_TOKEN);
  g_assert_cmpint (log.n_changed[INLET_FIELD_ACCESS_TOKEN], ==, 1);

  g_assert_false (inlet_form_has_field (form, INLET_FIELD_CLIENT_SECRET));
  g_assert_false (inlet_form_has_field (form, INLET_FIELD_SCOPES));
  g_assert_false (inlet_form_has_field (form, INLET_FIELD_IMS_URL));
  assert_check (form, "Access Token: Needed to sign in.");

  inlet_form_set_text (form, INLET_FIELD_ACCESS_TOKEN, "Bearer eyJ.eyJ.sig");
  assert_check (form, NULL);
  g_assert_cmpint (log.n_valid, ==, 1);

  profile = inlet_form_build_profile (form);
  g_assert_cmpint (inlet_account_get_sign_in_kind (INLET_ACCOUNT (profile)), ==,
                   INLET_SIGN_IN_ACCESS_TOKEN);
  g_assert_cmpstr (inlet_account_get_ims_url (INLET_ACCOUNT (profile)), ==, INLET_DEFAULT_IMS_URL);
  g_assert_cmpstr (inlet_account_get_scopes (INLET_ACCOUNT (profile)), ==, INLET_DEFAULT_SCOPES);
  secrets = inlet_form_build_secrets (form);
  g_assert_cmpstr (inlet_secrets_get (secrets, INLET_SECRET_ACCESS_TOKEN), ==, "eyJ.eyJ.sig");
  g_assert_null (inlet_secrets_get (secrets, INLET_SECRET_CLIENT_SECRET));

  inlet_form_set_sign_in_kind (form, INLET_SIGN_IN_CLIENT_SECRET);
  assert_check (form, "Client Secret: Replace this placeholder with your own value.");
}

static void
test_credentials (void)
{
  g_autoptr (InletForm) form = build_credentials_form (LONG_KEY);
  g_autoptr (InletProfile) profile = NULL;
  g_autoptr (InletSecrets) secrets = NULL;
  InletCredentials *credentials;

  assert_check (form, NULL);
  assert_verdict (form, INLET_FIELD_SESSION_TOKEN, INLET_VERDICT_GOOD, NULL);
  inlet_form_set_text (form, INLET_FIELD_SERVICE_URL, "https://s3.amazonaws.com/)");
  inlet_form_set_text (form, INLET_FIELD_BUCKET, "acme");
  inlet_form_set_text (form, INLET_FIELD_FOLDER, "raw/");

  profile = inlet_form_build_profile (form);
  credentials = INLET_CREDENTIALS (profile);
  g_assert_cmpstr (inlet_profile_get_name (profile), ==, "Bucket");
  g_assert_cmpstr (inlet_credentials_get_access_key_id (credentials), ==, LONG_KEY);
  g_assert_false (inlet_credentials_has_session_token (credentials));
  g_assert_cmpstr (inlet_credentials_get_service_url (credentials), ==,
                   "https://s3.amazonaws.com/");
  g_assert_cmpstr (inlet_credentials_get_bucket (credentials), ==, "acme");
  g_assert_cmpstr (inlet_credentials_get_folder (credentials), ==, "raw/");

  secrets = inlet_form_build_secrets (form);
  g_assert_cmpstr (inlet_secrets_get (secrets, INLET_SECRET_SECRET_KEY), ==, SECRET_KEY);
  g_assert_null (inlet_secrets_get (secrets, INLET_SECRET_SESSION_TOKEN));
}

static void
test_credentials_needs (void)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CREDENTIALS);

  assert_check (form, "Credentials Name: Needed to find it again.");
  inlet_form_set_text (form, INLET_FIELD_CREDENTIALS_NAME, "Bucket");
  assert_check (form, "Access Key ID: Needed to read from the storage.");
  inlet_form_set_text (form, INLET_FIELD_ACCESS_KEY_ID, LONG_KEY);
  assert_check (form, "Secret Access Key: Needed to read from the storage.");
  inlet_form_set_text (form, INLET_FIELD_SECRET_KEY, LONG_KEY);
  assert_check (form, "Secret Access Key: This is an ID. The secret access key has 40 characters.");
  inlet_form_set_text (form, INLET_FIELD_SECRET_KEY, SECRET_KEY);
  assert_check (form, NULL);
}

static void
test_temporary_key (void)
{
  g_autoptr (InletForm) form = build_credentials_form (LONG_KEY);
  g_autoptr (InletProfile) profile = NULL;
  Log log = { 0 };

  follow (form, &log);
  inlet_form_set_text (form, INLET_FIELD_ACCESS_KEY_ID, SHORT_KEY);
  g_assert_cmpint (log.n_changed[INLET_FIELD_ACCESS_KEY_ID], ==, 1);
  g_assert_cmpint (log.n_changed[INLET_FIELD_SESSION_TOKEN], ==, 1);
  g_assert_cmpint (log.n_changed[INLET_FIELD_SECRET_KEY], ==, 0);
  g_assert_cmpint (log.n_valid, ==, 1);
  assert_verdict (form, INLET_FIELD_SESSION_TOKEN, INLET_VERDICT_MISSING, "ASIA");
  assert_check (form,
                "Session Token: A temporary key (“ASIA…”) works only with its session token.");

  inlet_form_set_text (form, INLET_FIELD_SESSION_TOKEN, "token");
  assert_verdict (form, INLET_FIELD_SESSION_TOKEN, INLET_VERDICT_GOOD, NULL);
  assert_check (form, NULL);
  profile = inlet_form_build_profile (form);
  g_assert_true (inlet_credentials_has_session_token (INLET_CREDENTIALS (profile)));

  inlet_form_set_text (form, INLET_FIELD_ACCESS_KEY_ID, LONG_KEY);
  assert_verdict (form, INLET_FIELD_SESSION_TOKEN, INLET_VERDICT_UNUSUAL, "AKIA");
  assert_check (form, NULL);
}

static gint64
build_end (InletForm *form)
{
  g_autoptr (InletProfile) profile = inlet_form_build_profile (form);

  return inlet_credentials_get_session_token_end (INLET_CREDENTIALS (profile));
}

/* It is asked for where there is a token, and only there. */
static void
test_session_token_end (void)
{
  g_autoptr (InletForm) form = build_credentials_form (LONG_KEY);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  Log log = { 0 };

  g_assert_false (inlet_form_has_field (form, INLET_FIELD_SESSION_TOKEN_END));
  inlet_form_set_text (form, INLET_FIELD_SESSION_TOKEN_END, "nonsense");
  assert_check (form, NULL);
  g_assert_cmpint (build_end (form), ==, 0);

  follow (form, &log);
  inlet_form_set_text (form, INLET_FIELD_ACCESS_KEY_ID, SHORT_KEY);
  g_assert_true (inlet_form_has_field (form, INLET_FIELD_SESSION_TOKEN_END));
  g_assert_cmpint (log.n_changed[INLET_FIELD_SESSION_TOKEN_END], ==, 1);
  inlet_form_set_text (form, INLET_FIELD_SESSION_TOKEN, "token");
  g_assert_cmpint (log.n_changed[INLET_FIELD_SESSION_TOKEN_END], ==, 2);
  assert_verdict (form, INLET_FIELD_SESSION_TOKEN_END, INLET_VERDICT_WRONG, "12 h");

  inlet_form_set_text (form, INLET_FIELD_SESSION_TOKEN_END, "");
  assert_check (form, NULL);
  g_assert_cmpint (build_end (form), ==, 0);
  inlet_form_set_text (form, INLET_FIELD_SESSION_TOKEN_END, "12 h");
  g_assert_cmpint (build_end (form), >=, now + 12 * 60 * 60);
  g_assert_cmpint (build_end (form), <=, now + 12 * 60 * 60 + 60);
}

/* What was known of the token that is kept is kept, and goes with it. */
static void
test_edit_session_token_end (void)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CREDENTIALS);
  g_autoptr (InletProfile) profile =
    g_object_new (INLET_TYPE_CREDENTIALS, "name", "Bucket", "access-key-id", SHORT_KEY,
                  "has-session-token", TRUE, "session-token-end", "2026-11-22T18:30:00Z", NULL);

  inlet_form_edit (form, profile);
  g_assert_cmpint (build_end (form), ==, 1795372200);
  inlet_form_set_text (form, INLET_FIELD_SESSION_TOKEN, "another");
  g_assert_cmpstr (inlet_form_get_text (form, INLET_FIELD_SESSION_TOKEN_END), ==, "");
  g_assert_cmpint (build_end (form), ==, 0);

  inlet_form_edit (form, profile);
  inlet_form_set_text (form, INLET_FIELD_SESSION_TOKEN_END, "2026-11-23T18:30:00Z");
  inlet_form_set_text (form, INLET_FIELD_SESSION_TOKEN, "another");
  g_assert_cmpint (build_end (form), ==, 1795372200 + 24 * 60 * 60);

  inlet_form_edit (form, profile);
  inlet_form_set_text (form, INLET_FIELD_ACCESS_KEY_ID, LONG_KEY);
  g_assert_cmpint (build_end (form), ==, 0);
}

static void
test_connection (void)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CONNECTION);
  g_autoptr (InletSecrets) secrets = inlet_form_build_secrets (form);

  assert_check (form, "Sandbox: Needed: the connection is made in it.");
  inlet_form_set_text (form, INLET_FIELD_SANDBOX, "Development");
  assert_check (form, "Sandbox: Enter the sandbox’s name, not its title: "
                "small letters, digits and hyphens.");
  inlet_form_set_text (form, INLET_FIELD_SANDBOX, "dev");
  assert_check (form, "Name: Needed: Experience Platform shows the connection by its name.");
  inlet_form_set_text (form, INLET_FIELD_NAME, "Billing");
  assert_check (form, NULL);
  inlet_form_set_text (form, INLET_FIELD_DESCRIPTION, "esc\x1b");
  assert_verdict (form, INLET_FIELD_DESCRIPTION, INLET_VERDICT_WRONG, "invisible");
  g_assert_false (inlet_form_is_valid (form));
  g_assert_true (inlet_secrets_is_empty (secrets));
}

static void
test_only_changes_are_told (void)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CONNECTION);
  Log log = { 0 };

  follow (form, &log);
  inlet_form_set_text (form, INLET_FIELD_SANDBOX, "dev");
  inlet_form_set_text (form, INLET_FIELD_SANDBOX, " dev ");
  g_assert_cmpint (log.n_changed[INLET_FIELD_SANDBOX], ==, 1);
  g_assert_cmpint (log.n_valid, ==, 0);
  inlet_form_set_text (form, INLET_FIELD_NAME, "Billing");
  g_assert_cmpint (log.n_valid, ==, 1);
  inlet_form_set_text (form, INLET_FIELD_NAME, "Billing 2");
  g_assert_cmpint (log.n_valid, ==, 1);
  inlet_form_set_text (form, INLET_FIELD_NAME, "");
  g_assert_cmpint (log.n_valid, ==, 2);

  /* A text may be set to itself. */
  inlet_form_set_text (form, INLET_FIELD_SANDBOX, inlet_form_get_text (form, INLET_FIELD_SANDBOX));
  g_assert_cmpstr (inlet_form_get_text (form, INLET_FIELD_SANDBOX), ==, "dev");
}

static void
test_edit_account (void)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_ACCOUNT);
  g_autoptr (InletProfile) profile =
    g_object_new (INLET_TYPE_ACCOUNT, "id", "an-id", "name", "ACME", "org-id", ORG_ID,
                  "api-key", API_KEY, "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN,
                  "scopes", "openid", "platform-url", "http://127.0.0.1:1",
                  "ims-url", "http://127.0.0.1:2", NULL);
  g_autoptr (InletProfile) same = NULL;
  g_autoptr (InletProfile) renamed = NULL;
  g_autoptr (InletSecrets) secrets = NULL;
  Log log = { 0 };

  follow (form, &log);
  inlet_form_edit (form, profile);
  g_assert_cmpint (log.n_changed[INLET_FIELD_ORG_ID], ==, 1);
  g_assert_cmpint (log.n_changed[INLET_FIELD_ACCESS_TOKEN], ==, 1);
  g_assert_cmpint (log.n_valid, ==, 1);
  g_assert_cmpint (inlet_form_get_sign_in_kind (form), ==, INLET_SIGN_IN_ACCESS_TOKEN);
  assert_check (form, NULL);
  secrets = inlet_form_build_secrets (form);
  g_assert_true (inlet_secrets_is_empty (secrets));

  /* The other way to sign in has its own secret, which nobody has given yet. */
  inlet_form_set_sign_in_kind (form, INLET_SIGN_IN_CLIENT_SECRET);
  assert_check (form, "Client Secret: Needed to sign in.");
  g_assert_cmpstr (inlet_form_get_text (form, INLET_FIELD_IMS_URL), ==, "http://127.0.0.1:2");
  inlet_form_set_sign_in_kind (form, INLET_SIGN_IN_ACCESS_TOKEN);

  inlet_form_set_text (form, INLET_FIELD_ACCOUNT_NAME, "ACME 2");
  renamed = inlet_form_build_profile (form);
  g_assert_cmpstr (inlet_profile_get_id (renamed), ==, "an-id");
  g_assert_cmpstr (inlet_profile_get_name (renamed), ==, "ACME 2");
}

/* What is edited without a change is the same. */
static void
test_edit_is_faithful (void)
{
  g_autoptr (InletProfile) account =
    g_object_new (INLET_TYPE_ACCOUNT, "id", "an-id", "name", "ACME", "org-id", ORG_ID,
                  "api-key", API_KEY, "scopes", "openid", "platform-url", "http://127.0.0.1:1",
                  "ims-url", "http://127.0.0.1:2", NULL);
  g_autoptr (InletProfile) credentials = build_temporary_credentials ();
  g_autoptr (InletForm) account_form = inlet_form_new (INLET_FORM_ACCOUNT);
  g_autoptr (InletForm) credentials_form = inlet_form_new (INLET_FORM_CREDENTIALS);
  g_autoptr (InletProfile) same_account = NULL;
  g_autoptr (InletProfile) same_credentials = NULL;

  inlet_form_edit (account_form, account);
  same_account = inlet_form_build_profile (account_form);
  g_assert_true (inlet_profile_equal (account, same_account));

  inlet_form_edit (credentials_form, credentials);
  same_credentials = inlet_form_build_profile (credentials_form);
  g_assert_true (inlet_profile_equal (credentials, same_credentials));
}

static void
test_edit_temporary_key (void)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CREDENTIALS);
  g_autoptr (InletProfile) profile = build_temporary_credentials ();
  g_autoptr (InletProfile) next = NULL;
  g_autoptr (InletProfile) lasting = NULL;

  inlet_form_edit (form, profile);
  assert_check (form, NULL);

  inlet_form_set_text (form, INLET_FIELD_ACCESS_KEY_ID, "ASIAIOSFODNN7EXAMPLF");
  assert_check (form, NULL);
  next = inlet_form_build_profile (form);
  g_assert_true (inlet_credentials_has_session_token (INLET_CREDENTIALS (next)));

  /* The token in the keyring is not for a key that has none. */
  inlet_form_set_text (form, INLET_FIELD_ACCESS_KEY_ID, LONG_KEY);
  assert_check (form, NULL);
  lasting = inlet_form_build_profile (form);
  g_assert_false (inlet_credentials_has_session_token (INLET_CREDENTIALS (lasting)));
}

/* Storages that are not Amazon's have tokens for keys of any shape. */
static void
test_edit_key_of_another_storage (void)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CREDENTIALS);
  g_autoptr (InletProfile) profile =
    g_object_new (INLET_TYPE_CREDENTIALS, "name", "Bucket", "access-key-id", "minioadmin",
                  "has-session-token", TRUE, NULL);
  g_autoptr (InletProfile) same = NULL;
  g_autoptr (InletProfile) other = NULL;

  inlet_form_edit (form, profile);
  same = inlet_form_build_profile (form);
  g_assert_true (inlet_profile_equal (profile, same));

  inlet_form_set_text (form, INLET_FIELD_ACCESS_KEY_ID, "minioadmin2");
  other = inlet_form_build_profile (form);
  g_assert_false (inlet_credentials_has_session_token (INLET_CREDENTIALS (other)));
}

static void
test_edit_to_a_temporary_key (void)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CREDENTIALS);
  g_autoptr (InletProfile) profile =
    g_object_new (INLET_TYPE_CREDENTIALS, "name", "Bucket", "access-key-id", LONG_KEY, NULL);

  inlet_form_edit (form, profile);
  assert_check (form, NULL);
  inlet_form_set_text (form, INLET_FIELD_ACCESS_KEY_ID, SHORT_KEY);
  assert_verdict (form, INLET_FIELD_SESSION_TOKEN, INLET_VERDICT_MISSING, "ASIA");
}

static void
test_empty_again (void)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CREDENTIALS);
  g_autoptr (InletProfile) profile = build_temporary_credentials ();
  g_autoptr (InletSecrets) secrets = NULL;

  inlet_form_edit (form, profile);
  inlet_form_set_text (form, INLET_FIELD_SECRET_KEY, SECRET_KEY);
  inlet_form_edit (form, NULL);

  for (guint field = INLET_FIELD_CREDENTIALS_NAME; field <= INLET_FIELD_FOLDER; field++)
    g_assert_cmpstr (inlet_form_get_text (form, field), ==, "");
  secrets = inlet_form_build_secrets (form);
  g_assert_true (inlet_secrets_is_empty (secrets));
  assert_check (form, "Credentials Name: Needed to find it again.");
}

/* A name is suggested, and may be. */
static void
test_blank (void)
{
  g_autoptr (InletForm) account = inlet_form_new (INLET_FORM_ACCOUNT);
  g_autoptr (InletForm) credentials = inlet_form_new (INLET_FORM_CREDENTIALS);

  inlet_form_set_text (account, INLET_FIELD_ACCOUNT_NAME, "ACME");
  g_assert_true (inlet_form_is_blank (account));
  inlet_form_set_text (account, INLET_FIELD_SCOPES, "openid");
  g_assert_false (inlet_form_is_blank (account));
  inlet_form_edit (account, NULL);
  g_assert_true (inlet_form_is_blank (account));

  g_assert_true (inlet_form_is_blank (credentials));
  inlet_form_set_text (credentials, INLET_FIELD_SECRET_KEY, "s");
  g_assert_false (inlet_form_is_blank (credentials));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/form/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/form/every-field-has-one-form", test_every_field_has_one_form);
  g_test_add_func ("/inlet/model/form/account", test_account);
  g_test_add_func ("/inlet/model/form/account-needs", test_account_needs);
  g_test_add_func ("/inlet/model/form/other-way-to-sign-in", test_other_way_to_sign_in);
  g_test_add_func ("/inlet/model/form/credentials", test_credentials);
  g_test_add_func ("/inlet/model/form/credentials-needs", test_credentials_needs);
  g_test_add_func ("/inlet/model/form/temporary-key", test_temporary_key);
  g_test_add_func ("/inlet/model/form/session-token-end", test_session_token_end);
  g_test_add_func ("/inlet/model/form/edit-session-token-end", test_edit_session_token_end);
  g_test_add_func ("/inlet/model/form/connection", test_connection);
  g_test_add_func ("/inlet/model/form/only-changes-are-told", test_only_changes_are_told);
  g_test_add_func ("/inlet/model/form/edit-account", test_edit_account);
  g_test_add_func ("/inlet/model/form/edit-is-faithful", test_edit_is_faithful);
  g_test_add_func ("/inlet/model/form/edit-temporary-key", test_edit_temporary_key);
  g_test_add_func ("/inlet/model/form/edit-key-of-another-storage",
                   test_edit_key_of_another_storage);
  g_test_add_func ("/inlet/model/form/edit-to-a-temporary-key", test_edit_to_a_temporary_key);
  g_test_add_func ("/inlet/model/form/empty-again", test_empty_again);
  g_test_add_func ("/inlet/model/form/blank", test_blank);

  return g_test_run ();
}
