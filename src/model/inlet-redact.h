/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands where a secret was. */
#define INLET_REDACTED "•••"

/* A copy of @text, made valid UTF-8, in which each of @secrets (nullable, NULL-terminated; raw,
 * base64, URL-encoded, JSON-escaped, HTML-escaped, or two of these at once; also its beginning
 * where the text ends within it) and everything that looks like a secret by its place
 * (`Authorization`/`Bearer …`, `client_secret=…`, `"access_token":"…"`, `"s3SecretKey":"…"`, every
 * value in an `auth.params` object, a JWT `eyJ….….…`) is replaced by %INLET_REDACTED.
 * Secrets shorter than 4 bytes are masked only by their place. @length is -1 for a text that ends
 * in NUL. Never fails, whatever the bytes, and takes time in proportion to their number.
 * (transfer full) */
char *inlet_redact (const char         *text,
                    gssize              length,
                    const char * const *secrets);

/* Puts what inlet_redact() makes of it, kept in @chunk, in the place of each of @texts that has a
 * secret in it; the others stay the same pointers. Many short texts take no longer than one of
 * their length, unless there is something in them. */
void  inlet_redact_texts (GPtrArray          *texts,
                          GStringChunk       *chunk,
                          const char * const *secrets);

G_END_DECLS
