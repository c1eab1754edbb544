/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "place.h"

#include "inlet-secrets.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Every status with every family of bodies that Adobe is known to send, and with what nobody should
 * send: what it was sent itself. */

#define BY_STATUS (-1)

typedef struct
{
  const char *name;
  int         code;     /* what it means whatever the status, or BY_STATUS */
  const char *type;
  const char *body;
} Body;

#define ERRORS "https://ns.adobe.com/aep/errors/"

static const Body bodies[] = {
  { "nothing", BY_STATUS, "application/json", "" },
  { "text", BY_STATUS, "text/plain", "upstream connect error or disconnect/reset before headers" },
  { "html", BY_STATUS, "text/html", "<!DOCTYPE html><html><body><h1>Sorry</h1></body></html>" },
  { "array", BY_STATUS, "application/json", "[]" },
  { "number", BY_STATUS, "application/json", "42" },
  { "half", BY_STATUS, "application/json", "{\"message\":\"no" },
  { "empty-object", BY_STATUS, "application/json", "{}" },
  { "wrong-kinds", BY_STATUS, "application/json",
    "{\"type\":[],\"title\":{},\"status\":\"x\",\"report\":7,\"error_code\":null}" },
  { "gateway-401013", INLET_ERROR_SIGN_IN, "application/json",
    "{\"error_code\":\"401013\",\"message\":\"Oauth token is not valid\"}" },
  { "gateway-403027", INLET_ERROR_NOT_ALLOWED, "application/json",
    "{\"error_code\":403027,\"message\":\"User region is missing\"}" },
  { "gateway-429050", INLET_ERROR_BUSY, "application/json",
    "{\"error_code\":\"429050\",\"message\":\"Too many requests\"}" },
  { "flow-1439", INLET_ERROR_NOT_FOUND, "application/json",
    "{\"type\":\"" ERRORS "FLOW-1439-404\",\"title\":\"Resource not found\",\"status\":404,"
    "\"report\":{\"detailed-message\":\"The requested resource is not found.\",\"id\":\"8\","
    "\"request-id\":\"r\",\"type\":\"flows\"},\"errorMessage\":\"x\",\"errorDetails\":\"x\"}" },
  { "flow-1100", INLET_ERROR_S3_REFUSED, "application/json",
    "{\"type\":\"" ERRORS "FLOW-1100-400\",\"title\":\"Invalid request\",\"status\":400,\"report\":"
    "{\"detailed-message\":\"Error from flow provider: Not entitled to this operation.\"}}" },
  { "flow-2100", INLET_ERROR_SANDBOX, "application/json",
    "{\"type\":\"" ERRORS "FLOW-2100-404\",\"title\":\"Sandbox not found\"}" },
  { "flow-2121", INLET_ERROR_NOT_ALLOWED, "application/json",
    "{\"errorCode\":\"2121-403\",\"errorMessage\":\"The permission manage is denied\"}" },
  { "flow-legacy", BY_STATUS, "application/json",
    "{\"errorMessage\":\"something is not right\",\"errorDetails\":\"something is not right\"}" },
  { "message-only", BY_STATUS, "application/json", "{\"message\":\"Please think again\"}" },
  { "other-service", INLET_ERROR_NOT_ALLOWED, "application/json",
    "{\"type\":\"http://ns.adobe.com/aep/errors/SMS-2010-403\",\"status\":403,\"title\":\"No\"}" },
  { "placeholder", BY_STATUS, "application/problem+json",
    "{\"type\":\"/placeholder/type/uri\",\"title\":\"No\",\"status\":400,\"detail\":\"no\"}" },
  { "errors", BY_STATUS, "application/json",
    "{\"errors\":{\"errorCode\":404,\"title\":\"No\",\"detail\":\"no\"}}" },
  { "oauth", INLET_ERROR_SIGN_IN, "application/json",
    "{\"error\":\"invalid_client\",\"error_description\":\"invalid client_secret parameter\"}" },
  { "oauth-without-words", INLET_ERROR_SIGN_IN, "application/json",
    "{\"error\":\"unauthorized_client\"}" },
  { "no-sandboxes", BY_STATUS, "application/json", "{\"sandboxes\":[],\"_page\":{\"count\":0}}" },
};

