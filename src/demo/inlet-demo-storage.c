/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-storage.h"

#include "inlet-demo-profiles.h"
#include "inlet-demo-replies.h"
#include "inlet-json.h"

static const struct
{
  const char *name;
  gboolean    is_folder;
} entries[] = {
  { "billing", TRUE },
  { "clickstream", TRUE },
  { "accounts.csv", FALSE },
};

static const char *
get_key (JsonObject *connection)
{
  JsonObject *auth = inlet_json_get_object (connection, "auth");

  return inlet_json_get_string (inlet_json_get_object (auth, "params"), "s3AccessKey");
}

void
inlet_demo_storage_test (SoupServerMessage *message,
                         JsonObject        *connection)
{
  JsonObject *root = json_object_new ();

  json_object_set_boolean_member (root, "result",
                                  !inlet_demo_profiles_is_deleted (get_key (connection)));
  inlet_demo_reply_json (message, SOUP_STATUS_OK, root);
}

/* With what Amazon S3 says, as Flow Service hands it on. */
static void
refuse (SoupServerMessage *message,
        const char        *words)
{
  g_autofree char *text = g_strconcat ("The request could not be processed. Error from flow "
                                       "provider: ", words, NULL);

  inlet_demo_reply_flow (message, "1100-400", "Invalid request", text);
}

static JsonObject *
build_entry (gsize i)
{
  JsonObject *entry = json_object_new ();
  g_autofree char *path = g_strconcat ("/", entries[i].name, entries[i].is_folder ? "/" : "", NULL);

  json_object_set_string_member (entry, "type", entries[i].is_folder ? "folder" : "file");
  json_object_set_string_member (entry, "name", entries[i].name);
  json_object_set_string_member (entry, "path", path);
  json_object_set_boolean_member (entry, "canPreview", !entries[i].is_folder);
  json_object_set_boolean_member (entry, "canFetchSchema", !entries[i].is_folder);
  return entry;
}

void
inlet_demo_storage_explore (SoupServerMessage *message,
                            JsonObject        *connection)
{
  JsonArray *list = NULL;

  if (inlet_demo_profiles_is_deleted (get_key (connection))) {
    refuse (message, "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our "
            "records.");
    return;
  }
  if (inlet_demo_profiles_is_denied (get_key (connection))) {
    refuse (message, "AccessDenied: User is not authorized to perform: s3:ListBucket.");
    return;
  }

  list = json_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    json_array_add_object_element (list, build_entry (i));
  inlet_demo_reply_array (message, list);
}
