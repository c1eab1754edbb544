/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any texts as a connection to be made, divided by lines with `--`: the body of the request has
 * them, and nothing else. */

#include "fuzz.h"

#include "inlet-draft.h"
#include "inlet-json.h"

#include <string.h>

enum {
  NAME,
  DESCRIPTION,
  ACCESS_KEY,
  SECRET_KEY,
  SESSION_TOKEN,
  SERVICE_URL,
  BUCKET,
  FOLDER,
  N_TEXTS
};

static void
read_texts (FuzzInput *input,
            char      *texts[N_TEXTS])
{
  g_autofree char *text = fuzz_input_read_text (input);
  g_auto (GStrv) parts = g_strsplit (text, "\n--\n", N_TEXTS);
  gsize n_parts = g_strv_length (parts);

  for (gsize i = 0; i < N_TEXTS; i++)
    texts[i] = i < n_parts ? g_utf8_make_valid (parts[i], -1) : g_strdup ("");
}

static GBytes *
build_body (char *texts[N_TEXTS])
{
  g_autoptr (InletAccount) account = g_object_new (INLET_TYPE_ACCOUNT, NULL);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS,
                  "access-key-id", texts[ACCESS_KEY],
                  "has-session-token", *texts[SESSION_TOKEN] != '\0',
                  "service-url", texts[SERVICE_URL],
                  "bucket", texts[BUCKET],
                  "folder", texts[FOLDER],
                  NULL);
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (InletDraft) draft =
    inlet_draft_new (account, credentials, "dev", texts[NAME], texts[DESCRIPTION]);

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, texts[SECRET_KEY]);
  inlet_secrets_set (secrets, INLET_SECRET_SESSION_TOKEN, texts[SESSION_TOKEN]);

  return inlet_draft_to_body (draft, secrets);
}

/* Returns how many members are in @object. */
static guint
assert_member (JsonObject *object,
               const char *name,
               const char *expected,
               gboolean    is_optional)
{
  if (is_optional && *expected == '\0') {
    g_assert_false (json_object_has_member (object, name));
    return 0;
  }

  g_assert_cmpstr (inlet_json_get_string (object, name), ==, expected);
  return 1;
}

static void
assert_params (JsonObject *params,
               char       *texts[N_TEXTS])
{
  guint n = 0;

  n += assert_member (params, "s3AccessKey", texts[ACCESS_KEY], FALSE);
  n += assert_member (params, "s3SecretKey", texts[SECRET_KEY], FALSE);
  n += assert_member (params, "s3SessionToken", texts[SESSION_TOKEN], TRUE);
  n += assert_member (params, "serviceUrl", texts[SERVICE_URL], TRUE);
  n += assert_member (params, "bucketName", texts[BUCKET], TRUE);
  n += assert_member (params, "folderPath", texts[FOLDER], TRUE);
  g_assert_cmpuint (json_object_get_size (params), ==, n);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  char *texts[N_TEXTS];
  g_autoptr (GBytes) body = NULL;
  g_autoptr (JsonObject) object = NULL;
  JsonObject *auth;

  read_texts (&input, texts);
  body = build_body (texts);
  object = inlet_json_parse_object (body);
  g_assert_nonnull (object);

  g_assert_cmpuint (json_object_get_size (object), ==,
                    2 + assert_member (object, "name", texts[NAME], FALSE) +
                    assert_member (object, "description", texts[DESCRIPTION], TRUE));
  g_assert_nonnull (inlet_json_get_object (object, "connectionSpec"));
  auth = inlet_json_get_object (object, "auth");
  g_assert_cmpstr (inlet_json_get_string (auth, "specName"), ==, "Access Key");
  assert_params (inlet_json_get_object (auth, "params"), texts);

  for (gsize i = 0; i < N_TEXTS; i++)
    g_free (texts[i]);

  return 0;
}
