/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-connections.h"

#include "inlet-demo-gateway.h"
#include "inlet-demo-ledger.h"
#include "inlet-demo-replies.h"
#include "inlet-draft.h"
#include "inlet-json.h"

#define INVALID_REQUEST "Invalid request"
#define TRY_AGAIN_AFTER "3"

/* "" where there is none, which no member of a good request is. */
static const char *
get_text (JsonObject *object,
          const char *name)
{
  const char *text = object != NULL ? inlet_json_get_string (object, name) : NULL;

  return text != NULL ? text : "";
}

/* (nullable) */
static JsonObject *
get_params (JsonObject *body)
{
  JsonObject *auth = inlet_json_get_object (body, "auth");

  return auth != NULL ? inlet_json_get_object (auth, "params") : NULL;
}

static gboolean
check_spec (SoupServerMessage *message,
            JsonObject        *body)
{
  JsonObject *spec = inlet_json_get_object (body, "connectionSpec");

  if (!g_str_equal (get_text (spec, "id"), INLET_S3_SPEC_ID))
    inlet_demo_reply_flow (message, "1413-400", INVALID_REQUEST,
                           "The spec ID provided is invalid. Please provide a valid spec ID "
                           "and try again.");
  else if (!g_str_equal (get_text (spec, "version"), INLET_S3_SPEC_VERSION))
    inlet_demo_reply_legacy (message, SOUP_STATUS_UNPROCESSABLE_ENTITY,
                             "'version' is required for spec info");
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_auth_spec (SoupServerMessage *message,
                 JsonObject        *body)
{
  const char *name = get_text (inlet_json_get_object (body, "auth"), "specName");
  g_autofree char *text = NULL;

  if (g_str_equal (name, INLET_DEMO_AUTH_SPEC))
    return TRUE;

  text = g_strdup_printf ("The auth spec '%s' could not be found for the connection spec ID %s.",
                          name, INLET_S3_SPEC_ID);
  inlet_demo_reply_flow (message, "1415-400", INVALID_REQUEST, text);
  return FALSE;
}

static gboolean
check_text (SoupServerMessage *message,
            JsonObject        *object,
            const char        *name)
{
  g_autofree char *text = NULL;

  if (get_text (object, name)[0] != '\0')
    return TRUE;

  text = g_strdup_printf ("'%s' is required", name);
  inlet_demo_reply_legacy (message, SOUP_STATUS_BAD_REQUEST, text);
  return FALSE;
}

static gboolean
check_body (SoupServerMessage *message,
            JsonObject        *body)
{
  return check_text (message, body, "name") &&
         check_spec (message, body) &&
         check_auth_spec (message, body) &&
         check_text (message, get_params (body), "s3AccessKey") &&
         check_text (message, get_params (body), "s3SecretKey");
}

static void
make_connection (SoupServerMessage *message,
                 GPtrArray         *ledger,
                 const char        *url,
                 JsonObject        *body)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  JsonObject *connection =
    inlet_demo_ledger_add (ledger, soup_message_headers_get_one (asked, "x-api-key"),
                           soup_message_headers_get_one (asked, "x-sandbox-name"), body);
  const char *id = get_text (connection, "id");
  g_autofree char *location = g_strconcat (url, INLET_DEMO_CONNECTIONS_PATH "/", id, NULL);
  JsonObject *receipt = json_object_new ();

  json_object_set_string_member (receipt, "id", id);
  json_object_set_string_member (receipt, "etag", get_text (connection, "etag"));
  soup_message_headers_replace (headers, "Location", location);
  inlet_demo_reply_json (message, SOUP_STATUS_CREATED, receipt);
}

static void
refuse_as_busy (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Retry-After", TRY_AGAIN_AFTER);
  inlet_demo_reply_gateway (message, 429050, "Too many requests");
}

GBytes *
inlet_demo_connections_read_body (SoupServerMessage *message)
{
  g_autoptr (GBytes) body =
    soup_message_body_flatten (soup_server_message_get_request_body (message));

  if (!inlet_demo_gateway_has_type (message, "application/json"))
    inlet_demo_reply_other (message, SOUP_STATUS_BAD_REQUEST, "BadRequestError",
                            "A valid content-type must be specified");
  else if (g_bytes_get_size (body) == 0)
    inlet_demo_reply_flow (message, "1405-400", INVALID_REQUEST,
                           "The request body cannot be null or empty. Please provide a "
                           "request body and try again.");
  else
    return g_steal_pointer (&body);

  return NULL;
}

gboolean
inlet_demo_connections_create (SoupServerMessage *message,
                               GPtrArray         *ledger,
                               const char        *url)
{
  g_autoptr (GBytes) bytes = inlet_demo_connections_read_body (message);
  g_autoptr (JsonObject) body = bytes != NULL ? inlet_json_parse_object (bytes) : NULL;
  InletDemoFate fate;

  if (bytes != NULL && body == NULL)
    inlet_demo_reply_legacy (message, SOUP_STATUS_BAD_REQUEST,
                             "The request body is not a JSON object");
  if (body == NULL || !check_body (message, body))
    return TRUE;

  fate = inlet_demo_profiles_find_fate (get_text (get_params (body), "s3AccessKey"),
                                        get_text (get_params (body), "s3SecretKey"));
  if (fate == INLET_DEMO_FATE_MADE || fate == INLET_DEMO_FATE_LOST)
    make_connection (message, ledger, url, body);
  else
    inlet_demo_connections_refuse (message, fate);

  return fate != INLET_DEMO_FATE_LOST;
}

void
inlet_demo_connections_refuse (SoupServerMessage *message,
                               InletDemoFate      fate)
{
  switch (fate) {
    case INLET_DEMO_FATE_S3_REFUSED:
      inlet_demo_reply_flow (message, "1100-400", INVALID_REQUEST,
                             "The request could not be processed. Error from flow provider: The "
                             "request signature we calculated does not match the signature you "
                             "provided. Check your key and signing method.");
      break;

    case INLET_DEMO_FATE_NOT_ALLOWED:
      inlet_demo_reply_flow (message, "2121-403", "Forbidden",
                             "The permission manage is denied on resource Enterprise Source. "
                             "Please contact your administrator to resolve permissions and try "
                             "again.");
      break;

    case INLET_DEMO_FATE_BUSY:
      refuse_as_busy (message);
      break;

    case INLET_DEMO_FATE_BROKEN:
      inlet_demo_reply_html (message, SOUP_STATUS_BAD_GATEWAY);
      break;

    case INLET_DEMO_FATE_MADE:
    case INLET_DEMO_FATE_LOST:
    default:
      g_assert_not_reached ();
  }
}
