#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# bench-history.sh MAKE-HISTORY BENCH-HISTORY: makes the two databases and measures them.
set -eu
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
"$1" "$folder/small.db" 10
"$1" "$folder/large.db" 1000000
"$2" "$folder/small.db" "$folder/large.db"
