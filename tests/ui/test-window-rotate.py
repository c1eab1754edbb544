#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-rotate.py INLET: credentials get a new key, and the connections that use them are sent
it in the window. Run inside ../desktop with an unlocked keyring. The cases follow each other."""

import pathlib
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, find, key, labels, press, screenshot, set_text,  # noqa: E402
                    terminal, wait_until, walk)

INLET = sys.argv[1]
NAMES = ('Orders', 'Clicks', 'Billing')
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
REFUSAL = (403, {'error_code': '403025', 'message': 'Profile is not valid'})

service = FlowService()
service.keeps = True
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token', '--platform-url',
         service.url, said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
terminal(INLET, 'credentials', 'add', 'Bucket', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said=SECRET_KEY + '\n')
for number, name in enumerate(NAMES):
    terminal(INLET, 'create', '--sandbox', 'dev' if number < 2 else 'stage', '--name', name,
             '--again')

inlet = Program(INLET, size=(1000, 900))


def windows():
    return inlet.application.get_child_count()


def keys():
    return sorted(item['auth']['params']['s3SecretKey'] for item in service.kept.values())


def edit_credentials():
    key('ctrl+comma')
    wait_until(lambda: windows() == 2, 'the window')
    inlet.click(next(a for role, a in walk(inlet.top)
                     if role == 'label' and a.get_name() == 'Bucket'), frame=inlet.top)
    inlet.expect('push button', 'Save', inlet.top)


def give_key(secret_key):
    """The list of what lacks it comes up by itself."""
    edit_credentials()
    set_text(inlet.fields(inlet.top)['Secret Access Key'], secret_key)
    press(find(inlet.top, 'push button', 'Save'))
    wait_until(lambda: windows() == 3, 'the offer')
    inlet.expect_said('3 connections lack the new key of “Bucket”', frame=inlet.top)


def is_offered():
    return inlet.has('push button', 'Send Key…')


def close_windows():
    while windows() > 1:
        before = windows()
        key('Escape')
        wait_until(lambda: windows() < before, 'its end')


@case('who gives credentials a new key is offered to send it to all that use them')
def _():
    give_key('second-secret-key')
    said = ' '.join(labels(inlet.top))
    for item in service.kept.values():
        assert item['id'] in said and item['name'] in said, said
    assert 'ACME · dev' in said and 'ACME · stage' in said, said
    screenshot('rotate-offer')
    expect(keys(), [SECRET_KEY] * 3)
    press(find(inlet.top, 'push button', 'Send Key'))
    inlet.expect_said('All 3 connections have the key', frame=inlet.top)
    expect(keys(), ['second-secret-key'] * 3)
    expect(labels(inlet.top).count('Has the key'), 3)
    screenshot('rotate-done')
    close_windows()
    wait_until(lambda: not is_offered(), 'nothing on offer')


@case('what failed is told, and gone on with')
def _():
    give_key('third-secret-key')
    service.patches.append(REFUSAL)
    press(find(inlet.top, 'push button', 'Send Key'))
    inlet.expect_said('2 of 3 have the key, 1 failed', frame=inlet.top)
    screenshot('rotate-failed')
    press(find(inlet.top, 'push button', 'Continue'))
    inlet.expect_said('1 connection has the key', frame=inlet.top)
    expect(keys(), ['third-secret-key'] * 3)
    close_windows()


@case('what was cancelled stays on offer, also when the program starts again')
def _():
    global inlet
    service.hold = threading.Event()
    give_key('fourth-secret-key')
    before = len(service.requests)
    press(find(inlet.top, 'push button', 'Send Key'))
    wait_until(lambda: len(service.requests) - before == 3, 'the requests')
    screenshot('rotate-running')
    press(find(inlet.top, 'push button', 'Cancel'))
    inlet.expect('push button', 'Close', inlet.top)
    service.hold.set()
    service.hold = None
    close_windows()
    inlet.expect_said('3 connections lack a new key')
    inlet.quit()

    inlet = Program(INLET, size=(360, 640))
    press(inlet.expect('push button', 'Back'))
    wait_until(is_offered, 'the offer')
    screenshot('rotate-offered-narrow')
    press(find(inlet.frame, 'push button', 'Send Key…'))
    wait_until(lambda: windows() == 2, 'the window')
    inlet.expect_said('3 connections lack the new key of “Bucket”', frame=inlet.top)
    screenshot('rotate-narrow')
    press(find(inlet.top, 'push button', 'Send Key'))
    inlet.expect_said('All 3 connections have the key', frame=inlet.top)
    expect(keys(), ['fourth-secret-key'] * 3)
    close_windows()
    wait_until(lambda: not is_offered(), 'nothing on offer')
    inlet.quit()


@case('who does not want it is not offered it again, and finds it with the credentials')
def _():
    global inlet
    inlet = Program(INLET, size=(1000, 900))
    give_key('fifth-secret-key')
    press(find(inlet.top, 'push button', 'Do Not Offer Again'))
    wait_until(lambda: windows() == 2, 'its end')
    close_windows()
    wait_until(lambda: not is_offered(), 'nothing on offer')
    expect(keys(), ['fourth-secret-key'] * 3)

    edit_credentials()
    screenshot('rotate-editor')
    inlet.click(next(a for role, a in walk(inlet.top)
                     if role == 'label' and a.get_name() == 'Send to Connections…'),
                frame=inlet.top)
    wait_until(lambda: windows() == 3, 'the window')
    inlet.expect_said('3 connections use “Bucket”', frame=inlet.top)
    press(find(inlet.top, 'push button', 'Send Key'))
    inlet.expect_said('All 3 connections have the key', frame=inlet.top)
    expect(keys(), ['fifth-secret-key'] * 3)
    inlet.kill()


run()
