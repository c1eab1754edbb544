/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-status-bin.h"

struct _InletStatusBin
{
  AdwBin        parent_instance;

  GSignalGroup *signals;   /* (owned): of the child */
  GtkWidget    *heard;     /* (owned): a label that is over the child and is not seen */
};

G_DEFINE_FINAL_TYPE (InletStatusBin, inlet_status_bin, ADW_TYPE_BIN)

static const char *
skip_digits (const char *text)
{
  while (g_ascii_isdigit (*text))
    text++;

  return text;
}

static void
on_text_changed (InletStatusBin *self)
{
  GtkWidget *label = adw_bin_get_child (ADW_BIN (self));
  const char *text = gtk_label_get_text (GTK_LABEL (label));

  if (inlet_status_bin_is_news (gtk_label_get_text (GTK_LABEL (self->heard)), text))
    gtk_label_set_label (GTK_LABEL (self->heard), text);
}

static void
on_child_changed (InletStatusBin *self)
{
  GtkWidget *label = adw_bin_get_child (ADW_BIN (self));

  gtk_widget_insert_before (self->heard, GTK_WIDGET (self), NULL);
  g_signal_group_set_target (self->signals, label);
  if (label != NULL)
    on_text_changed (self);
}

static void
inlet_status_bin_dispose (GObject *object)
{
  InletStatusBin *self = INLET_STATUS_BIN (object);

  g_clear_object (&self->signals);
  g_clear_pointer (&self->heard, gtk_widget_unparent);

  G_OBJECT_CLASS (inlet_status_bin_parent_class)->dispose (object);
}

static void
inlet_status_bin_class_init (InletStatusBinClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = inlet_status_bin_dispose;
}

static void
inlet_status_bin_init (InletStatusBin *self)
{
  /* As large as the child is, and never asking for more. */
  self->heard = g_object_new (GTK_TYPE_LABEL,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                              "ellipsize", PANGO_ELLIPSIZE_END,
                              "max-width-chars", 1,
                              "opacity", 0.0,
                              NULL);
  gtk_widget_set_parent (self->heard, GTK_WIDGET (self));

  self->signals = g_signal_group_new (GTK_TYPE_LABEL);
  g_signal_group_connect_swapped (self->signals, "notify::label", G_CALLBACK (on_text_changed),
                                  self);
  g_signal_connect (self, "notify::child", G_CALLBACK (on_child_changed), NULL);
}

gboolean
inlet_status_bin_is_news (const char *said,
                          const char *text)
{
  if (said == NULL || text == NULL)
    return said != text;

  /* Digits are skipped where both have some. */
  while (*said != '\0' && *text != '\0') {
    if (g_ascii_isdigit (*said) && g_ascii_isdigit (*text)) {
      said = skip_digits (said);
      text = skip_digits (text);
    } else if (*said++ != *text++) {
      return TRUE;
    }
  }

  return *said != *text;
}
