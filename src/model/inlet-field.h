/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletField:
 *
 * Everything that a person can type.
 */
typedef enum {
  INLET_FIELD_ACCOUNT_NAME,
  INLET_FIELD_ORG_ID,
  INLET_FIELD_API_KEY,
  INLET_FIELD_CLIENT_SECRET,
  INLET_FIELD_ACCESS_TOKEN,
  INLET_FIELD_SCOPES,
  INLET_FIELD_PLATFORM_URL,
  INLET_FIELD_IMS_URL,
  INLET_FIELD_CREDENTIALS_NAME,
  INLET_FIELD_ACCESS_KEY_ID,
  INLET_FIELD_SECRET_KEY,
  INLET_FIELD_SESSION_TOKEN,
  INLET_FIELD_SESSION_TOKEN_END,
  INLET_FIELD_SERVICE_URL,
  INLET_FIELD_BUCKET,
  INLET_FIELD_FOLDER,
  INLET_FIELD_SANDBOX,
  INLET_FIELD_NAME,
  INLET_FIELD_DESCRIPTION,
  INLET_FIELD_LAST,
} InletField;

#define INLET_TYPE_FIELD (inlet_field_get_type ())
GType        inlet_field_get_type  (void);

/**
 * InletVerdict:
 * @INLET_VERDICT_GOOD: nothing to say
 * @INLET_VERDICT_UNUSUAL: legal, but worth a second look
 * @INLET_VERDICT_MISSING: still empty, and needed
 * @INLET_VERDICT_WRONG: cannot be used
 */
typedef enum {
  INLET_VERDICT_GOOD,
  INLET_VERDICT_UNUSUAL,
  INLET_VERDICT_MISSING,
  INLET_VERDICT_WRONG,
} InletVerdict;

#define INLET_TYPE_VERDICT (inlet_verdict_get_type ())
GType        inlet_verdict_get_type (void);

/* As people find it where they copy from: Adobe's Developer Console, the AWS console. */
const char  *inlet_field_get_label (InletField   field);
/* Whether what is typed here is a secret. */
gboolean     inlet_field_is_secret (InletField   field);

/* @text without what is safe to take away: surrounding white space and line ends, quotes around a
 * key, a leading `Bearer `, a trailing `)` after an address, blanks between scopes.
 * (transfer full): free with inlet_secret_free() if the field is secret. */
char        *inlet_field_clean     (InletField   field,
                                    const char  *text);

/* What is to be said of @text, which was cleaned, taken by itself. Empty text is good: whether a
 * field is needed is the form's business. @message: (out) (nullable) (transfer none): a translated
 * sentence, never with the value in it; %NULL when good. */
InletVerdict inlet_field_check     (InletField   field,
                                    const char  *text,
                                    const char **message);

G_END_DECLS
