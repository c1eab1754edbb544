/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mock-keyring.h"

#include <string.h>

#define NAME "org.freedesktop.secrets"
#define ROOT "/org/freedesktop/secrets"
#define COLLECTION ROOT "/collection/mock"
#define ALIAS ROOT "/aliases/default"
#define SESSION ROOT "/session/mock"
#define PROMPT ROOT "/prompt/mock"
#define INTERFACE "org.freedesktop.Secret."

/* Items' times are in seconds; what is changed here is newer than what was added. */
#define NOW 1900000000

static const char xml[] =
  "<node>"
  "<interface name='org.freedesktop.Secret.Service'>"
  "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
  "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
  "<method name='CreateCollection'><arg type='a{sv}' direction='in'/><arg type='s' direction='in'/>"
  "<arg type='o' direction='out'/><arg type='o' direction='out'/></method>"
  "<method name='SearchItems'><arg type='a{ss}' direction='in'/>"
  "<arg type='ao' direction='out'/><arg type='ao' direction='out'/></method>"
  "<method name='Unlock'><arg type='ao' direction='in'/>"
  "<arg type='ao' direction='out'/><arg type='o' direction='out'/></method>"
  "<method name='GetSecrets'><arg type='ao' direction='in'/><arg type='o' direction='in'/>"
  "<arg type='a{o(oayays)}' direction='out'/></method>"
  "<method name='ReadAlias'><arg type='s' direction='in'/><arg type='o' direction='out'/></method>"
  "<property name='Collections' type='ao' access='read'/>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Collection'>"
  "<method name='CreateItem'><arg type='a{sv}' direction='in'/>"
  "<arg type='(oayays)' direction='in'/><arg type='b' direction='in'/>"
  "<arg type='o' direction='out'/><arg type='o' direction='out'/></method>"
  "<property name='Items' type='ao' access='read'/>"
  "<property name='Label' type='s' access='read'/>"
  "<property name='Locked' type='b' access='read'/>"
  "<property name='Created' type='t' access='read'/>"
  "<property name='Modified' type='t' access='read'/>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Item'>"
  "<method name='Delete'><arg type='o' direction='out'/></method>"
  "<method name='GetSecret'><arg type='o' direction='in'/>"
  "<arg type='(oayays)' direction='out'/></method>"
  "<method name='SetSecret'><arg type='(oayays)' direction='in'/></method>"
  "<property name='Locked' type='b' access='read'/>"
  "<property name='Attributes' type='a{ss}' access='readwrite'/>"
  "<property name='Label' type='s' access='readwrite'/>"
  "<property name='Created' type='t' access='read'/>"
  "<property name='Modified' type='t' access='read'/>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Prompt'>"
  "<method name='Prompt'><arg type='s' direction='in'/></method>"
  "<method name='Dismiss'/>"
  "<signal name='Completed'><arg type='b'/><arg type='v'/></signal>"
  "</interface>"
  "<interface name='org.freedesktop.Secret.Session'><method name='Close'/></interface>"
  "</node>";

struct _MockKeyring
{
  GDBusNodeInfo   *info;        /* (owned) */
  GDBusConnection *connection;  /* (owned) (nullable) while it lives */
  GPtrArray       *items;       /* (owned) of MockItem */
  GArray          *objects;     /* (owned) of guint, registered */
  GVariant        *asked;       /* (owned) (nullable) ao: what a prompt is to unlock */
  MockState        state;
  guint            n_made;
  gboolean         is_deleted;  /* the collection */

  /* Read and written in the thread of the bus, too. */
  GMutex           mutex;
  MockFault        fault;
  char            *error;       /* (owned) (nullable) */
  int              n_left;
  int              n_messages;
  guint32          last_serial; /* of the message that is done, but not answered */
  gboolean         has_faulted;
  gboolean         is_silent;
  gboolean         is_dying;
};

static void
item_free (MockItem *item)
{
  g_free (item->path);
  g_variant_unref (item->attributes);
  g_free (item->label);
  g_bytes_unref (item->secret);
  g_free (item);
}

static gboolean
has_attributes (MockItem *item,
                GVariant *attributes)
{
  GVariantIter iter;
  const char *name, *value, *other;

  g_variant_iter_init (&iter, attributes);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
    if (!g_variant_lookup (item->attributes, name, "&s", &other) || !g_str_equal (value, other))
      return FALSE;

  return TRUE;
}

