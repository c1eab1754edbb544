/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-error.h"

G_BEGIN_DECLS

/* What an error of GIO or libsoup means to a person; @is_sent: whether the request may have left.
 * Private to [class@Http]. */
InletErrorCode inlet_line_error_get_code (const GError         *error,
                                          gboolean              is_sent);
/* Its message, with what is wrong with the certificate. (transfer full) */
char          *inlet_line_error_describe (const GError         *error,
                                          GTlsCertificateFlags  flags);

G_END_DECLS
