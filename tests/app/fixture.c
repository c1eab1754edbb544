/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fixture.h"

#include "inlet-json.h"
#include "inlet-session-keyring.h"

#include <glib/gstdio.h>
#include <string.h>

static void
fail (Fixture           *self,
      SoupServerMessage *message,
      guint              status,
      const char        *body)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (self->retry_after != NULL)
    soup_message_headers_append (headers, "Retry-After", self->retry_after);
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static void
answer_sign_in (Fixture           *self,
                SoupServerMessage *message)
{
  g_autofree char *body = NULL;

  if (self->sign_in_status != 0) {
    fail (self, message, self->sign_in_status, "{\"error\":\"busy\"}");
    self->sign_in_status = 0;
    return;
  }

  body = g_strdup_printf ("{\"access_token\":\"fetched-%u\","
                          "\"token_type\":\"bearer\",\"expires_in\":86399}", ++self->n_tokens);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static void
make (Fixture           *self,
      SoupServerMessage *message,
      const char        *id)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (JsonObject) object = inlet_json_parse_object (bytes);

  g_ptr_array_add (self->made,
                   g_strdup_printf ("{\"id\":\"%s\",\"etag\":\"\\\"e\\\"\",\"name\":\"%s\","
                                    "\"createdClient\":\"key\",\"createdAt\":%" G_GINT64_FORMAT
                                    ",\"connectionSpec\":{\"id\":\"" INLET_S3_SPEC_ID "\"}}",
                                    id, inlet_json_get_string (object, "name"),
                                    g_get_real_time () / 1000));
}

static void
answer_create (Fixture           *self,
               SoupServerMessage *message)
{
  guint status = GPOINTER_TO_UINT (g_queue_pop_head (&self->answers));
  g_autofree char *id = g_strdup_printf ("4cb0c374-d3bb-4557-b139-%012u", self->requests->len);
  g_autofree char *body = NULL;

  if (status == 0 || self->makes_anyway)
    make (self, message, id);

  if (self->holds) {
    self->held = message;
    g_ptr_array_add (self->held_creates, message);
    soup_server_message_pause (message);
    return;
  }

  if (status != 0) {
    body = g_strdup_printf ("{\"error_code\":\"%u013\",\"message\":\"Refused\"}", status);
    fail (self, message, status, self->refusal != NULL ? self->refusal : body);
    return;
  }

  body = g_strdup_printf ("{\"id\":\"%s\",\"etag\":\"\\\"e\\\"\"}", id);
  soup_server_message_set_status (message, 201, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static void
answer_list (Fixture           *self,
             SoupServerMessage *message)
{
  g_autoptr (GString) body = g_string_new ("{\"items\":[");

  for (guint i = 0; i < self->made->len; i++)
    g_string_append_printf (body, "%s%s", i > 0 ? "," : "", (char *) self->made->pdata[i]);
  g_string_append (body, "]}");

  soup_server_message_set_status (message, self->list_status != 0 ? self->list_status : 200, NULL);
  self->list_status = 0;
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body->str,
                                    body->len);
}

static void
answer_question (Fixture           *self,
                 SoupServerMessage *message,
                 guint              status,
                 const char        *body)
{
  if (self->holds) {
    self->held = message;
    soup_server_message_pause (message);
  } else if (status >= 400) {
    fail (self, message, status, body);
  } else {
    soup_server_message_set_status (message, status, NULL);
    soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                      strlen (body));
  }
}

static void
answer_test (Fixture           *self,
             SoupServerMessage *message)
{
  guint status = self->test_status != 0 ? self->test_status : 200;

  self->test_status = 0;
  answer_question (self, message, status,
                   self->test_reply != NULL ? self->test_reply : "{\"result\":true}");
}

static void
answer_explore (Fixture           *self,
                SoupServerMessage *message)
{
  answer_question (self, message, self->explore_status != 0 ? self->explore_status : 200,
                   self->explore_reply != NULL ? self->explore_reply
                   : "[{\"type\":\"folder\",\"name\":\"a\",\"path\":\"a/\"},"
                   "{\"type\":\"file\",\"name\":\"b.csv\",\"path\":\"b.csv\"}]");
}

static void
answer_sandboxes (Fixture           *self,
                  SoupServerMessage *message)
{
  const char *both = "{\"name\":\"prod\",\"title\":\"Production\",\"type\":\"production\"},"
                     "{\"name\":\"dev\",\"title\":\"Development\",\"type\":\"development\"}";
  g_autofree char *body = NULL;

  if (self->sandboxes_status != 0) {
    fail (self, message, self->sandboxes_status,
          self->sandboxes_body != NULL ? self->sandboxes_body : "{}");
    return;
  }

  body = g_strdup_printf ("{\"sandboxes\":[%s]}",
                          self->sandboxes != NULL ? self->sandboxes : both);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body,
                                    strlen (body));
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  Fixture *self = user_data;
  const char *token =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                  "Authorization");

  g_ptr_array_add (self->requests,
                   g_strdup_printf ("%s %s %s", soup_server_message_get_method (message), path,
                                    token != NULL ? token : "-"));
  if (g_str_equal (path, "/ims/token/v3"))
    answer_sign_in (self, message);
  else if (g_str_has_suffix (path, "/test"))
    answer_test (self, message);
  else if (g_str_has_suffix (path, "/explore"))
    answer_explore (self, message);
  else if (g_str_has_prefix (path, "/data/foundation/sandbox-management/"))
    answer_sandboxes (self, message);
  else if (g_str_equal (soup_server_message_get_method (message), "GET"))
    answer_list (self, message);
  else
    answer_create (self, message);
}

