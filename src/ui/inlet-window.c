/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-window.h"

#include "inlet-banner.h"
#include "inlet-compare-window.h"
#include "inlet-config.h"
#include "inlet-connection-page.h"
#include "inlet-doubt-line.h"
#include "inlet-export-door.h"
#include "inlet-history-pane.h"
#include "inlet-import-door.h"
#include "inlet-keyring-banner.h"
#include "inlet-new-page.h"
#include "inlet-notice.h"
#include "inlet-primary-menu.h"
#include "inlet-problem-view.h"
#include "inlet-profiles-window.h"
#include "inlet-settings.h"
#include "inlet-tests-window.h"
#include "inlet-toast.h"
#include "inlet-words.h"

#include <glib/gi18n.h>

#define PAGE_PANES "panes"
#define PAGE_PROBLEM "problem"

#define PAGE_NEW "new"
#define PAGE_CONNECTION "connection"

struct _InletWindow
{
  AdwApplicationWindow parent_instance;

  gboolean is_demo;
  InletContext *context; /* (owned) (nullable): opened */
  GSettings *settings;   /* (owned) */

  AdwToastOverlay *toast_overlay;
  GtkStack *pages;
  InletProblemView *problem_view; /* (nullable): on the page of that name, once there is one */
  AdwLeaflet *leaflet;
  GtkMenuButton *menu_button;
  InletDoubtLine *doubt_line;
  InletHistoryPane *history_pane;
  InletBanner *recovery_banner;
  InletKeyringBanner *keyring_banner;
  GtkStack *content_stack;
  InletNewPage *new_page;
  InletConnectionPage *connection_page;
};

G_DEFINE_FINAL_TYPE (InletWindow, inlet_window, ADW_TYPE_APPLICATION_WINDOW)

enum { PROP_0, PROP_IS_DEMO, N_PROPS };

static GParamSpec *properties[N_PROPS];

static char *
get_content_title (InletWindow *self,
                   const char  *page)
{
  return g_strdup (g_strcmp0 (page, PAGE_CONNECTION) != 0 ? _("New Connection")
                                                          : _("Connection"));
}

/* The connection of the row that is selected. The list may be a moment late: what is shown of the
 * same row stays if it is newer, which it is when the list still has it sending. */
static InletConnection *
get_connection (InletWindow      *self,
                InletHistoryItem *item,
                InletConnection  *connection)
{
  InletConnection *shown = inlet_connection_page_get_connection (self->connection_page);
  gboolean is_late = connection == NULL ||
                     inlet_connection_get_state (connection) == INLET_CONNECTION_SENDING;

  if (is_late && shown != NULL &&
      inlet_connection_get_row_id (shown) == inlet_history_item_get_row_id (item))
    return g_object_ref (shown);

  return connection != NULL ? g_object_ref (connection) : NULL;
}

/* (nullable): the ID of the connection that is shown. */
static const char *
get_shown_id (InletWindow *self)
{
  InletConnection *connection = inlet_connection_page_get_connection (self->connection_page);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->content_stack), PAGE_CONNECTION) != 0)
    return NULL;

  return connection != NULL ? inlet_connection_get_remote_id (connection) : NULL;
}

static void
show_recovery (InletWindow *self)
{
  InletDatabase *database = inlet_context_get_database (self->context);
  const InletRecovery *recovery = inlet_database_get_recovery (database);
  g_autofree char *text = recovery != NULL ? inlet_recovery_dup_text (recovery) : NULL;

  if (text != NULL)
    g_object_set (self->recovery_banner, "title", text, "revealed", TRUE, NULL);
}

/* Most windows never have one. */
static void
add_problem_page (InletWindow *self)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource (RESOURCE_PATH "/inlet-problem-page.ui");

  self->problem_view = INLET_PROBLEM_VIEW (gtk_builder_get_object (builder, "problem_view"));
  gtk_stack_add_named (self->pages, GTK_WIDGET (gtk_builder_get_object (builder, "page")),
                       PAGE_PROBLEM);
}

static void
go_forward (InletWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
}

static void
on_new_connection (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  InletWindow *self = INLET_WINDOW (widget);

  inlet_history_pane_select (self->history_pane, 0);
  gtk_stack_set_visible_child_name (self->content_stack, PAGE_NEW);
  go_forward (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->new_page));
}

