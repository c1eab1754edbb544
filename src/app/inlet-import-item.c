/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-import-item.h"

#include "inlet-redact.h"

#include <glib/gi18n.h>

struct _InletImportItem
{
  GObject            parent_instance;

  InletFound        *found;     /* (owned) */
  InletImportState   state;
  char              *reason;    /* (owned) (nullable) */
  GStrv              notes;     /* (owned) */
  InletProfile      *like;      /* (owned) (nullable): what is kept of it */
  InletProfile      *profile;   /* (owned) (nullable): what would be stored */
  gboolean           is_ticked;
  InletImportOutcome outcome;
  GError            *error;     /* (owned) (nullable) */
};

enum {
  PROP_0,
  PROP_IS_TICKED,
  PROP_OUTCOME,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ENUM_TYPE (InletImportState, inlet_import_state,
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_NEW, "new"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_SAME, "same"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_UNUSABLE, "unusable"))
G_DEFINE_ENUM_TYPE (InletImportOutcome, inlet_import_outcome,
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_STORED, "stored"),
                    G_DEFINE_ENUM_VALUE (INLET_IMPORT_FAILED, "failed"))
G_DEFINE_FINAL_TYPE (InletImportItem, inlet_import_item, G_TYPE_OBJECT)

static InletField
get_name_field (InletImportItem *self)
{
  return inlet_found_get_kind (self->found) == INLET_PROFILE_ACCOUNT
         ? INLET_FIELD_ACCOUNT_NAME : INLET_FIELD_CREDENTIALS_NAME;
}

static InletField
get_last_field (InletImportItem *self)
{
  return inlet_found_get_kind (self->found) == INLET_PROFILE_ACCOUNT ? INLET_FIELD_IMS_URL
                                                                     : INLET_FIELD_FOLDER;
}

static gboolean
have_same_addresses (InletAccount *a,
                     InletAccount *b)
{
  return g_str_equal (inlet_account_get_platform_url (a), inlet_account_get_platform_url (b)) &&
         g_str_equal (inlet_account_get_ims_url (a), inlet_account_get_ims_url (b));
}

/* What was confirmed once is not asked again. */
static InletProfile *
keep_confirmed (InletProfile *profile,
                InletProfile *like)
{
  gboolean is_confirmed = FALSE;

  if (!INLET_IS_ACCOUNT (profile) ||
      !have_same_addresses (INLET_ACCOUNT (profile), INLET_ACCOUNT (like)))
    return g_object_ref (profile);

  g_object_get (like, "is-confirmed", &is_confirmed, NULL);
  return is_confirmed ? INLET_PROFILE (inlet_account_confirm (INLET_ACCOUNT (profile)))
                      : g_object_ref (profile);
}

/* @like with what the text has a value for, under the name that it has. (nullable) */
static InletProfile *
merge (InletImportItem *self,
       InletProfile    *like)
{
  gboolean is_account = INLET_IS_ACCOUNT (like);
  g_autoptr (InletForm) form = inlet_form_new (is_account ? INLET_FORM_ACCOUNT
                                                          : INLET_FORM_CREDENTIALS);
  g_autoptr (InletProfile) profile = NULL;

  inlet_form_edit (form, like);
  for (InletField field = get_name_field (self) + 1; field <= get_last_field (self); field++)
    if (inlet_found_has (self->found, field))
      inlet_form_set_text (form, field,
                           inlet_form_get_text (inlet_found_get_form (self->found), field));

  if (!inlet_form_is_valid (form))
    return NULL;

  profile = inlet_form_build_profile (form);
  return keep_confirmed (profile, like);
}

static void
refuse (InletImportItem *self,
        char            *reason)
{
  self->state = INLET_IMPORT_UNUSABLE;
  g_free (self->reason);
  self->reason = reason;
}

/* One that replaces something is left to the person to tick, and so is where secrets would go to
 * somebody else. */
static void
tick_at_first (InletImportItem *self)
{
  g_autofree char *foreign = inlet_import_item_dup_foreign (self);

  inlet_import_item_set_is_ticked (self, self->state == INLET_IMPORT_NEW && foreign == NULL &&
                                   !inlet_found_is_alternative (self->found));
}

