/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-watch.h"

#include "inlet-doubt.h"
#include "inlet-error.h"
#include "inlet-settle.h"
#include "inlet-sync.h"

/* Before a new doubt is looked into, in milliseconds: what a person is looking at comes first,
 * which at the start is the history. */
#define DELAY 1000

/* Between two look-ups that nobody has asked for, in milliseconds. */
#define PAUSE (60 * 1000)

struct _InletWatch
{
  GObject          parent_instance;

  InletContext    *context;                   /* (owned) */
  GNetworkMonitor *monitor;                   /* (owned) */
  GCancellable    *cancellable;               /* (owned) */
  gint64           patience;

  guint            n_uncertain;
  guint            n_unsettled;               /* changes and deletions */
  guint            n_due;
  GPtrArray       *several;                   /* (owned): of InletFinding */
  InletProblem    *problem;                   /* (owned) (nullable) */
  gboolean         is_looking;
  gboolean         is_asked;                  /* what is looked up now */
  gboolean         is_waiting_for_keyring;
  gboolean         has_looked;
  gint64           looked_at;                 /* of the clock, once it has looked */
  GPtrArray       *findings;                  /* (owned) (nullable): before they are told */
  GError          *failure;                   /* (owned) (nullable) */
  GSource         *timer;                     /* (owned) (nullable) */
  gint64           due;                       /* of the clock, while there is a timer */
};

enum {
  PROP_0,
  PROP_N_UNCERTAIN,
  PROP_N_SEVERAL,
  PROP_N_DUE,
  PROP_IS_LOOKING,
  PROP_PROBLEM,
  N_PROPS
};

enum {
  LOOKED_UP,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletWatch, inlet_watch, G_TYPE_OBJECT)

static void
clear_timer (InletWatch *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
set_is_looking (InletWatch *self,
                gboolean    is_looking)
{
  self->is_looking = is_looking;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_LOOKING]);
}

static void
set_problem (InletWatch   *self,
             const GError *error)
{
  g_clear_object (&self->problem);
  if (error != NULL)
    self->problem = inlet_problem_new_from_error (error);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROBLEM]);
}

/* Keeps of @findings those that a person has to choose for. */
static void
keep_several (InletWatch *self,
              GPtrArray  *findings)
{
  g_ptr_array_set_size (self->several, 0);
  for (guint i = 0; i < findings->len; i++)
    if (inlet_finding_get_kind (findings->pdata[i]) == INLET_FINDING_SEVERAL)
      g_ptr_array_add (self->several, g_object_ref (findings->pdata[i]));

  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SEVERAL]);
}

static gint64
get_row_id (InletFinding *finding)
{
  return inlet_connection_get_row_id (inlet_finding_get_outcome (finding));
}

static int
compare_row_ids (gconstpointer a,
                 gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* Lets go of those that have been chosen for since; those with @row_ids are still uncertain. */
static void
forget_settled (InletWatch *self,
                GArray     *row_ids)
{
  guint before = self->several->len;

  for (guint i = before; i > 0; i--) {
    gint64 row_id = get_row_id (self->several->pdata[i - 1]);

    if (!g_array_binary_search (row_ids, &row_id, compare_row_ids, NULL))
      g_ptr_array_remove_index (self->several, i - 1);
  }

  if (self->several->len != before)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SEVERAL]);
}

static void look_up (InletWatch *self,
                     gboolean    is_asked);

static gboolean
on_due (gpointer user_data)
{
  InletWatch *self = user_data;

  clear_timer (self);
  look_up (self, FALSE);
  return G_SOURCE_REMOVE;
}

/* In @delay milliseconds, or as soon after them as is allowed. */
static void
plan (InletWatch *self,
      gint64      delay)
{
  InletClock *clock = inlet_context_get_clock (self->context);
  gint64 now = inlet_clock_get_time (clock);
  gint64 due = now + delay;

  if (self->has_looked)
    due = MAX (due, self->looked_at + PAUSE);
  if (self->timer != NULL && self->due <= due)
    return;

  clear_timer (self);
  self->due = due;
  self->timer = inlet_clock_create_timeout (clock, due - now, NULL);
  g_source_set_callback (self->timer, on_due, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/* When the patience with the first of those that were asked about too early is over. */
static void
plan_for_early (InletWatch *self,
                GPtrArray  *findings)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; i < findings->len; i++) {
    InletFinding *finding = findings->pdata[i];
    InletConnection *row = inlet_finding_get_outcome (finding);

    if (inlet_finding_get_kind (finding) == INLET_FINDING_TOO_EARLY)
      plan (self, MAX (inlet_connection_get_created_at (row) + self->patience - now, 0) * 1000);
  }
}

