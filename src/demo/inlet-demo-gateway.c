/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-gateway.h"

#include "inlet-demo-profiles.h"
#include "inlet-demo-replies.h"

#define TOKEN_SECONDS 86399

gboolean
inlet_demo_gateway_has_type (SoupServerMessage *message,
                             const char        *content_type)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type != NULL && g_ascii_strcasecmp (type, content_type) == 0;
}

static GHashTable *
read_form (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return soup_form_decode (text);
}

static const char *
get_value (GHashTable *form,
           const char *name)
{
  const char *value = g_hash_table_lookup (form, name);

  return value != NULL ? value : "";
}

static gboolean
has_scopes (const char *text)
{
  g_auto (GStrv) known = g_strsplit (INLET_DEFAULT_SCOPES, ",", -1);
  g_auto (GStrv) scopes = g_strsplit (text, ",", -1);

  for (gsize i = 0; scopes[i] != NULL; i++)
    if (!g_strv_contains ((const char * const *) known, scopes[i]))
      return FALSE;

  return scopes[0] != NULL;
}

static char *
encode_part (const char *text)
{
  char *part = g_base64_encode ((const guchar *) text, strlen (text));

  g_strdelimit (part, "+", '-');
  g_strdelimit (part, "/", '_');
  g_strdelimit (part, "=", '\0');
  return part;
}

/* Has the look of a JSON Web Token, and nothing in it. */
static char *
build_token (const char *api_key)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *claims = g_strdup_printf ("{\"id\":\"%s\",\"type\":\"access_token\","
                                             "\"client_id\":\"%s\"}", id, api_key);
  g_autofree char *noise = g_strconcat (id, claims, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, noise, -1);
  g_autofree char *head = encode_part ("{\"alg\":\"RS256\",\"kid\":\"demo\"}");
  g_autofree char *payload = encode_part (claims);
  g_autofree char *signature = encode_part (digest);

  return g_strjoin (".", head, payload, signature, NULL);
}

static void
give_token (SoupServerMessage *message,
            GHashTable        *tokens,
            const char        *api_key)
{
  JsonObject *root = json_object_new ();
  char *token = build_token (api_key);

  json_object_set_string_member (root, "access_token", token);
  json_object_set_string_member (root, "token_type", "bearer");
  json_object_set_int_member (root, "expires_in", TOKEN_SECONDS);
  g_hash_table_add (tokens, token);
  inlet_demo_reply_json (message, SOUP_STATUS_OK, root);
}

void
inlet_demo_gateway_sign_in (SoupServerMessage *message,
                            GHashTable        *tokens)
{
  g_autoptr (GHashTable) form = read_form (message);
  const char *api_key = get_value (form, "client_id");

  if (!inlet_demo_gateway_has_type (message, SOUP_FORM_MIME_TYPE_URLENCODED))
    inlet_demo_reply_sign_in (message, "invalid_request", "invalid content type");
  else if (!g_str_equal (get_value (form, "grant_type"), "client_credentials"))
    inlet_demo_reply_sign_in (message, "unsupported_grant_type", "invalid grant_type parameter");
  else if (!inlet_demo_profiles_has_api_key (api_key))
    inlet_demo_reply_sign_in (message, "invalid_client", "invalid client_id parameter");
  else if (!inlet_demo_profiles_has_client (api_key, get_value (form, "client_secret")))
    inlet_demo_reply_sign_in (message, "invalid_client", "invalid client_secret parameter");
  else if (!has_scopes (get_value (form, "scope")))
    inlet_demo_reply_sign_in (message, "invalid_scope", "invalid scope parameter");
  else
    give_token (message, tokens, api_key);
}

static gboolean
is_known_token (GHashTable *tokens,
                const char *authorization)
{
  return g_ascii_strncasecmp (authorization, "Bearer ", 7) == 0 &&
         g_hash_table_contains (tokens, authorization + 7);
}

gboolean
inlet_demo_gateway_admit (SoupServerMessage *message,
                          GHashTable        *tokens)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *authorization = soup_message_headers_get_one (headers, "Authorization");
  const char *api_key = soup_message_headers_get_one (headers, "x-api-key");
  const char *org_id = soup_message_headers_get_one (headers, "x-gw-ims-org-id");

  if (authorization == NULL)
    inlet_demo_reply_gateway (message, 403010, "Oauth token is missing.");
  else if (!is_known_token (tokens, authorization))
    inlet_demo_reply_gateway (message, 401013, "Oauth token is not valid");
  else if (api_key == NULL)
    inlet_demo_reply_gateway (message, 403000, "Api Key is required");
  else if (!inlet_demo_profiles_has_api_key (api_key))
    inlet_demo_reply_gateway (message, 403003, "Api Key is invalid");
  else if (org_id == NULL)
    inlet_demo_reply_gateway (message, 400003, "Missing header");
  else if (!g_str_equal (org_id, INLET_DEMO_ORG_ID))
    inlet_demo_reply_gateway (message, 403027, "User region is missing");
  else
    return TRUE;

  return FALSE;
}
