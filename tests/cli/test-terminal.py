#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-terminal.py INLET: the terminal from outside, as a person would: the real program, a real
keyring, a real socket, a real database. Run inside ../desktop with an unlocked keyring."""

import contextlib
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService, Held, sandbox     # noqa: E402
from leaks import Search                                # noqa: E402
from tap import case, expect, run                       # noqa: E402

INLET = sys.argv[1]
ORG = '5C1328435BF324E90A49402A@AdobeOrg'
API_KEY = 'e053e1a87cf74c68a6ec8e71d4a82662'
ACCESS_KEY = 'AKIAIOSFODNN7EXAMPLE'
# With what URL-encoding, JSON and base64 change.
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl-_planted'
CLIENT_SECRET = 'p8e-planted"client\\secret/+&=%'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Key'
SESSION_TOKEN = 'IQoJb3JpZ2luX2Vj/planted+session=='

search = Search({'access token': TOKEN, 'client secret': CLIENT_SECRET, 'secret key': SECRET_KEY,
                 'session token': SESSION_TOKEN})
service = FlowService()


def inlet(*words, said='', status=0, **environment):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True, timeout=60,
                            env={**os.environ, 'G_MESSAGES_DEBUG': 'all', **environment})
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    search.expect_none(result.stdout + result.stderr, words)
    return result


def create(*words, status=0):
    return inlet('create', '--json', *words, status=status)


FULL = ('--account', 'ACME', '--credentials', 'Billing', '--sandbox', 'dev', '--name', 'S3 Connection',
        '--description', 'Connection for an Amazon S3 account')


@case('an account and credentials are added, secrets from standard input')
def _():
    inlet('account', 'add', 'ACME', '--org', ORG, '--api-key', API_KEY, '--access-token',
          '--platform-url', service.url, '--ims-url', service.url, said=TOKEN + '\n')
    inlet('credentials', 'add', 'Billing', '--access-key', ACCESS_KEY, said=SECRET_KEY + '\n')
    accounts = json.loads(inlet('account', 'list', '--json').stdout)
    expect([a['name'] for a in accounts], ['ACME'])
    expect(accounts[0]['org-id'], ORG)
    expect([c['name'] for c in json.loads(inlet('credentials', 'list', '--json').stdout)], ['Billing'])


@case('create sends the request of the tutorials, once, and prints the ID')
def _():
    printed = json.loads(create(*FULL).stdout)
    expect(len(service.requests), 1)
    request = service.requests[0]
    expect(request.method, 'POST')
    expect(request.path, '/data/foundation/flowservice/connections')
    expect(request.header('Authorization'), [f'Bearer {TOKEN}'])
    expect(request.header('x-api-key'), [API_KEY])
    expect(request.header('x-gw-ims-org-id'), [ORG])
    expect(request.header('x-sandbox-name'), ['dev'])
    expect(request.header('Content-Type'), ['application/json'])
    expect(json.loads(request.body), {
        'name': 'S3 Connection',
        'description': 'Connection for an Amazon S3 account',
        'auth': {
            'specName': 'Access Key',
            'params': {'s3AccessKey': ACCESS_KEY, 's3SecretKey': SECRET_KEY},
        },
        'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b', 'version': '1.0'},
    })
    expect(printed['id'], service.made[0])
    expect(printed['etag'], '"1700d77b-0000-0200-0000-5e3b41a10000"')
    expect(printed['state'], 'created')
    expect(printed['error'], None)
    assert re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', printed['created_at']), printed
    expect({key: printed[key] for key in ('name', 'description', 'sandbox', 'account', 'credentials')},
           {'name': 'S3 Connection', 'description': 'Connection for an Amazon S3 account',
            'sandbox': 'dev', 'account': 'ACME', 'credentials': 'Billing'})


@case('a second for the same account, sandbox and key is not sent unasked')
def _():
    before = len(service.requests)
    refused = create(*FULL, status=2)
    told = json.loads(refused.stdout)
    expect((told['id'], told['state'], told['error']['code']), (None, 'failed', 'exists'))
    for word in '“S3 Connection”', service.made[0], '“dev”', '“--again”':
        assert word in refused.stderr, refused.stderr
    expect(inlet('create', *FULL, status=2).stdout, '')
    # The same key under another name.
    inlet('credentials', 'add', 'Typed again', '--access-key', ACCESS_KEY, said=SECRET_KEY + '\n')
    create(*FULL[:2], '--credentials', 'Typed again', *FULL[4:], status=2)
    inlet('credentials', 'remove', 'Typed again')
    expect(len(service.requests), before)
    expect(len(json.loads(inlet('list', '--json').stdout)), 1)

    create(*FULL[:4], '--sandbox', 'prod', '--name', 'Elsewhere')
    create('--again', *FULL)
    expect(len(service.requests), before + 2)


@case('the history has it after a restart, newest first')
def _():
    service.answers.append((403, {'error_code': '403027', 'message': 'User region is missing'}))
    refused = create('--again', *FULL, status=3)
    expect(json.loads(refused.stdout)['state'], 'failed')
    rows = json.loads(inlet('list', '--json').stdout)
    expect([row['state'] for row in rows], ['failed', 'created', 'created', 'created'])
    expect([row['id'] for row in rows[1:]], service.made[::-1])
    expect(rows[0]['id'], None)
    expect(set(rows[0]['error']), {'code', 'title', 'hint'})


@case('an only account and only credentials may be left out')
def _():
    create('--sandbox', 'short', '--name', 'Short')
    expect(json.loads(inlet('list', '--json').stdout)[0]['credentials'], 'Billing')


@case('a lost answer is uncertain and never repeated')
def _():
    before = len(service.creates())
    service.answers.append((0, None))
    lost = create('--again', *FULL, status=6)
    expect(json.loads(lost.stdout)['state'], 'uncertain')
    refused = create(*FULL, status=2)
    assert 'lost' in refused.stderr and '“inlet sync”' in refused.stderr, refused.stderr
    expect(len(service.creates()), before + 1)


@case('sync adopts what was made all the same, and makes nothing')
def _():
    before = len(service.creates())
    found = {'id': '4cb0c374-d3bb-4557-b139-5712880adc55', 'etag': '"e"', 'name': 'S3 Connection',
             'createdAt': int(time.time() * 1000), 'createdClient': API_KEY,
             'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b', 'version': '1.0'},
             'auth': {'specName': 'Access Key', 'params': {'s3SecretKey': SECRET_KEY}}}
    inlet('sync', '--json', status=6)       # not there yet
    service.items.append(found)
    rows = json.loads(inlet('sync', '--json').stdout)
    expect([(row['id'], row['state']) for row in rows], [(found['id'], 'created')])
    again = inlet('sync', '--json')
    expect(json.loads(again.stdout), [])
    assert 'nothing to look up' in again.stderr, again.stderr
    expect(json.loads(inlet('list', '--json').stdout)[0]['id'], found['id'])
    expect(len(service.creates()), before)


def lose_answer_of_twins(name, *remote_ids):
    """A row that may be any of these connections; gives its number."""
    service.answers.append((0, None))
    create('--again', *FULL[:6], '--name', name, status=6)
    for remote_id in remote_ids:
        service.items.append({
            'id': remote_id, 'etag': '"twin"', 'name': name, 'createdAt': int(time.time() * 1000),
            'createdClient': API_KEY, 'state': 'enabled',
            'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b', 'version': '1.0'}})
    return json.loads(inlet('sync', '--json', status=6).stdout)[0]['row']


def let_time_pass(row):
    """As if the request had been sent an hour ago."""
    path = pathlib.Path(os.environ['XDG_DATA_HOME'], 'inlet', 'inlet.db')
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute('UPDATE connections SET created_at = created_at - 3600 WHERE id = ?',
                         (row,))


@case('of several that it may be, sync lists all, and adopts the one that is said')
def _():
    row = lose_answer_of_twins('Twice', 'twin-1', 'twin-2')
    before = len(service.creates())
    listed = json.loads(inlet('sync', '--json', '--row', str(row), status=6).stdout)
    expect([(r['row'], r['name'], r['state'], r['id']) for r in listed],
           [(row, 'Twice', 'uncertain', None)])
    expect([(c['id'], c['name'], c['state']) for c in listed[0]['candidates']],
           [('twin-1', 'Twice', 'enabled'), ('twin-2', 'Twice', 'enabled')])
    assert re.fullmatch(r'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ', listed[0]['candidates'][0]['created_at'])
    told = inlet('sync', status=6)
    expect(told.stdout.split('\t')[0], str(row))
    for word in 'twin-1', 'twin-2', 'enabled', f'Row {row}', f'--row {row} --adopt':
        assert word in told.stderr, told.stderr

    chosen = json.loads(inlet('sync', '--row', str(row), '--adopt', 'twin-2', '--json').stdout)
    expect([(r['row'], r['id'], r['etag'], r['state'], r['candidates']) for r in chosen],
           [(row, 'twin-2', '"twin"', 'created', [])])
    expect(json.loads(inlet('list', '--json').stdout)[0]['id'], 'twin-2')
    expect(len(service.creates()), before)


@case('the only one that it may be is told as one')
def _():
    service.answers.append((0, None))
    create('--again', *FULL[:6], '--name', 'Once', status=6)
    service.items.append({
        'id': 'once-1', 'etag': '"once"', 'name': 'Once', 'state': 'enabled',
        'createdAt': (int(time.time()) - 86400) * 1000, 'createdClient': API_KEY,
        'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b', 'version': '1.0'}})
    told = inlet('sync', status=6)
    row = told.stdout.split('\t')[0]
    assert f'Row {row}, “Once”, may be this one, or not:\n  once-1\t' in told.stderr, told.stderr
    told = inlet('sync', '--row', row, '--adopt', 'once-1')
    assert '“Once” was created: once-1' in told.stderr, told.stderr


@case('none of several is not made, once Adobe is no longer at it')
def _():
    row = lose_answer_of_twins('Neither', 'other-1', 'other-2')
    early = inlet('sync', '--row', str(row), '--none', '--json', status=6)
    expect([(r['state'], len(r['candidates'])) for r in json.loads(early.stdout)],
           [('uncertain', 2)])
    let_time_pass(row)
    told = inlet('sync', '--row', str(row), '--none')
    assert '“Neither” was not created' in told.stderr, told.stderr
    expect(json.loads(inlet('list', '--json').stdout)[0]['state'], 'failed')


@case('what is said for no row, or for the wrong one, changes nothing')
def _():
    row = lose_answer_of_twins('Wrong', 'wrong-1', 'wrong-2')
    for words in (('--adopt', 'wrong-1'), ('--none',), ('--row', str(row), '--adopt', 'x', '--none'),
                  ('--row', str(row), '--adopt', 'twin-2'), ('--row', str(row), '--adopt', ''),
                  ('--row', str(row - 1), '--adopt', 'wrong-1'), ('--row', '999999', '--none'),
                  ('--row', '999999'), ('--row', '0'), ('--row', '-1'), ('--row', 'first'),
                  ('--row', f'{row} '), ('--row', '9' * 30), ('--row',)):
        expect(inlet('sync', '--json', *words, status=2).stdout, '')
    expect(json.loads(inlet('list', '--json').stdout)[0]['state'], 'uncertain')
    let_time_pass(row)
    inlet('sync', '--row', str(row), '--none')


@case('a single one that it can be is not adopted where none is said')
def _():
    row = lose_answer_of_twins('Single', 'single-1', 'single-2')
    del service.items[-1]
    inlet('sync', '--row', str(row), '--none', status=6)
    inlet('sync', '--row', str(row), '--adopt', 'single-2', status=2)
    expect(json.loads(inlet('list', '--json').stdout)[0]['state'], 'uncertain')
    inlet('sync', '--row', str(row), '--adopt', 'single-1')
    expect(json.loads(inlet('list', '--json').stdout)[0]['id'], 'single-1')


def test(*words, status=0):
    return inlet('test', *words, status=status)


PROVIDER = {'type': 'https://ns.adobe.com/aep/errors/FLOW-1100-400', 'report': {
    'detailed-message': 'Error from flow provider: SignatureDoesNotMatch', 'request-id': 'r-1'}}


@case('a connection is tested by its ID, and makes nothing')
def _():
    before = len(service.creates())
    expect(test(service.made[0]).stdout, f'passed\t{service.made[0]}\tS3 Connection\n')
    request = service.requests[-1]
    expect((request.method, request.path),
           ('GET', f'/data/foundation/flowservice/connections/{service.made[0]}/test'))
    expect(request.header('x-sandbox-name'), ['dev'])
    expect(len(service.creates()), before)


@case('a test that fails says whose side it is on, and exits with 3')
def _():
    service.tests.append((400, PROVIDER))
    failed = test('Short', '--json', status=3)
    printed = json.loads(failed.stdout)
    expect(len(printed), 1)
    expect((printed[0]['outcome'], printed[0]['error']['side']), ('failed', 'key'))
    expect(set(printed[0]), {'id', 'name', 'sandbox', 'account', 'outcome', 'tested_at', 'error'})
    assert '“Short”: look at the AWS key.' in failed.stderr, failed.stderr
    assert 'r-1' in failed.stderr, failed.stderr


@case('a test without a reason has the storage listed for one')
def _():
    service.tests.append((200, {'result': False}))
    service.listings.append((400, {**PROVIDER, 'report': {
        'detailed-message': 'Error from flow provider: NoSuchBucket'}}))
    printed = json.loads(test('Short', '--json', status=3).stdout)
    expect(printed[0]['error']['side'], 'bucket')


def created(**wanted):
    """The IDs of those that are there, newest first."""
    return [c['id'] for c in json.loads(inlet('list', '--json').stdout)
            if c['state'] == 'created' and all(c[key] == wanted[key] for key in wanted)]


def ids(tested):
    return [line.split('\t')[1] for line in tested.stdout.splitlines()]


@case('several are tested, told of in their order, and the worst decides the status')
def _():
    short = created(name='Short')[0]
    service.tests += [(200, {'result': True}), (403, {'error_code': '403027', 'message': 'M'})]
    tested = test(service.made[0], 'Short', status=3)
    expect(ids(tested), [service.made[0], short])
    expect(sorted(line.split('\t')[0] for line in tested.stdout.splitlines()),
           ['passed', 'unknown'])


@case('all of a sandbox, of an account, and of the history are tested')
def _():
    create('--sandbox', 'elsewhere', '--name', 'Far')
    expect(ids(test('--sandbox', 'elsewhere')), created(sandbox='elsewhere'))
    expect(ids(test('--sandbox', 'dev')), created(sandbox='dev'))
    account = json.loads(inlet('list', '--json').stdout)[0]['account']
    expect(ids(test('--account', account)), created(account=account))
    expect(ids(test('--account', account, '--sandbox', 'elsewhere')),
           created(account=account, sandbox='elsewhere'))
    everything = test('--all')
    expect(ids(everything), created())
    assert 'tested,' not in everything.stderr, everything.stderr     # nobody looks how it goes
    expect([c['id'] for c in json.loads(test('--all', '--json').stdout)], created())


@case('one that fails among many leaves the others be, and the history says since when')
def _():
    service.tests.append((400, PROVIDER))
    printed = json.loads(test('--all', '--json', status=3).stdout)
    expect(sorted(c['outcome'] for c in printed), ['failed'] + (len(printed) - 1) * ['passed'])
    broken = [c['id'] for c in printed if c['outcome'] == 'failed']
    listed = json.loads(inlet('list', '--json').stdout)
    expect([c['id'] for c in listed if c['broken_since'] is not None], broken)
    test(*broken)
    listed = json.loads(inlet('list', '--json').stdout)
    expect([c['id'] for c in listed if c['broken_since'] is not None], [])


@case('which are to be tested has to be said, and said right')
def _():
    before = len(service.requests)
    for words in (), ('--all', '--sandbox', 'dev'), ('Short', '--all'), ('--sandbox', 'dve'), \
            ('--account', 'nobody'), ('Short', '--account', 'x'), ('--sandbox',):
        expect(test(*words, status=2).stdout, '')
    expect(len(service.requests), before)


@case('what cannot be tested is told, and nothing is asked')
def _():
    before = len(service.requests)
    for words in (), ('unheard-of',), ('S3 Connection',), (service.made[0], 'unheard-of'):
        test(*words, status=2)
    expect(len(service.requests), before)


@case('a test that is cut is not reached')
def _():
    service.tests += 4 * [(0, None)]
    printed = json.loads(test('Short', '--json', status=4).stdout)
    expect((printed[0]['outcome'], printed[0]['error']['side']), ('unknown', 'network'))


SENT = ('create', '--again', '--test', '--account', 'ACME', '--sandbox', 'dev', '--name', 'Proven')
PROVEN = ['Signed in', 'Sandbox found', 'Connection created', 'Connection tested',
          'Storage listed · 1 entry']


def lines_of(result):
    """What came of the steps, without what the program logs."""
    return [line for line in result.stderr.splitlines() if line in PROVEN or ' · ' in line]


@case('a connection is created and tested, with a line for each step')
def _():
    created = inlet(*SENT)
    expect(created.stdout, service.made[-1] + '\n')
    expect(lines_of(created), PROVEN)
    expect(json.loads(inlet('list', '--json').stdout)[0]['id'], service.made[-1])


@case('what came of the test is a member of the connection')
def _():
    printed = json.loads(inlet(*SENT, '--json').stdout)
    expect((printed['id'], printed['state']), (service.made[-1], 'created'))
    expect((printed['test']['outcome'], printed['test']['error']), ('passed', None))
    expect(printed['test']['listing'], {'entries': 1, 'error': None})
    assert 'test' not in json.loads(create('--again', '--account', 'ACME', '--sandbox', 'dev',
                                           '--name', 'Untested').stdout)


@case('a test that fails takes nothing from what was made')
def _():
    service.tests.append((400, PROVIDER))
    failed = inlet(*SENT, '--json')
    printed = json.loads(failed.stdout)
    expect((printed['id'], printed['state'], printed['error']), (service.made[-1], 'created', None))
    expect((printed['test']['outcome'], printed['test']['error']['side']), ('failed', 'key'))
    expect(printed['test']['listing'], None)
    expect(lines_of(failed), PROVEN[:3] + ['Test not passed · Look at the AWS key'])
    assert 'r-1' in failed.stderr, failed.stderr


@case('a storage that is not listed says so')
def _():
    service.listings.append((400, {**PROVIDER, 'report': {
        'detailed-message': 'Error from flow provider: AccessDenied'}}))
    failed = inlet(*SENT, '--json')
    printed = json.loads(failed.stdout)
    expect((printed['test']['outcome'], printed['test']['listing']['entries']), ('passed', None))
    expect(printed['test']['listing']['error']['side'], 'bucket')
    expect(lines_of(failed),
           PROVEN[:4] + ['Storage not listed · Look at the bucket or its policy'])


@case('what was not made is not tested, and exits as it does without')
def _():
    for answer, status, line in (
            ((404, {'type': 'https://ns.adobe.com/aep/errors/FLOW-2100-404'}), 3,
             'Sandbox not usable · Look at the sandbox'),
            ((400, PROVIDER), 3, 'Connection not created · Look at the AWS key'),
            ((401, {'error_code': '401013', 'message': 'Oauth token is not valid'}), 3,
             'Not signed in · Look at the account’s sign-in'),
            ((0, None), 6, 'Not known whether the connection was created · Look at the network')):
        service.answers.append(answer)
        before = len(service.requests)
        failed = inlet(*SENT, '--json', status=status)
        expect(json.loads(failed.stdout)['test'], None)
        expect(lines_of(failed)[-1], line)
        expect([request.method for request in service.requests[before:]], ['POST'])


@case('a create that is interrupted while it tests has made what it made')
def _():
    held, service.tests = service.tests, Held((200, {'result': True}))
    program = subprocess.Popen([INLET, *SENT, '--json'], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    assert service.tests.came.wait(20)
    program.send_signal(signal.SIGINT)
    printed, said = program.communicate(timeout=20)
    service.tests.go.set()
    service.tests = held
    expect(program.returncode, 0)
    expect((json.loads(printed)['id'], json.loads(printed)['test']), (service.made[-1], None))
    assert 'Cancelled. Testing changes nothing.' in said, said
    expect(json.loads(inlet('list', '--json').stdout)[0]['state'], 'created')


@case('a create that is killed while it tests has made what it made')
def _():
    held, service.tests = service.tests, Held((200, {'result': True}))
    program = subprocess.Popen([INLET, *SENT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                               text=True)
    assert service.tests.came.wait(20)
    program.kill()
    printed, _ = program.communicate(timeout=20)
    service.tests.go.set()
    service.tests = held
    expect(printed, service.made[-1] + '\n')
    kept = json.loads(inlet('list', '--json').stdout)[0]
    expect((kept['id'], kept['state'], kept['error']), (service.made[-1], 'created', None))


def entry(kind, name, path):
    return {'type': kind, 'name': name, 'path': path}


@case('a storage is browsed: folders first, paths as they are and escaped on the way')
def _():
    identifier = service.made[0]
    odd = '/a b/100% +&#ü한/x\x1b[31m\n.csv'
    service.listings.append((200, [entry('file', 'part-10', '/part-10'),
                                   entry('file', 'part-9', '/part-9'),
                                   entry('folder', 'zoo', '/zoo/'),
                                   entry('file', f'x {TOKEN}', f'/x {TOKEN}')]))
    printed = inlet('browse', identifier).stdout
    expect(printed, 'folder\tzoo\t/zoo/\nfile\tpart-9\t/part-9\nfile\tpart-10\t/part-10\n'
                    'file\tx •••\t/x •••\n')
    expect(service.requests[-1].path,
           f'/data/foundation/flowservice/connections/{identifier}/explore?objectType=root')
    expect(service.requests[-1].header('x-sandbox-name'), ['dev'])

    service.listings.append((200, [entry('file', 'x\x1b[31m\n.csv', odd)]))
    expect(inlet('browse', identifier, '/a b/100% +&#ü한/').stdout,
           'file\tx\\u001b[31m\\u000a.csv\t/a b/100% +&#ü한/x\\u001b[31m\\u000a.csv\n')
    expect(service.requests[-1].path.partition('?')[2],
           'objectType=folder&object=/a%20b/100%25%20%2B%26%23%C3%BC%ED%95%9C/')
    service.listings.append((200, []))
    inlet('browse', identifier, '/a')
    expect(service.requests[-1].path.partition('?')[2], 'objectType=folder&object=/a/')
    service.listings.append((200, [entry('file', 'x', odd)]))
    expect(json.loads(inlet('browse', identifier, '/', '--json').stdout),
           [{'type': 'file', 'name': 'x', 'path': odd, 'can_preview': True,
             'can_fetch_schema': True}])
    service.listings.append((200, []))
    expect(json.loads(inlet('browse', identifier, '--json').stdout), [])


@case('a file is previewed as it is asked for')
def _():
    identifier = service.made[0]
    table = {'format': 'flat', 'schema': {'columns': [{'name': 'id', 'type': 'string'},
                                                      {'name': 'a\tb', 'type': 'string'}]},
             'data': [{'id': '1', 'a\tb': f'is {TOKEN}'}, {'id': 'ü'}]}
    service.listings += [(200, table), (200, table), (200, [{'name': 'Id', 'type': 'String'}])]
    expect(inlet('browse', identifier, '/x.tsv.gz', '--preview').stdout,
           'id\ta\\u0009b\n1\tis •••\nü\t\n')
    expect(service.requests[-1].path.partition('?')[2],
           'objectType=file&object=/x.tsv.gz&fileType=delimited&columnDelimiter=%5Ct'
           '&compressionType=gzip&preview=true')
    expect(json.loads(inlet('browse', identifier, '/x.tsv.gz', '--preview', '--json', '--delimiter', ';',
                            '--encoding', 'iso-8859-1', '--compression', 'none').stdout),
           {'columns': [{'name': 'id', 'type': 'string'}, {'name': 'a\tb', 'type': 'string'}],
            'rows': [['1', 'is •••'], ['ü', '']]})
    expect(service.requests[-1].path.partition('?')[2],
           'objectType=file&object=/x.tsv.gz&fileType=delimited&columnDelimiter=%3B'
           '&encoding=ISO-8859-1&preview=true')
    expect(inlet('browse', identifier, '/x.json', '--preview').stdout, 'Id\n')


@case('what cannot be browsed says why by its status')
def _():
    identifier = service.made[0]
    denied = {'type': 'https://ns.adobe.com/aep/errors/FLOW-1100-400', 'status': 400,
              'report': {'detailed-message': f'Error from flow provider: AccessDenied {TOKEN}'}}
    service.listings += [(400, denied), (200, {'items': []})]
    refused = inlet('browse', identifier, status=3)
    expect(refused.stdout, '')
    assert 'access' in refused.stderr.lower(), refused.stderr
    inlet('browse', identifier, '--json', status=3)

    missing = {**denied, 'report': {'detailed-message': 'Error from flow provider: NoSuchKey: The '
                                                        'specified key does not exist.'}}
    service.listings.append((400, missing))
    refused = inlet('browse', identifier, '/nowhere/', status=3)
    assert 'There is nothing at this path\n' in refused.stderr, refused.stderr
    # The connection itself is there.
    expect(json.loads(inlet('show', identifier, '--json').stdout)['state'], 'created')

    before = len(service.requests)
    for words in ((), (identifier, 'a', 'b'), ('nobody',), (identifier, '--preview'),
                  (identifier, '/a', '--delimiter', ';'), (identifier, '/a', '--preview', '--delimiter', 'ab'),
                  (identifier, '/a', '--preview', '--encoding', 'UTF-7'),
                  (identifier, '/a', '--preview', '--compression', 'rar')):
        expect(inlet('browse', *words, status=2).stdout, '')
    expect(len(service.requests), before)


@case('a service that is not reached is told apart')
def _():
    inlet('account', 'add', 'Nobody', '--org', ORG, '--api-key', API_KEY, '--access-token',
          '--platform-url', 'http://127.0.0.1:9', '--ims-url', service.url, said=TOKEN + '\n')
    missed = create('--account', 'Nobody', '--sandbox', 'dev', '--name', 'Nowhere', status=4)
    expect(json.loads(missed.stdout)['error']['code'], 'offline')


@case('secrets go to an address that is not Adobe’s only when that is said')
def _():
    words = ('account', 'add', 'Elsewhere', '--org', ORG, '--api-key', API_KEY, '--access-token',
             '--platform-url', 'https://platform.example')
    refused = inlet(*words, said='', status=2)
    assert 'https://platform.example' in refused.stderr, refused.stderr
    assert '--trust-addresses' in refused.stderr, refused.stderr
    names = [account['name'] for account in json.loads(inlet('account', 'list', '--json').stdout)]
    assert 'Elsewhere' not in names, names
    inlet(*words, '--trust-addresses', said=TOKEN + '\n')
    accounts = json.loads(inlet('account', 'list', '--json').stdout)
    expect([account['is-confirmed'] for account in accounts if account['name'] == 'Elsewhere'],
           [True])
    inlet('account', 'remove', 'Elsewhere')


@case('a client secret signs in once, and once more after a 401')
def _():
    inlet('account', 'add', 'Server', '--org', ORG, '--api-key', API_KEY, '--client-secret',
          '--platform-url', service.url, '--ims-url', service.url, said=CLIENT_SECRET + '\n')
    start = len(service.requests)
    create('--account', 'Server', '--sandbox', 'dev', '--name', 'First')
    create('--account', 'Server', '--sandbox', 'test', '--name', 'Second')
    expect([r.path.rsplit('/', 1)[1] for r in service.requests[start:]],
           ['v3', 'connections', 'connections'])
    expect(service.tokens, 1)
    sign_in = service.requests[start]
    expect(sign_in.path, '/ims/token/v3')
    expect(dict(urllib.parse.parse_qsl(sign_in.body.decode())), {
        'grant_type': 'client_credentials', 'client_id': API_KEY, 'client_secret': CLIENT_SECRET,
        'scope': 'openid,session,AdobeID,read_organizations,additional_info.projectedProductContext'})

    service.answers.append((401, {'error_code': '401013', 'message': 'Oauth token is not valid'}))
    create('--account', 'Server', '--sandbox', 'stage', '--name', 'Third')
    expect(service.tokens, 2)
    expect(service.requests[-1].header('Authorization'),
           ['Bearer eyJhbGciOiJSUzI1NiJ9.token2.c2ln'])


@case('optional parameters are sent only when filled')
def _():
    inlet('credentials', 'add', 'Temporary', '--access-key', 'ASIAIOSFODNN7EXAMPLE', '--session-token',
          '--service-url', 'https://s3.eu-central-1.amazonaws.com/)', '--bucket', 'billing-bucket',
          '--folder', 'in/box', said=f'{SECRET_KEY}\n{SESSION_TOKEN}\n')
    create('--account', 'ACME', '--credentials', 'Temporary', '--sandbox', 'dev', '--name', 'All')
    body = json.loads(service.requests[-1].body)
    expect(body['auth']['params'], {
        's3AccessKey': 'ASIAIOSFODNN7EXAMPLE', 's3SecretKey': SECRET_KEY,
        's3SessionToken': SESSION_TOKEN, 'serviceUrl': 'https://s3.eu-central-1.amazonaws.com/',
        'bucketName': 'billing-bucket', 'folderPath': 'in/box'})
    assert 'description' not in body


@case('the end of a session token is kept, shown, and warned of')
def _():
    def add(name, *end, status=0):
        return inlet('credentials', 'add', name, '--access-key', 'ASIAIOSFODNN7EXAMPLE', '--session-token',
                     *end, said=f'{SECRET_KEY}\n{SESSION_TOKEN}\n', status=status)

    add('Lasting', '--session-token-end', '12 h')
    add('Ending', '--session-token-end', '14 min')
    add('Ended', '--session-token-end', '2026-01-01T12:00:00Z')
    add('Unknown')
    assert 'End of Session Token' in add('Odd', '--session-token-end', 'some day', status=2).stderr
    refused = inlet('credentials', 'add', 'Odd', '--access-key', ACCESS_KEY, '--session-token-end', '12 h',
                    status=2).stderr
    assert '“--session-token”' in refused, refused

    lines = {line.split('\t')[0]: line.split('\t')[2:] for line in
             inlet('credentials', 'list').stdout.splitlines()}
    expect(lines['Billing'], [])
    # Less what has passed by now, and seconds are not told.
    assert re.fullmatch('The session token ends in 1[12] hours.', lines['Lasting'][0]), lines
    assert re.fullmatch('The session token ends in 1[34] minutes.', lines['Ending'][0]), lines
    assert lines['Ended'][0].endswith(' days ago.'), lines
    expect(lines['Unknown'], ['It is not known when the session token ends.'])
    ends = {c['name']: c['session-token-end'] for c in json.loads(inlet('credentials', 'list', '--json').stdout)}
    expect((ends['Billing'], ends['Ended'], ends['Unknown']), ('', '2026-01-01T12:00:00Z', ''))

    for name, warning in (('Lasting', None), ('Ending', '“Ending”: The session token ends in 1'),
                          ('Ended', '“Ended”: The session token ended '), ('Unknown', None)):
        said = inlet('create', '--account', 'ACME', '--credentials', name, '--sandbox', f'end-{name.lower()}',
                     '--name', name).stderr
        expect('The session token' in said, warning is not None)
        assert warning is None or warning in said, said
        inlet('credentials', 'remove', name)


@case('wrong input is told and nothing is sent')
def _():
    before = len(service.requests)
    inlet('account', 'add', 'Wrong', '--org', 'ACME', '--api-key', API_KEY, said='x\n', status=2)
    inlet('credentials', 'add', 'Wrong', '--access-key', 'AIDAIOSFODNN7EXAMPLE', said=SECRET_KEY + '\n',
          status=2)
    inlet('credentials', 'add', 'Wrong', '--access-key', ACCESS_KEY, said='', status=2)
    inlet('credentials', 'add', 'Billing', '--access-key', ACCESS_KEY, said='', status=2)
    create('--account', 'Absent', '--sandbox', 'dev', '--name', 'x', status=2)
    create(*FULL[:4], '--sandbox', 'Production title', '--name', 'x', status=2)
    create(*FULL[:6], status=2)
    create(*FULL[:6], '--name', 'a\tb', status=2)
    inlet('credentials', 'add', 'a\tb', '--access-key', ACCESS_KEY, said=SECRET_KEY + '\n', status=2)
    inlet('create', '--nonsense', status=2)
    inlet('nonsense', status=2)
    inlet('account', 'remove', 'Absent', status=2)
    expect(len(service.requests), before)


def names_of_credentials():
    return [c['name'] for c in json.loads(inlet('credentials', 'list', '--json').stdout)]


@case('behind “--” a name may begin with a dash, and be an option’s')
def _():
    for name in '-x', '--', '-h', '--json':
        inlet('credentials', 'add', '--access-key', 'AKIAIOSFODNN7DASHES0', '--', name,
              said=SECRET_KEY + '\n')
        assert name in names_of_credentials()
        inlet('credentials', 'remove', '--', name)
        assert name not in names_of_credentials()
        for verb in 'show', 'report', 'delete', 'test':
            assert f'“{name}”' in inlet(verb, '--', name, status=2).stderr, (verb, name)
    assert '“x”' in inlet('report', '--', 'x', status=2).stderr
    for words in '--', '-- -x -y', '-- x --', 'x -- -y', '-- x y':
        expect(inlet('show', *words.split(), status=2).stderr.splitlines()[1:2],
               ['  inlet show ID|NAME [--json | --curl | --python]'])


@case('a secret that was typed as an argument is not repeated')
def _():
    inlet('account', 'add', 'X', '--org', ORG, '--api-key', API_KEY, f'--client-secret={CLIENT_SECRET}',
          status=2)


@case('neither arguments nor environment have a secret while a request is under way')
def _():
    service.hold = threading.Event()
    try:
        program = subprocess.Popen([INLET, 'create', '--again', *FULL], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        before = len(service.requests)
        deadline = time.monotonic() + 30
        while len(service.requests) == before and time.monotonic() < deadline:
            time.sleep(0.01)
        expect(len(service.requests), before + 1)
        for name in ('cmdline', 'environ'):
            data = pathlib.Path(f'/proc/{program.pid}/{name}').read_bytes()
            assert ACCESS_KEY.encode() not in data
            search.expect_none(data, name)
    finally:
        service.hold.set()
        service.hold = None
    program.communicate(timeout=30)
    expect(program.returncode, 0)


@case('no file of the home has a secret in any disguise')
def _():
    names = search.expect_none_in_files(os.environ['HOME'])
    # The search itself is searched: the database and the keyring were among them.
    assert {'inlet.db', 'login.keyring'} <= names, names


@case('the search finds a secret that is there')
def _():
    for needle, name in search.needles.items():
        assert name in search.find(b'before ' + needle + b' after'), name


@case('removing takes the secret out of the keyring')
def _():
    def items():
        return subprocess.run(['secret-tool', 'search', '--all', 'application',
                               'io.github.inlet_app.Inlet'], capture_output=True,
                              text=True).stdout.count('[/')
    before = items()
    inlet('account', 'remove', 'Server')
    expect(items(), before - 1)
    expect([a['name'] for a in json.loads(inlet('account', 'list', '--json').stdout)],
           ['ACME', 'Nobody'])


@case('sandboxes are listed as Adobe has them, page by page')
def _():
    service.sandboxes += [sandbox(f's{n}', f'Sandbox {n}', 'development') for n in range(60)]
    service.sandbox_requests.clear()
    printed = json.loads(inlet('sandboxes', '--account', 'ACME', '--json').stdout)
    expect([s['name'] for s in printed][:3], ['prod', 'dev', 's0'])
    expect(len(printed), 62)
    expect(printed[0], {'name': 'prod', 'title': 'Production', 'type': 'production',
                        'state': 'active', 'region': 'VA7'})
    expect([r.path for r in service.sandbox_requests],
           [f'/data/foundation/sandbox-management/?limit=100&offset={n}' for n in (0, 50)])
    expect(service.sandbox_requests[0].header('Authorization'), [f'Bearer {TOKEN}'])
    expect(service.sandbox_requests[0].header('x-sandbox-name'), [])
    del service.sandboxes[2:]
    expect(inlet('sandboxes', '--account', 'ACME').stdout,
           'prod\tproduction\tactive\tVA7\tProduction\n'
           'dev\tdevelopment\tactive\tVA7\tDevelopment\n')


@case('a connection in production says so from then on')
def _():
    printed = json.loads(create(*FULL[:4], '--sandbox', 'prod', '--name', 'Live', '--again').stdout)
    expect(printed['sandbox_type'], 'production')
    listed = json.loads(inlet('list', '--json').stdout)
    expect([(c['name'], c['sandbox_type']) for c in listed[:1]], [('Live', 'production')])
    expect(listed[-1]['sandbox_type'], None)    # was made before anybody asked


@case('no sandbox at all is explained, and never taken for production')
def _():
    service.sandboxes = []
    result = inlet('sandboxes', '--account', 'ACME', '--json', status=3)
    expect(json.loads(result.stdout), [])
    assert 'belongs to no sandbox' in result.stderr, result.stderr
    assert 'administrator' in result.stderr, result.stderr
    expect(inlet('sandboxes', '--account', 'ACME', status=3).stdout, '')


@case('why the sandboxes cannot be listed is said by its status')
def _():
    for answer, status in (((403, {'error_code': '403027', 'message': 'User region is missing'}), 3),
                           ((403, {'status': 403,
                                   'type': 'http://ns.adobe.com/aep/errors/SMS-2010-403'}), 3),
                           ((200, b'<html>Sign in</html>'), 4),
                           ((404, b'<html>Not found</html>'), 3)):
        service.sandbox_answers = [answer]
        expect(inlet('sandboxes', '--account', 'ACME', '--json', status=status).stdout, '')
    inlet('sandboxes', '--account', 'Nobody', status=4)
    inlet('sandboxes', '--account', 'Absent', status=2)
    inlet('sandboxes', 'dev', status=2)
    inlet('sandboxes', '--account', 'ACME', status=5,
          DBUS_SESSION_BUS_ADDRESS='unix:path=/nonexistent')


@case('without a keyring the status says so, and nothing was sent')
def _():
    before = len(service.requests)
    result = inlet('create', '--again', '--json', *FULL, status=5,
                   DBUS_SESSION_BUS_ADDRESS='unix:path=/nonexistent')
    expect(json.loads(result.stdout)['error']['code'], 'keyring-missing')
    expect(len(service.requests), before)


@case('the demo lists sandboxes')
def _():
    listed = json.loads(inlet('--demo', 'sandboxes', '--json').stdout)
    expect({s['type'] for s in listed}, {'production', 'development'})


@case('the demo has a connection to try the other verbs with, and says which')
def _():
    listed = inlet('--demo', 'list', '--json')
    row, = json.loads(listed.stdout)
    assert row['id'] in listed.stderr and f'“{row["name"]}”' in listed.stderr, listed.stderr
    name = row['name']
    # Each makes its connection anew, and all of them at once take no longer than one.
    with ThreadPoolExecutor() as pool:
        root, folder, tested, rotated, edited, shown, deleted, report = pool.map(
            lambda words: inlet('--demo', *words).stdout,
            [('browse', name), ('browse', name, '/billing'), ('test', '--all'), ('rotate', name),
             ('edit', name, '--name', 'Renamed'), ('show', name, '--json'),
             ('delete', name, '--yes', '--json'), ('report', name)])
    assert '/billing/' in root and '/billing/' in folder, (root, folder)
    assert tested.startswith('passed\t'), tested
    assert rotated.startswith('rotated\t'), rotated
    assert 'Renamed' in edited, edited
    expect(json.loads(shown)['state'], 'created')
    expect(json.loads(deleted)['state'], 'gone')
    assert name in report, report


@case('the demo makes a connection and leaves nothing behind')
def _():
    before = len(json.loads(inlet('list', '--json').stdout))
    printed = json.loads(inlet('--demo', 'create', '--name', 'First connection', '--json').stdout)
    assert re.fullmatch(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', printed['id']), printed
    assert printed['etag'].startswith('"'), printed
    expect(len(json.loads(inlet('list', '--json').stdout)), before)
    expect([p.name for p in pathlib.Path(os.environ.get('TMPDIR', '/tmp')).glob('inlet-demo-*')
            if p.stat().st_mtime > time.time() - 60], [])


run()
