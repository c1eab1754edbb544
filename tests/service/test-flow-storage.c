/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-request.h"
#include "http-probe.h"
#include "inlet-flow-storage.h"
#include "inlet-problem.h"

#include <string.h>

/* Nothing that looks like a secret by itself. */
#define TOKEN "an-access-token-of-no-known-form"
#define ID    "4cb0c374-d3bb-4557-b139-5712880adc55"
#define PATH  "/data/foundation/flowservice/connections/"

#define HEAD(status) \
  "HTTP/1.1 " status "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
#define REPLY(status, body) FAULT_SEND (HEAD (status) body)
#define ENTRY "{\"type\":\"file\",\"name\":\"a\",\"path\":\"/a\"}"
/* 20 MB of them. */
#define N_MANY 500000
#define FLOW(code, status, text) \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-" code "-" status "\",\"status\":" status "," \
  "\"report\":{\"detailed-message\":\"" text "\",\"request-id\":\"r-1\"}}"

static const InletFileFormat delimited = { INLET_FILE_DELIMITED, ',', 0, 0 };

typedef struct
{
  FaultServer  *server;
  InletHttp    *http;
  InletAccount *account;
  GCancellable *cancellable;
  gboolean      is_done;
  InletListing *listing;
  InletTable   *table;
  GError       *error;
} Question;

