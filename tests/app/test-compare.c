/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-compare.h"
#include "inlet-error.h"

#include <string.h>

#define PATH "/data/foundation/flowservice/connections"

/* A long list, which the service gives page by page. */
typedef struct
{
  Fixture       fixture;
  guint         n_items;
  guint         page_size;
  const char   *prefix;         /* of their names */
  guint         without;        /* one item that is not there, by its number; 0 for none */
  const char   *place;          /* (nullable): the sandbox that items say they are in */
  guint         fails_at;       /* the page that fails, from 1; 0 for none */
  guint         fail_status;
  gboolean      fails_once;
  gboolean      holds;          /* that page is not answered */
  GHashTable   *asked;          /* of the pages that were answered well, how often each */
  guint         n_adopted;
  gboolean      is_ahead;       /* a page was asked for with two before it not written */
  GCancellable *cancellable;
} Long;

static void
append_item (Long    *self,
             GString *body,
             guint    number)
{
  g_string_append_printf (body,
                          "{\"id\":\"4cb0c374-d3bb-4557-b139-%012u\",\"etag\":\"\\\"%u\\\"\","
                          "\"name\":\"%s %u\",\"createdClient\":\"exc_app\","
                          "\"auth\":{\"params\":{\"s3SecretKey\":\"never-kept\"}},"
                          "\"connectionSpec\":{\"id\":\"" INLET_S3_SPEC_ID "\"}",
                          number, number, self->prefix, number);
  if (self->place != NULL)
    g_string_append_printf (body, ",\"sandboxName\":\"%s\"", self->place);
  g_string_append_c (body, '}');
}

static void
answer (Long              *self,
        SoupServerMessage *message,
        guint              page)
{
  g_autoptr (GString) body = g_string_new ("{\"items\":[");
  guint first = page * self->page_size;
  guint end = MIN (first + self->page_size, self->n_items);
  const char *comma = "";

  for (guint i = first; i < end; i++) {
    if (i + 1 == self->without)
      continue;
    g_string_append (body, comma);
    append_item (self, body, i + 1);
    comma = ",";
  }
  g_string_append_c (body, ']');
  if (end < self->n_items)
    g_string_append_printf (body,
                            ",\"_links\":{\"next\":{\"href\":"
                            "\"/connections?continuationToken=page-%u\"}}", page + 1);
  g_string_append_c (body, '}');

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body->str,
                                    body->len);
}

static void
on_list (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  Long *self = user_data;
  const char *token = query != NULL ? g_hash_table_lookup (query, "continuationToken") : NULL;
  guint page = token != NULL ? (guint) g_ascii_strtoull (token + strlen ("page-"), NULL, 10) : 0;
  gpointer key = GUINT_TO_POINTER (page + 1);

  self->is_ahead |= self->n_adopted + self->page_size < page * self->page_size;
  if (page + 1 == self->fails_at && self->holds) {
    soup_server_message_pause (message);
    g_cancellable_cancel (self->cancellable);
    return;
  }

  if (page + 1 == self->fails_at) {
    soup_server_message_set_status (message, self->fail_status, NULL);
    soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "<html>", 6);
    if (self->fails_once)
      self->fails_at = 0;
    return;
  }

  g_hash_table_insert (self->asked, key,
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (self->asked, key)) +
                                         1));
  answer (self, message, page);
}

static void
set_up (Long          *self,
        gconstpointer  data)
{
  fixture_set_up (&self->fixture, data);
  soup_server_add_handler (self->fixture.server, PATH, on_list, self, NULL);
  self->asked = g_hash_table_new (NULL, NULL);
  self->cancellable = g_cancellable_new ();
  self->n_items = 250;
  self->page_size = 100;
  self->prefix = "Theirs";
}

static void
tear_down (Long          *self,
           gconstpointer  data)
{
  fixture_tear_down (&self->fixture, data);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->asked, g_hash_table_unref);
}

static void
on_changed (InletCompare       *compare,
            InletCompareChange  change,
            InletConnection    *connection,
            Long               *self)
{
  g_assert_cmpint (inlet_connection_get_row_id (connection), >, 0);
  self->n_adopted += change == INLET_COMPARE_ADOPTED;
}

static InletCompare *
run (Long          *self,
     InletAccount  *account,
     const char    *sandbox,
     GError       **error)
{
  InletCompare *compare = inlet_compare_new (self->fixture.context, account, sandbox);
  g_autoptr (GAsyncResult) result = NULL;
  gboolean is_done;

  g_signal_connect (compare, "changed", G_CALLBACK (on_changed), self);
  inlet_compare_run_async (compare, self->cancellable, on_answered, &result);
  wait_for_answer (&result);
  is_done = inlet_compare_run_finish (compare, result, error);
  g_assert_true (is_done == (*error == NULL));
  return compare;
}

