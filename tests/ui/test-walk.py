#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-walk.py INLET: goes to every page and dialog and through all that is told of it on the
accessibility bus, and asks of each what is in walking.py. Run inside ../desktop; what is walked
through is the demo, which has some of everything. The cases follow each other."""

import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from tap import case, run                   # noqa: E402
from tree import click, expect_says, expect_shown, press, read  # noqa: E402
from walking import (Focus, close_window, count, expect_announced, expect_order, expect_told,  # noqa: E402
                     open_window)
from window import Program, key, screenshot, type_text, wait_until  # noqa: E402

HEADER = ('New Connection', 'Search', 'Main Menu')
ID = re.compile('[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}')
CREDENTIALS = ('{"Credentials": {"AccessKeyId": "ASIAIOSFODNN7EXAMPLE", "SecretAccessKey": '
               '"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "SessionToken": "IQoJb3JpZ2luX2VjSTS", '
               '"Expiration": "2031-01-01T00:00:00Z"}}')

inlet = Program(sys.argv[1], '--demo', size=(1000, 1300))
focus = Focus()


def open_from_menu(name):
    key('F10')
    open_window(inlet, lambda: press(inlet, name, 'menu item'))


def choose(combo, *keys):
    click(inlet, combo, 'combo box')
    key(*keys, 'Return')


def create():
    """Gets to the page of what was made."""
    press(inlet, 'Create Connection')
    expect_shown(inlet, 'list item', 'Create Again…')
    expect_announced(inlet, 'Storage listed')


@case('the form, with what is kept')
def _():
    expect_announced(inlet, 'Demo: nothing leaves this computer')
    expect_shown(inlet, 'push button', 'Create Connection')
    expect_told(inlet, 'form')
    # The empty history can be scrolled where it has too little room.
    expect_order(inlet, focus, ('Description (optional)', 'Create Connection', *HEADER, '', 'Account',
                                'Sandbox', 'Choose Sandbox', 'Credentials', 'Name'))


@case('the form, unfolded, with mistakes')
def _():
    choose('Account', 'End')
    choose('Credentials', 'End')
    click(inlet, 'Advanced')
    click(inlet, 'Optional')
    click(inlet, 'Organization ID', 'text')
    type_text('ACME')
    expect_announced(inlet, 'An organization ID ends in “@AdobeOrg”.')
    expect_told(inlet, 'unfolded')
    key('Return')
    expect_announced(inlet, 'Needed to sign in.')
    expect_told(inlet, 'mistakes')
    # What is said below a field does not stand in the way.
    focus.go('Tab', 'API Key (Client ID)', 'Sign-in', 'Client Secret')
    choose('Account', 'Home')
    choose('Credentials', 'Home')


@case('the sandboxes, one or several of them')
def _():
    press(inlet, 'Choose Sandbox')
    expect_shown(inlet, 'push button', 'Several Sandboxes…')
    expect_told(inlet, 'sandboxes')
    open_window(inlet, lambda: press(inlet, 'Several Sandboxes…'))
    expect_says(inlet, 'Staging')
    expect_told(inlet, 'check-list')
    close_window(inlet, 'ctrl+w')


@case('a connection')
def _():
    create()
    expect_told(inlet, 'connection')
    remote_id = next(node.name for node in read(inlet).root.walk() if ID.fullmatch(node.name))
    # GTK 4.18 comes to a row of the history itself before what is in it.
    row = ('',) if read(inlet).tells_only_shown else ()
    expect_order(inlet, focus, (
        'Test passed', 'Test', 'Last tests', 'Sandbox', 'Account', 'Credentials', 'Date', 'Etag',
        'Create Again…', 'Browse Storage', 'Edit…', 'Copy As', 'Copy As', 'Delete…', *HEADER,
        *row, 'Copy ID', remote_id, 'Copy ID'))
    press(inlet, 'Copy As')
    expect_shown(inlet, 'menu item', 'Copy as curl')
    expect_told(inlet, 'copy-as')
    key('Escape')


@case('what can be done with a connection')
def _():
    open_window(inlet, lambda: click(inlet, 'Delete…'))
    expect_says(inlet, 'Delete the Connection?')
    expect_told(inlet, 'delete')
    close_window(inlet)
    open_window(inlet, lambda: click(inlet, 'Edit…'))
    expect_shown(inlet, 'text', 'Name')
    expect_told(inlet, 'edit')
    close_window(inlet, 'ctrl+w')
    open_window(inlet, lambda: click(inlet, 'Browse Storage'))
    expect_says(inlet, 'clickstream')
    key('ctrl+c')
    expect_announced(inlet, 'Path copied')
    expect_told(inlet, 'browse')
    key('End', 'Return')
    expect_says(inlet, 'first 5 rows')
    expect_told(inlet, 'file')
    close_window(inlet, 'ctrl+w')       # Escape is for what is being read
    open_window(inlet, lambda: key('ctrl+t'))
    expect_shown(inlet, 'push button', 'Test')
    expect_told(inlet, 'tests')
    close_window(inlet)


@case('a refusal and its details')
def _():
    key('ctrl+n')
    choose('Credentials', 'End', 'Up', 'Up')
    press(inlet, 'Create Connection')
    expect_announced(inlet, 'Look at the AWS key')
    expect_told(inlet, 'refused')
    open_window(inlet, lambda: press(inlet, 'Details…'))
    expect_told(inlet, 'details')
    close_window(inlet, 'ctrl+w')


@case('the menu and searching')
def _():
    key('F10')
    expect_shown(inlet, 'menu item', 'Compare with Adobe…')
    expect_told(inlet, 'menu')
    key('Escape')
    wait_until(lambda: read(inlet).find('menu item', 'Compare with Adobe…') is None, 'its end')
    key('ctrl+f')
    expect_shown(inlet, 'entry', 'Search connections')
    type_text('nothing')
    expect_says(inlet, 'No Results Found')
    expect_told(inlet, 'no-match')
    key('ctrl+a', 'ctrl+x')
    type_text(CREDENTIALS)
    key('ctrl+a', 'ctrl+x', 'Escape')


@case('an import, from what was copied')
def _():
    open_from_menu('Import…')
    expect_told(inlet, 'import')
    key('ctrl+v')
    expect_says(inlet, 'ASIA')
    expect_told(inlet, 'import-preview')
    close_window(inlet, 'ctrl+w')


@case('accounts and credentials, and what changes them')
def _():
    open_window(inlet, lambda: key('ctrl+comma'))
    expect_says(inlet, 'Demo bucket')
    expect_told(inlet, 'profiles')
    for button in 'New Account', 'New Credentials':
        press(inlet, button)
        expect_shown(inlet, 'push button', 'Save')
        expect_told(inlet, button.lower().replace(' ', '-'))
        press(inlet, 'Cancel')
        expect_shown(inlet, 'push button', button)
    close_window(inlet)


@case('tests of many, and the comparison')
def _():
    open_window(inlet, lambda: key('ctrl+t'))
    press(inlet, 'Test')
    expect_shown(inlet, 'push button', 'Close')
    expect_told(inlet, 'tests-done')
    close_window(inlet)
    open_from_menu('Compare with Adobe…')
    expect_told(inlet, 'compare')
    choose('Sandbox', 'Home', 'Down')
    press(inlet, 'Compare')
    expect_shown(inlet, 'list', 'What has changed')
    expect_told(inlet, 'compare-done')
    close_window(inlet, 'ctrl+w')


@case('a connection in each of several sandboxes')
def _():
    key('ctrl+n')
    choose('Credentials', 'Home')
    press(inlet, 'Choose Sandbox')
    open_window(inlet, lambda: press(inlet, 'Several Sandboxes…'))
    click(inlet, 'Staging', 'check box')
    before = count(inlet)
    press(inlet, 'Choose 2')
    wait_until(lambda: count(inlet) < before, 'its end')
    open_window(inlet, lambda: press(inlet, 'Create in 2 Sandboxes'))
    expect_says(inlet, 'There Is One Already in 1 of 2 Sandboxes')
    expect_told(inlet, 'already')
    # Side by side, or one over the other.
    others = ('Skip These', 'Create Anyway')
    focus.go('Tab', *(reversed(others) if read(inlet).tells_only_shown else others), 'Cancel')
    key('alt+a')
    expect_shown(inlet, 'push button', 'Close')
    expect_told(inlet, 'many')
    close_window(inlet)


@case('an answer that was lost')
def _():
    # It is looked up before long, which leads to the connection.
    key('ctrl+n')
    choose('Credentials', 'Home', 'Down')
    click(inlet, 'Sandbox', 'text')
    key('ctrl+a')
    type_text('dev')
    press(inlet, 'Create Connection')
    expect_announced(inlet, 'Not known whether the connection was created')
    expect_told(inlet, 'uncertain')


@case('the windows that GTK and libadwaita make')
def _():
    # What is in them has names that are their own affair.
    open_window(inlet, lambda: key('ctrl+question'))
    told = {node.name for node in read(inlet).root.find_all('label')}
    assert {'New connection', 'Search', 'Quit'} <= told, told
    screenshot('walk-shortcuts')
    close_window(inlet)
    open_from_menu('About Inlet')
    expect_says(inlet, 'Inlet')
    screenshot('walk-about')
    close_window(inlet)
    inlet.quit()


run()
