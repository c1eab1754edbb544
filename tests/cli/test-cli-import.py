#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-cli-import.py INLET SAMPLES: imports files into a real keyring, from the terminal. Run inside
../desktop with an unlocked keyring; the cases follow each other. SAMPLES is the folder of what the
documentation shows."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from conversation import answer                 # noqa: E402
from flow_service import FlowService            # noqa: E402
from leaks import Search                        # noqa: E402
from tap import case, expect, run               # noqa: E402

INLET, SAMPLES = sys.argv[1:]
ORG = '5C1328435BF324E90A49402A@AdobeOrg'
API_KEY = 'e053e1a87cf74c68a6ec8e71d4a82662'
SECRETS = {
    'secret key': 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYplanted+Ke',
    'other key': 'q9Zt+K7MDENG/bPxRfiCYplantedOther/K3yAbc',
    'session token': 'IQoJb3JpZ2luX2Vj/planted+session==',
    'client secret': 'p8e-planted-client-secret-0123456789',
    'second secret': 'p8e-planted-second-secret-9876543210',
    'access token': 'eyJhbGciOiJSUzI1NiJ9.eyJwbGFudGVkIjoidG9rZW4ifQ.c2lnbmF0dXJl-_planted',
}
search = Search(SECRETS)
service = FlowService()
folder = pathlib.Path(tempfile.mkdtemp(dir=os.environ['HOME']))


def inlet(*words, said='', status=0):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True, timeout=60,
                            env={**os.environ, 'G_MESSAGES_DEBUG': 'all'})
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    search.expect_none(result.stdout + result.stderr, words)
    return result


def found(*words, said='', status=0):
    """What `inlet import --json` prints of each, by its name."""
    printed = json.loads(inlet('import', *words, '--json', said=said, status=status).stdout)
    return {item['name']: item for item in printed['found']}


def ask(reply, *words):
    """Answers the question of a program that has a terminal; gives its status and what it said."""
    status, said = answer([INLET, *words], b'or nothing: ', reply)
    search.expect_none(said, words)
    return status, said.decode()


def names(kind):
    return {profile['name'] for profile in json.loads(inlet(kind, 'list', '--json').stdout)}


def write(name, text):
    path = folder / name
    path.write_text(text)
    return str(path)


AWS = f'''[default]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = {SECRETS['secret key']}
[temp]
aws_access_key_id = ASIAIOSFODNN7EXAMPLE
aws_secret_access_key = {SECRETS['other key']}
aws_session_token = {SECRETS['session token']}
[sso]
sso_session = mine
'''


@case('without a choice it shows what is there, and imports nothing')
def _():
    result = inlet('import', write('credentials', AWS), status=2)
    lines = [line.split('\t') for line in result.stdout.splitlines()]
    expect([line[:3] for line in lines], [['new', 'credentials', 'default'], ['new', 'credentials', 'temp'],
                                          ['unusable', 'credentials', 'sso']])
    assert 'AKIAIOSFODNN7EXAMPLE' in lines[0][3] and '•••' in lines[0][3], lines
    assert 'aws configure export-credentials --profile sso' in lines[2][3], lines
    assert '“--all”' in result.stderr, result.stderr
    expect(names('credentials'), set())


@case('what is named is imported, and nothing else')
def _():
    path = str(folder / 'credentials')
    assert 'no “nobody” in it' in inlet('import', path, '--select', 'temp', '--select', 'nobody',
                                        status=2).stderr
    assert 'cannot be imported' in inlet('import', path, '--select', 'sso', status=2).stderr
    expect(names('credentials'), set())
    result = inlet('import', path, '--select', 'temp')
    assert 'Imported: “temp”' in result.stderr, result.stderr
    assert '“--move-to-bin”' in result.stderr, result.stderr
    expect(names('credentials'), {'temp'})
    assert os.path.exists(path)


