/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-item.h"

#include "storage-test.h"

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    user_data)
{
  guint *n_notifies = user_data;

  *n_notifies += 1;
}

static void
test_new_destroy (void)
{
  InletHistoryItem *item = inlet_history_item_new (7);

  g_assert_cmpint (inlet_history_item_get_row_id (item), ==, 7);
  g_assert_null (inlet_history_item_get_connection (item));
  g_assert_finalize_object (item);
}

static void
test_notifies_only_on_change (void)
{
  g_autoptr (InletHistoryItem) item = inlet_history_item_new (1);
  g_autoptr (InletConnection) first = storage_make_connection ("First");
  g_autoptr (InletConnection) second = storage_make_connection ("Second");
  g_autoptr (InletConnection) read = NULL;
  guint n_notifies = 0;

  g_signal_connect (item, "notify::connection", G_CALLBACK (on_notify), &n_notifies);

  inlet_history_item_set_connection (item, first);
  inlet_history_item_set_connection (item, first);
  g_assert_cmpuint (n_notifies, ==, 1);

  inlet_history_item_set_connection (item, second);
  g_assert_cmpuint (n_notifies, ==, 2);
  g_assert_true (inlet_history_item_get_connection (item) == second);

  g_object_get (item, "connection", &read, NULL);
  g_assert_true (read == second);

  inlet_history_item_set_connection (item, NULL);
  g_assert_cmpuint (n_notifies, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/storage/history-item/new-destroy", test_new_destroy);
  g_test_add_func ("/inlet/storage/history-item/notifies-only-on-change",
                   test_notifies_only_on_change);

  return g_test_run ();
}
