/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-account.h"

#include "inlet-address.h"

struct _InletAccount
{
  InletProfile    parent_instance;

  char           *org_id;       /* (owned) */
  char           *api_key;      /* (owned) */
  InletSignInKind sign_in_kind;
  char           *scopes;       /* (owned) */
  char           *platform_url; /* (owned) */
  char           *ims_url;      /* (owned) */
  gboolean        is_confirmed;
};

enum {
  PROP_0,
  PROP_ORG_ID,
  PROP_API_KEY,
  PROP_SIGN_IN_KIND,
  PROP_SCOPES,
  PROP_PLATFORM_URL,
  PROP_IMS_URL,
  PROP_IS_CONFIRMED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (InletSignInKind, inlet_sign_in_kind,
                    G_DEFINE_ENUM_VALUE (INLET_SIGN_IN_CLIENT_SECRET, "client-secret"),
                    G_DEFINE_ENUM_VALUE (INLET_SIGN_IN_ACCESS_TOKEN, "access-token"))
G_DEFINE_FINAL_TYPE (InletAccount, inlet_account, INLET_TYPE_PROFILE)

static char *
dup_text (const char *text,
          const char *fallback)
{
  return g_strdup (text != NULL && *text != '\0' ? text : fallback);
}

static void
inlet_account_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  InletAccount *self = INLET_ACCOUNT (object);

  switch (prop_id) {
    case PROP_ORG_ID:
      g_value_set_string (value, self->org_id);
      break;

    case PROP_API_KEY:
      g_value_set_string (value, self->api_key);
      break;

    case PROP_SIGN_IN_KIND:
      g_value_set_enum (value, self->sign_in_kind);
      break;

    case PROP_SCOPES:
      g_value_set_string (value, self->scopes);
      break;

    case PROP_PLATFORM_URL:
      g_value_set_string (value, self->platform_url);
      break;

    case PROP_IMS_URL:
      g_value_set_string (value, self->ims_url);
      break;

    case PROP_IS_CONFIRMED:
      g_value_set_boolean (value, self->is_confirmed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_account_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  InletAccount *self = INLET_ACCOUNT (object);

  switch (prop_id) {
    case PROP_ORG_ID:
      self->org_id = dup_text (g_value_get_string (value), "");
      break;

    case PROP_API_KEY:
      self->api_key = dup_text (g_value_get_string (value), "");
      break;

    case PROP_SIGN_IN_KIND:
      self->sign_in_kind = g_value_get_enum (value);
      break;

    case PROP_SCOPES:
      self->scopes = dup_text (g_value_get_string (value), INLET_DEFAULT_SCOPES);
      break;

    case PROP_PLATFORM_URL:
      self->platform_url = dup_text (g_value_get_string (value), INLET_DEFAULT_PLATFORM_URL);
      break;

    case PROP_IMS_URL:
      self->ims_url = dup_text (g_value_get_string (value), INLET_DEFAULT_IMS_URL);
      break;

    case PROP_IS_CONFIRMED:
      self->is_confirmed = g_value_get_boolean (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_account_finalize (GObject *object)
{
  InletAccount *self = INLET_ACCOUNT (object);

  g_free (self->org_id);
  g_free (self->api_key);
  g_free (self->scopes);
  g_free (self->platform_url);
  g_free (self->ims_url);

  G_OBJECT_CLASS (inlet_account_parent_class)->finalize (object);
}

static void
inlet_account_class_init (InletAccountClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                      G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  INLET_PROFILE_CLASS (class)->kind = INLET_PROFILE_ACCOUNT;

  object_class->get_property = inlet_account_get_property;
  object_class->set_property = inlet_account_set_property;
  object_class->finalize = inlet_account_finalize;

  properties[PROP_ORG_ID] = g_param_spec_string ("org-id", NULL, NULL, NULL, flags);
  properties[PROP_API_KEY] = g_param_spec_string ("api-key", NULL, NULL, NULL, flags);
  properties[PROP_SIGN_IN_KIND] =
    g_param_spec_enum ("sign-in-kind", NULL, NULL,
                       INLET_TYPE_SIGN_IN_KIND, INLET_SIGN_IN_CLIENT_SECRET, flags);
  properties[PROP_SCOPES] = g_param_spec_string ("scopes", NULL, NULL, NULL, flags);
  properties[PROP_PLATFORM_URL] = g_param_spec_string ("platform-url", NULL, NULL, NULL, flags);
  properties[PROP_IMS_URL] = g_param_spec_string ("ims-url", NULL, NULL, NULL, flags);
  properties[PROP_IS_CONFIRMED] =
    g_param_spec_boolean ("is-confirmed", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inlet_account_init (InletAccount *self)
{
}

const char *
inlet_account_get_org_id (InletAccount *self)
{
  g_return_val_if_fail (INLET_IS_ACCOUNT (self), NULL);

  return self->org_id;
}

const char *
inlet_account_get_api_key (InletAccount *self)
{
  g_return_val_if_fail (INLET_IS_ACCOUNT (self), NULL);

  return self->api_key;
}

InletSignInKind
inlet_account_get_sign_in_kind (InletAccount *self)
{
  g_return_val_if_fail (INLET_IS_ACCOUNT (self), INLET_SIGN_IN_CLIENT_SECRET);

  return self->sign_in_kind;
}

const char *
inlet_account_get_scopes (InletAccount *self)
{
  g_return_val_if_fail (INLET_IS_ACCOUNT (self), NULL);

  return self->scopes;
}

const char *
inlet_account_get_platform_url (InletAccount *self)
{
  g_return_val_if_fail (INLET_IS_ACCOUNT (self), NULL);

  return self->platform_url;
}

const char *
inlet_account_get_ims_url (InletAccount *self)
{
  g_return_val_if_fail (INLET_IS_ACCOUNT (self), NULL);

  return self->ims_url;
}

char *
inlet_account_dup_foreign (InletAccount *self)
{
  const char *foreign[3] = { NULL };
  guint n = 0;

  g_return_val_if_fail (INLET_IS_ACCOUNT (self), NULL);

  if (self->is_confirmed)
    return NULL;

  if (inlet_address_is_foreign (self->platform_url))
    foreign[n++] = self->platform_url;
  if (self->sign_in_kind == INLET_SIGN_IN_CLIENT_SECRET && inlet_address_is_foreign (self->ims_url))
    foreign[n++] = self->ims_url;

  return n > 0 ? g_strjoinv (", ", (char **) foreign) : NULL;
}

InletAccount *
inlet_account_confirm (InletAccount *self)
{
  g_return_val_if_fail (INLET_IS_ACCOUNT (self), NULL);

  return g_object_new (INLET_TYPE_ACCOUNT,
                       "id", inlet_profile_get_id (INLET_PROFILE (self)),
                       "name", inlet_profile_get_name (INLET_PROFILE (self)),
                       "org-id", self->org_id,
                       "api-key", self->api_key,
                       "sign-in-kind", self->sign_in_kind,
                       "scopes", self->scopes,
                       "platform-url", self->platform_url,
                       "ims-url", self->ims_url,
                       "is-confirmed", TRUE,
                       NULL);
}