static const struct { guint status; InletErrorCode code; } statuses[] = {
  { 200, INLET_ERROR_BAD_REPLY }, { 201, INLET_ERROR_BAD_REPLY }, { 202, INLET_ERROR_BAD_REPLY },
  { 204, INLET_ERROR_BAD_REPLY }, { 206, INLET_ERROR_BAD_REPLY },
  { 400, INLET_ERROR_INVALID_INPUT }, { 401, INLET_ERROR_SIGN_IN },
  { 403, INLET_ERROR_NOT_ALLOWED },
  { 404, INLET_ERROR_NOT_FOUND }, { 405, INLET_ERROR_FAILED }, { 407, INLET_ERROR_OFFLINE },
  { 408, INLET_ERROR_SERVER }, { 409, INLET_ERROR_CONFLICT }, { 410, INLET_ERROR_NOT_FOUND },
  { 412, INLET_ERROR_CONFLICT }, { 413, INLET_ERROR_INVALID_INPUT },
  { 415, INLET_ERROR_INVALID_INPUT }, { 418, INLET_ERROR_FAILED }, { 421, INLET_ERROR_FAILED },
  { 422, INLET_ERROR_INVALID_INPUT }, { 429, INLET_ERROR_BUSY }, { 431, INLET_ERROR_FAILED },
  { 500, INLET_ERROR_SERVER }, { 501, INLET_ERROR_SERVER }, { 502, INLET_ERROR_SERVER },
  { 503, INLET_ERROR_SERVER }, { 504, INLET_ERROR_SERVER }, { 511, INLET_ERROR_SERVER },
  { 599, INLET_ERROR_SERVER },
};

/* A gateway that has lost sight of the service, or a success that nobody can read. */
static guint
get_outcome (guint status)
{
  return status < 300 || status == 502 || status == 504 ? OUTCOME_UNKNOWN : OUTCOME_REFUSED;
}

static void
add_status (GPtrArray      *places,
            guint           status,
            InletErrorCode  by_status,
            const Body     *body)
{
  g_autofree char *name = g_strdup_printf ("%u-%s", status, body->name);
  g_autofree char *head =
    g_strdup_printf ("HTTP/1.1 %u Words\r\nContent-Type: %s\r\nContent-Length: %zu\r\n"
                     "WWW-Authenticate: Basic realm=\"x\"\r\nRetry-After: 0\r\n", status,
                     body->type, strlen (body->body));
  /* 204 has no body, and that of 421 is not waited for. */
  gboolean is_by_status = body->code == BY_STATUS || status == 204 || status == 421;
  InletErrorCode code = is_by_status ? by_status : (InletErrorCode) body->code;

  place_add_reply (places, "status", get_outcome (status), 1u << code, name, head, body->body, -1);
}

void
places_of_status (GPtrArray  *places,
                  const Call *call,
                  gsize       request,
                  guint32     seed)
{
  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (bodies); j++)
      add_status (places, statuses[i].status, statuses[i].code, &bodies[j]);
}

static char *
write_json (const char *secret)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), secret);

  return json_to_string (node, FALSE);
}

static char *
write_url (const char *secret)
{
  return g_uri_escape_string (secret, NULL, FALSE);
}

static char *
write_url_whole (const char *secret)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *secret != '\0'; secret++)
    g_string_append_printf (text, "%%%02x", (guchar) * secret);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
write_html (const char *secret)
{
  return g_markup_escape_text (secret, -1);
}

static char *
write_base64 (const char *secret)
{
  g_autofree char *text = g_strconcat ("Bearer ", secret, NULL);

  return g_base64_encode ((guchar *) text, strlen (text));
}

