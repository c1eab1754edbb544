/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-error-private.h"
#include "inlet-problem.h"

static void
test_nicks (void)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (INLET_TYPE_ERROR_CODE);

  g_assert_cmpuint (class->n_values, ==, INLET_ERROR_STORAGE_DAMAGED + 1);
  for (guint i = 0; i < class->n_values; i++) {
    const char *nick = inlet_error_code_to_nick (i);

    g_assert_cmpuint (inlet_error_code_from_nick (nick), ==, i);
  }

  g_assert_cmpstr (inlet_error_code_to_nick (INLET_ERROR_SIGN_IN), ==, "sign-in");
  g_assert_cmpstr (inlet_error_code_to_nick (INLET_ERROR_S3_REFUSED), ==, "s3-refused");
}

static void
test_unknown_nicks (void)
{
  g_assert_cmpuint (inlet_error_code_from_nick ("no-such-nick"), ==, INLET_ERROR_FAILED);
  g_assert_cmpuint (inlet_error_code_from_nick (""), ==, INLET_ERROR_FAILED);
  g_assert_cmpuint (inlet_error_code_from_nick (NULL), ==, INLET_ERROR_FAILED);
  g_assert_cmpstr (inlet_error_code_to_nick (INLET_ERROR_STORAGE_DAMAGED + 1), ==, "failed");
}

static void
test_without_payload (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "other");

  g_set_error (&error, INLET_ERROR, INLET_ERROR_BUSY, "wait %d s", 3);
  copy = g_error_copy (error);

  g_assert_error (copy, INLET_ERROR, INLET_ERROR_BUSY);
  g_assert_cmpstr (copy->message, ==, "wait 3 s");
  g_assert_null (inlet_error_get_payload (error));
  g_assert_null (inlet_error_get_payload (copy));
  g_assert_null (inlet_error_get_payload (other));
  g_assert_null (inlet_error_get_payload (NULL));
}

/* The payload goes with copies of the error and ends with the last of them. */
static void
test_payload (void)
{
  GObject *payload = g_object_new (G_TYPE_OBJECT, NULL);
  GObject *watched = payload;
  g_autoptr (GError) error = g_error_new_literal (INLET_ERROR, INLET_ERROR_BUSY, "wait");
  g_autoptr (GError) copy = NULL;
  g_autoptr (GError) propagated = NULL;

  g_object_add_weak_pointer (payload, (gpointer *) &watched);
  inlet_error_set_payload (error, payload);
  g_object_unref (payload);

  copy = g_error_copy (error);
  g_clear_error (&error);
  g_assert_true (inlet_error_get_payload (copy) == watched);

  g_propagate_prefixed_error (&propagated, g_steal_pointer (&copy), "prefix: ");
  g_assert_true (inlet_error_get_payload (propagated) == watched);
  g_assert_nonnull (watched);

  g_clear_error (&propagated);
  g_assert_null (watched);
}

static void
test_payload_replaced (void)
{
  g_autoptr (GObject) first = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GObject) second = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (GError) error = g_error_new_literal (INLET_ERROR, INLET_ERROR_BUSY, "wait");

  inlet_error_set_payload (error, first);
  inlet_error_set_payload (error, second);

  g_assert_true (inlet_error_get_payload (error) == second);
  g_assert_finalize_object (g_steal_pointer (&first));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/model/error/nicks", test_nicks);
  g_test_add_func ("/inlet/model/error/unknown-nicks", test_unknown_nicks);
  g_test_add_func ("/inlet/model/error/without-payload", test_without_payload);
  g_test_add_func ("/inlet/model/error/payload", test_payload);
  g_test_add_func ("/inlet/model/error/payload-replaced", test_payload_replaced);

  return g_test_run ();
}
