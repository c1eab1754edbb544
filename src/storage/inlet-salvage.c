/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-salvage.h"

#include "inlet-connection.h"
#include "inlet-database.h"
#include "inlet-profile.h"
#include "inlet-record.h"
#include "inlet-sqlite.h"

#include <string.h>

/* The values of a row of each table, as src/storage/inlet-schema.c has them; a row that an earlier
 * version wrote has fewer, one of a later version may have more. */
#define N_CONNECTION_VALUES 17
/* Those before the problem, which may go on on pages that are lost, and all after it with it. */
#define N_CONNECTION_VALUES_NEEDED 13
#define N_PROFILE_VALUES 4

/* What leads to other pages, or is of an index. Anything else may be a leaf whose first byte is
 * damaged. */
#define PAGE_INDEX_INNER 0x02
#define PAGE_TABLE_INNER 0x05
#define PAGE_INDEX_LEAF 0x0a

/* Found rows, until their order is known. What is found under one row ID with two IDs at Adobe, or
 * without one and made at two times, is two rows, of which one was misread: nobody knows which, and
 * none of them may take the other's place. */
static const char staging[] =
  "CREATE TEMP TABLE salvaged ("
  "  id INTEGER NOT NULL, whose NOT NULL, rank, state, created_at, remote_id, etag, name,"
  "  description, sandbox, account_id, account_name, credentials_id, credentials_name,"
  "  access_key_id, problem, sandbox_type, org_id, created_client, PRIMARY KEY (id, whose)"
  ") WITHOUT ROWID;"
  "CREATE TEMP TABLE salvaged_profiles (id PRIMARY KEY, kind, name, fields);";

static const char keep_connection[] =
  "INSERT INTO salvaged VALUES (?1, ifnull (?5, ?4), ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12,"
  "  ?13, ?14, ?15, ?16, ?17, ?18)"
  " ON CONFLICT (id, whose) DO UPDATE SET rank = excluded.rank, state = excluded.state,"
  "  created_at = excluded.created_at, remote_id = excluded.remote_id, etag = excluded.etag,"
  "  name = excluded.name, description = excluded.description, sandbox = excluded.sandbox,"
  "  account_id = excluded.account_id, account_name = excluded.account_name,"
  "  credentials_id = excluded.credentials_id, credentials_name = excluded.credentials_name,"
  "  access_key_id = excluded.access_key_id, problem = excluded.problem,"
  "  sandbox_type = excluded.sandbox_type, org_id = excluded.org_id,"
  "  created_client = excluded.created_client"
  " WHERE excluded.rank >= rank";

static const char keep_profile[] =
  "INSERT OR REPLACE INTO salvaged_profiles VALUES (?1, ?2, ?3, ?4)";

/* A row without an ID at Adobe is what the one of the same time that has an ID was before.
 * Two profiles of one name are one that was renamed, or one that was removed and made again. */
static const char settle[] =
  "INSERT INTO main.connections (state, created_at, remote_id, etag, name, description, sandbox,"
  "  account_id, account_name, credentials_id, credentials_name, access_key_id, problem,"
  "  sandbox_type, org_id, created_client)"
  " SELECT state, created_at, remote_id, etag, name, description, sandbox, account_id,"
  "  account_name, credentials_id, credentials_name, access_key_id,"
  "  CASE WHEN json_valid (problem) THEN problem END, sandbox_type, org_id,"
  "  created_client FROM salvaged AS row"
  " WHERE remote_id IS NOT NULL OR NOT EXISTS ("
  "  SELECT 1 FROM salvaged AS later WHERE later.id = row.id"
  "  AND later.created_at = row.created_at AND later.remote_id IS NOT NULL)"
  " ORDER BY id, created_at;"
  "INSERT OR IGNORE INTO main.profiles (id, kind, name, fields)"
  " SELECT id, kind, CASE WHEN row_number () OVER (PARTITION BY kind, name ORDER BY rowid DESC) = 1"
  "  THEN name ELSE name || ' (' || id || ')' END,"
  "  CASE WHEN json_valid (fields) THEN fields ELSE '{}' END FROM salvaged_profiles;"
  "DROP TABLE salvaged; DROP TABLE salvaged_profiles;";

