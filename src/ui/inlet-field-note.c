/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-field-note.h"

#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-grab-focus.h"

#include <glib/gi18n.h>
#include <string.h>

struct _InletFieldNote
{
  AdwPreferencesRow parent_instance;

  AdwEntryRow      *row;       /* (owned) (nullable) */
  InletForm        *form;      /* (owned) (nullable) */
  char             *hint;      /* (owned) (nullable) */
  char             *objection; /* (owned) (nullable) */
  InletField        field;
  gsize             longest;   /* in bytes, of what the row has had */
  gboolean          is_optional;
  gboolean          is_touched;

  GSignalGroup     *row_signals;
  GSignalGroup     *form_signals;

  GtkLabel         *label;
};

G_DEFINE_FINAL_TYPE (InletFieldNote, inlet_field_note, ADW_TYPE_PREFERENCES_ROW)

enum {
  PROP_0,
  PROP_ROW,
  PROP_FORM,
  PROP_FIELD,
  PROP_HINT,
  PROP_OBJECTION,
  PROP_IS_OPTIONAL,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static InletVerdict
judge (InletFieldNote *self,
       const char    **message)
{
  InletVerdict verdict = inlet_form_get_verdict (self->form, self->field, message);

  if (self->objection == NULL || verdict >= INLET_VERDICT_MISSING)
    return verdict;

  *message = self->objection;
  return INLET_VERDICT_WRONG;
}

/* The style class in which a verdict is said; NULL when it is not said at all. */
static const char *
style_of (InletFieldNote *self,
          InletVerdict    verdict)
{
  switch (verdict) {
    case INLET_VERDICT_WRONG:
      return "error";
    case INLET_VERDICT_MISSING:
      if (self->is_touched)
        return "error";
      /* What else was typed has made an optional field a needed one. */
      return self->is_optional ? "warning" : NULL;
    case INLET_VERDICT_UNUSUAL:
      return "warning";
    case INLET_VERDICT_GOOD:
    default:
      return NULL;
  }
}

static void
set_style (GtkWidget  *widget,
           const char *style)
{
  gtk_widget_remove_css_class (widget, "error");
  gtk_widget_remove_css_class (widget, "warning");
  if (style != NULL)
    gtk_widget_add_css_class (widget, style);
}

static void
say (InletFieldNote *self)
{
  const char *message = NULL;
  InletVerdict verdict;
  const char *style;
  gboolean is_empty;
  gboolean is_said;

  if (self->form == NULL || self->row == NULL)
    return;

  verdict = judge (self, &message);
  style = style_of (self, verdict);
  is_empty = *inlet_form_get_text (self->form, self->field) == '\0';
  if (style == NULL)
    message = verdict == INLET_VERDICT_GOOD && is_empty ? self->hint : NULL;

  set_style (GTK_WIDGET (self->row), style);
  set_style (GTK_WIDGET (self->label), style != NULL ? style : "dim-label");
  if (style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->label), "dim-label");

  is_said = message != NULL && gtk_widget_get_visible (GTK_WIDGET (self->row));
  gtk_label_set_label (self->label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self), is_said);
  if (is_said)
    gtk_widget_add_css_class (GTK_WIDGET (self->row), "has-note");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->row), "has-note");
  inlet_tell_validity (self->row, message, g_strcmp0 (style, "error") == 0);
}

/* The memory of a password row is neither swapped nor given back as it is, but GTK takes a text out
 * of it by ending it at its first character: the rest stays until something is typed over it. */
static void
overwrite_text (InletFieldNote *self)
{
  g_autofree char *filler = g_strnfill (self->longest, '*');

  gtk_editable_set_text (GTK_EDITABLE (self->row), filler);
}

/* Puts the form's text into the row. The form is not told, whose text this still is. */
static void
replace_text (InletFieldNote *self,
              const char     *text)
{
  g_signal_group_block (self->row_signals);
  if (inlet_field_is_secret (self->field))
    overwrite_text (self);
  gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  self->longest = strlen (text);
  gtk_editable_set_position (GTK_EDITABLE (self->row), 0);
  g_signal_group_unblock (self->row_signals);
}

/* The form's text wins, but for what cleaning it takes away: that is left alone while typing. */
static void
show_text (InletFieldNote *self)
{
  const char *text = inlet_form_get_text (self->form, self->field);
  inlet_autosecret char *typed = NULL;

  typed = inlet_field_clean (self->field, gtk_editable_get_text (GTK_EDITABLE (self->row)));
  if (!g_str_equal (typed, text))
    replace_text (self, text);
}

static void
on_row_changed (InletFieldNote *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->row));

  self->longest = MAX (self->longest, strlen (text));
  if (self->form != NULL)
    inlet_form_set_text (self->form, self->field, text);
}

static void
on_row_activated (InletFieldNote *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "form.submit", NULL);
}

/* Not when another window was turned to, which is where people copy from. Who only came by has not
 * forgotten anything. */
static void
on_row_left (InletFieldNote *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const char *text;

  if (self->form == NULL || !GTK_IS_WINDOW (root) || !gtk_window_is_active (GTK_WINDOW (root)))
    return;

  self->is_touched = self->is_touched || self->longest > 0;
  text = inlet_form_get_text (self->form, self->field);
  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->row))))
    replace_text (self, text);
  say (self);
}

static void
on_form_changed (InletFieldNote *self,
                 InletField      field)
{
  if (field != self->field || self->row == NULL)
    return;

  show_text (self);
  say (self);
}

