/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-comparison.h"

#include "inlet-attempt.h"
#include "inlet-history.h"
#include "inlet-kept-sandboxes.h"
#include "storage-test.h"

#include <signal.h>
#include <string.h>

#define ORG       "5C1328435BF324E90A49402A@AdobeOrg"
#define OTHER_ORG "0000000000000000000000AA@AdobeOrg"
#define ID(n)     "4cb0c374-d3bb-4557-b139-00000000000" n
#define ETAG(n)   "\"1700d77b-0000-0200-0000-00000000000" n "\""

/* As Adobe lists one of ours, and what it has of its own beside. */
#define ITEM(n, name, more)                                                       \
  "{\"id\":\"" ID (n) "\",\"etag\":\"\\\"1700d77b-0000-0200-0000-00000000000" n "\\\"\"," \
  "\"name\":\"" name "\",\"createdAt\":1600000000000,\"createdClient\":\"exc_app\"," \
  "\"connectionSpec\":{\"id\":\"ecadc60c-7455-4d87-84dc-2a0e293d997b\"}," \
  "\"auth\":{\"params\":{\"s3SecretKey\":\"never-kept\"}}" more "}"

typedef struct
{
  char          *path;
  InletDatabase *database;
  InletAccount  *account;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
  fixture->account = g_object_new (INLET_TYPE_ACCOUNT, "id", "a", "name", "ACME", "org-id", ORG,
                                   "api-key", "key", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  storage_close (fixture->database);
  storage_remove (fixture->path);
  g_clear_object (&fixture->account);
  g_free (fixture->path);
}

/* A row of the history, as the version before would have written it where @org_id is %NULL. */
static void
add_row (Fixture    *fixture,
         const char *state,
         const char *number,
         const char *name,
         const char *sandbox,
         const char *account_id,
         const char *org_id)
{
  g_autofree char *org = org_id != NULL ? g_strdup_printf ("'%s'", org_id) : g_strdup ("NULL");
  g_autofree char *id =
    number != NULL ? g_strdup_printf ("'4cb0c374-d3bb-4557-b139-00000000000%s'", number)
                   : g_strdup ("NULL");
  g_autofree char *etag =
    number != NULL
    ? g_strdup_printf ("'\"1700d77b-0000-0200-0000-00000000000%s\"'", number)
    : g_strdup ("NULL");
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO connections (state, created_at, remote_id, etag, name, sandbox,"
                     " account_id, org_id) VALUES ('%s', 1700000000, %s, %s, '%s', '%s', '%s', %s)",
                     state, id, etag, name, sandbox, account_id, org);

  storage_execute (fixture->database, sql);
}

static void
add_ours (Fixture    *fixture,
          const char *number,
          const char *name)
{
  add_row (fixture, "created", number, name, "dev", "a", ORG);
}

static GPtrArray *
make_remotes (const char *items)
{
  g_autofree char *text = g_strdup_printf ("{\"items\":[%s]}", items);
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));
  g_autoptr (InletReply) reply = inlet_reply_new (200, NULL, NULL, body);
  g_autofree char *continuation = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *remotes = inlet_remote_list_from_reply (reply, NULL, &continuation, &error);

  g_assert_no_error (error);
  return remotes;
}

static InletComparison *
begin (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  InletComparison *comparison = NULL;

  inlet_comparison_begin_async (fixture->database, fixture->account, "dev", NULL,
                                storage_on_ready, &result);
  storage_until (result != NULL);
  comparison = inlet_comparison_begin_finish (result, &error);
  g_assert_no_error (error);
  return comparison;
}

static InletComparisonPart *
try_add (InletComparison  *comparison,
         const char       *items,
         GError          **error)
{
  g_autoptr (GPtrArray) remotes = make_remotes (items);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_comparison_add_async (comparison, remotes, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_comparison_finish (comparison, result, error);
}

static InletComparisonPart *
add (InletComparison *comparison,
     const char      *items)
{
  g_autoptr (GError) error = NULL;
  InletComparisonPart *part = try_add (comparison, items, &error);

  g_assert_no_error (error);
  return part;
}

static InletComparisonPart *
conclude (InletComparison *comparison)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  InletComparisonPart *part = NULL;

  inlet_comparison_conclude_async (comparison, storage_on_ready, &result);
  storage_until (result != NULL);
  part = inlet_comparison_finish (comparison, result, &error);
  g_assert_no_error (error);
  return part;
}