static GVariant *
make_secret (MockItem *item)
{
  GVariant *bytes = g_variant_new_from_bytes (G_VARIANT_TYPE ("ay"), item->secret, TRUE);

  return g_variant_new ("(o@ay@ays)", SESSION, g_variant_new_array (G_VARIANT_TYPE_BYTE, NULL, 0),
                        bytes, "text/plain");
}

static GBytes *
read_secret (GVariant *secret)
{
  g_autoptr (GVariant) bytes = g_variant_get_child_value (secret, 2);

  return g_variant_get_data_as_bytes (bytes);
}

static void
fail (GDBusMethodInvocation *invocation,
      const char            *name)
{
  g_dbus_method_invocation_return_dbus_error (invocation, name, "A fact");
}

static MockItem *
add_item (MockKeyring *self,
          GVariant    *attributes,
          const char  *label,
          GBytes      *secret,
          guint64      modified);

static void
search (MockKeyring           *self,
        GVariant              *parameters,
        GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) attributes = g_variant_get_child_value (parameters, 0);
  GVariantBuilder found, none;

  g_variant_builder_init (&found, G_VARIANT_TYPE ("ao"));
  g_variant_builder_init (&none, G_VARIANT_TYPE ("ao"));
  for (guint i = 0; i < self->items->len; i++) {
    MockItem *item = self->items->pdata[i];

    if (has_attributes (item, attributes))
      g_variant_builder_add (&found, "o", item->path);
  }

  if (self->state & MOCK_STATE_LOCKED)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aoao)", &none, &found));
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(aoao)", &found, &none));
}

static void
get_secrets (MockKeyring           *self,
             GVariant              *parameters,
             GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariantIter) paths = NULL;
  GVariantBuilder secrets;
  const char *path;

  g_variant_builder_init (&secrets, G_VARIANT_TYPE ("a{o(oayays)}"));
  g_variant_get (parameters, "(aoo)", &paths, NULL);
  while (g_variant_iter_next (paths, "&o", &path)) {
    MockItem *item = mock_keyring_find (self, path);

    if (item != NULL && !(self->state & MOCK_STATE_LOCKED))
      g_variant_builder_add (&secrets, "{o@(oayays)}", path, make_secret (item));
  }
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(a{o(oayays)})", &secrets));
}

static void
unlock (MockKeyring           *self,
        GVariant              *parameters,
        GDBusMethodInvocation *invocation)
{
  const char *none[] = { NULL };

  g_clear_pointer (&self->asked, g_variant_unref);
  self->asked = g_variant_get_child_value (parameters, 0);
  if (self->state & MOCK_STATE_LOCKED)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^aoo)", none, PROMPT));
  else
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(@aoo)", self->asked, "/"));
}

static void
prompt (MockKeyring           *self,
        GDBusMethodInvocation *invocation)
{
  gboolean is_dismissed = (self->state & MOCK_STATE_DISMISSES) != 0;

  if (is_dismissed) {
    g_variant_unref (self->asked);
    self->asked = g_variant_ref_sink (g_variant_new_objv (NULL, 0));
  } else {
    self->state &= ~MOCK_STATE_LOCKED;
  }
  g_dbus_method_invocation_return_value (invocation, NULL);
  g_dbus_connection_emit_signal (self->connection, NULL, PROMPT, INTERFACE "Prompt", "Completed",
                                 g_variant_new ("(bv)", is_dismissed, self->asked), NULL);
}

static void
call_service (MockKeyring           *self,
              const char            *method,
              GVariant              *parameters,
              GDBusMethodInvocation *invocation)
{
  const char *algorithm;

  if (g_str_equal (method, "OpenSession")) {
    g_variant_get_child (parameters, 0, "&s", &algorithm);
    if (g_str_equal (algorithm, "plain"))
      g_dbus_method_invocation_return_value (invocation,
                                             g_variant_new ("(vo)", g_variant_new_string (""),
                                                            SESSION));
    else
      fail (invocation, "org.freedesktop.DBus.Error.NotSupported");
  } else if (g_str_equal (method, "SearchItems")) {
    search (self, parameters, invocation);
  } else if (g_str_equal (method, "GetSecrets")) {
    get_secrets (self, parameters, invocation);
  } else if (g_str_equal (method, "Unlock")) {
    unlock (self, parameters, invocation);
  } else if (g_str_equal (method, "ReadAlias")) {
    gboolean is_there = !self->is_deleted && !(self->state & MOCK_STATE_NO_DEFAULT);

    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(o)", is_there ? COLLECTION : "/"));
  } else {
    fail (invocation, "org.freedesktop.DBus.Error.NotSupported");
  }
}

