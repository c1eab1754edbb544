/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-import-item.h"
#include "inlet-import-text.h"
#include "inlet-vault.h"

G_BEGIN_DECLS

/**
 * InletImport:
 *
 * Accounts and credentials of one text that another program wrote, on their way into the keyring: a
 * `GListModel` of [class@ImportItem]. First they are compared with what is kept, then those that
 * are ticked are stored. Belongs to one thread.
 */
#define INLET_TYPE_IMPORT (inlet_import_get_type ())
G_DECLARE_FINAL_TYPE (InletImport, inlet_import, INLET, IMPORT, GObject)

/* Reads the @length bytes at @text, which may be anything. @file_name (nullable) names what has no
 * name. */
InletImport       *inlet_import_new            (InletVault           *vault,
                                                const char           *text,
                                                gsize                 length,
                                                const char           *file_name);
/* %INLET_IMPORT_UNKNOWN where there is nothing, and the list is empty. */
InletImportFormat  inlet_import_get_format     (InletImport          *self);
guint              inlet_import_count_ticked   (InletImport          *self);
/* Whether the text had a secret in it, whatever comes of it. */
gboolean           inlet_import_has_secret     (InletImport          *self);
/* The first with secrets that are only in the text: neither stored, nor the same as what is kept.
 * (nullable) (transfer none) */
InletImportItem   *inlet_import_find_left      (InletImport          *self);

/* Tells of each what it is beside what is kept, and ticks those that are new. Asks the keyring only
 * for what may be the same. Errors as [method@Vault.lookup_async]. */
void               inlet_import_compare_async  (InletImport          *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean           inlet_import_compare_finish (InletImport          *self,
                                                GAsyncResult         *result,
                                                GError              **error);

/* Stores those that are ticked, one after the other, the secrets first. One with an address that is
 * not Adobe's and was not confirmed is refused (%INLET_ERROR_UNCONFIRMED). Each has its outcome;
 * where the keyring cannot be used, and when it is cancelled, the rest is left as it is. FALSE with
 * the first error when not all were stored. */
void               inlet_import_store_async    (InletImport          *self,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean           inlet_import_store_finish   (InletImport          *self,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
