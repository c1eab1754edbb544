/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Foreign bytes as they read once an encoding is taken off, and where each of them came from. */
typedef struct
{
  char  *text;   /* (owned), any bytes, a NUL after the last */
  gsize  length;
  gsize  cut;    /* its length, or where an escape begins whose end was cut off */
  gsize *origin; /* (owned), length + 1 places in the source, rising */
} InletRedactView;

typedef enum {
  INLET_REDACT_JSON,
  INLET_REDACT_URL,
  INLET_REDACT_HTML,
} InletRedactEncoding;

InletRedactView *inlet_redact_view_new    (const char          *text,
                                           gsize                length);
/* @view with one encoding less, %NULL when nothing in it is encoded so. Plus signs come out of URL
 * encoding as spaces, even encoded ones: some encoders leave a plus alone, forms make it of a
 * space. Quotes that JSON has around its strings come out as newlines, so that only the quotes
 * within them are left. */
InletRedactView *inlet_redact_view_decode (InletRedactView     *view,
                                           InletRedactEncoding  encoding);
void             inlet_redact_view_free   (InletRedactView     *view);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (InletRedactView, inlet_redact_view_free)

G_END_DECLS
