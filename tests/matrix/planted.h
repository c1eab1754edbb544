/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first piece of any planted secret in @text, raw, in JSON, in an address, in HTML or in
 * base64. Eight bytes in a row are a piece, so that half a secret is found, too. (nullable) */
const char *planted_find (const char *text,
                          gsize       length);

G_END_DECLS