@case('all that is new is imported; what is there already is not')
def _():
    items = found(str(folder / 'credentials'), '--all')
    expect({name: (item['state'], item['imported']) for name, item in items.items()},
           {'default': ('new', True), 'temp': ('same', False), 'sso': ('unusable', False)})
    expect(names('credentials'), {'default', 'temp'})
    items = found(str(folder / 'credentials'), '--all')
    expect(items['default']['state'], 'same')


@case('a changed secret takes the place of the old one')
def _():
    text = AWS.replace(SECRETS['secret key'], SECRETS['other key'])
    item = found('-', '--select', 'default', said=text)['default']
    expect((item['state'], item['imported']), ('changed', True))
    expect(found('-', '--all', said=text)['default']['state'], 'same')


@case('what was imported is what is sent')
def _():
    account = json.dumps({'ORG_ID': ORG, 'CLIENT_ID': API_KEY, 'CLIENT_SECRETS': [
        SECRETS['client secret'], SECRETS['second secret']], 'SCOPES': ['openid', 'AdobeID'],
        'platform_url': service.url, 'ims': service.url})
    items = found(write('acme.json', account), '--all')
    expect({name: item['imported'] for name, item in items.items()}, {'acme': True, 'acme (2)': False})
    service.token = SECRETS['access token']
    inlet('create', '--account', 'acme', '--credentials', 'temp', '--sandbox', 'dev', '--name', 'First')
    params = json.loads(service.creates()[-1].body)['auth']['params']
    expect(params, {'s3AccessKey': 'ASIAIOSFODNN7EXAMPLE', 's3SecretKey': SECRETS['other key'],
                    's3SessionToken': SECRETS['session token']})
    expect(service.creates()[-1].header('x-gw-ims-org-id'), [ORG])


@case('addresses that are not Adobe’s are refused unless they are trusted')
def _():
    path = write('evil.json', json.dumps({'ORG_ID': ORG, 'CLIENT_ID': API_KEY.replace('e', 'd'), 'IMS': 'evil.example',
                                          'CLIENT_SECRET': SECRETS['client secret']}))
    result = inlet('import', path, '--all', status=2)
    assert 'https://evil.example' in result.stderr and '“--trust-addresses”' in result.stderr, result.stderr
    expect(found(path, '--all', status=2)['evil']['error']['code'], 'unconfirmed')
    assert 'evil' not in names('account')
    expect(found(path, '--all', '--trust-addresses')['evil']['imported'], True)
    assert 'evil' in names('account')


@case('the file goes to the bin when that is said, and all was imported')
def _():
    text = AWS.replace('default', 'binned').replace('AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPLE')
    path = write('keys', text)
    refused = write('foreign.json', json.dumps({'ORG_ID': ORG, 'CLIENT_ID': 'f' * 32, 'IMS': 'evil.example',
                                                'CLIENT_SECRET': SECRETS['client secret']}))
    inlet('import', refused, '--all', '--move-to-bin', status=2)
    assert os.path.exists(refused)
    printed = json.loads(inlet('import', path, '--select', 'binned', '--move-to-bin', '--json').stdout)
    expect(printed['moved_to_bin'], True)
    assert not os.path.exists(path)
    bin_folder = pathlib.Path(os.environ.get('XDG_DATA_HOME', os.environ['HOME'] + '/.local/share')) / 'Trash'
    expect((bin_folder / 'files' / 'keys').read_text(), text)


@case('a file with secrets that were not imported does not go to the bin')
def _():
    unusable = write('unusable.csv', f'Access key ID,Secret access key\nASIAIOSFODNN7EXAMPL4,{SECRETS["secret key"]}\n')
    result = inlet('import', unusable, '--all', '--move-to-bin', status=2)
    assert 'not moved to the bin' in result.stderr, result.stderr
    assert os.path.exists(unusable)

    path = write('two', AWS.replace('default', 'one').replace('temp', 'two').replace('EXAMPLE', 'EXAMPL5'))
    result = inlet('import', path, '--select', 'one', '--move-to-bin', status=2)
    assert 'Imported: “one”' in result.stderr and '“two” in it' in result.stderr, result.stderr
    assert os.path.exists(path)
    status, said = ask(b'\n', 'import', path, '--move-to-bin')
    expect(status, 2)
    assert 'Nothing was imported' in said and 'not moved' in said and os.path.exists(path), said
    printed = json.loads(inlet('import', path, '--all', '--move-to-bin', '--json').stdout)
    expect(printed['moved_to_bin'], True)
    assert not os.path.exists(path)

    # All of it is there already.
    path = write('two', AWS.replace('default', 'one').replace('temp', 'two').replace('EXAMPLE', 'EXAMPL5'))
    result = inlet('import', path, '--all', '--move-to-bin')
    assert f'Moved to the bin: “{path}”' in result.stderr and not os.path.exists(path), result.stderr


