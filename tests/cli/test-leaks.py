#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-leaks.py INLET [--rounds N] [--seed S]: plants secrets in the terminal and looks for them.

Each round makes up secrets of the most awkward characters, stores them, creates with them, and has
Adobe answer with them, in every disguise and at every place of a reply; then what was printed,
logged and written is searched. After that the memory of the program, while it needs the secrets and
when it no longer does, and whether it leaves a core. Run inside ../desktop with an unlocked keyring.
The same seed makes the same choices again."""

import argparse
import contextlib
import itertools
import json
import os
import pathlib
import random
import resource
import signal
import string
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from flow_service import FlowService            # noqa: E402
from leaks import Search, disguises             # noqa: E402
from tap import case, expect, run               # noqa: E402

arguments = argparse.ArgumentParser()
arguments.add_argument('inlet')
arguments.add_argument('--rounds', type=int, default=1)
arguments.add_argument('--seed', type=int, default=None)
options = arguments.parse_args()
INLET = os.path.abspath(options.inlet)
SEED = options.seed if options.seed is not None else random.SystemRandom().randrange(2 ** 32)
chance = random.Random(SEED)

# What the allocator is told to overwrite would hide what Inlet does not.
ENVIRONMENT = {**os.environ, 'MALLOC_PERTURB_': '0', 'G_MESSAGES_DEBUG': 'all'}
# Without what is told to be a placeholder, such as <secret>.
AWKWARD = '"\\/%+=&<\'#;:,.?*[](|^$~`-_@!'
service = FlowService()
numbers = itertools.count(1)
secrets = {}        # all that were ever planted


def make_up(length, prefix=''):
    """Not by chance in anything else, with all that encodings change, and nothing at its ends that
    is taken off what is typed."""
    plain = string.ascii_letters + string.digits
    inside = ''.join(chance.choice(plain + AWKWARD * 2) for _ in range(length - 2))
    return prefix + chance.choice(plain) + inside + chance.choice(plain)


def plant(number):
    planted = {
        'client secret': make_up(40, 'p8e-'),
        'short client secret': make_up(7),
        'access token': '.'.join(('eyJhbGciOiJSUzI1NiJ9', make_up(60).replace('.', '-'),
                                  make_up(30).replace('.', '_'))),
        'fetched token': make_up(70),
        'secret key': make_up(40),
    }
    planted['session token'] = planted['secret key'] + make_up(60)   # one begins with another
    secrets.update({f'{name} {number}': secret for name, secret in planted.items()})
    return planted


def inlet(*words, said=''):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True,
                            timeout=60, env=ENVIRONMENT)
    Search(secrets).expect_none(result.stdout + result.stderr, 'what was printed')
    return result


def add(planted, number):
    """Gives the names of the accounts: one for each kind of secret."""
    addresses = ('--platform-url', service.url, '--ims-url', service.url)
    whose = ('--org', '5C1328435BF324E90A49402A@AdobeOrg', '--api-key', 'e053e1a87cf74c68a6ec8e71d4a82662')
    for name, kind in (('client secret', '--client-secret'), ('short client secret', '--client-secret'),
                       ('access token', '--access-token')):
        expect(inlet('account', 'add', f'{name} {number}', *whose, kind, *addresses,
                     said=planted[name] + '\n').returncode, 0)
    expect(inlet('credentials', 'add', f'keys {number}', '--access-key', 'ASIAIOSFODNN7EXAMPLE',
                 '--session-token', said=f'{planted["secret key"]}\n{planted["session token"]}\n').returncode,
           0)


def import_files(planted, number):
    """What other programs have them in. The files are gone before anything is searched."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (
                ('credentials', f"[imported {number}]\naws_access_key_id=ASIAI44QH8DHBEX{number:05}\n"
                                f"aws_secret_access_key={planted['secret key']}\n"
                                f"aws_session_token={planted['session token']}\n"),
                ('console.json', json.dumps({'ORG_ID': '5C1328435BF324E90A49402A@AdobeOrg',
                                             'CLIENT_ID': f'{number:032}', 'CLIENT_SECRETS': [
                                                 planted['client secret'], planted['short client secret']]})),
                ('broken.json', json.dumps({'client_id': planted['client secret']})[:-1]),
                ('misplaced', f"AWS_ACCESS_KEY_ID={planted['secret key']}\nAWS_SECRET_ACCESS_KEY=x y")):
            path = pathlib.Path(folder, name)
            path.write_text(text)
            # A secret in the place of an ID is told as what cannot be one; it is not logged or kept.
            if name == 'misplaced':
                subprocess.run([INLET, 'import', path, '--all'], capture_output=True, check=False,
                               env=ENVIRONMENT)
            else:
                inlet('import', str(path), '--json', '--all')
                inlet('import', str(path))


