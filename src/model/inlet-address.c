/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-address.h"

#include "inlet-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* Anything else than these is read differently by different programs, which is how an address is
 * made to look like another. */
static gboolean
is_plain (const char *url)
{
  for (const char *c = url; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || strchr ("\\\"<>^`{|}", *c) != NULL)
      return FALSE;

  return TRUE;
}

/* @host was decoded: `%2f` and the like must not have become a part of it. */
static gboolean
is_host (const char *host)
{
  if (host == NULL || *host == '\0')
    return FALSE;

  if (strchr (host, ':') != NULL)
    return g_hostname_is_ip_address (host);

  for (const char *c = host; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("-._", *c) == NULL)
      return FALSE;

  return TRUE;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);

  return g_ascii_strcasecmp (host, "localhost") == 0;
}

static GUri *
parse (const char *url)
{
  g_autoptr (GUri) uri = is_plain (url) ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL || !is_host (g_uri_get_host (uri)) || g_uri_get_port (uri) == 0)
    return NULL;

  return g_steal_pointer (&uri);
}

gboolean
inlet_address_check (const char  *url,
                     GError     **error)
{
  const char *fault = inlet_address_find_fault (url);

  if (fault != NULL)
    g_set_error_literal (error, INLET_ERROR, INLET_ERROR_INVALID_INPUT, fault);

  return fault == NULL;
}

const char *
inlet_address_find_fault (const char *url)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  uri = parse (url);
  if (uri == NULL)
    return _("This is not an address: it must look like https://host.example.");

  if (strcmp (g_uri_get_scheme (uri), "http") == 0 && !is_loopback (g_uri_get_host (uri)))
    return _("The address must begin with https://, or the secrets could be read on the way.");

  if (strcmp (g_uri_get_scheme (uri), "http") != 0 && strcmp (g_uri_get_scheme (uri), "https") != 0)
    return _("The address must begin with https://.");

  if (g_uri_get_userinfo (uri) != NULL)
    return _("The address must not have a user name or password in it.");

  if (g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL)
    return _("The address must not have a “?” or “#” in it.");

  return NULL;
}

gboolean
inlet_address_is_within (const char *url,
                         const char *domain)
{
  g_autoptr (GUri) uri = NULL;
  const char *host;
  gsize host_length;
  gsize domain_length;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = parse (url);
  if (uri == NULL)
    return FALSE;

  host = g_uri_get_host (uri);
  if (domain == NULL)
    return is_loopback (host);

  host_length = strlen (host);
  domain_length = strlen (domain);
  if (host_length < domain_length ||
      g_ascii_strcasecmp (host + host_length - domain_length, domain) != 0)
    return FALSE;

  return host_length == domain_length || host[host_length - domain_length - 1] == '.';
}

gboolean
inlet_address_is_foreign (const char *url)
{
  return !inlet_address_is_within (url, "adobe.io") &&
         !inlet_address_is_within (url, "adobelogin.com") && !inlet_address_is_within (url, NULL);
}

char *
inlet_address_dup_place (const char *url)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  int port;

  g_return_val_if_fail (url != NULL, NULL);

  uri = parse (url);
  if (uri == NULL)
    return g_strdup (url);

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  port = g_uri_get_port (uri);
  if (port < 0)
    port = strcmp (g_uri_get_scheme (uri), "http") == 0 ? 80 : 443;

  return g_strdup_printf ("%s:%d", host, port);
}

char *
inlet_address_join (const char *base,
                    const char *path)
{
  gsize length;

  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  length = strlen (base);
  while (length > 0 && base[length - 1] == '/')
    length--;
  while (*path == '/')
    path++;

  return g_strdup_printf ("%.*s/%s", (int) length, base, path);
}