@case('lines of a shell come in by standard input')
def _():
    result = inlet('import', '-', '--all', said='\n'.join((
        'export AWS_ACCESS_KEY_ID=AKIAI44QH8DHBEXAMPL2',
        f"export AWS_SECRET_ACCESS_KEY='{SECRETS['secret key']}'")))
    # What is not a file has nothing to be moved.
    assert '--move-to-bin' not in result.stderr, result.stderr
    assert 'AKIAI44QH8DHBEXAMPL2' in names('credentials')


@case('what is nothing of this kind says so')
def _():
    for words, said in ((('-',), 'Hello'), (('-',), ''), ((str(folder / 'missing'),), ''), ((str(folder),), ''),
                        ((write('large', 'a' * (1 << 20) + 'b'),), '')):
        result = inlet('import', *words, '--all', said=said, status=2)
        expect(result.stdout, '')
        assert result.stderr, words
    assert 'import FILE|-' in inlet('import', status=2).stderr
    inlet('import', 'a', 'b', status=2)


@case('every sample of the documentation can be looked at, from a file and from a pipe')
def _():
    for sample in sorted(pathlib.Path(SAMPLES).iterdir()):
        data = sample.read_bytes()
        for word, piped in ((str(sample), b''), ('-', data)):
            result = subprocess.run([INLET, '--demo', 'import', word, '--all', '--json'], input=piped,
                                    capture_output=True, timeout=60)
            if result.returncode not in (0, 2) or (result.returncode == 0 and not json.loads(result.stdout)):
                raise AssertionError(f'{sample}: {result}')


@case('on a terminal it asks which')
def _():
    path = write('asked', AWS.replace('default', 'asked').replace('AKIAIOSFODNN7EXAMPLE', 'AKIAI44QH8DHBEXAMPL3'))
    status, said = ask(b'\n', 'import', path)
    expect(status, 0)
    assert 'Nothing was imported' in said, said
    expect([line.split('\t')[:2] for line in said.splitlines() if '\t' in line],
           [['1', 'new'], ['2', 'same'], ['3', 'unusable']])
    expect(ask(b'7\n', 'import', path)[0], 2)
    expect(ask(b'\x03', 'import', path)[0] in (1, 4), True)
    assert 'asked' not in names('credentials')
    status, said = ask(b'1\n', 'import', path)
    expect(status, 0)
    assert 'Imported: “asked”' in said, said
    assert 'asked' in names('credentials')


@case('what is pasted on a terminal is asked for, and not shown')
def _():
    text = ('export AWS_ACCESS_KEY_ID=AKIAI44QH8DHBEXAMPL6\n'
            f"export AWS_SECRET_ACCESS_KEY='{SECRETS['secret key']}'\n\x04")
    status, said = answer([INLET, 'import', '-', '--all'], b'Ctrl+D:', text.encode())
    search.expect_none(said, 'pasted')
    expect(status, 0)
    assert b'export' not in said and 'AKIAI44QH8DHBEXAMPL6' in names('credentials'), said


@case('no secret is in a file of Inlet’s')
def _():
    for path in folder.iterdir():
        path.unlink()
    subprocess.run(['rm', '-r', os.environ.get('XDG_DATA_HOME', os.environ['HOME'] + '/.local/share') + '/Trash'],
                   check=True)
    files = search.expect_none_in_files(os.environ['HOME'])
    assert 'inlet.db' in files, files
    search.say()


run()
