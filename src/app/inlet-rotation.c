/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-rotation.h"

#include "inlet-edit-due.h"
#include "inlet-edit.h"
#include "inlet-set-string.h"

#include <string.h>

struct _InletRotation
{
  GObject           parent_instance;

  InletContext     *context;       /* (owned) */
  InletCredentials *credentials;   /* (owned) */
  GListStore       *connections;   /* (owned) */
  gboolean          is_everywhere;
  InletRun         *run;           /* (owned) (nullable): once the connections are known */
  char             *status;        /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (InletRotation, inlet_rotation, G_TYPE_OBJECT)

static void
set_status (InletRotation *self,
            const char    *status)
{
  if (inlet_set_string (&self->status, status))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

/* Only what goes beyond a step: that it waits, and why. */
static void
on_edit_status (InletEdit     *edit,
                GParamSpec    *pspec,
                InletRotation *self)
{
  const char *status = inlet_edit_get_status (edit);

  set_status (self, strchr (status, ':') != NULL ? status : NULL);
}

/* The credentials as they are by now: they go together with the secrets that are looked up. */
static InletCredentials *
get_credentials (InletRotation *self)
{
  InletProfiles *profiles = inlet_vault_get_profiles (inlet_context_get_vault (self->context),
                                                      INLET_PROFILE_CREDENTIALS);
  const char *id = inlet_profile_get_id (INLET_PROFILE (self->credentials));
  InletProfile *profile = inlet_profiles_find_by_id (profiles, id);

  return profile != NULL ? INLET_CREDENTIALS (profile) : self->credentials;
}

static void
start_edit (GObject             *item,
            gpointer             data,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  InletRotation *self = data;
  g_autoptr (InletChange) change = inlet_change_new (NULL, NULL, get_credentials (self));
  g_autoptr (InletEdit) edit = inlet_edit_new (self->context, INLET_CONNECTION (item), change);

  g_signal_connect_object (edit, "notify::status", G_CALLBACK (on_edit_status), self, 0);
  inlet_edit_run_async (edit, cancellable, callback, user_data);
}

static gboolean
finish_edit (GObject       *item,
             gpointer       data,
             GAsyncResult  *result,
             GError       **error)
{
  g_autoptr (GObject) edit = g_async_result_get_source_object (result);
  g_autoptr (InletConnection) connection =
    inlet_edit_run_finish (INLET_EDIT (edit), result, error);

  return connection != NULL;
}

static const InletRunKind edit_kind = { start_edit, finish_edit };

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  InletRotation *self = g_task_get_source_object (task);
  g_autoptr (GPtrArray) connections =
    inlet_edit_due_list_finish (INLET_DATABASE (source), result, &error);

  if (connections == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_list_store_splice (self->connections, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->connections)),
                       connections->pdata, connections->len);
  g_task_return_boolean (task, TRUE);
}

static void
on_run (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_run_run_finish (INLET_RUN (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_edit_due_add_finish (INLET_DATABASE (source), result, &error))
    inlet_run_run_async (inlet_rotation_get_run (g_task_get_source_object (task)),
                         g_task_get_cancellable (task), on_run, g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
inlet_rotation_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  InletRotation *self = INLET_ROTATION (object);

  switch (prop_id) {
    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_rotation_finalize (GObject *object)
{
  InletRotation *self = INLET_ROTATION (object);

  g_clear_pointer (&self->status, g_free);
  g_clear_object (&self->run);
  g_clear_object (&self->connections);
  g_clear_object (&self->credentials);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_rotation_parent_class)->finalize (object);
}

static void
inlet_rotation_class_init (InletRotationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inlet_rotation_get_property;
  object_class->finalize = inlet_rotation_finalize;

  props[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_rotation_init (InletRotation *self)
{
}

InletRotation *
inlet_rotation_new (InletContext     *context,
                    InletCredentials *credentials)
{
  InletRotation *self = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (INLET_IS_CREDENTIALS (credentials), NULL);

  self = g_object_new (INLET_TYPE_ROTATION, NULL);
  self->context = g_object_ref (context);
  self->credentials = g_object_ref (credentials);
  self->connections = g_list_store_new (INLET_TYPE_CONNECTION);
  return self;
}

void
inlet_rotation_add (InletRotation   *self,
                    InletConnection *connection)
{
  g_return_if_fail (INLET_IS_ROTATION (self));
  g_return_if_fail (INLET_IS_CONNECTION (connection));

  g_list_store_append (self->connections, connection);
}

void
inlet_rotation_load_async (InletRotation       *self,
                           gboolean             is_rest,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_ROTATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_rotation_load_async);
  self->is_everywhere = !is_rest;
  inlet_edit_due_list_async (inlet_context_get_database (self->context),
                             inlet_profile_get_id (INLET_PROFILE (self->credentials)), !is_rest,
                             cancellable, on_listed, task);
}

gboolean
inlet_rotation_load_finish (InletRotation  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (INLET_IS_ROTATION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

GListModel *
inlet_rotation_get_connections (InletRotation *self)
{
  g_return_val_if_fail (INLET_IS_ROTATION (self), NULL);

  return G_LIST_MODEL (self->connections);
}

InletRun *
inlet_rotation_get_run (InletRotation *self)
{
  g_return_val_if_fail (INLET_IS_ROTATION (self), NULL);

  if (self->run == NULL) {
    self->run = inlet_run_new (&edit_kind, G_LIST_MODEL (self->connections), self);
    /* Adobe is asked for no more at a time than [class@Pace] lets; while the others wait for the
     * disk, before and after. */
    inlet_run_set_parallel (self->run, 2 * INLET_RUN_PARALLEL);
  }

  return self->run;
}

const char *
inlet_rotation_get_status (InletRotation *self)
{
  g_return_val_if_fail (INLET_IS_ROTATION (self), NULL);

  return self->status;
}

void
inlet_rotation_run_async (InletRotation       *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_ROTATION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_rotation_run_async);
  g_task_set_check_cancellable (task, FALSE);
  if (self->is_everywhere)
    inlet_edit_due_add_async (inlet_context_get_database (self->context),
                              inlet_profile_get_id (INLET_PROFILE (self->credentials)), on_added,
                              task);
  else
    inlet_run_run_async (inlet_rotation_get_run (self), cancellable, on_run, task);
}

gboolean
inlet_rotation_run_finish (InletRotation  *self,
                           GAsyncResult   *result,
                           GError        **error)
{
  g_return_val_if_fail (INLET_IS_ROTATION (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
