/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-compare-window.h"

#include "inlet-breaks.h"
#include "inlet-choice-row.h"
#include "inlet-compare.h"
#include "inlet-compat.h"
#include "inlet-config.h"
#include "inlet-problem-view.h"
#include "inlet-sandboxes.h"
#include "inlet-status-bin.h"

#include <glib/gi18n.h>

/* How many rows say what has changed, of each kind; the history has all. */
#define MAX_ROWS 100

struct _InletCompareWindow
{
  AdwWindow         parent_instance;

  InletContext     *context;      /* (owned) */
  InletSandboxes   *sandboxes;    /* (owned): of the account that is chosen */
  GtkStringList    *names;        /* (owned): all, and the name of each */
  InletCompare     *compare;      /* (owned) (nullable): once it was started */
  GCancellable     *cancellable;  /* (owned) */
  const char       *page;
  guint             n_rows[INLET_COMPARE_N_CHANGES];

  InletProblemView *problem_view;
  AdwComboRow      *account_row;
  AdwComboRow      *sandbox_row;
  GtkListBox       *list;
};

enum {
  PROP_0,
  PROP_PAGE,
  PROP_STATUS,
  PROP_PROGRESS,
  PROP_SUMMARY,
  PROP_REST,
  N_PROPS
};

enum {
  CONNECTION_CHOSEN,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (InletCompareWindow, inlet_compare_window, ADW_TYPE_WINDOW)

static const char *
describe (InletCompareChange change)
{
  switch (change) {
    case INLET_COMPARE_GONE:
      return _("No longer there");
    case INLET_COMPARE_ADOPTED:
      return _("Made elsewhere");
    case INLET_COMPARE_UPDATED:
    case INLET_COMPARE_N_CHANGES:
    default:
      return _("Updated");
  }
}

static char *
dup_progress (InletCompareWindow *self)
{
  const InletCompareCounts *counts = NULL;

  if (self->compare == NULL)
    return g_strdup ("");

  counts = inlet_compare_get_counts (self->compare);
  return g_strdup_printf (ngettext ("%'u connection", "%'u connections", counts->n_listed),
                          counts->n_listed);
}

static char *
dup_summary (InletCompareWindow *self)
{
  const InletCompareCounts *counts = NULL;

  if (self->compare == NULL)
    return g_strdup ("");

  counts = inlet_compare_get_counts (self->compare);
  /* TRANSLATORS: four numbers of connections. */
  return g_strdup_printf (_("No longer there: %'u. Updated: %'u. Made elsewhere: %'u. "
                            "Unchanged: %'u."),
                          counts->n_changed[INLET_COMPARE_GONE],
                          counts->n_changed[INLET_COMPARE_UPDATED],
                          counts->n_changed[INLET_COMPARE_ADOPTED], counts->n_unchanged);
}

static char *
dup_rest (InletCompareWindow *self)
{
  guint n_rest = 0;

  for (guint i = 0; i < INLET_COMPARE_N_CHANGES; i++)
    n_rest += self->n_rows[i] > MAX_ROWS ? self->n_rows[i] - MAX_ROWS : 0;

  if (n_rest == 0)
    return g_strdup ("");

  return g_strdup_printf (ngettext ("The history shows %'u more.",
                                    "The history shows %'u more.", n_rest), n_rest);
}

static void
notify (InletCompareWindow *self)
{
  for (int i = PROP_PAGE; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), props[i]);
}

/* Behind what is as telling as @change, or more: what was made elsewhere may be much. */
static int
find_place (InletCompareWindow *self,
            InletCompareChange  change)
{
  guint place = 0;

  for (guint i = 0; i <= change; i++)
    place += MIN (self->n_rows[i], MAX_ROWS);

  return (int) place;
}

