/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-script.h"

#include "inlet-address.h"
#include "inlet-json.h"

#define INDENT 2

/* The members of the body that a variable stands for. */
static const struct {
  const char *member;
  const char *variable;
} variables[] = {
  { "s3AccessKey", "AWS_ACCESS_KEY_ID" },
  { "s3SecretKey", "AWS_SECRET_ACCESS_KEY" },
  { "s3SessionToken", "AWS_SESSION_TOKEN" },
};

static const char *
find_variable (const char *member)
{
  for (guint i = 0; i < G_N_ELEMENTS (variables); i++)
    if (g_str_equal (variables[i].member, member))
      return variables[i].variable;

  return NULL;
}

/* The body as Inlet sends it, with nothing but the places of the secrets. (transfer full) */
static JsonObject *
build_body (InletDraft *draft)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (GBytes) body = NULL;

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "-");
  inlet_secrets_set (secrets, INLET_SECRET_SESSION_TOKEN, "-");
  body = inlet_draft_to_body (draft, secrets);

  return inlet_json_parse_object (body);
}

static void
append_line_start (GString *script,
                   guint    depth)
{
  g_string_append_printf (script, "\n%*s", (int) depth * INDENT, "");
}

static void append_object (GString                 *script,
                           JsonObject              *object,
                           guint                    depth,
                           const InletScriptWriter *writer);

static void
append_member (GString                 *script,
               JsonObject              *object,
               const char              *name,
               guint                    depth,
               const InletScriptWriter *writer)
{
  JsonObject *inner = inlet_json_get_object (object, name);
  const char *variable = find_variable (name);

  writer->append_text (script, name);
  g_string_append (script, ": ");
  if (inner != NULL)
    append_object (script, inner, depth, writer);
  else if (variable != NULL)
    writer->append_variable (script, variable);
  else
    writer->append_text (script, inlet_json_get_string (object, name));
}

static void
append_object (GString                 *script,
               JsonObject              *object,
               guint                    depth,
               const InletScriptWriter *writer)
{
  g_autoptr (GList) names = json_object_get_members (object);

  g_string_append_c (script, '{');
  for (GList *name = names; name != NULL; name = name->next) {
    append_line_start (script, depth + 1);
    append_member (script, object, name->data, depth + 1, writer);
    g_string_append (script, name->next != NULL ? "," : "");
  }
  append_line_start (script, depth);
  g_string_append_c (script, '}');
}

gboolean
inlet_script_signs_in (InletDraft *draft)
{
  return inlet_account_get_sign_in_kind (inlet_draft_get_account (draft)) ==
         INLET_SIGN_IN_CLIENT_SECRET;
}

char *
inlet_script_dup_variables (InletDraft *draft,
                            const char *separator)
{
  gboolean has_token = inlet_credentials_has_session_token (inlet_draft_get_credentials (draft));

  return g_strjoin (separator, "API_KEY",
                    inlet_script_signs_in (draft) ? "CLIENT_SECRET" : "ACCESS_TOKEN",
                    "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
                    has_token ? "AWS_SESSION_TOKEN" : NULL, NULL);
}

char *
inlet_script_dup_token_url (InletDraft *draft)
{
  return inlet_address_join (inlet_account_get_ims_url (inlet_draft_get_account (draft)),
                             INLET_TOKEN_PATH);
}

char *
inlet_script_dup_url (InletDraft *draft)
{
  return inlet_address_join (inlet_account_get_platform_url (inlet_draft_get_account (draft)),
                             INLET_CONNECTIONS_PATH);
}

void
inlet_script_append_body (GString                 *script,
                          InletDraft              *draft,
                          const InletScriptWriter *writer)
{
  g_autoptr (JsonObject) body = build_body (draft);

  append_object (script, body, 0, writer);
}

/* In English, as what is in the scripts and what they say. */
void
inlet_script_append_head (GString    *script,
                          InletDraft *draft)
{
  g_autofree char *needed = inlet_script_dup_variables (draft, ", ");

  g_string_append_printf (script,
                          "# Creates a connection in Adobe Experience Platform, and another one"
                          " each time it is run.\n"
                          "# Needs these environment variables, which Inlet copies under"
                          " Accounts and Credentials:\n"
                          "# %s\n", needed);
}
