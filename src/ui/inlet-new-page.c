/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-new-page.h"

#include "inlet-account-group.h"
#include "inlet-ask-again.h"
#include "inlet-config.h"
#include "inlet-confirm-addresses.h"
#include "inlet-connection-error.h"
#include "inlet-create-bar.h"
#include "inlet-credentials-group.h"
#include "inlet-field-note.h"
#include "inlet-grab-focus.h"
#include "inlet-last-used.h"
#include "inlet-many-window.h"
#include "inlet-new-order.h"
#include "inlet-sandbox-row.h"
#include "inlet-set-string.h"

#include <glib/gi18n.h>

struct _InletNewPage
{
  AdwBin             parent_instance;

  InletContext      *context;            /* (owned) (nullable) */
  GSettings         *settings;           /* (owned) (nullable) */
  InletForm         *form;               /* (owned): sandbox, name and description */
  InletConnection   *standing;           /* (owned) (nullable): which is asked about */
  char              *suggested_name;     /* (owned) (nullable) */
  InletProfile      *confirmed;          /* (owned) (nullable): account whose addresses were */
  gboolean           is_confirming;
  GCancellable      *cancellable;        /* (owned) */
  InletCreateMany   *many;               /* (owned) (nullable): the last one */

  GtkWidget         *fields;
  InletProfileGroup *account_group;
  InletSandboxRow   *sandbox_row;
  InletProfileGroup *credentials_group;
  GtkWidget         *name_row;
  InletCreateBar    *create_bar;
};

G_DEFINE_FINAL_TYPE (InletNewPage, inlet_new_page, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_FORM,
  PROP_IS_BUSY,
  N_PROPS
};

enum {
  CONCLUDED,
  CONNECTION_CHOSEN,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
update_actions (InletNewPage *self)
{
  gboolean is_busy = inlet_create_bar_get_is_busy (self->create_bar);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new.create",
                                 self->context != NULL && !is_busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new.cancel", is_busy);
}

/* The name follows that of the credentials until another is typed. */
static void
suggest_name (InletNewPage *self)
{
  const char *name = inlet_profile_group_get_profile_name (self->credentials_group);
  const char *typed = inlet_form_get_text (self->form, INLET_FIELD_NAME);

  if (*typed != '\0' && g_strcmp0 (typed, self->suggested_name) != 0)
    return;

  inlet_set_string (&self->suggested_name, name);
  inlet_form_set_text (self->form, INLET_FIELD_NAME, self->suggested_name);
}

static void
on_credentials_named (InletNewPage *self)
{
  suggest_name (self);
}

/* @text (nullable) */
static void
set_text (InletNewPage *self,
          InletField    field,
          const char   *text)
{
  inlet_form_set_text (self->form, field, text != NULL ? text : "");
}

static void
empty_connection (InletNewPage *self)
{
  inlet_form_set_text (self->form, INLET_FIELD_DESCRIPTION, "");
  inlet_form_set_text (self->form, INLET_FIELD_NAME, "");
  suggest_name (self);
  inlet_field_notes_set_touched (GTK_WIDGET (self), FALSE);
}

static void
on_concluded (InletNewPage *self,
              InletProof   *proof)
{
  InletConnection *connection = inlet_proof_get_connection (proof);

  inlet_last_used_remember (self->settings, connection);
  if (inlet_connection_get_state (connection) == INLET_CONNECTION_CREATED)
    empty_connection (self);
  g_signal_emit (self, signals[CONCLUDED], 0, proof);
}

static void
on_busy_changed (InletNewPage *self)
{
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_IS_BUSY]);
}

