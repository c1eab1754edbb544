/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-request.h"
#include "http-probe.h"
#include "inlet-flow-service.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Nothing that looks like a secret by itself. */
#define TOKEN         "an-access-token-of-no-known-form"
#define ACCESS_KEY    "AKIAIOSFODNN7EXAMPLE"
#define SECRET_KEY    "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
#define SESSION_TOKEN "FwoGZXIvYXdzEBYaD+/=\"\\"
#define ID            "4cb0c374-d3bb-4557-b139-5712880adc55"
#define ETAG          "\"1700d77b-0000-0200-0000-5e3b41a10000\""

typedef struct
{
  FaultServer      *server;
  InletHttp        *http;
  InletAccount     *account;
  InletCredentials *credentials;
  InletDraft       *draft;
  InletSecrets     *secrets;
  GCancellable     *cancellable;
  gboolean          is_done;
  InletReceipt     *receipt;
  GError           *error;
} Creation;

static gboolean
is_done (gpointer user_data)
{
  Creation *self = user_data;

  return self->is_done;
}

static void
on_created (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Creation *self = user_data;

  self->receipt = inlet_flow_service_create_finish (INLET_HTTP (source), result, &self->error);
  g_assert_true ((self->receipt == NULL) != (self->error == NULL));
  self->is_done = TRUE;
}

static void
use_credentials (Creation         *self,
                 InletCredentials *credentials,
                 const char       *description)
{
  g_set_object (&self->credentials, credentials);
  g_clear_object (&self->draft);
  self->draft = inlet_draft_new (self->account, credentials, "dev", "S3 Connection", description);
}

static void
creation_init (Creation        *self,
               const FaultStep *script)
{
  g_autoptr (InletCredentials) credentials = NULL;
  g_autofree char *url = NULL;

  memset (self, 0, sizeof *self);
  self->server = fault_server_new ();
  fault_server_set_script (self->server, script);
  self->http = inlet_http_new ();
  self->cancellable = g_cancellable_new ();
  self->secrets = inlet_secrets_new ();
  inlet_secrets_set (self->secrets, INLET_SECRET_SECRET_KEY, SECRET_KEY);
  url = fault_server_dup_url (self->server, NULL, NULL);
  self->account = g_object_new (INLET_TYPE_ACCOUNT, "id", "a", "name", "ACME",
                                "org-id", "5C1328435BF324E90A49402A@AdobeOrg",
                                "api-key", "e053e1a87cf74c68a6ec8e71d4a82662",
                                "platform-url", url, NULL);
  credentials = g_object_new (INLET_TYPE_CREDENTIALS, "id", "c", "name", "Billing",
                              "access-key-id", ACCESS_KEY, NULL);
  use_credentials (self, credentials, "Connection for an Amazon S3 account");
}

static void
creation_clear (Creation *self)
{
  g_clear_object (&self->http);
  g_clear_object (&self->account);
  g_clear_object (&self->credentials);
  g_clear_object (&self->draft);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->receipt);
  g_clear_pointer (&self->secrets, inlet_secrets_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->server, fault_server_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Creation, creation_clear)

static void
creation_start (Creation *self)
{
  inlet_flow_service_create_async (self->http, self->draft, TOKEN, self->secrets,
                                   self->cancellable, on_created, self);
}

static void
creation_run (Creation *self)
{
  creation_start (self);
  http_probe_iterate_until (is_done, self);
}

static InletProblem *
assert_problem (Creation       *self,
                InletErrorCode  code,
                InletCertainty  certainty)
{
  static const char *const secrets[] = { TOKEN, SECRET_KEY, "wJalrXUtnFEMI", "FwoGZXIvYXdz" };
  g_autoptr (InletProblem) problem = NULL;
  g_autofree char *json = NULL;

  g_assert_error (self->error, INLET_ERROR, (int) code);
  problem = inlet_problem_new_from_error (self->error);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, certainty);
  json = inlet_problem_to_json (problem);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (json, secrets[i]));

  return g_steal_pointer (&problem);
}

