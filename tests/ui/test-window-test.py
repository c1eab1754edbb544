#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-test.py INLET: connections are tested in the window. Run inside ../desktop with an
unlocked keyring."""

import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, find_all, key, screenshot, terminal, wait_until,
                    walk)  # noqa: E402

INLET = sys.argv[1]
PROVIDER = {'type': 'https://ns.adobe.com/aep/errors/FLOW-1100-400', 'report': {
    'detailed-message': 'Error from flow provider: SignatureDoesNotMatch', 'request-id': 'r-1'}}
NOTHING = ('There is nothing at this path', 'It may have been deleted or renamed. Check the path, '
           'and the bucket and the folder in the credentials.')
WRONG_KEY = 'The Secret access key doesn’t belong to the Access key ID'

service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token', '--platform-url',
         service.url, said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')
service.answers.append((403, {'error_code': '403027', 'message': 'User region is missing'}))
terminal(INLET, 'create', '--sandbox', 'dev', '--name', 'Refused', status=3)
terminal(INLET, 'create', '--sandbox', 'dev', '--name', 'Orders')

inlet = Program(INLET, size=(1000, 900))


def select(name):
    wait_until(lambda: any(name in row for row in inlet.rows()), f'the row {name}')
    inlet.click(wait_until(lambda: find_label(name), name))


def find_label(name):
    return next((a for role, a in walk(inlet.frame) if role == 'label' and a.get_name() == name),
                None)


def marks():
    """What the strip says, oldest first."""
    return [a.get_name() for a in find_all(inlet.frame, 'image')
            if a.get_name().startswith(('Test ', 'Could not'))]


@case('a connection that was not made has no test')
def _():
    select('Refused')
    inlet.expect_said('Failed')
    expect(inlet.has('push button', 'Test'), None)


@case('a test that is passed is told and marked')
def _():
    select('Orders')
    inlet.expect_said('Not tested yet')
    inlet.click(inlet.expect('push button', 'Test'))
    inlet.expect_said('Test passed')
    wait_until(lambda: len(marks()) == 1, 'the mark')
    assert marks()[0].startswith('Test passed, '), marks()
    screenshot('test-passed')


@case('a test that fails says why, where to look and what to do')
def _():
    service.tests.append((400, PROVIDER))
    inlet.click(inlet.expect('push button', 'Test'))
    inlet.expect_said('Test failed', WRONG_KEY)
    assert any(text.startswith('Look at the AWS key · ') for text in inlet.said(inlet.frame))
    wait_until(lambda: len(marks()) == 2, 'the marks')
    assert marks()[1].startswith('Test failed, ') and marks()[1].endswith(WRONG_KEY), marks()
    screenshot('test-failed')


@case('a test from the terminal is marked too')
def _():
    terminal(INLET, 'test', 'Orders')
    inlet.expect_said('Test passed')
    wait_until(lambda: len(marks()) == 3, 'the marks')


@case('a test under way is cancelled, and leaves no mark')
def _():
    before = len(service.requests)
    service.hold = threading.Event()
    inlet.click(inlet.expect('push button', 'Test'))
    wait_until(lambda: len(service.requests) > before, 'the request')
    inlet.expect_said('Testing the connection…')
    screenshot('testing')
    inlet.click(inlet.expect('push button', 'Cancel'))
    inlet.expect_said('Test passed')
    service.hold.set()
    service.hold = None
    inlet.expect('push button', 'Test')
    expect(len(marks()), 3)


@case('what has gone from the storage since it was listed: there is nothing at this path')
def _():
    nothing = 400, {'type': 'https://ns.adobe.com/aep/errors/FLOW-1100-400', 'report': {
        'detailed-message': 'Error from flow provider: NoSuchKey: The key does not exist.'}}
    service.listings[:] = [(200, [{'type': 'folder', 'name': 'old', 'path': '/old/'},
                                  {'type': 'file', 'name': 'gone.csv', 'path': '/gone.csv'}]),
                           nothing, nothing]
    inlet.click(wait_until(lambda: find_label('Browse Storage'), 'the row'))
    wait_until(lambda: inlet.top != inlet.frame, 'the window')
    inlet.expect_said('old', 'gone.csv', frame=inlet.top)
    key('Down', 'Return')
    inlet.expect_said(*NOTHING, frame=inlet.top)
    screenshot('browse-gone-file')
    key('Up', 'Return')
    wait_until(lambda: not service.listings, 'that the folder is asked for')
    inlet.expect_said(*NOTHING, frame=inlet.top)
    wait_until(lambda: 'gone.csv' not in inlet.said(inlet.top), 'the page of the folder')
    screenshot('browse-gone-folder')

    # It is there again.
    inlet.click(inlet.expect('push button', 'Retry', frame=inlet.top), frame=inlet.top)
    inlet.expect_said('a', frame=inlet.top)
    assert NOTHING[0] not in inlet.said(inlet.top), inlet.said(inlet.top)
    key('ctrl+w')
    inlet.expect_closed()


@case('leaving the page under a test cancels it')
def _():
    before = len(service.requests)
    service.hold = threading.Event()
    inlet.click(inlet.expect('push button', 'Test'))
    wait_until(lambda: len(service.requests) > before, 'the request')
    select('Refused')
    inlet.expect_said('Failed')
    service.hold.set()
    service.hold = None
    select('Orders')
    inlet.expect_said('Test passed')
    expect(len(marks()), 3)
    inlet.quit()


run()
