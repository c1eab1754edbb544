/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-banner.h"

#include "inlet-config.h"
#include "inlet-set-string.h"

struct _InletBanner
{
  AdwBin parent_instance;

  char *title;        /* (owned) (nullable) */
  char *button_label; /* (owned) (nullable) */
  gboolean is_revealed;
};

G_DEFINE_FINAL_TYPE (InletBanner, inlet_banner, ADW_TYPE_BIN)

enum { PROP_0, PROP_TITLE, PROP_BUTTON_LABEL, PROP_REVEALED, N_PROPS };
enum { BUTTON_CLICKED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
has_text (InletBanner *self,
          const char  *text)
{
  return text != NULL && *text != '\0';
}

static void
on_button_clicked (InletBanner *self)
{
  g_signal_emit (self, signals[BUTTON_CLICKED], 0);
}

static void
set_text (InletBanner *self,
          char       **place,
          const char  *text,
          GParamSpec  *pspec)
{
  if (inlet_set_string (place, text))
    g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
set_revealed (InletBanner *self,
              gboolean     is_revealed)
{
  if (self->is_revealed == is_revealed)
    return;

  /* Most banners are never revealed. Built folded, it slides down. */
  if (adw_bin_get_child (ADW_BIN (self)) == NULL)
    gtk_widget_init_template (GTK_WIDGET (self));

  self->is_revealed = is_revealed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}

static void
inlet_banner_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  InletBanner *self = INLET_BANNER (object);

  switch (id) {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, self->button_label);
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, self->is_revealed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_banner_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  InletBanner *self = INLET_BANNER (object);

  switch (id) {
    case PROP_TITLE:
      set_text (self, &self->title, g_value_get_string (value), pspec);
      break;
    case PROP_BUTTON_LABEL:
      set_text (self, &self->button_label, g_value_get_string (value), pspec);
      break;
    case PROP_REVEALED:
      set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_banner_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), INLET_TYPE_BANNER);

  G_OBJECT_CLASS (inlet_banner_parent_class)->dispose (object);
}

static void
inlet_banner_finalize (GObject *object)
{
  InletBanner *self = INLET_BANNER (object);

  g_free (self->title);
  g_free (self->button_label);

  G_OBJECT_CLASS (inlet_banner_parent_class)->finalize (object);
}

static void
inlet_banner_class_init (InletBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_banner_get_property;
  object_class->set_property = inlet_banner_set_property;
  object_class->dispose = inlet_banner_dispose;
  object_class->finalize = inlet_banner_finalize;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BUTTON_LABEL] =
    g_param_spec_string ("button-label", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_REVEALED] =
    g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[BUTTON_CLICKED] =
    g_signal_new ("button-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-banner.ui");
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
}

static void
inlet_banner_init (InletBanner *self)
{
}
