/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-profile-group.h"

#include "inlet-config.h"
#include "inlet-field-note.h"
#include "inlet-loss-note.h"
#include "inlet-profile-picker.h"

#include <glib/gi18n.h>

typedef struct
{
  InletForm          *form;        /* (owned) */
  InletProfiles      *profiles;    /* (owned) (nullable) */
  InletProfile       *edited;      /* (owned) (nullable) */
  char               *expected_id; /* (owned) (nullable): of the new one, until it is kept */
  const char         *objection;   /* (nullable) (static) */
  gboolean            has_picker;
  gboolean            has_rows;    /* those of the derived class */

  InletProfilePicker *picker;
  InletLossNote      *loss_note;
} InletProfileGroupPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (InletProfileGroup, inlet_profile_group,
                                     ADW_TYPE_PREFERENCES_GROUP)

enum {
  PROP_0,
  PROP_PROFILES,
  PROP_HAS_PICKER,
  PROP_FORM,
  PROP_IS_UNFOLDED,
  PROP_PROFILE,
  PROP_PROFILE_NAME,
  PROP_OBJECTION,
  PROP_EDITED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static InletProfileGroupPrivate *
private_of (InletProfileGroup *self)
{
  return inlet_profile_group_get_instance_private (self);
}

static InletProfile *
get_chosen (InletProfileGroup *self)
{
  InletProfileGroupPrivate *priv = private_of (self);

  return priv->has_picker ? inlet_profile_picker_get_profile (priv->picker) : NULL;
}

static gboolean
is_unfolded (InletProfileGroup *self)
{
  return private_of (self)->profiles != NULL && get_chosen (self) == NULL;
}

/* Before what was added after those of this class meanwhile. */
static void
build_rows (InletProfileGroup *self)
{
  GtkWidget *first = GTK_WIDGET (private_of (self)->loss_note);
  GtkWidget *list = gtk_widget_get_parent (first);
  GtkWidget *last = gtk_widget_get_last_child (list);
  int place = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (first));
  GtkWidget *row;

  gtk_widget_init_template (GTK_WIDGET (self));
  while (last != first && (row = gtk_widget_get_next_sibling (last)) != NULL) {
    g_object_ref (row);
    gtk_list_box_remove (GTK_LIST_BOX (list), row);
    gtk_list_box_insert (GTK_LIST_BOX (list), row, ++place);
    g_object_unref (row);
  }
}

/* The rows of the derived class, which are its template, are built when they unfold first. Until
 * all of them are there, they are still folded. */
static void
tell_is_unfolded (InletProfileGroup *self)
{
  InletProfileGroupPrivate *priv = private_of (self);

  if (is_unfolded (self) && !priv->has_rows) {
    build_rows (self);
    priv->has_rows = TRUE;
  }
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_UNFOLDED]);
}

/* The suggested name or, where that is taken, the first of "name 2", "name 3"… that is not. */
static char *
build_free_name (InletProfileGroup *self)
{
  const char *suggested = INLET_PROFILE_GROUP_GET_CLASS (self)->suggest_name ();
  InletProfiles *profiles = private_of (self)->profiles;
  char *name = g_strdup (suggested);

  for (guint i = 2; inlet_profiles_find_by_name (profiles, name) != NULL; i++) {
    g_free (name);
    name = g_strdup_printf ("%s %u", suggested, i);
  }

  return name;
}

static void
suggest_name (InletProfileGroup *self)
{
  InletField field = INLET_PROFILE_GROUP_GET_CLASS (self)->name_field;
  InletForm *form = private_of (self)->form;
  g_autofree char *name = NULL;

  if (!is_unfolded (self) || *inlet_form_get_text (form, field) != '\0')
    return;

  name = build_free_name (self);
  inlet_form_set_text (form, field, name);
}

/* Takes what was typed away, secrets too. */
static void
empty (InletProfileGroup *self)
{
  inlet_form_edit (private_of (self)->form, NULL);
  inlet_field_notes_set_touched (GTK_WIDGET (self), FALSE);
}

/* @text (nullable) */
static void
say_loss (InletProfileGroup *self,
          const char        *text)
{
  InletProfileGroupPrivate *priv = private_of (self);

  inlet_loss_note_set_text (priv->loss_note, text);
  if (text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (priv->picker), "has-note");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (priv->picker), "has-note");
}

static void
on_profile_chosen (InletProfileGroup *self)
{
  InletProfileGroupPrivate *priv = private_of (self);
  InletProfile *chosen = get_chosen (self);

  if (priv->form == NULL)
    return;

  if (chosen != NULL && g_strcmp0 (inlet_profile_get_id (chosen), priv->expected_id) == 0) {
    g_clear_pointer (&priv->expected_id, g_free);
    empty (self);
  }

  say_loss (self, NULL);
  suggest_name (self);
  tell_is_unfolded (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROFILE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROFILE_NAME]);
}

