/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cell.h"

#include "planted.h"

#include <string.h>

/* Of a cell that does not end by its time-out: long enough for any machine. */
#define PATIENT_SECONDS 60

/* How much later than its time-out a call may end on a machine that has much else to do. */
#define SLACK_SECONDS 20

/* What a client that reads on and on would take in, and the buffers of both systems would not. */
#define MOST_SENT ((guint64) 16 * 1024 * 1024)

Cell *
cell_new (const Call *call,
          Place      *place)
{
  Cell *self = g_new0 (Cell, 1);

  self->call = call;
  self->place = place;
  self->path = g_strjoin ("/", place->family, call->name, place->name, NULL);
  return self;
}

void
cell_free (Cell *self)
{
  g_assert_null (self->server);
  place_free (self->place);
  g_free (self->path);
  g_free (self->earlier);
  g_free (self->result);
  g_clear_error (&self->error);
  g_free (self->complaint);
  g_free (self);
}

static void
on_finished (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Cell *self = user_data;

  g_assert_false (self->is_done);
  self->result = self->call->finish (INLET_HTTP (source), result, &self->error);
  self->ended_at = g_get_monotonic_time ();
  self->is_done = TRUE;
}

static gboolean
is_proxied (Cell *self)
{
  return g_strcmp0 (self->place->host, "proxied.test") == 0;
}

/* What comes before the page with the fault, on the same kind of line. */
static void
set_earlier (Cell *self)
{
  static const FaultStep connect[] = {
    FAULT_READ, FAULT_SEND ("HTTP/1.1 200 Connected\r\n\r\n"), FAULT_TLS ("good")
  };
  FaultStep *step = self->earlier_steps;

  g_free (self->earlier);
  self->earlier = g_strdup_printf ("%s%sContent-Length: %zu\r\n\r\n%s", self->call->status_line,
                                   self->call->headers, strlen (self->call->earlier),
                                   self->call->earlier);
  memset (self->earlier_steps, 0, sizeof self->earlier_steps);
  if (is_proxied (self))
    for (gsize i = 0; i < G_N_ELEMENTS (connect); i++)
      *step++ = connect[i];
  else if (self->place->host != NULL)
    *step++ = (FaultStep) FAULT_TLS ("good");
  *step++ = (FaultStep) FAULT_READ;
  *step++ = (FaultStep) { FAULT_STEP_SEND, self->earlier, strlen (self->earlier) };
}

static void
set_scripts (Cell *self)
{
  guint n_scripts = 0;

  if (self->call->earlier != NULL) {
    set_earlier (self);
    self->scripts[n_scripts++] = self->earlier_steps;
  }
  self->scripts[n_scripts++] = (const FaultStep *) (gpointer) self->place->steps->data;
  self->scripts[n_scripts] = NULL;
  fault_server_set_scripts (self->server, self->scripts);
}

/* A port that nobody listens at, and that nobody else gets meanwhile. (transfer full): its URL */
static char *
reserve_port (Cell *self)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;
  const char *host = self->place->host;

  self->deaf = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                             &error);
  g_assert_no_error (error);
  g_socket_bind (self->deaf, any, FALSE, &error);
  g_assert_no_error (error);
  address = g_socket_get_local_address (self->deaf, &error);
  g_assert_no_error (error);

  return g_strdup_printf ("%s://%s:%u", host != NULL ? "https" : "http",
                          host != NULL ? host : "127.0.0.1",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)));
}

void
cell_start (Cell  *self,
            guint  seconds)
{
  g_autofree char *url = NULL;
  const char *scheme = self->place->host != NULL ? "https" : NULL;

  self->is_done = FALSE;
  g_clear_pointer (&self->result, g_free);
  g_clear_error (&self->error);
  g_clear_pointer (&self->complaint, g_free);

  if (self->place->is_gone) {
    url = reserve_port (self);
  } else {
    self->server = fault_server_new ();
    set_scripts (self);
    url = fault_server_dup_url (self->server, scheme, self->place->host);
  }

  self->seconds = self->place->is_silent ? seconds : PATIENT_SECONDS;
  self->http = inlet_http_new ();
  inlet_http_set_timeout (self->http, self->seconds);
  self->started_at = g_get_monotonic_time ();
  self->call->start (self->http, url, on_finished, self);
}

