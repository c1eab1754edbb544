/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-client.h"
#include "inlet-demo-others.h"
#include "inlet-field.h"
#include "inlet-json.h"

static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (Call) call = finish (start_create (fixture, GOOD_BODY));
  g_autofree char *text = call_text (call);
  g_autofree char *location = NULL;
  g_autoptr (JsonObject) root = call_object (call);

  g_assert_cmpuint (call_status (call), ==, 201);
  g_assert_cmpstr (call_header (call, "Content-Type"), ==, "application/json");
  assert_matches (call_header (call, "x-request-id"), UUID);
  assert_matches (text,
                  "\\{\"id\":\"" UUID "\",\"etag\":"
                  "\"\\\\\"[0-9a-f]{8}-0000-0200-0000-[0-9a-f]{8}0000\\\\\"\"\\}");
  location = g_strconcat (inlet_demo_service_get_url (fixture->service), CONNECTIONS "/",
                          json_object_get_string_member (root, "id"), NULL);
  g_assert_cmpstr (call_header (call, "Location"), ==, location);
  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, 1);
}

/* A person tries the demo with keys of their own. */
static void
test_create_with_own_keys (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (Call) call =
    finish (start_create (fixture,
                          "{\"name\":\"Mine\",\"auth\":{\"specName\":\"Access Key\",\"params\":{"
                          "\"s3AccessKey\":\"AKIAMYOWNMYOWNMYOWN2\",\"s3SecretKey\":\"mine\","
                          "\"s3SessionToken\":\"mine too\",\"bucketName\":\"my-bucket\"}},"
                          S3_SPEC "}"));

  g_assert_cmpuint (call_status (call), ==, 201);
  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, 1);
}

#define NO_SPEC FLOW ("1413", "400", "Invalid request", \
                      "The spec ID provided is invalid. Please provide a valid spec ID and " \
                      "try again.")

static const struct
{
  const char *type;
  const char *body;
  guint       status;
  const char *answer;
} bad_bodies[] = {
  { "text/plain", GOOD_BODY, 400,
    "{\"type\":\"/placeholder/type/uri\",\"status\":400,\"title\":\"BadRequestError\","
    "\"detail\":\"A valid content-type must be specified\"}" },
  { JSON_TYPE, "", 400,
    FLOW ("1405", "400", "Invalid request", "The request body cannot be null or empty. Please "
          "provide a request body and try again.") },
  { JSON_TYPE, "{\"name\":", 400, LEGACY ("The request body is not a JSON object") },
  { JSON_TYPE, "[]", 400, LEGACY ("The request body is not a JSON object") },
  { JSON_TYPE, "{" AUTH "," S3_SPEC "}", 400, LEGACY ("'name' is required") },
  { JSON_TYPE, "{\"name\":7," AUTH "," S3_SPEC "}", 400, LEGACY ("'name' is required") },
  { JSON_TYPE, "{\"name\":\"N\"," AUTH "}", 400, NO_SPEC },
  { JSON_TYPE, "{\"name\":\"N\"," AUTH ",\"connectionSpec\":{\"id\":\"other\"}}", 400, NO_SPEC },
  { JSON_TYPE, "{\"name\":\"N\"," AUTH ",\"connectionSpec\":\"ecadc60c\"}", 400, NO_SPEC },
  { JSON_TYPE,
    "{\"name\":\"N\"," AUTH
    ",\"connectionSpec\":{\"id\":\"ecadc60c-7455-4d87-84dc-2a0e293d997b\"}}",
    422, LEGACY ("'version' is required for spec info") },
  { JSON_TYPE, "{\"name\":\"N\",\"auth\":{\"specName\":\"access key\"," KEYS "}," S3_SPEC "}", 400,
    FLOW ("1415", "400", "Invalid request", "The auth spec 'access key' could not be found for the "
          "connection spec ID ecadc60c-7455-4d87-84dc-2a0e293d997b.") },
  { JSON_TYPE, "{\"name\":\"N\"," S3_SPEC "}", 400,
    FLOW ("1415", "400", "Invalid request", "The auth spec '' could not be found for the "
          "connection spec ID ecadc60c-7455-4d87-84dc-2a0e293d997b.") },
  { JSON_TYPE, "{\"name\":\"N\",\"auth\":{\"specName\":\"Access Key\"}," S3_SPEC "}", 400,
    LEGACY ("'s3AccessKey' is required") },
  { JSON_TYPE,
    "{\"name\":\"N\",\"auth\":{\"specName\":\"Access Key\",\"params\":{"
    "\"s3AccessKey\":\"AKIAIOSFODNN7EXAMPLE\",\"s3SecretKey\":\"\"}}," S3_SPEC "}", 400,
    LEGACY ("'s3SecretKey' is required") },
};

