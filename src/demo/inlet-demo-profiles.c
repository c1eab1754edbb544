/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-profiles.h"

#include "inlet-expiry.h"

#include <glib/gi18n.h>

/* None of these opens anything but the demo: the client secret exists here only, and the key pair
 * is the one that Amazon prints in its documentation as an example. */
#define CLIENT_SECRET       "p8e-Demo0nlyOpensTheDemo0nlyOpens"
#define WRONG_CLIENT_SECRET "p8e-Demo0nlyExpiredDemo0nlyExpire"
#define SECRET_KEY          "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
#define DENIED_KEY_ID       "AKIAMAYNOTLISTBUCKET"
#define LOST_KEY_ID         "AKIAANSWERLOSTDEMO23"
#define CONTESTED_KEY_ID    "AKIACHANGEDMEANWHILE"
#define DATAFLOWS_KEY_ID    "AKIAHASDATAFLOWSDEMO"
#define GIVEN_UP_KEY_ID     "AKIADELETEDBYOTHERS2"
#define WRONG_SECRET_KEY    "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"
#define TEMPORARY_KEY_ID    "ASIAIOSFODNN7EXAMPLE"
#define SESSION_TOKEN       "IQoJDemo0nlyOpensTheDemo0nlyOpensTheDemo0nlyOpens=="

/* It is soon to end a minute after the demo began: then one is reminded of it. */
#define TEMPORARY_SECONDS   (16 * 60)

static const struct
{
  const char *id;
  const char *name;
  const char *api_key;
  const char *client_secret;
} accounts[] = {
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d01", N_("Demo organization"),
    "e053e1a87cf74c68a6ec8e71d4a82662", CLIENT_SECRET },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d02", N_("Fails: client secret refused"),
    "0b7c3d91f2a84e6b9d5510c7e8aa4f36", WRONG_CLIENT_SECRET },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d03", N_("Fails: belongs to no sandbox"),
    INLET_DEMO_API_KEY_OF_NO_SANDBOX, CLIENT_SECRET },
};

static const struct
{
  const char   *id;
  const char   *name;
  const char   *access_key_id;
  const char   *secret_key;
  InletDemoFate fate;
} credentials[] = {
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d11", N_("Demo bucket"),
    INLET_DEMO_KEY_ID, SECRET_KEY, INLET_DEMO_FATE_MADE },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d12", N_("Fails: wrong secret key"),
    "AKIAWRONGSECRETDEMO2", WRONG_SECRET_KEY, INLET_DEMO_FATE_MADE },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d13", N_("Fails: no permission"),
    "AKIANOPERMISSIONDEMO", SECRET_KEY, INLET_DEMO_FATE_NOT_ALLOWED },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d14", N_("Fails: too many requests"),
    "AKIATOOMANYREQUESTS2", SECRET_KEY, INLET_DEMO_FATE_BUSY },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d15", N_("Fails: answer lost"),
    LOST_KEY_ID, SECRET_KEY, INLET_DEMO_FATE_LOST },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d16", N_("Fails: answer not readable"),
    "AKIANOTJSONGATEWAY22", SECRET_KEY, INLET_DEMO_FATE_BROKEN },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d17", N_("Fails: key deleted afterwards"),
    INLET_DEMO_DELETED_KEY_ID, SECRET_KEY, INLET_DEMO_FATE_MADE },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d18", N_("Fails: listing denied afterwards"),
    DENIED_KEY_ID, SECRET_KEY, INLET_DEMO_FATE_MADE },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d19", N_("Fails: changed by others meanwhile"),
    CONTESTED_KEY_ID, SECRET_KEY, INLET_DEMO_FATE_MADE },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d20", N_("Fails: used by dataflows"),
    DATAFLOWS_KEY_ID, SECRET_KEY, INLET_DEMO_FATE_MADE },
  { "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d21", N_("Fails: deleted by others afterwards"),
    GIVEN_UP_KEY_ID, SECRET_KEY, INLET_DEMO_FATE_MADE },
};

