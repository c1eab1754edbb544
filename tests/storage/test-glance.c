/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-glance.h"

#include "inlet-error.h"
#include "inlet-recovery.h"
#include "storage-test.h"

#include <glib/gstdio.h>

typedef struct
{
  char          *path;
  InletDatabase *database;
} Fixture;

#define ROW(state, id, name, sandbox) \
  "INSERT INTO connections (state, created_at, remote_id, name, sandbox) VALUES" \
  " ('" state "', 1, " id ", '" name "', '" sandbox "');"
#define PROFILE(kind, name) \
  "INSERT INTO profiles VALUES ('" kind name "', '" kind "', '" name "', '{}');"

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->path = storage_make_path ();
  fixture->database = storage_open (fixture->path);
  storage_execute (fixture->database,
                   ROW ("created", "'4cb0-a'", "Billing bucket", "dev")
                   ROW ("created", "'4cb0-b'", "Raw events", "billing")
                   ROW ("failed", "NULL", "Billing, refused", "dev")
                   ROW ("created", "'77aa'", "Straße", "prod")
                   PROFILE ("account", "ACME") PROFILE ("account", "Acme 2")
                   PROFILE ("credentials", "Billing"));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  storage_close (fixture->database);
  storage_remove (fixture->path);
  g_free (fixture->path);
}

static char *
join_names (GPtrArray *connections)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; connections != NULL && i < connections->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " / " : "",
                            inlet_connection_get_name (connections->pdata[i]));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static GPtrArray *
find (const char  *path,
      const char  *words,
      GError     **error)
{
  g_auto (GStrv) terms = g_strsplit (words, " ", -1);
  g_autoptr (GAsyncResult) result = NULL;

  inlet_glance_find_async (path, (const char *const *) terms, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  return inlet_glance_find_finish (result, error);
}

static void
test_finds_names_and_ids (Fixture       *fixture,
                          gconstpointer  data)
{
  static const struct { const char *words; const char *names; } cases[] = {
    { "billing", "Billing, refused / Billing bucket" },
    { "BILL buck", "Billing bucket" },
    { "4cb0", "Raw events / Billing bucket" },
    { "4CB0-A", "Billing bucket" },
    { "straße", "Straße" },
    /* A sandbox is not what was asked for. */
    { "prod", "" }, { "dev billing", "" }, { "nothing", "" }, { "", "" }, { " ", "" },
    { "\"", "" }, { "' OR 1 --", "" }, { "%", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) found = find (fixture->path, cases[i].words, &error);
    g_autofree char *names = join_names (found);

    g_assert_no_error (error);
    g_assert_cmpstr (names, ==, cases[i].names);
  }
}

static void
test_finds_no_more_than_a_person_reads (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  storage_add_rows (fixture->database, "Many", 500);
  found = find (fixture->path, "many", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 20);
  g_assert_cmpstr (inlet_connection_get_name (found->pdata[0]), ==, "Many/499");
}

static void
test_reads_rows (Fixture       *fixture,
                 gconstpointer  data)
{
  const gint64 ids[] = { 4, 99, 1, -1 };
  g_autoptr (GArray) row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *names = NULL;

  g_array_append_vals (row_ids, ids, G_N_ELEMENTS (ids));
  inlet_glance_rows_async (fixture->path, row_ids, NULL, storage_on_ready, &result);
  storage_until (result != NULL);
  rows = inlet_glance_rows_finish (result, &error);
  names = join_names (rows);
  g_assert_no_error (error);
  g_assert_cmpstr (names, ==, "Straße / Billing bucket");
}

static void
test_names (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { InletGlanceKind kind; const char *beginning; const char *names;
  } cases[] = {
    { INLET_GLANCE_ACCOUNTS, "", "ACME/Acme 2" },
    { INLET_GLANCE_ACCOUNTS, "AC", "ACME" },
    { INLET_GLANCE_ACCOUNTS, "%", "" },
    { INLET_GLANCE_CREDENTIALS, "B", "Billing" },
    { INLET_GLANCE_SANDBOXES, "", "billing/dev/prod" },
    { INLET_GLANCE_CONNECTIONS, "", "Billing bucket/Raw events/Straße" },
    { INLET_GLANCE_CONNECTIONS, "Stra", "Straße" },
    { INLET_GLANCE_CONNECTIONS, "4", "4cb0-a/4cb0-b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_auto (GStrv) names =
      inlet_glance_at_names (fixture->path, cases[i].kind, cases[i].beginning, &error);
    g_autofree char *joined = NULL;

    g_assert_no_error (error);
    joined = g_strjoinv ("/", names);
    g_assert_cmpstr (joined, ==, cases[i].names);
  }
}

static void
test_makes_nothing (void)
{
  g_autofree char *path = storage_make_path ();
  g_autoptr (GError) error = NULL;

  g_assert_null (find (path, "billing", &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_DENIED);
  g_clear_error (&error);
  g_assert_null (inlet_glance_at_names (path, INLET_GLANCE_ACCOUNTS, "", &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_DENIED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  storage_remove (path);
}

/* To recover it is for whoever can say so. */
static void
test_leaves_what_is_damaged (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  inlet_recovery_mark (fixture->path);
  g_assert_null (find (fixture->path, "billing", &error));
  g_assert_error (error, INLET_ERROR, INLET_ERROR_STORAGE_DAMAGED);
  g_assert_true (inlet_recovery_is_marked (fixture->path));
  inlet_recovery_unmark (fixture->path);
}

static void
test_leaves_other_versions (void)
{
  static const struct { const char *sql; int code; } cases[] = {
    { "PRAGMA user_version = 1", INLET_ERROR_STORAGE },
    { "PRAGMA user_version = 9999", INLET_ERROR_STORAGE_NEWER },
  };
  g_autofree char *path = storage_make_path ();
  g_autoptr (sqlite3) db = NULL;

  storage_close (storage_open (path));
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (sqlite3_exec (db, cases[i].sql, NULL, NULL, NULL), ==, SQLITE_OK);
    g_assert_null (find (path, "billing", &error));
    g_assert_error (error, INLET_ERROR, cases[i].code);
  }

  storage_remove (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) \
  g_test_add ("/inlet/storage/glance/" name, Fixture, NULL, set_up, function, tear_down)

  ADD ("finds-names-and-ids", test_finds_names_and_ids);
  ADD ("finds-no-more-than-a-person-reads", test_finds_no_more_than_a_person_reads);
  ADD ("reads-rows", test_reads_rows);
  ADD ("names", test_names);
  g_test_add_func ("/inlet/storage/glance/makes-nothing", test_makes_nothing);
  ADD ("leaves-what-is-damaged", test_leaves_what_is_damaged);
  g_test_add_func ("/inlet/storage/glance/leaves-other-versions", test_leaves_other_versions);

  return g_test_run ();
}