static char *
start_server (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;
  char *url = NULL;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return url;
}

static InletAccount *
make_account (const char      *name,
              InletSignInKind  kind,
              const char      *url)
{
  g_autofree char *id = g_uuid_string_random ();

  return g_object_new (INLET_TYPE_ACCOUNT,
                       "id", id, "name", name,
                       "org-id", "5C1328435BF324E90A49402A@AdobeOrg", "api-key", "key",
                       "sign-in-kind", kind, "platform-url", url, "ims-url", url, NULL);
}

static void
save_profiles (Fixture    *self,
               const char *url)
{
  g_autoptr (InletSecrets) client_secret = secrets_with (INLET_SECRET_CLIENT_SECRET, "s3cr3t");
  g_autoptr (InletSecrets) token = secrets_with (INLET_SECRET_ACCESS_TOKEN, "pasted");
  g_autoptr (InletSecrets) key = secrets_with (INLET_SECRET_SECRET_KEY, "key-secret");
  g_autofree char *id = g_uuid_string_random ();

  self->account = make_account ("Server", INLET_SIGN_IN_CLIENT_SECRET, url);
  self->pasted = make_account ("Pasted", INLET_SIGN_IN_ACCESS_TOKEN, url);
  self->unreached = make_account ("Unreached", INLET_SIGN_IN_ACCESS_TOKEN, "http://127.0.0.1:9");
  self->credentials = g_object_new (INLET_TYPE_CREDENTIALS, "id", id, "name", "Bucket",
                                    "access-key-id", "AKIAIOSFODNN7EXAMPLE", NULL);
  save (self, INLET_PROFILE (self->account), client_secret);
  save (self, INLET_PROFILE (self->pasted), token);
  save (self, INLET_PROFILE (self->unreached), token);
  save (self, INLET_PROFILE (self->credentials), key);
}

void
fixture_set_up (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *url = start_server (self);
  g_autofree char *path = NULL;
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->made = g_ptr_array_new_with_free_func (g_free);
  self->held_creates = g_ptr_array_new ();
  g_queue_init (&self->answers);
  self->directory = g_dir_make_tmp ("inlet-test-XXXXXX", &error);
  g_assert_no_error (error);

  path = g_build_filename (self->directory, "inlet.db", NULL);
  if (self->keyring == NULL)
    self->keyring = inlet_session_keyring_new ();
  self->context = inlet_context_new (path, self->keyring);
  inlet_clock_set_speed (inlet_context_get_clock (self->context), 1000);
  inlet_context_open_async (self->context, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  inlet_context_open_finish (self->context, answer, &error);
  g_assert_no_error (error);

  save_profiles (self, url);
}

void
remove_directory (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (directory)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

void
fixture_tear_down (Fixture       *self,
                   gconstpointer  data)
{
  /* What was cancelled or answered late lets go of the context in the main loop. */
  g_object_add_weak_pointer (G_OBJECT (self->context), (gpointer *) &self->context);
  g_object_unref (self->context);
  wait_until (self->context == NULL);

  g_clear_object (&self->account);
  g_clear_object (&self->pasted);
  g_clear_object (&self->unreached);
  g_clear_object (&self->credentials);
  g_clear_object (&self->keyring);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  g_queue_clear (&self->answers);
  g_ptr_array_unref (self->requests);
  g_ptr_array_unref (self->made);
  g_ptr_array_unref (self->held_creates);
  remove_directory (self->directory);
  g_free (self->directory);
}

void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      answer)
{
  *(GAsyncResult **) answer = g_object_ref (result);
}

void
wait_for_answer (GAsyncResult **answer)
{
  wait_until (*answer != NULL);
}

void
save (Fixture      *self,
      InletProfile *profile,
      InletSecrets *secrets)
{
  InletVault *vault = inlet_context_get_vault (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  inlet_vault_save_async (vault, profile, secrets, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  inlet_vault_save_finish (vault, answer, &error);
  g_assert_no_error (error);
}

InletSecrets *
secrets_with (InletSecretName  name,
              const char      *value)
{
  InletSecrets *secrets = inlet_secrets_new ();

  inlet_secrets_set (secrets, name, value);
  return secrets;
}

InletDraft *
draft_for (Fixture      *self,
           InletAccount *account)
{
  return inlet_draft_new (account, self->credentials, "dev", "Test", "");
}

guint
count_requests (Fixture    *self,
                const char *part)
{
  guint n = 0;

  for (guint i = 0; i < self->requests->len; i++)
    n += strstr (g_ptr_array_index (self->requests, i), part) != NULL;
  return n;
}

GPtrArray *
read_history (Fixture *self)
{
  InletDatabase *database = inlet_context_get_database (self->context);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = NULL;

  inlet_history_read_all_async (database, NULL, on_answered, &answer);
  wait_for_answer (&answer);
  rows = inlet_history_read_all_finish (database, answer, &error);
  g_assert_no_error (error);
  return rows;
}

void
release_creates (Fixture *self)
{
  self->holds = FALSE;
  for (guint i = 0; i < self->held_creates->len; i++) {
    g_autofree char *body = g_strdup_printf ("{\"id\":\"4cb0c374-d3bb-4557-b139-1%011u\","
                                             "\"etag\":\"\\\"e\\\"\"}", i);

    soup_server_message_set_status (self->held_creates->pdata[i], 201, NULL);
    soup_server_message_set_response (self->held_creates->pdata[i], "application/json",
                                      SOUP_MEMORY_COPY, body, strlen (body));
    soup_server_message_unpause (self->held_creates->pdata[i]);
  }
  g_ptr_array_set_size (self->held_creates, 0);
}
