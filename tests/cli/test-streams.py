#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-streams.py INLET: standard input, output and error that are closed, full, or not read to the
end. Run inside ../desktop with an unlocked keyring."""

import os
import pathlib
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from tap import case, expect, run   # noqa: E402

INLET = os.path.abspath(sys.argv[1])
DATABASE = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'inlet' / 'inlet.db'
LOST = 'Not all of this could be written to standard output.\n'
ACCOUNT = ('account add ACME --org 5C1328435BF324E90A49402A@AdobeOrg'
           ' --api-key e053e1a87cf74c68a6ec8e71d4a82662 --access-token')


def shell(line):
    """What a line for a shell ends with, and says."""
    done = subprocess.run(['bash', '-c', line, 'bash', INLET], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=60)
    return done.returncode, done.stderr


@case('there are connections')
def _():
    expect(shell('"$1" list'), (0, ''))
    with sqlite3.connect(DATABASE) as database:
        database.executemany('INSERT INTO connections (state, created_at, remote_id, name, sandbox)'
                             " VALUES ('created', 1700000000, ?, ?, 'dev')",
                             [(f'0000-{n}', f'Connection {n}') for n in range(5000)])
    database.close()


@case('what does not fit on a disk is not taken for whole')
def _():
    for words in 'list --csv', 'list --json', 'list', '--help', '--version', 'report':
        expect((words, shell(f'"$1" {words} >/dev/full')), (words, (1, LOST)))


@case('nor is what goes nowhere')
def _():
    for words in 'list --csv', '--version':
        expect((words, shell(f'"$1" {words} >&-')), (words, (1, LOST)))


@case('where nothing was to be printed, nothing is lost')
def _():
    expect(shell(f'echo eyJhbGciOiJSUzI1NiJ9.e30.c2ln | "$1" {ACCOUNT} >&-'), (0, ''))


@case('what was found wrong counts for more')
def _():
    expect(shell('"$1" show nobody >/dev/full')[0], 2)


@case('who has read enough of a pipe is not told')
def _():
    for words in 'list', 'list --csv', 'list --json':
        status, said = shell(f'"$1" {words} | head -n 1 >/dev/null; exit ${{PIPESTATUS[0]}}')
        # As others end, by the signal, where it is not ignored.
        assert status in (0, 141) and said == '', (words, status, said)
        expect(shell(f"(trap '' PIPE; \"$1\" {words}) | head -n 1 >/dev/null; exit ${{PIPESTATUS[0]}}"),
               (0, ''))


@case('closed input is no secret, and closed errors are no harm')
def _():
    status, said = shell(f'"$1" {ACCOUNT.replace("ACME", "Other")} <&-')
    assert status == 2 and said.startswith('Access Token: '), (status, said)
    expect(shell('"$1" nonsense 2>&-'), (2, ''))
    expect(shell('"$1" list <&- >&- 2>&-'), (1, ''))


@case('nothing of it has gone into a file of the program')
def _():
    assert sqlite3.connect(DATABASE).execute('PRAGMA integrity_check').fetchone() == ('ok',)


run()
