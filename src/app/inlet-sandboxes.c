/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sandboxes.h"

#include "inlet-kept-sandboxes.h"
#include "inlet-sandbox-query.h"

/* Between two times that nobody has asked for, in milliseconds. */
#define PAUSE (60 * 1000)

struct _InletSandboxes
{
  GObject       parent_instance;

  InletContext *context;                   /* (owned) */
  InletAccount *account;                   /* (owned) (nullable) */
  GPtrArray    *sandboxes;                 /* (owned): of InletSandbox */
  gint64        seen_at;
  InletProblem *problem;                   /* (owned) (nullable) */
  GCancellable *cancellable;               /* (owned) (nullable): of what is done for the account */
  gboolean      is_asking;
  gboolean      is_waiting_for_keyring;
  gboolean      has_asked;
  gint64        asked_at;                  /* of the clock, once it has asked */
};

enum {
  PROP_0,
  PROP_ACCOUNT,
  PROP_IS_ASKING,
  PROP_PROBLEM,
  PROP_SEEN_AT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GType
inlet_sandboxes_get_item_type (GListModel *model)
{
  return INLET_TYPE_SANDBOX;
}

static guint
inlet_sandboxes_get_n_items (GListModel *model)
{
  return INLET_SANDBOXES (model)->sandboxes->len;
}

static gpointer
inlet_sandboxes_get_item (GListModel *model,
                          guint       position)
{
  InletSandboxes *self = INLET_SANDBOXES (model);

  return position < self->sandboxes->len ? g_object_ref (self->sandboxes->pdata[position]) : NULL;
}

static void
inlet_sandboxes_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = inlet_sandboxes_get_item_type;
  iface->get_n_items = inlet_sandboxes_get_n_items;
  iface->get_item = inlet_sandboxes_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (InletSandboxes, inlet_sandboxes, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      inlet_sandboxes_list_model_init))

static void
set_is_asking (InletSandboxes *self,
               gboolean        is_asking)
{
  if (self->is_asking == is_asking)
    return;

  self->is_asking = is_asking;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_ASKING]);
}

static void
set_problem (InletSandboxes *self,
             InletProblem   *problem)
{
  if (g_set_object (&self->problem, problem))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROBLEM]);
}

static void
set_seen_at (InletSandboxes *self,
             gint64          seen_at)
{
  if (self->seen_at == seen_at)
    return;

  self->seen_at = seen_at;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SEEN_AT]);
}

static gboolean
is_the_same (GPtrArray *one,
             GPtrArray *other)
{
  if (one->len != other->len)
    return FALSE;

  for (guint i = 0; i < one->len; i++)
    if (!inlet_sandbox_equal (one->pdata[i], other->pdata[i]))
      return FALSE;

  return TRUE;
}

static void
take (InletSandboxes *self,
      GPtrArray      *sandboxes,
      gint64          seen_at)
{
  guint n_before = self->sandboxes->len;

  if (!is_the_same (self->sandboxes, sandboxes)) {
    g_ptr_array_unref (self->sandboxes);
    self->sandboxes = g_ptr_array_ref (sandboxes);
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, sandboxes->len);
  }
  set_seen_at (self, seen_at);
}

static void
forget (InletSandboxes *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new_with_free_func (g_object_unref);

  take (self, none, 0);
}

/* The last answer counts, however it was had. */
static void
take_answer (InletSandboxes *self,
             GPtrArray      *sandboxes,
             gint64          seen_at)
{
  g_autoptr (InletProblem) problem = inlet_sandbox_query_explain (sandboxes);

  take (self, sandboxes, seen_at);
  set_problem (self, problem);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sandboxes =
    inlet_sandbox_query_finish (INLET_CONTEXT (source), result, &error);
  g_autoptr (InletProblem) problem = NULL;
  InletSandboxes *self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = INLET_SANDBOXES (user_data);
  if (sandboxes != NULL) {
    take_answer (self, sandboxes, g_get_real_time () / G_USEC_PER_SEC);
  } else {
    problem = inlet_problem_new_from_error (error);
    set_problem (self, problem);
  }
  self->is_waiting_for_keyring =
    g_error_matches (error, INLET_ERROR, INLET_ERROR_KEYRING_LOCKED) ||
    g_error_matches (error, INLET_ERROR, INLET_ERROR_KEYRING_MISSING);
  set_is_asking (self, FALSE);
}

static void
ask (InletSandboxes *self,
     gboolean        is_quiet)
{
  if (self->account == NULL || self->is_asking)
    return;

  self->has_asked = TRUE;
  self->asked_at = inlet_clock_get_time (inlet_context_get_clock (self->context));
  self->is_waiting_for_keyring = FALSE;
  set_is_asking (self, TRUE);
  inlet_sandbox_query_async (self->context, self->account, is_quiet, self->cancellable,
                             on_answered, self);
}

