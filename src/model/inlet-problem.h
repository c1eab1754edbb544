/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-error.h"
#include "inlet-reply.h"

G_BEGIN_DECLS

/**
 * InletCertainty:
 * @INLET_CERTAINTY_NOT_SENT: the request never left, so nothing was made
 * @INLET_CERTAINTY_REFUSED: the request arrived and was refused, so nothing was made
 * @INLET_CERTAINTY_UNKNOWN: the request left and its outcome is not known
 * @INLET_CERTAINTY_ASKED: it was a question, which makes nothing, whatever became of it
 *
 * What is known, after a failure, about what happened at Adobe.
 */
typedef enum {
  INLET_CERTAINTY_NOT_SENT,
  INLET_CERTAINTY_REFUSED,
  INLET_CERTAINTY_UNKNOWN,
  INLET_CERTAINTY_ASKED,
} InletCertainty;

#define INLET_TYPE_CERTAINTY (inlet_certainty_get_type ())
GType inlet_certainty_get_type (void);

/**
 * InletProblem:
 *
 * Everything known about why something failed: what a person is told, and what a support ticket
 * needs.
 *
 * Immutable, and safe to read from any thread. It travels inside a `GError` of the domain
 * `INLET_ERROR`, and is kept with the connection's row in the history. It holds no secret: all text
 * that came from outside went through [func@Inlet.redact].
 */
#define INLET_TYPE_PROBLEM (inlet_problem_get_type ())
G_DECLARE_FINAL_TYPE (InletProblem, inlet_problem, INLET, PROBLEM, GObject)

/* A problem that is not a reply; @message (nullable) is a fact for the details, never a sentence to
 * show, and is masked where it looks like a secret.
 * Its certainty is %INLET_CERTAINTY_NOT_SENT. */
InletProblem  *inlet_problem_new             (InletErrorCode      code,
                                              const char         *message);

/* A problem read from a reply of any of the families that Adobe sends: gateway, sign-in (OAuth 2),
 * Flow Service current and legacy, other services, HTML or nothing at all. @secrets (nullable) are
 * the values to be masked in what is kept of the reply. Never fails. */
InletProblem  *inlet_problem_new_from_reply  (InletReply         *reply,
                                              const char * const *secrets);

/* The problem inside @error or, for any other error (GIO, TLS, resolver…), one made from it, with
 * %INLET_CERTAINTY_NOT_SENT: only who sent something can know better. (transfer full) */
InletProblem  *inlet_problem_new_from_error  (const GError       *error);

/* A copy that claims @certainty. (transfer full) */
InletProblem  *inlet_problem_with_certainty  (InletProblem       *self,
                                              InletCertainty      certainty);

/* A copy of a problem of something that only asks: %INLET_CERTAINTY_ASKED. (transfer full) */
InletProblem  *inlet_problem_as_question     (InletProblem       *self);

/* A copy that says that the same may go well a little later, without anybody doing anything: a line
 * that failed, a name that could not be looked up just now. (transfer full) */
InletProblem  *inlet_problem_as_passing      (InletProblem       *self);

/* A GError of the domain INLET_ERROR that carries @self. (transfer full) */
GError        *inlet_problem_to_error        (InletProblem       *self);

InletErrorCode inlet_problem_get_code        (InletProblem       *self);
InletCertainty inlet_problem_get_certainty   (InletProblem       *self);
/* HTTP status, 0 when there was no reply. */
guint          inlet_problem_get_status      (InletProblem       *self);
/* Adobe's own code, such as `FLOW-2100-404`, `403027`, `SMS-2010-403` or `invalid_client`.
 * (nullable) */
const char    *inlet_problem_get_adobe_code  (InletProblem       *self);
/* Adobe's or the system's own words. (not nullable) */
const char    *inlet_problem_get_message     (InletProblem       *self);
/* (nullable) */
const char    *inlet_problem_get_request_id  (InletProblem       *self);
/* The raw reply as text, status, headers and body, redacted. (nullable) */
const char    *inlet_problem_get_details     (InletProblem       *self);

/* Whether the same may go well a little later; of a reply: whether it was throttled, timed out or
 * failed at the other side (408, 429, 5xx). Not kept in the history, where later is over. */
gboolean       inlet_problem_is_passing      (InletProblem       *self);
/* How many seconds the reply asks to wait first, -1 where it doesn't. Not kept in the history. */
gint64         inlet_problem_get_retry_after (InletProblem       *self);

/* What happened, as a short translated title without a full stop. */
const char    *inlet_problem_get_title       (InletProblem       *self);
/* What to do, as translated sentences. */
const char    *inlet_problem_get_hint        (InletProblem       *self);

/* As JSON text for the history, and back; %NULL when @json is not such a text. (transfer full) */
char          *inlet_problem_to_json         (InletProblem       *self);
InletProblem  *inlet_problem_new_from_json   (const char         *json);

G_END_DECLS
