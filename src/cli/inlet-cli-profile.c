/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-cli-profile.h"

#include "inlet-address.h"
#include "inlet-arguments.h"
#include "inlet-cli-renew.h"
#include "inlet-error.h"
#include "inlet-expiry.h"

#include <glib/gi18n.h>
#include <string.h>

static InletExit
say_and_exit (const GError *error)
{
  inlet_terminal_say_error (error);
  return inlet_exit_from_error (error);
}

/* Addresses that are not Adobe's were agreed to, or it would not have come to this: see
 * check_addresses(). */
static InletProfile *
build_profile (InletForm *form)
{
  g_autoptr (InletProfile) profile = inlet_form_build_profile (form);
  g_autofree char *foreign = NULL;

  if (INLET_IS_ACCOUNT (profile))
    foreign = inlet_account_dup_foreign (INLET_ACCOUNT (profile));

  return foreign != NULL ? INLET_PROFILE (inlet_account_confirm (INLET_ACCOUNT (profile)))
                         : g_steal_pointer (&profile);
}

static gboolean
save (InletTerminal  *terminal,
      InletForm      *form,
      GError        **error)
{
  g_autoptr (InletProfile) profile = NULL;
  g_autoptr (InletSecrets) secrets = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  InletVault *vault = inlet_context_get_vault (inlet_terminal_get_context (terminal));

  if (!inlet_form_check (form, error))
    return FALSE;

  profile = build_profile (form);
  secrets = inlet_form_build_secrets (form);
  inlet_vault_save_async (vault, profile, secrets, inlet_terminal_get_cancellable (terminal),
                          inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  return inlet_vault_save_finish (vault, result, error);
}

/* A profile of that name is edited by the window only: here a second one is a mistake, told before
 * a secret is asked for. */
static gboolean
is_name_free (InletTerminal     *terminal,
              InletProfileKind   kind,
              const char        *name,
              GError           **error)
{
  InletVault *vault = inlet_context_get_vault (inlet_terminal_get_context (terminal));
  g_autofree char *clean = inlet_field_clean (INLET_FIELD_NAME, name);

  if (inlet_profiles_find_by_name (inlet_vault_get_profiles (vault, kind), clean) == NULL)
    return TRUE;

  if (kind == INLET_PROFILE_ACCOUNT)
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 _("There is already an account “%s”."), clean);
  else
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                 _("There are already credentials “%s”."), clean);
  return FALSE;
}

static gboolean
add (InletForm         *form,
     InletProfileKind   kind,
     const char        *name,
     const InletField  *secrets,
     gboolean           is_demo,
     GError           **error)
{
  g_autoptr (InletTerminal) terminal = inlet_terminal_new (is_demo, error);

  if (terminal == NULL || !is_name_free (terminal, kind, name, error))
    return FALSE;

  for (guint i = 0; secrets[i] != INLET_FIELD_LAST; i++)
    if (!inlet_terminal_read_secret (form, secrets[i], error))
      return FALSE;

  return save (terminal, form, error);
}

/* Fills in a field whose option was given. */
static void
fill_in (InletForm  *form,
         InletField  field,
         const char *text)
{
  if (text != NULL)
    inlet_form_set_text (form, field, text);
}

/* Before a secret is asked for: to an address that is not Adobe's it goes only as agreed. */
static gboolean
check_addresses (InletForm  *form,
                 GError    **error)
{
  static const InletField fields[] = { INLET_FIELD_PLATFORM_URL, INLET_FIELD_IMS_URL };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    const char *url = inlet_form_get_text (form, fields[i]);

    if (inlet_form_has_field (form, fields[i]) && inlet_address_find_fault (url) == NULL &&
        inlet_address_is_foreign (url)) {
      g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT,
                   _("“%s” is not an address of Adobe’s. If the secrets may be sent there, add "
                     "“--trust-addresses”."), url);
      return FALSE;
    }
  }

  return TRUE;
}