static Outcome
read_outcome (InletProblem *problem)
{
  switch (inlet_problem_get_certainty (problem)) {
    case INLET_CERTAINTY_NOT_SENT:
      return OUTCOME_NOT_SENT;
    case INLET_CERTAINTY_REFUSED:
      return OUTCOME_REFUSED;
    case INLET_CERTAINTY_ASKED:
      return inlet_problem_get_status (problem) != 0 ? OUTCOME_REFUSED : OUTCOME_NOT_SENT;
    case INLET_CERTAINTY_UNKNOWN:
    default:
      return OUTCOME_UNKNOWN;
  }
}

/* Whether the reply is a good one of nothing: a status of success, 2xx, with that body, which 204
 * cannot have. */
static gboolean
is_empty (Cell *self)
{
  const char *name = strrchr (self->path, '/') + 1;

  return self->call->empty != NULL && *name == '2' && !g_str_has_prefix (name, "204") &&
         g_str_has_suffix (name, self->call->empty);
}

/* Whether the status of the reply is the good one and says all: nothing behind it counts. */
static gboolean
is_told_by_status (Cell *self)
{
  return *self->call->body == '\0' && g_str_equal (self->place->family, "status") &&
         g_str_has_prefix (self->place->name, "204-");
}

/* What a call changes decides what may be said of it when its answer is lost. */
static guint
get_outcomes (Cell *self)
{
  guint outcomes = self->place->outcomes;

  if (is_empty (self) || is_told_by_status (self))
    return OUTCOME_DONE;
  if ((outcomes & OUTCOME_UNKNOWN) == 0 || self->call->effect == CALL_MAKES)
    return outcomes;
  if (self->call->effect == CALL_ASKS)
    return outcomes | OUTCOME_NOT_SENT | OUTCOME_REFUSED;

  return (outcomes & ~OUTCOME_UNKNOWN) | OUTCOME_NOT_SENT | OUTCOME_REFUSED;
}

/* The good result; parts that nobody needs may be lost from its end. */
static gboolean
is_right_result (Cell *self)
{
  gsize length = strlen (self->result);
  const char *wanted = self->call->result;

  if (is_empty (self))
    return g_str_equal (self->result, self->call->empty_result);

  return strncmp (wanted, self->result, length) == 0 &&
         (wanted[length] == '\0' || wanted[length] == ' ');
}

/* @text: (transfer none) (nullable); %NULL where nothing is wrong with it. */
static char *
judge_sink (const char *name,
            const char *text)
{
  const char *found = text != NULL ? planted_find (text, strlen (text)) : NULL;

  return found != NULL ? g_strdup_printf ("a secret is in the %s: %s", name, found) : NULL;
}

static char *
judge_words (Cell         *self,
             InletProblem *problem)
{
  g_autofree char *json = inlet_problem_to_json (problem);
  const struct { const char *name; const char *text; } sinks[] = {
    { "error", self->error->message },
    { "message", inlet_problem_get_message (problem) },
    { "details", inlet_problem_get_details (problem) },
    { "code", inlet_problem_get_adobe_code (problem) },
    { "request ID", inlet_problem_get_request_id (problem) },
    { "title", inlet_problem_get_title (problem) },
    { "hint", inlet_problem_get_hint (problem) },
    { "history", json },
  };

  if (*inlet_problem_get_title (problem) == '\0' || *inlet_problem_get_hint (problem) == '\0')
    return g_strdup ("it has no title or no hint");
  if (*inlet_problem_get_message (problem) == '\0')
    return g_strdup ("it has no message");

  for (gsize i = 0; i < G_N_ELEMENTS (sinks); i++) {
    char *complaint = judge_sink (sinks[i].name, sinks[i].text);

    if (complaint != NULL)
      return complaint;
  }

  return NULL;
}

