/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-search-provider.h"

#include "inlet-glance.h"
#include "inlet-shell-search.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

/* How long to stay for the next letter that is typed. */
#define PATIENCE_MS 10000
/* More than the Shell ever shows. */
#define MAX_METAS 100

struct _InletSearchProvider
{
  GObject parent_instance;

  GApplication *application; /* (weak) (nullable) */
  char *path;                /* (owned) */
  InletShellSearch *skeleton; /* (owned) */
};

G_DEFINE_FINAL_TYPE (InletSearchProvider, inlet_search_provider, G_TYPE_OBJECT)

enum { ROW_CHOSEN, SEARCH_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

/* A question that is being answered. */
typedef struct
{
  InletShellSearch *skeleton;        /* (owned) */
  GApplication *application;         /* (owned) */
  GDBusMethodInvocation *invocation; /* (owned until it is answered) */
  gboolean is_narrowed;
} Question;

static Question *
question_new (InletSearchProvider   *self,
              GDBusMethodInvocation *invocation)
{
  Question *question = g_new0 (Question, 1);

  question->skeleton = g_object_ref (self->skeleton);
  question->application = g_object_ref (self->application);
  question->invocation = invocation;
  g_application_set_inactivity_timeout (self->application, PATIENCE_MS);
  g_application_hold (self->application);

  return question;
}

static void
question_free (Question *question)
{
  g_application_release (question->application);
  g_object_unref (question->application);
  g_object_unref (question->skeleton);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* The Shell has nowhere to show why nothing was found. */
static void
explain (const GError *error)
{
  if (error != NULL)
    g_debug ("Cannot look for what the Shell searches: %s", error->message);
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = inlet_glance_find_finish (result, &error);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_auto (GStrv) row_ids = NULL;

  explain (error);
  for (guint i = 0; found != NULL && i < found->len; i++) {
    g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT,
                                           inlet_connection_get_row_id (found->pdata[i]));

    g_strv_builder_add (ids, id);
  }

  row_ids = g_strv_builder_end (ids);
  if (question->is_narrowed)
    inlet_shell_search_complete_get_subsearch_result_set (question->skeleton, question->invocation,
                                                          (const char *const *) row_ids);
  else
    inlet_shell_search_complete_get_initial_result_set (question->skeleton, question->invocation,
                                                        (const char *const *) row_ids);
}

static gboolean
on_initial_result_set (InletSearchProvider   *self,
                       GDBusMethodInvocation *invocation,
                       const char *const     *terms)
{
  inlet_glance_find_async (self->path, terms, NULL, on_found, question_new (self, invocation));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* Not among the results before: there were only so many of them. */
static gboolean
on_subsearch_result_set (InletSearchProvider   *self,
                         GDBusMethodInvocation *invocation,
                         const char *const     *results,
                         const char *const     *terms)
{
  Question *question = question_new (self, invocation);

  question->is_narrowed = TRUE;
  inlet_glance_find_async (self->path, terms, NULL, on_found, question);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

/* (transfer full) */
static char *
describe (InletConnection *connection)
{
  const char *id = inlet_connection_get_remote_id (connection);
  const char *sandbox = inlet_connection_get_sandbox (connection);
  const char *what = id != NULL ? id : inlet_state_label (inlet_connection_get_state (connection));

  if (sandbox == NULL || *sandbox == '\0')
    return g_strdup (what);

  return g_strdup_printf ("%s · %s", sandbox, what);
}

static GVariant *
build_meta (InletConnection *connection)
{
  g_autofree char *row_id = g_strdup_printf ("%" G_GINT64_FORMAT,
                                             inlet_connection_get_row_id (connection));
  g_autofree char *description = describe (connection);
  g_autoptr (GIcon) icon =
    g_themed_icon_new (inlet_state_icon_name (inlet_connection_get_state (connection)));
  const char *id = inlet_connection_get_remote_id (connection);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&builder, "{sv}", "id", g_variant_new_string (row_id));
  g_variant_builder_add (&builder, "{sv}", "name",
                         g_variant_new_string (inlet_connection_get_name (connection)));
  g_variant_builder_add (&builder, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_add (&builder, "{sv}", "icon", g_icon_serialize (icon));
  if (id != NULL)
    g_variant_builder_add (&builder, "{sv}", "clipboardText", g_variant_new_string (id));

  return g_variant_builder_end (&builder);
}

static void
on_rows_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = inlet_glance_rows_finish (result, &error);
  GVariantBuilder metas;

  explain (error);
  g_variant_builder_init (&metas, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    g_variant_builder_add_value (&metas, build_meta (rows->pdata[i]));

  inlet_shell_search_complete_get_result_metas (question->skeleton, question->invocation,
                                                g_variant_builder_end (&metas));
}

static gboolean
parse_row_id (const char *text,
              gint64     *row_id)
{
  return g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, row_id, NULL);
}

static gboolean
on_result_metas (InletSearchProvider   *self,
                 GDBusMethodInvocation *invocation,
                 const char *const     *identifiers)
{
  g_autoptr (GArray) row_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 row_id;

  for (guint i = 0; i < MAX_METAS && identifiers[i] != NULL; i++)
    if (parse_row_id (identifiers[i], &row_id))
      g_array_append_val (row_ids, row_id);

  inlet_glance_rows_async (self->path, row_ids, NULL, on_rows_read,
                           question_new (self, invocation));
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_activate_result (InletSearchProvider   *self,
                    GDBusMethodInvocation *invocation,
                    const char            *identifier,
                    const char *const     *terms,
                    guint                  timestamp)
{
  gint64 row_id;

  if (parse_row_id (identifier, &row_id))
    g_signal_emit (self, signals[ROW_CHOSEN], 0, row_id, timestamp);
  inlet_shell_search_complete_activate_result (self->skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static gboolean
on_launch_search (InletSearchProvider   *self,
                  GDBusMethodInvocation *invocation,
                  const char *const     *terms,
                  guint                  timestamp)
{
  g_autofree char *text = g_strjoinv (" ", (char **) terms);

  g_signal_emit (self, signals[SEARCH_CHOSEN], 0, text, timestamp);
  inlet_shell_search_complete_launch_search (self->skeleton, invocation);
  return G_DBUS_METHOD_INVOCATION_HANDLED;
}

static void
inlet_search_provider_finalize (GObject *object)
{
  InletSearchProvider *self = INLET_SEARCH_PROVIDER (object);

  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
  g_signal_handlers_disconnect_by_data (self->skeleton, self);
  g_object_unref (self->skeleton);
  g_clear_weak_pointer (&self->application);
  g_free (self->path);

  G_OBJECT_CLASS (inlet_search_provider_parent_class)->finalize (object);
}

static void
inlet_search_provider_class_init (InletSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_search_provider_finalize;

  signals[ROW_CHOSEN] = g_signal_new ("row-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                      0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                      G_TYPE_UINT);
  signals[SEARCH_CHOSEN] = g_signal_new ("search-chosen", G_TYPE_FROM_CLASS (klass),
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                         G_TYPE_STRING, G_TYPE_UINT);
}

static void
inlet_search_provider_init (InletSearchProvider *self)
{
  static const struct {
    const char *signal;
    GCallback callback;
  } handlers[] = {
    { "handle-get-initial-result-set", G_CALLBACK (on_initial_result_set) },
    { "handle-get-subsearch-result-set", G_CALLBACK (on_subsearch_result_set) },
    { "handle-get-result-metas", G_CALLBACK (on_result_metas) },
    { "handle-activate-result", G_CALLBACK (on_activate_result) },
    { "handle-launch-search", G_CALLBACK (on_launch_search) },
  };

  self->skeleton = inlet_shell_search_skeleton_new ();
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_swapped (self->skeleton, handlers[i].signal, handlers[i].callback, self);
}

InletSearchProvider *
inlet_search_provider_new (GApplication *application,
                           const char   *path)
{
  InletSearchProvider *self = NULL;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (INLET_TYPE_SEARCH_PROVIDER, NULL);
  g_set_weak_pointer (&self->application, application);
  self->path = g_strdup (path);
  return self;
}

gboolean
inlet_search_provider_export (InletSearchProvider  *self,
                              GDBusConnection      *connection,
                              const char           *object_path,
                              GError              **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (INLET_IS_SEARCH_PROVIDER (self), FALSE);

  path = g_strconcat (object_path, "/SearchProvider", NULL);
  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection,
                                           path, error);
}
