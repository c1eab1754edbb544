/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-sandboxes.h"

#include "inlet-demo-profiles.h"
#include "inlet-demo-replies.h"
#include "inlet-demo-throttle.h"

#include <glib/gi18n.h>

#define MAX_LIMIT  50

#define CREATED_BY "5E1F0C7A5BF2D1B40A494129@techacct.adobe.com"

static const struct
{
  const char *name;
  const char *title;
  const char *type;
} sandboxes[] = {
  { "prod", N_("Production"), "production" },
  { "stage", N_("Staging"), "development" },
  { "dev", N_("Development"), "development" },
  { INLET_DEMO_BUSY_SANDBOX, N_("Busy: answers 20 s later"), "development" },
};

static JsonObject *
build_sandbox (gsize i)
{
  JsonObject *sandbox = json_object_new ();

  json_object_set_string_member (sandbox, "name", sandboxes[i].name);
  json_object_set_string_member (sandbox, "title", _(sandboxes[i].title));
  json_object_set_string_member (sandbox, "state", "active");
  json_object_set_string_member (sandbox, "type", sandboxes[i].type);
  json_object_set_string_member (sandbox, "region", "VA7");
  json_object_set_boolean_member (sandbox, "isDefault", i == 0);
  json_object_set_int_member (sandbox, "eTag", 1);
  json_object_set_string_member (sandbox, "createdDate", "2019-09-04 04:57:24");
  json_object_set_string_member (sandbox, "lastModifiedDate", "2019-09-04 04:57:24");
  json_object_set_string_member (sandbox, "createdBy", CREATED_BY);
  json_object_set_string_member (sandbox, "modifiedBy", CREATED_BY);
  return sandbox;
}

static JsonObject *
build_page (guint limit,
            guint n_sandboxes)
{
  JsonObject *page = json_object_new ();

  json_object_set_int_member (page, "limit", limit);
  json_object_set_int_member (page, "count", n_sandboxes);
  return page;
}

static JsonObject *
build_links (const char *url)
{
  JsonObject *links = json_object_new ();
  JsonObject *page = json_object_new ();
  g_autofree char *href = g_strconcat (url, INLET_DEMO_SANDBOXES_PATH
                                       "?limit={limit}&offset={offset}", NULL);

  json_object_set_string_member (page, "href", href);
  json_object_set_boolean_member (page, "templated", TRUE);
  json_object_set_object_member (links, "page", page);
  return links;
}

/* The number that the question of @message has under @name, or @fallback. */
static guint
read_number (SoupServerMessage *message,
             const char        *name,
             guint              fallback)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (GHashTable) values = NULL;
  const char *text = NULL;
  guint64 number;

  if (query != NULL)
    values = g_uri_parse_params (query, -1, "&", G_URI_PARAMS_NONE, NULL);
  if (values != NULL)
    text = g_hash_table_lookup (values, name);

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, NULL)
         ? (guint) number : fallback;
}

/* How many sandboxes the client of @message may see. */
static guint
count_sandboxes (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *api_key = soup_message_headers_get_one (headers, "x-api-key");

  return g_strcmp0 (api_key, INLET_DEMO_API_KEY_OF_NO_SANDBOX) == 0 ? 0
                                                                    : G_N_ELEMENTS (sandboxes);
}

void
inlet_demo_sandboxes_list (SoupServerMessage *message,
                           const char        *url)
{
  JsonObject *root = json_object_new ();
  JsonArray *list = json_array_new ();
  guint offset = read_number (message, "offset", 0);
  guint limit = MIN (read_number (message, "limit", 20), MAX_LIMIT);
  guint n_sandboxes = count_sandboxes (message);

  for (guint i = offset; i < n_sandboxes && json_array_get_length (list) < limit; i++)
    json_array_add_object_element (list, build_sandbox (i));

  json_object_set_object_member (root, "_page",
                                 build_page (limit, json_array_get_length (list)));
  json_object_set_array_member (root, "sandboxes", list);
  json_object_set_object_member (root, "_links", build_links (url));
  inlet_demo_reply_json (message, SOUP_STATUS_OK, root);
}

static gboolean
has_sandbox (SoupServerMessage *message,
             const char        *name)
{
  guint n_sandboxes = count_sandboxes (message);

  for (guint i = 0; i < n_sandboxes; i++)
    if (g_str_equal (sandboxes[i].name, name))
      return TRUE;

  return FALSE;
}

gboolean
inlet_demo_sandboxes_admit (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *name = soup_message_headers_get_one (headers, "x-sandbox-name");
  g_autofree char *text = NULL;

  if (name == NULL) {
    inlet_demo_reply_flow (message, "2105-400", "Header is missing",
                           "The header x-sandbox-name is missing in the request. Please add the "
                           "header in the request and try again.");
    return FALSE;
  }
  if (has_sandbox (message, name))
    return TRUE;

  text = g_strdup_printf ("The sandbox with the name '%s' could not be found. Please ensure that "
                          "the sandbox name is correct and try again.",
                          name);
  inlet_demo_reply_flow (message, "2100-404", "Sandbox not found", text);
  return FALSE;
}