/* A failure that the network or the keyring may end is followed up when they say so. */
static void
conclude (InletWatch *self)
{
  g_autoptr (GPtrArray) findings = g_steal_pointer (&self->findings);
  g_autoptr (GError) failure = g_steal_pointer (&self->failure);

  self->is_waiting_for_keyring =
    g_error_matches (failure, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED) ||
    g_error_matches (failure, INLET_ERROR, INLET_ERROR_KEYRING_MISSING);
  set_problem (self, failure);
  keep_several (self, findings);
  set_is_looking (self, FALSE);
  plan_for_early (self, findings);
  g_signal_emit (self, signals[LOOKED_UP], 0, findings, self->is_asked);
}

/* Whether there is more to look up than there was. */
static gboolean
take_counts (InletWatch  *self,
             InletDoubts *doubts)
{
  guint n_uncertain = self->n_uncertain;
  guint n_unsettled = self->n_unsettled;
  guint n_due = self->n_due;

  self->n_uncertain = doubts->row_ids->len;
  self->n_unsettled = doubts->n_unsettled;
  self->n_due = doubts->n_due;
  forget_settled (self, doubts->row_ids);
  if (self->n_uncertain != n_uncertain)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_UNCERTAIN]);
  if (self->n_due != n_due)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_DUE]);

  return self->n_uncertain > n_uncertain || self->n_unsettled > n_unsettled;
}

static void
on_counted (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletDoubts) doubts = inlet_doubt_list_finish (INLET_DATABASE (source), result,
                                                            &error);
  InletWatch *self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = INLET_WATCH (user_data);
  if (doubts == NULL)
    set_problem (self, error);
  else if (take_counts (self, doubts))
    plan (self, DELAY);
  /* Told with the right number, and not a moment before. */
  if (self->findings != NULL)
    conclude (self);
}

static void
count (InletWatch *self)
{
  inlet_doubt_list_async (inlet_context_get_database (self->context), self->cancellable,
                          on_counted, self);
}

static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  InletSync *sync = INLET_SYNC (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = inlet_sync_run_finish (sync, result, &error);
  InletWatch *self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = INLET_WATCH (user_data);
  if (inlet_sync_get_failure (sync) != NULL)
    self->failure = g_error_copy (inlet_sync_get_failure (sync));
  else
    self->failure = g_steal_pointer (&error);
  self->findings = findings != NULL ? g_steal_pointer (&findings)
                                    : g_ptr_array_new_with_free_func (g_object_unref);
  count (self);
}

static void
look_at_uncertain (InletWatch *self)
{
  g_autoptr (InletSync) operation = inlet_sync_new (self->context);

  inlet_sync_set_patience (operation, self->patience);
  inlet_sync_set_quiet (operation, !self->is_asked);
  inlet_sync_run_async (operation, self->cancellable, on_looked_up, self);
}

/* What is left is looked at again: it was too early, or could not be asked about. */
static void
on_edits_settled (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  int n_left = inlet_settle_finish (INLET_CONTEXT (source), result, &error);
  InletWatch *self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = INLET_WATCH (user_data);
  if (n_left != 0)
    plan (self, self->patience * 1000);
  look_at_uncertain (self);
}

static void
settle (InletWatch *self)
{
  inlet_settle_async (self->context, &inlet_settle_deletions, 0, self->patience, !self->is_asked,
                      self->cancellable, NULL, NULL);
  inlet_settle_async (self->context, &inlet_settle_edits, 0, self->patience, !self->is_asked,
                      self->cancellable, on_edits_settled, self);
}

