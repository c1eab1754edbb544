/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-request.h"
#include "http-probe.h"
#include "inlet-flow-service.h"

#include <string.h>

/* Nothing that looks like a secret by itself. */
#define TOKEN "an-access-token-of-no-known-form"

#define LIST_LINE \
  "GET /data/foundation/flowservice/connections?limit=100" \
  "&property=connectionSpec.id%3D%3Decadc60c-7455-4d87-84dc-2a0e293d997b"

#define END_OF_LINE " HTTP/1.1"

/* What is played on one connection: each page has its own. */
typedef FaultStep Page[3];

typedef struct
{
  FaultServer  *server;
  InletHttp    *http;
  InletAccount *account;
  GCancellable *cancellable;
  const Page   *pages;
  guint         n_pages;
  gboolean      is_done;
  GPtrArray    *remotes;
  GError       *error;
} Listing;

#define REPLY(status, body) \
  FAULT_SEND ("HTTP/1.1 " status "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" \
              body)
#define ITEM(id)           "{\"id\":\"" id "\"}"
#define LAST(items)        { FAULT_READ, REPLY ("200 OK", "{\"items\":[" items "]}"), FAULT_END }
#define MORE(items, href) \
  { FAULT_READ, REPLY ("200 OK", "{\"items\":[" items "],\"_links\":{\"next\":{\"href\":\"" href \
                       "\"}}}"), FAULT_END }

/* The page that is asked for next is the one after those that were asked for: the client runs in
 * this thread, and has the answer of one page read before it connects for another, which takes it
 * more than one iteration. */
static gboolean
turn_page (gpointer user_data)
{
  Listing *self = user_data;
  guint n_requests = fault_server_get_n_requests (self->server);

  fault_server_set_script (self->server, self->pages[n_requests % self->n_pages]);
  return self->is_done;
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Listing *self = user_data;

  self->remotes = inlet_flow_service_list_finish (INLET_HTTP (source), result, &self->error);
  g_assert_true ((self->remotes == NULL) != (self->error == NULL));
  self->is_done = TRUE;
}

static void
listing_init (Listing    *self,
              const Page *pages,
              guint       n_pages)
{
  g_autofree char *url = NULL;

  memset (self, 0, sizeof *self);
  self->pages = pages;
  self->n_pages = n_pages;
  self->server = fault_server_new ();
  self->http = inlet_http_new ();
  self->cancellable = g_cancellable_new ();
  url = fault_server_dup_url (self->server, NULL, NULL);
  self->account = g_object_new (INLET_TYPE_ACCOUNT, "id", "a", "name", "ACME",
                                "org-id", "5C1328435BF324E90A49402A@AdobeOrg",
                                "api-key", "e053e1a87cf74c68a6ec8e71d4a82662",
                                "platform-url", url, NULL);
}

static void
listing_clear (Listing *self)
{
  g_clear_object (&self->http);
  g_clear_object (&self->account);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->remotes, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->server, fault_server_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

static void
listing_start (Listing    *self,
               const char *name)
{
  inlet_flow_service_list_async (self->http, self->account, TOKEN, "dev", name, self->cancellable,
                                 on_listed, self);
}

static void
listing_run (Listing    *self,
             const char *name)
{
  listing_start (self, name);
  http_probe_iterate_until (turn_page, self);
}

static void
assert_ids (Listing    *self,
            const char *wanted)
{
  g_autoptr (GString) ids = g_string_new (NULL);

  g_assert_no_error (self->error);
  for (guint i = 0; i < self->remotes->len; i++) {
    InletReceipt *receipt = inlet_remote_get_receipt (self->remotes->pdata[i]);

    g_string_append_printf (ids, "%s ", inlet_receipt_get_remote_id (receipt));
  }
  g_assert_cmpstr (ids->str, ==, wanted);
}

/* Exactly this, sent to this server, and nothing that only a body has. */
static void
assert_request (Listing    *self,
                guint       index,
                const char *line)
{
  g_autoptr (FaultRequest) request = fault_request_new (self->server, index);
  g_autofree char *host = g_strdup_printf ("127.0.0.1:%u", fault_server_get_port (self->server));

  g_assert_cmpstr (request->line, ==, line);
  g_assert_cmpstr (request->body, ==, "");
  fault_request_assert_headers (request, (const char *const[]) {
    "Authorization", "Bearer " TOKEN,
    "x-api-key", "e053e1a87cf74c68a6ec8e71d4a82662",
    "x-gw-ims-org-id", "5C1328435BF324E90A49402A@AdobeOrg",
    "x-sandbox-name", "dev",
    /* What HTTP itself needs. */
    "Host", host,
    "User-Agent", "*",
    "Connection", "*",
    NULL
  });
}

static void
assert_n_requests (Listing *self,
                   guint    n_requests)
{
  g_assert_cmpuint (fault_server_get_n_requests (self->server), ==, n_requests);
  g_assert_cmpuint (fault_server_get_n_connections (self->server), ==, n_requests);
}

static void
assert_no_secrets (const char *text)
{
  static const char *const secrets[] = { TOKEN, "planted" };

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
}

static void
test_one_page (void)
{
  static const Page pages[] = { LAST (ITEM ("a") "," ITEM ("b")) };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing, NULL);
  assert_ids (&listing, "a b ");
  assert_n_requests (&listing, 1);
  assert_request (&listing, 0, LIST_LINE END_OF_LINE);
}

