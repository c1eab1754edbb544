/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-field-rules.h"

#include "inlet-address.h"
#include "inlet-bucket-name.h"
#include "inlet-expiry.h"
#include "inlet-sandbox-names.h"

#include <glib/gi18n.h>
#include <string.h>

/* Longer than any header or token that a server takes. */
#define MOST_BYTES 32768
#define MOST_NAME_CHARACTERS 255

#define UPPER  "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER  "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"
#define HEX    DIGITS "ABCDEFabcdef"

static gboolean
has_only (const char *text,
          const char *characters)
{
  return text[strspn (text, characters)] == '\0';
}

/* Whether the @length bytes at @text, and no more, are of @characters. */
static gboolean
is_run (const char *text,
        gsize       length,
        const char *characters)
{
  return strlen (text) == length && has_only (text, characters);
}

static gboolean
has_prefix_of (const char         *text,
               const char * const *prefixes)
{
  for (; *prefixes != NULL; prefixes++)
    if (g_str_has_prefix (text, *prefixes))
      return TRUE;

  return FALSE;
}

static gboolean
has_control (const char *text,
             const char *allowed)
{
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (g_unichar_iscntrl (c) && (c > 0x7f || strchr (allowed, c) == NULL))
      return TRUE;
  }

  return FALSE;
}

static gboolean
has_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isspace (g_utf8_get_char (text)))
      return TRUE;

  return FALSE;
}

/* Whether @text has an @opening and a @closing with something, and only @inside, between them. */
static gboolean
has_between (const char *text,
             char        opening,
             char        closing,
             const char *inside)
{
  for (const char *c = strchr (text, opening); c != NULL; c = strchr (c + 1, opening)) {
    gsize length = strspn (c + 1, inside);

    if (length > 0 && c[1 + length] == closing)
      return TRUE;
  }

  return FALSE;
}

/* `{ACCESS_TOKEN}`, `<your key>`, `https://s3.{REGION}.amazonaws.com/`. */
static gboolean
has_placeholder (const char *text)
{
  return has_between (text, '{', '}', UPPER LOWER DIGITS "_- ") ||
         has_between (text, '<', '>', UPPER LOWER DIGITS "_- ") ||
         g_str_has_prefix (text, "YOUR_");
}

/* In a text that may well hold braces only the whole can be told to be one. */
static gboolean
is_placeholder (const char *text)
{
  gsize length = strspn (text + 1, UPPER DIGITS "_");

  return text[0] == '{' && length > 0 && text[1 + length] == '}' && text[2 + length] == '\0';
}

/* Three parts in base64url, divided by dots. */
static gboolean
is_jwt (const char *text)
{
  guint n_parts = 0;

  do {
    gsize length = strspn (text, UPPER LOWER DIGITS "-_=");

    if (length == 0)
      return FALSE;

    n_parts++;
    text += length;
  } while (*text++ == '.');

  return n_parts == 3 && text[-1] == '\0';
}

static gboolean
is_adobe_secret (const char *text)
{
  static const char * const prefixes[] = { "p8e-", "p8-", "s8e-", NULL };

  return has_prefix_of (text, prefixes);
}

static gboolean
is_aws_secret_key (const char *text)
{
  return is_run (text, 40, UPPER LOWER DIGITS "/+");
}

static gboolean
is_aws_access_key_id (const char *text)
{
  static const char * const prefixes[] = { "AKIA", "ASIA", NULL };

  return is_run (text, 20, UPPER DIGITS) && has_prefix_of (text, prefixes);
}

/* The IDs of users, roles, groups and so on look like those of keys (IAM identifiers, in the
 * user guide of AWS IAM). */
static gboolean
is_aws_entity_id (const char *text)
{
  static const char * const prefixes[] = {
    "AIDA", "AROA", "AGPA", "AIPA", "ANPA", "ANVA", "ASCA", NULL
  };

  return strlen (text) >= 16 && has_only (text, UPPER DIGITS) && has_prefix_of (text, prefixes);
}

static const char *
find_fault_in_org_id (const char *text)
{
  const char *at = strchr (text, '@');

  if (g_str_has_suffix (text, "@techacct.adobe.com"))
    return _("This is the ID of a technical account. The organization ID ends in “@AdobeOrg”.");

  if (at == NULL && is_run (text, 24, HEX))
    return _("Add “@AdobeOrg” at the end.");

  if (at == NULL || at == text || strcmp (at, "@AdobeOrg") != 0)
    return _("An organization ID ends in “@AdobeOrg”.");

  return NULL;
}

static const char *
find_oddity_in_org_id (const char *text)
{
  if (strcspn (text, "@") != 24 || strspn (text, HEX) != 24)
    return _("Organization IDs usually have 24 digits and letters from A to F before the “@”.");

  return NULL;
}

