#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-walk.py INLET: goes to every page and dialog and through all that is told of it on the
accessibility bus: whatever can be operated has a name that says what it is. Run inside ../desktop;
what is walked through is the demo, which has some of everything."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from tap import case, expect, run           # noqa: E402
from window import (Program, find, find_all, get_name, has_state, key, labels,  # noqa: E402
                    press, screenshot, type_text, wait_until, walk)

OPERATED = {'check box', 'check menu item', 'combo box', 'entry', 'link', 'list', 'menu item',
            'password text', 'push button', 'radio button', 'spin button', 'switch', 'text',
            'toggle button'}
# The class names that GTK 4.8 gives to what has no name.
CLASSES = ('Adw', 'Gtk', 'Inlet')
# Parts of what is libadwaita's own: the eye of a password row, which is described, and the lists that
# an expander row and a combo row are made of. And the button that closes a toast.
OWN_DESCRIPTIONS = {'Show Text', 'Hide Text'}
OWN_LISTS = {'', 'GtkListBox', 'GtkListView'}

inlet = Program(sys.argv[1], '--demo', size=(1000, 1300))


def is_own(role, accessible):
    """Whether it is libadwaita's, and not for us to name."""
    if accessible.get_parent().get_name() == 'AdwToastWidget':
        return True
    if role == 'list' and accessible.get_name() in OWN_LISTS:
        return accessible.get_parent().get_role_name() in ('grouping', 'panel', 'list item')
    if role == 'push button' and accessible.get_parent().get_name() == 'AdwToastWidget':
        return True
    return role == 'push button' and accessible.get_description() in OWN_DESCRIPTIONS


def find_nameless(root):
    nameless = []
    for role, accessible in walk(root):
        name = get_name(accessible)
        half = name[:len(name) // 2]
        if role not in OPERATED or not has_state(accessible, 'focusable'):
            continue
        is_bad = not name or name.startswith(CLASSES) or name == f'{half} {half}'
        if is_bad and not is_own(role, accessible):
            nameless.append((role, name, accessible.get_description()))
    return nameless


def expect_names(root=None):
    """Once it is at rest: in GTK 4.18 a button that fades in or out has no name meanwhile."""
    nameless = []

    def has_names():
        nameless[:] = find_nameless(root or inlet.frame)
        return not nameless

    try:
        wait_until(has_names, 'the names')
    except AssertionError:
        expect(nameless, [])


def open_window(action):
    """Gives the window that `action` opens."""
    action()
    return wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'its window')


def close_window():
    key('Escape')
    wait_until(lambda: inlet.top == inlet.frame, 'its end')


def open_menu():
    key('F10')
    wait_until(lambda: find_all(inlet.frame, 'menu item'), 'the menu')


def choose(combo, *keys):
    inlet.click(inlet.expect('combo box', combo))
    key(*keys)


@case('the form, with what is kept')
def _():
    inlet.expect('push button', 'Create Connection')
    expect_names()


@case('the form, unfolded')
def _():
    choose('Account', 'End', 'Return')
    choose('Credentials', 'End', 'Return')
    wait_until(lambda: {'Organization ID', 'Access Key ID'} <= set(inlet.fields()), 'the fields')
    for row in find_all(inlet.frame, 'list item'):
        if row.get_name() in ('Advanced', 'Optional'):
            inlet.click(row)
    screenshot('walk-unfolded')
    expect_names()
    choose('Account', 'Home', 'Return')
    choose('Credentials', 'Home', 'Return')


@case('a connection')
def _():
    press(inlet.expect('push button', 'Create Connection'))
    inlet.expect('push button', 'Copy ID')
    expect_names()


@case('a problem and its details')
def _():
    key('ctrl+n')
    choose('Credentials', 'Home', 'Down', 'Return')
    press(inlet.expect('push button', 'Create Connection'))
    details = inlet.expect('push button', 'Details…')
    screenshot('walk-problem')
    expect_names()
    expect_names(open_window(lambda: press(details)))
    close_window()


@case('the menu')
def _():
    open_menu()
    expect_names()
    key('Escape')


@case('searching')
def _():
    key('ctrl+f')
    inlet.expect('entry', 'Search connections')
    type_text('nothing')
    inlet.expect_said('No Results Found')
    expect_names()
    key('Escape')


@case('accounts and credentials, and the editor')
def _():
    window = open_window(lambda: key('ctrl+comma'))
    expect_names(window)
    for button in 'New Account', 'New Credentials':
        press(find(window, 'push button', button))
        wait_until(lambda: inlet.has('push button', 'Save', window), 'the editor')
        screenshot(f'walk-editor-{button}')
        expect_names(window)
        press(find(window, 'push button', 'Cancel'))
        wait_until(lambda: inlet.has('push button', button, window), 'the lists')
    screenshot('walk-profiles')
    close_window()


@case('the window of an import')
def _():
    open_menu()
    window = open_window(lambda: press(find(inlet.frame, 'menu item', 'Import…')))
    expect_names(window)
    screenshot('walk-import')
    close_window()


@case('the windows that GTK and libadwaita make')
def _():
    # What is in them has names that are their own affair.
    window = open_window(lambda: key('ctrl+question'))
    assert {'New connection', 'Search', 'Quit'} <= set(labels(window)), labels(window)
    screenshot('walk-shortcuts')
    close_window()

    open_menu()
    window = open_window(lambda: key('Up', 'Return'))
    wait_until(lambda: 'Inlet' in labels(window), 'the name')
    screenshot('walk-about')
    close_window()
    inlet.quit()


run()
