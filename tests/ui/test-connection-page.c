/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-connection-page.h"
#include "inlet-problem-view.h"
#include "inlet-words.h"
#include "ui-test.h"

#define ID "4cb0c374-d3bb-4b1e-9a9c-1d2e3f405162"

static GtkWidget *
make_page (void)
{
  return g_object_ref_sink (g_object_new (INLET_TYPE_CONNECTION_PAGE, NULL));
}

static void
test_connection_page_new_destroy (void)
{
  GtkWidget *page = make_page ();

  g_assert_finalize_object (page);
}

static void
test_connection_page_created (void)
{
  g_autoptr (GtkWidget) page = make_page ();
  g_autoptr (InletConnection) connection = ui_make_connection (1, ID);
  g_autofree char *when = inlet_time_to_full (1750000000);

  inlet_connection_page_set_connection (INLET_CONNECTION_PAGE (page), connection);

  g_assert_true (ui_says (page, ID));
  g_assert_true (ui_says (page, "Created"));
  g_assert_true (ui_says (page, "\"an-etag\""));
  g_assert_true (ui_says (page, "dev"));
  g_assert_true (ui_says (page, "Billing · AKIAIOSFODNN7EXAMPLE"));
  g_assert_true (ui_says (page, when));
  g_assert_false (gtk_widget_get_visible (ui_find (page, INLET_TYPE_PROBLEM_VIEW, NULL)));
}

static void
test_connection_page_shows_data_as_it_is (void)
{
  g_autoptr (GtkWidget) page = make_page ();
  g_autoptr (InletConnection) connection = ui_make_connection (1, ID);

  inlet_connection_page_set_connection (INLET_CONNECTION_PAGE (page), connection);

  g_assert_true (ui_says (page, "Billing <b>bucket</b>"));
  g_assert_true (ui_says (page, "ACME & Sons"));
}

static void
test_connection_page_failed (void)
{
  g_autoptr (GtkWidget) page = make_page ();
  g_autoptr (InletConnection) connection = ui_make_failure (1);
  InletProblem *problem = inlet_connection_get_problem (connection);

  inlet_connection_page_set_connection (INLET_CONNECTION_PAGE (page), connection);

  g_assert_true (ui_says (page, "Failed"));
  g_assert_true (ui_says (page, inlet_problem_get_title (problem)));
  g_assert_true (ui_says (page, inlet_problem_get_hint (problem)));
  g_assert_false (gtk_widget_get_visible (ui_find (page, GTK_TYPE_BOX, "id_box")));
  g_assert_false (ui_says (page, "Etag"));
}

/* By whom, as far as Adobe tells. */
static void
test_connection_page_made_elsewhere (void)
{
  static const struct { const char *client; const char *maker; } makers[] = {
    { NULL, NULL },
    { "", NULL },
    { "exc_app", "A person, in Adobe Experience Platform" },
    { "5f2d8a07", "A program with the API key 5f2d8a07" },
  };
  g_autoptr (GtkWidget) page = make_page ();

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++) {
    const InletConnectionFields fields = {
      .row_id = 1, .state = INLET_CONNECTION_CREATED, .remote_id = ID, .name = "Theirs",
      .created_client = makers[i].client,
    };
    g_autoptr (InletConnection) connection = inlet_connection_new (&fields);

    inlet_connection_page_set_connection (INLET_CONNECTION_PAGE (page), connection);
    g_assert_cmpint (ui_says (page, "Made elsewhere"), ==, makers[i].client != NULL);
    g_assert_cmpint (ui_says (page, "Made By"), ==, makers[i].maker != NULL);
    g_assert_true (makers[i].maker == NULL || ui_says (page, makers[i].maker));
  }
}

/* What was shown before is gone, whichever way it changes. */
static void
test_connection_page_changes (void)
{
  g_autoptr (GtkWidget) page = make_page ();
  g_autoptr (InletConnection) failed = ui_make_failure (1);
  g_autoptr (InletConnection) created = ui_make_connection (1, ID);

  inlet_connection_page_set_connection (INLET_CONNECTION_PAGE (page), failed);
  inlet_connection_page_set_connection (INLET_CONNECTION_PAGE (page), created);
  g_assert_false (ui_says (page, "Failed"));
  g_assert_true (ui_says (page, ID));

  inlet_connection_page_set_connection (INLET_CONNECTION_PAGE (page), NULL);
  g_assert_false (ui_says (page, ID));
  g_assert_false (ui_says (page, "dev"));
}

static void
test_connection_page_is_narrow_enough (void)
{
  g_autoptr (GtkWidget) page = make_page ();
  g_autoptr (InletConnection) connection = ui_make_connection (1, ID);
  int minimum;

  inlet_connection_page_set_connection (INLET_CONNECTION_PAGE (page), connection);
  gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);

  g_assert_cmpint (minimum, <=, 360);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/inlet/ui/connection-page/new-destroy", test_connection_page_new_destroy);
  g_test_add_func ("/inlet/ui/connection-page/created", test_connection_page_created);
  g_test_add_func ("/inlet/ui/connection-page/shows-data-as-it-is",
                   test_connection_page_shows_data_as_it_is);
  g_test_add_func ("/inlet/ui/connection-page/failed", test_connection_page_failed);
  g_test_add_func ("/inlet/ui/connection-page/made-elsewhere",
                   test_connection_page_made_elsewhere);
  g_test_add_func ("/inlet/ui/connection-page/changes", test_connection_page_changes);
  g_test_add_func ("/inlet/ui/connection-page/is-narrow-enough",
                   test_connection_page_is_narrow_enough);

  return g_test_run ();
}
