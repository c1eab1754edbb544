/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-request.h"
#include "http-probe.h"
#include "inlet-problem.h"
#include "inlet-sandbox-service.h"

#include <string.h>

/* Nothing that looks like a secret by itself. */
#define TOKEN "an-access-token-of-no-known-form"

#define LIST_LINE   "GET /data/foundation/sandbox-management/?limit=100&offset="
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
  GPtrArray    *sandboxes;
  GError       *error;
} Listing;

#define REPLY(status, body) \
  FAULT_SEND ("HTTP/1.1 " status "\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" \
              body)
#define ITEM(name) "{\"name\":\"" name "\"}"
#define OF(limit, items) \
  { FAULT_READ, REPLY ("200 OK", "{\"sandboxes\":[" items "],\"_page\":{\"limit\":" limit "}}"), \
    FAULT_END }
#define NEXT(items, href) \
  { FAULT_READ, REPLY ("200 OK", "{\"sandboxes\":[" items "],\"_links\":{\"next\":{\"href\":\"" \
                       href "\",\"templated\":true}}}"), FAULT_END }

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

  self->sandboxes = inlet_sandbox_service_list_finish (INLET_HTTP (source), result, &self->error);
  g_assert_true ((self->sandboxes == NULL) != (self->error == NULL));
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
  g_clear_pointer (&self->sandboxes, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_pointer (&self->server, fault_server_free);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

static void
listing_start (Listing *self)
{
  inlet_sandbox_service_list_async (self->http, self->account, TOKEN, self->cancellable, on_listed,
                                    self);
}

static void
listing_run (Listing *self)
{
  listing_start (self);
  http_probe_iterate_until (turn_page, self);
}

static void
assert_names (Listing    *self,
              const char *wanted)
{
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (self->error);
  for (guint i = 0; i < self->sandboxes->len; i++)
    g_string_append_printf (names, "%s ", inlet_sandbox_get_name (self->sandboxes->pdata[i]));
  g_assert_cmpstr (names->str, ==, wanted);
}

/* Exactly this, sent to this server; no sandbox is named, and nothing that only a body has. */
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
    "Accept", "application/json",
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
test_one_page (void)
{
  static const Page pages[] = { OF ("100", ITEM ("prod") "," ITEM ("dev")) };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing);
  assert_names (&listing, "prod dev ");
  assert_n_requests (&listing, 1);
  assert_request (&listing, 0, LIST_LINE "0" END_OF_LINE);
}

/* Not an error of the service: it says that the credential belongs to none. */
static void
test_no_sandboxes (void)
{
  static const Page pages[] = { OF ("20", "") };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing);
  assert_names (&listing, "");
  assert_n_requests (&listing, 1);
}

/* The service gives two at once, whatever it is asked for. */
static void
test_several_pages (void)
{
  static const Page pages[] = {
    OF ("2", ITEM ("a") "," ITEM ("b")),
    OF ("2", ITEM ("c") "," ITEM ("d")),
    OF ("2", ITEM ("e")),
  };
  static const char *const lines[] = {
    LIST_LINE "0" END_OF_LINE, LIST_LINE "2" END_OF_LINE, LIST_LINE "4" END_OF_LINE,
  };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing);
  assert_names (&listing, "a b c d e ");
  assert_n_requests (&listing, G_N_ELEMENTS (lines));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    assert_request (&listing, i, lines[i]);
}

static void
test_last_page_is_full (void)
{
  static const Page pages[] = { OF ("2", ITEM ("a") "," ITEM ("b")), OF ("2", "") };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing);
  assert_names (&listing, "a b ");
  assert_n_requests (&listing, 2);
}