static void
test_no_connections (void)
{
  static const Page pages[] = { LAST ("") };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing, NULL);
  assert_ids (&listing, "");
  assert_n_requests (&listing, 1);
}

static void
test_name (void)
{
  static const struct
  {
    const char *name;
    const char *escaped;
  } cases[] = {
    { "S3", "S3" },
    { "", "" },
    { "a b&c=d", "a%20b%26c%3Dd" },
    { "50%25 + 1,5", "50%2525%20%2B%201%2C5" },
    { "Müller's ß/ü?#;", "M%C3%BCller%27s%20%C3%9F%2F%C3%BC%3F%23%3B" },
    { "x\r\nHost: evil", "x%0D%0AHost%3A%20evil" },
    { "\"~[]{}|\\^`", "%22~%5B%5D%7B%7D%7C%5C%5E%60" },
  };
  static const Page pages[] = { LAST (ITEM ("a")) };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Listing) listing;
    g_autofree char *line = g_strconcat (LIST_LINE "&property=name%3D%3D", cases[i].escaped,
                                         END_OF_LINE, NULL);

    listing_init (&listing, pages, G_N_ELEMENTS (pages));
    listing_run (&listing, cases[i].name);
    assert_ids (&listing, "a ");
    assert_request (&listing, 0, line);
  }
}

/* Whatever the server says of host, path and filters, only its token is sent back: to the host, the
 * path and with the filters that are ours. */
static void
test_several_pages (void)
{
  static const Page pages[] = {
    MORE (ITEM ("a"), "/connections?continuationToken=abc"),
    MORE (ITEM ("b") "," ITEM ("c"),
          "https://127.0.0.2:9/other?limit=1&continuationToken=x%3Dy%3D%3D&property=id%3D%3D7"),
    MORE ("", "?continuationToken=1%2525%2B%26%20%C3%BC"),
    MORE (ITEM ("d"), "connections?continuationToken=r=s=+t"),
    LAST (ITEM ("e")),
  };
  static const char *const lines[] = {
    LIST_LINE "&property=name%3D%3DS3%20%26" END_OF_LINE,
    LIST_LINE "&property=name%3D%3DS3%20%26&continuationToken=abc" END_OF_LINE,
    LIST_LINE "&property=name%3D%3DS3%20%26&continuationToken=x%3Dy%3D%3D" END_OF_LINE,
    LIST_LINE "&property=name%3D%3DS3%20%26&continuationToken=1%2525%2B%26%20%C3%BC" END_OF_LINE,
    LIST_LINE "&property=name%3D%3DS3%20%26&continuationToken=r%3Ds%3D%2Bt" END_OF_LINE,
  };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing, "S3 &");
  assert_ids (&listing, "a b c d e ");
  assert_n_requests (&listing, G_N_ELEMENTS (lines));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    assert_request (&listing, i, lines[i]);
}

static void
test_circle (void)
{
  static const Page pages[] = { MORE (ITEM ("a"), "/connections?continuationToken=abc") };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing, NULL);
  g_assert_error (listing.error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
  assert_n_requests (&listing, 2);
}

static void
test_circle_of_two (void)
{
  static const Page pages[] = {
    MORE (ITEM ("a"), "/connections?continuationToken=abc"),
    MORE (ITEM ("b"), "/connections?continuationToken=def"),
  };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing, NULL);
  g_assert_error (listing.error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
  g_assert_cmpuint (fault_server_get_n_requests (listing.server), ==, 3);
}

