/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-client.h"

/* `GET …/connections/ID/QUESTION` in the sandbox @sandbox. */
static Call *
ask (Fixture    *fixture,
     const char *sandbox,
     const char *id,
     const char *question)
{
  g_auto (GStrv) headers = build_headers (fixture, sandbox);
  g_autofree char *path = g_strconcat (CONNECTIONS "/", id, "/", question, NULL);

  return finish (start (fixture, "GET", path, (const char * const *) headers, NULL, NULL));
}

/* The ID of a connection that was made with the credentials of that name; good ones for NULL. */
static char *
make (Fixture    *fixture,
      const char *name)
{
  g_autoptr (Call) call = finish (name != NULL ? start_create_with (fixture, name)
                                               : start_create (fixture, GOOD_BODY));
  g_autoptr (JsonObject) root = call_object (call);

  g_assert_cmpuint (call_status (call), ==, 201);
  return g_strdup (json_object_get_string_member (root, "id"));
}

static void
test_good (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *id = make (fixture, NULL);
  g_autoptr (Call) test = ask (fixture, INLET_DEMO_SANDBOX, id, "test");
  g_autoptr (Call) explore = ask (fixture, INLET_DEMO_SANDBOX, id, "explore?objectType=root");
  g_autofree char *text = call_text (explore);

  assert_answer (test, 200, "{\"result\":true}");
  g_assert_cmpuint (call_status (explore), ==, 200);
  g_assert_true (g_str_has_prefix (text, "[{\"type\":\"folder\",\"name\":\"billing\","
                                   "\"path\":\"/billing/\",\"canPreview\":false,"
                                   "\"canFetchSchema\":false},"));
}

static void
test_broken (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *id = make (fixture, "Fails: key deleted afterwards");
  g_autoptr (Call) test = ask (fixture, INLET_DEMO_SANDBOX, id, "test");
  g_autoptr (Call) explore = ask (fixture, INLET_DEMO_SANDBOX, id, "explore?objectType=root");

  assert_answer (test, 200, "{\"result\":false}");
  assert_answer (explore, 400,
                 FLOW ("1100", "400", "Invalid request",
                       "The request could not be processed. Error from flow provider: "
                       "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in "
                       "our records."));
}

/* The key works; it may only not look around. */
static void
test_denied (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *id = make (fixture, "Fails: listing denied afterwards");
  g_autoptr (Call) test = ask (fixture, INLET_DEMO_SANDBOX, id, "test");
  g_autoptr (Call) explore = ask (fixture, INLET_DEMO_SANDBOX, id, "explore?objectType=root");

  assert_answer (test, 200, "{\"result\":true}");
  assert_answer (explore, 400,
                 FLOW ("1100", "400", "Invalid request",
                       "The request could not be processed. Error from flow provider: "
                       "AccessDenied: User is not authorized to perform: s3:ListBucket."));
}

static void
test_not_there (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = make (fixture, NULL);
  g_autofree char *words = g_strdup_printf ("The requested connections resource %s is not found. "
                                            "Verify the resource ID before trying again.", id);
  g_autoptr (Call) other_sandbox = ask (fixture, "prod", id, "test");
  g_autoptr (Call) no_sandbox = ask (fixture, "unheard-of", id, "test");
  g_autoptr (Call) no_connection = ask (fixture, INLET_DEMO_SANDBOX, "unheard-of", "test");
  g_autoptr (Call) no_question = ask (fixture, INLET_DEMO_SANDBOX, id, "rest");
  g_autofree char *text = call_text (other_sandbox);

  g_assert_cmpuint (call_status (other_sandbox), ==, 404);
  g_assert_nonnull (strstr (text, words));
  g_assert_nonnull (strstr (text, "FLOW-1439-404"));
  g_assert_cmpuint (call_status (no_sandbox), ==, 404);
  g_assert_cmpuint (call_status (no_connection), ==, 404);
  g_assert_cmpuint (call_status (no_question), ==, 404);
  g_assert_cmpstr (call_header (no_question, "Content-Type"), ==, "text/html");
}

static void
test_not_admitted (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *id = make (fixture, NULL);
  g_autoptr (Call) call = NULL;

  g_free (fixture->token);
  fixture->token = g_strdup ("unheard-of");
  call = ask (fixture, INLET_DEMO_SANDBOX, id, "test");
  assert_answer (call, 401, GATEWAY ("401013", "Oauth token is not valid"));
}