static void
assert_json (const char *text,
             const char *wanted)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (JsonNode) wanted_node = json_from_string (wanted, NULL);

  g_assert_nonnull (node);
  g_assert_nonnull (wanted_node);
  if (!json_node_equal (node, wanted_node))
    g_error ("%s is not %s", text, wanted);
}

#define MADE \
  FAULT_SEND ("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nConnection: close\r\n" \
              "Location: https://platform.test/data/foundation/flowservice/connections/" ID "\r\n" \
              "\r\n{\"id\":\"" ID "\",\"etag\":\"\\\"1700d77b-0000-0200-0000-5e3b41a10000\\\"\"}")

/* Adobe's tutorial, "Create an Amazon S3 connector using the Flow Service API":
 *
 *   curl -X POST 'http://platform.adobe.io/data/foundation/flowservice/connections'
 *     -H 'Authorization: Bearer {ACCESS_TOKEN}'
 *     -H 'x-api-key: {API_KEY}'
 *     -H 'x-gw-ims-org-id: {IMS_ORG}'
 *     -H 'x-sandbox-name: {SANDBOX_NAME}'
 *     -H 'Content-Type: application/json'
 *     -d '{ "name": "S3 Connection", … }'
 *
 * and its answer. */
static void
test_tutorial (void)
{
  static const FaultStep script[] = { FAULT_READ, MADE, FAULT_END };
  g_auto (Creation) creation;
  g_autoptr (FaultRequest) request = NULL;
  g_autofree char *host = NULL;

  creation_init (&creation, script);
  creation_run (&creation);
  g_assert_no_error (creation.error);

  g_assert_cmpuint (fault_server_get_n_requests (creation.server), ==, 1);
  request = fault_request_new (creation.server, 0);
  host = g_strdup_printf ("127.0.0.1:%u", fault_server_get_port (creation.server));
  g_assert_cmpstr (request->line, ==, "POST /data/foundation/flowservice/connections HTTP/1.1");
  fault_request_assert_headers (request, (const char *const[]) {
    "Authorization", "Bearer " TOKEN,
    "x-api-key", "e053e1a87cf74c68a6ec8e71d4a82662",
    "x-gw-ims-org-id", "5C1328435BF324E90A49402A@AdobeOrg",
    "x-sandbox-name", "dev",
    "Content-Type", "application/json",
    /* What HTTP itself needs. */
    "Host", host,
    "Content-Length", "*",
    "User-Agent", "*",
    "Connection", "*",
    NULL
  });
  assert_json (request->body,
               "{"
               "  \"name\": \"S3 Connection\","
               "  \"description\": \"Connection for an Amazon S3 account\","
               "  \"auth\": {"
               "    \"specName\": \"Access Key\","
               "    \"params\": {"
               "      \"s3AccessKey\": \"" ACCESS_KEY "\","
               "      \"s3SecretKey\": \"" SECRET_KEY "\""
               "    }"
               "  },"
               "  \"connectionSpec\": {"
               "    \"id\": \"ecadc60c-7455-4d87-84dc-2a0e293d997b\","
               "    \"version\": \"1.0\""
               "  }"
               "}");

  g_assert_cmpstr (inlet_receipt_get_remote_id (creation.receipt), ==, ID);
  g_assert_cmpstr (inlet_receipt_get_etag (creation.receipt), ==, ETAG);
}

static void
assert_body (InletCredentials *credentials,
             const char       *session_token,
             const char       *description,
             const char       *wanted)
{
  static const FaultStep script[] = { FAULT_READ, MADE, FAULT_END };
  g_auto (Creation) creation;
  g_autoptr (FaultRequest) request = NULL;

  creation_init (&creation, script);
  inlet_secrets_set (creation.secrets, INLET_SECRET_SESSION_TOKEN, session_token);
  use_credentials (&creation, credentials, description);
  creation_run (&creation);
  g_assert_no_error (creation.error);
  request = fault_request_new (creation.server, 0);
  assert_json (request->body, wanted);
}

