/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-client.h"

typedef struct
{
  char *id;
  char *etag;
} Made;

static void
made_clear (Made *made)
{
  g_free (made->id);
  g_free (made->etag);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Made, made_clear)

/* One made with the credentials of that name; good ones for NULL. */
static void
make (Fixture    *fixture,
      const char *name,
      Made       *made)
{
  g_autoptr (Call) call = finish (name != NULL ? start_create_with (fixture, name)
                                               : start_create (fixture, GOOD_BODY));
  g_autoptr (JsonObject) root = call_object (call);

  g_assert_cmpuint (call_status (call), ==, 201);
  made->id = g_strdup (json_object_get_string_member (root, "id"));
  made->etag = g_strdup (json_object_get_string_member (root, "etag"));
}

static Call *
ask (Fixture    *fixture,
     const char *method,
     const char *id,
     const char *etag,
     const char *body)
{
  g_auto (GStrv) headers = build_headers (fixture, INLET_DEMO_SANDBOX);
  g_autofree char *path = g_strconcat (CONNECTIONS "/", id, NULL);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) strv = NULL;

  g_strv_builder_addv (all, (const char **) headers);
  if (etag != NULL) {
    g_autofree char *match = g_strconcat ("If-Match: ", etag, NULL);

    g_strv_builder_add (all, match);
  }
  strv = g_strv_builder_end (all);
  return finish (start (fixture, method, path, (const char * const *) strv,
                        body != NULL ? JSON_TYPE : NULL, body));
}

/* What the service shows of it. (transfer full) */
static JsonObject *
show (Fixture    *fixture,
      const char *id)
{
  g_autoptr (Call) call = ask (fixture, "GET", id, NULL, NULL);
  g_autoptr (JsonObject) root = call_object (call);
  JsonArray *items = NULL;

  g_assert_cmpuint (call_status (call), ==, 200);
  items = json_object_get_array_member (root, "items");
  g_assert_cmpuint (json_array_get_length (items), ==, 1);
  return json_object_ref (json_array_get_object_element (items, 0));
}

#define RENAME "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"New\"}]"

static void
test_patch (Fixture       *fixture,
            gconstpointer  data)
{
  g_auto (Made) made = { NULL };
  g_autoptr (Call) call = NULL;
  g_autoptr (JsonObject) receipt = NULL;
  g_autoptr (JsonObject) item = NULL;
  JsonObject *params = NULL;

  make (fixture, NULL, &made);
  call = ask (fixture, "PATCH", made.id, made.etag,
              "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"New\"},"
              "{\"op\":\"remove\",\"path\":\"/description\"},"
              "{\"op\":\"replace\",\"path\":\"/auth/params\",\"value\":{\"s3AccessKey\":"
              "\"AKIAMYOWNMYOWNMYOWN2\",\"s3SecretKey\":\"mine\",\"s3SessionToken\":\"too\"}}]");
  g_assert_cmpuint (call_status (call), ==, 200);
  receipt = call_object (call);
  g_assert_cmpstr (json_object_get_string_member (receipt, "id"), ==, made.id);
  g_assert_cmpstr (json_object_get_string_member (receipt, "etag"), !=, made.etag);

  item = show (fixture, made.id);
  params = json_object_get_object_member (json_object_get_object_member (item, "auth"), "params");
  g_assert_cmpstr (json_object_get_string_member (item, "etag"), ==,
                   json_object_get_string_member (receipt, "etag"));
  g_assert_cmpstr (json_object_get_string_member (item, "name"), ==, "New");
  g_assert_false (json_object_has_member (item, "description"));
  g_assert_cmpstr (json_object_get_string_member (params, "s3AccessKey"), ==,
                   "AKIAMYOWNMYOWNMYOWN2");
  g_assert_false (json_object_has_member (params, "s3SecretKey"));
  g_assert_false (json_object_has_member (params, "s3SessionToken"));
}

static const struct
{
  const char *body;
  guint       status;
  const char *code;
} refusals[] = {
  { "", 400, "FLOW-1405-400" },
  { "{}", 400, "not a JSON array" },
  { "[3]", 400, "FLOW-1455-400" },
  { "[{\"op\":\"replace\",\"value\":\"x\"}]", 400, "FLOW-1455-400" },
  { "[{\"op\":\"replace\",\"path\":\"/name\"}]", 400, "FLOW-1455-400" },
  { "[{\"op\":\"REPLACE\",\"path\":\"/name\",\"value\":\"x\"}]", 400, "FLOW-1434-400" },
  { "[{\"op\":\"remove\",\"path\":\"/auth/params/bucketName\"}]", 400, "FLOW-1455-400" },
  { "[{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"x\"}]", 400, "FLOW-1455-400" },
  { "[{\"op\":\"replace\",\"path\":\"/connectionSpec/id\",\"value\":\"x\"}]", 400,
    "FLOW-1414-400" },
  { "[{\"op\":\"replace\",\"path\":\"/name\",\"value\":\"x\"},"
    "{\"op\":\"replace\",\"path\":\"/auth/params\",\"value\":{\"s3AccessKey\":"
    "\"AKIAWRONGSECRETDEMO2\",\"s3SecretKey\":\"x\"}}]", 400, "FLOW-1100-400" },
};