/* Its ID is what the person is waiting for, if still here. */
static void
on_settled (InletNewPage    *self,
            InletConnection *connection)
{
  if (inlet_connection_get_state (connection) != INLET_CONNECTION_CREATED)
    return;

  empty_connection (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_signal_emit (self, signals[CONNECTION_CHOSEN], 0, connection, FALSE);
}

/* The window of many: what it has made, the next time is not to be typed again. */
static void
on_many_changed (InletNewPage *self)
{
  guint n_created = inlet_create_many_count (self->many, INLET_CREATE_ITEM_CREATED);
  guint n_skipped = inlet_create_many_count (self->many, INLET_CREATE_ITEM_SKIPPED);
  GListModel *items = inlet_create_many_get_items (self->many);

  on_busy_changed (self);
  if (!inlet_create_many_get_is_running (self->many) && n_created > 0 &&
      n_created + n_skipped == g_list_model_get_n_items (items))
    empty_connection (self);
}

static void
start_many (InletNewPage  *self,
            InletNewOrder *order)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));

  g_clear_object (&self->many);
  self->many = inlet_new_order_build_many (order, self->context);
  g_signal_connect_object (self->many, "notify::is-running", G_CALLBACK (on_many_changed), self,
                           G_CONNECT_SWAPPED);
  inlet_create_bar_show_error (self->create_bar, NULL);
  gtk_window_present (inlet_many_window_new (parent, self->context, self->many));
}

static void
start (InletNewPage *self,
       gboolean      is_again)
{
  g_autoptr (InletNewOrder) order = NULL;
  g_autoptr (InletProof) proof = NULL;
  g_autoptr (GError) error = NULL;

  order = inlet_new_order_read (self->form, self->account_group, self->credentials_group,
                                self->confirmed, &error);
  if (order == NULL) {
    inlet_create_bar_show_error (self->create_bar, error);
    return;
  }

  if (inlet_new_order_get_drafts (order)->len > 1) {
    start_many (self, order);
    return;
  }

  proof = inlet_proof_new (self->context, inlet_new_order_get_drafts (order)->pdata[0]);
  inlet_new_order_prepare (order, inlet_proof_get_create (proof));
  inlet_create_set_again (inlet_proof_get_create (proof), is_again);
  inlet_create_bar_run (self->create_bar, proof);
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  InletNewPage *self = user_data;
  g_autoptr (InletConnection) standing = NULL;
  g_autoptr (GError) error = NULL;
  InletAskAgainAnswer answer = inlet_ask_again_finish (result, &error);

  /* The page is gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  standing = g_steal_pointer (&self->standing);
  if (answer == INLET_ASK_AGAIN_CREATE)
    start (self, TRUE);
  else if (answer != INLET_ASK_AGAIN_CANCEL)
    g_signal_emit (self, signals[CONNECTION_CHOSEN], 0, standing,
                   answer == INLET_ASK_AGAIN_LOOK_UP);
}

static void
on_exists (InletNewPage *self,
           const GError *error)
{
  g_set_object (&self->standing, inlet_connection_get_from_error (error));
  inlet_ask_again_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->standing,
                         error->message, self->cancellable, on_answered, self);
}

static void
on_addresses_confirmed (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  InletNewPage *self = user_data;
  g_autoptr (InletProfile) confirmed = NULL;
  g_autoptr (GError) error = NULL;

  confirmed = inlet_confirm_addresses_finish (result, &error);
  if (error != NULL)
    return;

  self->is_confirming = FALSE;
  if (confirmed == NULL)
    return;

  g_set_object (&self->confirmed, confirmed);
  start (self, FALSE);
}

/* Before the secrets of the account, or those of the storage, go where nobody expects them. */
static void
confirm_and_start (InletNewPage *self)
{
  g_autoptr (InletSecrets) secrets = NULL;
  g_autoptr (InletProfile) account = NULL;
  g_autofree char *foreign = NULL;

  g_clear_object (&self->confirmed);
  account = inlet_profile_group_dup_profile (self->account_group, &secrets, NULL);
  if (account != NULL)
    foreign = inlet_account_dup_foreign (INLET_ACCOUNT (account));
  if (foreign == NULL) {
    start (self, FALSE);
    return;
  }

  self->is_confirming = TRUE;
  inlet_confirm_addresses_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), account,
                                 self->cancellable, on_addresses_confirmed, self);
}

