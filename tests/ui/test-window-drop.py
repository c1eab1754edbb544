#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-drop.py INLET DRAG-FROM: what is dragged from another program to the real window. Run inside
../desktop with an unlocked keyring."""

import contextlib
import os
import pathlib
import select
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from tap import case, expect, run           # noqa: E402
from window import (Program, find, find_all, get_area, get_name, get_text, has_state, key, screenshot,  # noqa: E402
                    wait_until, walk, xdotool, xdotool_finds)

INLET, DRAG_FROM = sys.argv[1:]
HOME = pathlib.Path(os.environ['HOME'])
AWS = '''[default]
aws_access_key_id = AKIAI44QH8DHBEXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
'''
CREDENTIALS = HOME / 'credentials'
CREDENTIALS.write_text(AWS)
OTHER = HOME / 'notes'
OTHER.write_text('Hello, world')
WHERE_FROM = 1100, 100
inlet = Program(INLET, size=(1000, 1000))


@contextlib.contextmanager
def dragged(*paths, text=''):
    """A function that drags this to a place of the display, and drops it."""
    program = subprocess.Popen([DRAG_FROM, *map(str, paths)], stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, bufsize=0)

    def has_said(word, patience):
        """Whether it says this before long; it may say that it is over something more than once."""
        while select.select([program.stdout], [], [], patience)[0]:
            if program.stdout.readline().strip() == word:
                return True
        return False

    def wait_for(word):
        assert has_said(word, 15), f'not {word}'

    def move_until(word, x, y):
        """As a hand does, which is never still: what moves before another listens is not heard."""
        for step in range(150):
            xdotool('mousemove', x + step % 2 * 9, y)
            if has_said(word, 0.1):
                return
        raise AssertionError(f'not {word}')

    def drop(x, y):
        xdotool('mousemove', *WHERE_FROM, 'mousedown', 1)
        move_until(b'begun', *WHERE_FROM)
        move_until(b'over', x, y)
        xdotool('mouseup', 1)
        wait_for(b'dropped')

    with program:
        program.stdin.write(text.encode())
        program.stdin.close()
        wait_for(b'ready')
        source = wait_until(lambda: xdotool_finds('--name', '^drag-from$'), 'where it is dragged from')[0]
        xdotool('windowmove', '--sync', source, 1050, 50, 'windowraise', source)
        try:
            yield drop
        finally:
            xdotool('mouseup', 1)
            program.kill()


def get_names():
    return {get_name(accessible) for _, accessible in walk(inlet.top)}


def expect_preview():
    wait_until(lambda: inlet.top != inlet.frame and any(name.startswith('default') for name in get_names()),
               'the preview')


def find_import():
    return next(button for button in find_all(inlet.top, 'push button') if get_name(button) == 'Import')


def leave_import():
    key('Escape')
    inlet.expect_closed()


def get_middle(accessible):
    x, y, width, height = get_area(accessible, inlet.top)
    return x + width // 2, y + height // 2


@case('a file is shown')
def _():
    inlet.expect('text', 'Sandbox')
    with dragged(CREDENTIALS) as drop:
        drop(150, 600)
        expect_preview()
    screenshot('drop-file')
    leave_import()


@case('a file that falls on a field is shown too, and not its path written there')
def _():
    field = inlet.fields()['Sandbox']
    with dragged(CREDENTIALS) as drop:
        drop(*get_middle(field))
        expect_preview()
    leave_import()
    expect(get_text(field), '')


@case('text is shown, and in a field is text')
def _():
    with dragged(text=AWS) as drop:
        drop(150, 600)
        expect_preview()
    leave_import()
    with dragged(text='dev') as drop:
        drop(*get_middle(inlet.fields()['Sandbox']))
        wait_until(lambda: get_text(inlet.fields()['Sandbox']) == 'dev', 'the text')
    expect(inlet.top == inlet.frame, True)


@case('text that is not known says so')
def _():
    with dragged(text='Hello, world') as drop:
        drop(150, 600)
        inlet.expect_said('There is nothing in it that can be imported')
    expect(inlet.top == inlet.frame, True)


@case('of several files none is taken, and that is said')
def _():
    with dragged(CREDENTIALS, OTHER) as drop:
        drop(150, 600)
        inlet.expect_said('Import one file at a time')
    screenshot('drop-several')
    expect(inlet.top == inlet.frame, True)


@case('what was shown is not imported after another that cannot be read')
def _():
    with dragged(CREDENTIALS) as drop:
        drop(150, 600)
        expect_preview()
    assert has_state(find_import(), 'sensitive')
    with dragged(HOME) as drop:
        drop(200, 400)
        wait_until(lambda: any(name.endswith('. Try another.') for name in get_names()), 'the sentence')
    screenshot('drop-unreadable')
    assert not has_state(find_import(), 'sensitive')
    leave_import()


@case('what cannot be read says so, and another can be dropped in its place, as a file and as text')
def _():
    for path, sentence in (OTHER, 'that Inlet knows. Try another.'), (HOME, 'directory. Try another.'):
        with dragged(path) as drop:
            drop(150, 600)
            wait_until(lambda: inlet.top != inlet.frame and
                       any(name.endswith(sentence) for name in get_names()), 'the sentence')
        screenshot(f'drop-{path.name}')
        x, y = get_middle(find(inlet.top, 'push button', 'Paste'))
        with dragged(*([CREDENTIALS] if path == OTHER else []), text=AWS) as drop:
            drop(x, y + 80)
            expect_preview()
        leave_import()
    inlet.quit()


run()
