/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection.h"

#include "inlet-sandbox.h"

struct _InletConnection
{
  GObject               parent_instance;

  /* Every text and the problem are owned. */
  InletConnectionFields fields;
};

G_DEFINE_ENUM_TYPE (InletConnectionState, inlet_connection_state,
                    G_DEFINE_ENUM_VALUE (INLET_CONNECTION_SENDING, "sending"),
                    G_DEFINE_ENUM_VALUE (INLET_CONNECTION_CREATED, "created"),
                    G_DEFINE_ENUM_VALUE (INLET_CONNECTION_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (INLET_CONNECTION_UNCERTAIN, "uncertain"),
                    G_DEFINE_ENUM_VALUE (INLET_CONNECTION_GONE, "gone"))
G_DEFINE_FINAL_TYPE (InletConnection, inlet_connection, G_TYPE_OBJECT)

/* The rows come from a file that anything may have written: what is shown must be UTF-8. */
static char *
dup_text (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");
}

static char *
dup_filled (const char *text)
{
  return text != NULL && *text != '\0' ? g_utf8_make_valid (text, -1) : NULL;
}

static void
inlet_connection_finalize (GObject *object)
{
  InletConnectionFields *fields = &INLET_CONNECTION (object)->fields;

  g_free ((char *) fields->remote_id);
  g_free ((char *) fields->etag);
  g_free ((char *) fields->name);
  g_free ((char *) fields->description);
  g_free ((char *) fields->sandbox);
  g_free ((char *) fields->sandbox_type);
  g_free ((char *) fields->account_id);
  g_free ((char *) fields->account_name);
  g_free ((char *) fields->credentials_id);
  g_free ((char *) fields->credentials_name);
  g_free ((char *) fields->access_key_id);
  g_free ((char *) fields->org_id);
  g_free ((char *) fields->created_client);
  g_clear_object (&fields->problem);

  G_OBJECT_CLASS (inlet_connection_parent_class)->finalize (object);
}

static void
inlet_connection_class_init (InletConnectionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = inlet_connection_finalize;
}

static void
inlet_connection_init (InletConnection *self)
{
}

const char *
inlet_connection_state_to_nick (InletConnectionState state)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_CONNECTION_STATE);
  GEnumValue *value = g_enum_get_value (class, state);

  g_return_val_if_fail (value != NULL, "uncertain");

  return value->value_nick;
}

InletConnectionState
inlet_connection_state_from_nick (const char *nick)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_CONNECTION_STATE);
  GEnumValue *value = nick != NULL ? g_enum_get_value_by_nick (class, nick) : NULL;

  return value != NULL ? (InletConnectionState) value->value : INLET_CONNECTION_UNCERTAIN;
}

InletConnection *
inlet_connection_new (const InletConnectionFields *fields)
{
  InletConnection *self;

  g_return_val_if_fail (fields != NULL, NULL);

  self = g_object_new (INLET_TYPE_CONNECTION, NULL);
  self->fields = (InletConnectionFields) {
    .row_id = fields->row_id,
    .state = fields->state,
    .created_at = fields->created_at,
    .remote_id = dup_filled (fields->remote_id),
    .etag = dup_filled (fields->etag),
    .name = dup_text (fields->name),
    .description = dup_text (fields->description),
    .sandbox = dup_text (fields->sandbox),
    .sandbox_type = dup_filled (fields->sandbox_type),
    .account_id = dup_text (fields->account_id),
    .account_name = dup_text (fields->account_name),
    .credentials_id = dup_text (fields->credentials_id),
    .credentials_name = dup_text (fields->credentials_name),
    .access_key_id = dup_text (fields->access_key_id),
    .problem = fields->problem != NULL ? g_object_ref (fields->problem) : NULL,
    .org_id = dup_filled (fields->org_id),
    .created_client = fields->created_client != NULL ? dup_text (fields->created_client) : NULL,
    .broken_since = fields->broken_since,
  };

  return self;
}

InletConnection *
inlet_connection_new_attempt (InletDraft *draft,
                              gint64      now)
{
  InletProfile *account;
  InletProfile *credentials;
  InletConnectionFields fields;

  g_return_val_if_fail (INLET_IS_DRAFT (draft), NULL);

  account = INLET_PROFILE (inlet_draft_get_account (draft));
  credentials = INLET_PROFILE (inlet_draft_get_credentials (draft));
  fields = (InletConnectionFields) {
    .state = INLET_CONNECTION_SENDING,
    .created_at = now,
    .name = inlet_draft_get_name (draft),
    .description = inlet_draft_get_description (draft),
    .sandbox = inlet_draft_get_sandbox (draft),
    .account_id = inlet_profile_get_id (account),
    .account_name = inlet_profile_get_name (account),
    .credentials_id = inlet_profile_get_id (credentials),
    .credentials_name = inlet_profile_get_name (credentials),
    .access_key_id =
      inlet_credentials_get_access_key_id (inlet_draft_get_credentials (draft)),
    .org_id = inlet_account_get_org_id (inlet_draft_get_account (draft)),
  };

  return inlet_connection_new (&fields);
}

InletConnection *
inlet_connection_with_row_id (InletConnection *self,
                              gint64           row_id)
{
  InletConnectionFields fields;

  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  fields = self->fields;
  fields.row_id = row_id;

  return inlet_connection_new (&fields);
}

