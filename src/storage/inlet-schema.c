/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-schema.h"

#include "inlet-error.h"
#include "inlet-sqlite.h"

/* Each string takes the schema from the version that is its place here to the next. They are never
 * edited once released: there are files that were made by them.
 *
 * A connection's row is never deleted and IDs have no gaps: its place in the history follows from
 * its ID, and an ID at Adobe is never lost.
 *
 * `connection_changes` tells a reader which rows have changed since it last looked; rows that are
 * new it knows by their IDs.
 *
 * `kept_sandboxes` is what Adobe last said that an account may use. It goes with the account, and
 * when that is edited, since it may then be another organization's. A connection's `sandbox_type`
 * is what was known of its sandbox when it was made.
 *
 * `connections_standing` finds what is or may be there of an account, a sandbox and a key, before
 * another is made.
 *
 * `connection_tests` has what came of the last tests of each connection; a test without a problem
 * was passed.
 *
 * A connection's `org_id` is the organization that it is of, where that is known: an account may be
 * edited to be another's. `created_client` is who made it at Adobe, where it was not made here.
 * `connections_there` finds what ought to be in a list of Adobe's.
 *
 * `connection_edits` has the changes of connections that are due, and those that were sent, from
 * before the first byte left until what came of them is written: what the connection had and what
 * it is to have.
 *
 * `broken_since` is when the first of a connection's tests failed since one was passed: the history
 * shows it without reading the tests.
 *
 * `connection_deletions` has the connections that Adobe was asked to delete, from before it was
 * asked until it is known what came of it: whoever finds one later asks whether it is there.
 *
 * `connection_search` is an index of trigrams, each with the rows that have it and nothing else
 * (`detail = none`): a third of the size of one that knows columns and places too, and quicker to
 * read; a row that has all trigrams of a word is looked at to see whether it has the word. Each
 * text has two blanks at its end there, so that each of its characters begins a trigram, and words
 * of one or two characters are found as well: `connection_grams` says which trigrams begin so. */
