/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-demo-service.h"
#include "inlet-json.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* A plain client of the demo's service, in the same thread and main context. */

#define SIGN_IN     "/ims/token/v3"
#define SANDBOXES   "/data/foundation/sandbox-management/"
#define CONNECTIONS "/data/foundation/flowservice/connections"
#define FORM_TYPE   "application/x-www-form-urlencoded"
#define JSON_TYPE   "application/json"
#define ORG_ID      "5C1328435BF324E90A49402A@AdobeOrg"
#define UUID        "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"

/* The body of the tutorials, and its parts. */
#define S3_SPEC   "\"connectionSpec\":{\"id\":\"ecadc60c-7455-4d87-84dc-2a0e293d997b\"," \
                  "\"version\":\"1.0\"}"
#define KEYS      "\"params\":{\"s3AccessKey\":\"AKIAIOSFODNN7EXAMPLE\"," \
                  "\"s3SecretKey\":\"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"}"
#define AUTH      "\"auth\":{\"specName\":\"Access Key\"," KEYS "}"
#define GOOD_BODY "{\"name\":\"S3 Connection\",\"description\":\"For a test\"," AUTH "," S3_SPEC "}"

/* The families of refusals; %s is the request ID. */
#define SIGN_IN_ERROR(error, text) \
  "{\"error\":\"" error "\",\"error_description\":\"" text "\"}"
#define GATEWAY(code, text) "{\"error_code\":\"" code "\",\"message\":\"" text "\"}"
#define FLOW(code, status, title, text) \
  "{\"type\":\"https://ns.adobe.com/aep/errors/FLOW-" code "-" status "\"," \
  "\"title\":\"" title "\",\"status\":" status "," \
  "\"report\":{\"detailed-message\":\"" text "\",\"request-id\":\"%s\"}," \
  "\"errorMessage\":\"" text "\",\"errorDetails\":\"" text "\"}"
#define LEGACY(text) "{\"errorMessage\":\"" text "\",\"errorDetails\":\"" text "\"}"

/* States are waited for, never times; this bounds the whole. */
#define PATIENCE (20 * G_TIME_SPAN_SECOND)

#define wait_until(condition)                                                   \
  G_STMT_START {                                                                \
    gint64 deadline = g_get_monotonic_time () + PATIENCE;                       \
    while (!(condition)) {                                                      \
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);                   \
      g_main_context_iteration (g_main_context_get_thread_default (), FALSE);   \
    }                                                                           \
  } G_STMT_END

/* A request, and what came back. */
typedef struct
{
  SoupMessage  *message;
  GCancellable *cancellable;
  GBytes       *bytes;
  GError       *error;
  gboolean      is_done;
} Call;

void        call_free   (Call       *call);
guint       call_status (Call       *call);
const char *call_header (Call       *call,
                         const char *name);
char       *call_text   (Call       *call);
JsonObject *call_object (Call       *call);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_free)

/* A service that answers at once, and one who signed in to it. */
typedef struct
{
  InletDemoService *service;
  SoupSession      *session;
  char             *token;
  char             *api_key;
  char             *client_secret;
} Fixture;

void   fixture_set_up    (Fixture            *fixture,
                          gconstpointer       data);
void   fixture_tear_down (Fixture            *fixture,
                          gconstpointer       data);

/* @headers: "Name: value", …, NULL. */
Call  *start             (Fixture            *fixture,
                          const char         *method,
                          const char         *path,
                          const char * const *headers,
                          const char         *type,
                          const char         *body);
/* Waits until @call is done. (transfer full) */
Call  *finish            (Call               *call);
Call  *start_sign_in     (Fixture            *fixture,
                          const char         *api_key,
                          const char         *client_secret);
/* Those of the tutorials: token, API key, organization, sandbox. */
char **build_headers     (Fixture            *fixture,
                          const char         *sandbox);
Call  *start_create      (Fixture            *fixture,
                          const char         *body);
/* With the credentials of that name. */
Call  *start_create_with (Fixture            *fixture,
                          const char         *name);
/* Creates one that is good, and waits for it. */
void   create            (Fixture            *fixture,
                          const char         *sandbox,
                          const char         *name);
/* (transfer none) */
InletDemoProfile *find_profile (GPtrArray  *profiles,
                                const char *name);

void   assert_matches    (const char         *text,
                          const char         *pattern);
/* That @call was answered with exactly @body, in which %s stands for its request ID. */
void   assert_answer     (Call               *call,
                          guint               status,
                          const char         *body);

#define add_case(path, function) \
  g_test_add ("/inlet/demo/" path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

G_END_DECLS