static char *
judge_error (Cell *self)
{
  g_autoptr (InletProblem) problem = inlet_problem_new_from_error (self->error);
  guint codes = self->place->codes;

  /* So much, a byte at a time, takes longer than anybody waits. */
  if (codes != 0 && self->call->max_bytes > 0)
    codes |= PLACE_CODE (TIMED_OUT);

  self->outcome = read_outcome (problem);
  if (self->error->domain != INLET_ERROR)
    return g_strdup_printf ("the error is of %s", g_quark_to_string (self->error->domain));
  if (codes != 0 && (codes & (1u << inlet_problem_get_code (problem))) == 0)
    return g_strdup_printf ("the code is %s",
                            inlet_error_code_to_nick (inlet_problem_get_code (problem)));

  return judge_words (self, problem);
}

static char *
judge_outcome (Cell *self)
{
  static const char *const names[] = { "done", "not sent", "refused", "unknown" };
  guint outcomes = get_outcomes (self);

  if (self->outcome == OUTCOME_DONE && !is_right_result (self))
    return g_strdup ("it is done, with another result than was sent");
  if ((outcomes & self->outcome) == 0)
    return g_strdup_printf ("it counts as %s (%s)", names[g_bit_nth_lsf (self->outcome, -1)],
                            self->error != NULL ? self->error->message : "no error");
  /* What has arrived has left. */
  if (self->outcome == OUTCOME_NOT_SENT && self->call->effect == CALL_MAKES &&
      self->server != NULL && self->place->host == NULL &&
      fault_server_get_n_received (self->server) > 0)
    return g_strdup ("it counts as not sent, and has arrived");

  return NULL;
}

static char *
judge_traffic (Cell *self)
{
  guint n_calls = self->call->earlier != NULL ? 2 : 1;
  guint n_requests = is_proxied (self) ? 2 * n_calls : n_calls;

  if (self->server == NULL)
    return NULL;
  if (fault_server_get_n_requests (self->server) > n_requests)
    return g_strdup_printf ("%u requests have arrived",
                            fault_server_get_n_requests (self->server));
  if (fault_server_get_n_connections (self->server) > n_calls)
    return g_strdup_printf ("%u connections were made",
                            fault_server_get_n_connections (self->server));
  if (fault_server_get_n_sent (self->server) > MOST_SENT + self->call->max_bytes)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " bytes were taken",
                            fault_server_get_n_sent (self->server));

  return NULL;
}

static char *
judge_time (Cell *self)
{
  gint64 seconds = (self->ended_at - self->started_at) / G_USEC_PER_SEC;

  if (seconds > self->seconds + SLACK_SECONDS)
    return g_strdup_printf ("it took %" G_GINT64_FORMAT " seconds", seconds);

  return NULL;
}

void
cell_judge (Cell *self)
{
  g_assert_true (self->is_done);
  self->outcome = OUTCOME_DONE;
  if ((self->result == NULL) == (self->error == NULL))
    self->complaint = g_strdup ("it has a result and an error, or neither");
  else if (self->error != NULL)
    self->complaint = judge_error (self);

  if (self->complaint == NULL)
    self->complaint = judge_outcome (self);
  if (self->complaint == NULL)
    self->complaint = judge_traffic (self);
  if (self->complaint == NULL)
    self->complaint = judge_time (self);
}

gboolean
cell_clear (Cell *self)
{
  if (self->http != NULL) {
    g_set_weak_pointer (&self->lingering, G_OBJECT (self->http));
    g_clear_object (&self->http);
  }
  if (self->lingering != NULL)
    return FALSE;

  g_clear_pointer (&self->server, fault_server_free);
  g_clear_object (&self->deaf);
  return TRUE;
}
