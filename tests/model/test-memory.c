/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for a secret in all of this process's memory after whatever held it is gone. */

#include "inlet-draft.h"
#include "inlet-form.h"
#include "inlet-secret-buffer.h"

#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LENGTH 64
#define MASK   0x55

/* The allocator writes over the first bytes of what it is given back: look for the last ones. */
#define TAIL   (LENGTH / 2)

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

  for (const volatile char *c = start; c + LENGTH - TAIL <= end; c++) {
    guint i = 0;

    while (i < LENGTH - TAIL && (c[i] ^ MASK) == masked[TAIL + i])
      i++;
    n_found += i == LENGTH - TAIL;
  }

  return n_found;
}

/* Registers, and the stack below, are written over by whatever is called next: that is done here,
 * since what counts is what stays. */
G_GNUC_NO_INLINE static void
forget_calls (void)
{
  char nothing[64 * 1024];

  explicit_bzero (nothing, sizeof nothing);
}

/* Without the heap: what is left there must not be written over before it is found. */
static guint
count_copies (void)
{
  static char maps[256 * 1024];
  gsize length = 0;
  guint n_found = 0;
  gssize n_read;
  int fd;

  forget_calls ();

  fd = open ("/proc/self/maps", O_RDONLY);
  g_assert_cmpint (fd, >=, 0);
  while ((n_read = read (fd, maps + length, sizeof maps - 1 - length)) > 0)
    length += n_read;
  close (fd);
  g_assert_cmpint (length, <, sizeof maps - 1);
  maps[length] = '\0';

  for (char *line = strtok (maps, "\n"); line != NULL; line = strtok (NULL, "\n")) {
    guint64 start = strtoull (line, &line, 16);
    guint64 end = strtoull (line + 1, &line, 16);

    if (g_str_has_prefix (line, " rw"))
      n_found += count_in ((const char *) (gsize) start, (const char *) (gsize) end);
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
  g_assert_cmpint (count_copies (), ==, 1);
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
