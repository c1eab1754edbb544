/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-found.h"

#include "inlet-error.h"
#include "inlet-expiry.h"

#include <glib/gi18n.h>

struct _InletFound
{
  GObject          parent_instance;

  InletProfileKind kind;
  InletForm       *form;    /* (owned) */
  char            *reason;  /* (owned) (nullable) */
  GPtrArray       *notes;   /* (owned): of char * */
  gboolean         is_alternative;
  gboolean         has[INLET_FIELD_LAST];
};

G_DEFINE_FINAL_TYPE (InletFound, inlet_found, G_TYPE_OBJECT)

static InletField
get_name_field (InletFound *self)
{
  return self->kind == INLET_PROFILE_ACCOUNT ? INLET_FIELD_ACCOUNT_NAME
                                             : INLET_FIELD_CREDENTIALS_NAME;
}

static InletField
get_identity_field (InletFound *self)
{
  return self->kind == INLET_PROFILE_ACCOUNT ? INLET_FIELD_ORG_ID : INLET_FIELD_ACCESS_KEY_ID;
}

/* A client secret lasts, and fetches tokens by itself. */
static void
choose_sign_in (InletFound *self)
{
  gboolean has_secret = *inlet_form_get_text (self->form, INLET_FIELD_CLIENT_SECRET) != '\0';
  gboolean has_token = *inlet_form_get_text (self->form, INLET_FIELD_ACCESS_TOKEN) != '\0';

  inlet_form_set_sign_in_kind (self->form, has_token && !has_secret ? INLET_SIGN_IN_ACCESS_TOKEN
                                                                    : INLET_SIGN_IN_CLIENT_SECRET);
}

static void
inlet_found_finalize (GObject *object)
{
  InletFound *self = INLET_FOUND (object);

  g_clear_object (&self->form);
  g_free (self->reason);
  g_ptr_array_unref (self->notes);

  G_OBJECT_CLASS (inlet_found_parent_class)->finalize (object);
}

static void
inlet_found_class_init (InletFoundClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_found_finalize;
}

static void
inlet_found_init (InletFound *self)
{
  self->notes = g_ptr_array_new_with_free_func (g_free);
}

InletFound *
inlet_found_new (InletProfileKind  kind,
                 const char       *name)
{
  InletFound *self = g_object_new (INLET_TYPE_FOUND, NULL);

  self->kind = kind;
  self->form = inlet_form_new (kind == INLET_PROFILE_ACCOUNT ? INLET_FORM_ACCOUNT
                                                             : INLET_FORM_CREDENTIALS);
  inlet_found_set (self, get_name_field (self), name);

  return self;
}

InletProfileKind
inlet_found_get_kind (InletFound *self)
{
  g_return_val_if_fail (INLET_IS_FOUND (self), INLET_PROFILE_ACCOUNT);

  return self->kind;
}

const char *
inlet_found_get_name (InletFound *self)
{
  const char *name;

  g_return_val_if_fail (INLET_IS_FOUND (self), NULL);

  name = inlet_form_get_text (self->form, get_name_field (self));
  if (*name == '\0')
    name = inlet_form_get_text (self->form, get_identity_field (self));
  if (*name == '\0')
    name = self->kind == INLET_PROFILE_ACCOUNT ? _("Account") : _("Credentials");

  return name;
}

InletForm *
inlet_found_get_form (InletFound *self)
{
  g_return_val_if_fail (INLET_IS_FOUND (self), NULL);

  return self->form;
}

void
inlet_found_set (InletFound *self,
                 InletField  field,
                 const char *value)
{
  g_return_if_fail (INLET_IS_FOUND (self));

  if (value == NULL || *value == '\0')
    return;

  inlet_form_set_text (self->form, field, value);
  self->has[field] = *inlet_form_get_text (self->form, field) != '\0';
  if (field == INLET_FIELD_CLIENT_SECRET || field == INLET_FIELD_ACCESS_TOKEN)
    choose_sign_in (self);
}

gboolean
inlet_found_has (InletFound *self,
                 InletField  field)
{
  g_return_val_if_fail (INLET_IS_FOUND (self), FALSE);
  g_return_val_if_fail (field < INLET_FIELD_LAST, FALSE);

  return self->has[field];
}

