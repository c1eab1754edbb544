/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-request.h"
#include "http-probe.h"
#include "inlet-flow-edit.h"
#include "inlet-problem.h"

#include <string.h>

/* Nothing that looks like a secret by itself. */
#define TOKEN  "an-access-token-of-no-known-form"
#define SECRET "a-secret-key-of-no-known-form"
#define ID     "4cb0c374-d3bb-4557-b139-5712880adc55"
#define PATH   "/data/foundation/flowservice/connections/"
#define ETAG   "\"1700d77b-0000-0200-0000-5e3b41a10000\""

#define REPLY(status, body) \
  FAULT_SEND ("HTTP/1.1 " status "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" \
              body)
#define FLOW(code, status, text) \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-" code "-" status "\",\"status\":" status "," \
  "\"report\":{\"detailed-message\":\"" text "\",\"request-id\":\"r-1\"}}"
#define RECEIPT "{\"id\":\"" ID "\",\"etag\":\"\\\"18\\\"\"}"

typedef enum { GET, PATCH, DELETE, N_VERBS } Verb;

typedef struct
{
  FaultServer  *server;
  InletHttp    *http;
  InletAccount *account;
  InletChange  *change;
  InletSecrets *secrets;
  GCancellable *cancellable;
  gboolean      is_done;
  InletRemote  *remote;
  InletReceipt *receipt;
  gboolean      is_deleted;
  GError       *error;
} Edit;

static gboolean
is_done (gpointer user_data)
{
  Edit *self = user_data;

  return self->is_done;
}

static void
on_got (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  Edit *self = user_data;

  self->remote = inlet_flow_edit_get_finish (INLET_HTTP (source), result, &self->error);
  g_assert_true ((self->remote == NULL) == (self->error != NULL));
  self->is_done = TRUE;
}

static void
on_patched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Edit *self = user_data;

  self->receipt = inlet_flow_edit_patch_finish (INLET_HTTP (source), result, &self->error);
  g_assert_true ((self->receipt == NULL) == (self->error != NULL));
  self->is_done = TRUE;
}

static void
on_deleted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Edit *self = user_data;

  self->is_deleted = inlet_flow_edit_delete_finish (INLET_HTTP (source), result, &self->error);
  g_assert_true (self->is_deleted == (self->error == NULL));
  self->is_done = TRUE;
}

static void
edit_init (Edit            *self,
           const FaultStep *steps)
{
  g_autofree char *url = NULL;
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);

  memset (self, 0, sizeof *self);
  self->server = fault_server_new ();
  fault_server_set_script (self->server, steps);
  self->http = inlet_http_new ();
  self->cancellable = g_cancellable_new ();
  self->change = inlet_change_new (NULL, NULL, credentials);
  self->secrets = inlet_secrets_new ();
  inlet_secrets_set (self->secrets, INLET_SECRET_SECRET_KEY, SECRET);
  url = fault_server_dup_url (self->server, NULL, NULL);
  self->account = g_object_new (INLET_TYPE_ACCOUNT, "id", "a", "name", "ACME",
                                "org-id", "5C1328435BF324E90A49402A@AdobeOrg",
                                "api-key", "e053e1a87cf74c68a6ec8e71d4a82662",
                                "platform-url", url, NULL);
}