static void
assert_counts (InletCompare *compare,
               guint         n_adopted,
               guint         n_updated,
               guint         n_gone,
               guint         n_unchanged)
{
  const InletCompareCounts *counts = inlet_compare_get_counts (compare);

  g_assert_cmpuint (counts->n_changed[INLET_COMPARE_ADOPTED], ==, n_adopted);
  g_assert_cmpuint (counts->n_changed[INLET_COMPARE_UPDATED], ==, n_updated);
  g_assert_cmpuint (counts->n_changed[INLET_COMPARE_GONE], ==, n_gone);
  g_assert_cmpuint (counts->n_unchanged, ==, n_unchanged);
}

/* Every page that was answered was asked for once. */
static void
assert_pages (Long  *self,
              guint  n_pages)
{
  GHashTableIter iter;
  gpointer times;

  g_assert_cmpuint (g_hash_table_size (self->asked), ==, n_pages);
  g_hash_table_iter_init (&iter, self->asked);
  while (g_hash_table_iter_next (&iter, NULL, &times))
    g_assert_cmpuint (GPOINTER_TO_UINT (times), ==, 1);
  g_hash_table_remove_all (self->asked);
}

static void
compare_well (Long  *self,
              guint  n_adopted,
              guint  n_updated,
              guint  n_gone,
              guint  n_unchanged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletCompare) compare = run (self, self->fixture.pasted, "dev", &error);

  g_assert_no_error (error);
  g_assert_no_error (inlet_compare_get_failure (compare));
  g_assert_cmpuint (inlet_compare_get_counts (compare)->n_compared, ==, 1);
  assert_counts (compare, n_adopted, n_updated, n_gone, n_unchanged);
}

static guint
count_states (Long                 *self,
              InletConnectionState  state)
{
  g_autoptr (GPtrArray) rows = read_history (&self->fixture);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += inlet_connection_get_state (rows->pdata[i]) == state;
  return n;
}

static void
test_new_destroy (Long          *self,
                  gconstpointer  data)
{
  InletCompare *compare = inlet_compare_new (self->fixture.context, self->fixture.pasted, NULL);

  g_assert_cmpuint (inlet_compare_get_counts (compare)->n_sandboxes, ==, 0);
  g_assert_finalize_object (compare);
}

static void
test_nicks (void)
{
  g_assert_cmpstr (inlet_compare_change_to_nick (INLET_COMPARE_GONE), ==, "gone");
  g_assert_cmpstr (inlet_compare_change_to_nick (INLET_COMPARE_UPDATED), ==, "updated");
  g_assert_cmpstr (inlet_compare_change_to_nick (INLET_COMPARE_ADOPTED), ==, "adopted");
}

static void
test_pages (Long          *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;

  compare_well (self, 250, 0, 0, 0);
  g_assert_cmpuint (self->n_adopted, ==, 250);
  assert_pages (self, 3);

  compare_well (self, 0, 0, 0, 250);
  assert_pages (self, 3);

  self->prefix = "Renamed";
  self->without = 150;
  compare_well (self, 0, 249, 1, 0);
  assert_pages (self, 3);
  g_assert_cmpuint (count_states (self, INLET_CONNECTION_GONE), ==, 1);
  g_assert_cmpuint (count_states (self, INLET_CONNECTION_CREATED), ==, 249);
}

/* However long the list, two pages are in memory: one that is written and one that is read. */
static void
test_one_page_ahead (Long          *self,
                     gconstpointer  data)
{
  self->n_items = 1000;
  self->page_size = 20;
  compare_well (self, 1000, 0, 0, 0);
  assert_pages (self, 50);
  g_assert_false (self->is_ahead);
}

static void
test_empty (Long          *self,
            gconstpointer  data)
{
  compare_well (self, 250, 0, 0, 0);
  self->n_items = 0;
  compare_well (self, 0, 0, 250, 0);
  g_assert_cmpuint (count_states (self, INLET_CONNECTION_GONE), ==, 250);
}

/* Half a list says nothing of what is not in it; but what is in it is there. */
static void
test_page_fails (Long          *self,
                 gconstpointer  data)
{
  const guint statuses[] = { 403, 404 };

  for (guint i = 0; i < G_N_ELEMENTS (statuses); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (InletCompare) compare = NULL;

    self->fails_at = 3;
    self->fail_status = statuses[i];
    self->without = 1;
    compare = run (self, self->fixture.pasted, "dev", &error);
    g_assert_no_error (error);
    g_assert_nonnull (inlet_compare_get_failure (compare));
    g_assert_cmpstr (inlet_compare_get_failed_sandbox (compare), ==, "dev");
    g_assert_cmpuint (inlet_compare_get_counts (compare)->n_compared, ==, 0);
    assert_counts (compare, i == 0 ? 199 : 0, 0, 0, i == 0 ? 0 : 199);
    self->without = 0;
  }
  g_assert_cmpuint (count_states (self, INLET_CONNECTION_GONE), ==, 0);
}

/* Only the page that was refused is asked for again. */
static void
test_page_is_asked_again (Long          *self,
                          gconstpointer  data)
{
  self->fails_at = 2;
  self->fail_status = 503;
  self->fails_once = TRUE;
  compare_well (self, 250, 0, 0, 0);
  assert_pages (self, 3);
}

