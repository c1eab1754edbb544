/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-secret-content.h"

#include "inlet-secrets.h"

#include <string.h>

#define TEXT_TYPE "text/plain;charset=utf-8"
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT "secret"

struct _InletSecretContent
{
  GdkContentProvider parent_instance;

  GdkClipboard      *clipboard; /* (owned) (nullable): %NULL when it is not on it */
  char              *text;      /* (owned) (nullable): a secret, %NULL when no longer wanted */
};

G_DEFINE_FINAL_TYPE (InletSecretContent, inlet_secret_content, GDK_TYPE_CONTENT_PROVIDER)

static GdkContentFormats *
inlet_secret_content_ref_formats (GdkContentProvider * provider)
{
  const char *types[] = { TEXT_TYPE, HINT_TYPE };

  return gdk_content_formats_new (types, G_N_ELEMENTS (types));
}

/* None: what is storable is handed to the clipboard manager when the program ends. */
static GdkContentFormats *
inlet_secret_content_ref_storable_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new (NULL, 0);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
inlet_secret_content_write_mime_type_async (GdkContentProvider *provider,
                                            const char         *mime_type,
                                            GOutputStream      *stream,
                                            int                 io_priority,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data)
{
  InletSecretContent *self = INLET_SECRET_CONTENT (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const char *text = g_str_equal (mime_type, HINT_TYPE) ? HINT : self->text;
  inlet_autosecret char *copy = g_strdup (text != NULL ? text : "");

  /* Its time may be over before another program has read it all. */
  g_task_set_source_tag (task, inlet_secret_content_write_mime_type_async);
  g_task_set_task_data (task, copy, (GDestroyNotify) inlet_secret_free);
  g_output_stream_write_all_async (stream, copy, strlen (copy), io_priority, cancellable,
                                   on_written, task);
  copy = NULL;
}

static gboolean
inlet_secret_content_write_mime_type_finish (GdkContentProvider *provider,
                                             GAsyncResult       *result,
                                             GError            **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
forget (InletSecretContent *self)
{
  g_clear_pointer (&self->text, inlet_secret_free);
  inlet_secret_overwrite_stack ();
  g_clear_object (&self->clipboard);
}

static gboolean
on_time_over (gpointer user_data)
{
  InletSecretContent *self = user_data;
  g_autoptr (GdkClipboard) clipboard = g_steal_pointer (&self->clipboard);

  forget (self);
  if (clipboard != NULL)
    gdk_clipboard_set_content (clipboard, NULL);

  return G_SOURCE_REMOVE;
}

/* Something else is on the clipboard now. */
static void
inlet_secret_content_detach_clipboard (GdkContentProvider *provider,
                                       GdkClipboard       *clipboard)
{
  forget (INLET_SECRET_CONTENT (provider));
}

static void
inlet_secret_content_dispose (GObject *object)
{
  forget (INLET_SECRET_CONTENT (object));

  G_OBJECT_CLASS (inlet_secret_content_parent_class)->dispose (object);
}

static void
inlet_secret_content_class_init (InletSecretContentClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inlet_secret_content_dispose;
  provider_class->detach_clipboard = inlet_secret_content_detach_clipboard;
  provider_class->ref_formats = inlet_secret_content_ref_formats;
  provider_class->ref_storable_formats = inlet_secret_content_ref_storable_formats;
  provider_class->write_mime_type_async = inlet_secret_content_write_mime_type_async;
  provider_class->write_mime_type_finish = inlet_secret_content_write_mime_type_finish;
}

static void
inlet_secret_content_init (InletSecretContent *self)
{
}

void
inlet_secret_content_put (GdkClipboard *clipboard,
                          char         *text,
                          guint         seconds)
{
  g_autoptr (InletSecretContent) self = NULL;

  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));
  g_return_if_fail (text != NULL);

  self = g_object_new (INLET_TYPE_SECRET_CONTENT, NULL);
  self->clipboard = g_object_ref (clipboard);
  self->text = text;
  gdk_clipboard_set_content (clipboard, GDK_CONTENT_PROVIDER (self));
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, seconds, on_time_over, g_steal_pointer (&self),
                              g_object_unref);
}
