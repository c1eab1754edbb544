#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-doubt.py INLET: what the window does by itself about an answer that was lost. Run
inside ../desktop with an unlocked keyring."""

import json
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, screenshot, terminal, wait_until)  # noqa: E402

INLET = sys.argv[1]
API_KEY = 'e053e1a87cf74c68a6ec8e71d4a82662'
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
FOUND = '4cb0c374-d3bb-4557-b139-5712880adc55'

service = FlowService()
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', API_KEY, '--access-token', '--platform-url', service.url, said=TOKEN + '\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said=SECRET_KEY + '\n')


def lose_answer(name):
    service.answers.append((0, None))
    terminal(INLET, 'create', '--again', '--sandbox', 'dev', '--name', name, '--json', status=6)


def read_history():
    return json.loads(terminal(INLET, 'list', '--json'))


@case('what was made all the same is found without a click, and told')
def _():
    lose_answer('First')
    service.items.append({
        'id': FOUND, 'etag': '"e"', 'name': 'First', 'createdAt': int(time.time() * 1000),
        'createdClient': API_KEY,
        'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b', 'version': '1.0'}})
    creates = len(service.creates())
    inlet = Program(INLET, size=(1000, 700))
    inlet.expect_said('“First” was created')
    wait_until(lambda: FOUND in inlet.rows()[0], 'the ID')
    expect([(row['state'], row['id']) for row in read_history()], [('created', FOUND)])
    expect(len(service.creates()), creates)
    wait_until(lambda: not inlet.has('push button', 'Look Up'), 'no line')
    inlet.quit()


@case('what Adobe may still be at stays uncertain, and says so')
def _():
    lose_answer('Second')
    inlet = Program(INLET, size=(1000, 700))
    inlet.expect_said('1 answer was lost')
    inlet.expect('push button', 'Look Up')
    screenshot('doubt')
    expect(read_history()[0]['state'], 'uncertain')

    service.items[0] = {**service.items[0], 'id': FOUND[:-1] + '6', 'name': 'Second',
                        'createdAt': int(time.time() * 1000)}
    inlet.click(inlet.expect('push button', 'Look Up'))
    inlet.expect_said('“Second” was created')
    expect(read_history()[0]['state'], 'created')
    inlet.quit()


run()
