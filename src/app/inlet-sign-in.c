/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sign-in.h"

#include "inlet-address.h"
#include "inlet-call.h"
#include "inlet-error.h"
#include "inlet-ims.h"
#include "inlet-problem.h"

/* How long before its end a token is renewed, in seconds. */
#define RENEW_BEFORE (5 * 60)

struct _InletSignIn
{
  GObject     parent_instance;

  InletVault *vault;      /* (owned) */
  InletHttp  *http;       /* (owned) */
  InletClock *clock;      /* (owned) */
  GHashTable *renewals;   /* (owned): account ID → Renewal */
  GHashTable *paces;      /* (owned): host and port → InletPace */
};

enum {
  WAITING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletSignIn, inlet_sign_in, G_TYPE_OBJECT)

/* One token on its way, and everyone who waits for it. */
typedef struct
{
  InletSignIn  *self;           /* (owned) */
  InletAccount *account;        /* (owned) */
  InletSecrets *secrets;        /* (owned) (nullable): those in the keyring */
  InletCall    *call;           /* (owned) (nullable): that fetches the token */
  InletSecrets *token;          /* (owned) (nullable): fetched, being stored */
  GCancellable *cancellable;    /* (owned): cancelled when nobody waits any more */
  GPtrArray    *waiters;        /* (owned): of Waiter */
} Renewal;

typedef struct
{
  Renewal      *renewal;
  GTask        *task;           /* (owned) */
  InletSecrets *refused;        /* (owned) (nullable) */
  GSource      *cancelled;      /* (owned) (nullable) */
} Waiter;

static void
waiter_free (Waiter *waiter)
{
  if (waiter->cancelled != NULL)
    g_source_destroy (waiter->cancelled);
  g_clear_pointer (&waiter->cancelled, g_source_unref);
  g_clear_pointer (&waiter->refused, inlet_secrets_unref);
  g_clear_object (&waiter->task);
  g_free (waiter);
}

static void
renewal_free (Renewal *renewal)
{
  g_clear_object (&renewal->self);
  g_clear_object (&renewal->account);
  g_clear_pointer (&renewal->secrets, inlet_secrets_unref);
  g_clear_object (&renewal->call);
  g_clear_pointer (&renewal->token, inlet_secrets_unref);
  g_clear_object (&renewal->cancellable);
  g_clear_pointer (&renewal->waiters, g_ptr_array_unref);
  g_free (renewal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renewal, renewal_free)

/* Who asks from now on begins another. */
static void
retire (Renewal *renewal)
{
  const char *id = inlet_profile_get_id (INLET_PROFILE (renewal->account));

  if (g_hash_table_lookup (renewal->self->renewals, id) == renewal)
    g_hash_table_remove (renewal->self->renewals, id);
}

/* Answers everyone who still waits. */
static void
conclude (Renewal      *renewal,
          InletSecrets *token,
          const GError *error)
{
  g_autoptr (Renewal) owned = renewal;

  retire (owned);
  for (guint i = 0; i < owned->waiters->len; i++) {
    Waiter *waiter = g_ptr_array_index (owned->waiters, i);

    if (token != NULL)
      g_task_return_pointer (waiter->task, inlet_secrets_ref (token),
                             (GDestroyNotify) inlet_secrets_unref);
    else
      g_task_return_error (waiter->task, g_error_copy (error));
  }
}

/* One caller goes at once and leaves the others waiting; the last one takes the renewal along. */
static gboolean
on_waiter_cancelled (GCancellable *cancellable,
                     gpointer      user_data)
{
  Waiter *waiter = user_data;
  Renewal *renewal = waiter->renewal;
  g_autoptr (GTask) task = g_object_ref (waiter->task);

  g_ptr_array_remove_fast (renewal->waiters, waiter);
  if (renewal->waiters->len == 0) {
    retire (renewal);
    g_cancellable_cancel (renewal->cancellable);
  }

  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
add_waiter (Renewal      *renewal,
            GTask        *task,
            InletSecrets *refused)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiter *waiter = g_new0 (Waiter, 1);

  waiter->renewal = renewal;
  waiter->task = g_object_ref (task);
  waiter->refused = refused != NULL ? inlet_secrets_ref (refused) : NULL;
  if (cancellable != NULL) {
    waiter->cancelled = g_cancellable_source_new (cancellable);
    g_source_set_callback (waiter->cancelled, G_SOURCE_FUNC (on_waiter_cancelled), waiter, NULL);
    g_source_attach (waiter->cancelled, g_task_get_context (task));
  }
  g_ptr_array_add (renewal->waiters, waiter);
}

static gboolean
is_refused (Renewal      *renewal,
            InletSecrets *secrets)
{
  const char *token = inlet_secrets_get (secrets, INLET_SECRET_ACCESS_TOKEN);

  for (guint i = 0; i < renewal->waiters->len; i++) {
    Waiter *waiter = g_ptr_array_index (renewal->waiters, i);

    if (waiter->refused != NULL &&
        g_strcmp0 (inlet_secrets_get (waiter->refused, INLET_SECRET_ACCESS_TOKEN), token) == 0)
      return TRUE;
  }

  return FALSE;
}

static gboolean
is_fresh (InletSecrets *secrets)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return inlet_secrets_get (secrets, INLET_SECRET_ACCESS_TOKEN) != NULL &&
         inlet_secrets_get_expires_at (secrets) - RENEW_BEFORE > now;
}

