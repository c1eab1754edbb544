#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-terminal-many.py INLET: connections are made in many sandboxes at once from the terminal. Run
inside ../desktop with an unlocked keyring."""

import json
import pathlib
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService    # noqa: E402
from leaks import Search                # noqa: E402
from tap import case, expect, run       # noqa: E402

INLET = sys.argv[1]
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl-_planted'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Key'
REFUSED = 403, {'error_code': '403027', 'message': 'User region is missing'}
WHERE = 'prod', 'stage', 'dev'

search = Search({'access token': TOKEN, 'secret key': SECRET_KEY})
service = FlowService()


def inlet(*words, said='', status=0):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True, timeout=60)
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    search.expect_none(result.stdout + result.stderr, words)
    return result


def words_for(*sandboxes):
    return ['create', '--name', 'Orders', *(word for name in sandboxes
                                            for word in ('--sandbox', name))]


def create(*words, sandboxes=WHERE, status=0):
    return json.loads(inlet(*words_for(*sandboxes), '--json', *words, status=status).stdout)


def rows():
    return json.loads(inlet('list', '--json').stdout)


def states(printed):
    return [(row['sandbox'], row['state']) for row in printed]


def posts_since(n_before):
    return sorted(r.header('x-sandbox-name')[0] for r in service.creates()[n_before:])


inlet('account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key', 'key',
      '--access-token', '--platform-url', service.url, said=TOKEN + '\n')
inlet('credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
      said=SECRET_KEY + '\n')


@case('one is made in each sandbox, and printed in the order they were named')
def _():
    printed = create()
    expect(states(printed), [(name, 'created') for name in WHERE])
    expect({row['id'] for row in printed}, set(service.made))
    expect(posts_since(0), sorted(WHERE))
    expect(sorted(states(rows())), sorted(states(printed)))


@case('where there are some already nothing is sent, and all of them are said')
def _():
    before = len(service.requests)
    result = inlet(*words_for('new', 'prod', 'dev'), '--json', status=2)
    expect(len(service.requests), before)
    printed = json.loads(result.stdout)
    expect([(row['sandbox'], row['id'], row['error']['code']) for row in printed],
           [('new', None, 'interrupted'), ('prod', None, 'exists'), ('dev', None, 'exists')])
    for word in '“prod”', '“dev”', '“--skip-existing”', '“--again”':
        assert word in result.stderr, result.stderr
    expect(len(rows()), 3)


@case('those that are there are left out if that is asked for, or made again')
def _():
    before = len(service.creates())
    known = {row['sandbox']: row['id'] for row in rows()}
    printed = create('--skip-existing', sandboxes=('prod', 'new'))
    expect(states(printed), [('prod', 'created'), ('new', 'created')])
    expect(printed[0]['id'], known['prod'])
    expect(posts_since(before), ['new'])
    create('--again', sandboxes=('prod', 'new'))
    expect(posts_since(before), ['new', 'new', 'prod'])


@case('the status is that of the worst, and each has a row')
def _():
    before = len(rows())
    service.answers[:] = [REFUSED, (0, None)]
    result = inlet(*words_for('a', 'b', 'c'), status=6)
    lines = dict(line.split('\t')[::-1][1:] for line in result.stdout.splitlines())
    expect(sorted(lines.values()), ['created', 'failed', 'uncertain'])
    expect(list(lines), ['a', 'b', 'c'])
    expect(len(rows()), before + 3)
    service.answers[:] = [REFUSED]
    create(sandboxes=('d', 'e'), status=3)


@case('commas do as well, and one that is named twice is one')
def _():
    before = len(service.creates())
    create(sandboxes=('f,g', 'f'))
    expect(posts_since(before), ['f', 'g'])
    single = json.loads(inlet(*words_for('h', 'h'), '--json').stdout)
    expect(single['sandbox'], 'h')


@case('a name that none can have is said before anything is sent')
def _():
    before = len(service.requests)
    said = inlet(*words_for('i', 'Not One'), status=2).stderr
    assert said.startswith('Sandbox:'), said
    expect(len(service.requests), before)


@case('a variable that is not set makes not fewer than were meant')
def _():
    before = len(service.requests)
    for places in ('',), ('', 'i'), ('i', ''):
        said = inlet(*words_for('i', *places), status=2).stderr
        assert said.startswith('Sandbox:'), said
    expect(len(service.requests), before)


@case('each is tested, and its storage listed, once all are made')
def _():
    failed = sum(row['state'] == 'failed' for row in rows())
    service.answers[:] = [REFUSED]
    service.tests[:] = [(200, {'result': False})]
    printed = create('--test', sandboxes=('t-1', 't-2', 't-3'), status=3)
    outcomes = [row['test'] and row['test']['outcome'] for row in printed]
    expect(sorted(outcomes, key=str), [None, 'failed', 'passed'])
    expect([outcome is None for outcome in outcomes],
           [row['state'] == 'failed' for row in printed])
    expect([row['test']['listing'] for row in printed
            if row['test'] and row['test']['outcome'] == 'passed'],
           [{'entries': 1, 'error': None}])
    expect(sum(row['state'] == 'failed' for row in rows()), failed + 1)


@case('for people the IDs come first, and what came of the tests is said')
def _():
    service.tests[:] = [(200, {'result': False})]
    result = inlet(*words_for('u-1', 'u-2'), '--test')
    expect([line.split('\t')[:2] for line in result.stdout.splitlines()],
           [['created', 'u-1'], ['created', 'u-2']])
    expect(result.stderr.count('Test passed, storage listed'), 1)
    expect(result.stderr.count(': look at '), 1)
    before = len(service.requests)
    printed = create('--test', sandboxes=('u-1', 'u-3'), status=2)
    expect([(row['error']['code'], row['test']) for row in printed],
           [('exists', None), ('interrupted', None)])
    expect(len(service.requests), before)


@case('too many requests slow all of them down, and each is made once')
def _():
    before = len(service.creates())
    service.answers[:] = [(429, {'error_code': '429050', 'message': 'Too many'},
                           {'Retry-After': '1'})]
    names = [f'many-{number}' for number in range(30)]
    printed = create(sandboxes=names)
    expect(states(printed), [(name, 'created') for name in names])
    expect(len(service.creates()) - before, 31)
    expect(len(set(posts_since(before))), 30)


@case('without a secret nothing is begun')
def _():
    before = len(rows())
    inlet('credentials', 'add', 'Other', '--access-key', 'AKIAI44QH8DHBEXAMPLE',
          said=SECRET_KEY + '\n')
    service.tokens = 0
    inlet('account', 'add', 'Refused', '--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key',
          'key', '--client-secret', '--platform-url', service.url, '--ims-url', service.url,
          said='p8e-secret-of-the-account\n')
    service.sign_ins.append((401, {'error': 'invalid_client'}))
    words = words_for('k', 'l') + ['--account', 'Refused', '--credentials', 'Other', '--json']
    result = inlet(*words, status=3)
    printed = json.loads(result.stdout)
    expect([(row['state'], row['error']['code']) for row in printed], [('failed', 'sign-in')] * 2)
    expect(result.stderr.count(printed[0]['error']['title']), 1)
    expect(len(rows()), before)


@case('Ctrl+C begins no other, and the answers to what was sent are waited for')
def _():
    before = len(rows())
    service.hold = threading.Event()
    sent = len(service.creates())
    names = [f'stop-{number}' for number in range(25)]
    process = subprocess.Popen(
        [INLET, *words_for(*names), '--account', 'ACME', '--credentials', 'Other', '--json'],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while len(service.creates()) - sent < 10 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    expect(process.stderr.readline(),
           'No other is begun. Waiting for the answers to what was sent…\n')
    service.hold.set()
    service.hold = None
    out, err = process.communicate(timeout=60)
    expect(process.returncode, 4)
    printed = json.loads(out)
    expect([row['state'] for row in printed], ['created'] * 10 + ['failed'] * 15)
    expect({row['error']['code'] for row in printed[10:]}, {'interrupted'})
    expect(len(rows()), before + 10)
    expect(len(service.creates()) - sent, 10)


run()
