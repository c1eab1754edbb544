/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A request as a command of curl: of Flow Service, as Adobe's documentation, Postman and Inlet
 * itself write it, or of the sign-in, as the Developer Console does. Nothing is run. */

#include "inlet-import-readers.h"

#include "inlet-address.h"
#include "inlet-import-words.h"
#include "inlet-json.h"
#include "inlet-secret-buffer.h"
#include "inlet-secrets.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of one command. */
typedef struct
{
  InletFound *account;      /* (owned) */
  InletFound *credentials;  /* (owned) */
  gboolean    has_account;
  gboolean    has_credentials;
} Request;

static const struct
{
  const char *name;
  InletField  field;
} params[] = {
  { "s3AccessKey", INLET_FIELD_ACCESS_KEY_ID },
  { "s3SecretKey", INLET_FIELD_SECRET_KEY },
  { "s3SessionToken", INLET_FIELD_SESSION_TOKEN },
  { "serviceUrl", INLET_FIELD_SERVICE_URL },
  { "bucketName", INLET_FIELD_BUCKET },
  { "folderPath", INLET_FIELD_FOLDER },
};

static void
set_account (Request    *self,
             InletField  field,
             const char *value)
{
  self->has_account = TRUE;
  inlet_import_set (self->account, field, value);
}

static void
set_param (Request    *self,
           InletField  field,
           const char *value)
{
  self->has_credentials |= field == INLET_FIELD_ACCESS_KEY_ID || field == INLET_FIELD_SECRET_KEY;
  inlet_import_set (self->credentials, field, value);
}

static void
read_header (Request    *self,
             const char *header)
{
  static const struct {
    const char *name;
    InletField field;
  } headers[] = {
    { "authorization", INLET_FIELD_ACCESS_TOKEN },
    { "x-api-key", INLET_FIELD_API_KEY },
    { "x-gw-ims-org-id", INLET_FIELD_ORG_ID },
  };
  const char *value = strchr (header, ':');
  gsize length = strcspn (header, ": \t");

  if (value == NULL)
    return;

  for (value++; g_ascii_isspace (*value);)
    value++;
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    if (length == strlen (headers[i].name) &&
        g_ascii_strncasecmp (header, headers[i].name, length) == 0)
      set_account (self, headers[i].field, value);
}

/* What a form or a query has of the sign-in. */
static void
read_pairs (Request    *self,
            const char *pairs)
{
  GUriParamsIter iter;
  char *name;
  char *value;

  g_uri_params_iter_init (&iter, pairs, -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL)) {
    g_autofree char *owned_name = name;
    inlet_autosecret char *owned_value = value;

    if (strcmp (owned_name, "client_id") == 0)
      set_account (self, INLET_FIELD_API_KEY, owned_value);
    else if (strcmp (owned_name, "client_secret") == 0)
      set_account (self, INLET_FIELD_CLIENT_SECRET, owned_value);
    else if (strcmp (owned_name, "scope") == 0)
      inlet_import_set (self->account, INLET_FIELD_SCOPES, owned_value);
  }
}

/* What stands behind `"name":` in JSON that is broken, up to the quote or the end of the line.
 * (transfer full): inlet_secret_free(); %NULL where it is not there. */
static char *
scrape (const char *body,
        const char *name)
{
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", name);
  const char *c = strstr (body, quoted);

  if (c == NULL)
    return NULL;

  c += strlen (quoted);
  c += strspn (c, " \t");
  if (*c != ':')
    return NULL;

  c += 1 + strspn (c + 1, " \t");
  return *c == '"' ? g_strndup (c + 1, strcspn (c + 1, "\"\r\n")) : NULL;
}

static void
read_broken_body (Request    *self,
                  const char *body)
{
  for (guint i = 0; i < G_N_ELEMENTS (params); i++) {
    inlet_autosecret char *value = scrape (body, params[i].name);

    if (value != NULL)
      set_param (self, params[i].field, value);
  }

  if (self->has_credentials) {
    g_autofree char *name = scrape (body, "name");

    inlet_found_set (self->credentials, INLET_FIELD_CREDENTIALS_NAME, name);
    inlet_found_take_note (self->credentials,
                           g_strdup (_("The request is not valid JSON. What could be read of it "
                                       "was taken.")));
  }
}