#define BODY(description, params) \
  "{\"name\":\"S3 Connection\"," description "\"auth\":{\"specName\":\"Access Key\",\"params\":{" \
  "\"s3AccessKey\":\"" ACCESS_KEY "\",\"s3SecretKey\":\"" SECRET_KEY "\"" params "}}," \
  "\"connectionSpec\":{\"id\":\"ecadc60c-7455-4d87-84dc-2a0e293d997b\",\"version\":\"1.0\"}}"

static void
test_optional_parameters (void)
{
  static const struct
  {
    const char *property;
    const char *value;
    const char *body;
  } cases[] = {
    { "service-url", "https://s3.eu-west-1.amazonaws.com/",
      BODY ("", ",\"serviceUrl\":\"https://s3.eu-west-1.amazonaws.com/\"") },
    { "bucket", "acme-billing", BODY ("", ",\"bucketName\":\"acme-billing\"") },
    { "folder", "a/\"b\"/ü", BODY ("", ",\"folderPath\":\"a/\\\"b\\\"/ü\"") },
  };
  g_autoptr (InletCredentials) with_token =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "c", "name", "n", "access-key-id", ACCESS_KEY,
                  "has-session-token", TRUE, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletCredentials) credentials =
      g_object_new (INLET_TYPE_CREDENTIALS, "id", "c", "name", "n", "access-key-id", ACCESS_KEY,
                    cases[i].property, cases[i].value, NULL);

    assert_body (credentials, NULL, "", cases[i].body);
  }
  assert_body (with_token, SESSION_TOKEN, "d",
               BODY ("\"description\":\"d\",",
                     ",\"s3SessionToken\":\"FwoGZXIvYXdzEBYaD+/=\\\"\\\\\""));
}

#define REPLY(status, body) \
  FAULT_SEND ("HTTP/1.1 " status "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" \
              body)

