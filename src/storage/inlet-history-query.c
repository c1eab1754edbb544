/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-query.h"

#include "inlet-database.h"

#include <string.h>

/* The index knows sequences of this many characters. */
#define GRAM 3

/* A stretch of rows that is looked through at once: at first so many, and, as long as that is quick,
 * more and more. */
#define FIRST_SPAN 4096
#define QUICK (4 * G_TIME_SPAN_MILLISECOND)
/* The clock is looked at once in so many rows. */
#define ROWS_PER_LOOK 64

struct _InletHistoryQuery
{
  char **words; /* (owned): folded */
  char *grams;  /* (owned) (nullable): what to ask the index, %NULL when it cannot help */
};

/* What one run works with, and where it stands. */
typedef struct
{
  InletHistoryQuery *query;
  sqlite3_stmt *statement; /* (owned) */
  GString *scratch;        /* (owned) */
  GArray *row_ids;         /* (unowned) */
  GCancellable *cancellable;
  guint limit;
  gint64 deadline;
} Run;

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->statement, sqlite3_finalize);
  g_string_free (run->scratch, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/* Appends @text, character by character in lower case as the index has it. What is not UTF-8 in the
 * database matches nothing. */
static void
append_folded (GString    *folded,
               const char *text)
{
  while (*text != '\0') {
    gunichar character;

    if ((text[0] & 0x80) == 0) {
      g_string_append_c (folded, g_ascii_tolower (*text++));
      continue;
    }

    character = g_utf8_get_char_validated (text, -1);
    if (!g_unichar_validate (character)) {
      g_string_append_c (folded, '\n');
      text++;
      continue;
    }

    g_string_append_unichar (folded, g_unichar_tolower (character));
    text = g_utf8_next_char (text);
  }
}

static char **
split_words (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) folded = g_string_new (NULL);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  append_folded (folded, valid);
  parts = g_strsplit_set (folded->str, " \t\n\r", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);

  return g_strv_builder_end (words);
}

/* As a string of the index's language: in double quotes, which are doubled inside. */
static void
append_gram (GString    *grams,
             const char *start,
             const char *end)
{
  g_string_append (grams, grams->len == 0 ? "\"" : " AND \"");
  for (const char *at = start; at < end; at++) {
    if (*at == '"')
      g_string_append_c (grams, '"');
    g_string_append_c (grams, *at);
  }
  g_string_append_c (grams, '"');
}

static void
append_grams (GString    *grams,
              GHashTable *seen,
              const char *word)
{
  glong n = g_utf8_strlen (word, -1);

  for (glong i = 0; i + GRAM <= n; i++) {
    const char *end = g_utf8_offset_to_pointer (word, GRAM);

    if (g_hash_table_add (seen, g_strndup (word, end - word)))
      append_gram (grams, word, end);
    word = g_utf8_next_char (word);
  }
}

static char *
build_grams (char **words)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) grams = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    append_grams (grams, seen, words[i]);

  return grams->len > 0 ? g_string_free (g_steal_pointer (&grams), FALSE) : NULL;
}

/* Whether the row that @run stands on has every word. The index has said no more than that all parts
 * of the words are there. */
static gboolean
has_words (Run *run)
{
  char **words = run->query->words;

  g_string_truncate (run->scratch, 0);
  for (int column = 1; column <= 4; column++) {
    const char *text = (const char *) sqlite3_column_text (run->statement, column);

    /* No word has this character, so none is found across two texts. */
    if (text != NULL)
      append_folded (run->scratch, text);
    g_string_append_c (run->scratch, '\n');
  }

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (run->scratch->str, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_over (Run *run)
{
  return g_get_monotonic_time () >= run->deadline || g_cancellable_is_cancelled (run->cancellable);
}

/* Gives where to go on, which is below @oldest when the stretch is done, or -1. */
static gint64
run_stretch (Run     *run,
             gint64   newest,
             gint64   oldest,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 next = oldest - 1;
  guint n_rows = 0;

  sqlite3_bind_int64 (run->statement, 1, oldest);
  sqlite3_bind_int64 (run->statement, 2, newest);

  while (inlet_sqlite_next (run->statement, &local_error)) {
    gint64 row_id = sqlite3_column_int64 (run->statement, 0);

    if (has_words (run))
      g_array_append_val (run->row_ids, row_id);

    if (run->row_ids->len >= run->limit || (++n_rows % ROWS_PER_LOOK == 0 && is_over (run))) {
      next = row_id - 1;
      break;
    }
  }

  sqlite3_reset (run->statement);
  if (local_error == NULL)
    return next;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return -1;
}

static gboolean
prepare (Run      *run,
         sqlite3  *db,
         GError  **error)
{
  const char *grams = run->query->grams;

  if (grams != NULL)
    run->statement =
      inlet_sqlite_prepare (db,
                            "SELECT id, c.remote_id, c.name, c.sandbox, c.account_name"
                            " FROM connection_search AS s CROSS JOIN connections AS c"
                            " ON c.id = s.rowid"
                            " WHERE s.connection_search MATCH ?3 AND s.rowid BETWEEN ?1 AND ?2"
                            " ORDER BY s.rowid DESC",
                            error);
  else
    run->statement =
      inlet_sqlite_prepare (db,
                            "SELECT id, remote_id, name, sandbox, account_name FROM connections"
                            " WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC",
                            error);

  if (run->statement == NULL)
    return FALSE;

  if (grams != NULL)
    sqlite3_bind_text (run->statement, 3, grams, -1, SQLITE_STATIC);

  return TRUE;
}

static void
query_clear (gpointer data)
{
  InletHistoryQuery *self = data;

  g_strfreev (self->words);
  g_free (self->grams);
}

InletHistoryQuery *
inlet_history_query_new (const char *text)
{
  g_auto (GStrv) words = split_words (text != NULL ? text : "");
  InletHistoryQuery *self;

  if (words[0] == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (InletHistoryQuery);
  self->grams = build_grams (words);
  self->words = g_steal_pointer (&words);

  return self;
}

InletHistoryQuery *
inlet_history_query_ref (InletHistoryQuery *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
inlet_history_query_unref (InletHistoryQuery *self)
{
  g_atomic_rc_box_release_full (self, query_clear);
}

gboolean
inlet_history_query_equal (InletHistoryQuery *self,
                           InletHistoryQuery *other)
{
  if (self == NULL || other == NULL)
    return self == other;

  return g_strv_equal ((const char *const *) self->words, (const char *const *) other->words);
}

gint64
inlet_history_query_run (InletHistoryQuery  *self,
                         sqlite3            *db,
                         gint64              newest,
                         gint64              oldest,
                         guint               limit,
                         gint64              deadline,
                         GArray             *row_ids,
                         GCancellable       *cancellable,
                         GError            **error)
{
  g_auto (Run) run = {
    .query = self, .scratch = g_string_new (NULL), .row_ids = row_ids,
    .cancellable = cancellable, .limit = limit, .deadline = deadline,
  };
  gint64 span = FIRST_SPAN;
  gint64 next = newest;

  if (!prepare (&run, db, error))
    return -1;

  while (next >= oldest) {
    gint64 start = g_get_monotonic_time ();

    next = run_stretch (&run, next, MAX (oldest, next - span + 1), error);
    if (next < 0 || row_ids->len >= limit || is_over (&run))
      break;

    if (g_get_monotonic_time () - start < QUICK)
      span *= 4;
  }

  return next >= oldest || next < 0 ? next : 0;
}