/* All of it, or nothing. */
static void
test_patch_refused (Fixture       *fixture,
                    gconstpointer  data)
{
  g_auto (Made) made = { NULL };
  g_autoptr (JsonObject) item = NULL;

  make (fixture, NULL, &made);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autoptr (Call) call = ask (fixture, "PATCH", made.id, made.etag, refusals[i].body);
    g_autofree char *text = call_text (call);

    g_assert_cmpuint (call_status (call), ==, refusals[i].status);
    g_assert_nonnull (strstr (text, refusals[i].code));
  }

  item = show (fixture, made.id);
  g_assert_cmpstr (json_object_get_string_member (item, "name"), ==, "S3 Connection");
  g_assert_cmpstr (json_object_get_string_member (item, "etag"), ==, made.etag);
}

static void
test_etag (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto (Made) made = { NULL };
  g_autofree char *bare = NULL;
  g_autoptr (Call) none = NULL;
  g_autoptr (Call) unquoted = NULL;
  g_autoptr (Call) first = NULL;
  g_autoptr (Call) stale = NULL;
  g_autofree char *text = NULL;

  make (fixture, NULL, &made);
  bare = g_strndup (made.etag + 1, strlen (made.etag) - 2);
  none = ask (fixture, "PATCH", made.id, NULL, RENAME);
  unquoted = ask (fixture, "PATCH", made.id, bare, RENAME);
  first = ask (fixture, "PATCH", made.id, made.etag, RENAME);
  stale = ask (fixture, "PATCH", made.id, made.etag, RENAME);
  text = call_text (stale);
  g_assert_cmpuint (call_status (none), ==, 400);
  g_assert_cmpuint (call_status (unquoted), ==, 412);
  g_assert_cmpuint (call_status (first), ==, 200);
  g_assert_cmpuint (call_status (stale), ==, 412);
  g_assert_nonnull (strstr (text, "FLOW-1404-412"));
}

/* Somebody else is faster, once. */
static void
test_contested (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (Made) made = { NULL };
  g_autoptr (Call) first = NULL;
  g_autoptr (Call) second = NULL;
  g_autoptr (JsonObject) item = NULL;

  make (fixture, "Fails: changed by others meanwhile", &made);
  first = ask (fixture, "PATCH", made.id, made.etag, RENAME);
  g_assert_cmpuint (call_status (first), ==, 412);
  item = show (fixture, made.id);
  g_assert_cmpstr (json_object_get_string_member (item, "updatedClient"), ==, "exc_app");
  second = ask (fixture, "PATCH", made.id, json_object_get_string_member (item, "etag"), RENAME);
  g_assert_cmpuint (call_status (second), ==, 200);
}

/* The line is cut, and it is done all the same. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  g_auto (Made) made = { NULL };
  g_autoptr (Call) call = NULL;
  g_autoptr (JsonObject) item = NULL;

  make (fixture, NULL, &made);
  call = ask (fixture, "PATCH", made.id, made.etag,
              "[{\"op\":\"replace\",\"path\":\"/auth/params\",\"value\":{\"s3AccessKey\":"
              "\"AKIAANSWERLOSTDEMO23\",\"s3SecretKey\":"
              "\"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"}}]");
  g_assert_nonnull (call->error);
  item = show (fixture, made.id);
  g_assert_cmpstr (json_object_get_string_member (item, "etag"), !=, made.etag);
}

static void
test_delete (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto (Made) made = { NULL };
  g_autoptr (Call) first = NULL;
  g_autoptr (Call) second = NULL;
  g_autoptr (Call) shown = NULL;

  make (fixture, NULL, &made);
  first = ask (fixture, "DELETE", made.id, NULL, NULL);
  second = ask (fixture, "DELETE", made.id, NULL, NULL);
  shown = ask (fixture, "GET", made.id, NULL, NULL);
  g_assert_cmpuint (call_status (first), ==, 204);
  g_assert_cmpuint (call_status (second), ==, 404);
  g_assert_cmpuint (call_status (shown), ==, 404);
  g_assert_cmpuint (inlet_demo_service_get_n_made (fixture->service), ==, 1);
}

static void
test_dataflows (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (Made) made = { NULL };
  g_autoptr (Call) call = NULL;
  g_autoptr (JsonObject) item = NULL;
  g_autofree char *text = NULL;

  make (fixture, "Fails: used by dataflows", &made);
  call = ask (fixture, "DELETE", made.id, NULL, NULL);
  text = call_text (call);
  g_assert_cmpuint (call_status (call), ==, 400);
  g_assert_nonnull (strstr (text, "FLOW-1418-400"));
  item = show (fixture, made.id);
}

static void
test_not_admitted (Fixture       *fixture,
                   gconstpointer  data)
{
  const char *const methods[] = { "GET", "PATCH", "DELETE" };
  g_auto (Made) made = { NULL };

  make (fixture, NULL, &made);
  g_free (fixture->token);
  fixture->token = g_strdup ("unheard-of");
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++) {
    g_autoptr (Call) call = ask (fixture, methods[i], made.id, made.etag, NULL);

    assert_answer (call, 401, GATEWAY ("401013", "Oauth token is not valid"));
  }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_case ("changes/patch", test_patch);
  add_case ("changes/patch-refused", test_patch_refused);
  add_case ("changes/etag", test_etag);
  add_case ("changes/contested", test_contested);
  add_case ("changes/lost", test_lost);
  add_case ("changes/delete", test_delete);
  add_case ("changes/dataflows", test_dataflows);
  add_case ("changes/not-admitted", test_not_admitted);

  return g_test_run ();
}
