/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-error.h"
#include "inlet-sandbox.h"

#include <string.h>

#define TOKEN "an-access-token-of-no-known-form"

static GPtrArray *
read_page (guint        status,
           const char  *text,
           guint       *limit,
           GError     **error)
{
  static const char *const secrets[] = { TOKEN, NULL };
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (InletReply) reply = inlet_reply_new (status, NULL, NULL, body);

  return inlet_sandbox_list_from_reply (reply, secrets, limit, error);
}

static void
assert_sandbox (InletSandbox *sandbox,
                const char   *name,
                const char   *title,
                const char   *kind,
                const char   *state,
                const char   *region)
{
  g_assert_cmpstr (inlet_sandbox_get_name (sandbox), ==, name);
  g_assert_cmpstr (inlet_sandbox_get_title (sandbox), ==, title);
  g_assert_cmpstr (inlet_sandbox_get_kind (sandbox), ==, kind);
  g_assert_cmpstr (inlet_sandbox_get_state (sandbox), ==, state);
  g_assert_cmpstr (inlet_sandbox_get_region (sandbox), ==, region);
}

/* As Adobe's documentation prints it. */
static void
test_page (void)
{
  guint limit = 100;
  g_autoptr (GPtrArray) sandboxes =
    read_page (200,
               "{\"sandboxes\":[{\"name\":\"prod\",\"title\":\"Production\",\"state\":\"active\","
               "\"type\":\"production\",\"region\":\"VA7\",\"isDefault\":true,\"eTag\":2,"
               "\"createdDate\":\"2019-09-04 04:57:24\",\"createdBy\":\"x\"},"
               "{\"name\":\"dev\",\"title\":\"Development\",\"state\":\"active\","
               "\"type\":\"development\",\"region\":\"NLD2\",\"isDefault\":false,\"etag\":1}],"
               "\"_page\":{\"limit\":3,\"count\":2},\"_links\":{\"page\":{\"href\":"
               "\"https://platform.adobe.io:443/data/foundation/sandbox-management/"
               "?limit={limit}&offset={offset}\",\"templated\":true}}}", &limit, NULL);

  g_assert_nonnull (sandboxes);
  g_assert_cmpuint (sandboxes->len, ==, 2);
  g_assert_cmpuint (limit, ==, 3);
  assert_sandbox (sandboxes->pdata[0], "prod", "Production", "production", "active", "VA7");
  assert_sandbox (sandboxes->pdata[1], "dev", "Development", "development", "active", "NLD2");
  g_assert_true (inlet_sandbox_is_production (sandboxes->pdata[0]));
  g_assert_false (inlet_sandbox_is_production (sandboxes->pdata[1]));
}

static void
test_empty_page (void)
{
  guint limit = 100;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sandboxes = read_page (200, "{\"sandboxes\":[]}", &limit, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sandboxes->len, ==, 0);
  g_assert_cmpuint (limit, ==, 100);
}

static void
test_wrong_types (void)
{
  guint limit = 100;
  g_autoptr (GPtrArray) sandboxes =
    read_page (200,
               "{\"sandboxes\":[{\"name\":\"a\",\"title\":3,\"type\":[],\"state\":{},"
               "\"region\":null}],\"_page\":[],\"_links\":7}", &limit, NULL);

  g_assert_nonnull (sandboxes);
  assert_sandbox (sandboxes->pdata[0], "a", "", "", "", "");
  g_assert_false (inlet_sandbox_is_production (sandboxes->pdata[0]));
}

