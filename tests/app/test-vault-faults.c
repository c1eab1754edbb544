/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every verb of the vault with every fault of a keyring, at every message that the keyring gets:
 * generated; without `-m slow` at one in three. Runs on a session bus of its own, where only the
 * mock keyring is.
 *
 * libsecret 0.20 leaks its proxy of the keyring whenever it disconnects, and each of them asks
 * every keyring that comes what it is. So each test is a process. */

#include "vault-cell.h"

#include "storage-test.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The processes of the tests are not told by GLib. */
#define IS_SLOW "INLET_TEST_IS_SLOW"

#define KEYRING_CODES \
  (CELL_CODE (KEYRING_LOCKED) | CELL_CODE (KEYRING_MISSING) | CELL_CODE (KEYRING_FAILED))

typedef struct
{
  const char *name;
  MockFault   fault;
  const char *error;
  gboolean    is_dismissed;
  guint       codes;
} Fault;

static const Fault faults[] = {
  { "dies", MOCK_FAULT_DIES, NULL, FALSE, KEYRING_CODES },
  { "dies-after", MOCK_FAULT_DIES_AFTER, NULL, FALSE, KEYRING_CODES },
  { "is-silent", MOCK_FAULT_SILENT, NULL, FALSE, 0 },
  { "is-locked", MOCK_FAULT_ERROR, "org.freedesktop.Secret.Error.IsLocked", FALSE, KEYRING_CODES },
  { "no-session", MOCK_FAULT_ERROR, "org.freedesktop.Secret.Error.NoSession", FALSE,
    KEYRING_CODES },
  { "no-such-object", MOCK_FAULT_ERROR, "org.freedesktop.Secret.Error.NoSuchObject", FALSE,
    KEYRING_CODES },
  { "no-reply", MOCK_FAULT_ERROR, "org.freedesktop.DBus.Error.NoReply", FALSE, KEYRING_CODES },
  { "access-denied", MOCK_FAULT_ERROR, "org.freedesktop.DBus.Error.AccessDenied", FALSE,
    KEYRING_CODES },
  { "unknown-method", MOCK_FAULT_ERROR, "org.freedesktop.DBus.Error.UnknownMethod", FALSE,
    KEYRING_CODES },
  { "nameless", MOCK_FAULT_ERROR, "org.gnome.keyring.Error.Odd", FALSE, KEYRING_CODES },
  { "deleted", MOCK_FAULT_DELETED, NULL, FALSE, KEYRING_CODES | CELL_CODE (NO_SECRET) },
  { "locked-and-unlocked", MOCK_FAULT_LOCKED, NULL, FALSE, KEYRING_CODES },
  { "locked-and-dismissed", MOCK_FAULT_LOCKED, NULL, TRUE, KEYRING_CODES },
};

typedef struct
{
  const char *name;
  const char *text;
  gsize       length; /* 0: of the text */
} Content;

/* The last is made long when it is used. */
static const Content contents[] = {
  { "no-json", "hunter2", 0 },
  { "nothing", "", 0 },
  { "cut", "{\"client_secret\":\"p8e-st", 0 },
  { "an-array", "[\"client_secret\"]", 0 },
  { "a-number", "{\"client_secret\":7}", 0 },
  { "an-object", "{\"client_secret\":{\"a\":1}}", 0 },
  { "two-words", "{\"client_secret\":\"two words\"}", 0 },
  { "a-line-end", "{\"client_secret\":\"two\\r\\nlines\"}", 0 },
  { "no-utf-8", "{\"client_secret\":\"\xff\xfe\"}", 0 },
  { "bytes", "\x00\x01\x02\xff", 4 },
  { "text-behind-zero", "{\"client_secret\":\"p8e-stored\"}\0tail", 34 },
  { "others-only", "{\"password\":\"hunter2\"}", 0 },
  { "large", "hunter2", 2 * 1024 * 1024 },
};

typedef struct Pair Pair;
typedef void (*PairTest) (const Pair *pair);

struct Pair
{
  Verb         verb;
  const Fault *fault; /* (nullable) */
  PairTest     test;
};

static InletDatabase *database;
static MockKeyring *keyring;

static VaultCell *
make_cell (Verb verb)
{
  return vault_cell_new (database, keyring, verb);
}

