# SPDX-License-Identifier: GPL-3.0-or-later
"""A Flow Service on loopback for tests from outside: keeps every request as it came, and answers as
it is told to, or with a new connection."""

import http.server
import json
import sys
import threading
import urllib.parse
import uuid


def sandbox(name, title, kind, state='active', region='VA7'):
    return {'name': name, 'title': title, 'type': kind, 'state': state, 'region': region,
            'isDefault': name == 'prod', 'eTag': 1}


class Held(list):
    """Answers that wait for `go`; `came` when one is asked for."""
    def __init__(self, *answers):
        super().__init__(answers)
        self.came = threading.Event()
        self.go = threading.Event()

    def pop(self, index):
        self.came.set()
        self.go.wait(30)
        return super().pop(index)


class FlowService:
    def __init__(self):
        self.requests = []      # of Request, in the order of their arrival
        self.answers = []       # of (status, body) or (status, body, headers), used up one by one
        self.sign_ins = []      # the same, for signing in
        self.hold = None        # a threading.Event: answers wait for it
        self.tokens = 0         # how many were given
        self.token = None       # what is given, instead of another one each time
        self.made = []          # the IDs that were given
        self.keeps = False      # whether what was made is shown, with its secrets, and can be changed
        self.kept = {}          # that, by ID
        self.patches = []       # of (status, body), for changes of one; done without
        self.patch_is_lost = False  # the next change is done, and its answer is not sent
        self.items = []         # what a list of connections gives, in the sandbox that each says
        self.page_size = 100    # of such a list
        self.deletes = []       # as answers are, for deleting; without, the item goes
        self.tests = []         # of (status, body), for tests of a connection; passed without
        self.listings = []      # the same, for listings of its storage
        self.sandboxes = [sandbox('prod', 'Production', 'production'),
                          sandbox('dev', 'Development', 'development')]
        self.sandbox_answers = []   # as answers are, for lists of sandboxes
        self.sandbox_requests = []  # which the window sends by itself

        service = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = 'HTTP/1.1'

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
                service._answer(self, body)

            def do_GET(self):
                service._answer(self, b'')

            def do_DELETE(self):
                service._answer(self, b'')

            def do_PATCH(self):
                service._answer(self, self.rfile.read(int(self.headers.get('Content-Length', 0))))

            def log_message(self, *arguments):
                pass

        self._server = Server(('127.0.0.1', 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f'http://127.0.0.1:{self._server.server_address[1]}'

    def close(self):
        self._server.shutdown()
        self._server.server_close()

    def creates(self):
        return [r for r in self.requests if r.method == 'POST' and r.path.endswith('/connections')]

    def create(self, wanted):
        """The answer to a request for a connection; called in a thread of its own."""
        identifier = str(uuid.uuid4())
        self.made.append(identifier)
        self.kept[identifier] = {**wanted, 'id': identifier, 'updatedClient': '',
                                 'etag': '"1700d77b-0000-0200-0000-5e3b41a10000"'}
        return 201, {'id': identifier, 'etag': '"1700d77b-0000-0200-0000-5e3b41a10000"'}

    def change(self, item, **members):
        """What somebody else does to one that was made."""
        item.update(members, etag=f'"{uuid.uuid4()}"')

    def _change(self, item, if_match, operations):
        if if_match != item['etag']:
            return 412, {'errorMessage': 'Supplied version does not match the current version'}
        for operation in operations:
            *owners, member = operation['path'].strip('/').split('/')
            target = item
            for owner in owners:
                target = target[owner]
            if operation['op'] == 'remove':
                del target[member]
            else:
                target[member] = operation['value']
        self.change(item)
        return 200, {'id': item['id'], 'etag': item['etag']}

    def _list(self, query, sandbox_name):
        names = [f for f in query['property'] if f.startswith('name==')]
        items = [item for item in self.items
                 if (not names or f'name=={item["name"]}' in names)
                 and item.get('sandboxName', sandbox_name) == sandbox_name]
        first = int(query.get('continuationToken', ['0'])[0])
        end = first + self.page_size
        answer = {'items': items[first:end]}
        if end < len(items):
            answer['_links'] = {'next': {'href': f'/connections?continuationToken={end}'}}
        return 200, answer

    def _one(self, command, identifier):
        item = next((item for item in self.items if item['id'] == identifier), None)
        if command == 'DELETE' and self.deletes:
            return self.deletes.pop(0)
        if item is None:
            return 404, {'type': 'https://ns.adobe.com/aep/errors/FLOW-1439-404', 'status': 404,
                         'title': 'Resource not found'}
        if command == 'GET':
            return 200, {'items': [item]}
        self.items.remove(item)
        return 204, b''

    def _answer(self, handler, body):
        is_for_sandboxes = handler.path.startswith('/data/foundation/sandbox-management/')
        requests = self.sandbox_requests if is_for_sandboxes else self.requests
        requests.append(Request(handler, body))
        if self.hold is not None and not is_for_sandboxes:
            self.hold.wait(30)

        headers = []
        if handler.path == '/ims/token/v3' and self.sign_ins:
            status, answer, *headers = self.sign_ins.pop(0)
        elif handler.path == '/ims/token/v3':
            self.tokens += 1
            token = self.token or f'eyJhbGciOiJSUzI1NiJ9.token{self.tokens}.c2ln'
            status, answer = 200, {'access_token': token, 'token_type': 'bearer',
                                   'expires_in': 86399}
        elif is_for_sandboxes and self.sandbox_answers:
            status, answer, *headers = self.sandbox_answers.pop(0)
        elif is_for_sandboxes:
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(handler.path).query)
            first = int(query['offset'][0])
            # As Adobe's, which sends templates for addresses.
            status, answer = 200, {
                'sandboxes': self.sandboxes[first:first + 50],
                '_page': {'limit': 50, 'count': len(self.sandboxes[first:first + 50])},
                '_links': {'page': {'href': '?limit={limit}&offset={offset}', 'templated': True}}}
        elif handler.path.endswith('/test'):
            status, answer = self.tests.pop(0) if self.tests else (200, {'result': True})
        elif '/explore?' in handler.path:
            entries = [{'type': 'folder', 'name': 'a', 'path': 'a/'}]
            status, answer = self.listings.pop(0) if self.listings else (200, entries)
        elif (self.keeps and handler.command == 'GET'
              and handler.path.rpartition('/')[2] in self.kept):
            status, answer = 200, {'items': [self.kept[handler.path.rpartition('/')[2]]]}
        elif handler.command == 'PATCH' and self.patches:
            status, answer = self.patches.pop(0)
        elif handler.command == 'PATCH':
            status, answer = self._change(self.kept[handler.path.rpartition('/')[2]],
                                          handler.headers['If-Match'], json.loads(body))
            if self.patch_is_lost:
                self.patch_is_lost, answer = False, None
        elif '/connections/' in handler.path and handler.command in ('GET', 'DELETE'):
            status, answer, *headers = self._one(handler.command, handler.path.rsplit('/', 1)[1])
        elif handler.command == 'GET':
            query = urllib.parse.parse_qs(urllib.parse.urlsplit(handler.path).query)
            status, answer = self._list(query, handler.headers['x-sandbox-name'])
        elif self.answers:
            status, answer, *headers = self.answers.pop(0)
        else:
            status, answer = self.create(json.loads(body))

        if answer is None:      # the line is cut instead
            handler.close_connection = True
            handler.connection.shutdown(2)
            return

        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        handler.send_response(status)
        handler.send_header('Content-Type', 'application/json')
        handler.send_header('Content-Length', str(len(data)))
        for name, value in dict(*headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(data)


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        # Who asked may be gone by now.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class Request:
    def __init__(self, handler, body):
        self.method = handler.command
        self.path = handler.path
        self.headers = handler.headers.items()
        self.body = body

    def header(self, name):
        return [value for key, value in self.headers if key.lower() == name.lower()]
