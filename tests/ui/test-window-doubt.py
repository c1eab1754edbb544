#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-doubt.py INLET: what the window does by itself about an answer that was lost. Run
inside ../desktop with an unlocked keyring."""

import contextlib
import json
import os
import pathlib
import sqlite3
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, find, find_all, get_text, has_state, key, press,  # noqa: E402
                    screenshot, terminal, wait_until)

INLET = sys.argv[1]
API_KEY = 'e053e1a87cf74c68a6ec8e71d4a82662'
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
SEVERAL = '1 answer was lost. 2 connections may be it.'
FOUND = '4cb0c374-d3bb-4557-b139-5712880adc55'

service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', API_KEY, '--access-token', '--platform-url', service.url, said=TOKEN + '\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said=SECRET_KEY + '\n')


def lose_answer(name):
    service.answers.append((0, None))
    terminal(INLET, 'create', '--again', '--sandbox', 'dev', '--name', name, '--json', status=6)


def read_history():
    return json.loads(terminal(INLET, 'list', '--json'))


@case('what was made all the same is found without a click, and told')
def _():
    lose_answer('First')
    service.items.append({
        'id': FOUND, 'etag': '"e"', 'name': 'First', 'createdAt': int(time.time() * 1000),
        'createdClient': API_KEY,
        'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b', 'version': '1.0'}})
    creates = len(service.creates())
    inlet = Program(INLET, size=(1000, 700))
    inlet.expect_said('“First” was created')
    wait_until(lambda: FOUND in inlet.rows()[0], 'the ID')
    expect([(row['state'], row['id']) for row in read_history()], [('created', FOUND)])
    expect(len(service.creates()), creates)
    wait_until(lambda: not inlet.has('push button', 'Look Up'), 'no line')
    inlet.quit()


@case('what Adobe may still be at stays uncertain, and says so')
def _():
    lose_answer('Second')
    before = len(service.requests)
    service.hold = threading.Event()
    inlet = Program(INLET, size=(1000, 700))
    wait_until(lambda: [request for request in service.requests[before:]
                        if '/connections?' in request.path], 'that it looked')
    inlet.expect_said('Looking up 1 lost answer…')
    expect(inlet.has('push button', 'Look Up'), None)
    service.hold.set()
    service.hold = None
    inlet.expect_said('1 answer was lost')
    inlet.expect('push button', 'Look Up')
    screenshot('doubt')
    expect(read_history()[0]['state'], 'uncertain')

    service.items[0] = {**service.items[0], 'id': FOUND[:-1] + '6', 'name': 'Second',
                        'createdAt': int(time.time() * 1000)}
    inlet.click(inlet.expect('push button', 'Look Up'))
    inlet.expect_said('“Second” was created')
    expect(read_history()[0]['state'], 'created')
    inlet.quit()


def read_name(inlet):
    """What the form is about to call it. GTK 4.18 tells of the form only once it is back."""
    field = inlet.fields().get('Name')
    return get_text(field) if field is not None else None


@case('the form takes back what it said, and gives way to what was made')
def _():
    service.items[0] = {**service.items[0], 'id': FOUND[:-1] + '7', 'name': 'In the form',
                        'createdAt': int(time.time() * 1000)}
    service.answers.append((0, None))
    creates = len(service.creates())
    inlet = Program(INLET, size=(1000, 700))
    inlet.fill({'Sandbox': 'stage', 'Name': 'In the form'})
    press(find(inlet.frame, 'push button', 'Create Connection'))
    inlet.expect_said('“In the form” was created', FOUND[:-1] + '7')
    screenshot('doubt-settled')
    press(inlet.expect('push button', 'New Connection'))
    wait_until(lambda: read_name(inlet) == 'Billing', 'another connection')
    assert not inlet.says('The answer was lost')
    expect(len(service.creates()), creates + 1)
    inlet.quit()


def lose_answer_of_twins(name, n_twins=2):
    """A row that may be any of some connections, whose IDs are given, and was sent long ago."""
    lose_answer(name)
    ids = [f'{FOUND[:-1]}{index}-{name}' for index in range(1, n_twins + 1)]
    for index, remote_id in enumerate(ids):
        service.items.append({
            'id': remote_id, 'etag': '"e"', 'name': name, 'createdClient': API_KEY,
            'createdAt': int(time.time() * 1000) - index * 86400000, 'state': 'enabled',
            'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b', 'version': '1.0'}})
    path = pathlib.Path(os.environ['XDG_DATA_HOME'], 'inlet', 'inlet.db')
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE connections SET created_at = created_at - 3600 "
                         "WHERE state = 'uncertain'")
    return ids


def open_choice(inlet):
    """What was found by itself is said, and opens nothing until the button is pressed."""
    inlet.expect_said(SEVERAL)
    screenshot('choice-line')
    expect(inlet.top, inlet.frame)
    inlet.click(inlet.expect('push button', 'Choose…'))
    return wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'the choice')


def get_chosen(window):
    return [has_state(row, 'checked') for row in find_all(window, 'radio button')]


@case('of several that it may be, the second is chosen with the keyboard')
def _():
    ids = lose_answer_of_twins('Third')
    creates = len(service.creates())
    inlet = Program(INLET, size=(1000, 700))
    window = open_choice(inlet)
    wait_until(lambda: len(get_chosen(window)) == 3, 'the rows')
    screenshot('choice')
    expect(get_chosen(window), [False, False, False])
    rows = find_all(window, 'radio button')
    assert ids[1] in rows[1].get_name() and rows[2].get_name().startswith('None of These'), rows
    use = find(window, 'push button', 'Use Connection')
    assert not has_state(use, 'sensitive')

    key('Down', 'space')
    wait_until(lambda: get_chosen(window) == [False, True, False], 'the second')
    screenshot('choice-chosen')
    key('alt+u')
    inlet.expect_closed()
    inlet.expect_said('It was created')
    expect([(row['state'], row['id']) for row in read_history()[:1]], [('created', ids[1])])
    expect(len(service.creates()), creates)
    wait_until(lambda: not inlet.says(SEVERAL), 'no line')
    inlet.quit()


@case('Escape changes nothing, and none of several was not made')
def _():
    lose_answer_of_twins('Fourth')
    inlet = Program(INLET, size=(1000, 700))
    window = open_choice(inlet)
    key('Escape')
    inlet.expect_closed()
    expect(read_history()[0]['state'], 'uncertain')

    inlet.expect_said('2 connections at Adobe may be this one.')
    screenshot('choice-page')
    buttons = wait_until(lambda: [button for button in find_all(inlet.frame, 'push button', 'Choose…')
                                  if inlet.is_shown(button)][1:], 'the page’s button')
    inlet.click(buttons[0])
    window = wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'the choice')
    wait_until(lambda: len(get_chosen(window)) == 3, 'the rows')
    key('Down', 'Down', 'Return')
    wait_until(lambda: get_chosen(window) == [False, False, True], 'none')
    screenshot('choice-none')
    press(find(window, 'push button', 'Was Not Created'))
    inlet.expect_said('It was not created, and can be created again')
    expect(read_history()[0]['state'], 'failed')
    inlet.quit()


@case('one that may be it is asked about as one')
def _():
    found, = lose_answer_of_twins('Fifth', 1)
    inlet = Program(INLET, size=(1000, 700))
    inlet.expect_said('1 answer was lost. 1 connection may be it.')
    screenshot('choice-one-line')
    inlet.click(inlet.expect('push button', 'Choose…'))
    window = wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'the choice')
    wait_until(lambda: len(get_chosen(window)) == 2, 'the rows')
    screenshot('choice-one')
    key('Escape')
    inlet.expect_closed()
    inlet.expect_said('1 connection at Adobe may be this one.')
    screenshot('choice-one-page')
    expect(read_history()[0]['state'], 'uncertain')
    inlet.quit()


run()
