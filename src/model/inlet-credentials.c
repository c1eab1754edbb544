/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-credentials.h"

#include "inlet-expiry.h"

struct _InletCredentials
{
  InletProfile parent_instance;

  char        *access_key_id; /* (owned) */
  gboolean     has_session_token;
  gint64       session_token_end;
  char        *service_url;   /* (owned) */
  char        *bucket;        /* (owned) */
  char        *folder;        /* (owned) */
};

enum {
  PROP_0,
  PROP_ACCESS_KEY_ID,
  PROP_HAS_SESSION_TOKEN,
  PROP_SESSION_TOKEN_END,
  PROP_SERVICE_URL,
  PROP_BUCKET,
  PROP_FOLDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (InletCredentials, inlet_credentials, INLET_TYPE_PROFILE)

static char *
dup_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/* What is no moment is as good as none. */
static gint64
read_end (const char *text)
{
  return text != NULL ? inlet_expiry_read (text) : 0;
}

static void
inlet_credentials_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  InletCredentials *self = INLET_CREDENTIALS (object);

  switch (prop_id) {
    case PROP_ACCESS_KEY_ID:
      g_value_set_string (value, self->access_key_id);
      break;

    case PROP_HAS_SESSION_TOKEN:
      g_value_set_boolean (value, self->has_session_token);
      break;

    case PROP_SESSION_TOKEN_END:
      g_value_take_string (value, inlet_expiry_to_text (
                             inlet_credentials_get_session_token_end (self)));
      break;

    case PROP_SERVICE_URL:
      g_value_set_string (value, self->service_url);
      break;

    case PROP_BUCKET:
      g_value_set_string (value, self->bucket);
      break;

    case PROP_FOLDER:
      g_value_set_string (value, self->folder);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_credentials_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  InletCredentials *self = INLET_CREDENTIALS (object);

  switch (prop_id) {
    case PROP_ACCESS_KEY_ID:
      self->access_key_id = dup_text (g_value_get_string (value));
      break;

    case PROP_HAS_SESSION_TOKEN:
      self->has_session_token = g_value_get_boolean (value);
      break;

    case PROP_SESSION_TOKEN_END:
      self->session_token_end = read_end (g_value_get_string (value));
      break;

    case PROP_SERVICE_URL:
      self->service_url = dup_text (g_value_get_string (value));
      break;

    case PROP_BUCKET:
      self->bucket = dup_text (g_value_get_string (value));
      break;

    case PROP_FOLDER:
      self->folder = dup_text (g_value_get_string (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_credentials_finalize (GObject *object)
{
  InletCredentials *self = INLET_CREDENTIALS (object);

  g_free (self->access_key_id);
  g_free (self->service_url);
  g_free (self->bucket);
  g_free (self->folder);

  G_OBJECT_CLASS (inlet_credentials_parent_class)->finalize (object);
}

static void
inlet_credentials_class_init (InletCredentialsClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                      G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  INLET_PROFILE_CLASS (class)->kind = INLET_PROFILE_CREDENTIALS;

  object_class->get_property = inlet_credentials_get_property;
  object_class->set_property = inlet_credentials_set_property;
  object_class->finalize = inlet_credentials_finalize;

  properties[PROP_ACCESS_KEY_ID] = g_param_spec_string ("access-key-id", NULL, NULL, NULL, flags);
  properties[PROP_HAS_SESSION_TOKEN] =
    g_param_spec_boolean ("has-session-token", NULL, NULL, FALSE, flags);
  properties[PROP_SESSION_TOKEN_END] =
    g_param_spec_string ("session-token-end", NULL, NULL, NULL, flags);
  properties[PROP_SERVICE_URL] = g_param_spec_string ("service-url", NULL, NULL, NULL, flags);
  properties[PROP_BUCKET] = g_param_spec_string ("bucket", NULL, NULL, NULL, flags);
  properties[PROP_FOLDER] = g_param_spec_string ("folder", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inlet_credentials_init (InletCredentials *self)
{
}

const char *
inlet_credentials_get_access_key_id (InletCredentials *self)
{
  g_return_val_if_fail (INLET_IS_CREDENTIALS (self), NULL);

  return self->access_key_id;
}

gboolean
inlet_credentials_has_session_token (InletCredentials *self)
{
  g_return_val_if_fail (INLET_IS_CREDENTIALS (self), FALSE);

  return self->has_session_token;
}

gint64
inlet_credentials_get_session_token_end (InletCredentials *self)
{
  g_return_val_if_fail (INLET_IS_CREDENTIALS (self), 0);

  return self->has_session_token ? self->session_token_end : 0;
}

const char *
inlet_credentials_get_service_url (InletCredentials *self)
{
  g_return_val_if_fail (INLET_IS_CREDENTIALS (self), NULL);

  return self->service_url;
}

const char *
inlet_credentials_get_bucket (InletCredentials *self)
{
  g_return_val_if_fail (INLET_IS_CREDENTIALS (self), NULL);

  return self->bucket;
}

const char *
inlet_credentials_get_folder (InletCredentials *self)
{
  g_return_val_if_fail (INLET_IS_CREDENTIALS (self), NULL);

  return self->folder;
}
