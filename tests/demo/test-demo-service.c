/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-client.h"

#include "inlet-demo-profiles.h"
#include "inlet-demo-throttle.h"

static void
test_new_destroy (void)
{
  g_autoptr (GError) error = NULL;
  InletDemoService *service = inlet_demo_service_new (&error);

  g_assert_no_error (error);
  assert_matches (inlet_demo_service_get_url (service), "http://127\\.0\\.0\\.1:[1-9][0-9]*");
  g_assert_cmpuint (inlet_demo_service_get_n_made (service), ==, 0);
  g_assert_finalize_object (service);
}

static void
test_two_side_by_side (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (InletDemoService) other = inlet_demo_service_new (NULL);

  g_assert_nonnull (other);
  g_assert_cmpstr (inlet_demo_service_get_url (other), !=,
                   inlet_demo_service_get_url (fixture->service));
}

static void
test_sign_in (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (Call) call = finish (start_sign_in (fixture, fixture->api_key,
                                                 fixture->client_secret));
  g_autofree char *text = call_text (call);

  g_assert_cmpuint (call_status (call), ==, 200);
  g_assert_cmpstr (call_header (call, "Content-Type"), ==, "application/json");
  assert_matches (text,
                  "\\{\"access_token\":\"eyJ[\\w-]+\\.eyJ[\\w-]+\\.[\\w-]+\","
                  "\"token_type\":\"bearer\",\"expires_in\":86399\\}");
  g_assert_null (strstr (text, fixture->token));
  g_assert_null (strstr (text, fixture->client_secret));
}

#define GRANT  "grant_type=client_credentials"
#define SECRET "&client_secret=$SECRET"
#define ID     "&client_id=$ID"

/* In the address, they count as not given: there they would be logged. */
static const struct
{
  const char *query;
  const char *type;
  const char *form;
  const char *body;
} bad_sign_ins[] = {
  { "", "text/plain", GRANT ID SECRET "&scope=openid",
    SIGN_IN_ERROR ("invalid_request", "invalid content type") },
  { "", FORM_TYPE, "",
    SIGN_IN_ERROR ("unsupported_grant_type", "invalid grant_type parameter") },
  { "?" GRANT, FORM_TYPE, ID SECRET "&scope=openid",
    SIGN_IN_ERROR ("unsupported_grant_type", "invalid grant_type parameter") },
  { "", FORM_TYPE, GRANT SECRET "&scope=openid",
    SIGN_IN_ERROR ("invalid_client", "invalid client_id parameter") },
  { "", FORM_TYPE, GRANT "&client_id=nobody" SECRET "&scope=openid",
    SIGN_IN_ERROR ("invalid_client", "invalid client_id parameter") },
  { "", FORM_TYPE, GRANT ID "&scope=openid",
    SIGN_IN_ERROR ("invalid_client", "invalid client_secret parameter") },
  { "", FORM_TYPE, GRANT ID "&client_secret=wrong&scope=openid",
    SIGN_IN_ERROR ("invalid_client", "invalid client_secret parameter") },
  { "", FORM_TYPE, GRANT ID SECRET,
    SIGN_IN_ERROR ("invalid_scope", "invalid scope parameter") },
  { "", FORM_TYPE, GRANT ID SECRET "&scope=openid,everything",
    SIGN_IN_ERROR ("invalid_scope", "invalid scope parameter") },
  { "", FORM_TYPE, GRANT ID SECRET "&scope=openid AdobeID",
    SIGN_IN_ERROR ("invalid_scope", "invalid scope parameter") },
};

static void
test_sign_in_refused (Fixture       *fixture,
                      gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_sign_ins); i++) {
    g_autofree char *path = g_strconcat (SIGN_IN, bad_sign_ins[i].query, NULL);
    g_autoptr (GString) form = g_string_new (bad_sign_ins[i].form);
    g_autoptr (Call) call = NULL;

    g_string_replace (form, "$SECRET", fixture->client_secret, 0);
    g_string_replace (form, "$ID", fixture->api_key, 0);
    call = finish (start (fixture, "POST", path, NULL, bad_sign_ins[i].type, form->str));
    assert_answer (call, 400, bad_sign_ins[i].body);
  }
}

