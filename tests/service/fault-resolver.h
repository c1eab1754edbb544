/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FaultResolver:
 *
 * Names without a network: `….test` is this computer, `stall.invalid` is never answered, and there
 * is nothing else. No question leaves the process.
 */
#define FAULT_TYPE_RESOLVER (fault_resolver_get_type ())
G_DECLARE_FINAL_TYPE (FaultResolver, fault_resolver, FAULT, RESOLVER, GResolver)

/* Makes it the resolver of the process. */
void fault_resolver_install (void);

G_END_DECLS
