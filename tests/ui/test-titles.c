/* SPDX-License-Identifier: GPL-3.0-or-later */

/* test-titles [CATALOGS]: the title of each window is whole on the narrowest screen, between all
 * the buttons that it ever has beside it; in the language of the locale, if that has a catalog. */

#include "inlet-choice-window.h"
#include "inlet-compare-window.h"
#include "inlet-config.h"
#include "inlet-demo.h"
#include "inlet-details-window.h"
#include "inlet-edit-window.h"
#include "inlet-import-window.h"
#include "inlet-many-window.h"
#include "inlet-profile-editor.h"
#include "inlet-profiles-window.h"
#include "inlet-renew-window.h"
#include "inlet-rotate-window.h"
#include "inlet-sandboxes-window.h"
#include "inlet-tests-window.h"

#include <glib/gi18n.h>
#include <locale.h>

#define WIDTH_OF_A_PHONE 360

typedef GType (*GetType) (void);

static GtkWidget *
find (GtkWidget  *widget,
      GType       type,
      const char *css_class)
{
  GtkWidget *found = NULL;

  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (css_class == NULL || gtk_widget_has_css_class (widget, css_class)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, css_class);

  return found;
}

/* But for a spinner, which comes for a moment. */
static void
show_buttons (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget))
    gtk_widget_set_visible (widget, TRUE);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    show_buttons (child);
}

static void
assert_whole (GtkWidget *widget)
{
  GtkWidget *header_bar = find (widget, ADW_TYPE_HEADER_BAR, NULL);
  GtkWidget *title = find (header_bar, GTK_TYPE_LABEL, "title");
  GtkAllocation place = { 0, 0, WIDTH_OF_A_PHONE, 0 };
  int width;

  show_buttons (header_bar);
  gtk_widget_measure (header_bar, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  g_assert_cmpint (width, <=, WIDTH_OF_A_PHONE);
  gtk_widget_measure (header_bar, GTK_ORIENTATION_VERTICAL, WIDTH_OF_A_PHONE, &place.height, NULL,
                      NULL, NULL);
  gtk_widget_size_allocate (header_bar, &place, -1);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (title)), !=, "");
  g_assert_cmpint (gtk_widget_get_width (title), >, 0);
  if (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (title))))
    g_error ("“%s” is cut", gtk_label_get_label (GTK_LABEL (title)));
}

static void
test_window (gconstpointer data)
{
  GetType get_type = data;
  GtkWindow *window = g_object_new (get_type (), NULL);

  assert_whole (GTK_WIDGET (window));
  gtk_window_destroy (window);
}

static void
test_editor (gconstpointer kind)
{
  g_autoptr (InletDemo) demo = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *editor = g_object_ref_sink (g_object_new (INLET_TYPE_PROFILE_EDITOR, NULL));

  demo = inlet_demo_new (&error);
  g_assert_no_error (error);
  inlet_profile_editor_set_vault (INLET_PROFILE_EDITOR (editor),
                                  inlet_context_get_vault (inlet_demo_get_context (demo)));
  inlet_profile_editor_edit (INLET_PROFILE_EDITOR (editor), GPOINTER_TO_INT (kind), NULL);
  assert_whole (editor);
  g_object_unref (editor);
}

static void
add_window (const char *name,
            GetType     get_type)
{
  g_autofree char *path = g_strconcat ("/inlet/ui/titles/", name, NULL);

  g_test_add_data_func (path, get_type, test_window);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  if (argc > 1) {
    setlocale (LC_ALL, "");     /* GTK has made it English */
    bindtextdomain (GETTEXT_PACKAGE, argv[1]);
    bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
    textdomain (GETTEXT_PACKAGE);
  }
  adw_init ();

  add_window ("choice", inlet_choice_window_get_type);
  add_window ("compare", inlet_compare_window_get_type);
  add_window ("details", inlet_details_window_get_type);
  add_window ("edit", inlet_edit_window_get_type);
  add_window ("import", inlet_import_window_get_type);
  add_window ("many", inlet_many_window_get_type);
  add_window ("profiles", inlet_profiles_window_get_type);
  add_window ("renew", inlet_renew_window_get_type);
  add_window ("rotate", inlet_rotate_window_get_type);
  add_window ("sandboxes", inlet_sandboxes_window_get_type);
  add_window ("tests", inlet_tests_window_get_type);
  g_test_add_data_func ("/inlet/ui/titles/account", GINT_TO_POINTER (INLET_PROFILE_ACCOUNT),
                        test_editor);
  g_test_add_data_func ("/inlet/ui/titles/credentials",
                        GINT_TO_POINTER (INLET_PROFILE_CREDENTIALS), test_editor);

  return g_test_run ();
}