static void
test_limit (void)
{
  const struct { const char *limit; guint expected; } cases[] = {
    { "50", 50 }, { "1", 1 }, { "0", 100 }, { "-3", 100 }, { "200", 100 }, { "\"9\"", 100 },
    { "1e300", 100 }, { "9223372036854775807", 100 }, { "null", 100 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf ("{\"sandboxes\":[],\"_page\":{\"limit\":%s}}",
                                             cases[i].limit);
    guint limit = 100;
    g_autoptr (GPtrArray) sandboxes = read_page (200, text, &limit, NULL);

    g_assert_nonnull (sandboxes);
    g_assert_cmpuint (limit, ==, cases[i].expected);
  }
}

/* The address itself is a template. */
static void
test_next_page (void)
{
  guint limit = 100;
  g_autoptr (GPtrArray) sandboxes =
    read_page (200,
               "{\"sandboxes\":[{\"name\":\"a\"},{\"name\":\"b\"}],\"_links\":{\"next\":"
               "{\"href\":\"?limit={limit}&offset={offset}\",\"templated\":true}}}", &limit, NULL);

  g_assert_cmpuint (sandboxes->len, ==, 2);
  g_assert_cmpuint (limit, ==, 2);
}

static void
test_not_a_list (void)
{
  const struct { guint status; const char *text; } cases[] = {
    { 200, "" }, { 200, "[]" }, { 200, "{}" }, { 200, "<html>" }, { 200, "{\"sandboxes\":{}}" },
    { 200, "{\"sandboxes\":null}" }, { 200, "{\"sandboxes\":[3]}" },
    { 200, "{\"sandboxes\":[{\"title\":\"x\"}]}" }, { 200, "{\"sandboxes\":[{\"name\":\"\"}]}" },
    { 200, "{\"sandboxes\":[{\"name\":7}]}" },
    { 200, "{\"sandboxes\":[{\"name\":\"a " TOKEN "\"}]}" },
    { 403, "{\"sandboxes\":[]}" }, { 302, "{\"sandboxes\":[]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    guint limit = 100;

    g_assert_null (read_page (cases[i].status, cases[i].text, &limit, &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    g_assert_null (strstr (error->message, TOKEN));
  }
}

static void
test_secret_is_left_out (void)
{
  guint limit = 100;
  g_autoptr (GPtrArray) sandboxes =
    read_page (200,
               "{\"sandboxes\":[{\"name\":\"a\",\"title\":\"x " TOKEN "\",\"type\":\"" TOKEN "\","
               "\"region\":\"VA7\"}]}", &limit, NULL);

  assert_sandbox (sandboxes->pdata[0], "a", "", "", "", "VA7");
}

static void
test_kept (void)
{
  guint limit = 100;
  g_autoptr (GPtrArray) sandboxes =
    read_page (200,
               "{\"sandboxes\":[{\"name\":\"prod\",\"title\":\"P \\\"\\u00fc\\n\",\"state\":"
               "\"active\",\"type\":\"production\",\"region\":\"VA7\"},{\"name\":\"dev\"}]}",
               &limit, NULL);
  g_autofree char *json = inlet_sandbox_list_to_json (sandboxes);
  g_autoptr (GPtrArray) again = inlet_sandbox_list_from_json (json);

  g_assert_nonnull (again);
  g_assert_cmpuint (again->len, ==, 2);
  for (guint i = 0; i < again->len; i++)
    g_assert_true (inlet_sandbox_equal (sandboxes->pdata[i], again->pdata[i]));
  g_assert_false (inlet_sandbox_equal (again->pdata[0], again->pdata[1]));
  g_assert_null (inlet_sandbox_list_from_json (""));
  g_assert_null (inlet_sandbox_list_from_json ("{\"sandboxes\":[{}]}"));
}

static void
test_new_destroy (void)
{
  g_autoptr (GPtrArray) sandboxes = inlet_sandbox_list_from_json ("{\"sandboxes\":[{\"name\":"
                                                                  "\"a\"}]}");
  InletSandbox *sandbox = g_object_ref (sandboxes->pdata[0]);

  g_clear_pointer (&sandboxes, g_ptr_array_unref);
  g_assert_finalize_object (sandbox);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/sandbox/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/sandbox/page", test_page);
  g_test_add_func ("/inlet/model/sandbox/empty-page", test_empty_page);
  g_test_add_func ("/inlet/model/sandbox/wrong-types", test_wrong_types);
  g_test_add_func ("/inlet/model/sandbox/limit", test_limit);
  g_test_add_func ("/inlet/model/sandbox/next-page", test_next_page);
  g_test_add_func ("/inlet/model/sandbox/not-a-list", test_not_a_list);
  g_test_add_func ("/inlet/model/sandbox/secret-is-left-out", test_secret_is_left_out);
  g_test_add_func ("/inlet/model/sandbox/kept", test_kept);

  return g_test_run ();
}