static void
on_changed (InletCompareWindow *self,
            InletCompareChange  change,
            InletConnection    *connection)
{
  int place = find_place (self, change);
  GtkWidget *row = NULL;
  g_autofree char *subtitle = NULL;

  if (self->list == NULL || ++self->n_rows[change] > MAX_ROWS)
    return;

  subtitle = g_strdup_printf ("%s · %s · %s", describe (change),
                              inlet_connection_get_sandbox (connection),
                              inlet_connection_get_remote_id (connection));
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", TRUE,
                      "title", inlet_connection_get_name (connection),
                      "subtitle", subtitle, NULL);
  g_object_set_data_full (G_OBJECT (row), "connection", g_object_ref (connection), g_object_unref);
  inlet_never_hyphenate (row);
  gtk_list_box_insert (self->list, row, place);
  gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
}

static void
on_row_activated (InletCompareWindow *self,
                  GtkListBoxRow      *row)
{
  InletConnection *connection = g_object_get_data (G_OBJECT (row), "connection");

  g_signal_emit (self, signals[CONNECTION_CHOSEN], 0, connection, FALSE);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_compared (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (InletCompareWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = inlet_compare_run_finish (INLET_COMPARE (source), result, &error);

  /* Closed meanwhile; what was written stays. */
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  inlet_problem_view_show_error (self->problem_view,
                                 is_done ? inlet_compare_get_failure (self->compare) : error);
  self->page = is_done ? "done" : "choose";
  notify (self);
  if (!is_done)
    g_clear_object (&self->compare);
}

static InletAccount *
get_account (InletCompareWindow *self)
{
  return adw_combo_row_get_selected_item (self->account_row);
}

static void
on_start (GtkWidget  *widget,
          const char *action_name,
          GVariant   *parameter)
{
  InletCompareWindow *self = INLET_COMPARE_WINDOW (widget);
  guint place = adw_combo_row_get_selected (self->sandbox_row);
  const char *sandbox = place > 0 && place != GTK_INVALID_LIST_POSITION
                        ? gtk_string_list_get_string (self->names, place) : NULL;

  if (get_account (self) == NULL || self->compare != NULL)
    return;

  self->compare = inlet_compare_new (self->context, get_account (self), sandbox);
  g_signal_connect_object (self->compare, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->compare, "notify", G_CALLBACK (notify), self, G_CONNECT_SWAPPED);
  inlet_problem_view_show_error (self->problem_view, NULL);
  self->page = "busy";
  notify (self);
  inlet_compare_run_async (self->compare, self->cancellable, on_compared, g_object_ref (self));
}

/* What was chosen stays, if it is still there. */
static void
on_sandboxes_changed (InletCompareWindow *self)
{
  guint place = adw_combo_row_get_selected (self->sandbox_row);
  g_autofree char *chosen = place != GTK_INVALID_LIST_POSITION
                            ? g_strdup (gtk_string_list_get_string (self->names, place)) : NULL;
  guint n_sandboxes = g_list_model_get_n_items (G_LIST_MODEL (self->sandboxes));

  place = 0;
  gtk_string_list_splice (self->names, 1,
                          g_list_model_get_n_items (G_LIST_MODEL (self->names)) - 1, NULL);
  for (guint i = 0; i < n_sandboxes; i++) {
    g_autoptr (InletSandbox) sandbox = g_list_model_get_item (G_LIST_MODEL (self->sandboxes), i);

    gtk_string_list_append (self->names, inlet_sandbox_get_name (sandbox));
    if (g_strcmp0 (inlet_sandbox_get_name (sandbox), chosen) == 0)
      place = i + 1;
  }
  adw_combo_row_set_selected (self->sandbox_row, place);
}

static void
on_account_chosen (InletCompareWindow *self)
{
  if (self->sandboxes != NULL)
    inlet_sandboxes_set_account (self->sandboxes, get_account (self));
}

static void
inlet_compare_window_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  InletCompareWindow *self = INLET_COMPARE_WINDOW (object);

  switch (prop_id) {
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    case PROP_STATUS:
      g_value_set_string (value, self->compare != NULL ? inlet_compare_get_status (self->compare)
                                                       : "");
      break;
    case PROP_PROGRESS:
      g_value_take_string (value, dup_progress (self));
      break;
    case PROP_SUMMARY:
      g_value_take_string (value, dup_summary (self));
      break;
    case PROP_REST:
      g_value_take_string (value, dup_rest (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_compare_window_dispose (GObject *object)
{
  InletCompareWindow *self = INLET_COMPARE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  if (self->compare != NULL)
    g_signal_handlers_disconnect_by_data (self->compare, self);
  if (self->sandboxes != NULL)
    g_signal_handlers_disconnect_by_data (self->sandboxes, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_COMPARE_WINDOW);

  G_OBJECT_CLASS (inlet_compare_window_parent_class)->dispose (object);
}

static void
inlet_compare_window_finalize (GObject *object)
{
  InletCompareWindow *self = INLET_COMPARE_WINDOW (object);

  g_clear_object (&self->context);
  g_clear_object (&self->sandboxes);
  g_clear_object (&self->names);
  g_clear_object (&self->compare);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (inlet_compare_window_parent_class)->finalize (object);
}

static void
inlet_compare_window_class_init (InletCompareWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = inlet_compare_window_get_property;
  object_class->dispose = inlet_compare_window_dispose;
  object_class->finalize = inlet_compare_window_finalize;

  props[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_PROGRESS] = g_param_spec_string ("progress", NULL, NULL, NULL, flags);
  props[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  props[PROP_REST] = g_param_spec_string ("rest", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CONNECTION_CHOSEN] =
    g_signal_new ("connection-chosen", INLET_TYPE_COMPARE_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, INLET_TYPE_CONNECTION, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "compare.start", NULL, on_start);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  g_type_ensure (INLET_TYPE_CHOICE_ROW);
  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  g_type_ensure (INLET_TYPE_STATUS_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletCompareWindow, problem_view);
  gtk_widget_class_bind_template_child (widget_class, InletCompareWindow, account_row);
  gtk_widget_class_bind_template_child (widget_class, InletCompareWindow, sandbox_row);
  gtk_widget_class_bind_template_child (widget_class, InletCompareWindow, list);
  gtk_widget_class_bind_template_callback (widget_class, on_account_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
inlet_compare_window_init (InletCompareWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->page = "choose";
  self->names = gtk_string_list_new (NULL);
  gtk_string_list_append (self->names, _("All sandboxes"));
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_combo_row_set_model (self->sandbox_row, G_LIST_MODEL (self->names));
}

static void
set_context (InletCompareWindow *self,
             InletContext       *context)
{
  InletVault *vault = inlet_context_get_vault (context);
  InletProfiles *accounts = inlet_vault_get_profiles (vault, INLET_PROFILE_ACCOUNT);

  self->context = g_object_ref (context);
  self->sandboxes = inlet_sandboxes_new (context);
  g_signal_connect_object (self->sandboxes, "items-changed", G_CALLBACK (on_sandboxes_changed),
                           self, G_CONNECT_SWAPPED);
  adw_combo_row_set_model (self->account_row, G_LIST_MODEL (accounts));
  on_account_chosen (self);
}

/* What the action of a window needs. */
typedef struct
{
  GtkWindow    *parent;     /* (unowned): it has the action */
  InletContext *context;    /* (owned) */
  GCallback     chosen;
} Offer;

static void
offer_free (gpointer  data,
            GClosure *closure)
{
  Offer *offer = data;

  g_clear_object (&offer->context);
  g_free (offer);
}

static void
on_offer_taken (Offer *offer)
{
  InletCompareWindow *self = inlet_dialog_new (INLET_TYPE_COMPARE_WINDOW, offer->parent);

  set_context (self, offer->context);
  g_signal_connect_object (self, "connection-chosen", offer->chosen, offer->parent,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
}

void
inlet_compare_window_offer (GtkWindow    *parent,
                            InletContext *context,
                            GCallback     chosen)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("compare", NULL);
  Offer *offer = NULL;

  g_return_if_fail (GTK_IS_APPLICATION_WINDOW (parent));
  g_return_if_fail (INLET_IS_CONTEXT (context));

  offer = g_new0 (Offer, 1);
  offer->parent = parent;
  offer->context = g_object_ref (context);
  offer->chosen = chosen;
  g_signal_connect_data (action, "activate", G_CALLBACK (on_offer_taken), offer, offer_free,
                         G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (parent), G_ACTION (action));
}
