# SPDX-License-Identifier: GPL-3.0-or-later
"""A service on loopback that drops, delays, truncates and repeats its replies, and keeps a ledger of
what it made."""

import json
import socket
import struct
import threading
import time
import urllib.parse
import uuid

# What the service does with a request to create: whether it makes the connection, and its reply.
FAULTS = ['answers', 'answers', 'answers', 'answers late', 'answers twice', 'drops the request',
          'drops the reply', 'resets', 'truncates headers', 'truncates the body', 'times out at the gateway',
          'fails at the gateway', 'refuses', 'answers garbage']
MAKES = {'answers', 'answers late', 'throttles', 'answers twice', 'drops the reply', 'resets', 'truncates headers',
         'truncates the body', 'times out at the gateway', 'answers garbage'}


def key_of(name, sandbox):
    return f'{name} in {sandbox}'


class Service:
    """Speaks HTTP byte by byte, since it has to break it in every place."""

    def __init__(self):
        self.ledger = {}        # ID → name and sandbox, of what was made
        self.posts = {}         # name and sandbox → how many requests arrived whole
        self.plans = {}         # name and sandbox → fault and delay
        self.throttled = set()  # names and sandboxes that were told to wait
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
                method, path, sandbox, body = request
                if method == 'GET':
                    self.list(connection, path, sandbox)
                else:
                    self.create(connection, key_of(json.loads(body)['name'], sandbox))
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
        headers = {name.lower(): value.strip()
                   for name, value in (line.split(':', 1) for line in lines[1:])}
        length = int(headers.get('content-length', 0))
        while len(body) < length:
            chunk = connection.recv(65536)
            if not chunk:
                return None
            body += chunk
        method, path, _ = lines[0].split(' ')
        return method, path, headers['x-sandbox-name'], body

    def list(self, connection, path, sandbox):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(path).query)
        names = [f[len('name=='):] for f in query['property'] if f.startswith('name==')]
        with self.lock:
            made = [(identifier, *key.split(' in ')) for identifier, key in self.ledger.items()]
        items = [{'id': identifier, 'etag': '"e"', 'name': name, 'createdClient': 'key',
                  'createdAt': int(time.time() * 1000),
                  'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b'}}
                 for identifier, name, where in made
                 if where == sandbox and (not names or name in names)]
        connection.sendall(reply('200 OK', {'items': items}))

    def create(self, connection, key):
        fault, delay = self.plans[key]
        identifier = str(uuid.uuid4())
        with self.lock:
            is_throttled = fault == 'throttles' and key not in self.throttled
            self.throttled.add(key)
            if not is_throttled:
                self.posts[key] = self.posts.get(key, 0) + 1
                if fault in MAKES:
                    self.ledger[identifier] = key
        if is_throttled:
            connection.sendall(reply('429 Too Many Requests', {'message': 'Too many'}))
            return
        whole = reply('201 Created', {'id': identifier, 'etag': '"e"'})
        if fault == 'answers late':
            time.sleep(delay)
        if fault in ('answers', 'answers late', 'throttles'):
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
