/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-expiry.h"

#include <glib/gi18n.h>
#include <string.h>

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* From here on the next smaller unit says too little to be worth changing words for. */
#define IN_HOURS_FROM (2 * HOUR)
#define IN_DAYS_FROM  (2 * DAY)

/* The longest that Amazon gives (GetSessionToken in the reference of AWS STS). */
#define LONGEST (36 * HOUR)

/* The end of the year 9999, the last that a date can be in. */
#define LAST_MOMENT G_GINT64_CONSTANT (253402300799)

G_DEFINE_ENUM_TYPE (InletExpiryState, inlet_expiry_state,
                    G_DEFINE_ENUM_VALUE (INLET_EXPIRY_UNKNOWN, "unknown"),
                    G_DEFINE_ENUM_VALUE (INLET_EXPIRY_FRESH, "fresh"),
                    G_DEFINE_ENUM_VALUE (INLET_EXPIRY_SOON, "soon"),
                    G_DEFINE_ENUM_VALUE (INLET_EXPIRY_OVER, "over"))

static gint64
get_unit (gint64 seconds)
{
  if (seconds >= IN_DAYS_FROM)
    return DAY;

  return seconds >= IN_HOURS_FROM ? HOUR : MINUTE;
}

static char *
describe_left (gint64 seconds)
{
  gint64 unit = get_unit (seconds);
  guint n = (guint) (seconds / unit);

  if (n == 0)
    return g_strdup (_("The session token ends in less than a minute."));

  if (unit == DAY)
    return g_strdup_printf (ngettext ("The session token ends in %u day.",
                                      "The session token ends in %u days.", n), n);
  if (unit == HOUR)
    return g_strdup_printf (ngettext ("The session token ends in %u hour.",
                                      "The session token ends in %u hours.", n), n);

  return g_strdup_printf (ngettext ("The session token ends in %u minute.",
                                    "The session token ends in %u minutes.", n), n);
}

static char *
describe_since (gint64 seconds)
{
  gint64 unit = get_unit (seconds);
  guint n = (guint) (seconds / unit);

  if (n == 0)
    return g_strdup (_("The session token has just ended."));

  if (unit == DAY)
    return g_strdup_printf (ngettext ("The session token ended %u day ago.",
                                      "The session token ended %u days ago.", n), n);
  if (unit == HOUR)
    return g_strdup_printf (ngettext ("The session token ended %u hour ago.",
                                      "The session token ended %u hours ago.", n), n);

  return g_strdup_printf (ngettext ("The session token ended %u minute ago.",
                                    "The session token ended %u minutes ago.", n), n);
}

static gint64
keep_in_range (gint64 moment)
{
  return moment > 0 && moment <= LAST_MOMENT ? moment : 0;
}

static gint64
read_unix_time (const char *text)
{
  gsize length = strlen (text);
  guint64 number = 0;

  if ((length != 10 && length != 13) ||
      !g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &number, NULL))
    return 0;

  return (gint64) (length == 13 ? number / 1000 : number);
}

/* @zone: (nullable): that of a text which has none. */
static gint64
read_date (const char *text,
           GTimeZone  *zone)
{
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (text, zone);

  return date != NULL ? keep_in_range (g_date_time_to_unix (date)) : 0;
}

/* `YYYY-MM-DD HH:MM`, and with seconds, which the parser insists on. */
static gint64
read_local_date (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *whole = NULL;

  if (strlen (text) == strlen ("YYYY-MM-DD HH:MM"))
    whole = g_strconcat (text, ":00", NULL);

  return read_date (whole != NULL ? whole : text, zone);
}

/* `H:MM` or `HH:MM`: the next time that a clock shows it. */
static gint64
read_time (const char *text,
           gint64      now)
{
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) next = NULL;
  gsize n_digits = strspn (text, G_CSET_DIGITS);
  guint64 hour = 0;
  guint64 minute = 0;

  if (today == NULL || n_digits < 1 || n_digits > 2 || text[n_digits] != ':' ||
      strlen (text + n_digits + 1) != 2 ||
      !g_ascii_string_to_unsigned (text + n_digits + 1, 10, 0, 59, &minute, NULL))
    return 0;

  hour = g_ascii_strtoull (text, NULL, 10);
  if (hour > 23)
    return 0;

  then = g_date_time_new_local (g_date_time_get_year (today), g_date_time_get_month (today),
                                g_date_time_get_day_of_month (today), (int) hour, (int) minute, 0);
  if (then == NULL || g_date_time_to_unix (then) > now)
    return then != NULL ? g_date_time_to_unix (then) : 0;

  next = g_date_time_add_days (then, 1);
  return next != NULL ? g_date_time_to_unix (next) : 0;
}

