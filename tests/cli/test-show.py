#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-show.py INLET: a connection is shown, and its request copied as scripts, which are run: they
send what Inlet has sent. Run inside ../desktop with an unlocked keyring."""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService, Held      # noqa: E402
from leaks import Search                        # noqa: E402
from tap import case, expect, run               # noqa: E402

INLET = sys.argv[1]
ORG = '5C1328435BF324E90A49402A@AdobeOrg'
AWKWARD = '''it's \u202e \U000e0041 "a" \\ b\\n $HOME `id` $(id) %s !! & < > # é 😀 {} ~ * ? ; | END'''
SECRETS = {'CLIENT_SECRET': '''p8e-'"\\$HOME`id`$(id)%s!!&+=/#''',
           'AWS_SECRET_ACCESS_KEY': '''wJalr'"\\u0041\\n$HOME`id`%n&+/==!!''',
           'AWS_SESSION_TOKEN': '''FwoGZXIvYXdzEBY'"\\$(id)%41//////\\\\'''}
IDS = {'API_KEY': 'e053e1a87cf74c68a6ec8e71d4a82662', 'AWS_ACCESS_KEY_ID': 'ASIAIOSFODNN7EXAMPLE'}
LASTING = 'AKIAIOSFODNN7EXAMPLE'
TOKEN = 'eyJhbGciOiJSUzI1NiJ9.e30.c2ln'
LANGUAGES = {'--curl': ['sh'], '--python': ['python3', '-']}
service = FlowService()


def inlet(*words, said='', status=0):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True, timeout=60)
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    return result


def show(*words, **keywords):
    return inlet('show', *words, **keywords).stdout


def execute(script, command, status=0, **variables):
    """What the script prints, alone with the variables that it names."""
    environment = {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', **variables}
    result = subprocess.run(command, input=script, capture_output=True, text=True, timeout=60,
                            env=environment)
    if result.returncode != status:
        raise AssertionError(f'status {result.returncode}: {result.stdout}{result.stderr}')
    return result


def what(request):
    """What counts of it: the rest says which program it was."""
    body = request.body.decode()
    is_form = request.path == '/ims/token/v3'
    names = ('Authorization', 'x-api-key', 'x-gw-ims-org-id', 'x-sandbox-name', 'Content-Type')
    return (request.method, request.path, [request.header(name) for name in names],
            urllib.parse.parse_qsl(body, strict_parsing=True) if is_form else json.loads(body))


def requests_of(action):
    del service.requests[:]
    result = action()
    return [what(request) for request in service.requests], result


where = ('--org', ORG, '--api-key', IDS['API_KEY'], '--platform-url', service.url, '--ims-url',
         service.url + '/')
inlet('account', 'add', 'Server', *where, '--client-secret', '--scopes', "openid,it's",
      said=SECRETS['CLIENT_SECRET'] + '\n')
inlet('account', 'add', 'Pasted', *where, '--access-token', said=TOKEN + '\n')
inlet('credentials', 'add', 'Temporary', '--access-key', IDS['AWS_ACCESS_KEY_ID'], '--session-token',
      '--service-url', 'https://s3.example.com', '--bucket', 'bucket', '--folder', "it's/a $HOME \\",
      said=f'{SECRETS["AWS_SECRET_ACCESS_KEY"]}\n{SECRETS["AWS_SESSION_TOKEN"]}\n')
inlet('credentials', 'add', 'Lasting', '--access-key', LASTING,
      said=SECRETS['AWS_SECRET_ACCESS_KEY'] + '\n')
service.token = TOKEN
sent = {}       # by account and credentials: what Inlet sent, and the ID


def create(account, credentials):
    if (account, credentials) not in sent:
        sent[account, credentials] = requests_of(lambda: inlet(
            'create', '--again', '--account', account, '--credentials', credentials, '--sandbox', 'dev',
            '--name', AWKWARD, '--description', AWKWARD[::-1]).stdout.strip())
    return sent[account, credentials]


def variables(account, credentials):
    names = ['API_KEY', 'CLIENT_SECRET' if account == 'Server' else 'ACCESS_TOKEN',
             'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']
    if credentials == 'Temporary':
        names.append('AWS_SESSION_TOKEN')
    values = {**SECRETS, **IDS, 'ACCESS_TOKEN': TOKEN}
    if credentials == 'Lasting':
        values['AWS_ACCESS_KEY_ID'] = LASTING
    return {name: values[name] for name in names}


for pair in ('Server', 'Temporary'), ('Pasted', 'Lasting'):
    for option in LANGUAGES:
        @case(f'{" and ".join(pair)} as {option}: the script sends what Inlet sends')
        def _(pair=pair, option=option):
            by_inlet, identifier = create(*pair)
            script = show(identifier, option)
            by_script, result = requests_of(
                lambda: execute(script, LANGUAGES[option], **variables(*pair)))
            # Inlet keeps the token that it got, so it signs in once.
            expect(by_script[-1], by_inlet[-1])
            expect(len(by_script), 2 if pair[0] == 'Server' else 1)
            expect(json.loads(result.stdout)['id'], service.made[-1])


@case('signing in is the same, too')
def _():
    signed_in = [r for r in create('Server', 'Temporary')[0] if r[1] == '/ims/token/v3']
    expect(len(signed_in), 1)
    for option, command in LANGUAGES.items():
        script = show(create('Server', 'Temporary')[1], option)
        by_script, _ = requests_of(lambda: execute(script, command, **variables('Server', 'Temporary')))
        expect(by_script[0], signed_in[0])


@case('they have no secret, and name what they need in their first lines')
def _():
    search = Search({**SECRETS, 'ACCESS_TOKEN': TOKEN})
    for pair in sent:
        for option in LANGUAGES:
            script = show(create(*pair)[1], option)
            search.expect_none(script, option)
            for value in (*IDS.values(), LASTING):
                assert value not in script, script
            head = ''.join(script.splitlines(True)[:4])
            for name in variables(*pair):
                assert name in head, head


@case('secrets that Inlet would not take arrive as well')
def _():
    for value in 'é 😀 \u2028 ' + AWKWARD, 'a\nb', '\na', 'a\n', 'a\n\n', '\t\r\v\x01\x1f\x7f':
        for option, command in LANGUAGES.items():
            script = show(create('Server', 'Temporary')[1], option)
            values = {**variables('Server', 'Temporary'), 'AWS_SECRET_ACCESS_KEY': value,
                      'CLIENT_SECRET': value}
            (signed_in, created), _ = requests_of(lambda: execute(script, command, **values))
            expect(dict(signed_in[3])['client_secret'], value)
            expect(created[3]['auth']['params']['s3SecretKey'], value)


@case('what is missing is said, and nothing is sent')
def _():
    for option, command in LANGUAGES.items():
        script = show(create('Server', 'Temporary')[1], option)
        for name in variables('Server', 'Temporary'):
            for missing in ({}, {name: ''}):
                values = variables('Server', 'Temporary')
                del values[name]
                del service.requests[:]
                result = subprocess.run(command, input=script, capture_output=True, text=True,
                                        timeout=60, env={'PATH': '/usr/bin:/bin', **values, **missing})
                assert result.returncode != 0 and name in result.stderr, result
                expect(service.requests, [])


@case('a refusal is said, with what Adobe says')
def _():
    for option, command in LANGUAGES.items():
        script = show(create('Server', 'Temporary')[1], option)
        for answers in service.sign_ins, service.answers:
            answers.append((403, {'error_code': '403027', 'message': 'User region is missing'}))
            result = subprocess.run(command, input=script, capture_output=True, text=True, timeout=60,
                                    env={'PATH': '/usr/bin:/bin', **variables('Server', 'Temporary')})
            assert result.returncode != 0, result
            assert 'User region is missing' in result.stdout + result.stderr, result
            assert '403' in result.stderr, result


@case('a token that cannot be one is not sent on')
def _():
    script = show(create('Pasted', 'Lasting')[1], '--curl')
    values = {**variables('Pasted', 'Lasting'), 'ACCESS_TOKEN': 'a\ndata = "b"'}
    by_script, result = requests_of(lambda: execute(script, ['sh'], status=1, **values))
    expect((by_script, result.stderr), ([], 'No access token\n'))


@case('while they run, no secret is in the words of a program')
def _():
    search = Search({**SECRETS, 'ACCESS_TOKEN': TOKEN})
    for option, command in LANGUAGES.items():
        script = show(create('Server', 'Temporary')[1], option)
        for answers, reply in ((service.sign_ins, (200, {'access_token': TOKEN})),
                               (service.answers, (201, {'id': 'made'}))):
            held = Held(reply)
            if answers is service.sign_ins:
                service.sign_ins = held
            else:
                service.answers = held
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
                                       env={'PATH': '/usr/bin:/bin', **variables('Server', 'Temporary')},
                                       start_new_session=True)
            process.stdin.write(script)
            process.stdin.close()
            assert held.came.wait(30)
            lines = [pathlib.Path('/proc', pid, 'cmdline') for pid in os.listdir('/proc') if pid.isdigit()]
            searched = 0
            for line in lines:
                try:
                    if os.getsid(int(line.parent.name)) == process.pid:
                        search.expect_none(line.read_bytes(), 'the words of a program')
                        searched += 1
                except (FileNotFoundError, ProcessLookupError):
                    continue
            assert searched >= (2 if option == '--curl' else 1), searched
            held.go.set()
            expect(process.wait(30), 0)
            service.sign_ins, service.answers = [], []


def paste(shell, text, **values):
    """Types `text` to an interactive shell, as a terminal does with what is pasted, and waits until
    the service was asked."""
    import pty
    master, slave = pty.openpty()
    process = subprocess.Popen(shell, stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
                               env={'PATH': '/usr/bin:/bin', 'HISTFILE': '/dev/null', 'LC_ALL': 'C.UTF-8',
                                    'TERM': 'dumb', 'HOME': os.environ['HOME'], **values})
    os.close(slave)
    os.set_blocking(master, False)
    data = text.encode()
    deadline = time.monotonic() + 60
    printed = b''
    while time.monotonic() < deadline and not service.creates():
        try:
            printed += os.read(master, 65536)
        except BlockingIOError:
            time.sleep(0.01)
        try:
            # Line by line, as shells take them.
            line, _, rest = data.partition(b'\n')
            if line or rest:
                os.write(master, line + b'\n')
                data = rest
        except BlockingIOError:
            pass
    process.kill()
    process.wait()
    os.close(master)
    assert service.creates(), printed.decode(errors='replace')[-2000:]


@case('pasted into an interactive shell, the one for curl works as well')
def _():
    script = show(create('Server', 'Temporary')[1], '--curl')
    for shell in (['dash', '-i'], ['bash', '--norc', '-i'], ['zsh', '-f', '-i']):
        del service.requests[:]
        paste(shell, script, **variables('Server', 'Temporary'))
        expect(what(service.creates()[-1]), create('Server', 'Temporary')[0][-1])


@case('it is shown as it is, in any state')
def _():
    service.answers.append((403, {'error_code': '403027', 'message': 'User region is missing'}))
    inlet('create', '--account', 'Pasted', '--credentials', 'Lasting', '--sandbox', 'other', '--name', 'Refused',
          status=3)
    listed = json.loads(inlet('list', '--json').stdout)
    expect(json.loads(show('Refused', '--json')), listed[0])
    lines = dict(line.split('\t') for line in show('Refused').splitlines())
    expect([lines[name] for name in ('name', 'sandbox', 'state', 'account')],
           ['Refused', 'other', 'failed', 'Pasted'])
    expect(lines['title'], listed[0]['error']['title'])


@case('the history is a table, too')
def _():
    listed = json.loads(inlet('list', '--json').stdout)
    rows = list(csv.DictReader(io.StringIO(inlet('list', '--csv').stdout, newline='')))
    expect([row['id'] for row in rows], [row['id'] or '' for row in listed])
    expect([row['name'] for row in rows], [row['name'] for row in listed])
    expect([row['error_title'] for row in rows],
           [row['error']['title'] if row['error'] else '' for row in listed])
    inlet('list', '--csv', '--json', status=2)


@case('a report has what Adobe answered and what it runs on, and no secret')
def _():
    service.answers.append((403, {'error_code': '403027', 'message': f'No: {TOKEN}'},
                            {'x-request-id': 'REQUEST-1'}))
    inlet('create', '--account', 'Pasted', '--credentials', 'Lasting', '--sandbox', 'third', '--name', 'Reported',
          status=3)
    text = inlet('report', 'Reported').stdout
    for part in ('HTTP status: 403', 'Request ID: REQUEST-1', 'State: failed', 'x-sandbox-name: third',
                 'Inlet: ', 'SQLite: '):
        assert part in text, text
    Search({**SECRETS, 'ACCESS_TOKEN': TOKEN}).expect_none(text, 'the report')
    service.tests.append((200, {'result': False}))
    inlet('test', service.made[0], status=3)
    assert 'Result: failed' in inlet('report', service.made[0]).stdout
    assert inlet('report').stdout.startswith('System\nInlet: ')
    inlet('report', 'Nowhere', status=2)
    inlet('report', 'one', 'two', status=2)


@case('what cannot be had is said')
def _():
    expect(inlet('show', 'Nowhere', status=2).stderr,
           'There is no connection “Nowhere”. “inlet list” lists them.\n')
    for words in ('--json', '--curl'), ('--curl', '--python'):
        assert 'Only one of' in inlet('show', 'Refused', *words, status=2).stderr
    inlet('show', status=2)
    identifiers = [create(*pair)[1] for pair in sent]
    inlet('account', 'remove', 'Server')
    inlet('credentials', 'remove', 'Lasting')
    assert 'The account of this connection' in inlet('show', identifiers[0], '--curl', status=2).stderr
    assert 'The credentials of this' in inlet('show', identifiers[1], '--python', status=2).stderr


run()
