#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-change.py INLET: what the window says of a change whose answer was lost. Run inside
../desktop with an unlocked keyring."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, find_all, has_state, screenshot, terminal, wait_until,   # noqa: E402
                    walk)

INLET = sys.argv[1]
NOTE = 'A change was sent and the answer was lost: it may have been made or not.'

service = FlowService()
service.keeps = True
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key',
         'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token', '--platform-url', service.url,
         said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')


def find_label(inlet, name):
    return next((label for role, label in walk(inlet.frame)
                 if role == 'label' and label.get_name() == name), None)


def find_note_button(inlet):
    return next((button for button in find_all(inlet.frame, 'push button', 'Look Up at Adobe')
                 if inlet.is_shown(button)), None)


def asked_about(start):
    return {request.path.split('?')[0].rsplit('/')[-1] for request in service.requests[start:]}


@case('a change that is in doubt is said on its page, and looked up from there')
def _():
    made, other, _certain = (
        json.loads(terminal(INLET, 'create', '--again', '--sandbox', 'dev', '--name', name, '--json'))
        for name in ('First', 'Other', 'Certain'))
    for connection in other, made:
        service.patches = [(504, {})]
        terminal(INLET, 'edit', connection['id'], '--name', 'Second', status=6)
    start = len(service.requests)
    inlet = Program(INLET, size=(1000, 700))
    # By itself it looks up both.
    wait_until(lambda: {made['id'], other['id']} <= asked_about(start), 'the first look')
    inlet.click(wait_until(lambda: find_label(inlet, 'Certain'), 'the row'))
    wait_until(lambda: not inlet.says(NOTE), 'no doubt')
    inlet.click(wait_until(lambda: find_label(inlet, 'First'), 'the row'))
    inlet.expect_said(NOTE)
    screenshot('doubt-change')
    looks = len(service.requests)
    inlet.click(wait_until(lambda: find_note_button(inlet), 'its button'))
    wait_until(lambda: service.requests[looks:], 'that it looked')
    inlet.expect_said('Still uncertain: look again in a few minutes')
    button = wait_until(lambda: find_note_button(inlet), 'still in doubt')
    wait_until(lambda: has_state(button, 'sensitive'), 'that it can look again')

    service.change(service.kept[made['id']], name='Second')
    inlet.click(button)
    wait_until(lambda: not find_note_button(inlet), 'no note')
    inlet.expect_said('The connection is now shown as it is at Adobe')
    wait_until(lambda: any('Second' in row for row in inlet.rows()), 'the change')
    names = {row['id']: row['name'] for row in json.loads(terminal(INLET, 'list', '--json'))}
    expect((names[made['id']], names[other['id']]), ('Second', 'Other'))
    expect({request.method for request in service.requests[looks:]}, {'GET'})
    expect(asked_about(looks), {made['id']})
    inlet.quit()


run()