static void
name_row (InletFieldNote *self)
{
  const char *label = inlet_field_get_label (self->field);
  g_autofree char *title = NULL;

  if (self->row == NULL)
    return;

  /* Translators: %s is the name of a field that may stay empty. */
  title = self->is_optional ? g_strdup_printf (_("%s (optional)"), label) : g_strdup (label);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->row), !inlet_field_is_secret (self->field));
}

static void
set_row (InletFieldNote *self,
         AdwEntryRow    *row)
{
  if (!g_set_object (&self->row, row))
    return;

  g_signal_group_set_target (self->row_signals, row);
  if (row != NULL) {
    GtkEventController *focus = gtk_event_controller_focus_new ();

    g_signal_connect_object (focus, "leave", G_CALLBACK (on_row_left), self, G_CONNECT_SWAPPED);
    gtk_widget_add_controller (GTK_WIDGET (row), focus);
    name_row (self);
  }
}

static void
set_form (InletFieldNote *self,
          InletForm      *form)
{
  if (!g_set_object (&self->form, form))
    return;

  g_signal_group_set_target (self->form_signals, form);
  if (self->form != NULL && self->row != NULL)
    show_text (self);
}

static void
set_string (char      **place,
            const char *text)
{
  g_free (*place);
  *place = g_strdup (text);
}

static void
inlet_field_note_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  InletFieldNote *self = INLET_FIELD_NOTE (object);

  switch (prop_id) {
    case PROP_ROW:
      set_row (self, g_value_get_object (value));
      break;
    case PROP_FORM:
      set_form (self, g_value_get_object (value));
      break;
    case PROP_FIELD:
      self->field = g_value_get_enum (value);
      name_row (self);
      break;
    case PROP_HINT:
      set_string (&self->hint, g_value_get_string (value));
      break;
    case PROP_OBJECTION:
      set_string (&self->objection, g_value_get_string (value));
      break;
    case PROP_IS_OPTIONAL:
      self->is_optional = g_value_get_boolean (value);
      name_row (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
  say (self);
}

static void
inlet_field_note_dispose (GObject *object)
{
  InletFieldNote *self = INLET_FIELD_NOTE (object);

  g_clear_object (&self->row_signals);
  g_clear_object (&self->form_signals);
  g_clear_object (&self->row);
  g_clear_object (&self->form);
  g_clear_pointer (&self->hint, g_free);
  g_clear_pointer (&self->objection, g_free);

  G_OBJECT_CLASS (inlet_field_note_parent_class)->dispose (object);
}

static void
inlet_field_note_class_init (InletFieldNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_field_note_dispose;
  object_class->set_property = inlet_field_note_set_property;

  props[PROP_ROW] = g_param_spec_object ("row", NULL, NULL, ADW_TYPE_ENTRY_ROW, flags);
  props[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, INLET_TYPE_FORM, flags);
  props[PROP_FIELD] = g_param_spec_enum ("field", NULL, NULL, INLET_TYPE_FIELD,
                                         INLET_FIELD_ACCOUNT_NAME, flags);
  props[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  props[PROP_OBJECTION] = g_param_spec_string ("objection", NULL, NULL, NULL, flags);
  props[PROP_IS_OPTIONAL] = g_param_spec_boolean ("is-optional", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  inlet_set_pass_focus (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-field-note.ui");
  gtk_widget_class_bind_template_child (widget_class, InletFieldNote, label);
}

static void
inlet_field_note_init (InletFieldNote *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->row_signals = g_signal_group_new (ADW_TYPE_ENTRY_ROW);
  g_signal_group_connect_swapped (self->row_signals, "changed",
                                  G_CALLBACK (on_row_changed), self);
  g_signal_group_connect_swapped (self->row_signals, "entry-activated",
                                  G_CALLBACK (on_row_activated), self);
  g_signal_group_connect_swapped (self->row_signals, "notify::visible", G_CALLBACK (say), self);

  self->form_signals = g_signal_group_new (INLET_TYPE_FORM);
  g_signal_group_connect_swapped (self->form_signals, "changed",
                                  G_CALLBACK (on_form_changed), self);
}

static gboolean
is_bad (InletFieldNote *self)
{
  const char *message = NULL;

  return self->row != NULL && self->form != NULL &&
         gtk_widget_get_visible (GTK_WIDGET (self->row)) &&
         judge (self, &message) >= INLET_VERDICT_MISSING;
}

/* (nullable) */
static InletFieldNote *
find_bad (GtkWidget *root)
{
  InletFieldNote *found = NULL;
  GtkWidget *child;

  if (INLET_IS_FIELD_NOTE (root))
    return is_bad (INLET_FIELD_NOTE (root)) ? INLET_FIELD_NOTE (root) : NULL;
  if (!gtk_widget_get_visible (root))
    return NULL;

  for (child = gtk_widget_get_first_child (root);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_bad (child);

  return found;
}

/* Unfolds what the row is in. */
static void
grab (InletFieldNote *self)
{
  GtkWidget *expander = gtk_widget_get_ancestor (GTK_WIDGET (self->row), ADW_TYPE_EXPANDER_ROW);

  if (expander != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->row));
}

gboolean
inlet_field_notes_grab_bad (GtkWidget *root)
{
  InletFieldNote *bad = NULL;

  g_return_val_if_fail (GTK_IS_WIDGET (root), FALSE);

  bad = find_bad (root);
  if (bad != NULL)
    grab (bad);
  return bad != NULL;
}

void
inlet_field_notes_set_touched (GtkWidget *root,
                               gboolean   is_touched)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (root));

  if (INLET_IS_FIELD_NOTE (root)) {
    INLET_FIELD_NOTE (root)->is_touched = is_touched;
    say (INLET_FIELD_NOTE (root));
  }

  for (child = gtk_widget_get_first_child (root);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    inlet_field_notes_set_touched (child, is_touched);
}
