/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every page and window: none is wider than the narrowest screen, whatever it shows, and none
 * outlives its use. */

#include "inlet-account-group.h"
#include "inlet-account.h"
#include "inlet-banner.h"
#include "inlet-compat.h"
#include "inlet-connection-page.h"
#include "inlet-create-bar.h"
#include "inlet-credentials-group.h"
#include "inlet-demo.h"
#include "inlet-details-window.h"
#include "inlet-edit-window.h"
#include "inlet-field-note.h"
#include "inlet-history-pane.h"
#include "inlet-history-row.h"
#include "inlet-keyring-banner.h"
#include "inlet-new-page.h"
#include "inlet-problem-view.h"
#include "inlet-profile-editor.h"
#include "inlet-proof-row.h"
#include "inlet-proof-view.h"
#include "inlet-profile-row.h"
#include "inlet-profiles-window.h"
#include "inlet-window.h"
#include "ui-test.h"

#define WIDTH_OF_A_PHONE 360
#define HEIGHT_OF_A_PHONE 294
#define PATIENCE_IN_SECONDS 20

typedef GType (*GetType) (void);

/* What has nowhere to be broken. */
#define LONG_WORD \
  "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"

static int
measure (GtkWidget     *widget,
         GtkOrientation orientation,
         int            for_size)
{
  int minimum;

  gtk_widget_measure (widget, orientation, for_size, &minimum, NULL, NULL, NULL);

  return minimum;
}

static void
assert_fits (GtkWidget *widget)
{
  g_assert_cmpint (measure (widget, GTK_ORIENTATION_HORIZONTAL, -1), <=, WIDTH_OF_A_PHONE);
}

/* Without the shadow, which is outside of what is seen. */
static void
assert_window_fits (GtkWindow *window)
{
  GtkWidget *content = gtk_widget_get_first_child (GTK_WIDGET (window));

  assert_fits (content);
  g_assert_cmpint (measure (content, GTK_ORIENTATION_VERTICAL, WIDTH_OF_A_PHONE), <=,
                   HEIGHT_OF_A_PHONE);
}

static InletConnection *
make_connection (InletConnectionState state)
{
  const InletConnectionFields fields = {
    .row_id = 1,
    .state = state,
    .created_at = 1750000000,
    .remote_id = state == INLET_CONNECTION_CREATED ? LONG_WORD : NULL,
    .etag = LONG_WORD,
    .name = LONG_WORD,
    .description = LONG_WORD,
    .sandbox = LONG_WORD,
    .account_name = LONG_WORD,
    .credentials_name = LONG_WORD,
    .access_key_id = LONG_WORD,
  };

  return inlet_connection_new (&fields);
}

static void
test_template (gconstpointer data)
{
  GetType get_type = data;
  GtkWidget *widget = g_object_ref_sink (g_object_new (get_type (), NULL));

  assert_fits (widget);
  g_assert_finalize_object (widget);
}

static void
test_connection_page (void)
{
  const InletConnectionState states[] = { INLET_CONNECTION_CREATED, INLET_CONNECTION_FAILED };
  GtkWidget *page = g_object_ref_sink (g_object_new (INLET_TYPE_CONNECTION_PAGE, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autoptr (InletConnection) connection = make_connection (states[i]);

    inlet_connection_page_set_connection (INLET_CONNECTION_PAGE (page), connection);
    assert_fits (page);
  }

  g_assert_finalize_object (page);
}

/* With each of the sentences that there are. */
static void
test_problem_view (void)
{
  g_autoptr (GEnumClass) codes = g_type_class_ref (INLET_TYPE_ERROR_CODE);
  GtkWidget *view = g_object_ref_sink (g_object_new (INLET_TYPE_PROBLEM_VIEW, NULL));

  for (guint i = 0; i < codes->n_values; i++) {
    g_autoptr (InletProblem) problem = inlet_problem_new (codes->values[i].value, LONG_WORD);

    inlet_problem_view_set_problem (INLET_PROBLEM_VIEW (view), problem);
    g_assert_true (gtk_widget_get_visible (view));
    assert_fits (view);
  }

  g_assert_finalize_object (view);
}

static void
test_banner (void)
{
  GtkWidget *banner = g_object_ref_sink (g_object_new (INLET_TYPE_BANNER,
                                                       "title", LONG_WORD,
                                                       "button-label", "Keep Until I Quit",
                                                       NULL));

  /* What is not revealed costs no start its measuring. */
  g_assert_null (adw_bin_get_child (ADW_BIN (banner)));

  g_object_set (banner, "revealed", TRUE, NULL);
  assert_fits (banner);
  g_assert_finalize_object (banner);
}

static void
test_profile_row (void)
{
  g_autoptr (InletProfile) profile = g_object_new (INLET_TYPE_ACCOUNT,
                                                   "id", "1",
                                                   "name", LONG_WORD,
                                                   "org-id", LONG_WORD,
                                                   NULL);
  GtkWidget *row = g_object_ref_sink (inlet_profile_row_new (profile));

  assert_fits (row);
  g_assert_finalize_object (row);
}

static void
wait_until_gone (gpointer *object)
{
  gint64 deadline = g_get_monotonic_time () + PATIENCE_IN_SECONDS * G_USEC_PER_SEC;

  while (*object != NULL && g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, FALSE);

  g_assert_null (*object);
}

/* Shown, measured, closed as a person does, and gone. */
static void
try_window (GtkWindow *window)
{
  GtkWindow *weak = NULL;

  g_set_weak_pointer (&weak, window);
  gtk_window_present (window);
  while (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);

  assert_window_fits (window);

  gtk_window_close (window);
  wait_until_gone ((gpointer *) &weak);
}

static void
test_details_window (void)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_SERVER, LONG_WORD);

  try_window (inlet_details_window_new (NULL, problem));
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  gboolean *is_open = user_data;
  g_autoptr (GError) error = NULL;

  inlet_demo_open_finish (INLET_DEMO (source), result, &error);
  g_assert_no_error (error);
  *is_open = TRUE;
}

