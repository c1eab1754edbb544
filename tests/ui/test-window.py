#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window.py INLET READ-CLIPBOARD: from the empty window to a history, as a person would: the
real program, a real keyring, a real socket, a real database. Run inside ../desktop with an unlocked
keyring. The cases follow each other."""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, fill_form, find, find_all, get_text, is_invalid,  # noqa: E402
                    key, labels, press, screenshot, set_text, terminal, type_text, wait_until)

INLET, READ_CLIPBOARD = sys.argv[1:]
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl-_planted'
EXISTS = 'There Is a Connection Already'
MAY_EXIST = 'There May Be a Connection Already'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Key'

service = FlowService()
inlet = Program(INLET, size=(1000, 1300))
fields = {}


def read_history():
    return json.loads(terminal(INLET, 'list', '--json'))


def create_button():
    return find(inlet.frame, 'push button', 'Create Connection')


def expect_created(name):
    """Waits for the connection's page, and gives the ID that is on it."""
    inlet.expect('push button', 'Copy ID')     # “Connection” is on the form as well
    inlet.expect_said(service.made[-1], name)
    return service.made[-1]


def open_form():
    key('ctrl+n')
    inlet.expect('label', 'New Connection')
    fields.update(inlet.fields())


def read_clipboard():
    return subprocess.run([READ_CLIPBOARD], capture_output=True, text=True, timeout=20).stdout


@case('with nothing kept, the history is empty and the form asks for everything')
def _():
    inlet.expect('label', 'No Connections Yet')
    fields.update(inlet.fields())
    for name in ('Organization ID', 'API Key (Client ID)', 'Client Secret', 'Sandbox',
                 'Access Key ID', 'Secret Access Key', 'Name', 'Description (optional)'):
        assert inlet.is_shown(fields[name]), name
    expect([name for name in fields if is_invalid(fields[name])], [])
    screenshot('empty')
    type_text('typed')
    wait_until(lambda: get_text(fields['Organization ID']) == 'typed', 'what was typed')
    set_text(fields['Organization ID'], '')


@case('what is wrong is said at its field while typing')
def _():
    for name, wrong, right, message in (
            ('Organization ID', 'ACME', 'ACME@AdobeOrg',
             'An organization ID ends in “@AdobeOrg”.'),
            ('Access Key ID', 'AIDAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE',
             'This names a user, a role or a group, not a key. '
             'Access key IDs begin with “AKIA” or “ASIA”.')):
        inlet.click(fields[name])
        type_text(wrong)
        inlet.expect('status bar', message)
        assert is_invalid(fields[name])
        expect(fields[name].get_description(), message)
        screenshot('wrong')
        set_text(fields[name], right)
        wait_until(lambda: find(inlet.frame, 'status bar', message) is None, 'its end')


@case('Create with something missing sends nothing and says what')
def _():
    inlet.click(create_button())
    wait_until(lambda: is_invalid(fields['Sandbox']), 'what is missing')
    assert is_invalid(fields['Secret Access Key'])
    expect(service.requests, [])
    expect(read_history(), [])


@case('a first connection is made on this one page')
def _():
    filled = fill_form(inlet, service.url, TOKEN, SECRET_KEY)
    set_text(filled['Description (optional)'], 'All invoices')
    inlet.click(create_button())
    remote_id = expect_created('First')
    screenshot('created')

    expect(len(service.creates()), 1)
    request = service.requests[0]
    expect(request.header('Authorization'), [f'Bearer {TOKEN}'])
    expect(request.header('x-gw-ims-org-id'), ['5C1328435BF324E90A49402A@AdobeOrg'])
    expect(request.header('x-sandbox-name'), ['dev'])
    body = json.loads(request.body)
    expect((body['name'], body['description']), ('First', 'All invoices'))
    expect(body['auth']['params'], {'s3AccessKey': 'AKIAIOSFODNN7EXAMPLE',
                                    's3SecretKey': SECRET_KEY})
    rows = inlet.rows()
    expect(len(rows), 1)
    assert {'First', remote_id, 'dev'} <= set(rows[0]), rows
    expect([(row['name'], row['id'], row['state']) for row in read_history()],
           [('First', remote_id, 'created')])


@case('Copy ID puts exactly the ID on the clipboard')
def _():
    buttons = find_all(inlet.frame, 'push button', 'Copy ID')
    expect(len(buttons), 1)
    inlet.click(buttons[0])
    wait_until(lambda: read_clipboard() == service.made[0], 'the ID')


@case('the next one is made with one press of Enter')
def _():
    open_form()
    expect(sorted(name for name in fields if inlet.is_shown(fields[name])),
           ['Description (optional)', 'Name', 'Sandbox'])
    expect(labels(find(inlet.frame, 'combo box', 'Account'))[:2], ['Account', 'ACME'])
    expect(labels(find(inlet.frame, 'combo box', 'Credentials'))[:2], ['Credentials', 'Billing'])
    expect(get_text(fields['Sandbox']), 'dev')
    expect(get_text(fields['Name']), 'Billing')
    screenshot('again')
    # What is suggested is typed over.
    type_text('Second')
    wait_until(lambda: get_text(fields['Name']) == 'Second', 'the name')
    set_text(fields['Sandbox'], 'stage')
    key('Return')
    expect_created('Second')
    expect(len(service.creates()), 2)
    expect([row['name'] for row in read_history()], ['Second', 'First'])