def create(kind, number, *words):
    return inlet('create', '--again', '--account', f'{kind} {number}', '--credentials', f'keys {number}',
                 '--sandbox', 'dev', '--name', f'Connection {next(numbers)}', *words)


def echoes(planted, names):
    """Yields replies that repeat what was sent to them, in every disguise and place."""
    texts = [needle.decode() for name in names for disguise, needle in disguises(planted[name])
             if not disguise.startswith(('UTF', 'hex'))]
    many = ' | '.join(texts)
    raw = [planted[name] for name in names]
    yield 400, {'message': many, 'error': many, 'code': raw[0], 'type': many, 'title': many}
    yield 403, {'error_code': raw[-1], 'error_description': many, 'report': {'detail': many}}
    yield 422, {'errors': {'400': [{'code': raw[0], 'message': many, 'description': many}]}}
    yield 500, json.dumps({'message': json.dumps({'auth': {'params': {'any': raw}}})}).encode()
    yield 404, many.encode()
    yield 503, f'<html><title>{raw[0]}</title><p>{many}</p>'.encode(), {'Retry-After': '1'}
    yield 400, {'message': 'See the headers'}, {'x-request-id': raw[0], 'Authorization': raw[-1],
                                                'x-echo': ' '.join(raw)}
    yield 409, (many * 60).encode()[:20011]     # cut off somewhere
    yield 201, {'nothing': many}
    yield 201, {'id': 'made', 'etag': raw[0]}
    yield 201, {'id': raw[0], 'etag': 'e'}
    yield 201, {'id': 'made', 'name': many, 'auth': {'params': {'s3SecretKey': raw[-1]}}}


def storages(secret):
    """Yields what a storage may be told with that repeats `secret`, in every disguise."""
    texts = [needle.decode() for disguise, needle in disguises(secret)
             if not disguise.startswith(('UTF', 'hex'))]
    yield 200, [{'type': kind, 'name': text, 'path': f'/{text}', 'canPreview': True}
                for kind in ('file', 'folder') for text in texts]
    yield 200, {'format': 'flat', 'schema': {'columns': [{'name': text, 'type': text} for text in texts]},
                'data': [{text: text for text in texts}]}
    yield 200, [{'name': text, 'type': text} for text in texts]
    yield from echoes({'access token': secret}, ('access token',))


def change_round(planted, number):
    """What may be answered to an edit, a delete, a rotation, a comparison and creates in many
    sandboxes."""
    account = f'access token {number}'
    made = json.loads(create('access token', number, '--json').stdout)['id']
    texts = [needle.decode() for disguise, needle in disguises(planted['access token'])
             if not disguise.startswith(('UTF', 'hex'))]
    service.keeps = True        # with the keys, as they were sent
    n_before = len(service.requests)
    for reply in echoes(planted, ('access token',)):
        service.patches.append(reply[:2])
        inlet('edit', made, '--description', f'D {next(numbers)}', '--json')
        service.patches.clear()
        service.deletes.append(reply)
        inlet('delete', made, '--yes', '--json')
        service.deletes.clear()

    # Another key is sent to what lacks it.
    for _ in range(4):
        create('access token', number)
    inlet('credentials', 'renew', f'keys {number}', '--json', said=json.dumps({'Credentials': {
        'AccessKeyId': f'ASIARENEWEDKEY{number:06}', 'SecretAccessKey': planted['secret key'],
        'SessionToken': planted['session token'], 'Expiration': '2040-11-22T18:30:00Z'}}))
    replies = [reply[:2] for reply in echoes(planted, ('access token', 'secret key', 'session token'))]
    for words in ('--json',), ():
        service.patches = replies[-4:] if words else replies[:4]
        inlet('rotate', '--rest', '--credentials', f'keys {number}', *words)
        service.patches.clear()
    service.keeps = False
    methods = [request.method for request in service.requests[n_before:]]
    assert methods.count('PATCH') >= 6 and methods.count('DELETE') >= 2, methods

    service.items += [{'id': f'listed-{number}-{i}', 'name': text, 'description': text, 'etag': text,
                       'createdClient': text, 'state': text, 'auth': {
                           'params': {'s3SecretKey': planted['secret key'], 'any': text}}}
                      for i, text in enumerate(texts)]
    inlet('compare', '--account', account, '--sandbox', 'dev', '--json')
    inlet('compare', '--account', account, '--sandbox', 'dev')
    service.items.clear()

    for reply in echoes(planted, ('access token', 'secret key', 'session token')):
        service.answers += [reply, reply]
        create('access token', number, '--sandbox', 'prod', '--json')
        service.answers.clear()


