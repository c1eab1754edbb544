#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-renew.py INLET WRITE-CLIPBOARD MEMORY: the end of a session token, at the real window: the time
that is left, the notification, and another token in its place. Run inside ../desktop with an unlocked
keyring; MEMORY is `overwritten` where what is freed is. The cases follow each other."""

import contextlib
import functools
import datetime
import json
import os
import pathlib
import re
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from leaks import Search                    # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, copied, find_all, get_name, key, press, screenshot, terminal,  # noqa: E402
                    wait_until, walk)
from gi.repository import Gio, GLib         # noqa: E402

INLET, WRITE_CLIPBOARD, MEMORY = sys.argv[1:]
clipboard = functools.partial(copied, WRITE_CLIPBOARD)
APP = 'io.github.inlet_app.Inlet'
SECRETS = {
    'secret key': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Ke',
    'session token': 'IQoJb3JpZ2luX2Vj/planted+session+first==',
    'next secret key': 'qWertZUtnFEMI/K7MDENG/bPxRfiCYplanted+Ne',
    'next session token': 'IQoJb3JpZ2luX2Vj/planted+session+next+one==',
}
search = Search(SECRETS)
bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def moment(seconds):
    at = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return at.strftime('%Y-%m-%dT%H:%M:%SZ')


class Desktop:
    """What answers at the name that window.py has taken for notifications."""

    XML = '''<node><interface name="org.gtk.Notifications">
        <method name="AddNotification">
          <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
        </method>
        <method name="RemoveNotification">
          <arg type="s" direction="in"/><arg type="s" direction="in"/>
        </method></interface></node>'''

    def __init__(self):
        self.notifications = []
        self.withdrawn = []
        interface = Gio.DBusNodeInfo.new_for_xml(self.XML).interfaces[0]
        bus.register_object('/org/gtk/Notifications', interface, self._on_called, None, None)

    def _on_called(self, connection, sender, path, interface, method, arguments, invocation):
        if method == 'AddNotification':
            self.notifications.append(arguments.unpack())
        else:
            self.withdrawn.append(arguments.unpack())
        invocation.return_value(None)

    def wait(self):
        def has_one():
            while GLib.MainContext.default().iteration(False):
                pass
            return self.notifications
        return wait_until(has_one, 'a notification', 60)


desktop = Desktop()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key', 'k',
         '--access-token', said='a.b.c\n')
terminal(INLET, 'credentials', 'add', 'Lasting', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said=SECRETS['secret key'] + '\n')
# It is soon to end a moment after the window is there or, on a slow computer, as it opens.
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'ASIAI44QH8DHBEXAMPLE', '--session-token',
         '--session-token-end', moment(15 * 60 + 4),
         said=f'{SECRETS["secret key"]}\n{SECRETS["session token"]}\n')
terminal(INLET, 'credentials', 'add', 'Ended', '--access-key', 'ASIAI44QH8DHBEXAMPLF', '--session-token',
         '--session-token-end', moment(-3 * 60 * 60),
         said=f'{SECRETS["secret key"]}\n{SECRETS["session token"]}\n')
inlet = Program(INLET, size=(1000, 1000))


def kept(name):
    return next(c for c in json.loads(terminal(INLET, 'credentials', 'list', '--json')) if c['name'] == name)


def exports(end=None):
    lines = [f'export AWS_ACCESS_KEY_ID=ASIANEXTKEYEXAMPLE22',
             f'export AWS_SECRET_ACCESS_KEY={SECRETS["next secret key"]}',
             f'export AWS_SESSION_TOKEN={SECRETS["next session token"]}']
    if end is not None:
        lines.append(f'export AWS_CREDENTIAL_EXPIRATION={end}')
    return '\n'.join(lines) + '\n'


def is_said(pattern, root=None):
    return any(re.search(pattern, get_name(accessible))
               for _, accessible in walk(root or inlet.frame))


def wait_said(pattern, root=None):
    wait_until(lambda: is_said(pattern, root or inlet.top), pattern)


def activate(action, *arguments):
    bus.call_sync(APP, '/' + APP.replace('.', '/'), 'org.freedesktop.Application', 'ActivateAction',
                  GLib.Variant('(sava{sv})', (action, [GLib.Variant('s', a) for a in arguments], {})), None,
                  Gio.DBusCallFlags.NONE, 20000, None)


def find_button(name, root=None):
    return next((b for b in find_all(root or inlet.top, 'push button')
                 if b.get_name().strip().endswith(name)), None)


def press_button(name, root=None):
    press(wait_until(lambda: find_button(name, root), name))


@case('a notification comes before it ends, once, and has no secret in it')
def _():
    inlet.expect('push button', 'Create Connection')
    desktop.wait()
    application, name, notification = desktop.notifications[0]
    expect(application, APP)
    expect(notification['title'], 'Billing')
    assert re.fullmatch(r'The session token ends in 1[45] minutes\.', notification['body']), notification
    expect(notification['default-action'], 'app.renew')
    search.expect_none(repr(notification), 'the notification')
    expect(len(desktop.notifications), 1)


@case('the form says how long it lasts')
def _():
    wait_until(lambda: is_said(r'^The session token ends in 1[45] minutes\.'), 'the time that is left')
    assert find_button('Renew…', inlet.frame)


@case('to choose the notification opens what renews it')
def _():
    activate('renew', desktop.notifications[0][2]['default-action-target'])
    wait_until(lambda: inlet.top != inlet.frame and find_button('Paste'), 'the window')
    wait_said('“Billing”')
    for role, accessible in walk(inlet.top):
        if role == 'push button':
            assert accessible.get_name().strip(), role
    screenshot('renew-empty')


@case('what has no session token is refused, and said why')
def _():
    for text, why in (('Hello, world', 'There is no AWS key in it'),
                      (exports().rsplit('export', 1)[0], 'Session Token'),
                      (exports().rsplit('export', 1)[0].replace('ASIA', 'AKIA'), 'no session token in it')):
        with clipboard(text):
            press_button('Paste')
            wait_said(why)
    expect(kept('Billing')['access-key-id'], 'ASIAI44QH8DHBEXAMPLE')


@case('what was pasted is shown without its secrets')
def _():
    with clipboard(exports(moment(12 * 60 * 60 + 30))):
        press_button('Paste')
        wait_said('ASIANEXTKEYEXAMPLE22')
    screenshot('renew-recognized')
    said = '\n'.join(get_name(accessible) for _, accessible in walk(inlet.top))
    search.expect_none(said, 'the window')
    assert '••••••••' in said, said


@case('what could not be kept is said, and is still there to be kept')
def _():
    path = pathlib.Path(os.environ['XDG_DATA_HOME'], 'inlet', 'inlet.db')
    with contextlib.closing(sqlite3.connect(path)) as database:
        for event in 'INSERT', 'UPDATE':
            database.execute(f"CREATE TRIGGER no_{event} BEFORE {event} ON profiles "
                             "BEGIN SELECT RAISE (ABORT, 'no'); END")
        press_button('Save')
        wait_said('The history couldn’t be read or written')
        for event in 'INSERT', 'UPDATE':
            database.execute(f'DROP TRIGGER no_{event}')
    screenshot('renew-not-kept')
    assert inlet.top != inlet.frame
    wait_said('ASIANEXTKEYEXAMPLE22')
    expect(kept('Billing')['access-key-id'], 'ASIAI44QH8DHBEXAMPLE')


@case('it is kept, and the form says so')
def _():
    press_button('Save')
    inlet.expect_closed()
    inlet.expect_said('Session token renewed')
    expect(kept('Billing')['access-key-id'], 'ASIANEXTKEYEXAMPLE22')
    assert kept('Billing')['session-token-end'] > moment(11 * 60 * 60)
    wait_said(r'^The session token ends in 12 hours\.')
    wait_until(lambda: GLib.MainContext.default().iteration(False) and desktop.withdrawn, 'the withdrawal')
    expect(desktop.withdrawn[0], tuple(desktop.notifications[0][:2]))
    if MEMORY == 'overwritten':
        wait_until(lambda: not search.find_in_memory(inlet.process.pid), 'the end of the secrets', 30)


@case('an end that is not known is asked for, and may stay unknown')
def _():
    activate('renew', desktop.notifications[0][2]['default-action-target'])
    wait_until(lambda: inlet.top != inlet.frame and find_button('Paste'), 'the window')
    with clipboard(exports()):
        press_button('Paste')
        wait_said('ASIANEXTKEYEXAMPLE22')
    inlet.fill({'End of Session Token (optional)': 'some day'}, inlet.top)
    press_button('Save')
    wait_said('how long it lasts')
    inlet.fill({'End of Session Token (optional)': ''}, inlet.top)
    press_button('Save')
    inlet.expect_closed()
    expect(kept('Billing')['session-token-end'], '')
    wait_said(r'^It is not known when the session token ends\.')


@case('nothing more was notified, and not of what had ended before')
def _():
    while GLib.MainContext.default().iteration(False):
        pass
    expect([n[2]['title'] for n in desktop.notifications], ['Billing'])


@case('the list of credentials says how long each lasts')
def _():
    key('ctrl+comma')
    wait_until(lambda: inlet.top != inlet.frame, 'the list')
    wait_said(r'^ASIAI44QH8DHBEXAMPLF\nThe session token ended 3 hours ago\.$')
    wait_said(r'^ASIANEXTKEYEXAMPLE22\nIt is not known when the session token ends\.')
    wait_said('^AKIAIOSFODNN7EXAMPLE$')
    screenshot('renew-list')
    key('Escape')
    inlet.expect_closed()


@case('it ends well')
def _():
    inlet.quit()
    search.expect_none(inlet.read_messages(), 'the messages')


run()
