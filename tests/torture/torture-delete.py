#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""torture-delete.py VICTIM [--kills N] [--seed S]: kills the program in the middle of deletes.

Each delete runs in a process of its own, most of which are killed (SIGKILL) at a random instant,
until N were. The service on loopback drops, delays and truncates its replies. At the end what was
left behind is settled, and ledger and history have to agree: what is gone is marked so, what is
there is not, no ID is lost, and nothing is left open. The same seed makes the same choices again.
"""

import argparse
import pathlib
import random
import signal
import socket
import sqlite3
import statistics
import struct
import subprocess
import sys
import tempfile
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from broken_service import Service, reply   # noqa: E402
from tap import case, expect, run           # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument('victim')
arguments.add_argument('--kills', type=int, default=40)
arguments.add_argument('--seed', type=int, default=None)
options = arguments.parse_args()
SEED = options.seed if options.seed is not None else random.SystemRandom().randrange(2 ** 32)

FAULTS = ['answers', 'answers', 'answers', 'answers late', 'drops the request', 'drops the reply',
          'resets', 'truncates headers', 'times out at the gateway', 'fails at the gateway', 'refuses',
          'has dataflows', 'answers garbage']
DELETES = {'answers', 'answers late', 'drops the reply', 'resets', 'truncates headers',
           'times out at the gateway', 'answers garbage'}
MISSING = {'type': 'https://ns.adobe.com/aep/errors/FLOW-1439-404', 'status': 404,
           'title': 'Resource not found'}
DATAFLOWS = {'type': 'https://ns.adobe.com/aep/errors/FLOW-1418-400', 'status': 400}


class DeletingService(Service):
    def serve(self, connection):
        with connection:
            try:
                request = self.read(connection)
                if request is None:
                    return
                identifier = request[1].rsplit('/', 1)[1]
                if request[0] == 'GET':
                    self.show(connection, identifier)
                else:
                    self.delete(connection, identifier)
            except (OSError, ValueError):
                pass

    def show(self, connection, identifier):
        with self.lock:
            is_there = identifier in self.ledger
        connection.sendall(reply('200 OK', {'items': [{'id': identifier}]}) if is_there
                           else reply('404 Not Found', MISSING))

    def delete(self, connection, identifier):
        fault, delay = self.plans[identifier]
        with self.lock:
            self.posts[identifier] = self.posts.get(identifier, 0) + 1
            was_there = identifier in self.ledger
            if fault in DELETES:
                self.ledger.pop(identifier, None)
        if not was_there:
            connection.sendall(reply('404 Not Found', MISSING))
            return
        whole = b'HTTP/1.1 204 No Content\r\nx-request-id: r\r\n\r\n'
        if fault == 'answers late':
            time.sleep(delay)
        if fault in ('answers', 'answers late'):
            connection.sendall(whole)
        elif fault == 'truncates headers':
            connection.sendall(whole[:20])
        elif fault == 'answers garbage':
            connection.sendall(reply('200 OK', None, b'<html>\xff\xfe</html>'))
        elif fault == 'times out at the gateway':
            connection.sendall(reply('504 Gateway Timeout', {'message': 'Timeout'}))
        elif fault == 'fails at the gateway':
            connection.sendall(reply('502 Bad Gateway', None, b'<html>'))
        elif fault == 'refuses':
            connection.sendall(reply('403 Forbidden', {'error_code': '403027', 'message': 'No'}))
        elif fault == 'has dataflows':
            connection.sendall(reply('400 Bad Request', DATAFLOWS))
        elif fault == 'resets':
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))


service = DeletingService()
folder = tempfile.TemporaryDirectory()
path = f'{folder.name}/inlet.db'
victim = [options.victim, path, service.url]


def query(sql, *values):
    database = sqlite3.connect(path)
    try:
        with database:
            return database.execute(sql, values).fetchall()
    finally:
        database.close()


def make(fault, delay):
    """A connection that is there, and in the history."""
    identifier = str(uuid.uuid4())
    service.ledger[identifier] = 'made'
    service.plans[identifier] = (fault, delay)
    query("INSERT INTO connections (state, created_at, remote_id, name, sandbox, account_id, org_id)"
          " VALUES ('created', 1700000000, ?, 'Row', 'dev', '0a1b2c3d-0000-4000-8000-00000000000a',"
          " '5C1328435BF324E90A49402A@AdobeOrg')", identifier)
    return identifier


def how_long():
    """Seconds of an undisturbed delete."""
    times = []
    for _ in range(5):
        identifier = make('answers', 0)
        start = time.monotonic()
        subprocess.run([*victim, identifier], check=True)
        times.append(time.monotonic() - start)
    return statistics.median(times)


@case(f'{options.kills} deletes are killed at random instants')
def _():
    print(f'# seed {SEED}')
    subprocess.run(victim, check=True, stdout=subprocess.DEVNULL)
    choice = random.Random(SEED)
    usual = how_long()
    killed = number = 0
    while killed < options.kills:
        identifier = make(choice.choice(FAULTS), choice.uniform(0, 0.02))
        number += 1
        # A few are let go, so that every fault is met undisturbed as well.
        instant = choice.uniform(0, 1.2 * usual) if choice.random() < 0.85 else None
        process = subprocess.Popen([*victim, identifier])
        try:
            process.wait(instant if instant is not None else 30)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
        assert number < 20 * options.kills, killed
    print(f'# {killed} of {number} were killed in the middle; {len(service.posts)} requests arrived, '
          f'{len(service.ledger)} connections are there')


@case('what was left behind is settled')
def _():
    time.sleep(0.1)     # what was answered late has been
    print(f'# {len(query("SELECT * FROM connection_deletions"))} were left behind')
    expect(subprocess.run(victim, timeout=120).returncode, 0)
    expect(query('SELECT * FROM connection_deletions'), [])


@case('ledger and history agree, and no ID is lost')
def _():
    rows = dict(query('SELECT remote_id, state FROM connections'))
    expect(len(rows), len(service.plans))
    expect(sorted(set(rows.values()) - {'created', 'gone'}), [])
    there = {identifier for identifier, state in rows.items() if state == 'created'}
    expect(sorted(there ^ set(service.ledger)), [])


@case('no delete was sent twice by itself')
def _():
    expect({i: n for i, n in service.posts.items() if n > 1}, {})


run()
