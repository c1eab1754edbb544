/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-account.h"
#include "inlet-credentials.h"
#include "inlet-secrets.h"

G_BEGIN_DECLS

/**
 * InletDemoService:
 *
 * Adobe's sign-in, sandboxes and Flow Service, embedded: speaks the real wire protocol on a
 * loopback port, checks requests as strictly as Adobe does, and remembers what it made.
 *
 * Answers in the main context of the thread that made it.
 */
#define INLET_TYPE_DEMO_SERVICE (inlet_demo_service_get_type ())
G_DECLARE_FINAL_TYPE (InletDemoService, inlet_demo_service, INLET, DEMO_SERVICE, GObject)

/* Listens on a free loopback port, or sets @error. */
InletDemoService *inlet_demo_service_new         (GError             **error);
/* `http://127.0.0.1:PORT`: both the platform and the sign-in address. */
const char       *inlet_demo_service_get_url     (InletDemoService    *self);
/* Milliseconds that an answer takes, more or less: @create for a new connection and where the
 * storage is asked, @sign_in for all else; a realistic time unless set. */
void              inlet_demo_service_set_delay   (InletDemoService    *self,
                                                  guint                sign_in,
                                                  guint                create);
/* Has others at work in the sandboxes: there are connections of theirs, and they change and delete
 * some of those that their names tell. To be called once, at the start. */
void              inlet_demo_service_add_others  (InletDemoService    *self);
/* How many connections were made so far, in whatever sandbox and by whom ever. */
guint             inlet_demo_service_get_n_made  (InletDemoService    *self);

/**
 * InletDemoProfile:
 *
 * A profile that the service knows, and its secrets.
 */
typedef struct
{
  InletProfile *profile;
  InletSecrets *secrets;
} InletDemoProfile;

/* A ready account, ready credentials, and credentials that fail on purpose, named so; the first of
 * each kind is the good one. (transfer full) (element-type InletDemoProfile) */
GPtrArray        *inlet_demo_service_dup_profiles (InletDemoService   *self);
/* The sandbox that the form starts with. */
#define INLET_DEMO_SANDBOX "dev"

G_END_DECLS
