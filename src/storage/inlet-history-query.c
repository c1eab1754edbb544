/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-query.h"

#include "inlet-database.h"

#include <string.h>

/* The index knows sequences of this many characters. */
#define GRAM 3
/* A word is looked up by so many of them: they are enough to leave few rows to look at. */
#define GRAMS_PER_WORD 4
/* A short word that begins more of them than this is in so many rows that reading the rows finds it
 * sooner. */
#define GRAMS_PER_SHORT_WORD 64
/* The clock is looked at once in so many rows. */
#define ROWS_PER_LOOK 64

struct _InletHistoryQuery
{
  char **words; /* (owned): folded */
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
append_gram (GString    *match,
             const char *start,
             const char *end)
{
  g_string_append_c (match, '"');
  for (const char *at = start; at < end; at++) {
    if (*at == '"')
      g_string_append_c (match, '"');
    g_string_append_c (match, *at);
  }
  g_string_append_c (match, '"');
}

static void
append_word (GString    *match,
             const char *word)
{
  glong n_characters = g_utf8_strlen (word, -1);

  for (glong i = 0; i < GRAMS_PER_WORD && (i + 1) * GRAM <= n_characters; i++) {
    const char *end = g_utf8_offset_to_pointer (word, GRAM);

    g_string_append (match, match->len > 0 ? " AND " : "");
    append_gram (match, word, end);
    word = end;
  }
}

/* The next one is then looked for from @from on. */
static void
add_alternative (GString    *grams,
                 GString    *from,
                 const char *gram)
{
  g_string_append (grams, grams->len > 0 ? " OR " : "");
  append_gram (grams, gram, gram + strlen (gram));

  /* All have one length: this is behind the one, and before the next. */
  g_string_assign (from, gram);
  g_string_append_c (from, '\001');
}

/* Any of the trigrams that begin with @word, which has less than three characters. Gives how many
 * there are, or -1 on error; where there are too many nothing is appended. */
static int
append_short_word (GString     *match,
                   const char  *word,
                   sqlite3     *db,
                   GError     **error)
{
  g_autoptr (GString) grams = g_string_new (NULL);
  g_autoptr (GString) from = g_string_new (word);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;
  int n_grams = 0;

  statement = inlet_sqlite_prepare (db,
                                    "SELECT term FROM connection_grams WHERE term >= ?1 LIMIT 1",
                                    error);
  if (statement == NULL)
    return -1;

  while (n_grams <= GRAMS_PER_SHORT_WORD) {
    const char *gram;

    sqlite3_bind_text (statement, 1, from->str, from->len, SQLITE_TRANSIENT);
    if (!inlet_sqlite_next (statement, &local_error))
      break;

    gram = (const char *) sqlite3_column_text (statement, 0);
    if (!g_str_has_prefix (gram, word))
      break;

    n_grams++;
    add_alternative (grams, from, gram);
    sqlite3_reset (statement);
  }

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return -1;
  }

  if (n_grams > 0 && n_grams <= GRAMS_PER_SHORT_WORD)
    g_string_append_printf (match, "%s(%s)", match->len > 0 ? " AND " : "", grams->str);

  return n_grams;
}

/* What to ask the index: empty where it cannot help, %NULL when it says already that no row has one
 * of the words, or on error. */
static GString *
build_match (char    **words,
             sqlite3  *db,
             GError  **error)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    if (g_utf8_strlen (words[i], -1) >= GRAM)
      append_word (match, words[i]);
    else if (append_short_word (match, words[i], db, error) <= 0)
      return NULL;
  }

  return g_steal_pointer (&match);
}

/* Whether the row that @run stands on has every word. The index has said no more than that all
 * parts of the words are there. */
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

/* Gives the row to go on with, 0 when there is none left, or -1. */
static gint64
run_through (Run     *run,
             gint64   oldest,
             GError **error)
{
  g_autoptr (GError) local_error = NULL;
  guint n_rows = 0;

  while (inlet_sqlite_next (run->statement, &local_error)) {
    gint64 row_id = sqlite3_column_int64 (run->statement, 0);

    if (has_words (run))
      g_array_append_val (run->row_ids, row_id);

    if (run->row_ids->len >= run->limit || (++n_rows % ROWS_PER_LOOK == 0 && is_over (run)))
      return row_id > oldest ? row_id - 1 : 0;
  }

  if (local_error == NULL)
    return 0;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return -1;
}

/* The index gives no more than IDs: whether the words are there the row says. */
static sqlite3_stmt *
prepare (sqlite3     *db,
         const char  *match,
         gint64       newest,
         gint64       oldest,
         GError     **error)
{
  static const char with_index[] =
    "SELECT id, c.remote_id, c.name, c.sandbox, c.account_name"
    " FROM connection_search AS s CROSS JOIN connections AS c ON c.id = s.rowid"
    " WHERE s.connection_search MATCH ?3 AND s.rowid BETWEEN ?1 AND ?2 ORDER BY s.rowid DESC";
  static const char without_index[] =
    "SELECT id, remote_id, name, sandbox, account_name FROM connections"
    " WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC";
  gboolean has_match = *match != '\0';
  sqlite3_stmt *statement = NULL;

  statement = inlet_sqlite_prepare (db, has_match ? with_index : without_index, error);
  if (statement == NULL)
    return NULL;

  sqlite3_bind_int64 (statement, 1, oldest);
  sqlite3_bind_int64 (statement, 2, newest);
  if (has_match)
    sqlite3_bind_text (statement, 3, match, -1, SQLITE_TRANSIENT);

  return statement;
}

static void
query_clear (gpointer data)
{
  InletHistoryQuery *self = data;

  g_strfreev (self->words);
}

InletHistoryQuery *
inlet_history_query_new (const char *text)
{
  g_auto (GStrv) words = split_words (text != NULL ? text : "");
  InletHistoryQuery *self;

  if (words[0] == NULL)
    return NULL;

  self = g_atomic_rc_box_new0 (InletHistoryQuery);
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
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GString) match = build_match (self->words, db, &local_error);
  g_auto (Run) run = {
    .query = self, .scratch = g_string_new (NULL), .row_ids = row_ids,
    .cancellable = cancellable, .limit = limit, .deadline = deadline,
  };

  if (match != NULL)
    run.statement = prepare (db, match->str, newest, oldest, &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return -1;
  }

  return run.statement != NULL ? run_through (&run, oldest, error) : 0;
}