static const char *
find_fault_in_api_key (const char *text)
{
  if (strchr (text, '@') != NULL)
    return _("This is an ID of another kind. An API key has no “@” in it.");

  if (is_adobe_secret (text))
    return _("This looks like a client secret. The API key is the client ID above it.");

  if (g_str_has_prefix (text, "eyJ") && is_jwt (text))
    return _("This is an access token, not an API key.");

  return NULL;
}

static const char *
find_oddity_in_api_key (const char *text)
{
  return is_run (text, 32, HEX) ?
         NULL : _("API keys usually have 32 digits and letters from a to f.");
}

static const char *
find_fault_in_client_secret (const char *text)
{
  if (g_str_has_prefix (text, "eyJ") && is_jwt (text))
    return _("This is an access token, not a client secret.");

  return NULL;
}

static const char *
find_oddity_in_client_secret (const char *text)
{
  return is_run (text, 32, HEX) ? _("This looks like an API key, not like a secret.") : NULL;
}

static const char *
find_fault_in_access_token (const char *text)
{
  return is_adobe_secret (text) ? _("This is a client secret, not an access token.") : NULL;
}

static const char *
find_oddity_in_access_token (const char *text)
{
  return is_jwt (text) ? NULL : _("Access tokens usually have three parts, divided by dots.");
}

/* The characters of RFC 6749, section 3.3, and the comma. */
static const char *
find_fault_in_scopes (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || *c == '"' || *c == '\\')
      return _("Scopes are words, divided by commas.");

  return NULL;
}

static const char *
find_fault_in_platform_url (const char *text)
{
  if (strstr (text, "/data/") != NULL)
    return _("Only the beginning of the address is needed, such as https://platform.adobe.io.");

  return inlet_address_find_fault (text);
}

static const char *
find_fault_in_ims_url (const char *text)
{
  if (strstr (text, "/ims/") != NULL)
    return _("Only the beginning of the address is needed, such as "
             "https://ims-na1.adobelogin.com.");

  return inlet_address_find_fault (text);
}

static const char *
find_oddity_in_adobe_url (const char *text)
{
  if (inlet_address_is_within (text, "adobe.io") ||
      inlet_address_is_within (text, "adobelogin.com") ||
      inlet_address_is_within (text, NULL))
    return NULL;

  return _("This is not one of Adobe’s own addresses. Your secrets will be sent to it.");
}

static const char *
find_fault_in_access_key_id (const char *text)
{
  if (is_aws_entity_id (text))
    return _("This names a user, a role or a group, not a key. "
             "Access key IDs begin with “AKIA” or “ASIA”.");

  if (g_str_has_prefix (text, "arn:"))
    return _("This is the name (ARN) of something at Amazon, not the ID of a key.");

  if (is_aws_secret_key (text))
    return _("This looks like the secret access key. The access key ID is shorter.");

  /* AWS has word characters only (AccessKeyId in its API reference), other services that and these.
   * What is none must not be taken for an ID: it may be a secret, and IDs are shown. */
  if (!has_only (text, UPPER LOWER DIGITS "_-."))
    return _("There is a character inside that does not belong here.");

  return NULL;
}

static const char *
find_oddity_in_access_key_id (const char *text)
{
  return is_aws_access_key_id (text) ?
         NULL : _("Access key IDs usually begin with “AKIA” or “ASIA” and have 20 characters.");
}

static const char *
find_fault_in_secret_key (const char *text)
{
  return is_aws_access_key_id (text) || is_aws_entity_id (text) ?
         _("This is an ID. The secret access key has 40 characters.") : NULL;
}

static const char *
find_oddity_in_secret_key (const char *text)
{
  return is_aws_secret_key (text) ?
         NULL : _("Secret access keys usually have 40 letters, digits, “/” and “+”.");
}

static const char *
find_fault_in_session_token (const char *text)
{
  if (is_aws_access_key_id (text))
    return _("This is an access key ID, not a session token.");

  if (is_aws_secret_key (text))
    return _("This looks like a secret access key. A session token is much longer.");

  return NULL;
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static const char *
find_fault_in_session_token_end (const char *text)
{
  return inlet_expiry_find_fault (text, get_now ());
}

static const char *
find_oddity_in_session_token_end (const char *text)
{
  return inlet_expiry_find_oddity (text, get_now ());
}

static const char *
find_oddity_in_service_url (const char *text)
{
  if (inlet_address_is_within (text, "amazonaws.com") ||
      inlet_address_is_within (text, "amazonaws.com.cn"))
    return NULL;

  return _("This is not one of Amazon’s own addresses.");
}

static const char *
find_fault_in_folder (const char *text)
{
  if (strstr (text, "://") != NULL)
    return _("Only the path within the bucket belongs here.");

  return is_placeholder (text) ? _("Replace this placeholder with your own value.") : NULL;
}

static const char *
find_fault_in_sandbox (const char *text)
{
  if (has_placeholder (text))
    return _("Replace this placeholder with your own value.");

  return inlet_sandbox_names_are_good (text) ?
         NULL : _("Enter the sandbox’s name, not its title: small letters, digits and hyphens.");
}

static const char *
find_fault_in_name (const char *text)
{
  return is_placeholder (text) ? _("Replace this placeholder with your own value.") : NULL;
}

static const char *
find_oddity_in_name (const char *text)
{
  return g_utf8_strlen (text, -1) > MOST_NAME_CHARACTERS ?
         _("This is unusually long for a name.") : NULL;
}

/* What goes into a header, an address or a key: nothing to be seen but what was meant. */
static const char *
find_fault_in_word (const char *text)
{
  if (has_placeholder (text))
    return _("Replace this placeholder with your own value.");

  if (has_blank (text))
    return _("There is a space or a line break inside.");

  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c))
      return _("There is a character inside that does not belong here.");

  return NULL;
}

