/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-storage.h"

#include "inlet-demo-bucket.h"
#include "inlet-demo-profiles.h"
#include "inlet-demo-replies.h"
#include "inlet-json.h"

static const char *
get_key (JsonObject *connection)
{
  JsonObject *auth = inlet_json_get_object (connection, "auth");
  const char *key = inlet_json_get_string (inlet_json_get_object (auth, "params"), "s3AccessKey");

  return key != NULL ? key : "";
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

/* "" where there is none. */
static const char *
get_value (GHashTable *query,
           const char *name)
{
  const char *value = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return value != NULL ? value : "";
}

/* What the tutorials write as a backslash and a letter is a tab. */
static const char *
get_delimiter (GHashTable *query)
{
  const char *delimiter = get_value (query, "columnDelimiter");

  if (*delimiter == '\0')
    return ",";

  return g_str_equal (delimiter, "\\t") ? "\t" : delimiter;
}

static void
list_folder (SoupServerMessage *message,
             const char        *path)
{
  switch (inlet_demo_bucket_look_up (path)) {
    case INLET_DEMO_FOLDER:
      inlet_demo_reply_array (message, inlet_demo_bucket_list (path));
      break;
    case INLET_DEMO_FOLDER_DENIED:
      refuse (message, "AccessDenied: User is not authorized to perform: s3:ListBucket.");
      break;
    case INLET_DEMO_FOLDER_MANY:
    case INLET_DEMO_FILE:
    case INLET_DEMO_NOTHING:
    default:
      refuse (message, "NoSuchKey: The specified key does not exist.");
  }
}

/* Whether the file can be read as the request says; where not, it is answered. */
static gboolean
can_read (SoupServerMessage *message,
          GHashTable        *query,
          const char        *path)
{
  const char *compression = get_value (query, "compressionType");
  const char *type = inlet_demo_bucket_get_type (path);
  const char *real = inlet_demo_bucket_get_compression (path);

  if (g_strcmp0 (get_value (query, "fileType"), type) == 0 &&
      g_str_equal (compression, real != NULL ? real : ""))
    return TRUE;

  inlet_demo_reply_flow (message, "1101-400", "Invalid request",
                         "The file could not be read with the file type and the compression type "
                         "that were provided.");
  return FALSE;
}

static void
read_file (SoupServerMessage *message,
           GHashTable        *query,
           const char        *path)
{
  const char *encoding = get_value (query, "encoding");
  JsonObject *preview = NULL;

  if (inlet_demo_bucket_look_up (path) != INLET_DEMO_FILE) {
    refuse (message, "NoSuchKey: The specified key does not exist.");
    return;
  }
  if (!can_read (message, query, path))
    return;

  preview = inlet_demo_bucket_preview (path, get_delimiter (query),
                                       *encoding != '\0' ? encoding : "UTF-8");
  if (!g_str_equal (get_value (query, "preview"), "true"))
    json_object_remove_member (preview, "data");
  inlet_demo_reply_json (message, SOUP_STATUS_OK, preview);
}

const char *
inlet_demo_storage_explore (SoupServerMessage *message,
                            JsonObject        *connection,
                            GHashTable        *query)
{
  const char *kind = get_value (query, "objectType");
  const char *path = get_value (query, "object");

  if (inlet_demo_profiles_is_deleted (get_key (connection)))
    refuse (message, "InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our "
            "records.");
  else if (inlet_demo_profiles_is_denied (get_key (connection)))
    refuse (message, "AccessDenied: User is not authorized to perform: s3:ListBucket.");
  else if (g_str_equal (kind, "root"))
    list_folder (message, "/");
  else if (g_str_equal (kind, "file"))
    read_file (message, query, path);
  else if (!g_str_equal (kind, "folder"))
    inlet_demo_reply_legacy (message, SOUP_STATUS_BAD_REQUEST, "'objectType' is not valid");
  else if (inlet_demo_bucket_look_up (path) == INLET_DEMO_FOLDER_MANY)
    return path;
  else
    list_folder (message, path);

  return NULL;
}
