#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-walk-more.py INLET WRITE-CLIPBOARD: goes where the demo does not lead, and asks there what is
in walking.py: the first start, what is said of the keyring and of a damaged history, sending a key,
renewing a session token, answers that were lost, and a history that cannot be opened. Run inside
../desktop with an unlocked keyring and its prompter. The cases follow each other."""

import contextlib
import functools
import datetime
import os
import pathlib
import signal
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, run                   # noqa: E402
from tree import click, expect_says, expect_shown, press, read  # noqa: E402
from walking import (Focus, close_window, count, expect_announced, expect_order, expect_told,  # noqa: E402
                     open_window)
from window import (Gio, GLib, Program, answer_prompt, copied, fill_form, find, key, screenshot,  # noqa: E402
                    set_text, terminal, type_path, wait_until)

INLET, WRITE_CLIPBOARD = sys.argv[1:]
clipboard = functools.partial(copied, WRITE_CLIPBOARD)
HEADER = ('New Connection', 'Search', 'Main Menu')
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
SESSION = ('export AWS_ACCESS_KEY_ID=ASIANEXTKEYEXAMPLE22\n'
           f'export AWS_SECRET_ACCESS_KEY={SECRET_KEY}\n')
REFUSAL = (403, {'error_code': '403025', 'message': 'Profile is not valid'})
DATABASE = pathlib.Path(os.environ['XDG_DATA_HOME'], 'inlet', 'inlet.db')
FOLDER = pathlib.Path(os.environ['HOME'], 'exports')
FOLDER.mkdir()

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
service = FlowService()
service.keeps = True
inlet = Program(INLET, size=(1000, 1300))
focus = Focus()


def start():
    global inlet
    inlet.quit()
    inlet = Program(INLET, size=(1000, 1300))


def call_bus(name, path, interface, method, parameters):
    return bus.call_sync(name, path, interface, method, parameters, None, Gio.DBusCallFlags.NONE,
                         20000, None).unpack()


def lock_keyring():
    call_bus('org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service',
             'Lock', GLib.Variant('(ao)', (['/org/freedesktop/secrets/collection/login'],)))


def end_keyring():
    """The one of this desktop."""
    process, = call_bus('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                        'GetConnectionUnixProcessID', GLib.Variant('(s)', ('org.freedesktop.secrets',)))
    os.kill(process, signal.SIGTERM)
    wait_until(lambda: not call_bus('org.freedesktop.DBus', '/org/freedesktop/DBus',
                                    'org.freedesktop.DBus', 'NameHasOwner',
                                    GLib.Variant('(s)', ('org.freedesktop.secrets',)))[0], 'its end')


def type_password():
    key('ctrl+a')
    subprocess.run(['xdotool', 'type', '--delay', '4', 'desktop'], check=True)
    key('Return')


def damage():
    with contextlib.closing(sqlite3.connect(DATABASE)) as database:
        database.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    with DATABASE.open('r+b') as file:
        file.write(b'x' * 16)


@case('the first start, where there is nothing yet')
def _():
    expect_shown(inlet, 'push button', 'Create Connection')
    expect_told(inlet, 'first')
    key('Return')
    expect_announced(inlet, 'Needed to sign in.')
    expect_told(inlet, 'first-mistakes')


@case('a keyring that is locked')
def _():
    fill_form(inlet, service.url, 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln', SECRET_KEY)
    press(inlet, 'Create Connection')
    expect_shown(inlet, 'list item', 'Create Again…')
    lock_keyring()
    key('ctrl+n')
    expect_shown(inlet, 'push button', 'Create Connection')
    inlet.fill({'Sandbox': 'prod'})
    press(inlet, 'Create in Production')
    answer_prompt(lambda: key('Escape'))
    expect_announced(inlet, 'The keyring is locked')
    expect_shown(inlet, 'push button', 'Unlock')
    expect_told(inlet, 'locked')
    press(inlet, 'Unlock')
    answer_prompt(type_password)
    wait_until(lambda: not read(inlet).says('The keyring is locked'), 'its end')


@case('a report')
def _():
    open_window(inlet, lambda: (key('F10'), press(inlet, 'Report for Support…', 'menu item')))
    expect_shown(inlet, 'text', 'Report for Support')
    expect_told(inlet, 'report')
    expect_order(inlet, focus, ('Report for Support', 'Copy'))
    press(inlet, 'Copy')
    expect_announced(inlet, 'Copied')
    expect_told(inlet, 'report-copied')
    close_window(inlet)


@case('an export, of which the place is asked by GTK')
def _():
    key('F10')
    press(inlet, 'Export History', 'menu item')
    open_window(inlet, lambda: press(inlet, 'As JSON…', 'menu item'))
    # What is in it has names that are their own affair.
    screenshot('walk-chooser')
    type_path(inlet.top, FOLDER / 'history.json')
    key('Return')
    wait_until(lambda: count(inlet) == 1, 'its end')
    expect_announced(inlet, '1 connection exported')
    expect_told(inlet, 'exported')


@case('a new key, for all that use it')
def _():
    for name in 'Second', 'Third':
        terminal(INLET, 'create', '--sandbox', 'stage', '--name', name, '--again')
    press(inlet, 'Main Menu')
    open_window(inlet, lambda: press(inlet, 'Accounts and Credentials…', 'menu item'))
    open_window(inlet, lambda: press(inlet, 'Copy “Billing” with Secrets'))
    expect_told(inlet, 'with-secrets')
    close_window(inlet)
    click(inlet, 'Billing', 'label')
    expect_shown(inlet, 'push button', 'Save')
    expect_told(inlet, 'credentials')
    expect_order(inlet, focus, ('Access Key ID', 'Secret Access Key', 'Show Text',
                                'Session Token (optional)', 'Show Text', 'Optional',
                                'Send to Connections…', 'Cancel', 'Save', 'Credentials Name'))
    set_text(inlet.fields(inlet.top)['Secret Access Key'], 'second-secret-key')
    open_window(inlet, lambda: press(inlet, 'Save'))
    expect_announced(inlet, '3 connections lack the new key of “Billing”')
    expect_told(inlet, 'rotate')


@case('a key on its way, refused once, and there')
def _():
    service.patches.append(REFUSAL)
    service.hold = threading.Event()
    before = len(service.requests)
    press(inlet, 'Send Key')
    wait_until(lambda: len(service.requests) > before, 'the requests')
    expect_told(inlet, 'rotate-running')
    service.hold.set()
    service.hold = None
    expect_announced(inlet, '2 of 3 have the key, 1 failed')
    expect_told(inlet, 'rotate-failed')
    press(inlet, 'Continue')
    expect_announced(inlet, '1 connection has the key')
    expect_told(inlet, 'rotate-done')
    close_window(inlet)
    close_window(inlet)


def lose_change():
    """Of the one that was made last."""
    service.patches.append((504, {}))
    terminal(INLET, 'edit', service.made[-1], '--name', 'Changed', status=6)


def lose_answer_of_twins():
    service.answers.append((0, None))
    terminal(INLET, 'create', '--again', '--sandbox', 'dev', '--name', 'Twin', status=6)
    for day in range(2):
        service.items.append({
            'id': f'4cb0c374-d3bb-4557-b139-5712880adc5{day}', 'etag': '"e"', 'name': 'Twin',
            'createdClient': 'e053e1a87cf74c68a6ec8e71d4a82662', 'state': 'enabled',
            'createdAt': int(time.time() * 1000) - day * 86400000,
            'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b', 'version': '1.0'}})
    with contextlib.closing(sqlite3.connect(DATABASE)) as database, database:
        database.execute("UPDATE connections SET created_at = created_at - 3600 "
                         "WHERE state = 'uncertain'")


def add_session():
    end = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=3)
    terminal(INLET, 'credentials', 'add', 'Session', '--access-key', 'ASIAI44QH8DHBEXAMPLE',
             '--session-token', '--session-token-end', end.strftime('%Y-%m-%dT%H:%M:%SZ'),
             said=f'{SECRET_KEY}\nIQoJb3JpZ2luX2VjSTS\n')


@case('an answer that was lost, and may be either of two')
def _():
    lose_change()
    lose_answer_of_twins()
    add_session()
    start()
    expect_announced(inlet, '1 answer was lost. 2 connections may be it.')
    expect_told(inlet, 'several')
    open_window(inlet, lambda: press(inlet, 'Choose…'))
    expect_says(inlet, 'None of These')
    expect_told(inlet, 'choice')
    key('Down', 'space')
    wait_until(lambda: 'sensitive' in read(inlet).find('push button', 'Use Connection').states,
               'that it can be used')
    expect_told(inlet, 'choice-made')
    key('Down', 'space')
    expect_shown(inlet, 'push button', 'Was Not Created')
    expect_told(inlet, 'choice-none')
    close_window(inlet)
    expect_says(inlet, '2 connections at Adobe may be this one.')
    expect_told(inlet, 'several-page')


@case('a change of which the answer was lost')
def _():
    click(inlet, 'Third', 'label')
    expect_announced(inlet, 'A change was sent and the answer was lost: it may have been made or not.')
    expect_shown(inlet, 'push button', 'Look Up at Adobe')
    expect_told(inlet, 'change')


@case('another session token')
def _():
    key('ctrl+n')
    click(inlet, 'Credentials', 'combo box')
    key('Home', 'Down', 'Return')
    expect_shown(inlet, 'push button', 'Renew…')
    expect_told(inlet, 'session')
    open_window(inlet, lambda: press(inlet, 'Renew…'))
    expect_shown(inlet, 'push button', 'Paste')
    expect_told(inlet, 'renew')
    for text, why in (('Hello, world', 'There is no AWS key in it'),
                      (SESSION, 'works only with its session token')):
        with clipboard(text):
            press(inlet, 'Paste')
            expect_says(inlet, why)
            expect_told(inlet, 'renew-refused')
    with clipboard(SESSION + 'export AWS_SESSION_TOKEN=IQoJb3JpZ2luX2VjSTS\n'):
        press(inlet, 'Paste')
        expect_says(inlet, 'ASIANEXTKEYEXAMPLE22')
    expect_told(inlet, 'renew-recognized')
    inlet.fill({'End of Session Token (optional)': 'some day'}, inlet.top)
    press(inlet, 'Save')
    expect_says(inlet, 'how long it lasts')
    expect_told(inlet, 'renew-mistake')
    close_window(inlet)


@case('a history that was damaged')
def _():
    global inlet
    inlet.quit()
    damage()
    end_keyring()
    inlet = Program(INLET, size=(1000, 1300))
    expect_says(inlet, 'The history was damaged.')
    kept, = DATABASE.parent.glob('inlet.db.damaged-*')
    expect_announced(inlet, 'The history was damaged. Recovered from it: 4 connections, 3 accounts and '
                     f'credentials. The damaged file was kept as “{kept}”.')
    expect_told(inlet, 'recovered')
    # The window has a button of this name, too.
    tree = read(inlet)
    tree.press(next(node for node in tree.root.find_all('push button') if node.name == 'Close'
                    and any(over.role == 'status bar' for over in node.above)))
    wait_until(lambda: not read(inlet).says('The history was damaged.'), 'its end')


@case('no keyring')
def _():
    # Where there is none yet, so that it is not asked about.
    inlet.fill({'Sandbox': 'test'})
    press(inlet, 'Create Connection')
    expect_announced(inlet, 'No keyring is running, so secrets can’t be kept')
    expect_told(inlet, 'no-keyring')
    press(inlet, 'Keep Until I Quit')
    expect_announced(inlet, 'Secrets are kept until you quit')
    expect_told(inlet, 'until-quit')
    inlet.quit()


@case('a history that cannot be opened')
def _():
    global inlet
    DATABASE.rename(DATABASE.with_suffix('.kept'))
    DATABASE.mkdir()
    inlet = Program(INLET, size=(1000, 1300))
    expect_announced(inlet, 'The folder of the history can’t be written to')
    expect_told(inlet, 'problem')
    expect_order(inlet, focus, ('Try Again', 'Details…'))
    DATABASE.rmdir()
    DATABASE.with_suffix('.kept').rename(DATABASE)
    press(inlet, 'Try Again')
    expect_shown(inlet, 'push button', 'Create Connection')
    inlet.quit()


run()
