/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-draft.h"

#include "inlet-auth-params.h"
#include "inlet-sandbox-names.h"
#include "inlet-secret-buffer.h"

struct _InletDraft
{
  GObject           parent_instance;

  InletAccount     *account;     /* (owned) */
  InletCredentials *credentials; /* (owned) */
  char             *sandbox;     /* (owned) */
  char             *name;        /* (owned) */
  char             *description; /* (owned) */
};

G_DEFINE_FINAL_TYPE (InletDraft, inlet_draft, G_TYPE_OBJECT)

static void
inlet_draft_finalize (GObject *object)
{
  InletDraft *self = INLET_DRAFT (object);

  g_clear_object (&self->account);
  g_clear_object (&self->credentials);
  g_free (self->sandbox);
  g_free (self->name);
  g_free (self->description);

  G_OBJECT_CLASS (inlet_draft_parent_class)->finalize (object);
}

static void
inlet_draft_class_init (InletDraftClass *class)
{
  G_OBJECT_CLASS (class)->finalize = inlet_draft_finalize;
}

static void
inlet_draft_init (InletDraft *self)
{
}

InletDraft *
inlet_draft_new (InletAccount     *account,
                 InletCredentials *credentials,
                 const char       *sandbox,
                 const char       *name,
                 const char       *description)
{
  InletDraft *self;

  g_return_val_if_fail (INLET_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (INLET_IS_CREDENTIALS (credentials), NULL);
  g_return_val_if_fail (sandbox != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (INLET_TYPE_DRAFT, NULL);
  self->account = g_object_ref (account);
  self->credentials = g_object_ref (credentials);
  self->sandbox = g_strdup (sandbox);
  self->name = g_strdup (name);
  self->description = g_strdup (description != NULL ? description : "");

  return self;
}

GPtrArray *
inlet_draft_new_for_each (InletAccount     *account,
                          InletCredentials *credentials,
                          const char       *sandboxes,
                          const char       *name,
                          const char       *description)
{
  g_auto (GStrv) names = inlet_sandbox_names_split (sandboxes);
  GPtrArray *drafts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (drafts, inlet_draft_new (account, credentials, names[i], name, description));

  return drafts;
}

InletAccount *
inlet_draft_get_account (InletDraft *self)
{
  g_return_val_if_fail (INLET_IS_DRAFT (self), NULL);

  return self->account;
}

InletCredentials *
inlet_draft_get_credentials (InletDraft *self)
{
  g_return_val_if_fail (INLET_IS_DRAFT (self), NULL);

  return self->credentials;
}

const char *
inlet_draft_get_sandbox (InletDraft *self)
{
  g_return_val_if_fail (INLET_IS_DRAFT (self), NULL);

  return self->sandbox;
}

const char *
inlet_draft_get_name (InletDraft *self)
{
  g_return_val_if_fail (INLET_IS_DRAFT (self), NULL);

  return self->name;
}

const char *
inlet_draft_get_description (InletDraft *self)
{
  g_return_val_if_fail (INLET_IS_DRAFT (self), NULL);

  return self->description;
}

GBytes *
inlet_draft_to_body (InletDraft   *self,
                     InletSecrets *secrets)
{
  g_auto (InletSecretBuffer) buffer = INLET_SECRET_BUFFER_INIT;
  gsize length;
  char *text;

  g_return_val_if_fail (INLET_IS_DRAFT (self), NULL);
  g_return_val_if_fail (secrets != NULL, NULL);

  inlet_secret_buffer_append (&buffer, "{");
  inlet_secret_buffer_append_member (&buffer, "name", self->name);
  if (*self->description != '\0')
    inlet_secret_buffer_append_member (&buffer, "description", self->description);

  inlet_secret_buffer_append_name (&buffer, "auth");
  inlet_secret_buffer_append (&buffer, "{");
  inlet_secret_buffer_append_member (&buffer, "specName", "Access Key");
  inlet_secret_buffer_append_name (&buffer, "params");
  inlet_auth_params_append (&buffer, self->credentials, secrets);
  inlet_secret_buffer_append (&buffer, "}");

  inlet_secret_buffer_append_name (&buffer, "connectionSpec");
  inlet_secret_buffer_append (&buffer, "{");
  inlet_secret_buffer_append_member (&buffer, "id", INLET_S3_SPEC_ID);
  inlet_secret_buffer_append_member (&buffer, "version", INLET_S3_SPEC_VERSION);
  inlet_secret_buffer_append (&buffer, "}}");

  length = buffer.length;
  text = inlet_secret_buffer_steal (&buffer);

  return inlet_secret_to_bytes (text, length);
}
