/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-others.h"

#include "inlet-demo-ledger.h"
#include "inlet-demo-profiles.h"
#include "inlet-json.h"
#include "inlet-remote.h"

/* A program with an API key of its own. */
#define PROGRAM "5f2d8a07c1e94b3c8a6dd30b7e61f4a9"

#define RENAMED " (renamed by a colleague)"

static const struct
{
  const char *name;
  const char *description;
  const char *client;
  const char *sandbox;
  const char *key_id;
  const char *made_at;
} others[] = {
  { "Store receipts", "Of all stores, every night", PROGRAM, "prod", INLET_DEMO_KEY_ID,
    "2025-03-04T09:12:44Z" },
  { "Old newsletter", "", PROGRAM, INLET_DEMO_SANDBOX, INLET_DEMO_DELETED_KEY_ID,
    "2024-06-27T07:45:31Z" },
  { "Loyalty cards", "Made in the workshop", INLET_CLIENT_OF_ADOBE, INLET_DEMO_SANDBOX,
    INLET_DEMO_KEY_ID,
    "2025-11-18T14:03:10Z" },
};

static JsonObject *
get_params (JsonObject *connection)
{
  return inlet_json_get_object (inlet_json_get_object (connection, "auth"), "params");
}

static const char *
get_key (JsonObject *connection)
{
  const char *key = inlet_json_get_string (get_params (connection), "s3AccessKey");

  return key != NULL ? key : "";
}

static JsonObject *
build_body (const char *name,
            const char *description,
            const char *key_id)
{
  JsonObject *body = json_object_new ();
  JsonObject *auth = json_object_new ();
  JsonObject *params = json_object_new ();

  json_object_set_string_member (body, "name", name);
  if (*description != '\0')
    json_object_set_string_member (body, "description", description);
  json_object_set_string_member (params, "s3AccessKey", key_id);
  json_object_set_object_member (auth, "params", params);
  json_object_set_object_member (body, "auth", auth);
  return body;
}

static void
add_crowd (GPtrArray *ledger)
{
  for (guint i = 1; i <= INLET_DEMO_N_CROWD; i++) {
    g_autofree char *name = g_strdup_printf ("Store %03u", i);
    g_autoptr (JsonObject) body = build_body (name, "", INLET_DEMO_KEY_ID);

    inlet_demo_ledger_add (ledger, PROGRAM, INLET_DEMO_CROWDED_SANDBOX, body);
  }
}

void
inlet_demo_others_make (GPtrArray *ledger)
{
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autoptr (GDateTime) made_at = g_date_time_new_from_iso8601 (others[i].made_at, NULL);
    g_autoptr (JsonObject) body = build_body (others[i].name, others[i].description,
                                              others[i].key_id);
    JsonObject *connection = inlet_demo_ledger_add (ledger, others[i].client, others[i].sandbox,
                                                    body);

    json_object_set_int_member (connection, "createdAt", g_date_time_to_unix (made_at) * 1000);
  }

  add_crowd (ledger);
}

static void
change (JsonObject *connection,
        const char *field,
        const char *value)
{
  json_object_set_string_member (connection, field, value);
  inlet_demo_ledger_renew (connection);
}

/* It stays the turn of whoever changed it last, so that the next change of ours is still in the way
 * of one of theirs. */
static void
rename_contested (JsonObject *connection)
{
  const char *name = inlet_json_get_string (connection, "name");
  g_autofree char *renamed = NULL;

  if (!inlet_demo_profiles_is_contested (get_key (connection)) || g_str_has_suffix (name, RENAMED))
    return;

  renamed = g_strconcat (name, RENAMED, NULL);
  change (connection, "name", renamed);
}

guint
inlet_demo_others_go_on (GPtrArray *ledger)
{
  guint n_before = ledger->len;

  for (guint i = ledger->len; i > 0; i--) {
    JsonObject *connection = ledger->pdata[i - 1];

    if (inlet_demo_profiles_is_given_up (get_key (connection)))
      g_ptr_array_remove_index (ledger, i - 1);
    else
      rename_contested (connection);
  }

  return n_before - ledger->len;
}

void
inlet_demo_others_get_in_between (JsonObject *connection)
{
  if (!inlet_demo_profiles_is_contested (get_key (connection)) ||
      g_strcmp0 (inlet_json_get_string (connection, "updatedClient"),
                 INLET_CLIENT_OF_ADOBE) == 0)
    return;

  json_object_set_string_member (connection, "updatedClient", INLET_CLIENT_OF_ADOBE);
  change (connection, "description", "Changed by a colleague meanwhile");
}
