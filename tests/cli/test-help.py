#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-help.py INLET DATA: what --help lists is in the manual, and each shell completes it, with the
names that there are. Run inside ../desktop without a keyring: completing never asks for one."""

import os
import pathlib
import re
import shlex
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from tap import case, expect, run   # noqa: E402

INLET, DATA = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
COMPLETIONS = DATA / 'completions'
DATABASE = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'inlet' / 'inlet.db'
os.environ['PATH'] = os.path.dirname(INLET) + ':' + os.environ['PATH']


def inlet(*words):
    return subprocess.run([INLET, *words], check=True, capture_output=True, text=True, timeout=60).stdout


def synopses():
    """[(verbs, options)]: each line of the help, read in another way than the program does."""
    text = inlet('--help').split('\n\n')[0]
    found = []
    for line in re.split(r'^inlet\b', text, flags=re.M)[1:]:
        beginning = re.match(r'[ a-z|]*', line)[0].split()
        options = set(re.findall(r'--[a-z-]+', line))
        if not beginning:
            continue
        nouns = beginning[0].split('|')
        if len(beginning) == 1:
            found += [([noun], options) for noun in nouns]
            continue
        # “list [--json] | remove NAME”
        for part in re.split(r' \| (?=[a-z])', line.strip().split(' ', 1)[1]):
            found += [([noun, part.split()[0]], set(re.findall(r'--[a-z-]+', part))) for noun in nouns]
    return found


def all_words():
    return {word for verbs, options in synopses() for word in [*verbs, *options]}


def ask(*command):
    printed = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
    return [line for line in printed.splitlines() if line]


def with_bash(*words):
    """What bash offers for the last of @words, of which it is given what a person typed."""
    typed = ' '.join(shlex.quote(word) for word in words)
    script = f'''. {COMPLETIONS}/inlet.bash
        COMP_WORDS=(inlet {typed}); COMP_CWORD={len(words)}
        _inlet inlet "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}"
        printf '%s\\n' "${{COMPREPLY[@]}}"'''
    return ask('bash', '--norc', '-c', script)


def with_zsh(*words):
    """Zsh completes only where somebody types: what it would be given to offer is printed here."""
    typed = ' '.join(shlex.quote(word) for word in words)
    script = f'''compadd() {{ shift; local name=$1; print -rl -- "${{(@P)name}}"; }}
        _files() {{ }}
        words=(inlet {typed}); CURRENT={len(words) + 1}; PREFIX=$words[CURRENT]
        . {COMPLETIONS}/_inlet'''
    return ask('zsh', '-f', '-c', script)


def with_fish(*words):
    line = ' '.join(['inlet', *words])
    script = f'source {COMPLETIONS}/inlet.fish; complete -C {shlex.quote(line)}'
    return ask('fish', '--no-config', '-c', script)


SHELLS = {'bash': with_bash, 'zsh': with_zsh, 'fish': with_fish}


def manual():
    """The manual as it is read; what is bold or underlined there is written over itself."""
    text = subprocess.run(['mandoc', '-T', 'ascii', DATA / 'inlet.1'], check=True, capture_output=True,
                          text=True, timeout=60).stdout
    return re.sub('.\b', '', text)


@case('the help is read as it is written')
def _():
    found = synopses()
    for verbs in ['account', 'add'], ['credentials', 'remove'], ['create'], ['test']:
        assert verbs in [v for v, _ in found], (verbs, found)
    assert '--session-token' in dict((tuple(v), o) for v, o in found)['credentials', 'add']


@case('a verb says how it is written, and no more')
def _():
    whole = inlet('--help').split('\n\n')[0].splitlines()
    for verb in {verbs[0] for verbs, _ in synopses()}:
        lines = inlet(verb, '--name', 'Any', '--help').splitlines()
        assert lines and set(lines) <= set(whole), (verb, lines)
        assert all(re.search(rf'\b{verb}\b', line) for line in lines if not line.startswith(' ')), lines
        expect(inlet(verb, '-h').splitlines(), lines)
    expect(inlet('list', '--help'), 'inlet list [--json | --csv]\n')


@case('the manual has every verb and every option')
def _():
    text = manual()
    for word in all_words():
        assert re.search(rf'(?<![a-z-]){re.escape(word)}(?![a-z-])', text), word


@case('the manual has no option that is gone')
def _():
    known = all_words() | {'--demo', '--help', '--version'}
    expect({word for word in re.findall(r'(?<![\w-])--[a-z][a-z-]*', manual())} - known, set())


@case('the manual has the examples that the program understands')
def _():
    examples = manual().split('EXAMPLES')[1].split('$ inlet ')[1:]
    assert len(examples) > 3, examples
    verbs = [' '.join(verbs) for verbs, _ in synopses()]
    for example in examples:
        assert any(example.startswith(verb) for verb in verbs), example


for shell, complete in SHELLS.items():
    @case(f'{shell} offers every verb')
    def _(complete=complete):
        offered = complete('')
        for verbs, _ in synopses():
            assert verbs[0] in offered, (verbs, offered)
            if len(verbs) > 1:
                assert verbs[1] in complete(verbs[0], ''), verbs

    @case(f'{shell} offers every option of every verb, and no other')
    def _(complete=complete):
        expected = {}
        for verbs, options in synopses():
            expected.setdefault(tuple(verbs), set()).update(options)
        for verbs, options in expected.items():
            expect((verbs, set(complete(*verbs, '--'))), (verbs, options))

    @case(f'{shell} offers nothing where there is no database, and makes none')
    def _(complete=complete):
        expect(complete('account', 'remove', ''), [])
        assert not DATABASE.exists()


@case('there are names')
def _():
    inlet('list')
    with sqlite3.connect(DATABASE) as db:
        db.executemany('INSERT INTO profiles VALUES (?, ?, ?, ?)', [
            ('a1', 'account', 'ACME production', '{}'), ('a2', 'account', "O'Neill", '{}'),
            ('c1', 'credentials', 'Billing', '{}'),
        ])
        db.execute('INSERT INTO kept_sandboxes VALUES (?, 1, ?)',
                   ('a1', '{"sandboxes": [{"name": "prod"}, {"name": "dev-1"}]}'))
        db.executemany('INSERT INTO connections (state, created_at, remote_id, name, sandbox)'
                       ' VALUES (?, 1, ?, ?, ?)', [
                           ('created', '4cb0c374-d3bb', 'Billing bucket', 'stage'),
                           ('failed', None, 'Failed', 'prod'),
                       ])


def unquoted(lines):
    return [shlex.split(line)[0] for line in lines]


for shell, complete in SHELLS.items():
    @case(f'{shell} offers the names that there are')
    def _(complete=complete, shell=shell):
        names = (lambda *words: unquoted(complete(*words))) if shell == 'bash' else complete
        expect(names('account', 'remove', ''), ['ACME production', "O'Neill"])
        expect(names('create', '--json', '--account', 'AC'), ['ACME production'])
        expect(names('create', '--account', 'x', '--credentials', ''), ['Billing'])
        expect(names('create', '--sandbox', ''), ['dev-1', 'prod', 'stage'])
        expect(names('create', '--like', 'Bil'), ['Billing bucket'])
        expect(names('test', '4cb'), ['4cb0c374-d3bb'])
        expect([name for name in names('test', '') if not name.startswith('--')], ['Billing bucket'])
        expect(names('credentials', 'add', 'B'), [])
        expect(names('--demo', 'account', 'remove', ''), [])


@case('bash writes a name with blanks as one word')
def _():
    expect(with_bash('create', '--account', 'ACME\\ pr'), ['ACME\\ production'])
    expect(with_bash('create', '--account', '"ACME pr'), ['ACME production'])


@case('a database of a later version is left alone')
def _():
    with sqlite3.connect(DATABASE) as db:
        version, = db.execute('PRAGMA user_version').fetchone()
        db.execute('PRAGMA user_version = 9999')
    db.close()
    expect(inlet('--complete', 'account', 'remove', ''), '')
    with sqlite3.connect(DATABASE) as db:
        expect(db.execute('PRAGMA user_version').fetchone(), (9999,))
        db.execute(f'PRAGMA user_version = {version}')
    db.close()


run()
