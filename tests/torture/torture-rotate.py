#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""torture-rotate.py VICTIM [--kills N] [--seed S]: kills the program while it sends a new key to many
connections.

Each run is a process of its own, with another key, and is killed (SIGKILL) at a random instant, N
times in all. The service on loopback keeps a ledger of which key each connection has; it drops,
delays, truncates and repeats its replies, and others change connections meanwhile. After each kill
a connection has the key that the history says, or is known not to. In between, and at the end,
what is in doubt is looked at and the rest is sent; then ledger and history agree, nothing is in
doubt, and what others changed is still there. The same seed makes the same choices again.
"""

import argparse
import json
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
arguments.add_argument('--kills', type=int, default=20)
arguments.add_argument('--seed', type=int, default=None)
options = arguments.parse_args()
SEED = options.seed if options.seed is not None else random.SystemRandom().randrange(2 ** 32)
N_CONNECTIONS = 16

FAULTS = ['answers'] * 4 + [
    'answers late', 'answers twice', 'drops the request', 'drops the reply', 'resets', 'truncates headers',
    'truncates the body', 'times out at the gateway', 'fails at the gateway', 'refuses', 'throttles',
    'answers garbage', 'another is faster', 'another is faster', 'another comes after']
CHANGES = {'answers', 'answers late', 'answers twice', 'drops the reply', 'resets', 'truncates headers',
           'truncates the body', 'times out at the gateway', 'answers garbage', 'another comes after'}
STALE = {'type': 'https://ns.adobe.com/aep/errors/FLOW-1404-412', 'status': 412,
         'title': 'Version not matching'}


class Connection:
    """What Adobe has of one."""

    def __init__(self, name):
        self.name = name
        self.version = 0
        self.client = 'key'
        self.access_key_id = 'AKIAIOSFODNN7EXAMPLE'

    @property
    def etag(self):
        return f'"{self.version}"'

    def change_by_another(self, number):
        self.version += 1
        self.name = f'Another’s {number}'
        self.client = 'another'


class ChangingService(Service):
    def __init__(self):
        super().__init__()
        self.choice = random.Random(SEED)
        self.is_well = True
        self.under_way = 0
        self.patches = []       # what was sent that is no rotation, or for no etag
        self.n_patches = 0
        self.n_stale = 0
        self.names = {}         # ID → the name that another gave it last

    def serve(self, connection):
        with self.lock:
            self.under_way += 1
        try:
            with connection:
                request = self.read(connection)
                if request is not None:
                    self.answer(connection, *request)
        except (OSError, ValueError):
            pass
        finally:
            with self.lock:
                self.under_way -= 1

    # The header that counts here is not one that the other services read.
    @staticmethod
    def read(connection):
        data = b''
        while b'\r\n\r\n' not in data:
            chunk = connection.recv(65536)
            if not chunk:
                return None
            data += chunk
        head, body = data.split(b'\r\n\r\n', 1)
        lines = head.decode().split('\r\n')
        headers = {name.lower(): value.strip()
                   for name, value in (line.split(':', 1) for line in lines[1:])}
        while len(body) < int(headers.get('content-length', 0)):
            chunk = connection.recv(65536)
            if not chunk:
                return None
            body += chunk
        method, path, _ = lines[0].split(' ')
        return method, path.rsplit('/', 1)[1], headers.get('if-match'), body

    def answer(self, connection, method, identifier, etag, body):
        with self.lock:
            fault = 'answers' if self.is_well else self.choice.choice(FAULTS)
            delay = self.choice.uniform(0, 0.02)
        if method == 'GET':
            # A look is lost now and then as well.
            if fault != 'drops the reply':
                connection.sendall(self.show(identifier))
        else:
            self.patch(connection, identifier, etag, json.loads(body), fault, delay)

    def show(self, identifier):
        with self.lock:
            it = self.ledger[identifier]
            item = {'id': identifier, 'etag': it.etag, 'name': it.name, 'updatedClient': it.client,
                    'auth': {'specName': 'Access Key', 'params': {'s3AccessKey': it.access_key_id}},
                    'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b'}}
        return reply('200 OK', {'items': [item]})

    def patch(self, connection, identifier, etag, operations, fault, delay):
        with self.lock:
            it = self.ledger[identifier]
            self.n_patches += 1
            if fault == 'another is faster':
                it.change_by_another(self.n_patches)
                self.names[identifier] = it.name
            if etag is None or [(o['op'], o['path']) for o in operations] != [('replace', '/auth/params')]:
                self.patches.append((etag, [o['path'] for o in operations]))
            is_stale = etag != it.etag
            self.n_stale += is_stale
            if not is_stale and fault in CHANGES:
                it.version += 1
                it.client = 'key'
                it.access_key_id = operations[0]['value']['s3AccessKey']
            whole = reply('200 OK', {'id': identifier, 'etag': it.etag})
            if not is_stale and fault == 'another comes after':
                it.change_by_another(self.n_patches)
                self.names[identifier] = it.name
        if fault in ('answers late', 'another comes after'):
            time.sleep(delay)
        if fault in ('drops the request', 'drops the reply', 'another comes after'):
            return
        if is_stale:
            connection.sendall(reply('412 Precondition Failed', STALE))
        elif fault == 'answers twice':
            connection.sendall(whole + whole)
        elif fault == 'truncates headers':
            connection.sendall(whole[:30])
        elif fault == 'truncates the body':
            connection.sendall(whole[:-10])
        elif fault == 'answers garbage':
            connection.sendall(reply('200 OK', None, b'<html>\xff\xfe</html>'))
        elif fault == 'times out at the gateway':
            connection.sendall(reply('504 Gateway Timeout', {'message': 'Timeout'}))
        elif fault == 'fails at the gateway':
            connection.sendall(reply('502 Bad Gateway', None, b'<html>'))
        elif fault == 'refuses':
            connection.sendall(reply('403 Forbidden', {'error_code': '403027', 'message': 'No'}))
        elif fault == 'throttles':
            connection.sendall(reply('429 Too Many Requests', {'message': 'Too many'}))
        elif fault == 'resets':
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        else:
            connection.sendall(whole)

    def rest(self):
        """Until nothing is on its way any more."""
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with self.lock:
                if self.under_way == 0:
                    return
            time.sleep(0.002)
        raise AssertionError('The service does not come to rest')


service = ChangingService()
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


def key(number):
    return f'AKIA{number:016}'


def make():
    """Connections that are there, and in the history."""
    for number in range(N_CONNECTIONS):
        identifier = str(uuid.uuid4())
        service.ledger[identifier] = it = Connection(f'Row {number}')
        service.names[identifier] = it.name
        query("INSERT INTO connections (state, created_at, remote_id, etag, name, description, sandbox,"
              " account_id, org_id, credentials_id, credentials_name, access_key_id) VALUES ('created',"
              " 1700000000, ?, ?, ?, '', 'dev', '0a1b2c3d-0000-4000-8000-00000000000a',"
              " '5C1328435BF324E90A49402A@AdobeOrg', '0a1b2c3d-0000-4000-8000-00000000000c', 'Bucket', ?)",
              identifier, it.etag, it.name, it.access_key_id)


def disagreeing():
    """Connections of which the history says that they have a key that they have not."""
    rows = query('SELECT remote_id, access_key_id FROM connections WHERE id NOT IN'
                 ' (SELECT connection_id FROM connection_edits)')
    with service.lock:
        return [(identifier, said, service.ledger[identifier].access_key_id) for identifier, said in rows
                if service.ledger[identifier].access_key_id != said]


def how_long():
    """Seconds of an undisturbed run."""
    times = []
    for number in range(3):
        start = time.monotonic()
        subprocess.run([*victim, key(number)], check=True)
        times.append(time.monotonic() - start)
    return statistics.median(times)


def run_and_kill(command, instant):
    """Whether it was killed before it had ended."""
    process = subprocess.Popen(command)
    try:
        process.wait(instant)
        return False
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return True
    finally:
        process.wait()
        service.rest()


@case(f'{options.kills} times it is killed at a random instant; the history knows who lacks the key')
def _():
    print(f'# seed {SEED}')
    subprocess.run(victim, check=True)
    subprocess.run([*victim, key(0)], check=True)
    make()
    choice = random.Random(SEED)
    usual = how_long()
    killed = number = marks = due = 0
    last = key(2)
    while killed < options.kills:
        number += 1
        assert number < 20 * options.kills, 'it is too fast to be killed'
        # What a run has left is gone on with, or another key comes, or somebody looks.
        last = key(100 + number) if choice.random() < 0.6 else last
        what = choice.choice([[last], [last], [last, 'rest'], []])
        service.is_well = choice.random() < 0.25
        killed += run_and_kill([*victim, *what], choice.uniform(0, 1.2 * usual))
        expect(disagreeing(), [])
        left = query('SELECT is_due, sent_at IS NOT NULL FROM connection_edits')
        due += sum(is_due for is_due, _ in left)
        marks += sum(is_marked for _, is_marked in left)
    print(f'# {killed} of {number} runs were killed, and left {marks} marks and {due} due; '
          f'{service.n_patches} changes arrived, {service.n_stale} of them too late')
    assert marks > 0 and service.n_stale > 0


@case('what is in doubt is looked at, and the rest is sent')
def _():
    service.is_well = True
    expect(subprocess.run(victim, timeout=120).returncode, 0)
    expect(query('SELECT * FROM connection_edits WHERE sent_at IS NOT NULL'), [])
    expect(disagreeing(), [])
    subprocess.run([*victim, key(99), 'rest'], check=True, timeout=120)
    expect(query('SELECT * FROM connection_edits'), [])


@case('ledger and history agree: key, etag and name')
def _():
    rows = query('SELECT remote_id, access_key_id, etag, name FROM connections')
    expect(sorted(rows), sorted((identifier, key(99), it.etag, it.name)
                                for identifier, it in service.ledger.items()))


@case('every change was of the key alone and for an etag, and none undid another’s')
def _():
    expect(service.patches, [])
    expect({i: it.name for i, it in service.ledger.items()}, service.names)


run()