static void
inlet_import_item_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  InletImportItem *self = INLET_IMPORT_ITEM (object);

  switch (prop_id) {
    case PROP_IS_TICKED:
      g_value_set_boolean (value, self->is_ticked);
      break;
    case PROP_OUTCOME:
      g_value_set_enum (value, self->outcome);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_import_item_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  InletImportItem *self = INLET_IMPORT_ITEM (object);

  switch (prop_id) {
    case PROP_IS_TICKED:
      inlet_import_item_set_is_ticked (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_import_item_finalize (GObject *object)
{
  InletImportItem *self = INLET_IMPORT_ITEM (object);

  g_clear_object (&self->found);
  g_free (self->reason);
  g_strfreev (self->notes);
  g_clear_object (&self->like);
  g_clear_object (&self->profile);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (inlet_import_item_parent_class)->finalize (object);
}

static void
inlet_import_item_class_init (InletImportItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = inlet_import_item_get_property;
  object_class->set_property = inlet_import_item_set_property;
  object_class->finalize = inlet_import_item_finalize;

  props[PROP_IS_TICKED] =
    g_param_spec_boolean ("is-ticked", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_OUTCOME] =
    g_param_spec_enum ("outcome", NULL, NULL, INLET_TYPE_IMPORT_OUTCOME, INLET_IMPORT_WAITING,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_import_item_init (InletImportItem *self)
{
}

const char *
inlet_import_state_to_nick (InletImportState state)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (INLET_TYPE_IMPORT_STATE);
  GEnumValue *value = g_enum_get_value (klass, (int) state);

  g_return_val_if_fail (value != NULL, NULL);

  return value->value_nick;
}

InletProfileKind
inlet_import_item_get_kind (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), INLET_PROFILE_ACCOUNT);

  return inlet_found_get_kind (self->found);
}

InletImportState
inlet_import_item_get_state (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), INLET_IMPORT_UNUSABLE);

  return self->state;
}

const char *
inlet_import_item_get_name (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), NULL);

  return self->profile != NULL ? inlet_profile_get_name (self->profile)
                               : inlet_found_get_name (self->found);
}

/* Secrets as what stands for them, all of one length. */
char *
inlet_import_item_dup_facts (InletImportItem *self)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  InletForm *form = NULL;

  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), NULL);

  form = inlet_found_get_form (self->found);
  for (InletField field = get_name_field (self) + 1; field <= get_last_field (self); field++) {
    const char *text = inlet_form_get_text (form, field);

    if (!inlet_found_has (self->found, field) || !inlet_form_has_field (form, field) ||
        field == INLET_FIELD_SCOPES)
      continue;

    if (facts->len > 0)
      g_string_append (facts, " · ");
    /* TRANSLATORS: what a field is called, and what is in it. */
    g_string_append_printf (facts, _("%s: %s"), inlet_field_get_label (field),
                            inlet_field_is_secret (field) ? INLET_REDACTED : text);
  }

  return g_string_free (g_steal_pointer (&facts), FALSE);
}

const char *
inlet_import_item_get_reason (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), NULL);

  return self->reason;
}

const char * const *
inlet_import_item_get_notes (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), NULL);

  return (const char * const *) self->notes;
}

gboolean
inlet_import_item_is_alternative (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), FALSE);

  return inlet_found_is_alternative (self->found);
}

gboolean
inlet_import_item_can_be_ticked (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), FALSE);

  return self->outcome != INLET_IMPORT_STORED && self->profile != NULL &&
         (self->state == INLET_IMPORT_NEW || self->state == INLET_IMPORT_CHANGED);
}

gboolean
inlet_import_item_is_ticked (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), FALSE);

  return self->is_ticked;
}

void
inlet_import_item_set_is_ticked (InletImportItem *self,
                                 gboolean         is_ticked)
{
  g_return_if_fail (INLET_IS_IMPORT_ITEM (self));

  is_ticked = is_ticked && inlet_import_item_can_be_ticked (self);
  if (self->is_ticked == is_ticked)
    return;

  self->is_ticked = is_ticked;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_TICKED]);
}

