/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo.h"

#include "inlet-demo-service.h"
#include "inlet-session-keyring.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _InletDemo
{
  GObject           parent_instance;

  InletDemoService *service;     /* (owned) */
  InletContext     *context;     /* (owned) */
  GPtrArray        *profiles;    /* (owned): of InletDemoProfile */
  InletDraft       *draft;       /* (owned) */
  char             *directory;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (InletDemo, inlet_demo, G_TYPE_OBJECT)

static void save_next (GTask *task);

static void
on_profile_saved (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_vault_save_finish (INLET_VAULT (source), result, &error))
    save_next (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
save_next (GTask *task)
{
  InletDemo *self = g_task_get_source_object (task);
  guint *n_saved = g_task_get_task_data (task);
  InletDemoProfile *next = NULL;

  if (*n_saved == self->profiles->len) {
    g_task_return_boolean (task, TRUE);
    return;
  }

  next = g_ptr_array_index (self->profiles, (*n_saved)++);
  inlet_vault_save_async (inlet_context_get_vault (self->context), next->profile, next->secrets,
                          g_task_get_cancellable (task), on_profile_saved, g_object_ref (task));
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_context_open_finish (INLET_CONTEXT (source), result, &error))
    save_next (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* The folder has only what a database makes, all of it files. */
static void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }

  if (g_rmdir (path) != 0)
    g_warning ("The demo’s folder could not be removed: %s", g_strerror (errno));
}

/* The first of a kind is the one that works. */
static gpointer
find_first (GPtrArray *profiles,
            GType      type)
{
  for (guint i = 0; i < profiles->len; i++) {
    InletDemoProfile *profile = g_ptr_array_index (profiles, i);

    if (G_TYPE_CHECK_INSTANCE_TYPE (profile->profile, type))
      return profile->profile;
  }

  g_return_val_if_reached (NULL);
}

static void
inlet_demo_finalize (GObject *object)
{
  InletDemo *self = INLET_DEMO (object);

  /* Closes the database, before its folder goes. */
  g_clear_object (&self->context);
  g_clear_object (&self->service);
  g_clear_object (&self->draft);
  g_clear_pointer (&self->profiles, g_ptr_array_unref);

  if (self->directory != NULL)
    remove_directory (self->directory);
  g_free (self->directory);

  G_OBJECT_CLASS (inlet_demo_parent_class)->finalize (object);
}

static void
inlet_demo_class_init (InletDemoClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_demo_finalize;
}

static void
inlet_demo_init (InletDemo *self)
{
}

InletDemo *
inlet_demo_new (GError **error)
{
  g_autoptr (InletDemo) self = g_object_new (INLET_TYPE_DEMO, NULL);
  g_autoptr (InletKeyring) keyring = inlet_session_keyring_new ();
  g_autofree char *path = NULL;

  self->service = inlet_demo_service_new (error);
  if (self->service == NULL)
    return NULL;
  inlet_demo_service_add_others (self->service);

  self->directory = g_dir_make_tmp ("inlet-demo-XXXXXX", error);
  if (self->directory == NULL)
    return NULL;

  path = g_build_filename (self->directory, "inlet.db", NULL);
  self->context = inlet_context_new (path, keyring);
  self->profiles = inlet_demo_service_dup_profiles (self->service);
  self->draft = inlet_draft_new (find_first (self->profiles, INLET_TYPE_ACCOUNT),
                                 find_first (self->profiles, INLET_TYPE_CREDENTIALS),
                                 INLET_DEMO_SANDBOX, _("First connection"), "");
  return g_steal_pointer (&self);
}

InletContext *
inlet_demo_get_context (InletDemo *self)
{
  g_return_val_if_fail (INLET_IS_DEMO (self), NULL);

  return self->context;
}

void
inlet_demo_open_async (InletDemo           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_DEMO (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_demo_open_async);
  g_task_set_task_data (task, g_new0 (guint, 1), g_free);
  inlet_context_open_async (self->context, cancellable, on_opened, task);
}

gboolean
inlet_demo_open_finish (InletDemo     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

InletDraft *
inlet_demo_get_draft (InletDemo *self)
{
  g_return_val_if_fail (INLET_IS_DEMO (self), NULL);

  return self->draft;
}
