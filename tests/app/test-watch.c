/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-change.h"
#include "inlet-edit-mark.h"
#include "inlet-error.h"
#include "inlet-finding.h"
#include "inlet-watch.h"
#include "lockable-keyring.h"

#include <string.h>

/* A network that comes when it is told to. */
typedef struct
{
  GObject parent_instance;
} Network;

typedef GObjectClass NetworkClass;

static GType network_get_type (void);

enum { PROP_0, PROP_AVAILABLE, PROP_METERED, PROP_CONNECTIVITY };

static gboolean
initialize (GInitable     *initable,
            GCancellable  *cancellable,
            GError       **error)
{
  return TRUE;
}

static void
initable_init (GInitableIface *iface)
{
  iface->init = initialize;
}

static void
monitor_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_TYPE_WITH_CODE (Network, network, G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, initable_init)
                         G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, monitor_init))

static void
network_get_property (GObject    *object,
                      guint       prop_id,
                      GValue     *value,
                      GParamSpec *pspec)
{
  if (prop_id == PROP_CONNECTIVITY)
    g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
  else
    g_value_set_boolean (value, FALSE);
}

static void
network_class_init (NetworkClass *klass)
{
  klass->get_property = network_get_property;
  g_object_class_override_property (klass, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (klass, PROP_METERED, "network-metered");
  g_object_class_override_property (klass, PROP_CONNECTIVITY, "connectivity");
}

static void
network_init (Network *self)
{
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->keyring = lockable_keyring_new ();
  fixture_set_up (self, data);
}

typedef struct
{
  GNetworkMonitor *network;     /* (owned) */
  InletWatch      *watch;       /* (owned) */
  guint            n_told;
  guint            n_made;
} Watcher;

static void
on_looked_up (InletWatch *watch,
              GPtrArray  *findings,
              gboolean    is_asked,
              Watcher    *watcher)
{
  watcher->n_told++;
  for (guint i = 0; i < findings->len; i++)
    watcher->n_made += inlet_finding_get_kind (findings->pdata[i]) == INLET_FINDING_MADE;
}

static void
watcher_init (Watcher *watcher,
              Fixture *self)
{
  *watcher = (Watcher) { .network = g_object_new (network_get_type (), NULL) };
  watcher->watch = inlet_watch_new (self->context, watcher->network);
  g_signal_connect (watcher->watch, "looked-up", G_CALLBACK (on_looked_up), watcher);
}

static void
watcher_clear (Watcher *watcher)
{
  g_clear_object (&watcher->watch);
  g_clear_object (&watcher->network);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watcher, watcher_clear)

static guint
count_uncertain (Watcher *watcher)
{
  guint n_uncertain = 0;

  g_object_get (watcher->watch, "n-uncertain", &n_uncertain, NULL);
  return n_uncertain;
}

static void
lose_answer (Fixture  *self,
             gboolean  is_made)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (InletConnection) connection = NULL;

  g_queue_push_tail (&self->answers, GUINT_TO_POINTER (504));
  self->makes_anyway = is_made;
  inlet_create_run_async (create, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  connection = inlet_create_run_finish (create, answer, NULL);
  g_assert_cmpint (inlet_connection_get_state (connection), ==, INLET_CONNECTION_UNCERTAIN);
}

static void
test_new_destroy (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (GNetworkMonitor) network = g_object_new (network_get_type (), NULL);
  InletWatch *watch = inlet_watch_new (self->context, network);

  g_assert_finalize_object (watch);
}

static void
test_looks_when_it_starts (Fixture       *self,
                           gconstpointer  data)
{
  g_auto (Watcher) watcher;

  lose_answer (self, TRUE);
  watcher_init (&watcher, self);
  inlet_watch_start (watcher.watch);
  wait_until (watcher.n_told == 1);
  g_assert_cmpuint (watcher.n_made, ==, 1);
  wait_until (count_uncertain (&watcher) == 0);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 1);
}

static void
test_nothing_uncertain_asks_nothing (Fixture       *self,
                                     gconstpointer  data)
{
  g_auto (Watcher) watcher;

  watcher_init (&watcher, self);
  inlet_watch_start (watcher.watch);
  g_signal_emit_by_name (watcher.network, "network-changed", TRUE);
  inlet_watch_look_up (watcher.watch);
  lose_answer (self, TRUE);
  /* Only what became uncertain after it was there. */
  wait_until (watcher.n_made == 1);
  g_assert_cmpuint (watcher.n_told, ==, 1);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 1);
}

