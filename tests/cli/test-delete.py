#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-delete.py INLET: `inlet delete` from outside: the real program, a real keyring, a real socket,
a real database. Run inside ../desktop with an unlocked keyring."""

import contextlib
import json
import os
import pathlib
import pty
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import conversation                             # noqa: E402
from flow_service import FlowService            # noqa: E402
from leaks import Search                        # noqa: E402
from tap import case, expect, run               # noqa: E402

INLET = sys.argv[1]
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl-_planted'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Key'

search = Search({'access token': TOKEN, 'secret key': SECRET_KEY})
service = FlowService()


def inlet(*words, said='', status=0):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True, timeout=60,
                            env={**os.environ, 'G_MESSAGES_DEBUG': 'all'})
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    search.expect_none(result.stdout + result.stderr, words)
    return result


def create(name):
    made = json.loads(inlet('create', '--json', '--again', '--account', 'ACME', '--credentials',
                            'Billing', '--sandbox', 'dev', '--name', name).stdout)
    service.items.append({'id': made['id'], 'etag': made['etag'], 'name': name})
    return made['id']


def state(identifier):
    return next(row['state'] for row in json.loads(inlet('list', '--json').stdout)
                if row['id'] == identifier)


def is_there(identifier):
    return identifier in [item['id'] for item in service.items]


def deletes():
    return [r.path for r in service.requests if r.method == 'DELETE']


@case('a connection is deleted, and its row keeps the ID')
def _():
    inlet('account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key', 'key',
          '--access-token', '--platform-url', service.url, '--ims-url', service.url,
          said=TOKEN + '\n')
    inlet('credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
          said=SECRET_KEY + '\n')
    identifier = create('First')
    printed = json.loads(inlet('delete', identifier, '--yes', '--json').stdout)
    expect((printed['id'], printed['state']), (identifier, 'gone'))
    expect((is_there(identifier), state(identifier)), (False, 'gone'))
    expect(deletes(), [f'/data/foundation/flowservice/connections/{identifier}'])
    request = [r for r in service.requests if r.method == 'DELETE'][0]
    expect((request.header('x-sandbox-name'), request.header('Authorization')),
           (['dev'], [f'Bearer {TOKEN}']))
    inlet('delete', identifier, '--yes', status=2)      # it is not there any more


@case('without a terminal nobody is asked, and nothing is deleted')
def _():
    identifier = create('Second')
    told = inlet('delete', 'Second', said='y\n', status=2)
    assert '--yes' in told.stderr, told.stderr
    expect((is_there(identifier), state(identifier), len(deletes())), (True, 'created', 1))


def answer(identifier, typed):
    """At a terminal; gives the status and what was shown."""
    leader, follower = pty.openpty()
    process = subprocess.Popen([INLET, 'delete', identifier], stdin=follower, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
    os.close(follower)
    os.write(leader, typed)
    shown, _ = process.communicate(timeout=60)
    os.close(leader)
    return process.returncode, shown


@case('at a terminal it asks, with name, sandbox and ID; only yes means yes')
def _():
    identifier = create('Third')
    for typed in b'\n', b'n\n', b'yep\n', b'\x04':
        status, shown = answer(identifier, typed)
        expect((status, is_there(identifier)), (0, True))
        assert f'“Third” in the sandbox “dev” ({identifier})' in shown, shown
        assert 'Nothing was deleted.' in shown, shown
    status, shown = answer(identifier, b'y\n')
    expect((status, is_there(identifier), state(identifier)), (0, False, 'gone'))


@case('Ctrl+C at the question ends it, and nothing is deleted')
def _():
    identifier = create('Kept')
    status, shown = conversation.answer([INLET, 'delete', identifier], b'[y/N] ', b'\x03')
    expect((status, is_there(identifier)), (4, True))
    assert b'Cancelled. Nothing was sent.' in shown, shown


@case('dataflows that use it are named, and it stays')
def _():
    identifier = create('Used')
    service.deletes.append((400, {
        'type': 'https://ns.adobe.com/aep/errors/FLOW-1418-400', 'status': 400,
        'title': 'Invalid request',
        'report': {'detailed-message': 'Used in one or more flows: "Daily import".'}}))
    told = inlet('delete', identifier, '--yes', status=3)
    assert 'Daily import' in told.stderr and 'dataflows' in told.stderr, told.stderr
    expect((is_there(identifier), state(identifier)), (True, 'created'))


@case('a lost answer is looked into: deleted, it is gone')
def _():
    identifier = create('Lost')
    service.items = [item for item in service.items if item['id'] != identifier]
    service.deletes.append((0, None))
    inlet('delete', identifier, '--yes')
    expect(state(identifier), 'gone')


@case('a lost answer is looked into: still there, sync settles it later')
def _():
    identifier = create('Late')
    service.deletes.append((0, None))
    inlet('delete', identifier, '--yes', status=4)
    expect(state(identifier), 'created')
    inlet('sync')
    expect(state(identifier), 'created')
    service.items = [item for item in service.items if item['id'] != identifier]
    inlet('sync')
    expect(state(identifier), 'gone')
    path = pathlib.Path(os.environ['XDG_DATA_HOME'], 'inlet', 'inlet.db')
    with contextlib.closing(sqlite3.connect(path)) as database:
        expect(database.execute('SELECT count(*) FROM connection_deletions').fetchone(), (0,))


@case('what is not known, or several, is not deleted')
def _():
    before = len(deletes())
    create('Twin'), create('Twin')
    for words in (('Twin',), ('Nobody',), (), ('a', 'b'), ('--yes',)):
        inlet('delete', '--json', *words, status=2)
    expect(len(deletes()), before)


run()