static void
create_item (MockKeyring           *self,
             GVariant              *parameters,
             GDBusMethodInvocation *invocation)
{
  g_autoptr (GVariant) properties = NULL;
  g_autoptr (GVariant) secret = NULL;
  g_autoptr (GVariant) attributes = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *label = "";
  gboolean may_replace;
  MockItem *item = NULL;

  if (self->state & MOCK_STATE_LOCKED) {
    fail (invocation, INTERFACE "Error.IsLocked");
    return;
  }

  g_variant_get (parameters, "(@a{sv}@(oayays)b)", &properties, &secret, &may_replace);
  attributes = g_variant_lookup_value (properties, INTERFACE "Item.Attributes",
                                       G_VARIANT_TYPE ("a{ss}"));
  g_variant_lookup (properties, INTERFACE "Item.Label", "&s", &label);
  bytes = read_secret (secret);
  if (may_replace)
    mock_keyring_match (self, attributes, &item);
  if (item != NULL)
    g_ptr_array_remove (self->items, item);
  item = add_item (self, attributes, label, bytes, NOW);
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(oo)", item->path, "/"));
}

static void
call_item (MockKeyring           *self,
           MockItem              *item,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation)
{
  if (self->state & MOCK_STATE_LOCKED) {
    fail (invocation, INTERFACE "Error.IsLocked");
  } else if (g_str_equal (method, "Delete")) {
    g_ptr_array_remove (self->items, item);
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/"));
  } else if (g_str_equal (method, "GetSecret")) {
    g_dbus_method_invocation_return_value (invocation,
                                           g_variant_new ("(@(oayays))", make_secret (item)));
  } else {
    g_autoptr (GVariant) secret = g_variant_get_child_value (parameters, 0);

    g_bytes_unref (item->secret);
    item->secret = read_secret (secret);
    item->modified = NOW;
    g_dbus_method_invocation_return_value (invocation, NULL);
  }
}

static void
on_called (GDBusConnection       *connection,
           const char            *sender,
           const char            *path,
           const char            *interface,
           const char            *method,
           GVariant              *parameters,
           GDBusMethodInvocation *invocation,
           gpointer               user_data)
{
  MockKeyring *self = user_data;
  MockItem *item = mock_keyring_find (self, path);

  if (g_str_equal (path, ROOT))
    call_service (self, method, parameters, invocation);
  else if (g_str_equal (path, PROMPT))
    prompt (self, invocation);
  else if (item != NULL)
    call_item (self, item, method, parameters, invocation);
  else if (g_str_equal (method, "CreateItem") && !self->is_deleted &&
           !(self->state & MOCK_STATE_NO_DEFAULT))
    create_item (self, parameters, invocation);
  else
    fail (invocation, INTERFACE "Error.NoSuchObject");
}

static GVariant *
on_property_read (GDBusConnection  *connection,
                  const char       *sender,
                  const char       *path,
                  const char       *interface,
                  const char       *property,
                  GError          **error,
                  gpointer          user_data)
{
  MockKeyring *self = user_data;
  MockItem *item = mock_keyring_find (self, path);
  const char *collections[] = { self->is_deleted ? NULL : COLLECTION, NULL };
  const char *items[] = { NULL };

  if (item == NULL && !g_str_equal (path, ROOT) && self->is_deleted) {
    g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT, "No such object");
    return NULL;
  }

  if (g_str_equal (property, "Collections"))
    return g_variant_new_objv (collections, -1);
  if (g_str_equal (property, "Items"))
    return g_variant_new_objv (items, -1);
  if (g_str_equal (property, "Locked"))
    return g_variant_new_boolean ((self->state & MOCK_STATE_LOCKED) != 0);
  if (g_str_equal (property, "Attributes"))
    return item != NULL ? g_variant_ref (item->attributes) : g_variant_new ("a{ss}", NULL);
  if (g_str_equal (property, "Label"))
    return g_variant_new_string (item != NULL ? item->label : "Mock");
  return g_variant_new_uint64 (item != NULL ? item->modified : 0);
}

static gboolean
on_property_written (GDBusConnection  *connection,
                     const char       *sender,
                     const char       *path,
                     const char       *interface,
                     const char       *property,
                     GVariant         *value,
                     GError          **error,
                     gpointer          user_data)
{
  MockKeyring *self = user_data;
  MockItem *item = mock_keyring_find (self, path);

  if (item == NULL || !g_str_equal (property, "Label") || (self->state & MOCK_STATE_LOCKED)) {
    g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_OBJECT, "No such object");
    return FALSE;
  }

  g_free (item->label);
  item->label = g_variant_dup_string (value, NULL);
  return TRUE;
}