static void
test_offline_then_online (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr (InletProblem) problem = NULL;
  g_auto (Watcher) watcher;

  lose_answer (self, TRUE);
  self->list_status = 403;
  watcher_init (&watcher, self);
  inlet_watch_start (watcher.watch);
  wait_until (watcher.n_told == 1);
  g_assert_cmpuint (watcher.n_made, ==, 0);
  g_assert_cmpuint (count_uncertain (&watcher), ==, 1);
  g_object_get (watcher.watch, "problem", &problem, NULL);
  g_assert_nonnull (problem);

  g_signal_emit_by_name (watcher.network, "network-changed", FALSE);
  g_signal_emit_by_name (watcher.network, "network-changed", TRUE);
  wait_until (watcher.n_made == 1);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 2);
}

/* A network that comes and goes makes one look-up a minute. */
static void
on_shown (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  g_autofree char *id = g_path_get_basename (path);
  g_autofree char *body =
    g_strdup_printf ("{\"items\":[{\"id\":\"%s\",\"etag\":\"\\\"2\\\"\",\"name\":\"Renamed\","
                     "\"connectionSpec\":{\"id\":\"ecadc60c-7455-4d87-84dc-2a0e293d997b\"}}]}",
                     id);

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

/* As a process leaves it that ends before it has an answer to a change. */
static void
leave_change (Fixture *self)
{
  g_autoptr (InletDraft) draft = draft_for (self, self->pasted);
  g_autoptr (InletCreate) create = inlet_create_new (self->context, draft);
  g_autoptr (InletConnection) connection = NULL;
  g_autoptr (InletConnection) intended = NULL;
  g_autoptr (InletChange) change = inlet_change_new ("Renamed", NULL, NULL);
  g_autoptr (InletEditMark) mark = NULL;
  g_autoptr (GAsyncResult) created = NULL;
  g_autoptr (GAsyncResult) begun = NULL;
  g_autofree char *path = NULL;

  inlet_create_run_async (create, NULL, on_answered, &created);
  wait_for_answer (&created);
  connection = inlet_create_run_finish (create, created, NULL);
  intended = inlet_change_apply (change, connection);
  inlet_edit_mark_begin_async (inlet_context_get_database (self->context), intended, "\"1\"",
                               FALSE, NULL, on_answered, &begun);
  wait_for_answer (&begun);
  mark = inlet_edit_mark_begin_finish (begun, NULL);
  g_assert_nonnull (mark);
  path = g_strconcat ("/data/foundation/flowservice/connections/",
                      inlet_connection_get_remote_id (connection), NULL);
  soup_server_add_handler (self->server, path, on_shown, self, NULL);
}

static gboolean
has_history (Fixture    *self,
             const char *name)
{
  g_autoptr (GPtrArray) rows = read_history (self);

  return g_str_equal (inlet_connection_get_name (rows->pdata[0]), name);
}

static void
test_settles_a_change (Fixture       *self,
                       gconstpointer  data)
{
  g_auto (Watcher) watcher;

  leave_change (self);
  watcher_init (&watcher, self);
  inlet_watch_start (watcher.watch);
  wait_until (watcher.n_told == 1);
  g_assert_true (has_history (self, "Renamed"));
}

/* A new key is counted as soon as it is there. */
static void
test_counts_what_lacks_a_key (Fixture       *self,
                              gconstpointer  data)
{
  g_autoptr (InletSecrets) key = secrets_with (INLET_SECRET_SECRET_KEY, "another");
  g_auto (Watcher) watcher;
  guint n_due = 1;

  leave_change (self);
  watcher_init (&watcher, self);
  inlet_watch_start (watcher.watch);
  wait_until (watcher.n_told == 1);
  g_object_get (watcher.watch, "n-due", &n_due, NULL);
  g_assert_cmpuint (n_due, ==, 0);

  save (self, INLET_PROFILE (self->credentials), key);
  for (n_due = 0; n_due == 0; g_object_get (watcher.watch, "n-due", &n_due, NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_due, ==, 1);
}

static void
test_once_a_minute (Fixture       *self,
                    gconstpointer  data)
{
  InletClock *clock = inlet_context_get_clock (self->context);
  gint64 before = 0;
  g_auto (Watcher) watcher;

  lose_answer (self, FALSE);
  watcher_init (&watcher, self);
  inlet_watch_set_patience (watcher.watch, 1000000);
  before = inlet_clock_get_time (clock);
  inlet_watch_start (watcher.watch);
  wait_until (watcher.n_told == 1);

  for (guint i = 0; i < 100; i++)
    g_signal_emit_by_name (watcher.network, "network-changed", TRUE);
  wait_until (watcher.n_told == 2);
  g_assert_cmpint (inlet_clock_get_time (clock) - before, >=, 60 * 1000);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 2);
}

static void
test_locked_keyring_is_not_asked (Fixture       *self,
                                  gconstpointer  data)
{
  LockableKeyring *keyring = (LockableKeyring *) self->keyring;
  g_auto (Watcher) watcher;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (InletSecrets) secrets = NULL;

  lose_answer (self, TRUE);
  keyring->is_locked = TRUE;
  watcher_init (&watcher, self);
  inlet_watch_start (watcher.watch);
  wait_until (watcher.n_told == 1);
  g_assert_cmpuint (keyring->n_asked, ==, 0);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 0);
  g_assert_cmpuint (count_uncertain (&watcher), ==, 1);

  /* Unlocked for something else. */
  keyring->is_locked = FALSE;
  inlet_vault_lookup_async (inlet_context_get_vault (self->context),
                            INLET_PROFILE (self->credentials), NULL, on_answered, &answer);
  wait_for_answer (&answer);
  secrets = inlet_vault_lookup_finish (inlet_context_get_vault (self->context), answer, NULL);
  wait_until (watcher.n_made == 1);
  g_assert_cmpuint (keyring->n_asked, ==, 0);
}

