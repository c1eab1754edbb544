/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-form-private.h"

#include "inlet-address.h"
#include "inlet-error.h"
#include "inlet-expiry.h"

#include <glib/gi18n.h>
#include <string.h>

enum {
  PROP_0,
  PROP_IS_VALID,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint changed_signal;

G_DEFINE_FINAL_TYPE (InletForm, inlet_form, G_TYPE_OBJECT)

static const struct
{
  InletField first;
  InletField last;
} ranges[] = {
  [INLET_FORM_ACCOUNT] = { INLET_FIELD_ACCOUNT_NAME, INLET_FIELD_IMS_URL },
  [INLET_FORM_CREDENTIALS] = { INLET_FIELD_CREDENTIALS_NAME, INLET_FIELD_FOLDER },
  [INLET_FORM_CONNECTION] = { INLET_FIELD_SANDBOX, INLET_FIELD_DESCRIPTION },
};

/* The property of the profile that a field fills, which no secret does; why it is needed, where it
 * is; and what it has before anybody types. */
static const struct
{
  const char *property;
  const char *need;
  const char *preset;
} traits[INLET_FIELD_LAST] = {
  [INLET_FIELD_ACCOUNT_NAME] = { "name", N_("Needed to find it again.") },
  [INLET_FIELD_ORG_ID] = { "org-id", N_("Needed to sign in.") },
  [INLET_FIELD_API_KEY] = { "api-key", N_("Needed to sign in.") },
  [INLET_FIELD_CLIENT_SECRET] = { NULL, N_("Needed to sign in.") },
  [INLET_FIELD_ACCESS_TOKEN] = { NULL, N_("Needed to sign in.") },
  [INLET_FIELD_SCOPES] = { "scopes", N_("Needed to sign in."), INLET_DEFAULT_SCOPES },
  [INLET_FIELD_PLATFORM_URL] =
  { "platform-url", N_("Needed to reach Experience Platform."), INLET_DEFAULT_PLATFORM_URL },
  [INLET_FIELD_IMS_URL] = { "ims-url", N_("Needed to sign in."), INLET_DEFAULT_IMS_URL },
  [INLET_FIELD_CREDENTIALS_NAME] = { "name", N_("Needed to find it again.") },
  [INLET_FIELD_ACCESS_KEY_ID] = { "access-key-id", N_("Needed to read from the storage.") },
  [INLET_FIELD_SECRET_KEY] = { NULL, N_("Needed to read from the storage.") },
  [INLET_FIELD_SESSION_TOKEN] =
  { NULL, N_("A temporary key (“ASIA…”) works only with its session token.") },
  [INLET_FIELD_SERVICE_URL] = { "service-url", NULL },
  [INLET_FIELD_BUCKET] = { "bucket", NULL },
  [INLET_FIELD_FOLDER] = { "folder", NULL },
  [INLET_FIELD_SANDBOX] = { NULL, N_("Needed: the connection is made in it.") },
  [INLET_FIELD_NAME] =
  { NULL, N_("Needed: Experience Platform shows the connection by its name.") },
};

/* Whether forms of the kind have the field, in one way to sign in or the other. */
static gboolean
is_in_range (InletForm  *self,
             InletField  field)
{
  return field >= ranges[self->kind].first && field <= ranges[self->kind].last;
}

/* Whether the secrets of the edited account are for the way to sign in that is chosen now. */
static gboolean
keeps_sign_in (InletForm *self)
{
  return self->profile != NULL &&
         inlet_account_get_sign_in_kind (INLET_ACCOUNT (self->profile)) == self->sign_in_kind;
}

static gboolean
is_needed (InletForm  *self,
           InletField  field)
{
  if (field == INLET_FIELD_CLIENT_SECRET || field == INLET_FIELD_ACCESS_TOKEN)
    return !keeps_sign_in (self);

  if (field == INLET_FIELD_SECRET_KEY)
    return self->profile == NULL;

  if (field == INLET_FIELD_SESSION_TOKEN)
    return inlet_form_has_temporary_key (self) && !inlet_form_keeps_session_token (self);

  return traits[field].need != NULL;
}

/* What only the other fields show to be odd about @field, which is filled. */
static const char *
find_mismatch (InletForm  *self,
               InletField  field)
{
  if (field == INLET_FIELD_SESSION_TOKEN &&
      g_str_has_prefix (self->texts[INLET_FIELD_ACCESS_KEY_ID], "AKIA"))
    return _("A long-term key (“AKIA…”) has no session token.");

  return NULL;
}

static gboolean
compute_is_valid (InletForm *self)
{
  for (InletField field = ranges[self->kind].first; field <= ranges[self->kind].last; field++)
    if (inlet_form_get_verdict (self, field, NULL) >= INLET_VERDICT_MISSING)
      return FALSE;

  return TRUE;
}

static void
update_is_valid (InletForm *self)
{
  gboolean is_valid = compute_is_valid (self);

  if (self->is_valid == is_valid)
    return;

  self->is_valid = is_valid;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_VALID]);
}

