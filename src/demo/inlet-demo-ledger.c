/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-ledger.h"

#include "inlet-demo-profiles.h"
#include "inlet-demo-replies.h"
#include "inlet-draft.h"
#include "inlet-json.h"

#include <string.h>

#define MAX_LIMIT 100

/* With a character in it that has to be escaped, as those of Adobe have. */
#define CONTINUATION "at="

GPtrArray *
inlet_demo_ledger_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
}

void
inlet_demo_ledger_renew (JsonObject *connection)
{
  gint64 now = g_get_real_time () / 1000;
  /* The double quotes are part of it. */
  g_autofree char *etag = g_strdup_printf ("\"%08x-0000-0200-0000-%08x0000\"",
                                           g_random_int (), (guint) (now / 1000));

  json_object_set_int_member (connection, "updatedAt", now);
  json_object_set_string_member (connection, "version", etag);
  json_object_set_string_member (connection, "etag", etag);
}

/* What was asked for, without what must not be kept. */
static JsonObject *
build_auth (JsonObject *body)
{
  JsonObject *asked = inlet_json_get_object (inlet_json_get_object (body, "auth"), "params");
  g_autoptr (GList) names = json_object_get_members (asked);
  JsonObject *auth = json_object_new ();
  JsonObject *params = json_object_new ();

  for (GList *l = names; l != NULL; l = l->next)
    if (!g_str_equal (l->data, "s3SecretKey") && !g_str_equal (l->data, "s3SessionToken"))
      json_object_set_member (params, l->data, json_object_dup_member (asked, l->data));

  json_object_set_string_member (auth, "specName", INLET_DEMO_AUTH_SPEC);
  json_object_set_object_member (auth, "params", params);
  return auth;
}

static JsonObject *
build_spec (void)
{
  JsonObject *spec = json_object_new ();

  json_object_set_string_member (spec, "id", INLET_S3_SPEC_ID);
  json_object_set_string_member (spec, "version", INLET_S3_SPEC_VERSION);
  return spec;
}

static void
add_identity (JsonObject *connection)
{
  g_autofree char *id = g_uuid_string_random ();

  json_object_set_string_member (connection, "id", id);
  json_object_set_int_member (connection, "createdAt", g_get_real_time () / 1000);
  inlet_demo_ledger_renew (connection);
}

static void
add_place (JsonObject *connection,
           const char *client,
           const char *sandbox)
{
  json_object_set_string_member (connection, "createdClient", client);
  json_object_set_string_member (connection, "updatedClient", client);
  json_object_set_string_member (connection, "sandboxName", sandbox);
  json_object_set_string_member (connection, "imsOrgId", INLET_DEMO_ORG_ID);
}

JsonObject *
inlet_demo_ledger_add (GPtrArray  *ledger,
                       const char *client,
                       const char *sandbox,
                       JsonObject *body)
{
  JsonObject *connection = json_object_new ();
  const char *description = inlet_json_get_string (body, "description");

  add_identity (connection);
  add_place (connection, client, sandbox);
  json_object_set_string_member (connection, "name", inlet_json_get_string (body, "name"));
  if (description != NULL)
    json_object_set_string_member (connection, "description", description);
  json_object_set_object_member (connection, "connectionSpec", build_spec ());
  json_object_set_string_member (connection, "state", "enabled");
  json_object_set_object_member (connection, "auth", build_auth (body));
  g_ptr_array_add (ledger, connection);
  return connection;
}

JsonObject *
inlet_demo_ledger_find (GPtrArray         *ledger,
                        SoupServerMessage *message,
                        const char        *id)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *sandbox = soup_message_headers_get_one (headers, "x-sandbox-name");
  g_autofree char *text = NULL;

  for (guint i = 0; i < ledger->len; i++) {
    JsonObject *connection = g_ptr_array_index (ledger, i);

    if (g_str_equal (inlet_json_get_string (connection, "id"), id) &&
        g_str_equal (inlet_json_get_string (connection, "sandboxName"), sandbox))
      return connection;
  }

  text = g_strdup_printf ("The requested connections resource %s is not found. Verify the resource "
                          "ID before trying again.", id);
  inlet_demo_reply_flow (message, "1439-404", "Resource not found", text);
  return NULL;
}

/* What a client asks to see. */
typedef struct
{
  const char *sandbox;
  GPtrArray  *filters; /* of char **: a field, then what it may be */
  guint       limit;
  guint64     n_older; /* how many of the ledger come into question */
  gboolean    is_valid;
} Query;