static void
test_who_asks_may_be_asked (Fixture       *self,
                            gconstpointer  data)
{
  LockableKeyring *keyring = (LockableKeyring *) self->keyring;
  g_auto (Watcher) watcher;

  lose_answer (self, TRUE);
  keyring->is_locked = TRUE;
  watcher_init (&watcher, self);
  inlet_watch_start (watcher.watch);
  wait_until (watcher.n_told == 1);
  inlet_watch_look_up (watcher.watch);
  wait_until (watcher.n_made == 1);
  g_assert_cmpuint (keyring->n_asked, >, 0);
}

/* What Adobe may still be at is asked about once more, when its time is over. */
static void
test_too_early_then_later (Fixture       *self,
                           gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_auto (Watcher) watcher;

  inlet_clock_set_speed (inlet_context_get_clock (self->context), 20);
  lose_answer (self, FALSE);
  watcher_init (&watcher, self);
  inlet_watch_set_patience (watcher.watch, 3);
  inlet_watch_start (watcher.watch);
  wait_until (watcher.n_told == 1);
  g_assert_cmpuint (count_uncertain (&watcher), ==, 1);
  /* The row's time is the world's: 3 s, which is a minute of this clock. */
  wait_until (count_uncertain (&watcher) == 0);
  g_assert_cmpuint (count_requests (self, "GET"), ==, 2);
  rows = read_history (self);
  g_assert_cmpint (inlet_connection_get_state (rows->pdata[0]), ==, INLET_CONNECTION_FAILED);
}

static void
add (const char *name,
     void      (*test)(Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/inlet/app/watch/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("new-destroy", test_new_destroy);
  add ("looks-when-it-starts", test_looks_when_it_starts);
  add ("nothing-uncertain-asks-nothing", test_nothing_uncertain_asks_nothing);
  add ("offline-then-online", test_offline_then_online);
  add ("settles-a-change", test_settles_a_change);
  add ("counts-what-lacks-a-key", test_counts_what_lacks_a_key);
  add ("once-a-minute", test_once_a_minute);
  add ("locked-keyring-is-not-asked", test_locked_keyring_is_not_asked);
  add ("who-asks-may-be-asked", test_who_asks_may_be_asked);
  add ("too-early-then-later", test_too_early_then_later);

  return g_test_run ();
}