/* Whatever it says, it is neither followed nor filled in; it only tells that there is more. */
static void
test_address_of_next_page_is_ignored (void)
{
  static const Page pages[] = {
    NEXT (ITEM ("a"), "https://127.0.0.2:9/x?limit={limit}&offset={offset}"),
    NEXT (ITEM ("b"), "?offset=77&limit=1"),
    OF ("100", ITEM ("c")),
  };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing);
  assert_names (&listing, "a b c ");
  assert_request (&listing, 1, LIST_LINE "1" END_OF_LINE);
  assert_request (&listing, 2, LIST_LINE "2" END_OF_LINE);
}

/* A service that knows nothing of pages, and gives all of them each time. */
static void
test_places_are_ignored (void)
{
  static const Page pages[] = { OF ("2", ITEM ("a") "," ITEM ("b") "," ITEM ("c")) };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing);
  assert_names (&listing, "a b c ");
  assert_n_requests (&listing, 2);
}

/* One was made meanwhile, and moved the others. */
static void
test_double_is_left_out (void)
{
  static const Page pages[] = {
    OF ("2", ITEM ("a") "," ITEM ("b")), OF ("2", ITEM ("b") "," ITEM ("c")), OF ("2", ""),
  };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  listing_run (&listing);
  assert_names (&listing, "a b c ");
  assert_n_requests (&listing, 3);
}

/* Another name on every page: more than anybody has, and never an end. */
static void
test_endless (void)
{
  enum { N_PAGES = 101 };
  static Page pages[N_PAGES];
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_PAGES; i++) {
    char *text = g_strdup_printf ("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"sandboxes\":["
                                  "{\"name\":\"s%u\"}],\"_page\":{\"limit\":1}}", i);

    g_ptr_array_add (texts, text);
    pages[i][0] = (FaultStep) FAULT_READ;
    pages[i][1] = (FaultStep) { FAULT_STEP_SEND, text, strlen (text) };
    pages[i][2] = (FaultStep) FAULT_END;
  }

  {
    g_auto (Listing) listing;

    listing_init (&listing, (const Page *) pages, N_PAGES);
    listing_run (&listing);
    g_assert_error (listing.error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    assert_n_requests (&listing, 100);
  }
}

