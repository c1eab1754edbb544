/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-client.h"

void
call_free (Call *call)
{
  wait_until (call->is_done);
  g_clear_object (&call->message);
  g_clear_object (&call->cancellable);
  g_clear_pointer (&call->bytes, g_bytes_unref);
  g_clear_error (&call->error);
  g_free (call);
}

guint
call_status (Call *call)
{
  return soup_message_get_status (call->message);
}

const char *
call_header (Call       *call,
             const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (call->message), name);
}

char *
call_text (Call *call)
{
  return g_strndup (g_bytes_get_data (call->bytes, NULL), g_bytes_get_size (call->bytes));
}

JsonObject *
call_object (Call *call)
{
  JsonObject *object = inlet_json_parse_object (call->bytes);

  g_assert_nonnull (object);
  return object;
}

static void
on_call_done (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  Call *call = user_data;

  call->bytes = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &call->error);
  call->is_done = TRUE;
}

Call *
start (Fixture            *fixture,
       const char         *method,
       const char         *path,
       const char * const *headers,
       const char         *type,
       const char         *body)
{
  Call *call = g_new0 (Call, 1);
  g_autofree char *url = g_strconcat (inlet_demo_service_get_url (fixture->service), path, NULL);

  call->message = soup_message_new (method, url);
  call->cancellable = g_cancellable_new ();
  for (gsize i = 0; headers != NULL && headers[i] != NULL; i++) {
    g_auto (GStrv) sides = g_strsplit (headers[i], ": ", 2);

    soup_message_headers_replace (soup_message_get_request_headers (call->message),
                                  sides[0], sides[1]);
  }
  if (body != NULL) {
    g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

    soup_message_set_request_body_from_bytes (call->message, type, bytes);
  }
  soup_session_send_and_read_async (fixture->session, call->message, G_PRIORITY_DEFAULT,
                                    call->cancellable, on_call_done, call);
  return call;
}

Call *
finish (Call *call)
{
  wait_until (call->is_done);
  return call;
}

Call *
start_sign_in (Fixture    *fixture,
               const char *api_key,
               const char *client_secret)
{
  g_autofree char *form = soup_form_encode ("grant_type", "client_credentials",
                                            "client_id", api_key,
                                            "client_secret", client_secret,
                                            "scope", INLET_DEFAULT_SCOPES,
                                            NULL);

  return start (fixture, "POST", SIGN_IN, NULL, FORM_TYPE, form);
}

char **
build_headers (Fixture    *fixture,
               const char *sandbox)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *authorization = g_strconcat ("Authorization: Bearer ", fixture->token, NULL);
  g_autofree char *api_key = g_strconcat ("x-api-key: ", fixture->api_key, NULL);
  g_autofree char *place = g_strconcat ("x-sandbox-name: ", sandbox, NULL);

  g_strv_builder_add (builder, authorization);
  g_strv_builder_add (builder, api_key);
  g_strv_builder_add (builder, "x-gw-ims-org-id: " ORG_ID);
  g_strv_builder_add (builder, place);
  return g_strv_builder_end (builder);
}

Call *
start_create (Fixture    *fixture,
              const char *body)
{
  g_auto (GStrv) headers = build_headers (fixture, INLET_DEMO_SANDBOX);

  return start (fixture, "POST", CONNECTIONS, (const char * const *) headers, JSON_TYPE, body);
}

InletDemoProfile *
find_profile (GPtrArray  *profiles,
              const char *name)
{
  for (guint i = 0; i < profiles->len; i++) {
    InletDemoProfile *profile = g_ptr_array_index (profiles, i);

    if (g_str_equal (inlet_profile_get_name (profile->profile), name))
      return profile;
  }

  g_error ("No profile “%s”", name);
}

Call *
start_create_with (Fixture    *fixture,
                   const char *name)
{
  g_autoptr (GPtrArray) profiles = inlet_demo_service_dup_profiles (fixture->service);
  InletDemoProfile *credentials = find_profile (profiles, name);
  const char *id =
    inlet_credentials_get_access_key_id (INLET_CREDENTIALS (credentials->profile));
  const char *key = inlet_secrets_get (credentials->secrets, INLET_SECRET_SECRET_KEY);
  g_autofree char *body =
    g_strdup_printf ("{\"name\":\"%s\",\"auth\":{\"specName\":\"Access Key\",\"params\":{"
                     "\"s3AccessKey\":\"%s\",\"s3SecretKey\":\"%s\"}}," S3_SPEC "}",
                     "N", id, key);

  return start_create (fixture, body);
}

void
create (Fixture    *fixture,
        const char *sandbox,
        const char *name)
{
  g_auto (GStrv) headers = build_headers (fixture, sandbox);
  g_autofree char *body = g_strdup_printf ("{\"name\":\"%s\"," AUTH "," S3_SPEC "}", name);
  g_autoptr (Call) call = finish (start (fixture, "POST", CONNECTIONS,
                                         (const char * const *) headers, JSON_TYPE, body));

  g_assert_cmpuint (call_status (call), ==, 201);
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GPtrArray) profiles = NULL;
  g_autoptr (Call) call = NULL;
  g_autoptr (JsonObject) root = NULL;
  g_autoptr (GError) error = NULL;
  InletDemoProfile *account;

  fixture->service = inlet_demo_service_new (&error);
  g_assert_no_error (error);
  inlet_demo_service_set_delay (fixture->service, 0, 0);
  fixture->session = soup_session_new ();

  profiles = inlet_demo_service_dup_profiles (fixture->service);
  account = g_ptr_array_index (profiles, 0);
  fixture->api_key = g_strdup (inlet_account_get_api_key (INLET_ACCOUNT (account->profile)));
  fixture->client_secret = g_strdup (inlet_secrets_get (account->secrets,
                                                        INLET_SECRET_CLIENT_SECRET));
  call = finish (start_sign_in (fixture, fixture->api_key, fixture->client_secret));
  g_assert_cmpuint (call_status (call), ==, 200);
  root = call_object (call);
  fixture->token = g_strdup (json_object_get_string_member (root, "access_token"));
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_object (&fixture->session);
  if (fixture->service != NULL)
    g_assert_finalize_object (fixture->service);
  g_free (fixture->token);
  g_free (fixture->api_key);
  g_free (fixture->client_secret);
}

void
assert_matches (const char *text,
                const char *pattern)
{
  g_autofree char *whole = g_strconcat ("^(?:", pattern, ")$", NULL);

  if (!g_regex_match_simple (whole, text, 0, 0))
    g_error ("“%s” does not match “%s”", text, pattern);
}

void
assert_answer (Call       *call,
               guint       status,
               const char *body)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = g_strsplit (body, "%s", -1);
  g_autofree char *wanted = NULL;

  g_assert_no_error (call->error);
  text = call_text (call);
  assert_matches (call_header (call, "x-request-id"), UUID);
  wanted = g_strjoinv (call_header (call, "x-request-id"), parts);
  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (call_status (call), ==, status);
  g_assert_cmpstr (call_header (call, "Content-Type"), ==, "application/json");
}
