/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-form.h"

G_BEGIN_DECLS

/* What the files of [class@Form] share. */

struct _InletForm
{
  GObject         parent_instance;

  InletFormKind   kind;
  InletSignInKind sign_in_kind;
  InletProfile   *profile;                   /* (owned) (nullable): what is being edited */
  char           *texts[INLET_FIELD_LAST];   /* (owned), never NULL */
  gboolean        is_valid;
};

/* Whether the access key is one that has a session token with it. */
gboolean inlet_form_has_temporary_key   (InletForm *self);
/* Whether the session token of the edited credentials stays, if none is typed. */
gboolean inlet_form_keeps_session_token (InletForm *self);

G_END_DECLS