static void
on_search (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  InletWindow *self = INLET_WINDOW (widget);
  gboolean is_searching;

  g_object_get (self->history_pane, "is-searching", &is_searching, NULL);
  g_object_set (self->history_pane, "is-searching", !is_searching, NULL);
  if (!is_searching)
    adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
on_manage (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  InletWindow *self = INLET_WINDOW (widget);

  gtk_window_present (inlet_profiles_window_new (GTK_WINDOW (self), self->context));
}

static void
on_copy_id (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  inlet_copy_text (widget, get_shown_id (INLET_WINDOW (widget)));
  inlet_show_toast (INLET_WINDOW (widget)->toast_overlay, _("ID copied"));
}

static void
on_show_toast (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  inlet_show_toast (INLET_WINDOW (widget)->toast_overlay, g_variant_get_string (parameter, NULL));
}

static void
on_back_clicked (InletWindow *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
on_recovery_read (InletWindow *self)
{
  g_object_set (self->recovery_banner, "revealed", FALSE, NULL);
}

static void
on_shown_changed (InletWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.copy-id", get_shown_id (self) != NULL);
}

static void
on_selected_changed (InletWindow *self)
{
  if (inlet_history_pane_get_selected (self->history_pane) != NULL)
    gtk_stack_set_visible_child_name (self->content_stack, PAGE_CONNECTION);
}

static void
show_connection (InletWindow     *self,
                 InletConnection *connection)
{
  inlet_connection_page_set_connection (self->connection_page, connection);
  gtk_stack_set_visible_child_name (self->content_stack, PAGE_CONNECTION);
  inlet_history_pane_select (self->history_pane, inlet_connection_get_row_id (connection));
  gtk_widget_grab_focus (GTK_WIDGET (self->connection_page));
}

/* What failed stays on the form, beside what was typed. What was made has its ID in sight while it
 * is tested; where it could not be written, that comes first. */
static void
on_concluded (InletWindow *self,
              InletProof  *proof)
{
  InletConnection *connection = inlet_proof_get_connection (proof);

  inlet_notice_send (GTK_WINDOW (self), connection);
  if (inlet_connection_get_state (connection) != INLET_CONNECTION_CREATED)
    return;

  inlet_new_page_reset (self->new_page);
  show_connection (self, connection);
  if (inlet_create_get_unsaved (inlet_proof_get_create (proof)) == NULL)
    inlet_connection_page_prove (self->connection_page, proof);
}

/* In place of the form, which keeps what was typed. */
static void
on_connection_chosen (InletWindow     *self,
                      InletConnection *connection,
                      gboolean         is_looked_up)
{
  show_connection (self, connection);
  if (is_looked_up)
    gtk_widget_activate_action (GTK_WIDGET (self->connection_page), "connection.look-up", NULL);
}

static void
on_create_again (InletWindow     *self,
                 InletConnection *like)
{
  if (!inlet_new_page_get_is_busy (self->new_page))
    inlet_new_page_fill (self->new_page, like);
  on_new_connection (GTK_WIDGET (self), NULL, NULL);
}

static void
on_test_many (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  InletWindow *self = INLET_WINDOW (widget);
  InletConnection *shown = inlet_connection_page_get_connection (self->connection_page);
  GtkWindow *window =
    inlet_tests_window_new (GTK_WINDOW (self), self->context, get_shown_id (self) ? shown : NULL,
                            inlet_history_pane_get_search (self->history_pane));

  g_signal_connect_object (window, "connection-chosen", G_CALLBACK (on_connection_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (window);
}

/* The window was closed while a connection was being made, and waited for its outcome. */
static void
on_busy_changed (InletWindow *self)
{
  if (!inlet_new_page_get_is_busy (self->new_page) && !gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_destroy (GTK_WINDOW (self));
}

/* As long as the window is there, hidden or not, the application runs. */
static gboolean
inlet_window_close_request (GtkWindow *window)
{
  InletWindow *self = INLET_WINDOW (window);

  if (inlet_new_page_get_is_busy (self->new_page)) {
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    return TRUE;
  }

  return GTK_WINDOW_CLASS (inlet_window_parent_class)->close_request (window);
}

static void
inlet_window_constructed (GObject *object)
{
  InletWindow *self = INLET_WINDOW (object);

  G_OBJECT_CLASS (inlet_window_parent_class)->constructed (object);

  self->settings = inlet_settings_open (self->is_demo);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  inlet_new_page_set_settings (self->new_page, self->settings);
}

static void
inlet_window_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  InletWindow *self = INLET_WINDOW (object);

  switch (id) {
    case PROP_IS_DEMO:
      g_value_set_boolean (value, self->is_demo);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_window_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  InletWindow *self = INLET_WINDOW (object);

  switch (id) {
    case PROP_IS_DEMO:
      self->is_demo = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_window_dispose (GObject *object)
{
  InletWindow *self = INLET_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_WINDOW);
  g_clear_object (&self->context);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (inlet_window_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new-connection", NULL, on_new_connection);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, on_search);
  gtk_widget_class_install_action (widget_class, "win.manage", NULL, on_manage);
  gtk_widget_class_install_action (widget_class, "win.copy-id", NULL, on_copy_id);
  gtk_widget_class_install_action (widget_class, "win.show-toast", "s", on_show_toast);
  gtk_widget_class_install_action (widget_class, "win.test-connections", NULL, on_test_many);
  inlet_primary_menu_install_actions (widget_class);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (INLET_TYPE_BANNER);
  g_type_ensure (INLET_TYPE_CONNECTION_PAGE);
  g_type_ensure (INLET_TYPE_DOUBT_LINE);
  g_type_ensure (INLET_TYPE_HISTORY_PANE);
  g_type_ensure (INLET_TYPE_KEYRING_BANNER);
  g_type_ensure (INLET_TYPE_NEW_PAGE);
  g_type_ensure (INLET_TYPE_PROBLEM_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, InletWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, InletWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, InletWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, InletWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, InletWindow, doubt_line);
  gtk_widget_class_bind_template_child (widget_class, InletWindow, history_pane);
  gtk_widget_class_bind_template_child (widget_class, InletWindow, recovery_banner);
  gtk_widget_class_bind_template_child (widget_class, InletWindow, keyring_banner);
  gtk_widget_class_bind_template_child (widget_class, InletWindow, content_stack);
  gtk_widget_class_bind_template_child (widget_class, InletWindow, new_page);
  gtk_widget_class_bind_template_child (widget_class, InletWindow, connection_page);
  gtk_widget_class_bind_template_callback (widget_class, get_connection);
  gtk_widget_class_bind_template_callback (widget_class, get_content_title);
  gtk_widget_class_bind_template_callback (widget_class, go_forward);
  gtk_widget_class_bind_template_callback (widget_class, on_back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_busy_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_concluded);
  gtk_widget_class_bind_template_callback (widget_class, on_connection_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_create_again);
  gtk_widget_class_bind_template_callback (widget_class, on_recovery_read);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_shown_changed);
}

static void
inlet_window_class_init (InletWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = inlet_window_constructed;
  object_class->get_property = inlet_window_get_property;
  object_class->set_property = inlet_window_set_property;
  object_class->dispose = inlet_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = inlet_window_close_request;

  properties[PROP_IS_DEMO] =
    g_param_spec_boolean ("is-demo", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS |
                          G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  install_actions (GTK_WIDGET_CLASS (klass));
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
inlet_window_init (InletWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  inlet_primary_menu_attach (self->menu_button);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.manage", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.test-connections", FALSE);
  on_shown_changed (self);
}

GtkWindow *
inlet_window_new (AdwApplication *application,
                  gboolean        is_demo)
{
  g_return_val_if_fail (application == NULL || ADW_IS_APPLICATION (application), NULL);

  return g_object_new (INLET_TYPE_WINDOW, "application", application, "is-demo", is_demo, NULL);
}

void
inlet_window_set_context (InletWindow  *self,
                          InletContext *context)
{
  g_autoptr (InletHistory) history = NULL;

  g_return_if_fail (INLET_IS_WINDOW (self));
  g_return_if_fail (INLET_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL);

  g_set_object (&self->context, context);
  history = inlet_history_new (inlet_context_get_database (context));
  inlet_history_pane_set_history (self->history_pane, history);
  inlet_keyring_banner_set_vault (self->keyring_banner, inlet_context_get_vault (context));
  inlet_doubt_line_set_context (self->doubt_line, context);
  inlet_new_page_set_context (self->new_page, context,
                              inlet_doubt_line_get_watch (self->doubt_line));
  inlet_connection_page_set_context (self->connection_page, context);
  inlet_connection_page_set_watch (self->connection_page,
                                   inlet_doubt_line_get_watch (self->doubt_line));
  inlet_import_door_open (GTK_APPLICATION_WINDOW (self), context);
  inlet_export_door_open (GTK_APPLICATION_WINDOW (self), context, self->history_pane);
  inlet_compare_window_offer (GTK_WINDOW (self), context, G_CALLBACK (on_connection_chosen));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.manage", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.test-connections", TRUE);
  inlet_window_show_problem (self, NULL);
  show_recovery (self);
  /* What had the focus until now may be folded. */
  inlet_new_page_reset (self->new_page);
}

void
inlet_window_show_problem (InletWindow  *self,
                           InletProblem *problem)
{
  g_return_if_fail (INLET_IS_WINDOW (self));
  g_return_if_fail (problem == NULL || INLET_IS_PROBLEM (problem));

  if (problem != NULL && self->problem_view == NULL)
    add_problem_page (self);
  if (problem != NULL)
    inlet_problem_view_set_problem (self->problem_view, problem);

  gtk_stack_set_visible_child_name (self->pages, problem != NULL ? PAGE_PROBLEM : PAGE_PANES);
}

void
inlet_window_show (InletWindow *self,
                   gint64       row_id,
                   const char  *search)
{
  g_return_if_fail (INLET_IS_WINDOW (self));

  inlet_history_pane_search (self->history_pane, search);
  if (row_id > 0)
    inlet_history_pane_select (self->history_pane, row_id);
  adw_leaflet_navigate (self->leaflet, row_id > 0 ? ADW_NAVIGATION_DIRECTION_FORWARD
                                                  : ADW_NAVIGATION_DIRECTION_BACK);
}