static void
assert_part (InletComparisonPart *part,
             guint                n_unchanged,
             guint                n_updated,
             guint                n_adopted,
             guint                n_left,
             guint                n_gone)
{
  g_assert_cmpuint (part->n_unchanged, ==, n_unchanged);
  g_assert_cmpuint (part->updated->len, ==, n_updated);
  g_assert_cmpuint (part->adopted->len, ==, n_adopted);
  g_assert_cmpuint (part->n_left, ==, n_left);
  g_assert_cmpuint (part->gone->len, ==, n_gone);
}

/* The whole comparison with a list of one page. */
static void
compare (Fixture    *fixture,
         const char *items,
         guint       n_unchanged,
         guint       n_updated,
         guint       n_adopted,
         guint       n_left,
         guint       n_gone)
{
  g_autoptr (InletComparison) comparison = begin (fixture);
  g_autoptr (InletComparisonPart) page = add (comparison, items);
  g_autoptr (InletComparisonPart) end = conclude (comparison);

  assert_part (page, n_unchanged, n_updated, n_adopted, n_left, 0);
  assert_part (end, 0, 0, 0, 0, n_gone);
  g_assert_true (end->is_last);
}

static InletConnection *
read_row (Fixture *fixture,
          gint64   row_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  inlet_history_read_all_async (fixture->database, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  rows = inlet_history_read_all_finish (fixture->database, result, &error);
  g_assert_no_error (error);
  return g_object_ref (rows->pdata[rows->len - row_id]);
}

static void
assert_state (Fixture    *fixture,
              gint64      row_id,
              const char *state)
{
  g_autoptr (InletConnection) row = read_row (fixture, row_id);

  g_assert_cmpstr (inlet_connection_state_to_nick (inlet_connection_get_state (row)), ==, state);
}

static gint64
count_rows (Fixture *fixture)
{
  return storage_read_int (fixture->database, "SELECT count (*) FROM connections");
}

static gint64
count_changes (Fixture *fixture)
{
  return storage_read_int (fixture->database, "SELECT count (*) FROM connection_changes");
}

static void
test_unchanged_writes_nothing (Fixture       *fixture,
                               gconstpointer  data)
{
  add_ours (fixture, "1", "One");
  add_ours (fixture, "2", "Two");

  compare (fixture, ITEM ("1", "One", "") "," ITEM ("2", "Two", ""), 2, 0, 0, 0, 0);
  g_assert_cmpint (count_changes (fixture), ==, 0);
  g_assert_cmpint (count_rows (fixture), ==, 2);
}

static void
test_update (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (InletConnection) row = NULL;

  add_ours (fixture, "1", "One");
  storage_execute (fixture->database, "UPDATE connections SET etag = 'old', description = 'Old'");

  compare (fixture, ITEM ("1", "Other", ",\"description\":\"New\""), 0, 1, 0, 0, 0);
  row = read_row (fixture, 1);
  g_assert_cmpstr (inlet_connection_get_name (row), ==, "Other");
  g_assert_cmpstr (inlet_connection_get_description (row), ==, "New");
  g_assert_cmpstr (inlet_connection_get_etag (row), ==, ETAG ("1"));
  g_assert_null (inlet_connection_get_created_client (row));

  compare (fixture, ITEM ("1", "Other", ",\"description\":\"New\""), 1, 0, 0, 0, 0);
}

/* What a list leaves out is not what Adobe has taken away. */
static void
test_what_is_not_said_stays (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (InletConnection) row = NULL;

  add_ours (fixture, "1", "One");
  storage_execute (fixture->database, "UPDATE connections SET description = 'Ours'");

  compare (fixture, "{\"id\":\"" ID ("1") "\"}", 1, 0, 0, 0, 0);
  row = read_row (fixture, 1);
  g_assert_cmpstr (inlet_connection_get_name (row), ==, "One");
  g_assert_cmpstr (inlet_connection_get_description (row), ==, "Ours");
  g_assert_cmpstr (inlet_connection_get_etag (row), ==, ETAG ("1"));
}

static void
test_adopt (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (InletConnection) row = NULL;
  g_autoptr (InletConnection) sparse = NULL;

  storage_execute (fixture->database,
                   "INSERT INTO profiles VALUES ('a', 'account', 'ACME', '{}')");
  storage_execute (fixture->database,
                   "INSERT INTO kept_sandboxes VALUES ('a', 1,"
                   " '{\"sandboxes\":[{\"name\":\"dev\",\"type\":\"production\"}]}')");
  /* The newest is listed first, and is the newest of the history. */
  compare (fixture, ITEM ("2", "Two", ",\"sandboxName\":\"dev\",\"imsOrgId\":\"" ORG "\"")
           ",{\"id\":\"" ID ("1") "\"}", 0, 0, 2, 0, 0);

  row = read_row (fixture, 2);
  g_assert_cmpint (inlet_connection_get_state (row), ==, INLET_CONNECTION_CREATED);
  g_assert_cmpstr (inlet_connection_get_remote_id (row), ==, ID ("2"));
  g_assert_cmpstr (inlet_connection_get_etag (row), ==, ETAG ("2"));
  g_assert_cmpstr (inlet_connection_get_name (row), ==, "Two");
  g_assert_cmpstr (inlet_connection_get_created_client (row), ==, "exc_app");
  g_assert_cmpstr (inlet_connection_get_account_id (row), ==, "a");
  g_assert_cmpstr (inlet_connection_get_account_name (row), ==, "ACME");
  g_assert_cmpstr (inlet_connection_get_org_id (row), ==, ORG);
  g_assert_cmpstr (inlet_connection_get_sandbox (row), ==, "dev");
  g_assert_true (inlet_connection_is_in_production (row));
  g_assert_cmpint (inlet_connection_get_created_at (row), ==, 1600000000);

  sparse = read_row (fixture, 1);
  g_assert_cmpstr (inlet_connection_get_created_client (sparse), ==, "");
  g_assert_cmpint (inlet_connection_get_created_at (sparse), >, 1600000000);

  compare (fixture, ITEM ("2", "Two", "") ",{\"id\":\"" ID ("1") "\"}", 2, 0, 0, 0, 0);
  g_assert_cmpint (count_rows (fixture), ==, 2);
}

/* In bytes that may have any in between. */
static const char *
find (const char *bytes,
      gsize       length,
      const char *text)
{
  gsize size = strlen (text);

  for (gsize i = 0; i + size <= length; i++)
    if (memcmp (bytes + i, text, size) == 0)
      return bytes + i;

  return NULL;
}

static void
test_nothing_of_auth_is_kept (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *file = NULL;
  g_autofree char *log = NULL;
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  gsize length;

  compare (fixture, ITEM ("1", "Findable", ""), 0, 0, 1, 0, 0);
  g_assert_true (g_file_get_contents (fixture->path, &file, &length, NULL));
  g_assert_null (find (file, length, "never-kept"));
  g_assert_true (g_file_get_contents (log_path, &log, &length, NULL));
  g_assert_nonnull (find (log, length, "Findable"));
  g_assert_null (find (log, length, "never-kept"));
}

/* Filters are not for the service alone to keep to; one that is known is there, whatever it is. */
static void
test_other_specifications (Fixture       *fixture,
                           gconstpointer  data)
{
#define OTHER(n) "{\"id\":\"" ID (n) "\",\"connectionSpec\":{\"id\":\"other\"}}"
  add_ours (fixture, "1", "One");
  compare (fixture, OTHER ("1") "," OTHER ("2"), 1, 0, 0, 0, 0);
  g_assert_cmpint (count_rows (fixture), ==, 1);
}

static void
test_gone (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (InletConnection) row = NULL;

  add_ours (fixture, "1", "One");
  add_ours (fixture, "2", "Two");

  compare (fixture, ITEM ("2", "Two", ""), 1, 0, 0, 0, 1);
  row = read_row (fixture, 1);
  g_assert_cmpint (inlet_connection_get_state (row), ==, INLET_CONNECTION_GONE);
  g_assert_cmpstr (inlet_connection_get_remote_id (row), ==, ID ("1"));
  g_assert_cmpstr (inlet_connection_get_name (row), ==, "One");
  assert_state (fixture, 2, "created");

  compare (fixture, ITEM ("2", "Two", ""), 1, 0, 0, 0, 0);
}

/* A person may have been kept from seeing it for a while. */
static void
test_gone_comes_back (Fixture       *fixture,
                      gconstpointer  data)
{
  add_row (fixture, "gone", "1", "One", "dev", "a", ORG);

  compare (fixture, ITEM ("1", "One", ""), 0, 1, 0, 0, 0);
  assert_state (fixture, 1, "created");
}

static void
test_others_are_not_gone (Fixture       *fixture,
                          gconstpointer  data)
{
  add_row (fixture, "created", "1", "Of another sandbox", "prod", "a", ORG);
  add_row (fixture, "created", "2", "Of another account", "dev", "b", ORG);
  add_row (fixture, "created", "3", "Of another organization", "dev", "a", OTHER_ORG);
  add_row (fixture, "created", "4", "Of an unknown organization", "dev", "a", NULL);
  add_row (fixture, "failed", NULL, "Failed", "dev", "a", ORG);
  add_row (fixture, "sending", NULL, "Sending", "dev", "a", ORG);
  add_row (fixture, "uncertain", NULL, "Uncertain", "dev", "a", ORG);

  compare (fixture, "", 0, 0, 0, 0, 0);
  g_assert_cmpint (count_changes (fixture), ==, 0);
}

/* An organization is learnt from a list that has the row; from then on it counts. */
static void
test_organization_is_learnt (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (InletConnection) row = NULL;

  add_row (fixture, "created", "1", "One", "dev", "a", NULL);
  compare (fixture, ITEM ("1", "One", ""), 1, 0, 0, 0, 0);
  row = read_row (fixture, 1);
  g_assert_cmpstr (inlet_connection_get_org_id (row), ==, ORG);

  compare (fixture, "", 0, 0, 0, 0, 1);
  assert_state (fixture, 1, "gone");
}

/* Nothing is gone before the whole list was read. */
static void
test_unfinished_list (Fixture       *fixture,
                      gconstpointer  data)
{
  add_ours (fixture, "1", "One");
  add_ours (fixture, "2", "Two");
  {
    g_autoptr (InletComparison) comparison = begin (fixture);
    g_autoptr (InletComparisonPart) page = add (comparison, ITEM ("1", "One", ""));

    assert_part (page, 1, 0, 0, 0, 0);
  }
  assert_state (fixture, 2, "created");

  /* What that one had listed does not count for the next. */
  compare (fixture, ITEM ("2", "Two", ""), 1, 0, 0, 0, 1);
  assert_state (fixture, 1, "gone");
}

/* What is adopted is written at the end of a page; the second one of it updates the first. */
static void
test_twice_in_a_page (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (InletConnection) row = NULL;

  compare (fixture, ITEM ("1", "Newer", "") "," ITEM ("2", "Two", "") "," ITEM ("1", "Older", ""),
           0, 1, 2, 0, 0);
  g_assert_cmpint (count_rows (fixture), ==, 2);
  row = read_row (fixture, 1);
  g_assert_cmpstr (inlet_connection_get_name (row), ==, "Newer");
}

/* In another process: a page is written, the next is being written, and there is no end. */
static int
be_killed (const char *path)
{
  Fixture fixture = { NULL };
  g_autoptr (InletComparison) comparison = NULL;
  g_autoptr (InletComparisonPart) first = NULL;
  g_autoptr (GPtrArray) second = make_remotes (ITEM ("4", "Four", ""));

  fixture.database = storage_open (path);
  fixture.account = g_object_new (INLET_TYPE_ACCOUNT, "id", "a", "name", "ACME", "org-id", ORG,
                                  "api-key", "key", NULL);
  comparison = begin (&fixture);
  first = add (comparison, ITEM ("1", "One", "") "," ITEM ("3", "Three", ""));
  inlet_comparison_add_async (comparison, second, NULL, NULL);
  return raise (SIGKILL);
}

/* What was listed is known, and what was not is not gone; the next comparison begins anew. */
static void
test_killed (Fixture       *fixture,
             gconstpointer  data)
{
  const char *items = ITEM ("1", "One", "") "," ITEM ("3", "Three", "") "," ITEM ("4", "Four", "");

  add_ours (fixture, "1", "One");
  add_ours (fixture, "2", "Two");
  for (guint i = 0; i < 5; i++) {
    g_autoptr (GSubprocess) process = storage_spawn ("--be-killed", fixture->path);

    g_assert_false (g_subprocess_wait_check (process, NULL, NULL));
    g_assert_cmpint (g_subprocess_get_term_sig (process), ==, SIGKILL);
    assert_state (fixture, 2, "created");
    assert_state (fixture, 3, "created");
    g_assert_cmpint (count_rows (fixture), >=, 3);
  }

  {
    g_autoptr (InletComparison) comparison = begin (fixture);
    g_autoptr (InletComparisonPart) page = add (comparison, items);
    g_autoptr (InletComparisonPart) end = conclude (comparison);

    g_assert_cmpuint (page->n_unchanged + page->adopted->len, ==, 3);
    g_assert_cmpuint (end->gone->len, ==, 1);
  }
  assert_state (fixture, 2, "gone");
  g_assert_cmpint (count_rows (fixture), ==, 4);
}

static void
test_pages_add_up (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (InletComparison) comparison = NULL;
  g_autoptr (InletComparison) beside = NULL;
  g_autoptr (InletComparisonPart) first = NULL;
  g_autoptr (InletComparisonPart) second = NULL;
  g_autoptr (InletComparisonPart) end = NULL;

  add_ours (fixture, "1", "One");
  add_ours (fixture, "2", "Two");
  add_ours (fixture, "3", "Three");
  comparison = begin (fixture);
  beside = begin (fixture);
  first = add (comparison, ITEM ("1", "One", ""));
  second = add (comparison, ITEM ("3", "Three", ""));
  end = conclude (comparison);
  assert_part (end, 0, 0, 0, 0, 1);
  assert_state (fixture, 2, "gone");
}

/* More rows than one transaction marks. */
static void
test_many_are_gone (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (InletComparison) comparison = NULL;
  g_autoptr (InletComparisonPart) page = NULL;
  guint n_gone = 0;
  gboolean is_last = FALSE;

  storage_execute (fixture->database,
                   "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 250)"
                   " INSERT INTO connections (state, created_at, remote_id, name, sandbox,"
                   "  account_id, org_id)"
                   "  SELECT 'created', 1, 'id-' || i, 'Row', 'dev', 'a', '" ORG "' FROM n");
  comparison = begin (fixture);
  page = add (comparison, "{\"id\":\"id-7\"}");
  while (!is_last) {
    g_autoptr (InletComparisonPart) part = conclude (comparison);

    n_gone += part->gone->len;
    is_last = part->is_last;
  }

  g_assert_cmpuint (n_gone, ==, 249);
  assert_state (fixture, 7, "created");
  assert_state (fixture, 250, "gone");
}

/* Rows that were not there, or not created, when the list was begun. */
static void
test_new_rows_are_not_gone (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (InletComparison) comparison = NULL;
  g_autoptr (InletComparisonPart) page = NULL;
  g_autoptr (InletComparisonPart) end = NULL;

  add_row (fixture, "sending", NULL, "Sending", "dev", "a", ORG);
  comparison = begin (fixture);
  page = add (comparison, "");
  storage_execute (fixture->database,
                   "UPDATE connections SET state = 'created', remote_id = '" ID ("1") "'");
  add_ours (fixture, "2", "New");
  end = conclude (comparison);

  assert_part (end, 0, 0, 0, 0, 0);
  assert_state (fixture, 1, "created");
  assert_state (fixture, 2, "created");
}

/* The list may be older than what was done to the row since: renamed, or deleted. */
static void
test_rows_changed_meanwhile_are_left (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr (InletComparison) comparison = NULL;
  g_autoptr (InletComparisonPart) page = NULL;
  g_autoptr (InletComparisonPart) end = NULL;
  g_autoptr (InletConnection) renamed = NULL;

  add_ours (fixture, "1", "One");
  add_ours (fixture, "2", "Two");
  comparison = begin (fixture);
  storage_execute (fixture->database, "UPDATE connections SET name = 'Renamed' WHERE id = 1");
  storage_execute (fixture->database, "UPDATE connections SET state = 'gone' WHERE id = 2");
  page = add (comparison, ITEM ("1", "One", "") "," ITEM ("2", "Two", ""));
  end = conclude (comparison);

  assert_part (page, 0, 0, 0, 2, 0);
  assert_part (end, 0, 0, 0, 0, 0);
  renamed = read_row (fixture, 1);
  g_assert_cmpstr (inlet_connection_get_name (renamed), ==, "Renamed");
  assert_state (fixture, 2, "gone");
}

/* To adopt it would be to say that the row without an answer was not created. */
static void
test_what_may_be_in_doubt_is_left (Fixture       *fixture,
                                   gconstpointer  data)
{
  add_row (fixture, "uncertain", NULL, "Lost", "dev", "b", ORG);
  add_row (fixture, "sending", NULL, "Sending", "dev", "a", ORG);

  compare (fixture, ITEM ("1", "Lost", "") "," ITEM ("2", "Sending", "") "," ITEM ("3", "New", ""),
           0, 0, 1, 2, 0);
  assert_state (fixture, 1, "uncertain");
  assert_state (fixture, 2, "sending");
  g_assert_cmpint (count_rows (fixture), ==, 3);
}

static void
test_page_from_elsewhere (Fixture       *fixture,
                          gconstpointer  data)
{
  const char *const items[] = {
    ITEM ("2", "New", "") "," ITEM ("1", "One", ",\"sandboxName\":\"prod\""),
    ITEM ("2", "New", "") "," ITEM ("1", "One", ",\"imsOrgId\":\"" OTHER_ORG "\""),
  };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autoptr (InletComparison) comparison = begin (fixture);
    g_autoptr (GError) error = NULL;

    g_assert_null (try_add (comparison, items[i], &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    g_assert_cmpint (count_rows (fixture), ==, 0);
  }
}

/* The database cannot be read any more in the middle of it. */
static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (InletComparison) comparison = begin (fixture);
  g_autoptr (GAsyncResult) ended = NULL;
  g_autoptr (GAsyncResult) begun = NULL;
  g_autoptr (GError) page_error = NULL;
  g_autoptr (GError) end_error = NULL;
  g_autoptr (GError) begin_error = NULL;

  storage_execute (fixture->database, "ALTER TABLE connections RENAME TO lost");
  g_assert_null (try_add (comparison, ITEM ("1", "One", ""), &page_error));
  g_assert_error (page_error, INLET_ERROR, INLET_ERROR_STORAGE);

  inlet_comparison_conclude_async (comparison, storage_on_ready, &ended);
  storage_until (ended != NULL);
  g_assert_null (inlet_comparison_finish (comparison, ended, &end_error));
  g_assert_error (end_error, INLET_ERROR, INLET_ERROR_STORAGE);

  inlet_comparison_begin_async (fixture->database, fixture->account, "dev", NULL,
                                storage_on_ready, &begun);
  storage_until (begun != NULL);
  g_assert_null (inlet_comparison_begin_finish (begun, &begin_error));
  g_assert_error (begin_error, INLET_ERROR, INLET_ERROR_STORAGE);
}

/* What was listed is forgotten with it. */
static void
test_nothing_is_left_behind (Fixture       *fixture,
                             gconstpointer  data)
{
  compare (fixture, ITEM ("1", "One", ""), 0, 0, 1, 0, 0);
  g_assert_cmpint (storage_read_int (fixture->database, "SELECT count (*) FROM temp.listed"), ==,
                   0);
}

#define ADD(name, function) \
  g_test_add ("/inlet/storage/comparison/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--be-killed"))
    return be_killed (argv[2]);

  g_test_init (&argc, &argv, NULL);

  ADD ("unchanged-writes-nothing", test_unchanged_writes_nothing);
  ADD ("update", test_update);
  ADD ("what-is-not-said-stays", test_what_is_not_said_stays);
  ADD ("adopt", test_adopt);
  ADD ("nothing-of-auth-is-kept", test_nothing_of_auth_is_kept);
  ADD ("other-specifications", test_other_specifications);
  ADD ("gone", test_gone);
  ADD ("gone-comes-back", test_gone_comes_back);
  ADD ("others-are-not-gone", test_others_are_not_gone);
  ADD ("organization-is-learnt", test_organization_is_learnt);
  ADD ("unfinished-list", test_unfinished_list);
  ADD ("twice-in-a-page", test_twice_in_a_page);
  ADD ("killed", test_killed);
  ADD ("pages-add-up", test_pages_add_up);
  ADD ("many-are-gone", test_many_are_gone);
  ADD ("new-rows-are-not-gone", test_new_rows_are_not_gone);
  ADD ("rows-changed-meanwhile-are-left", test_rows_changed_meanwhile_are_left);
  ADD ("what-may-be-in-doubt-is-left", test_what_may_be_in_doubt_is_left);
  ADD ("page-from-elsewhere", test_page_from_elsewhere);
  ADD ("failures", test_failures);
  ADD ("nothing-is-left-behind", test_nothing_is_left_behind);

  return g_test_run ();
}
