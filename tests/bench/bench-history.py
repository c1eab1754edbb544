#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-history.py MAKE-HISTORY BENCH-HISTORY: 1,000,000 connections against 10, in a real window."""

import subprocess
import sys

from histories import history

MAKE_HISTORY, BENCH_HISTORY = sys.argv[1:3]

sys.exit(subprocess.run([BENCH_HISTORY, history(MAKE_HISTORY, 10),
                         history(MAKE_HISTORY, 1_000_000)]).returncode)
