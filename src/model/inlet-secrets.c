/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-secrets.h"

#include "inlet-error.h"
#include "inlet-json.h"
#include "inlet-secret-buffer.h"

#include <string.h>

/* Adobe's older sign-in gave milliseconds; no token lives for this many seconds. */
#define MOST_SECONDS G_GINT64_CONSTANT (1000000)

/* More than the libraries between a person and Adobe go down. */
#define STACK_BYTES (64 * 1024)

struct _InletSecrets
{
  gatomicrefcount ref_count;
  char           *values[INLET_SECRET_LAST]; /* (owned) (nullable) */
  char           *key_id; /* (owned) (nullable) */
  gint64          expires_at;
  char           *others; /* (owned) (nullable): the item's members that are not ours, in braces */
};

/* The members of a keyring item: written once, read for ever. */
static const char * const member_names[INLET_SECRET_LAST] = {
  [INLET_SECRET_CLIENT_SECRET] = "client_secret",
  [INLET_SECRET_ACCESS_TOKEN] = "access_token",
  [INLET_SECRET_SECRET_KEY] = "secret_key",
  [INLET_SECRET_SESSION_TOKEN] = "session_token",
};

G_DEFINE_BOXED_TYPE (InletSecrets, inlet_secrets, inlet_secrets_ref, inlet_secrets_unref)

/* No secret has a control character or a blank in it, and one that had could end the header that
 * it is put into. */
static gboolean
is_word (const char *value)
{
  for (; *value != '\0'; value++)
    if (g_ascii_iscntrl (*value) || g_ascii_isspace (*value))
      return FALSE;

  return TRUE;
}

/* What another program put into the item stays there. */
static char *
write_others (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    json_object_remove_member (object, member_names[name]);
  json_object_remove_member (object, "key_id");
  json_object_remove_member (object, "expires_at");
  json_node_set_object (node, object);

  return json_object_get_size (object) > 0 ? inlet_json_to_text (node, FALSE) : NULL;
}

/* A number beyond all numbers is read, but written as what is no JSON: with it the whole item could
 * not be read any more. */
static gboolean
can_be_kept (const char *others)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (others, strlen (others));
  g_autoptr (JsonObject) object = inlet_json_parse_object (bytes);

  return object != NULL;
}

static gboolean
read_values (InletSecrets *self,
             JsonObject   *object)
{
  inlet_secrets_set_key_id (self, inlet_json_get_string (object, "key_id"));
  if (self->key_id == NULL && json_object_has_member (object, "key_id"))
    return FALSE;

  for (guint name = 0; name < INLET_SECRET_LAST; name++) {
    const char *value = inlet_json_get_string (object, member_names[name]);

    if (value == NULL && json_object_has_member (object, member_names[name]))
      return FALSE;

    if (value != NULL && !is_word (value))
      return FALSE;

    inlet_secrets_set (self, name, value);
  }

  self->expires_at = inlet_json_get_int (object, "expires_at", 0);
  self->others = write_others (object);

  return self->others == NULL || can_be_kept (self->others);
}

/* The moment at which a token ends that lives for @expires_in from @now on, 0 when that is not
 * known. */
static gint64
compute_end (const char *expires_in,
             gint64      now)
{
  gint64 lifetime;

  if (expires_in == NULL ||
      !g_ascii_string_to_signed (expires_in, 10, 1, G_MAXINT32 * (gint64) 1000, &lifetime, NULL))
    return 0;

  return now + (lifetime > MOST_SECONDS ? lifetime / 1000 : lifetime);
}

InletSecrets *
inlet_secrets_new (void)
{
  InletSecrets *self = g_new0 (InletSecrets, 1);

  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

InletSecrets *
inlet_secrets_ref (InletSecrets *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
inlet_secrets_unref (InletSecrets *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    inlet_secret_free (self->values[name]);
  inlet_secret_free (self->others);
  g_free (self->key_id);
  g_free (self);
  inlet_secret_overwrite_stack ();
}

InletSecrets *
inlet_secrets_copy (InletSecrets *self)
{
  InletSecrets *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = inlet_secrets_new ();
  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    copy->values[name] = g_strdup (self->values[name]);
  copy->key_id = g_strdup (self->key_id);
  copy->expires_at = self->expires_at;
  copy->others = g_strdup (self->others);

  return copy;
}

void
inlet_secrets_set (InletSecrets    *self,
                   InletSecretName  name,
                   const char      *value)
{
  char *old;

  g_return_if_fail (self != NULL);
  g_return_if_fail (name < INLET_SECRET_LAST);
  g_return_if_fail (value == NULL || g_utf8_validate (value, -1, NULL));

  old = self->values[name];
  self->values[name] = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  inlet_secret_free (old);
}

const char *
inlet_secrets_get (InletSecrets    *self,
                   InletSecretName  name)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (name < INLET_SECRET_LAST, NULL);

  return self->values[name];
}

gboolean
inlet_secrets_is_empty (InletSecrets *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    if (self->values[name] != NULL)
      return FALSE;

  return TRUE;
}

void
inlet_secrets_set_key_id (InletSecrets *self,
                          const char   *key_id)
{
  char *old;

  g_return_if_fail (self != NULL);

  old = self->key_id;
  self->key_id = key_id != NULL && *key_id != '\0' ? g_strdup (key_id) : NULL;
  g_free (old);
}

const char *
inlet_secrets_get_key_id (InletSecrets *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->key_id;
}

void
inlet_secrets_keep_others (InletSecrets *self,
                           InletSecrets *stored)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (stored != NULL);

  inlet_secret_free (self->others);
  self->others = g_strdup (stored->others);
}

