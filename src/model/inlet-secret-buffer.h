/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * InletSecretBuffer:
 *
 * A text that grows, for JSON with secrets in it: no memory that it has used is given back before
 * it was overwritten. (json-glib and GString leave copies behind when they grow.)
 *
 * Lives on the stack: `g_auto (InletSecretBuffer) buffer = INLET_SECRET_BUFFER_INIT;`
 */
typedef struct
{
  char  *text;
  gsize  length;
  gsize  size;
} InletSecretBuffer;

#define INLET_SECRET_BUFFER_INIT { NULL, 0, 0 }

void  inlet_secret_buffer_append        (InletSecretBuffer *self,
                                         const char        *text);
/* Appends `"name":`, after a comma where it is not the first member of its object. */
void  inlet_secret_buffer_append_name   (InletSecretBuffer *self,
                                         const char        *name);
/* Appends `"name":"value"`, both UTF-8. */
void  inlet_secret_buffer_append_member (InletSecretBuffer *self,
                                         const char        *name,
                                         const char        *value);
/* The text, which leaves the buffer empty. (transfer full): free with inlet_secret_free(). */
char *inlet_secret_buffer_steal         (InletSecretBuffer *self);
/* Overwrites and frees what is left. */
void  inlet_secret_buffer_clear         (InletSecretBuffer *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (InletSecretBuffer, inlet_secret_buffer_clear)

G_END_DECLS