static void
query_clear (Query *query)
{
  g_clear_pointer (&query->filters, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Query, query_clear)

/* `name==a,b` as { "name", "a", "b" }; %NULL when it is not such a text. */
static char **
parse_filter (const char *text)
{
  g_auto (GStrv) sides = g_strsplit (text, "==", 2);
  g_autofree char *all = NULL;

  if (g_strv_length (sides) != 2)
    return NULL;
  if (!g_str_equal (sides[0], "name") && !g_str_equal (sides[0], "connectionSpec.id"))
    return NULL;

  all = g_strjoin (",", sides[0], sides[1], NULL);
  return g_strsplit (all, ",", -1);
}

static gboolean
read_continuation (Query      *query,
                   const char *token)
{
  return g_str_has_prefix (token, CONTINUATION) &&
         g_ascii_string_to_unsigned (token + strlen (CONTINUATION), 10, 0, query->n_older,
                                     &query->n_older, NULL);
}

static void
query_add (Query      *query,
           const char *name,
           const char *value)
{
  if (g_str_equal (name, "property"))
    g_ptr_array_add (query->filters, parse_filter (value));
  else if (g_str_equal (name, "limit"))
    query->limit = CLAMP (g_ascii_strtoull (value, NULL, 10), 1, MAX_LIMIT);
  else if (g_str_equal (name, INLET_DEMO_CONTINUATION))
    query->is_valid = read_continuation (query, value);
}

static void
query_init (Query             *query,
            GPtrArray         *ledger,
            SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *text = g_uri_get_query (soup_server_message_get_uri (message));
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;
  GUriParamsIter iter;

  query->sandbox = soup_message_headers_get_one (headers, "x-sandbox-name");
  query->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  query->limit = MAX_LIMIT;
  query->n_older = ledger->len;
  query->is_valid = TRUE;
  g_uri_params_iter_init (&iter, text != NULL ? text : "", -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL)) {
    query_add (query, name, value);
    g_clear_pointer (&name, g_free);
    g_clear_pointer (&value, g_free);
  }
}

static const char *
get_property (JsonObject *connection,
              const char *field)
{
  if (g_str_equal (field, "connectionSpec.id"))
    return inlet_json_get_string (inlet_json_get_object (connection, "connectionSpec"), "id");

  return inlet_json_get_string (connection, field);
}

static gboolean
query_matches (Query      *query,
               JsonObject *connection)
{
  if (!g_str_equal (get_property (connection, "sandboxName"), query->sandbox))
    return FALSE;

  for (guint i = 0; i < query->filters->len; i++) {
    const char * const *filter = g_ptr_array_index (query->filters, i);

    if (!g_strv_contains (filter + 1, get_property (connection, filter[0])))
      return FALSE;
  }

  return TRUE;
}

/* Relative to the base path of the service, and without what was asked for. */
static JsonObject *
build_links (guint n_older)
{
  JsonObject *links = json_object_new ();
  JsonObject *next = json_object_new ();
  g_autofree char *token = g_strdup_printf (CONTINUATION "%u", n_older);
  g_autofree char *escaped = g_uri_escape_string (token, NULL, FALSE);
  g_autofree char *href = g_strconcat ("/connections?" INLET_DEMO_CONTINUATION "=", escaped, NULL);

  json_object_set_string_member (next, "href", href);
  json_object_set_object_member (links, "next", next);
  return links;
}

static JsonObject *
build_page (GPtrArray *ledger,
            Query     *query)
{
  JsonObject *root = json_object_new ();
  JsonArray *items = json_array_new ();

  json_object_set_array_member (root, "items", items);
  for (guint i = query->n_older; i > 0; i--) {
    JsonObject *connection = g_ptr_array_index (ledger, i - 1);

    if (!query_matches (query, connection))
      continue;

    if (json_array_get_length (items) == query->limit) {
      json_object_set_object_member (root, "_links", build_links (i));
      break;
    }
    json_array_add_object_element (items, json_object_ref (connection));
  }

  return root;
}

void
inlet_demo_ledger_list (GPtrArray         *ledger,
                        SoupServerMessage *message)
{
  g_auto (Query) query = { NULL };

  query_init (&query, ledger, message);
  if (g_ptr_array_find (query.filters, NULL, NULL))
    inlet_demo_reply_flow (message, "1449-400", "Invalid request",
                           "Invalid field in filter params.");
  else if (!query.is_valid)
    inlet_demo_reply_legacy (message, SOUP_STATUS_BAD_REQUEST,
                             "The continuation token is not valid");
  else
    inlet_demo_reply_json (message, SOUP_STATUS_OK, build_page (ledger, &query));
}