static void
assert_no_secrets (const char *text)
{
  g_assert_null (strstr (text, TOKEN));
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
  { "organization-is-wrong",
    REPLY ("403 Forbidden", "{\"error_code\":403027,\"message\":\"User region is missing\"}"),
    INLET_ERROR_NOT_ALLOWED, 403, "403027" },
  { "may-not-see-it",
    REPLY ("403 Forbidden", "{\"status\":403,\"title\":\"Not allowed\",\"type\":"
           "\"http://ns.adobe.com/aep/errors/SMS-2010-403\"}"),
    INLET_ERROR_NOT_ALLOWED, 403, "SMS-2010-403" },
  { "of-another-product",
    REPLY ("400 Bad Request", "{\"status\":400,\"title\":\"x\",\"type\":"
           "\"http://ns.adobe.com/aep/errors/SMS-2074-400\"}"),
    INLET_ERROR_SANDBOX, 400, "SMS-2074-400" },
  { "of-no-known-code",
    REPLY ("403 Forbidden", "{\"status\":403,\"title\":\"x\",\"type\":"
           "\"http://ns.adobe.com/aep/errors/SMS-9999-403\"}"),
    INLET_ERROR_NOT_ALLOWED, 403, "SMS-9999-403" },
  { "forbidden-with-sandboxes",
    REPLY ("403 Forbidden", "{\"sandboxes\":[]}"), INLET_ERROR_NOT_ALLOWED, 403 },
  { "token-comes-back",
    FAULT_SEND ("HTTP/1.1 401 Unauthorized\r\nx-sent: Bearer " TOKEN "\r\nConnection: close\r\n\r\n"
                "{\"error_code\":\"" TOKEN "\",\"message\":\"cannot use " TOKEN "\"}"),
    INLET_ERROR_SIGN_IN, 401, "•••" },
  { "token-is-a-name",
    REPLY ("200 OK", "{\"sandboxes\":[{\"name\":\"" TOKEN "\"}]}"), INLET_ERROR_BAD_REPLY, 200 },
  { "too-many-requests", REPLY ("429 Too Many Requests", "{}"), INLET_ERROR_BUSY, 429 },
  { "internal-error", REPLY ("500 Internal Server Error", "<html>"), INLET_ERROR_SERVER, 500 },
  { "html", REPLY ("200 OK", "<html>sign in " TOKEN "</html>"), INLET_ERROR_BAD_REPLY, 200 },
  { "empty", REPLY ("200 OK", ""), INLET_ERROR_BAD_REPLY, 200 },
  { "without-sandboxes", REPLY ("200 OK", "{\"_links\":{}}"), INLET_ERROR_BAD_REPLY, 200 },
  { "not-a-list", REPLY ("200 OK", "{\"sandboxes\":{}}"), INLET_ERROR_BAD_REPLY, 200 },
  { "without-a-name",
    REPLY ("200 OK", "{\"sandboxes\":[{\"name\":\"z\"},{\"title\":\"z\"}]}"),
    INLET_ERROR_BAD_REPLY, 200 },
  { "half-the-json",
    REPLY ("200 OK", "{\"sandboxes\":[{\"name\":\"z\""), INLET_ERROR_BAD_REPLY, 200 },
  { "cut-body",
    FAULT_SEND ("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{\"sandboxes\":[]}"),
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
    OF ("1", ITEM ("a")),
    { FAULT_READ, failure->send, FAULT_END },
  };

  for (guint n_pages = 1; n_pages <= G_N_ELEMENTS (pages); n_pages++) {
    g_auto (Listing) listing;

    g_test_message ("on page %u", n_pages);
    listing_init (&listing, pages + G_N_ELEMENTS (pages) - n_pages, n_pages);
    listing_run (&listing);
    assert_failure (&listing, failure);
    assert_n_requests (&listing, n_pages);
  }
}

static void
test_cancel_before (void)
{
  static const Page pages[] = { OF ("100", ITEM ("a")) };
  g_auto (Listing) listing;

  listing_init (&listing, pages, G_N_ELEMENTS (pages));
  g_cancellable_cancel (listing.cancellable);
  listing_run (&listing);
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
    OF ("1", ITEM ("a")),
    { FAULT_READ, FAULT_STALL },
  };

  for (guint n_pages = 1; n_pages <= G_N_ELEMENTS (pages); n_pages++) {
    g_auto (Listing) listing;

    listing_init (&listing, pages + G_N_ELEMENTS (pages) - n_pages, n_pages);
    listing_start (&listing);
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

  g_test_add_func ("/inlet/service/sandbox-service/one-page", test_one_page);
  g_test_add_func ("/inlet/service/sandbox-service/no-sandboxes", test_no_sandboxes);
  g_test_add_func ("/inlet/service/sandbox-service/several-pages", test_several_pages);
  g_test_add_func ("/inlet/service/sandbox-service/last-page-is-full", test_last_page_is_full);
  g_test_add_func ("/inlet/service/sandbox-service/places-are-ignored", test_places_are_ignored);
  g_test_add_func ("/inlet/service/sandbox-service/double-is-left-out", test_double_is_left_out);
  g_test_add_func ("/inlet/service/sandbox-service/endless", test_endless);
  g_test_add_func ("/inlet/service/sandbox-service/address-of-next-page-is-ignored",
                   test_address_of_next_page_is_ignored);
  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *path = g_strconcat ("/inlet/service/sandbox-service/failure/",
                                         failures[i].name, NULL);

    g_test_add_data_func (path, &failures[i], test_failure);
  }
  g_test_add_func ("/inlet/service/sandbox-service/cancel-before", test_cancel_before);
  g_test_add_func ("/inlet/service/sandbox-service/cancel", test_cancel);

  return g_test_run ();
}
