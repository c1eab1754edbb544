#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-export.py INLET: the history goes to a file, all of it or what the search shows. Run
inside ../desktop with an unlocked keyring."""

import csv
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService            # noqa: E402
from leaks import Search                        # noqa: E402
from tap import case, expect, run               # noqa: E402
from window import (Program, find, find_all, key, press, screenshot, terminal, type_text,  # noqa: E402
                    wait_until)

INLET = sys.argv[1]
SECRETS = {'access token': 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl_planted',
           'secret key': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Ke'}
FOLDER = pathlib.Path(os.environ['HOME'], 'exports')
FOLDER.mkdir()

search = Search(SECRETS)
service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key',
         'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token', '--platform-url', service.url,
         said=SECRETS['access token'] + '\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said=SECRETS['secret key'] + '\n')
for name in 'Orders', '=Billing', 'Clicks':
    service.answers.append((403, {'message': SECRETS['secret key']}))
    terminal(INLET, 'create', '--again', '--sandbox', 'dev', '--name', name, status=3)

inlet = Program(INLET, size=(1000, 900))


def export(item, path):
    key('F10')
    press(wait_until(lambda: find(inlet.frame, 'menu item', 'Export History'), 'the menu'))
    entry = wait_until(lambda: find(inlet.frame, 'menu item', item), item)
    screenshot(f'export-menu-{path.name}')
    press(entry)
    chooser = wait_until(lambda: inlet.top if inlet.top != inlet.frame else None, 'the chooser')
    wait_until(lambda: find_all(chooser, 'push button'), 'its buttons')
    screenshot(f'export-chooser-{path.name}')
    key('ctrl+a')
    type_text(str(path))
    key('Return')
    inlet.expect_closed()


def files():
    return sorted(path.name for path in FOLDER.iterdir())


@case('as a table, in which nothing is a formula')
def _():
    path = FOLDER / 'history.csv'
    export('As Table (CSV)…', path)
    inlet.expect_said('3 connections exported')
    screenshot('exported')
    with path.open(newline='') as file:
        expect([row['name'] for row in csv.DictReader(file)], ['Clicks', "'=Billing", 'Orders'])
    search.expect_none_in_files(FOLDER)
    expect(files(), ['history.csv'])


@case('as JSON, what the search shows')
def _():
    key('ctrl+f')
    inlet.expect('entry', 'Search connections')
    type_text('clicks')
    wait_until(lambda: len(inlet.rows()) == 1, 'the match')
    path = FOLDER / 'history.json'
    export('As JSON…', path)
    inlet.expect_said('1 connection exported')
    expect([row['name'] for row in json.loads(path.read_text())], ['Clicks'])
    search.expect_none_in_files(FOLDER)


@case('where it cannot be written, that is said')
def _():
    export('As JSON…', pathlib.Path('/proc/history.json'))
    inlet.expect_said('There is no such folder. Choose another one.')
    screenshot('export-nowhere')
    expect(files(), ['history.csv', 'history.json'])


@case('without a file, nothing happens')
def _():
    key('F10')
    press(wait_until(lambda: find(inlet.frame, 'menu item', 'Export History'), 'the menu'))
    press(wait_until(lambda: find(inlet.frame, 'menu item', 'As JSON…'), 'the item'))
    wait_until(lambda: inlet.top != inlet.frame, 'the chooser')
    key('Escape')
    inlet.expect_closed()
    expect(files(), ['history.csv', 'history.json'])
    inlet.quit()


run()