/* The header to spoil, and what it becomes: %NULL for none. */
static const struct
{
  guint       header;
  const char *value;
  guint       status;
  const char *body;
} bad_headers[] = {
  { 0, NULL, 403, GATEWAY ("403010", "Oauth token is missing.") },
  { 0, "Authorization: Bearer eyJ.made.up", 401, GATEWAY ("401013", "Oauth token is not valid") },
  { 0, "Authorization: Basic YTpi", 401, GATEWAY ("401013", "Oauth token is not valid") },
  { 1, NULL, 403, GATEWAY ("403000", "Api Key is required") },
  { 1, "x-api-key: nobody", 403, GATEWAY ("403003", "Api Key is invalid") },
  { 2, NULL, 400, GATEWAY ("400003", "Missing header") },
  { 2, "x-gw-ims-org-id: 000000000000000000000000@AdobeOrg", 403,
    GATEWAY ("403027", "User region is missing") },
};

static const struct
{
  const char *method;
  const char *path;
} guarded[] = {
  { "GET", SANDBOXES },
  { "GET", CONNECTIONS },
  { "POST", CONNECTIONS },
};

static void
test_gateway_guards_all (Fixture       *fixture,
                         gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_headers); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (guarded); j++) {
      g_auto (GStrv) headers = build_headers (fixture, INLET_DEMO_SANDBOX);
      g_autoptr (Call) call = NULL;

      g_free (headers[bad_headers[i].header]);
      headers[bad_headers[i].header] = g_strdup (bad_headers[i].value != NULL ? bad_headers[i].value
                                                                              : "x-none: none");
      call = finish (start (fixture, guarded[j].method, guarded[j].path,
                            (const char * const *) headers, JSON_TYPE,
                            g_str_equal (guarded[j].method, "POST") ? GOOD_BODY : NULL));
      assert_answer (call, bad_headers[i].status, bad_headers[i].body);
    }

  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, 0);
}

/* The first of several that are wrong is the one that is told. */
static void
test_gateway_checks_token_first (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr (Call) call = finish (start (fixture, "POST", CONNECTIONS, NULL, NULL, NULL));

  assert_answer (call, 403, GATEWAY ("403010", "Oauth token is missing."));
}

static void
test_sandbox_header (Fixture       *fixture,
                     gconstpointer  data)
{
  static const char * const methods[] = { "GET", "POST" };

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++) {
    g_auto (GStrv) headers = build_headers (fixture, "nowhere");
    g_autoptr (Call) unknown = finish (start (fixture, methods[i], CONNECTIONS,
                                              (const char * const *) headers, NULL, NULL));
    g_autoptr (Call) missing = NULL;

    g_clear_pointer (&headers[3], g_free);
    missing = finish (start (fixture, methods[i], CONNECTIONS, (const char * const *) headers,
                             NULL, NULL));
    assert_answer (unknown, 404,
                   FLOW ("2100", "404", "Sandbox not found",
                         "The sandbox with the name 'nowhere' could not be found. Please ensure "
                         "that the sandbox name is correct and try again."));
    assert_answer (missing, 400,
                   FLOW ("2105", "400", "Header is missing",
                         "The header x-sandbox-name is missing in the request. Please add the "
                         "header in the request and try again."));
  }
}

static void
test_sandboxes (Fixture       *fixture,
                gconstpointer  data)
{
  static const char * const wanted[][2] = {
    { "prod", "production" },
    { "stage", "development" },
    { INLET_DEMO_SANDBOX, "development" },
    { "busy", "development" },
  };
  g_auto (GStrv) headers = build_headers (fixture, "prod");
  g_autoptr (Call) call = NULL;
  g_autoptr (JsonObject) root = NULL;
  JsonArray *list = NULL;

  g_clear_pointer (&headers[3], g_free);
  call = finish (start (fixture, "GET", SANDBOXES, (const char * const *) headers, NULL, NULL));
  g_assert_cmpuint (call_status (call), ==, 200);
  root = call_object (call);
  list = json_object_get_array_member (root, "sandboxes");
  g_assert_cmpuint (json_array_get_length (list), ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++) {
    JsonObject *sandbox = json_array_get_object_element (list, i);

    g_assert_cmpstr (json_object_get_string_member (sandbox, "name"), ==, wanted[i][0]);
    g_assert_cmpstr (json_object_get_string_member (sandbox, "type"), ==, wanted[i][1]);
    g_assert_cmpstr (json_object_get_string_member (sandbox, "state"), ==, "active");
    g_assert_cmpint (json_object_get_boolean_member (sandbox, "isDefault"), ==, i == 0);
  }
  g_assert_cmpint (inlet_json_get_int (inlet_json_get_object (root, "_page"), "count", -1), ==, 4);
  g_assert_nonnull (inlet_json_get_object (inlet_json_get_object (root, "_links"), "page"));
}

