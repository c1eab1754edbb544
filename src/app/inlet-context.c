/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-context.h"

#include "inlet-attempt.h"
#include "inlet-system-keyring.h"

struct _InletContext
{
  GObject        parent_instance;

  InletDatabase *database;    /* (owned) */
  InletVault    *vault;       /* (owned) */
  InletHttp     *http;        /* (owned) */
  InletClock    *clock;       /* (owned) */
  InletSignIn   *sign_in;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (InletContext, inlet_context, G_TYPE_OBJECT)

static void
on_profiles_loaded (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletContext *self = g_task_get_source_object (task);
  InletProfiles *profiles = INLET_PROFILES (source);
  InletProfiles *next = inlet_vault_get_profiles (self->vault, INLET_PROFILE_CREDENTIALS);

  if (!inlet_profiles_load_finish (profiles, result, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (profiles == next)
    g_task_return_boolean (task, TRUE);
  else
    inlet_profiles_load_async (next, g_task_get_cancellable (task), on_profiles_loaded,
                               g_object_ref (task));
}

static void
on_settled (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletContext *self = g_task_get_source_object (task);

  if (inlet_attempt_settle_finish (INLET_DATABASE (source), result, &error) < 0) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  inlet_profiles_load_async (inlet_vault_get_profiles (self->vault, INLET_PROFILE_ACCOUNT),
                             g_task_get_cancellable (task), on_profiles_loaded,
                             g_object_ref (task));
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletDatabase *database = INLET_DATABASE (source);

  if (!inlet_database_open_finish (database, result, &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  inlet_attempt_settle_async (database, g_task_get_cancellable (task), on_settled,
                              g_object_ref (task));
}

static void
inlet_context_dispose (GObject *object)
{
  InletContext *self = INLET_CONTEXT (object);

  g_clear_object (&self->sign_in);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_clear_object (&self->vault);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (inlet_context_parent_class)->dispose (object);
}

static void
inlet_context_class_init (InletContextClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = inlet_context_dispose;
}

static void
inlet_context_init (InletContext *self)
{
}

InletContext *
inlet_context_new (const char   *path,
                   InletKeyring *keyring)
{
  InletContext *self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (INLET_IS_KEYRING (keyring), NULL);

  self = g_object_new (INLET_TYPE_CONTEXT, NULL);
  self->database = inlet_database_new (path);
  self->vault = inlet_vault_new (self->database, keyring);
  self->http = inlet_http_new ();
  self->clock = inlet_clock_new ();
  self->sign_in = inlet_sign_in_new (self->vault, self->http, self->clock);
  return self;
}

InletContext *
inlet_context_new_for_user (void)
{
  g_autofree char *path = inlet_context_dup_user_path ();
  g_autoptr (InletKeyring) keyring = inlet_system_keyring_new ();

  return inlet_context_new (path, keyring);
}

char *
inlet_context_dup_user_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "inlet", "inlet.db", NULL);
}

void
inlet_context_open_async (InletContext        *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_CONTEXT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_context_open_async);
  inlet_database_open_async (self->database, cancellable, on_opened, task);
}

gboolean
inlet_context_open_finish (InletContext  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

InletAccount *
inlet_context_find_account (InletContext    *self,
                            InletConnection *connection)
{
  const char *org_id = NULL;
  InletProfile *account = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  org_id = inlet_connection_get_org_id (connection);
  account = inlet_profiles_find_by_id (inlet_vault_get_profiles (self->vault,
                                                                 INLET_PROFILE_ACCOUNT),
                                       inlet_connection_get_account_id (connection));
  if (account == NULL || (org_id != NULL &&
                          !g_str_equal (org_id,
                                        inlet_account_get_org_id (INLET_ACCOUNT (account)))))
    return NULL;

  return INLET_ACCOUNT (account);
}

InletDatabase *
inlet_context_get_database (InletContext *self)
{
  g_return_val_if_fail (INLET_IS_CONTEXT (self), NULL);

  return self->database;
}

InletVault *
inlet_context_get_vault (InletContext *self)
{
  g_return_val_if_fail (INLET_IS_CONTEXT (self), NULL);

  return self->vault;
}

InletSignIn *
inlet_context_get_sign_in (InletContext *self)
{
  g_return_val_if_fail (INLET_IS_CONTEXT (self), NULL);

  return self->sign_in;
}

InletHttp *
inlet_context_get_http (InletContext *self)
{
  g_return_val_if_fail (INLET_IS_CONTEXT (self), NULL);

  return self->http;
}

InletClock *
inlet_context_get_clock (InletContext *self)
{
  g_return_val_if_fail (INLET_IS_CONTEXT (self), NULL);

  return self->clock;
}