static const char *const migrations[] = {
  "CREATE TABLE profiles ("
  "  id TEXT NOT NULL PRIMARY KEY,"
  "  kind TEXT NOT NULL CHECK (kind IN ('account', 'credentials')),"
  "  name TEXT NOT NULL,"
  "  fields TEXT NOT NULL CHECK (json_valid (fields)),"
  "  UNIQUE (kind, name)"
  ") STRICT;"

  "CREATE TABLE connections ("
  "  id INTEGER PRIMARY KEY CHECK (id > 0),"
  "  state TEXT NOT NULL"
  "    CHECK (state IN ('sending', 'created', 'failed', 'uncertain', 'gone')),"
  "  created_at INTEGER NOT NULL,"
  "  remote_id TEXT,"
  "  etag TEXT,"
  "  name TEXT NOT NULL,"
  "  description TEXT,"
  "  sandbox TEXT,"
  "  account_id TEXT,"
  "  account_name TEXT,"
  "  credentials_id TEXT,"
  "  credentials_name TEXT,"
  "  access_key_id TEXT,"
  "  problem TEXT CHECK (problem IS NULL OR json_valid (problem))"
  ") STRICT;"

  "CREATE INDEX connections_sending ON connections (id) WHERE state = 'sending';"

  "CREATE INDEX connections_uncertain ON connections (id) WHERE state = 'uncertain';"

  "CREATE INDEX connections_remote_id ON connections (remote_id) WHERE remote_id IS NOT NULL;"

  "CREATE TRIGGER connections_stay BEFORE DELETE ON connections BEGIN"
  "  SELECT RAISE (ABORT, 'the history is never deleted');"
  "END;"

  "CREATE TRIGGER connections_keep_id BEFORE UPDATE OF id ON connections BEGIN"
  "  SELECT RAISE (ABORT, 'the history is never reordered');"
  "END;"

  "CREATE TRIGGER connections_have_no_gaps AFTER INSERT ON connections"
  " WHEN new.id <> 1 AND NOT EXISTS (SELECT 1 FROM connections WHERE id = new.id - 1)"
  " BEGIN"
  "  SELECT RAISE (ABORT, 'the history has no gaps');"
  "END;"

  "CREATE TABLE connection_changes ("
  "  revision INTEGER PRIMARY KEY,"
  "  connection_id INTEGER NOT NULL"
  ") STRICT;"

  "CREATE TRIGGER connections_changed AFTER UPDATE ON connections BEGIN"
  "  INSERT INTO connection_changes (connection_id) VALUES (new.id);"
  "END;"

  "CREATE VIEW connection_texts (id, remote_id, name, sandbox, account_name) AS"
  "  SELECT id, remote_id || '  ', name || '  ', sandbox || '  ', account_name || '  '"
  "    FROM connections;"

  "CREATE VIRTUAL TABLE connection_search USING fts5 ("
  "  remote_id, name, sandbox, account_name,"
  "  content = 'connection_texts', content_rowid = 'id',"
  "  tokenize = 'trigram', detail = none, columnsize = 0"
  ");"

  "CREATE VIRTUAL TABLE connection_grams USING fts5vocab (connection_search, instance);"

  "CREATE TRIGGER connections_index_new AFTER INSERT ON connections BEGIN"
  "  INSERT INTO connection_search (rowid, remote_id, name, sandbox, account_name)"
  "    SELECT * FROM connection_texts WHERE id = new.id;"
  "END;"

  "CREATE TRIGGER connections_index_changed"
  " AFTER UPDATE OF remote_id, name, sandbox, account_name ON connections"
  " WHEN (old.remote_id, old.name, old.sandbox, old.account_name)"
  "   IS NOT (new.remote_id, new.name, new.sandbox, new.account_name)"
  " BEGIN"
  "  INSERT INTO connection_search"
  "      (connection_search, rowid, remote_id, name, sandbox, account_name)"
  "    VALUES ('delete', old.id, old.remote_id || '  ', old.name || '  ', old.sandbox || '  ',"
  "      old.account_name || '  ');"
  "  INSERT INTO connection_search (rowid, remote_id, name, sandbox, account_name)"
  "    SELECT * FROM connection_texts WHERE id = new.id;"
  "END;",

  "CREATE TABLE kept_sandboxes ("
  "  account_id TEXT NOT NULL PRIMARY KEY,"
  "  seen_at INTEGER NOT NULL,"
  "  sandboxes TEXT NOT NULL CHECK (json_valid (sandboxes))"
  ") STRICT;"

  "CREATE TRIGGER profiles_forget_sandboxes AFTER DELETE ON profiles BEGIN"
  "  DELETE FROM kept_sandboxes WHERE account_id = old.id;"
  "END;"

  "CREATE TRIGGER profiles_edited_forget_sandboxes AFTER UPDATE OF fields ON profiles"
  " WHEN old.fields IS NOT new.fields BEGIN"
  "  DELETE FROM kept_sandboxes WHERE account_id = old.id;"
  "END;"

  "ALTER TABLE connections ADD COLUMN sandbox_type TEXT;",

  "CREATE INDEX connections_standing ON connections (access_key_id, sandbox, account_id)"
  "  WHERE state IN ('sending', 'uncertain', 'created');",

  "CREATE TABLE connection_tests ("
  "  id INTEGER PRIMARY KEY,"
  "  connection_id INTEGER NOT NULL,"
  "  tested_at INTEGER NOT NULL,"
  "  problem TEXT CHECK (problem IS NULL OR json_valid (problem))"
  ") STRICT;"

  "CREATE INDEX connection_tests_of ON connection_tests (connection_id, id);",

  "ALTER TABLE connections ADD COLUMN org_id TEXT;"

  "ALTER TABLE connections ADD COLUMN created_client TEXT;"

  "CREATE INDEX connections_there ON connections (account_id, sandbox) WHERE state = 'created';",

  "CREATE TABLE connection_edits ("
  "  connection_id INTEGER NOT NULL PRIMARY KEY,"
  "  is_due INTEGER NOT NULL,"
  "  sent_at INTEGER,"
  "  etag TEXT,"
  "  has_keys INTEGER NOT NULL,"
  "  name TEXT,"
  "  description TEXT,"
  "  credentials_id TEXT,"
  "  credentials_name TEXT,"
  "  access_key_id TEXT"
  ") STRICT;",

  "ALTER TABLE connections ADD COLUMN broken_since INTEGER;",

  "CREATE TABLE connection_deletions ("
  "  connection_id INTEGER PRIMARY KEY,"
  "  begun_at INTEGER NOT NULL"
  ") STRICT;",
};

gboolean
inlet_schema_is_current (sqlite3  *db,
                         GError  **error)
{
  gint64 version;

  if (!inlet_sqlite_read_int (db, "PRAGMA user_version", &version, error))
    return FALSE;

  if (version < 0 || version > (gint64) G_N_ELEMENTS (migrations)) {
    g_set_error (error, INLET_ERROR, INLET_ERROR_STORAGE_NEWER,
                 "The database has version %" G_GINT64_FORMAT ", this program knows up to %u",
                 version, (guint) G_N_ELEMENTS (migrations));
    return FALSE;
  }

  return version == G_N_ELEMENTS (migrations);
}

gboolean
inlet_schema_upgrade (sqlite3  *db,
                      GError  **error)
{
  g_autofree char *set_version = NULL;
  gint64 version;

  if (!inlet_sqlite_read_int (db, "PRAGMA user_version", &version, error))
    return FALSE;

  for (gint64 i = version; i < (gint64) G_N_ELEMENTS (migrations); i++)
    if (!inlet_sqlite_execute (db, migrations[i], error))
      return FALSE;

  /* A pragma takes no bound values. */
  set_version = g_strdup_printf ("PRAGMA user_version = %u", (guint) G_N_ELEMENTS (migrations));

  return inlet_sqlite_execute (db, set_version, error);
}