def search_round(number):
    planted = plant(number)
    add(planted, number)
    import_files(planted, number)
    service.token = planted['fetched token']
    for reply in echoes(planted, ('access token', 'secret key', 'session token')):
        service.answers.append(reply)
        create('access token', number, '--json')
    for reply in echoes(planted, ('fetched token', 'secret key')):
        service.answers.append(reply)
        create('client secret', number)
        service.answers.clear()
    for kind in ('client secret', 'short client secret'):
        for reply in echoes(planted, (kind,)):
            service.sign_ins.append(reply)
            create(kind, number)
            service.sign_ins.clear()

    # So may the tests and listings that come after a create.
    for answers in (service.tests, service.listings):
        for reply in echoes(planted, ('access token',)):
            answers.append(reply[:2])
            create('access token', number, '--test', '--json')
            answers.clear()
    for listing in echoes(planted, ('fetched token',)):
        service.tests.append((200, {'result': False, 'message': planted['fetched token']}))
        service.listings.append(listing[:2])
        create('client secret', number, '--test')
        service.tests.clear()
        service.listings.clear()

    # What is in a storage is told as it is, but for what it was asked with.
    made = json.loads(create('access token', number, '--json').stdout)['id']
    for reply, words in zip(storages(planted['access token']),
                            itertools.cycle(((), ('a.csv', '--preview'), ('a/', '--json'),
                                             ('a.csv', '--preview', '--json')))):
        service.listings.append(reply[:2])
        inlet('browse', made, *words)
        service.listings.clear()

    # What is in doubt is looked up: the list has the credentials of others, too.
    service.answers.append((0, None))
    create('access token', number, '--json')
    service.items.append({'id': '4cb0c374-d3bb-4557-b139-5712880adc55', 'name': f'Connection {next(numbers) - 1}',
                          'etag': planted['access token'], 'auth': {'params': {
                              's3SecretKey': planted['secret key'], 'any': planted['session token']}}})
    inlet('sync', '--json')
    service.items.clear()

    # A list of sandboxes is kept, and may repeat what it was asked with.
    for reply in echoes(planted, ('access token',)):
        service.sandbox_answers.append(reply)
        inlet('sandboxes', '--account', f'access token {number}', '--json')
        service.sandbox_answers.clear()
    for disguise, needle in disguises(planted['fetched token']):
        if disguise.startswith(('UTF', 'hex')):
            continue
        text = needle.decode()
        for item in ({'name': 'dev', 'title': f'My {text}', 'type': text, 'state': text, 'region': text},
                     {'name': f'dev {text}'}):
            service.sandbox_answers.append((200, {'sandboxes': [item]}))
        inlet('sandboxes', '--account', f'client secret {number}', '--json')
        inlet('sandboxes', '--account', f'client secret {number}')
    create('client secret', number, '--json')

    change_round(planted, number)

    for words in (('list', '--json'), ('list', '--csv'), ('list',), ('account', 'list', '--json'), ('credentials', 'list')):
        expect(inlet(*words).returncode, 0)

    # What is taken along: by tickets, by scripts.
    names = [row['name'] for row in json.loads(inlet('list', '--json').stdout)]
    for name in chance.sample(names, 8):
        expect(inlet('report', name).returncode, 0)
    for option in ('--json', '--curl', '--python'):
        expect(inlet('show', names[0], option).returncode, 0)


@case('no reply makes the terminal print, log or keep a secret')
def _():
    print(f'# seed {SEED}, {options.rounds} rounds', flush=True)
    for number in range(1, options.rounds + 1):
        search_round(number)
    assert len(service.creates()) >= 20 * options.rounds, len(service.creates())
    search = Search(secrets)
    names = search.expect_none_in_files(os.environ['HOME'])
    search.expect_none_in_files(os.environ['TMPDIR'])
    assert {'inlet.db', 'login.keyring'} <= names, names
    search.say()


@case('neither does what is wrong with the words that were typed')
def _():
    secret = next(iter(secrets.values()))
    for words in (('account', 'add', 'X', secret), ('account', 'add', f'--client-secret={secret}'),
                  ('create', f'--{secret}'), (secret,), ('account', secret), ('sync', secret),
                  ('credentials', 'add', 'X', '--access-key', secret)):
        expect(inlet(*words).returncode, 2)


