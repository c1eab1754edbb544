#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-no-keyring.py INLET: the first connection where there is no keyring. Run inside
../desktop with neither a keyring nor a service that could start one."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (Program, fill_form, find, get_secrets, holds, press,  # noqa: E402
                    screenshot, terminal, wait_until)

INLET = sys.argv[1]
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

service = FlowService()
inlet = Program(INLET, size=(1000, 1300))


def read_history():
    return json.loads(terminal(INLET, 'list', '--json'))


@case('without a keyring nothing is sent or lost, and the way out is offered')
def _():
    fields = fill_form(inlet, service.url, TOKEN, SECRET_KEY)
    press(find(inlet.frame, 'push button', 'Create Connection'))
    inlet.expect_said('No keyring is running, so secrets can’t be kept')
    inlet.expect('push button', 'Keep Until I Quit')
    screenshot('no-keyring')
    assert holds(fields['Secret Access Key'], SECRET_KEY)
    expect(service.requests, [])
    expect(read_history(), [])


@case('secrets kept until the end make a connection, and the window says so')
def _():
    press(inlet.expect('push button', 'Keep Until I Quit'))
    inlet.expect_said('Secrets are kept until you quit')
    press(find(inlet.frame, 'push button', 'Create Connection'))
    wait_until(lambda: service.made, 'the answer')
    inlet.expect_said(service.made[0], 'Secrets are kept until you quit')
    expect(get_secrets(service.creates()[-1]), (TOKEN, SECRET_KEY))
    expect([row['id'] for row in read_history()], service.made)
    screenshot('session')


@case('the next one is made without asking again')
def _():
    press(find(inlet.frame, 'push button', 'New Connection'))
    inlet.expect('label', 'New Connection')
    # Where there is none yet, so that it is not asked about.
    inlet.fill({'Sandbox': 'test'})
    press(find(inlet.frame, 'push button', 'Create Connection'))
    wait_until(lambda: len(service.made) == 2, 'the answer')
    inlet.expect_said(service.made[1])
    inlet.quit()


run()
