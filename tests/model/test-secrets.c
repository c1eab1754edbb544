/* SPDX-License-Identifier: GPL-3.0-or-later */

#define _GNU_SOURCE
#include "inlet-secrets.h"

#include "inlet-error.h"

#include <pthread.h>
#include <string.h>
#include <sys/mman.h>

#define NOW G_GINT64_CONSTANT (1795298794)

static InletReply *
build_reply (const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

  return inlet_reply_new (200, "OK", NULL, bytes);
}

static void
test_new_is_empty (void)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autofree const char **values = inlet_secrets_dup_values (secrets);

  g_assert_true (inlet_secrets_is_empty (secrets));
  g_assert_null (values[0]);
  g_assert_cmpint (inlet_secrets_get_expires_at (secrets), ==, 0);
  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    g_assert_null (inlet_secrets_get (secrets, name));
}

static void
test_set_and_forget (void)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autofree const char **values = NULL;

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "one");
  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "two");
  inlet_secrets_set (secrets, INLET_SECRET_SESSION_TOKEN, "three");
  g_assert_cmpstr (inlet_secrets_get (secrets, INLET_SECRET_SECRET_KEY), ==, "two");
  g_assert_false (inlet_secrets_is_empty (secrets));

  /* A value may be set to itself. */
  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY,
                     inlet_secrets_get (secrets, INLET_SECRET_SECRET_KEY));
  g_assert_cmpstr (inlet_secrets_get (secrets, INLET_SECRET_SECRET_KEY), ==, "two");

  values = inlet_secrets_dup_values (secrets);
  g_assert_cmpint (g_strv_length ((char **) values), ==, 2);
  g_assert_true (g_strv_contains ((const char * const *) values, "two"));
  g_assert_true (g_strv_contains ((const char * const *) values, "three"));

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, NULL);
  inlet_secrets_set (secrets, INLET_SECRET_SESSION_TOKEN, "");
  g_assert_true (inlet_secrets_is_empty (secrets));
}

static void
test_copy_is_apart (void)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (InletSecrets) same = inlet_secrets_ref (secrets);
  g_autoptr (InletSecrets) copy = NULL;

  inlet_secrets_set (secrets, INLET_SECRET_CLIENT_SECRET, "one");
  inlet_secrets_set_expires_at (secrets, NOW);
  copy = inlet_secrets_copy (secrets);
  inlet_secrets_set (secrets, INLET_SECRET_CLIENT_SECRET, "two");

  g_assert_true (same == secrets);
  g_assert_cmpstr (inlet_secrets_get (same, INLET_SECRET_CLIENT_SECRET), ==, "two");
  g_assert_cmpstr (inlet_secrets_get (copy, INLET_SECRET_CLIENT_SECRET), ==, "one");
  g_assert_cmpint (inlet_secrets_get_expires_at (copy), ==, NOW);
}

static void
test_boxed (void)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  InletSecrets *same = g_boxed_copy (INLET_TYPE_SECRETS, secrets);

  g_assert_true (same == secrets);
  g_boxed_free (INLET_TYPE_SECRETS, same);
}

static void
test_json_text (void)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  inlet_autosecret char *empty = inlet_secrets_to_json (secrets);
  inlet_autosecret char *json = NULL;

  g_assert_cmpstr (empty, ==, "{\"expires_at\":0}");

  inlet_secrets_set (secrets, INLET_SECRET_CLIENT_SECRET, "p8e-\"\\");
  inlet_secrets_set (secrets, INLET_SECRET_ACCESS_TOKEN, "eyJ");
  inlet_secrets_set_expires_at (secrets, NOW);
  json = inlet_secrets_to_json (secrets);
  g_assert_cmpstr (json, ==, "{\"client_secret\":\"p8e-\\\"\\\\\",\"access_token\":\"eyJ\","
                   "\"expires_at\":1795298794}");
}

static void
test_json_round_trip (void)
{
  static const char * const values[INLET_SECRET_LAST] = { "p8e-ä", "a.b.c", "\"q\\/+", "x==" };
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (InletSecrets) read = NULL;
  g_autoptr (GError) error = NULL;
  inlet_autosecret char *json = NULL;

  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    inlet_secrets_set (secrets, name, values[name]);
  inlet_secrets_set_expires_at (secrets, -NOW);

  json = inlet_secrets_to_json (secrets);
  read = inlet_secrets_new_from_json (json, &error);
  g_assert_no_error (error);
  for (guint name = 0; name < INLET_SECRET_LAST; name++)
    g_assert_cmpstr (inlet_secrets_get (read, name), ==, values[name]);
  g_assert_cmpint (inlet_secrets_get_expires_at (read), ==, -NOW);
}

