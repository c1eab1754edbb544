#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-browse.py INLET READ_CLIPBOARD: the storage of the demo is browsed by the keyboard
alone. Run inside ../desktop."""

import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from tap import case, expect, run                                           # noqa: E402
from window import (Program, find_all, has_state, key, labels, press, screenshot,      # noqa: E402
                    type_text, wait_until)

INLET, READ_CLIPBOARD = sys.argv[1:]
inlet = Program(INLET, '--demo', size=(1000, 1350))


def expect_label(text):
    wait_until(lambda: any(text in label for label in labels(inlet.top)), f'“{text}”', 40)


def expect_copied(path):
    """Where the selection is, is told by the path that is copied."""
    def is_copied():
        key('ctrl+c')
        return subprocess.run([READ_CLIPBOARD], capture_output=True, text=True,
                              timeout=20).stdout.strip('\n') == path
    wait_until(is_copied, f'{path} copied', 40)


def choose(combo, *keys):
    """Of a list that unfolds."""
    inlet.click(inlet.expect('combo box', combo, frame=inlet.top), frame=inlet.top)
    key(*keys, 'Return')


@case('the storage is opened from the page of the connection, at its root')
def _():
    button = inlet.expect('push button', 'Create Connection')
    wait_until(lambda: has_state(button, 'sensitive'), 'that it can be pressed')
    press(button)
    # Until then the page grows, and moves what would be clicked.
    inlet.expect_said('Storage listed')
    row = wait_until(lambda: next((x for x in find_all(inlet.top, 'label')
                                   if x.name == 'Browse Storage'), None), 'the row')
    inlet.click(row)
    expect_copied('/billing/')


@case('Enter opens a folder, Backspace goes back to where one was')
def _():
    key('Down')
    expect_copied('/clickstream/')
    key('Return')
    expect_label('/clickstream/')
    expect_copied('/clickstream/events/')
    key('BackSpace')
    expect_copied('/clickstream/')


@case('from what was filtered, too')
def _():
    key('Return')
    expect_copied('/clickstream/events/')
    key('ctrl+f')
    type_text('ev')
    key('alt+Up')
    expect_copied('/clickstream/')


@case('a folder of 100,000 entries is listed, and filtered by typing')
def _():
    key('Return')
    expect_copied('/clickstream/events/')
    key('Return')
    expect_copied('/clickstream/events/part-0.csv')
    key('End')
    expect_copied('/clickstream/events/part-99999.csv')
    key('ctrl+f')
    type_text('12345')
    wait_until(lambda: [e for e in find_all(inlet.top, 'label') if e.name == 'part-12345.csv'],
               'what matches', 40)
    key('Return')
    expect_label('first 5 rows')
    screenshot('browse-many')


@case('a denied folder says why')
def _():
    key('Escape')
    key('alt+Up')
    expect_copied('/clickstream/events/')
    key('alt+Up')
    expect_copied('/clickstream/')
    for _ in range(3):
        key('Down')
    expect_copied('/private/')
    key('Return')
    expect_label('may not read the bucket')
    screenshot('browse-denied')
    key('alt+Up')
    expect_copied('/private/')


@case('a file shows its columns and first rows beside the list; Escape leaves the reading of it')
def _():
    key('Down')
    expect_copied('/accounts.csv')
    key('Return')
    expect_label('5 columns · first 5 rows')
    key('Up')
    expect_copied('/private/')
    key('Down', 'Return', 'Escape')
    inlet.expect_said('Cancelled', 'The file was not read.', frame=inlet.top)
    screenshot('browse-cancelled')
    press(inlet.expect('push button', 'Retry', frame=inlet.top))
    expect_label('5 columns · first 5 rows')
    screenshot('browse-file')


@case('any other character may be between the columns')
def _():
    choose('Delimiter', 'End')
    type_text('u')
    expect_label('4 columns')
    screenshot('browse-delimiter')
    choose('Delimiter', 'Home')
    expect_label('5 columns · first 5 rows')


run()