static void
assert_page (Fixture    *fixture,
             const char *api_key,
             const char *query,
             const char *wanted,
             int         limit)
{
  g_auto (GStrv) headers = build_headers (fixture, "prod");
  g_autofree char *path = g_strconcat (SANDBOXES, query, NULL);
  g_autoptr (Call) call = NULL;
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  JsonArray *list = NULL;

  g_clear_pointer (&headers[3], g_free);
  if (api_key != NULL) {
    g_free (headers[1]);
    headers[1] = g_strdup_printf ("x-api-key: %s", api_key);
  }
  call = finish (start (fixture, "GET", path, (const char * const *) headers, NULL, NULL));
  g_assert_cmpuint (call_status (call), ==, 200);
  root = call_object (call);
  list = json_object_get_array_member (root, "sandboxes");
  for (guint i = 0; i < json_array_get_length (list); i++)
    g_string_append_printf (names, "%s ", json_object_get_string_member (
                              json_array_get_object_element (list, i), "name"));
  g_assert_cmpstr (names->str, ==, wanted);
  g_assert_cmpint (inlet_json_get_int (inlet_json_get_object (root, "_page"), "limit", -1), ==,
                   limit);
}

static void
test_sandboxes_by_page (Fixture       *fixture,
                        gconstpointer  data)
{
  assert_page (fixture, NULL, "?limit=2&offset=0", "prod stage ", 2);
  assert_page (fixture, NULL, "?limit=2&offset=2", "dev busy ", 2);
  assert_page (fixture, NULL, "?limit=3&offset=3", "busy ", 3);
  assert_page (fixture, NULL, "?limit=100&offset=4", "", 50);
  assert_page (fixture, NULL, "?limit=x&offset=-1", "prod stage dev busy ", 20);
}

/* What goes to one sandbox is refused for a while, and nothing else is. */
static void
test_throttled (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (GStrv) busy = build_headers (fixture, "busy");
  g_auto (GStrv) dev = build_headers (fixture, "dev");
  g_autoptr (Call) refused =
    finish (start (fixture, "GET", CONNECTIONS, (const char * const *) busy, NULL, NULL));
  g_autoptr (Call) answered =
    finish (start (fixture, "GET", CONNECTIONS, (const char * const *) dev, NULL, NULL));
  SoupMessageHeaders *headers = soup_message_get_response_headers (refused->message);

  assert_answer (refused, 429, GATEWAY ("429050", "Too many requests"));
  g_assert_cmpstr (soup_message_headers_get_one (headers, "Retry-After"), ==, "20");
  g_assert_cmpuint (call_status (answered), ==, 200);
}

/* Twenty seconds refused, a minute let in, and again. */
static void
test_throttle (void)
{
  static const struct { gint64 second; guint wait; } cases[] = {
    { 100, 20 }, { 101, 19 }, { 119, 1 }, { 120, 0 }, { 179, 0 }, { 180, 20 }, { 199, 1 },
    { 200, 0 }, { 1000, 20 },
  };
  InletDemoThrottle throttle = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (inlet_demo_throttle_get_wait (&throttle,
                                                    cases[i].second * G_USEC_PER_SEC), ==,
                      cases[i].wait);
}

/* Nobody has added this client to any. */
static void
test_no_sandboxes (Fixture       *fixture,
                   gconstpointer  data)
{
  assert_page (fixture, INLET_DEMO_API_KEY_OF_NO_SANDBOX, "", "", 20);
}

