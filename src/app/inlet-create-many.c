/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-create-many.h"

#include "inlet-check-drafts.h"
#include "inlet-new-profiles.h"
#include "inlet-pace.h"
#include "inlet-prepare.h"
#include "inlet-run.h"
#include "inlet-wait.h"

struct _InletCreateMany
{
  GObject          parent_instance;

  InletContext    *context;        /* (owned) */
  GListStore      *items;          /* (owned): of InletCreateItem */
  GPtrArray       *new_profiles;   /* (owned): stored first */
  GHashTable      *standing;       /* (owned): of what is there already, by its item */
  gboolean         is_again;

  InletPace       *pace;           /* (owned): of where they are made */
  GCancellable    *cancellable;    /* (owned) (nullable): while it runs */
  GQueue           gate;           /* (owned): of GTask, whose turn it is as soon as Adobe allows */
  guint            n_under_way;
  InletWait       *wait;           /* (owned): what is said while it waits */
};

G_DEFINE_FINAL_TYPE (InletCreateMany, inlet_create_many, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_IS_RUNNING,
  PROP_STATUS,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static guint
count (InletCreateMany *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->items));
}

/* (transfer none) */
static InletCreateItem *
peek (InletCreateMany *self,
      guint            position)
{
  g_autoptr (InletCreateItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return item;
}

/* (transfer full): of InletConnection */
static GPtrArray *
list_standing (InletCreateMany *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < count (self); i++) {
    InletConnection *standing = g_hash_table_lookup (self->standing, peek (self, i));

    if (standing != NULL)
      g_ptr_array_add (list, g_object_ref (standing));
  }

  return list;
}

