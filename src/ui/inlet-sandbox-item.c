/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sandbox-item.h"

#include "inlet-config.h"
#include "inlet-words.h"

struct _InletSandboxItem
{
  GtkListBoxRow parent_instance;

  InletSandbox *sandbox;    /* (owned) */

  GtkLabel     *title;
  GtkLabel     *detail;
  GtkWidget    *mark;
};

G_DEFINE_FINAL_TYPE (InletSandboxItem, inlet_sandbox_item, GTK_TYPE_LIST_BOX_ROW)

static void
add (GString    *text,
     const char *part)
{
  if (*part == '\0')
    return;

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

static void
show_sandbox (InletSandboxItem *self)
{
  const char *title = inlet_sandbox_get_title (self->sandbox);
  g_autofree char *detail = inlet_sandbox_item_describe (self->sandbox);

  gtk_label_set_label (self->title,
                       *title != '\0' ? title : inlet_sandbox_get_name (self->sandbox));
  gtk_label_set_label (self->detail, detail);
  gtk_widget_set_visible (self->mark, inlet_sandbox_is_production (self->sandbox));
}

static void
inlet_sandbox_item_dispose (GObject *object)
{
  g_clear_object (&INLET_SANDBOX_ITEM (object)->sandbox);

  G_OBJECT_CLASS (inlet_sandbox_item_parent_class)->dispose (object);
}

static void
inlet_sandbox_item_class_init (InletSandboxItemClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = inlet_sandbox_item_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-sandbox-item.ui");
  gtk_widget_class_bind_template_child (widget_class, InletSandboxItem, title);
  gtk_widget_class_bind_template_child (widget_class, InletSandboxItem, detail);
  gtk_widget_class_bind_template_child (widget_class, InletSandboxItem, mark);
}

static void
inlet_sandbox_item_init (InletSandboxItem *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
inlet_sandbox_item_new (InletSandbox *sandbox)
{
  InletSandboxItem *self = NULL;

  g_return_val_if_fail (INLET_IS_SANDBOX (sandbox), NULL);

  self = g_object_new (INLET_TYPE_SANDBOX_ITEM, NULL);
  self->sandbox = g_object_ref (sandbox);
  show_sandbox (self);
  return GTK_WIDGET (self);
}

InletSandbox *
inlet_sandbox_item_get_sandbox (InletSandboxItem *self)
{
  g_return_val_if_fail (INLET_IS_SANDBOX_ITEM (self), NULL);

  return self->sandbox;
}

char *
inlet_sandbox_item_describe (InletSandbox *sandbox)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (INLET_IS_SANDBOX (sandbox), NULL);

  add (text, inlet_sandbox_get_name (sandbox));
  if (!inlet_sandbox_is_production (sandbox))
    add (text, inlet_adobe_word (inlet_sandbox_get_kind (sandbox)));
  add (text, inlet_sandbox_get_region (sandbox));
  if (!g_str_equal (inlet_sandbox_get_state (sandbox), "active"))
    add (text, inlet_adobe_word (inlet_sandbox_get_state (sandbox)));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
