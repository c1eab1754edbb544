/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* When a session token ends: in seconds of Unix time, 0 when that is not known. It is no secret. */

/* How long before the end it is soon; enough to fetch another, and to tell Adobe. */
#define INLET_EXPIRY_SOON_SECONDS (15 * 60)

/**
 * InletExpiryState:
 * @INLET_EXPIRY_UNKNOWN: nobody said when it ends
 * @INLET_EXPIRY_FRESH: there is time
 * @INLET_EXPIRY_SOON: less than %INLET_EXPIRY_SOON_SECONDS are left
 * @INLET_EXPIRY_OVER: Amazon takes it no more
 */
typedef enum {
  INLET_EXPIRY_UNKNOWN,
  INLET_EXPIRY_FRESH,
  INLET_EXPIRY_SOON,
  INLET_EXPIRY_OVER,
} InletExpiryState;

#define INLET_TYPE_EXPIRY_STATE (inlet_expiry_state_get_type ())
GType             inlet_expiry_state_get_type    (void);

InletExpiryState  inlet_expiry_get_state         (gint64       end,
                                                  gint64       now);
/* "The session token ends in 12 minutes.", "The session token ended 3 hours ago."…: a translated
 * sentence, also where the end is not known. (transfer full) */
char             *inlet_expiry_describe          (gint64       end,
                                                  gint64       now);
/* How many seconds from @now on what [func@expiry_describe] and [func@expiry_get_state] say stays
 * true; 0 when it does for ever. */
gint64            inlet_expiry_get_next          (gint64       end,
                                                  gint64       now);

/* Reads a moment as programs write it: RFC 3339 with its zone, a blank for the `T` too, or Unix
 * time in seconds or milliseconds. 0 when @text is not one. */
gint64            inlet_expiry_read              (const char  *text);
/* Reads what a person types at @now as well: "12 h", "1 h 30 min", "18:30" (the next one), and date
 * and time without a zone, which are local. 0 when @text is none of these. */
gint64            inlet_expiry_read_typed        (const char  *text,
                                                  gint64       now);
/* RFC 3339 in UTC; "" for 0. (transfer full) */
char             *inlet_expiry_to_text           (gint64       end);
/* The same in local time, with a blank for the `T`, for a person to change. (transfer full) */
char             *inlet_expiry_to_typed          (gint64       end);

/* What is wrong with what was typed at @now, which is not empty. (nullable) (transfer none) */
const char       *inlet_expiry_find_fault        (const char  *text,
                                                  gint64       now);
/* What is unusual about it, if nothing is wrong. (nullable) (transfer none) */
const char       *inlet_expiry_find_oddity       (const char  *text,
                                                  gint64       now);

G_END_DECLS
