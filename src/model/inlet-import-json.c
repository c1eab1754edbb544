/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files in JSON: what AWS's tools print, what Adobe's Developer Console gives for a credential or a
 * whole workspace, Postman's environment, and the configuration of aepp. */

#include "inlet-import-readers.h"

#include "inlet-json.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_SECRETS 10

/* The member of that name, in whatever case and with `-` for `_`. (transfer none) (nullable) */
static JsonNode *
find_member (JsonObject *object,
             const char *name)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *member = members; member != NULL; member = member->next) {
    g_autofree char *plain = g_strdelimit (g_ascii_strdown (member->data, -1), "-", '_');

    if (strcmp (plain, name) == 0)
      return json_object_get_member (object, member->data);
  }

  return NULL;
}

/* (transfer none) (nullable) */
static const char *
get_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
         json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static const char *
find_text (JsonObject *object,
           const char *name)
{
  return get_text (find_member (object, name));
}

/* (transfer none) (nullable) */
static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = find_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* A text, or an array of texts. */
static void
set_scopes (InletFound *account,
            JsonNode   *node)
{
  g_autoptr (GString) scopes = g_string_new (NULL);
  JsonArray *array = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node)) {
    inlet_import_set (account, INLET_FIELD_SCOPES, get_text (node));
    return;
  }

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++) {
    const char *scope = get_text (json_array_get_element (array, i));

    if (scope != NULL)
      g_string_append_printf (scopes, "%s%s", scopes->len > 0 ? "," : "", scope);
  }

  inlet_import_set (account, INLET_FIELD_SCOPES, scopes->str);
}

/* The others while they are rotated; the console lets an application have two. */
static void
add_alternatives (InletFound *account,
                  JsonArray  *secrets,
                  GPtrArray  *found)
{
  static const InletField copied[] = {
    INLET_FIELD_ACCOUNT_NAME, INLET_FIELD_ORG_ID, INLET_FIELD_API_KEY, INLET_FIELD_SCOPES,
    INLET_FIELD_PLATFORM_URL, INLET_FIELD_IMS_URL,
  };
  guint n_secrets = json_array_get_length (secrets);

  for (guint i = 1; i < MIN (n_secrets, MOST_SECRETS) && !inlet_import_is_full (found); i++) {
    InletFound *other = inlet_found_new (INLET_PROFILE_ACCOUNT, NULL);

    for (guint field = 0; field < G_N_ELEMENTS (copied); field++)
      if (inlet_found_has (account, copied[field]))
        inlet_found_set (other, copied[field],
                         inlet_form_get_text (inlet_found_get_form (account), copied[field]));
    inlet_import_set (other, INLET_FIELD_CLIENT_SECRET,
                      get_text (json_array_get_element (secrets, i)));
    inlet_found_take_note (other, g_strdup (_("Another client secret of the same account: "
                                              "take this one where the first does not work.")));
    inlet_found_set_is_alternative (other, TRUE);
    g_ptr_array_add (found, other);
  }
}

/* What the console's file and aepp's have in common. @org_id (nullable) is for an object that has
 * none. (transfer none) */
static InletFound *
add_account (JsonObject *object,
             const char *name,
             const char *org_id,
             GPtrArray  *found)
{
  InletFound *account = inlet_found_new (INLET_PROFILE_ACCOUNT, name);
  JsonArray *secrets = get_array (object, "client_secrets");
  g_autoptr (GList) members = json_object_get_members (object);

  g_ptr_array_add (found, account);
  inlet_import_set (account, INLET_FIELD_ORG_ID, org_id);
  for (GList *member = members; member != NULL; member = member->next) {
    InletField field = inlet_import_find_field (member->data);

    if (field != INLET_FIELD_LAST && inlet_import_get_kind (field) == INLET_PROFILE_ACCOUNT)
      inlet_import_set (account, field, get_text (json_object_get_member (object, member->data)));
  }
  set_scopes (account, find_member (object, "scopes"));

  if (secrets != NULL && json_array_get_length (secrets) > 0) {
    inlet_import_set (account, INLET_FIELD_CLIENT_SECRET,
                      get_text (json_array_get_element (secrets, 0)));
    add_alternatives (account, secrets, found);
  }

  return account;
}

