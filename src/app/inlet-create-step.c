/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-create-step.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (InletCreateStep, inlet_create_step,
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_CHECKING, "checking"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_STORING, "storing"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_UNLOCKING, "unlocking"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_RECORDING, "recording"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_SIGNING_IN, "signing-in"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_CONCLUDING, "concluding"),
                    G_DEFINE_ENUM_VALUE (INLET_CREATE_DONE, "done"))

const char *
inlet_create_step_to_text (InletCreateStep step)
{
  switch (step) {
    case INLET_CREATE_CHECKING:
      return _("Looking at the history…");
    case INLET_CREATE_STORING:
      return _("Storing secrets in the keyring…");
    case INLET_CREATE_UNLOCKING:
      return _("Reading secrets from the keyring…");
    case INLET_CREATE_SIGNING_IN:
      return _("Signing in…");
    case INLET_CREATE_SENDING:
    case INLET_CREATE_WAITING:
      return _("Creating the connection…");
    case INLET_CREATE_RECORDING:
    case INLET_CREATE_CONCLUDING:
      return _("Writing the history…");
    case INLET_CREATE_IDLE:
    case INLET_CREATE_DONE:
    default:
      return "";
  }
}
