#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""torture-many.py VICTIM [--kills N] [--seed S]: kills the program while it creates in many
sandboxes at once.

Each run is a process of its own, and is killed (SIGKILL) at a random instant, N times in all. The
service on loopback is that of torture.py, and slows the program down besides. What had not begun
must have no row; then what is in doubt is looked up, and ledger and history have to agree: no ID
lost, no connection made twice, nothing left in doubt. The same seed makes the same choices again.
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
arguments.add_argument('--kills', type=int, default=25)
arguments.add_argument('--seed', type=int, default=None)
options = arguments.parse_args()
SEED = options.seed if options.seed is not None else random.SystemRandom().randrange(2 ** 32)
N_SANDBOXES = 16
N_AT_A_TIME = 10        # INLET_PACE_LIMIT

service = Service()
folder = tempfile.TemporaryDirectory()
path = f'{folder.name}/inlet.db'
victim = [options.victim, path, service.url]


def rows(columns='name, sandbox, state, remote_id', condition='TRUE'):
    database = sqlite3.connect(f'file:{path}?mode=ro', uri=True)
    try:
        return database.execute(f'SELECT {columns} FROM connections WHERE {condition}').fetchall()
    finally:
        database.close()


def plan(name, faults, choice):
    for number in range(N_SANDBOXES):
        service.plans[key_of(name, f'sandbox-{number}')] = (choice.choice(faults),
                                                            choice.uniform(0, 0.02))


def how_long():
    """Seconds of an undisturbed run."""
    times = []
    for number in range(3):
        plan(f'warm-up {number}', ['answers'], random)
        start = time.monotonic()
        subprocess.run([*victim, f'warm-up {number}', str(N_SANDBOXES)], check=True)
        times.append(time.monotonic() - start)
    return statistics.median(times)


def run_and_kill(name, instant):
    """Whether it was killed before it had ended."""
    process = subprocess.Popen([*victim, name, str(N_SANDBOXES)])
    try:
        process.wait(instant)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return True
    finally:
        process.wait()


@case(f'{options.kills} times it is killed at a random instant; what had not begun has no row')
def _():
    print(f'# seed {SEED}')
    choice = random.Random(SEED)
    usual = how_long()
    killed = number = 0
    under_way = []
    while killed < options.kills:
        name = f'run {number}'
        number += 1
        assert number < 20 * options.kills, 'it is too fast to be killed'
        plan(name, ['answers'] if choice.random() < 0.3 else FAULTS + ['throttles'] * 3, choice)
        killed += run_and_kill(name, choice.uniform(0, 1.2 * usual))
        states = [state for state, in rows('state', f"name = '{name}'")]
        sending = states.count('sending')
        arrived = sum(key.startswith(f'{name} in ') for key in service.throttled)
        # A row is on the disk before its request leaves, and few at a time are.
        assert arrived <= len(states) <= arrived + N_AT_A_TIME, (name, arrived, states)
        assert sending <= N_AT_A_TIME, (name, states)
        under_way.append(sending)
    print(f'# {killed} of {number} runs were killed, with up to {max(under_way)} under way; '
          f'{len(service.posts)} requests arrived, {len(service.ledger)} connections were made')


@case('what is in doubt is looked up')
def _():
    before = [state for state, in rows('state')]
    print(f'# of {len(before)} rows: ' + ', '.join(
        f'{before.count(state)} {state}' for state in sorted(set(before))))
    result = subprocess.run(victim, stdout=subprocess.PIPE, text=True, timeout=600)
    print(f'# {result.stdout.strip()}')
    expect(result.returncode, 0)


@case('no connection was made twice')
def _():
    expect({key: n for key, n in service.posts.items() if n > 1}, {})
    made = list(service.ledger.values())
    expect(len(made), len(set(made)))


@case('no ID is lost, and none is in two rows')
def _():
    kept = [(remote_id, key_of(name, sandbox)) for name, sandbox, state, remote_id in rows()
            if state == 'created']
    expect(sorted(set(kept) ^ set(service.ledger.items())), [])
    expect(len(kept), len(set(kept)))


@case('no row is in doubt, and each sandbox has one at most in a run')
def _():
    expect([row for row in rows() if row[2] not in ('created', 'failed')], [])
    where = [(name, sandbox) for name, sandbox, _, _ in rows()]
    expect(len(where), len(set(where)))


run()