InletConnection *
inlet_connection_with_receipt (InletConnection *self,
                               InletReceipt    *receipt)
{
  InletConnectionFields fields;

  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (INLET_IS_RECEIPT (receipt), NULL);

  fields = self->fields;
  fields.state = INLET_CONNECTION_CREATED;
  fields.remote_id = inlet_receipt_get_remote_id (receipt);
  fields.etag = inlet_receipt_get_etag (receipt);
  fields.problem = NULL;

  return inlet_connection_new (&fields);
}

InletConnection *
inlet_connection_new_adopted (InletRemote  *remote,
                              InletAccount *account,
                              const char   *sandbox,
                              gint64        now)
{
  InletReceipt *receipt;
  gint64 created_at;
  InletConnectionFields fields;

  g_return_val_if_fail (INLET_IS_REMOTE (remote), NULL);
  g_return_val_if_fail (INLET_IS_ACCOUNT (account), NULL);

  receipt = inlet_remote_get_receipt (remote);
  created_at = inlet_remote_get_created_at (remote);
  fields = (InletConnectionFields) {
    .state = INLET_CONNECTION_CREATED,
    .created_at = created_at > 0 ? created_at : now,
    .remote_id = inlet_receipt_get_remote_id (receipt),
    .etag = inlet_receipt_get_etag (receipt),
    .name = inlet_remote_get_name (remote),
    .description = inlet_remote_get_description (remote),
    .sandbox = sandbox,
    .account_id = inlet_profile_get_id (INLET_PROFILE (account)),
    .account_name = inlet_profile_get_name (INLET_PROFILE (account)),
    .org_id = inlet_account_get_org_id (account),
    .created_client = inlet_remote_get_created_client (remote),
  };

  return inlet_connection_new (&fields);
}

InletConnection *
inlet_connection_with_remote (InletConnection *self,
                              InletRemote     *remote)
{
  g_autoptr (InletConnection) created = NULL;
  InletConnectionFields fields;

  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (INLET_IS_REMOTE (remote), NULL);

  created = inlet_connection_with_receipt (self, inlet_remote_get_receipt (remote));
  fields = created->fields;
  if (fields.etag == NULL)
    fields.etag = self->fields.etag;
  if (*inlet_remote_get_name (remote) != '\0')
    fields.name = inlet_remote_get_name (remote);
  if (*inlet_remote_get_description (remote) != '\0')
    fields.description = inlet_remote_get_description (remote);

  return inlet_connection_new (&fields);
}

InletConnection *
inlet_connection_as_gone (InletConnection *self)
{
  InletConnectionFields fields;

  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (self->fields.remote_id != NULL, NULL);

  fields = self->fields;
  fields.state = INLET_CONNECTION_GONE;
  fields.problem = NULL;

  return inlet_connection_new (&fields);
}

InletConnection *
inlet_connection_with_problem (InletConnection *self,
                               InletProblem    *problem)
{
  InletConnectionFields fields;
  gboolean is_certain;

  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);
  g_return_val_if_fail (INLET_IS_PROBLEM (problem), NULL);

  is_certain = inlet_problem_get_certainty (problem) != INLET_CERTAINTY_UNKNOWN;
  fields = self->fields;
  fields.state = is_certain ? INLET_CONNECTION_FAILED : INLET_CONNECTION_UNCERTAIN;
  fields.problem = problem;

  return inlet_connection_new (&fields);
}

InletConnection *
inlet_connection_with_sandbox_type (InletConnection *self,
                                    const char      *sandbox_type)
{
  InletConnectionFields fields;

  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  fields = self->fields;
  fields.sandbox_type = sandbox_type;

  return inlet_connection_new (&fields);
}

InletConnection *
inlet_connection_with_org_id (InletConnection *self,
                              const char      *org_id)
{
  InletConnectionFields fields;

  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  fields = self->fields;
  fields.org_id = org_id;

  return inlet_connection_new (&fields);
}

const InletConnectionFields *
inlet_connection_get_fields (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return &self->fields;
}

gint64
inlet_connection_get_row_id (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), 0);

  return self->fields.row_id;
}

InletConnectionState
inlet_connection_get_state (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), INLET_CONNECTION_UNCERTAIN);

  return self->fields.state;
}

gint64
inlet_connection_get_created_at (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), 0);

  return self->fields.created_at;
}

const char *
inlet_connection_get_remote_id (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.remote_id;
}

const char *
inlet_connection_get_etag (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.etag;
}

const char *
inlet_connection_get_name (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.name;
}

const char *
inlet_connection_get_description (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.description;
}

const char *
inlet_connection_get_sandbox (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.sandbox;
}

const char *
inlet_connection_get_sandbox_type (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.sandbox_type;
}

gboolean
inlet_connection_is_in_production (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), FALSE);

  return g_strcmp0 (self->fields.sandbox_type, INLET_SANDBOX_PRODUCTION) == 0;
}

const char *
inlet_connection_get_account_id (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.account_id;
}

const char *
inlet_connection_get_account_name (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.account_name;
}

const char *
inlet_connection_get_credentials_id (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.credentials_id;
}

const char *
inlet_connection_get_credentials_name (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.credentials_name;
}

const char *
inlet_connection_get_access_key_id (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.access_key_id;
}

const char *
inlet_connection_get_org_id (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.org_id;
}

const char *
inlet_connection_get_created_client (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.created_client;
}

InletProblem *
inlet_connection_get_problem (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), NULL);

  return self->fields.problem;
}

gint64
inlet_connection_get_broken_since (InletConnection *self)
{
  g_return_val_if_fail (INLET_IS_CONNECTION (self), 0);

  return self->fields.broken_since;
}