@contextlib.contextmanager
def full_pipe():
    """Where a program stops that prints a word."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(write, b' ' * 4096)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(write, b' ')
    os.set_blocking(write, True)
    try:
        yield write
    finally:
        os.close(write)
        os.close(read)


def start_create(kind, planted, **keywords):
    """A program on its way to a connection, with secrets that nothing else has."""
    number = next(numbers) + 10000
    add(planted, number)
    return subprocess.Popen(
        [INLET, 'create', '--json', '--account', f'{kind} {number}', '--credentials',
         f'keys {number}', '--sandbox', 'dev', '--name', f'Connection {number}'],
        env=ENVIRONMENT, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **keywords)


def wait_for(condition, what):
    deadline = time.monotonic() + 30
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f'{what}: not within 30 s')
        time.sleep(0.01)


@contextlib.contextmanager
def held_create(planted, **keywords):
    """A program that has asked for a connection and has no answer yet."""
    before = len(service.requests)
    service.hold = threading.Event()
    program = start_create('access token', planted, **keywords)
    try:
        wait_for(lambda: len(service.requests) > before, 'the request')
        yield program
    finally:
        service.hold.set()
        service.hold = None
        if program.returncode is None:
            program.kill()
            program.wait()


def own(planted, *names):
    return Search({name: planted[name] for name in names})


def show_left(search, pid):
    for name, places in sorted(search.find_in_memory(pid).items()):
        print(f'# left: {name}: {", ".join(sorted(places))}', flush=True)


@case('while a request is under way its secrets are in memory, and nowhere else of the process')
def _():
    planted = plant('held')
    search = own(planted, 'access token', 'secret key', 'session token')
    with held_create(planted, stdout=subprocess.DEVNULL) as program:
        found = ' '.join(search.find_in_memory(program.pid))
        for name in ('access token', 'secret key', 'session token'):
            assert name in found, found
        search.expect_none_in_process(program.pid)


@case('once the connection is made, memory has none')
def _():
    planted = plant('made')
    search = own(planted, 'client secret', 'fetched token', 'secret key', 'session token')
    service.token = planted['fetched token']
    before = len(service.made)
    with full_pipe() as pipe:
        program = start_create('client secret', planted, stdout=pipe)
        try:
            wait_for(lambda: len(service.made) > before, 'the answer')
            # It stands still when it tells the outcome.
            wait_for(lambda: not search.find_in_memory(program.pid), 'the end of its secrets')
            assert program.poll() is None
        finally:
            show_left(search, program.pid)
            program.kill()
            program.wait()
    search.say()


def leaves_core(process):
    os.kill(process.pid, signal.SIGABRT)
    process.returncode = os.waitpid(process.pid, 0)[1]
    expect(os.WTERMSIG(process.returncode), signal.SIGABRT)
    return os.WCOREDUMP(process.returncode)


@case('once a file was imported, memory has none')
def _():
    planted = plant('imported')
    search = own(planted, 'secret key', 'session token')
    with full_pipe() as pipe, tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, 'credentials')
        path.write_text(f"[last]\naws_access_key_id=ASIAI44QH8DHBEXAMPLE\naws_secret_access_key="
                        f"{planted['secret key']}\naws_session_token={planted['session token']}\n")
        program = subprocess.Popen([INLET, 'import', path, '--select', 'last', '--json'], env=ENVIRONMENT,
                                   stdin=subprocess.DEVNULL, stdout=pipe, stderr=subprocess.DEVNULL)
        try:
            # It stands still when it tells the outcome.
            wait_for(lambda: 'last' in subprocess.run([INLET, 'credentials', 'list'], capture_output=True,
                                                      text=True, check=True).stdout, 'the import')
            wait_for(lambda: not search.find_in_memory(program.pid), 'the end of its secrets')
            assert program.poll() is None
        finally:
            show_left(search, program.pid)
            program.kill()
            program.wait()
    search.say()


@case('it leaves no core when it crashes with secrets in memory')
def _():
    def allow_core():
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    with tempfile.TemporaryDirectory() as folder:
        sleeper = subprocess.Popen(['sleep', '60'], cwd=folder, preexec_fn=allow_core)
        others_do = leaves_core(sleeper)
        with held_create(plant('core'), cwd=folder, preexec_fn=allow_core) as program:
            assert not leaves_core(program)
        print(f'# other programs leave one here: {"yes" if others_do else "no"}', flush=True)


run()
