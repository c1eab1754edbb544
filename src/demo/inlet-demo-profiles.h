/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-demo-service.h"

G_BEGIN_DECLS

/* Who may use the demo's Adobe, what its Amazon S3 holds true, and what goes wrong on purpose. */

#define INLET_DEMO_ORG_ID "5C1328435BF324E90A49402A@AdobeOrg"

/* The key that is good, and the one that Amazon has no longer by the time a connection was made. */
#define INLET_DEMO_KEY_ID         "AKIAIOSFODNN7EXAMPLE"
#define INLET_DEMO_DELETED_KEY_ID "AKIADELETEDAFTERWARD"

/* The client that nobody has added to a sandbox. */
#define INLET_DEMO_API_KEY_OF_NO_SANDBOX "7d1e20c94b6f4f7da3d8525b9c0e61aa"

/**
 * InletDemoFate:
 * @INLET_DEMO_FATE_MADE: the connection is made
 * @INLET_DEMO_FATE_S3_REFUSED: Amazon S3 does not accept the keys
 * @INLET_DEMO_FATE_NOT_ALLOWED: Adobe does not allow it
 * @INLET_DEMO_FATE_BUSY: too many requests
 * @INLET_DEMO_FATE_LOST: the connection is made, and the line cut before the answer
 * @INLET_DEMO_FATE_BROKEN: a gateway fails and answers with a web page
 *
 * What becomes of a request that is right in itself.
 */
typedef enum {
  INLET_DEMO_FATE_MADE,
  INLET_DEMO_FATE_S3_REFUSED,
  INLET_DEMO_FATE_NOT_ALLOWED,
  INLET_DEMO_FATE_BUSY,
  INLET_DEMO_FATE_LOST,
  INLET_DEMO_FATE_BROKEN,
} InletDemoFate;

/* Keys that were typed by a person are unknown here, and good. */
InletDemoFate inlet_demo_profiles_find_fate   (const char *access_key_id,
                                               const char *secret_key);
/* Whether Amazon has no such key any more by the time a connection was made with it. */
gboolean      inlet_demo_profiles_is_deleted (const char *access_key_id);
/* Whether it may not list the bucket, by the policy of that. */
gboolean      inlet_demo_profiles_is_denied   (const char *access_key_id);
/* Whether no answer arrives to what changes a connection that has this key. */
gboolean      inlet_demo_profiles_loses_answers (const char *access_key_id);
/* Whether somebody else deletes such a connection, before it is listed for the first time. */
gboolean      inlet_demo_profiles_is_given_up (const char *access_key_id);
/* Whether somebody else renames such a connection before it is listed, and describes it anew just
 * before every other change of ours. */
gboolean      inlet_demo_profiles_is_contested (const char *access_key_id);
/* Whether dataflows use such a connection. */
gboolean      inlet_demo_profiles_has_dataflows (const char *access_key_id);
gboolean      inlet_demo_profiles_has_api_key (const char *api_key);
/* The one secret that is right for every client. */
gboolean      inlet_demo_profiles_has_client  (const char *api_key,
                                               const char *client_secret);
/* (transfer full) (element-type InletDemoProfile) */
GPtrArray    *inlet_demo_profiles_build       (const char *url);

G_END_DECLS
