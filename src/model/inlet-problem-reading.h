/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-reply.h"

G_BEGIN_DECLS

/* What a reply says of itself when something is wrong, whichever of Adobe's services it comes from.
 * The texts are as they came, not redacted. */
typedef struct
{
  char *adobe_code; /* (nullable) */
  char *message;
  char *request_id; /* (nullable) */
} InletProblemReading;

InletProblemReading *inlet_problem_reading_new  (InletReply          *reply);
void                 inlet_problem_reading_free (InletProblemReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletProblemReading, inlet_problem_reading_free)

G_END_DECLS
