#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""torture.py VICTIM [--creates N] [--seed S]: kills the program in the middle of creates.

Each create runs in a process of its own, and most are killed (SIGKILL) at a random instant. The
service on loopback drops, delays, truncates and repeats its replies, and keeps a ledger of what it
made. At the end what is in doubt is looked up, and ledger and history have to agree: no ID lost,
no connection made twice, nothing left in doubt. The same seed makes the same choices again.
"""

import argparse
import pathlib
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from broken_service import FAULTS, Service, key_of     # noqa: E402
from tap import case, expect, run                      # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument('victim')
arguments.add_argument('--creates', type=int, default=150)
arguments.add_argument('--seed', type=int, default=None)
options = arguments.parse_args()
SEED = options.seed if options.seed is not None else random.SystemRandom().randrange(2 ** 32)


def how_long(command):
    """Seconds of an undisturbed create, so that the instants of killing spread over all of it, and no
    one slow run lets the others get away."""
    times = []
    for number in range(5):
        service.plans[key_of(f'warm-up {number}', 'dev')] = ('answers', 0)
        start = time.monotonic()
        subprocess.run([*command, f'warm-up {number}'], check=True)
        times.append(time.monotonic() - start)
    return statistics.median(times)


service = Service()
folder = tempfile.TemporaryDirectory()
path = f'{folder.name}/inlet.db'
victim = [options.victim, path, service.url]


def rows():
    database = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    try:
        return database.execute("SELECT name || ' in ' || sandbox, state, remote_id FROM connections").fetchall()
    finally:
        database.close()


@case(f'{options.creates} creates are killed at random instants')
def _():
    print(f'# seed {SEED}')
    choice = random.Random(SEED)
    usual = how_long(victim)
    killed = 0
    for number in range(options.creates):
        name = f'create {number}'
        service.plans[key_of(name, 'dev')] = (choice.choice(FAULTS), choice.uniform(0, 0.02))
        # A few are let go, so that every fault is met undisturbed as well.
        instant = choice.uniform(0, 1.2 * usual) if choice.random() < 0.85 else None
        process = subprocess.Popen([*victim, name])
        try:
            process.wait(instant if instant is not None else 30)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
    print(f'# {killed} of {options.creates} were killed in the middle; {len(service.posts)} requests '
          f'arrived, {len(service.ledger)} connections were made')
    assert killed > options.creates // 5, killed


@case('what is in doubt is looked up')
def _():
    before = [state for _, state, _ in rows()]
    print(f'# of {len(before)} rows: ' + ', '.join(
        f'{before.count(state)} {state}' for state in sorted(set(before))))
    result = subprocess.run(victim, stdout=subprocess.PIPE, text=True, timeout=120)
    print(f'# {result.stdout.strip()}')
    expect(result.returncode, 0)


@case('no connection was made twice')
def _():
    expect({name: n for name, n in service.posts.items() if n > 1}, {})
    names = list(service.ledger.values())
    expect(len(names), len(set(names)))


@case('no ID is lost, and none is in two rows')
def _():
    kept = [(remote_id, name) for name, state, remote_id in rows() if state == 'created']
    expect(sorted(set(kept) ^ set(service.ledger.items())), [])
    expect(len(kept), len(set(kept)))


@case('no row is in doubt')
def _():
    expect([row for row in rows() if row[1] not in ('created', 'failed')], [])


run()
