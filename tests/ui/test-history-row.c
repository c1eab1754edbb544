/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-history-row.h"
#include "inlet-sandbox.h"
#include "ui-test.h"

#define ID "4cb0c374-d3bb-4b1e-9a9c-1d2e3f405162"

static gboolean
has_copy_button (GtkWidget *row)
{
  return gtk_widget_get_child_visible (ui_find (row, GTK_TYPE_BUTTON, NULL));
}

static void
test_history_row_new_destroy (void)
{
  GtkWidget *row = g_object_ref_sink (inlet_history_row_new ());
  g_autoptr (InletHistoryItem) item = inlet_history_item_new (1);

  inlet_history_row_set_item (INLET_HISTORY_ROW (row), item);

  g_assert_finalize_object (row);
}

/* The place is there at once, what is in it a moment later. */
static void
test_history_row_follows_its_item (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (inlet_history_row_new ());
  g_autoptr (InletHistoryItem) item = inlet_history_item_new (1);
  g_autoptr (InletConnection) sending = ui_make_connection (1, NULL);
  g_autoptr (InletConnection) created = ui_make_connection (1, ID);

  inlet_history_row_set_item (INLET_HISTORY_ROW (row), item);
  g_assert_true (ui_says (row, "…"));

  inlet_history_item_set_connection (item, sending);
  g_assert_true (ui_says (row, "Billing <b>bucket</b>"));
  g_assert_true (ui_says (row, "Sending…"));
  g_assert_false (has_copy_button (row));

  inlet_history_item_set_connection (item, created);
  g_assert_true (ui_says (row, ID));
  g_assert_true (ui_says (row, "dev"));
  g_assert_true (has_copy_button (row));
}

static void
test_history_row_says_why_there_is_no_id (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (inlet_history_row_new ());
  g_autoptr (InletHistoryItem) item = inlet_history_item_new (1);
  g_autoptr (InletConnection) failed = ui_make_failure (1);

  inlet_history_item_set_connection (item, failed);
  inlet_history_row_set_item (INLET_HISTORY_ROW (row), item);

  g_assert_true (ui_says (row, inlet_problem_get_title (inlet_connection_get_problem (failed))));
  g_assert_false (has_copy_button (row));
}

/* Whether something of it is in another font than the rest. */
static gboolean
has_font (GtkWidget *widget)
{
  if (GTK_IS_INSCRIPTION (widget) &&
      gtk_inscription_get_attributes (GTK_INSCRIPTION (widget)) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_font (child))
      return TRUE;

  return FALSE;
}

/* Whatever the row showed before: rows are used again. */
static void
test_history_row_shows_an_id_as_such (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (inlet_history_row_new ());
  g_autoptr (InletHistoryItem) made = inlet_history_item_new (1);
  g_autoptr (InletHistoryItem) refused = inlet_history_item_new (2);
  g_autoptr (InletConnection) created = ui_make_connection (1, ID);
  g_autoptr (InletConnection) failed = ui_make_failure (2);

  inlet_history_item_set_connection (made, created);
  inlet_history_item_set_connection (refused, failed);

  for (guint i = 0; i < 2; i++) {
    inlet_history_row_set_item (INLET_HISTORY_ROW (row), made);
    g_assert_true (has_font (row));
    g_assert_true (has_copy_button (row));
    inlet_history_row_set_item (INLET_HISTORY_ROW (row), NULL);
    inlet_history_row_set_item (INLET_HISTORY_ROW (row), refused);
    g_assert_false (has_font (row));
    g_assert_false (has_copy_button (row));
  }
}

/* Where the next that the row shows is not in production, nothing of that is left. */
static void
test_history_row_marks_production (void)
{
  const InletConnectionFields fields = {
    .row_id = 1, .state = INLET_CONNECTION_GONE, .name = "In use", .sandbox = "prod",
    .sandbox_type = INLET_SANDBOX_PRODUCTION,
  };
  g_autoptr (GtkWidget) row = g_object_ref_sink (inlet_history_row_new ());
  g_autoptr (InletHistoryItem) in_use = inlet_history_item_new (1);
  g_autoptr (InletHistoryItem) tried = inlet_history_item_new (2);
  g_autoptr (InletConnection) production = inlet_connection_new (&fields);
  g_autoptr (InletConnection) development = ui_make_failure (2);
  GtkWidget *sandbox = NULL;

  inlet_history_item_set_connection (in_use, production);
  inlet_history_item_set_connection (tried, development);

  for (guint i = 0; i < 2; i++) {
    inlet_history_row_set_item (INLET_HISTORY_ROW (row), in_use);
    sandbox = ui_find (row, GTK_TYPE_INSCRIPTION, "sandbox");
    g_assert_true (has_font (sandbox));
    g_assert_true (gtk_widget_has_css_class (sandbox, "warning"));
    g_assert_false (gtk_widget_has_css_class (sandbox, "dim-label"));
    inlet_history_row_set_item (INLET_HISTORY_ROW (row), tried);
    g_assert_false (has_font (sandbox));
    g_assert_false (gtk_widget_has_css_class (sandbox, "warning"));
    g_assert_true (gtk_widget_has_css_class (sandbox, "dim-label"));
  }
}

static InletConnection *
make_with (InletConnectionState  state,
           const char           *created_client)
{
  const InletConnectionFields fields = {
    .row_id = 1, .state = state, .remote_id = ID, .name = "Theirs",
    .created_client = created_client,
  };

  return inlet_connection_new (&fields);
}

