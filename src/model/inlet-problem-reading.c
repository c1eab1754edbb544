/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-problem-reading.h"

#include "inlet-json.h"

#include <string.h>

#define MAX_PARSED_BYTES (64 * 1024)

/* The end of a problem type such as `https://ns.adobe.com/aep/errors/FLOW-1439-404`. */
static char *
dup_type_code (JsonObject *object)
{
  const char *type = inlet_json_get_string (object, "type");
  const char *slash = type != NULL ? strrchr (type, '/') : NULL;
  const char *code = slash != NULL ? slash + 1 : type;

  if (code == NULL || !g_regex_match_simple ("^([A-Z]+-)?\\d{3,5}-\\d{3}$", code, 0, 0))
    return NULL;

  return g_strdup (code);
}

/* Adobe's tables print the codes of Flow Service as `1415-400`, its replies as `FLOW-1415-400`. */
static char *
normalize_code (const char *code,
                guint       status)
{
  if (g_regex_match_simple ("^[12]\\d{3}-\\d{3}$", code, 0, 0))
    return g_strdup_printf ("FLOW-%s", code);
  if (g_regex_match_simple ("^[12]\\d{3}$", code, 0, 0))
    return g_strdup_printf ("FLOW-%s-%u", code, status);

  return g_strdup (code);
}

static char *
dup_adobe_code (JsonObject *object,
                guint       status)
{
  static const char * const names[] = { "error_code", "errorCode", "error", "code" };
  g_autofree char *number = g_strdup_printf ("%u", status);
  g_autofree char *code = dup_type_code (object);

  for (gsize i = 0; code == NULL && i < G_N_ELEMENTS (names); i++)
    code = inlet_json_dup_text (object, names[i]);

  /* Some services repeat the status where their code should be. */
  if (code == NULL || g_str_equal (code, number))
    return NULL;

  return normalize_code (code, status);
}

/* What a person is told best, the most exact first. */
static char *
dup_message (JsonObject *object,
             InletReply *reply)
{
  static const char * const names[] = {
    "detail", "errorMessage", "message", "title", "error_description",
  };
  const char *text = inlet_json_get_string (inlet_json_get_object (object, "report"),
                                            "detailed-message");

  for (gsize i = 0; (text == NULL || *text == '\0') && i < G_N_ELEMENTS (names); i++)
    text = inlet_json_get_string (object, names[i]);

  if (text != NULL && *text != '\0')
    return g_strdup (text);
  if (inlet_json_get_boolean (object, "result", TRUE) == FALSE)
    return g_strdup ("result: false");

  return g_strchomp (g_strdup_printf ("HTTP %u %s", inlet_reply_get_status (reply),
                                      inlet_reply_get_reason (reply)));
}

static char *
dup_request_id (JsonObject *object,
                InletReply *reply)
{
  static const char * const names[] = {
    "x-request-id", "x-adobe-request-id", "x-adobe-requestid", "x-correlation-id",
  };
  const char *id = inlet_json_get_string (inlet_json_get_object (object, "report"), "request-id");

  for (gsize i = 0; (id == NULL || *id == '\0') && i < G_N_ELEMENTS (names); i++)
    id = inlet_reply_get_header (reply, names[i]);

  return g_strdup (id);
}

/* (transfer full) (nullable): as a tree a body takes sixty times its size, and no service needs
 * much to say what is wrong. */
static JsonObject *
parse_body (InletReply *reply)
{
  GBytes *body = inlet_reply_get_body (reply);

  return g_bytes_get_size (body) <= MAX_PARSED_BYTES ? inlet_json_parse_object (body) : NULL;
}

InletProblemReading *
inlet_problem_reading_new (InletReply *reply)
{
  g_autoptr (JsonObject) root = parse_body (reply);
  /* Some services put everything into an object of this name. */
  JsonObject *errors = inlet_json_get_object (root, "errors");
  JsonObject *object = errors != NULL ? errors : root;
  InletProblemReading *reading = g_new0 (InletProblemReading, 1);

  reading->adobe_code = dup_adobe_code (object, inlet_reply_get_status (reply));
  reading->message = dup_message (object, reply);
  reading->request_id = dup_request_id (object, reply);

  return reading;
}

void
inlet_problem_reading_free (InletProblemReading *reading)
{
  g_free (reading->adobe_code);
  g_free (reading->message);
  g_free (reading->request_id);
  g_free (reading);
}
