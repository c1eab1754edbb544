/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "keyring-daemon.h"

#include <stdarg.h>
#include <string.h>

#define SERVICE "org.freedesktop.secrets"
#define PATIENCE 20 /* seconds */

struct _KeyringDaemon
{
  char            *dir;       /* (owned) */
  GSubprocess     *process;   /* (owned) (nullable) */
  GDBusConnection *bus;       /* (owned) */
  GDBusConnection *monitor;   /* (owned) sees what others say to the prompter */
  int              n_prompts; /* (atomic) counted in the monitor's thread */
};

static gboolean
on_patience_ended (gpointer user_data)
{
  g_error ("Waited for %s for %d seconds", (const char *) user_data, PATIENCE);
  return G_SOURCE_REMOVE;
}

static gboolean
on_tick (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* A loop over this condition: `while (!there) wait_a_little ();`, bound by patience. */
static void
wait_a_little (void)
{
  unsigned int tick = g_timeout_add (10, on_tick, NULL);

  g_main_context_iteration (NULL, TRUE);
  g_source_remove (tick);
}

static unsigned int
begin_patience (const char *what)
{
  return g_timeout_add_seconds (PATIENCE, on_patience_ended, (gpointer) what);
}

static gboolean
is_known (KeyringDaemon *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;
  gboolean has_owner = FALSE;

  reply = g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus", "NameHasOwner",
                                       g_variant_new ("(s)", SERVICE), G_VARIANT_TYPE ("(b)"),
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_get (reply, "(b)", &has_owner);

  return has_owner;
}

static GDBusMessage *
on_message_seen (GDBusConnection *monitor,
                 GDBusMessage    *message,
                 gboolean         is_incoming,
                 gpointer         user_data)
{
  KeyringDaemon *self = user_data;
  GVariant *body = g_dbus_message_get_body (message);
  const char *type = NULL;

  if (!is_incoming || g_strcmp0 (g_dbus_message_get_member (message), "PerformPrompt") != 0)
    return message;

  g_variant_get_child (body, 1, "&s", &type);
  if (g_str_equal (type, "password"))
    g_atomic_int_inc (&self->n_prompts);

  /* It is somebody else's: nothing here may reply to it. */
  g_object_unref (message);
  return NULL;
}

static GDBusConnection *
connect_monitor (KeyringDaemon *self)
{
  const char * const rules[] = { "member='PerformPrompt'", NULL };
  g_autoptr (GDBusConnection) monitor = NULL;
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  monitor = g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                                    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                    G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                    NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_add_filter (monitor, on_message_seen, self, NULL);
  reply = g_dbus_connection_call_sync (monitor, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                       "org.freedesktop.DBus.Monitoring", "BecomeMonitor",
                                       g_variant_new ("(^asu)", rules, 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&monitor);
}

static gboolean
run_quietly (const char *command)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = g_strsplit (command, " ", -1);

  process = g_subprocess_newv ((const char * const *) words,
                               G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);

  return g_subprocess_wait_check (process, NULL, NULL);
}

static gboolean
is_prompt_shown (void)
{
  return run_quietly ("xdotool search --onlyvisible --class gcr-prompter");
}

KeyringDaemon *
keyring_daemon_new (void)
{
  KeyringDaemon *self = g_new0 (KeyringDaemon, 1);
  g_autoptr (GError) error = NULL;

  self->dir = g_dir_make_tmp ("inlet-keyring-XXXXXX", &error);
  g_assert_no_error (error);
  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  self->monitor = connect_monitor (self);

  return self;
}

void
keyring_daemon_free (KeyringDaemon *self)
{
  g_autofree char *remove = g_strdup_printf ("rm -r %s", self->dir);

  if (self->process != NULL)
    keyring_daemon_kill (self);
  g_dbus_connection_close_sync (self->monitor, NULL, NULL);
  g_object_unref (self->monitor);
  g_object_unref (self->bus);
  g_assert_true (run_quietly (remove));
  g_free (self->dir);
  g_free (self);
}

const char *
keyring_daemon_get_dir (KeyringDaemon *self)
{
  return self->dir;
}

void
keyring_daemon_start (KeyringDaemon *self,
                      gboolean       is_unlocked)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) error = NULL;
  GOutputStream *input = NULL;
  unsigned int patience = begin_patience ("the keyring daemon to start");

  g_assert_null (self->process);
  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                        G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", self->dir, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "G_DEBUG");
  self->process = g_subprocess_launcher_spawn (launcher, &error, "gnome-keyring-daemon",
                                               "--foreground", "--components=secrets",
                                               is_unlocked ? "--unlock" : NULL, NULL);
  g_assert_no_error (error);

  input = g_subprocess_get_stdin_pipe (self->process);
  if (is_unlocked)
    g_output_stream_write_all (input, DAEMON_PASSWORD, strlen (DAEMON_PASSWORD), NULL, NULL,
                               &error);
  g_assert_no_error (error);
  g_output_stream_close (input, NULL, NULL);

  while (!is_known (self))
    wait_a_little ();
  g_source_remove (patience);
}