static void
add_known_item (VaultCell *cell)
{
  if (cell->verb != VERB_SAVE_NEW)
    vault_cell_add_item (cell, STORED, strlen (STORED), KNOWN_AT);
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for_message (VaultCell *cell)
{
  guint tick = g_timeout_add (1, on_tick, NULL);

  while (!cell->is_done && !mock_keyring_has_faulted (keyring))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

/* Once the message has been swallowed, the person presses Cancel. What has begun to be written is
 * not left for that, only when the keyring goes. */
static void
cancel_when_silent (VaultCell *cell)
{
  wait_for_message (cell);
  if (!mock_keyring_has_faulted (keyring) || cell->is_done)
    return;

  g_cancellable_cancel (cell->cancellable);
  while (g_main_context_iteration (NULL, FALSE));
  if (cell->is_done) {
    g_assert_error (cell->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    return;
  }

  g_assert_cmpint (cell->verb, !=, VERB_LOOKUP);
  mock_keyring_die (keyring);
  g_assert_true (vault_cell_wait (cell));
  vault_cell_assert_failed (cell, KEYRING_CODES);
}

/* The same again with a keyring that works: nothing is in its way. */
static void
do_again (VaultCell *cell)
{
  mock_keyring_revive (keyring);
  g_cancellable_reset (cell->cancellable);
  vault_cell_run (cell);
  if (cell->verb != VERB_LOOKUP || cell->error == NULL)
    vault_cell_assert_done (cell);
}

static void
judge (VaultCell   *cell,
       const Fault *fault)
{
  if (cell->error == NULL)
    vault_cell_assert_done (cell);
  else if (fault->fault != MOCK_FAULT_SILENT)
    vault_cell_assert_failed (cell, fault->codes);

  /* Whoever deletes a collection deletes everything in it. */
  if (fault->fault == MOCK_FAULT_DELETED)
    return;
  vault_cell_assert_whole (cell);
  vault_cell_assert_others (cell);
  do_again (cell);
  vault_cell_assert_others (cell);
}

/* Whether there was such a message. */
static gboolean
run_cell (Verb         verb,
          const Fault *fault,
          int          n)
{
  g_autoptr (VaultCell) cell = make_cell (verb);
  gboolean has_faulted = FALSE;

  add_known_item (cell);
  if (fault->is_dismissed)
    mock_keyring_set_state (keyring, MOCK_STATE_DISMISSES);
  mock_keyring_set_fault (keyring, fault->fault, fault->error, n);
  vault_cell_begin (cell);
  if (fault->fault == MOCK_FAULT_SILENT)
    cancel_when_silent (cell);
  if (!vault_cell_wait (cell))
    g_error ("%s has no answer when the keyring %s at message %d", verb_names[verb], fault->name,
             n);
  has_faulted = mock_keyring_has_faulted (keyring);
  g_test_message ("%s, %s at message %d: %s", verb_names[verb], fault->name, n,
                  cell->error != NULL ? cell->error->message : "done");
  judge (cell, fault);
  return has_faulted;
}

static void
test_fault (const Pair *pair)
{
  /* Another third of the messages for each pair of verb and fault. */
  int step = g_getenv (IS_SLOW) != NULL ? 1 : 3;
  int n = 1 + ((int) pair->verb + (int) (pair->fault - faults)) % step;

  while (run_cell (pair->verb, pair->fault, n))
    n += step;
  g_assert_cmpint (n, >, 5);
}

/* Lets the keyring do what it was sent before. */
static void
flush (VaultCell *cell)
{
  Verb verb = cell->verb;

  cell->verb = VERB_LOOKUP;
  g_cancellable_reset (cell->cancellable);
  vault_cell_run (cell);
  cell->verb = verb;
}

/* Whether there was such a message. */
static gboolean
cancel_at (Verb      verb,
           MockState state,
           int       n)
{
  g_autoptr (VaultCell) cell = make_cell (verb);
  gboolean is_met = FALSE;

  add_known_item (cell);
  mock_keyring_set_state (keyring, state);
  mock_keyring_set_fault (keyring, MOCK_FAULT_NONE, NULL, n);
  vault_cell_begin (cell);
  wait_for_message (cell);
  is_met = mock_keyring_has_faulted (keyring);
  g_cancellable_cancel (cell->cancellable);
  g_assert_true (vault_cell_wait (cell));
  g_test_message ("%s at message %d: %s", verb_names[verb], n,
                  cell->error != NULL ? cell->error->message : "done");
  if (cell->error == NULL) {
    vault_cell_assert_done (cell);
    return is_met;
  }

  g_assert_error (cell->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  flush (cell);
  vault_cell_assert_untouched (cell, verb == VERB_SAVE_NEW ? NULL : STORED);
  vault_cell_assert_others (cell);
  return is_met;
}

/* Either nothing was done, or all of it, and that is what is said. */
static void
test_cancelled (const Pair *pair)
{
  for (int n = 1; cancel_at (pair->verb, MOCK_STATE_USUAL, n); n++);
}

static void
test_cancelled_when_unlocked (const Pair *pair)
{
  for (int n = 1; cancel_at (pair->verb, MOCK_STATE_LOCKED, n); n++);
}

static char *
make_text (const Content *content,
           gsize         *length)
{
  gsize known = content->length == 0 || content->length > 100 ? strlen (content->text)
                                                              : content->length;
  char *text = NULL;

  *length = MAX (known, content->length);
  text = g_malloc0 (*length + 1);
  memset (text, 'x', *length);
  memcpy (text, content->text, known);
  return text;
}

static void
check_unreadable (Verb           verb,
                  const Content *content)
{
  gsize length = 0;
  g_autofree char *text = make_text (content, &length);
  g_autoptr (VaultCell) cell = make_cell (verb);
  MockItem *item = vault_cell_add_item (cell, text, length, KNOWN_AT);

  g_test_message ("%s", content->name);
  vault_cell_run (cell);
  vault_cell_assert_others (cell);
  if (verb == VERB_REMOVE) {
    /* It was the profile's, and the person wants it to go. */
    vault_cell_assert_done (cell);
    return;
  }

  vault_cell_assert_failed (cell, CELL_CODE (KEYRING_FAILED));
  g_assert_true (mock_item_has (item, text, length));
  g_assert_cmpuint (item->modified, ==, KNOWN_AT);
  g_assert_true (vault_cell_has_row (cell, "Old") == (verb != VERB_SAVE_NEW));
  g_assert_false (vault_cell_has_row (cell, "New"));
}

static void
test_unreadable (const Pair *pair)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    check_unreadable (pair->verb, &contents[i]);
}

/* Another item of the profile, @age seconds newer. */
static void
check_double (Verb        verb,
              const char *text,
              int         age)
{
  g_autoptr (VaultCell) cell = make_cell (verb);
  MockItem *known = vault_cell_add_item (cell, STORED, strlen (STORED), KNOWN_AT);
  MockItem *other = vault_cell_add_item (cell, text, strlen (text), KNOWN_AT + age);
  gboolean is_readable = *text == '{';

  vault_cell_run (cell);
  vault_cell_assert_others (cell);
  if (verb == VERB_REMOVE) {
    vault_cell_assert_done (cell);
    return;
  }

  if (age < 0) {
    /* The known one counts. The other stays whatever it is. */
    g_assert_no_error (cell->error);
    g_assert_true (mock_item_has (other, text, strlen (text)));
    if (verb != VERB_SAVE_NEW)
      g_assert_true (mock_item_has (known, vault_cell_get_wanted (cell),
                                    strlen (vault_cell_get_wanted (cell))));
  } else {
    g_assert_true (mock_item_has (known, STORED, strlen (STORED)));
    if (is_readable)
      g_assert_no_error (cell->error);
    else
      vault_cell_assert_failed (cell, CELL_CODE (KEYRING_FAILED));
    if (!is_readable || verb == VERB_LOOKUP)
      g_assert_true (mock_item_has (other, text, strlen (text)));
    else
      g_assert_cmpuint (other->modified, >, KNOWN_AT + age);
  }
}

static void
test_doubles (const Pair *pair)
{
  check_double (pair->verb, "hunter2", -10);
  check_double (pair->verb, "hunter2", 10);
  check_double (pair->verb, "{\"client_secret\":\"p8e-another\"}", -10);
  check_double (pair->verb, "{\"client_secret\":\"p8e-another\"}", 10);
}

/* What another program has typed there is what is used and kept. */
static void
test_edited (const Pair *pair)
{
  const char *theirs = "{\"client_secret\":\"p8e-edited\",\"note\":\"x\",\"more\":[1]}";
  const char *ours = "{\"client_secret\":\"p8e-edited\",\"access_token\":\"p8e-renewed\","
                     "\"expires_at\":0,\"note\":\"x\",\"more\":[1]}";
  g_autoptr (VaultCell) cell = make_cell (VERB_UPDATE);
  MockItem *item = vault_cell_add_item (cell, theirs, strlen (theirs), KNOWN_AT);

  vault_cell_run (cell);
  g_assert_no_error (cell->error);
  g_assert_true (mock_item_has (item, ours, strlen (ours)));
}

static void
test_absent (const Pair *pair)
{
  g_autoptr (VaultCell) cell = make_cell (pair->verb);

  add_known_item (cell);
  mock_keyring_die (keyring);
  vault_cell_run (cell);
  vault_cell_assert_failed (cell, CELL_CODE (KEYRING_MISSING));
  vault_cell_assert_whole (cell);
  do_again (cell);
}

static void
test_dismissed (const Pair *pair)
{
  g_autoptr (VaultCell) cell = make_cell (pair->verb);

  add_known_item (cell);
  mock_keyring_set_state (keyring, MOCK_STATE_LOCKED | MOCK_STATE_DISMISSES);
  vault_cell_run (cell);
  vault_cell_assert_failed (cell, CELL_CODE (KEYRING_LOCKED));
  vault_cell_assert_whole (cell);
  do_again (cell);
}

static void
test_unlocked (const Pair *pair)
{
  g_autoptr (VaultCell) cell = make_cell (pair->verb);

  add_known_item (cell);
  mock_keyring_set_state (keyring, MOCK_STATE_LOCKED);
  vault_cell_run (cell);
  vault_cell_assert_done (cell);
  vault_cell_assert_others (cell);
}

/* What is there can still be found, replaced and removed; what is not cannot be made. */
static void
test_no_default (const Pair *pair)
{
  g_autoptr (VaultCell) cell = make_cell (pair->verb);

  add_known_item (cell);
  mock_keyring_set_state (keyring, MOCK_STATE_NO_DEFAULT);
  vault_cell_run (cell);
  if (pair->verb == VERB_SAVE_NEW)
    vault_cell_assert_failed (cell, KEYRING_CODES);
  else
    vault_cell_assert_done (cell);
  vault_cell_assert_whole (cell);
}

static gboolean
is_prompted (const Pair *pair)
{
  return pair->test == test_unlocked || pair->test == test_dismissed ||
         pair->test == test_cancelled_when_unlocked ||
         (pair->fault != NULL && pair->fault->fault == MOCK_FAULT_LOCKED);
}

static void
run_alone (gconstpointer data)
{
  const Pair *pair = data;
  g_autofree char *path = NULL;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
    return;
  }

  path = storage_make_path ();
  database = storage_open (path);
  keyring = mock_keyring_new ();
  pair->test (pair);
  mock_keyring_free (keyring);
  storage_close (database);
  storage_remove (path);

  /* Not by the front door, where it would be told that libsecret forgets what a prompt answered. */
  if (is_prompted (pair))
    _exit (EXIT_SUCCESS);
}

static void
add (GPtrArray   *pairs,
     Verb         verb,
     const char  *name,
     const Fault *fault,
     PairTest     test)
{
  g_autofree char *path = g_strjoin ("/", "/inlet/app/vault-faults", verb_names[verb], name, NULL);
  Pair *pair = g_new (Pair, 1);

  *pair = (Pair) { verb, fault, test };
  g_ptr_array_add (pairs, pair);
  g_test_add_data_func (path, pair, run_alone);
}

static void
add_verb (GPtrArray *pairs,
          Verb       verb)
{
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    add (pairs, verb, faults[i].name, &faults[i], test_fault);
  add (pairs, verb, "unreadable", NULL, test_unreadable);
  if (verb != VERB_SAVE_NEW)
    add (pairs, verb, "doubles", NULL, test_doubles);
  add (pairs, verb, "cancelled", NULL, test_cancelled);
  add (pairs, verb, "cancelled-when-unlocked", NULL, test_cancelled_when_unlocked);
  add (pairs, verb, "absent", NULL, test_absent);
  add (pairs, verb, "dismissed", NULL, test_dismissed);
  add (pairs, verb, "unlocked", NULL, test_unlocked);
  add (pairs, verb, "no-default", NULL, test_no_default);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);

  g_test_init (&argc, &argv, NULL);
  if (g_test_slow ())
    g_setenv (IS_SLOW, "1", TRUE);

  for (Verb verb = 0; verb < VERB_LAST; verb++)
    add_verb (pairs, verb);
  add (pairs, VERB_UPDATE, "edited-by-another-program", NULL, test_edited);

  return g_test_run ();
}