static void
test_items_of_others (void)
{
  static const char * const good[] = {
    "{}",
    "{\"secret_key\":\"k\",\"colour\":[1,{}],\"expires_at\":\"soon\"}",
    " {\"secret_key\":\"\"} ",
  };
  static const char * const bad[] = {
    "",
    "k",
    "[]",
    "null",
    "{\"secret_key\":\"k\"",
    "{\"secret_key\":1}",
    "{\"colour\":\"Sesame\"}",
    "{\"secret_key\":\"Sesame\",\"colour\":1e4000}",
    "{\"secret_key\":null}",
    "{\"secret_key\":\"Sesame\",\"key_id\":7}",
    "{\"secret_key\":{\"a\":1}}",
    "{\"access_token\":\"Sesame\\r\\nX-Evil: 1\"}",
    "{\"access_token\":\"Sesame open\"}",
    "{\"secret_key\":\"Sesame\xff\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (InletSecrets) secrets = inlet_secrets_new_from_json (good[i], &error);

    g_assert_no_error (error);
    g_assert_nonnull (secrets);
    g_assert_cmpint (inlet_secrets_get_expires_at (secrets), ==, 0);
  }

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (inlet_secrets_new_from_json (bad[i], &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_KEYRING_FAILED);
    g_assert_null (strstr (error->message, "Sesame"));
  }
}

static void
test_members_of_others_stay (void)
{
  const char *json = "{\"colour\":[1,{\"a\":null}],\"secret_key\":\"k\",\"n\":\"é\"}";
  g_autoptr (InletSecrets) stored = inlet_secrets_new_from_json (json, NULL);
  g_autoptr (InletSecrets) copy = inlet_secrets_copy (stored);
  g_autoptr (InletSecrets) edited = inlet_secrets_new ();
  inlet_autosecret char *copied = inlet_secrets_to_json (copy);
  inlet_autosecret char *written = NULL;

  inlet_secrets_set (edited, INLET_SECRET_SECRET_KEY, "new");
  inlet_secrets_keep_others (edited, stored);
  written = inlet_secrets_to_json (edited);

  g_assert_cmpstr (copied, ==, "{\"secret_key\":\"k\",\"expires_at\":0,"
                   "\"colour\":[1,{\"a\":null}],\"n\":\"é\"}");
  g_assert_cmpstr (written, ==, "{\"secret_key\":\"new\",\"expires_at\":0,"
                   "\"colour\":[1,{\"a\":null}],\"n\":\"é\"}");
}

static void
test_key_id (void)
{
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();
  g_autoptr (InletSecrets) copy = NULL;
  g_autoptr (InletSecrets) read = NULL;
  inlet_autosecret char *json = NULL;
  inlet_autosecret char *bare = NULL;

  g_assert_null (inlet_secrets_get_key_id (secrets));
  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "k");
  inlet_secrets_set_key_id (secrets, "AKIA \"1\"");
  inlet_secrets_set_key_id (secrets, inlet_secrets_get_key_id (secrets));
  copy = inlet_secrets_copy (secrets);
  json = inlet_secrets_to_json (copy);
  g_assert_cmpstr (json, ==,
                   "{\"secret_key\":\"k\",\"key_id\":\"AKIA \\\"1\\\"\",\"expires_at\":0}");
  read = inlet_secrets_new_from_json (json, NULL);
  g_assert_cmpstr (inlet_secrets_get_key_id (read), ==, "AKIA \"1\"");

  /* It is no secret, and none of another program's members. */
  inlet_secrets_set (read, INLET_SECRET_SECRET_KEY, NULL);
  g_assert_true (inlet_secrets_is_empty (read));
  inlet_secrets_set_key_id (read, "");
  bare = inlet_secrets_to_json (read);
  g_assert_cmpstr (bare, ==, "{\"expires_at\":0}");
}

