/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-application.h"

#include "inlet-config.h"
#include "inlet-demo.h"
#include "inlet-renew-door.h"
#include "inlet-search-provider.h"
#include "inlet-window.h"

struct _InletApplication
{
  AdwApplication parent_instance;

  gboolean is_demo;
  InletDemo *demo;           /* (owned) (nullable) */
  InletContext *context;     /* (owned) (nullable): being opened, or open */
  GCancellable *cancellable; /* (owned) */
  InletWindow *window;       /* (weak) (nullable) */
  char *renewed_id;          /* (owned) (nullable): of credentials, as soon as they are known */
  InletSearchProvider *search_provider; /* (owned) (nullable): while on the bus */
};

G_DEFINE_FINAL_TYPE (InletApplication, inlet_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *accelerators[2];
} accelerators[] = {
  { "win.new-connection", { "<Control>n" } },
  { "win.search", { "<Control>f" } },
  { "win.copy-id", { "<Control><Shift>c" } },
  { "win.manage", { "<Control>comma" } },
  { "win.test-connections", { "<Control>t" } },
  { "win.show-shortcuts", { "<Control>question" } },
  { "window.close", { "<Control>w" } },
  { "app.quit", { "<Control>q" } },
};

/* What a notification was chosen for, now or as soon as the window can. */
static void
renew_if_possible (InletApplication *self)
{
  if (self->renewed_id != NULL &&
      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.renew", "s", self->renewed_id))
    g_clear_pointer (&self->renewed_id, g_free);
}

/* What waits tells a person who looks on for how long, second by second; and nobody else. */
static void
on_mapped_or_not (GtkWidget  *window,
                  InletClock *clock)
{
  inlet_clock_set_is_watched (clock, gtk_widget_get_mapped (window));
}

static void
follow_looks (InletApplication *self)
{
  InletClock *clock = inlet_context_get_clock (self->context);

  g_signal_connect_object (self->window, "map", G_CALLBACK (on_mapped_or_not), clock, 0);
  g_signal_connect_object (self->window, "unmap", G_CALLBACK (on_mapped_or_not), clock, 0);
  on_mapped_or_not (GTK_WIDGET (self->window), clock);
}

static void
conclude_opening (InletApplication *self,
                  const GError     *error)
{
  g_autoptr (InletProblem) problem = NULL;

  if (self->window == NULL)
    return;

  if (error == NULL) {
    inlet_window_set_context (self->window, self->context);
    follow_looks (self);
    inlet_renew_door_open (GTK_APPLICATION_WINDOW (self->window), self->context);
    renew_if_possible (self);
    return;
  }

  g_clear_object (&self->context);
  g_clear_object (&self->demo);
  problem = inlet_problem_new_from_error (error);
  inlet_window_show_problem (self->window, problem);
}

static void
on_context_opened (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  inlet_context_open_finish (INLET_CONTEXT (source), result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    conclude_opening (user_data, error);
}

static void
on_demo_opened (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  inlet_demo_open_finish (INLET_DEMO (source), result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    conclude_opening (user_data, error);
}

static void
open_demo (InletApplication *self)
{
  g_autoptr (GError) error = NULL;

  self->demo = inlet_demo_new (&error);
  if (self->demo == NULL) {
    conclude_opening (self, error);
    return;
  }

  g_set_object (&self->context, inlet_demo_get_context (self->demo));
  inlet_demo_open_async (self->demo, self->cancellable, on_demo_opened, self);
}

static void
open_context (InletApplication *self)
{
  if (self->context != NULL)
    return;

  if (self->is_demo) {
    open_demo (self);
    return;
  }

  self->context = inlet_context_new_for_user ();
  inlet_context_open_async (self->context, self->cancellable, on_context_opened, self);
}

static void
on_try_again (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  open_context (user_data);
}

/* Each window is asked to close, so that one that is busy can finish first. */
static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  InletApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
}

/* From here on the window is what keeps it running. */
static void
ensure_window (InletApplication *self)
{
  if (self->window != NULL)
    return;

  g_application_set_inactivity_timeout (G_APPLICATION (self), 0);
  g_set_weak_pointer (&self->window,
                      INLET_WINDOW (inlet_window_new (ADW_APPLICATION (self), self->is_demo)));
  open_context (self);
}

static void
on_show_connection (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  InletApplication *self = user_data;

  ensure_window (self);
  inlet_window_show (self->window, g_variant_get_int64 (parameter), NULL);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
on_renew (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  InletApplication *self = user_data;

  ensure_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
  g_free (self->renewed_id);
  self->renewed_id = g_variant_dup_string (parameter, NULL);
  renew_if_possible (self);
}

static void
on_row_chosen (InletApplication *self,
               gint64            row_id,
               guint             timestamp)
{
  ensure_window (self);
  inlet_window_show (self->window, row_id, NULL);
  gtk_window_present_with_time (GTK_WINDOW (self->window), timestamp);
}

static void
on_search_chosen (InletApplication *self,
                  const char       *text,
                  guint             timestamp)
{
  ensure_window (self);
  inlet_window_show (self->window, 0, text);
  gtk_window_present_with_time (GTK_WINDOW (self->window), timestamp);
}

static void
inlet_application_activate (GApplication *application)
{
  InletApplication *self = INLET_APPLICATION (application);

  ensure_window (self);
  gtk_window_present (GTK_WINDOW (self->window));
}

/* The Shell does not search in demos. */
static gboolean
inlet_application_dbus_register (GApplication     *application,
                                 GDBusConnection  *connection,
                                 const char       *object_path,
                                 GError          **error)
{
  InletApplication *self = INLET_APPLICATION (application);
  g_autofree char *path = inlet_context_dup_user_path ();

  if (!G_APPLICATION_CLASS (inlet_application_parent_class)->dbus_register (application, connection,
                                                                            object_path, error))
    return FALSE;

  if (self->is_demo)
    return TRUE;

  self->search_provider = inlet_search_provider_new (application, path);
  g_signal_connect_swapped (self->search_provider, "row-chosen", G_CALLBACK (on_row_chosen), self);
  g_signal_connect_swapped (self->search_provider, "search-chosen", G_CALLBACK (on_search_chosen),
                            self);
  return inlet_search_provider_export (self->search_provider, connection, object_path, error);
}

static void
inlet_application_dbus_unregister (GApplication    *application,
                                   GDBusConnection *connection,
                                   const char      *object_path)
{
  g_clear_object (&INLET_APPLICATION (application)->search_provider);
  G_APPLICATION_CLASS (inlet_application_parent_class)->dbus_unregister (application, connection,
                                                                         object_path);
}

static void
inlet_application_startup (GApplication *application)
{
  const GActionEntry actions[] = {
    { .name = "quit", .activate = on_quit },
    { .name = "renew", .activate = on_renew, .parameter_type = "s" },
    { .name = "show-connection", .activate = on_show_connection, .parameter_type = "x" },
    { .name = "try-again", .activate = on_try_again },
  };

  /* What the desktop finds the window's icon by, under X11. */
  g_set_prgname (APPLICATION_ID);
  G_APPLICATION_CLASS (inlet_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           accelerators[i].accelerators);
}

/* The demo's temporary folder goes here, while everything still works. */
static void
inlet_application_shutdown (GApplication *application)
{
  InletApplication *self = INLET_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  g_clear_object (&self->demo);

  G_APPLICATION_CLASS (inlet_application_parent_class)->shutdown (application);
}

static void
inlet_application_dispose (GObject *object)
{
  InletApplication *self = INLET_APPLICATION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->context);
  g_clear_object (&self->demo);

  G_OBJECT_CLASS (inlet_application_parent_class)->dispose (object);
}

static void
inlet_application_finalize (GObject *object)
{
  InletApplication *self = INLET_APPLICATION (object);

  g_object_unref (self->cancellable);
  g_free (self->renewed_id);

  G_OBJECT_CLASS (inlet_application_parent_class)->finalize (object);
}

static void
inlet_application_class_init (InletApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = inlet_application_dispose;
  object_class->finalize = inlet_application_finalize;
  application_class->startup = inlet_application_startup;
  application_class->activate = inlet_application_activate;
  application_class->dbus_register = inlet_application_dbus_register;
  application_class->dbus_unregister = inlet_application_dbus_unregister;
  application_class->shutdown = inlet_application_shutdown;
}

static void
inlet_application_init (InletApplication *self)
{
  self->cancellable = g_cancellable_new ();
}

InletApplication *
inlet_application_new (gboolean is_demo)
{
  InletApplication *self;

  /* Demos keep to themselves: neither do they talk to the program that runs already, nor to each
   * other. */
  self = g_object_new (INLET_TYPE_APPLICATION,
                       "application-id", APPLICATION_ID,
                       "flags", is_demo ? G_APPLICATION_NON_UNIQUE : G_APPLICATION_DEFAULT_FLAGS,
                       "resource-base-path", RESOURCE_PATH,
                       NULL);
  self->is_demo = is_demo;

  return self;
}
