/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-problem.h"
#include "inlet-receipt.h"

#include <string.h>

#define UUID "4cb0c374-d3bb-4557-b139-5712880adc55"

static InletReply *
make_reply (guint       status,
            const char *location,
            const char *body)
{
  const char *headers[] = { "location", location, NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return inlet_reply_new (status, "Created", headers, bytes);
}

static void
assert_id (const char *location,
           const char *body,
           const char *expected)
{
  g_autoptr (InletReply) reply = make_reply (201, location, body);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReceipt) receipt = inlet_receipt_new_from_reply (reply, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (inlet_receipt_get_remote_id (receipt), ==, expected);
}

static void
assert_no_id (guint       status,
              const char *location,
              const char *body)
{
  g_autoptr (InletReply) reply = make_reply (status, location, body);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReceipt) receipt = inlet_receipt_new_from_reply (reply, NULL, &error);
  g_autoptr (InletProblem) problem = NULL;

  g_assert_null (receipt);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
  problem = inlet_problem_new_from_error (error);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_UNKNOWN);
}

static void
test_new_destroy (void)
{
  InletReceipt *receipt = inlet_receipt_new (UUID, NULL);

  g_assert_cmpstr (inlet_receipt_get_remote_id (receipt), ==, UUID);
  g_assert_null (inlet_receipt_get_etag (receipt));
  g_assert_finalize_object (receipt);
}

static void
test_byte_for_byte (void)
{
  g_autoptr (InletReply) reply =
    make_reply (201, NULL, "{ \"id\": \"" UUID "\","
                " \"etag\": \"\\\"1700d77b-0000-0200-0000-5e3b41a10000\\\"\" }");
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReceipt) receipt = inlet_receipt_new_from_reply (reply, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (inlet_receipt_get_remote_id (receipt), ==, UUID);
  g_assert_cmpstr (inlet_receipt_get_etag (receipt), ==,
                   "\"1700d77b-0000-0200-0000-5e3b41a10000\"");
}

/* Whatever the ID and the etag look like, they are Adobe's. */
static void
test_unusual_id (void)
{
  g_autoptr (InletReply) reply = make_reply (200, NULL,
                                             "{\"id\":\" Ünusual/\\u0022ID \",\"etag\":\"W/x\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReceipt) receipt = inlet_receipt_new_from_reply (reply, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (inlet_receipt_get_remote_id (receipt), ==, " Ünusual/\"ID ");
  g_assert_cmpstr (inlet_receipt_get_etag (receipt), ==, "W/x");
}

static void
test_without_etag (void)
{
  static const char * const bodies[] = {
    "{\"id\":\"i\"}", "{\"id\":\"i\",\"etag\":null}", "{\"id\":\"i\",\"etag\":7}",
    "{\"id\":\"i\",\"etag\":{}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (InletReply) reply = make_reply (201, NULL, bodies[i]);
    g_autoptr (InletReceipt) receipt = inlet_receipt_new_from_reply (reply, NULL, NULL);

    g_assert_cmpstr (inlet_receipt_get_remote_id (receipt), ==, "i");
    g_assert_null (inlet_receipt_get_etag (receipt));
  }
}

/* An answer may repeat what was sent, encoded as it likes. */
static void
test_no_secret (void)
{
  const char *secrets[] = { "wJalr/K7MDENG+bPxRfi", NULL };
  g_autoptr (InletReply) etag =
    make_reply (201, NULL, "{\"id\":\"" UUID "\",\"etag\":\"x wJalr%2FK7MDENG%2BbPxRfi\"}");
  g_autoptr (InletReply) id =
    make_reply (201, NULL, "{\"id\":\"wJalr\\/K7MDENG+bPxRfi\",\"etag\":\"e\"}");
  g_autoptr (InletReply) place =
    make_reply (201, "/connections/" UUID, "{\"id\":\"wJalr/K7MDENG+bPxRfi\",\"etag\":\"e\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (InletReceipt) without_etag = inlet_receipt_new_from_reply (etag, secrets, NULL);
  g_autoptr (InletReceipt) without_id = inlet_receipt_new_from_reply (id, secrets, &error);
  g_autoptr (InletReceipt) located = inlet_receipt_new_from_reply (place, secrets, NULL);

  g_assert_cmpstr (inlet_receipt_get_remote_id (without_etag), ==, UUID);
  g_assert_null (inlet_receipt_get_etag (without_etag));
  g_assert_null (without_id);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
  g_assert_cmpstr (inlet_receipt_get_remote_id (located), ==, UUID);
}

static void
test_body_before_location (void)
{
  assert_id ("/connections/11111111-d3bb-4557-b139-5712880adc55", "{\"id\":\"" UUID "\"}", UUID);
}

static void
test_location (void)
{
  assert_id ("/connections/" UUID, "", UUID);
  assert_id ("/connections/" UUID "/", "{}", UUID);
  assert_id ("https://platform.adobe.io/data/foundation/flowservice/connections/" UUID,
             "<html></html>", UUID);
  assert_id ("/connections/" UUID "?mode=draft#top", "{\"id\":7}", UUID);
  assert_id ("/connections/" UUID "#top", "{\"id\":[]}", UUID);
  assert_id ("/connections/" UUID "/?x=/y", "{\"id\":\"\"}", UUID);
}

static void
test_no_id_anywhere (void)
{
  assert_no_id (201, NULL, "");
  assert_no_id (201, "", "{}");
  assert_no_id (201, UUID, "[]");
  assert_no_id (201, "/connections", "{\"id\":null}");
  assert_no_id (201, "/connections/not-a-uuid", "{\"id\":[\"" UUID "\"]}");
  assert_no_id (201, "/" UUID "/connections", "\"" UUID "\"");
  assert_no_id (201, "/connections?id=/" UUID, "{\"id\":{\"id\":\"" UUID "\"}}");
  assert_no_id (200, "/connections/" UUID "x", "{\"items\":[{\"id\":\"" UUID "\"}]}");
}

static void
test_no_success (void)
{
  assert_no_id (302, "/connections/" UUID, "");
  assert_no_id (400, NULL, "{\"id\":\"" UUID "\"}");
}

/* The receipt does not know the secrets, so its error must not carry the reply. */
static void
test_error_quotes_nothing (void)
{
  g_autoptr (InletReply) reply = make_reply (201, "/echo", "{\"message\":\"echo\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (InletProblem) problem = NULL;
  g_autofree char *json = NULL;

  g_assert_null (inlet_receipt_new_from_reply (reply, NULL, &error));
  problem = inlet_problem_new_from_error (error);
  json = inlet_problem_to_json (problem);
  g_assert_null (strstr (json, "echo"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/receipt/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/model/receipt/byte-for-byte", test_byte_for_byte);
  g_test_add_func ("/inlet/model/receipt/unusual-id", test_unusual_id);
  g_test_add_func ("/inlet/model/receipt/without-etag", test_without_etag);
  g_test_add_func ("/inlet/model/receipt/no-secret", test_no_secret);
  g_test_add_func ("/inlet/model/receipt/body-before-location", test_body_before_location);
  g_test_add_func ("/inlet/model/receipt/location", test_location);
  g_test_add_func ("/inlet/model/receipt/no-id-anywhere", test_no_id_anywhere);
  g_test_add_func ("/inlet/model/receipt/no-success", test_no_success);
  g_test_add_func ("/inlet/model/receipt/error-quotes-nothing", test_error_quotes_nothing);

  return g_test_run ();
}
