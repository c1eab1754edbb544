/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Linked into the programs of a ThreadSanitizer build. GLib itself is not built with it, and its
 * locks are none of pthread's, so ThreadSanitizer would not know what they order and would take
 * every object that is handed to another thread for a race. These stand before GLib's functions of
 * the same name and say it: what came before a release comes before the acquire that follows. Only
 * what hands over is said, so that what is touched besides is still a race. */

#include <dlfcn.h>
#include <gio/gio.h>
#include <sanitizer/tsan_interface.h>

/* GLib's own function of that name. Looked up each time: keeping it would need an order as well. */
#define NEXT(function) ((__typeof__ (&function))dlsym (RTLD_NEXT, #function))

void
  (g_mutex_lock) (GMutex * mutex)
{
  NEXT (g_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

void
  (g_mutex_unlock) (GMutex * mutex)
{
  __tsan_release (mutex);
  NEXT (g_mutex_unlock) (mutex);
}

void
  (g_cond_wait) (GCond * cond,
                 GMutex *mutex)
{
  __tsan_release (mutex);
  NEXT (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

void
  (g_async_queue_push) (GAsyncQueue * queue,
                        gpointer     data)
{
  __tsan_release (data);
  NEXT (g_async_queue_push) (queue, data);
}

gpointer
  (g_async_queue_pop) (GAsyncQueue * queue)
{
  gpointer data = NEXT (g_async_queue_pop) (queue);

  __tsan_acquire (data);

  return data;
}

/* The inline half of it reads the same place by an atomic operation that ThreadSanitizer sees. */
void
  (g_once_init_leave) (volatile void *location,
                       gsize          result)
{
  __tsan_release ((void *) location);
  NEXT (g_once_init_leave) (location, result);
}

/* Whoever lets go last clears what the others have written. */
void
  (g_object_unref) (gpointer object)
{
  __tsan_release (object);
  __tsan_acquire (object);
  NEXT (g_object_unref) (object);
}

void
  (g_atomic_rc_box_release_full) (gpointer       box,
                                  GDestroyNotify clear)
{
  __tsan_release (box);
  __tsan_acquire (box);
  NEXT (g_atomic_rc_box_release_full) (box, clear);
}

typedef struct
{
  GSource        *source;     /* (unowned): it owns this */
  GSourceFunc     function;
  gpointer        data;
  GDestroyNotify  destroy;
} Callback;

static gboolean
call (gpointer data)
{
  Callback *self = data;

  __tsan_acquire (self->source);

  return self->function (self->data);
}

static void
callback_free (gpointer data)
{
  Callback *self = data;

  __tsan_acquire (self->source);
  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self);
}

/* What a source of another kind calls has other arguments; none such crosses threads. */
static gboolean
calls_with_data_alone (GSource *source)
{
  return source->source_funcs == &g_idle_funcs || source->source_funcs == &g_timeout_funcs;
}

void
  (g_source_set_callback) (GSource * source,
                           GSourceFunc     function,
                           gpointer        data,
                           GDestroyNotify  destroy)
{
  Callback *self;

  if (!calls_with_data_alone (source)) {
    NEXT (g_source_set_callback) (source, function, data, destroy);
    return;
  }

  self = g_new (Callback, 1);
  *self = (Callback) { source, function, data, destroy };
  NEXT (g_source_set_callback) (source, call, self, callback_free);
}

guint
  (g_source_attach) (GSource * source,
                     GMainContext *context)
{
  __tsan_release (source);

  return NEXT (g_source_attach) (source, context);
}

/* A thread of the pool gets a task, and gives what came of it back. */
static void
run_task (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  GTaskThreadFunc function = (GTaskThreadFunc) g_object_get_data (G_OBJECT (task), "function");

  __tsan_acquire (task);
  function (task, source, data, cancellable);
}

void
  (g_task_run_in_thread) (GTask * task,
                          GTaskThreadFunc function)
{
  g_object_set_data (G_OBJECT (task), "function", (gpointer) function);
  __tsan_release (task);
  NEXT (g_task_run_in_thread) (task, run_task);
}

void
  (g_task_return_pointer) (GTask * task,
                           gpointer       result,
                           GDestroyNotify destroy)
{
  __tsan_release (task);
  NEXT (g_task_return_pointer) (task, result, destroy);
}

void
  (g_task_return_error) (GTask * task,
                         GError *error)
{
  __tsan_release (task);
  NEXT (g_task_return_error) (task, error);
}

gpointer
  (g_task_propagate_pointer) (GTask * task,
                              GError **error)
{
  __tsan_acquire (task);

  return NEXT (g_task_propagate_pointer) (task, error);
}
