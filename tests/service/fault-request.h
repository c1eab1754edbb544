/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "fault-server.h"

G_BEGIN_DECLS

/**
 * FaultRequest:
 *
 * A recorded request, taken apart.
 */
typedef struct
{
  char  *line;    /* without its end */
  GStrv  headers; /* name, value, name, value…, as they came */
  char  *body;
} FaultRequest;

/* The request @index of @server. */
FaultRequest *fault_request_new            (FaultServer        *server,
                                            guint               index);
void          fault_request_free           (FaultRequest       *self);
/* The value of the one header of that name, %NULL when there is none. */
const char   *fault_request_get_header     (FaultRequest       *self,
                                            const char         *name);
/* Asserts that there are exactly these headers, in any order: name, value, …, NULL. A value of "*"
 * stands for any. */
void          fault_request_assert_headers (FaultRequest       *self,
                                            const char * const *headers);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultRequest, fault_request_free)

G_END_DECLS