static void
test_create_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  g_auto (GStrv) headers = build_headers (fixture, INLET_DEMO_SANDBOX);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_bodies); i++) {
    g_autoptr (Call) call = finish (start (fixture, "POST", CONNECTIONS,
                                           (const char * const *) headers, bad_bodies[i].type,
                                           bad_bodies[i].body));

    assert_answer (call, bad_bodies[i].status, bad_bodies[i].answer);
  }

  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, 0);
}

/* What the forms would say of it, had a person typed it. */
static void
assert_good (InletField  field,
             const char *text)
{
  const char *message = NULL;

  g_assert_cmpstr (text, !=, "");
  g_assert_cmpint (inlet_field_check (field, text, &message), ==, INLET_VERDICT_GOOD);
  g_assert_null (message);
}

static void
check_account (Fixture          *fixture,
               InletDemoProfile *self)
{
  InletAccount *account = INLET_ACCOUNT (self->profile);
  const char *url = inlet_demo_service_get_url (fixture->service);

  assert_good (INLET_FIELD_ACCOUNT_NAME, inlet_profile_get_name (self->profile));
  assert_good (INLET_FIELD_ORG_ID, inlet_account_get_org_id (account));
  assert_good (INLET_FIELD_API_KEY, inlet_account_get_api_key (account));
  assert_good (INLET_FIELD_CLIENT_SECRET,
               inlet_secrets_get (self->secrets, INLET_SECRET_CLIENT_SECRET));
  g_assert_cmpstr (inlet_account_get_org_id (account), ==, ORG_ID);
  g_assert_cmpstr (inlet_account_get_scopes (account), ==, INLET_DEFAULT_SCOPES);
  g_assert_cmpstr (inlet_account_get_platform_url (account), ==, url);
  g_assert_cmpstr (inlet_account_get_ims_url (account), ==, url);
}

static void
check_credentials (Fixture          *fixture,
                   InletDemoProfile *self)
{
  const char *key = inlet_credentials_get_access_key_id (INLET_CREDENTIALS (self->profile));

  assert_good (INLET_FIELD_CREDENTIALS_NAME, inlet_profile_get_name (self->profile));
  assert_good (INLET_FIELD_ACCESS_KEY_ID, key);
  assert_good (INLET_FIELD_SECRET_KEY,
               inlet_secrets_get (self->secrets, INLET_SECRET_SECRET_KEY));
  assert_matches (key, "A[KS]IA[A-Z2-7]{16}");
}

static void
test_profiles (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) profiles = inlet_demo_service_dup_profiles (fixture->service);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_good[] = { 0, 0 };

  g_assert_cmpuint (profiles->len, ==, 15);
  for (guint i = 0; i < profiles->len; i++) {
    InletDemoProfile *self = g_ptr_array_index (profiles, i);
    InletProfileKind kind = inlet_profile_get_kind (self->profile);

    g_assert_true (g_uuid_string_is_valid (inlet_profile_get_id (self->profile)));
    g_assert_true (g_hash_table_add (seen, (char *) inlet_profile_get_id (self->profile)));
    /* The first of each kind is the good one, and only that. */
    if (!g_str_has_prefix (inlet_profile_get_name (self->profile), "Fails: ") &&
        !g_str_has_prefix (inlet_profile_get_name (self->profile), "Temporary: "))
      n_good[kind]++;
    g_assert_cmpuint (n_good[kind], ==, 1);

    if (kind == INLET_PROFILE_ACCOUNT)
      check_account (fixture, self);
    else
      check_credentials (fixture, self);
  }
}

