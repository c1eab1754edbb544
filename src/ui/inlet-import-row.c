/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-import-row.h"

#include "inlet-breaks.h"
#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-problem.h"

#include <glib/gi18n.h>

struct _InletImportRow
{
  AdwActionRow     parent_instance;

  InletImportItem *item;  /* (owned) */

  GtkCheckButton  *check;
};

G_DEFINE_FINAL_TYPE (InletImportRow, inlet_import_row, ADW_TYPE_ACTION_ROW)

static const char *
describe_state (InletImportItem * item)
{
  gboolean is_account = inlet_import_item_get_kind (item) == INLET_PROFILE_ACCOUNT;

  if (inlet_import_item_get_outcome (item) == INLET_IMPORT_STORED)
    return _("Imported");

  switch (inlet_import_item_get_state (item)) {
    case INLET_IMPORT_NEW:
      return is_account ? _("New account") : _("New credentials");
    case INLET_IMPORT_SAME:
      return _("Already there");
    case INLET_IMPORT_CHANGED:
      return _("Already there with other values, which would be replaced");
    case INLET_IMPORT_UNUSABLE:
    default:
      return _("Cannot be imported");
  }
}

static void
append_line (GString    *text,
             const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* (transfer full) */
static char *
describe (InletImportItem *item)
{
  g_autoptr (GString) text = g_string_new (describe_state (item));
  g_autofree char *facts = inlet_import_item_dup_facts (item);
  g_autofree char *foreign = inlet_import_item_dup_foreign (item);
  const char * const *note = inlet_import_item_get_notes (item);
  const GError *error = inlet_import_item_get_error (item);

  append_line (text, inlet_import_item_get_reason (item));
  append_line (text, facts);
  for (; *note != NULL; note++)
    append_line (text, *note);
  if (foreign != NULL) {
    g_autofree char *warning = g_strdup_printf (_("Not an address of Adobe’s: %s"), foreign);

    append_line (text, warning);
  }
  if (error != NULL) {
    g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

    append_line (text, inlet_problem_get_title (problem));
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The row is what has the focus, so it is the row that says whether it is ticked. */
static void
on_toggled (InletImportRow *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               gtk_check_button_get_active (self->check), -1);
}

static void
update (InletImportRow *self)
{
  g_autofree char *description = describe (self->item);
  g_autofree char *spoken = NULL;
  gboolean can_be_ticked = inlet_import_item_can_be_ticked (self->item);

  spoken = g_strdup_printf ("%s, %s", inlet_import_item_get_name (self->item), description);
  g_object_set (self, "subtitle", description, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), can_be_ticked);
  inlet_tell_row (ADW_ACTION_ROW (self), spoken);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_DISABLED, !can_be_ticked,
                               -1);
}

static void
inlet_import_row_dispose (GObject *object)
{
  g_clear_object (&INLET_IMPORT_ROW (object)->item);

  G_OBJECT_CLASS (inlet_import_row_parent_class)->dispose (object);
}

static void
inlet_import_row_class_init (InletImportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inlet_import_row_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_CHECKBOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-import-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InletImportRow, check);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
inlet_import_row_init (InletImportRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));
}

GtkWidget *
inlet_import_row_new (InletImportItem *item)
{
  InletImportRow *self = NULL;

  g_return_val_if_fail (INLET_IS_IMPORT_ITEM (item), NULL);

  self = g_object_new (INLET_TYPE_IMPORT_ROW, "title", inlet_import_item_get_name (item), NULL);
  self->item = g_object_ref (item);
  g_object_bind_property (item, "is-ticked", self->check, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (item, "notify::outcome", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  on_toggled (self);
  return GTK_WIDGET (self);
}