void
inlet_found_forget_secrets (InletFound *self)
{
  InletField last;

  g_return_if_fail (INLET_IS_FOUND (self));

  last = self->kind == INLET_PROFILE_ACCOUNT ? INLET_FIELD_IMS_URL : INLET_FIELD_FOLDER;
  for (InletField field = get_name_field (self); field <= last; field++)
    if (inlet_field_is_secret (field))
      inlet_form_set_text (self->form, field, "");
}

void
inlet_found_refuse (InletFound *self,
                    char       *reason)
{
  g_return_if_fail (INLET_IS_FOUND (self));
  g_return_if_fail (reason != NULL);

  if (self->reason == NULL)
    self->reason = reason;
  else
    g_free (reason);
}

gboolean
inlet_found_is_refused (InletFound *self)
{
  g_return_val_if_fail (INLET_IS_FOUND (self), FALSE);

  return self->reason != NULL;
}

/* A name is given where there is none, so it is never what is missing. */
char *
inlet_found_dup_reason (InletFound *self)
{
  InletField last;

  g_return_val_if_fail (INLET_IS_FOUND (self), NULL);

  if (self->reason != NULL)
    return g_strdup (self->reason);

  last = self->kind == INLET_PROFILE_ACCOUNT ? INLET_FIELD_IMS_URL : INLET_FIELD_FOLDER;
  for (InletField field = get_name_field (self); field <= last; field++) {
    const char *message = NULL;
    InletVerdict verdict = inlet_form_get_verdict (self->form, field, &message);

    if (verdict == INLET_VERDICT_WRONG ||
        (verdict == INLET_VERDICT_MISSING && field != get_name_field (self)))
      /* Translators: what a field is called, and what is wrong with it. */
      return g_strdup_printf (_("%s: %s"), inlet_field_get_label (field), message);
  }

  return NULL;
}

void
inlet_found_take_note (InletFound *self,
                       char       *note)
{
  g_return_if_fail (INLET_IS_FOUND (self));
  g_return_if_fail (note != NULL);

  g_ptr_array_add (self->notes, note);
}

/* (transfer full) (nullable) */
static char *
build_end_note (InletFound *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *text = inlet_form_get_text (self->form, INLET_FIELD_SESSION_TOKEN_END);
  gint64 end = inlet_expiry_read_typed (text, now);
  g_autoptr (GDateTime) local = end != 0 ? g_date_time_new_from_unix_local (end) : NULL;
  g_autofree char *when = local != NULL ? g_date_time_format (local, "%c") : NULL;

  if (when == NULL)
    return NULL;

  /* Translators: date and time. */
  return g_strdup_printf (end > now ? _("Valid until %s.") : _("Not valid since %s."), when);
}

/* What is unusual about @field. (transfer full) (nullable) */
static char *
build_note (InletFound *self,
            InletField  field)
{
  const char *message = NULL;

  if (field == INLET_FIELD_SESSION_TOKEN_END)
    return build_end_note (self);

  if (inlet_form_get_verdict (self->form, field, &message) != INLET_VERDICT_UNUSUAL)
    return NULL;

  return g_strdup_printf (_("%s: %s"), inlet_field_get_label (field), message);
}

GStrv
inlet_found_dup_notes (InletFound *self)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  InletField last;

  g_return_val_if_fail (INLET_IS_FOUND (self), NULL);

  for (guint i = 0; i < self->notes->len; i++)
    g_strv_builder_add (notes, self->notes->pdata[i]);

  last = self->kind == INLET_PROFILE_ACCOUNT ? INLET_FIELD_IMS_URL : INLET_FIELD_FOLDER;
  for (InletField field = get_name_field (self); field <= last; field++) {
    g_autofree char *note = build_note (self, field);

    if (note != NULL)
      g_strv_builder_add (notes, note);
  }

  return g_strv_builder_end (notes);
}

void
inlet_found_set_is_alternative (InletFound *self,
                                gboolean    is_alternative)
{
  g_return_if_fail (INLET_IS_FOUND (self));

  self->is_alternative = is_alternative;
}

gboolean
inlet_found_is_alternative (InletFound *self)
{
  g_return_val_if_fail (INLET_IS_FOUND (self), FALSE);

  return self->is_alternative;
}
