#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""soak.py INLET [--seconds N] [--seed S]: a window and two terminals at work on one database and one
keyring at once. Run inside ../desktop with an unlocked keyring.

Each does one thing after the other, as its own random numbers say: makes connections, some of whose
answers get lost or are refused, some of whose processes are killed; lists, searches, looks up; adds,
edits and removes credentials. Meanwhile the database is locked again and again, for longer than
SQLite waits by itself. At the end the ledger of the service and the history have to agree: nothing
lost, nothing twice, nothing called uncertain while its process lives. Nobody was told that the
database is locked, each saw what the others made, and no secret stays in the keyring without its
owner. The same seed makes the same choices again; how many of them there is time for depends on the
machine.
"""

import argparse
import contextlib
import json
import os
import pathlib
import random
import re
import sqlite3
import string
import subprocess
import sys
import threading
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / name) for name in ('.', 'ui')]

from flow_service import FlowService        # noqa: E402
from tap import case, expect, run           # noqa: E402
from window import (HISTORY, Program, find, find_all, key, press, run_terminal,  # noqa: E402
                    screenshot, set_text, wait_until)

arguments = argparse.ArgumentParser()
arguments.add_argument('inlet')
arguments.add_argument('--seconds', type=float, default=4)
arguments.add_argument('--seed', type=int, default=None)
options = arguments.parse_args()
SEED = options.seed if options.seed is not None else random.SystemRandom().randrange(2 ** 32)
INLET = options.inlet
API_KEY = 'e053e1a87cf74c68a6ec8e71d4a82662'
DATABASE = pathlib.Path(os.environ['XDG_DATA_HOME'], 'inlet', 'inlet.db')
BUSY = re.compile('database is locked|SQLITE_BUSY|Another process holds the database|'
                  'Another program is using the history')
GIVEN_UP = 'The program ended before the answer came'
REFUSED = (403, {'error_code': '403027', 'message': 'No'})

# What becomes of a request is a word in the name of the connection. Then the terminal's status, and
# the states that its row has, one after the other.
FATES = {
    'kept': (0, ['sending', 'created']),
    'refused': (3, ['sending', 'failed']),
    'lost': (6, ['sending', 'uncertain', 'created']),
    'killed': (None, ['sending', 'uncertain', 'created']),
}


def get_fate(name):
    return name.split()[-1]


class Ledger(FlowService):
    """Writes down what it makes, and lists it to whoever looks up a lost answer."""

    def __init__(self):
        super().__init__()
        self.ids = {}           # by the names of the connections
        self.keys = {}          # the same: with which they were sent
        self.killed = {}        # names → when it is
        self.lock = threading.Lock()
        self.arrived = threading.Condition()

    def create(self, wanted):
        name, params = wanted['name'], wanted['auth']['params']
        fate = get_fate(name)
        with self.arrived:
            self.keys[name] = params['s3AccessKey'], params['s3SecretKey']
            if fate != 'refused':
                self.make(name)
            self.arrived.notify_all()

        # It is under way for a while, in which others come by.
        time.sleep(random.Random(name).choice([0, 0.05, 0.2, 0.5]))
        if fate == 'killed':    # before it hears anything
            self.killed.setdefault(name, threading.Event()).wait(30)
        if fate == 'refused':
            return REFUSED
        return (201, {'id': self.ids[name], 'etag': '"e"'}) if fate == 'kept' else (0, None)

    def make(self, name):
        _, answer = super().create({})
        self.ids[name] = answer['id']
        self.items.append({
            **answer, 'name': name, 'createdClient': API_KEY,
            'createdAt': int(time.time() * 1000),
            'connectionSpec': {'id': 'ecadc60c-7455-4d87-84dc-2a0e293d997b'}})

    def wait_for(self, name):
        with self.arrived:
            assert self.arrived.wait_for(lambda: name in self.keys, 30), f'no request for “{name}”'


class Holder:
    """Another program that locks the database now and then, in the middle of everything."""

    def __init__(self):
        self.choice = random.Random(f'{SEED} holder')
        self.n_held = 0
        self.n_met = 0          # how many things were done while it was held
        self.seconds = 0
        self.is_holding = False

    def work(self, is_over):
        with contextlib.closing(sqlite3.connect(DATABASE, timeout=30,
                                                isolation_level=None)) as database:
            while not is_over():
                # Every fifth time for longer than SQLite waits.
                self.n_held += 1
                duration = 1.3 if self.n_held % 5 == 3 else self.choice.uniform(0.1, 0.4)
                database.execute('BEGIN IMMEDIATE')
                self.is_holding = True
                time.sleep(duration)
                self.is_holding = False
                database.execute('ROLLBACK')
                self.seconds += duration
                time.sleep(self.choice.uniform(0.2, 0.8))

    @contextlib.contextmanager
    def count(self):
        before, was_holding = self.n_held, self.is_holding
        yield
        self.n_met += was_holding or self.n_held != before


def terminal(*words, said='', status=0):
    """What the program prints in a terminal. It has nothing else to say where all goes well."""
    with holder.count():
        result = run_terminal(INLET, *words, said=said)
    if result.returncode != status or BUSY.search(result.stderr) or \
            status == 0 and words[0] != 'sync' and result.stderr:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stderr}')
    return result.stdout


class Actor:
    """Does one thing after the other until there is no time left."""

    def __init__(self, who):
        self.who = who
        self.choice = random.Random(f'{SEED} {who}')
        self.done = {}          # verb → how often
        self.sent = {}          # name → access key ID and secret access key
        self.finished = []      # names, once their fate is fulfilled
        self.errors = []

    def work(self, is_over):
        """Each verb at least once, however little time there is."""
        verbs, first_round = [], len(self.verbs)
        while not self.errors and (first_round > 0 or not is_over()):
            verbs = verbs or self.choice.sample(self.verbs, len(self.verbs))
            verb = verbs.pop()
            first_round -= 1
            self.done[verb.__name__] = self.done.get(verb.__name__, 0) + 1
            try:
                verb()
            except Exception as error:
                self.errors.append(f'{self.who}, {verb.__name__}: {error}')

    def make_name(self, keys, *fates):
        """A name that nobody else has. The sandbox is another each time as well, since who makes
        the same again is asked first."""
        number = len(self.sent)
        name = f'{self.who} {number:04} {self.choice.choice(fates)}'
        self.sent[name] = keys
        return name, f'{self.who}{number}'

    def make_keys(self):
        return ('AKIA' + ''.join(self.choice.choices(string.ascii_uppercase, k=16)),
                ''.join(self.choice.choices(string.ascii_letters + string.digits, k=40)))


class Terminal(Actor):
    def __init__(self, who):
        super().__init__(who)
        self.own = {}           # credentials that it has added
        self.n_added = 0
        self.verbs = [self.create] * 4 + [self.add] * 2 + [
            self.replace, self.remove, self.list, self.sync, self.die]

    def prepare(self, *fates):
        credentials = self.choice.choice(['Billing', *self.own])
        name, sandbox = self.make_name(self.own.get(credentials, BILLING), *fates)
        return name, ['create', '--account', 'ACME', '--credentials', credentials,
                      '--sandbox', sandbox, '--name', name]

    def create(self):
        name, words = self.prepare('kept', 'kept', 'lost', 'refused')
        terminal(*words, status=FATES[get_fate(name)][0])
        self.finished.append(name)

    def die(self):
        name, words = self.prepare('killed')
        with subprocess.Popen([INLET, *words], stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as process:
            try:
                service.wait_for(name)
            finally:
                process.kill()
        service.killed.setdefault(name, threading.Event()).set()
        self.finished.append(name)

    def list(self):
        finished = [name for actor in actors for name in list(actor.finished)]
        rows = read_history()
        expect([name for name in finished if name not in rows or not fits(rows[name])], [])

    def sync(self):
        terminal('sync', '--json')

    def add_named(self, name):
        keys = self.make_keys()
        terminal('credentials', 'add', name, '--access-key', keys[0], said=keys[1] + '\n')
        self.own[name] = keys

    def remove_named(self, name):
        terminal('credentials', 'remove', name)
        del self.own[name]

    def add(self):
        self.n_added += 1
        self.add_named(f'{self.who} {self.n_added}')

    def replace(self):
        """The same name, and another secret."""
        for name in self.choice.sample(sorted(self.own), min(len(self.own), 1)):
            self.remove_named(name)
            self.add_named(name)

    def remove(self):
        for name in self.choice.sample(sorted(self.own), min(len(self.own), 1)):
            self.remove_named(name)


class Window(Actor):
    def __init__(self, others):
        super().__init__('window')
        self.others = others
        self.inlet = Program(INLET)
        self.n_edited = 0
        self.verbs = [self.calmly(verb) for verb in
                      (self.create, self.search, self.look_up, self.edit)]

    def calmly(self, verb):
        """Nothing that can be read afterwards says that the database is locked."""
        def do():
            with holder.count():
                verb()
            expect([text for text in self.inlet.said(self.inlet.frame) if BUSY.search(text)], [])
        do.__name__ = verb.__name__
        return do

    def send(self, *fates):
        name, sandbox = self.make_name(BILLING, *fates)
        # Below what came of the last one, hence maybe out of view.
        button = wait_until(lambda: find(self.inlet.frame, 'push button', 'Create Connection'),
                            'the button')
        self.inlet.fill({'Sandbox': sandbox, 'Name': name})
        press(button)
        # It may have been looked up by now.
        last = FATES[get_fate(name)][1][1:]
        wait_until(lambda: find_state(name) in last, f'the end of “{name}”')
        return name

    def create(self):
        name = self.send('kept', 'kept', 'refused')
        if get_fate(name) == 'kept':
            self.inlet.expect_said(service.ids[name])
            self.open_form()
        self.finished.append(name)

    def open_form(self):
        key('ctrl+n')
        self.inlet.expect('label', 'New Connection')

    def search_for(self, name):
        """Not typed, so that it matters to nobody who has the focus."""
        if not self.inlet.has('entry', 'Search connections'):
            key('ctrl+f')
        entry = self.inlet.expect('entry', 'Search connections')
        set_text(entry, name)
        wait_until(lambda: self.read_names() == [[name]], f'the row “{name}”')
        return entry

    def search(self):
        """For the last row of another, which has to be there without a restart."""
        other = self.choice.choice(self.others)
        finished = wait_until(lambda: other.finished, 'a connection')
        set_text(self.search_for(finished[-1]), '')

    def find_first(self):
        history = find(self.inlet.frame, 'list', HISTORY)
        return history and find(history, 'list item')

    def look_up(self):
        name = self.send('lost')
        entry = self.search_for(name)
        # The list may be made anew while it is looked at.
        self.inlet.click(wait_until(self.find_first, 'the row'))
        self.inlet.expect('label', name)
        # Unless somebody else was first.
        button = self.inlet.has('push button', 'Look Up at Adobe')
        if button is not None:
            press(button)
            self.done['asked Adobe'] = self.done.get('asked Adobe', 0) + 1
        self.inlet.expect_said(service.ids[name])
        set_text(entry, '')
        self.open_form()
        self.finished.append(name)

    def edit(self):
        key('ctrl+comma')
        frame = wait_until(lambda: self.inlet.top if self.inlet.top != self.inlet.frame else None,
                           'the accounts and credentials')
        self.inlet.click(self.inlet.expect('label', 'Billing', frame), frame=frame)
        save = self.inlet.expect('push button', 'Save', frame)
        self.n_edited += 1
        self.inlet.fill({'Bucket': f'bucket-{self.n_edited}'}, frame)
        press(save)
        wait_until(lambda: read_bucket() == f'bucket-{self.n_edited}', 'the bucket')
        self.inlet.expect('push button', 'New Credentials', frame)
        expect([text for text in self.inlet.said(frame) if BUSY.search(text)], [])
        key('Escape')
        wait_until(lambda: self.inlet.top == self.inlet.frame, 'the end of the window')

    def read_names(self):
        """The name in each row; none while the row is still to be read."""
        return [row[:1] for row in self.inlet.rows()]


def read_history():
    """As a terminal tells it: the rows by their names."""
    return {row['name']: row for row in json.loads(terminal('list', '--json'))}


def fits(row):
    """Whether it is what became of it; later it may be looked up."""
    return row['state'] in FATES[get_fate(row['name'])][1][1:] and \
        (row['state'] != 'created' or row['id'] == service.ids[row['name']])


def select(columns):
    with contextlib.closing(sqlite3.connect(f'file:{DATABASE}?mode=ro', uri=True)) as database:
        return database.execute(f'SELECT {columns}').fetchall()


def read_rows():
    return select('name, state, remote_id FROM connections ORDER BY id')


def find_state(name):
    return dict(select('name, state FROM connections')).get(name)


def read_bucket():
    return select("json_extract (fields, '$.bucket') FROM profiles WHERE name = 'Billing'")[0][0]


def keep_steps():
    """Has the database itself write down each state that a row ever has, and why."""
    with contextlib.closing(sqlite3.connect(DATABASE, isolation_level=None)) as database:
        database.execute('CREATE TABLE soak_steps (name TEXT, state TEXT, problem TEXT)')
        for event in 'INSERT', 'UPDATE':
            database.execute(f'CREATE TRIGGER soak_{event} AFTER {event} ON connections BEGIN'
                             ' INSERT INTO soak_steps VALUES (new.name, new.state, new.problem);'
                             ' END')


def find_secrets():
    """Whose secrets there are in the keyring."""
    found = subprocess.run(['secret-tool', 'search', '--all', 'application',
                            'io.github.inlet_app.Inlet'], capture_output=True, text=True)
    return sorted(re.findall(r'^attribute\.profile = (\S+)$', found.stdout + found.stderr, re.M))


service = Ledger()
holder = Holder()
terminals = [Terminal('first'), Terminal('second')]
BILLING = terminals[0].make_keys()
terminal('account', 'add', 'ACME', '--org', '5C1328435BF324E90A49402A@AdobeOrg',
         '--api-key', API_KEY, '--access-token', '--platform-url', service.url,
         said='eyJhbGciOiJSUzI1NiJ9.e30.c2ln\n')
terminal('credentials', 'add', 'Billing', '--access-key', BILLING[0], said=BILLING[1] + '\n')
keep_steps()
window = Window(terminals)
actors = [*terminals, window]


@case(f'a window and two terminals work for {options.seconds:g} s (seed {SEED})')
def _():
    over = threading.Event()
    threads = [threading.Thread(target=worker.work, args=(over.is_set,))
               for worker in (holder, *terminals)]
    deadline = time.monotonic() + options.seconds
    for thread in threads:
        thread.start()
    # The accessibility bus is to be asked from one thread only.
    window.work(lambda: time.monotonic() > deadline)
    over.set()
    for thread in threads:
        thread.join()
    for actor in actors:
        print(f'# {actor.who}: ' + ', '.join(f'{n} × {verb}' for verb, n in actor.done.items()))
    print(f'# the database was locked {holder.n_held} times, {holder.seconds:.1f} s in all, which '
          f'{holder.n_met} verbs met')
    expect([error for actor in actors for error in actor.errors], [])
    assert holder.n_met > 0


@case('what is in doubt is looked up')
def _():
    states = [state for _, state, _ in read_rows()]
    print(f'# of {len(states)} rows: ' + ', '.join(
        f'{states.count(state)} {state}' for state in sorted(set(states))))
    terminal('sync')
    expect([row for row in read_rows() if row[1] not in ('created', 'failed')], [])


@case('nothing is lost, and nothing is there twice')
def _():
    sent = sorted(json.loads(request.body)['name'] for request in service.creates())
    wanted = sorted(name for actor in actors for name in actor.sent)
    expect(sent, wanted)
    rows = read_rows()
    expect(sorted(name for name, _, _ in rows), wanted)
    expect(sorted((name, remote_id) for name, state, remote_id in rows if state == 'created'),
           sorted(service.ids.items()))


@case('no row is called uncertain while its process lives, and each goes its way once')
def _():
    steps = {}
    for name, state, problem in select('name, state, problem FROM soak_steps ORDER BY rowid'):
        is_given_up = problem is not None and json.loads(problem)['message'] == GIVEN_UP
        assert is_given_up == (get_fate(name) == 'killed' and state == 'uncertain'), name
        steps.setdefault(name, []).append(state)
    expect({name: states for name, states in steps.items() if states != FATES[get_fate(name)][1]},
           {})


@case('each was sent with the secret that belongs to it')
def _():
    expect([name for actor in actors for name, keys in actor.sent.items()
            if service.keys[name] != keys], [])


@case('the window shows what the terminals made, without a restart')
def _():
    expected = [[name] for name, _, _ in reversed(read_rows())]
    # After a search the list begins at its top again.
    set_text(window.search_for(expected[-1][0]), '')

    # Only those in view are written out, and not more than some 200 are told; in GTK 4.18 no more
    # than those in view.
    least = 10 if window.inlet.tells_only_shown else 200

    def agrees():
        names = window.read_names()
        return len(names) >= min(len(expected), least) and names[0] and all(
            name in ([], wanted) for name, wanted in zip(names, expected))

    wait_until(agrees, 'the rows')


@case('and what they make while nobody touches it')
def _():
    for _ in range(3):
        name, words = terminals[0].prepare('kept')
        terminal(*words)
        wait_until(lambda: {name, service.ids[name]} <= set(window.inlet.rows()[0]),
                   f'the row “{name}”')


@case('a terminal shows what the window made')
def _():
    rows = read_history()
    expect([name for name in window.sent if not fits(rows[name])], [])


@case('every secret in the keyring has its owner, and every owner its secret')
def _():
    expect(sorted(name for name, in select('name FROM profiles')),
           sorted(['ACME', 'Billing', *terminals[0].own, *terminals[1].own]))
    expect(find_secrets(), sorted(owner for owner, in select('id FROM profiles')))


@case('the database is whole, and the window ends without a word')
def _():
    screenshot('soak')
    with contextlib.closing(sqlite3.connect(DATABASE)) as database:
        expect(database.execute('PRAGMA integrity_check').fetchall(), [('ok',)])
    window.inlet.quit()


run()
