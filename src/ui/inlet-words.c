/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-words.h"

#include <glib/gi18n.h>

const char *
inlet_state_icon_name (InletConnectionState state)
{
  switch (state) {
    case INLET_CONNECTION_SENDING:
      return "content-loading-symbolic";
    case INLET_CONNECTION_CREATED:
      return "object-select-symbolic";
    case INLET_CONNECTION_FAILED:
      return "dialog-error-symbolic";
    case INLET_CONNECTION_UNCERTAIN:
      return "dialog-question-symbolic";
    case INLET_CONNECTION_GONE:
      return "user-trash-symbolic";
    default:
      g_return_val_if_reached (NULL);
  }
}

const char *
inlet_state_label (InletConnectionState state)
{
  switch (state) {
    case INLET_CONNECTION_SENDING:
      return _("Sending…");
    case INLET_CONNECTION_CREATED:
      return _("Created");
    case INLET_CONNECTION_FAILED:
      return _("Failed");
    case INLET_CONNECTION_UNCERTAIN:
      return _("Answer lost");
    case INLET_CONNECTION_GONE:
      return _("No longer there");
    default:
      g_return_val_if_reached (NULL);
  }
}

const char *
inlet_state_css_class (InletConnectionState state)
{
  switch (state) {
    case INLET_CONNECTION_CREATED:
      return "success";
    case INLET_CONNECTION_FAILED:
      return "error";
    case INLET_CONNECTION_UNCERTAIN:
      return "warning";
    case INLET_CONNECTION_SENDING:
    case INLET_CONNECTION_GONE:
      return "dim-label";
    default:
      g_return_val_if_reached (NULL);
  }
}

const char *
inlet_connection_state_label (InletConnection *connection)
{
  InletConnectionState state;

  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  state = inlet_connection_get_state (connection);
  return state == INLET_CONNECTION_CREATED &&
         inlet_connection_get_created_client (connection) != NULL
         ? _("Made elsewhere") : inlet_state_label (state);
}

char *
inlet_connection_describe_sandbox (InletConnection *connection)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  /* TRANSLATORS: %s is the name of a sandbox, such as “prod”. */
  return inlet_connection_is_in_production (connection)
         ? g_strdup_printf (_("%s (production)"), inlet_connection_get_sandbox (connection))
         : g_strdup (inlet_connection_get_sandbox (connection));
}

char *
inlet_connection_describe_credentials (InletConnection *connection)
{
  const char *name, *key;

  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  name = inlet_connection_get_credentials_name (connection);
  key = inlet_connection_get_access_key_id (connection);
  if (name == NULL || *name == '\0' || key == NULL || *key == '\0')
    return g_strdup (name != NULL && *name != '\0' ? name : key);

  return g_strdup_printf ("%s · %s", name, key);
}

char *
inlet_connection_describe_maker (InletConnection *connection)
{
  const char *client;

  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  client = inlet_connection_get_created_client (connection);
  if (client == NULL || *client == '\0')
    return NULL;
  if (g_str_equal (client, INLET_CLIENT_OF_ADOBE))
    return g_strdup (_("A person, in Adobe Experience Platform"));

  /* TRANSLATORS: %s is an API key: a program made the connection. */
  return g_strdup_printf (_("A program with the API key %s"), client);
}

const char *
inlet_test_outcome_icon_name (InletTestOutcome outcome)
{
  switch (outcome) {
    case INLET_TEST_PASSED:
      return "object-select-symbolic";
    case INLET_TEST_FAILED:
      return "dialog-error-symbolic";
    case INLET_TEST_UNKNOWN:
      return "dialog-question-symbolic";
    default:
      g_return_val_if_reached (NULL);
  }
}

const char *
inlet_test_outcome_label (InletTestOutcome outcome)
{
  switch (outcome) {
    case INLET_TEST_PASSED:
      return _("Test passed");
    case INLET_TEST_FAILED:
      return _("Test failed");
    case INLET_TEST_UNKNOWN:
      return _("Could not be tested");
    default:
      g_return_val_if_reached (NULL);
  }
}

