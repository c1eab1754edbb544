/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-keyring-call.h"

#include "inlet-keyring-item.h"

/* How long one step of a call may take, in seconds.
 *
 * A step that asks nobody takes milliseconds: no answer within ANSWER_LIMIT, which is also what
 * D-Bus grants a method, is none. A step that may ask a person to unlock takes as long as the
 * person does; but the portal has been seen never to come back, and so the call ends by itself when
 * nobody can still be typing a password. Either can be cancelled before. */
#define ANSWER_LIMIT 25
#define PROMPT_LIMIT 600

#define KEYRING_NAME "org.freedesktop.secrets"

static void
drop_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
call_free (InletKeyringCall *call)
{
  drop_source (&call->cancel);
  drop_source (&call->limit);
  g_hash_table_unref (call->attributes);
  g_free (call->label);
  g_clear_pointer (&call->value, secret_value_unref);
  g_object_unref (call->cancellable);
  g_free (call);
}

/* Whether the task is still to be answered; it is then no longer. */
static gboolean
begin_answer (GTask *task)
{
  InletKeyringCall *call = g_task_get_task_data (task);

  if (call->is_answered)
    return FALSE;

  call->is_answered = TRUE;
  drop_source (&call->cancel);
  drop_source (&call->limit);
  g_clear_handle_id (&call->watch, g_bus_unwatch_name);
  /* GLib lets go of what watched the name, and so of the task, only when nothing else is to do. */
  g_clear_pointer (&call->value, secret_value_unref);
  return TRUE;
}

/* libsecret 0.20 cannot be cancelled while a prompt is up without tripping over its own task, which
 * is then lost. There the prompt stays until the person answers it, and its answer is not used. */
static void
leave_step (InletKeyringCall *call)
{
  if (!call->may_prompt || inlet_keyring_is_sandboxed ())
    g_cancellable_cancel (call->cancellable);
}

static gboolean
on_cancelled (GCancellable *cancellable,
              gpointer      user_data)
{
  GTask *task = G_TASK (user_data);

  if (begin_answer (task)) {
    leave_step (g_task_get_task_data (task));
    g_task_return_error_if_cancelled (task);
  }
  return G_SOURCE_REMOVE;
}

static gboolean
on_limit_reached (gpointer user_data)
{
  GTask *task = G_TASK (user_data);

  leave_step (g_task_get_task_data (task));
  inlet_keyring_call_answer_error (task, INLET_ERROR_KEYRING_FAILED,
                                   "The keyring did not answer in time");
  return G_SOURCE_REMOVE;
}

static void
on_keyring_appeared (GDBusConnection *bus,
                     const char      *name,
                     const char      *owner,
                     gpointer         user_data)
{
  InletKeyringCall *call = g_task_get_task_data (G_TASK (user_data));

  call->was_there = TRUE;
}

static void
on_keyring_vanished (GDBusConnection *bus,
                     const char      *name,
                     gpointer         user_data)
{
  GTask *task = G_TASK (user_data);
  InletKeyringCall *call = g_task_get_task_data (task);

  /* At first it may only not have been started yet. */
  if (call->was_there)
    inlet_keyring_call_answer_error (task, INLET_ERROR_KEYRING_FAILED, "The keyring has ended");
}

static void
on_bus_found (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  InletKeyringCall *call = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (bus == NULL) {
    inlet_keyring_call_answer_error (task, INLET_ERROR_KEYRING_MISSING, error->message);
  } else if (!call->is_answered) {
    /* When it ends while its prompt is up, libsecret would wait for ever. */
    call->watch = g_bus_watch_name_on_connection (bus, KEYRING_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                  on_keyring_appeared, on_keyring_vanished,
                                                  g_object_ref (task), g_object_unref);
    call->begin (task);
  }
}

static void
watch_cancellable (GTask *task)
{
  InletKeyringCall *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (cancellable == NULL || call->cancel != NULL)
    return;

  call->cancel = g_cancellable_source_new (cancellable);
  g_task_attach_source (task, call->cancel, G_SOURCE_FUNC (on_cancelled));
}

