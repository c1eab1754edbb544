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
from window import (Program, find, get_text, has_state, key, labels, press, screenshot, set_text,
                    terminal, type_text, wait_until)       # noqa: E402

INLET, READ_CLIPBOARD = sys.argv[1:]
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl-_planted'
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
    remote_id = wait_until(lambda: service.made and service.made[-1], 'the request')
    inlet.expect('label', remote_id)
    inlet.expect('label', name)
    return remote_id


def copy_by(action):
    """What is on the clipboard after `action`, which was something else before."""
    action()
    return subprocess.run([READ_CLIPBOARD], capture_output=True, text=True, check=True,
                          timeout=20).stdout


@case('with nothing kept, the history is empty and the form asks for everything')
def _():
    inlet.expect('label', 'No Connections Yet')
    fields.update(inlet.fields())
    for name in ('Organization ID', 'API Key (Client ID)', 'Client Secret', 'Sandbox',
                 'Access Key ID', 'Secret Access Key', 'Name', 'Description (optional)'):
        assert inlet.is_shown(fields[name]), name
    expect(get_text(fields['Organization ID']), '')
    screenshot('empty')


@case('what is wrong is said at its field while typing')
def _():
    for name, wrong, right, message in (
            ('Organization ID', 'ACME', 'ACME@AdobeOrg', 'An organization ID ends in “@AdobeOrg”.'),
            ('Access Key ID', 'AIDAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE',
             'This names a user, a role or a group, not a key. '
             'Access key IDs begin with “AKIA” or “ASIA”.')):
        inlet.click(fields[name])
        type_text(wrong)
        inlet.expect('status bar', message)
        assert has_state(fields[name], 'invalid_entry') or has_state(fields[name], 'invalid')
        expect(fields[name].get_description(), message)
        screenshot('wrong')
        set_text(fields[name], right)
        wait_until(lambda: find(inlet.frame, 'status bar', message) is None, 'its end')


@case('Create with something missing sends nothing and says what')
def _():
    inlet.click(create_button())
    wait_until(lambda: has_state(fields['Sandbox'], 'invalid'), 'what is missing')
    assert has_state(fields['Secret Access Key'], 'invalid')
    expect(service.requests, [])
    expect(read_history(), [])


@case('a first connection is made on this one page')
def _():
    inlet.click(find(inlet.frame, 'combo box', 'Sign-in'))
    key('Down', 'Return')
    token = wait_until(lambda: find(inlet.frame, 'text', 'Access Token'), 'Access Token')
    set_text(token, TOKEN)
    inlet.fill({
        'Account Name': 'ACME', 'Organization ID': '5C1328435BF324E90A49402A@AdobeOrg',
        'API Key (Client ID)': 'e053e1a87cf74c68a6ec8e71d4a82662',
        'Platform Address': service.url, 'Sandbox': 'dev', 'Credentials Name': 'Billing',
        'Secret Access Key': SECRET_KEY, 'Name': 'First',
        'Description (optional)': 'All invoices',
    })
    screenshot('filled')
    inlet.click(create_button())
    remote_id = expect_created('First')
    screenshot('created')

    expect(len(service.requests), 1)
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


run()
