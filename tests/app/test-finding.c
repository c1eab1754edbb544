/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-draft.h"
#include "inlet-error.h"
#include "inlet-finding.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1700000000)
#define SENT (NOW - 3600)
#define CLIENT "key"

/* An item of Adobe's list, as the other side would send it. */
typedef struct
{
  const char *id;
  const char *name;
  const char *spec_id;
  const char *client;
  gint64      created_at;
} Item;

static InletConnection *
uncertain_since (gint64 sent)
{
  InletConnectionFields fields = {
    .row_id = 7, .state = INLET_CONNECTION_UNCERTAIN, .created_at = sent, .name = "Test",
    .sandbox = "dev",
  };

  return inlet_connection_new (&fields);
}

static GPtrArray *
list (const Item *items,
      guint       n_items)
{
  g_autoptr (GString) text = g_string_new ("{\"items\":[");
  g_autoptr (InletReply) reply = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autofree char *continuation = NULL;
  GPtrArray *remotes = NULL;

  for (guint i = 0; i < n_items; i++)
    g_string_append_printf (text,
                            "%s{\"id\":\"%s\",\"etag\":\"\\\"e\\\"\",\"name\":\"%s\","
                            "\"connectionSpec\":{\"id\":\"%s\",\"version\":\"1.0\"},"
                            "\"createdClient\":\"%s\",\"createdAt\":%" G_GINT64_FORMAT "}",
                            i > 0 ? "," : "", items[i].id, items[i].name, items[i].spec_id,
                            items[i].client, items[i].created_at * 1000);
  g_string_append (text, "]}");
  body = g_bytes_new (text->str, text->len);
  reply = inlet_reply_new (200, "OK", NULL, body);
  remotes = inlet_remote_list_from_reply (reply, NULL, &continuation, NULL);
  g_assert_nonnull (remotes);
  g_assert_null (continuation);
  return remotes;
}

static InletFinding *
find (const Item *items,
      guint       n_items,
      gint64      sent,
      const char *known_id)
{
  g_autoptr (InletConnection) connection = uncertain_since (sent);
  g_autoptr (GPtrArray) remotes = list (items, n_items);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  if (known_id != NULL)
    g_hash_table_add (known, (char *) known_id);
  return inlet_finding_new (connection, remotes, known, CLIENT, INLET_FINDING_PATIENCE, NOW);
}

