# SPDX-License-Identifier: GPL-3.0-or-later
"""Databases for the benchmarks, beside the program that makes them: the large one takes minutes, so
each is made once, and anew when that program has changed."""

import os
import subprocess


def history(make_history, rows):
    """The path of a database with so many connections."""
    path = os.path.join(os.path.dirname(os.path.abspath(make_history)), f'history-{rows}.db')
    if not os.path.exists(path) or os.path.getmtime(path) < os.path.getmtime(make_history):
        print(f'Making a history of {rows} connections…', flush=True)
        subprocess.run([make_history, path, str(rows)], check=True)
        os.utime(path)
    return path