static InletKeyringCall *
call_new (InletProfile     *profile,
          InletSecrets     *secrets,
          InletKeyringStep  begin)
{
  InletKeyringCall *call = g_new0 (InletKeyringCall, 1);

  call->attributes = inlet_keyring_item_build_attributes (profile);
  call->label = inlet_keyring_item_dup_label (profile);
  call->value = secrets != NULL ? inlet_keyring_item_write (secrets) : NULL;
  call->cancellable = g_cancellable_new ();
  call->begin = begin;
  return call;
}

/* Every reason for which there is no bus means that there is no keyring, and libsecret's errors do
 * not tell them from others. Hence the bus first; libsecret then shares it. */
void
inlet_keyring_call_run (GTask            *task,
                        InletProfile     *profile,
                        InletSecrets     *secrets,
                        InletKeyringStep  begin)
{
  InletKeyringCall *call = call_new (profile, secrets, begin);

  g_task_set_task_data (task, call, (GDestroyNotify) call_free);
  if (g_task_return_error_if_cancelled (task))
    return;

  watch_cancellable (task);
  inlet_keyring_call_begin_step (task, FALSE);
  g_bus_get (G_BUS_TYPE_SESSION, call->cancellable, on_bus_found, g_object_ref (task));
}

void
inlet_keyring_call_begin_step (GTask    *task,
                               gboolean  may_prompt)
{
  InletKeyringCall *call = g_task_get_task_data (task);

  call->may_prompt = may_prompt;
  drop_source (&call->limit);
  if (call->is_answered)
    return;

  /* Inside the sandbox the portal asks whenever it likes. */
  if (may_prompt || inlet_keyring_is_sandboxed ())
    call->limit = g_timeout_source_new_seconds (PROMPT_LIMIT);
  else
    call->limit = g_timeout_source_new_seconds (ANSWER_LIMIT);
  g_task_attach_source (task, call->limit, on_limit_reached);
}

gboolean
inlet_keyring_call_begin_write (GTask *task)
{
  InletKeyringCall *call = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (g_cancellable_is_cancelled (cancellable))
    on_cancelled (cancellable, task);
  if (call->is_answered)
    return FALSE;

  /* A message that is sent is carried out, whether its answer is awaited or not. */
  drop_source (&call->cancel);
  g_task_set_check_cancellable (task, FALSE);
  inlet_keyring_call_begin_step (task, FALSE);
  return TRUE;
}

void
inlet_keyring_call_answer_done (GTask *task)
{
  if (begin_answer (task))
    g_task_return_boolean (task, TRUE);
}

void
inlet_keyring_call_answer_secrets (GTask        *task,
                                   InletSecrets *secrets)
{
  if (begin_answer (task))
    g_task_return_pointer (task, inlet_secrets_ref (secrets),
                           (GDestroyNotify) inlet_secrets_unref);
}

void
inlet_keyring_call_answer_error (GTask          *task,
                                 InletErrorCode  code,
                                 const char     *message)
{
  if (!begin_answer (task))
    return;

  /* libsecret would go on with its connection to a keyring that is no more. */
  if (code == INLET_ERROR_KEYRING_MISSING || code == INLET_ERROR_KEYRING_FAILED)
    secret_service_disconnect ();

  g_task_return_new_error (task, INLET_ERROR, code, "%s", message);
}

void
inlet_keyring_call_fail (GTask        *task,
                         const GError *error)
{
  InletKeyringCall *call = g_task_get_task_data (task);
  gboolean is_nameless = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_DBUS_ERROR);

  /* A keyring that was started anew knows nothing of libsecret's session with the one before, which
   * libsecret has not noticed, and says so with an error that libsecret has no name for. */
  if (is_nameless && !call->has_begun_again && !call->is_answered) {
    call->has_begun_again = TRUE;
    secret_service_disconnect ();
    /* It refused what was to be written, and may ask for its password. */
    watch_cancellable (task);
    call->begin (task);
  } else {
    inlet_keyring_call_answer_error (task, inlet_keyring_classify (error), error->message);
  }
}
