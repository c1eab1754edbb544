#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-create-again.py INLET: connections are made again from the terminal, as they were made
before. Run inside ../desktop with an unlocked keyring."""

import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService    # noqa: E402
from tap import case, expect, run       # noqa: E402

INLET = sys.argv[1]
ORG = '5C1328435BF324E90A49402A@AdobeOrg'
ACCESS_KEYS = {'Billing': 'AKIAIOSFODNN7EXAMPLE', 'Orders': 'AKIAI44QH8DHBEXAMPLE'}
service = FlowService()


def inlet(*words, said='', status=0):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True, timeout=60)
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    return result


def create(*words, status=0):
    return json.loads(inlet('create', '--json', *words, status=status).stdout)


def refused(*words):
    """What is said where nothing is sent, for what was asked for wrongly."""
    before = len(service.requests)
    said = inlet('create', *words, status=2).stderr
    expect(len(service.requests), before)
    return said


def what(row):
    return {key: row[key] for key in ('account', 'credentials', 'sandbox', 'name', 'description')}


for name in 'ACME', 'Other':
    inlet('account', 'add', name, '--org', ORG, '--api-key', name, '--access-token',
          '--platform-url', service.url, '--ims-url', service.url,
          said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
for name, key in ACCESS_KEYS.items():
    inlet('credentials', 'add', name, '--access-key', key,
          said='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n')

FIRST = {'account': 'Other', 'credentials': 'Orders', 'sandbox': 'stage', 'name': 'Raw events',
         'description': 'of the shop'}


@case('what failed is made again with one word')
def _():
    service.answers.append((403, {'error_code': '403027', 'message': 'User region is missing'}))
    words = [word for key, value in FIRST.items() for word in (f'--{key}', value)]
    failed = create(*words, status=3)
    expect(what(failed), FIRST)
    made = create('--like', 'Raw events')
    expect((what(made), made['state']), (FIRST, 'created'))


@case('what was made is not made twice unasked')
def _():
    said = refused('--like', service.made[0])
    assert service.made[0] in said and '“--again”' in said, said
    again = create('--like', service.made[0], '--again')
    expect(what(again), FIRST)


@case('what is said besides counts instead')
def _():
    other = {'account': 'ACME', 'credentials': 'Billing', 'sandbox': 'dev', 'name': 'Elsewhere',
             'description': ''}
    for key, value in other.items():
        made = create('--again', '--like', service.made[0], f'--{key}', value)
        expect(what(made), {**FIRST, key: value})


@case('an ID comes before a name, and of a name the newest')
def _():
    create('--like', 'Raw events', '--sandbox', 'newest')
    expect(create('--like', 'Raw events', '--again')['sandbox'], 'newest')
    # Named as another's ID is.
    create('--like', 'Raw events', '--sandbox', 'named', '--name', service.made[0])
    expect(create('--like', service.made[0], '--again')['name'], 'Raw events')


@case('it is found by its UUID, whatever its account is called now')
def _():
    inlet('account', 'remove', 'Other')
    inlet('account', 'add', 'Other', '--org', ORG, '--api-key', 'Another', '--access-token',
          '--platform-url', service.url, said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
    said = refused('--like', service.made[0])
    expect(said, 'The account “Other” was removed. Say which with --account.\n')
    create('--like', service.made[0], '--account', 'Other')
    expect(service.creates()[-1].header('x-api-key'), ['Another'])


@case('what is not kept any more is said, and nothing takes its place')
def _():
    inlet('credentials', 'remove', 'Orders')
    said = refused('--like', service.made[0], '--account', 'ACME')
    expect(said, 'The credentials “Orders” were removed. Say which with --credentials.\n')


@case('what is not there is said')
def _():
    expect(refused('--like', 'Nowhere'),
           'There is no connection “Nowhere”. “inlet list” lists them.\n')


run()
