/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-compare-change.h"

G_DEFINE_ENUM_TYPE (InletCompareChange, inlet_compare_change,
                    G_DEFINE_ENUM_VALUE (INLET_COMPARE_GONE, "gone"),
                    G_DEFINE_ENUM_VALUE (INLET_COMPARE_UPDATED, "updated"),
                    G_DEFINE_ENUM_VALUE (INLET_COMPARE_ADOPTED, "adopted"))

const char *
inlet_compare_change_to_nick (InletCompareChange change)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_COMPARE_CHANGE);
  GEnumValue *value = g_enum_get_value (class, change);

  g_return_val_if_fail (value != NULL, "");

  return value->value_nick;
}