/* By these they are told apart. */
static void
test_access_keys_differ (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) profiles = inlet_demo_service_dup_profiles (fixture->service);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < profiles->len; i++) {
    InletDemoProfile *self = g_ptr_array_index (profiles, i);

    if (INLET_IS_CREDENTIALS (self->profile))
      g_assert_true (g_hash_table_add (seen, (char *) inlet_credentials_get_access_key_id (
                                         INLET_CREDENTIALS (self->profile))));
  }

  g_assert_cmpuint (g_hash_table_size (seen), ==, 12);
}

static void
test_refused_account (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (GPtrArray) profiles = inlet_demo_service_dup_profiles (fixture->service);
  InletDemoProfile *account = find_profile (profiles, "Fails: client secret refused");
  g_autoptr (Call) call =
    finish (start_sign_in (fixture, inlet_account_get_api_key (INLET_ACCOUNT (account->profile)),
                           inlet_secrets_get (account->secrets, INLET_SECRET_CLIENT_SECRET)));

  assert_answer (call, 400, SIGN_IN_ERROR ("invalid_client", "invalid client_secret parameter"));
}

static void
test_wrong_secret_key (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (Call) call = finish (start_create_with (fixture, "Fails: wrong secret key"));

  assert_answer (call, 400,
                 FLOW ("1100", "400", "Invalid request",
                       "The request could not be processed. Error from flow provider: The request "
                       "signature we calculated does not match the signature you provided. Check "
                       "your key and signing method."));
  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, 0);
}

static void
test_no_permission (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (Call) call = finish (start_create_with (fixture, "Fails: no permission"));

  assert_answer (call, 403,
                 FLOW ("2121", "403", "Forbidden",
                       "The permission manage is denied on resource Enterprise Source. Please "
                       "contact your administrator to resolve permissions and try again."));
  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, 0);
}

static void
test_too_many_requests (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (Call) call = finish (start_create_with (fixture, "Fails: too many requests"));

  assert_answer (call, 429, GATEWAY ("429050", "Too many requests"));
  g_assert_cmpstr (call_header (call, "Retry-After"), ==, "3");
  g_assert_cmpstr (soup_message_get_reason_phrase (call->message), ==, "Too Many Requests");
  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, 0);
}

static void
test_not_readable (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (Call) call = finish (start_create_with (fixture, "Fails: answer not readable"));
  g_autofree char *text = call_text (call);

  g_assert_cmpuint (call_status (call), ==, 502);
  g_assert_cmpstr (call_header (call, "Content-Type"), ==, "text/html");
  g_assert_cmpstr (text, ==,
                   "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
                   "<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n");
  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, 0);
}

/* The names that `GET /connections` lists, joined by a blank. */
static char *
list_names (Fixture    *fixture,
            const char *sandbox,
            const char *query)
{
  g_auto (GStrv) headers = build_headers (fixture, sandbox);
  g_autofree char *path = g_strconcat (CONNECTIONS, query, NULL);
  g_autoptr (Call) call = finish (start (fixture, "GET", path, (const char * const *) headers,
                                         NULL, NULL));
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  JsonArray *items = NULL;

  g_assert_cmpuint (call_status (call), ==, 200);
  root = call_object (call);
  items = json_object_get_array_member (root, "items");
  for (guint i = 0; i < json_array_get_length (items); i++)
    g_ptr_array_add (names, (char *) json_object_get_string_member (
                       json_array_get_object_element (items, i), "name"));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **) names->pdata);
}

/* On a line that was used before, a client might be tempted to send once more. */
static void
test_answer_lost (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *names = NULL;

  for (guint i = 1; i <= 3; i++) {
    g_autoptr (Call) call = finish (start_create_with (fixture, "Fails: answer lost"));

    g_assert_nonnull (call->error);
    g_assert_null (call->bytes);
    g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, i);
  }

  names = list_names (fixture, INLET_DEMO_SANDBOX, "");
  g_assert_cmpstr (names, ==, "N N N");
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const wanted[][3] = {
    { "dev", "", "three two one" },
    { "dev", "?limit=2", "three two" },
    { "dev", "?limit=0", "three" },
    { "dev", "?limit=1000", "three two one" },
    { "dev", "?property=name==two", "two" },
    { "dev", "?property=name%3D%3Dtwo,one", "two one" },
    { "dev", "?property=name==two&property=name==one", "" },
    { "dev", "?property=connectionSpec.id==ecadc60c-7455-4d87-84dc-2a0e293d997b", "three two one" },
    { "dev", "?property=connectionSpec.id==other", "" },
    { "stage", "", "elsewhere" },
    { "prod", "", "" },
  };

  create (fixture, "dev", "one");
  create (fixture, "stage", "elsewhere");
  create (fixture, "dev", "two");
  create (fixture, "dev", "three");
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++) {
    g_autofree char *names = list_names (fixture, wanted[i][0], wanted[i][1]);

    g_assert_cmpstr (names, ==, wanted[i][2]);
  }
}

