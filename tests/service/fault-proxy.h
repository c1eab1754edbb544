/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FaultProxy:
 *
 * Stands for the proxy settings of the desktop: everything goes through the one proxy that the
 * test names, and directly while it names none. To the host %FAULT_PROXY_HOST it goes through a
 * proxy on this computer at the port that is asked for, so that tests can have many at once.
 */
#define FAULT_PROXY_HOST "proxied.test"

#define FAULT_TYPE_PROXY (fault_proxy_get_type ())
G_DECLARE_FINAL_TYPE (FaultProxy, fault_proxy, FAULT, PROXY, GObject)

/* Makes it the proxy resolver of the process; to be called before anything asks for one. */
void fault_proxy_install (void);
/* @url: `http://HOST:PORT`, or %NULL for none. */
void fault_proxy_set_url (const char *url);

G_END_DECLS
