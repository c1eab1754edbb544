/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-change.h"

#include "inlet-auth-params.h"

struct _InletChange
{
  GObject           parent_instance;

  char             *name;        /* (owned) (nullable) */
  char             *description; /* (owned) (nullable) */
  InletCredentials *credentials; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (InletChange, inlet_change, G_TYPE_OBJECT)

/* Up to where its value follows. */
static void
append_operation (InletSecretBuffer *buffer,
                  const char        *operation,
                  const char        *path)
{
  inlet_secret_buffer_append (buffer, buffer->length > 1 ? ",{" : "{");
  inlet_secret_buffer_append_member (buffer, "op", operation);
  inlet_secret_buffer_append_member (buffer, "path", path);
}

static void
inlet_change_finalize (GObject *object)
{
  InletChange *self = INLET_CHANGE (object);

  g_free (self->name);
  g_free (self->description);
  g_clear_object (&self->credentials);

  G_OBJECT_CLASS (inlet_change_parent_class)->finalize (object);
}

static void
inlet_change_class_init (InletChangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_change_finalize;
}

static void
inlet_change_init (InletChange *self)
{
}

InletChange *
inlet_change_new (const char       *name,
                  const char       *description,
                  InletCredentials *credentials)
{
  InletChange *self = NULL;

  g_return_val_if_fail (credentials == NULL || INLET_IS_CREDENTIALS (credentials), NULL);

  self = g_object_new (INLET_TYPE_CHANGE, NULL);
  self->name = g_strdup (name);
  self->description = g_strdup (description);
  g_set_object (&self->credentials, credentials);
  return self;
}

const char *
inlet_change_get_name (InletChange *self)
{
  g_return_val_if_fail (INLET_IS_CHANGE (self), NULL);

  return self->name;
}

const char *
inlet_change_get_description (InletChange *self)
{
  g_return_val_if_fail (INLET_IS_CHANGE (self), NULL);

  return self->description;
}

InletCredentials *
inlet_change_get_credentials (InletChange *self)
{
  g_return_val_if_fail (INLET_IS_CHANGE (self), NULL);

  return self->credentials;
}

gboolean
inlet_change_is_empty (InletChange *self)
{
  g_return_val_if_fail (INLET_IS_CHANGE (self), TRUE);

  return self->name == NULL && self->description == NULL && self->credentials == NULL;
}

InletConnection *
inlet_change_apply (InletChange     *self,
                    InletConnection *connection)
{
  InletConnectionFields fields;

  g_return_val_if_fail (INLET_IS_CHANGE (self), NULL);
  g_return_val_if_fail (INLET_IS_CONNECTION (connection), NULL);

  fields = *inlet_connection_get_fields (connection);
  if (self->name != NULL)
    fields.name = self->name;
  if (self->description != NULL)
    fields.description = self->description;
  if (self->credentials != NULL) {
    fields.credentials_id = inlet_profile_get_id (INLET_PROFILE (self->credentials));
    fields.credentials_name = inlet_profile_get_name (INLET_PROFILE (self->credentials));
    fields.access_key_id = inlet_credentials_get_access_key_id (self->credentials);
  }

  return inlet_connection_new (&fields);
}

/* An `add` to a member that is there replaces it. */
static void
append_description (InletSecretBuffer *buffer,
                    const char        *description)
{
  gboolean is_empty = *description == '\0';

  append_operation (buffer, is_empty ? "remove" : "add", "/description");
  if (!is_empty)
    inlet_secret_buffer_append_member (buffer, "value", description);
  inlet_secret_buffer_append (buffer, "}");
}

GBytes *
inlet_change_to_body (InletChange  *self,
                      InletSecrets *secrets)
{
  g_auto (InletSecretBuffer) buffer = INLET_SECRET_BUFFER_INIT;
  gsize length;
  char *text;

  g_return_val_if_fail (INLET_IS_CHANGE (self), NULL);
  g_return_val_if_fail (self->credentials == NULL || secrets != NULL, NULL);

  inlet_secret_buffer_append (&buffer, "[");
  if (self->name != NULL) {
    append_operation (&buffer, "replace", "/name");
    inlet_secret_buffer_append_member (&buffer, "value", self->name);
    inlet_secret_buffer_append (&buffer, "}");
  }
  if (self->description != NULL)
    append_description (&buffer, self->description);
  if (self->credentials != NULL) {
    append_operation (&buffer, "replace", "/auth/params");
    inlet_secret_buffer_append_name (&buffer, "value");
    inlet_auth_params_append (&buffer, self->credentials, secrets);
    inlet_secret_buffer_append (&buffer, "}");
  }
  inlet_secret_buffer_append (&buffer, "]");

  length = buffer.length;
  text = inlet_secret_buffer_steal (&buffer);
  return inlet_secret_to_bytes (text, length);
}