static const GDBusInterfaceVTable vtable = {
  .method_call = on_called,
  .get_property = on_property_read,
  .set_property = on_property_written,
};

static void
export (MockKeyring *self,
        const char  *path,
        const char  *interface)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strconcat (INTERFACE, interface, NULL);
  guint id;

  id = g_dbus_connection_register_object (self->connection, path,
                                          g_dbus_node_info_lookup_interface (self->info, name),
                                          &vtable, self, NULL, &error);
  g_assert_no_error (error);
  g_array_append_val (self->objects, id);
}

static MockItem *
add_item (MockKeyring *self,
          GVariant    *attributes,
          const char  *label,
          GBytes      *secret,
          guint64      modified)
{
  MockItem *item = g_new0 (MockItem, 1);

  item->path = g_strdup_printf (COLLECTION "/%u", ++self->n_made);
  item->attributes = g_variant_ref_sink (attributes);
  /* Put in order now: the thread of the bus would do it while its strings are being read. */
  g_variant_get_data (item->attributes);
  item->label = g_strdup (label);
  item->secret = g_bytes_ref (secret);
  item->modified = modified;
  g_ptr_array_add (self->items, item);
  export (self, item->path, "Item");
  return item;
}

/* Everybody's items with it. */
static void
delete_collection (MockKeyring *self)
{
  self->is_deleted = TRUE;
  mock_keyring_clear (self);
}

