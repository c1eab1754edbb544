/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "inlet-connection.h"

G_BEGIN_DECLS

/**
 * InletReportParts:
 * @system: what it runs on and with
 * @connection: (nullable): the row that it is about
 * @problem: (nullable): what went wrong; %NULL for that of @connection, if it has one
 * @tests: (nullable) (element-type InletTestResult): of @connection, oldest first
 *
 * What a report is made of.
 */
typedef struct
{
  const char      *system;
  InletConnection *connection;
  InletProblem    *problem;
  GPtrArray       *tests;
} InletReportParts;

/* A text for a support ticket: what was asked of Adobe and what it answered, with its request IDs,
 * what is known of the row, and of the system. Labels are in English, since its reader may not know
 * the user's language. It goes through the redactor as a whole. (transfer full) */
char *inlet_report_build (const InletReportParts *parts);

G_END_DECLS