static void
on_token_stored (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Renewal *renewal = user_data;
  g_autoptr (GError) error = NULL;

  /* The token can be used all the same; the next one is then fetched sooner than needed. */
  if (!inlet_vault_update_finish (INLET_VAULT (source), result, &error))
    g_debug ("The access token could not be kept: %s", error->message);

  conclude (renewal, renewal->token, NULL);
}

static void
on_token_fetched (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  Renewal *renewal = user_data;
  g_autoptr (GError) error = NULL;

  renewal->token = inlet_call_run_finish (INLET_CALL (source), result, &error);
  if (renewal->token == NULL) {
    conclude (renewal, NULL, error);
    return;
  }

  inlet_vault_update_async (renewal->self->vault, INLET_PROFILE (renewal->account), renewal->token,
                            renewal->cancellable, on_token_stored, renewal);
}

static void
send_fetch (InletHttp           *http,
            InletAccount        *account,
            const char          *token,
            gpointer             data,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  Renewal *renewal = data;

  inlet_ims_fetch_token_async (http, account, renewal->secrets, cancellable, callback, user_data);
}

static gpointer
finish_fetch (InletHttp     *http,
              GAsyncResult  *result,
              GError       **error)
{
  return inlet_ims_fetch_token_finish (http, result, error);
}

static const InletCallKind fetch_kind = {
  .name = "fetch-token",
  .is_sign_in = TRUE,
  .send = send_fetch,
  .finish = finish_fetch,
  .free_result = (GDestroyNotify) inlet_secrets_unref,
};

static void
on_status_changed (InletCall  *call,
                   GParamSpec *pspec,
                   gpointer    user_data)
{
  Renewal *renewal = user_data;

  g_signal_emit (renewal->self, signals[WAITING], 0, renewal->account,
                 inlet_call_get_status (call));
}

static void
fetch (Renewal      *renewal,
       InletSecrets *secrets)
{
  renewal->secrets = inlet_secrets_ref (secrets);
  renewal->call = inlet_call_new (&fetch_kind, renewal->self, renewal->account, renewal);
  g_signal_connect (renewal->call, "notify::status", G_CALLBACK (on_status_changed), renewal);
  inlet_call_run_async (renewal->call, renewal->cancellable, on_token_fetched, renewal);
}

static void
on_secrets_looked_up (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  Renewal *renewal = user_data;
  g_autoptr (InletSecrets) secrets = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_pasted = FALSE;

  secrets = inlet_vault_lookup_finish (INLET_VAULT (source), result, &error);
  if (secrets == NULL) {
    conclude (renewal, NULL, error);
    return;
  }

  is_pasted = inlet_account_get_sign_in_kind (renewal->account) == INLET_SIGN_IN_ACCESS_TOKEN;

  if (!is_refused (renewal, secrets) && (is_pasted || is_fresh (secrets))) {
    conclude (renewal, secrets, NULL);
  } else if (is_pasted) {
    g_set_error (&error, INLET_ERROR, INLET_ERROR_SIGN_IN, "The access token was refused");
    conclude (renewal, NULL, error);
  } else {
    fetch (renewal, secrets);
  }
}

