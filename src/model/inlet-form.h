/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-credentials.h"
#include "inlet-field.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/**
 * InletFormKind:
 * @INLET_FORM_ACCOUNT: the fields of an account
 * @INLET_FORM_CREDENTIALS: the fields of credentials
 * @INLET_FORM_CONNECTION: sandbox, name and description
 */
typedef enum {
  INLET_FORM_ACCOUNT,
  INLET_FORM_CREDENTIALS,
  INLET_FORM_CONNECTION,
} InletFormKind;

/**
 * InletForm:
 *
 * What a person has typed so far, and what is to be said of it: the same for window and terminal.
 *
 * It cleans each text, checks it by itself ([func@Field.check]), and adds what only the whole
 * shows: which fields are needed, that a temporary key (`ASIA…`) needs a session token. Belongs to
 * one thread. Secret texts are overwritten when they go.
 *
 * Properties: `is-valid` (read only, notifies). Signal: `changed (InletField)`, for every field
 * whose text or verdict may have changed.
 */
#define INLET_TYPE_FORM (inlet_form_get_type ())
G_DECLARE_FINAL_TYPE (InletForm, inlet_form, INLET, FORM, GObject)

InletForm       *inlet_form_new               (InletFormKind     kind);
/* Fills the form from @profile, which is being edited: its secrets may then stay empty, and are
 * kept as they are. (nullable): %NULL empties the form. */
void             inlet_form_edit              (InletForm        *self,
                                               InletProfile     *profile);

/* Whether the form asks for @field as it now is: what belongs to the other way to sign in is not
 * asked for, keeps its text, and is always good. */
gboolean         inlet_form_has_field         (InletForm        *self,
                                               InletField        field);
/* How an account signs in; decides which secret is needed. */
void             inlet_form_set_sign_in_kind  (InletForm        *self,
                                               InletSignInKind   kind);
InletSignInKind  inlet_form_get_sign_in_kind  (InletForm        *self);

void             inlet_form_set_text          (InletForm        *self,
                                               InletField        field,
                                               const char       *text);
/* Cleaned. (transfer none) (not nullable) */
const char      *inlet_form_get_text          (InletForm        *self,
                                               InletField        field);
/* @message: (out) (optional) (nullable) (transfer none): a translated sentence. */
InletVerdict     inlet_form_get_verdict       (InletForm        *self,
                                               InletField        field,
                                               const char      **message);
/* Whether nothing was typed yet but, perhaps, a name of the profile. */
gboolean         inlet_form_is_blank          (InletForm        *self);
gboolean         inlet_form_is_valid          (InletForm        *self);
/* %INLET_ERROR_INVALID_INPUT whose message names the first field that is wrong or missing. */
gboolean         inlet_form_check             (InletForm        *self,
                                               GError          **error);

/* What the form describes; only when it is valid. A new UUID, or that of the edited profile.
 * (transfer full) */
InletProfile    *inlet_form_build_profile     (InletForm        *self);
/* The secrets that were typed; empty when an edited profile keeps its own. (transfer full) */
InletSecrets    *inlet_form_build_secrets     (InletForm        *self);

G_END_DECLS
