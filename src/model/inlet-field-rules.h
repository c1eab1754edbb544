/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-field.h"

G_BEGIN_DECLS

/* Why @text, which is not empty, cannot be the value of @field; a translated sentence, %NULL when
 * it can. */
const char *inlet_field_find_fault  (InletField  field,
                                     const char *text);

/* Why @text, which has no fault, is worth a second look; a translated sentence or %NULL. */
const char *inlet_field_find_oddity (InletField  field,
                                     const char *text);

G_END_DECLS
