/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-error.h"

#include "inlet-error-private.h"

G_DEFINE_ENUM_TYPE (InletErrorCode, inlet_error_code,
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_INVALID_INPUT, "invalid-input"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_NOT_ALLOWED, "not-allowed"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_SANDBOX, "sandbox"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_NO_SANDBOX, "no-sandbox"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_S3_REFUSED, "s3-refused"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_NOT_FOUND, "not-found"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_CONFLICT, "conflict"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_EXISTS, "exists"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_SERVER, "server"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_UNTRUSTED, "untrusted"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_UNCONFIRMED, "unconfirmed"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_TIMED_OUT, "timed-out"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_BAD_REPLY, "bad-reply"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_INTERRUPTED, "interrupted"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_KEYRING_LOCKED, "keyring-locked"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_KEYRING_MISSING, "keyring-missing"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_KEYRING_FAILED, "keyring-failed"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_NO_SECRET, "no-secret"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_NO_ACCOUNT, "no-account"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_STORAGE, "storage"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_STORAGE_FULL, "storage-full"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_STORAGE_DENIED, "storage-denied"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_STORAGE_BUSY, "storage-busy"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_STORAGE_NEWER, "storage-newer"),
                    G_DEFINE_ENUM_VALUE (INLET_ERROR_STORAGE_DAMAGED, "storage-damaged"))

typedef struct
{
  GObject *payload; /* (owned) (nullable) */
} InletErrorPrivate;

static void
inlet_error_private_init (InletErrorPrivate *priv)
{
  priv->payload = NULL;
}

static void
inlet_error_private_copy (const InletErrorPrivate *source,
                          InletErrorPrivate       *target)
{
  g_set_object (&target->payload, source->payload);
}

static void
inlet_error_private_clear (InletErrorPrivate *priv)
{
  g_clear_object (&priv->payload);
}

G_DEFINE_EXTENDED_ERROR (InletError, inlet_error)

void
inlet_error_set_payload (GError  *error,
                         GObject *payload)
{
  g_return_if_fail (error != NULL && error->domain == INLET_ERROR);

  g_set_object (&inlet_error_get_private (error)->payload, payload);
}

GObject *
inlet_error_get_payload (const GError *error)
{
  if (error == NULL || error->domain != INLET_ERROR)
    return NULL;

  return inlet_error_get_private (error)->payload;
}

const char *
inlet_error_code_to_nick (InletErrorCode code)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_ERROR_CODE);
  GEnumValue *value = g_enum_get_value (class, code);

  if (value == NULL)
    value = g_enum_get_value (class, INLET_ERROR_FAILED);

  return value->value_nick;
}

InletErrorCode
inlet_error_code_from_nick (const char *nick)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_ERROR_CODE);
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (class, nick) : NULL;

  return value != NULL ? (InletErrorCode) value->value : INLET_ERROR_FAILED;
}
