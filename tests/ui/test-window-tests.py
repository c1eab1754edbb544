#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-tests.py INLET: many connections are tested in the window. Run inside ../desktop with
an unlocked keyring."""

import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, find, find_all, key, labels, press, screenshot, terminal, type_text,
                    wait_until, walk)  # noqa: E402

INLET = sys.argv[1]
PROVIDER = {'type': 'https://ns.adobe.com/aep/errors/FLOW-1100-400', 'report': {
    'detailed-message': 'Error from flow provider: SignatureDoesNotMatch', 'request-id': 'r-1'}}
WRONG_KEY = 'The Secret access key doesn’t belong to the Access key ID'
NAMES = ('Orders', 'Clicks', 'Billing', 'Archive')

service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token', '--platform-url',
         service.url, said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')
for number, name in enumerate(NAMES):
    terminal(INLET, 'create', '--sandbox', 'dev' if number < 2 else 'stage', '--name', name,
             '--again')

inlet = Program(INLET, size=(1000, 700))


def open_window():
    key('ctrl+t')
    window = wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'its window')
    wait_until(lambda: inlet.has('push button', 'Test', window), 'its button')
    return window


def close_window():
    key('Escape')
    inlet.expect_closed()


def choices(window):
    return [a.get_name() for a in find_all(window, 'radio button') + find_all(window, 'check box')]


def test(window):
    """Gives how many were asked for."""
    before = len(service.requests)
    inlet.click(find(window, 'push button', 'Test'), frame=window)
    return before


def marks():
    """What the signs in the history say, newest first."""
    return [a.get_name() for role, a in walk(inlet.frame)
            if role == 'image' and a.get_name().startswith('Created')]


@case('all are tested, and what is not passed is told with why')
def _():
    wait_until(lambda: len(inlet.rows()) == len(NAMES), 'the history')
    window = open_window()
    expect(choices(window), ['All connections'])
    screenshot('tests-choose')
    service.tests.append((400, PROVIDER))
    before = test(window)
    inlet.expect_said('4 of 4 tested, 1 not passed', frame=window)
    expect(len(service.requests) - before, len(NAMES))
    failed = labels(find(window, 'list', 'Not passed'))
    assert failed[0] in NAMES and WRONG_KEY in failed[1] and 'Look at the AWS key' in failed[1], \
        failed
    screenshot('tests-done')
    wait_until(lambda: sorted(marks()) == 3 * ['Created'] + ['Created, but its last test failed'],
               'the mark')


@case('who chooses one of them is shown the connection')
def _():
    window = inlet.top
    name = labels(find(window, 'list', 'Not passed'))[0]
    inlet.click(next(a for role, a in walk(window)
                     if role == 'label' and a.get_name() == name), frame=window)
    wait_until(lambda: WRONG_KEY in {a.get_name() for role, a in walk(inlet.frame)
                                     if role == 'label'}, 'its last test')
    close_window()


@case('the sandbox of what is shown is offered')
def _():
    window = open_window()
    name = choices(window)[0]
    assert name in ('All in the sandbox “dev”', 'All in the sandbox “stage”'), name
    test(window)
    inlet.expect_said('All 2 connections passed', frame=window)
    wait_until(lambda: marks() == len(NAMES) * ['Created'], 'no mark')
    close_window()


@case('what the search finds is offered')
def _():
    key('ctrl+f')
    inlet.expect('entry', 'Search connections')
    type_text('click')
    wait_until(lambda: len(inlet.rows()) == 1, 'the row')
    window = open_window()
    expect(choices(window)[0], 'What is found by “click”')
    screenshot('tests-choose-found')
    test(window)
    inlet.expect_said('1 connection passed', frame=window)
    close_window()
    key('Escape')


@case('cancelled, it begins no other and says how far it came')
def _():
    service.hold = threading.Event()
    window = open_window()
    inlet.click(next(a for role, a in walk(window)
                     if role == 'label' and a.get_name() == 'All connections'), frame=window)
    before = test(window)
    wait_until(lambda: len(service.requests) - before == len(NAMES), 'the requests')
    inlet.expect_said('0 of 4 tested, 0 not passed', frame=window)
    screenshot('tests-running')
    press(find(window, 'push button', 'Cancel'))
    inlet.expect_said('Cancelled: 0 of 4 tested, 0 not passed', frame=window)
    service.hold.set()
    service.hold = None
    inlet.expect('push button', 'Close', window)
    close_window()


@case('closed while it is at it, it cancels')
def _():
    service.hold = threading.Event()
    window = open_window()
    before = test(window)
    wait_until(lambda: len(service.requests) > before, 'a request')
    key('ctrl+w')
    inlet.expect_closed()
    service.hold.set()
    service.hold = None
    inlet.quit()


run()