static InletImportFormat
read_console (JsonObject *object,
              const char *name,
              GPtrArray  *found)
{
  InletFound *account = add_account (object, name, NULL, found);

  if (find_member (object, "public_keys_with_expiry") != NULL ||
      find_member (object, "private_key") != NULL)
    inlet_found_refuse (account, g_strdup (_("This is a JWT credential, which Adobe retired on "
                                             "1 January 2025. Make an OAuth Server-to-Server "
                                             "credential in the Developer Console.")));

  return INLET_IMPORT_CONSOLE;
}

/* Adobe's own people have other environments beside `prod`. */
static void
set_environment (InletFound *account,
                 const char *environment)
{
  g_autofree char *platform_url = NULL;

  if (environment == NULL || *environment == '\0' || strcmp (environment, "prod") == 0)
    return;

  if (strspn (environment, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-") != strlen (environment)) {
    inlet_found_refuse (account, g_strdup (_("Its environment is not a name.")));
    return;
  }

  platform_url = g_strdup_printf ("https://platform-%s.adobe.io", environment);
  inlet_found_set (account, INLET_FIELD_PLATFORM_URL, platform_url);
  inlet_found_set (account, INLET_FIELD_IMS_URL, "https://ims-na1-stg1.adobelogin.com");
}

static InletImportFormat
read_aepp (JsonObject *object,
           const char *name,
           GPtrArray  *found)
{
  InletFound *account = add_account (object, name, NULL, found);

  set_environment (account, find_text (object, "environment"));
  if (find_member (object, "auth_code") != NULL)
    inlet_found_refuse (account, g_strdup (_("It signs in with an authorization code, which only "
                                             "Adobe itself can use.")));

  return INLET_IMPORT_AEPP;
}

/* `{"project":{"org":{…},"workspace":{"details":{"credentials":[…]}}}}` */
static InletImportFormat
read_workspace (JsonObject *project,
                const char *name,
                GPtrArray  *found)
{
  JsonObject *org = inlet_json_get_object (project, "org");
  JsonObject *workspace = inlet_json_get_object (project, "workspace");
  JsonObject *details = inlet_json_get_object (workspace, "details");
  JsonArray *credentials = details != NULL ? get_array (details, "credentials") : NULL;
  guint n_credentials = credentials != NULL ? json_array_get_length (credentials) : 0;

  for (guint i = 0; i < n_credentials && !inlet_import_is_full (found); i++) {
    JsonNode *node = json_array_get_element (credentials, i);
    JsonObject *one = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    JsonObject *oauth = inlet_json_get_object (one, "oauth_server_to_server");
    const char *title = one != NULL ? inlet_json_get_string (one, "name") : NULL;

    if (oauth != NULL)
      add_account (oauth, title != NULL ? title : name,
                   org != NULL ? inlet_json_get_string (org, "ims_org_id") : NULL, found);
    else if (one != NULL) {
      InletFound *other = inlet_found_new (INLET_PROFILE_ACCOUNT, title != NULL ? title : name);

      inlet_found_refuse (other, g_strdup (_("Only an OAuth Server-to-Server credential can sign "
                                             "in by itself.")));
      g_ptr_array_add (found, other);
    }
  }

  return found->len > 0 ? INLET_IMPORT_CONSOLE : INLET_IMPORT_UNKNOWN;
}

static gboolean
is_legacy (const char *key)
{
  return g_ascii_strcasecmp (key, "PRIVATE_KEY") == 0 || g_ascii_strcasecmp (key, "JWT_TOKEN") == 0;
}

static InletImportFormat
read_postman (JsonObject *object,
              JsonArray  *values,
              const char *name,
              GPtrArray  *found)
{
  const char *title = inlet_json_get_string (object, "name");
  g_autoptr (InletFound) account = inlet_found_new (INLET_PROFILE_ACCOUNT,
                                                    title != NULL ? title : name);
  gboolean is_known = FALSE;
  gboolean has_legacy = FALSE;

  for (guint i = 0; i < json_array_get_length (values); i++) {
    JsonNode *node = json_array_get_element (values, i);
    JsonObject *pair = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    const char *key = pair != NULL ? inlet_json_get_string (pair, "key") : NULL;
    const char *value = pair != NULL ? inlet_json_get_string (pair, "value") : NULL;
    InletField field = key != NULL ? inlet_import_find_field (key) : INLET_FIELD_LAST;

    if (key == NULL || !inlet_json_get_boolean (pair, "enabled", TRUE))
      continue;

    has_legacy |= is_legacy (key) && value != NULL && *value != '\0';
    if (field == INLET_FIELD_LAST || inlet_import_get_kind (field) != INLET_PROFILE_ACCOUNT)
      continue;
    is_known = TRUE;
    inlet_import_set (account, field, value);
  }

  if (!is_known)
    return INLET_IMPORT_UNKNOWN;

  if (has_legacy)
    inlet_found_take_note (account, g_strdup (_("The private key or JWT in it is not imported: "
                                                "Adobe does not take it any more.")));
  g_ptr_array_add (found, g_steal_pointer (&account));
  return INLET_IMPORT_POSTMAN;
}

/* What `aws sts`, `aws iam create-access-key` and a credential process print. */
static InletImportFormat
read_aws (JsonObject *object,
          const char *name,
          GPtrArray  *found)
{
  const char *user = inlet_json_get_string (object, "UserName");
  InletFound *credentials = inlet_found_new (INLET_PROFILE_CREDENTIALS,
                                             user != NULL ? user : name);

  g_ptr_array_add (found, credentials);
  inlet_import_set (credentials, INLET_FIELD_ACCESS_KEY_ID,
                    inlet_json_get_string (object, "AccessKeyId"));
  inlet_import_set (credentials, INLET_FIELD_SECRET_KEY,
                    inlet_json_get_string (object, "SecretAccessKey"));
  inlet_import_set (credentials, INLET_FIELD_SESSION_TOKEN,
                    inlet_json_get_string (object, "SessionToken"));
  inlet_import_set (credentials, INLET_FIELD_SESSION_TOKEN_END,
                    inlet_json_get_string (object, "Expiration"));

  return INLET_IMPORT_AWS_JSON;
}

/* (transfer none) (nullable) */
static JsonObject *
find_aws (JsonObject *object)
{
  JsonObject *inner = inlet_json_get_object (object, "Credentials");

  if (inner == NULL)
    inner = inlet_json_get_object (object, "AccessKey");
  if (inner == NULL)
    inner = object;

  return json_object_has_member (inner, "AccessKeyId") ? inner : NULL;
}

static gboolean
is_aepp (JsonObject *object)
{
  return find_member (object, "sandbox_name") != NULL ||
         find_member (object, "environment") != NULL || find_member (object, "auth_code") != NULL;
}

static gboolean
is_adobe (JsonObject *object)
{
  return (find_member (object, "client_id") != NULL || find_member (object, "api_key") != NULL) &&
         (find_member (object, "org_id") != NULL || find_member (object, "ims_org_id") != NULL ||
          find_member (object, "client_secret") != NULL ||
          find_member (object, "client_secrets") != NULL);
}

InletImportFormat
inlet_import_read_json (const char *text,
                        const char *name,
                        GPtrArray  *found)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (JsonObject) object = inlet_json_parse_object (bytes);
  JsonObject *aws = object != NULL ? find_aws (object) : NULL;
  JsonObject *project = inlet_json_get_object (object, "project");
  JsonArray *values = object != NULL ? get_array (object, "values") : NULL;

  if (object == NULL)
    return INLET_IMPORT_UNKNOWN;
  if (aws != NULL)
    return read_aws (aws, name, found);
  if (project != NULL)
    return read_workspace (project, name, found);
  if (values != NULL)
    return read_postman (object, values, name, found);
  if (!is_adobe (object))
    return INLET_IMPORT_UNKNOWN;

  return is_aepp (object) ? read_aepp (object, name, found) : read_console (object, name, found);
}
