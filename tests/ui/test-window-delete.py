#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-delete.py INLET: connections are deleted in the window. Run inside ../desktop with an
unlocked keyring."""

import json
import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import Program, key, screenshot, terminal, wait_until, walk     # noqa: E402

INLET = sys.argv[1]
DATAFLOWS = {'type': 'https://ns.adobe.com/aep/errors/FLOW-1418-400', 'status': 400, 'report': {
    'detailed-message': 'The base connection is used in one or more flows: "Daily import", '
                        '"Weekly import".', 'request-id': 'r-1'}}
QUESTION = 'Delete the Connection?'

service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token', '--platform-url',
         service.url, said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')
for name in 'Other', 'Orders':
    terminal(INLET, 'create', '--again', '--sandbox', 'dev', '--name', name)
service.items = [{'id': identifier, 'name': name}
                 for identifier, name in zip(service.made, ('Other', 'Orders'))]

inlet = Program(INLET, size=(1000, 1000))


def find_label(name):
    return next((a for role, a in walk(inlet.frame) if role == 'label' and a.get_name() == name),
                None)


def find_row():
    return next((a for role, a in walk(inlet.frame) if role == 'label' and
                 a.get_name() == 'Delete…' and inlet.is_shown(a)), None)


def select(name):
    wait_until(lambda: any(name in row for row in inlet.rows()), f'the row {name}')
    inlet.click(wait_until(lambda: find_label(name), name))


def ask(name='Orders'):
    select(name)
    inlet.click(wait_until(find_row, 'Delete…'))
    wait_until(lambda: inlet.top != inlet.frame, 'the question')


def has_closed():
    return inlet.top == inlet.frame


def states():
    rows = json.loads(terminal(INLET, 'list', '--json'))
    return {row['name']: row['state'] for row in rows}


def deletes():
    return [r.path for r in service.requests if r.method == 'DELETE']


@case('it asks, with name, sandbox and ID, and Enter and Escape delete nothing')
def _():
    for word in 'Escape', 'Return':
        ask()
        inlet.expect_said(QUESTION, frame=inlet.top)
        texts = ' '.join(inlet.said(inlet.top))
        for part in '“Orders”', '“dev”', service.made[1]:
            assert part in texts, texts
        screenshot('delete-question')
        key(word)
        wait_until(has_closed, 'the end of the question')
    expect((deletes(), states()['Orders']), ([], 'created'))


@case('what is in the way is said, and the connection stays')
def _():
    service.deletes.append((400, DATAFLOWS))
    ask()
    inlet.answer(QUESTION, 'Delete')
    wait_until(lambda: not has_closed(), 'what is in the way')
    inlet.expect_said('The connection is used by dataflows', frame=inlet.top)
    texts = ' '.join(inlet.said(inlet.top))
    assert '"Daily import", "Weekly import"' in texts, texts
    assert 'Experience Platform first' not in texts, texts     # which Adobe has said
    screenshot('delete-refused')
    key('Escape')
    wait_until(has_closed, 'its end')
    expect(states()['Orders'], 'created')


@case('while it is deleted its row says so, and that of others is as it was')
def _():
    service.hold = threading.Event()
    ask()
    inlet.answer(QUESTION, 'Delete')
    inlet.expect_said('Deleting the connection…')
    screenshot('deleting')
    service.hold.set()
    inlet.expect_said('No longer there')
    screenshot('delete-gone')
    expect((len(deletes()), states()), (2, {'Orders': 'gone', 'Other': 'created'}))
    expect(find_row(), None)


@case('one that Adobe does not have any more is gone as well')
def _():
    service.items.clear()
    ask('Other')
    inlet.answer(QUESTION, 'Delete')
    wait_until(lambda: states()['Other'] == 'gone', 'the end of it')


@case('the program says nothing else')
def _():
    inlet.quit()


run()
