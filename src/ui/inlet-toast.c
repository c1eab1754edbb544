/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-toast.h"

#include "inlet-breaks.h"
#include "inlet-problem.h"

/* What is beside the text: margins, padding, and the button that closes it. */
#define BESIDE 120

/* Milliseconds until one that comes is there, and until one that goes has gone, at the most. */
#define APPEARING 500
#define HIDING 400

/* Those of an overlay, one after the other. libadwaita 1.2 has a queue, too; but what it frees with
 * a toast that is dismissed is used again by the animation that shows it, where that does not end
 * in an earlier frame: in a window that was busy meanwhile, or where another toast was going, for
 * which it takes longer. So one that is dismissed while it comes goes when it has come. */
typedef struct
{
  AdwToastOverlay *overlay;   /* (unowned): has this */
  GQueue           texts;     /* (owned): of those to come */
  AdwToast        *shown;     /* (owned) (nullable) */
  char            *text;      /* (owned) (nullable): of that */
  AdwAnimation    *appearing; /* (owned) (nullable): while it comes */
  gboolean         is_late;   /* it was dismissed meanwhile */
  guint            timer;     /* while one goes */
} Toasts;

static int
count_letters (GtkWidget *overlay)
{
  return inlet_count_letters (overlay, gtk_widget_get_width (overlay) - BESIDE);
}

/* The window is wider now, or narrower. */
static void
on_laid_out (GtkLabel *label)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (GTK_WIDGET (label), ADW_TYPE_TOAST_OVERLAY);

  if (overlay != NULL)
    gtk_label_set_max_width_chars (label, count_letters (overlay));
}

/* A title of libadwaita's own has one line, which ends where the window does. And a toast is only
 * as high as it would be without the window, so its lines have to be short enough even then. Nor
 * would libadwaita 1.2 have it read out. */
static GtkWidget *
build_label (GtkWidget  *overlay,
             const char *text)
{
  const char *classes[] = { "heading", NULL };
  GtkNative *native = gtk_widget_get_native (overlay);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                                   "label", text,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "max-width-chars", count_letters (overlay),
                                   "xalign", 0.0,
                                   "css-classes", classes,
                                   NULL);

  if (gtk_native_get_surface (native) != NULL)
    g_signal_connect_object (gtk_native_get_surface (native), "layout", G_CALLBACK (on_laid_out),
                             label, G_CONNECT_SWAPPED);
  return label;
}

static void
toasts_free (gpointer data)
{
  Toasts *self = data;

  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  if (self->appearing != NULL)
    g_signal_handlers_disconnect_by_data (self->appearing, self);
  g_clear_object (&self->appearing);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->shown);
  g_queue_clear_full (&self->texts, g_free);
  g_free (self->text);
  g_free (self);
}

static void on_dismissed (Toasts *self);

static void
on_appeared (Toasts *self)
{
  g_clear_object (&self->appearing);
  /* For the toast itself it is dismissed already, and would do nothing. */
  if (self->is_late)
    g_signal_emit_by_name (self->shown, "dismissed");
}

static void
on_animated (double   value,
             gpointer user_data)
{
}

/* It begins after that of the overlay, and is as long or longer. */
static void
wait_for_its_place (Toasts *self)
{
  g_autoptr (AdwAnimation) animation =
    adw_timed_animation_new (GTK_WIDGET (self->overlay), 0, 1, APPEARING,
                             adw_callback_animation_target_new (on_animated, NULL, NULL));

  self->is_late = FALSE;
  self->appearing = g_object_ref (animation);
  g_signal_connect_swapped (animation, "done", G_CALLBACK (on_appeared), self);
  adw_animation_play (animation);
}

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
  wait_for_its_place (self);
}

static void
on_hidden (gpointer data)
{
  Toasts *self = data;

  self->timer = 0;
  show_next (self);
}

/* Connected before the overlay is. */
static void
on_dismissed (Toasts *self)
{
  if (self->appearing != NULL) {
    self->is_late = TRUE;
    g_signal_stop_emission_by_name (self->shown, "dismissed");
    return;
  }

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
  if (self->shown != NULL && !self->is_late && g_queue_is_empty (&self->texts) &&
      g_str_equal (self->text, text)) {
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