static void
edit_clear (Edit *self)
{
  g_clear_object (&self->http);
  g_clear_object (&self->account);
  g_clear_object (&self->change);
  g_clear_pointer (&self->secrets, inlet_secrets_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->remote);
  g_clear_object (&self->receipt);
  g_clear_error (&self->error);
  g_clear_pointer (&self->server, fault_server_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Edit, edit_clear)

static void
start (Edit       *self,
       Verb        verb,
       const char *remote_id,
       const char *etag)
{
  if (verb == GET)
    inlet_flow_edit_get_async (self->http, self->account, TOKEN, "dev", remote_id,
                               self->cancellable, on_got, self);
  else if (verb == PATCH)
    inlet_flow_edit_patch_async (self->http, self->account, TOKEN, "dev", remote_id, etag,
                                 self->change, self->secrets, self->cancellable, on_patched, self);
  else
    inlet_flow_edit_delete_async (self->http, self->account, TOKEN, "dev", remote_id,
                                  self->cancellable, on_deleted, self);
}

static void
run (Edit *self,
     Verb  verb)
{
  start (self, verb, ID, ETAG);
  http_probe_iterate_until (is_done, self);
}

static void
test_get (void)
{
  static const FaultStep steps[] = {
    FAULT_READ,
    REPLY ("200 OK",
           "{\"items\":[{\"id\":\"" ID "\",\"name\":\"n\",\"description\":\"d\",\"etag\":"
           "\"\\\"17\\\"\",\"auth\":{\"params\":{\"s3SecretKey\":\"planted\"}}}]}"),
    FAULT_END
  };
  g_auto (Edit) edit;
  g_autoptr (FaultRequest) request = NULL;

  edit_init (&edit, steps);
  run (&edit, GET);
  g_assert_no_error (edit.error);
  g_assert_cmpstr (inlet_remote_get_name (edit.remote), ==, "n");
  g_assert_cmpstr (inlet_receipt_get_etag (inlet_remote_get_receipt (edit.remote)), ==, "\"17\"");

  request = fault_request_new (edit.server, 0);
  g_assert_cmpstr (request->line, ==, "GET " PATH ID " HTTP/1.1");
  g_assert_cmpstr (request->body, ==, "");
  g_assert_null (fault_request_get_header (request, "If-Match"));
}

static void
test_patch (void)
{
  static const FaultStep steps[] = { FAULT_READ, REPLY ("200 OK", RECEIPT), FAULT_END };
  g_auto (Edit) edit;
  g_autoptr (FaultRequest) request = NULL;
  g_autofree char *host = NULL;

  edit_init (&edit, steps);
  run (&edit, PATCH);
  g_assert_no_error (edit.error);
  g_assert_cmpstr (inlet_receipt_get_etag (edit.receipt), ==, "\"18\"");

  g_assert_cmpuint (fault_server_get_n_requests (edit.server), ==, 1);
  request = fault_request_new (edit.server, 0);
  host = g_strdup_printf ("127.0.0.1:%u", fault_server_get_port (edit.server));
  g_assert_cmpstr (request->line, ==, "PATCH " PATH ID " HTTP/1.1");
  g_assert_cmpstr (request->body, ==,
                   "[{\"op\":\"replace\",\"path\":\"/auth/params\",\"value\":{\"s3AccessKey\":"
                   "\"AKIAIOSFODNN7EXAMPLE\",\"s3SecretKey\":\"" SECRET "\"}}]");
  fault_request_assert_headers (request, (const char *const[]) {
    "Authorization", "Bearer " TOKEN,
    "x-api-key", "e053e1a87cf74c68a6ec8e71d4a82662",
    "x-gw-ims-org-id", "5C1328435BF324E90A49402A@AdobeOrg",
    "x-sandbox-name", "dev",
    "If-Match", ETAG,
    "Content-Type", "application/json",
    "Content-Length", "*",
    "Host", host,
    "User-Agent", "*",
    "Connection", "*",
    NULL
  });
}

/* Byte for byte, in the quotes that Adobe wants. */
static void
test_etags (void)
{
  const struct { const char *etag; const char *header; } cases[] = {
    { "\"17\"", "\"17\"" }, { "17", "\"17\"" }, { "W/\"17\"", "W/\"17\"" },
    { "\"1 7\\\"", "\"1 7\\\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    static const FaultStep steps[] = { FAULT_READ, REPLY ("200 OK", RECEIPT), FAULT_END };
    g_auto (Edit) edit;
    g_autoptr (FaultRequest) request = NULL;

    edit_init (&edit, steps);
    start (&edit, PATCH, ID, cases[i].etag);
    http_probe_iterate_until (is_done, &edit);
    g_assert_no_error (edit.error);
    request = fault_request_new (edit.server, 0);
    g_assert_cmpstr (fault_request_get_header (request, "If-Match"), ==, cases[i].header);
  }
}

/* What no header can have is not sent. */
static void
test_bad_etag (void)
{
  static const FaultStep steps[] = { FAULT_READ, FAULT_END };
  g_auto (Edit) edit;
  g_autoptr (InletProblem) problem = NULL;

  edit_init (&edit, steps);
  start (&edit, PATCH, ID, "\"17\"\r\nx: y");
  http_probe_iterate_until (is_done, &edit);
  g_assert_error (edit.error, INLET_ERROR, INLET_ERROR_INVALID_INPUT);
  problem = inlet_problem_new_from_error (edit.error);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_NOT_SENT);
  g_assert_cmpuint (fault_server_get_n_requests (edit.server), ==, 0);
}

static void
test_delete (void)
{
  static const FaultStep steps[] = {
    FAULT_READ, FAULT_SEND ("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"), FAULT_END
  };
  g_auto (Edit) edit;
  g_autoptr (FaultRequest) request = NULL;

  edit_init (&edit, steps);
  run (&edit, DELETE);
  g_assert_no_error (edit.error);
  g_assert_true (edit.is_deleted);
  request = fault_request_new (edit.server, 0);
  g_assert_cmpstr (request->line, ==, "DELETE " PATH ID " HTTP/1.1");
  g_assert_null (fault_request_get_header (request, "If-Match"));
  g_assert_cmpstr (fault_request_get_header (request, "x-sandbox-name"), ==, "dev");
}

static void
test_escaped (void)
{
  static const FaultStep steps[] = { FAULT_READ, REPLY ("404 Not Found", ""), FAULT_END };
  const char *const lines[] = { "GET ", "PATCH ", "DELETE " };

  for (Verb verb = GET; verb < N_VERBS; verb++) {
    g_auto (Edit) edit;
    g_autoptr (FaultRequest) request = NULL;
    g_autofree char *line = g_strconcat (lines[verb], PATH "..%2Fa%3Fb HTTP/1.1", NULL);

    edit_init (&edit, steps);
    start (&edit, verb, "../a?b", ETAG);
    http_probe_iterate_until (is_done, &edit);
    request = fault_request_new (edit.server, 0);
    g_assert_cmpstr (request->line, ==, line);
  }
}

static const struct
{
  const char     *name;
  FaultStep       send;
  InletErrorCode  code;
  guint           status;
  InletCertainty  certainty;    /* of what changes something */
  gboolean        is_gone;
} failures[] = {
  { "gone", REPLY ("404 Not Found", FLOW ("1439", "404", "not found")), INLET_ERROR_NOT_FOUND,
    404, INLET_CERTAINTY_REFUSED, TRUE },
  { "gone-in-old-words",
    REPLY ("404 Not Found", "{\"errorMessage\":\"connections not found with id = [" ID "]\"}"),
    INLET_ERROR_NOT_FOUND, 404, INLET_CERTAINTY_REFUSED, TRUE },
  { "wrong-address", REPLY ("404 Not Found", "<html>"), INLET_ERROR_NOT_FOUND, 404,
    INLET_CERTAINTY_REFUSED, FALSE },
  { "wrong-sandbox", REPLY ("404 Not Found", FLOW ("2100", "404", "Sandbox not found")),
    INLET_ERROR_SANDBOX, 404, INLET_CERTAINTY_REFUSED, FALSE },
  { "another-resource", REPLY ("404 Not Found", FLOW ("1101", "404", "does not exist")),
    INLET_ERROR_NOT_FOUND, 404, INLET_CERTAINTY_REFUSED, FALSE },
  { "another-resource-of-that-path",
    REPLY ("404 Not Found", FLOW ("1100", "404", "NoSuchKey: not found with id")),
    INLET_ERROR_NOT_FOUND, 404, INLET_CERTAINTY_REFUSED, FALSE },
  { "changed-meanwhile", REPLY ("412 Precondition Failed", FLOW ("1404", "412", "Version")),
    INLET_ERROR_CONFLICT, 412, INLET_CERTAINTY_REFUSED, FALSE },
  { "changed-meanwhile-in-old-words",
    REPLY ("412 Precondition Failed", "{\"errorMessage\":\"Supplied version\"}"),
    INLET_ERROR_CONFLICT, 412, INLET_CERTAINTY_REFUSED, FALSE },
  { "dataflows", REPLY ("400 Bad Request", FLOW ("1418", "400", "used in flows")),
    INLET_ERROR_CONFLICT, 400, INLET_CERTAINTY_REFUSED, FALSE },
  { "no-permission", REPLY ("403 Forbidden", FLOW ("2121", "403", "denied")),
    INLET_ERROR_NOT_ALLOWED, 403, INLET_CERTAINTY_REFUSED, FALSE },
  { "too-many-requests", REPLY ("429 Too Many Requests", "{\"error_code\":\"429050\"}"),
    INLET_ERROR_BUSY, 429, INLET_CERTAINTY_REFUSED, FALSE },
  { "gateway", REPLY ("502 Bad Gateway", "<html>"), INLET_ERROR_SERVER, 502,
    INLET_CERTAINTY_UNKNOWN, FALSE },
  { "not-in-time", REPLY ("504 Gateway Timeout", ""), INLET_ERROR_SERVER, 504,
    INLET_CERTAINTY_UNKNOWN, FALSE },
  { "html", REPLY ("200 OK", "<html>"), INLET_ERROR_BAD_REPLY, 200, INLET_CERTAINTY_UNKNOWN,
    FALSE },
  { "another-connection",
    REPLY ("200 OK", "{\"id\":\"x\",\"etag\":\"y\",\"items\":[{\"id\":\"x\"}]}"),
    INLET_ERROR_BAD_REPLY, 200, INLET_CERTAINTY_UNKNOWN, FALSE },
  { "accepted", REPLY ("202 Accepted", ""), INLET_ERROR_BAD_REPLY, 202, INLET_CERTAINTY_UNKNOWN,
    FALSE },
  { "secret-in-reply", REPLY ("400 Bad Request", FLOW ("1455", "400", SECRET " " TOKEN)),
    INLET_ERROR_INVALID_INPUT, 400, INLET_CERTAINTY_REFUSED, FALSE },
  { "cut", FAULT_SEND (""), INLET_ERROR_INTERRUPTED, 0, INLET_CERTAINTY_UNKNOWN, FALSE },
};

static void
test_failure (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  const FaultStep steps[] = { FAULT_READ, failures[i].send, FAULT_END };

  for (Verb verb = GET; verb < N_VERBS; verb++) {
    g_auto (Edit) edit;
    g_autoptr (InletProblem) problem = NULL;
    g_autofree char *json = NULL;

    edit_init (&edit, steps);
    run (&edit, verb);
    g_assert_error (edit.error, INLET_ERROR, (int) failures[i].code);
    problem = inlet_problem_new_from_error (edit.error);
    json = inlet_problem_to_json (problem);
    g_assert_cmpuint (inlet_problem_get_status (problem), ==, failures[i].status);
    g_assert_cmpint (inlet_problem_get_certainty (problem), ==,
                     verb == GET ? INLET_CERTAINTY_ASKED : failures[i].certainty);
    g_assert_true (inlet_flow_edit_is_gone (edit.error) == failures[i].is_gone);
    g_assert_null (strstr (json, TOKEN));
    if (verb == PATCH)
      g_assert_null (strstr (json, SECRET));
  }
}

/* What left before may have been done; a question has not. */
static void
test_cancelled (void)
{
  static const FaultStep steps[] = { FAULT_READ, FAULT_STALL, FAULT_END };

  for (Verb verb = GET; verb < N_VERBS; verb++) {
    g_auto (Edit) early;
    g_auto (Edit) late;

    edit_init (&early, steps);
    g_cancellable_cancel (early.cancellable);
    run (&early, verb);
    g_assert_error (early.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_cmpuint (fault_server_get_n_requests (early.server), ==, 0);

    edit_init (&late, steps);
    start (&late, verb, ID, ETAG);
    while (fault_server_get_n_requests (late.server) == 0)
      g_main_context_iteration (NULL, FALSE);
    g_cancellable_cancel (late.cancellable);
    http_probe_iterate_until (is_done, &late);
    g_assert_error (late.error, INLET_ERROR, INLET_ERROR_INTERRUPTED);
  }
}

static void
test_not_gone (void)
{
  g_autoptr (GError) other = g_error_new (INLET_ERROR, INLET_ERROR_NOT_FOUND, "not found with id");

  g_assert_false (inlet_flow_edit_is_gone (NULL));
  g_assert_false (inlet_flow_edit_is_gone (other));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/service/flow-edit/get", test_get);
  g_test_add_func ("/inlet/service/flow-edit/patch", test_patch);
  g_test_add_func ("/inlet/service/flow-edit/etags", test_etags);
  g_test_add_func ("/inlet/service/flow-edit/bad-etag", test_bad_etag);
  g_test_add_func ("/inlet/service/flow-edit/delete", test_delete);
  g_test_add_func ("/inlet/service/flow-edit/escaped", test_escaped);
  g_test_add_func ("/inlet/service/flow-edit/cancelled", test_cancelled);
  g_test_add_func ("/inlet/service/flow-edit/not-gone", test_not_gone);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/flow-edit/failure/", failures[i].name,
                                         NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_failure);
  }

  return g_test_run ();
}
