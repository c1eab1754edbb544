/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-renew-door.h"

#include "inlet-ends.h"
#include "inlet-expiry.h"
#include "inlet-renew-window.h"
#include "inlet-toast.h"

#include <glib/gi18n.h>

/* Kept by the window. */
#define CONTEXT_KEY "inlet-renew-context"
#define ENDS_KEY "inlet-renew-ends"

static void
on_renew (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       window)
{
  InletContext *context = g_object_get_data (G_OBJECT (window), CONTEXT_KEY);
  InletProfiles *profiles = inlet_vault_get_profiles (inlet_context_get_vault (context),
                                                      INLET_PROFILE_CREDENTIALS);
  InletProfile *profile = inlet_profiles_find_by_id (profiles,
                                                     g_variant_get_string (parameter, NULL));

  if (profile != NULL)
    gtk_window_present (inlet_renew_window_new (window, context, INLET_CREDENTIALS (profile)));
}

/* One for each credentials: what comes of them later takes its place. (transfer full) */
static char *
build_notification_id (InletCredentials *credentials)
{
  return g_strconcat ("renew-", inlet_profile_get_id (INLET_PROFILE (credentials)), NULL);
}

static void
send_notification (GApplication     *application,
                   InletCredentials *credentials,
                   const char       *sentence)
{
  const char *id = inlet_profile_get_id (INLET_PROFILE (credentials));
  g_autofree char *name = build_notification_id (credentials);
  g_autoptr (GNotification) notification =
    g_notification_new (inlet_profile_get_name (INLET_PROFILE (credentials)));

  g_notification_set_body (notification, sentence);
  g_notification_set_default_action_and_target (notification, "app.renew", "s", id);
  /* Translators: gets another session token. */
  g_notification_add_button_with_target (notification, _("Renew…"), "app.renew", "s", id);
  g_application_send_notification (application, name, notification);
}

static void
show_toast (GtkWidget        *window,
            InletCredentials *credentials,
            const char       *sentence)
{
  /* Translators: the name of credentials, and a sentence about their session token. */
  g_autofree char *text = g_strdup_printf (_("“%s”: %s"),
                                           inlet_profile_get_name (INLET_PROFILE (credentials)),
                                           sentence);

  inlet_tell (window, text);
}

static void
on_ending (GtkWindow        *window,
           InletCredentials *credentials)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (window));
  g_autofree char *sentence =
    inlet_expiry_describe (inlet_credentials_get_session_token_end (credentials),
                           g_get_real_time () / G_USEC_PER_SEC);

  if (application == NULL || g_application_get_flags (application) & G_APPLICATION_NON_UNIQUE)
    show_toast (GTK_WIDGET (window), credentials, sentence);
  else
    send_notification (application, credentials, sentence);
}

/* What was told of the key before is no longer so. */
static void
on_key_changed (GtkWindow        *window,
                InletCredentials *credentials)
{
  GApplication *application = G_APPLICATION (gtk_window_get_application (window));
  g_autofree char *name = build_notification_id (credentials);

  if (application != NULL && !(g_application_get_flags (application) & G_APPLICATION_NON_UNIQUE))
    g_application_withdraw_notification (application, name);
}

void
inlet_renew_door_open (GtkApplicationWindow *window,
                       InletContext         *context)
{
  const GActionEntry actions[] = {
    { .name = "renew", .activate = on_renew, .parameter_type = "s" }
  };
  InletEnds *ends = NULL;

  g_return_if_fail (GTK_IS_APPLICATION_WINDOW (window));
  g_return_if_fail (INLET_IS_CONTEXT (context));

  g_object_set_data_full (G_OBJECT (window), CONTEXT_KEY, g_object_ref (context), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), window);

  ends = inlet_ends_new (inlet_vault_get_profiles (inlet_context_get_vault (context),
                                                   INLET_PROFILE_CREDENTIALS));
  g_object_set_data_full (G_OBJECT (window), ENDS_KEY, ends, g_object_unref);
  g_signal_connect_object (ends, "ending", G_CALLBACK (on_ending), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (inlet_context_get_vault (context), "key-changed",
                           G_CALLBACK (on_key_changed), window, G_CONNECT_SWAPPED);
  inlet_ends_start (ends);
}
