#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-renew.py INLET: credentials that get another key in the terminal, and the connections that use
them, from outside: the real program, a real keyring, a real socket, a real database. Run inside
../desktop with an unlocked keyring."""

import contextlib
import json
import os
import pathlib
import pty
import signal
import sqlite3
import subprocess
import sys
import termios

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from conversation import answer                 # noqa: E402
from flow_service import FlowService            # noqa: E402
from leaks import Search                        # noqa: E402
from tap import case, expect, run               # noqa: E402

INLET = sys.argv[1]
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl-_planted'
SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Key'
NEW_KEY = 'aRenewed/plAnted+key/thatIsSent/AfterwardsX'
SESSION_TOKEN = 'IQoJb3JpZ2luX2Vj/planted+session/of/the/newKey=='
DATABASE = pathlib.Path(os.environ.get('XDG_DATA_HOME',
                                       pathlib.Path.home() / '.local/share')) / 'inlet/inlet.db'

search = Search({'access token': TOKEN, 'secret key': SECRET_KEY, 'new key': NEW_KEY,
                 'session token': SESSION_TOKEN})
service = FlowService()
service.keeps = True


def inlet(*words, said='', status=0):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True, timeout=60,
                            env={**os.environ, 'G_MESSAGES_DEBUG': 'all'})
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    search.expect_none(result.stdout + result.stderr, words)
    return result


def query(sql):
    database = sqlite3.connect(DATABASE)
    try:
        return database.execute(sql).fetchall()
    finally:
        database.close()


def patches():
    return [r for r in service.requests if r.method == 'PATCH']


def credentials(name):
    return next(c for c in json.loads(inlet('credentials', 'list', '--json').stdout) if c['name'] == name)


def rotate_rest():
    """What the connections that got a key with it have by now."""
    rest = json.loads(inlet('rotate', '--rest', '--credentials', 'Other', '--json').stdout)
    assert rest and {r['outcome'] for r in rest} == {'rotated'}, rest
    expect(query('SELECT count (*) FROM connection_edits'), [(0,)])
    return {r['id']: service.kept[r['id']]['auth']['params'] for r in rest}


@case('two connections are made with the credentials, and one with others')
def _():
    inlet('account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key',
          'e053e1a87cf74c68a6ec8e71d4a82662', '--access-token', '--platform-url', service.url,
          '--ims-url', service.url, said=TOKEN + '\n')
    for name, key in ('Billing', 'AKIAIOSFODNN7EXAMPLE'), ('Other', 'AKIAOTHEROTHEROTHER2'):
        inlet('credentials', 'add', name, '--access-key', key, said=SECRET_KEY + '\n')
    for name, whose in ('A', 'Other'), ('B', 'Other'), ('C', 'Billing'):
        inlet('create', '--sandbox', 'dev', '--name', name, '--credentials', whose, '--again')


@case('credentials get another key from standard input, and the connections with the rest')
def _():
    before = len(patches())
    users = query("SELECT remote_id FROM connections WHERE credentials_name = 'Other'")
    printed = inlet('credentials', 'renew', 'Other', '--json', said=json.dumps({'Credentials': {
        'AccessKeyId': 'ASIARENEWEDRENEWED22', 'SecretAccessKey': NEW_KEY,
        'SessionToken': SESSION_TOKEN, 'Expiration': '2040-11-22T18:30:00+00:00'}}))
    renewed = json.loads(printed.stdout)
    assert f'{len(users)} connections lack the new key' in printed.stderr, printed.stderr
    assert "inlet rotate --rest --credentials 'Other'" in printed.stderr, printed.stderr
    expect((renewed.pop('due'), renewed), (len(users), credentials('Other')))
    expect((renewed['access-key-id'], renewed['session-token-end']),
           ('ASIARENEWEDRENEWED22', '2040-11-22T18:30:00Z'))
    expect(len(patches()), before)
    expect(rotate_rest(), {user: {
        's3AccessKey': 'ASIARENEWEDRENEWED22', 's3SecretKey': NEW_KEY,
        's3SessionToken': SESSION_TOKEN} for user, in users})


@case('a key that could not be kept is told by the status, and not as renewed')
def _():
    before = credentials('Other')
    with contextlib.closing(sqlite3.connect(DATABASE)) as database:
        for event in 'INSERT', 'UPDATE':
            database.execute(f"CREATE TRIGGER no_{event} BEFORE {event} ON profiles "
                             "BEGIN SELECT RAISE (ABORT, 'no'); END")
        refused = inlet('credentials', 'renew', 'Other', '--json', status=1, said=(
            f"export AWS_ACCESS_KEY_ID=AKIAOTHEROTHEROTHER3\nexport AWS_SECRET_ACCESS_KEY='{SECRET_KEY}'\n"))
        for event in 'INSERT', 'UPDATE':
            database.execute(f'DROP TRIGGER no_{event}')
    expect(refused.stdout, '')
    assert 'The history couldn’t be read or written' in refused.stderr, refused.stderr
    assert 'Renewed' not in refused.stderr, refused.stderr
    expect(credentials('Other'), before)


@case('a lasting key takes the place of a temporary one, without its token')
def _():
    renewed = inlet('credentials', 'renew', 'Other', said=(
        'export AWS_ACCESS_KEY_ID=AKIAOTHEROTHEROTHER3\n'
        f"export AWS_SECRET_ACCESS_KEY='{SECRET_KEY}'\n"))
    expect(renewed.stdout, '')
    assert 'Renewed: “Other”' in renewed.stderr, renewed.stderr
    expect(credentials('Other')['has-session-token'], False)
    for params in rotate_rest().values():
        expect(params, {'s3AccessKey': 'AKIAOTHEROTHEROTHER3', 's3SecretKey': SECRET_KEY})


@case('the key that is there is nothing that a connection lacks')
def _():
    printed = inlet('credentials', 'renew', 'Other', '--json', said=json.dumps({'AccessKey': {
        'AccessKeyId': 'AKIAOTHEROTHEROTHER3', 'SecretAccessKey': SECRET_KEY}}))
    expect(json.loads(printed.stdout)['due'], 0)
    assert 'rotate' not in printed.stderr, printed.stderr
    expect(query('SELECT count (*) FROM connection_edits'), [(0,)])


@case('a key that is imported over one that is known is sent with the rest')
def _():
    result = json.loads(inlet('import', '-', '--all', '--json', said=(
        '[Other]\naws_access_key_id = AKIAOTHEROTHEROTHER3\n'
        f'aws_secret_access_key = {NEW_KEY}\n')).stdout)
    expect([(item['name'], item['state'], item['imported']) for item in result['found']],
           [('Other', 'changed', True)])
    for params in rotate_rest().values():
        expect(params, {'s3AccessKey': 'AKIAOTHEROTHEROTHER3', 's3SecretKey': NEW_KEY})


def type_into(words, reply):
    """Types the answer on a terminal once it is asked for; gives the status and all that was shown."""
    status, shown = answer([INLET, *words], b'Ctrl+D', reply)
    search.expect_none(shown, words)
    return status, shown.decode()


@case('what is pasted on a terminal is not shown')
def _():
    status, shown = type_into(('credentials', 'renew', 'Other'), (
        f'export AWS_ACCESS_KEY_ID=AKIAOTHEROTHEROTHER4\nexport AWS_SECRET_ACCESS_KEY={SECRET_KEY}\n\x04'
    ).encode())
    expect(status, 0)
    assert 'AKIA' not in shown and 'Renewed: “Other”' in shown, shown
    expect(credentials('Other')['access-key-id'], 'AKIAOTHEROTHEROTHER4')
    status, shown = type_into(('credentials', 'renew', 'Other'), b'\x03')
    assert status not in (0, -2), (status, shown)
    rotate_rest()


@case('a line that the terminal may have cut is refused, one that is whole is taken')
def _():
    kept = credentials('Other')
    line = f'export AWS_ACCESS_KEY_ID=AKIAOTHEROTHEROTHER5\nexport AWS_SECRET_ACCESS_KEY={NEW_KEY}\n#'
    for length in 4094, 5000:
        status, shown = type_into(('credentials', 'renew', 'Other'), (line + 'x' * length + '\n\x04').encode())
        expect(status, 2)
        assert 'The terminal cuts a line that is so long' in shown, shown
    expect(credentials('Other'), kept)
    expect(type_into(('credentials', 'renew', 'Other'), (line + 'x' * 4093 + '\n\x04').encode())[0], 0)
    expect(credentials('Other')['access-key-id'], 'AKIAOTHEROTHEROTHER5')
    rotate_rest()

    add = ('account', 'add', 'Typed', '--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key', 'typed',
           '--access-token', '--platform-url', service.url, '--ims-url', service.url)
    for length in 4095, 5004:
        status, shown = answer([INLET, *add], b'Access Token: ', b'a.b.' + b'c' * (length - 4) + b'\n')
        expect(status, 2)
        assert b'The terminal cuts' in shown and b'ccc' not in shown, shown
    expect(answer([INLET, *add], b'Access Token: ', b'a.b.' + b'c' * 4090 + b'\n')[0], 0)
    inlet('account', 'remove', 'Typed')
    inlet(*add, said='a.b.' + 'c' * 5000 + '\n')       # from a pipe, it is whole
    inlet('account', 'remove', 'Typed')


@case('a secret with a zero byte is refused, and not kept up to there')
def _():
    for said in f'{SECRET_KEY}\0{NEW_KEY}\n'.encode(), SECRET_KEY.encode('utf-16-le') + b'\n\0', b'\0':
        result = subprocess.run([INLET, 'credentials', 'add', 'Zero', '--access-key', 'AKIAOTHEROTHEROTHER6'],
                                input=said, capture_output=True, timeout=60)
        expect(result.returncode, 2)
        assert b'has a zero byte' in result.stderr, result.stderr
        search.expect_none(result.stdout + result.stderr, 'zero')
    assert 'Zero' not in inlet('credentials', 'list').stdout


@case('a program that is ended while it asks leaves the terminal as it was')
def _():
    for words in (('credentials', 'add', 'Ended', '--access-key', 'AKIAOTHEROTHEROTHER7'),
                  ('credentials', 'renew', 'Other')):
        leader, follower = pty.openpty()
        usual = termios.tcgetattr(follower)
        with subprocess.Popen([INLET, *words], stdin=follower, stderr=subprocess.PIPE) as process:
            assert process.stderr.read(1), words    # it asks
            assert termios.tcgetattr(follower) != usual, words
            process.terminate()
        expect((process.returncode, termios.tcgetattr(follower)), (-signal.SIGTERM, usual))
        os.close(leader)
        os.close(follower)


@case('what is no key changes nothing')
def _():
    kept = credentials('Other')
    for said in '', 'Hello', 'export AWS_ACCESS_KEY_ID=AKIAOTHEROTHEROTHER5\n', (
            f'export AWS_ACCESS_KEY_ID=ASIARENEWEDRENEWED23\nexport AWS_SECRET_ACCESS_KEY={NEW_KEY}\n'):
        expect(inlet('credentials', 'renew', 'Other', '--json', said=said, status=2).stdout, '')
    inlet('credentials', 'renew', 'Absent', status=2)
    inlet('credentials', 'renew', status=2)
    inlet('account', 'renew', 'ACME', status=2)
    expect(credentials('Other'), kept)
    expect(query('SELECT count (*) FROM connection_edits'), [(0,)])


@case('no file of the home has a secret in any disguise')
def _():
    assert 'inlet.db' in search.expect_none_in_files(os.environ['HOME'])


run()