static void
test_unknown_places (Fixture       *fixture,
                     gconstpointer  data)
{
  static const struct
  {
    const char *method;
    const char *path;
    guint       status;
  } places[] = {
    { "GET", "/", 404 },
    { "POST", "/connections", 404 },
    { "POST", CONNECTIONS "/", 404 },
    { "POST", SIGN_IN "/more", 404 },
    { "GET", SIGN_IN, 405 },
    { "DELETE", CONNECTIONS, 405 },
    { "POST", SANDBOXES, 405 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (Call) call = finish (start (fixture, places[i].method, places[i].path,
                                           NULL, NULL, NULL));

    g_assert_cmpuint (call_status (call), ==, places[i].status);
    g_assert_cmpstr (call_header (call, "Content-Type"), ==, "text/html");
  }
}

static void
test_delays (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (Call) call = NULL;

  inlet_demo_service_set_delay (fixture->service, 0, 250);
  call = finish (start_create (fixture, GOOD_BODY));
  g_assert_cmpuint (call_status (call), ==, 201);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 200 * G_TIME_SPAN_MILLISECOND);
}

static void
test_one_who_waits_keeps_nobody_waiting (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr (Call) slow = NULL;
  g_autoptr (Call) fast = NULL;

  inlet_demo_service_set_delay (fixture->service, 0, G_MAXINT);
  slow = start_create (fixture, GOOD_BODY);
  wait_until (inlet_demo_service_get_n_made (fixture->service) == 1);
  fast = finish (start_sign_in (fixture, fixture->api_key, fixture->client_secret));
  g_assert_cmpuint (call_status (fast), ==, 200);
  g_assert_false (slow->is_done);
  g_cancellable_cancel (slow->cancellable);
}

static void
test_delays_of_its_own (void)
{
  Fixture fixture = { NULL };
  gint64 began = g_get_monotonic_time ();
  g_autoptr (Call) call = NULL;

  fixture.service = inlet_demo_service_new (NULL);
  fixture.session = soup_session_new ();
  call = finish (start_sign_in (&fixture, "nobody", "nothing"));
  g_assert_cmpuint (call_status (call), ==, 400);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 320 * G_TIME_SPAN_MILLISECOND);
  fixture_tear_down (&fixture, NULL);
}

#define MANY 20

static void
test_many_at_once (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new_with_free_func ((GDestroyNotify) call_free);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_object_unref (fixture->session);
  fixture->session = soup_session_new_with_options ("max-conns", MANY,
                                                    "max-conns-per-host", MANY, NULL);
  inlet_demo_service_set_delay (fixture->service, 0, 20);
  for (guint i = 0; i < MANY; i++)
    g_ptr_array_add (calls, start_create_with (fixture, i % 2 == 0 ? "Demo bucket"
                                                                   : "Fails: answer lost"));
  for (guint i = 0; i < MANY; i++) {
    Call *call = finish (g_ptr_array_index (calls, i));
    g_autoptr (JsonObject) root = NULL;

    if (i % 2 != 0) {
      g_assert_nonnull (call->error);
      continue;
    }
    g_assert_cmpuint (call_status (call), ==, 201);
    root = call_object (call);
    g_assert_true (g_hash_table_add (ids, g_strdup (inlet_json_get_string (root, "id"))));
  }

  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, MANY);
}

static gboolean
has_timer (GMainContext *context)
{
  GPollFD fds[16];
  int priority;
  int timeout;
  int n_fds;

  g_assert_true (g_main_context_acquire (context));
  g_main_context_prepare (context, &priority);
  n_fds = g_main_context_query (context, G_MAXINT, &timeout, fds, G_N_ELEMENTS (fds));
  g_main_context_check (context, G_MAXINT, fds, MIN (n_fds, (int) G_N_ELEMENTS (fds)));
  g_main_context_release (context);
  return timeout != -1;
}

