/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "call.h"
#include "fault-server.h"
#include "inlet-problem.h"

G_BEGIN_DECLS

/* The outcomes that are right, as bits. Which of several it is may be a matter of who was faster;
 * what the server has seen then decides. */
typedef enum {
  OUTCOME_DONE     = 1 << 0,  /* the whole good reply has come */
  OUTCOME_NOT_SENT = 1 << 1,  /* nothing of the request has left */
  OUTCOME_REFUSED  = 1 << 2,  /* a reply has come that says no */
  OUTCOME_UNKNOWN  = 1 << 3,  /* it has left, and no reply has come that tells */
} Outcome;

#define PLACE_CODE(code) (1u << (INLET_ERROR_ ## code))
/* A line that was cut after the request had left. */
#define PLACE_CUT        (PLACE_CODE (INTERRUPTED) | PLACE_CODE (BAD_REPLY))

/**
 * Place:
 *
 * A place where the reply to a call can break: what a server does, and what may come of it.
 */
typedef struct
{
  const char *family;
  char       *name;         /* (owned) */
  const char *host;         /* (nullable): asked by `https`; without, by `http` on loopback */
  GArray     *steps;        /* (owned) (element-type FaultStep) */
  GPtrArray  *bytes;        /* (owned) (element-type GBytes): what the steps send */
  guint       outcomes;     /* Outcome */
  guint       codes;        /* those that an error may have; 0: any */
  gboolean    is_gone;      /* nobody listens */
  gboolean    is_silent;    /* ends by the time-out of the client */
  gboolean    is_large;     /* sends more than anybody should keep */
} Place;

/* What a family of places is made from: adds each of its places for @call, whose last request has
 * so many bytes, to @places. */
typedef void (*PlaceMaker) (GPtrArray  *places,
                            const Call *call,
                            gsize       request_length,
                            guint32     seed);

typedef struct
{
  const char *name;
  PlaceMaker  make;
} PlaceFamily;

/* The last has no name. */
extern const PlaceFamily place_families[];

Place *place_add         (GPtrArray     *places,
                          const char    *family,
                          guint          outcomes,
                          guint          codes,
                          const char    *format,
                          ...) G_GNUC_PRINTF (5, 6);
void   place_free        (Place         *self);
void   place_step        (Place         *self,
                          FaultStepKind  kind,
                          guint64        length);
/* (nullable) @host; asks by `https` and plays its handshake with that certificate. */
void   place_tls         (Place         *self,
                          const char    *host,
                          FaultStepKind  kind,
                          const char    *certificate);
void   place_read        (Place         *self);
void   place_send        (Place         *self,
                          const char    *text);
void   place_send_bytes  (Place         *self,
                          gconstpointer  data,
                          gsize          length);
void   place_sendf       (Place         *self,
                          const char    *format,
                          ...) G_GNUC_PRINTF (2, 3);
void   place_flood       (Place         *self,
                          const char    *piece,
                          guint64        total);
/* After this, nothing until the client goes. */
void   place_stall       (Place         *self);
void   place_reset       (Place         *self);

/* Reads the request and sends the good reply of @call with its length. */
void   place_send_good   (Place         *self,
                          const Call    *call);
/* Adds a place that reads the request and then sends @head, an empty line and @body. */
Place *place_add_reply   (GPtrArray     *places,
                          const char    *family,
                          guint          outcomes,
                          guint          codes,
                          const char    *name,
                          const char    *head,
                          const char    *body,
                          gssize         length);

/* The families, in places-….c. */
void   places_of_line         (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_request      (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_certificate  (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_proxy        (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_protocol     (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_cut          (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_cut_refusal  (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_length       (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_chunks       (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_type         (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_encoding     (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_packing      (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_size         (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_interim      (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_redirect     (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_status       (GPtrArray *places, const Call *call, gsize request, guint32 seed);
void   places_of_echo         (GPtrArray *places, const Call *call, gsize request, guint32 seed);

G_END_DECLS
