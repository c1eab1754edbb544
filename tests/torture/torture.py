#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""torture.py VICTIM [--creates N] [--seed S]: kills the program in the middle of creates.

Each create runs in a process of its own, and most are killed (SIGKILL) at a random instant. The
service on loopback drops, delays, truncates and repeats its replies, and keeps a ledger of what it
made. At the end what is in doubt is looked up, and ledger and history have to agree: no ID lost,
no connection made twice, nothing left in doubt. The same seed makes the same choices again.
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
import threading
import time
import urllib.parse
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from tap import case, expect, run      # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument('victim')
arguments.add_argument('--creates', type=int, default=150)
arguments.add_argument('--seed', type=int, default=None)
options = arguments.parse_args()
SEED = options.seed if options.seed is not None else random.SystemRandom().randrange(2 ** 32)

# What the service does with a request to create: whether it makes the connection, and its reply.
FAULTS = ['answers', 'answers', 'answers', 'answers late', 'answers twice', 'drops the request',
          'drops the reply', 'resets', 'truncates headers', 'truncates the body', 'times out at the gateway',
          'fails at the gateway', 'refuses', 'answers garbage']
MAKES = {'answers', 'answers late', 'answers twice', 'drops the reply', 'resets', 'truncates headers',
         'truncates the body', 'times out at the gateway', 'answers garbage'}


class Service:
    """Speaks HTTP byte by byte, since it has to break it in every place."""

    def __init__(self):
        self.ledger = {}        # ID → name, of what was made
        self.posts = {}         # name → how many requests arrived whole
        self.plans = {}         # name → fault and delay
        self.lock = threading.Lock()
        self.socket = socket.create_server(('127.0.0.1', 0), backlog=64)
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self):
        return f'http://127.0.0.1:{self.socket.getsockname()[1]}'

    def accept(self):
        while True:
            connection, _ = self.socket.accept()
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection:
            try:
                request = self.read(connection)
                if request is None:
                    return
                method, path, body = request
                if method == 'GET':
                    self.list(connection, path)
                else:
                    self.create(connection, json.loads(body)['name'])
            except (OSError, ValueError):
                pass

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
        length = 0
        for line in lines[1:]:
            name, value = line.split(':', 1)
            if name.lower() == 'content-length':
                length = int(value)
        while len(body) < length:
            chunk = connection.recv(65536)
            if not chunk:
                return None
            body += chunk
        method, path, _ = lines[0].split(' ')
        return method, path, body

    def list(self, connection, path):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
        names = [f[len('name=='):] for f in query['property'] if f.startswith('name==')]
        with self.lock:
            items = [{'id': key, 'etag': '"e"', 'name': name, 'createdClient': 'key',
                      'createdAt': int(time.time() * 1000),
                      'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b'}}
                     for key, name in self.ledger.items() if not names or name in names]
        connection.sendall(reply('200 OK', {'items': items}))

    def create(self, connection, name):
        fault, delay = self.plans[name]
        identifier = str(uuid.uuid4())
        with self.lock:
            self.posts[name] = self.posts.get(name, 0) + 1
            if fault in MAKES:
                self.ledger[identifier] = name
        whole = reply('201 Created', {'id': identifier, 'etag': '"e"'})
        if fault == 'answers late':
            time.sleep(delay)
        if fault in ('answers', 'answers late'):
            connection.sendall(whole)
        elif fault == 'answers twice':
            connection.sendall(whole + whole)
        elif fault == 'truncates headers':
            connection.sendall(whole[:30])
        elif fault == 'truncates the body':
            connection.sendall(whole[:-20])
        elif fault == 'answers garbage':
            connection.sendall(reply('201 Created', None, b'<html>\xff\xfe</html>'))
        elif fault == 'times out at the gateway':
            connection.sendall(reply('504 Gateway Timeout', {'message': 'Timeout'}))
        elif fault == 'fails at the gateway':
            connection.sendall(reply('502 Bad Gateway', None, b'<html>'))
        elif fault == 'refuses':
            connection.sendall(reply('403 Forbidden', {'error_code': '403027', 'message': 'No'}))
        elif fault == 'resets':
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))


def reply(status, value, body=None):
    body = json.dumps(value).encode() if body is None else body
    return (f'HTTP/1.1 {status}\r\nContent-Type: application/json\r\n'
            f'Content-Length: {len(body)}\r\n\r\n').encode() + body


def how_long(command):
    """Seconds of an undisturbed create, so that the instants of killing spread over all of it, and no
    one slow run lets the others get away."""
    times = []
    for number in range(5):
        service.plans[f'warm-up {number}'] = ('answers', 0)
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
        return database.execute('SELECT name, state, remote_id FROM connections').fetchall()
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
        service.plans[name] = (choice.choice(FAULTS), choice.uniform(0, 0.02))
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
