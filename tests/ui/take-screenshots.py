#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""take-screenshots.py INLET DIRECTORY: the pictures that show what Inlet is, and a tour of half a
minute. Called by build-aux/screenshots."""

import contextlib
import itertools
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from window import (Program, find, key, press, set_text, terminal, type_text,  # noqa: E402
                    wait_until, xdotool)

INLET, DIRECTORY = sys.argv[1:]
# The frame that GTK draws where there is no window manager.
FRAME = 5
CORNER = 12
MINUTE, DAY = 60, 24 * 60 * 60
# How long the tour stays with each picture, in hundredths of a second.
STAY = 375

REFUSED = (400, {'error_code': '1100-400', 'title': 'Invalid request',
                 'message': 'The request could not be processed. Error from flow provider: The '
                            'request signature we calculated does not match the signature you '
                            'provided. Check your key and signing method.'})
LOST = (0, None)
# Name, credentials, sandbox, answer if it is not an ID, age; the oldest first.
HISTORY = (
    ('Web shop orders', 'Shop exports', 'prod', None, 6 * DAY),
    ('Newsletter sign-ups', 'Shop exports', 'prod', None, 5 * DAY),
    ('Store visits', 'Branches', 'dev', REFUSED, 4 * DAY),
    ('Store visits', 'Branches', 'dev', None, 4 * DAY - 20 * MINUTE),
    ('Clickstream, raw', 'Clickstream', 'stage', LOST, 2 * DAY),
    ('Clickstream, raw', 'Clickstream', 'stage', None, 2 * DAY - 9 * MINUTE),
    ('Loyalty cards', 'Branches', 'prod', None, DAY),
    ('Returns', 'Shop exports', 'dev', None, 34 * MINUTE),
)

service = FlowService()


def fill_history():
    for account in 'ACME production', 'ACME test':
        terminal(INLET, 'account', 'add', account, '--org', '5C1328435BF324E90A49402A@AdobeOrg',
                 '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token',
                 '--platform-url', service.url, said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
    for name in 'Shop exports', 'Branches', 'Clickstream':
        terminal(INLET, 'credentials', 'add', name, '--access-key', 'AKIAIOSFODNN7EXAMPLE',
                 said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')
    for name, credentials, sandbox, answer, _ in HISTORY:
        if answer is not None:
            service.answers.append(answer)
        terminal(INLET, 'create', '--again', '--account', 'ACME production',
                 '--credentials', credentials, '--sandbox', sandbox, '--name', name,
                 status={None: 0, REFUSED[0]: 3, LOST[0]: 6}[answer and answer[0]])
    # As if time had passed.
    path = pathlib.Path(os.environ['XDG_DATA_HOME'], 'inlet', 'inlet.db')
    with contextlib.closing(sqlite3.connect(path)) as database, database:
        for row_id, (*_, age) in enumerate(HISTORY, 1):
            database.execute('UPDATE connections SET created_at = ? WHERE id = ?',
                             (int(time.time()) - age, row_id))
    # Or the window would do so, and tell of it.
    terminal(INLET, 'sync')


def rest():
    """Waits until nothing moves any more."""
    def take():
        return subprocess.run(['import', '-window', 'root', 'rgb:-'], capture_output=True).stdout

    def is_at_rest():
        before = take()
        time.sleep(0.4)
        return before == take()
    wait_until(is_at_rest, 'that nothing moves')


def take(name, width, height):
    # Where the pointer is in nobody's way.
    xdotool('mousemove', 1270, 890)
    rest()
    # Without the frame, with the round corners that a window has.
    path = pathlib.Path(DIRECTORY, f'{name}.png')
    subprocess.run(['import', '-window', 'root', path], check=True)
    subprocess.run([
        'convert', path, '-crop', f'{width}x{height}+{FRAME}+{FRAME}', '+repage',
        '-alpha', 'set', '(', '+clone', '-alpha', 'transparent', '-fill', 'white',
        '-draw', f'roundrectangle 0,0 {width - 1},{height - 1} {CORNER},{CORNER}', ')',
        '-compose', 'DstIn', '-composite', '-strip', path], check=True)


@contextlib.contextmanager
def shown(*words, width=1000, height=680, scheme='light'):
    inlet = Program(INLET, *words, size=(width + 2 * FRAME, height + 2 * FRAME),
                    environment={'ADW_DEBUG_COLOR_SCHEME': f'prefer-{scheme}'})
    inlet.take = lambda name: take(name, width, height)
    try:
        yield inlet
    finally:
        inlet.kill()


def choose_row(inlet, index):
    inlet.click(find(inlet.frame, 'list', 'Connections').get_child_at_index(index))


def take_form(name, scheme):
    with shown(scheme=scheme) as inlet:
        wait_until(lambda: len(inlet.rows()) == len(HISTORY), 'the history')
        fields = inlet.fields()
        set_text(fields['Sandbox'], 'prod')
        inlet.click(fields['Name'])
        key('ctrl+a')
        type_text('Gift cards')
        inlet.take(name)


def take_connection():
    with shown() as inlet:
        wait_until(lambda: len(inlet.rows()) == len(HISTORY), 'the history')
        choose_row(inlet, 0)
        inlet.expect('label', 'Connection')
        inlet.take('connection')


def take_error():
    with shown() as inlet:
        # What the window asks by itself is answered as usual.
        wait_until(lambda: len(inlet.rows()) == len(HISTORY), 'the history')
        rest()
        service.answers.append(REFUSED)
        inlet.fill({'Sandbox': 'test', 'Name': 'Gift cards'})
        press(find(inlet.frame, 'push button', 'Create Connection'))
        inlet.expect('push button', 'Details…')
        inlet.take('error')


def take_narrow():
    with shown(width=360, height=640) as inlet:
        press(find(inlet.frame, 'push button', 'Back'))
        wait_until(lambda: len(inlet.rows()) == len(HISTORY), 'the history')
        inlet.take('narrow-history')
        choose_row(inlet, 0)
        inlet.take('narrow-connection')


def open_storage(inlet, left, top):
    browse = inlet.expect('list item', 'Browse Storage')
    rest()
    before = set(inlet.get_x_windows())
    inlet.click(browse)
    window = wait_until(lambda: set(inlet.get_x_windows()) - before, 'the storage').pop()
    xdotool('windowmove', window, left, top, 'windowsize', window, 920 + 2 * FRAME,
            560 + 2 * FRAME, 'windowraise', window, 'windowfocus', window)
    rest()


def take_browse():
    """The demo has a storage to look into."""
    with shown('--demo', height=1200) as inlet:
        inlet.fill({'Sandbox': 'dev', 'Name': 'Billing'})
        press(find(inlet.frame, 'push button', 'Create Connection'))
        open_storage(inlet, 0, 0)
        key('End', 'Return')
        take('browse', 920, 560)


def take_tour():
    """From the form to a look into the storage, and what an error says, in the demo."""
    moments = itertools.count(1)

    def stay(inlet):
        inlet.take(f'{folder}/{next(moments)}')

    with tempfile.TemporaryDirectory() as folder, shown('--demo', height=900) as inlet:
        stay(inlet)
        inlet.fill({'Sandbox': 'dev'})
        inlet.click(inlet.fields()['Name'])
        key('ctrl+a')
        type_text('Billing')
        stay(inlet)
        press(find(inlet.frame, 'push button', 'Create Connection'))
        inlet.expect_said('Storage listed', 'Test passed')
        stay(inlet)
        press(inlet.expect('push button', 'Copy ID'))
        stay(inlet)
        xdotool('mousemove', 660, 600, 'click', '--repeat', 20, 5)
        open_storage(inlet, 45, 170)
        stay(inlet)
        key('End', 'Return')
        stay(inlet)
        key('ctrl+w')
        inlet.expect_closed()
        key('ctrl+n')
        inlet.click(inlet.expect('combo box', 'Credentials'))
        key('End', 'Up', 'Up', 'Return')
        stay(inlet)
        press(find(inlet.frame, 'push button', 'Create Connection'))
        inlet.expect('push button', 'Details…')
        stay(inlet)
        subprocess.run(['convert', '-delay', str(STAY), '-loop', '0',
                        *sorted(pathlib.Path(folder).iterdir()),
                        '-layers', 'optimize', f'{DIRECTORY}/tour.gif'], check=True)


# What Inlet is set in on GNOME.
with open(f'{os.environ["XDG_CONFIG_HOME"]}/gtk-4.0/settings.ini', 'a') as settings:
    settings.write('gtk-font-name=Cantarell 11\n')
pathlib.Path(DIRECTORY).mkdir(parents=True, exist_ok=True)
fill_history()
take_form('window', 'light')
take_form('window-dark', 'dark')
take_connection()
take_narrow()
take_error()
take_browse()
take_tour()