/* The paths that the folder @path lists, apart by newlines. (transfer full) */
static char *
list (Fixture    *fixture,
      const char *id,
      const char *path)
{
  g_autofree char *escaped = g_uri_escape_string (path, NULL, FALSE);
  g_autofree char *question = g_strconcat ("explore?objectType=folder&object=", escaped, NULL);
  g_autoptr (Call) call = ask (fixture, INLET_DEMO_SANDBOX, id, question);
  g_autoptr (JsonArray) array = NULL;
  g_autoptr (GString) paths = g_string_new (NULL);

  g_assert_cmpuint (call_status (call), ==, 200);
  array = inlet_json_parse_array (call->bytes);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_string_append_printf (paths, "%s\n",
                            json_object_get_string_member (
                              json_array_get_object_element (array, i), "path"));

  return g_string_free (g_steal_pointer (&paths), FALSE);
}

static void
test_folders (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *id = make (fixture, NULL);
  g_autofree char *billing = list (fixture, id, "/billing/");
  g_autofree char *empty = list (fixture, id, "/empty/");
  g_autofree char *odd = list (fixture, id, "/odd names/%2F is no slash/");
  g_autoptr (Call) denied = ask (fixture, INLET_DEMO_SANDBOX, id,
                                 "explore?objectType=folder&object=/private/");
  g_autoptr (Call) nothing = ask (fixture, INLET_DEMO_SANDBOX, id,
                                  "explore?objectType=folder&object=/nothing/");
  g_autoptr (Call) no_kind = ask (fixture, INLET_DEMO_SANDBOX, id, "explore");
  g_autofree char *text = call_text (denied);

  g_assert_cmpstr (billing, ==, "/billing/2025/\n/billing/2026/\n/billing/customers.parquet\n"
                   "/billing/orders.csv\n/billing/summary.pdf\n");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (odd, ==, "/odd names/%2F is no slash/x.csv\n");
  g_assert_cmpuint (call_status (denied), ==, 400);
  g_assert_nonnull (strstr (text, "AccessDenied"));
  g_assert_cmpuint (call_status (nothing), ==, 400);
  g_assert_cmpuint (call_status (no_kind), ==, 400);
}

static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *id = make (fixture, NULL);
  g_autoptr (Call) call = ask (fixture, INLET_DEMO_SANDBOX, id,
                               "explore?objectType=folder&object=/clickstream/events/");
  g_autoptr (JsonArray) array = NULL;

  g_assert_cmpuint (call_status (call), ==, 200);
  array = inlet_json_parse_array (call->bytes);
  g_assert_cmpuint (json_array_get_length (array), ==, 100000);
}

static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { const char *question; const char *part; } cases[] = {
    { "/accounts.csv&fileType=delimited&preview=true", "\"customer\":\"Müller & Söhne\"" },
    { "/accounts.csv&fileType=delimited", "\"name\":\"customer\"" },
    { "/billing/orders.csv&fileType=delimited&columnDelimiter=%3B&encoding=ISO-8859-1&preview=true",
      "\"article\":\"Füllfederhalter, blau\"" },
    { "/billing/orders.csv&fileType=delimited&preview=true",
      "\"name\":\"order;article;quantity\"" },
    { "/clickstream/clicks.tsv.gz&fileType=delimited&columnDelimiter=%5Ct&compressionType=gzip"
      "&preview=true", "\"page\":\"/price list\"" },
    { "/clickstream/profiles.json&fileType=json&preview=true", "\"format\":\"hierarchical\"" },
    { "/billing/customers.parquet&fileType=parquet&preview=true", "\"id\":\"1001\"" },
    { "/clickstream/events/part-7.csv&fileType=delimited&preview=true", "\"id\":\"1001\"" },
    { "/accounts.csv&fileType=json&preview=true", "FLOW-1101-400" },
    { "/clickstream/clicks.tsv.gz&fileType=delimited&preview=true", "FLOW-1101-400" },
    { "/billing/summary.pdf&fileType=delimited&preview=true", "FLOW-1101-400" },
    { "/billing/&fileType=delimited", "NoSuchKey" },
    { "/nothing.csv&fileType=delimited", "NoSuchKey" },
  };
  g_autofree char *id = make (fixture, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *question = g_strconcat ("explore?objectType=file&object=", cases[i].question,
                                             NULL);
    g_autoptr (Call) call = ask (fixture, INLET_DEMO_SANDBOX, id, question);
    g_autofree char *text = call_text (call);

    g_test_message ("%s: %s", cases[i].question, text);
    g_assert_nonnull (strstr (text, cases[i].part));
    g_assert_true ((strstr (text, "\"data\"") != NULL) ==
                   (strstr (question, "preview") != NULL && call_status (call) == 200));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("storage/good", test_good);
  add_case ("storage/broken", test_broken);
  add_case ("storage/folders", test_folders);
  add_case ("storage/many", test_many);
  add_case ("storage/files", test_files);
  add_case ("storage/denied", test_denied);
  add_case ("storage/not-there", test_not_there);
  add_case ("storage/not-admitted", test_not_admitted);

  return g_test_run ();
}
