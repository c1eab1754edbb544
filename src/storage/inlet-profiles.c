/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-profiles.h"

#include "inlet-edit-due.h"
#include "inlet-error.h"
#include "inlet-sqlite.h"

struct _InletProfiles
{
  GObject           parent_instance;

  InletDatabase    *database;    /* (owned) */
  InletProfileKind  kind;
  GPtrArray        *profiles;    /* (owned): of InletProfile, sorted */
  GCancellable     *cancellable; /* (owned): of what goes on by itself */
  gboolean          is_wanted;   /* the list was asked for once */
};

/* What a job works with. */
typedef struct
{
  InletProfileKind  kind;
  InletProfile     *profile; /* (owned) (nullable) */
  char             *id;      /* (owned) (nullable) */
  gboolean          is_new_key;
} Work;

static Work *
work_new (InletProfileKind  kind,
          InletProfile     *profile,
          const char       *id)
{
  Work *work = g_new0 (Work, 1);

  work->kind = kind;
  g_set_object (&work->profile, profile);
  work->id = g_strdup (id);

  return work;
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_object (&work->profile);
  g_free (work->id);
  g_free (work);
}

static GType
inlet_profiles_get_item_type (GListModel *model)
{
  return INLET_TYPE_PROFILE;
}

static guint
inlet_profiles_get_n_items (GListModel *model)
{
  return INLET_PROFILES (model)->profiles->len;
}

static gpointer
inlet_profiles_get_item (GListModel *model,
                         guint       position)
{
  InletProfiles *self = INLET_PROFILES (model);

  return position < self->profiles->len ? g_object_ref (self->profiles->pdata[position]) : NULL;
}

static void
inlet_profiles_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inlet_profiles_get_item_type;
  iface->get_n_items = inlet_profiles_get_n_items;
  iface->get_item = inlet_profiles_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InletProfiles, inlet_profiles, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inlet_profiles_list_model_init))

/* Names that the language does not tell apart are still in some order, always the same. */
static int
compare_profiles (InletProfile *a,
                  InletProfile *b)
{
  int order = g_utf8_collate (inlet_profile_get_name (a), inlet_profile_get_name (b));

  if (order == 0)
    order = g_strcmp0 (inlet_profile_get_name (a), inlet_profile_get_name (b));
  if (order == 0)
    order = g_strcmp0 (inlet_profile_get_id (a), inlet_profile_get_id (b));

  return order;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  return compare_profiles (*(InletProfile *const *) a, *(InletProfile *const *) b);
}

/* One whose fields are damaged keeps its name and its ID, which its secrets are found by: it is in
 * the list, the others with it, and its fields can be entered again. */
static InletProfile *
read_profile (sqlite3_stmt     *statement,
              InletProfileKind  kind)
{
  const char *id = (const char *) sqlite3_column_text (statement, 0);
  g_autofree char *name = g_utf8_make_valid ((const char *) sqlite3_column_text (statement, 1), -1);
  const char *fields = (const char *) sqlite3_column_text (statement, 2);
  InletProfile *profile = inlet_profile_new_from_json (kind, id, name, fields);

  if (profile != NULL)
    return profile;

  g_message ("The fields of %s are not a JSON object", id);

  return inlet_profile_new_from_json (kind, id, name, "{}");
}

/* The whole list, sorted. */
static gpointer
read_profiles (sqlite3       *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  Work *work = data;
  g_autoptr (GPtrArray) profiles = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = inlet_sqlite_prepare (db, "SELECT id, name, fields FROM profiles WHERE kind = ?1",
                                    error);
  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, inlet_profile_kind_to_nick (work->kind), -1, SQLITE_STATIC);
  while (inlet_sqlite_next (statement, &local_error))
    g_ptr_array_add (profiles, read_profile (statement, work->kind));

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  g_ptr_array_sort (profiles, compare_places);

  return g_steal_pointer (&profiles);
}