/* A tab is refused as well: it divides the columns that the terminal prints. */
static const char *
find_fault_in_line (const char *text)
{
  return has_control (text, "") ? _("There is a line break or an invisible character inside.") :
         NULL;
}

static const char *
find_fault_in_lines (const char *text)
{
  return has_control (text, "\t\r\n") ? _("There is an invisible character inside.") : NULL;
}

typedef const char *(*Rule) (const char *text);

/* What is asked first of a field, then what makes it what it is, then what is usual. */
static const struct
{
  Rule form;
  Rule fault;
  Rule oddity;
} rules[INLET_FIELD_LAST] = {
  [INLET_FIELD_ACCOUNT_NAME] = { find_fault_in_line, find_fault_in_name, find_oddity_in_name },
  [INLET_FIELD_ORG_ID] = { find_fault_in_word, find_fault_in_org_id, find_oddity_in_org_id },
  [INLET_FIELD_API_KEY] = { find_fault_in_word, find_fault_in_api_key, find_oddity_in_api_key },
  [INLET_FIELD_CLIENT_SECRET] =
  { find_fault_in_word, find_fault_in_client_secret, find_oddity_in_client_secret },
  [INLET_FIELD_ACCESS_TOKEN] =
  { find_fault_in_word, find_fault_in_access_token, find_oddity_in_access_token },
  [INLET_FIELD_SCOPES] = { find_fault_in_word, find_fault_in_scopes, NULL },
  [INLET_FIELD_PLATFORM_URL] =
  { find_fault_in_word, find_fault_in_platform_url, find_oddity_in_adobe_url },
  [INLET_FIELD_IMS_URL] =
  { find_fault_in_word, find_fault_in_ims_url, find_oddity_in_adobe_url },
  [INLET_FIELD_CREDENTIALS_NAME] = { find_fault_in_line, find_fault_in_name, find_oddity_in_name },
  [INLET_FIELD_ACCESS_KEY_ID] =
  { find_fault_in_word, find_fault_in_access_key_id, find_oddity_in_access_key_id },
  [INLET_FIELD_SECRET_KEY] =
  { find_fault_in_word, find_fault_in_secret_key, find_oddity_in_secret_key },
  [INLET_FIELD_SESSION_TOKEN] = { find_fault_in_word, find_fault_in_session_token, NULL },
  [INLET_FIELD_SESSION_TOKEN_END] =
  { find_fault_in_line, find_fault_in_session_token_end, find_oddity_in_session_token_end },
  [INLET_FIELD_SERVICE_URL] =
  { find_fault_in_word, inlet_address_find_fault, find_oddity_in_service_url },
  [INLET_FIELD_BUCKET] =
  { find_fault_in_word, inlet_bucket_name_find_fault, inlet_bucket_name_find_oddity },
  [INLET_FIELD_FOLDER] = { find_fault_in_line, find_fault_in_folder, NULL },
  [INLET_FIELD_SANDBOX] = { find_fault_in_line, find_fault_in_sandbox, NULL },
  [INLET_FIELD_NAME] = { find_fault_in_line, find_fault_in_name, find_oddity_in_name },
  [INLET_FIELD_DESCRIPTION] = { find_fault_in_lines, find_fault_in_name, NULL },
};

const char *
inlet_field_find_fault (InletField  field,
                        const char *text)
{
  const char *fault;

  if (!g_utf8_validate (text, -1, NULL))
    return _("There is a character inside that cannot be read.");

  if (strlen (text) > MOST_BYTES)
    return _("This is too long.");

  fault = rules[field].form (text);
  if (fault == NULL && rules[field].fault != NULL)
    fault = rules[field].fault (text);

  return fault;
}

const char *
inlet_field_find_oddity (InletField  field,
                         const char *text)
{
  return rules[field].oddity != NULL ? rules[field].oddity (text) : NULL;
}
