/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-tests-row.h"

#include "inlet-breaks.h"
#include "inlet-config.h"
#include "inlet-side.h"
#include "inlet-test-turn.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

static void
on_row_set_up (GtkListItemFactory *factory,
               GtkListItem        *list_item)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (RESOURCE_PATH "/inlet-tests-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));

  g_object_set_data (G_OBJECT (row), "image", gtk_builder_get_object (builder, "image"));
  g_object_set_data (G_OBJECT (row), "name", gtk_builder_get_object (builder, "name"));
  g_object_set_data (G_OBJECT (row), "reason", gtk_builder_get_object (builder, "reason"));
  inlet_never_hyphenate (row);
  gtk_list_item_set_child (list_item, row);
}

/* (transfer full): where, what, and where to look. */
static char *
describe (InletTestTurn *turn)
{
  InletTestResult *result = inlet_test_turn_get_result (turn);
  InletProblem *problem = result != NULL ? inlet_test_result_get_problem (result) : NULL;
  const char *sandbox = inlet_connection_get_sandbox (inlet_test_turn_get_connection (turn));

  if (problem != NULL)
    /* TRANSLATORS: a sandbox, what went wrong, and whose side it is on, such as “the network”. */
    return g_strdup_printf (_("%s · %s · Look at %s"), sandbox, inlet_problem_get_title (problem),
                            inlet_side_to_text (inlet_side_of_problem (problem)));

  /* TRANSLATORS: %s is a sandbox. */
  return g_strdup_printf (_("%s · The history could not be written"), sandbox);
}

static void
on_row_bound (GtkListItemFactory *factory,
              GtkListItem        *list_item)
{
  GObject *row = G_OBJECT (gtk_list_item_get_child (list_item));
  InletTestTurn *turn = gtk_list_item_get_item (list_item);
  InletTestResult *result = inlet_test_turn_get_result (turn);
  InletTestOutcome outcome =
    result != NULL ? inlet_test_result_get_outcome (result) : INLET_TEST_UNKNOWN;
  const char *classes[] = { inlet_test_outcome_css_class (outcome), NULL };
  GtkWidget *image = g_object_get_data (row, "image");
  g_autofree char *reason = describe (turn);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), inlet_test_outcome_icon_name (outcome));
  gtk_widget_set_css_classes (image, classes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  inlet_test_outcome_label (outcome), -1);
  gtk_label_set_label (g_object_get_data (row, "name"),
                       inlet_connection_get_name (inlet_test_turn_get_connection (turn)));
  gtk_label_set_label (g_object_get_data (row, "reason"), reason);
}

GtkListItemFactory *
inlet_tests_row_create_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_row_set_up), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_row_bound), NULL);
  return factory;
}
