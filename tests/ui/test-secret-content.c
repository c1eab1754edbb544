/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-secret-content.h"

#define TEXT "export AWS_SECRET_ACCESS_KEY='planted'\n"

static GdkClipboard *
get_clipboard (void)
{
  return gdk_display_get_clipboard (gdk_display_get_default ());
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      answer)
{
  *(GAsyncResult **) answer = g_object_ref (result);
}

/* What @content has as @type, by the way that other programs' requests take. */
static char *
read_as (GdkContentProvider *content,
         const char         *type)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (content);
  gdk_content_provider_write_mime_type_async (content, type, stream, G_PRIORITY_DEFAULT, NULL,
                                              on_read, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gdk_content_provider_write_mime_type_finish (content, result, &error));
  g_assert_no_error (error);
  g_output_stream_write (stream, "", 1, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static void
wait_for (gpointer provider)
{
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  /* The pointer is cleared when it goes. */
  while (*(gpointer *) provider != NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (*(gpointer *) provider);
}

/* What the display has still to say of what was on the clipboard before is heard now. */
static void
hear_display (void)
{
  for (guint i = 0; i < 5; i++) {
    gdk_display_sync (gdk_display_get_default ());
    while (g_main_context_iteration (NULL, FALSE))
      continue;
  }
}

static void
set_up (gpointer      fixture,
        gconstpointer data)
{
  gdk_clipboard_set_content (get_clipboard (), NULL);
  hear_display ();
}

static void
test_is_marked (gpointer      fixture,
                gconstpointer data)
{
  g_autoptr (GdkContentFormats) storable = NULL;
  g_autofree char *text = NULL;
  g_autofree char *hint = NULL;

  inlet_secret_content_put (get_clipboard (), g_strdup (TEXT), 60);
  text = read_as (gdk_clipboard_get_content (get_clipboard ()), "text/plain;charset=utf-8");
  hint = read_as (gdk_clipboard_get_content (get_clipboard ()), "x-kde-passwordManagerHint");
  g_assert_cmpstr (text, ==, TEXT);
  g_assert_cmpstr (hint, ==, "secret");

  storable = gdk_content_provider_ref_storable_formats (gdk_clipboard_get_content (
                                                          get_clipboard ()));
  g_assert_null (gdk_content_formats_get_mime_types (storable, NULL));
}

static void
test_goes_with_its_time (gpointer fixture, gconstpointer data)
{
  GdkContentProvider *content;

  inlet_secret_content_put (get_clipboard (), g_strdup (TEXT), 1);
  content = gdk_clipboard_get_content (get_clipboard ());
  g_object_add_weak_pointer (G_OBJECT (content), (gpointer *) &content);
  wait_for (&content);
  g_assert_null (gdk_clipboard_get_content (get_clipboard ()));
}

static void
test_leaves_what_came_after (gpointer fixture, gconstpointer data)
{
  GdkContentProvider *content;
  g_auto (GValue) value = G_VALUE_INIT;

  inlet_secret_content_put (get_clipboard (), g_strdup (TEXT), 1);
  content = gdk_clipboard_get_content (get_clipboard ());
  g_object_add_weak_pointer (G_OBJECT (content), (gpointer *) &content);
  hear_display ();
  gdk_clipboard_set_text (get_clipboard (), "something else");
  wait_for (&content);

  g_value_init (&value, G_TYPE_STRING);
  content = gdk_clipboard_get_content (get_clipboard ());
  g_assert_true (gdk_content_provider_get_value (content, &value, NULL));
  g_assert_cmpstr (g_value_get_string (&value), ==, "something else");
}

/* Another program may hold on to it: what it gets later is nothing. */
static void
test_is_empty_when_replaced (gpointer fixture, gconstpointer data)
{
  g_autoptr (GdkContentProvider) held = NULL;
  g_autofree char *text = NULL;

  inlet_secret_content_put (get_clipboard (), g_strdup (TEXT), 60);
  g_set_object (&held, gdk_clipboard_get_content (get_clipboard ()));
  gdk_clipboard_set_text (get_clipboard (), "something else");
  text = read_as (held, "text/plain;charset=utf-8");
  g_assert_cmpstr (text, ==, "");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_vtable ("/inlet/ui/secret-content/is-marked", 0, NULL, set_up, test_is_marked, NULL);
  g_test_add_vtable ("/inlet/ui/secret-content/goes-with-its-time", 0, NULL, set_up,
                     test_goes_with_its_time, NULL);
  g_test_add_vtable ("/inlet/ui/secret-content/leaves-what-came-after", 0, NULL, set_up,
                     test_leaves_what_came_after, NULL);
  g_test_add_vtable ("/inlet/ui/secret-content/is-empty-when-replaced", 0, NULL, set_up,
                     test_is_empty_when_replaced, NULL);

  return g_test_run ();
}