typedef struct
{
  InletPages   *pages;
  guint8       *page;            /* (owned) */
  guint8       *overflow;        /* (owned) */
  GByteArray   *record;          /* (owned) */
  sqlite3_stmt *connection;      /* (owned) */
  sqlite3_stmt *profile;         /* (owned) */
} Salvage;

static void
salvage_clear (Salvage *salvage)
{
  g_free (salvage->page);
  g_free (salvage->overflow);
  g_byte_array_unref (salvage->record);
  sqlite3_finalize (salvage->connection);
  sqlite3_finalize (salvage->profile);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Salvage, salvage_clear)

/* As much of the record as there is: its first values, among them the ID, are on the leaf. */
static void
read_record (Salvage               *salvage,
             const InletRecordCell *cell)
{
  gsize size = inlet_pages_get_size (salvage->pages) - 4;
  guint32 number = cell->overflow;

  g_byte_array_set_size (salvage->record, 0);
  g_byte_array_append (salvage->record, cell->local, cell->local_size);

  while (salvage->record->len < cell->size && number != 0 &&
         inlet_pages_find (salvage->pages, number, salvage->overflow)) {
    const guint8 *next = salvage->overflow;

    number = (guint32) next[0] << 24 | next[1] << 16 | next[2] << 8 | next[3];
    g_byte_array_append (salvage->record, next + 4, MIN (size, cell->size - salvage->record->len));
  }
}

static void
bind_text (sqlite3_stmt           *statement,
           int                     place,
           const InletRecordValue *value)
{
  char *text = inlet_record_dup_text (value);

  sqlite3_bind_text (statement, place, text, -1, g_free);
}

static gboolean
run (sqlite3_stmt  *statement,
     GError       **error)
{
  gboolean is_done = sqlite3_step (statement) == SQLITE_DONE;

  if (!is_done)
    inlet_database_set_error (sqlite3_db_handle (statement), error);
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  return is_done;
}

/* A row ID stands before the record, and a NULL in its place. A state that is not known is still a
 * state if all else fits: an ID must not be lost for one byte. */
static gboolean
is_connection (const InletRecordValue *values,
               guint                   n_values,
               gint64                  row_id)
{
  if (n_values < N_CONNECTION_VALUES_NEEDED || row_id <= 0 || values[0].type != 0 ||
      !inlet_record_is_text (&values[1]) || !inlet_record_is_int (&values[2]))
    return FALSE;

  for (guint i = 3; i < MIN (n_values, N_CONNECTION_VALUES); i++)
    if (values[i].type != 0 && !inlet_record_is_text (&values[i]))
      return FALSE;

  return inlet_record_is_text (&values[5]);
}

/* Later states are later in time; that it is gone is the last that is ever known. */
static int
get_rank (InletConnectionState state)
{
  switch (state) {
    case INLET_CONNECTION_GONE:
      return 4;
    case INLET_CONNECTION_CREATED:
      return 3;
    case INLET_CONNECTION_FAILED:
      return 2;
    case INLET_CONNECTION_UNCERTAIN:
      return 1;
    case INLET_CONNECTION_SENDING:
    default:
      return 0;
  }
}

static gboolean
keep_as_connection (Salvage                *salvage,
                    gint64                  row_id,
                    const InletRecordValue *values,
                    guint                   n_values,
                    GError                **error)
{
  sqlite3_stmt *statement = salvage->connection;
  g_autofree char *nick = inlet_record_dup_text (&values[1]);
  InletConnectionState state = inlet_connection_state_from_nick (nick);

  if (g_strcmp0 (nick, inlet_connection_state_to_nick (state)) != 0 &&
      inlet_record_is_text (&values[3]))
    state = INLET_CONNECTION_CREATED;

  sqlite3_bind_int64 (statement, 1, row_id);
  sqlite3_bind_int (statement, 2, get_rank (state));
  sqlite3_bind_text (statement, 3, inlet_connection_state_to_nick (state), -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 4, inlet_record_get_int (&values[2]));
  for (guint i = 3; i < MIN (n_values, N_CONNECTION_VALUES); i++)
    bind_text (statement, i + 2, &values[i]);

  return run (statement, error);
}

