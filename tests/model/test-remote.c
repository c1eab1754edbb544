/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-error.h"
#include "inlet-remote.h"

#include <string.h>

static GPtrArray *
read_page (guint        status,
           const char  *text,
           char       **continuation,
           GError     **error)
{
  const char *secrets[] = { "planted-secret", NULL };
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (InletReply) reply = inlet_reply_new (status, NULL, NULL, body);

  *continuation = NULL;
  return inlet_remote_list_from_reply (reply, secrets, continuation, error);
}

/* As Adobe's OpenAPI file shows an item, credentials included. */
static void
test_item (void)
{
  g_autofree char *continuation = NULL;
  g_autoptr (GPtrArray) remotes =
    read_page (200,
               "{\"items\":[{\"id\":\"4cb0c374-d3bb-4557-b139-5712880adc55\","
               "\"createdAt\":1592254080000,\"createdClient\":\"{API_KEY}\","
               "\"updatedClient\":\"exc_app\","
               "\"sandboxName\":\"prod\",\"name\":\"S3\",\"description\":\"x\","
               "\"connectionSpec\":{\"id\":\"ecadc60c-7455-4d87-84dc-2a0e293d997b\"},"
               "\"state\":\"enabled\",\"auth\":{\"specName\":\"Access Key\","
               "\"params\":{\"s3SecretKey\":\"planted\"}},\"etag\":\"\\\"17\\\"\"}]}",
               &continuation, NULL);
  InletRemote *remote = NULL;

  g_assert_nonnull (remotes);
  g_assert_cmpuint (remotes->len, ==, 1);
  g_assert_null (continuation);
  remote = remotes->pdata[0];
  g_assert_cmpstr (inlet_receipt_get_remote_id (inlet_remote_get_receipt (remote)), ==,
                   "4cb0c374-d3bb-4557-b139-5712880adc55");
  g_assert_cmpstr (inlet_receipt_get_etag (inlet_remote_get_receipt (remote)), ==, "\"17\"");
  g_assert_cmpstr (inlet_remote_get_name (remote), ==, "S3");
  g_assert_cmpstr (inlet_remote_get_spec_id (remote), ==, "ecadc60c-7455-4d87-84dc-2a0e293d997b");
  g_assert_cmpstr (inlet_remote_get_created_client (remote), ==, "{API_KEY}");
  g_assert_cmpstr (inlet_remote_get_description (remote), ==, "x");
  g_assert_cmpstr (inlet_remote_get_updated_client (remote), ==, "exc_app");
  g_assert_cmpstr (inlet_remote_get_state (remote), ==, "enabled");
  g_assert_cmpint (inlet_remote_get_created_at (remote), ==, 1592254080);
}

static void
test_sparse_item (void)
{
  g_autofree char *continuation = NULL;
  g_autoptr (GPtrArray) remotes =
    read_page (200,
               "{\"items\":[{\"id\":\"a\",\"name\":3,\"connectionSpec\":[],\"createdAt\":\"x\","
               "\"state\":{}}]}",
               &continuation, NULL);
  InletRemote *remote = NULL;

  g_assert_nonnull (remotes);
  remote = remotes->pdata[0];
  g_assert_cmpstr (inlet_remote_get_name (remote), ==, "");
  g_assert_cmpstr (inlet_remote_get_spec_id (remote), ==, "");
  g_assert_cmpstr (inlet_remote_get_created_client (remote), ==, "");
  g_assert_cmpstr (inlet_remote_get_description (remote), ==, "");
  g_assert_cmpstr (inlet_remote_get_updated_client (remote), ==, "");
  g_assert_cmpstr (inlet_remote_get_state (remote), ==, "");
  g_assert_cmpint (inlet_remote_get_created_at (remote), ==, 0);
}

