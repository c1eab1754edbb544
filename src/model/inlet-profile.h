/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * InletProfileKind:
 *
 * The two things that are named once, have secrets in the keyring, and are chosen again and again.
 */
typedef enum {
  INLET_PROFILE_ACCOUNT,
  INLET_PROFILE_CREDENTIALS,
} InletProfileKind;

#define INLET_TYPE_PROFILE_KIND (inlet_profile_kind_get_type ())
GType            inlet_profile_kind_get_type (void);
/* "account" or "credentials": as stored, as the keyring's attribute, as the terminal's word. */
const char      *inlet_profile_kind_to_nick  (InletProfileKind kind);

/**
 * InletProfile:
 *
 * What [class@Account] and [class@Credentials] have in common: an ID of our own, a name, and
 * secrets that live in the keyring under that ID.
 *
 * Immutable: an edited profile is a new object with the same ID. All its properties are construct
 * only and none is secret, so that the object as JSON is what the database keeps.
 */
#define INLET_TYPE_PROFILE (inlet_profile_get_type ())
G_DECLARE_DERIVABLE_TYPE (InletProfile, inlet_profile, INLET, PROFILE, GObject)

struct _InletProfileClass
{
  GObjectClass     parent_class;
  InletProfileKind kind;
};

InletProfileKind inlet_profile_get_kind      (InletProfile     *self);
/* A UUID. */
const char      *inlet_profile_get_id        (InletProfile     *self);
const char      *inlet_profile_get_name      (InletProfile     *self);
/* Whether both have the same kind and the same value in every property. */
gboolean         inlet_profile_equal         (InletProfile     *self,
                                              InletProfile     *other);
/* All properties but id and name, as the JSON object that the database keeps. (transfer full) */
char            *inlet_profile_to_json       (InletProfile     *self);
/* %NULL when @json is not an object. Unknown members are ignored. (transfer full) */
InletProfile    *inlet_profile_new_from_json (InletProfileKind  kind,
                                              const char       *id,
                                              const char       *name,
                                              const char       *json);

G_END_DECLS
