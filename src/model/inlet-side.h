/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-problem.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * InletSide:
 * @INLET_SIDE_KEY: the AWS key
 * @INLET_SIDE_BUCKET: the bucket, its policy or its region
 * @INLET_SIDE_STORAGE: the key or the bucket: it was not said which
 * @INLET_SIDE_CONNECTION: the connection is not at Adobe any more, or not to be used
 * @INLET_SIDE_SANDBOX: the sandbox
 * @INLET_SIDE_PERMISSION: what the account may do at Adobe
 * @INLET_SIDE_ACCOUNT: how the account signs in
 * @INLET_SIDE_NETWORK: the way to Adobe
 * @INLET_SIDE_ADOBE: Adobe itself
 * @INLET_SIDE_COMPUTER: this computer: the keyring, the history
 *
 * Whose side a problem is on: where a person looks first.
 */
typedef enum {
  INLET_SIDE_KEY,
  INLET_SIDE_BUCKET,
  INLET_SIDE_STORAGE,
  INLET_SIDE_CONNECTION,
  INLET_SIDE_SANDBOX,
  INLET_SIDE_PERMISSION,
  INLET_SIDE_ACCOUNT,
  INLET_SIDE_NETWORK,
  INLET_SIDE_ADOBE,
  INLET_SIDE_COMPUTER,
} InletSide;

#define INLET_TYPE_SIDE (inlet_side_get_type ())
GType       inlet_side_get_type   (void);

/* The nick, such as "bucket": what `--json` prints. */
const char *inlet_side_to_nick    (InletSide     side);
/* "the AWS key": translated, for the middle of a sentence. */
const char *inlet_side_to_text    (InletSide     side);
InletSide   inlet_side_of_problem (InletProblem *problem);
/* The object that `--json` prints of @problem: `code`, `side`, `title` and `hint`.
 * (transfer full) */
JsonObject *inlet_side_describe   (InletProblem *problem);

G_END_DECLS