void
inlet_secrets_set_expires_at (InletSecrets *self,
                              gint64        expires_at)
{
  g_return_if_fail (self != NULL);

  self->expires_at = expires_at;
}

gint64
inlet_secrets_get_expires_at (InletSecrets *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->expires_at;
}

const char **
inlet_secrets_dup_values (InletSecrets *self)
{
  const char **values;
  guint n_values = 0;

  g_return_val_if_fail (self != NULL, NULL);

  values = g_new0 (const char *, INLET_SECRET_LAST + 1);
  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    if (self->values[name] != NULL)
      values[n_values++] = self->values[name];

  return values;
}

char *
inlet_secrets_to_json (InletSecrets *self)
{
  g_auto (InletSecretBuffer) buffer = INLET_SECRET_BUFFER_INIT;
  char expires_at[32];

  g_return_val_if_fail (self != NULL, NULL);

  inlet_secret_buffer_append (&buffer, "{");
  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    if (self->values[name] != NULL)
      inlet_secret_buffer_append_member (&buffer, member_names[name], self->values[name]);
  if (self->key_id != NULL)
    inlet_secret_buffer_append_member (&buffer, "key_id", self->key_id);

  g_snprintf (expires_at, sizeof expires_at, "%" G_GINT64_FORMAT, self->expires_at);
  inlet_secret_buffer_append_name (&buffer, "expires_at");
  inlet_secret_buffer_append (&buffer, expires_at);
  if (self->others != NULL) {
    /* Its own brace closes the item. */
    inlet_secret_buffer_append (&buffer, ",");
    inlet_secret_buffer_append (&buffer, self->others + 1);
  } else {
    inlet_secret_buffer_append (&buffer, "}");
  }

  return inlet_secret_buffer_steal (&buffer);
}

InletSecrets *
inlet_secrets_new_from_json (const char  *json,
                             GError     **error)
{
  g_autoptr (InletSecrets) self = inlet_secrets_new ();
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  bytes = g_bytes_new_static (json, strlen (json));
  object = inlet_json_parse_object (bytes);
  /* One with nothing of ours in it is somebody else's, and not to be written over. */
  if (object != NULL && read_values (self, object) &&
      (self->others == NULL || !inlet_secrets_is_empty (self)))
    return g_steal_pointer (&self);

  g_set_error_literal (error, INLET_ERROR, INLET_ERROR_KEYRING_FAILED,
                       "The keyring's item is not one that Inlet wrote");
  return NULL;
}

InletSecrets *
inlet_secrets_new_from_token_reply (InletReply  *reply,
                                    gint64       now,
                                    GError     **error)
{
  g_autoptr (InletSecrets) self = inlet_secrets_new ();
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *expires_in = NULL;
  const char *token;
  const char *type;

  g_return_val_if_fail (INLET_IS_REPLY (reply), NULL);

  object = inlet_json_parse_object (inlet_reply_get_body (reply));
  token = object != NULL ? inlet_json_get_string (object, "access_token") : NULL;
  type = object != NULL ? inlet_json_get_string (object, "token_type") : NULL;
  if (token == NULL || *token == '\0' || !is_word (token) ||
      (type != NULL && g_ascii_strcasecmp (type, "bearer") != 0)) {
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_BAD_REPLY,
                         "The sign-in answered without an access token");
    return NULL;
  }

  expires_in = inlet_json_dup_text (object, "expires_in");
  inlet_secrets_set (self, INLET_SECRET_ACCESS_TOKEN, token);
  self->expires_at = compute_end (expires_in, now);

  return g_steal_pointer (&self);
}

void
inlet_secret_free (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
free_sent (gpointer text)
{
  inlet_secret_free (text);
  inlet_secret_overwrite_stack ();
}

GBytes *
inlet_secret_to_bytes (char  *text,
                       gsize  length)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_bytes_new_with_free_func (text, length, free_sent, text);
}

/* The dynamic linker, for one, saves the vector registers there, with what was last copied or
 * compared. */
G_GNUC_NO_INLINE void
inlet_secret_overwrite_stack (void)
{
  char below[STACK_BYTES];

  explicit_bzero (below, sizeof below);
}