static void
test_one_is_adopted (void)
{
  const Item items[] = { { "id-1", "Test", INLET_S3_SPEC_ID, CLIENT, SENT + 2 } };
  g_autoptr (InletFinding) finding = find (items, 1, SENT, NULL);
  InletConnection *outcome = inlet_finding_get_outcome (finding);

  g_assert_cmpint (inlet_finding_get_kind (finding), ==, INLET_FINDING_MADE);
  g_assert_cmpint (inlet_connection_get_state (outcome), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpint (inlet_connection_get_row_id (outcome), ==, 7);
  g_assert_cmpstr (inlet_connection_get_remote_id (outcome), ==, "id-1");
  g_assert_cmpstr (inlet_connection_get_etag (outcome), ==, "\"e\"");
  g_assert_null (inlet_connection_get_problem (outcome));
}

static void
test_none_was_not_made (void)
{
  g_autoptr (InletFinding) finding = find (NULL, 0, SENT, NULL);
  InletConnection *outcome = inlet_finding_get_outcome (finding);

  g_assert_cmpint (inlet_finding_get_kind (finding), ==, INLET_FINDING_NOT_MADE);
  g_assert_cmpint (inlet_connection_get_state (outcome), ==, INLET_CONNECTION_FAILED);
  g_assert_cmpstr (inlet_problem_get_title (inlet_connection_get_problem (outcome)), ==,
                   "Nothing was created");
}

static void
test_none_yet (void)
{
  g_autoptr (InletFinding) early = find (NULL, 0, NOW - INLET_FINDING_PATIENCE + 1, NULL);
  g_autoptr (InletFinding) ahead = find (NULL, 0, NOW + 3600, NULL);

  g_assert_cmpint (inlet_finding_get_kind (early), ==, INLET_FINDING_TOO_EARLY);
  g_assert_cmpint (inlet_connection_get_state (inlet_finding_get_outcome (early)), ==,
                   INLET_CONNECTION_UNCERTAIN);
  g_assert_cmpint (inlet_finding_get_kind (ahead), ==, INLET_FINDING_TOO_EARLY);
}

static void
test_others_are_left (void)
{
  const Item items[] = {
    { "id-1", "Test", INLET_S3_SPEC_ID, CLIENT, SENT },         /* is in the history */
    { "id-2", "Other", INLET_S3_SPEC_ID, CLIENT, SENT },
    { "id-3", "Test", "another-spec", CLIENT, SENT },
    { "id-4", "Test", INLET_S3_SPEC_ID, "exc_app", SENT },
    { "id-5", "Test", INLET_S3_SPEC_ID, "another-key", SENT - 86400 },
  };
  g_autoptr (InletFinding) finding = find (items, G_N_ELEMENTS (items), SENT, "id-1");

  g_assert_cmpint (inlet_finding_get_kind (finding), ==, INLET_FINDING_NOT_MADE);
}

static void
test_several_are_asked_about (void)
{
  const Item two[] = {
    { "id-1", "Test", INLET_S3_SPEC_ID, CLIENT, SENT },
    { "id-2", "Test", INLET_S3_SPEC_ID, CLIENT, SENT + 5 },
  };
  const Item other_time[] = { { "id-1", "Test", INLET_S3_SPEC_ID, CLIENT, SENT - 86400 } };
  const Item no_time[] = { { "id-1", "Test", INLET_S3_SPEC_ID, "", 0 } };
  const Item other_key[] = { { "id-1", "Test", INLET_S3_SPEC_ID, "another-key", SENT + 2 } };
  const Item both[] = { other_key[0], { "id-2", "Test", INLET_S3_SPEC_ID, CLIENT, SENT + 2 } };
  g_autoptr (InletFinding) several = find (two, 2, SENT, NULL);
  g_autoptr (InletFinding) older = find (other_time, 1, SENT, NULL);
  g_autoptr (InletFinding) timeless = find (no_time, 1, SENT, NULL);
  g_autoptr (InletFinding) by_other_key = find (other_key, 1, SENT, NULL);
  g_autoptr (InletFinding) by_both = find (both, 2, SENT, NULL);

  g_assert_cmpint (inlet_finding_get_kind (several), ==, INLET_FINDING_SEVERAL);
  g_assert_cmpuint (inlet_finding_get_candidates (several)->len, ==, 2);
  g_assert_cmpint (inlet_finding_get_kind (older), ==, INLET_FINDING_SEVERAL);
  g_assert_cmpint (inlet_finding_get_kind (timeless), ==, INLET_FINDING_SEVERAL);
  g_assert_cmpint (inlet_finding_get_kind (by_other_key), ==, INLET_FINDING_SEVERAL);
  g_assert_cmpint (inlet_finding_get_kind (by_both), ==, INLET_FINDING_MADE);
  g_assert_cmpint (inlet_connection_get_state (inlet_finding_get_outcome (several)), ==,
                   INLET_CONNECTION_UNCERTAIN);
}

static void
test_several_are_counted (void)
{
  const Item items[] = {
    { "id-1", "Test", INLET_S3_SPEC_ID, CLIENT, SENT - 86400 },
    { "id-2", "Test", INLET_S3_SPEC_ID, CLIENT, SENT - 86400 },
  };
  g_autoptr (InletFinding) one = find (items, 1, SENT, NULL);
  g_autoptr (InletFinding) same = find (items, 1, SENT, NULL);
  g_autoptr (InletFinding) two = find (items, 2, SENT, NULL);
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();

  g_assert_cmpuint (inlet_finding_count_candidates (findings), ==, 0);
  g_assert_null (inlet_finding_find_by_row (findings, 0));

  g_ptr_array_add (findings, one);
  g_ptr_array_add (findings, same);
  g_assert_cmpuint (inlet_finding_count_candidates (findings), ==, 1);
  g_ptr_array_add (findings, two);
  g_assert_cmpuint (inlet_finding_count_candidates (findings), ==, 2);

  g_assert_true (inlet_finding_find_by_row (findings, 0) == one);
  g_assert_true (inlet_finding_find_by_row (findings, 7) == one);
  g_assert_null (inlet_finding_find_by_row (findings, 8));
}

static void
assert_is_uncertain (InletConnection *connection)
{
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_UNCERTAIN);
  g_assert_cmpint (inlet_connection_get_row_id (connection), ==, 7);
}