const char *
inlet_test_outcome_css_class (InletTestOutcome outcome)
{
  switch (outcome) {
    case INLET_TEST_PASSED:
      return "success";
    case INLET_TEST_FAILED:
      return "error";
    case INLET_TEST_UNKNOWN:
      return "dim-label";
    default:
      g_return_val_if_reached (NULL);
  }
}

const char *
inlet_adobe_word (const char *word)
{
  static const char * const known[] = {
    /* TRANSLATORS: the types of a sandbox, and the states of sandboxes and connections. */
    NC_ ("at Adobe", "development"), NC_ ("at Adobe", "production"), NC_ ("at Adobe", "active"),
    NC_ ("at Adobe", "creating"), NC_ ("at Adobe", "resetting"), NC_ ("at Adobe", "deleting"),
    NC_ ("at Adobe", "deleted"), NC_ ("at Adobe", "failed"), NC_ ("at Adobe", "enabled"),
    NC_ ("at Adobe", "disabled"), NC_ ("at Adobe", "initializing"), NULL
  };

  return g_strv_contains (known, word) ? g_dpgettext2 (NULL, "at Adobe", word) : word;
}

/* Midnights between @then and @now, in local time. */
static int
count_days (GDateTime *then,
            GDateTime *now)
{
  GDate first, last;

  g_date_clear (&first, 1);
  g_date_clear (&last, 1);
  g_date_set_dmy (&first, g_date_time_get_day_of_month (then), g_date_time_get_month (then),
                  g_date_time_get_year (then));
  g_date_set_dmy (&last, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
  return g_date_days_between (&first, &last);
}

char *
inlet_time_to_short (gint64 unix_time)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (unix_time);
  gint64 seconds;
  int days;

  if (then == NULL)
    return g_strdup ("");

  seconds = g_date_time_to_unix (now) - unix_time;
  days = count_days (then, now);

  /* A clock that was set back leaves rows in the future: those get their date. */
  if (days < 0 || days >= 7)
    /* Translators: a date, in a column that has room for 10 digits. %x is that of the locale.
     * xgettext:no-c-format */
    return g_date_time_format (then, C_("date in the history", "%x"));
  if (seconds >= 0 && seconds < 60)
    return g_strdup (C_("time", "now"));
  if (seconds >= 0 && seconds < 60 * 60)
    return g_strdup_printf (ngettext ("%d min", "%d min", (gulong) (seconds / 60)),
                            (int) (seconds / 60));
  if (days == 0)
    return g_date_time_format (then, C_("time of today", "%H:%M"));
  if (days == 1)
    return g_strdup (_("yesterday"));
  return g_strdup_printf (ngettext ("%d day", "%d days", days), days);
}

char *
inlet_time_to_full (gint64 unix_time)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (unix_time);

  return then != NULL ? g_date_time_format (then, "%c") : g_strdup ("");
}

static gboolean
is_right_to_left (gunichar letter)
{
  return (letter >= 0x590 && letter <= 0x8ff) || (letter >= 0xfb1d && letter <= 0xfdff) ||
         (letter >= 0xfe70 && letter <= 0xfeff) || (letter >= 0x10800 && letter <= 0x10fff) ||
         (letter >= 0x1e800 && letter <= 0x1efff);
}

/* That of the first letter, as Unicode has it. */
static GtkTextDirection
find_direction (const char *text)
{
  while (*text != '\0' && !g_unichar_isalpha (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  if (*text == '\0')
    return GTK_TEXT_DIR_NONE;

  return is_right_to_left (g_utf8_get_char (text)) ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;
}

void
inlet_inscribe (GtkInscription *inscription,
                const char     *text,
                float           xalign)
{
  GtkTextDirection direction;

  g_return_if_fail (GTK_IS_INSCRIPTION (inscription));

  direction = text != NULL ? find_direction (text) : GTK_TEXT_DIR_NONE;
  if (direction != GTK_TEXT_DIR_NONE &&
      direction != gtk_widget_get_direction (GTK_WIDGET (inscription)))
    xalign = 1 - xalign;

  gtk_inscription_set_xalign (inscription, xalign);
  gtk_inscription_set_text (inscription, text);
}

void
inlet_copy_text (GtkWidget  *widget,
                 const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}
