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
  gboolean    has_address;
} Request;

/* The options of curl, up to its version 8.17, that take a value: which is no address, whatever it
 * looks like. */
#define LETTERS_WITH_VALUE "ACDEFHKPQTUXYbcdemortuwxyz"

static const char * const with_value[] = {
  "abstract-unix-socket", "alt-svc", "aws-sigv4", "cacert", "capath", "cert", "cert-type",
  "ciphers", "config", "connect-timeout", "connect-to", "continue-at", "cookie", "cookie-jar",
  "create-file-mode", "crlfile", "curves", "data", "data-ascii", "data-binary", "data-raw",
  "data-urlencode", "delegation", "dns-interface", "dns-ipv4-addr", "dns-ipv6-addr",
  "dns-servers", "doh-url", "dump-header", "ech", "egd-file", "engine", "etag-compare",
  "etag-save", "expect100-timeout", "form", "form-string", "ftp-account",
  "ftp-alternative-to-user", "ftp-method", "ftp-port", "ftp-ssl-ccc-mode",
  "happy-eyeballs-timeout-ms", "haproxy-clientip", "header", "hostpubmd5", "hostpubsha256",
  "hsts", "interface", "ip-tos", "ipfs-gateway", "json", "keepalive-cnt", "keepalive-time", "key",
  "key-type", "knownhosts", "krb", "libcurl", "limit-rate", "local-port", "login-options",
  "mail-auth", "mail-from", "mail-rcpt", "max-filesize", "max-redirs", "max-time", "netrc-file",
  "noproxy", "oauth2-bearer", "output", "output-dir", "parallel-max", "parallel-max-host", "pass",
  "pinnedpubkey", "preproxy", "proto", "proto-default", "proto-redir", "proxy", "proxy-cacert",
  "proxy-capath", "proxy-cert", "proxy-cert-type", "proxy-ciphers", "proxy-crlfile",
  "proxy-header", "proxy-key", "proxy-key-type", "proxy-pass", "proxy-pinnedpubkey",
  "proxy-service-name", "proxy-tls13-ciphers", "proxy-tlsauthtype", "proxy-tlspassword",
  "proxy-tlsuser", "proxy-user", "proxy1.0", "pubkey", "quote", "random-file", "range", "rate",
  "referer", "request", "request-target", "resolve", "retry", "retry-delay", "retry-max-time",
  "sasl-authzid", "service-name", "sigalgs", "socks4", "socks4a", "socks5",
  "socks5-gssapi-service", "socks5-hostname", "speed-limit", "speed-time", "ssl-sessions",
  "stderr", "telnet-option", "tftp-blksize", "time-cond", "tls-max", "tls13-ciphers",
  "tlsauthtype", "tlspassword", "tlsuser", "trace", "trace-ascii", "trace-config", "unix-socket",
  "upload-file", "upload-flags", "url", "url-query", "user", "user-agent", "variable",
  "vlan-priority", "write-out", NULL
};

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

/* The address up to its path, and what its query says. The first is that of the request. */
static void
read_address (Request    *self,
              const char *address)
{
  const char *host = strstr (address, "://");
  const char *query = strchr (address, '?');
  g_autofree char *base = NULL;

  if (host == NULL || self->has_address)
    return;

  self->has_address = TRUE;
  host += strlen ("://");
  base = g_strndup (address, host - address + strcspn (host, "/?#"));
  if (strstr (host, "/ims/token") != NULL)
    inlet_import_set (self->account, INLET_FIELD_IMS_URL, base);
  else
    inlet_import_set (self->account, INLET_FIELD_PLATFORM_URL, base);
  if (query != NULL)
    read_pairs (self, query + 1);
}

/* How long the name of @option is, 0 when it is not one of @names. A value behind “=” is nothing
 * that curl knows, but is written all the same. */
static gsize
measure_name (const char         *option,
              const char * const *names)
{
  gsize length = strcspn (option, "=");

  for (; *names != NULL; names++)
    if (strlen (*names) == length && strncmp (option, *names, length) == 0)
      return length;

  return 0;
}

/* How many words it was. */
static guint
read_long_option (Request    *self,
                  const char *option,
                  const char *next)
{
  static const char * const headers[] = { "header", NULL };
  static const char * const addresses[] = { "url", NULL };
  static const char * const bodies[] = {
    "data", "data-ascii", "data-binary", "data-raw", "data-urlencode", "json", NULL
  };
  gsize length = measure_name (option, with_value);
  const char *value = option[length] == '=' ? option + length + 1 : next;

  if (length == 0)
    return 1;

  if (measure_name (option, headers) > 0)
    read_header (self, value);
  else if (measure_name (option, bodies) > 0)
    read_body (self, value);
  else if (measure_name (option, addresses) > 0)
    read_address (self, value);

  return value == next ? 2 : 1;
}

/* Several letters may share a dash. What is behind the first that takes a value is its value, and
 * the @next word where nothing is. How many words it was. */
static guint
read_letters (Request    *self,
              const char *letters,
              const char *next)
{
  const char *letter = letters + strcspn (letters, LETTERS_WITH_VALUE);
  const char *value = NULL;

  if (*letter == '\0')
    return 1;

  value = letter[1] != '\0' ? letter + 1 : next;
  if (*letter == 'H')
    read_header (self, value);
  else if (*letter == 'd')
    read_body (self, value);

  return value == next ? 2 : 1;
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
    const char *next = i + 1 < words->len ? words->pdata[i + 1] : "";

    if (g_str_has_prefix (word, "--")) {
      i += read_long_option (&self, word + 2, next);
    } else if (*word == '-') {
      i += read_letters (&self, word + 1, next);
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