static gint64
find_unit (const char *text,
           gsize       length)
{
  static const struct
  {
    const char *name;
    gint64      seconds;
  } units[] = {
    { "h", HOUR }, { "hour", HOUR }, { "hours", HOUR },
    { "m", MINUTE }, { "min", MINUTE }, { "minute", MINUTE }, { "minutes", MINUTE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strlen (units[i].name) == length &&
        g_ascii_strncasecmp (text, units[i].name, length) == 0)
      return units[i].seconds;

  return 0;
}

static const char *
skip_blanks (const char *text)
{
  return text + strspn (text, " ");
}

/* "12 h", "90min", "1h 30m". 0 when it is none. */
static gint64
read_duration (const char *text)
{
  gint64 seconds = 0;

  while (*text != '\0') {
    gsize n_digits = strspn (text, G_CSET_DIGITS);
    gint64 number = n_digits > 0 && n_digits < 6 ? (gint64) g_ascii_strtoull (text, NULL, 10) : 0;
    const char *unit = skip_blanks (text + n_digits);
    gsize length = strspn (unit, G_CSET_a_2_z G_CSET_A_2_Z);
    gint64 part = number * find_unit (unit, length);

    if (part == 0)
      return 0;

    seconds += part;
    text = skip_blanks (unit + length);
  }

  return seconds;
}

InletExpiryState
inlet_expiry_get_state (gint64 end,
                        gint64 now)
{
  if (end <= 0)
    return INLET_EXPIRY_UNKNOWN;
  if (end <= now)
    return INLET_EXPIRY_OVER;

  return end - now <= INLET_EXPIRY_SOON_SECONDS ? INLET_EXPIRY_SOON : INLET_EXPIRY_FRESH;
}

char *
inlet_expiry_describe (gint64 end,
                       gint64 now)
{
  if (end <= 0)
    return g_strdup (_("It is not known when the session token ends."));

  return end <= now ? describe_since (now - end) : describe_left (end - now);
}

gint64
inlet_expiry_get_next (gint64 end,
                       gint64 now)
{
  gint64 left = end - now;
  gint64 unit;
  gint64 next;

  if (end <= 0)
    return 0;

  if (left <= 0) {
    unit = get_unit (-left);
    return unit - -left % unit;
  }

  unit = get_unit (left);
  next = left % unit + (left > unit);
  if (left > INLET_EXPIRY_SOON_SECONDS)
    next = MIN (next, left - INLET_EXPIRY_SOON_SECONDS);

  return MAX (next, 1);
}

gint64
inlet_expiry_read (const char *text)
{
  gint64 moment;

  g_return_val_if_fail (text != NULL, 0);

  moment = read_unix_time (text);
  return moment != 0 ? moment : read_date (text, NULL);
}

gint64
inlet_expiry_read_typed (const char *text,
                         gint64      now)
{
  gint64 moment;

  g_return_val_if_fail (text != NULL, 0);

  moment = inlet_expiry_read (text);
  if (moment == 0)
    moment = read_local_date (text);
  if (moment == 0)
    moment = read_time (text, now);
  if (moment == 0 && (moment = read_duration (text)) != 0)
    moment += now;

  return keep_in_range (moment);
}

char *
inlet_expiry_to_text (gint64 end)
{
  g_autoptr (GDateTime) date = end > 0 ? g_date_time_new_from_unix_utc (end) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

char *
inlet_expiry_to_typed (gint64 end)
{
  g_autoptr (GDateTime) date = end > 0 ? g_date_time_new_from_unix_local (end) : NULL;

  return date != NULL ? g_date_time_format (date, "%Y-%m-%d %H:%M:%S%:z") : g_strdup ("");
}

const char *
inlet_expiry_find_fault (const char *text,
                         gint64      now)
{
  return inlet_expiry_read_typed (text, now) != 0 ? NULL :
         _("Enter how long it lasts, such as “12 h” or “45 min”, or when it ends, such as “18:30” "
           "or “2030-12-31 18:30”.");
}

const char *
inlet_expiry_find_oddity (const char *text,
                          gint64      now)
{
  gint64 end = inlet_expiry_read_typed (text, now);

  if (end <= now)
    return _("This has passed. Amazon does not take the session token any more.");

  return end - now > LONGEST ? _("Session tokens last 36 hours at most.") : NULL;
}
