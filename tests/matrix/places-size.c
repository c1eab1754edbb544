/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "place.h"

#include <string.h>

/* More than anybody can want, and more replies than one. */

#define MIB ((guint64) 1024 * 1024)

/* As many interim replies as are let pass; see inlet-exchange.c. */
#define MOST_INTERIM 16

typedef struct
{
  const char *name;
  const char *head;   /* behind the status line and the headers of the call */
  const char *piece;
  guint64     total;
  gboolean    is_body; /* what is large is the body; the headers are good */
} Large;

static const Large larges[] = {
  { "64-mib", "Content-Length: 67108864\r\n\r\n", "x", 64 * MIB, TRUE },
  { "64-mib-of-unknown-length", "\r\n", "x", 64 * MIB, TRUE },
  { "a-byte-too-many", "\r\n", "x", MIB + 1, TRUE },
  { "just-not-too-many", "\r\n", "x", MIB, TRUE },
  { "endless", "\r\n", "x", FAULT_ENDLESS, TRUE },
  { "endless-json", "\r\n{\"items\":[", "{\"id\":\"a\"},", FAULT_ENDLESS, TRUE },
  { "endless-depth", "\r\n", "[{\"a\":", FAULT_ENDLESS, TRUE },
  { "endless-blanks", "\r\n", " ", FAULT_ENDLESS, TRUE },
  { "endless-chunks", "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n", FAULT_ENDLESS, TRUE },
  { "endless-chunk", "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\n", "x", FAULT_ENDLESS,
    TRUE },
  { "endless-size-of-chunk", "Transfer-Encoding: chunked\r\n\r\n", "0", FAULT_ENDLESS, TRUE },
  { "endless-extension-of-chunk", "Transfer-Encoding: chunked\r\n\r\n5;", "a=b;", FAULT_ENDLESS,
    TRUE },
  { "endless-trailer", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0\r\n", "X: y\r\n",
    FAULT_ENDLESS, TRUE },
  { "endless-header", "X: ", "x", FAULT_ENDLESS, FALSE },
  { "endless-name-of-header", "", "x", FAULT_ENDLESS, FALSE },
  { "endless-headers", "", "X: y\r\n", FAULT_ENDLESS, FALSE },
  { "endless-continuation", "X: y\r\n", " y\r\n", FAULT_ENDLESS, FALSE },
};

static void
add_large (GPtrArray   *places,
           const Call  *call,
           const Large *large,
           gboolean     is_refusal)
{
  guint good = large->is_body && call_is_told_by_headers (call) ? OUTCOME_DONE : OUTCOME_UNKNOWN;
  guint refused = large->is_body ? OUTCOME_REFUSED : OUTCOME_UNKNOWN;
  Place *place = place_add (places, "size", is_refusal ? refused : good,
                            PLACE_CUT | (is_refusal ? PLACE_CODE (NOT_ALLOWED) : 0), "%s%s",
                            large->name, is_refusal ? "-refusal" : "");

  place_read (place);
  if (is_refusal)
    place_sendf (place, "HTTP/1.1 403 Forbidden\r\n%s", large->head);
  else
    place_sendf (place, "%s%s%s", call->status_line, call->headers, large->head);
  place_flood (place, large->piece, large->total);
}

void
places_of_size (GPtrArray  *places,
                const Call *call,
                gsize       request,
                guint32     seed)
{
  static const char *const pieces[] = { "x", "\r\n", " ", "HTTP/1.1 ", "\n\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (larges); i++) {
    add_large (places, call, &larges[i], FALSE);
    add_large (places, call, &larges[i], TRUE);
  }

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    Place *place = place_add (places, "size", OUTCOME_UNKNOWN, PLACE_CUT, "endless-line-%zu", i);

    place_read (place);
    place_flood (place, pieces[i], FAULT_ENDLESS);
  }
}

void
places_of_interim (GPtrArray  *places,
                   const Call *call,
                   gsize       request,
                   guint32     seed)
{
  static const char *const lines[] = {
    "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 102 Processing\r\n\r\n",
    "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", "HTTP/1.1 199 What\r\n\r\n",
  };
  static const guint counts[] = {
    1, 2, MOST_INTERIM - 1, MOST_INTERIM, MOST_INTERIM + 1, MOST_INTERIM + 2, 500
  };
  /* Headers that name what was made are an answer, if they have come by then. */
  guint told = call_is_told_by_headers (call) ? OUTCOME_DONE : 0;
  guint too_many = told | OUTCOME_UNKNOWN;
  Place *place;

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (counts); j++) {
      place = place_add (places, "interim", counts[j] <= MOST_INTERIM ? OUTCOME_DONE : too_many,
                         PLACE_CUT, "%u-of-%zu", counts[j], i);
      place_read (place);
      for (guint n = 0; n < counts[j]; n++)
        place_send (place, lines[i]);
      place_sendf (place, "%s%sContent-Length: %zu\r\n\r\n%s", call->status_line, call->headers,
                   strlen (call->body), call->body);
    }
    place = place_add (places, "interim", OUTCOME_UNKNOWN, PLACE_CUT, "endless-of-%zu", i);
    place_read (place);
    place_flood (place, lines[i], FAULT_ENDLESS);
    place = place_add (places, "interim", OUTCOME_UNKNOWN, PLACE_CODE (TIMED_OUT), "one-of-%zu", i);
    place_read (place);
    place_send (place, lines[i]);
    place_stall (place);
    place = place_add (places, "interim", OUTCOME_UNKNOWN, PLACE_CUT, "closed-after-%zu", i);
    place_read (place);
    place_send (place, lines[i]);
  }

  place = place_add (places, "interim", OUTCOME_UNKNOWN, PLACE_CUT, "another-protocol");
  place_read (place);
  place_send (place, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n"
              "Connection: Upgrade\r\n\r\n");
}

/* Whoever follows is seen: every address here comes back to this server. */
void
places_of_redirect (GPtrArray  *places,
                    const Call *call,
                    gsize       request,
                    guint32     seed)
{
  static const guint statuses[] = { 300, 301, 302, 303, 304, 305, 306, 307, 308, 399 };
  static const char *const places_to_go[] = {
    "Location: http://platform.test/\r\n", "Location: http://127.0.0.1/\r\n",
    "Location: https://other.test/x?y=z\r\n", "Location: /data\r\n", "Location: \r\n",
    "Location: https://user:password@platform.test/\r\n", "Location: file:///etc/passwd\r\n",
    "Location: ::not:an:address::\r\n", "Refresh: 0; url=/\r\n", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (places_to_go); j++)
      for (gsize is_tls = 0; is_tls <= 1; is_tls++) {
        /* “See other” may well mean: what was asked for is done, and here is what came of it. */
        guint outcome = statuses[i] == 303 ? OUTCOME_UNKNOWN : OUTCOME_REFUSED;
        Place *place = place_add (places, "redirect", outcome, PLACE_CODE (
                                    BAD_REPLY), "%u-to-%zu%s",
                                  statuses[i], j, is_tls ? "-in-tls" : "");

        if (is_tls)
          place_tls (place, "platform.test", FAULT_STEP_TLS, "good");
        place_read (place);
        place_sendf (place, "HTTP/1.1 %u There\r\n%sContent-Length: 0\r\n\r\n", statuses[i],
                     places_to_go[j]);
      }
}
