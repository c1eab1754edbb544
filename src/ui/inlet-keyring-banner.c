/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-keyring-banner.h"

#include "inlet-banner.h"
#include "inlet-config.h"
#include "inlet-error.h"

#include <glib/gi18n.h>

typedef enum {
  KEYRING_WELL,
  KEYRING_LOCKED,
  KEYRING_MISSING,
  KEYRING_FOR_SESSION,
} KeyringState;

struct _InletKeyringBanner
{
  AdwBin parent_instance;

  InletVault *vault;         /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  KeyringState state;
  gboolean is_unlocking;
};

G_DEFINE_FINAL_TYPE (InletKeyringBanner, inlet_keyring_banner, ADW_TYPE_BIN)

enum { PROP_0, PROP_TITLE, PROP_BUTTON_LABEL, PROP_REVEALED, N_PROPS };

static GParamSpec *properties[N_PROPS];

static const char *
get_title (InletKeyringBanner *self)
{
  switch (self->state) {
    case KEYRING_LOCKED:
      return _("The keyring is locked");
    case KEYRING_MISSING:
      return _("No keyring is running, so secrets can’t be kept");
    case KEYRING_FOR_SESSION:
      return _("Secrets are kept until you quit");
    case KEYRING_WELL:
    default:
      return NULL;
  }
}

/* (nullable) (transfer full): Looking up the secrets of any profile makes the keyring ask to be
 * unlocked. */
static InletProfile *
find_any_profile (InletKeyringBanner *self)
{
  const InletProfileKind kinds[] = { INLET_PROFILE_ACCOUNT, INLET_PROFILE_CREDENTIALS };
  InletProfile *profile = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && profile == NULL && self->vault != NULL; i++)
    profile = g_list_model_get_item (
      G_LIST_MODEL (inlet_vault_get_profiles (self->vault, kinds[i])), 0);

  return profile;
}

static const char *
get_button_label (InletKeyringBanner *self)
{
  g_autoptr (InletProfile) profile = NULL;

  switch (self->state) {
    case KEYRING_LOCKED:
      profile = find_any_profile (self);
      return profile != NULL && !self->is_unlocking ? _("Unlock") : NULL;
    case KEYRING_MISSING:
      return _("Keep Until I Quit");
    case KEYRING_WELL:
    case KEYRING_FOR_SESSION:
    default:
      return NULL;
  }
}

static void
notify_all (InletKeyringBanner *self)
{
  for (guint i = PROP_0 + 1; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
set_state (InletKeyringBanner *self,
           KeyringState        state)
{
  if (self->state == state)
    return;

  self->state = state;
  notify_all (self);
}

static void
on_keyring_failed (InletKeyringBanner *self,
                   InletErrorCode      code)
{
  if (code == INLET_ERROR_KEYRING_LOCKED)
    set_state (self, KEYRING_LOCKED);
  else if (code == INLET_ERROR_KEYRING_MISSING)
    set_state (self, KEYRING_MISSING);
}

static void
on_keyring_changed (InletKeyringBanner *self)
{
  gboolean is_lasting = inlet_keyring_is_lasting (inlet_vault_get_keyring (self->vault));

  set_state (self, is_lasting ? KEYRING_WELL : KEYRING_FOR_SESSION);
}

static void
on_keyring_answered (InletKeyringBanner *self)
{
  if (self->state != KEYRING_FOR_SESSION)
    set_state (self, KEYRING_WELL);
}

/* What came of it is told by the vault's signals. */
static void
on_looked_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (InletSecrets) secrets = inlet_vault_lookup_finish (INLET_VAULT (source), result,
                                                                &error);
  InletKeyringBanner *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_unlocking = FALSE;
  notify_all (self);
}

static void
unlock (InletKeyringBanner *self)
{
  g_autoptr (InletProfile) profile = find_any_profile (self);

  if (profile == NULL || self->is_unlocking)
    return;

  self->is_unlocking = TRUE;
  notify_all (self);
  inlet_vault_lookup_async (self->vault, profile, self->cancellable, on_looked_up, self);
}

static void
on_button_clicked (InletKeyringBanner *self)
{
  if (self->state == KEYRING_LOCKED)
    unlock (self);
  else if (self->state == KEYRING_MISSING)
    inlet_vault_keep_for_session (self->vault);
}

static void
inlet_keyring_banner_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  InletKeyringBanner *self = INLET_KEYRING_BANNER (object);

  switch (id) {
    case PROP_TITLE:
      g_value_set_string (value, get_title (self));
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, get_button_label (self));
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, self->state != KEYRING_WELL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
inlet_keyring_banner_dispose (GObject *object)
{
  InletKeyringBanner *self = INLET_KEYRING_BANNER (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), INLET_TYPE_KEYRING_BANNER);
  g_clear_object (&self->vault);

  G_OBJECT_CLASS (inlet_keyring_banner_parent_class)->dispose (object);
}

static void
inlet_keyring_banner_finalize (GObject *object)
{
  InletKeyringBanner *self = INLET_KEYRING_BANNER (object);

  g_object_unref (self->cancellable);

  G_OBJECT_CLASS (inlet_keyring_banner_parent_class)->finalize (object);
}

static void
inlet_keyring_banner_class_init (InletKeyringBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = inlet_keyring_banner_get_property;
  object_class->dispose = inlet_keyring_banner_dispose;
  object_class->finalize = inlet_keyring_banner_finalize;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_BUTTON_LABEL] =
    g_param_spec_string ("button-label", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_REVEALED] =
    g_param_spec_boolean ("revealed", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (INLET_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_PATH "/inlet-keyring-banner.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
}

static void
inlet_keyring_banner_init (InletKeyringBanner *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
inlet_keyring_banner_set_vault (InletKeyringBanner *self,
                                InletVault         *vault)
{
  g_return_if_fail (INLET_IS_KEYRING_BANNER (self));
  g_return_if_fail (INLET_IS_VAULT (vault));
  g_return_if_fail (self->vault == NULL);

  g_set_object (&self->vault, vault);
  g_signal_connect_object (vault, "keyring-failed", G_CALLBACK (on_keyring_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "keyring-answered", G_CALLBACK (on_keyring_answered), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "notify::keyring", G_CALLBACK (on_keyring_changed), self,
                           G_CONNECT_SWAPPED);
}
