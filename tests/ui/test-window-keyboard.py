#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-keyboard.py INLET READ-CLIPBOARD: the whole job with the keyboard alone, from the first
start to the end of a connection. Keys go to whatever has the focus; the accessibility bus only tells
where that is, and what is shown. Run inside ../desktop with an unlocked keyring. The cases follow
each other."""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from tree import expect_says, expect_shown  # noqa: E402
from walking import Focus                   # noqa: E402
from window import Program, key, screenshot, terminal, type_text, wait_until  # noqa: E402

INLET, READ_CLIPBOARD = sys.argv[1:]
EYE = 'Show Text'
FACTS = 'Sandbox', 'Account', 'Credentials', 'Date', 'Etag'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

service = FlowService()
service.keeps = True
inlet = Program(INLET, size=(1000, 1300))
focus = Focus()


def count():
    return inlet.application.get_child_count()


def open_window(*words):
    """It can be read before it has the keyboard."""
    before, x_windows = count(), inlet.get_x_windows()
    key(*words)
    wait_until(lambda: count() > before, 'its window')
    wait_until(lambda: inlet.get_keyboard() in {*inlet.get_x_windows()} - {*x_windows}, 'the keyboard')


def close_window(*words):
    before = count()
    key(*words)
    wait_until(lambda: count() < before, 'its end')
    inlet.take_keyboard()


def fill(*fields):
    """Types each text when Tab has come to its field; None is only passed by."""
    for name, text in fields:
        focus.go('Tab', name)
        if text is not None:
            type_text(text)


def read_clipboard():
    return subprocess.run([READ_CLIPBOARD], capture_output=True, text=True, timeout=20).stdout


def read_history():
    return json.loads(terminal(INLET, 'list', '--json'))


@case('the first start asks for everything, and each field is typed into as Tab comes to it')
def _():
    expect_shown(inlet, 'push button', 'Create Connection')
    type_text('5C1328435BF324E90A49402A@AdobeOrg')
    fill(('API Key (Client ID)', 'e053e1a87cf74c68a6ec8e71d4a82662'), ('Sign-in', None),
         ('Client Secret', 'p8e-secret-of-a-test'), (EYE, None), ('Scopes', None), ('Advanced', None))
    key('Return')
    expect_shown(inlet, 'text', 'Sign-In Address')
    fill(('Platform Address', service.url), ('Sign-In Address', service.url), ('Sandbox', 'dev'))
    screenshot('keyboard-half')
    fill(('Credentials', None), ('Credentials Name', 'Billing'),
         ('Access Key ID', 'AKIAIOSFODNN7EXAMPLE'), ('Secret Access Key', SECRET_KEY))
    screenshot('keyboard-filled')


@case('Enter creates it, and the ID is copied')
def _():
    fill((EYE, None), ('Session Token (optional)', None), (EYE, None), ('Optional', None),
         ('Name', 'First'))
    key('Return')
    expect_shown(inlet, 'list item', 'Browse Storage')
    focus.expect('Copy ID')
    key('Return')
    wait_until(lambda: read_clipboard() == service.made[0], 'the ID')
    expect([(row['id'], row['name'], row['sandbox']) for row in read_history()],
           [(service.made[0], 'First', 'dev')])
    expect(json.loads(service.creates()[0].body)['auth']['params'],
           {'s3AccessKey': 'AKIAIOSFODNN7EXAMPLE', 's3SecretKey': SECRET_KEY})


@case('its storage is browsed')
def _():
    def expect_copied(path):
        """Where the selection is, is told by the path that is copied."""
        def is_copied():
            key('ctrl+c')
            return read_clipboard() == path
        wait_until(is_copied, f'{path} copied')

    service.listings = [(200, [{'type': 'folder', 'name': path[:-1], 'path': path}])
                        for path in ('billing/', 'billing/2026/')]
    focus.go('Tab', 'Test passed', 'Test', 'Last tests', *FACTS, 'Create Again…', 'Browse Storage')
    open_window('Return')
    expect_says(inlet, 'billing')
    expect_copied('billing/')
    key('Return')
    expect_copied('billing/2026/')
    screenshot('keyboard-browse')
    key('BackSpace')
    expect_copied('billing/')
    close_window('ctrl+w')


@case('the credentials get another key, which is sent to it')
def _():
    open_window('ctrl+comma')
    focus.go('Tab', 'My organization', 'Copy “My organization” with Secrets',
             'Remove “My organization”', 'New Credentials', 'Billing')
    key('Return')
    expect_shown(inlet, 'push button', 'Save')
    fill(('Access Key ID', None), ('Secret Access Key', 'second-secret-key'))
    open_window('Return')
    expect_says(inlet, '1 connection lacks the new key of “Billing”')
    screenshot('keyboard-rotate')
    focus.go('Tab', 'Send Key')
    key('Return')
    expect_says(inlet, '1 connection has the key')
    expect([item['auth']['params']['s3SecretKey'] for item in service.kept.values()],
           ['second-secret-key'])
    focus.expect('Close')
    close_window('Return')
    close_window('Escape')


@case('the connection is deleted')
def _():
    service.items = [{'id': service.made[0], 'name': 'First'}]
    focus.go_on('Delete…')
    open_window('Return')
    expect_says(inlet, 'Delete the Connection?', service.made[0])
    focus.expect('Cancel')
    focus.go('Tab', 'Delete')
    screenshot('keyboard-delete')
    close_window('Return')
    expect_says(inlet, 'No longer there')
    expect([(row['id'], row['state']) for row in read_history()], [(service.made[0], 'gone')])


@case('another one is begun at its name, as nothing else is needed')
def _():
    # Also from where nothing that has the focus goes away.
    key('ctrl+f')
    key('ctrl+n')
    focus.expect('Name')
    key('ctrl+a')
    type_text('Second')
    key('Return')
    focus.expect('Copy ID')
    expect([(row['id'], row['name']) for row in read_history()][:1], [(service.made[1], 'Second')])
    inlet.quit()


run()