char *
inlet_import_item_dup_foreign (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), NULL);

  return self->profile != NULL && INLET_IS_ACCOUNT (self->profile)
         ? inlet_account_dup_foreign (INLET_ACCOUNT (self->profile)) : NULL;
}

void
inlet_import_item_confirm (InletImportItem *self)
{
  g_autoptr (InletProfile) profile = NULL;

  g_return_if_fail (INLET_IS_IMPORT_ITEM (self));
  g_return_if_fail (self->profile != NULL && INLET_IS_ACCOUNT (self->profile));

  profile = INLET_PROFILE (inlet_account_confirm (INLET_ACCOUNT (self->profile)));
  g_set_object (&self->profile, profile);
}

InletImportOutcome
inlet_import_item_get_outcome (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), INLET_IMPORT_WAITING);

  return self->outcome;
}

const GError *
inlet_import_item_get_error (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), NULL);

  return self->error;
}

InletImportItem *
inlet_import_item_new (InletFound *found)
{
  InletImportItem *self = NULL;

  g_return_val_if_fail (INLET_IS_FOUND (found), NULL);

  self = g_object_new (INLET_TYPE_IMPORT_ITEM, NULL);
  self->found = g_object_ref (found);
  self->notes = inlet_found_dup_notes (found);
  self->reason = inlet_found_dup_reason (found);
  self->state = self->reason != NULL ? INLET_IMPORT_UNUSABLE : INLET_IMPORT_NEW;
  return self;
}

InletFound *
inlet_import_item_get_found (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), NULL);

  return self->found;
}

InletProfile *
inlet_import_item_get_profile (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), NULL);

  return self->profile;
}

void
inlet_import_item_compare (InletImportItem *self,
                           InletProfile    *like,
                           const char      *name)
{
  g_return_if_fail (INLET_IS_IMPORT_ITEM (self));
  g_return_if_fail (self->reason == NULL);

  g_set_object (&self->like, like);
  g_clear_object (&self->profile);
  if (like == NULL) {
    inlet_found_set (self->found, get_name_field (self), name);
    if (inlet_form_is_valid (inlet_found_get_form (self->found)))
      self->profile = inlet_form_build_profile (inlet_found_get_form (self->found));
    self->state = INLET_IMPORT_NEW;
  } else {
    self->profile = merge (self, like);
    self->state = INLET_IMPORT_CHANGED;
  }

  if (self->profile == NULL)
    refuse (self, g_strdup (_("It does not go together with what is already there.")));
  tick_at_first (self);
}

gboolean
inlet_import_item_needs_secrets (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), FALSE);

  return self->state == INLET_IMPORT_CHANGED && inlet_profile_equal (self->profile, self->like);
}

void
inlet_import_item_take_secrets (InletImportItem *self,
                                InletSecrets    *stored)
{
  g_autoptr (InletSecrets) own = NULL;

  g_return_if_fail (inlet_import_item_needs_secrets (self));

  own = inlet_import_item_build_secrets (self);
  for (InletSecretName name = 0; name < INLET_SECRET_LAST; name++) {
    const char *value = inlet_secrets_get (own, name);

    if (value != NULL &&
        (stored == NULL || g_strcmp0 (value, inlet_secrets_get (stored, name)) != 0))
      return;
  }

  self->state = INLET_IMPORT_SAME;
}

InletSecrets *
inlet_import_item_build_secrets (InletImportItem *self)
{
  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (self), NULL);

  return inlet_form_build_secrets (inlet_found_get_form (self->found));
}

void
inlet_import_item_conclude (InletImportItem *self,
                            const GError    *error)
{
  g_return_if_fail (INLET_IS_IMPORT_ITEM (self));

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->outcome = error != NULL ? INLET_IMPORT_FAILED : INLET_IMPORT_STORED;
  if (error == NULL) {
    inlet_found_forget_secrets (self->found);
    inlet_import_item_set_is_ticked (self, FALSE);
  }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OUTCOME]);
}
