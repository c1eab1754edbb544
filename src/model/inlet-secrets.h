/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-reply.h"

G_BEGIN_DECLS

/**
 * InletSecretName:
 *
 * The secret values that a profile may have. Accounts have the first two, credentials the others.
 */
typedef enum {
  INLET_SECRET_CLIENT_SECRET,
  INLET_SECRET_ACCESS_TOKEN,
  INLET_SECRET_SECRET_KEY,
  INLET_SECRET_SESSION_TOKEN,
  INLET_SECRET_LAST,
} InletSecretName;

/**
 * InletSecrets:
 *
 * The secret values of one profile, and when its access token ends.
 *
 * Counted by reference, not a GObject, so that no property can ever hold a secret. Its memory is
 * overwritten when the last reference goes. One thread at a time may change it.
 */
typedef struct _InletSecrets InletSecrets;

#define INLET_TYPE_SECRETS (inlet_secrets_get_type ())
GType         inlet_secrets_get_type       (void);

InletSecrets *inlet_secrets_new            (void);
InletSecrets *inlet_secrets_ref            (InletSecrets    *self);
void          inlet_secrets_unref          (InletSecrets    *self);
InletSecrets *inlet_secrets_copy           (InletSecrets    *self);

/* (nullable): %NULL or "" forgets the value. */
void          inlet_secrets_set            (InletSecrets    *self,
                                            InletSecretName  name,
                                            const char      *value);
/* (nullable) (transfer none), valid until the value is set again. */
const char   *inlet_secrets_get            (InletSecrets    *self,
                                            InletSecretName  name);
gboolean      inlet_secrets_is_empty       (InletSecrets    *self);

/* The access key ID, or the API key, that the values belong to: kept beside them, because it is
 * kept elsewhere too, and nothing writes both places at once. It is no secret. (nullable): %NULL or
 * "" when that is not known. */
void          inlet_secrets_set_key_id     (InletSecrets    *self,
                                            const char      *key_id);
const char   *inlet_secrets_get_key_id     (InletSecrets    *self);

/* Takes over what another program put into the item that @stored was read from. */
void          inlet_secrets_keep_others    (InletSecrets    *self,
                                            InletSecrets    *stored);

/* When the access token ends, in seconds of Unix time; 0 when that is not known. */
void          inlet_secrets_set_expires_at (InletSecrets    *self,
                                            gint64           expires_at);
gint64        inlet_secrets_get_expires_at (InletSecrets    *self);

/* Every value, ending in NULL, for the redactor. Valid as long as @self is unchanged.
 * (transfer container): g_free() the array. */
const char  **inlet_secrets_dup_values     (InletSecrets    *self);

/* The one JSON text that is the keyring item, e.g. `{"client_secret":"…","expires_at":0}`.
 * (transfer full): free with inlet_secret_free(). */
char         *inlet_secrets_to_json        (InletSecrets    *self);
/* %INLET_ERROR_KEYRING_FAILED for a text that is not such an item; the message does not quote it.
 * Members that are not known are kept, to be written again; an item that has nothing else is not
 * ours. */
InletSecrets *inlet_secrets_new_from_json  (const char      *json,
                                            GError         **error);

/* Reads the sign-in's reply `{"access_token","token_type","expires_in"}`: the token and, from
 * @now, its end. `expires_in` is in seconds; values over 10⁶ are the milliseconds that Adobe's
 * older sign-in gave (see Adobe's authentication guide). %INLET_ERROR_BAD_REPLY otherwise. */
InletSecrets *inlet_secrets_new_from_token_reply (InletReply  *reply,
                                                  gint64       now,
                                                  GError     **error);

/* Overwrites and frees a text that may hold a secret. (nullable) */
void          inlet_secret_free            (char            *secret);
/* @text as what is sent, overwritten and freed with the last of its references, and the stack
 * below with it: that comes when the secrets themselves may be gone. (transfer full) @text */
GBytes       *inlet_secret_to_bytes        (char            *text,
                                            gsize            length);
/* Overwrites what the functions that had a secret left of it on the stack, below the caller:
 * nobody else may write there for long. Whoever holds a secret for a time calls this after letting
 * go of it, as inlet_secrets_unref() does; not each place that frees a copy. */
void          inlet_secret_overwrite_stack (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletSecrets, inlet_secrets_unref)
/* `inlet_autosecret char *text = NULL;` is freed with inlet_secret_free(). */
#define inlet_autosecret __attribute__ ((cleanup (inlet_secret_cleanup)))
static inline void
inlet_secret_cleanup (char **secret)
{
  inlet_secret_free (*secret);
}

G_END_DECLS