static gpointer
save (sqlite3       *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  Work *work = data;
  g_autofree char *fields = inlet_profile_to_json (work->profile);
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = inlet_sqlite_prepare (db,
                                    "INSERT INTO profiles (id, kind, name, fields)"
                                    " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE"
                                    " SET name = excluded.name, fields = excluded.fields",
                                    error);
  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, inlet_profile_get_id (work->profile), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, inlet_profile_kind_to_nick (work->kind), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, inlet_profile_get_name (work->profile), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 4, fields, -1, SQLITE_STATIC);

  switch (sqlite3_step (statement)) {
    case SQLITE_DONE:
      if (work->is_new_key &&
          !inlet_edit_due_add (db, inlet_profile_get_id (work->profile), error))
        return NULL;
      return read_profiles (db, data, cancellable, error);

    case SQLITE_CONSTRAINT_UNIQUE:
      g_set_error_literal (error, INLET_ERROR, INLET_ERROR_CONFLICT,
                           "Another profile has this name");
      return NULL;

    default:
      return inlet_database_set_error (db, error);
  }
}

static gpointer
delete (sqlite3       *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  Work *work = data;
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = inlet_sqlite_prepare (db, "DELETE FROM profiles WHERE id = ?1 AND kind = ?2", error);
  if (statement == NULL)
    return NULL;

  sqlite3_bind_text (statement, 1, work->id, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, inlet_profile_kind_to_nick (work->kind), -1, SQLITE_STATIC);

  if (sqlite3_step (statement) != SQLITE_DONE)
    return inlet_database_set_error (db, error);

  return read_profiles (db, data, cancellable, error);
}

static void
replace (InletProfiles *self,
         guint          position,
         guint          n_removed,
         InletProfile  *added)
{
  if (n_removed > 0)
    g_ptr_array_remove_index (self->profiles, position);
  if (added != NULL)
    g_ptr_array_insert (self->profiles, position, g_object_ref (added));

  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, added != NULL);
}

/* Both lists are sorted: one walk along them finds what really changed. */
static void
take_profiles (InletProfiles *self,
               GPtrArray     *profiles)
{
  guint position = 0;

  for (guint i = 0; i < profiles->len; i++) {
    InletProfile *profile = profiles->pdata[i];

    while (position < self->profiles->len &&
           compare_profiles (self->profiles->pdata[position], profile) < 0)
      replace (self, position, 1, NULL);

    if (position == self->profiles->len ||
        compare_profiles (self->profiles->pdata[position], profile) > 0)
      replace (self, position, 0, profile);
    else if (!inlet_profile_equal (self->profiles->pdata[position], profile))
      replace (self, position, 1, profile);

    position++;
  }

  while (position < self->profiles->len)
    replace (self, position, 1, NULL);
}

static void
on_profiles_read (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GPtrArray) profiles = NULL;
  g_autoptr (GError) error = NULL;

  profiles = inlet_database_run_finish (INLET_DATABASE (source), result, &error);
  if (profiles == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  take_profiles (g_task_get_source_object (task), profiles);
  g_task_return_boolean (task, TRUE);
}

/* Every job answers with the list as it then is, so that the list has what was done. */
static void
run (InletProfiles       *self,
     InletDatabaseAccess  access,
     InletDatabaseJob     job,
     Work                *work,
     GTask               *task)
{
  g_task_set_check_cancellable (task, access == INLET_DATABASE_READ);
  inlet_database_run_async (self->database, access, job, work, work_free,
                            (GDestroyNotify) g_ptr_array_unref, g_task_get_cancellable (task),
                            on_profiles_read, task);
}

