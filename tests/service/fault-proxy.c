/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "fault-proxy.h"

struct _FaultProxy
{
  GObject parent_instance;
};

static char *proxy_url;

static gboolean
is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

/* (transfer full) (nullable) */
static char *
dup_proxy_of_name (const char *uri)
{
  g_autoptr (GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_NONE, NULL);

  if (parsed == NULL || g_strcmp0 (g_uri_get_host (parsed), FAULT_PROXY_HOST) != 0)
    return NULL;

  return g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (parsed));
}

static char **
lookup (GProxyResolver  *resolver,
        const char      *uri,
        GCancellable    *cancellable,
        GError         **error)
{
  g_autofree char *own = dup_proxy_of_name (uri);
  const char *url = own != NULL ? own : proxy_url;
  const char *const proxies[] = { url != NULL ? url : "direct://", NULL };

  return g_strdupv ((char **) proxies);
}

static void
lookup_async (GProxyResolver      *resolver,
              const char          *uri,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (resolver, cancellable, callback, user_data);

  g_task_set_source_tag (task, lookup_async);
  g_task_return_pointer (task, lookup (resolver, uri, NULL, NULL), (GDestroyNotify) g_strfreev);
}

static char **
lookup_finish (GProxyResolver  *resolver,
               GAsyncResult    *result,
               GError         **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
proxy_resolver_init (GProxyResolverInterface *iface)
{
  iface->is_supported = is_supported;
  iface->lookup = lookup;
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FaultProxy, fault_proxy, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, proxy_resolver_init))

static void
fault_proxy_class_init (FaultProxyClass *class)
{
}

static void
fault_proxy_init (FaultProxy *self)
{
}

void
fault_proxy_install (void)
{
  g_setenv ("GIO_USE_PROXY_RESOLVER", "inlet-fault", TRUE);
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, FAULT_TYPE_PROXY,
                                  "inlet-fault", 0);
  g_assert_true (FAULT_IS_PROXY (g_proxy_resolver_get_default ()));
}

void
fault_proxy_set_url (const char *url)
{
  g_free (proxy_url);
  proxy_url = g_strdup (url);
}
