/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "place.h"

#include <string.h>

/* What lies between here and the service, and the way of the request. */

#define HOST "platform.test"

/* Before anything is read, who is faster decides whether something has left. */
#define EITHER       (OUTCOME_NOT_SENT | OUTCOME_UNKNOWN)
#define EITHER_CODES (PLACE_CODE (OFFLINE) | PLACE_CUT)

static const FaultStepKind endings[] = { FAULT_STEP_END, FAULT_STEP_RESET, FAULT_STEP_STALL };
static const char *const ending_names[] = { "closed", "reset", "silent" };

static void
end_by (Place         *place,
        FaultStepKind  ending)
{
  if (ending == FAULT_STEP_STALL)
    place_stall (place);
  else
    place_step (place, ending, 0);
}

void
places_of_line (GPtrArray  *places,
                const Call *call,
                gsize       request,
                guint32     seed)
{
  Place *place;

  place = place_add (places, "line", OUTCOME_DONE, 0, "good");
  place_send_good (place, call);

  place = place_add (places, "line", OUTCOME_NOT_SENT, PLACE_CODE (OFFLINE), "refused");
  place->is_gone = TRUE;
  place = place_add (places, "line", OUTCOME_NOT_SENT, PLACE_CODE (OFFLINE), "refused-to-tls");
  place->is_gone = TRUE;
  place->host = HOST;

  place = place_add (places, "line", OUTCOME_NOT_SENT, PLACE_CODE (OFFLINE), "no-such-name");
  place->host = "nowhere.invalid";
  place = place_add (places, "line", OUTCOME_NOT_SENT, PLACE_CODE (TIMED_OUT),
                     "name-is-not-answered");
  place->host = "stall.invalid";
  place->is_silent = TRUE;

  place = place_add (places, "line", EITHER, EITHER_CODES, "closed-when-accepted");
  place = place_add (places, "line", EITHER, EITHER_CODES, "reset-when-accepted");
  place_reset (place);
  place = place_add (places, "line", OUTCOME_NOT_SENT | OUTCOME_UNKNOWN, PLACE_CODE (TIMED_OUT),
                     "silent-when-accepted");
  place_stall (place);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
    place = place_add (places, "line", OUTCOME_NOT_SENT,
                       endings[i] == FAULT_STEP_STALL ? PLACE_CODE (TIMED_OUT)
                                                      : PLACE_CODE (OFFLINE),
                       "%s-in-handshake", ending_names[i]);
    place->host = HOST;
    end_by (place, endings[i]);
  }
}

/* What follows when @n_bytes of the request have arrived, or all of it. */
static void
add_request (GPtrArray     *places,
             gsize          request,
             gsize          n_bytes,
             FaultStepKind  ending,
             const char    *ending_name,
             gboolean       is_tls)
{
  guint codes = ending == FAULT_STEP_STALL ? PLACE_CODE (TIMED_OUT) : PLACE_CUT;
  Place *place = place_add (places, "request", OUTCOME_UNKNOWN, codes, "%s-after-%zu-of-%zu%s",
                            ending_name, n_bytes, request, is_tls ? "-in-tls" : "");

  if (is_tls)
    place_tls (place, HOST, FAULT_STEP_TLS, "good");
  if (n_bytes == request)
    place_read (place);
  else
    place_step (place, FAULT_STEP_READ_SOME, n_bytes);
  end_by (place, ending);
}

void
places_of_request (GPtrArray  *places,
                   const Call *call,
                   gsize       request,
                   guint32     seed)
{
  for (gsize n_bytes = 1; n_bytes <= request; n_bytes++)
    for (gsize i = 0; i < G_N_ELEMENTS (endings); i++) {
      if (endings[i] == FAULT_STEP_STALL && n_bytes % 64 != 0 && n_bytes != request)
        continue;
      add_request (places, request, n_bytes, endings[i], ending_names[i], FALSE);
      if (n_bytes % 16 == 0 || n_bytes == request)
        add_request (places, request, n_bytes, endings[i], ending_names[i], TRUE);
    }
}

