#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-busy.py INLET: what a person may do while a connection is being made. Run inside
../desktop with an unlocked keyring."""

import contextlib
import json
import os
import pathlib
import re
import sqlite3
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, find, find_all, key, press, screenshot, set_text,  # noqa: E402
                    terminal, type_text, wait_until)

INLET = sys.argv[1]
DATABASE = pathlib.Path(os.environ['XDG_DATA_HOME'], 'inlet', 'inlet.db')
# An answer that is not awaited comes well after this.
AT_ONCE = 3

service = FlowService()


@contextlib.contextmanager
def held():
    """No answer comes before the end."""
    service.hold = threading.Event()
    try:
        yield
    finally:
        service.hold.set()
        service.hold = None


@contextlib.contextmanager
def program():
    inlet = Program(INLET)
    try:
        yield inlet
    finally:
        inlet.kill()


def read_history():
    return json.loads(terminal(INLET, 'list', '--json'))


def fill(inlet, name):
    """Gives the button to create it with. In a sandbox of its own, so that it is not asked about."""
    button = inlet.expect('push button', 'Create Connection')
    inlet.fill({'Sandbox': re.sub('[^a-z]+', '-', name.lower()), 'Name': name})
    return button


def expect_created(inlet, number):
    wait_until(lambda: len(service.made) >= number, 'the answer')
    inlet.expect('label', service.made[-1])


def wait_for_request(number):
    wait_until(lambda: len(service.creates()) >= number, 'the request')


@case('however often Create is pressed, one request is sent')
def _():
    before = len(service.creates())
    with program() as inlet:
        button = fill(inlet, 'Clicked')
        with held():
            inlet.click(button, times=3)
            wait_for_request(before + 1)
            screenshot('busy')
        expect_created(inlet, 1)

        key('ctrl+n')
        inlet.expect('label', 'New Connection')
        inlet.fill({'Sandbox': 'entered'})
        with held():
            type_text('Entered')
            key('Return', 'Return', 'Return')
            wait_for_request(before + 2)
        expect_created(inlet, 2)
        inlet.quit()
    expect(len(service.creates()), before + 2)
    expect([(row['name'], row['state']) for row in read_history()],
           [('Entered', 'created'), ('Clicked', 'created')])


@case('Cancel answers at once, and what was sent is uncertain')
def _():
    before = len(service.creates())
    with program() as inlet, held():
        press(fill(inlet, 'Cancelled'))
        wait_for_request(before + 1)
        press(find(inlet.frame, 'push button', 'Cancel'))
        wait_until(lambda: read_history()[0]['state'] == 'uncertain', 'the row', AT_ONCE)
        inlet.expect('push button', 'Create Connection')
        inlet.expect_said(read_history()[0]['error']['title'])
        inlet.quit()
    expect(len(service.creates()), before + 1)


@case('while one is being made, the others can be looked at')
def _():
    before = len(service.creates())
    with program() as inlet:
        with held():
            press(fill(inlet, 'Meanwhile'))
            wait_for_request(before + 1)
            key('ctrl+f')
            inlet.expect('entry', 'Search connections')
            type_text('Clicked')
            wait_until(lambda: [row[0] for row in inlet.rows()] == ['Clicked'], 'the row')
            key('Escape')
        expect_created(inlet, 4)
        inlet.quit()


@case('a window that is closed in the middle waits for the answer')
def _():
    for shortcut in 'ctrl+w', 'ctrl+q':
        before = len(service.creates())
        with program() as inlet:
            with held():
                press(fill(inlet, f'Closed by {shortcut}'))
                wait_for_request(before + 1)
                key(shortcut)
                wait_until(lambda: not inlet.get_x_windows(), 'that the window is gone', AT_ONCE)
                expect(read_history()[0]['state'], 'sending')
            inlet.wait_for_end()
        row = read_history()[0]
        expect((row['name'], row['state'], row['id']),
               (f'Closed by {shortcut}', 'created', service.made[-1]))


@case('a program that is killed in the middle leaves an uncertain row')
def _():
    before = len(service.creates())
    with program() as inlet, held():
        press(fill(inlet, 'Killed'))
        wait_for_request(before + 1)
        expect(read_history()[0]['state'], 'sending')
        inlet.kill()
        expect(read_history()[0]['state'], 'uncertain')
    with program() as inlet:
        wait_until(lambda: inlet.rows() and inlet.rows()[0][0] == 'Killed', 'the row')
        images = find_all(find(inlet.frame, 'list', 'Connections'), 'image')
        expect(images[0].get_name(), 'Answer lost')
        inlet.quit()


@case('an outcome that cannot be written is said beside its ID')
def _():
    before, n_made = len(service.creates()), len(service.made)
    with program() as inlet:
        button = fill(inlet, 'Unwritten')
        with held():
            press(button)
            wait_for_request(before + 1)
            other = sqlite3.connect(DATABASE, isolation_level=None)
            other.execute('CREATE TRIGGER no_outcome BEFORE UPDATE ON connections'
                          " BEGIN SELECT RAISE (ABORT, 'no'); END")
        wait_until(lambda: len(service.made) > n_made, 'the answer')
        inlet.expect_said('Not kept in the history: copy the ID now', service.made[-1])
        screenshot('unwritten')
        other.execute('DROP TRIGGER no_outcome')
        other.close()



terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token',
         '--platform-url', service.url, said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')
run()
