/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-demo-replies.h"

#define ERROR_TYPES "https://ns.adobe.com/aep/errors/"

static void
set_body (SoupServerMessage *message,
          guint              status,
          const char        *content_type,
          char              *body)
{
  /* libsoup has no words for 429. */
  soup_server_message_set_status (message, status, status == 429 ? "Too Many Requests" : NULL);
  soup_server_message_set_response (message, content_type, SOUP_MEMORY_TAKE, body, strlen (body));
}

void
inlet_demo_reply_json (SoupServerMessage *message,
                       guint              status,
                       JsonObject        *root)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_object (node, root);
  json_object_unref (root);
  set_body (message, status, "application/json", json_to_string (node, FALSE));
}

void
inlet_demo_reply_array (SoupServerMessage *message,
                        JsonArray         *array)
{
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_node_init_array (node, array);
  json_array_unref (array);
  set_body (message, SOUP_STATUS_OK, "application/json", json_to_string (node, FALSE));
}

void
inlet_demo_reply_text (SoupServerMessage *message,
                       char              *json)
{
  set_body (message, SOUP_STATUS_OK, "application/json", json);
}

void
inlet_demo_reply_gateway (SoupServerMessage *message,
                          guint              code,
                          const char        *text)
{
  JsonObject *root = json_object_new ();
  g_autofree char *code_text = g_strdup_printf ("%u", code);

  json_object_set_string_member (root, "error_code", code_text);
  json_object_set_string_member (root, "message", text);
  inlet_demo_reply_json (message, code / 1000, root);
}

void
inlet_demo_reply_sign_in (SoupServerMessage *message,
                          const char        *error,
                          const char        *description)
{
  JsonObject *root = json_object_new ();

  json_object_set_string_member (root, "error", error);
  json_object_set_string_member (root, "error_description", description);
  inlet_demo_reply_json (message, SOUP_STATUS_BAD_REQUEST, root);
}

static JsonObject *
build_report (SoupServerMessage *message,
              const char        *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  JsonObject *report = json_object_new ();

  json_object_set_string_member (report, "detailed-message", text);
  json_object_set_string_member (report, "request-id",
                                 soup_message_headers_get_one (headers, INLET_DEMO_REQUEST_ID));
  return report;
}

void
inlet_demo_reply_flow (SoupServerMessage *message,
                       const char        *code,
                       const char        *title,
                       const char        *text)
{
  JsonObject *root = json_object_new ();
  g_autofree char *type = g_strconcat (ERROR_TYPES "FLOW-", code, NULL);
  guint status = g_ascii_strtoull (strchr (code, '-') + 1, NULL, 10);

  json_object_set_string_member (root, "type", type);
  json_object_set_string_member (root, "title", title);
  json_object_set_int_member (root, "status", status);
  json_object_set_object_member (root, "report", build_report (message, text));
  json_object_set_string_member (root, "errorMessage", text);
  json_object_set_string_member (root, "errorDetails", text);
  inlet_demo_reply_json (message, status, root);
}

void
inlet_demo_reply_legacy (SoupServerMessage *message,
                         guint              status,
                         const char        *text)
{
  JsonObject *root = json_object_new ();

  json_object_set_string_member (root, "errorMessage", text);
  json_object_set_string_member (root, "errorDetails", text);
  inlet_demo_reply_json (message, status, root);
}

void
inlet_demo_reply_other (SoupServerMessage *message,
                        guint              status,
                        const char        *title,
                        const char        *text)
{
  JsonObject *root = json_object_new ();

  json_object_set_string_member (root, "type", "/placeholder/type/uri");
  json_object_set_int_member (root, "status", status);
  json_object_set_string_member (root, "title", title);
  json_object_set_string_member (root, "detail", text);
  inlet_demo_reply_json (message, status, root);
}

void
inlet_demo_reply_html (SoupServerMessage *message,
                       guint              status)
{
  const char *reason = soup_status_get_phrase (status);
  char *page = g_strdup_printf ("<html>\r\n<head><title>%u %s</title></head>\r\n"
                                "<body>\r\n<center><h1>%u %s</h1></center>\r\n"
                                "</body>\r\n</html>\r\n", status, reason, status, reason);

  set_body (message, status, "text/html", page);
}
