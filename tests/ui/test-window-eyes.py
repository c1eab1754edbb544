#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-eyes.py INLET: for those who see otherwise, the demo with text of twice the size, in
high contrast, and without animations: all that is told as shown is in its window, and nothing lies
over anything else. Run inside ../desktop."""

import contextlib
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from tap import case, expect, run           # noqa: E402
from tree import expect_shown, press, read  # noqa: E402
from walking import expect_announced, expect_told  # noqa: E402
from window import Program, key, screenshot, wait_until  # noqa: E402

SETTINGS = pathlib.Path(os.environ['XDG_CONFIG_HOME'], 'gtk-4.0', 'settings.ini')
DEFAULTS = SETTINGS.read_text()
# Twice what it is here. No desktop is there that would tell of a scale.
LARGE = 'gtk-font-name=Sans 20'


@contextlib.contextmanager
def shown(*settings, size, environment={}):
    SETTINGS.write_text('\n'.join([DEFAULTS.strip(), *settings, '']))
    inlet = Program(sys.argv[1], '--demo', size=size, environment=environment)
    try:
        yield inlet
        inlet.quit()
    finally:
        SETTINGS.write_text(DEFAULTS)
        inlet.kill()


def is_over(one, other):
    return all(max(one.area[i], other.area[i])
               < min(one.area[i] + one.area[i + 2], other.area[i] + other.area[i + 2]) - 1
               for i in (0, 1))


def find_misplaced(tree):
    """The title of an entry row is there twice, for an empty and for a filled row."""
    width = tree.root.area[2]
    labels = [node for node in tree.shown if node.role == 'label' and node.name]
    places = [(node.name, tree.get_place(node)) for node in labels]
    cut = [(name, place) for name, place in places if place[0] < 0 or place[0] + place[2] > width]
    over = [(one.name, other.name) for index, one in enumerate(labels) for other in labels[:index]
            if one.name != other.name and is_over(one, other)]
    return cut, over


def expect_placed(inlet, name):
    """Once it is at rest."""
    misplaced = []

    def look():
        misplaced[:] = find_misplaced(read(inlet))
        return misplaced == [[], []]

    try:
        wait_until(look, 'everything in its place', 5)
    except AssertionError:
        expect(misplaced, [[], []])
    screenshot(f'eyes-{name}')


def look_round(inlet, name):
    expect_shown(inlet, 'combo box', 'Account')
    expect_placed(inlet, f'{name}-form')
    key('Return')
    expect_announced(inlet, 'Storage listed')
    expect_shown(inlet, 'label', 'Connection')
    expect_placed(inlet, f'{name}-connection')
    for words, what in (('ctrl+comma', 'profiles'), ('ctrl+t', 'tests')):
        key(words)
        wait_until(lambda: inlet.top != inlet.frame, 'its window')
        expect_told(inlet)
        expect_placed(inlet, f'{name}-{what}')
        key('Escape')
        inlet.expect_closed()


@case('with text of twice the size')
def _():
    with shown(LARGE, size=(1000, 1300)) as inlet:
        look_round(inlet, 'large')


@case('with text of twice the size, in a narrow window')
def _():
    with shown(LARGE, size=(360, 640)) as inlet:
        expect_shown(inlet, 'combo box', 'Account')
        expect_placed(inlet, 'narrow')
        # It would be wider if anything needed more.
        expect(inlet.extent[0], 360)


@case('in high contrast')
def _():
    with shown(size=(1000, 1300), environment={'ADW_DEBUG_HIGH_CONTRAST': '1'}) as inlet:
        look_round(inlet, 'contrast')


@case('without animations')
def _():
    with shown('gtk-enable-animations=false', size=(1000, 1300)) as inlet:
        look_round(inlet, 'still')


run()