static gboolean
is_name_taken (InletProfileGroup *self)
{
  InletProfileGroupPrivate *priv = private_of (self);
  InletField field = INLET_PROFILE_GROUP_GET_CLASS (self)->name_field;
  InletProfile *other = NULL;

  if (priv->profiles != NULL)
    other = inlet_profiles_find_by_name (priv->profiles, inlet_form_get_text (priv->form, field));

  return other != NULL &&
         (priv->edited == NULL || !g_str_equal (inlet_profile_get_id (other),
                                                inlet_profile_get_id (priv->edited)));
}

static void
update_objection (InletProfileGroup *self)
{
  InletProfileGroupPrivate *priv = private_of (self);
  const char *objection = is_name_taken (self) ? _("Another one has this name already.") : NULL;

  if (priv->objection == objection)
    return;

  priv->objection = objection;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OBJECTION]);
}

/* Not where one was removed: no other takes its place. */
static gboolean
wants_next (InletProfileGroup *self)
{
  InletProfileGroupPrivate *priv = private_of (self);

  return priv->has_picker && get_chosen (self) == NULL && priv->expected_id == NULL &&
         inlet_loss_note_get_text (priv->loss_note) == NULL && inlet_form_is_blank (priv->form);
}

static void
on_profiles_changed (InletProfileGroup *self,
                     guint              position,
                     guint              n_removed,
                     guint              n_added,
                     GListModel        *profiles)
{
  g_autoptr (InletProfile) added = NULL;

  update_objection (self);
  if (n_added <= n_removed || !wants_next (self))
    return;

  added = g_list_model_get_item (profiles, position);
  inlet_profile_picker_select (private_of (self)->picker, inlet_profile_get_id (added));
}

static void
on_form_changed (InletProfileGroup *self,
                 InletField         field)
{
  if (field != INLET_PROFILE_GROUP_GET_CLASS (self)->name_field)
    return;

  update_objection (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROFILE_NAME]);
}

