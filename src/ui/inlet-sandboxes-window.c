/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-sandboxes-window.h"

#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-sandbox-check-row.h"
#include "inlet-sandbox-names.h"

#include <glib/gi18n.h>
#include <string.h>

struct _InletSandboxesWindow
{
  AdwWindow       parent_instance;

  InletSandboxes *sandboxes;    /* (owned) */
  GtkFilter      *filter;       /* (owned): what is searched for */
  GListModel     *found;        /* (owned): what has it */
  GPtrArray      *names;        /* (owned): of char, those that are ticked or were typed */

  GtkWidget      *search_entry;
  GtkListBox     *list;
  GtkWidget      *choose_button;
};

G_DEFINE_FINAL_TYPE (InletSandboxesWindow, inlet_sandboxes_window, ADW_TYPE_WINDOW)

enum {
  PROP_0,
  PROP_VERB,
  PROP_HINT,
  N_PROPS
};

enum {
  CHOSEN,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
has_name (InletSandboxesWindow *self,
          const char           *name,
          guint                *position)
{
  return g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, position);
}

static void
on_names_changed (InletSandboxesWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sandboxes.choose", self->names->len > 0);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VERB]);
  inlet_tell_label_once (self->choose_button);
}

static void
on_ticked (InletSandboxesWindow *self,
           GParamSpec           *pspec,
           InletSandboxCheckRow *row)
{
  const char *name = inlet_sandbox_get_name (inlet_sandbox_check_row_get_sandbox (row));
  gboolean is_ticked = inlet_sandbox_check_row_is_ticked (row);
  guint position = 0;

  if (is_ticked == has_name (self, name, &position))
    return;

  if (is_ticked)
    g_ptr_array_add (self->names, g_strdup (name));
  else
    g_ptr_array_remove_index (self->names, position);
  on_names_changed (self);
}

static GtkWidget *
build_row (gpointer item,
           gpointer user_data)
{
  InletSandboxesWindow *self = user_data;
  GtkWidget *row =
    inlet_sandbox_check_row_new (item, has_name (self, inlet_sandbox_get_name (item), NULL));

  g_signal_connect_object (row, "notify::is-ticked", G_CALLBACK (on_ticked), self,
                           G_CONNECT_SWAPPED);
  return row;
}

/* Whatever the case, in title and name. */
static gboolean
is_match (gpointer item,
          gpointer user_data)
{
  InletSandboxesWindow *self = user_data;
  InletSandbox *sandbox = item;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  g_autofree char *sought = g_utf8_casefold (text, -1);
  g_autofree char *title = g_utf8_casefold (inlet_sandbox_get_title (sandbox), -1);

  return strstr (title,
                 sought) != NULL || strstr (inlet_sandbox_get_name (sandbox), sought) != NULL;
}

/* A blank is not handed on to the entry: it would press what has the focus. */
static void
on_search_typed (InletSandboxesWindow *self)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->search_entry));

  if (!gtk_widget_has_focus (GTK_WIDGET (text)))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (text));
}

static void
on_search_changed (InletSandboxesWindow *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_state_changed (InletSandboxesWindow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HINT]);
}

static void
on_choose (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  InletSandboxesWindow *self = INLET_SANDBOXES_WINDOW (widget);
  g_autofree char *text = NULL;

  g_ptr_array_add (self->names, NULL);
  text = inlet_sandbox_names_join ((const char *const *) self->names->pdata);
  g_ptr_array_set_size (self->names, self->names->len - 1);
  g_signal_emit (self, signals[CHOSEN], 0, text);
  gtk_window_destroy (GTK_WINDOW (self));
}

static char *
build_verb (InletSandboxesWindow *self)
{
  guint n = self->names->len;

  return n == 0 ? g_strdup (_("_Choose"))
                : g_strdup_printf (ngettext ("_Choose %u", "_Choose %u", n), n);
}

