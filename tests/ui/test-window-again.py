#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-again.py INLET: connections are made again from their page. Run inside ../desktop
with an unlocked keyring."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, find, get_text, has_state, key, labels, screenshot,
                    terminal, wait_until, walk)  # noqa: E402

INLET = sys.argv[1]
service = FlowService()
for name in 'ACME', 'Other':
    terminal(INLET, 'account', 'add', name, '--org', '5C1328435BF324E90A49402A@AdobeOrg',
             '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token', '--platform-url', service.url,
             '--ims-url', service.url, said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
for name, access_key in ('Billing', 'AKIAIOSFODNN7EXAMPLE'), ('Orders', 'AKIAI44QH8DHBEXAMPLE'):
    terminal(INLET, 'credentials', 'add', name, '--access-key', access_key,
             said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')
service.answers.append((403, {'error_code': '403027', 'message': 'User region is missing'}))
OTHER = ('--account', 'Other', '--credentials', 'Orders', '--description', 'of the shop')
terminal(INLET, 'create', *OTHER, '--sandbox', 'stage', '--name', 'Refused', status=3)
service.answers.append((0, None))
terminal(INLET, 'create', *OTHER, '--sandbox', 'doubt', '--name', 'Lost', status=6)

inlet = Program(INLET, size=(1000, 1300))


def find_label(name):
    return next((a for role, a in walk(inlet.frame) if role == 'label' and a.get_name() == name),
                None)


def select(name):
    wait_until(lambda: any(name in row for row in inlet.rows()), f'the row {name}')
    inlet.click(wait_until(lambda: find_label(name), name))


def find_row():
    return next((a for role, a in walk(inlet.frame) if role == 'label' and
                 a.get_name() == 'Create Again…' and inlet.is_shown(a)), None)


def typed():
    return {name: get_text(inlet.fields()[name])
            for name in ('Sandbox', 'Name', 'Description (optional)')}


def chosen():
    """What the two choices show."""
    return [labels(find(inlet.frame, 'combo box', name))[1] for name in ('Account', 'Credentials')]


def create_again(name):
    select(name)
    inlet.click(wait_until(find_row, 'the row'))
    inlet.expect('push button', 'Create Connection')


@case('what was refused fills the form, and is made')
def _():
    create_again('Refused')
    expect(typed(), {'Sandbox': 'stage', 'Name': 'Refused',
                     'Description (optional)': 'of the shop'})
    wait_until(lambda: chosen() == ['Other', 'Orders'], 'account and credentials')
    screenshot('again-filled')
    inlet.click(inlet.expect('push button', 'Create Connection'))
    wait_until(lambda: len(service.made) == 1, 'the connection')
    inlet.expect_said(service.made[0])
    expect(service.creates()[-1].header('x-sandbox-name'), ['stage'])


@case('what was made is asked about before it is made again')
def _():
    inlet.click(wait_until(find_row, 'the row'))
    inlet.click(inlet.expect('push button', 'Create Connection'))
    inlet.answer('There Is a Connection Already', 'Cancel')
    expect(len(service.made), 1)


@case('what is uncertain is not offered to be made again')
def _():
    select('Lost')
    inlet.expect('push button', 'Look Up at Adobe')
    row = find_row()
    assert row is None or not has_state(row, 'sensitive'), 'it is'


@case('an account that was removed is said, and nothing takes its place')
def _():
    terminal(INLET, 'account', 'remove', 'Other')
    terminal(INLET, 'credentials', 'remove', 'Orders')
    create_again('Refused')
    inlet.expect_said('The account “Other” was removed. Choose another one, or add it again.',
                      'The credentials “Orders” were removed. Choose others, or add them again.')
    wait_until(lambda: chosen() == ['New account…', 'New credentials…'], 'that nothing is chosen')
    screenshot('again-removed')
    expect(typed()['Sandbox'], 'stage')
    # The choice has the focus, and what is said goes as soon as something is chosen.
    key('space')
    key('Up', 'Return')
    wait_until(lambda: not any('The account “Other”' in text for text in inlet.said(inlet.frame)),
               'the end of the sentence')
    wait_until(lambda: chosen() == ['ACME', 'New credentials…'], 'what was chosen')
    inlet.expect_said('The credentials “Orders” were removed. Choose others, or add them again.')


@case('the program ends without a word')
def _():
    inlet.quit()


run()
