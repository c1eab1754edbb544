#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-import.py INLET WRITE-CLIPBOARD MEMORY: what other programs have, pasted and opened at the real
window. Run inside ../desktop with an unlocked keyring; MEMORY is `overwritten` where what is freed is.
The cases follow each other."""

import functools
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from leaks import Search                    # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, copied, find, find_all, get_name, get_text, has_state,  # noqa: E402
                    is_invalid, key, labels, press, screenshot, terminal, type_path, wait_until, walk)

INLET, WRITE_CLIPBOARD, MEMORY = sys.argv[1:]
clipboard = functools.partial(copied, WRITE_CLIPBOARD)
SECRETS = {
    'secret key': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Ke',
    'client secret': 'p8e-planted-client-secret-0123456789',
}
AWS = f'''[default]
aws_access_key_id = AKIAI44QH8DHBEXAMPLE
aws_secret_access_key = {SECRETS['secret key']}
[known]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = {SECRETS['secret key']}
[sso]
sso_session = mine
'''
search = Search(SECRETS)
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key', 'k',
         '--access-token', said='a.b.c\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said=SECRETS['secret key'] + '\n')
inlet = Program(INLET, size=(1000, 1000))


def wait_until_forgotten():
    if MEMORY == 'overwritten':
        wait_until(lambda: not search.find_in_memory(inlet.process.pid), 'the end of the secrets', 30)


def names(kind):
    return {profile['name'] for profile in json.loads(terminal(INLET, kind, 'list', '--json'))}


def found():
    """The rows, by the names of what they are."""
    return {box.get_name().partition(',')[0]: box for box in find_all(inlet.top, 'check box')
            if ',' in box.get_name()}


def button(name):
    return wait_until(lambda: next((b for b in find_all(inlet.top, 'push button')
                                    if b.get_name().strip().endswith(name)), None), name)


def press_button(name):
    press(button(name))


def open_import():
    key('F10')
    wait_until(lambda: find(inlet.frame, 'menu item', 'Import…'), 'the menu')
    press(find(inlet.frame, 'menu item', 'Import…'))
    wait_until(lambda: inlet.top != inlet.frame and find_all(inlet.top, 'push button'), 'the window')


@case('pasting on the window shows what was copied')
def _():
    inlet.expect('push button', 'Create Connection')
    key('shift+Tab')
    with clipboard(AWS):
        key('ctrl+v')
        wait_until(lambda: inlet.top != inlet.frame and len(found()) == 3, 'the preview')
    rows = found()
    screenshot('import-preview')
    for name, state, is_ticked in (('default', 'New credentials', True), ('Billing', 'Already there', False),
                                   ('sso', 'Cannot be imported', False)):
        assert state in rows[name].get_name(), rows[name].get_name()
        expect(has_state(rows[name], 'checked'), is_ticked)
    assert 'aws configure export-credentials --profile sso' in rows['sso'].get_name()
    for role, accessible in walk(inlet.top):
        if has_state(accessible, 'focusable') and role in ('check box', 'push button', 'list'):
            assert accessible.get_name().strip(), role
    said = '\n'.join(get_name(accessible) for _, accessible in walk(inlet.top))
    search.expect_none(said, 'the window')
    assert 'AKIAI44QH8DHBEXAMPLE' in said and '•••' in said, said


@case('what is ticked is imported; what was pasted is no file to be moved')
def _():
    press_button('Import')
    inlet.expect_closed()
    expect(names('credentials'), {'Billing', 'default'})
    wait_until_forgotten()


@case('what was looked at and left is not in memory either')
def _():
    with clipboard(AWS):
        key('ctrl+v')
        wait_until(lambda: inlet.top != inlet.frame and len(found()) == 3, 'the preview')
        if MEMORY == 'overwritten':
            assert search.find_in_memory(inlet.process.pid)
        expect({row.get_name().split(', ')[1].split('\n')[0] for row in found().values()},
               {'Already there', 'Cannot be imported'})
        key('Escape')
        inlet.expect_closed()
    wait_until_forgotten()


@case('nothing known says so')
def _():
    with clipboard('Hello, world'):
        key('ctrl+v')
        inlet.expect_said('There is nothing in it that can be imported')
    expect(inlet.top == inlet.frame, True)


@case('in a field, pasting is pasting')
def _():
    key('ctrl+f')
    with clipboard(AWS.splitlines()[1]):
        wait_until(lambda: find(inlet.frame, 'text') or find(inlet.frame, 'entry'), 'the search')
        key('ctrl+v')
        key('ctrl+v')
    expect(inlet.top == inlet.frame, True)
    key('Escape')


@case('a file is opened, imported, and moved to the bin when that is said')
def _():
    path = pathlib.Path(os.environ['HOME'], 'console.json')
    path.write_text(json.dumps({'ORG_ID': '5C1328435BF324E90A49402A@AdobeOrg', 'CLIENT_ID': 'a' * 32,
                                'CLIENT_SECRETS': [SECRETS['client secret']]}))
    open_import()
    screenshot('import-start')
    press_button('Open File…')
    wait_until(lambda: inlet.application.get_child_count() == 3, 'the file chooser')
    type_path(inlet.top, path)
    key('Return')
    wait_until(lambda: inlet.application.get_child_count() == 2 and 'console' in found(), 'the preview')
    press_button('Import')
    wait_until(lambda: 'Move the File to the Bin?' in labels(inlet.top), 'the question')
    screenshot('import-bin')
    expect(names('account'), {'ACME', 'console'})
    assert path.exists()
    press_button('Move to Bin')
    inlet.expect_closed()
    wait_until(lambda: not path.exists(), 'the bin')


@case('an address that is not Adobe’s is asked about first')
def _():
    text = json.dumps({'ORG_ID': '5C1328435BF324E90A49402A@AdobeOrg', 'CLIENT_ID': 'b' * 32, 'name': 'x',
                       'CLIENT_SECRET': SECRETS['client secret'], 'IMS': 'evil.example'})
    for answer, expected in ('Cancel', False), ('Send There', True):
        open_import()
        with clipboard(text):
            press_button('Paste')
            wait_until(lambda: len(found()) == 1, 'the preview')
        row = next(iter(found().values()))
        assert 'Not an address of Adobe’s: https://evil.example' in row.get_name()
        expect(has_state(row, 'checked'), False)
        key('space')
        wait_until(lambda: has_state(next(iter(found().values())), 'checked'), 'the tick')
        press_button('Import')
        wait_until(lambda: 'Send Secrets There?' in labels(inlet.top), 'the question')
        press_button(answer)
        if expected:
            inlet.expect_closed()
        else:
            wait_until(lambda: inlet.application.get_child_count() == 2, 'the preview')
            key('Escape')
            inlet.expect_closed()
        expect('5C1328435BF324E90A49402A@AdobeOrg' in names('account'), expected)


@case('what cannot be read says so, and another can be tried')
def _():
    open_import()
    with clipboard('Hello, world'):
        press_button('Paste')
        wait_until(lambda: 'There is nothing in it that Inlet knows. Try another.' in
                   {get_name(a) for _, a in walk(inlet.top)}, 'the sentence')
    screenshot('import-unknown')
    key('Escape')
    inlet.expect_closed()
    search.expect_none(inlet.read_messages(), 'what was logged')
    inlet.quit()


@case('at the first start nothing is missed yet, and what is imported is chosen')
def _():
    global inlet
    for kind in 'account', 'credentials':
        for name in names(kind):
            terminal(INLET, kind, 'remove', name)
    inlet = Program(INLET, size=(1000, 1000))
    inlet.expect('text', 'Organization ID')
    inlet.expect('text', 'Access Key ID')
    open_import()
    expect(is_invalid(inlet.fields()['Organization ID']), False)
    with clipboard(AWS):
        press_button('Paste')
        wait_until(lambda: len(found()) == 3, 'the preview')
    press_button('Import')
    inlet.expect_closed()
    wait_until(lambda: not inlet.has('text', 'Access Key ID'), 'the choice')
    assert inlet.has('text', 'Organization ID')
    expect(get_text(inlet.fields()['Name']), 'default')
    inlet.quit()


run()
