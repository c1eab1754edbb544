#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-window-many.py INLET: connections are made in many sandboxes at once. Run inside ../desktop
with an unlocked keyring."""

import json
import pathlib
import re
import sys
import threading

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService, sandbox   # noqa: E402
from tap import case, expect, run               # noqa: E402
import window                                   # noqa: E402
from window import (Program, find_all, get_name, get_text, has_state, key, labels, screenshot,
                    set_text, terminal, wait_until, walk)  # noqa: E402

INLET = sys.argv[1]
REFUSED = 403, {'error_code': '403027', 'message': 'User region is missing'}
service = FlowService()
service.sandboxes = [sandbox('prod', 'Production', 'production')] + \
    [sandbox(f'team-{number}', f'Team {number}', 'development',
             state='creating' if number == 3 else 'active') for number in range(1, 13)]
terminal(INLET, 'account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token',
         '--platform-url', service.url, said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
terminal(INLET, 'credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
         said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')

inlet = Program(INLET, size=(1000, 900))


def top():
    """The window that was opened last, once there is one."""
    wait_until(lambda: inlet.top != inlet.frame, 'the window')
    return inlet.top


def choose_several():
    """The list lies within the field."""
    def find_button():
        return next((a for role, a in walk(inlet.frame)
                     if role == 'push button' and a.get_name() == 'Several Sandboxes…'), None)

    inlet.click(inlet.expect('text', 'Sandbox'))
    key('Down')
    window.press(wait_until(find_button, 'the list'))


def entered():
    return get_text(inlet.fields()['Sandbox'])


def checks():
    """What can be ticked, by its title."""
    return {labels(row)[0]: row for row in find_all(top(), 'check box') if labels(row)}


def tick(name):
    inlet.click(wait_until(lambda: checks().get(name), name), frame=top())


def press(name):
    inlet.click(inlet.expect('push button', name, top()), frame=top())


def made():
    return sorted(r.header('x-sandbox-name')[0] for r in service.creates())


def closed():
    inlet.expect_closed()


@case('several sandboxes are ticked, and the button says so')
def _():
    set_text(inlet.fields()['Sandbox'], 'typed')
    choose_several()
    wait_until(lambda: len(find_all(top(), 'check box')) == 13, 'the list')
    tick('Production')
    tick('Team 3')
    screenshot('many-checklist')
    tick('Team 2')
    expect(inlet.has('push button', 'Choose 4', top()) is not None, True)
    press('Choose 4')
    closed()
    expect(entered(), 'typed, prod, team-3, team-2')
    inlet.expect('push button', 'Create in 4 Sandboxes, 1 in Production')
    screenshot('many-button')


@case('what is ticked already can be taken away, and nothing changes with Cancel')
def _():
    def ticked():
        return [name for name, row in checks().items() if has_state(row, 'checked')]

    choose_several()
    wait_until(lambda: ticked() == ['Production', 'Team 2', 'Team 3'], 'what is ticked')
    tick('Production')
    press('Cancel')
    closed()
    expect(entered(), 'typed, prod, team-3, team-2')


@case('the list is searched by title and name, and what is ticked stays so')
def _():
    def titles():
        """Read once each: rows come and go."""
        return sorted(name for name, *_ in filter(None, map(labels, find_all(top(), 'check box'))))

    def search(text):
        """What is typed goes to the search, wherever the focus is; this over what was there."""
        window.type_text('x')
        key('ctrl+a')
        window.type_text(text)

    set_text(inlet.fields()['Sandbox'], 'prod, team-2')
    choose_several()
    wait_until(lambda: 'Production' in titles(), 'the list')
    window.type_text('TEAM 1')
    wait_until(lambda: titles() == ['Team 1', 'Team 10', 'Team 11', 'Team 12'], 'what has it')
    tick('Team 11')
    search('team-12')
    wait_until(lambda: titles() == ['Team 12'], 'what has it in its name')
    search('nowhere')
    inlet.expect_said('No sandbox has these characters in its name', frame=top())
    screenshot('many-no-match')
    key('ctrl+a', 'BackSpace')
    wait_until(lambda: 'Team 11' in titles() and has_state(checks()['Team 11'], 'checked'), 'all')
    press('Choose 3')
    closed()
    expect(entered(), 'prod, team-2, team-11')


@case('each is made with a row of its own; what failed is said, and tried again')
def _():
    set_text(inlet.fields()['Sandbox'], 'prod, team-1, team-2, team-3')
    set_text(inlet.fields()['Name'], 'Orders')
    service.hold = threading.Event()
    service.answers[:] = [REFUSED]
    inlet.click(inlet.expect('push button', 'Create in 4 Sandboxes, 1 in Production'))
    inlet.expect_said('0 of 4 created', frame=top())
    wait_until(lambda: len(made()) == 4, 'the requests')
    screenshot('many-progress')
    service.hold.set()
    service.hold = None
    inlet.expect_said('3 of 4 created · 1 failed', frame=top())
    assert set(service.made) <= inlet.said(top()), inlet.said(top())
    screenshot('many-summary')
    press('Retry Failed')
    inlet.expect_said('4 of 4 created', frame=top())
    expect(sorted(set(made())), ['prod', 'team-1', 'team-2', 'team-3'])
    expect(len(made()), 5)
    press('Copy All IDs')
    inlet.expect_said('IDs copied', frame=top())
    press('Close')
    closed()
    rows = json.loads(terminal(INLET, 'list', '--json'))
    expect(sorted(row['state'] for row in rows), ['created'] * 4 + ['failed'])
    wait_until(lambda: len(inlet.rows()) == 5, 'the rows of the history')


@case('those that are there already are asked about once, and are left out')
def _():
    before = len(made())
    set_text(inlet.fields()['Sandbox'], 'team-1, team-2, team-4')
    inlet.click(inlet.expect('push button', 'Create in 3 Sandboxes'))
    wait_until(lambda: inlet.application.get_child_count() == 3, 'the question')
    inlet.expect_said('There Is One Already in 2 of 3 Sandboxes', frame=top())
    screenshot('many-question')
    question = top()
    button = next(b for b in find_all(question, 'push button')
                  if b.get_name().endswith('Skip These') and inlet.is_shown(b, question))
    inlet.click(button, frame=question)
    wait_until(lambda: inlet.application.get_child_count() == 2, 'its end')
    inlet.expect_said('1 of 3 created · 2 skipped', frame=top())
    expect(made()[:] and len(made()) - before, 1)
    press('Close')
    closed()


@case('with Cancel nothing is made')
def _():
    before = len(made())
    set_text(inlet.fields()['Sandbox'], 'team-1, team-5')
    inlet.click(inlet.expect('push button', 'Create in 2 Sandboxes'))
    wait_until(lambda: inlet.application.get_child_count() == 3, 'the question')
    key('Escape')
    closed()
    expect(len(made()), before)


@case('Cancel begins no other, and what was sent ends with its answer')
def _():
    before = len(made())
    names = [f'new-{number:02}' for number in range(14)]
    set_text(inlet.fields()['Sandbox'], ', '.join(names))
    service.hold = threading.Event()
    inlet.click(inlet.expect('push button', 'Create in 14 Sandboxes'))
    wait_until(lambda: len(made()) - before == 10, 'the requests')
    press('Cancel')
    inlet.expect_said('No other is begun. Waiting for the answers to what was sent…', frame=top())
    inlet.expect('push button', 'Don’t Wait', top())
    screenshot('many-stopping')
    service.hold.set()
    service.hold = None
    inlet.expect_said('10 of 14 created · 4 not begun', frame=top())
    press('Retry Failed')
    inlet.expect_said('14 of 14 created', frame=top())
    expect(len(made()) - before, 14)
    press('Close')
    closed()


@case('a lost answer is uncertain, and is looked up from its row')
def _():
    service.answers[:] = [(0, None)]
    set_text(inlet.fields()['Sandbox'], 'lost-1, lost-2')
    inlet.click(inlet.expect('push button', 'Create in 2 Sandboxes'))
    inlet.expect_said('1 of 2 created · 1 uncertain', frame=top())
    press('Look Up')
    inlet.expect_said('It is not there yet: look again in a few minutes', frame=top())
    screenshot('many-uncertain')
    press('Close')
    closed()


def seconds(text):
    return int(re.search(r' after (\d+)\xa0s…', text).group(1))


def watch_waits():
    """Looks at what is said of waiting, until it is seen to count down: gives what is called so in
    the rows, and as the status."""
    seen = {'label': set(), 'status bar': set()}

    def look():
        for role, accessible in walk(top()):
            if role in seen and re.search(r' after \d+\xa0s…', name := get_name(accessible)):
                seen[role].add(name)
        return seen['status bar'] and len({seconds(name) for name in seen['label']}) > 2

    wait_until(look, 'the seconds')
    return seen


@case('too many requests are said, and slow all of them down')
def _():
    service.answers[:] = [(429, {'error_code': '429050', 'message': 'Too many'},
                           {'Retry-After': '9'})]
    set_text(inlet.fields()['Sandbox'], ', '.join(f'slow-{number}' for number in range(12)))
    inlet.click(inlet.expect('push button', 'Create in 12 Sandboxes'))
    wait_until(lambda: any('going on after' in text for text in inlet.said(top())), 'why it waits')
    screenshot('many-throttled')
    seen = watch_waits()
    screenshot('many-throttled-later')
    expect(len(seen['status bar']), 1)
    inlet.expect_said('12 of 12 created', frame=top())
    press('Close')
    closed()


@case('it fits the narrowest window')
def _():
    inlet.resize(360, 600)
    wait_until(lambda: inlet.extent[0] <= 372, 'the width')
    screenshot('many-narrow')
    inlet.resize(1000, 900)


@case('the program ends without a word')
def _():
    inlet.quit()


run()
