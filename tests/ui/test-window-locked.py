#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-locked.py INLET: the first connection with a keyring that is locked. Run inside
../desktop with a locked keyring and its prompter."""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, answer_prompt, fill_form, find, get_secrets, holds, key,  # noqa: E402
                    press, screenshot, terminal, type_text, wait_until)

INLET = sys.argv[1]
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

service = FlowService()
inlet = Program(INLET, size=(1000, 1300))


def read_history():
    return json.loads(terminal(INLET, 'list', '--json'))


def create():
    press(find(inlet.frame, 'push button', 'Create Connection') or
          find(inlet.frame, 'push button', 'Create in Production'))


def lock():
    """Locks every collection of the keyring."""
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.secrets',
                    '--object-path', '/org/freedesktop/secrets',
                    '--method', 'org.freedesktop.Secret.Service.Lock',
                    '["/org/freedesktop/secrets/collection/login"]'],
                   check=True, capture_output=True, timeout=20)


def type_password():
    key('ctrl+a')
    type_text('desktop')
    key('Return')


@case('a locked keyring asks for its password; that dismissed, nothing is lost or sent')
def _():
    fields = fill_form(inlet, service.url, TOKEN, SECRET_KEY)
    create()
    answer_prompt(lambda: key('Escape'))
    inlet.expect_said('The keyring is locked')
    expect(inlet.read('Name', 'Sandbox', 'Platform Address'),
           {'Name': 'First', 'Sandbox': 'dev', 'Platform Address': service.url})
    for name, secret in {'Access Token': TOKEN, 'Secret Access Key': SECRET_KEY}.items():
        assert holds(fields[name], secret), name
    screenshot('locked')
    expect(service.requests, [])
    expect(read_history(), [])
    expect(json.loads(terminal(INLET, 'account', 'list', '--json')), [])


@case('with the right password, the connection is made')
def _():
    create()
    answer_prompt(type_password)
    wait_until(lambda: service.made, 'the answer')
    inlet.expect_said(service.made[0])
    expect(get_secrets(service.creates()[-1]), (TOKEN, SECRET_KEY))
    expect([row['id'] for row in read_history()], service.made)
    assert not inlet.says('The keyring is locked')


@case('unlocked elsewhere, the form no longer says that it is locked')
def _():
    lock()
    key('ctrl+n')
    # Where there is none yet, so that it is not asked about.
    inlet.fill({'Sandbox': 'prod'})
    create()
    answer_prompt(lambda: key('Escape'))
    inlet.expect_said('The keyring is locked')
    press(inlet.expect('push button', 'Unlock'))
    answer_prompt(type_password)
    wait_until(lambda: not inlet.says('The keyring is locked'), 'its end')
    expect(len(service.made), 1)
    inlet.quit()


run()
