/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-error.h"

G_BEGIN_DECLS

/* What an error of GIO or libsoup means to a person; @is_sent: whether the request may have left.
 * Private to [class@Http]. */
InletErrorCode inlet_line_error_get_code (const GError         *error,
                                          gboolean              is_sent);
/* Whether the same may go well a little later: not for a name that does not exist, a proxy that
 * wants something, or a side that cannot prove who it is. */
gboolean       inlet_line_error_is_passing (const GError       *error,
                                            InletErrorCode      code);
/* Its message, with what is wrong with the certificate. (transfer full) */
char          *inlet_line_error_describe (const GError         *error,
                                          GTlsCertificateFlags  flags);

G_END_DECLS