static void
on_kept_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletKeptSandboxes) kept =
    inlet_kept_sandboxes_read_finish (INLET_DATABASE (source), result, &error);
  InletSandboxes *self = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = INLET_SANDBOXES (user_data);
  if (error != NULL)
    g_message ("The kept sandboxes cannot be read: %s", error->message);
  if (kept != NULL && kept->seen_at != self->seen_at)
    take_answer (self, kept->sandboxes, kept->seen_at);
  if (inlet_kept_sandboxes_is_old (self->seen_at))
    inlet_sandboxes_refresh (self);
}

static void
read_kept (InletSandboxes *self)
{
  if (self->account != NULL)
    inlet_kept_sandboxes_read_async (inlet_context_get_database (self->context),
                                     inlet_profile_get_id (INLET_PROFILE (self->account)),
                                     self->cancellable, on_kept_read, self);
}

static void
on_keyring_answered (InletSandboxes *self)
{
  if (self->is_waiting_for_keyring)
    ask (self, TRUE);
}

static void
inlet_sandboxes_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  InletSandboxes *self = INLET_SANDBOXES (object);

  switch (prop_id) {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_IS_ASKING:
      g_value_set_boolean (value, self->is_asking);
      break;
    case PROP_PROBLEM:
      g_value_set_object (value, self->problem);
      break;
    case PROP_SEEN_AT:
      g_value_set_int64 (value, self->seen_at);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_sandboxes_dispose (GObject *object)
{
  InletSandboxes *self = INLET_SANDBOXES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->problem);
  g_clear_object (&self->account);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (inlet_sandboxes_parent_class)->dispose (object);
}

static void
inlet_sandboxes_finalize (GObject *object)
{
  g_ptr_array_unref (INLET_SANDBOXES (object)->sandboxes);

  G_OBJECT_CLASS (inlet_sandboxes_parent_class)->finalize (object);
}

static void
inlet_sandboxes_class_init (InletSandboxesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_sandboxes_dispose;
  object_class->finalize = inlet_sandboxes_finalize;
  object_class->get_property = inlet_sandboxes_get_property;

  props[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, INLET_TYPE_ACCOUNT, flags);
  props[PROP_IS_ASKING] = g_param_spec_boolean ("is-asking", NULL, NULL, FALSE, flags);
  props[PROP_PROBLEM] = g_param_spec_object ("problem", NULL, NULL, INLET_TYPE_PROBLEM, flags);
  props[PROP_SEEN_AT] =
    g_param_spec_int64 ("seen-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_sandboxes_init (InletSandboxes *self)
{
  self->sandboxes = g_ptr_array_new_with_free_func (g_object_unref);
}

InletSandboxes *
inlet_sandboxes_new (InletContext *context)
{
  InletSandboxes *self = NULL;

  g_return_val_if_fail (INLET_IS_CONTEXT (context), NULL);

  self = g_object_new (INLET_TYPE_SANDBOXES, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (inlet_context_get_database (context), "changed",
                           G_CALLBACK (read_kept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (inlet_context_get_vault (context), "keyring-answered",
                           G_CALLBACK (on_keyring_answered), self, G_CONNECT_SWAPPED);
  return self;
}

void
inlet_sandboxes_set_account (InletSandboxes *self,
                             InletAccount   *account)
{
  g_return_if_fail (INLET_IS_SANDBOXES (self));
  g_return_if_fail (account == NULL || INLET_IS_ACCOUNT (account));

  if (!g_set_object (&self->account, account))
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->has_asked = FALSE;
  self->is_waiting_for_keyring = FALSE;
  set_is_asking (self, FALSE);
  set_problem (self, NULL);
  forget (self);
  read_kept (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ACCOUNT]);
}

void
inlet_sandboxes_ask (InletSandboxes *self)
{
  g_return_if_fail (INLET_IS_SANDBOXES (self));

  ask (self, FALSE);
}

void
inlet_sandboxes_refresh (InletSandboxes *self)
{
  gint64 now;

  g_return_if_fail (INLET_IS_SANDBOXES (self));

  now = inlet_clock_get_time (inlet_context_get_clock (self->context));
  if (!self->has_asked || now - self->asked_at >= PAUSE)
    ask (self, TRUE);
}

InletProblem *
inlet_sandboxes_get_problem (InletSandboxes *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOXES (self), NULL);

  return self->problem;
}

gboolean
inlet_sandboxes_get_is_asking (InletSandboxes *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOXES (self), FALSE);

  return self->is_asking;
}

gint64
inlet_sandboxes_get_seen_at (InletSandboxes *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOXES (self), 0);

  return self->seen_at;
}

InletSandbox *
inlet_sandboxes_find (InletSandboxes *self,
                      const char     *name)
{
  g_return_val_if_fail (INLET_IS_SANDBOXES (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < self->sandboxes->len; i++)
    if (g_str_equal (inlet_sandbox_get_name (self->sandboxes->pdata[i]), name))
      return self->sandboxes->pdata[i];

  return NULL;
}
