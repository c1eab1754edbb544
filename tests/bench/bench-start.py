#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""bench-start.py INLET BARE FIRST-FRAME MAKE-HISTORY: start and memory, in pairs.

Inlet with 10,000 connections against a bare AdwApplicationWindow; Inlet with 1,000,000 against
Inlet with 10. Run inside ../desktop; GSK_RENDERER=cairo.

Instructions are counted in two ways, both programs alike. Those of the main thread, from exec to
the first frame, are what a person waits for. Those of all threads hold also what was begun for that
frame beside it (fonts, icons, the database), to its end: where the count stopped at the frame, a
thread that was nearly done would count in one run and not in the next.
"""

import math
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

from histories import history

INLET, BARE, FIRST_FRAME, MAKE_HISTORY = map(os.path.abspath, sys.argv[1:5])
PAIRS = 15
COUNTS = 3

failed = []


def start(program, home, *wrapper, **environment):
    """Milliseconds from exec to the first frame, MiB of proportional memory after it, and the
    milliseconds to the first frame with rows of the history (NaN for a window that has none)."""
    read, write = os.pipe()
    env = {**os.environ, 'XDG_DATA_HOME': home, 'LD_PRELOAD': FIRST_FRAME,
           'FIRST_FRAME_FD': str(write), **environment}
    before = time.clock_gettime(time.CLOCK_MONOTONIC)
    process = subprocess.Popen([*wrapper, program], env=env, pass_fds=[write],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as lines:
        said = dict(line.split() for line in lines)
    process.wait()
    if 'frame' not in said:
        sys.exit(f'{program} painted no frame')
    return (int(said['frame']) / 1000 - before * 1000, int(said.get('pss', 0)) / 1024,
            float(said.get('rows', 'nan')) / 1000 - before * 1000)


def judge(figure, limit):
    """How a line begins. The exit status says whether all figures are what was asked for."""
    is_within = figure <= limit     # which what was never measured is not
    failed.append(not is_within)
    return 'PASS' if is_within else 'FAIL'


def compare(name, a, b, limit, memory_limit=None, more_memory=None):
    for side in (a, b):
        start(*side)                # warm
    rows = [(start(*a), start(*b)) for _ in range(PAIRS)]
    for i, what in enumerate(('first frame', 'memory', 'first rows of the history')):
        if what == 'memory' or math.isnan(rows[0][1][i]):
            continue
        times = [x[i] / y[i] for x, y in rows]
        figure = statistics.median(times)
        print(f'{judge(figure, limit)}: {name}: {what} {figure:.2f} times (median of {PAIRS} '
              f'pairs, {min(times):.2f} to {max(times):.2f}; '
              f'{statistics.median(x[i] for x, _ in rows):.0f} ms against '
              f'{statistics.median(y[i] for _, y in rows):.0f} ms; asked: at most {limit})')
    if memory_limit is not None:
        memory = statistics.median(x[1] / y[1] for x, y in rows)
        print(f'{judge(memory, memory_limit)}: {name}: proportional memory {memory:.2f} times '
              f'({statistics.median(x[1] for x, _ in rows):.1f} MiB against '
              f'{statistics.median(y[1] for _, y in rows):.1f} MiB; asked: at most {memory_limit})')
    if more_memory is not None:
        more = statistics.median(x[1] - y[1] for x, y in rows)
        print(f'{judge(more, more_memory)}: {name}: {more:.1f} MiB more memory (asked: at most '
              f'{more_memory} MiB more)')


def count(program, home):
    """Instructions to the first frame, counted by callgrind: those of the main thread, and those of
    all threads until the others have done what they were given by then, each in millions."""
    with tempfile.TemporaryDirectory() as folder:
        start(program, home, 'valgrind', '--tool=callgrind', '--separate-threads=yes',
              f'--callgrind-out-file={folder}/out', f'--log-file={folder}/log',
              FIRST_FRAME_ONLY='1')
        counts = [int(re.search(r'^totals: (\d+)', path.read_text(), re.MULTILINE)[1]) / 1e6
                  for path in sorted(pathlib.Path(folder).glob('out-*'))]
    return counts[0], sum(counts)


def compare_counts(name, a, b, limit):
    rows = [(count(*a), count(*b)) for _ in range(COUNTS)]
    for i, what in enumerate(('of the main thread', 'of all threads')):
        ratios = [x[i] / y[i] for x, y in rows]
        figure = statistics.median(ratios)
        print(f'{judge(figure, limit)}: {name}: {figure:.3f} times the instructions {what} for the '
              f'first frame (median of {COUNTS} pairs, {min(ratios):.3f} to {max(ratios):.3f}; '
              f'{statistics.median(x[i] for x, _ in rows):.0f} against '
              f'{statistics.median(y[i] for _, y in rows):.0f} million; asked: at most {limit})')


with tempfile.TemporaryDirectory() as folder:
    homes = {}
    for rows in (10, 10_000, 1_000_000):
        homes[rows] = f'{folder}/{rows}'
        os.makedirs(f'{homes[rows]}/inlet', mode=0o700)
        os.symlink(history(MAKE_HISTORY, rows), f'{homes[rows]}/inlet/inlet.db')

    compare('Inlet with 10,000 connections / bare window', (INLET, homes[10_000]), (BARE, folder),
            1.3, memory_limit=1.3)
    compare_counts('Inlet with 10,000 connections / bare window', (INLET, homes[10_000]),
                   (BARE, folder), 1.3)
    compare('1,000,000 connections / 10', (INLET, homes[1_000_000]), (INLET, homes[10]), 1.2,
            more_memory=20)

sys.exit(any(failed))