static void
test_token_is_renewed (Long          *self,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletCompare) compare = NULL;

  self->fails_at = 2;
  self->fail_status = 401;
  self->fails_once = TRUE;
  compare = run (self, self->fixture.account, "dev", &error);
  g_assert_no_error (error);
  g_assert_no_error (inlet_compare_get_failure (compare));
  assert_counts (compare, 250, 0, 0, 0);
  assert_pages (self, 3);
  g_assert_cmpuint (self->fixture.n_tokens, ==, 2);
}

static void
test_cancel (Long          *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletCompare) compare = NULL;

  compare_well (self, 250, 0, 0, 0);
  self->prefix = "Renamed";
  self->without = 1;
  self->fails_at = 3;
  self->holds = TRUE;
  compare = run (self, self->fixture.pasted, "dev", &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_counts (compare, 0, 199, 0, 0);
  g_assert_cmpuint (count_states (self, INLET_CONNECTION_GONE), ==, 0);
}

static void
test_all_sandboxes (Long          *self,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletCompare) compare = NULL;

  self->fixture.sandboxes = "{\"name\":\"prod\",\"state\":\"active\"},{\"name\":\"dev\"},"
                            "{\"name\":\"old\",\"state\":\"deleting\"}";
  self->n_items = 3;
  compare = run (self, self->fixture.pasted, NULL, &error);
  g_assert_no_error (error);
  g_assert_no_error (inlet_compare_get_failure (compare));
  g_assert_cmpuint (inlet_compare_get_counts (compare)->n_sandboxes, ==, 2);
  g_assert_cmpuint (inlet_compare_get_counts (compare)->n_compared, ==, 2);
  g_assert_cmpuint (inlet_compare_get_counts (compare)->n_listed, ==, 6);
  assert_counts (compare, 3, 0, 0, 3);
}

/* A sandbox that fails does not keep the others from being compared; the line does. */
static void
test_failures (Long          *self,
               gconstpointer  data)
{
  const struct { guint status; guint n_compared; } cases[] = { { 403, 1 }, { 401, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (InletCompare) compare = NULL;

    self->n_items = 3;
    self->fails_at = 1;
    self->fails_once = TRUE;
    self->fail_status = cases[i].status;
    compare = run (self, self->fixture.pasted, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (inlet_compare_get_failed_sandbox (compare), ==, "prod");
    g_assert_cmpuint (inlet_compare_get_counts (compare)->n_compared, ==, cases[i].n_compared);
  }
}

static void
test_not_reached (Long          *self,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) list_error = NULL;
  g_autoptr (InletCompare) one = run (self, self->fixture.unreached, "dev", &error);
  g_autoptr (InletCompare) all = run (self, self->fixture.unreached, NULL, &list_error);
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (inlet_compare_get_failure (one));

  g_assert_no_error (error);
  g_assert_error (inlet_compare_get_failure (one), INLET_ERROR, INLET_ERROR_OFFLINE);
  g_assert_cmpint (inlet_problem_get_certainty (problem), ==, INLET_CERTAINTY_ASKED);
  g_assert_error (list_error, INLET_ERROR, INLET_ERROR_OFFLINE);
}

static void
test_no_sandboxes (Long          *self,
                   gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletCompare) compare = NULL;

  self->fixture.sandboxes = "";
  compare = run (self, self->fixture.pasted, NULL, &error);
  g_assert_error (error, INLET_ERROR, INLET_ERROR_NO_SANDBOX);
}

/* A list of another place than was asked for is not compared with. */
static void
test_list_of_another_place (Long          *self,
                            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletCompare) compare = NULL;

  compare_well (self, 250, 0, 0, 0);
  self->place = "prod";
  self->n_items = 10;
  compare = run (self, self->fixture.pasted, "dev", &error);
  g_assert_no_error (error);
  g_assert_error (inlet_compare_get_failure (compare), INLET_ERROR, INLET_ERROR_BAD_REPLY);
  assert_counts (compare, 0, 0, 0, 0);
  g_assert_cmpuint (count_states (self, INLET_CONNECTION_GONE), ==, 0);
}

#define ADD(name, function) \
  g_test_add ("/inlet/app/compare/" name, Long, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/app/compare/nicks", test_nicks);
  ADD ("new-destroy", test_new_destroy);
  ADD ("pages", test_pages);
  ADD ("one-page-ahead", test_one_page_ahead);
  ADD ("empty", test_empty);
  ADD ("page-fails", test_page_fails);
  ADD ("page-is-asked-again", test_page_is_asked_again);
  ADD ("token-is-renewed", test_token_is_renewed);
  ADD ("cancel", test_cancel);
  ADD ("all-sandboxes", test_all_sandboxes);
  ADD ("failures", test_failures);
  ADD ("not-reached", test_not_reached);
  ADD ("no-sandboxes", test_no_sandboxes);
  ADD ("list-of-another-place", test_list_of_another_place);

  return g_test_run ();
}