void
keyring_daemon_kill (KeyringDaemon *self)
{
  unsigned int patience = begin_patience ("the keyring daemon to end");

  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);

  while (is_known (self))
    wait_a_little ();
  g_source_remove (patience);
}

void
keyring_daemon_signal (KeyringDaemon *self,
                       int            signal)
{
  g_subprocess_send_signal (self->process, signal);
}

void
keyring_daemon_lock (KeyringDaemon *self)
{
  const char * const collections[] = { "/org/freedesktop/secrets/collection/login", NULL };
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GError) error = NULL;

  reply = g_dbus_connection_call_sync (self->bus, SERVICE, "/org/freedesktop/secrets",
                                       "org.freedesktop.Secret.Service", "Lock",
                                       g_variant_new ("(^ao)", collections), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

int
keyring_daemon_count_prompts (KeyringDaemon *self)
{
  return g_atomic_int_get (&self->n_prompts);
}

void
keyring_daemon_wait_prompts (KeyringDaemon *self,
                             int            n_prompts)
{
  unsigned int patience = begin_patience ("the prompt");

  while (keyring_daemon_count_prompts (self) < n_prompts)
    wait_a_little ();
  g_source_remove (patience);
}

void
keyring_daemon_type (KeyringDaemon  *self,
                     const char     *keys,
                     const gboolean *flag,
                     int             n_prompts)
{
  g_autofree char *command = g_strdup_printf ("xdotool key --delay 2 %s", keys);
  unsigned int patience = begin_patience ("what was typed to work");
  gint64 next = 0;

  /* A prompt that has just come up may not listen yet; half a password is a wrong one, after which
   * it asks again. So the keys are pressed until they are heard. */
  while (!*flag && keyring_daemon_count_prompts (self) < n_prompts) {
    if (g_get_monotonic_time () > next && is_prompt_shown ()) {
      run_quietly (command);
      next = g_get_monotonic_time () + G_USEC_PER_SEC / 2;
    }
    wait_a_little ();
  }
  g_source_remove (patience);
}

void
wait_for_next_second (void)
{
  gint64 second = g_get_real_time () / G_USEC_PER_SEC;

  while (g_get_real_time () / G_USEC_PER_SEC == second)
    wait_a_little ();
}

char *
run (const char *input,
     const char *command,
     ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list list;

  va_start (list, command);
  for (const char *word = command; word != NULL; word = va_arg (list, const char *))
    g_ptr_array_add (words, (gpointer) word);
  va_end (list);
  g_ptr_array_add (words, NULL);

  process = g_subprocess_newv ((const char * const *) words->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &output, NULL, &error);
  g_assert_no_error (error);

  return output;
}