static gboolean
on_to_die (gpointer user_data)
{
  MockKeyring *self = user_data;

  if (self->connection != NULL)
    mock_keyring_die (self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_to_change (gpointer user_data)
{
  MockKeyring *self = user_data;

  if (self->fault == MOCK_FAULT_DELETED)
    delete_collection (self);
  else
    self->state |= MOCK_STATE_LOCKED;
  return G_SOURCE_REMOVE;
}

static void
answer_error (GDBusConnection *connection,
              GDBusMessage    *message,
              const char      *name)
{
  g_autoptr (GDBusMessage) reply = g_dbus_message_new_method_error_literal (message, name,
                                                                            "A fact");

  g_dbus_connection_send_message (connection, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
}

/* Whether the message is to be done. */
static gboolean
strike (MockKeyring     *self,
        GDBusConnection *connection,
        GDBusMessage    *message)
{
  self->has_faulted = TRUE;
  switch (self->fault) {
    case MOCK_FAULT_DIES:
      self->is_dying = TRUE;
      g_idle_add_full (G_PRIORITY_HIGH, on_to_die, self, NULL);
      return FALSE;
    case MOCK_FAULT_DIES_AFTER:
      self->last_serial = g_dbus_message_get_serial (message);
      return TRUE;
    case MOCK_FAULT_SILENT:
      self->is_silent = TRUE;
      return FALSE;
    case MOCK_FAULT_ERROR:
      answer_error (connection, message, self->error);
      return FALSE;
    case MOCK_FAULT_DELETED:
    case MOCK_FAULT_LOCKED:
      /* Before what follows: it is handed on with the usual priority. */
      g_idle_add_full (G_PRIORITY_HIGH, on_to_change, self, NULL);
      return TRUE;
    case MOCK_FAULT_NONE:
    default:
      return TRUE;
  }
}

static gboolean
is_passed_in (MockKeyring     *self,
              GDBusConnection *connection,
              GDBusMessage    *message)
{
  if (g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL)
    return TRUE;

  if (self->is_dying || self->is_silent)
    return FALSE;

  self->n_messages++;
  return --self->n_left != 0 || strike (self, connection, message);
}

static gboolean
is_passed_out (MockKeyring  *self,
               GDBusMessage *message)
{
  if (self->is_dying)
    return FALSE;
  if (self->last_serial == 0 ||
      g_dbus_message_get_reply_serial (message) != self->last_serial)
    return TRUE;

  self->is_dying = TRUE;
  g_idle_add_full (G_PRIORITY_HIGH, on_to_die, self, NULL);
  return FALSE;
}

/* In the thread of the bus. */
static GDBusMessage *
on_message (GDBusConnection *connection,
            GDBusMessage    *message,
            gboolean         is_incoming,
            gpointer         user_data)
{
  MockKeyring *self = user_data;
  gboolean is_passed;

  g_mutex_lock (&self->mutex);
  is_passed = is_incoming ? is_passed_in (self, connection, message)
                          : is_passed_out (self, message);
  g_mutex_unlock (&self->mutex);

  if (!is_passed)
    g_clear_object (&message);
  return message;
}

static void
own_name (MockKeyring *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply = NULL;

  reply = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus",
                                       "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                       "RequestName", g_variant_new ("(su)", NAME, 4), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
live (MockKeyring *self)
{
  g_autoptr (GError) error = NULL;

  self->connection =
    g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
                                            G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                            G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                            NULL, NULL, &error);
  g_assert_no_error (error);
  export (self, ROOT, "Service");
  export (self, COLLECTION, "Collection");
  export (self, ALIAS, "Collection");
  export (self, SESSION, "Session");
  export (self, PROMPT, "Prompt");
  for (guint i = 0; i < self->items->len; i++)
    export (self, ((MockItem *) self->items->pdata[i])->path, "Item");
  g_dbus_connection_add_filter (self->connection, on_message, self, NULL);
  own_name (self);
}

MockKeyring *
mock_keyring_new (void)
{
  MockKeyring *self = g_new0 (MockKeyring, 1);
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->mutex);
  self->info = g_dbus_node_info_new_for_xml (xml, &error);
  g_assert_no_error (error);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->objects = g_array_new (FALSE, FALSE, sizeof (guint));
  live (self);
  return self;
}

void
mock_keyring_free (MockKeyring *self)
{
  if (self->connection != NULL)
    mock_keyring_die (self);
  g_dbus_node_info_unref (self->info);
  g_ptr_array_unref (self->items);
  g_array_unref (self->objects);
  g_clear_pointer (&self->asked, g_variant_unref);
  g_free (self->error);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

gboolean
mock_keyring_is_alive (MockKeyring *self)
{
  return self->connection != NULL;
}

void
mock_keyring_die (MockKeyring *self)
{
  for (guint i = 0; i < self->objects->len; i++)
    g_dbus_connection_unregister_object (self->connection,
                                         g_array_index (self->objects, guint, i));
  g_array_set_size (self->objects, 0);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  while (g_source_remove_by_user_data (self));
}

void
mock_keyring_revive (MockKeyring *self)
{
  if (self->connection != NULL)
    mock_keyring_die (self);
  self->state = MOCK_STATE_USUAL;
  self->is_deleted = FALSE;
  mock_keyring_set_fault (self, MOCK_FAULT_NONE, NULL, 0);
  live (self);
}

void
mock_keyring_set_state (MockKeyring *self,
                        MockState    state)
{
  self->state = state;
}

void
mock_keyring_set_fault (MockKeyring *self,
                        MockFault    fault,
                        const char  *error,
                        int          n)
{
  g_mutex_lock (&self->mutex);
  self->fault = fault;
  g_free (self->error);
  self->error = g_strdup (error);
  self->n_left = n;
  self->n_messages = 0;
  self->last_serial = 0;
  self->has_faulted = FALSE;
  self->is_silent = FALSE;
  self->is_dying = FALSE;
  g_mutex_unlock (&self->mutex);
}

gboolean
mock_keyring_has_faulted (MockKeyring *self)
{
  gboolean has_faulted;

  g_mutex_lock (&self->mutex);
  has_faulted = self->has_faulted;
  g_mutex_unlock (&self->mutex);
  return has_faulted;
}

int
mock_keyring_count (MockKeyring *self)
{
  int n_messages;

  g_mutex_lock (&self->mutex);
  n_messages = self->n_messages;
  g_mutex_unlock (&self->mutex);
  return n_messages;
}

MockItem *
mock_keyring_add (MockKeyring *self,
                  GVariant    *attributes,
                  const char  *label,
                  const void  *secret,
                  gsize        length,
                  guint64      modified)
{
  g_autoptr (GBytes) bytes = g_bytes_new (secret, length);

  return add_item (self, attributes, label, bytes, modified);
}

void
mock_keyring_clear (MockKeyring *self)
{
  g_ptr_array_set_size (self->items, 0);
}

MockItem *
mock_keyring_find (MockKeyring *self,
                   const char  *path)
{
  for (guint i = 0; i < self->items->len; i++) {
    MockItem *item = self->items->pdata[i];

    if (g_str_equal (item->path, path))
      return item;
  }
  return NULL;
}

gboolean
mock_keyring_has (MockKeyring *self,
                  MockItem    *item)
{
  return g_ptr_array_find (self->items, item, NULL);
}

guint
mock_keyring_match (MockKeyring  *self,
                    GVariant     *attributes,
                    MockItem    **first)
{
  guint n = 0;

  *first = NULL;
  for (guint i = 0; i < self->items->len; i++) {
    MockItem *item = self->items->pdata[i];

    if (has_attributes (item, attributes) && n++ == 0)
      *first = item;
  }
  return n;
}
