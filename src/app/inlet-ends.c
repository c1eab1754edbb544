/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-ends.h"

#include "inlet-expiry.h"

/* A computer that sleeps does not count on. */
#define LONGEST_WAIT 60

struct _InletEnds
{
  GObject        parent_instance;

  InletProfiles *credentials;  /* (owned) */
  GHashTable    *told;         /* (owned): by ID, the end that was told */
  guint          timeout;
};

enum {
  ENDING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletEnds, inlet_ends, G_TYPE_OBJECT)

static gboolean
was_told (InletEnds  *self,
          const char *id,
          gint64      end)
{
  gint64 *told = g_hash_table_lookup (self->told, id);

  return told != NULL && *told == end;
}

static void
tell (InletEnds        *self,
      InletCredentials *credentials)
{
  const char *id = inlet_profile_get_id (INLET_PROFILE (credentials));
  gint64 end = inlet_credentials_get_session_token_end (credentials);

  if (was_told (self, id, end))
    return;

  g_hash_table_replace (self->told, g_strdup (id), g_memdup2 (&end, sizeof end));
  g_signal_emit (self, signals[ENDING], 0, credentials);
}

/* Tells of @credentials what there is to be told, and gives how long it is until there is more; 0
 * for never. */
static gint64
look (InletEnds        *self,
      InletCredentials *credentials,
      gint64            now)
{
  gint64 end = inlet_credentials_get_session_token_end (credentials);

  switch (inlet_expiry_get_state (end, now)) {
    case INLET_EXPIRY_FRESH:
      return end - INLET_EXPIRY_SOON_SECONDS - now;
    case INLET_EXPIRY_SOON:
      tell (self, credentials);
      return 0;
    case INLET_EXPIRY_UNKNOWN:
    case INLET_EXPIRY_OVER:
    default:
      return 0;
  }
}

static gboolean on_waited (gpointer user_data);

static void
look_at_all (InletEnds *self)
{
  GListModel *model = G_LIST_MODEL (self->credentials);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gint64 wait = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (InletCredentials) credentials = g_list_model_get_item (model, i);
    gint64 next = look (self, credentials, now);

    if (next > 0)
      wait = wait > 0 ? MIN (wait, next) : next;
  }

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (wait > 0)
    self->timeout = g_timeout_add_seconds ((guint) MIN (wait, LONGEST_WAIT), on_waited, self);
}

static gboolean
on_waited (gpointer user_data)
{
  InletEnds *self = user_data;

  self->timeout = 0;
  look_at_all (self);
  return G_SOURCE_REMOVE;
}

static void
inlet_ends_dispose (GObject *object)
{
  InletEnds *self = INLET_ENDS (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->credentials);

  G_OBJECT_CLASS (inlet_ends_parent_class)->dispose (object);
}

static void
inlet_ends_finalize (GObject *object)
{
  g_hash_table_unref (INLET_ENDS (object)->told);

  G_OBJECT_CLASS (inlet_ends_parent_class)->finalize (object);
}

static void
inlet_ends_class_init (InletEndsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inlet_ends_dispose;
  object_class->finalize = inlet_ends_finalize;

  signals[ENDING] = g_signal_new ("ending", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, INLET_TYPE_CREDENTIALS);
}

static void
inlet_ends_init (InletEnds *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

InletEnds *
inlet_ends_new (InletProfiles *credentials)
{
  InletEnds *self = NULL;

  g_return_val_if_fail (INLET_IS_PROFILES (credentials), NULL);
  g_return_val_if_fail (inlet_profiles_get_kind (credentials) == INLET_PROFILE_CREDENTIALS, NULL);

  self = g_object_new (INLET_TYPE_ENDS, NULL);
  self->credentials = g_object_ref (credentials);
  return self;
}

void
inlet_ends_start (InletEnds *self)
{
  g_return_if_fail (INLET_IS_ENDS (self));

  g_signal_connect_object (self->credentials, "items-changed", G_CALLBACK (look_at_all), self,
                           G_CONNECT_SWAPPED);
  look_at_all (self);
}