@case('one more for the same account, sandbox and key asks first, and Enter leaves it at that')
def _():
    open_form()
    set_text(fields['Sandbox'], 'dev')
    inlet.click(fields['Name'])
    key('ctrl+a')
    type_text('Another')
    wait_until(lambda: get_text(fields['Name']) == 'Another', 'the name')
    key('Return')
    wait_until(lambda: inlet.top != inlet.frame, 'the question')
    inlet.expect_said(EXISTS, frame=inlet.top)
    assert any(service.made[0] in name and '“First”' in name for name in labels(inlet.top))
    assert 'Look Up at Adobe' not in labels(inlet.top)
    screenshot('exists')
    key('Return')
    inlet.expect_closed()
    expect(get_text(fields['Name']), 'Another')
    expect(len(service.creates()), 2)
    expect(len(read_history()), 2)


@case('Show It shows it, and the form keeps what was typed')
def _():
    press(create_button())
    inlet.answer(EXISTS, 'Show It')
    inlet.expect_said(service.made[0])
    open_form()
    expect(get_text(fields['Name']), 'Another')


@case('Create Another makes one, which is asked for only once')
def _():
    press(create_button())
    inlet.answer(EXISTS, 'Create Another')
    expect_created('Another')
    expect(len(service.creates()), 3)
    expect([row['name'] for row in read_history()], ['Another', 'Second', 'First'])


@case('a refusal is said beside what was typed')
def _():
    # An answer that repeats a secret must not show it.
    service.answers.append((403, {'error_code': '403027', 's3SecretKey': SECRET_KEY,
                                  'message': f'User region is missing: {TOKEN}'}))
    open_form()
    inlet.fill({'Name': 'Third', 'Description (optional)': 'Kept'})
    press(create_button())
    inlet.answer(EXISTS, 'Create Another')
    error = wait_until(lambda: read_history()[0]['error'], 'the row')
    inlet.expect_said(error['title'], error['hint'], 'New Connection')
    expect(len(service.creates()), 4)
    expect(get_text(fields['Name']), 'Third')
    expect(get_text(fields['Description (optional)']), 'Kept')
    screenshot('refused')


@case('Details… has the answer without what is secret in it')
def _():
    press(inlet.expect('push button', 'Details…'))
    window = wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'its window')
    text = wait_until(lambda: get_text(find(window, 'text', 'Details')), 'the text')
    assert '403027' in text and 'User region is missing' in text, text
    assert TOKEN not in text and SECRET_KEY not in text, text
    screenshot('details')
    key('Escape')
    inlet.expect_closed()


@case('a lost answer is uncertain, and is not repeated unasked')
def _():
    service.answers.append((0, None))
    set_text(fields['Name'], 'Fourth')
    press(create_button())
    inlet.answer(EXISTS, 'Create Another')
    error = wait_until(lambda: read_history()[0]['state'] == 'uncertain' and
                       read_history()[0]['error'], 'the row')
    inlet.expect_said(error['title'], error['hint'])
    expect(len(service.creates()), 5)
    screenshot('uncertain')

    press(create_button())
    wait_until(lambda: inlet.top != inlet.frame, 'the question')
    inlet.expect_said(MAY_EXIST, frame=inlet.top)
    screenshot('may-exist')
    key('Escape')
    inlet.expect_closed()
    expect(len(service.creates()), 5)


@case('what may be there is looked up from where it is asked about')
def _():
    press(create_button())
    inlet.answer(MAY_EXIST, 'Look Up at Adobe')
    inlet.expect_said('It is not there yet: look again in a few minutes', 'Answer lost')
    expect(len(service.creates()), 5)


@case('searching leaves the rows that match')
def _():
    key('ctrl+f')
    inlet.expect('entry', 'Search connections')
    type_text('fIrS')
    wait_until(lambda: len(inlet.rows()) == 1, 'one row')
    expect(inlet.rows()[0][0], 'First')
    type_text('xx')
    inlet.expect_said('No Results Found')
    key('ctrl+a')
    type_text(service.made[1])
    wait_until(lambda: [row[0] for row in inlet.rows()] == ['Second'], 'the row with this ID')
    key('Escape')
    wait_until(lambda: len(inlet.rows()) == 5, 'all rows')


@case('what the terminal makes appears in the open window')
def _():
    terminal(INLET, 'create', '--account', 'ACME', '--credentials', 'Billing', '--sandbox', 'test',
             '--name', 'From the terminal')
    wait_until(lambda: len(inlet.rows()) == 6, 'the row')
    assert {'From the terminal', service.made[-1], 'test'} <= set(inlet.rows()[0]), inlet.rows()


@case('all of it is there after a restart')
def _():
    global inlet
    before = [row['name'] for row in read_history()]
    inlet.quit()
    inlet = Program(INLET, size=(1000, 1300))
    wait_until(lambda: [row[0] for row in inlet.rows()] == before, 'the rows')
    open_form()
    expect(labels(find(inlet.frame, 'combo box', 'Account'))[:2], ['Account', 'ACME'])
    press(create_button())
    wait_until(lambda: is_invalid(fields['Sandbox']), 'that no sandbox is remembered')
    set_text(fields['Sandbox'], 'dev')
    press(create_button())
    inlet.answer(MAY_EXIST, 'Create Another')
    expect_created('Billing')
    inlet.quit()


@case('the size of the window is there after a restart')
def _():
    kept = {'GSETTINGS_BACKEND': 'keyfile'}     # in the throw-away home
    program = Program(INLET, environment=kept)
    before = program.extent
    program.resize(700, 620)
    wait_until(lambda: program.extent != before, 'that it has heard of it')
    program.quit()
    program = Program(INLET, environment=kept)
    expect(program.size, (700, 620))
    program.quit()


run()
