/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-request.h"
#include "http-probe.h"
#include "inlet-ims.h"

#include <string.h>

#define CLIENT_SECRET "p8e-a&b=c d+e%/é\"\\"
#define TOKEN         "eyJhbGciOiJSUzI1NiJ9.eyJpZCI6ICIxIn0.c2ln"

typedef struct
{
  FaultServer  *server;
  InletHttp    *http;
  InletAccount *account;
  InletSecrets *secrets;
  GCancellable *cancellable;
  gboolean      is_done;
  InletSecrets *token;
  GError       *error;
} SignIn;

static gboolean
is_done (gpointer user_data)
{
  SignIn *self = user_data;

  return self->is_done;
}

static void
on_fetched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  SignIn *self = user_data;

  self->token = inlet_ims_fetch_token_finish (INLET_HTTP (source), result, &self->error);
  self->is_done = TRUE;
}

static void
sign_in_init (SignIn          *self,
              const FaultStep *script,
              const char      *scopes)
{
  g_autofree char *url = NULL;

  memset (self, 0, sizeof *self);
  self->server = fault_server_new ();
  fault_server_set_script (self->server, script);
  self->http = inlet_http_new ();
  self->cancellable = g_cancellable_new ();
  self->secrets = inlet_secrets_new ();
  inlet_secrets_set (self->secrets, INLET_SECRET_CLIENT_SECRET, CLIENT_SECRET);
  url = fault_server_dup_url (self->server, NULL, NULL);
  self->account = g_object_new (INLET_TYPE_ACCOUNT,
                                "id", "6f1c9a34-5f0e-4f0b-9f38-6a3f0e8a7c11",
                                "name", "ACME", "org-id", "5C13@AdobeOrg",
                                "api-key", "e053e1a8&x=1", "scopes", scopes,
                                "platform-url", "http://127.0.0.1:1", "ims-url", url, NULL);
}

static void
sign_in_clear (SignIn *self)
{
  g_clear_object (&self->http);
  g_clear_object (&self->account);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->secrets, inlet_secrets_unref);
  g_clear_pointer (&self->token, inlet_secrets_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->server, fault_server_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SignIn, sign_in_clear)

static void
sign_in_start (SignIn *self)
{
  inlet_ims_fetch_token_async (self->http, self->account, self->secrets, self->cancellable,
                               on_fetched, self);
}

static void
sign_in_run (SignIn *self)
{
  sign_in_start (self);
  http_probe_iterate_until (is_done, self);
}

static InletProblem *
assert_problem (SignIn         *self,
                InletErrorCode  code,
                InletCertainty  certainty)
{
  g_autoptr (InletProblem) problem = NULL;
  g_autofree char *json = NULL;

  g_assert_null (self->token);
  g_assert_error (self->error, INLET_ERROR, (int) code);
  problem = inlet_problem_new_from_error (self->error);
  g_assert_cmpint (inlet_problem_get_code (problem), ==, code);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, certainty);
  json = inlet_problem_to_json (problem);
  g_assert_null (strstr (json, "p8e-a"));
  g_assert_null (strstr (json, TOKEN));

  return g_steal_pointer (&problem);
}

