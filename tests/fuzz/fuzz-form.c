/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any texts in a form, in any order: the form's kind, then a line each such as `org-id: …`,
 * `sign-in: access-token`, or `edit`, which goes on with what the form has so far, if it is valid.
 * A form that is valid describes something that can be kept. */

#include "fuzz.h"

#include "inlet-error.h"
#include "inlet-form.h"

#include <string.h>

static const struct
{
  const char *name;
  InletField  first;
  InletField  last;
} kinds[] = {
  [INLET_FORM_ACCOUNT] = { "account", INLET_FIELD_ACCOUNT_NAME, INLET_FIELD_IMS_URL },
  [INLET_FORM_CREDENTIALS] =
  { "credentials", INLET_FIELD_CREDENTIALS_NAME, INLET_FIELD_FOLDER },
  [INLET_FORM_CONNECTION] = { "connection", INLET_FIELD_SANDBOX, INLET_FIELD_DESCRIPTION },
};

static void
assert_profile_kept (InletForm *form)
{
  g_autoptr (InletProfile) profile = inlet_form_build_profile (form);
  g_autofree char *json = inlet_profile_to_json (profile);
  g_autoptr (InletProfile) kept =
    inlet_profile_new_from_json (inlet_profile_get_kind (profile), inlet_profile_get_id (profile),
                                 inlet_profile_get_name (profile), json);

  g_assert_nonnull (kept);
  g_assert_true (inlet_profile_equal (profile, kept));
}

static void
assert_secrets_kept (InletForm *form)
{
  g_autoptr (InletSecrets) secrets = inlet_form_build_secrets (form);
  inlet_autosecret char *json = inlet_secrets_to_json (secrets);
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) kept = inlet_secrets_new_from_json (json, &error);

  g_assert_no_error (error);
  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    g_assert_cmpstr (inlet_secrets_get (kept, name), ==, inlet_secrets_get (secrets, name));
}

static void
assert_consistent (InletForm     *form,
                   InletFormKind  kind)
{
  g_autoptr (GError) error = NULL;
  gboolean is_valid = TRUE;

  for (InletField field = kinds[kind].first; field <= kinds[kind].last; field++) {
    const char *message = "";
    InletVerdict verdict = inlet_form_get_verdict (form, field, &message);

    fuzz_assert_own (message);
    g_assert_cmpint (message == NULL, ==, verdict == INLET_VERDICT_GOOD);
    is_valid = is_valid && verdict < INLET_VERDICT_MISSING;
  }

  g_assert_cmpint (inlet_form_is_valid (form), ==, is_valid);
  g_assert_cmpint (inlet_form_check (form, &error), ==, is_valid);
  if (!is_valid)
    g_assert_error (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT);
  else if (kind != INLET_FORM_CONNECTION) {
    assert_profile_kept (form);
    assert_secrets_kept (form);
  }
}

static void
edit (InletForm     *form,
      InletFormKind  kind)
{
  g_autoptr (InletProfile) profile = NULL;

  if (kind == INLET_FORM_CONNECTION || !inlet_form_is_valid (form))
    return;

  profile = inlet_form_build_profile (form);
  inlet_form_edit (form, profile);
  g_assert_true (inlet_form_is_valid (form));
}

static void
set_text (InletForm     *form,
          InletFormKind  kind,
          const char    *nick,
          const char    *text)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_FIELD);
  GEnumValue *value = g_enum_get_value_by_nick (class, nick);
  InletField field = value != NULL ? (InletField) value->value : INLET_FIELD_LAST;

  if (field >= kinds[kind].first && field <= kinds[kind].last)
    inlet_form_set_text (form, field, text);
}

static void
apply_line (InletForm     *form,
            InletFormKind  kind,
            const char    *line)
{
  g_auto (GStrv) parts = g_strsplit (line, ": ", 2);

  if (strcmp (line, "edit") == 0)
    edit (form, kind);
  else if (g_strv_length (parts) < 2)
    return;
  else if (kind == INLET_FORM_ACCOUNT && strcmp (parts[0], "sign-in") == 0)
    inlet_form_set_sign_in_kind (form, strcmp (parts[1], "access-token") == 0 ?
                                 INLET_SIGN_IN_ACCESS_TOKEN : INLET_SIGN_IN_CLIENT_SECRET);
  else
    set_text (form, kind, parts[0], parts[1]);
}

static InletFormKind
get_kind (const char *name)
{
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (name, kinds[i].name) == 0)
      return i;

  return INLET_FORM_ACCOUNT;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  FuzzInput input = fuzz_input_new (data, size);
  g_auto (GStrv) lines = fuzz_input_read_lines (&input);
  InletFormKind kind = get_kind (lines[0]);
  g_autoptr (InletForm) form = inlet_form_new (kind);

  for (gsize i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    apply_line (form, kind, lines[i]);
  assert_consistent (form, kind);

  return 0;
}