static InletExit
add_account (char     **arguments,
             gboolean   is_demo)
{
  g_autofree char *org_id = NULL;
  g_autofree char *api_key = NULL;
  g_autofree char *scopes = NULL;
  g_autofree char *platform_url = NULL;
  g_autofree char *ims_url = NULL;
  gboolean has_client_secret = FALSE;
  gboolean has_access_token = FALSE;
  gboolean trusts_addresses = FALSE;
  GOptionEntry entries[] = {
    { "org", 0, 0, G_OPTION_ARG_STRING, &org_id, NULL, NULL },
    { "api-key", 0, 0, G_OPTION_ARG_STRING, &api_key, NULL, NULL },
    { "client-secret", 0, 0, G_OPTION_ARG_NONE, &has_client_secret, NULL, NULL },
    { "access-token", 0, 0, G_OPTION_ARG_NONE, &has_access_token, NULL, NULL },
    { "scopes", 0, 0, G_OPTION_ARG_STRING, &scopes, NULL, NULL },
    { "platform-url", 0, 0, G_OPTION_ARG_STRING, &platform_url, NULL, NULL },
    { "ims-url", 0, 0, G_OPTION_ARG_STRING, &ims_url, NULL, NULL },
    { "trust-addresses", 0, 0, G_OPTION_ARG_NONE, &trusts_addresses, NULL, NULL },
    { NULL }
  };
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_ACCOUNT);
  g_autoptr (GError) error = NULL;
  InletField secrets[] = { INLET_FIELD_CLIENT_SECRET, INLET_FIELD_LAST };

  if (!inlet_arguments_parse (arguments,
                              "inlet account add NAME --org O --api-key K "
                              "[--client-secret | --access-token] [--scopes S] "
                              "[--platform-url U] [--ims-url U] [--trust-addresses]",
                              entries, 1, &error))
    return say_and_exit (error);

  if (has_client_secret && has_access_token) {
    g_printerr ("%s\n", _("An account has a client secret or an access token, not both."));
    return INLET_EXIT_USAGE;
  }

  if (has_access_token)
    secrets[0] = INLET_FIELD_ACCESS_TOKEN;
  inlet_form_set_sign_in_kind (form, has_access_token ? INLET_SIGN_IN_ACCESS_TOKEN
                                                      : INLET_SIGN_IN_CLIENT_SECRET);
  fill_in (form, INLET_FIELD_ACCOUNT_NAME, arguments[1]);
  fill_in (form, INLET_FIELD_ORG_ID, org_id);
  fill_in (form, INLET_FIELD_API_KEY, api_key);
  fill_in (form, INLET_FIELD_SCOPES, scopes);
  fill_in (form, INLET_FIELD_PLATFORM_URL, platform_url);
  fill_in (form, INLET_FIELD_IMS_URL, ims_url);
  if (!trusts_addresses && !check_addresses (form, &error))
    return say_and_exit (error);

  return add (form, INLET_PROFILE_ACCOUNT, arguments[1], secrets, is_demo, &error)
         ? INLET_EXIT_DONE : say_and_exit (error);
}

static InletExit
add_credentials (char     **arguments,
                 gboolean   is_demo)
{
  g_autofree char *access_key_id = NULL;
  g_autofree char *session_token_end = NULL;
  g_autofree char *service_url = NULL;
  g_autofree char *bucket = NULL;
  g_autofree char *folder = NULL;
  gboolean has_session_token = FALSE;
  GOptionEntry entries[] = {
    { "access-key", 0, 0, G_OPTION_ARG_STRING, &access_key_id, NULL, NULL },
    { "session-token", 0, 0, G_OPTION_ARG_NONE, &has_session_token, NULL, NULL },
    { "session-token-end", 0, 0, G_OPTION_ARG_STRING, &session_token_end, NULL, NULL },
    { "service-url", 0, 0, G_OPTION_ARG_STRING, &service_url, NULL, NULL },
    { "bucket", 0, 0, G_OPTION_ARG_STRING, &bucket, NULL, NULL },
    { "folder", 0, 0, G_OPTION_ARG_STRING, &folder, NULL, NULL },
    { NULL }
  };
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CREDENTIALS);
  g_autoptr (GError) error = NULL;
  InletField secrets[] = { INLET_FIELD_SECRET_KEY, INLET_FIELD_LAST, INLET_FIELD_LAST };

  if (!inlet_arguments_parse (arguments,
                              "inlet credentials add NAME --access-key K "
                              "[--session-token [--session-token-end T]] "
                              "[--service-url U] [--bucket B] [--folder F]",
                              entries, 1, &error))
    return say_and_exit (error);

  if (session_token_end != NULL && !has_session_token) {
    g_printerr ("%s\n", _("“--session-token-end” goes with “--session-token”."));
    return INLET_EXIT_USAGE;
  }

  if (has_session_token)
    secrets[1] = INLET_FIELD_SESSION_TOKEN;
  fill_in (form, INLET_FIELD_CREDENTIALS_NAME, arguments[1]);
  fill_in (form, INLET_FIELD_ACCESS_KEY_ID, access_key_id);
  fill_in (form, INLET_FIELD_SESSION_TOKEN_END, session_token_end);
  fill_in (form, INLET_FIELD_SERVICE_URL, service_url);
  fill_in (form, INLET_FIELD_BUCKET, bucket);
  fill_in (form, INLET_FIELD_FOLDER, folder);

  return add (form, INLET_PROFILE_CREDENTIALS, arguments[1], secrets, is_demo, &error)
         ? INLET_EXIT_DONE : say_and_exit (error);
}