static gboolean
is_done (gpointer user_data)
{
  Question *self = user_data;

  return self->is_done;
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Question *self = user_data;

  self->listing = inlet_flow_storage_list_finish (INLET_HTTP (source), result, &self->error);
  g_assert_true ((self->listing == NULL) == (self->error != NULL));
  self->is_done = TRUE;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Question *self = user_data;

  self->table = inlet_flow_storage_read_finish (INLET_HTTP (source), result, &self->error);
  g_assert_true ((self->table == NULL) == (self->error != NULL));
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
  g_clear_object (&self->listing);
  g_clear_object (&self->table);
  g_clear_error (&self->error);
  g_clear_pointer (&self->server, fault_server_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

static void
ask_list (Question   *self,
          const char *path)
{
  inlet_flow_storage_list_async (self->http, self->account, TOKEN, "dev", ID, path,
                                 self->cancellable, on_listed, self);
}

static void
ask_read (Question              *self,
          const char            *path,
          const InletFileFormat *format,
          gboolean               is_preview)
{
  inlet_flow_storage_read_async (self->http, self->account, TOKEN, "dev", ID, path, format,
                                 is_preview, self->cancellable, on_read, self);
}

/* Exactly this, and nothing that only a body has. */
static void
assert_request (Question   *self,
                const char *query)
{
  g_autoptr (FaultRequest) request = fault_request_new (self->server, 0);
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", fault_server_get_port (self->server));
  g_autofree char *line = g_strconcat ("GET " PATH ID "/explore?", query, " HTTP/1.1", NULL);

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
test_root (void)
{
  static const FaultStep steps[] = { FAULT_READ, REPLY ("200 OK", "[" ENTRY "]"), FAULT_END };
  g_auto (Question) question;

  question_init (&question, steps);
  ask_list (&question, NULL);
  http_probe_iterate_until (is_done, &question);
  g_assert_no_error (question.error);
  g_assert_cmpuint (inlet_listing_get_n_entries (question.listing), ==, 1);
  assert_request (&question, "objectType=root");
}

static void
test_paths (void)
{
  static const FaultStep steps[] = { FAULT_READ, REPLY ("200 OK", "[]"), FAULT_END };
  static const struct { const char *path; const char *object; } cases[] = {
    { "/some/path/", "/some/path/" },
    { "a b/100%/+x", "a%20b/100%25/%2Bx" },
    { "!'();@&=$,#[]?:*", "%21%27%28%29%3B%40%26%3D%24%2C%23%5B%5D%3F%3A%2A" },
    { "ü/한글", "%C3%BC/%ED%95%9C%EA%B8%80" },
    { "%2F", "%252F" },
    { "/../..", "/../.." },
    { "a\r\nHost: e", "a%0D%0AHost%3A%20e" },
    { "//", "//" },
    { "a-b._~c", "a-b._~c" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Question) question;
    g_autofree char *query = g_strconcat ("objectType=folder&object=", cases[i].object, NULL);

    question_init (&question, steps);
    ask_list (&question, cases[i].path);
    http_probe_iterate_until (is_done, &question);
    g_assert_no_error (question.error);
    assert_request (&question, query);
  }
}

static void
test_preview (void)
{
  static const FaultStep steps[] = {
    FAULT_READ,
    REPLY ("200 OK", "{\"schema\":{\"columns\":[{\"name\":\"a\"}]},\"data\":[{\"a\":\"1\"}]}"),
    FAULT_END
  };
  const InletFileFormat format = { INLET_FILE_DELIMITED, ';', INLET_ENCODING_ISO_8859_1,
                                   INLET_COMPRESSION_GZIP };
  g_auto (Question) question;

  question_init (&question, steps);
  ask_read (&question, "/a b.csv.gz", &format, TRUE);
  http_probe_iterate_until (is_done, &question);
  g_assert_no_error (question.error);
  g_assert_cmpuint (inlet_table_get_n_rows (question.table), ==, 1);
  assert_request (&question,
                  "objectType=file&object=/a%20b.csv.gz&fileType=delimited&columnDelimiter=%3B"
                  "&compressionType=gzip&encoding=ISO-8859-1&preview=true");
}

static void
test_structure (void)
{
  static const FaultStep steps[] = {
    FAULT_READ, REPLY ("200 OK", "[{\"name\":\"Id\",\"type\":\"String\"}]"), FAULT_END
  };
  g_auto (Question) question;

  question_init (&question, steps);
  ask_read (&question, "/a", &delimited, FALSE);
  http_probe_iterate_until (is_done, &question);
  g_assert_no_error (question.error);
  g_assert_false (inlet_table_has_rows (question.table));
  assert_request (&question, "objectType=file&object=/a&fileType=delimited");
}

/* A folder may be larger than any other answer, but not endless. */
static void
test_large (void)
{
  static const FaultStep large[] = {
    FAULT_READ, FAULT_SEND (HEAD ("200 OK") "["),
    FAULT_FLOOD (ENTRY ",", (guint64) N_MANY * (sizeof ENTRY "," - 1)), FAULT_SEND (ENTRY "]"),
    FAULT_END
  };
  static const FaultStep endless[] = {
    FAULT_READ, FAULT_SEND (HEAD ("200 OK") "["), FAULT_FLOOD (ENTRY ",", FAULT_ENDLESS), FAULT_END
  };
  g_auto (Question) good;
  g_auto (Question) bad;

  question_init (&good, large);
  ask_list (&good, NULL);
  http_probe_iterate_until (is_done, &good);
  g_assert_no_error (good.error);
  g_assert_cmpuint (inlet_listing_get_n_entries (good.listing), ==, N_MANY + 1);

  question_init (&bad, endless);
  ask_list (&bad, NULL);
  http_probe_iterate_until (is_done, &bad);
  g_assert_error (bad.error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
  g_assert_nonnull (strstr (bad.error->message, "32 MiB"));
}

/* Whatever repeats the token: names, cells, and what is not understood, however large. */
static void
test_echo (void)
{
  static const FaultStep listing[] = {
    FAULT_READ, REPLY ("200 OK", "[{\"type\":\"file\",\"name\":\"" TOKEN "\",\"path\":\"/" TOKEN
                       "\"}]"), FAULT_END
  };
  static const FaultStep refusal[] = {
    FAULT_READ, FAULT_SEND (HEAD ("200 OK") "{\"a\":\""),
    FAULT_FLOOD (TOKEN " ", (guint64) 100000 * (sizeof TOKEN " " - 1)), FAULT_SEND ("\"}"),
    FAULT_END
  };
  g_auto (Question) one;
  g_auto (Question) two;
  g_autoptr (InletEntry) entry = NULL;
  g_autoptr (InletProblem) problem = NULL;
  g_autofree char *json = NULL;

  question_init (&one, listing);
  ask_list (&one, NULL);
  http_probe_iterate_until (is_done, &one);
  entry = g_list_model_get_item (G_LIST_MODEL (one.listing), 0);
  g_assert_cmpstr (inlet_entry_get_name (entry), ==, "•••");
  g_assert_cmpstr (inlet_entry_get_path (entry), ==, "/•••");

  question_init (&two, refusal);
  ask_list (&two, NULL);
  http_probe_iterate_until (is_done, &two);
  g_assert_error (two.error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
  problem = inlet_problem_new_from_error (two.error);
  json = inlet_problem_to_json (problem);
  g_assert_null (strstr (json, TOKEN));
}

static const struct
{
  const char     *name;
  FaultStep       send;
  InletErrorCode  code;
  guint           status;
  const char     *adobe_code;
} failures[] = {
  { "wrong-key", REPLY ("400 Bad Request", FLOW ("1100", "400", "InvalidAccessKeyId")),
    INLET_ERROR_S3_REFUSED, 400, "FLOW-1100-400" },
  { "denied", REPLY ("400 Bad Request", FLOW ("1100", "400", "AccessDenied")),
    INLET_ERROR_S3_REFUSED, 400, "FLOW-1100-400" },
  { "problem-with-status-200", REPLY ("200 OK", FLOW ("1100", "400", "AccessDenied")),
    INLET_ERROR_S3_REFUSED, 200, "FLOW-1100-400" },
  { "gone", REPLY ("404 Not Found", FLOW ("1439", "404", "not found")), INLET_ERROR_NOT_FOUND,
    404, "FLOW-1439-404" },
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
  { "wrapped", REPLY ("200 OK", "{\"items\":[" ENTRY "]}"), INLET_ERROR_BAD_REPLY, 200 },
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

  for (guint reads = 0; reads <= 1; reads++) {
    g_auto (Question) question;
    g_autoptr (InletProblem) problem = NULL;
    g_autofree char *json = NULL;

    question_init (&question, steps);
    if (reads)
      ask_read (&question, "/a", &delimited, TRUE);
    else
      ask_list (&question, "/a/");
    http_probe_iterate_until (is_done, &question);

    g_assert_error (question.error, INLET_ERROR, (int) failures[i].code);
    problem = inlet_problem_new_from_error (question.error);
    json = inlet_problem_to_json (problem);
    g_assert_cmpuint (inlet_problem_get_status (problem), ==, failures[i].status);
    g_assert_cmpstr (inlet_problem_get_adobe_code (problem), ==, failures[i].adobe_code);
    g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_ASKED);
    g_assert_null (strstr (json, TOKEN));
  }
}

static void
test_cancelled (void)
{
  static const FaultStep steps[] = { FAULT_READ, FAULT_STALL, FAULT_END };
  g_auto (Question) question;

  question_init (&question, steps);
  ask_list (&question, NULL);
  g_cancellable_cancel (question.cancellable);
  http_probe_iterate_until (is_done, &question);
  g_assert_error (question.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/service/flow-storage/root", test_root);
  g_test_add_func ("/inlet/service/flow-storage/paths", test_paths);
  g_test_add_func ("/inlet/service/flow-storage/preview", test_preview);
  g_test_add_func ("/inlet/service/flow-storage/structure", test_structure);
  g_test_add_func ("/inlet/service/flow-storage/large", test_large);
  g_test_add_func ("/inlet/service/flow-storage/echo", test_echo);
  g_test_add_func ("/inlet/service/flow-storage/cancelled", test_cancelled);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/flow-storage/failure/",
                                         failures[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_failure);
  }

  return g_test_run ();
}