void
places_of_certificate (GPtrArray  *places,
                       const Call *call,
                       gsize       request,
                       guint32     seed)
{
  static const struct { const char *host; const char *certificate; guint outcomes; } cases[] = {
    { HOST, "good", OUTCOME_DONE },
    { "127.0.0.1", "good", OUTCOME_DONE },
    { HOST, "expired", OUTCOME_NOT_SENT },
    { HOST, "not-yet", OUTCOME_NOT_SENT },
    { HOST, "self-signed", OUTCOME_NOT_SENT },
    { HOST, "other-host", OUTCOME_NOT_SENT },
    { "other.test", "good", OUTCOME_NOT_SENT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Place *place = place_add (places, "certificate", cases[i].outcomes, PLACE_CODE (UNTRUSTED),
                              "%s-for-%s", cases[i].certificate, cases[i].host);

    place_tls (place, cases[i].host, FAULT_STEP_TLS, cases[i].certificate);
    place_send_good (place, call);
  }
}

#define CONNECTED "HTTP/1.1 200 Connected\r\n\r\n"
#define NO_LENGTH "Content-Length: 0\r\n\r\n"

static Place *
add_proxy (GPtrArray  *places,
           guint       outcomes,
           guint       codes,
           const char *name,
           const char *reply)
{
  Place *place = place_add (places, "proxy", outcomes, codes, "%s", name);

  place->host = "proxied.test";
  place_read (place);
  place_send (place, reply);
  return place;
}

/* The request goes to nobody but the service: whatever the proxy says, it has not left. */
void
places_of_proxy (GPtrArray  *places,
                 const Call *call,
                 gsize       request,
                 guint32     seed)
{
  static const struct { const char *name; const char *reply; guint codes; } replies[] = {
    { "refuses", "HTTP/1.1 403 No\r\n" NO_LENGTH, PLACE_CODE (OFFLINE) },
    { "wants-a-password",
      "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Basic realm=\"x\"\r\n" NO_LENGTH,
      PLACE_CODE (OFFLINE) },
    { "wants-a-ticket", "HTTP/1.1 407 Who?\r\nProxy-Authenticate: Negotiate\r\n" NO_LENGTH,
      PLACE_CODE (OFFLINE) },
    { "cannot-reach", "HTTP/1.1 502 Bad Gateway\r\n" NO_LENGTH, PLACE_CODE (OFFLINE) },
    { "cannot-reach-with-a-page",
      "HTTP/1.1 504 Timeout\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>",
      PLACE_CODE (OFFLINE) },
    { "redirects", "HTTP/1.1 302 Found\r\nLocation: https://other.test/\r\n" NO_LENGTH,
      PLACE_CODE (OFFLINE) },
    { "speaks-something-else", "SSH-2.0-OpenSSH_9.2\r\n\r\n", PLACE_CODE (OFFLINE) },
    { "closes-in-its-reply", "HTTP/1.1 200 Conn", PLACE_CODE (OFFLINE) },
    { "closes-in-handshake", CONNECTED, PLACE_CODE (OFFLINE) },
    { "closes", "", PLACE_CODE (OFFLINE) },
  };
  Place *place;

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (endings); j++) {
      g_autofree char *name = g_strconcat (replies[i].name, "-", ending_names[j], NULL);
      gboolean is_silent = endings[j] == FAULT_STEP_STALL;
      guint codes = replies[i].codes | (is_silent ? PLACE_CODE (TIMED_OUT) : 0);

      place = add_proxy (places, OUTCOME_NOT_SENT, codes, name, replies[i].reply);
      end_by (place, endings[j]);
    }

  place = add_proxy (places, OUTCOME_NOT_SENT, PLACE_CODE (UNTRUSTED), "listens-in", CONNECTED);
  place_tls (place, NULL, FAULT_STEP_TLS, "self-signed");
  place_send_good (place, call);
  place = add_proxy (places, OUTCOME_DONE, 0, "good", CONNECTED);
  place_tls (place, NULL, FAULT_STEP_TLS, "good");
  place_send_good (place, call);
  place = add_proxy (places, OUTCOME_UNKNOWN, PLACE_CUT, "closes-after-request", CONNECTED);
  place_tls (place, NULL, FAULT_STEP_TLS, "good");
  place_read (place);
  place = place_add (places, "proxy", OUTCOME_NOT_SENT, PLACE_CODE (OFFLINE), "is-not-there");
  place->host = "proxied.test";
  place->is_gone = TRUE;
}

