/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-profile-picker.h"

#include "inlet-set-string.h"

#include <glib/gi18n.h>

struct _InletProfilePicker
{
  InletChoiceRow parent_instance;

  InletProfiles *profiles;    /* (owned) (nullable) */
  char          *wanted_id;   /* (owned) (nullable): what to show whenever it is in the list */
  gboolean       is_changing; /* the list changes, not the person's choice */
};

G_DEFINE_FINAL_TYPE (InletProfilePicker, inlet_profile_picker, INLET_TYPE_CHOICE_ROW)

enum {
  PROP_0,
  PROP_PROFILES,
  PROP_PROFILE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static gboolean
find_wanted (InletProfilePicker *self,
             guint              *position)
{
  GListModel *list = G_LIST_MODEL (self->profiles);
  InletProfile *wanted = NULL;
  guint i;

  if (self->profiles != NULL && self->wanted_id != NULL)
    wanted = inlet_profiles_find_by_id (self->profiles, self->wanted_id);

  for (i = 0; wanted != NULL && i < g_list_model_get_n_items (list); i++) {
    g_autoptr (InletProfile) profile = g_list_model_get_item (list, i);

    *position = i;
    if (profile == wanted)
      return TRUE;
  }

  return FALSE;
}

static void
show_wanted (InletProfilePicker *self)
{
  guint position;

  if (find_wanted (self, &position))
    adw_combo_row_set_selected (ADW_COMBO_ROW (self), position);
}

static void
show_new (InletProfilePicker *self)
{
  if (self->profiles != NULL)
    adw_combo_row_set_selected (ADW_COMBO_ROW (self),
                                g_list_model_get_n_items (G_LIST_MODEL (self->profiles)));
}

/* Connected before the row's own handler, and on_list_changed() after it. */
static void
on_list_changing (InletProfilePicker *self)
{
  self->is_changing = TRUE;
}

static void
on_list_changed (InletProfilePicker *self)
{
  self->is_changing = FALSE;
  show_wanted (self);
}

static void
want_shown (InletProfilePicker *self)
{
  InletProfile *profile = inlet_profile_picker_get_profile (self);

  inlet_set_string (&self->wanted_id, profile != NULL ? inlet_profile_get_id (profile) : NULL);
}

static void
on_selected (InletProfilePicker *self)
{
  if (!self->is_changing)
    want_shown (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROFILE]);
}

static GListModel *
build_list (InletProfilePicker *self,
            const char         *new_label)
{
  const char *labels[] = { new_label, NULL };
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkStringList) last = gtk_string_list_new (labels);

  g_list_store_append (parts, self->profiles);
  g_list_store_append (parts, last);

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

static void
inlet_profile_picker_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  InletProfilePicker *self = INLET_PROFILE_PICKER (object);

  switch (prop_id) {
    case PROP_PROFILES:
      g_value_set_object (value, self->profiles);
      break;
    case PROP_PROFILE:
      g_value_set_object (value, inlet_profile_picker_get_profile (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_profile_picker_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  InletProfilePicker *self = INLET_PROFILE_PICKER (object);

  switch (prop_id) {
    case PROP_PROFILES:
      inlet_profile_picker_set_profiles (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_profile_picker_dispose (GObject *object)
{
  InletProfilePicker *self = INLET_PROFILE_PICKER (object);

  g_clear_object (&self->profiles);
  g_clear_pointer (&self->wanted_id, g_free);

  G_OBJECT_CLASS (inlet_profile_picker_parent_class)->dispose (object);
}

static void
inlet_profile_picker_class_init (InletProfilePickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = inlet_profile_picker_dispose;
  object_class->get_property = inlet_profile_picker_get_property;
  object_class->set_property = inlet_profile_picker_set_property;

  props[PROP_PROFILES] =
    g_param_spec_object ("profiles", NULL, NULL, INLET_TYPE_PROFILES,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_PROFILE] =
    g_param_spec_object ("profile", NULL, NULL, INLET_TYPE_PROFILE,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
inlet_profile_picker_init (InletProfilePicker *self)
{
  g_signal_connect (self, "notify::selected-item", G_CALLBACK (on_selected), NULL);
}

void
inlet_profile_picker_set_profiles (InletProfilePicker *self,
                                   InletProfiles      *profiles)
{
  g_autoptr (GListModel) list = NULL;
  gboolean is_account;

  g_return_if_fail (INLET_IS_PROFILE_PICKER (self));
  g_return_if_fail (INLET_IS_PROFILES (profiles));

  if (!g_set_object (&self->profiles, profiles))
    return;

  is_account = inlet_profiles_get_kind (profiles) == INLET_PROFILE_ACCOUNT;
  list = build_list (self, is_account ? _("New account…") : _("New credentials…"));
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_list_changing), self,
                           G_CONNECT_SWAPPED);
  self->is_changing = TRUE;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), list);
  self->is_changing = FALSE;
  g_signal_connect_object (list, "items-changed", G_CALLBACK (on_list_changed), self,
                           G_CONNECT_SWAPPED);
  show_wanted (self);
  want_shown (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROFILES]);
}

void
inlet_profile_picker_select (InletProfilePicker *self,
                             const char         *id)
{
  g_return_if_fail (INLET_IS_PROFILE_PICKER (self));

  if (!inlet_set_string (&self->wanted_id, id))
    return;

  if (id != NULL)
    show_wanted (self);
  else
    show_new (self);
}

InletProfile *
inlet_profile_picker_get_profile (InletProfilePicker *self)
{
  gpointer item;

  g_return_val_if_fail (INLET_IS_PROFILE_PICKER (self), NULL);

  item = adw_combo_row_get_selected_item (ADW_COMBO_ROW (self));
  return INLET_IS_PROFILE (item) ? item : NULL;
}
