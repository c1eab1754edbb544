/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-loss-note.h"

#include "inlet-config.h"
#include "inlet-grab-focus.h"
#include "inlet-set-string.h"

struct _InletLossNote
{
  AdwPreferencesRow parent_instance;

  char             *text;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (InletLossNote, inlet_loss_note, ADW_TYPE_PREFERENCES_ROW)

enum {
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
has_text (gpointer    owner,
          const char *text)
{
  return text != NULL;
}

static void
inlet_loss_note_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id) {
    case PROP_TEXT:
      g_value_set_string (value, INLET_LOSS_NOTE (object)->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_loss_note_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (prop_id) {
    case PROP_TEXT:
      inlet_loss_note_set_text (INLET_LOSS_NOTE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_loss_note_finalize (GObject *object)
{
  g_free (INLET_LOSS_NOTE (object)->text);

  G_OBJECT_CLASS (inlet_loss_note_parent_class)->finalize (object);
}

static void
inlet_loss_note_class_init (InletLossNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = inlet_loss_note_finalize;
  object_class->get_property = inlet_loss_note_get_property;
  object_class->set_property = inlet_loss_note_set_property;

  props[PROP_TEXT] =
    g_param_spec_string ("text", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  inlet_set_pass_focus (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-loss-note.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_text);
}

static void
inlet_loss_note_init (InletLossNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
inlet_loss_note_set_text (InletLossNote *self,
                          const char    *text)
{
  g_return_if_fail (INLET_IS_LOSS_NOTE (self));

  if (inlet_set_string (&self->text, text))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
}

const char *
inlet_loss_note_get_text (InletLossNote *self)
{
  g_return_val_if_fail (INLET_IS_LOSS_NOTE (self), NULL);

  return self->text;
}
