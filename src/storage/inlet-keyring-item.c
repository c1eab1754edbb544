/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-keyring-item.h"

#include "inlet-config.h"
#include "inlet-error.h"

#include <glib/gi18n.h>

/* Only the attributes say which item it is, and not the schema's name as well: while the keyring
 * has not been unlocked since login it does not know that name, and nothing would be found. */
static const SecretSchema schema = {
  APPLICATION_ID,
  SECRET_SCHEMA_DONT_MATCH_NAME,
  {
    { "application", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "profile", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  }
};

static gboolean
is_nobody_there (const GError *error)
{
  if (error->domain != G_DBUS_ERROR)
    return FALSE;

  switch (error->code) {
    case G_DBUS_ERROR_SERVICE_UNKNOWN:
    case G_DBUS_ERROR_NAME_HAS_NO_OWNER:
    case G_DBUS_ERROR_SPAWN_EXEC_FAILED:
    case G_DBUS_ERROR_SPAWN_FORK_FAILED:
    case G_DBUS_ERROR_SPAWN_CHILD_EXITED:
    case G_DBUS_ERROR_SPAWN_CHILD_SIGNALED:
    case G_DBUS_ERROR_SPAWN_FAILED:
    case G_DBUS_ERROR_SPAWN_SETUP_FAILED:
    case G_DBUS_ERROR_SPAWN_CONFIG_INVALID:
    case G_DBUS_ERROR_SPAWN_SERVICE_INVALID:
    case G_DBUS_ERROR_SPAWN_SERVICE_NOT_FOUND:
    case G_DBUS_ERROR_SPAWN_PERMISSIONS_INVALID:
    case G_DBUS_ERROR_SPAWN_FILE_INVALID:
    case G_DBUS_ERROR_SPAWN_NO_MEMORY:
      return TRUE;
    default:
      return FALSE;
  }
}

static gboolean
has_value (gpointer     item,
           SecretValue *value)
{
  g_autoptr (SecretValue) other = NULL;

  if (SECRET_IS_ITEM (item))
    other = secret_item_get_secret (item);
  return other != NULL &&
         g_strcmp0 (secret_value_get_text (other), secret_value_get_text (value)) == 0;
}

const SecretSchema *
inlet_keyring_get_schema (void)
{
  return &schema;
}

GHashTable *
inlet_keyring_item_build_attributes (InletProfile *profile)
{
  const char *kind = inlet_profile_kind_to_nick (inlet_profile_get_kind (profile));

  return secret_attributes_build (&schema,
                                  "application", APPLICATION_ID,
                                  "kind", kind,
                                  "profile", inlet_profile_get_id (profile),
                                  NULL);
}

char *
inlet_keyring_item_dup_label (InletProfile *profile)
{
  const char *name = inlet_profile_get_name (profile);

  if (inlet_profile_get_kind (profile) == INLET_PROFILE_ACCOUNT)
    return g_strdup_printf (_("Inlet: account %s"), name);
  return g_strdup_printf (_("Inlet: credentials %s"), name);
}

SecretValue *
inlet_keyring_item_write (InletSecrets *secrets)
{
  inlet_autosecret char *json = inlet_secrets_to_json (secrets);

  return secret_value_new (json, -1, "text/plain");
}

InletSecrets *
inlet_keyring_item_read (SecretValue  *value,
                         GError      **error)
{
  g_autoptr (InletSecrets) secrets = NULL;
  const char *text = secret_value_get_text (value);
  gsize length = 0;

  /* Anybody may have written the item: it may go on behind a zero. */
  secret_value_get (value, &length);
  if (text == NULL || !g_utf8_validate (text, length, NULL)) {
    g_set_error (error, INLET_ERROR, INLET_ERROR_KEYRING_FAILED, "The keyring item is not text");
    return NULL;
  }

  secrets = inlet_secrets_new_from_json (text, error);
  if (secrets != NULL && inlet_secrets_is_empty (secrets)) {
    g_set_error (error, INLET_ERROR, INLET_ERROR_NO_SECRET, "The keyring item is empty");
    return NULL;
  }
  return g_steal_pointer (&secrets);
}

InletSecrets *
inlet_keyring_item_finish_reading (GObject       *item,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_autoptr (SecretValue) value = NULL;
  g_autoptr (GError) local_error = NULL;

  value = secret_retrievable_retrieve_secret_finish (SECRET_RETRIEVABLE (item), result,
                                                     &local_error);
  if (value != NULL)
    return inlet_keyring_item_read (value, error);

  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, INLET_ERROR, INLET_ERROR_KEYRING_FAILED, "The keyring gave no secret");
  return NULL;
}

gboolean
inlet_keyring_item_is_locked (gpointer item)
{
  /* Those of libsecret's own file, inside the sandbox, are not SecretItems and never locked. */
  return SECRET_IS_ITEM (item) && secret_item_get_locked (item);
}

gboolean
inlet_keyring_items_are_locked (GList *items)
{
  while (items != NULL && !inlet_keyring_item_is_locked (items->data))
    items = items->next;
  return items != NULL;
}

SecretRetrievable *
inlet_keyring_items_get_newest (GList *items)
{
  SecretRetrievable *newest = NULL;

  for (GList *l = items; l != NULL; l = l->next)
    if (newest == NULL ||
        secret_retrievable_get_modified (l->data) > secret_retrievable_get_modified (newest))
      newest = l->data;
  return newest;
}

gboolean
inlet_keyring_items_have (GList       *items,
                          SecretValue *value)
{
  while (items != NULL && !has_value (items->data, value))
    items = items->next;
  return items != NULL;
}

gboolean
inlet_keyring_is_sandboxed (void)
{
  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);
}

gboolean
inlet_keyring_is_not_made (const GError *error)
{
  return g_error_matches (error, SECRET_ERROR, SECRET_ERROR_NO_SUCH_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT) ||
         g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD);
}

InletErrorCode
inlet_keyring_classify (const GError *error)
{
  if (error->domain == INLET_ERROR)
    return error->code;

  if (g_error_matches (error, SECRET_ERROR, SECRET_ERROR_IS_LOCKED))
    return INLET_ERROR_KEYRING_LOCKED;

  /* How the portal says that the prompt was dismissed. */
  if (inlet_keyring_is_sandboxed () && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_FAILED))
    return INLET_ERROR_KEYRING_LOCKED;

  return is_nobody_there (error) ? INLET_ERROR_KEYRING_MISSING : INLET_ERROR_KEYRING_FAILED;
}