InletDemoFate
inlet_demo_profiles_find_fate (const char *access_key_id,
                               const char *secret_key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (credentials); i++)
    if (g_str_equal (credentials[i].access_key_id, access_key_id))
      return g_str_equal (secret_key, SECRET_KEY) ? credentials[i].fate
                                                  : INLET_DEMO_FATE_S3_REFUSED;

  return INLET_DEMO_FATE_MADE;
}

gboolean
inlet_demo_profiles_is_deleted (const char *access_key_id)
{
  return g_str_equal (access_key_id, INLET_DEMO_DELETED_KEY_ID);
}

gboolean
inlet_demo_profiles_is_denied (const char *access_key_id)
{
  return g_str_equal (access_key_id, DENIED_KEY_ID);
}

gboolean
inlet_demo_profiles_loses_answers (const char *access_key_id)
{
  return g_str_equal (access_key_id, LOST_KEY_ID);
}

gboolean
inlet_demo_profiles_is_given_up (const char *access_key_id)
{
  return g_str_equal (access_key_id, GIVEN_UP_KEY_ID);
}

gboolean
inlet_demo_profiles_is_contested (const char *access_key_id)
{
  return g_str_equal (access_key_id, CONTESTED_KEY_ID);
}

gboolean
inlet_demo_profiles_has_dataflows (const char *access_key_id)
{
  return g_str_equal (access_key_id, DATAFLOWS_KEY_ID);
}

gboolean
inlet_demo_profiles_has_api_key (const char *api_key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    if (g_str_equal (accounts[i].api_key, api_key))
      return TRUE;

  return FALSE;
}

gboolean
inlet_demo_profiles_has_client (const char *api_key,
                                const char *client_secret)
{
  return inlet_demo_profiles_has_api_key (api_key) && g_str_equal (client_secret, CLIENT_SECRET);
}

static void
demo_profile_free (InletDemoProfile *self)
{
  g_clear_object (&self->profile);
  g_clear_pointer (&self->secrets, inlet_secrets_unref);
  g_free (self);
}

static void
add_profile (GPtrArray       *profiles,
             InletProfile    *profile,
             InletSecretName  name,
             const char      *secret)
{
  InletDemoProfile *self = g_new0 (InletDemoProfile, 1);

  self->profile = profile;
  self->secrets = inlet_secrets_new ();
  inlet_secrets_set (self->secrets, name, secret);
  g_ptr_array_add (profiles, self);
}

static void
add_temporary (GPtrArray *profiles)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *end = inlet_expiry_to_text (now + TEMPORARY_SECONDS);
  InletDemoProfile *self = NULL;

  add_profile (profiles,
               g_object_new (INLET_TYPE_CREDENTIALS,
                             "id", "6c0f2e5a-3f0e-4d0c-9a52-8f6f4f0a9d22",
                             "name", _("Temporary: session token ends soon"),
                             "access-key-id", TEMPORARY_KEY_ID,
                             "has-session-token", TRUE,
                             "session-token-end", end,
                             NULL),
               INLET_SECRET_SECRET_KEY, SECRET_KEY);
  self = profiles->pdata[profiles->len - 1];
  inlet_secrets_set (self->secrets, INLET_SECRET_SESSION_TOKEN, SESSION_TOKEN);
}

GPtrArray *
inlet_demo_profiles_build (const char *url)
{
  GPtrArray *profiles = g_ptr_array_new_with_free_func ((GDestroyNotify) demo_profile_free);

  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    add_profile (profiles,
                 g_object_new (INLET_TYPE_ACCOUNT,
                               "id", accounts[i].id,
                               "name", _(accounts[i].name),
                               "org-id", INLET_DEMO_ORG_ID,
                               "api-key", accounts[i].api_key,
                               "platform-url", url,
                               "ims-url", url,
                               NULL),
                 INLET_SECRET_CLIENT_SECRET, accounts[i].client_secret);
  for (gsize i = 0; i < G_N_ELEMENTS (credentials); i++)
    add_profile (profiles,
                 g_object_new (INLET_TYPE_CREDENTIALS,
                               "id", credentials[i].id,
                               "name", _(credentials[i].name),
                               "access-key-id", credentials[i].access_key_id,
                               NULL),
                 INLET_SECRET_SECRET_KEY, credentials[i].secret_key);
  add_temporary (profiles);

  return profiles;
}
