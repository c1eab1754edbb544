/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-status-bin.h"

#include "inlet-set-string.h"

struct _InletStatusBin
{
  AdwBin        parent_instance;

  GSignalGroup *signals;   /* (owned): of the child */
  char         *said;      /* (owned) (nullable) */
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

  if (!inlet_status_bin_is_news (self->said, text))
    return;

  inlet_set_string (&self->said, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
on_child_changed (InletStatusBin *self)
{
  GtkWidget *label = adw_bin_get_child (ADW_BIN (self));

  g_signal_group_set_target (self->signals, label);
  if (label != NULL)
    on_text_changed (self);
}

static void
inlet_status_bin_finalize (GObject *object)
{
  InletStatusBin *self = INLET_STATUS_BIN (object);

  g_object_unref (self->signals);
  g_free (self->said);

  G_OBJECT_CLASS (inlet_status_bin_parent_class)->finalize (object);
}

static void
inlet_status_bin_class_init (InletStatusBinClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = inlet_status_bin_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
inlet_status_bin_init (InletStatusBin *self)
{
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