#define TOKEN_REPLY \
  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" \
  "{\"access_token\":\"" TOKEN "\",\"token_type\":\"bearer\",\"expires_in\":86399}"

/* As Adobe's guide to server-to-server authentication has it. */
static void
test_request (void)
{
  static const FaultStep script[] = { FAULT_READ, FAULT_SEND (TOKEN_REPLY), FAULT_END };
  g_auto (SignIn) sign_in;
  g_autoptr (FaultRequest) request = NULL;
  g_autoptr (GHashTable) form = NULL;

  sign_in_init (&sign_in, script, "openid,AdobeID,read organizations");
  sign_in_run (&sign_in);
  g_assert_no_error (sign_in.error);

  g_assert_cmpuint (fault_server_get_n_requests (sign_in.server), ==, 1);
  request = fault_request_new (sign_in.server, 0);
  g_assert_cmpstr (request->line, ==, "POST /ims/token/v3 HTTP/1.1");
  fault_request_assert_headers (request, (const char *const[]) {
    "Content-Type", "application/x-www-form-urlencoded",
    "Content-Length", "*",
    "Host", "*",
    "User-Agent", "*",
    "Connection", "*",
    NULL
  });

  form = g_uri_parse_params (request->body, -1, "&", G_URI_PARAMS_WWW_FORM, NULL);
  g_assert_nonnull (form);
  g_assert_cmpuint (g_hash_table_size (form), ==, 4);
  g_assert_cmpstr (g_hash_table_lookup (form, "grant_type"), ==, "client_credentials");
  g_assert_cmpstr (g_hash_table_lookup (form, "client_id"), ==, "e053e1a8&x=1");
  g_assert_cmpstr (g_hash_table_lookup (form, "client_secret"), ==, CLIENT_SECRET);
  g_assert_cmpstr (g_hash_table_lookup (form, "scope"), ==, "openid,AdobeID,read organizations");
}

static void
test_token (void)
{
  static const FaultStep script[] = { FAULT_READ, FAULT_SEND (TOKEN_REPLY), FAULT_END };
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  g_auto (SignIn) sign_in;
  gint64 expires_at;

  sign_in_init (&sign_in, script, "openid");
  sign_in_run (&sign_in);
  g_assert_no_error (sign_in.error);
  g_assert_cmpstr (inlet_secrets_get (sign_in.token, INLET_SECRET_ACCESS_TOKEN), ==, TOKEN);
  g_assert_null (inlet_secrets_get (sign_in.token, INLET_SECRET_CLIENT_SECRET));
  expires_at = inlet_secrets_get_expires_at (sign_in.token);
  g_assert_cmpint (expires_at, >=, before + 86399);
  g_assert_cmpint (expires_at, <=, g_get_real_time () / G_USEC_PER_SEC + 86399);
}

static void
test_no_client_secret (void)
{
  static const FaultStep script[] = { FAULT_END };
  g_auto (SignIn) sign_in;
  g_autoptr (InletProblem) problem = NULL;

  sign_in_init (&sign_in, script, "openid");
  inlet_secrets_set (sign_in.secrets, INLET_SECRET_CLIENT_SECRET, NULL);
  sign_in_run (&sign_in);
  problem = assert_problem (&sign_in, INLET_ERROR_NO_SECRET, INLET_CERTAINTY_NOT_SENT);
  g_assert_cmpuint (fault_server_get_n_connections (sign_in.server), ==, 0);
}

#define JSON_REPLY(status, body) \
  FAULT_SEND ("HTTP/1.1 " status "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" \
              body)

/* Whatever goes wrong here, no connection has been made, and none may be called uncertain. */
static void
test_failures (void)
{
  static const struct
  {
    FaultStep       script[4];
    InletErrorCode  code;
    InletCertainty  certainty;
    const char     *adobe_code;
  } cases[] = {
    { { FAULT_READ, JSON_REPLY ("400 Bad Request", "{\"error\":\"invalid_client\","
                                "\"error_description\":\"invalid client_secret parameter\"}") },
      INLET_ERROR_SIGN_IN, INLET_CERTAINTY_REFUSED, "invalid_client" },
    { { FAULT_READ, JSON_REPLY ("401 Unauthorized", "{\"error\":\"unauthorized_client\"}") },
      INLET_ERROR_SIGN_IN, INLET_CERTAINTY_REFUSED, "unauthorized_client" },
    { { FAULT_READ, JSON_REPLY ("400 Bad Request", "{\"error\":\"invalid_scope\"}") },
      INLET_ERROR_SIGN_IN, INLET_CERTAINTY_REFUSED, "invalid_scope" },
    /* A server that gives back what it was sent. */
    { { FAULT_READ, JSON_REPLY ("400 Bad Request", "{\"error\":\"invalid_client\","
                                "\"error_description\":\"no p8e-a&b=c d+e%/é\\\"\\\\ here, nor "
                                "p8e-a%26b%3Dc%20d%2Be%25%2F%C3%A9%22%5C\"}") },
      INLET_ERROR_SIGN_IN, INLET_CERTAINTY_REFUSED, "invalid_client" },
    { { FAULT_READ, JSON_REPLY ("429 Slow Down", "{}") },
      INLET_ERROR_BUSY, INLET_CERTAINTY_REFUSED },
    { { FAULT_READ, JSON_REPLY ("502 Bad Gateway", "<html>") },
      INLET_ERROR_SERVER, INLET_CERTAINTY_REFUSED },
    { { FAULT_READ, JSON_REPLY ("200 OK", "<html>sign in to the network</html>") },
      INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_REFUSED },
    { { FAULT_READ, JSON_REPLY ("200 OK", "{\"access_token\":7}") },
      INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_REFUSED },
    { { FAULT_READ, JSON_REPLY ("200 OK", "{\"access_token\":\"" TOKEN "\",\"token_type\":"
                                "\"mac\"}") },
      INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_REFUSED },
    { { FAULT_READ, JSON_REPLY ("200 OK", "{\"access_token\":\"" TOKEN) },
      INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_REFUSED },
    { { FAULT_READ, JSON_REPLY ("200 OK", "") },
      INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_REFUSED },
    { { FAULT_READ, FAULT_END }, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_NOT_SENT },
    { { FAULT_READ, FAULT_SEND ("gibberish\r\n\r\n") },
      INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_NOT_SENT },
    { { FAULT_READ, FAULT_STALL }, INLET_ERROR_TIMED_OUT, INLET_CERTAINTY_NOT_SENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (SignIn) sign_in;
    g_autoptr (InletProblem) problem = NULL;

    g_test_message ("case %zu", i);
    sign_in_init (&sign_in, cases[i].script, "openid");
    inlet_http_set_timeout (sign_in.http, 1);
    sign_in_run (&sign_in);
    problem = assert_problem (&sign_in, cases[i].code, cases[i].certainty);
    g_assert_cmpstr (inlet_problem_get_adobe_code (problem), ==, cases[i].adobe_code);
    g_assert_cmpuint (fault_server_get_n_requests (sign_in.server), ==, 1);
  }
}

static void
test_address_is_not_safe (void)
{
  static const FaultStep script[] = { FAULT_END };
  g_auto (SignIn) sign_in;
  g_autoptr (InletProblem) problem = NULL;

  sign_in_init (&sign_in, script, "openid");
  g_clear_object (&sign_in.account);
  sign_in.account = g_object_new (INLET_TYPE_ACCOUNT, "id", "1", "name", "n", "org-id",
                                  "o@AdobeOrg",
                                  "api-key", "k", "ims-url", "http://ims.test", NULL);
  sign_in_run (&sign_in);
  problem = assert_problem (&sign_in, INLET_ERROR_INVALID_INPUT, INLET_CERTAINTY_NOT_SENT);
}

static gboolean
has_request (gpointer user_data)
{
  SignIn *self = user_data;

  return fault_server_get_n_requests (self->server) == 1;
}

/* Silent: no connection has been made. */
static void
test_cancel (void)
{
  static const FaultStep script[] = { FAULT_READ, FAULT_STALL };
  g_auto (SignIn) sign_in;

  sign_in_init (&sign_in, script, "openid");
  sign_in_start (&sign_in);
  http_probe_iterate_until (has_request, &sign_in);
  g_cancellable_cancel (sign_in.cancellable);
  http_probe_iterate_until (is_done, &sign_in);
  g_assert_error (sign_in.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/service/ims/request", test_request);
  g_test_add_func ("/inlet/service/ims/token", test_token);
  g_test_add_func ("/inlet/service/ims/no-client-secret", test_no_client_secret);
  g_test_add_func ("/inlet/service/ims/failures", test_failures);
  g_test_add_func ("/inlet/service/ims/address-is-not-safe", test_address_is_not_safe);
  g_test_add_func ("/inlet/service/ims/cancel", test_cancel);

  return g_test_run ();
}