/* What `GET /connections` answers with. (transfer full) */
static JsonObject *
list_page (Fixture    *fixture,
           const char *sandbox,
           const char *query)
{
  g_auto (GStrv) headers = build_headers (fixture, sandbox);
  g_autofree char *path = g_strconcat (CONNECTIONS, query, NULL);
  g_autoptr (Call) call = finish (start (fixture, "GET", path, (const char * const *) headers,
                                         NULL, NULL));

  g_assert_cmpuint (call_status (call), ==, 200);
  return call_object (call);
}

/* Where @page goes on, %NULL at the end. */
static char *
dup_next_query (JsonObject *page)
{
  JsonObject *links = inlet_json_get_object (page, "_links");
  const char *href = NULL;

  if (links == NULL)
    return NULL;

  href = inlet_json_get_string (inlet_json_get_object (links, "next"), "href");
  g_assert_true (g_str_has_prefix (href, "/connections?continuationToken="));
  return g_strconcat ("?limit=2&", href + strlen ("/connections?"), NULL);
}

/* Each once, whatever is made or deleted meanwhile. */
static void
test_list_by_page (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *const names[] = { "5", "4", "3", "2", "1" };
  g_autoptr (GString) seen = g_string_new (NULL);
  g_autofree char *query = g_strdup ("?limit=2");
  guint n_pages = 0;

  for (guint i = G_N_ELEMENTS (names); i > 0; i--)
    create (fixture, INLET_DEMO_SANDBOX, names[i - 1]);

  while (query != NULL) {
    g_autofree char *part = list_names (fixture, INLET_DEMO_SANDBOX, query);
    g_autoptr (JsonObject) page = list_page (fixture, INLET_DEMO_SANDBOX, query);
    g_autofree char *next = dup_next_query (page);

    g_string_append_printf (seen, "%s|", part);
    create (fixture, INLET_DEMO_SANDBOX, "new");
    g_free (query);
    query = g_steal_pointer (&next);
    n_pages++;
  }

  g_assert_cmpstr (seen->str, ==, "5 4|3 2|1|");
  g_assert_cmpuint (n_pages, ==, 3);
}

/* A colleague made some; one that we gave up and one that they rename are changed by the time they
 * are listed, and not between two pages. */
static void
test_others (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *here = NULL;
  g_autofree char *again = NULL;
  g_autofree char *production = NULL;
  g_autofree char *crowd = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autofree char *next = NULL;
  guint n_before;

  inlet_demo_service_add_others (fixture->service);
  call_free (finish (start_create_with (fixture, "Fails: deleted by others afterwards")));
  call_free (finish (start_create_with (fixture, "Fails: changed by others meanwhile")));
  n_before = inlet_demo_service_get_n_made (fixture->service);

  here = list_names (fixture, INLET_DEMO_SANDBOX, "");
  g_assert_cmpstr (here, ==, "N (renamed by a colleague) Loyalty cards Old newsletter");
  again = list_names (fixture, INLET_DEMO_SANDBOX, "");
  g_assert_cmpstr (again, ==, here);
  production = list_names (fixture, "prod", "");
  g_assert_cmpstr (production, ==, "Store receipts");
  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, n_before);

  first = list_page (fixture, INLET_DEMO_CROWDED_SANDBOX, "?limit=100");
  next = dup_next_query (first);
  g_assert_nonnull (next);
  crowd = list_names (fixture, INLET_DEMO_CROWDED_SANDBOX, next);
  g_assert_cmpstr (crowd, ==, "Store 020 Store 019");
}

