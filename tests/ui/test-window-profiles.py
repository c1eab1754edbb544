#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-profiles.py INLET READ-CLIPBOARD: what may leave the keyring, and where to, asked of a
person at the real window. Run inside ../desktop with an unlocked keyring. The cases follow each
other."""

import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, find, key, labels, press, screenshot,  # noqa: E402
                    terminal, wait_until)

INLET, READ_CLIPBOARD = sys.argv[1:]
TOKEN = "eyJhbGciOiJSUzI1NiJ9.planted'quote"
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Key'
ORG = '5C1328435BF324E90A49402A@AdobeOrg'
FOREIGN = 'https://platform.example'

service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', ORG, '--api-key', 'key', '--access-token',
         '--platform-url', service.url, said=TOKEN + '\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said=SECRET_KEY + '\n')
inlet = Program(INLET, size=(1000, 1000))


def read_clipboard():
    return subprocess.run([READ_CLIPBOARD], capture_output=True, text=True, timeout=20).stdout


def accounts():
    return {account['name']: account
            for account in json.loads(terminal(INLET, 'account', 'list', '--json'))}


def windows():
    return inlet.application.get_child_count()


def answer(verb, n_windows):
    """Presses `verb` in the question that was opened last, and waits for its end."""
    wait_until(lambda: windows() == n_windows + 1, 'the question')
    screenshot('question')
    # GTK 4.8 tells the label with its mnemonic before that of the label.
    press(wait_until(lambda: find(inlet.top, 'push button', f'_{verb} {verb}') or
                     find(inlet.top, 'push button', verb), verb))
    wait_until(lambda: windows() == n_windows, 'its end')


@case('with secrets is copied only after a question')
def _():
    key('ctrl+comma')
    wait_until(lambda: windows() == 2, 'the window')
    for button in ('Copy “Billing” with Secrets', 'Copy “ACME” with Secrets'):
        press(wait_until(lambda: find(inlet.top, 'push button', button), button))
        answer('Cancel', 2)
        assert 'export' not in read_clipboard()


@case('what is copied is what a shell takes')
def _():
    press(find(inlet.top, 'push button', 'Copy “Billing” with Secrets'))
    answer('Copy', 2)
    wait_until(lambda: read_clipboard() == "export AWS_ACCESS_KEY_ID='AKIAIOSFODNN7EXAMPLE'\n"
               f"export AWS_SECRET_ACCESS_KEY='{SECRET_KEY}'\n", 'the lines')
    inlet.expect_said('Copied for 30 seconds', frame=inlet.top)
    screenshot('copied')
    press(find(inlet.top, 'push button', 'Copy “ACME” with Secrets'))
    answer('Copy', 2)
    script = 'printf %s "$ACCESS_TOKEN"'
    wait_until(lambda: subprocess.run(['sh', '-c', read_clipboard() + script], capture_output=True,
                                      text=True).stdout == TOKEN, 'the token')


@case('after 30 seconds it is gone')
def _():
    wait_until(lambda: read_clipboard() == '', 'an empty clipboard', patience=45)


@case('an address that is not Adobe’s is shown before it is saved')
def _():
    press(find(inlet.top, 'push button', 'New Account'))
    inlet.expect('text', 'Account Name', inlet.top)
    inlet.fill({'Account Name': 'Elsewhere', 'Organization ID': ORG, 'API Key (Client ID)': 'key',
                'Client Secret': 'planted-secret', 'Platform Address': FOREIGN}, inlet.top)
    press(find(inlet.top, 'push button', 'Save'))
    wait_until(lambda: windows() == 3, 'the question')
    assert FOREIGN in ' '.join(inlet.said(inlet.top)), inlet.said(inlet.top)
    answer('Cancel', 2)
    assert 'Elsewhere' not in accounts()
    press(find(inlet.top, 'push button', 'Save'))
    answer('Send There', 2)
    wait_until(lambda: accounts().get('Elsewhere', {}).get('is-confirmed'), 'the account')
    expect(accounts()['ACME']['is-confirmed'], False)
    key('Escape')
    wait_until(lambda: windows() == 1, 'the end of the window')
    inlet.quit()


@case('and before anything is sent there, where it was written by somebody else')
def _():
    global inlet
    home = pathlib.Path(os.environ['XDG_DATA_HOME'])
    with contextlib.closing(sqlite3.connect(home / 'inlet/inlet.db')) as database, database:
        changed = database.execute("UPDATE profiles SET fields = replace (fields, "
                                   "'\"is-confirmed\":true', '\"is-confirmed\":false') "
                                   "WHERE name = 'Elsewhere'")
        expect(changed.rowcount, 1)
    expect(accounts()['Elsewhere']['is-confirmed'], False)

    inlet = Program(INLET, size=(1000, 1300))
    inlet.click(inlet.expect('combo box', 'Account'))
    key('Home', 'Down', 'Return')
    wait_until(lambda: 'Elsewhere' in labels(find(inlet.frame, 'combo box', 'Account')), 'it')
    inlet.fill({'Sandbox': 'dev', 'Name': 'First'})
    press(find(inlet.frame, 'push button', 'Create Connection'))
    answer('Cancel', 1)
    expect(json.loads(terminal(INLET, 'list', '--json')), [])
    press(find(inlet.frame, 'push button', 'Create Connection'))
    answer('Send There', 1)
    row = wait_until(lambda: json.loads(terminal(INLET, 'list', '--json')), 'the row')[0]
    expect(row['account'], 'Elsewhere')
    expect(accounts()['Elsewhere']['is-confirmed'], True)
    inlet.kill()


run()