#define H2_SETTINGS "\0\0\0\4\0\0\0\0\0"

static void
add_garbage (GPtrArray *places,
             guint32    seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  for (guint i = 0; i < 64; i++) {
    Place *place = place_add (places, "protocol", OUTCOME_UNKNOWN, PLACE_CUT, "garbage-%u", i);
    char bytes[200];
    gsize length = g_rand_int_range (rand, 1, sizeof bytes);

    for (gsize j = 0; j < length; j++)
      bytes[j] = g_rand_int_range (rand, 0, 256);
    place_read (place);
    place_send_bytes (place, bytes, length);
  }
}

void
places_of_protocol (GPtrArray  *places,
                    const Call *call,
                    gsize       request,
                    guint32     seed)
{
  static const char *const replies[] = {
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/2 200\r\n\r\n{}", "HTTP/2.0 200 OK\r\n\r\n{}",
    "HTTP/3.0 201 Created\r\n\r\n{}", "{}", "\r\n\r\n\r\n", "ICY 200 OK\r\n\r\n",
    "HTTP/1.1 OK\r\n\r\n", "HTTP/1.1 20\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n", "http/1.1 200 OK\r\n",
    "HTTP/1.1 000 Nothing\r\n\r\n", "HTTP/9999999999.1 200 OK\r\n\r\n", "HTTP/1. 200 OK\r\n\r\n",
    "220 mail.test ESMTP\r\n\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\025\003\003\002\002\050",
  };
  Place *place;

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++) {
    place = place_add (places, "protocol", OUTCOME_UNKNOWN, PLACE_CUT, "no-http-%zu", i);
    place_read (place);
    place_send (place, replies[i]);
  }
  add_garbage (places, seed);

  place = place_add (places, "protocol", OUTCOME_UNKNOWN, PLACE_CUT, "settings-of-http-2");
  place_read (place);
  place_send_bytes (place, H2_SETTINGS, sizeof H2_SETTINGS - 1);
  place = place_add (places, "protocol", EITHER, EITHER_CODES | PLACE_CODE (UNTRUSTED),
                     "nothing-but-http-2");
  place_tls (place, HOST, FAULT_STEP_TLS_H2, "good");
  place_send_bytes (place, H2_SETTINGS, sizeof H2_SETTINGS - 1);
  place_read (place);
  place = place_add (places, "protocol", OUTCOME_NOT_SENT,
                     PLACE_CODE (UNTRUSTED) | PLACE_CODE (OFFLINE), "no-tls");
  place->host = HOST;
  place_send (place, "HTTP/1.1 400 Bad Request\r\n\r\n");
  place_stall (place);

  place = place_add (places, "protocol", OUTCOME_DONE, 0, "good-http-1.0");
  place_read (place);
  place_sendf (place, "HTTP/1.0%s%s\r\n%s", call->status_line + strlen ("HTTP/1.1"), call->headers,
               call->body);
  place = place_add (places, "protocol", OUTCOME_DONE, 0, "good-with-bare-line-ends");
  place_read (place);
  place_sendf (place, "%.*s\n\n%s", (int) strcspn (call->status_line, "\r"), call->status_line,
               call->body);
}
