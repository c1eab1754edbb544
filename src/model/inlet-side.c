/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-side.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_ENUM_TYPE (InletSide, inlet_side,
                    G_DEFINE_ENUM_VALUE (INLET_SIDE_KEY, "key"),
                    G_DEFINE_ENUM_VALUE (INLET_SIDE_BUCKET, "bucket"),
                    G_DEFINE_ENUM_VALUE (INLET_SIDE_STORAGE, "storage"),
                    G_DEFINE_ENUM_VALUE (INLET_SIDE_CONNECTION, "connection"),
                    G_DEFINE_ENUM_VALUE (INLET_SIDE_SANDBOX, "sandbox"),
                    G_DEFINE_ENUM_VALUE (INLET_SIDE_PERMISSION, "permission"),
                    G_DEFINE_ENUM_VALUE (INLET_SIDE_ACCOUNT, "account"),
                    G_DEFINE_ENUM_VALUE (INLET_SIDE_NETWORK, "network"),
                    G_DEFINE_ENUM_VALUE (INLET_SIDE_ADOBE, "adobe"),
                    G_DEFINE_ENUM_VALUE (INLET_SIDE_COMPUTER, "computer"))

/* Amazon’s own codes, as Flow Service hands them on. */
static const struct { const char *word; InletSide side; } amazon_codes[] = {
  { "invalidaccesskeyid", INLET_SIDE_KEY },
  { "signature", INLET_SIDE_KEY },
  { "expiredtoken", INLET_SIDE_KEY },
  { "invalidtoken", INLET_SIDE_KEY },
  { "nosuchbucket", INLET_SIDE_BUCKET },
  { "authorizationheadermalformed", INLET_SIDE_BUCKET },
  { "permanentredirect", INLET_SIDE_BUCKET },
  { "accessdenied", INLET_SIDE_BUCKET },
};

static InletSide
find_storage_side (InletProblem *problem)
{
  g_autofree char *message = g_ascii_strdown (inlet_problem_get_message (problem), -1);

  for (gsize i = 0; i < G_N_ELEMENTS (amazon_codes); i++)
    if (strstr (message, amazon_codes[i].word) != NULL)
      return amazon_codes[i].side;

  return INLET_SIDE_STORAGE;
}

/* What is not there: the bucket or something in it, the connection or, for a page that no service
 * has written, the address. */
static InletSide
find_missing_side (InletProblem *problem)
{
  const char *code = inlet_problem_get_adobe_code (problem);

  if (code != NULL &&
      (g_str_has_prefix (code, "FLOW-1100") || g_str_has_prefix (code, "FLOW-1101")))
    return INLET_SIDE_BUCKET;
  if (code != NULL || strstr (inlet_problem_get_message (problem), "not found with id") != NULL ||
      inlet_problem_get_status (problem) == 410)
    return INLET_SIDE_CONNECTION;

  return INLET_SIDE_NETWORK;
}

const char *
inlet_side_to_nick (InletSide side)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_SIDE);
  GEnumValue *value = g_enum_get_value (class, side);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

const char *
inlet_side_to_text (InletSide side)
{
  switch (side) {
    case INLET_SIDE_KEY:
      return _("the AWS key");
    case INLET_SIDE_BUCKET:
      return _("the bucket or its policy");
    case INLET_SIDE_STORAGE:
      return _("the AWS key, or the bucket’s policy");
    case INLET_SIDE_CONNECTION:
      return _("the connection at Adobe");
    case INLET_SIDE_SANDBOX:
      return _("the sandbox");
    case INLET_SIDE_PERMISSION:
      return _("the account’s permissions at Adobe");
    case INLET_SIDE_ACCOUNT:
      return _("the account’s sign-in");
    case INLET_SIDE_NETWORK:
      return _("the network");
    case INLET_SIDE_ADOBE:
      return _("Adobe’s service");
    case INLET_SIDE_COMPUTER:
      return _("this computer");
    default:
      g_return_val_if_reached (NULL);
  }
}

InletSide
inlet_side_of_problem (InletProblem *problem)
{
  g_return_val_if_fail (INLET_IS_PROBLEM (problem), INLET_SIDE_COMPUTER);

  switch (inlet_problem_get_code (problem)) {
    case INLET_ERROR_S3_REFUSED:
      return find_storage_side (problem);
    case INLET_ERROR_NOT_FOUND:
      return find_missing_side (problem);
    case INLET_ERROR_CONFLICT:
    case INLET_ERROR_EXISTS:
    case INLET_ERROR_INVALID_INPUT:
      return inlet_problem_get_status (problem) != 0 ? INLET_SIDE_CONNECTION : INLET_SIDE_COMPUTER;
    case INLET_ERROR_SANDBOX:
      return INLET_SIDE_SANDBOX;
    case INLET_ERROR_NO_SANDBOX:
    case INLET_ERROR_NOT_ALLOWED:
      return INLET_SIDE_PERMISSION;
    case INLET_ERROR_SIGN_IN:
    case INLET_ERROR_UNCONFIRMED:
    case INLET_ERROR_NO_ACCOUNT:
      return INLET_SIDE_ACCOUNT;
    case INLET_ERROR_OFFLINE:
    case INLET_ERROR_UNTRUSTED:
    case INLET_ERROR_TIMED_OUT:
    case INLET_ERROR_BAD_REPLY:
    case INLET_ERROR_INTERRUPTED:
      return INLET_SIDE_NETWORK;
    case INLET_ERROR_BUSY:
    case INLET_ERROR_SERVER:
      return INLET_SIDE_ADOBE;
    case INLET_ERROR_FAILED:
      return inlet_problem_get_status (problem) != 0 ? INLET_SIDE_ADOBE : INLET_SIDE_COMPUTER;
    case INLET_ERROR_KEYRING_LOCKED:
    case INLET_ERROR_KEYRING_MISSING:
    case INLET_ERROR_KEYRING_FAILED:
    case INLET_ERROR_NO_SECRET:
    case INLET_ERROR_STORAGE:
    case INLET_ERROR_STORAGE_FULL:
    case INLET_ERROR_STORAGE_DENIED:
    case INLET_ERROR_STORAGE_BUSY:
    case INLET_ERROR_STORAGE_NEWER:
    case INLET_ERROR_STORAGE_DAMAGED:
    default:
      return INLET_SIDE_COMPUTER;
  }
}

JsonObject *
inlet_side_describe (InletProblem *problem)
{
  JsonObject *object = NULL;

  g_return_val_if_fail (INLET_IS_PROBLEM (problem), NULL);

  object = json_object_new ();
  json_object_set_string_member (object, "code",
                                 inlet_error_code_to_nick (inlet_problem_get_code (problem)));
  json_object_set_string_member (object, "side",
                                 inlet_side_to_nick (inlet_side_of_problem (problem)));
  json_object_set_string_member (object, "title", inlet_problem_get_title (problem));
  json_object_set_string_member (object, "hint", inlet_problem_get_hint (problem));
  return object;
}