static void
look_up (InletWatch *self,
         gboolean    is_asked)
{
  if (self->is_looking) {
    plan (self, PAUSE);
    return;
  }
  if (self->n_uncertain + self->n_unsettled == 0)
    return;

  clear_timer (self);
  self->has_looked = TRUE;
  self->looked_at = inlet_clock_get_time (inlet_context_get_clock (self->context));
  self->is_asked = is_asked;
  self->is_waiting_for_keyring = FALSE;
  set_is_looking (self, TRUE);

  if (self->n_unsettled > 0)
    settle (self);
  else
    look_at_uncertain (self);
}

static void
on_network_changed (InletWatch *self,
                    gboolean    is_available)
{
  if (is_available)
    plan (self, 0);
}

static void
on_keyring_answered (InletWatch *self)
{
  if (self->is_waiting_for_keyring)
    plan (self, 0);
}

static void
inlet_watch_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  InletWatch *self = INLET_WATCH (object);

  switch (prop_id) {
    case PROP_N_UNCERTAIN:
      g_value_set_uint (value, self->n_uncertain);
      break;
    case PROP_N_SEVERAL:
      g_value_set_uint (value, self->several->len);
      break;
    case PROP_N_DUE:
      g_value_set_uint (value, self->n_due);
      break;
    case PROP_IS_LOOKING:
      g_value_set_boolean (value, self->is_looking);
      break;
    case PROP_PROBLEM:
      g_value_set_object (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_watch_dispose (GObject *object)
{
  InletWatch *self = INLET_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  clear_timer (self);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_error (&self->failure);
  g_clear_object (&self->problem);
  g_clear_object (&self->monitor);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_watch_parent_class)->dispose (object);
}

static void
inlet_watch_finalize (GObject *object)
{
  InletWatch *self = INLET_WATCH (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->several);

  G_OBJECT_CLASS (inlet_watch_parent_class)->finalize (object);
}

static void
inlet_watch_class_init (InletWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = inlet_watch_get_property;
  object_class->dispose = inlet_watch_dispose;
  object_class->finalize = inlet_watch_finalize;

  props[PROP_N_UNCERTAIN] =
    g_param_spec_uint ("n-uncertain", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_SEVERAL] = g_param_spec_uint ("n-several", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_DUE] = g_param_spec_uint ("n-due", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_IS_LOOKING] = g_param_spec_boolean ("is-looking", NULL, NULL, FALSE, flags);
  props[PROP_PROBLEM] = g_param_spec_object ("problem", NULL, NULL, INLET_TYPE_PROBLEM, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[LOOKED_UP] =
    g_signal_new ("looked-up", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_BOOLEAN);
}

static void
inlet_watch_init (InletWatch *self)
{
  self->cancellable = g_cancellable_new ();
  self->patience = INLET_FINDING_PATIENCE;
  self->several = g_ptr_array_new_with_free_func (g_object_unref);
}

InletWatch *
inlet_watch_new (InletContext    *context,
                 GNetworkMonitor *monitor)
{
  InletWatch *self = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (G_IS_NETWORK_MONITOR (monitor), NULL);

  self = g_object_new (INLET_TYPE_WATCH, NULL);
  self->context = g_object_ref (context);
  self->monitor = g_object_ref (monitor);
  return self;
}

void
inlet_watch_set_patience (InletWatch *self,
                          gint64      patience)
{
  g_return_if_fail (INLET_IS_WATCH (self));
  g_return_if_fail (patience >= 0);

  self->patience = patience;
}

void
inlet_watch_start (InletWatch *self)
{
  g_return_if_fail (INLET_IS_WATCH (self));

  g_signal_connect_object (inlet_context_get_database (self->context), "changed",
                           G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (inlet_context_get_vault (self->context), "keyring-answered",
                           G_CALLBACK (on_keyring_answered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->monitor, "network-changed", G_CALLBACK (on_network_changed),
                           self, G_CONNECT_SWAPPED);
  count (self);
}

void
inlet_watch_look_up (InletWatch *self)
{
  g_return_if_fail (INLET_IS_WATCH (self));

  if (!self->is_looking)
    look_up (self, TRUE);
}

GPtrArray *
inlet_watch_get_several (InletWatch *self)
{
  g_return_val_if_fail (INLET_IS_WATCH (self), NULL);

  return self->several;
}