static void
test_token_replies (void)
{
  static const struct
  {
    const char *body;
    gint64      expires_at;
  } cases[] = {
    { "{\"access_token\":\"eyJ\",\"token_type\":\"bearer\",\"expires_in\":86399}", NOW + 86399 },
    { "{\"access_token\":\"eyJ\",\"token_type\":\"Bearer\",\"expires_in\":86399992}",
      NOW + 86399 },
    { "{\"access_token\":\"eyJ\",\"expires_in\":\"3600\"}", NOW + 3600 },
    { "{\"access_token\":\"eyJ\",\"expires_in\":1000000}", NOW + 1000000 },
    { "{\"access_token\":\"eyJ\",\"expires_in\":1000001}", NOW + 1000 },
    { "{\"access_token\":\"eyJ\"}", 0 },
    { "{\"access_token\":\"eyJ\",\"expires_in\":0}", 0 },
    { "{\"access_token\":\"eyJ\",\"expires_in\":-5}", 0 },
    { "{\"access_token\":\"eyJ\",\"expires_in\":9223372036854775807}", 0 },
    { "{\"access_token\":\"eyJ\",\"expires_in\":1e300}", 0 },
    { "{\"access_token\":\"eyJ\",\"expires_in\":[]}", 0 },
    { "{\"access_token\":\"eyJ\",\"expires_in\":null,\"token_type\":null}", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (InletReply) reply = build_reply (cases[i].body);
    g_autoptr (GError) error = NULL;
    g_autoptr (InletSecrets) secrets = inlet_secrets_new_from_token_reply (reply, NOW, &error);

    g_test_message ("case %u", i);
    g_assert_no_error (error);
    g_assert_cmpstr (inlet_secrets_get (secrets, INLET_SECRET_ACCESS_TOKEN), ==, "eyJ");
    g_assert_null (inlet_secrets_get (secrets, INLET_SECRET_CLIENT_SECRET));
    g_assert_cmpint (inlet_secrets_get_expires_at (secrets), ==, cases[i].expires_at);
  }
}

static void
test_replies_without_token (void)
{
  static const char * const bodies[] = {
    "",
    "<html>Sesame</html>",
    "[]",
    "{}",
    "{\"access_token\":\"\"}",
    "{\"access_token\":null}",
    "{\"access_token\":7}",
    "{\"access_token\":[\"Sesame\"]}",
    "{\"access_token\":\"Sesame\\r\\nX-Evil: 1\",\"expires_in\":1}",
    "{\"access_token\":\"Sesame open\",\"expires_in\":1}",
    "{\"access_token\":\"Sesame\",\"token_type\":\"mac\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (InletReply) reply = build_reply (bodies[i]);
    g_autoptr (GError) error = NULL;

    g_test_message ("case %u", i);
    g_assert_null (inlet_secrets_new_from_token_reply (reply, NOW, &error));
    g_assert_error (error, INLET_ERROR, INLET_ERROR_BAD_REPLY);
    g_assert_null (strstr (error->message, "Sesame"));
  }
}

static void
test_free_nothing (void)
{
  inlet_secret_free (NULL);
  inlet_secret_free (g_strdup (""));
}

/* What a thread had on its stack is searched when it has ended. */
#define STACK_BYTES (512 * 1024)
#define DEPTH (16 * 1024)
#define LEFT "what the linker saved"

static G_GNUC_NO_INLINE void
leave_on_stack (gsize depth)
{
  volatile char left[256];

  if (depth > sizeof left)
    leave_on_stack (depth - sizeof left);
  /* Not beside the frames of who overwrites it, which are larger under a sanitizer. */
  for (gsize i = 0; i < sizeof left; i++)
    left[i] = depth > DEPTH / 2 ? '-' : LEFT[i % (sizeof LEFT - 1)];
}

static gpointer
free_one_text (gpointer data)
{
  leave_on_stack (DEPTH);
  inlet_secret_free (g_strdup ("Sesame"));

  return NULL;
}

static gpointer
free_secrets (gpointer data)
{
  InletSecrets *secrets = inlet_secrets_new ();
  InletSecrets *again = inlet_secrets_ref (secrets);

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, "Sesame");
  inlet_secrets_unref (again);
  leave_on_stack (DEPTH);
  inlet_secrets_unref (secrets);

  return NULL;
}

static gpointer
free_bytes (gpointer data)
{
  g_autoptr (GBytes) bytes = inlet_secret_to_bytes (g_strdup ("Sesame"), strlen ("Sesame"));

  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "Sesame", 6);
  leave_on_stack (DEPTH);

  return NULL;
}

static gboolean
leaves_something (GThreadFunc run)
{
  char *stack = mmap (NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                      0);
  pthread_attr_t attributes;
  pthread_t thread;
  gboolean is_left;

  g_assert_true (stack != MAP_FAILED);
  pthread_attr_init (&attributes);
  g_assert_cmpint (pthread_attr_setstack (&attributes, stack, STACK_BYTES), ==, 0);
  g_assert_cmpint (pthread_create (&thread, &attributes, run, NULL), ==, 0);
  g_assert_cmpint (pthread_join (thread, NULL), ==, 0);
  is_left = memmem (stack, STACK_BYTES, LEFT, strlen (LEFT)) != NULL;
  pthread_attr_destroy (&attributes);
  munmap (stack, STACK_BYTES);

  return is_left;
}

static void
test_stack (void)
{
  g_assert_false (leaves_something (free_secrets));
  g_assert_false (leaves_something (free_bytes));
  /* Copies are freed by the thousand where a list is searched for secrets. */
  g_assert_true (leaves_something (free_one_text));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/secrets/new-is-empty", test_new_is_empty);
  g_test_add_func ("/inlet/model/secrets/set-and-forget", test_set_and_forget);
  g_test_add_func ("/inlet/model/secrets/copy-is-apart", test_copy_is_apart);
  g_test_add_func ("/inlet/model/secrets/boxed-type-counts-references", test_boxed);
  g_test_add_func ("/inlet/model/secrets/json-text", test_json_text);
  g_test_add_func ("/inlet/model/secrets/json-round-trip", test_json_round_trip);
  g_test_add_func ("/inlet/model/secrets/items-of-others", test_items_of_others);
  g_test_add_func ("/inlet/model/secrets/members-of-others-stay", test_members_of_others_stay);
  g_test_add_func ("/inlet/model/secrets/key-id", test_key_id);
  g_test_add_func ("/inlet/model/secrets/token-replies", test_token_replies);
  g_test_add_func ("/inlet/model/secrets/replies-without-token", test_replies_without_token);
  g_test_add_func ("/inlet/model/secrets/free-nothing", test_free_nothing);
  g_test_add_func ("/inlet/model/secrets/stack-is-overwritten-once-a-set", test_stack);

  return g_test_run ();
}
