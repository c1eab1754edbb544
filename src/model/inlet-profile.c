/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-profile.h"

#include "inlet-account.h"
#include "inlet-credentials.h"
#include "inlet-json.h"

#include <string.h>

typedef struct
{
  char *id;   /* (owned) */
  char *name; /* (owned) */
} InletProfilePrivate;

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (InletProfileKind, inlet_profile_kind,
                    G_DEFINE_ENUM_VALUE (INLET_PROFILE_ACCOUNT, "account"),
                    G_DEFINE_ENUM_VALUE (INLET_PROFILE_CREDENTIALS, "credentials"))
G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (InletProfile, inlet_profile, G_TYPE_OBJECT)

static GType
get_type_of_kind (InletProfileKind kind)
{
  return kind == INLET_PROFILE_ACCOUNT ? INLET_TYPE_ACCOUNT : INLET_TYPE_CREDENTIALS;
}

/* The database keeps ID and name in columns of their own. */
static gboolean
is_kept_as_json (GParamSpec *pspec)
{
  return pspec->owner_type != INLET_TYPE_PROFILE;
}

/* Enums by nick, so that a number that comes to mean something else cannot change what is kept. */
static JsonNode *
build_node (const GValue *value)
{
  JsonNode *node = json_node_alloc ();

  if (G_VALUE_HOLDS_ENUM (value)) {
    g_autoptr (GEnumClass) class = g_type_class_ref (G_VALUE_TYPE (value));

    return json_node_init_string (node,
                                  g_enum_get_value (class, g_value_get_enum (value))->value_nick);
  }

  if (G_VALUE_HOLDS_BOOLEAN (value))
    return json_node_init_boolean (node, g_value_get_boolean (value));

  return json_node_init_string (node, g_value_get_string (value));
}

/* What is kept was checked when it was typed; but the file may have been written by anybody, and
 * the texts go into headers and on the screen. */
