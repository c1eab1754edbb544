#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-languages.py INLET CATALOGS DATA TITLES: the window in every language, whether its
titles have room, and what the desktop is told in it: by the search and by the desktop entry. Run
inside ../desktop without a keyring. DATA has the desktop entry and the metainfo as they are installed;
TITLES is test-titles."""

import os
import pathlib
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from languages import Catalog, environment, list_languages  # noqa: E402
from tap import case, expect, run                           # noqa: E402
from window import Program, press, screenshot, terminal     # noqa: E402
from gi.repository import Gio, GLib                         # noqa: E402

INLET, CATALOGS, TITLES = sys.argv[1], sys.argv[2], sys.argv[4]
DATA = pathlib.Path(sys.argv[3])
APP = 'io.github.inlet_app.Inlet'
DATABASE = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'inlet' / 'inlet.db'


def describe_result(row_id):
    """What GNOME Shell writes below it."""
    answer = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        APP, '/io/github/inlet_app/Inlet/SearchProvider', 'org.gnome.Shell.SearchProvider2',
        'GetResultMetas', GLib.Variant('(as)', ([row_id],)), None, Gio.DBusCallFlags.NONE, 20000, None)
    return answer.unpack()[0][0]['description']


@case('there is a connection that failed')
def _():
    terminal(INLET, 'list')
    with sqlite3.connect(DATABASE) as db:
        db.execute('INSERT INTO connections (state, created_at, name, sandbox)'
                   " VALUES ('failed', 1700000000, 'Billing', 'prod')")
    db.close()


for language in list_languages(CATALOGS):
    says = Catalog(CATALOGS, language)

    @case(f'{language}: a connection is made')
    def _(language=language, says=says):
        inlet = Program(INLET, '--demo', size=(1000, 1300), environment=environment(language))
        inlet.expect('label', says('New Connection'))
        inlet.expect('label', says('Demo: nothing leaves this computer'))
        inlet.expect('combo box', says('Account'))
        button = says('Create _Connection').replace('_', '')
        screenshot(f'language-{language}-form')
        press(inlet.expect('push button', button))
        inlet.expect('push button', says('Copy ID'))
        inlet.expect_said(says('Created'), says('Connection tested'))
        screenshot(f'language-{language}-connection')
        inlet.kill()

    @case(f'{language}: the search of the desktop says what became of it, and the form what is wrong')
    def _(language=language, says=says):
        inlet = Program(INLET, size=(1000, 1300), environment=environment(language))
        expect(describe_result('1'), f'prod · {says("Failed")}')
        inlet.fill({says('Organization ID'): 'ACME'})
        inlet.expect_said(says('An organization ID ends in “@AdobeOrg”.'))
        inlet.kill()

    @case(f'{language}: the desktop entry and the metainfo')
    def _(language=language, says=says):
        entry = (DATA / f'{APP}.desktop').read_text()
        comment = says('Connect an Amazon S3 storage to Adobe Experience Platform')
        assert f'\nComment[{language}]={comment}\n' in entry, entry
        summaries = {summary.get('{http://www.w3.org/XML/1998/namespace}lang'): summary.text
                     for summary in ElementTree.parse(DATA / f'{APP}.metainfo.xml').iter('summary')}
        expect(summaries[language], says('Connect Amazon S3 storage to Adobe'))

    @case(f'{language}: the demo says in it what its sandboxes are for, by the same names')
    def _(language=language, says=says):
        listed = subprocess.run([INLET, '--demo', 'sandboxes'], env=environment(language),
                                capture_output=True, text=True).stdout
        for name, title in ('prod', 'Production'), ('stage', 'Staging'), ('dev', 'Development'):
            assert name in listed and says(title) in listed, listed

    @case(f'{language}: the titles of the windows are whole on a phone')
    def _(language=language):
        result = subprocess.run([TITLES, CATALOGS], env=environment(language), capture_output=True,
                                text=True)
        expect((result.returncode, result.stderr), (0, ''))


run()
