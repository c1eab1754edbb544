#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-leaks.py INLET READ-CLIPBOARD KEYRING: types secrets into the window, has Adobe repeat
them, and looks for them on the screen, in what was logged, written and copied, and in the memory of
the program once it does not need them any more. Run inside ../desktop; KEYRING is `system` with an
unlocked keyring, or `session` with none, where secrets are kept until what they belong to is
removed. The cases follow each other."""

import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService                    # noqa: E402
from leaks import Search, disguises                     # noqa: E402
from tap import case, run                               # noqa: E402
from window import (Program, find, find_all, get_name, get_text, holds, key, press,  # noqa: E402
                    type_text, wait_until, walk)

INLET, READ_CLIPBOARD, KEYRING = sys.argv[1:]
SECRETS = {
    'client secret': 'p8e-Planted"client\\secret/+&=%25Zx9Qw7Er5Ty3',
    'fetched token': 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl-_planted0123456789',
    'secret key': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Ke',
    'session token': 'IQoJb3JpZ2luX2VjEPLANTED/planted+session//Token+0987654321abcdefghij==',
}
FIELDS = {'client secret': 'Client Secret', 'secret key': 'Secret Access Key',
          'session token': 'Session Token (optional)'}

search = Search(SECRETS)
service = FlowService()
service.token = SECRETS['fetched token']
# What the allocator is told to overwrite would hide what Inlet does not.
inlet = Program(INLET, size=(1000, 1300), environment={'MALLOC_PERTURB_': '0', 'G_MESSAGES_DEBUG': 'all'})
screen = set()      # every text that was told of the window


def read_screen():
    """All that is told of all windows: names, descriptions, texts."""
    for _, accessible in walk(inlet.application):
        screen.add(get_name(accessible))
        screen.add(accessible.get_description() or '')
        if accessible.get_role_name() == 'text':
            screen.add(get_text(accessible))


def wait_until_forgotten():
    left = {}

    def is_forgotten():
        nonlocal left
        left = search.find_in_memory(inlet.process.pid)
        return not left
    try:
        wait_until(is_forgotten, 'the end of the secrets', 30)
    except AssertionError:
        for name, places in sorted(left.items()):
            print(f'# left: {name}, {sorted(places)}', flush=True)
        raise


def type_secrets():
    """With the keyboard: what an accessibility client sets goes through its bus, which keeps it."""
    for name, field in FIELDS.items():
        inlet.click(inlet.fields()[field])
        type_text(SECRETS[name])
        wait_until(lambda: holds(inlet.fields()[field], SECRETS[name]), field)


@case('secrets are typed and make a connection')
def _():
    inlet.fill({
        'Account Name': 'ACME', 'Organization ID': '5C1328435BF324E90A49402A@AdobeOrg',
        'API Key (Client ID)': 'e053e1a87cf74c68a6ec8e71d4a82662', 'Platform Address': service.url,
        'Sign-In Address': service.url, 'Sandbox': 'dev', 'Credentials Name': 'Billing',
        'Access Key ID': 'ASIAIOSFODNN7EXAMPLE', 'Name': 'First'})
    type_secrets()
    found = ' '.join(search.find_in_memory(inlet.process.pid))
    for name in FIELDS:
        assert name in found, found
    press(find(inlet.frame, 'push button', 'Create Connection'))
    if KEYRING == 'session':
        press(inlet.expect('push button', 'Keep Until I Quit'))
        press(find(inlet.frame, 'push button', 'Create Connection'))
    wait_until(lambda: service.made, 'the answer')
    inlet.expect_said(service.made[0])
    read_screen()


@case('memory has none of them')
def _():
    if KEYRING == 'system':
        wait_until_forgotten()
        search.say()
    else:
        # Kept, as was agreed.
        assert search.find_in_memory(inlet.process.pid)


@case('a storage that repeats what it was asked with shows and copies none')
def _():
    texts = [needle.decode() for disguise, needle in disguises(SECRETS['fetched token'])
             if not disguise.startswith(('UTF', 'hex'))]
    service.listings[:] = [
        (200, [{'type': 'file', 'name': f'a {text}', 'path': f'/a {text}', 'canPreview': True}
               for text in texts]),
        (200, {'format': 'flat', 'data': [{'c': text} for text in texts],
               'schema': {'columns': [{'name': 'c', 'type': text} for text in texts[:1]]}})]
    inlet.click(wait_until(lambda: find(inlet.frame, 'label', 'Browse Storage'), 'the row'))
    window = wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'its window')
    # The first is selected, once it is there.
    wait_until(lambda: key('ctrl+c') or read_clipboard().startswith('/a '), 'the path')
    search.expect_none(read_clipboard(), 'the clipboard')
    key('Return')
    inlet.expect_said(f'1 column · first {len(texts)} rows', frame=window)
    read_screen()
    for text in screen:
        search.expect_none(text, 'the window')
    key('ctrl+w')
    inlet.expect_closed()


@case('an answer that repeats them shows, logs and copies none')
def _():
    key('ctrl+n')
    inlet.expect('label', 'New Connection')
    # Where there is none yet, so that it is not asked about.
    inlet.fill({'Sandbox': 'test'})
    raw = SECRETS['secret key']
    sent = [name for name in SECRETS if name != 'client secret']
    many = ' | '.join(needle.decode() for name in sent for disguise, needle in disguises(SECRETS[name])
                      if not disguise.startswith(('UTF', 'hex')))
    service.answers.append((403, {'error_code': raw, 'message': many, 'details': [many]},
                            {'x-request-id': raw}))
    press(find(inlet.frame, 'push button', 'Create Connection'))
    press(inlet.expect('push button', 'Details…'))
    window = wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'its window')
    wait_until(lambda: '403' in get_text(find(window, 'text', 'Details')), 'the text')
    read_screen()
    press(find(window, 'push button', 'Copy'))
    wait_until(lambda: '403' in read_clipboard(), 'the copy')
    search.expect_none(read_clipboard(), 'the clipboard')
    key('Escape')
    inlet.expect_closed()
    for text in screen:
        search.expect_none(text, 'the window')
    assert any('•••' in text for text in screen)


def read_clipboard():
    return subprocess.run([READ_CLIPBOARD], capture_output=True, text=True, timeout=20).stdout


@case('memory has none of them after that, nor has the rest of the process')
def _():
    search.expect_none_in_process(inlet.process.pid)
    if KEYRING == 'system':
        wait_until_forgotten()
        search.say()


@case('without the account and the credentials, memory has none')
def _():
    key('ctrl+comma')
    window = wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'its window')
    for name in ('ACME', 'Billing'):
        press(wait_until(lambda: find(window, 'push button', f'Remove “{name}”'), name))
        question = wait_until(lambda: inlet.top if inlet.top != window else None, 'the question')
        # In GTK 4.8 its name begins with the mnemonic.
        press(wait_until(lambda: next((button for button in find_all(question, 'push button')
                                       if get_name(button).split()[-1:] == ['Remove']
                                       and inlet.is_shown(button, question)), None), 'Remove'))
        wait_until(lambda: find(window, 'push button', f'Remove “{name}”') is None, 'its end')
    wait_until_forgotten()
    search.say()


@case('what was logged and written has none')
def _():
    inlet.kill()
    search.expect_none(inlet.read_messages(), 'the log')
    names = search.expect_none_in_files(os.environ['HOME'])
    assert 'inlet.db' in names, names
    search.expect_none_in_files(os.environ['TMPDIR'])
    search.say()


run()