/* Adobe's example of an item has the credentials in it. */
static void
test_credentials_are_not_kept (void)
{
  static const Page pages[] = {
    LAST ("{\"id\":\"a\",\"etag\":\"e\",\"name\":\"S3\",\"createdClient\":\"c\","
          "\"connectionSpec\":{\"id\":\"s\",\"version\":\"1.0\"},\"auth\":{\"specName\":"
          "\"Access Key\",\"params\":{\"s3AccessKey\":\"planted\",\"s3SecretKey\":\"planted\"}}}"),
  };
  g_auto (Listing) listing;
  g_autofree GParamSpec **properties = NULL;
  InletRemote *remote;
  guint n_properties;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing, NULL);
  assert_ids (&listing, "a ");
  remote = listing.remotes->pdata[0];
  g_assert_cmpstr (inlet_receipt_get_etag (inlet_remote_get_receipt (remote)), ==, "e");
  g_assert_cmpstr (inlet_remote_get_name (remote), ==, "S3");
  g_assert_cmpstr (inlet_remote_get_created_client (remote), ==, "c");
  g_assert_cmpstr (inlet_remote_get_spec_id (remote), ==, "s");
  properties = g_object_class_list_properties (G_OBJECT_GET_CLASS (remote), &n_properties);
  g_assert_cmpuint (n_properties, ==, 0);
}

typedef struct
{
  const char     *name;
  FaultStep       send;
  InletErrorCode  code;
  guint           status;
  const char     *adobe_code;
} Failure;

static const Failure failures[] = {
  { "token-is-not-valid",
    REPLY ("401 Unauthorized", "{\"error_code\":\"401013\",\"message\":\"Oauth token is not "
           "valid\"}"), INLET_ERROR_SIGN_IN, 401, "401013" },
  { "client-is-not-known",
    REPLY ("403 Forbidden", "{\"error_code\":\"403003\",\"message\":\"Api Key is invalid\"}"),
    INLET_ERROR_SIGN_IN, 403, "403003" },
  { "organization-is-of-others",
    REPLY ("403 Forbidden", "{\"error_code\":\"403025\",\"message\":\"Profile is not valid\"}"),
    INLET_ERROR_NOT_ALLOWED, 403, "403025" },
  { "organization-is-wrong",
    REPLY ("403 Forbidden", "{\"error_code\":403027,\"message\":\"User region is missing\"}"),
    INLET_ERROR_NOT_ALLOWED, 403, "403027" },
  { "forbidden", REPLY ("403 Forbidden", ""), INLET_ERROR_NOT_ALLOWED, 403 },
  { "forbidden-with-items",
    REPLY ("403 Forbidden", "{\"items\":[]}"), INLET_ERROR_NOT_ALLOWED, 403 },
  { "token-comes-back",
    FAULT_SEND ("HTTP/1.1 401 Unauthorized\r\nx-sent: Bearer " TOKEN "\r\nConnection: close\r\n\r\n"
                "{\"error_code\":\"" TOKEN "\",\"message\":\"cannot use " TOKEN "\"}"),
    INLET_ERROR_SIGN_IN, 401, "•••" },
  { "too-many-requests", REPLY ("429 Too Many Requests", "{}"), INLET_ERROR_BUSY, 429 },
  { "internal-error", REPLY ("500 Internal Server Error", "<html>"), INLET_ERROR_SERVER, 500 },
  { "html", REPLY ("200 OK", "<html>sign in " TOKEN "</html>"), INLET_ERROR_BAD_REPLY, 200 },
  { "empty", REPLY ("200 OK", ""), INLET_ERROR_BAD_REPLY, 200 },
  { "without-items", REPLY ("200 OK", "{\"_links\":{}}"), INLET_ERROR_BAD_REPLY, 200 },
  { "items-are-not-a-list", REPLY ("200 OK", "{\"items\":{}}"), INLET_ERROR_BAD_REPLY, 200 },
  { "item-without-id",
    REPLY ("200 OK", "{\"items\":[{\"id\":\"z\"},{\"name\":\"z\",\"auth\":{\"params\":"
           "{\"s3SecretKey\":\"planted\"}}}]}"), INLET_ERROR_BAD_REPLY, 200 },
  { "next-without-token",
    REPLY ("200 OK", "{\"items\":[{\"id\":\"z\"}],\"_links\":{\"next\":{\"href\":"
           "\"/connections?limit=100\"}}}"), INLET_ERROR_BAD_REPLY, 200 },
  { "half-the-json",
    REPLY ("200 OK", "{\"items\":[{\"id\":\"z\",\"auth\":{\"params\":{\"s3SecretKey\":\"planted"),
    INLET_ERROR_BAD_REPLY, 200 },
  { "cut-body",
    FAULT_SEND ("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"items\":[{\"id\":\"z\"}]}"),
    INLET_ERROR_INTERRUPTED, 0 },
  { "cut-chunk",
    FAULT_SEND ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nf\r\n{\"items\":[]}"),
    INLET_ERROR_INTERRUPTED, 0 },
  { "cut-headers", FAULT_SEND ("HTTP/1.1 200 OK\r\nContent-Le"), INLET_ERROR_BAD_REPLY, 0 },
  { "no-answer", FAULT_SEND (""), INLET_ERROR_INTERRUPTED, 0 },
  { "redirect",
    FAULT_SEND ("HTTP/1.1 307 Temporary Redirect\r\nLocation: /data\r\nContent-Length: 0\r\n\r\n"),
    INLET_ERROR_BAD_REPLY, 307 },
};