static const char *
get_line (JsonNode *node)
{
  const char *text = json_node_get_value_type (node) == G_TYPE_STRING ?
                     json_node_get_string (node) : NULL;

  for (const char *c = text; c != NULL && *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return NULL;

  return text;
}

/* FALSE, and @value stays the property's default, where @node does not fit. */
static gboolean
read_node (JsonNode *node,
           GValue   *value)
{
  const char *text = get_line (node);

  if (G_VALUE_HOLDS_ENUM (value)) {
    g_autoptr (GEnumClass) class = g_type_class_ref (G_VALUE_TYPE (value));
    GEnumValue *known = text != NULL ? g_enum_get_value_by_nick (class, text) : NULL;

    if (known != NULL)
      g_value_set_enum (value, known->value);
    return known != NULL;
  }

  if (G_VALUE_HOLDS_BOOLEAN (value)) {
    if (json_node_get_value_type (node) != G_TYPE_BOOLEAN)
      return FALSE;

    g_value_set_boolean (value, json_node_get_boolean (node));
    return TRUE;
  }

  g_value_set_string (value, text);
  return text != NULL;
}

static InletProfile *
build_profile (InletProfileKind  kind,
               const char       *id,
               const char       *name,
               JsonObject       *object)
{
  g_autoptr (GTypeClass) class = g_type_class_ref (get_type_of_kind (kind));
  g_autofree GParamSpec **pspecs = NULL;
  g_autofree const char **names = NULL;
  g_autofree GValue *values = NULL;
  GObject *profile;
  guint n_pspecs;
  guint n = 2;

  pspecs = g_object_class_list_properties ((GObjectClass *) class, &n_pspecs);
  names = g_new0 (const char *, n_pspecs);
  values = g_new0 (GValue, n_pspecs);

  names[0] = "id";
  g_value_take_string (g_value_init (&values[0], G_TYPE_STRING), g_utf8_make_valid (id, -1));
  names[1] = "name";
  g_value_take_string (g_value_init (&values[1], G_TYPE_STRING), g_utf8_make_valid (name, -1));

  for (guint i = 0; i < n_pspecs; i++) {
    JsonNode *node = json_object_get_member (object, pspecs[i]->name);

    if (node == NULL || !is_kept_as_json (pspecs[i]))
      continue;

    if (read_node (node, g_value_init (&values[n], pspecs[i]->value_type)))
      names[n++] = pspecs[i]->name;
    else
      g_value_unset (&values[n]);
  }

  profile = g_object_new_with_properties (get_type_of_kind (kind), n, names, values);
  for (guint i = 0; i < n; i++)
    g_value_unset (&values[i]);

  return INLET_PROFILE (profile);
}

static gboolean
is_same_value (InletProfile *self,
               InletProfile *other,
               GParamSpec   *pspec)
{
  g_auto (GValue) mine = G_VALUE_INIT;
  g_auto (GValue) theirs = G_VALUE_INIT;

  g_object_get_property (G_OBJECT (self), pspec->name, &mine);
  g_object_get_property (G_OBJECT (other), pspec->name, &theirs);

  return g_param_values_cmp (pspec, &mine, &theirs) == 0;
}

static void
inlet_profile_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  InletProfilePrivate *priv = inlet_profile_get_instance_private (INLET_PROFILE (object));

  switch (prop_id) {
    case PROP_ID:
      g_value_set_string (value, priv->id);
      break;

    case PROP_NAME:
      g_value_set_string (value, priv->name);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_profile_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  InletProfilePrivate *priv = inlet_profile_get_instance_private (INLET_PROFILE (object));

  switch (prop_id) {
    case PROP_ID:
      priv->id = g_value_dup_string (value);
      break;

    case PROP_NAME:
      priv->name = g_value_dup_string (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
inlet_profile_constructed (GObject *object)
{
  InletProfilePrivate *priv = inlet_profile_get_instance_private (INLET_PROFILE (object));

  if (priv->id == NULL)
    priv->id = g_uuid_string_random ();
  if (priv->name == NULL)
    priv->name = g_strdup ("");

  G_OBJECT_CLASS (inlet_profile_parent_class)->constructed (object);
}

static void
inlet_profile_finalize (GObject *object)
{
  InletProfilePrivate *priv = inlet_profile_get_instance_private (INLET_PROFILE (object));

  g_free (priv->id);
  g_free (priv->name);

  G_OBJECT_CLASS (inlet_profile_parent_class)->finalize (object);
}

static void
inlet_profile_class_init (InletProfileClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                      G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = inlet_profile_get_property;
  object_class->set_property = inlet_profile_set_property;
  object_class->constructed = inlet_profile_constructed;
  object_class->finalize = inlet_profile_finalize;

  /* A profile that is constructed without an ID is a new one and gets a new UUID. */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
inlet_profile_init (InletProfile *self)
{
}

const char *
inlet_profile_kind_to_nick (InletProfileKind kind)
{
  return kind == INLET_PROFILE_ACCOUNT ? "account" : "credentials";
}

InletProfileKind
inlet_profile_get_kind (InletProfile *self)
{
  g_return_val_if_fail (INLET_IS_PROFILE (self), INLET_PROFILE_ACCOUNT);

  return INLET_PROFILE_GET_CLASS (self)->kind;
}

const char *
inlet_profile_get_id (InletProfile *self)
{
  InletProfilePrivate *priv = inlet_profile_get_instance_private (self);

  g_return_val_if_fail (INLET_IS_PROFILE (self), NULL);

  return priv->id;
}

const char *
inlet_profile_get_name (InletProfile *self)
{
  InletProfilePrivate *priv = inlet_profile_get_instance_private (self);

  g_return_val_if_fail (INLET_IS_PROFILE (self), NULL);

  return priv->name;
}

gboolean
inlet_profile_equal (InletProfile *self,
                     InletProfile *other)
{
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;

  g_return_val_if_fail (INLET_IS_PROFILE (self), FALSE);
  g_return_val_if_fail (INLET_IS_PROFILE (other), FALSE);

  if (G_OBJECT_TYPE (self) != G_OBJECT_TYPE (other))
    return FALSE;

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++)
    if (!is_same_value (self, other, pspecs[i]))
      return FALSE;

  return TRUE;
}

char *
inlet_profile_to_json (InletProfile *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autofree GParamSpec **pspecs = NULL;
  guint n_pspecs;

  g_return_val_if_fail (INLET_IS_PROFILE (self), NULL);

  pspecs = g_object_class_list_properties (G_OBJECT_GET_CLASS (self), &n_pspecs);
  for (guint i = 0; i < n_pspecs; i++) {
    g_auto (GValue) value = G_VALUE_INIT;

    if (!is_kept_as_json (pspecs[i]))
      continue;

    g_object_get_property (G_OBJECT (self), pspecs[i]->name, &value);
    json_object_set_member (object, pspecs[i]->name, build_node (&value));
  }

  json_node_set_object (root, object);

  return inlet_json_to_text (root, FALSE);
}

InletProfile *
inlet_profile_new_from_json (InletProfileKind  kind,
                             const char       *id,
                             const char       *name,
                             const char       *json)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (json != NULL, NULL);

  bytes = g_bytes_new_static (json, strlen (json));
  object = inlet_json_parse_object (bytes);

  return object != NULL ? build_profile (kind, id, name, object) : NULL;
}