/* And nothing of the kind of one that was made here. */
static void
test_history_row_says_what_was_made_elsewhere_or_is_gone (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (inlet_history_row_new ());
  g_autoptr (InletHistoryItem) item = inlet_history_item_new (1);
  g_autoptr (InletConnection) ours = make_with (INLET_CONNECTION_CREATED, NULL);
  g_autoptr (InletConnection) theirs = make_with (INLET_CONNECTION_CREATED, "");
  g_autoptr (InletConnection) gone = make_with (INLET_CONNECTION_GONE, NULL);
  g_autoptr (InletConnection) theirs_gone = make_with (INLET_CONNECTION_GONE, "exc_app");

  inlet_history_row_set_item (INLET_HISTORY_ROW (row), item);
  for (guint i = 0; i < 2; i++) {
    inlet_history_item_set_connection (item, theirs);
    g_assert_true (ui_says (row, "Made elsewhere · " ID));
    g_assert_false (has_font (row));
    g_assert_true (has_copy_button (row));
    inlet_history_item_set_connection (item, ours);
    g_assert_true (ui_says (row, ID));
    g_assert_true (has_font (row));
    inlet_history_item_set_connection (item, gone);
    g_assert_true (ui_says (row, "No longer there · " ID));
    inlet_history_item_set_connection (item, theirs_gone);
    g_assert_true (ui_says (row, "No longer there · " ID));
  }
}

static InletConnection *
make_broken (void)
{
  const InletConnectionFields fields = {
    .row_id = 3, .state = INLET_CONNECTION_CREATED, .remote_id = ID, .name = "Broken",
    .broken_since = 1750000000,
  };

  return inlet_connection_new (&fields);
}

static gboolean
has_tooltip (GtkWidget *image)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean is_shown = FALSE;

  g_signal_emit_by_name (image, "query-tooltip", 1, 1, FALSE, tooltip, &is_shown);
  return is_shown;
}

/* Only while its last test failed, whatever the row showed before: rows are used again. */
static void
test_history_row_marks_what_is_broken (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (inlet_history_row_new ());
  GtkWidget *image = ui_find (row, GTK_TYPE_IMAGE, NULL);
  g_autoptr (InletHistoryItem) item = inlet_history_item_new (3);
  g_autoptr (InletConnection) broken = make_broken ();
  g_autoptr (InletConnection) fine = ui_make_connection (3, ID);

  inlet_history_row_set_item (INLET_HISTORY_ROW (row), item);
  for (guint i = 0; i < 2; i++) {
    inlet_history_item_set_connection (item, fine);
    g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (image)), ==, "object-select-symbolic");
    g_assert_true (gtk_widget_has_css_class (image, "success"));
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         "Created");
    g_assert_false (has_tooltip (image));

    inlet_history_item_set_connection (item, broken);
    g_assert_cmpstr (gtk_image_get_icon_name (GTK_IMAGE (image)), ==, "dialog-warning-symbolic");
    g_assert_true (gtk_widget_has_css_class (image, "warning"));
    g_assert_false (gtk_widget_has_css_class (image, "success"));
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         "Created, but its last test failed");
    g_assert_true (has_tooltip (image));
  }
}

static void
test_history_row_lets_go_of_its_item (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (inlet_history_row_new ());
  g_autoptr (InletHistoryItem) item = inlet_history_item_new (2);
  g_autoptr (InletConnection) connection = ui_make_connection (1, ID);
  InletHistoryItem *former = inlet_history_item_new (1);

  inlet_history_row_set_item (INLET_HISTORY_ROW (row), former);
  inlet_history_row_set_item (INLET_HISTORY_ROW (row), item);
  inlet_history_item_set_connection (former, connection);
  g_assert_false (ui_says (row, ID));

  g_assert_finalize_object (former);
}

/* Any text is drawn in the place there is: nothing is measured when a row is given another item. */
static void
test_history_row_is_as_wide_with_any_text (void)
{
  g_autoptr (GtkWidget) row = g_object_ref_sink (inlet_history_row_new ());
  g_autoptr (InletHistoryItem) item = inlet_history_item_new (1);
  g_autoptr (InletConnection) connection = ui_make_connection (1, ID);
  int before, after;

  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &before, NULL, NULL);
  inlet_history_item_set_connection (item, connection);
  inlet_history_row_set_item (INLET_HISTORY_ROW (row), item);
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &after, NULL, NULL);

  g_assert_cmpint (before, ==, after);
  g_assert_cmpint (after, <=, 320);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/inlet/ui/history-row/new-destroy", test_history_row_new_destroy);
  g_test_add_func ("/inlet/ui/history-row/follows-its-item", test_history_row_follows_its_item);
  g_test_add_func ("/inlet/ui/history-row/says-why-there-is-no-id",
                   test_history_row_says_why_there_is_no_id);
  g_test_add_func ("/inlet/ui/history-row/shows-an-id-as-such",
                   test_history_row_shows_an_id_as_such);
  g_test_add_func ("/inlet/ui/history-row/marks-production", test_history_row_marks_production);
  g_test_add_func ("/inlet/ui/history-row/says-what-was-made-elsewhere-or-is-gone",
                   test_history_row_says_what_was_made_elsewhere_or_is_gone);
  g_test_add_func ("/inlet/ui/history-row/marks-what-is-broken",
                   test_history_row_marks_what_is_broken);
  g_test_add_func ("/inlet/ui/history-row/lets-go-of-its-item",
                   test_history_row_lets_go_of_its_item);
  g_test_add_func ("/inlet/ui/history-row/is-as-wide-with-any-text",
                   test_history_row_is_as_wide_with_any_text);

  return g_test_run ();
}
