#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-shell.py INLET SERVICE: what a desktop asks of the program over the session bus, which starts
it as it is installed: GNOME Shell's search, and notifications. Run inside ../desktop with an
unlocked keyring."""

import os
import pathlib
import re
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, fill_form, find, key, labels, press, screenshot,   # noqa: E402
                    terminal, wait_until)
from gi.repository import Atspi, Gio, GLib         # noqa: E402

INLET, SERVICE = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
APP = 'io.github.inlet_app.Inlet'
PATH = '/io/github/inlet_app/Inlet'
DATABASE = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'inlet' / 'inlet.db'
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

bus = Gio.bus_get_sync(Gio.BusType.SESSION)


def call(name, path, interface, method, signature, *arguments):
    return bus.call_sync(name, path, interface, method, GLib.Variant(signature, arguments), None,
                         Gio.DBusCallFlags.NONE, 20000, None).unpack()


def search(method, signature, *arguments):
    return call(APP, PATH + '/SearchProvider', 'org.gnome.Shell.SearchProvider2', method, signature,
                *arguments)


def runs():
    return call('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'NameHasOwner', '(s)', APP)[0]


def install_service():
    """Where the bus looks for what it may start; as it is installed, but for the place."""
    text = re.sub('^Exec=[^ ]*', f'Exec={INLET}', SERVICE.read_text(), flags=re.M)
    (pathlib.Path(os.environ['XDG_RUNTIME_DIR']).parent / 'services' / f'{APP}.service').write_text(text)
    call('org.freedesktop.DBus', '/', 'org.freedesktop.DBus', 'ReloadConfig', '()')


def find_windows():
    return subprocess.run(['xdotool', 'search', '--onlyvisible', '--class', APP],
                          capture_output=True, text=True).stdout.split()


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
        interface = Gio.DBusNodeInfo.new_for_xml(self.XML).interfaces[0]
        bus.register_object('/org/gtk/Notifications', interface, self._on_called, None, None)

    def _on_called(self, connection, sender, path, interface, method, arguments, invocation):
        if method == 'AddNotification':
            self.notifications.append(arguments.unpack())
        invocation.return_value(None)

    def wait(self):
        def has_one():
            GLib.MainContext.default().iteration(False)
            return self.notifications
        return wait_until(has_one, 'a notification')


desktop = Desktop()
service = FlowService()
install_service()


@case('where there is no database nothing is found, and none is made')
def _():
    expect(search('GetInitialResultSet', '(as)', ['billing']), ([],))
    expect(search('GetResultMetas', '(as)', ['1']), ([],))
    assert not DATABASE.exists()
    expect(find_windows(), [])


@case('there are connections')
def _():
    terminal(INLET, 'list')
    with sqlite3.connect(DATABASE) as db:
        db.executemany('INSERT INTO connections (state, created_at, remote_id, name, sandbox)'
                       ' VALUES (?, 1700000000, ?, ?, ?)', [
                           ('created', '4cb0c374-d3bb', 'Billing bucket', 'dev'),
                           ('failed', None, 'Billing, refused', 'prod'),
                           ('created', '77aa0000-0001', 'Raw <events> & more', None),
                       ] + [('created', f'0000-{n}', f'Many {n}', 'dev') for n in range(100)])
    db.close()


@case('names and IDs are found, newest first, and sandboxes are not')
def _():
    for terms, rows in ((['billing'], ['2', '1']), (['BILL', 'buck'], ['1']), (['4cb0'], ['1']),
                        (['prod'], []), ([], []), ([''], [])):
        expect((terms, search('GetInitialResultSet', '(as)', terms)), (terms, (rows,)))
    expect(search('GetSubsearchResultSet', '(asas)', ['2'], ['billing', 'bucket']), (['1'],))
    expect(len(search('GetInitialResultSet', '(as)', ['many'])[0]), 20)


@case('a result says what it is, and has its ID for the clipboard')
def _():
    metas, = search('GetResultMetas', '(as)', ['1', '2', '3', '999', 'nonsense', '-1'])
    expect([(meta['id'], meta['name'], meta['description'], meta.get('clipboardText'))
            for meta in metas],
           [('1', 'Billing bucket', 'dev · 4cb0c374-d3bb', '4cb0c374-d3bb'),
            ('2', 'Billing, refused', 'prod · Failed', None),
            ('3', 'Raw <events> & more', '77aa0000-0001', '77aa0000-0001')])
    assert all(meta['icon'] for meta in metas)


@case('searching opens no window')
def _():
    assert runs()
    expect(find_windows(), [])


def shown():
    """The window of the program that the bus has started."""
    applications = Atspi.get_desktop(0)
    for index in range(applications.get_child_count()):
        application = applications.get_child_at_index(index)
        if application is not None and application.get_child_count() > 0:
            return application.get_child_at_index(0)
    return None


def expect_shown(text):
    wait_until(lambda: shown() is not None and text in labels(shown()), text)


@case('choosing a result opens its connection in the window')
def _():
    search('ActivateResult', '(sasu)', '1', ['billing'], 0)
    wait_until(find_windows, 'the window')
    expect_shown('4cb0c374-d3bb')
    screenshot('shell-result')
    search('ActivateResult', '(sasu)', '3', ['raw'], 0)
    expect_shown('77aa0000-0001')
    expect(len(find_windows()), 1)


@case('a result that is none is no harm')
def _():
    search('ActivateResult', '(sasu)', 'nonsense', [], 0)
    search('ActivateResult', '(sasu)', '99999', [], 0)
    assert runs()


@case('all that is found is shown in the window’s own search')
def _():
    search('LaunchSearch', '(asu)', ['billing', 'bucket'], 0)
    wait_until(lambda: len(rows()) == 1, 'one row')
    screenshot('shell-search')


def rows():
    history = find(shown(), 'list', 'Connections')
    return [labels(history.get_child_at_index(index)) for index in range(history.get_child_count())]


@case('it ends with its window')
def _():
    key('ctrl+q')
    wait_until(lambda: not runs(), 'its end')


@case('a create in front of everything is not told twice')
def _():
    inlet = Program(INLET, size=(1000, 1300))
    fill_form(inlet, service.url, TOKEN, SECRET_KEY)
    press(find(inlet.frame, 'push button', 'Create Connection'))
    wait_until(lambda: service.made, 'the request')
    inlet.expect_said(service.made[0])
    inlet.quit()
    expect(desktop.notifications, [])


@case('a notification says what came of a create behind another window, and shows it when chosen')
def _():
    inlet = Program(INLET, size=(1000, 1300))
    inlet.fill({'Sandbox': 'test', 'Name': 'Second'})
    # The keyboard goes elsewhere, as it does to another window, and the pointer with it.
    root = re.search(r'Window id: (\w+)', subprocess.run(['xwininfo', '-root'], check=True, text=True,
                                                         capture_output=True).stdout)[1]
    subprocess.run(['xdotool', 'mousemove', '1200', '200', 'windowfocus', root], check=True)
    press(find(inlet.frame, 'push button', 'Create Connection'))
    app, name, told = desktop.wait()[0]
    expect((app, name), (APP, 'connection-105'))
    expect((told['title'], told['body']), ('Second: Created', service.made[1]))
    assert TOKEN not in str(told) and SECRET_KEY not in str(told)
    expect((told['default-action'], told['default-action-target']), ('app.show-connection', 105))

    call(APP, PATH, 'org.freedesktop.Application', 'ActivateAction', '(sava{sv})', 'show-connection',
         [GLib.Variant('x', 1)], {})
    inlet.expect_said('4cb0c374-d3bb')
    call(APP, PATH, 'org.freedesktop.Application', 'ActivateAction', '(sava{sv})', 'show-connection',
         [GLib.Variant('x', 105)], {})
    inlet.expect_said(service.made[1])
    screenshot('notified')
    inlet.quit()


run()
