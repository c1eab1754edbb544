/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-request.h"
#include "http-probe.h"
#include "inlet-flow-service.h"

#include <string.h>

/* Nothing that looks like a secret by itself. */
#define TOKEN "an-access-token-of-no-known-form"
#define ID    "4cb0c374-d3bb-4557-b139-5712880adc55"
#define PATH  "/data/foundation/flowservice/connections/"

#define REPLY(status, body) \
  FAULT_SEND ("HTTP/1.1 " status "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" \
              body)
#define FLOW(code, status, text) \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-" code "-" status "\",\"status\":" status "," \
  "\"report\":{\"detailed-message\":\"" text "\",\"request-id\":\"r-1\"}}"

typedef struct
{
  FaultServer  *server;
  InletHttp    *http;
  InletAccount *account;
  GCancellable *cancellable;
  gboolean      is_done;
  gboolean      is_passed;
  GError       *error;
} Question;

static gboolean
is_done (gpointer user_data)
{
  Question *self = user_data;

  return self->is_done;
}

static void
on_tested (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Question *self = user_data;

  self->is_passed = inlet_flow_service_test_finish (INLET_HTTP (source), result, &self->error);
  g_assert_true (self->is_passed == (self->error == NULL));
  self->is_done = TRUE;
}

static void
question_init (Question        *self,
               const FaultStep *steps)
{
  g_autofree char *url = NULL;

  memset (self, 0, sizeof *self);
  self->server = fault_server_new ();
  fault_server_set_script (self->server, steps);
  self->http = inlet_http_new ();
  self->cancellable = g_cancellable_new ();
  url = fault_server_dup_url (self->server, NULL, NULL);
  self->account = g_object_new (INLET_TYPE_ACCOUNT, "id", "a", "name", "ACME",
                                "org-id", "5C1328435BF324E90A49402A@AdobeOrg",
                                "api-key", "e053e1a87cf74c68a6ec8e71d4a82662",
                                "platform-url", url, NULL);
}