static void
on_status_changed (InletCreateMany *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

/* Those whose row would be written before their request may leave stay at the gate without one. */
static gboolean
may_begin (InletCreateMany *self)
{
  return inlet_pace_get_reason (self->pace) == NULL &&
         self->n_under_way < inlet_pace_get_limit (self->pace);
}

static void let_in (InletCreateMany *self);

static void
on_item_ended (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (InletCreateMany) self = g_object_ref (g_task_get_task_data (task));
  g_autoptr (GError) error = NULL;

  self->n_under_way--;
  if (inlet_create_item_run_finish (INLET_CREATE_ITEM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  let_in (self);
}

static void
let_in (InletCreateMany *self)
{
  while (!g_queue_is_empty (&self->gate) && may_begin (self)) {
    g_autoptr (GTask) task = g_queue_pop_head (&self->gate);

    self->n_under_way++;
    inlet_create_item_run_async (g_task_get_source_object (task), self->context, self->is_again,
                                 on_item_ended, g_object_ref (task));
  }
}

/* What waits at the gate is left undone. */
static void
clear_gate (InletCreateMany *self)
{
  GTask *next = NULL;

  while ((next = g_queue_pop_head (&self->gate)) != NULL) {
    g_autoptr (GTask) task = next;

    inlet_create_item_leave (g_task_get_source_object (task));
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Not begun");
  }
}

static void
start_item (GObject             *item,
            gpointer             data,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  InletCreateMany *self = data;
  GTask *task = g_task_new (item, NULL, callback, user_data);

  g_task_set_source_tag (task, start_item);
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  g_queue_push_tail (&self->gate, task);
  let_in (self);
}

static gboolean
finish_item (GObject       *item,
             gpointer       data,
             GAsyncResult  *result,
             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static const InletRunKind run_kind = {
  .start = start_item,
  .finish = finish_item,
};

static void
end (GTask  *task,
     GError *error)
{
  InletCreateMany *self = g_task_get_source_object (task);

  for (guint i = 0; i < count (self); i++)
    if (inlet_create_item_get_state (peek (self, i)) == INLET_CREATE_ITEM_WAITING)
      inlet_create_item_leave (peek (self, i));

  g_clear_object (&self->cancellable);
  inlet_wait_end (self->wait);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_RUNNING]);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_run (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  inlet_run_run_finish (INLET_RUN (source), result, &error);
  end (task, g_steal_pointer (&error));
}

static void
run_items (GTask *task)
{
  InletCreateMany *self = g_task_get_source_object (task);
  g_autoptr (GListStore) to_do = g_list_store_new (INLET_TYPE_CREATE_ITEM);
  g_autoptr (InletRun) run = NULL;

  for (guint i = 0; i < count (self); i++)
    if (inlet_create_item_is_to_do (peek (self, i)))
      g_list_store_append (to_do, peek (self, i));

  inlet_wait_end (self->wait);
  inlet_wait_at_gate (self->wait);
  run = inlet_run_new (&run_kind, G_LIST_MODEL (to_do), self);
  inlet_run_run_async (run, self->cancellable, on_run, g_object_ref (task));
}

static void
on_prepared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (inlet_prepare_finish (result, &error))
    run_items (task);
  else
    end (task, g_steal_pointer (&error));
}

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) standing = inlet_check_drafts_finish (result, &error);
  InletCreateMany *self = g_task_get_source_object (task);

  if (standing == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_hash_table_remove_all (self->standing);
  for (guint i = 0; i < standing->len; i++)
    if (standing->pdata[i] != NULL)
      g_hash_table_insert (self->standing, peek (self, i), g_object_ref (standing->pdata[i]));
  g_task_return_pointer (task, list_standing (self), (GDestroyNotify) g_ptr_array_unref);
}

static void
inlet_create_many_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  InletCreateMany *self = INLET_CREATE_MANY (object);

  switch (prop_id) {
    case PROP_IS_RUNNING:
      g_value_set_boolean (value, inlet_create_many_get_is_running (self));
      break;
    case PROP_STATUS:
      g_value_set_string (value, inlet_wait_get_status (self->wait));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_create_many_finalize (GObject *object)
{
  InletCreateMany *self = INLET_CREATE_MANY (object);

  g_clear_object (&self->context);
  g_clear_object (&self->items);
  g_clear_object (&self->pace);
  g_ptr_array_unref (self->new_profiles);
  g_hash_table_unref (self->standing);
  g_clear_object (&self->wait);

  G_OBJECT_CLASS (inlet_create_many_parent_class)->finalize (object);
}

static void
inlet_create_many_class_init (InletCreateManyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = inlet_create_many_finalize;
  object_class->get_property = inlet_create_many_get_property;

  props[PROP_IS_RUNNING] = g_param_spec_boolean ("is-running", NULL, NULL, FALSE, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_create_many_init (InletCreateMany *self)
{
  self->items = g_list_store_new (INLET_TYPE_CREATE_ITEM);
  self->new_profiles = inlet_new_profiles_new ();
  self->standing = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_queue_init (&self->gate);
}

InletCreateMany *
inlet_create_many_new (InletContext *context,
                       GPtrArray    *drafts)
{
  InletCreateMany *self = NULL;
  InletAccount *account = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (drafts != NULL && drafts->len > 0, NULL);

  self = g_object_new (INLET_TYPE_CREATE_MANY, NULL);
  self->context = g_object_ref (context);
  for (guint i = 0; i < drafts->len; i++) {
    g_autoptr (InletCreateItem) item = inlet_create_item_new (drafts->pdata[i]);

    g_list_store_append (self->items, item);
  }

  account = inlet_draft_get_account (inlet_create_item_get_draft (peek (self, 0)));
  self->pace = g_object_ref (inlet_sign_in_get_pace (inlet_context_get_sign_in (context),
                                                     inlet_account_get_platform_url (account)));
  self->wait = inlet_wait_new (inlet_context_get_clock (context), self->pace);
  g_signal_connect_object (self->wait, "notify::status", G_CALLBACK (on_status_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pace, "notify::reason", G_CALLBACK (let_in), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
inlet_create_many_store_first (InletCreateMany *self,
                               InletProfile    *profile,
                               InletSecrets    *secrets)
{
  g_return_if_fail (INLET_IS_CREATE_MANY (self));

  inlet_new_profiles_add (self->new_profiles, profile, secrets);
}

void
inlet_create_many_check_async (InletCreateMany     *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();
  GTask *task = NULL;

  g_return_if_fail (INLET_IS_CREATE_MANY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, inlet_create_many_check_async);
  for (guint i = 0; i < count (self); i++)
    g_ptr_array_add (drafts, inlet_create_item_get_draft (peek (self, i)));
  inlet_check_drafts_async (inlet_context_get_database (self->context), drafts, cancellable,
                            on_checked, task);
}

GPtrArray *
inlet_create_many_check_finish (InletCreateMany  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
inlet_create_many_skip (InletCreateMany *self)
{
  g_return_if_fail (INLET_IS_CREATE_MANY (self));

  for (guint i = 0; i < count (self); i++) {
    InletConnection *standing = g_hash_table_lookup (self->standing, peek (self, i));

    if (standing != NULL)
      inlet_create_item_skip (peek (self, i), standing);
  }
}

void
inlet_create_many_set_again (InletCreateMany *self,
                             gboolean         is_again)
{
  g_return_if_fail (INLET_IS_CREATE_MANY (self));

  self->is_again = is_again;
}

void
inlet_create_many_run_async (InletCreateMany     *self,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  InletDraft *draft = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (INLET_IS_CREATE_MANY (self));
  g_return_if_fail (self->cancellable == NULL);

  draft = inlet_create_item_get_draft (peek (self, 0));
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, inlet_create_many_run_async);
  self->cancellable = g_cancellable_new ();
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_RUNNING]);

  inlet_wait_repeat (self->wait, inlet_create_step_to_text (INLET_CREATE_SIGNING_IN));
  inlet_prepare_async (self->context, draft, self->new_profiles, self->cancellable, on_prepared,
                       g_object_ref (task));
}

gboolean
inlet_create_many_run_finish (InletCreateMany  *self,
                              GAsyncResult     *result,
                              GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
inlet_create_many_stop (InletCreateMany *self)
{
  g_return_if_fail (INLET_IS_CREATE_MANY (self));

  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  clear_gate (self);
  for (guint i = 0; i < count (self); i++)
    inlet_create_item_stop (peek (self, i));
}

void
inlet_create_many_cancel (InletCreateMany *self)
{
  g_return_if_fail (INLET_IS_CREATE_MANY (self));

  inlet_create_many_stop (self);
  for (guint i = 0; i < count (self); i++)
    inlet_create_item_cancel (peek (self, i));
}

GListModel *
inlet_create_many_get_items (InletCreateMany *self)
{
  g_return_val_if_fail (INLET_IS_CREATE_MANY (self), NULL);

  return G_LIST_MODEL (self->items);
}

gboolean
inlet_create_many_get_is_running (InletCreateMany *self)
{
  g_return_val_if_fail (INLET_IS_CREATE_MANY (self), FALSE);

  return self->cancellable != NULL;
}

guint
inlet_create_many_count (InletCreateMany      *self,
                         InletCreateItemState  state)
{
  guint n = 0;

  g_return_val_if_fail (INLET_IS_CREATE_MANY (self), 0);

  for (guint i = 0; i < count (self); i++)
    n += inlet_create_item_get_state (peek (self, i)) == state;

  return n;
}
