#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""try.py DIR: tries the Flatpak that ./try has installed below DIR, one desktop after the other with
the same home: secrets come back through the Secret portal after each start; a locked keyring, a
dismissed prompt and a desktop without portals say what they are, and nothing is sent then."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(TOP / 'tests'))

from flow_service import FlowService    # noqa: E402
from tap import case, expect, run       # noqa: E402

DIR = pathlib.Path(sys.argv[1])
APP = 'io.github.inlet_app.Inlet'
HOME = DIR / 'desktop' / 'home'
PICTURE = DIR / 'window.png'
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'

# Until it has ended, does to the prompt what is said, which may come a moment too early.
WITH_PROMPT = '''"$@" & program=$!
    while kill -0 $program 2>/dev/null; do
        if xdotool search --onlyvisible --class gcr-prompter >/dev/null 2>&1; then {reply}; fi
        sleep 1
    done
    wait $program'''
# Waits for the window to be drawn; it has no accessibility bus to be asked on.
WITH_WINDOW = f'''"$@" & program=$!
    xdotool search --sync --onlyvisible --name Inlet >/dev/null
    for _ in $(seq 50); do
        sleep 0.2
        import -window root {PICTURE}
        [ "$(identify -format %k {PICTURE})" -gt 300 ] && break
    done
    sleep 1; import -window root {PICTURE}
    xdotool key ctrl+q
    wait $program'''

shutil.rmtree(DIR / 'desktop', ignore_errors=True)
service = FlowService()


def inlet(*words, said='', status=0, keyring='unlocked', services='a11y secrets portal',
          script='"$@"'):
    """What the program prints, to whom, in a desktop of its own."""
    result = subprocess.run(
        [TOP / 'tests' / 'desktop', '--dir', DIR / 'desktop', '--keyring', keyring,
         '--services', services, '--', 'bash', '-c', script, 'bash', 'flatpak', 'run', '--user', APP,
         *words],
        input=said, capture_output=True, text=True, timeout=180,
        env={**os.environ, 'XDG_CURRENT_DESKTOP': 'GNOME', 'GSK_RENDERER': 'cairo'})
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    return result


def create(name, **options):
    return inlet('create', '--again', '--sandbox', 'dev', '--name', name, '--json', **options)


def read_data():
    """All that the program has written, where the sandbox lets it."""
    return b''.join(path.read_bytes() for path in (HOME / '.var' / 'app' / APP).rglob('*')
                    if path.is_file())


@case('it is granted network, IPC, display and GPU, and nothing else')
def _():
    granted = subprocess.run(['flatpak', 'info', '--user', '--show-permissions', APP], check=True,
                             capture_output=True, text=True).stdout
    expect(sorted(line for line in granted.splitlines() if line),
           ['[Context]', 'devices=dri;', 'shared=network;ipc;', 'sockets=x11;wayland;fallback-x11;'])


@case('an account and credentials are kept')
def _():
    inlet('account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key',
          'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token', '--platform-url', service.url,
          '--ims-url', service.url, said=TOKEN + '\n')
    inlet('credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
          said=SECRET_KEY + '\n')


@case('after each start the secrets come back through the portal')
def _():
    for name in 'First', 'Second':
        made = json.loads(create(name).stdout)
        expect((made['state'], made['id']), ('created', service.made[-1]))
        request = service.creates()[-1]
        expect(request.header('Authorization'), [f'Bearer {TOKEN}'])
        expect(json.loads(request.body)['auth']['params']['s3SecretKey'], SECRET_KEY)


@case('what is kept is in the sandbox, and no secret is to be read there')
def _():
    data = read_data()
    assert b'Billing' in data and service.made[0].encode() in data
    assert TOKEN.encode() not in data and SECRET_KEY.encode() not in data
    assert not (HOME / '.local' / 'share' / 'inlet').exists()


@case('the window shows the history')
def _():
    inlet(script=WITH_WINDOW)
    assert PICTURE.exists()


@case('a dismissed prompt is a locked keyring, and nothing is sent')
def _():
    before = len(service.creates())
    said = create('Dismissed', status=5, keyring='locked',
                  script=WITH_PROMPT.format(reply='xdotool key Escape')).stderr
    assert 'The keyring is locked' in said, said
    expect(len(service.creates()), before)


@case('a locked keyring asks, and with its password the secrets come back')
def _():
    reply = 'xdotool key ctrl+a; xdotool type desktop; xdotool key Return'
    made = json.loads(create('Unlocked', keyring='locked',
                             script=WITH_PROMPT.format(reply=reply)).stdout)
    expect(made['state'], 'created')


@case('without portals it says so, and nothing is sent')
def _():
    before = len(service.creates())
    said = create('No portal', status=5, services='a11y secrets').stderr
    assert re.search('keyring', said, re.I), said
    print('#', said.replace('\n', ' / '))
    expect(len(service.creates()), before)


run()