static void
test_other_successes (void)
{
  static const struct
  {
    FaultStep   send;
    const char *etag;
  } cases[] = {
    { REPLY ("200 OK", "{\"id\":\"" ID "\",\"etag\":\"x\",\"more\":[1]}"), "x" },
    { REPLY ("201 Created", "{\"id\":\"" ID "\"}"), NULL },
    { FAULT_SEND ("HTTP/1.1 201 Created\r\nLocation: /connections/" ID "\r\n"
                  "Content-Length: 0\r\n\r\n"), NULL },
    /* The line is cut, but the ID has come. */
    { FAULT_SEND ("HTTP/1.1 201 Created\r\nLocation: /connections/" ID "\r\n"
                  "Content-Length: 99\r\n\r\n{\"id\":\"4cb0"), NULL },
    { FAULT_SEND ("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
                  "34\r\n{\"id\":\"" ID "\",\"a\":\"\"}\r\n"), NULL },
    { FAULT_SEND ("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n"
                  "{\"id\":\"" ID "\",\"etag\":\"x\"}"), "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const FaultStep script[] = { FAULT_READ, cases[i].send, FAULT_END };
    g_auto (Creation) creation;

    g_test_message ("case %zu", i);
    creation_init (&creation, script);
    creation_run (&creation);
    g_assert_no_error (creation.error);
    g_assert_cmpstr (inlet_receipt_get_remote_id (creation.receipt), ==, ID);
    g_assert_cmpstr (inlet_receipt_get_etag (creation.receipt), ==, cases[i].etag);
  }
}

typedef struct
{
  const char     *name;
  FaultStep       send;
  InletErrorCode  code;
  InletCertainty  certainty;
  const char     *adobe_code;
} Failure;

static const Failure failures[] = {
  { "token-is-not-valid",
    REPLY ("401 Unauthorized", "{\"error_code\":\"401013\",\"message\":\"Oauth token is not "
           "valid\"}"), INLET_ERROR_SIGN_IN, INLET_CERTAINTY_REFUSED, "401013" },
  { "organization-is-wrong",
    REPLY ("403 Forbidden", "{\"error_code\":403027,\"message\":\"User region is missing\"}"),
    INLET_ERROR_NOT_ALLOWED, INLET_CERTAINTY_REFUSED, "403027" },
  /* A service that repeats what it was sent. */
  { "secrets-come-back",
    REPLY ("400 Bad Request", "{\"errorMessage\":\"cannot use " SECRET_KEY " with " TOKEN
           "\",\"errorDetails\":\"wJalrXUtnFEMI%2FK7MDENG%2FbPxRfiCYEXAMPLEKEY\"}"),
    INLET_ERROR_INVALID_INPUT, INLET_CERTAINTY_REFUSED },
  { "internal-error",
    REPLY ("500 Internal Server Error", "<html>" SECRET_KEY "</html>"),
    INLET_ERROR_SERVER, INLET_CERTAINTY_REFUSED },
  { "unavailable",
    REPLY ("503 Service Unavailable", ""), INLET_ERROR_SERVER, INLET_CERTAINTY_REFUSED },
  { "too-many-requests",
    REPLY ("429 Too Many Requests", "{}"), INLET_ERROR_BUSY, INLET_CERTAINTY_REFUSED },
  { "bad-gateway",
    REPLY ("502 Bad Gateway", "<html>"), INLET_ERROR_SERVER, INLET_CERTAINTY_UNKNOWN },
  { "gateway-timeout",
    REPLY ("504 Gateway Timeout", ""), INLET_ERROR_SERVER, INLET_CERTAINTY_UNKNOWN },
  /* Something was made, and nobody knows its ID. */
  { "made-without-body",
    REPLY ("201 Created", ""), INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_UNKNOWN },
  { "html",
    REPLY ("200 OK", "<html>sign in to the network</html>"),
    INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_UNKNOWN },
  { "half-the-json",
    REPLY ("201 Created", "{\"id\":\"4cb0c374"), INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_UNKNOWN },
  { "id-is-a-number",
    REPLY ("201 Created", "{\"id\":7}"), INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_UNKNOWN },
  { "not-an-object",
    REPLY ("201 Created", "[\"id\"]"), INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_UNKNOWN },
  { "not-utf-8",
    REPLY ("201 Created", "{\"id\":\"\xc3(\"}"), INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_UNKNOWN },
  { "half-the-location",
    FAULT_SEND ("HTTP/1.1 201 Created\r\nLocation: /connections/4cb0c374\r\n"
                "Content-Length: 99\r\n\r\n{"), INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_UNKNOWN },
  { "compressed",
    FAULT_SEND ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\n"
                "\x1f\x8b\x08"),
    INLET_ERROR_BAD_REPLY, INLET_CERTAINTY_UNKNOWN },
  { "no-answer",
    FAULT_SEND (""), INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN },
};

static void
test_failure (gconstpointer data)
{
  const Failure *failure = data;
  const FaultStep script[] = { FAULT_READ, failure->send, FAULT_END };
  g_auto (Creation) creation;
  g_autoptr (InletProblem) problem = NULL;

  creation_init (&creation, script);
  creation_run (&creation);
  problem = assert_problem (&creation, failure->code, failure->certainty);
  g_assert_cmpstr (inlet_problem_get_adobe_code (problem), ==, failure->adobe_code);
  if (inlet_problem_get_status (problem) != 0)
    g_assert_nonnull (inlet_problem_get_details (problem));
  g_assert_cmpuint (fault_server_get_n_requests (creation.server), ==, 1);
}

