/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-test-step.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (InletTestStep, inlet_test_step,
                    G_DEFINE_ENUM_VALUE (INLET_TEST_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (INLET_TEST_SIGNING_IN, "signing-in"),
                    G_DEFINE_ENUM_VALUE (INLET_TEST_TESTING, "testing"),
                    G_DEFINE_ENUM_VALUE (INLET_TEST_LISTING, "listing"),
                    G_DEFINE_ENUM_VALUE (INLET_TEST_DONE, "done"))

const char *
inlet_test_step_to_text (InletTestStep step)
{
  switch (step) {
    case INLET_TEST_SIGNING_IN:
      return _("Signing in…");
    case INLET_TEST_TESTING:
      return _("Testing the connection…");
    case INLET_TEST_LISTING:
      return _("Listing the storage…");
    case INLET_TEST_IDLE:
    case INLET_TEST_DONE:
    default:
      return "";
  }
}