static void
inlet_sign_in_dispose (GObject *object)
{
  InletSignIn *self = INLET_SIGN_IN (object);

  g_clear_object (&self->vault);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->renewals, g_hash_table_unref);
  g_clear_pointer (&self->paces, g_hash_table_unref);

  G_OBJECT_CLASS (inlet_sign_in_parent_class)->dispose (object);
}

static void
inlet_sign_in_class_init (InletSignInClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = inlet_sign_in_dispose;

  signals[WAITING] =
    g_signal_new ("waiting", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, INLET_TYPE_ACCOUNT, G_TYPE_STRING);
}

static void
inlet_sign_in_init (InletSignIn *self)
{
  self->renewals = g_hash_table_new (g_str_hash, g_str_equal);
  self->paces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

InletSignIn *
inlet_sign_in_new (InletVault *vault,
                   InletHttp  *http,
                   InletClock *clock)
{
  InletSignIn *self = NULL;

  g_return_val_if_fail (INLET_IS_VAULT (vault), NULL);
  g_return_val_if_fail (INLET_IS_HTTP (http), NULL);
  g_return_val_if_fail (INLET_IS_CLOCK (clock), NULL);

  self = g_object_new (INLET_TYPE_SIGN_IN, NULL);
  self->vault = g_object_ref (vault);
  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  return self;
}

InletHttp *
inlet_sign_in_get_http (InletSignIn *self)
{
  g_return_val_if_fail (INLET_IS_SIGN_IN (self), NULL);

  return self->http;
}

InletClock *
inlet_sign_in_get_clock (InletSignIn *self)
{
  g_return_val_if_fail (INLET_IS_SIGN_IN (self), NULL);

  return self->clock;
}

InletPace *
inlet_sign_in_get_pace (InletSignIn *self,
                        const char  *url)
{
  g_autofree char *place = NULL;
  InletPace *pace = NULL;

  g_return_val_if_fail (INLET_IS_SIGN_IN (self), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  place = inlet_address_dup_place (url);
  pace = g_hash_table_lookup (self->paces, place);
  if (pace == NULL) {
    pace = inlet_pace_new (self->clock);
    g_hash_table_insert (self->paces, g_steal_pointer (&place), pace);
  }

  return pace;
}

InletVault *
inlet_sign_in_get_vault (InletSignIn *self)
{
  g_return_val_if_fail (INLET_IS_SIGN_IN (self), NULL);

  return self->vault;
}

void
inlet_sign_in_get_token_async (InletSignIn         *self,
                               InletAccount        *account,
                               InletSecrets        *refused,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *foreign = NULL;
  Renewal *renewal = NULL;

  g_return_if_fail (INLET_IS_SIGN_IN (self));
  g_return_if_fail (INLET_IS_ACCOUNT (account));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_sign_in_get_token_async);

  foreign = inlet_account_dup_foreign (account);
  if (foreign != NULL) {
    g_task_return_new_error (task, INLET_ERROR, INLET_ERROR_UNCONFIRMED, "%s", foreign);
    return;
  }

  renewal = g_hash_table_lookup (self->renewals, inlet_profile_get_id (INLET_PROFILE (account)));
  if (renewal != NULL) {
    add_waiter (renewal, task, refused);
    return;
  }

  renewal = g_new0 (Renewal, 1);
  renewal->self = g_object_ref (self);
  renewal->account = g_object_ref (account);
  renewal->cancellable = g_cancellable_new ();
  renewal->waiters = g_ptr_array_new_with_free_func ((GDestroyNotify) waiter_free);
  add_waiter (renewal, task, refused);
  g_hash_table_insert (self->renewals,
                       (char *) inlet_profile_get_id (INLET_PROFILE (renewal->account)), renewal);

  inlet_vault_lookup_async (self->vault, INLET_PROFILE (account), renewal->cancellable,
                            on_secrets_looked_up, renewal);
}

InletSecrets *
inlet_sign_in_get_token_finish (InletSignIn   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
inlet_sign_in_may_renew (InletAccount *account,
                         const GError *error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  return inlet_problem_get_status (problem) == 401 &&
         inlet_account_get_sign_in_kind (account) == INLET_SIGN_IN_CLIENT_SECRET;
}
