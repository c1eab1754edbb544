/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-import-readers.h"

#include "inlet-address.h"
#include "inlet-expiry.h"

#include <glib/gi18n.h>
#include <string.h>

/* The variables of the AWS command line (the end of a token as its `export-credentials` has it, and
 * as aws-vault and saml2aws do), of Adobe's Postman environment, and the members of the
 * files that Adobe's Developer Console and aepp have. */
static const struct
{
  const char *name;
  InletField  field;
} names[] = {
  { "aws_access_key_id", INLET_FIELD_ACCESS_KEY_ID },
  { "aws_secret_access_key", INLET_FIELD_SECRET_KEY },
  { "aws_session_token", INLET_FIELD_SESSION_TOKEN },
  { "aws_security_token", INLET_FIELD_SESSION_TOKEN },
  { "aws_credential_expiration", INLET_FIELD_SESSION_TOKEN_END },
  { "aws_session_expiration", INLET_FIELD_SESSION_TOKEN_END },
  { "x_security_token_expires", INLET_FIELD_SESSION_TOKEN_END },
  { "org_id", INLET_FIELD_ORG_ID },
  { "ims_org", INLET_FIELD_ORG_ID },
  { "ims_org_id", INLET_FIELD_ORG_ID },
  { "api_key", INLET_FIELD_API_KEY },
  { "client_id", INLET_FIELD_API_KEY },
  { "secret", INLET_FIELD_CLIENT_SECRET },
  { "client_secret", INLET_FIELD_CLIENT_SECRET },
  { "client_secrets", INLET_FIELD_CLIENT_SECRET },
  { "access_token", INLET_FIELD_ACCESS_TOKEN },
  { "scopes", INLET_FIELD_SCOPES },
  { "ims", INLET_FIELD_IMS_URL },
  { "platform_url", INLET_FIELD_PLATFORM_URL },
};

/* `$TOKEN`, `${TOKEN}`, `$(command)`, `%TOKEN%`: what a shell would put something else for. */
static gboolean
is_variable (const char *value)
{
  gsize length = strlen (value);

  if (g_ascii_strncasecmp (value, "Bearer ", strlen ("Bearer ")) == 0)
    return is_variable (value + strlen ("Bearer "));

  return (value[0] == '$' && (g_ascii_isalpha (value[1]) || strchr ("_{(", value[1]) != NULL)) ||
         (length > 2 && value[0] == '%' && value[length - 1] == '%');
}

/* Postman's environment has a host alone; old pages of Adobe's say `http`, which nothing of Adobe's
 * is asked by. */
static char *
complete_address (const char *value)
{
  static const char http[] = "http://";

  if (strstr (value, "://") == NULL)
    return g_strconcat ("https://", value, NULL);
  if (g_str_has_prefix (value, http) && !inlet_address_is_foreign (value) &&
      !inlet_address_is_within (value, NULL))
    return g_strconcat ("https://", value + strlen (http), NULL);

  return g_strdup (value);
}

/* Only as programs write it: a time without its zone may be of any. The rest is of use without. */
static void
set_session_token_end (InletFound *found,
                       const char *value)
{
  g_autofree char *text = inlet_field_clean (INLET_FIELD_SESSION_TOKEN_END, value);
  g_autofree char *typed = inlet_expiry_to_typed (inlet_expiry_read (text));

  if (*typed != '\0')
    inlet_found_set (found, INLET_FIELD_SESSION_TOKEN_END, typed);
  else
    inlet_found_take_note (found, g_strdup (_("When its session token ends could not be read.")));
}

gboolean
inlet_import_is_full (GPtrArray *found)
{
  return found->len >= INLET_IMPORT_MOST_FOUND;
}

InletField
inlet_import_find_field (const char *name)
{
  g_autofree char *plain = g_strdelimit (g_ascii_strdown (name, -1), "-", '_');

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].name, plain) == 0)
      return names[i].field;

  return INLET_FIELD_LAST;
}

InletProfileKind
inlet_import_get_kind (InletField field)
{
  return field >= INLET_FIELD_CREDENTIALS_NAME && field <= INLET_FIELD_FOLDER
         ? INLET_PROFILE_CREDENTIALS : INLET_PROFILE_ACCOUNT;
}

void
inlet_import_set (InletFound *found,
                  InletField  field,
                  const char *value)
{
  if (value == NULL || *value == '\0')
    return;

  if (is_variable (value)) {
    inlet_found_refuse (found, g_strdup_printf (
                          /* Translators: what a field is called. */
                          _("%s: this is the name of a variable, not its value."),
                          inlet_field_get_label (field)));
  } else if (field == INLET_FIELD_PLATFORM_URL || field == INLET_FIELD_IMS_URL) {
    g_autofree char *address = complete_address (value);

    inlet_found_set (found, field, address);
  } else if (field == INLET_FIELD_SESSION_TOKEN_END) {
    set_session_token_end (found, value);
  } else {
    inlet_found_set (found, field, value);
  }
}
