/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-toast.h"

#include "inlet-breaks.h"
#include "inlet-problem.h"

/* What is beside the text: margins, padding, and the button that closes it. */
#define BESIDE 120

/* Milliseconds until one that goes has gone. */
#define HIDING 400

/* Those of an overlay, one after the other. libadwaita 1.2 has a queue, too; but what it frees with
 * a toast that is dismissed is used again by the animation that shows it, where that ends later: it
 * is longer than the one that hides it where another toast is going meanwhile. */
typedef struct
{
  AdwToastOverlay *overlay;   /* (unowned): has this */
  GQueue           texts;     /* (owned): of those to come */
  AdwToast        *shown;     /* (owned) (nullable) */
  char            *text;      /* (owned) (nullable): of that */
  guint            timer;     /* while one goes */
} Toasts;

/* A title of libadwaita's own has one line, which ends where the window does. And a toast is only
 * as high as it would be without the window, so its lines have to be short enough even then. Nor
 * would libadwaita 1.2 have it read out. */
static GtkWidget *
build_label (GtkWidget  *overlay,
             const char *text)
{
  const char *classes[] = { "heading", NULL };

  return g_object_new (GTK_TYPE_LABEL,
                       "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                       "label", text,
                       "wrap", TRUE,
                       "wrap-mode", PANGO_WRAP_WORD_CHAR,
                       "max-width-chars",
                       inlet_count_letters (overlay, gtk_widget_get_width (overlay) - BESIDE),
                       "xalign", 0.0,
                       "css-classes", classes,
                       NULL);
}

static void
toasts_free (gpointer data)
{
  Toasts *self = data;

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->shown);
  g_queue_clear_full (&self->texts, g_free);
  g_free (self->text);
  g_free (self);
}

static void on_dismissed (Toasts *self);

static void
show_next (Toasts *self)
{
  g_autofree char *title = NULL;

  g_free (self->text);
  self->text = g_queue_pop_head (&self->texts);
  if (self->text == NULL || gtk_widget_get_root (GTK_WIDGET (self->overlay)) == NULL)
    return;

  /* Markup, with libadwaita 1.2. */
  title = g_markup_escape_text (self->text, -1);
  self->shown = adw_toast_new (title);
  adw_toast_set_custom_title (self->shown, build_label (GTK_WIDGET (self->overlay), self->text));
  g_signal_connect_swapped (self->shown, "dismissed", G_CALLBACK (on_dismissed), self);
  adw_toast_overlay_add_toast (self->overlay, g_object_ref (self->shown));
}

static void
on_hidden (gpointer data)
{
  Toasts *self = data;

  self->timer = 0;
  show_next (self);
}

static void
on_dismissed (Toasts *self)
{
  g_signal_handlers_disconnect_by_data (self->shown, self);
  g_clear_object (&self->shown);
  self->timer = g_timeout_add_once (HIDING, on_hidden, self);
}

static Toasts *
get_toasts (AdwToastOverlay *overlay)
{
  Toasts *self = g_object_get_data (G_OBJECT (overlay), "inlet-toasts");

  if (self == NULL) {
    self = g_new0 (Toasts, 1);
    self->overlay = overlay;
    g_queue_init (&self->texts);
    g_object_set_data_full (G_OBJECT (overlay), "inlet-toasts", self, toasts_free);
  }

  return self;
}

void
inlet_show_toast (AdwToastOverlay *overlay,
                  const char      *text)
{
  Toasts *self = NULL;

  g_return_if_fail (ADW_IS_TOAST_OVERLAY (overlay));
  g_return_if_fail (text != NULL);

  self = get_toasts (overlay);
  if (self->shown != NULL && g_queue_is_empty (&self->texts) && g_str_equal (self->text, text)) {
    adw_toast_overlay_add_toast (overlay, g_object_ref (self->shown));
    return;
  }

  g_queue_push_tail (&self->texts, g_strdup (text));
  if (self->shown == NULL && self->timer == 0)
    show_next (self);
}

void
inlet_tell (GtkWidget  *widget,
            const char *text)
{
  GtkRoot *root = NULL;
  GtkWindow *parent = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL);

  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    parent = gtk_window_get_transient_for (GTK_WINDOW (root));
  gtk_widget_activate_action (parent != NULL ? GTK_WIDGET (parent) : widget, "win.show-toast", "s",
                              text);
}

void
inlet_tell_error (GtkWidget    *widget,
                  const GError *error)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (error);

  inlet_tell (widget, inlet_problem_get_title (problem));
}