/* What is in the place of an empty list, and why. (transfer full) */
static char *
build_hint (InletSandboxesWindow *self)
{
  InletProblem *problem = inlet_sandboxes_get_problem (self->sandboxes);

  if (problem != NULL)
    return g_strdup_printf (_("%s. %s"), inlet_problem_get_title (problem),
                            inlet_problem_get_hint (problem));
  if (g_list_model_get_n_items (self->found) > 0)
    return NULL;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->sandboxes)) > 0)
    return g_strdup (_("No sandbox has these characters in its name"));

  return g_strdup (inlet_sandboxes_get_is_asking (self->sandboxes)
                   ? _("Asking…") : _("Adobe has not listed them yet"));
}

static gboolean
has_text (gpointer    owner,
          const char *text)
{
  return text != NULL;
}

/* What it comes to changes with the hint. */
static gboolean
has_found (InletSandboxesWindow *self,
           const char           *hint)
{
  return self->found != NULL && g_list_model_get_n_items (self->found) > 0;
}

static void
inlet_sandboxes_window_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  InletSandboxesWindow *self = INLET_SANDBOXES_WINDOW (object);

  switch (prop_id) {
    case PROP_VERB:
      g_value_take_string (value, build_verb (self));
      break;
    case PROP_HINT:
      g_value_take_string (value, self->sandboxes != NULL ? build_hint (self) : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_sandboxes_window_dispose (GObject *object)
{
  InletSandboxesWindow *self = INLET_SANDBOXES_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_SANDBOXES_WINDOW);
  g_clear_object (&self->found);
  g_clear_object (&self->sandboxes);

  G_OBJECT_CLASS (inlet_sandboxes_window_parent_class)->dispose (object);
}

static void
inlet_sandboxes_window_finalize (GObject *object)
{
  g_clear_object (&INLET_SANDBOXES_WINDOW (object)->filter);
  g_ptr_array_unref (INLET_SANDBOXES_WINDOW (object)->names);

  G_OBJECT_CLASS (inlet_sandboxes_window_parent_class)->finalize (object);
}

static void
inlet_sandboxes_window_class_init (InletSandboxesWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_sandboxes_window_dispose;
  object_class->finalize = inlet_sandboxes_window_finalize;
  object_class->get_property = inlet_sandboxes_window_get_property;

  props[PROP_VERB] = g_param_spec_string ("verb", NULL, NULL, NULL, flags);
  props[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_install_action (widget_class, "sandboxes.choose", NULL, on_choose);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-sandboxes-window.ui");
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
  gtk_widget_class_bind_template_child (widget_class, InletSandboxesWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, InletSandboxesWindow, list);
  gtk_widget_class_bind_template_child (widget_class, InletSandboxesWindow, choose_button);
  gtk_widget_class_bind_template_callback (widget_class, has_found);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_typed);
}

static void
inlet_sandboxes_window_init (InletSandboxesWindow *self)
{
  self->names = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search_entry),
                                           GTK_WIDGET (self));
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_match, self, NULL));
}

GtkWindow *
inlet_sandboxes_window_new (GtkWindow      *parent,
                            InletSandboxes *sandboxes,
                            const char     *text)
{
  InletSandboxesWindow *self = NULL;
  g_auto (GStrv) names = NULL;

  g_return_val_if_fail (parent == NULL || GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (INLET_IS_SANDBOXES (sandboxes), NULL);

  self = inlet_dialog_new (INLET_TYPE_SANDBOXES_WINDOW, parent);
  self->sandboxes = g_object_ref (sandboxes);
  names = inlet_sandbox_names_split (text);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (self->names, g_strdup (names[i]));

  self->found = G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (sandboxes)),
                                                         g_object_ref (self->filter)));
  gtk_list_box_bind_model (self->list, self->found, build_row, self, NULL);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sandboxes, "notify", G_CALLBACK (on_state_changed), self,
                           G_CONNECT_SWAPPED);
  on_state_changed (self);
  on_names_changed (self);
  return GTK_WINDOW (self);
}
