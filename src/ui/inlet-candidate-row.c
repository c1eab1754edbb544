/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-candidate-row.h"

#include "inlet-breaks.h"
#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

struct _InletCandidateRow
{
  AdwActionRow    parent_instance;

  InletRemote    *remote; /* (owned) (nullable) */

  GtkCheckButton *check;
};

G_DEFINE_FINAL_TYPE (InletCandidateRow, inlet_candidate_row, ADW_TYPE_ACTION_ROW)

enum {
  PROP_0,
  PROP_IS_CHOSEN,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

/* The row is what has the focus, so it is the row that says whether it is chosen. */
static void
on_toggled (InletCandidateRow *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                               inlet_candidate_row_is_chosen (self), -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_CHOSEN]);
}

static void
inlet_candidate_row_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (prop_id) {
    case PROP_IS_CHOSEN:
      g_value_set_boolean (value, inlet_candidate_row_is_chosen (INLET_CANDIDATE_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_candidate_row_dispose (GObject *object)
{
  g_clear_object (&INLET_CANDIDATE_ROW (object)->remote);

  G_OBJECT_CLASS (inlet_candidate_row_parent_class)->dispose (object);
}

static void
inlet_candidate_row_class_init (InletCandidateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = inlet_candidate_row_dispose;
  object_class->get_property = inlet_candidate_row_get_property;

  props[PROP_IS_CHOSEN] =
    g_param_spec_boolean ("is-chosen", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-candidate-row.ui");
  gtk_widget_class_bind_template_child (widget_class, InletCandidateRow, check);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
inlet_candidate_row_init (InletCandidateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_never_hyphenate (GTK_WIDGET (self));
  on_toggled (self);
}

/* Of which GTK 4.18 makes radio buttons of their own, beside the rows. */
static void
join (GtkCheckButton *check,
      GtkCheckButton *group)
{
  gtk_check_button_set_group (check, group);
  g_object_set (check, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_object_set (group, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static InletCandidateRow *
make (const char        *title,
      const char        *subtitle,
      const char        *spoken,
      InletCandidateRow *group)
{
  InletCandidateRow *self = g_object_new (INLET_TYPE_CANDIDATE_ROW,
                                          "title", title, "subtitle", subtitle, NULL);

  if (group != NULL)
    join (self->check, group->check);
  inlet_tell_row (ADW_ACTION_ROW (self), spoken);
  return self;
}

/* (transfer full) */
static char *
describe (InletRemote *remote)
{
  const char *state = inlet_adobe_word (inlet_remote_get_state (remote));
  gint64 created_at = inlet_remote_get_created_at (remote);
  g_autofree char *time = NULL;
  g_autofree char *when = NULL;

  if (created_at == 0) {
    when = g_strdup (_("Nobody knows when it was created"));
  } else {
    time = inlet_time_to_full (created_at);
    /* Translators: %s is date and time. */
    when = g_strdup_printf (_("Created %s"), time);
  }

  return *state != '\0' ? g_strdup_printf ("%s · %s", when, state) : g_steal_pointer (&when);
}

GtkWidget *
inlet_candidate_row_new (InletRemote       *remote,
                         InletCandidateRow *group)
{
  InletCandidateRow *self = NULL;
  const char *id = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *spoken = NULL;

  g_return_val_if_fail (INLET_IS_REMOTE (remote), NULL);

  id = inlet_receipt_get_remote_id (inlet_remote_get_receipt (remote));
  facts = describe (remote);
  title = g_markup_escape_text (inlet_remote_get_name (remote), -1);
  subtitle = g_markup_printf_escaped ("<tt>%s</tt>\n%s", id, facts);
  spoken = g_strdup_printf ("%s, %s, %s", inlet_remote_get_name (remote), id, facts);

  self = make (title, subtitle, spoken, group);
  self->remote = g_object_ref (remote);
  return GTK_WIDGET (self);
}

GtkWidget *
inlet_candidate_row_new_none (const char        *subtitle,
                              InletCandidateRow *group)
{
  g_autofree char *escaped = NULL;
  g_autofree char *spoken = NULL;

  g_return_val_if_fail (subtitle != NULL, NULL);

  escaped = g_markup_escape_text (subtitle, -1);
  spoken = g_strdup_printf ("%s, %s", _("None of These"), subtitle);
  return GTK_WIDGET (make (_("None of These"), escaped, spoken, group));
}

gboolean
inlet_candidate_row_is_chosen (InletCandidateRow *self)
{
  g_return_val_if_fail (INLET_IS_CANDIDATE_ROW (self), FALSE);

  return gtk_check_button_get_active (self->check);
}

InletRemote *
inlet_candidate_row_get_remote (InletCandidateRow *self)
{
  g_return_val_if_fail (INLET_IS_CANDIDATE_ROW (self), NULL);

  return self->remote;
}
