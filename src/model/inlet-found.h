/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-form.h"

G_BEGIN_DECLS

/**
 * InletFound:
 *
 * An account or credentials found in a text that another program wrote: a form filled in by it, and
 * what is to be said of it. The secrets are in the form, which overwrites them when it goes.
 *
 * Has no properties. Belongs to one thread.
 */
#define INLET_TYPE_FOUND (inlet_found_get_type ())
G_DECLARE_FINAL_TYPE (InletFound, inlet_found, INLET, FOUND, GObject)

/* @name (nullable): %NULL for that of what is in it. */
InletFound         *inlet_found_new                (InletProfileKind  kind,
                                                    const char       *name);
InletProfileKind    inlet_found_get_kind           (InletFound       *self);
/* What the text calls it, or else its access key ID or organization; never "". (transfer none) */
const char         *inlet_found_get_name           (InletFound       *self);
/* With the name that it was found under. (transfer none) */
InletForm          *inlet_found_get_form           (InletFound       *self);

/* The last value wins; %NULL and "" change nothing. An account with a client secret signs in with
 * that, also when there is an access token. @value (nullable) */
void                inlet_found_set                (InletFound       *self,
                                                    InletField        field,
                                                    const char       *value);
/* Whether the text had a value for @field, and it is not only a default. */
gboolean            inlet_found_has                (InletFound       *self,
                                                    InletField        field);

/* Overwrites the secrets, once they are kept elsewhere. */
void                inlet_found_forget_secrets     (InletFound       *self);

/* Says why it cannot be used, whatever is in the form; the first reason stays.
 * @reason: (transfer full): a translated sentence without a secret. */
void                inlet_found_refuse             (InletFound       *self,
                                                    char             *reason);
/* Whether a reason was given. */
gboolean            inlet_found_is_refused         (InletFound       *self);
/* Why it cannot be used: the reason given, or what is wrong with the first field that is.
 * (transfer full) (nullable): %NULL when it can be. */
char               *inlet_found_dup_reason         (InletFound       *self);

/* Adds a translated sentence that is worth knowing before it is used. (transfer full) */
void                inlet_found_take_note          (InletFound       *self,
                                                    char             *note);
/* The sentences, ending in %NULL, what is unusual about a field among them.
 * (transfer full) (not nullable) */
GStrv               inlet_found_dup_notes          (InletFound       *self);

/* Whether it is another secret for the same as the one before it. */
void                inlet_found_set_is_alternative (InletFound       *self,
                                                    gboolean          is_alternative);
gboolean            inlet_found_is_alternative     (InletFound       *self);

G_END_DECLS
