/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "call.h"

#include "inlet-flow-edit.h"
#include "inlet-flow-service.h"
#include "inlet-flow-storage.h"
#include "inlet-ims.h"
#include "inlet-sandbox-service.h"

#include <string.h>

/* Every character that one of the encodings on the way writes in another way. */
#define TOKEN         "t0k+en/of=%41no&known;form<\\\"'>~{}:,|^`#?!*()[]@$end"
#define CLIENT_SECRET "p8e-a&b=c+d%2Fe/\\u0041é\"<x>'ü;{},QRSTuvwx"
#define SECRET_KEY    "wJalrXUt+FEMI/K7MDENG\\\"bPxR&<fi>CY%25EX=="
#define SESSION_TOKEN "FwoGZXIv'YXdzEBYa/D+=\"\\%5C&amp;日本{}zZ"

/* These come in replies and are known to nobody before. */
#define NEW_TOKEN     "eyJhbGciOiJSUzI1NiJ9.eyJpZCI6InBsYW50ZWQifQ.c2lnbmF0dXJl-_x"
#define REMOTE_KEY    "pLanTed/ReMote+KEY/oF/aN0ther/0ne"

#define ID            "4cb0c374-d3bb-4557-b139-5712880adc55"
#define ETAG          "\\\"1700d77b-0000-0200-0000-5e3b41a10000\\\""

#define MADE          "{\"id\":\"" ID "\",\"etag\":\"" ETAG "\"}"
#define MADE_RESULT   ID " \"1700d77b-0000-0200-0000-5e3b41a10000\""
#define ITEM(id) \
  "{\"id\":\"" id "\",\"auth\":{\"params\":{\"s3SecretKey\":\"" REMOTE_KEY "\"}},\"name\":\"n\"}"

#define SANDBOXES(name) \
  "{\"sandboxes\":[{\"name\":\"" name "\",\"title\":\"T\",\"type\":\"production\"," \
  "\"state\":\"active\",\"region\":\"VA7\"}],\"_page\":{\"limit\":100,\"count\":1}}"

#define JSON          "Content-Type: application/json;charset=UTF-8\r\n"

const char *const call_secrets[] = {
  TOKEN, CLIENT_SECRET, SECRET_KEY, SESSION_TOKEN, NEW_TOKEN, REMOTE_KEY, NULL
};

static InletAccount *
create_account (const char *url)
{
  return g_object_new (INLET_TYPE_ACCOUNT, "id", "a", "name", "ACME",
                       "org-id", "5C1328435BF324E90A49402A@AdobeOrg",
                       "api-key", "e053e1a87cf74c68a6ec8e71d4a82662",
                       "platform-url", url, "ims-url", url, NULL);
}

static void
start_token (InletHttp           *http,
             const char          *url,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (InletAccount) account = create_account (url);
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();

  inlet_secrets_set (secrets, INLET_SECRET_CLIENT_SECRET, CLIENT_SECRET);
  inlet_ims_fetch_token_async (http, account, secrets, NULL, callback, user_data);
}

static char *
finish_token (InletHttp     *http,
              GAsyncResult  *result,
              GError       **error)
{
  g_autoptr (InletSecrets) token = inlet_ims_fetch_token_finish (http, result, error);

  return token != NULL ? g_strdup (inlet_secrets_get (token, INLET_SECRET_ACCESS_TOKEN)) : NULL;
}

static void
start_create (InletHttp           *http,
              const char          *url,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (InletAccount) account = create_account (url);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "c", "name", "Billing",
                  "access-key-id", "AKIAIOSFODNN7EXAMPLE", "has-session-token", TRUE, NULL);
  g_autoptr (InletDraft) draft = inlet_draft_new (account, credentials, "dev", "S3 Connection", "");
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, SECRET_KEY);
  inlet_secrets_set (secrets, INLET_SECRET_SESSION_TOKEN, SESSION_TOKEN);
  inlet_flow_service_create_async (http, draft, TOKEN, secrets, NULL, callback, user_data);
}

static char *
finish_create (InletHttp     *http,
               GAsyncResult  *result,
               GError       **error)
{
  g_autoptr (InletReceipt) receipt = inlet_flow_service_create_finish (http, result, error);
  const char *etag;

  if (receipt == NULL)
    return NULL;

  etag = inlet_receipt_get_etag (receipt);
  return g_strjoin (" ", inlet_receipt_get_remote_id (receipt), etag, NULL);
}

static void
start_list (InletHttp           *http,
            const char          *url,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (InletAccount) account = create_account (url);

  inlet_flow_service_list_async (http, account, TOKEN, "dev", "S3 Connection", NULL, callback,
                                 user_data);
}

