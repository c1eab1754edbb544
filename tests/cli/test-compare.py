#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-compare.py INLET: `inlet sync --sandbox` and `--all` from outside: the real program, a real
keyring, a real socket, a real database. Run inside ../desktop with an unlocked keyring."""

import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService            # noqa: E402
from leaks import Search                        # noqa: E402
from tap import case, expect, run               # noqa: E402

INLET = sys.argv[1]
ORG = '5C1328435BF324E90A49402A@AdobeOrg'
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl-_planted'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Key'
THEIR_KEY = 'tHeir/PlantedKey+thatAdobeEchoesIn3Lists'

search = Search({'access token': TOKEN, 'secret key': SECRET_KEY, 'their key': THEIR_KEY})
service = FlowService()


def inlet(*words, said='', status=0):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True, timeout=60,
                            env={**os.environ, 'G_MESSAGES_DEBUG': 'all'})
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    search.expect_none(result.stdout + result.stderr, words)
    return result


def compare(*words, status=0):
    told = json.loads(inlet('sync', '--json', *words, status=status).stdout)
    return {name: told[name] for name in ('gone', 'updated', 'adopted', 'unchanged', 'left')
            if told[name] > 0}


def history():
    return {row['id']: row for row in json.loads(inlet('list', '--json').stdout)}


def item(identifier, name, place):
    return {'id': identifier, 'etag': f'"{identifier}"', 'name': name, 'sandboxName': place,
            'imsOrgId': ORG, 'createdClient': 'exc_app', 'createdAt': 1700000000000,
            'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b', 'version': '1.0'},
            'auth': {'specName': 'Access Key', 'params': {'s3SecretKey': THEIR_KEY}}}


def lists():
    return [r for r in service.requests if r.method == 'GET' and '/connections?' in r.path]


@case('connections that were made elsewhere are adopted, and marked so')
def _():
    inlet('account', 'add', 'ACME', '--org', ORG, '--api-key', 'key', '--access-token',
          '--platform-url', service.url, '--ims-url', service.url, said=TOKEN + '\n')
    inlet('credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
          said=SECRET_KEY + '\n')
    ours = json.loads(inlet('create', '--json', '--account', 'ACME', '--credentials', 'Billing',
                            '--sandbox', 'dev', '--name', 'Ours').stdout)
    service.items = [dict(item(ours['id'], 'Ours', 'dev'), etag=ours['etag'])]
    service.items += [item(f'theirs-{i}', f'Theirs {i}', 'dev') for i in range(250)]
    service.items += [item('in-prod', 'In prod', 'prod')]
    expect(compare('--sandbox', 'dev'), {'adopted': 250, 'unchanged': 1})
    rows = history()
    expect(len(rows), 251)
    expect((rows['theirs-7']['state'], rows['theirs-7']['created_client'],
            rows['theirs-7']['created_at']), ('created', 'exc_app', '2023-11-14T22:13:20Z'))
    expect(rows[ours['id']]['created_client'], None)


@case('no page is asked for twice')
def _():
    paths = [request.path for request in lists()]
    expect(len(paths), 3)
    expect(len(set(paths)), 3)


@case('all sandboxes of an account are compared')
def _():
    expect(compare('--all', '--account', 'ACME'), {'adopted': 1, 'unchanged': 251})
    expect(history()['in-prod']['sandbox'], 'prod')
    expect(compare('--sandbox', ' dev '), {'unchanged': 251})


@case('what is gone, renamed and new is said line by line')
def _():
    service.items[3]['name'] = 'Renamed'
    del service.items[7]
    service.items.append(item('new', 'New\x1b[2J', 'dev'))
    told = inlet('sync', '--sandbox', 'dev')
    expect(sorted(told.stdout.splitlines()),
           ['adopted\tdev\tnew\tNew\ufffd[2J', 'gone\tdev\ttheirs-6\tTheirs 6',
            'updated\tdev\ttheirs-2\tRenamed'])
    assert 'Gone: 1. Updated: 1. Made elsewhere: 1. Unchanged: 249.' in told.stderr, told.stderr
    expect((history()['theirs-6']['state'], history()['theirs-2']['name']), ('gone', 'Renamed'))


@case('a list that breaks off leaves its rows as they are')
def _():
    items, service.items = service.items, service.items[:150]
    service.items.append({'name': 'without an ID', 'sandboxName': 'dev'})
    told = inlet('sync', '--sandbox', 'dev', '--json', status=3)
    expect(json.loads(told.stdout)['gone'], 0)
    assert '“dev” could not be compared' in told.stderr, told.stderr
    service.items = items
    expect(compare('--sandbox', 'dev'), {'unchanged': 251})


@case('a row without an answer is looked up first, and not adopted a second time')
def _():
    service.answers.append((0, None))
    inlet('create', '--again', '--account', 'ACME', '--credentials', 'Billing', '--sandbox', 'dev',
          '--name', 'Lost', status=6)
    service.items += [dict(item(f'lost-{i}', 'Lost', 'dev'), createdClient='key') for i in range(2)]
    expect(compare('--sandbox', 'dev', status=6), {'left': 2, 'unchanged': 251})
    service.items = [i for i in service.items if i['id'] not in ('lost-0', 'lost-1')]
    expect(compare('--sandbox', 'dev', status=6), {'unchanged': 251})


@case('another organization of the same account makes nothing gone')
def _():
    inlet('account', 'add', 'Other', '--org', '0000000000000000000000AA@AdobeOrg', '--api-key',
          'key', '--access-token', '--platform-url', service.url, '--ims-url', service.url,
          said=TOKEN + '\n')
    items, service.items = service.items, []
    expect(compare('--sandbox', 'dev', '--account', 'Other', status=6), {})
    service.items = items
    inlet('account', 'remove', 'Other')


@case('words that do not fit together are not understood')
def _():
    for words in (('--account', 'ACME'), ('--all', '--sandbox', 'dev'), ('--sandbox',),
                  ('--row', '1', '--all'), ('--all', '--account', 'Nobody')):
        expect(inlet('sync', '--json', *words, status=2).stdout, '')


@case('a variable that is not set is no sandbox, and nothing is asked')
def _():
    before, rows = len(service.requests), history()
    for place, said in ('', 'Say one'), (' ', 'Say one'), ('dev,prod', 'Say one'), \
            (',', 'Sandbox:'), ('Not one', 'Sandbox:'):
        result = inlet('sync', '--json', '--sandbox', place, status=2)
        expect((result.stdout, result.stderr.startswith(said)), ('', True))
    expect((len(service.requests), history()), (before, rows))


@case('nothing of what lists echo is kept')
def _():
    for path in pathlib.Path(os.environ['XDG_DATA_HOME'], 'inlet').iterdir():
        search.expect_none(path.read_bytes(), path.name)


run()