/* What libsoup 3.2 takes for a whole body, which has no ID, is a lost answer to later ones. */
static void
test_half_the_chunks (void)
{
  static const FaultStep script[] = {
    FAULT_READ,
    FAULT_SEND ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"id\":\"4c"),
    FAULT_END
  };
  g_auto (Creation) creation;
  g_autoptr (InletProblem) problem = NULL;

  creation_init (&creation, script);
  creation_run (&creation);
  problem = assert_problem (&creation,
                            g_error_matches (creation.error, INLET_ERROR, INLET_ERROR_BAD_REPLY)
                            ? INLET_ERROR_BAD_REPLY : INLET_ERROR_INTERRUPTED,
                            INLET_CERTAINTY_UNKNOWN);
  g_assert_cmpuint (fault_server_get_n_requests (creation.server), ==, 1);
}

static void
test_sandbox_cannot_add_a_header (void)
{
  static const FaultStep script[] = { FAULT_END };
  g_auto (Creation) creation;
  g_autoptr (InletProblem) problem = NULL;

  creation_init (&creation, script);
  g_clear_object (&creation.draft);
  creation.draft = inlet_draft_new (creation.account, creation.credentials, "dev\r\nx-evil: 1", "n",
                                    NULL);
  creation_run (&creation);
  problem = assert_problem (&creation, INLET_ERROR_INVALID_INPUT, INLET_CERTAINTY_NOT_SENT);
  g_assert_cmpuint (fault_server_get_n_connections (creation.server), ==, 0);
}

static gboolean
has_request (gpointer user_data)
{
  Creation *self = user_data;

  return fault_server_get_n_requests (self->server) == 1;
}

static void
test_cancel (void)
{
  static const FaultStep script[] = { FAULT_READ, FAULT_STALL };
  g_auto (Creation) creation;
  g_autoptr (InletProblem) problem = NULL;

  creation_init (&creation, script);
  creation_start (&creation);
  http_probe_iterate_until (has_request, &creation);
  g_cancellable_cancel (creation.cancellable);
  http_probe_iterate_until (is_done, &creation);
  problem = assert_problem (&creation, INLET_ERROR_INTERRUPTED, INLET_CERTAINTY_UNKNOWN);
}

static void
test_cancel_before (void)
{
  static const FaultStep script[] = { FAULT_END };
  g_auto (Creation) creation;

  creation_init (&creation, script);
  g_cancellable_cancel (creation.cancellable);
  creation_run (&creation);
  g_assert_error (creation.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fault_server_get_n_connections (creation.server), ==, 0);
}

/* An ID that has come is not lost to a cancel that comes in the same moment. */
static void
test_cancel_too_late (void)
{
  static const FaultStep script[] = {
    FAULT_READ,
    FAULT_SEND ("HTTP/1.1 201 Created\r\nLocation: /connections/" ID "\r\n"
                "Content-Length: 99\r\n\r\n{\"id\":\"4cb0"),
    FAULT_STALL
  };
  g_auto (Creation) creation;

  creation_init (&creation, script);
  creation_start (&creation);
  while (!fault_server_is_stalled (creation.server))
    g_main_context_iteration (NULL, FALSE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_cancellable_cancel (creation.cancellable);
  http_probe_iterate_until (is_done, &creation);
  g_assert_no_error (creation.error);
  g_assert_cmpstr (inlet_receipt_get_remote_id (creation.receipt), ==, ID);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/service/flow-service/tutorial", test_tutorial);
  g_test_add_func ("/inlet/service/flow-service/optional-parameters", test_optional_parameters);
  g_test_add_func ("/inlet/service/flow-service/other-successes", test_other_successes);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/flow-service/failure/", failures[i].name,
                                         NULL);

    g_test_add_data_func (path, &failures[i], test_failure);
  }
  g_test_add_func ("/inlet/service/flow-service/half-the-chunks", test_half_the_chunks);
  g_test_add_func ("/inlet/service/flow-service/sandbox-cannot-add-a-header",
                   test_sandbox_cannot_add_a_header);
  g_test_add_func ("/inlet/service/flow-service/cancel", test_cancel);
  g_test_add_func ("/inlet/service/flow-service/cancel-before", test_cancel_before);
  g_test_add_func ("/inlet/service/flow-service/cancel-too-late", test_cancel_too_late);

  return g_test_run ();
}