/* What the database keeps of @profile, and its name: no secret is among it. */
static JsonNode *
profile_to_json (InletProfile *profile)
{
  g_autofree char *fields = inlet_profile_to_json (profile);
  JsonNode *node = json_from_string (fields, NULL);

  json_object_set_string_member (json_node_get_object (node), "name",
                                 inlet_profile_get_name (profile));
  return node;
}

/* How long a session token lasts; in words, for people. */
static void
print_end (InletCredentials *credentials)
{
  g_autofree char *sentence = NULL;

  if (!inlet_credentials_has_session_token (credentials))
    return;

  sentence = inlet_expiry_describe (inlet_credentials_get_session_token_end (credentials),
                                    g_get_real_time () / G_USEC_PER_SEC);
  g_print ("\t%s", sentence);
}

static void
print_profile (InletProfile *profile)
{
  g_print ("%s\t%s", inlet_profile_get_name (profile),
           INLET_IS_ACCOUNT (profile)
           ? inlet_account_get_org_id (INLET_ACCOUNT (profile))
           : inlet_credentials_get_access_key_id (INLET_CREDENTIALS (profile)));
  if (INLET_IS_CREDENTIALS (profile))
    print_end (INLET_CREDENTIALS (profile));
  g_print ("\n");
}

static InletExit
list (InletProfileKind   kind,
      char             **arguments,
      gboolean           is_demo)
{
  gboolean is_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, NULL, NULL },
    { NULL }
  };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (JsonNode) array = json_node_init_array (json_node_alloc (), json_array_new ());
  g_autoptr (GError) error = NULL;
  GListModel *profiles = NULL;

  if (!inlet_arguments_parse (arguments, "inlet account|credentials list [--json]", entries, 0,
                              &error))
    return say_and_exit (error);

  terminal = inlet_terminal_new (is_demo, &error);
  if (terminal == NULL)
    return say_and_exit (error);

  profiles = G_LIST_MODEL (inlet_vault_get_profiles (
                             inlet_context_get_vault (inlet_terminal_get_context (terminal)),
                             kind));
  for (guint i = 0; i < g_list_model_get_n_items (profiles); i++) {
    g_autoptr (InletProfile) profile = g_list_model_get_item (profiles, i);

    if (is_json)
      json_array_add_element (json_node_get_array (array), profile_to_json (profile));
    else
      print_profile (profile);
  }

  if (is_json)
    inlet_terminal_print_json (array);
  return INLET_EXIT_DONE;
}

static InletExit
remove_by_name (InletProfileKind   kind,
                char             **arguments,
                gboolean           is_demo)
{
  GOptionEntry entries[] = { { NULL } };
  g_autoptr (InletTerminal) terminal = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  InletVault *vault = NULL;
  InletProfile *profile = NULL;

  if (!inlet_arguments_parse (arguments, "inlet account|credentials remove NAME", entries, 1,
                              &error))
    return say_and_exit (error);

  terminal = inlet_terminal_new (is_demo, &error);
  if (terminal == NULL)
    return say_and_exit (error);

  vault = inlet_context_get_vault (inlet_terminal_get_context (terminal));
  profile = inlet_profiles_find_by_name (inlet_vault_get_profiles (vault, kind), arguments[1]);
  if (profile == NULL) {
    g_printerr (kind == INLET_PROFILE_ACCOUNT ? _("There is no account “%s”.\n")
                                              : _("There are no credentials “%s”.\n"),
                arguments[1]);
    return INLET_EXIT_USAGE;
  }

  inlet_vault_remove_async (vault, profile, inlet_terminal_get_cancellable (terminal),
                            inlet_terminal_on_answered, terminal);
  result = inlet_terminal_wait (terminal);
  return inlet_vault_remove_finish (vault, result, &error) ? INLET_EXIT_DONE
                                                           : say_and_exit (error);
}

InletExit
inlet_cli_profile (InletProfileKind   kind,
                   char             **arguments,
                   gboolean           is_demo)
{
  const char *verb = arguments[0] != NULL ? arguments[0] : "";

  if (g_str_equal (verb, "add"))
    return kind == INLET_PROFILE_ACCOUNT ? add_account (arguments, is_demo)
                                         : add_credentials (arguments, is_demo);
  if (g_str_equal (verb, "list"))
    return list (kind, arguments, is_demo);
  if (g_str_equal (verb, "remove"))
    return remove_by_name (kind, arguments, is_demo);
  if (g_str_equal (verb, "renew") && kind == INLET_PROFILE_CREDENTIALS)
    return inlet_cli_renew (arguments, is_demo);

  g_printerr ("%s\n", kind == INLET_PROFILE_ACCOUNT
              ? _("“inlet account” is followed by add, list or remove.")
              : _("“inlet credentials” is followed by add, list, renew or remove."));
  return INLET_EXIT_USAGE;
}
