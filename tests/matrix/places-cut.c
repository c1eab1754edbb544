/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "place.h"

#include <string.h>

/* A reply that ends before its end: at every byte of it, in every framing, in every way. */

typedef enum {
  FRAMING_LENGTH,
  FRAMING_CLOSE,
  FRAMING_CHUNKS,
  N_FRAMINGS,
} Framing;

static const char *const framing_names[] = { "length", "close", "chunks" };

/* Ways to end, the last of which goes on for ever. */
static const FaultStepKind endings[] = {
  FAULT_STEP_END, FAULT_STEP_RESET, FAULT_STEP_STALL, FAULT_STEP_DRIP
};
static const char *const ending_names[] = { "closed", "reset", "silent", "drip" };

/* A reply, and where its parts end. */
typedef struct
{
  GString  *bytes;
  Framing   framing;
  guint     status;
  gboolean  is_located;    /* its headers name what was made, or say that it is all */
  gboolean  is_made;       /* a whole object in it is an answer, however it ends */
  gsize     line_end;
  gsize     location_end;
  gsize     head_end;
  gsize     json_end;
} Reply;

static void
append_chunks (Reply      *reply,
               const char *body)
{
  const char *rest = body;

  /* The first is one byte long, and the others are not of one length. */
  for (gsize size = 1; *rest != '\0'; size = size * 3 + 7) {
    gsize length = MIN (size, strlen (rest));

    g_string_append_printf (reply->bytes, "%zx%s\r\n%.*s\r\n", length, size > 20 ? ";a=b" : "",
                            (int) length, rest);
    rest += length;
  }
  reply->json_end = reply->bytes->len - 2;
  g_string_append (reply->bytes, "0\r\nX-Trailer: y\r\n\r\n");
}

static void
reply_init (Reply      *reply,
            Framing     framing,
            const char *status_line,
            const char *headers,
            const char *body)
{
  const char *location = NULL;

  memset (reply, 0, sizeof *reply);
  reply->framing = framing;
  reply->status = strtoul (status_line + strlen ("HTTP/1.1 "), NULL, 10);
  reply->bytes = g_string_new (status_line);
  reply->line_end = reply->bytes->len;
  g_string_append (reply->bytes, headers);
  location = strstr (reply->bytes->str, "\r\nLocation:");
  if (location != NULL) {
    reply->is_located = TRUE;
    reply->location_end = strstr (location + 2, "\r\n") + 2 - reply->bytes->str;
  }

  if (framing == FRAMING_LENGTH)
    g_string_append_printf (reply->bytes, "Content-Length: %zu\r\n", strlen (body));
  else if (framing == FRAMING_CHUNKS)
    g_string_append (reply->bytes, "Transfer-Encoding: chunked\r\n");
  g_string_append (reply->bytes, "\r\n");
  reply->head_end = reply->bytes->len;
  if (*body == '\0') {
    reply->is_located = TRUE;
    reply->location_end = reply->line_end;
  }

  if (framing == FRAMING_CHUNKS) {
    append_chunks (reply, body);
    return;
  }
  g_string_append (reply->bytes, body);
  reply->json_end = reply->bytes->len;
}

/* What may come of the first @offset bytes of a good reply. */
static guint
judge_good (const Reply   *reply,
            gsize          offset,
            FaultStepKind  ending)
{
  if (offset < reply->head_end)
    return reply->is_located && offset >= reply->location_end ? OUTCOME_DONE | OUTCOME_UNKNOWN
                                                              : OUTCOME_UNKNOWN;
  if (reply->is_located)
    return OUTCOME_DONE;
  if (offset < reply->json_end)
    return OUTCOME_UNKNOWN;
  if (reply->is_made && ending != FAULT_STEP_RESET)
    return OUTCOME_DONE;
  if (reply->framing == FRAMING_CLOSE && ending == FAULT_STEP_END)
    return OUTCOME_DONE;
  if (reply->framing != FRAMING_CLOSE && offset == reply->bytes->len)
    return OUTCOME_DONE;

  return OUTCOME_DONE | OUTCOME_UNKNOWN;
}

static guint
judge_refusal (const Reply *reply,
               gsize        offset)
{
  if (offset >= reply->head_end)
    return OUTCOME_REFUSED;

  return offset >= reply->line_end ? OUTCOME_REFUSED | OUTCOME_UNKNOWN : OUTCOME_UNKNOWN;
}

static void
add_cut (GPtrArray     *places,
         const char    *family,
         const Reply   *reply,
         gsize          offset,
         gsize          ending,
         gboolean       is_tls)
{
  FaultStepKind kind = endings[ending];
  gboolean is_silent = kind == FAULT_STEP_STALL || kind == FAULT_STEP_DRIP;
  guint outcomes = reply->status >= 400 ? judge_refusal (reply, offset)
                                        : judge_good (reply, offset, kind);
  guint codes = is_silent ? PLACE_CODE (TIMED_OUT) : PLACE_CUT;
  Place *place = place_add (places, family, outcomes,
                            (outcomes & OUTCOME_REFUSED) != 0 ? codes | PLACE_CODE (NOT_ALLOWED)
                                                              : codes,
                            "%s-%s-after-%zu-of-%zu%s", framing_names[reply->framing],
                            ending_names[ending], offset, reply->bytes->len,
                            is_tls ? "-in-tls" : "");

  if (is_tls)
    place_tls (place, "platform.test", FAULT_STEP_TLS, "good");
  place_read (place);
  place_send_bytes (place, reply->bytes->str, offset);
  if (kind != FAULT_STEP_END)
    place_step (place, kind, 0);
  place->is_silent = is_silent;
}

/* What drips goes on where the reply was cut, 50 bytes a second, and must not complete it before
 * the time-out. */
static gboolean
is_of_use (const Reply *reply,
           gsize        offset,
           gsize        ending,
           gboolean     is_tls)
{
  if (endings[ending] == FAULT_STEP_DRIP)
    return offset == reply->head_end && reply->framing == FRAMING_LENGTH &&
           reply->bytes->len - offset > 60;
  if (is_tls)
    return reply->framing == FRAMING_LENGTH && offset % 8 == 0;

  return TRUE;
}

static void
add_cuts (GPtrArray  *places,
          const char *family,
          gboolean    is_made,
          const char *status_line,
          const char *headers,
          const char *body)
{
  for (Framing framing = 0; framing < N_FRAMINGS; framing++) {
    Reply reply;

    reply_init (&reply, framing, status_line, headers, body);
    reply.is_made = is_made;
    for (gsize offset = 1; offset <= reply.bytes->len; offset++)
      for (gsize ending = 0; ending < G_N_ELEMENTS (endings); ending++)
        for (gsize is_tls = 0; is_tls <= 1; is_tls++)
          if (is_of_use (&reply, offset, ending, is_tls))
            add_cut (places, family, &reply, offset, ending, is_tls);
    g_string_free (reply.bytes, TRUE);
  }
}

void
places_of_cut (GPtrArray  *places,
               const Call *call,
               gsize       request,
               guint32     seed)
{
  add_cuts (places, "cut", call->effect != CALL_ASKS, call->status_line, call->headers, call->body);
}

void
places_of_cut_refusal (GPtrArray  *places,
                       const Call *call,
                       gsize       request,
                       guint32     seed)
{
  add_cuts (places, "cut-refusal", FALSE, "HTTP/1.1 403 Forbidden\r\n",
            "Content-Type: application/json\r\n", "{\"message\":\"no\"}");
}
