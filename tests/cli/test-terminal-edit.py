#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-terminal-edit.py INLET: changing connections from the terminal, from outside: the real program, a
real keyring, a real socket, a real database. Run inside ../desktop with an unlocked keyring."""

import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService            # noqa: E402
from leaks import Search                        # noqa: E402
from tap import case, expect, run               # noqa: E402

INLET = sys.argv[1]
ORG = '5C1328435BF324E90A49402A@AdobeOrg'
API_KEY = 'e053e1a87cf74c68a6ec8e71d4a82662'
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl-_planted'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Key'
OTHER_KEY = 'pLanTed/ReMote+KEY/oF/aN0ther/0ne"quoted'
DATABASE = pathlib.Path(os.environ.get('XDG_DATA_HOME',
                                       pathlib.Path.home() / '.local/share')) / 'inlet/inlet.db'

search = Search({'access token': TOKEN, 'secret key': SECRET_KEY, 'other key': OTHER_KEY})
service = FlowService()
service.keeps = True


def inlet(*words, said='', status=0):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True, timeout=60,
                            env={**os.environ, 'G_MESSAGES_DEBUG': 'all'})
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    search.expect_none(result.stdout + result.stderr, words)
    return result


def create(name, **options):
    words = [w for key, value in options.items() for w in ('--' + key, value)]
    return json.loads(inlet('create', '--json', '--again', '--account', 'ACME', '--sandbox', 'dev',
                            '--name', name, *(words or ['--credentials', 'Billing'])).stdout)


def listed(identifier):
    return next(c for c in json.loads(inlet('list', '--json').stdout) if c['id'] == identifier)


def patches():
    return [r for r in service.requests if r.method == 'PATCH']


def query(sql):
    database = sqlite3.connect(DATABASE)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


@case('an account and two credentials are added')
def _():
    inlet('account', 'add', 'ACME', '--org', ORG, '--api-key', API_KEY, '--access-token',
          '--platform-url', service.url, '--ims-url', service.url, said=TOKEN + '\n')
    inlet('credentials', 'add', 'Billing', '--access-key', 'AKIAIOSFODNN7EXAMPLE',
          said=SECRET_KEY + '\n')
    inlet('credentials', 'add', 'Other', '--access-key', 'AKIAOTHEROTHEROTHER2',
          said=OTHER_KEY + '\n')


@case('a connection is renamed and described, at Adobe and in the history')
def _():
    made = create('First')
    changed = json.loads(inlet('edit', 'First', '--name', ' Second ', '--description', 'Described',
                               '--json').stdout)
    item = service.kept[made['id']]
    expect((item['name'], item['description']), ('Second', 'Described'))
    expect((changed['id'], changed['name'], changed['etag']), (made['id'], 'Second', item['etag']))
    expect(listed(made['id']), changed)
    expect(patches()[-1].header('If-Match'), [made['etag']])
    expect(inlet('edit', made['id'], '--description', '').stdout, f'{made["id"]}\tSecond\n')
    assert 'description' not in item, item


@case('what somebody else has changed is said, and changed only on purpose')
def _():
    made = create('Contested')
    service.change(service.kept[made['id']], name='Theirs')
    before = len(patches())
    result = inlet('edit', made['id'], '--name', 'Mine', '--json', status=3)
    expect(result.stdout, '')
    assert '“Theirs”' in result.stderr and '--again' in result.stderr, result.stderr
    expect(len(patches()), before)
    expect(listed(made['id'])['name'], 'Contested')
    inlet('edit', made['id'], '--name', 'Mine', '--again')
    expect(service.kept[made['id']]['name'], 'Mine')


@case('an answer that is lost is looked up')
def _():
    made = create('Lost')
    service.patch_is_lost = True
    before = len(patches())
    changed = json.loads(inlet('edit', made['id'], '--name', 'Found', '--json').stdout)
    expect(len(patches()), before + 1)
    expect(changed['name'], 'Found')
    expect(changed['etag'], service.kept[made['id']]['etag'])


@case('what a look does not tell is uncertain, and is told by the next')
def _():
    made = create('Doubtful')
    service.patches = [(504, {})]
    inlet('edit', made['id'], '--name', 'Surely', status=6)
    expect(listed(made['id'])['name'], 'Doubtful')
    expect(query('SELECT count (*) FROM connection_edits'), [(1,)])
    service.change(service.kept[made['id']], name='Surely')
    inlet('edit', 'Doubtful', '--description', 'D')
    expect((listed(made['id'])['name'], listed(made['id'])['description']), ('Surely', 'D'))
    expect(query('SELECT count (*) FROM connection_edits'), [(0,)])


@case('a change whose answer was lost is looked at with the others that were')
def _():
    made = create('Sent')
    service.patches = [(504, {})]
    inlet('edit', made['id'], '--name', 'Perhaps', status=6)
    before = len(patches())
    assert 'Look again later' in inlet('sync', '--json', status=6).stderr
    service.change(service.kept[made['id']], name='Perhaps')
    expect(inlet('sync', '--json').stdout, '[]\n')
    expect(listed(made['id'])['name'], 'Perhaps')

    service.patches = [(504, {})]
    inlet('edit', made['id'], '--name', 'Never', status=6)
    with sqlite3.connect(DATABASE) as database:
        database.execute('UPDATE connection_edits SET sent_at = sent_at - 300')
    inlet('sync')
    expect(listed(made['id'])['name'], 'Perhaps')
    expect(query('SELECT count (*) FROM connection_edits'), [(0,)])
    expect(len(patches()), before + 1)


@case('a refusal changes nothing')
def _():
    made = create('Refused')
    service.patches = [(403, {'error_code': '403025', 'message': f'Not with {TOKEN}'})]
    inlet('edit', made['id'], '--name', 'No', status=3)
    expect(listed(made['id'])['name'], 'Refused')


@case('connections that are named get other credentials')
def _():
    made = [create(name) for name in ('A', 'B')]
    result = json.loads(inlet('rotate', 'A', made[1]['id'], '--credentials', 'Other',
                              '--json').stdout)
    expect({(r['id'], r['outcome'], r['error']) for r in result},
           {(m['id'], 'rotated', None) for m in made})
    for m in made:
        expect(service.kept[m['id']]['auth']['params'],
               {'s3AccessKey': 'AKIAOTHEROTHEROTHER2', 's3SecretKey': OTHER_KEY})
        expect(listed(m['id'])['credentials'], 'Other')


@case('what uses the credentials gets them everywhere, and the rest is done later')
def _():
    made = [create(f'Everywhere {i}', credentials='Other')['id'] for i in range(3)]
    service.patches = [(403, {'error_code': '403025', 'message': 'Profile is not valid'})]
    result = inlet('rotate', '--everywhere', '--credentials', 'Other', '--json', status=3)
    outcomes = [r['outcome'] for r in json.loads(result.stdout)]
    expect(sorted(outcomes), ['failed'] + ['rotated'] * 4)
    expect(query('SELECT count (*) FROM connection_edits WHERE is_due = 1'), [(1,)])
    rest = json.loads(inlet('rotate', '--rest', '--credentials', 'Other', '--json').stdout)
    expect([r['outcome'] for r in rest], ['rotated'])
    expect(query('SELECT count (*) FROM connection_edits'), [(0,)])
    done = inlet('rotate', '--rest', '--credentials', 'Other', '--json')
    expect(json.loads(done.stdout), [])
    assert 'No connection lacks the new key of “Other”\n' in done.stderr, done.stderr
    assert set(made) <= {r['id'] for r in json.loads(result.stdout)}


@case('a rotation that is killed goes on with what is left')
def _():
    service.hold = threading.Event()
    before = len(patches())
    process = subprocess.Popen([INLET, 'rotate', '--everywhere', '--credentials', 'Other'],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 30
    while len(patches()) < before + 5 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.communicate()
    service.hold.set()
    service.hold = None
    expect(query('SELECT count (*) FROM connection_edits WHERE sent_at IS NOT NULL'), [(5,)])
    rest = json.loads(inlet('rotate', '--rest', '--credentials', 'Other', '--json').stdout)
    expect([r['outcome'] for r in rest], ['rotated'] * 5)
    expect(query('SELECT count (*) FROM connection_edits'), [(0,)])
    for row in query("SELECT remote_id, etag FROM connections WHERE credentials_name = 'Other'"):
        expect(service.kept[row[0]]['etag'], row[1])


@case('wrong words are told and nothing is sent')
def _():
    before = len(service.requests)
    inlet('edit', 'A', status=2)
    inlet('edit', '--name', 'B', status=2)
    inlet('edit', 'A', 'B', '--name', 'C', status=2)
    inlet('edit', 'A', '--name', '', status=2)
    inlet('edit', 'Absent', '--name', 'C', status=2)
    inlet('rotate', '--credentials', 'Other', status=2)
    inlet('rotate', 'A', '--everywhere', '--credentials', 'Other', status=2)
    inlet('rotate', 'Absent', '--credentials', 'Other', status=2)
    inlet('rotate', 'A', '--credentials', 'Absent', status=2)
    expect(len(service.requests), before)


@case('no file of the home has a secret in any disguise')
def _():
    assert 'inlet.db' in search.expect_none_in_files(os.environ['HOME'])


run()