static void
test_list_is_whole (Fixture       *fixture,
                    gconstpointer  data)
{
  g_auto (GStrv) headers = build_headers (fixture, INLET_DEMO_SANDBOX);
  g_autoptr (Call) created = finish (start_create (fixture, GOOD_BODY));
  g_autoptr (JsonObject) receipt = call_object (created);
  g_autoptr (Call) call = finish (start (fixture, "GET", CONNECTIONS,
                                         (const char * const *) headers, NULL, NULL));
  g_autofree char *text = call_text (call);
  g_autoptr (JsonObject) root = call_object (call);
  JsonObject *item =
    json_array_get_object_element (json_object_get_array_member (root, "items"), 0);
  JsonObject *auth = inlet_json_get_object (item, "auth");

  g_assert_cmpstr (inlet_json_get_string (item, "id"), ==,
                   inlet_json_get_string (receipt, "id"));
  g_assert_cmpstr (inlet_json_get_string (item, "etag"), ==,
                   inlet_json_get_string (receipt, "etag"));
  g_assert_cmpstr (inlet_json_get_string (item, "description"), ==, "For a test");
  g_assert_cmpstr (inlet_json_get_string (item, "sandboxName"), ==, INLET_DEMO_SANDBOX);
  g_assert_cmpstr (inlet_json_get_string (item, "imsOrgId"), ==, ORG_ID);
  g_assert_cmpstr (inlet_json_get_string (item, "createdClient"), ==, fixture->api_key);
  g_assert_cmpstr (inlet_json_get_string (item, "state"), ==, "enabled");
  g_assert_cmpstr (inlet_json_get_string (auth, "specName"), ==, "Access Key");
  g_assert_cmpstr (inlet_json_get_string (inlet_json_get_object (auth,
                                                                 "params"), "s3AccessKey"), ==,
                   "AKIAIOSFODNN7EXAMPLE");
  g_assert_cmpint (ABS (inlet_json_get_int (item, "createdAt", 0) - g_get_real_time () / 1000), <,
                   PATIENCE / 1000);
  /* Secrets are not remembered. */
  g_assert_null (strstr (text, "s3SecretKey"));
  g_assert_null (strstr (text, "wJalrXUtnFEMI"));
}

static void
test_list_refused (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const queries[] = {
    "?property=", "?property=name", "?property=state==enabled", "?property=name~~one",
  };
  g_auto (GStrv) headers = build_headers (fixture, INLET_DEMO_SANDBOX);

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_autofree char *path = g_strconcat (CONNECTIONS, queries[i], NULL);
    g_autoptr (Call) call = finish (start (fixture, "GET", path, (const char * const *) headers,
                                           NULL, NULL));

    assert_answer (call, 400,
                   FLOW ("1449", "400", "Invalid request", "Invalid field in filter params."));
  }
}

static void
test_list_continued_wrongly (Fixture       *fixture,
                             gconstpointer  data)
{
  static const char * const tokens[] = { "", "at", "at%3D", "at%3D-1", "at%3D1", "at%3Dx" };
  g_auto (GStrv) headers = build_headers (fixture, INLET_DEMO_SANDBOX);

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++) {
    g_autofree char *path = g_strconcat (CONNECTIONS "?continuationToken=", tokens[i], NULL);
    g_autoptr (Call) call = finish (start (fixture, "GET", path, (const char * const *) headers,
                                           NULL, NULL));

    assert_answer (call, 400, LEGACY ("The continuation token is not valid"));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("demo-connections/create", test_create);
  add_case ("demo-connections/create-with-own-keys", test_create_with_own_keys);
  add_case ("demo-connections/create-refused", test_create_refused);
  add_case ("demo-connections/profiles", test_profiles);
  add_case ("demo-connections/access-keys-differ", test_access_keys_differ);
  add_case ("demo-connections/refused-account", test_refused_account);
  add_case ("demo-connections/wrong-secret-key", test_wrong_secret_key);
  add_case ("demo-connections/no-permission", test_no_permission);
  add_case ("demo-connections/too-many-requests", test_too_many_requests);
  add_case ("demo-connections/not-readable", test_not_readable);
  add_case ("demo-connections/answer-lost", test_answer_lost);
  add_case ("demo-connections/list", test_list);
  add_case ("demo-connections/list-by-page", test_list_by_page);
  add_case ("demo-connections/others", test_others);
  add_case ("demo-connections/list-is-whole", test_list_is_whole);
  add_case ("demo-connections/list-refused", test_list_refused);
  add_case ("demo-connections/list-continued-wrongly", test_list_continued_wrongly);

  return g_test_run ();
}