static void
test_destroyed_in_the_middle (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Fixture fixture = { NULL };
  Call *answered = NULL;
  Call *lost = NULL;

  g_main_context_push_thread_default (context);
  fixture_set_up (&fixture, NULL);
  inlet_demo_service_set_delay (fixture.service, 0, G_MAXINT);
  answered = start_create (&fixture, GOOD_BODY);
  lost = start_create_with (&fixture, "Fails: answer lost");
  wait_until (inlet_demo_service_get_n_made (fixture.service) == 2);
  g_assert_true (has_timer (context));

  g_assert_finalize_object (g_steal_pointer (&fixture.service));
  g_assert_nonnull (finish (answered)->error);
  g_assert_nonnull (finish (lost)->error);
  call_free (answered);
  call_free (lost);
  fixture_tear_down (&fixture, NULL);
  g_assert_false (has_timer (context));
  g_main_context_pop_thread_default (context);
}

/* Who goes away gets what was asked for, and takes nobody's answer along. */
static void
test_client_goes_away (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (Call) call = NULL;
  g_autoptr (Call) later = NULL;

  inlet_demo_service_set_delay (fixture->service, 0, 30);
  call = start_create (fixture, GOOD_BODY);
  wait_until (inlet_demo_service_get_n_made (fixture->service) == 1);
  g_cancellable_cancel (call->cancellable);
  finish (call);
  g_assert_error (call->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  inlet_demo_service_set_delay (fixture->service, 0, 100);
  later = finish (start_create (fixture, GOOD_BODY));
  g_assert_cmpuint (call_status (later), ==, 201);
  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, 2);
}

static guint
count_files (void)
{
  g_autoptr (GDir) directory = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (directory) != NULL)
    n_files++;
  return n_files;
}

/* However long the demo goes on: a process may have a thousand files open, and no more. */
static void
test_keeps_no_connections (Fixture       *fixture,
                           gconstpointer  data)
{
  guint n_files = count_files ();

  for (guint i = 0; i < 20; i++) {
    g_autoptr (Call) call = finish (start_sign_in (fixture, fixture->api_key,
                                                   fixture->client_secret));

    g_assert_cmpuint (call_status (call), ==, 200);
    soup_session_abort (fixture->session);
  }
  wait_until (count_files () <= n_files);
}

static gpointer
serve_in_thread (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Fixture fixture = { NULL };

  g_main_context_push_thread_default (context);
  fixture_set_up (&fixture, NULL);
  create (&fixture, "prod", "from a thread");
  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture.service), ==, 1);
  fixture_tear_down (&fixture, NULL);
  g_main_context_pop_thread_default (context);
  return NULL;
}

static void
test_another_thread (void)
{
  g_thread_join (g_thread_new ("demo", serve_in_thread, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/demo/demo-service/new-destroy", test_new_destroy);
  add_case ("demo-service/two-side-by-side", test_two_side_by_side);
  add_case ("demo-service/sign-in", test_sign_in);
  add_case ("demo-service/sign-in-refused", test_sign_in_refused);
  add_case ("demo-service/gateway-guards-all", test_gateway_guards_all);
  add_case ("demo-service/gateway-checks-token-first", test_gateway_checks_token_first);
  add_case ("demo-service/sandbox-header", test_sandbox_header);
  add_case ("demo-service/sandboxes", test_sandboxes);
  add_case ("demo-service/sandboxes-by-page", test_sandboxes_by_page);
  add_case ("demo-service/no-sandboxes", test_no_sandboxes);
  add_case ("demo-service/throttled", test_throttled);
  add_case ("demo-service/unknown-places", test_unknown_places);
  add_case ("demo-service/delays", test_delays);
  add_case ("demo-service/one-who-waits-keeps-nobody-waiting",
            test_one_who_waits_keeps_nobody_waiting);
  g_test_add_func ("/inlet/demo/demo-service/throttle", test_throttle);
  g_test_add_func ("/inlet/demo/demo-service/delays-of-its-own", test_delays_of_its_own);
  add_case ("demo-service/many-at-once", test_many_at_once);
  g_test_add_func ("/inlet/demo/demo-service/destroyed-in-the-middle",
                   test_destroyed_in_the_middle);
  add_case ("demo-service/client-goes-away", test_client_goes_away);
  add_case ("demo-service/keeps-no-connections", test_keeps_no_connections);
  g_test_add_func ("/inlet/demo/demo-service/another-thread", test_another_thread);

  return g_test_run ();
}