static char *
write_unicode (const char *secret)
{
  g_autoptr (GString) text = g_string_new ("\"");

  for (const char *c = secret; *c != '\0'; c = g_utf8_next_char (c))
    g_string_append_printf (text, "\\u%04x", g_utf8_get_char (c));

  return g_string_free (g_string_append_c (g_steal_pointer (&text), '"'), FALSE);
}

static const struct { const char *name; char *(*write) (const char *secret); } writings[] = {
  { "raw", g_strdup }, { "json", write_json }, { "url", write_url },
  { "url-whole", write_url_whole }, { "html", write_html }, { "base64", write_base64 },
  { "unicode", write_unicode },
};

/* Where it is written: what stands before and behind it in a body. */
static const struct { const char *name; const char *before; const char *after; } spots[] = {
  { "plain", "cannot use ", " here" }, { "message", "{\"message\":\"cannot use ", " here\"}" },
  { "member", "{\"message\":", "}" }, { "code", "{\"error_code\":\"", "\",\"message\":\"m\"}" },
  { "request-id", "{\"report\":{\"request-id\":\"", "\",\"detailed-message\":\"m\"}}" },
  { "page", "<html><p>", "</p></html>" }, { "cut", "{\"message\":\"", NULL },
};

static void
add_echo (GPtrArray  *places,
          guint       status,
          gsize       writing,
          gsize       spot,
          gsize       number,
          const char *secret,
          gboolean    is_wide)
{
  g_autofree char *written = writings[writing].write (secret);
  g_autofree char *body = g_strconcat (spots[spot].before, written, spots[spot].after, NULL);
  g_autofree char *name =
    g_strdup_printf ("%u-secret-%zu-as-%s-in-%s%s", status, number, writings[writing].name,
                     spots[spot].name, is_wide ? "-in-utf-16" : "");
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 %u Words\r\n", status);
  gsize length = strlen (body);

  if (spots[spot].after == NULL)
    length -= strlen (written) / 3;
  if (is_wide) {
    char *wide = g_convert (body, length, "UTF-16LE", "UTF-8", NULL, &length, NULL);

    /* What was cut in the middle of a character. */
    if (wide == NULL)
      return;
    g_free (body);
    body = wide;
  }
  place_add_reply (places, "echo", get_outcome (status), 0, name, head, body, length);
}

static void
add_header_echo (GPtrArray  *places,
                 guint       status,
                 gsize       number,
                 const char *secret)
{
  g_autofree char *as_header =
    g_strdup_printf ("HTTP/1.1 %u Words\r\nX-Echo: you said %s\r\n", status, secret);
  g_autofree char *as_words = g_strdup_printf ("HTTP/1.1 %u No %s\r\n", status, secret);
  g_autofree char *as_id =
    g_strdup_printf ("HTTP/1.1 %u No\r\nX-Request-Id: %s\r\n", status, secret);
  const char *const heads[] = { as_header, as_words, as_id };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++) {
    g_autofree char *name = g_strdup_printf ("%u-secret-%zu-in-head-%zu", status, number, i);

    place_add_reply (places, "echo", get_outcome (status), 0, name, heads[i], "", -1);
  }
}

void
places_of_echo (GPtrArray  *places,
                const Call *call,
                gsize       request,
                guint32     seed)
{
  static const guint echo_statuses[] = { 200, 400, 500, 502 };

  for (gsize i = 0; i < G_N_ELEMENTS (echo_statuses); i++)
    for (gsize n = 0; n < CALL_MAX_SECRETS && call->secrets[n] != NULL; n++) {
      add_header_echo (places, echo_statuses[i], n, call->secrets[n]);
      for (gsize writing = 0; writing < G_N_ELEMENTS (writings); writing++)
        for (gsize spot = 0; spot < G_N_ELEMENTS (spots); spot++)
          for (gsize is_wide = 0; is_wide <= 1; is_wide++)
            add_echo (places, echo_statuses[i], writing, spot, n, call->secrets[n], is_wide);
    }
}