static void
on_create_asked (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  InletNewPage *self = INLET_NEW_PAGE (widget);

  if (self->context == NULL || self->standing != NULL || self->is_confirming ||
      inlet_new_page_get_is_busy (self))
    return;

  inlet_field_notes_set_touched (self->fields, TRUE);
  if (!inlet_field_notes_grab_bad (self->fields))
    confirm_and_start (self);
}

static void
on_cancel_asked (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  inlet_create_bar_cancel (INLET_NEW_PAGE (widget)->create_bar);
}

/* What was removed; the first field that needs something; the name where none does. */
static gboolean
inlet_new_page_grab_focus (GtkWidget *widget)
{
  InletNewPage *self = INLET_NEW_PAGE (widget);

  if (inlet_new_page_get_is_busy (self))
    return gtk_widget_grab_focus (GTK_WIDGET (self->create_bar));

  return inlet_profile_group_grab_lost (self->account_group) ||
         inlet_profile_group_grab_lost (self->credentials_group) ||
         inlet_field_notes_grab_bad (self->fields) ||
         gtk_widget_grab_focus (self->name_row);
}

static void
inlet_new_page_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  InletNewPage *self = INLET_NEW_PAGE (object);

  switch (prop_id) {
    case PROP_FORM:
      g_value_set_object (value, self->form);
      break;
    case PROP_IS_BUSY:
      g_value_set_boolean (value, inlet_new_page_get_is_busy (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_new_page_dispose (GObject *object)
{
  InletNewPage *self = INLET_NEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->many);
  g_clear_object (&self->standing);
  g_clear_object (&self->confirmed);
  g_clear_object (&self->settings);
  g_clear_object (&self->context);
  g_clear_pointer (&self->suggested_name, g_free);

  G_OBJECT_CLASS (inlet_new_page_parent_class)->dispose (object);
}

static void
inlet_new_page_finalize (GObject *object)
{
  InletNewPage *self = INLET_NEW_PAGE (object);

  g_clear_object (&self->form);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (inlet_new_page_parent_class)->finalize (object);
}

static void
inlet_new_page_class_init (InletNewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = inlet_new_page_dispose;
  object_class->finalize = inlet_new_page_finalize;
  object_class->get_property = inlet_new_page_get_property;
  inlet_set_grab_focus (widget_class, inlet_new_page_grab_focus);

  props[PROP_FORM] = g_param_spec_object ("form", NULL, NULL, INLET_TYPE_FORM, flags);
  props[PROP_IS_BUSY] = g_param_spec_boolean ("is-busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CONCLUDED] = g_signal_new ("concluded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                     0, NULL, NULL, NULL, G_TYPE_NONE, 1, INLET_TYPE_PROOF);
  signals[CONNECTION_CHOSEN] =
    g_signal_new ("connection-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, INLET_TYPE_CONNECTION, G_TYPE_BOOLEAN);

  gtk_widget_class_install_action (widget_class, "new.create", NULL, on_create_asked);
  gtk_widget_class_install_action (widget_class, "form.submit", NULL, on_create_asked);
  gtk_widget_class_install_action (widget_class, "new.cancel", NULL, on_cancel_asked);

  g_type_ensure (INLET_TYPE_ACCOUNT_GROUP);
  g_type_ensure (INLET_TYPE_CREATE_BAR);
  g_type_ensure (INLET_TYPE_CREDENTIALS_GROUP);
  g_type_ensure (INLET_TYPE_FIELD_NOTE);
  g_type_ensure (INLET_TYPE_SANDBOX_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PATH "/inlet-new-page.ui");
  gtk_widget_class_bind_template_child (widget_class, InletNewPage, fields);
  gtk_widget_class_bind_template_child (widget_class, InletNewPage, account_group);
  gtk_widget_class_bind_template_child (widget_class, InletNewPage, sandbox_row);
  gtk_widget_class_bind_template_child (widget_class, InletNewPage, credentials_group);
  gtk_widget_class_bind_template_child (widget_class, InletNewPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, InletNewPage, create_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_busy_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_concluded);
  gtk_widget_class_bind_template_callback (widget_class, on_credentials_named);
  gtk_widget_class_bind_template_callback (widget_class, on_exists);
  gtk_widget_class_bind_template_callback (widget_class, on_settled);
}

static void
inlet_new_page_init (InletNewPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->form = inlet_form_new (INLET_FORM_CONNECTION);

  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self);
}

void
inlet_new_page_set_context (InletNewPage *self,
                            InletContext *context,
                            InletWatch   *watch)
{
  InletVault *vault;

  g_return_if_fail (INLET_IS_NEW_PAGE (self));
  g_return_if_fail (INLET_IS_CONTEXT (context));
  g_return_if_fail (self->context == NULL);

  vault = inlet_context_get_vault (context);
  self->context = g_object_ref (context);
  inlet_sandbox_row_set_context (self->sandbox_row, context);
  inlet_profile_group_set_profiles (self->account_group,
                                    inlet_vault_get_profiles (vault, INLET_PROFILE_ACCOUNT));
  inlet_profile_group_set_profiles (self->credentials_group,
                                    inlet_vault_get_profiles (vault, INLET_PROFILE_CREDENTIALS));
  inlet_create_bar_follow (self->create_bar, vault, watch);
  suggest_name (self);
  update_actions (self);
}

void
inlet_new_page_set_settings (InletNewPage *self,
                             GSettings    *settings)
{
  g_return_if_fail (INLET_IS_NEW_PAGE (self));
  g_return_if_fail (settings == NULL || G_IS_SETTINGS (settings));

  if (g_set_object (&self->settings, settings) && settings != NULL)
    inlet_last_used_restore (settings, self->account_group, self->credentials_group, self->form);
}

void
inlet_new_page_fill (InletNewPage    *self,
                     InletConnection *like)
{
  g_return_if_fail (INLET_IS_NEW_PAGE (self));
  g_return_if_fail (INLET_IS_CONNECTION (like));
  g_return_if_fail (!inlet_new_page_get_is_busy (self));

  inlet_create_bar_show_error (self->create_bar, NULL);
  inlet_profile_group_restore (self->account_group, inlet_connection_get_account_id (like),
                               inlet_connection_get_account_name (like));
  inlet_profile_group_restore (self->credentials_group, inlet_connection_get_credentials_id (like),
                               inlet_connection_get_credentials_name (like));
  /* After the credentials, whose name is suggested. */
  set_text (self, INLET_FIELD_SANDBOX, inlet_connection_get_sandbox (like));
  set_text (self, INLET_FIELD_NAME, inlet_connection_get_name (like));
  set_text (self, INLET_FIELD_DESCRIPTION, inlet_connection_get_description (like));
  inlet_field_notes_set_touched (GTK_WIDGET (self), FALSE);
}

void
inlet_new_page_reset (InletNewPage *self)
{
  g_return_if_fail (INLET_IS_NEW_PAGE (self));

  if (!inlet_new_page_get_is_busy (self)) {
    empty_connection (self);
    inlet_create_bar_show_error (self->create_bar, NULL);
  }
  gtk_widget_grab_focus (GTK_WIDGET (self));
  /* Not by the focus that has just left it either. */
  inlet_field_notes_set_touched (GTK_WIDGET (self), FALSE);
}

gboolean
inlet_new_page_get_is_busy (InletNewPage *self)
{
  g_return_val_if_fail (INLET_IS_NEW_PAGE (self), FALSE);

  return inlet_create_bar_get_is_busy (self->create_bar) ||
         (self->many != NULL && inlet_create_many_get_is_running (self->many));
}