/* One whose fields cannot be read is still what its secrets in the keyring are found by. */
static gboolean
is_profile (const InletRecordValue *values,
            guint                   n_values)
{
  g_autofree char *id = NULL;
  g_autofree char *kind = NULL;

  if (n_values != N_PROFILE_VALUES)
    return FALSE;

  for (guint i = 0; i < N_PROFILE_VALUES; i++)
    if (!inlet_record_is_text (&values[i]))
      return FALSE;

  id = inlet_record_dup_text (&values[0]);
  kind = inlet_record_dup_text (&values[1]);

  return g_uuid_string_is_valid (id) &&
         (g_str_equal (kind, inlet_profile_kind_to_nick (INLET_PROFILE_ACCOUNT)) ||
          g_str_equal (kind, inlet_profile_kind_to_nick (INLET_PROFILE_CREDENTIALS)));
}

static gboolean
keep_as_profile (Salvage                *salvage,
                 const InletRecordValue *values,
                 GError                **error)
{
  for (guint i = 0; i < N_PROFILE_VALUES; i++)
    bind_text (salvage->profile, i + 1, &values[i]);

  return run (salvage->profile, error);
}

static gboolean
keep_cell (Salvage                *salvage,
           const InletRecordCell  *cell,
           GError                **error)
{
  InletRecordValue values[INLET_RECORD_MAX_VALUES];
  guint n_values;

  read_record (salvage, cell);
  n_values = inlet_record_read (salvage->record->data, salvage->record->len, values);

  if (is_connection (values, n_values, cell->row_id))
    return keep_as_connection (salvage, cell->row_id, values, n_values, error);
  if (is_profile (values, n_values))
    return keep_as_profile (salvage, values, error);

  return TRUE;
}

static gboolean
keep_page (Salvage  *salvage,
           GError  **error)
{
  gsize size = inlet_pages_get_size (salvage->pages);
  guint n_cells;

  switch (salvage->page[0]) {
    case PAGE_INDEX_INNER:
    case PAGE_TABLE_INNER:
    case PAGE_INDEX_LEAF:
      return TRUE;
    default:
      break;
  }

  n_cells = inlet_record_count_cells (salvage->page, size);
  for (guint i = 0; i < n_cells; i++) {
    InletRecordCell cell;

    if (inlet_record_find_cell (salvage->page, size, i, &cell) &&
        !keep_cell (salvage, &cell, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
keep_pages (Salvage  *salvage,
            sqlite3  *db,
            GError  **error)
{
  gint64 n_pages = inlet_pages_count (salvage->pages);

  salvage->connection = inlet_sqlite_prepare (db, keep_connection, error);
  if (salvage->connection == NULL)
    return FALSE;

  salvage->profile = inlet_sqlite_prepare (db, keep_profile, error);
  if (salvage->profile == NULL)
    return FALSE;

  for (gint64 i = 0; i < n_pages; i++)
    if (inlet_pages_read (salvage->pages, i, salvage->page) && !keep_page (salvage, error))
      return FALSE;

  return TRUE;
}

static gboolean
find_rows (InletPages  *pages,
           sqlite3     *db,
           GError     **error)
{
  gsize size = inlet_pages_get_size (pages);
  g_auto (Salvage) salvage = {
    .pages = pages,
    .page = g_malloc (size),
    .overflow = g_malloc (size),
    .record = g_byte_array_new (),
  };

  return keep_pages (&salvage, db, error);
}

gboolean
inlet_salvage (InletPages  *pages,
               sqlite3     *db,
               GError     **error)
{
  return inlet_sqlite_execute (db, staging, error) &&
         find_rows (pages, db, error) &&
         inlet_sqlite_execute (db, settle, error);
}
