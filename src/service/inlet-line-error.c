/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "inlet-line-error.h"

#include <libsoup/soup.h>

static InletErrorCode
get_code_before_sending (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return INLET_ERROR_TIMED_OUT;
  /* A line that is cut in the handshake looks like a server that does not know TLS, and says
   * nothing about who is at its other end. */
  if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF) ||
      g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_NOT_TLS))
    return INLET_ERROR_OFFLINE;
  if (error->domain == G_TLS_ERROR)
    return INLET_ERROR_UNTRUSTED;

  return INLET_ERROR_OFFLINE;
}

static InletErrorCode
get_code_after_sending (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return INLET_ERROR_TIMED_OUT;
  if (error->domain == SOUP_SESSION_ERROR)
    return INLET_ERROR_BAD_REPLY;

  return INLET_ERROR_INTERRUPTED;
}

InletErrorCode
inlet_line_error_get_code (const GError *error,
                           gboolean      is_sent)
{
  return is_sent ? get_code_after_sending (error) : get_code_before_sending (error);
}

gboolean
inlet_line_error_is_passing (const GError   *error,
                             InletErrorCode  code)
{
  if (g_error_matches (error, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_HOST_NOT_FOUND) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PROXY_NOT_ALLOWED))
    return FALSE;

  return code == INLET_ERROR_OFFLINE || code == INLET_ERROR_INTERRUPTED ||
         code == INLET_ERROR_TIMED_OUT;
}

/* GIO itself says only that the certificate is not acceptable. */
char *
inlet_line_error_describe (const GError         *error,
                           GTlsCertificateFlags  flags)
{
  static const struct { GTlsCertificateFlags flag; const char *fact; } facts[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, "not signed by a known authority" },
    { G_TLS_CERTIFICATE_BAD_IDENTITY, "made for another host" },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, "not valid yet" },
    { G_TLS_CERTIFICATE_EXPIRED, "expired" },
    { G_TLS_CERTIFICATE_REVOKED, "revoked" },
    { G_TLS_CERTIFICATE_INSECURE, "made with a weak algorithm" },
  };
  g_autoptr (GString) text = g_string_new (error->message);
  const char *separator = ": ";

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++) {
    if ((flags & facts[i].flag) == 0)
      continue;
    g_string_append_printf (text, "%s%s", separator, facts[i].fact);
    separator = ", ";
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