static void
assert_failure (Listing       *self,
                const Failure *failure)
{
  g_autoptr (InletProblem) problem = NULL;
  g_autofree char *json = NULL;

  g_assert_error (self->error, INLET_ERROR, (int) failure->code);
  problem = inlet_problem_new_from_error (self->error);
  g_assert_cmpuint (inlet_problem_get_status (problem), ==, failure->status);
  g_assert_cmpstr (inlet_problem_get_adobe_code (problem), ==, failure->adobe_code);
  g_assert_true ((inlet_problem_get_details (problem) != NULL) == (failure->status != 0));
  json = inlet_problem_to_json (problem);
  assert_no_secrets (json);
  assert_no_secrets (self->error->message);
}

/* Half a list never passes for a whole one: every failure may come on a later page, too. */
static void
test_failure (gconstpointer data)
{
  const Failure *failure = data;
  const Page pages[] = {
    MORE (ITEM ("a"), "/connections?continuationToken=abc"),
    { FAULT_READ, failure->send, FAULT_END },
  };

  for (guint n_pages = 1; n_pages <= G_N_ELEMENTS (pages); n_pages++) {
    g_auto (Listing) listing;

    g_test_message ("on page %u", n_pages);
    listing_init (&listing, pages + G_N_ELEMENTS (pages) - n_pages, n_pages);
    listing_run (&listing, NULL);
    assert_failure (&listing, failure);
    assert_n_requests (&listing, n_pages);
  }
}

/* What libsoup 3.2 takes for a whole body, which is no JSON, is a lost answer to later ones. */
static void
test_cut_between_chunks (void)
{
  static const FaultStep send =
    FAULT_SEND ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n{\"items\":[]\r\n");
  const Page pages[] = { { FAULT_READ, send, FAULT_END } };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing, NULL);
  if (!g_error_matches (listing.error, INLET_ERROR, INLET_ERROR_INTERRUPTED))
    g_assert_error (listing.error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
  assert_n_requests (&listing, 1);
}

static void
test_cancel_before (void)
{
  static const Page pages[] = { LAST (ITEM ("a")) };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  g_cancellable_cancel (listing.cancellable);
  listing_run (&listing, NULL);
  g_assert_error (listing.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_n_requests (&listing, 0);
}

static gboolean
is_stalled (gpointer user_data)
{
  Listing *self = user_data;

  return turn_page (self) || fault_server_is_stalled (self->server);
}

static void
test_cancel (void)
{
  static const Page pages[] = {
    MORE (ITEM ("a"), "/connections?continuationToken=abc"),
    { FAULT_READ, FAULT_STALL },
  };

  for (guint n_pages = 1; n_pages <= G_N_ELEMENTS (pages); n_pages++) {
    g_auto (Listing) listing;

    listing_init (&listing, pages + G_N_ELEMENTS (pages) - n_pages, n_pages);
    listing_start (&listing, NULL);
    http_probe_iterate_until (is_stalled, &listing);
    g_assert_false (listing.is_done);
    g_cancellable_cancel (listing.cancellable);
    http_probe_iterate_until (turn_page, &listing);
    g_assert_error (listing.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    assert_n_requests (&listing, n_pages);
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/service/flow-service-list/one-page", test_one_page);
  g_test_add_func ("/inlet/service/flow-service-list/no-connections", test_no_connections);
  g_test_add_func ("/inlet/service/flow-service-list/name", test_name);
  g_test_add_func ("/inlet/service/flow-service-list/several-pages", test_several_pages);
  g_test_add_func ("/inlet/service/flow-service-list/circle", test_circle);
  g_test_add_func ("/inlet/service/flow-service-list/circle-of-two", test_circle_of_two);
  g_test_add_func ("/inlet/service/flow-service-list/credentials-are-not-kept",
                   test_credentials_are_not_kept);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/flow-service-list/failure/",
                                         failures[i].name, NULL);

    g_test_add_data_func (path, &failures[i], test_failure);
  }
  g_test_add_func ("/inlet/service/flow-service-list/cut-between-chunks",
                   test_cut_between_chunks);
  g_test_add_func ("/inlet/service/flow-service-list/cancel-before", test_cancel_before);
  g_test_add_func ("/inlet/service/flow-service-list/cancel", test_cancel);

  return g_test_run ();
}
