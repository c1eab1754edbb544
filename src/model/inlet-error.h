/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletErrorCode:
 * @INLET_ERROR_FAILED: nothing better is known
 * @INLET_ERROR_INVALID_INPUT: correct a field
 * @INLET_ERROR_SIGN_IN: sign in again: the token, the client or the organization was refused
 * @INLET_ERROR_NOT_ALLOWED: ask an administrator for a permission
 * @INLET_ERROR_SANDBOX: choose another sandbox
 * @INLET_ERROR_NO_SANDBOX: ask an administrator for a sandbox: the account belongs to none
 * @INLET_ERROR_S3_REFUSED: check the S3 credentials: Adobe could not use them
 * @INLET_ERROR_NOT_FOUND: the thing is not there (any more)
 * @INLET_ERROR_CONFLICT: it changed, or its state forbids this
 * @INLET_ERROR_EXISTS: use the connection there is, or ask for another on purpose
 * @INLET_ERROR_BUSY: wait, then try again
 * @INLET_ERROR_SERVER: Adobe failed; try again later
 * @INLET_ERROR_OFFLINE: check the network: the service was not reached
 * @INLET_ERROR_UNTRUSTED: the other side could not prove who it is, or the address is not safe
 * @INLET_ERROR_UNCONFIRMED: confirm an address that is not Adobe's
 * @INLET_ERROR_TIMED_OUT: no answer in time
 * @INLET_ERROR_BAD_REPLY: the answer could not be understood
 * @INLET_ERROR_INTERRUPTED: the line was cut, or the program ended, before the answer came
 * @INLET_ERROR_KEYRING_LOCKED: unlock the keyring
 * @INLET_ERROR_KEYRING_MISSING: start a keyring, or keep secrets for this session
 * @INLET_ERROR_KEYRING_FAILED: the keyring answered with an error
 * @INLET_ERROR_NO_SECRET: enter the secret again: the keyring has none
 * @INLET_ERROR_NO_ACCOUNT: the account was removed, and with it the way to ask
 * @INLET_ERROR_STORAGE: the database could not be read or written
 * @INLET_ERROR_STORAGE_FULL: make room on the disk
 * @INLET_ERROR_STORAGE_DENIED: allow writing to the folder of the database
 * @INLET_ERROR_STORAGE_BUSY: wait for another process that holds the database
 * @INLET_ERROR_STORAGE_NEWER: update Inlet: a newer one made the database
 * @INLET_ERROR_STORAGE_DAMAGED: start again, which recovers what can be read
 *
 * Errors by what the user can do about them.
 *
 * Cancellation is not among them: it stays `G_IO_ERROR_CANCELLED`, and is silent.
 */
typedef enum {
  INLET_ERROR_FAILED,
  INLET_ERROR_INVALID_INPUT,
  INLET_ERROR_SIGN_IN,
  INLET_ERROR_NOT_ALLOWED,
  INLET_ERROR_SANDBOX,
  INLET_ERROR_NO_SANDBOX,
  INLET_ERROR_S3_REFUSED,
  INLET_ERROR_NOT_FOUND,
  INLET_ERROR_CONFLICT,
  INLET_ERROR_EXISTS,
  INLET_ERROR_BUSY,
  INLET_ERROR_SERVER,
  INLET_ERROR_OFFLINE,
  INLET_ERROR_UNTRUSTED,
  INLET_ERROR_UNCONFIRMED,
  INLET_ERROR_TIMED_OUT,
  INLET_ERROR_BAD_REPLY,
  INLET_ERROR_INTERRUPTED,
  INLET_ERROR_KEYRING_LOCKED,
  INLET_ERROR_KEYRING_MISSING,
  INLET_ERROR_KEYRING_FAILED,
  INLET_ERROR_NO_SECRET,
  INLET_ERROR_NO_ACCOUNT,
  INLET_ERROR_STORAGE,
  INLET_ERROR_STORAGE_FULL,
  INLET_ERROR_STORAGE_DENIED,
  INLET_ERROR_STORAGE_BUSY,
  INLET_ERROR_STORAGE_NEWER,
  INLET_ERROR_STORAGE_DAMAGED,
} InletErrorCode;

#define INLET_TYPE_ERROR_CODE (inlet_error_code_get_type ())
GType       inlet_error_code_get_type  (void);

/* The nick, such as "sign-in": what is stored and what `--json` prints. */
const char *inlet_error_code_to_nick   (InletErrorCode code);
/* %INLET_ERROR_FAILED for a nick that is not known. */
InletErrorCode inlet_error_code_from_nick (const char *nick);

#define INLET_ERROR (inlet_error_quark ())
GQuark      inlet_error_quark          (void);

G_END_DECLS
