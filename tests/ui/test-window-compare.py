#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-compare.py INLET: the history is compared with Adobe in the window. Run inside
../desktop with an unlocked keyring."""

import json
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, find, key, labels, press, screenshot, terminal,  # noqa: E402
                    wait_until, walk)

INLET = sys.argv[1]

service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token', '--platform-url',
         service.url, said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')
for name in 'Deleted by others', 'Old name':
    terminal(INLET, 'create', '--again', '--sandbox', 'dev', '--name', name)


def item(identifier, name, place):
    return {'id': identifier, 'etag': '"e"', 'name': name, 'sandboxName': place,
            'createdClient': 'exc_app', 'createdAt': 1700000000000,
            'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b', 'version': '1.0'}}


service.items = [item(service.made[1], 'New name', 'dev'), item('theirs-1', 'Theirs', 'prod')]
inlet = Program(INLET, size=(1000, 800))


def open_window():
    key('F10')
    press(wait_until(lambda: find(inlet.frame, 'menu item', 'Compare with Adobe…'), 'the entry'))
    wait_until(lambda: inlet.top != inlet.frame, 'the window')


def states():
    return {row['name']: row['state'] for row in json.loads(terminal(INLET, 'list', '--json'))}


@case('it asks for account and sandbox')
def _():
    open_window()
    for name, chosen in (('Account', 'ACME'), ('Sandbox', 'All sandboxes')):
        expect(chosen in labels(inlet.expect('combo box', name, frame=inlet.top)), True)
    screenshot('compare-choose')


@case('it shows how far it is')
def _():
    service.hold = threading.Event()
    press(inlet.expect('push button', 'Compare', frame=inlet.top))
    inlet.expect_said('Comparing with Adobe…', frame=inlet.top)
    screenshot('compare-busy')
    service.hold.set()


@case('it says what has changed')
def _():
    inlet.expect_said('No longer there: 1. Updated: 1. Made elsewhere: 1. Unchanged: 0.',
                      frame=inlet.top)
    inlet.expect_said('Theirs', 'Made elsewhere · prod · theirs-1', 'New name',
                      'Deleted by others', frame=inlet.top)
    screenshot('compare-done')
    names = [label for label in labels(inlet.top) if label in states()]
    expect(names, ['Deleted by others', 'New name', 'Theirs'])
    expect(states(), {'Theirs': 'created', 'New name': 'created', 'Deleted by others': 'gone'})


@case('a row leads to the connection')
def _():
    label = next(a for role, a in walk(inlet.top) if role == 'label' and a.get_name() == 'Theirs')
    inlet.click(label, frame=inlet.top)
    inlet.expect_closed()
    inlet.expect_said('theirs-1')
    screenshot('compare-row')


@case('what keeps it from comparing is said; closed, it is cancelled')
def _():
    service.sandbox_answers.append((403, {'error_code': '403027', 'message': 'No'}))
    open_window()
    press(inlet.expect('push button', 'Compare', frame=inlet.top))
    inlet.expect_said('The Organization ID is wrong, or a product profile is missing',
                      frame=inlet.top)
    screenshot('compare-problem')
    service.hold = threading.Event()
    press(inlet.expect('push button', 'Compare', frame=inlet.top))
    inlet.expect_said('Comparing with Adobe…', frame=inlet.top)
    key('Escape')
    inlet.expect_closed()
    service.hold.set()


@case('the program says nothing else')
def _():
    inlet.quit()


run()