static void
read_body (Request    *self,
           const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (body, strlen (body));
  g_autoptr (JsonObject) object = inlet_json_parse_object (bytes);
  JsonObject *values = NULL;

  if (object == NULL) {
    if (strchr (body, '"') != NULL)
      read_broken_body (self, body);
    else
      read_pairs (self, body);
    return;
  }

  values = inlet_json_get_object (inlet_json_get_object (object, "auth"), "params");
  if (values == NULL)
    return;

  for (guint i = 0; i < G_N_ELEMENTS (params); i++)
    set_param (self, params[i].field, inlet_json_get_string (values, params[i].name));
  self->has_credentials = json_object_has_member (values, "s3AccessKey") ||
                          json_object_has_member (values, "s3SecretKey");
  inlet_found_set (self->credentials, INLET_FIELD_CREDENTIALS_NAME,
                   inlet_json_get_string (object, "name"));
}

/* The address up to its path, and what its query says. */
static void
read_address (Request    *self,
              const char *address)
{
  const char *host = strstr (address, "://");
  const char *query = strchr (address, '?');
  g_autofree char *base = NULL;

  if (host == NULL)
    return;

  host += strlen ("://");
  base = g_strndup (address, host - address + strcspn (host, "/?#"));
  if (strstr (host, "/ims/token") != NULL)
    inlet_import_set (self->account, INLET_FIELD_IMS_URL, base);
  else
    inlet_import_set (self->account, INLET_FIELD_PLATFORM_URL, base);
  if (query != NULL)
    read_pairs (self, query + 1);
}

/* The value of the option @word: `-Hvalue`, `--header=value`, or the @next word, which it then
 * takes. %NULL when @word is not the option. */
static const char *
get_value (const char  *word,
           const char  *letter,
           const char  *name,
           const char  *next,
           gboolean    *takes_next)
{
  const char *rest = NULL;

  if (g_str_has_prefix (word, "--") && g_str_has_prefix (word + 2, name))
    rest = word + 2 + strlen (name);
  else if (*letter != '\0' && word[0] == '-' && word[1] == *letter)
    return word[2] != '\0' ? word + 2 : (*takes_next = TRUE, next);

  if (rest == NULL || (*rest != '\0' && *rest != '='))
    return NULL;

  return *rest == '=' ? rest + 1 : (*takes_next = TRUE, next);
}

/* How many words it was. */
static guint
read_option (Request    *self,
             const char *word,
             const char *next)
{
  static const char * const bodies[] = {
    "data", "data-raw", "data-binary", "data-ascii", "data-urlencode", "json",
  };
  gboolean takes_next = FALSE;
  const char *value = get_value (word, "H", "header", next, &takes_next);

  if (value != NULL)
    read_header (self, value);

  for (guint i = 0; i < G_N_ELEMENTS (bodies) && value == NULL; i++)
    if ((value = get_value (word, i == 0 ? "d" : "", bodies[i], next, &takes_next)) != NULL)
      read_body (self, value);

  if (value == NULL && (value = get_value (word, "", "url", next, &takes_next)) != NULL)
    read_address (self, value);
  if (value == NULL)
    get_value (word, "X", "request", next, &takes_next);

  return takes_next ? 2 : 1;
}

static void
read_request (GPtrArray  *words,
              guint       first,
              const char *name,
              GPtrArray  *found)
{
  Request self = {
    .account = inlet_found_new (INLET_PROFILE_ACCOUNT, name),
    .credentials = inlet_found_new (INLET_PROFILE_CREDENTIALS, name),
  };

  for (guint i = first; i < words->len;) {
    const char *word = words->pdata[i];

    if (*word == '-') {
      i += read_option (&self, word, i + 1 < words->len ? words->pdata[i + 1] : "");
    } else {
      read_address (&self, word);
      i++;
    }
  }

  if (self.has_account && !inlet_import_is_full (found))
    g_ptr_array_add (found, g_object_ref (self.account));
  if (self.has_credentials && !inlet_import_is_full (found))
    g_ptr_array_add (found, g_object_ref (self.credentials));
  g_object_unref (self.account);
  g_object_unref (self.credentials);
}

/* Behind the prompt that is copied with it. */
static guint
find_curl (GPtrArray *words)
{
  for (guint i = 0; i < MIN (words->len, 2); i++)
    if (g_str_equal (words->pdata[i], "curl") || g_str_equal (words->pdata[i], "curl.exe"))
      return i + 1;

  return 0;
}

InletImportFormat
inlet_import_read_curl (const char *text,
                        const char *name,
                        GPtrArray  *found)
{
  g_autoptr (GPtrArray) words = inlet_import_words_new ();

  while (!inlet_import_is_full (found) && inlet_import_words_read (&text, words)) {
    guint first = find_curl (words);

    if (first > 0)
      read_request (words, first, name, found);
  }

  return found->len > 0 ? INLET_IMPORT_CURL : INLET_IMPORT_UNKNOWN;
}
