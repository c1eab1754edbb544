/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "busy-service.h"
#include "fixture.h"

#include "inlet-error.h"
#include "inlet-find.h"
#include "inlet-run.h"
#include "inlet-test-calls.h"
#include "inlet-test-log.h"
#include "inlet-test-turn.h"

#include <sqlite3.h>
#include <string.h>

/* A number, to be done. */
#define NUMBER_TYPE (number_get_type ())
G_DECLARE_FINAL_TYPE (Number, number, TEST, NUMBER, GObject)

struct _Number
{
  GObject parent_instance;

  guint   value;
};

static guint n_numbers;
static guint most_numbers;

G_DEFINE_FINAL_TYPE (Number, number, G_TYPE_OBJECT)

static void
number_finalize (GObject *object)
{
  n_numbers--;
  G_OBJECT_CLASS (number_parent_class)->finalize (object);
}

static void
number_class_init (NumberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = number_finalize;
}

static void
number_init (Number *self)
{
  n_numbers++;
  most_numbers = MAX (most_numbers, n_numbers);
}

/* The numbers from 0, each made when it is asked for. */
#define NUMBERS_TYPE (numbers_get_type ())
G_DECLARE_FINAL_TYPE (Numbers, numbers, TEST, NUMBERS, GObject)

struct _Numbers
{
  GObject parent_instance;

  guint   n;
};

static GType
numbers_get_item_type (GListModel *model)
{
  return NUMBER_TYPE;
}

static guint
numbers_get_n_items (GListModel *model)
{
  return TEST_NUMBERS (model)->n;
}

static gpointer
numbers_get_item (GListModel *model,
                  guint       position)
{
  Number *number = g_object_new (NUMBER_TYPE, NULL);

  number->value = position;
  return number;
}

static void
numbers_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = numbers_get_item_type;
  iface->get_n_items = numbers_get_n_items;
  iface->get_item = numbers_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (Numbers, numbers, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, numbers_list_model_init))

static void
numbers_class_init (NumbersClass *klass)
{
}

static void
numbers_init (Numbers *self)
{
}

/* What a run was seen to do, and what it is to do with each number. */
typedef struct
{
  gboolean      is_instant;      /* answers within its start */
  gboolean      is_stubborn;     /* does what was begun, cancelled or not */
  guint         fails_every;     /* number; 0 for none */
  guint         waits_from;      /* this number on, which are done when cancelled */
  guint         cancels_at;      /* how many done; 0 for never */

  InletRun     *run;             /* (owned) */
  GCancellable *cancellable;     /* (owned) */
  GAsyncResult *answer;          /* (owned) (nullable) */
  GArray       *started;         /* (owned): of guint */
  guint         n_at_once;
  guint         most_at_once;
  guint         n_well;
  guint         n_failed;
  guint         n_left;
  guint         n_notified;
} Play;