static void
on_reloaded (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!inlet_profiles_load_finish (INLET_PROFILES (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Cannot read the profiles again: %s", error->message);
}

static void
on_database_changed (InletDatabase *database,
                     gpointer       user_data)
{
  InletProfiles *self = INLET_PROFILES (user_data);

  if (self->is_wanted)
    inlet_profiles_load_async (self, self->cancellable, on_reloaded, NULL);
}

static void
inlet_profiles_dispose (GObject *object)
{
  InletProfiles *self = INLET_PROFILES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->database);

  G_OBJECT_CLASS (inlet_profiles_parent_class)->dispose (object);
}

static void
inlet_profiles_finalize (GObject *object)
{
  InletProfiles *self = INLET_PROFILES (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->profiles);

  G_OBJECT_CLASS (inlet_profiles_parent_class)->finalize (object);
}

static void
inlet_profiles_class_init (InletProfilesClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = inlet_profiles_dispose;
  object_class->finalize = inlet_profiles_finalize;
}

static void
inlet_profiles_init (InletProfiles *self)
{
  self->profiles = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

InletProfiles *
inlet_profiles_new (InletDatabase    *database,
                    InletProfileKind  kind)
{
  InletProfiles *self;

  g_return_val_if_fail (INLET_IS_DATABASE (database), NULL);

  self = g_object_new (INLET_TYPE_PROFILES, NULL);
  self->database = g_object_ref (database);
  self->kind = kind;
  g_signal_connect_object (database, "changed", G_CALLBACK (on_database_changed), self,
                           G_CONNECT_DEFAULT);

  return self;
}

InletProfileKind
inlet_profiles_get_kind (InletProfiles *self)
{
  g_return_val_if_fail (INLET_IS_PROFILES (self), INLET_PROFILE_ACCOUNT);

  return self->kind;
}

void
inlet_profiles_load_async (InletProfiles       *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (INLET_IS_PROFILES (self));

  self->is_wanted = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_profiles_load_async);

  run (self, INLET_DATABASE_READ, read_profiles, work_new (self->kind, NULL, NULL), task);
}

gboolean
inlet_profiles_load_finish (InletProfiles  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

InletProfile *
inlet_profiles_find_by_id (InletProfiles *self,
                           const char    *id)
{
  g_return_val_if_fail (INLET_IS_PROFILES (self), NULL);

  for (guint i = 0; i < self->profiles->len; i++)
    if (g_strcmp0 (inlet_profile_get_id (self->profiles->pdata[i]), id) == 0)
      return self->profiles->pdata[i];

  return NULL;
}

InletProfile *
inlet_profiles_find_by_name (InletProfiles *self,
                             const char    *name)
{
  g_return_val_if_fail (INLET_IS_PROFILES (self), NULL);

  for (guint i = 0; i < self->profiles->len; i++)
    if (g_strcmp0 (inlet_profile_get_name (self->profiles->pdata[i]), name) == 0)
      return self->profiles->pdata[i];

  return NULL;
}

void
inlet_profiles_save_async (InletProfiles       *self,
                           InletProfile        *profile,
                           gboolean             is_new_key,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  Work *work;
  GTask *task;

  g_return_if_fail (INLET_IS_PROFILES (self));
  g_return_if_fail (INLET_IS_PROFILE (profile));
  g_return_if_fail (inlet_profile_get_kind (profile) == self->kind);

  self->is_wanted = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_profiles_save_async);

  work = work_new (self->kind, profile, NULL);
  work->is_new_key = is_new_key;
  run (self, INLET_DATABASE_WRITE, save, work, task);
}

gboolean
inlet_profiles_save_finish (InletProfiles  *self,
                            GAsyncResult   *result,
                            GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
inlet_profiles_remove_async (InletProfiles       *self,
                             const char          *id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (INLET_IS_PROFILES (self));
  g_return_if_fail (id != NULL);

  self->is_wanted = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_profiles_remove_async);

  run (self, INLET_DATABASE_WRITE, delete, work_new (self->kind, NULL, id), task);
}

gboolean
inlet_profiles_remove_finish (InletProfiles  *self,
                              GAsyncResult   *result,
                              GError        **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
