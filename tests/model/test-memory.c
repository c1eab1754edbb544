/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for a secret in all of this process's memory after whatever held it is gone. */

#include "inlet-draft.h"
#include "inlet-form.h"
#include "inlet-secret-buffer.h"

#include <malloc.h>
#include <stdio.h>
#include <string.h>

#define LENGTH 40
#define MASK   0x55

/* Kept only in this shape, so that looking for it does not find what is looked for. */
static char masked[LENGTH];

static void
make_secret (void)
{
  static const char characters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  for (guint i = 0; i < LENGTH; i++)
    masked[i] = characters[g_random_int_range (0, sizeof characters - 1)] ^ MASK;
}

static void
unmask (char *secret)
{
  for (guint i = 0; i < LENGTH; i++)
    secret[i] = masked[i] ^ MASK;
  secret[LENGTH] = '\0';
}

static guint
count_in (const char *start,
          const char *end)
{
  guint n_found = 0;

  for (const volatile char *c = start; c + LENGTH <= end; c++) {
    guint i = 0;

    while (i < LENGTH && (c[i] ^ MASK) == masked[i])
      i++;
    n_found += i == LENGTH;
  }

  return n_found;
}

static guint
count_copies (void)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_found = 0;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    gsize start;
    gsize end;

    if (sscanf (lines[i], "%zx-%zx rw", &start, &end) == 2 && strstr (lines[i], " rw") != NULL)
      n_found += count_in ((const char *) start, (const char *) end);
  }

  return n_found;
}

/* The first half of what is typed, the whole of it, and what is put around it. */
static void
fill_form (InletForm  *form,
           InletField  field,
           const char *secret)
{
  inlet_autosecret char *half = g_strndup (secret, LENGTH / 2);
  inlet_autosecret char *quoted = g_strdup_printf ("\"%s\"", secret);

  inlet_form_set_text (form, field, half);
  inlet_form_set_text (form, field, quoted);
  g_assert_cmpint (inlet_form_get_verdict (form, field, NULL), <, INLET_VERDICT_MISSING);
}

G_GNUC_NO_INLINE static void
use_form (void)
{
  g_autoptr (InletForm) form = inlet_form_new (INLET_FORM_CREDENTIALS);
  g_autoptr (InletForm) account = inlet_form_new (INLET_FORM_ACCOUNT);
  g_autoptr (InletSecrets) secrets = NULL;
  char secret[LENGTH + 1];

  unmask (secret);
  fill_form (form, INLET_FIELD_SECRET_KEY, secret);
  inlet_form_set_sign_in_kind (account, INLET_SIGN_IN_ACCESS_TOKEN);
  fill_form (account, INLET_FIELD_ACCESS_TOKEN, secret);
  explicit_bzero (secret, sizeof secret);

  secrets = inlet_form_build_secrets (form);
  g_assert_cmpint (count_copies (), ==, 3);
  inlet_form_edit (account, NULL);
  g_assert_cmpint (count_copies (), ==, 2);
}

G_GNUC_NO_INLINE static void
use_secrets (void)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (InletSecrets) copy = NULL;
  inlet_autosecret char *json = NULL;
  char secret[LENGTH + 1];

  unmask (secret);
  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, secret);
  inlet_secrets_set (secrets, INLET_SECRET_CLIENT_SECRET, secret);
  explicit_bzero (secret, sizeof secret);
  g_assert_cmpint (count_copies (), ==, 2);

  inlet_secrets_set (secrets, INLET_SECRET_CLIENT_SECRET, "short");
  copy = inlet_secrets_copy (secrets);
  json = inlet_secrets_to_json (secrets);
  g_assert_cmpint (count_copies (), ==, 3);
}

/* The texts around the secret make the buffer grow before and after it has come. */
G_GNUC_NO_INLINE static void
use_body (void)
{
  g_autofree char *name = g_strnfill (3000, 'n');
  g_autofree char *folder = g_strnfill (9000, 'f');
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (InletAccount) account = g_object_new (INLET_TYPE_ACCOUNT, NULL);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "folder", folder, NULL);
  g_autoptr (InletDraft) draft = inlet_draft_new (account, credentials, "dev", name, NULL);
  g_autoptr (GBytes) body = NULL;
  char secret[LENGTH + 1];

  unmask (secret);
  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, secret);
  explicit_bzero (secret, sizeof secret);

  body = inlet_draft_to_body (draft, secrets);
  g_assert_cmpint (count_copies (), ==, 2);
}

G_GNUC_NO_INLINE static void
use_buffer (void)
{
  g_auto (InletSecretBuffer) buffer = INLET_SECRET_BUFFER_INIT;
  char secret[LENGTH + 1];

  unmask (secret);
  inlet_secret_buffer_append (&buffer, secret);
  explicit_bzero (secret, sizeof secret);
  g_assert_cmpint (count_copies (), ==, 1);
}

static void
test_nothing_is_left (gconstpointer data)
{
  void (*use) (void) = data;

#ifdef __SANITIZE_ADDRESS__
  g_test_skip ("The sanitizer's own memory is too large to look through");
  return;
#endif

  make_secret ();
  g_assert_cmpint (count_copies (), ==, 0);
  use ();
  g_assert_cmpint (count_copies (), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  /* What the allocator overwrites would hide what we do not. */
  mallopt (M_PERTURB, 0);

  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/inlet/model/memory/secrets", use_secrets, test_nothing_is_left);
  g_test_add_data_func ("/inlet/model/memory/body", use_body, test_nothing_is_left);
  g_test_add_data_func ("/inlet/model/memory/form", use_form, test_nothing_is_left);
  g_test_add_data_func ("/inlet/model/memory/buffer", use_buffer, test_nothing_is_left);

  return g_test_run ();
}