static void
inlet_profile_group_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  InletProfileGroup *self = INLET_PROFILE_GROUP (object);
  InletProfileGroupPrivate *priv = private_of (self);

  switch (prop_id) {
    case PROP_PROFILES:
      g_value_set_object (value, priv->profiles);
      break;
    case PROP_HAS_PICKER:
      g_value_set_boolean (value, priv->has_picker);
      break;
    case PROP_FORM:
      g_value_set_object (value, priv->form);
      break;
    case PROP_IS_UNFOLDED:
      g_value_set_boolean (value, priv->has_rows && is_unfolded (self));
      break;
    case PROP_PROFILE:
      g_value_set_object (value, get_chosen (self));
      break;
    case PROP_PROFILE_NAME:
      g_value_set_string (value, inlet_profile_group_get_profile_name (self));
      break;
    case PROP_OBJECTION:
      g_value_set_string (value, priv->objection);
      break;
    case PROP_EDITED:
      g_value_set_object (value, priv->edited);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_profile_group_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  InletProfileGroup *self = INLET_PROFILE_GROUP (object);

  switch (prop_id) {
    case PROP_PROFILES:
      inlet_profile_group_set_profiles (self, g_value_get_object (value));
      break;
    case PROP_HAS_PICKER:
      private_of (self)->has_picker = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      tell_is_unfolded (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_profile_group_constructed (GObject *object)
{
  InletProfileGroup *self = INLET_PROFILE_GROUP (object);
  InletProfileGroupPrivate *priv = private_of (self);
  InletFormKind kind = INLET_PROFILE_GROUP_GET_CLASS (self)->form_kind;

  G_OBJECT_CLASS (inlet_profile_group_parent_class)->constructed (object);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (priv->picker),
                                 kind == INLET_FORM_ACCOUNT ? _("Account") : _("Credentials"));
  priv->form = inlet_form_new (kind);
  g_signal_connect_object (priv->form, "changed", G_CALLBACK (on_form_changed), self,
                           G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (object, props[PROP_FORM]);
}

static void
inlet_profile_group_dispose (GObject *object)
{
  InletProfileGroupPrivate *priv = private_of (INLET_PROFILE_GROUP (object));

  g_clear_object (&priv->profiles);
  g_clear_object (&priv->edited);
  g_clear_object (&priv->form);
  g_clear_pointer (&priv->expected_id, g_free);

  G_OBJECT_CLASS (inlet_profile_group_parent_class)->dispose (object);
}

static void
inlet_profile_group_class_init (InletProfileGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  object_class->constructed = inlet_profile_group_constructed;
  object_class->dispose = inlet_profile_group_dispose;
  object_class->get_property = inlet_profile_group_get_property;
  object_class->set_property = inlet_profile_group_set_property;

  props[PROP_PROFILES] =
    g_param_spec_object ("profiles", NULL, NULL, INLET_TYPE_PROFILES, writable);
  props[PROP_HAS_PICKER] = g_param_spec_boolean ("has-picker", NULL, NULL, TRUE, writable);
  props[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, INLET_TYPE_FORM, readable);
  props[PROP_IS_UNFOLDED] = g_param_spec_boolean ("is-unfolded", NULL, NULL, FALSE, readable);
  props[PROP_PROFILE] = g_param_spec_object ("profile", NULL, NULL, INLET_TYPE_PROFILE, readable);
  props[PROP_PROFILE_NAME] = g_param_spec_string ("profile-name", NULL, NULL, NULL, readable);
  props[PROP_OBJECTION] = g_param_spec_string ("objection", NULL, NULL, NULL, readable);
  props[PROP_EDITED] = g_param_spec_object ("edited", NULL, NULL, INLET_TYPE_PROFILE, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (INLET_TYPE_LOSS_NOTE);
  g_type_ensure (INLET_TYPE_PROFILE_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-profile-group.ui");
  gtk_widget_class_bind_template_child_private (widget_class, InletProfileGroup, picker);
  gtk_widget_class_bind_template_child_private (widget_class, InletProfileGroup, loss_note);
  gtk_widget_class_bind_template_callback (widget_class, on_profile_chosen);
}

static void
inlet_profile_group_init (InletProfileGroup *self)
{
  private_of (self)->has_picker = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

InletForm *
inlet_profile_group_get_form (InletProfileGroup *self)
{
  g_return_val_if_fail (INLET_IS_PROFILE_GROUP (self), NULL);

  return private_of (self)->form;
}

void
inlet_profile_group_set_profiles (InletProfileGroup *self,
                                  InletProfiles     *profiles)
{
  InletProfileGroupPrivate *priv;

  g_return_if_fail (INLET_IS_PROFILE_GROUP (self));
  g_return_if_fail (INLET_IS_PROFILES (profiles));

  priv = private_of (self);
  if (!g_set_object (&priv->profiles, profiles))
    return;

  if (priv->has_picker)
    inlet_profile_picker_set_profiles (priv->picker, profiles);
  g_signal_connect_object (profiles, "items-changed", G_CALLBACK (on_profiles_changed), self,
                           G_CONNECT_SWAPPED);

  on_profile_chosen (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_PROFILES]);
}

void
inlet_profile_group_select (InletProfileGroup *self,
                            const char        *id)
{
  g_return_if_fail (INLET_IS_PROFILE_GROUP (self));

  inlet_profile_picker_select (private_of (self)->picker, id);
}

gboolean
inlet_profile_group_restore (InletProfileGroup *self,
                             const char        *id,
                             const char        *name)
{
  InletProfileGroupPrivate *priv;
  g_autofree char *loss = NULL;

  g_return_val_if_fail (INLET_IS_PROFILE_GROUP (self), FALSE);

  priv = private_of (self);
  say_loss (self, NULL);
  if (id != NULL && priv->profiles != NULL &&
      inlet_profiles_find_by_id (priv->profiles, id) != NULL) {
    inlet_profile_picker_select (priv->picker, id);
    return TRUE;
  }

  loss = INLET_PROFILE_GROUP_GET_CLASS (self)->describe_loss (name != NULL ? name : "");
  inlet_profile_picker_select (priv->picker, NULL);
  say_loss (self, loss);
  return FALSE;
}

gboolean
inlet_profile_group_grab_lost (InletProfileGroup *self)
{
  g_return_val_if_fail (INLET_IS_PROFILE_GROUP (self), FALSE);

  return inlet_loss_note_get_text (private_of (self)->loss_note) != NULL &&
         gtk_widget_grab_focus (GTK_WIDGET (private_of (self)->picker));
}

void
inlet_profile_group_edit (InletProfileGroup *self,
                          InletProfile      *profile)
{
  InletProfileGroupPrivate *priv;

  g_return_if_fail (INLET_IS_PROFILE_GROUP (self));
  g_return_if_fail (profile == NULL || INLET_IS_PROFILE (profile));

  priv = private_of (self);
  empty (self);
  if (g_set_object (&priv->edited, profile))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_EDITED]);
  if (profile != NULL)
    inlet_form_edit (priv->form, profile);
  suggest_name (self);
  update_objection (self);
}

const char *
inlet_profile_group_get_profile_name (InletProfileGroup *self)
{
  InletProfile *chosen;

  g_return_val_if_fail (INLET_IS_PROFILE_GROUP (self), NULL);

  chosen = get_chosen (self);
  if (chosen != NULL)
    return inlet_profile_get_name (chosen);

  return inlet_form_get_text (private_of (self)->form,
                              INLET_PROFILE_GROUP_GET_CLASS (self)->name_field);
}

InletProfile *
inlet_profile_group_dup_profile (InletProfileGroup *self,
                                 InletSecrets     **secrets,
                                 GError           **error)
{
  InletProfileGroupPrivate *priv;
  InletProfile *profile;

  g_return_val_if_fail (INLET_IS_PROFILE_GROUP (self), NULL);
  g_return_val_if_fail (secrets != NULL && *secrets == NULL, NULL);

  priv = private_of (self);
  if (get_chosen (self) != NULL)
    return g_object_ref (get_chosen (self));

  if (!inlet_form_check (priv->form, error))
    return NULL;

  profile = inlet_form_build_profile (priv->form);
  *secrets = inlet_form_build_secrets (priv->form);
  if (priv->has_picker) {
    g_free (priv->expected_id);
    priv->expected_id = g_strdup (inlet_profile_get_id (profile));
    inlet_profile_picker_select (priv->picker, priv->expected_id);
  }

  return profile;
}