static void
question_clear (Question *self)
{
  g_clear_object (&self->http);
  g_clear_object (&self->account);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->server, fault_server_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static void
ask_test (Question   *self,
          const char *remote_id)
{
  inlet_flow_service_test_async (self->http, self->account, TOKEN, "dev", remote_id,
                                 self->cancellable, on_tested, self);
}

/* Exactly this, and nothing that only a body has. */
static void
assert_request (Question   *self,
                const char *line)
{
  g_autoptr (FaultRequest) request = fault_request_new (self->server, 0);
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", fault_server_get_port (self->server));

  g_assert_cmpuint (fault_server_get_n_requests (self->server), ==, 1);
  g_assert_cmpstr (request->line, ==, line);
  g_assert_cmpstr (request->body, ==, "");
  fault_request_assert_headers (request, (const char *const[]) {
    "Authorization", "Bearer " TOKEN,
    "x-api-key", "e053e1a87cf74c68a6ec8e71d4a82662",
    "x-gw-ims-org-id", "5C1328435BF324E90A49402A@AdobeOrg",
    "x-sandbox-name", "dev",
    "Host", host,
    "User-Agent", "*",
    "Connection", "*",
    NULL
  });
}

static void
test_passed (void)
{
  static const FaultStep steps[] = { FAULT_READ, REPLY ("200 OK", "{\"result\":true}"), FAULT_END };
  g_auto (Question) question;

  question_init (&question, steps);
  ask_test (&question, ID);
  http_probe_iterate_until (is_done, &question);
  g_assert_no_error (question.error);
  g_assert_true (question.is_passed);
  assert_request (&question, "GET " PATH ID "/test HTTP/1.1");
}

/* An ID is Adobe's text, and stays in its place in the address. */
static void
test_escaped (void)
{
  static const FaultStep steps[] = { FAULT_READ, REPLY ("200 OK", "{\"result\":true}"), FAULT_END };
  g_auto (Question) question;

  question_init (&question, steps);
  ask_test (&question, "../a b?c#d\r\nHost: e");
  http_probe_iterate_until (is_done, &question);
  g_assert_no_error (question.error);
  assert_request (&question, "GET " PATH "..%2Fa%20b%3Fc%23d%0D%0AHost%3A%20e/test HTTP/1.1");
}

static const struct
{
  const char     *name;
  FaultStep       send;
  InletErrorCode  code;
  guint           status;
  const char     *adobe_code;
} failures[] = {
  { "false-without-reason", REPLY ("200 OK", "{\"result\":false}"), INLET_ERROR_S3_REFUSED, 200 },
  { "wrong-key",
    REPLY ("400 Bad Request", FLOW ("1100", "400", "InvalidAccessKeyId")),
    INLET_ERROR_S3_REFUSED, 400, "FLOW-1100-400" },
  { "problem-with-status-200",
    REPLY ("200 OK", FLOW ("1100", "400", "AccessDenied")), INLET_ERROR_S3_REFUSED, 200,
    "FLOW-1100-400" },
  { "gone", REPLY ("404 Not Found", FLOW ("1439", "404", "not found")), INLET_ERROR_NOT_FOUND,
    404, "FLOW-1439-404" },
  { "gone-in-old-words",
    REPLY ("404 Not Found", "{\"errorMessage\":\"connections not found with id = [" ID "]\"}"),
    INLET_ERROR_NOT_FOUND, 404 },
  { "no-permission", REPLY ("403 Forbidden", FLOW ("2120", "403", "denied")),
    INLET_ERROR_NOT_ALLOWED, 403, "FLOW-2120-403" },
  { "no-sandbox", REPLY ("404 Not Found", FLOW ("2100", "404", "Sandbox not found")),
    INLET_ERROR_SANDBOX, 404, "FLOW-2100-404" },
  { "token-is-not-valid",
    REPLY ("401 Unauthorized", "{\"error_code\":\"401013\",\"message\":\"Oauth token is not "
           "valid\"}"), INLET_ERROR_SIGN_IN, 401, "401013" },
  { "too-many-requests", REPLY ("429 Too Many Requests", "{\"error_code\":\"429050\"}"),
    INLET_ERROR_BUSY, 429, "429050" },
  { "failed", REPLY ("500 Internal Server Error", ""), INLET_ERROR_SERVER, 500 },
  { "gateway", REPLY ("502 Bad Gateway", "<html>"), INLET_ERROR_SERVER, 502 },
  { "no-answer-inside", REPLY ("200 OK", "{}"), INLET_ERROR_BAD_REPLY, 200 },
  { "html", REPLY ("200 OK", "<html>"), INLET_ERROR_BAD_REPLY, 200 },
  { "empty", REPLY ("204 No Content", ""), INLET_ERROR_BAD_REPLY, 204 },
  { "elsewhere", REPLY ("302 Found", ""), INLET_ERROR_BAD_REPLY, 302 },
  { "cut", FAULT_SEND (""), INLET_ERROR_INTERRUPTED, 0 },
};

/* Each is a problem of a question, with what a ticket needs, and without the token. */
static void
test_failure (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  const FaultStep steps[] = { FAULT_READ, failures[i].send, FAULT_END };

  g_auto (Question) question;
  g_autoptr (InletProblem) problem = NULL;
  g_autofree char *json = NULL;

  question_init (&question, steps);
  ask_test (&question, ID);
  http_probe_iterate_until (is_done, &question);

  g_assert_error (question.error, INLET_ERROR, (int) failures[i].code);
  problem = inlet_problem_new_from_error (question.error);
  json = inlet_problem_to_json (problem);
  g_assert_cmpuint (inlet_problem_get_status (problem), ==, failures[i].status);
  g_assert_cmpstr (inlet_problem_get_adobe_code (problem), ==, failures[i].adobe_code);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_ASKED);
  g_assert_null (strstr (json, TOKEN));
}

static void
test_cancelled (void)
{
  static const FaultStep steps[] = { FAULT_READ, FAULT_STALL, FAULT_END };
  g_auto (Question) question;

  question_init (&question, steps);
  ask_test (&question, ID);
  g_cancellable_cancel (question.cancellable);
  http_probe_iterate_until (is_done, &question);
  g_assert_error (question.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/service/flow-service-test/passed", test_passed);
  g_test_add_func ("/inlet/service/flow-service-test/escaped", test_escaped);
  g_test_add_func ("/inlet/service/flow-service-test/cancelled", test_cancelled);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/flow-service-test/failure/",
                                         failures[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_failure);
  }

  return g_test_run ();
}