static void
test_one_is_chosen (void)
{
  const Item two[] = {
    { "id-1", "Test", INLET_S3_SPEC_ID, CLIENT, SENT },
    { "id-2", "Test", INLET_S3_SPEC_ID, CLIENT, NOW },
  };
  g_autoptr (InletFinding) finding = find (two, 2, SENT, NULL);
  InletRemote *second = inlet_finding_find_candidate (finding, "id-2");
  g_autoptr (InletConnection) outcome = NULL;

  g_assert_nonnull (second);
  g_assert_null (inlet_finding_find_candidate (finding, "id-3"));
  outcome = inlet_finding_choose (finding, second);
  g_assert_cmpint (inlet_connection_get_state (outcome), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpint (inlet_connection_get_row_id (outcome), ==, 7);
  g_assert_cmpstr (inlet_connection_get_remote_id (outcome), ==, "id-2");
  g_assert_cmpstr (inlet_connection_get_etag (outcome), ==, "\"e\"");
  assert_is_uncertain (inlet_finding_get_outcome (finding));
}

/* It counts when the list was read, not when somebody has made up their mind. */
static void
test_none_is_chosen (void)
{
  const gint64 soon = NOW - INLET_FINDING_PATIENCE + 1;
  const Item late_two[] = {
    { "id-1", "Test", INLET_S3_SPEC_ID, CLIENT, SENT },
    { "id-2", "Test", INLET_S3_SPEC_ID, CLIENT, SENT },
  };
  g_autoptr (InletFinding) late = find (late_two, 2, SENT, NULL);
  g_autoptr (InletFinding) early = find (late_two, 2, soon, NULL);
  g_autoptr (InletConnection) not_made = inlet_finding_choose (late, NULL);
  g_autoptr (InletConnection) open = inlet_finding_choose (early, NULL);

  g_assert_false (inlet_finding_is_early (late));
  g_assert_cmpint (inlet_connection_get_state (not_made), ==, INLET_CONNECTION_FAILED);
  g_assert_cmpint (inlet_problem_get_certainty (inlet_connection_get_problem (not_made)), ==,
                   INLET_CERTAINTY_REFUSED);
  g_assert_true (inlet_finding_is_early (early));
  assert_is_uncertain (open);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/app/finding/one-is-adopted", test_one_is_adopted);
  g_test_add_func ("/inlet/app/finding/none-was-not-made", test_none_was_not_made);
  g_test_add_func ("/inlet/app/finding/none-yet", test_none_yet);
  g_test_add_func ("/inlet/app/finding/others-are-left", test_others_are_left);
  g_test_add_func ("/inlet/app/finding/several-are-asked-about", test_several_are_asked_about);
  g_test_add_func ("/inlet/app/finding/several-are-counted", test_several_are_counted);
  g_test_add_func ("/inlet/app/finding/one-is-chosen", test_one_is_chosen);
  g_test_add_func ("/inlet/app/finding/none-is-chosen", test_none_is_chosen);

  return g_test_run ();
}