static void
emit_changed (InletForm  *self,
              InletField  first,
              InletField  last)
{
  for (InletField field = first; field <= last; field++)
    g_signal_emit (self, changed_signal, 0, field);
}

/* Where a token is, or is yet to be, its end is asked for, too. */
static gboolean
has_session_token (InletForm *self)
{
  return *self->texts[INLET_FIELD_SESSION_TOKEN] != '\0' || inlet_form_has_temporary_key (self) ||
         inlet_form_keeps_session_token (self);
}

static void
take_text (InletForm  *self,
           InletField  field,
           char       *text)
{
  inlet_secret_free (self->texts[field]);
  self->texts[field] = text;
}

static const char *
get_preset (InletField field)
{
  return traits[field].preset != NULL ? traits[field].preset : "";
}

static void
reset (InletForm *self)
{
  for (guint field = 0; field < INLET_FIELD_LAST; field++)
    take_text (self, field, g_strdup (get_preset (field)));

  self->sign_in_kind = INLET_SIGN_IN_CLIENT_SECRET;
}

/* For a person to change, in the time of their own place. */
static void
fill_session_token_end (InletForm        *self,
                        InletCredentials *credentials)
{
  take_text (self, INLET_FIELD_SESSION_TOKEN_END,
             inlet_expiry_to_typed (inlet_credentials_get_session_token_end (credentials)));
}

static void
fill (InletForm    *self,
      InletProfile *profile)
{
  for (InletField field = ranges[self->kind].first; field <= ranges[self->kind].last; field++) {
    char *text;

    if (traits[field].property == NULL)
      continue;

    g_object_get (profile, traits[field].property, &text, NULL);
    take_text (self, field, text);
  }

  if (INLET_IS_ACCOUNT (profile))
    self->sign_in_kind = inlet_account_get_sign_in_kind (INLET_ACCOUNT (profile));
  else
    fill_session_token_end (self, INLET_CREDENTIALS (profile));
}

/* That of the token that was kept is not that of another one. */
static void
forget_kept_end (InletForm *self)
{
  g_autofree char *kept = NULL;

  if (self->profile == NULL)
    return;

  kept = inlet_expiry_to_typed (inlet_credentials_get_session_token_end (
                                  INLET_CREDENTIALS (self->profile)));
  if (strcmp (self->texts[INLET_FIELD_SESSION_TOKEN_END], kept) == 0)
    take_text (self, INLET_FIELD_SESSION_TOKEN_END, g_strdup (""));
}