/* What is no word, or a secret, is not shown to anybody. */
static void
test_states (void)
{
  const struct { const char *state; const char *expected; } cases[] = {
    { "\"draft\"", "draft" }, { "\"NOT_READY\"", "NOT_READY" }, { "\"\"", "" },
    { "null", "" }, { "true", "" }, { "3", "" }, { "[\"enabled\"]", "" },
    { "\"two words\"", "" }, { "\"\\u001b[2J\"", "" }, { "\"enabled\\n\"", "" },
    { "\"planted-secret\"", "" }, { "\"abcdefghijklmnopqrstuvwxyz-abcdefgh\"", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf ("{\"items\":[{\"id\":\"a\",\"state\":%s}]}",
                                             cases[i].state);
    g_autofree char *continuation = NULL;
    g_autoptr (GPtrArray) remotes = read_page (200, text, &continuation, NULL);

    g_assert_nonnull (remotes);
    g_assert_cmpstr (inlet_remote_get_state (remotes->pdata[0]), ==, cases[i].expected);
  }
}

/* Exactly one item, and of its description no secret that is known. */
static void
test_one (void)
{
  const struct { const char *text; const char *description; } cases[] = {
    { "{\"items\":[{\"id\":\"a\",\"description\":\"x\"}]}", "x" },
    { "{\"items\":[{\"id\":\"a\",\"description\":\"is planted-secret\"}]}", "is •••" },
    { "{\"items\":[]}", NULL },
    { "{\"items\":[{\"id\":\"a\"},{\"id\":\"b\"}]}", NULL },
    { "{\"id\":\"a\"}", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const char *secrets[] = { "planted-secret", NULL };
    g_autoptr (GBytes) body = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
    g_autoptr (InletReply) reply = inlet_reply_new (200, NULL, NULL, body);
    g_autoptr (GError) error = NULL;
    g_autoptr (InletRemote) remote = inlet_remote_new_from_reply (reply, secrets, &error);

    if (cases[i].description == NULL) {
      g_assert_null (remote);
      g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    } else {
      g_assert_no_error (error);
      g_assert_cmpstr (inlet_remote_get_description (remote), ==, cases[i].description);
    }
  }
}

static void
test_continuation (void)
{
  const struct { const char *href; const char *expected; } cases[] = {
    { "/connections?continuationToken=abc", "abc" },
    { "https://platform.adobe.io:443/data?limit=2&continuationToken=a%3Db%3D", "a=b=" },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf (
      "{\"items\":[],\"_links\":{\"next\":{\"href\":\"%s\"}}}",
      cases[i].href);
    g_autofree char *continuation = NULL;
    g_autoptr (GPtrArray) remotes = read_page (200, text, &continuation, NULL);

    g_assert_nonnull (remotes);
    g_assert_cmpstr (continuation, ==, cases[i].expected);
  }
}

static void
test_not_a_list (void)
{
  const struct { guint status; const char *text; } cases[] = {
    { 200, "" }, { 200, "[]" }, { 200, "{}" }, { 200, "{\"items\":{}}" }, { 200, "<html>" },
    { 200, "{\"items\":[3]}" }, { 200, "{\"items\":[{\"name\":\"x\"}]}" },
    { 200, "{\"items\":[{\"id\":\"\"}]}" }, { 403, "{\"items\":[]}" },
    { 200, "{\"items\":[],\"_links\":{\"next\":{\"href\":\"/connections\"}}}" },
    { 200, "{\"items\":[],\"_links\":{\"next\":{\"href\":\"/connections?limit=1\"}}}" },
    { 200, "{\"items\":[],\"_links\":{\"next\":{\"href\":\"?continuationToken=\"}}}" },
    { 200, "{\"items\":[],\"_links\":{\"next\":{\"href\":7}}}" },
    { 200, "{\"items\":[],\"_links\":{\"next\":\"?continuationToken=q\"}}" },
    { 200, "{\"items\":[],\"_links\":[]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *continuation = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_null (read_page (cases[i].status, cases[i].text, &continuation, &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
  }
}

/* Of one item among others: texts are masked, what is of no use then is left out, and without an ID
 * there is no list. */
static void
test_secrets (void)
{
  static const char *const list =
    "{\"items\":[{\"id\":\"1\",\"etag\":\"e\",\"name\":\"plain\",\"state\":\"enabled\"},"
    "{\"id\":\"2\",\"etag\":\"planted-secret\",\"name\":\"a planted-secret\","
    "\"description\":\"password=x\",\"createdClient\":\"planted%2Dsecret\","
    "\"updatedClient\":\"Bearer abc\",\"state\":\"planted-secret\"},"
    "{\"id\":\"3\",\"etag\":\"e\",\"name\":\"ends in plant\",\"state\":\"enabled\"}]}";
  g_autofree char *continuation = NULL;
  g_autoptr (GPtrArray) remotes = read_page (200, list, &continuation, NULL);
  InletRemote *remote = NULL;

  g_assert_nonnull (remotes);
  g_assert_cmpstr (inlet_remote_get_name (remotes->pdata[0]), ==, "plain");
  g_assert_cmpstr (inlet_remote_get_state (remotes->pdata[0]), ==, "enabled");
  remote = remotes->pdata[1];
  g_assert_null (inlet_receipt_get_etag (inlet_remote_get_receipt (remote)));
  g_assert_cmpstr (inlet_remote_get_name (remote), ==, "a •••");
  g_assert_cmpstr (inlet_remote_get_description (remote), ==, "password=•••");
  g_assert_cmpstr (inlet_remote_get_created_client (remote), ==, "•••");
  g_assert_cmpstr (inlet_remote_get_updated_client (remote), ==, "Bearer •••");
  g_assert_cmpstr (inlet_remote_get_state (remote), ==, "");
  g_assert_cmpstr (inlet_remote_get_name (remotes->pdata[2]), ==, "ends in •••");

  g_assert_null (read_page (200, "{\"items\":[{\"id\":\"1\"},{\"id\":\"planted-secret\"}]}",
                            &continuation, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/remote/item", test_item);
  g_test_add_func ("/inlet/model/remote/sparse-item", test_sparse_item);
  g_test_add_func ("/inlet/model/remote/states", test_states);
  g_test_add_func ("/inlet/model/remote/one", test_one);
  g_test_add_func ("/inlet/model/remote/continuation", test_continuation);
  g_test_add_func ("/inlet/model/remote/secrets", test_secrets);
  g_test_add_func ("/inlet/model/remote/not-a-list", test_not_a_list);

  return g_test_run ();
}