static char *
finish_list (InletHttp     *http,
             GAsyncResult  *result,
             GError       **error)
{
  g_autoptr (GPtrArray) remotes = inlet_flow_service_list_finish (http, result, error);
  g_autoptr (GString) ids = g_string_new (NULL);

  if (remotes == NULL)
    return NULL;

  for (guint i = 0; i < remotes->len; i++) {
    InletReceipt *receipt = inlet_remote_get_receipt (remotes->pdata[i]);

    g_string_append_printf (ids, "%s ", inlet_receipt_get_remote_id (receipt));
  }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
start_sandboxes (InletHttp           *http,
                 const char          *url,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (InletAccount) account = create_account (url);

  inlet_sandbox_service_list_async (http, account, TOKEN, NULL, callback, user_data);
}

static char *
finish_sandboxes (InletHttp     *http,
                  GAsyncResult  *result,
                  GError       **error)
{
  g_autoptr (GPtrArray) sandboxes = inlet_sandbox_service_list_finish (http, result, error);
  g_autoptr (GString) names = g_string_new (NULL);

  if (sandboxes == NULL)
    return NULL;

  for (guint i = 0; i < sandboxes->len; i++)
    g_string_append_printf (names, "%s ", inlet_sandbox_get_name (sandboxes->pdata[i]));

  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
start_test (InletHttp           *http,
            const char          *url,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  g_autoptr (InletAccount) account = create_account (url);

  inlet_flow_service_test_async (http, account, TOKEN, "dev", ID, NULL, callback, user_data);
}

static char *
finish_test (InletHttp     *http,
             GAsyncResult  *result,
             GError       **error)
{
  return inlet_flow_service_test_finish (http, result, error) ? g_strdup ("passed") : NULL;
}

static void
start_explore (InletHttp           *http,
               const char          *url,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  g_autoptr (InletAccount) account = create_account (url);

  inlet_flow_storage_list_async (http, account, TOKEN, "dev", ID, NULL, NULL, callback, user_data);
}

static char *
finish_explore (InletHttp     *http,
                GAsyncResult  *result,
                GError       **error)
{
  g_autoptr (InletListing) listing = inlet_flow_storage_list_finish (http, result, error);

  return listing != NULL ? g_strdup_printf ("%u", inlet_listing_get_n_entries (listing)) : NULL;
}

static void
start_preview (InletHttp           *http,
               const char          *url,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  const InletFileFormat format = { INLET_FILE_DELIMITED, ';', 0, 0 };
  g_autoptr (InletAccount) account = create_account (url);

  inlet_flow_storage_read_async (http, account, TOKEN, "dev", ID, "/a", &format, TRUE, NULL,
                                 callback, user_data);
}

static char *
finish_preview (InletHttp     *http,
                GAsyncResult  *result,
                GError       **error)
{
  g_autoptr (InletTable) table = inlet_flow_storage_read_finish (http, result, error);

  return table != NULL ? g_strdup_printf ("%u", inlet_table_get_n_rows (table)) : NULL;
}

static void
start_get (InletHttp           *http,
           const char          *url,
           GAsyncReadyCallback  callback,
           gpointer             user_data)
{
  g_autoptr (InletAccount) account = create_account (url);

  inlet_flow_edit_get_async (http, account, TOKEN, "dev", ID, NULL, callback, user_data);
}

static char *
finish_get (InletHttp     *http,
            GAsyncResult  *result,
            GError       **error)
{
  g_autoptr (InletRemote) remote = inlet_flow_edit_get_finish (http, result, error);

  return remote != NULL
         ? g_strdup (inlet_receipt_get_remote_id (inlet_remote_get_receipt (remote))) : NULL;
}

static void
start_patch (InletHttp           *http,
             const char          *url,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (InletAccount) account = create_account (url);
  g_autoptr (InletCredentials) credentials =
    g_object_new (INLET_TYPE_CREDENTIALS, "id", "c", "name", "Billing",
                  "access-key-id", "AKIAIOSFODNN7EXAMPLE", "has-session-token", TRUE, NULL);
  g_autoptr (InletChange) change = inlet_change_new ("S3 Connection", "", credentials);
  g_autoptr (InletSecrets) secrets = inlet_secrets_new ();

  inlet_secrets_set (secrets, INLET_SECRET_SECRET_KEY, SECRET_KEY);
  inlet_secrets_set (secrets, INLET_SECRET_SESSION_TOKEN, SESSION_TOKEN);
  inlet_flow_edit_patch_async (http, account, TOKEN, "dev", ID, "\"17\"", change, secrets, NULL,
                               callback, user_data);
}

static char *
finish_patch (InletHttp     *http,
              GAsyncResult  *result,
              GError       **error)
{
  g_autoptr (InletReceipt) receipt = inlet_flow_edit_patch_finish (http, result, error);

  return receipt != NULL ? g_strjoin (" ", inlet_receipt_get_remote_id (receipt),
                                      inlet_receipt_get_etag (receipt), NULL) : NULL;
}

static void
start_delete (InletHttp           *http,
              const char          *url,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (InletAccount) account = create_account (url);

  inlet_flow_edit_delete_async (http, account, TOKEN, "dev", ID, NULL, callback, user_data);
}

static char *
finish_delete (InletHttp     *http,
               GAsyncResult  *result,
               GError       **error)
{
  return inlet_flow_edit_delete_finish (http, result, error) ? g_strdup ("gone") : NULL;
}

const Call calls[] = {
  { "token", CALL_SIGNS_IN, "HTTP/1.1 200 OK\r\n", JSON,
    "{\"access_token\":\"" NEW_TOKEN "\",\"token_type\":\"bearer\",\"expires_in\":86399}", NULL,
    { CLIENT_SECRET }, NEW_TOKEN, start_token, finish_token },
  { "create", CALL_MAKES, "HTTP/1.1 201 Created\r\n", JSON, MADE, NULL,
    { TOKEN, SECRET_KEY, SESSION_TOKEN }, MADE_RESULT, start_create, finish_create },
  { "create-with-location", CALL_MAKES, "HTTP/1.1 201 Created\r\n",
    "Location: https://platform.test/data/foundation/flowservice/connections/" ID "\r\n" JSON, MADE,
    NULL, { TOKEN, SECRET_KEY, SESSION_TOKEN }, MADE_RESULT, start_create, finish_create },
  { "list", CALL_ASKS, "HTTP/1.1 200 OK\r\n", JSON, "{\"items\":[" ITEM ("a") "]}", NULL,
    { TOKEN }, "a ", start_list, finish_list },
  { "list-second-page", CALL_ASKS, "HTTP/1.1 200 OK\r\n", JSON, "{\"items\":[" ITEM ("b") "]}",
    "{\"items\":[" ITEM ("a") "],\"_links\":{\"next\":{\"href\":\"/connections?continuationToken="
    "x\"}}}", { TOKEN }, "a b ", start_list, finish_list },
  { "sandboxes", CALL_ASKS, "HTTP/1.1 200 OK\r\n", JSON, SANDBOXES ("a"), NULL,
    { TOKEN }, "a ", start_sandboxes, finish_sandboxes, "no-sandboxes", "" },
  { "sandboxes-second-page", CALL_ASKS, "HTTP/1.1 200 OK\r\n", JSON, SANDBOXES ("b"),
    "{\"sandboxes\":[{\"name\":\"a\"}],\"_page\":{\"limit\":1}}",
    { TOKEN }, "a b ", start_sandboxes, finish_sandboxes, "no-sandboxes", "a " },
  { "test", CALL_ASKS, "HTTP/1.1 200 OK\r\n", JSON, "{\"result\":true}", NULL, { TOKEN }, "passed",
    start_test, finish_test },
  { "explore", CALL_ASKS, "HTTP/1.1 200 OK\r\n", JSON,
    "[{\"type\":\"folder\",\"name\":\"a\",\"path\":\"a/\"},"
    "{\"type\":\"file\",\"name\":\"b\",\"path\":\"b\"}]",
    NULL, { TOKEN }, "2", start_explore, finish_explore, "array", "0",
    INLET_FLOW_STORAGE_MAX_BYTES },
  { "get", CALL_ASKS, "HTTP/1.1 200 OK\r\n", JSON, "{\"items\":[" ITEM (ID) "]}", NULL,
    { TOKEN }, ID, start_get, finish_get },
  { "patch", CALL_MAKES, "HTTP/1.1 200 OK\r\n", JSON, MADE, NULL,
    { TOKEN, SECRET_KEY, SESSION_TOKEN }, MADE_RESULT, start_patch, finish_patch },
  { "delete", CALL_MAKES, "HTTP/1.1 204 No Content\r\n", JSON, "", NULL, { TOKEN }, "gone",
    start_delete, finish_delete },
  { "preview", CALL_ASKS, "HTTP/1.1 200 OK\r\n", JSON,
    "{\"schema\":{\"columns\":[{\"name\":\"a\"}]},\"data\":[{\"a\":\"1\"}]}",
    NULL, { TOKEN }, "1", start_preview, finish_preview, "array", "0",
    INLET_FLOW_STORAGE_MAX_BYTES },
  { NULL }
};

gboolean
call_is_told_by_headers (const Call *call)
{
  return strstr (call->headers, "Location:") != NULL || *call->body == '\0';
}
