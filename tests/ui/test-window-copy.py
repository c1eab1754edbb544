#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-copy.py INLET READ-CLIPBOARD: what is taken along from the window: a connection's
request as scripts, and reports. Run inside ../desktop with an unlocked keyring."""

import json
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService            # noqa: E402
from leaks import Search                        # noqa: E402
from tap import case, expect, run               # noqa: E402
from window import (Program, find, get_text, key, press, screenshot,  # noqa: E402
                    terminal, wait_until, walk)

INLET, READ_CLIPBOARD = sys.argv[1:]
SECRETS = {'access token': 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl_planted',
           'secret key': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Ke'}
VARIABLES = {'API_KEY': 'e053e1a87cf74c68a6ec8e71d4a82662', 'ACCESS_TOKEN': SECRETS['access token'],
             'AWS_ACCESS_KEY_ID': 'AKIAIOSFODNN7EXAMPLE',
             'AWS_SECRET_ACCESS_KEY': SECRETS['secret key']}
LANGUAGES = {'Copy as curl': ['sh'], 'Copy as Python': ['python3', '-']}

search = Search(SECRETS)
service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', VARIABLES['API_KEY'], '--access-token', '--platform-url', service.url,
         said=SECRETS['access token'] + '\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', VARIABLES['AWS_ACCESS_KEY_ID'],
         said=SECRETS['secret key'] + '\n')
service.answers.append((403, {'error_code': '403027', 'message': f'No: {SECRETS["secret key"]}'},
                        {'x-request-id': 'REQUEST-1'}))
terminal(INLET, 'create', '--sandbox', 'prod', '--name', 'Refused', status=3)
terminal(INLET, 'create', '--sandbox', 'dev', '--name', 'It\'s "made"')
service.tests.append((200, {'result': False}))
terminal(INLET, 'test', service.made[0], status=3)

inlet = Program(INLET, size=(1000, 1100))


def read_clipboard():
    return subprocess.run([READ_CLIPBOARD], capture_output=True, text=True, timeout=20).stdout


def select(name):
    row = wait_until(lambda: next((a for role, a in walk(inlet.frame)
                                   if role == 'label' and a.get_name() == name), None), name)
    inlet.click(row)


def press_in_menu(item):
    found = wait_until(lambda: find(inlet.frame, 'menu item', item), item)
    screenshot(f'copy-menu-{item}')
    press(found)


def choose(item):
    """In the menu of the row."""
    inlet.click(inlet.expect('label', 'Copy As'))
    press_in_menu(item)


for item, command in LANGUAGES.items():
    @case(f'{item}: what is copied asks for the same')
    def _(item=item, command=command):
        select('It\'s "made"')
        choose(item)
        inlet.expect_said(f'{item.replace("Copy", "Copied")}, without secrets')
        script = wait_until(lambda: (lambda text: text if VARIABLES.keys() <= set(
            re.findall('[A-Z_]+', text)) else None)(read_clipboard()), 'the script')
        search.expect_none(script, 'the clipboard')
        before = service.creates()[-1]
        subprocess.run(command, input=script, check=True, capture_output=True, text=True, timeout=60,
                       env={'PATH': '/usr/bin:/bin', **VARIABLES})
        after = service.creates()[-1]
        assert after is not before
        expect(json.loads(after.body), json.loads(before.body))
        expect(after.header('x-sandbox-name'), ['dev'])


def read_report():
    window = wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'the report')
    field = wait_until(lambda: find(window, 'text'), 'the text')
    text = get_text(field)
    press(find(window, 'push button', 'Copy'))
    wait_until(lambda: read_clipboard() == text, 'the copy')
    search.expect_none(text, 'the report')
    screenshot('copy-report')
    key('Escape')
    inlet.expect_closed()
    return text


@case('the report on a connection has its tests')
def _():
    select('It\'s "made"')
    choose('Report for Support…')
    text = read_report()
    for part in service.made[0], 'State: created', 'Result: failed', 'Inlet: ', 'GTK: ', 'OS: ':
        assert part in text, text


@case('one that was refused has what Adobe answered, without the secret')
def _():
    select('Refused')
    choose('Report for Support…')
    text = read_report()
    for part in 'State: failed', 'HTTP status: 403', '403027', 'REQUEST-1', '•••', 'x-sandbox-name: prod':
        assert part in text, text
    assert 'Request ID: REQUEST-1' in text, text


@case('so has the one that the details of the problem show')
def _():
    press(inlet.expect('push button', 'Details…'))
    text = read_report()
    for part in 'HTTP status: 403', 'Request ID: REQUEST-1', 'libadwaita: ':
        assert part in text, text


@case('the menu has one on the system')
def _():
    key('F10')
    press_in_menu('Report for Support…')
    text = read_report()
    assert text.startswith('System\nInlet: '), text


@case('what is no longer known is said')
def _():
    terminal(INLET, 'account', 'remove', 'ACME')
    select('It\'s "made"')
    choose('Copy as curl')
    inlet.expect_said('The account of this connection is no longer here, and without it the request '
                      'is not known.')
    screenshot('copy-unknown')


@case('it ends without a word')
def _():
    inlet.quit()


run()
