#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-sandboxes.py INLET: choosing a sandbox from those that Adobe lists, with the keyboard.
Run inside ../desktop with an unlocked keyring."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService, sandbox   # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, get_name, get_text, key, screenshot, set_text, terminal,  # noqa: E402
                    type_text, wait_until, walk)

INLET = sys.argv[1]
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token',
         '--platform-url', service.url, said=TOKEN + '\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said=SECRET_KEY + '\n')


def start():
    """With an empty field, which has the focus."""
    inlet = Program(INLET, size=(1000, 700))
    set_text(inlet.expect('text', 'Sandbox'), '')
    key('ctrl+n')
    return inlet


def get_sandbox(inlet):
    return get_text(inlet.expect('text', 'Sandbox'))


def has_label(inlet, part):
    """A popover reaches beyond the window, and lies within the field."""
    return any(part in get_name(accessible) for role, accessible in walk(inlet.frame)
               if role in ('label', 'status bar'))


@case('a sandbox is chosen with the keyboard, and production says so')
def _():
    inlet = start()
    wait_until(lambda: service.sandbox_requests, 'what is asked by itself')
    inlet.expect('push button', 'Create Connection')
    key('Down')
    wait_until(lambda: has_label(inlet, 'prod · VA7'), 'the list')
    screenshot('sandboxes')
    key('Return')
    wait_until(lambda: get_sandbox(inlet) == 'prod', 'what was chosen')
    inlet.expect('push button', 'Create in Production')
    screenshot('production')

    # Typed over, in the same field.
    key('ctrl+a')
    type_text('dev')
    inlet.expect('push button', 'Create Connection')
    key('ctrl+a')
    type_text('prod')
    inlet.click(inlet.expect('push button', 'Create in Production'))
    wait_until(lambda: has_label(inlet, 'prod (production)'), 'the page')
    listed = json.loads(terminal(INLET, 'list', '--json'))
    expect([(row['sandbox'], row['sandbox_type']) for row in listed], [('prod', 'production')])
    inlet.quit()


@case('what was kept is there at once, and without a network')
def _():
    service.sandbox_answers = [(503, {})] * 20
    before = len(service.sandbox_requests)
    inlet = start()
    key('Down')
    wait_until(lambda: has_label(inlet, 'prod · VA7'), 'the list')
    wait_until(lambda: len(service.sandbox_requests) > before, 'what is asked behind')
    key('Escape')
    type_text('prod')
    inlet.expect('push button', 'Create in Production')
    inlet.quit()
    service.sandbox_answers.clear()


@case('no sandbox at all is explained, and nothing is filled in')
def _():
    service.sandboxes = []
    terminal(INLET, 'sandboxes', status=3)
    inlet = start()
    key('Down')
    wait_until(lambda: has_label(inlet, 'belongs to no sandbox'), 'why')
    screenshot('no-sandbox')
    key('Escape')
    expect(get_sandbox(inlet), '')
    type_text('typed-anyway')
    expect(get_sandbox(inlet), 'typed-anyway')
    inlet.expect('push button', 'Create Connection')
    inlet.quit()


@case('why Adobe could not be asked is said there, and asking again works')
def _():
    service.sandbox_answers = [(403, {'error_code': '403027', 'message': 'User region is missing'})]
    inlet = start()
    key('Down')
    wait_until(lambda: has_label(inlet, 'a product profile is missing'), 'why')
    service.sandboxes = [sandbox('qa', 'Quality', 'development')]
    key('Return')       # the button has the focus
    wait_until(lambda: has_label(inlet, 'qa · development · VA7'), 'the list')
    key('Return')
    wait_until(lambda: get_sandbox(inlet) == 'qa', 'what was chosen')
    inlet.quit()


run()