static InletDemo *
open_demo (void)
{
  g_autoptr (GError) error = NULL;
  InletDemo *demo = inlet_demo_new (&error);
  gboolean is_open = FALSE;

  g_assert_no_error (error);
  inlet_demo_open_async (demo, NULL, on_opened, &is_open);
  while (!is_open)
    g_main_context_iteration (NULL, TRUE);

  return demo;
}

static void
test_profiles_window (void)
{
  g_autoptr (InletDemo) demo = open_demo ();

  try_window (inlet_profiles_window_new (NULL, inlet_demo_get_context (demo)));
}

/* What was typed is saved only where it can be, and where it is another. */
static void
test_edit_window (void)
{
  g_autoptr (InletDemo) demo = open_demo ();
  g_autoptr (InletConnection) connection = ui_make_connection (1, "4cb0c374");
  GtkWindow *window = inlet_edit_window_new (NULL, inlet_demo_get_context (demo), connection);
  GtkWidget *name = ui_find (GTK_WIDGET (window), ADW_TYPE_ENTRY_ROW, "name_row");
  GtkWidget *save_button = ui_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "save_button");
  g_autofree char *fault = NULL;

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==,
                   inlet_connection_get_name (connection));
  g_assert_false (gtk_widget_is_sensitive (save_button));
  gtk_editable_set_text (GTK_EDITABLE (name), "Another");
  g_assert_true (gtk_widget_is_sensitive (save_button));
  gtk_editable_set_text (GTK_EDITABLE (name), " ");
  g_assert_false (gtk_widget_is_sensitive (save_button));
  g_object_get (window, "fault", &fault, NULL);
  g_assert_cmpstr (fault, ==, "A connection needs a name.");
  try_window (window);
}

static AdwApplication *
register_application (void)
{
  g_autoptr (GError) error = NULL;
  AdwApplication *application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  return application;
}

static void
test_window (gconstpointer application)
{
  g_autoptr (InletDemo) demo = open_demo ();
  GtkWindow *window = inlet_window_new ((AdwApplication *) application, TRUE);

  inlet_window_set_context (INLET_WINDOW (window), inlet_demo_get_context (demo));
  try_window (window);
}

static void
test_window_without_a_context (gconstpointer application)
{
  g_autoptr (InletProblem) problem = inlet_problem_new (INLET_ERROR_STORAGE, LONG_WORD);
  GtkWindow *window = inlet_window_new ((AdwApplication *) application, TRUE);

  inlet_window_show_problem (INLET_WINDOW (window), problem);
  try_window (window);
}

/* As when the program ends while an operation of a window that was closed is still under way. */
static void
test_dialog_outlives_its_parent (void)
{
  GtkWindow *parent = GTK_WINDOW (adw_window_new ());
  GtkWindow *dialog = inlet_dialog_new (ADW_TYPE_WINDOW, parent);
  g_autoptr (GtkWindow) kept = g_object_ref (dialog);

  gtk_window_set_destroy_with_parent (dialog, TRUE);
  gtk_window_destroy (dialog);
  g_assert_true (gtk_window_get_transient_for (kept) == parent);
  gtk_window_destroy (parent);
  g_assert_null (gtk_window_get_transient_for (kept));
}

static void
add_template (const char *name,
              GetType     get_type)
{
  g_autofree char *path = g_strconcat ("/inlet/ui/pages/", name, NULL);

  g_test_add_data_func (path, get_type, test_template);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (AdwApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  application = register_application ();

  add_template ("account-group", inlet_account_group_get_type);
  add_template ("create-bar", inlet_create_bar_get_type);
  add_template ("credentials-group", inlet_credentials_group_get_type);
  add_template ("field-note", inlet_field_note_get_type);
  add_template ("history-pane", inlet_history_pane_get_type);
  add_template ("history-row", inlet_history_row_get_type);
  add_template ("keyring-banner", inlet_keyring_banner_get_type);
  add_template ("new-page", inlet_new_page_get_type);
  add_template ("profile-editor", inlet_profile_editor_get_type);
  add_template ("proof-row", inlet_proof_row_get_type);
  add_template ("proof-view", inlet_proof_view_get_type);
  g_test_add_func ("/inlet/ui/pages/banner", test_banner);
  g_test_add_func ("/inlet/ui/pages/connection-page", test_connection_page);
  g_test_add_func ("/inlet/ui/pages/problem-view", test_problem_view);
  g_test_add_func ("/inlet/ui/pages/profile-row", test_profile_row);
  g_test_add_func ("/inlet/ui/pages/details-window", test_details_window);
  g_test_add_func ("/inlet/ui/pages/dialog-outlives-its-parent", test_dialog_outlives_its_parent);
  g_test_add_func ("/inlet/ui/pages/edit-window", test_edit_window);
  g_test_add_func ("/inlet/ui/pages/profiles-window", test_profiles_window);
  g_test_add_data_func ("/inlet/ui/pages/window", application, test_window);
  g_test_add_data_func ("/inlet/ui/pages/window-without-a-context", application,
                        test_window_without_a_context);

  return g_test_run ();
}