static gboolean
on_ready (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Number *number = g_task_get_source_object (task);
  Play *play = g_task_get_task_data (task);

  if (!play->is_stubborn && g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;

  if (play->fails_every != 0 && number->value % play->fails_every == 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%u", number->value);
  else
    g_task_return_boolean (task, TRUE);

  return G_SOURCE_REMOVE;
}

static void
start_number (GObject             *item,
              gpointer             data,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  Play *play = data;
  Number *number = TEST_NUMBER (item);
  g_autoptr (GTask) task = NULL;
  g_autoptr (GSource) source = NULL;
  g_autoptr (GSource) cancelled = NULL;

  play->n_at_once++;
  play->most_at_once = MAX (play->most_at_once, play->n_at_once);
  g_array_append_val (play->started, number->value);

  if (play->is_instant) {
    callback (item, NULL, user_data);
    return;
  }

  task = g_task_new (number, cancellable, callback, user_data);
  g_task_set_task_data (task, play, NULL);
  g_task_set_check_cancellable (task, !play->is_stubborn);
  cancelled = g_cancellable_source_new (cancellable);
  g_source_set_dummy_callback (cancelled);

  /* Some are quicker than others. */
  if (number->value % 3 != 0 && number->value < play->waits_from)
    source = g_idle_source_new ();
  else
    source = g_timeout_source_new (number->value < play->waits_from ? 1 : G_MAXINT);
  g_source_add_child_source (source, cancelled);
  g_source_set_callback (source, on_ready, g_object_ref (task), g_object_unref);
  g_source_attach (source, NULL);
}

static gboolean
finish_number (GObject       *item,
               gpointer       data,
               GAsyncResult  *result,
               GError       **error)
{
  Play *play = data;

  play->n_at_once--;
  if (play->is_instant)
    return TRUE;

  g_assert_true (g_task_is_valid (result, item));
  return g_task_propagate_boolean (G_TASK (result), error);
}

static const InletRunKind number_kind = {
  .start = start_number,
  .finish = finish_number,
};

static void
on_item_started (InletRun *run,
                 guint     position,
                 GObject  *item,
                 Play     *play)
{
  g_assert_cmpuint (TEST_NUMBER (item)->value, ==, position);
  g_assert_cmpuint (position, ==, play->started->len);
}

static void
on_item_done (InletRun     *run,
              guint         position,
              GObject      *item,
              const GError *error,
              Play         *play)
{
  g_assert_cmpuint (TEST_NUMBER (item)->value, ==, position);
  if (error == NULL)
    play->n_well++;
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    play->n_left++;
  else
    play->n_failed++;

  if (play->n_well + play->n_failed == play->cancels_at)
    g_cancellable_cancel (play->cancellable);
}

static void
on_done_changed (InletRun   *run,
                 GParamSpec *pspec,
                 Play       *play)
{
  guint total = 0, done = 0, failed = 0;

  g_object_get (run, "total", &total, "done", &done, "failed", &failed, NULL);
  g_assert_cmpuint (total, ==, inlet_run_get_total (run));
  g_assert_cmpuint (done, ==, inlet_run_get_n_done (run));
  g_assert_cmpuint (failed, ==, inlet_run_get_n_failed (run));
  g_assert_cmpuint (done, ==, ++play->n_notified);
  g_assert_cmpuint (failed, <=, done);
}

static void
set_up (Play *play,
        guint n)
{
  g_autoptr (Numbers) numbers = g_object_new (NUMBERS_TYPE, NULL);

  memset (play, 0, sizeof *play);
  most_numbers = 0;
  numbers->n = n;
  play->waits_from = G_MAXUINT;
  play->run = inlet_run_new (&number_kind, G_LIST_MODEL (numbers), play);
  play->cancellable = g_cancellable_new ();
  play->started = g_array_new (FALSE, FALSE, sizeof (guint));
  g_signal_connect (play->run, "item-started", G_CALLBACK (on_item_started), play);
  g_signal_connect (play->run, "item-done", G_CALLBACK (on_item_done), play);
  g_signal_connect (play->run, "notify::done", G_CALLBACK (on_done_changed), play);
}

static void
begin (Play *play)
{
  inlet_run_run_async (play->run, play->cancellable, on_answered, &play->answer);
}

static void
finish (Play *play)
{
  g_autoptr (GError) error = NULL;

  wait_for_answer (&play->answer);
  g_assert_true (inlet_run_run_finish (play->run, play->answer, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (inlet_run_get_n_done (play->run), ==, inlet_run_get_total (play->run));
}

static void
finish_cancelled (Play *play)
{
  g_autoptr (GError) error = NULL;

  wait_for_answer (&play->answer);
  g_assert_false (inlet_run_run_finish (play->run, play->answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (inlet_run_get_n_done (play->run), <, inlet_run_get_total (play->run));
  g_assert_cmpuint (play->n_at_once, ==, 0);
  g_assert_cmpuint (play->n_well + play->n_failed, ==, inlet_run_get_n_done (play->run));
  g_assert_cmpuint (play->n_well + play->n_failed + play->n_left, ==, play->started->len);
}

static void
tear_down (Play *play)
{
  g_clear_object (&play->answer);
  while (g_main_context_iteration (NULL, FALSE));
  g_assert_finalize_object (play->run);
  g_clear_object (&play->cancellable);
  g_array_unref (play->started);
  g_assert_cmpuint (n_numbers, ==, 0);
}

static void
test_new_destroy (void)
{
  Play play;

  set_up (&play, 3);
  g_assert_cmpuint (inlet_run_get_total (play.run), ==, 3);
  g_assert_cmpuint (inlet_run_get_n_done (play.run), ==, 0);
  g_assert_cmpuint (inlet_run_get_n_failed (play.run), ==, 0);
  g_assert_cmpfloat (inlet_run_get_fraction (play.run), ==, 0);
  tear_down (&play);
}

static void
test_nothing_to_do (void)
{
  Play play;

  set_up (&play, 0);
  begin (&play);
  finish (&play);
  g_assert_cmpfloat (inlet_run_get_fraction (play.run), ==, 0);
  tear_down (&play);
}

/* Begun in their order, never more at a time than allowed, and no more in memory than that. */
static void
test_thousand (void)
{
  Play play;

  set_up (&play, 1000);
  begin (&play);
  finish (&play);
  g_assert_cmpuint (play.most_at_once, ==, INLET_RUN_PARALLEL);
  g_assert_cmpuint (most_numbers, <=, INLET_RUN_PARALLEL + 1);
  g_assert_cmpuint (play.n_well, ==, 1000);
  for (guint i = 0; i < 1000; i++)
    g_assert_cmpuint (g_array_index (play.started, guint, i), ==, i);
  tear_down (&play);
}

static void
test_one_at_a_time (void)
{
  Play play;

  set_up (&play, 50);
  inlet_run_set_parallel (play.run, 1);
  begin (&play);
  finish (&play);
  g_assert_cmpuint (play.most_at_once, ==, 1);
  g_assert_cmpuint (play.n_well, ==, 50);
  tear_down (&play);
}

/* The rest goes on. */
static void
test_some_fail (void)
{
  Play play;

  set_up (&play, 100);
  play.fails_every = 10;
  begin (&play);
  finish (&play);
  g_assert_cmpuint (play.n_failed, ==, 10);
  g_assert_cmpuint (play.n_well, ==, 90);
  g_assert_cmpuint (inlet_run_get_n_failed (play.run), ==, 10);
  g_assert_cmpfloat (inlet_run_get_fraction (play.run), ==, 1);
  tear_down (&play);
}

/* However many answer at once, the stack does not grow. */
static void
test_instant (void)
{
  Play play;

  set_up (&play, 100000);
  play.is_instant = TRUE;
  begin (&play);
  finish (&play);
  g_assert_cmpuint (play.n_well, ==, 100000);
  g_assert_cmpuint (play.most_at_once, ==, 1);
  tear_down (&play);
}

/* Those under way are left undone at once, and no other is begun. */
static void
test_cancelled (void)
{
  Play play;

  set_up (&play, 1000);
  play.waits_from = 100;
  begin (&play);
  wait_until (play.n_well == 100);
  g_assert_null (play.answer);
  g_cancellable_cancel (play.cancellable);
  finish_cancelled (&play);
  g_assert_cmpuint (play.started->len, ==, 100 + INLET_RUN_PARALLEL);
  g_assert_cmpuint (play.n_left, ==, INLET_RUN_PARALLEL);
  tear_down (&play);
}

static void
test_cancelled_before (void)
{
  Play play;

  set_up (&play, 10);
  g_cancellable_cancel (play.cancellable);
  begin (&play);
  finish_cancelled (&play);
  g_assert_cmpuint (play.started->len, ==, 0);
  tear_down (&play);
}

static void
test_cancelled_from_within (void)
{
  Play play;

  set_up (&play, 1000);
  play.cancels_at = 50;
  begin (&play);
  finish_cancelled (&play);
  g_assert_cmpuint (play.started->len, <, 50 + INLET_RUN_PARALLEL + 1);
  tear_down (&play);

  set_up (&play, 1000);
  play.is_instant = TRUE;
  play.cancels_at = 50;
  begin (&play);
  finish_cancelled (&play);
  g_assert_cmpuint (play.started->len, ==, 50);
  tear_down (&play);
}

/* What was done is said to be done, although it was cancelled: a connection that was made. */
static void
test_done_all_the_same (void)
{
  Play play;

  set_up (&play, INLET_RUN_PARALLEL);
  play.waits_from = 0;
  play.is_stubborn = TRUE;
  begin (&play);
  g_cancellable_cancel (play.cancellable);
  finish (&play);
  g_assert_cmpuint (play.n_well, ==, INLET_RUN_PARALLEL);
  tear_down (&play);
}

/* A real call each. */
typedef struct
{
  InletContext    *context;
  InletAccount    *account;
  InletConnection *connection;
} Questions;

static void
on_called (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (inlet_call_run_finish (INLET_CALL (source), result, &error) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
start_question (GObject             *item,
                gpointer             data,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  Questions *questions = data;
  GTask *task = g_task_new (item, cancellable, callback, user_data);
  g_autoptr (InletCall) call =
    inlet_call_new (&inlet_test_call, inlet_context_get_sign_in (questions->context),
                    questions->account, questions->connection);

  inlet_call_run_async (call, cancellable, on_called, task);
}

static gboolean
finish_question (GObject       *item,
                 gpointer       data,
                 GAsyncResult  *result,
                 GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static const InletRunKind question_kind = {
  .start = start_question,
  .finish = finish_question,
};

static InletAccount *
add_account (Fixture    *self,
             const char *url)
{
  g_autoptr (InletSecrets) token = secrets_with (INLET_SECRET_ACCESS_TOKEN, "pasted");
  g_autofree char *id = g_uuid_string_random ();
  InletAccount *account = g_object_new (INLET_TYPE_ACCOUNT, "id", id, "name", "Busy",
                                        "org-id", "5C1328435BF324E90A49402A@AdobeOrg",
                                        "api-key", "key",
                                        "sign-in-kind", INLET_SIGN_IN_ACCESS_TOKEN,
                                        "platform-url", url, NULL);

  save (self, INLET_PROFILE (account), token);
  return account;
}

/* Two runs at once, each with as many under way as one service allows, and 10 at a time of both. */
static void
ask (Fixture *self,
     guint    allowed,
     guint    n)
{
  const InletConnectionFields fields = {
    .row_id = 1, .state = INLET_CONNECTION_CREATED, .remote_id = "a", .name = "N", .sandbox = "dev",
  };
  g_autoptr (BusyService) service = busy_service_new (5, allowed);
  g_autofree char *url = busy_service_dup_url (service);
  g_autoptr (InletAccount) account = add_account (self, url);
  g_autoptr (InletConnection) connection = inlet_connection_new (&fields);
  g_autoptr (Numbers) numbers = g_object_new (NUMBERS_TYPE, NULL);
  Questions questions = { self->context, account, connection };

  numbers->n = n;
  {
    g_autoptr (InletRun) run = inlet_run_new (&question_kind, G_LIST_MODEL (numbers), &questions);
    g_autoptr (InletRun) other = inlet_run_new (&question_kind, G_LIST_MODEL (numbers), &questions);
    g_autoptr (GAsyncResult) answer = NULL, other_answer = NULL;

    inlet_run_run_async (run, NULL, on_answered, &answer);
    inlet_run_run_async (other, NULL, on_answered, &other_answer);
    wait_for_answer (&answer);
    wait_for_answer (&other_answer);
    g_assert_true (inlet_run_run_finish (run, answer, NULL));
    g_assert_true (inlet_run_run_finish (other, other_answer, NULL));
    g_assert_cmpuint (inlet_run_get_n_failed (run) + inlet_run_get_n_failed (other), ==, 0);
  }

  g_assert_cmpuint (busy_service_get_n_requests (service), ==,
                    2 * n + busy_service_get_n_refused (service));
  g_assert_cmpuint (busy_service_get_most_at_once (service), <=, 10);
  if (allowed >= 10)
    g_assert_cmpuint (busy_service_get_n_refused (service), ==, 0);
  else
    g_assert_cmpuint (busy_service_get_n_refused (service), >, 0);
}

static void
test_real_calls (Fixture       *self,
                 gconstpointer  data)
{
  ask (self, 10, 50);
}

/* It allows fewer than are sent: all slow down until it does, and none is lost. */
static void
test_throttled (Fixture       *self,
                gconstpointer  data)
{
  inlet_clock_set_speed (inlet_context_get_clock (self->context), 20);
  ask (self, 4, 30);
}

static gpointer
fill_disk (sqlite3       *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  sqlite3_exec (db, "CREATE TRIGGER full BEFORE INSERT ON connection_tests"
                " BEGIN SELECT RAISE (ABORT, 'the disk is full'); END", NULL, NULL, NULL);
  return NULL;
}

static gint64
create (Fixture      *self,
        InletAccount *account)
{
  g_autoptr (InletDraft) draft = draft_for (self, account);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_create_set_again (create, TRUE);
  inlet_create_run_async (create, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (create, answer, NULL);
  return inlet_connection_get_row_id (connection);
}

static GArray *
find_rows (Fixture *self)
{
  const InletFindScope scope = { NULL };
  g_autoptr (GAsyncResult) answer = NULL;
  InletDatabase *database = inlet_context_get_database (self->context);

  inlet_find_rows_async (database, &scope, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  return inlet_find_rows_finish (database, answer, NULL);
}

static void
on_turn_done (InletRun      *run,
              guint          position,
              InletTestTurn *turn,
              const GError  *error,
              GString       *log)
{
  InletConnection *connection = inlet_test_turn_get_connection (turn);
  InletTestResult *result = inlet_test_turn_get_result (turn);

  g_string_append_printf (log, "%d %s %s|",
                          connection != NULL ? (int) inlet_connection_get_row_id (connection) : 0,
                          result != NULL
                          ? inlet_test_outcome_to_nick (inlet_test_result_get_outcome (result))
                          : "-", error != NULL ? error->message : "");
  g_assert_null (inlet_test_turn_get_status (turn));
}

static void
run_tests (Fixture *self,
           GArray  *row_ids,
           GString *log)
{
  g_autoptr (InletRun) run = inlet_test_turn_create_run (self->context, row_ids);
  g_autoptr (GAsyncResult) answer = NULL;

  inlet_run_set_parallel (run, 1);
  g_signal_connect (run, "item-done", G_CALLBACK (on_turn_done), log);
  inlet_run_run_async (run, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  g_assert_true (inlet_run_run_finish (run, answer, NULL));
}

/* Each is kept as a test by itself is, and one that fails leaves the others be. */
static void
test_tests (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GArray) row_ids = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = NULL;

  create (self, self->pasted);
  create (self, self->pasted);
  create (self, self->pasted);
  row_ids = find_rows (self);
  self->test_status = 404;
  self->test_reply = "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-1439-404\"}";
  run_tests (self, row_ids, log);
  g_assert_true (g_str_has_prefix (log->str, "3 failed "));
  g_assert_cmpuint (count_requests (self, "/test"), ==, 3);
  rows = read_history (self);
  g_assert_cmpint (inlet_connection_get_broken_since (rows->pdata[0]), !=, 0);

  self->test_reply = NULL;
  g_string_truncate (log, 0);
  run_tests (self, row_ids, log);
  g_assert_cmpstr (log->str, ==, "3 passed |2 passed |1 passed |");
  g_ptr_array_unref (rows);
  rows = read_history (self);
  g_assert_cmpint (inlet_connection_get_broken_since (rows->pdata[0]), ==, 0);
}

/* A row that went since it was chosen, and one that cannot be tested any more. */
static void
test_tests_of_rows_that_went (Fixture       *self,
                              gconstpointer  data)
{
  const gint64 ids[] = { 7, 1 };
  g_autoptr (GArray) row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GString) log = g_string_new (NULL);

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (400));
  create (self, self->pasted);
  g_array_append_vals (row_ids, ids, 2);
  run_tests (self, row_ids, log);
  g_assert_cmpstr (log->str, ==,
                   "0 - The history has no row 7|1 - The row has no ID at Adobe any more|");
}

/* What came of it is told although it could not be kept. */
static void
test_tests_that_are_not_kept (Fixture       *self,
                              gconstpointer  data)
{
  InletDatabase *database = inlet_context_get_database (self->context);
  g_autoptr (GArray) row_ids = NULL;
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GAsyncResult) answer = NULL;

  create (self, self->pasted);
  row_ids = find_rows (self);
  inlet_database_run_async (database, INLET_DATABASE_WRITE, fill_disk, NULL, NULL, NULL, NULL,
                            on_answered, &answer);
  wait_for_answer (&answer);
  run_tests (self, row_ids, log);
  g_assert_true (g_str_has_prefix (log->str, "1 passed "));
  g_assert_nonnull (strstr (log->str, "the disk is full"));
}

static void
test_tests_cancelled (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (GArray) row_ids = NULL;
  g_autoptr (InletRun) run = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2 * INLET_PACE_LIMIT; i++)
    create (self, self->pasted);
  row_ids = find_rows (self);
  self->holds = TRUE;
  run = inlet_test_turn_create_run (self->context, row_ids);
  inlet_run_run_async (run, cancellable, on_answered, &answer);
  wait_until (count_requests (self, "/test") == INLET_PACE_LIMIT);
  g_cancellable_cancel (cancellable);
  wait_for_answer (&answer);
  g_assert_false (inlet_run_run_finish (run, answer, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (inlet_run_get_n_done (run), ==, 0);
  g_assert_cmpuint (count_requests (self, "/test"), ==, INLET_PACE_LIMIT);
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/app/run/", name, NULL);

  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/app/run/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/app/run/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/inlet/app/run/thousand", test_thousand);
  g_test_add_func ("/inlet/app/run/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/inlet/app/run/some-fail", test_some_fail);
  g_test_add_func ("/inlet/app/run/instant", test_instant);
  g_test_add_func ("/inlet/app/run/cancelled", test_cancelled);
  g_test_add_func ("/inlet/app/run/cancelled-before", test_cancelled_before);
  g_test_add_func ("/inlet/app/run/cancelled-from-within", test_cancelled_from_within);
  g_test_add_func ("/inlet/app/run/done-all-the-same", test_done_all_the_same);
  add ("real-calls", test_real_calls);
  add ("throttled", test_throttled);
  add ("tests", test_tests);
  add ("tests-of-rows-that-went", test_tests_of_rows_that_went);
  add ("tests-that-are-not-kept", test_tests_that_are_not_kept);
  add ("tests-cancelled", test_tests_cancelled);

  return g_test_run ();
}
