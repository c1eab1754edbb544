/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is wrong with @text as the name of a bucket, by "Bucket naming rules" in the user guide of
 * Amazon S3. (nullable) (transfer none): a translated sentence. */
const char *inlet_bucket_name_find_fault  (const char *text);
/* What is unusual about it, if nothing is wrong. (nullable) (transfer none) */
const char *inlet_bucket_name_find_oddity (const char *text);

G_END_DECLS
