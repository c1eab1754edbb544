#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-proof.py INLET: the steps of a create tick off in the window, and on the connection's
page. Run inside ../desktop with an unlocked keyring."""

import contextlib
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService, Held, sandbox     # noqa: E402
from tap import case, expect, run                       # noqa: E402
from window import (Program, find_all, get_name, has_state, key, press, screenshot, terminal,  # noqa: E402
                    wait_until, walk)

INLET = sys.argv[1]
FLOW = 'https://ns.adobe.com/aep/errors/FLOW-'


def provider(words):
    return {'type': f'{FLOW}1100-400', 'report': {
        'detailed-message': f'Error from flow provider: {words}', 'request-id': 'r-1'}}


service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--client-secret', '--platform-url',
         service.url, '--ims-url', service.url, said='p8e-aClientSecretOfTheTests\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')
# Kept, so that the window asks for nothing by itself; and with a token that does not last.
service.sandboxes.append(sandbox('walk', 'Walk', 'development'))
service.sign_ins.append((200, {'access_token': 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln',
                               'token_type': 'bearer', 'expires_in': 1}))
terminal(INLET, 'sandboxes')


def read_history():
    return json.loads(terminal(INLET, 'list', '--json'))


def start(inlet, name):
    """In a sandbox of its own, so that it is not asked about."""
    key('ctrl+n')
    button = inlet.expect('push button', 'Create Connection')
    inlet.fill({'Sandbox': name.lower(), 'Name': name})
    press(button)


@contextlib.contextmanager
def held(*lists):
    """Each of `lists` of the service has a good answer, and no answer before its `go`."""
    good = {'sign_ins': lambda: (200, {'access_token': 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln',
                                       'token_type': 'bearer', 'expires_in': 86399}),
            'answers': lambda: service.create({}),
            'tests': lambda: (200, {'result': True}),
            'listings': lambda: (200, [])}
    before = {name: getattr(service, name) for name in lists}
    for name in lists:
        setattr(service, name, Held(good[name]()))
    try:
        yield
    finally:
        for name, answers in before.items():
            getattr(service, name).go.set()
            setattr(service, name, answers)


def wait_for(name):
    assert getattr(service, name).came.wait(20), name


def go(name):
    getattr(service, name).go.set()


def focused(inlet):
    return [get_name(accessible) for _, accessible in walk(inlet.frame)
            if has_state(accessible, 'focused')]


inlet = Program(INLET, size=(1000, 1200))


@case('who is not signed in is told at the first step')
def _():
    service.sign_ins.append((400, {'error': 'invalid_client',
                                   'error_description': 'invalid client_secret parameter'}))
    start(inlet, 'Refused')
    inlet.expect_said('Not signed in', 'Look at the account’s sign-in', 'Sandbox not confirmed',
                      'Connection not created', 'Connection not tested', 'Storage not listed',
                      'The Client Secret is wrong')
    inlet.expect('push button', 'Create Connection')
    wait_until(lambda: focused(inlet) == ['Create Connection'], 'the focus')
    screenshot('proof-sign-in-failed')
    expect(read_history()[0]['state'], 'failed')


@case('each step ticks off as it happens, and the ID is there before it is tested')
def _():
    with held('sign_ins', 'answers', 'tests', 'listings'):
        start(inlet, 'Walk')
        wait_for('sign_ins')
        inlet.expect_said('Signing in…', 'Find the sandbox', 'Create the connection',
                          'Test the connection', 'List the storage')
        wait_until(lambda: focused(inlet) == ['Signing in…'], 'what is heard')
        screenshot('proof-signing-in')
        go('sign_ins')

        wait_for('answers')
        inlet.expect_said('Signed in', 'Sandbox found', 'Creating the connection…',
                          'Test the connection')
        wait_until(lambda: focused(inlet) == ['Creating the connection…'], 'what is heard')
        screenshot('proof-creating')
        go('answers')

        wait_for('tests')
        inlet.expect_said('Sandbox found', 'Connection created', 'Testing the connection…',
                          'List the storage', service.made[-1])
        expect(focused(inlet), ['Copy ID'])
        inlet.expect('push button', 'Cancel')
        expect(read_history()[0]['id'], service.made[-1])
        screenshot('proof-testing')
        go('tests')

        wait_for('listings')
        inlet.expect_said('Connection tested', 'Listing the storage…')
        screenshot('proof-listing')
        go('listings')
        inlet.expect_said('Storage listed', 'Nothing in it', 'Test passed')
        expect(focused(inlet), ['Copy ID'])
        screenshot('proof-passed')


@case('a sandbox that is not there is told at its step')
def _():
    service.answers.append((404, {'type': f'{FLOW}2100-404'}))
    start(inlet, 'Nowhere')
    inlet.expect_said('Signed in', 'Sandbox not usable', 'Look at the sandbox',
                      'Connection not created')
    screenshot('proof-sandbox-failed')


@case('a key that is refused is told at the third step')
def _():
    service.answers.append((400, provider('SignatureDoesNotMatch')))
    start(inlet, 'Wrong')
    inlet.expect_said('Signed in', 'Sandbox found', 'Connection not created', 'Look at the AWS key',
                      'Connection not tested')
    screenshot('proof-create-failed')


@case('the steps of the last go with what was entered')
def _():
    with held('answers'):
        start(inlet, 'Another')
        wait_for('answers')
        wait_until(lambda: not inlet.says('Look at the AWS key'), 'the new steps')
        press(inlet.expect('push button', 'Cancel'))
        inlet.expect_said('Not known whether the connection was created', 'Look at the network')
    screenshot('proof-uncertain')


@case('a test that fails leaves the ID, and says whose side it is on')
def _():
    service.tests.append((400, provider('SignatureDoesNotMatch')))
    start(inlet, 'Broken')
    inlet.expect_said('Connection created', 'Test not passed', 'Look at the AWS key',
                      'Storage not listed', 'Test failed')
    inlet.expect_said(service.made[-1])
    expect((read_history()[0]['id'], read_history()[0]['state']), (service.made[-1], 'created'))
    screenshot('proof-test-failed')


@case('a storage that is not listed leaves a test that was passed')
def _():
    service.listings.append((400, provider('AccessDenied')))
    start(inlet, 'Denied')
    inlet.expect_said('Connection tested', 'Storage not listed', 'Look at the bucket or its policy',
                      'Test passed')
    screenshot('proof-listing-failed')


@case('testing once more takes the steps away')
def _():
    inlet.click(inlet.expect('push button', 'Test'))
    wait_until(lambda: not inlet.says('Connection tested'), 'that they are gone')
    inlet.expect_said('Test passed')
    expect(inlet.says('Look at the bucket or its policy'), False)


@case('Cancel stops the test, and nothing else')
def _():
    with held('tests'):
        start(inlet, 'Cancelled')
        wait_for('tests')
        inlet.expect_said('Testing the connection…')
        inlet.click(inlet.expect('push button', 'Cancel'))
        inlet.expect_said('Connection created', 'Connection not tested', 'Storage not listed',
                          'Not tested yet')
    screenshot('proof-cancelled')
    row = read_history()[0]
    expect((row['name'], row['id'], row['state'], row['error']),
           ('Cancelled', service.made[-1], 'created', None))


@case('another connection has no steps, and the steps are not there twice')
def _():
    start(inlet, 'Other')
    inlet.expect_said('Storage listed')
    wait_until(lambda: any('Denied' in row for row in inlet.rows()), 'the row')
    inlet.click(next(a for role, a in walk(inlet.frame)
                     if role == 'label' and get_name(a) == 'Denied'))
    wait_until(lambda: not inlet.says('Storage listed'), 'the other')
    inlet.expect_said('Test passed')


@case('a wait that counts down is heard once')
def _():
    service.answers.append((429, {'error_code': '429050', 'message': 'Too many'},
                            {'Retry-After': '9'}))
    start(inlet, 'Throttled')
    heard = set()

    def count():
        heard.update((role, get_name(accessible)) for role, accessible in walk(inlet.frame)
                     if re.search(r' after \d+\xa0s…', get_name(accessible)))
        return inlet.says(service.made[-1]) and json.loads(service.creates()[-1].body)['name'] \
            == 'Throttled' and not inlet.has('push button', 'Cancel')

    wait_until(count, 'the connection', 60)
    expect((len(heard), 'status bar' in dict(heard)), (2, True))


@case('the steps have room in a narrow window')
def _():
    inlet.resize(360, 640)
    service.listings.append((400, provider('AccessDenied')))
    with held('tests'):
        start(inlet, 'Narrow')
        wait_for('tests')
        wait_until(lambda: inlet.extent[0] <= 360, 'its size')
        screenshot('proof-narrow-testing')
    wait_until(lambda: any(get_name(a) == 'Storage not listed'
                           for a in find_all(inlet.frame, 'status bar')), 'the end')
    expect(inlet.extent[0], 360)
    screenshot('proof-narrow')
    inlet.resize(1000, 1200)


@case('a window that is closed while it tests ends at once, and has made what it made')
def _():
    with held('tests'):
        start(inlet, 'Closed')
        wait_for('tests')
        key('ctrl+w')
        inlet.wait_for_end()
    row = read_history()[0]
    expect((row['name'], row['id'], row['state']), ('Closed', service.made[-1], 'created'))


@case('a program that is killed while it lists has made what it made')
def _():
    killed = Program(INLET, size=(1000, 1200))
    with held('listings'):
        start(killed, 'Killed')
        wait_for('listings')
        killed.kill()
    row = read_history()[0]
    expect((row['name'], row['id'], row['state']), ('Killed', service.made[-1], 'created'))


run()
