/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-draft.h"

G_BEGIN_DECLS

/* What scripts that make a connection have in common. They have no secret: whoever runs one has
 * exported it, under the name that [func@exports_build] gives it. What belongs to a secret comes
 * from there as well, so that a script with somebody else's is of one piece. */

/**
 * InletScriptWriter:
 * @append_text: appends a text, quoted as a string of JSON is
 * @append_variable: appends what stands for the value of a variable, likewise
 *
 * How a body is written in a language.
 */
typedef struct
{
  void (*append_text)     (GString    *script,
                           const char *text);
  void (*append_variable) (GString    *script,
                           const char *name);
} InletScriptWriter;

/* The names of the variables that the script for @draft needs, separated by @separator.
 * (transfer full) */
char *inlet_script_dup_variables (InletDraft              *draft,
                                  const char              *separator);

/* Whether it has to sign in, with a client secret, for its token. */
gboolean inlet_script_signs_in   (InletDraft              *draft);

/* Where it signs in, and where it sends the body to. (transfer full) */
char *inlet_script_dup_token_url (InletDraft              *draft);
char *inlet_script_dup_url       (InletDraft              *draft);

/* Appends the body of inlet_draft_to_body(), a member a line. */
void  inlet_script_append_body   (GString                 *script,
                                  InletDraft              *draft,
                                  const InletScriptWriter *writer);

/* The first lines, which say what it is and needs, as comments that begin with `#`. */
void  inlet_script_append_head   (GString                 *script,
                                  InletDraft              *draft);

G_END_DECLS