static void
inlet_form_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  InletForm *self = INLET_FORM (object);

  switch (prop_id) {
    case PROP_IS_VALID:
      g_value_set_boolean (value, self->is_valid);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_form_finalize (GObject *object)
{
  InletForm *self = INLET_FORM (object);

  for (guint field = 0; field < INLET_FIELD_LAST; field++)
    inlet_secret_free (self->texts[field]);
  inlet_secret_overwrite_stack ();
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (inlet_form_parent_class)->finalize (object);
}

static void
inlet_form_class_init (InletFormClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = inlet_form_get_property;
  object_class->finalize = inlet_form_finalize;

  properties[PROP_IS_VALID] =
    g_param_spec_boolean ("is-valid", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  changed_signal = g_signal_new ("changed", INLET_TYPE_FORM, G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, INLET_TYPE_FIELD);
}

static void
inlet_form_init (InletForm *self)
{
  reset (self);
}

InletForm *
inlet_form_new (InletFormKind kind)
{
  InletForm *self = g_object_new (INLET_TYPE_FORM, NULL);

  self->kind = kind;

  return self;
}

void
inlet_form_edit (InletForm    *self,
                 InletProfile *profile)
{
  g_return_if_fail (INLET_IS_FORM (self));
  g_return_if_fail (profile == NULL ||
                    (INLET_IS_ACCOUNT (profile) && self->kind == INLET_FORM_ACCOUNT) ||
                    (INLET_IS_CREDENTIALS (profile) && self->kind == INLET_FORM_CREDENTIALS));

  reset (self);
  inlet_secret_overwrite_stack ();
  g_set_object (&self->profile, profile);
  if (profile != NULL)
    fill (self, profile);

  update_is_valid (self);
  emit_changed (self, ranges[self->kind].first, ranges[self->kind].last);
}

gboolean
inlet_form_has_field (InletForm  *self,
                      InletField  field)
{
  gboolean uses_client_secret;

  g_return_val_if_fail (INLET_IS_FORM (self), FALSE);

  uses_client_secret = self->sign_in_kind == INLET_SIGN_IN_CLIENT_SECRET;
  if (field == INLET_FIELD_ACCESS_TOKEN && uses_client_secret)
    return FALSE;

  if (!uses_client_secret && (field == INLET_FIELD_CLIENT_SECRET ||
                              field == INLET_FIELD_SCOPES || field == INLET_FIELD_IMS_URL))
    return FALSE;

  if (field == INLET_FIELD_SESSION_TOKEN_END && !has_session_token (self))
    return FALSE;

  return is_in_range (self, field);
}

void
inlet_form_set_sign_in_kind (InletForm       *self,
                             InletSignInKind  kind)
{
  g_return_if_fail (INLET_IS_FORM (self));
  g_return_if_fail (self->kind == INLET_FORM_ACCOUNT);

  if (self->sign_in_kind == kind)
    return;

  self->sign_in_kind = kind;
  update_is_valid (self);
  emit_changed (self, INLET_FIELD_CLIENT_SECRET, INLET_FIELD_IMS_URL);
}

InletSignInKind
inlet_form_get_sign_in_kind (InletForm *self)
{
  g_return_val_if_fail (INLET_IS_FORM (self), INLET_SIGN_IN_CLIENT_SECRET);

  return self->sign_in_kind;
}

void
inlet_form_set_text (InletForm  *self,
                     InletField  field,
                     const char *text)
{
  inlet_autosecret char *clean = NULL;

  g_return_if_fail (INLET_IS_FORM (self));
  g_return_if_fail (is_in_range (self, field));
  g_return_if_fail (text != NULL);

  clean = inlet_field_clean (field, text);
  if (strcmp (self->texts[field], clean) == 0)
    return;

  take_text (self, field, g_steal_pointer (&clean));
  if (field == INLET_FIELD_SESSION_TOKEN && *self->texts[field] != '\0')
    forget_kept_end (self);
  update_is_valid (self);
  emit_changed (self, field, field);
  if (field == INLET_FIELD_ACCESS_KEY_ID)
    emit_changed (self, INLET_FIELD_SESSION_TOKEN, INLET_FIELD_SESSION_TOKEN_END);
  if (field == INLET_FIELD_SESSION_TOKEN)
    emit_changed (self, INLET_FIELD_SESSION_TOKEN_END, INLET_FIELD_SESSION_TOKEN_END);
}

const char *
inlet_form_get_text (InletForm  *self,
                     InletField  field)
{
  g_return_val_if_fail (INLET_IS_FORM (self), "");
  g_return_val_if_fail (is_in_range (self, field), "");

  return self->texts[field];
}

InletVerdict
inlet_form_get_verdict (InletForm   *self,
                        InletField   field,
                        const char **message)
{
  const char *sentence = NULL;
  InletVerdict verdict;

  g_return_val_if_fail (INLET_IS_FORM (self), INLET_VERDICT_WRONG);
  g_return_val_if_fail (is_in_range (self, field), INLET_VERDICT_WRONG);

  if (!inlet_form_has_field (self, field)) {
    verdict = INLET_VERDICT_GOOD;
  } else if (*self->texts[field] == '\0') {
    verdict = is_needed (self, field) ? INLET_VERDICT_MISSING : INLET_VERDICT_GOOD;
    sentence = verdict == INLET_VERDICT_MISSING ? _(traits[field].need) : NULL;
  } else {
    verdict = inlet_field_check (field, self->texts[field], &sentence);
    if (verdict == INLET_VERDICT_GOOD && (sentence = find_mismatch (self, field)) != NULL)
      verdict = INLET_VERDICT_UNUSUAL;
  }

  if (message != NULL)
    *message = sentence;

  return verdict;
}

gboolean
inlet_form_is_blank (InletForm *self)
{
  g_return_val_if_fail (INLET_IS_FORM (self), FALSE);

  for (InletField field = ranges[self->kind].first; field <= ranges[self->kind].last; field++) {
    if (g_strcmp0 (traits[field].property, "name") != 0 &&
        strcmp (self->texts[field], get_preset (field)) != 0)
      return FALSE;
  }

  return TRUE;
}

gboolean
inlet_form_is_valid (InletForm *self)
{
  g_return_val_if_fail (INLET_IS_FORM (self), FALSE);

  return self->is_valid;
}

gboolean
inlet_form_check (InletForm  *self,
                  GError    **error)
{
  g_return_val_if_fail (INLET_IS_FORM (self), FALSE);

  for (InletField field = ranges[self->kind].first; field <= ranges[self->kind].last; field++) {
    const char *message;

    if (inlet_form_get_verdict (self, field, &message) < INLET_VERDICT_MISSING)
      continue;

    /* Translators: what a field is called, and what is wrong with it. */
    g_set_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, _("%s: %s"),
                 inlet_field_get_label (field), message);
    return FALSE;
  }

  return TRUE;
}
