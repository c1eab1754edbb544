#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-languages.py INLET CATALOGS: the terminal in every language, and what programs read in none of
them. Run inside ../desktop with an unlocked keyring."""

import functools
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from languages import Catalog, environment, list_languages  # noqa: E402
from tap import case, expect, run                           # noqa: E402

INLET, CATALOGS = sys.argv[1:]
IMPORTED = '''[a-role]
role_arn = arn:aws:iam::123456789012:role/any
[a-key]
aws_access_key_id = AKIAI44QH8DHBEXAMPLE
aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
'''


def inlet(language, *words, said='', status=0):
    result = subprocess.run([INLET, *words], input=said, capture_output=True, text=True, timeout=60,
                            env=environment(language) if language else os.environ)
    if result.returncode != status:
        raise AssertionError(f'{words}: status {result.returncode}, {result.stdout}{result.stderr}')
    return result


def without_chance(text):
    """IDs, etags, times and the address of the demo are others each time."""
    return re.sub(r'"[0-9a-f]{8}-[0-9a-f-]+"|"\\"[^"]*\\""|"\d{4}-\d\d-\d\dT[^"]*"|127.0.0.1:\d+', '"…"',
                  text)


@functools.cache
def read(language, *words, said='', status=0):
    """What a program reads."""
    printed = inlet(language, *words, '--json', said=said, status=status).stdout
    json.loads(printed)
    return without_chance(printed)


@case('there are languages')
def _():
    assert list_languages(CATALOGS)


for language in list_languages(CATALOGS):
    says = Catalog(CATALOGS, language)

    @case(f'{language}: the help')
    def _(language=language, says=says):
        printed = inlet(language, '--help').stdout
        assert says('Exit status: 0 done, 1 unexpected, 2 wrong usage or input, 3 refused by Adobe,\n'
                    '4 not reached, 5 keyring, 6 uncertain.') in printed, printed
        assert 'Exit status' not in printed
        # The verbs and options are no words of a language.
        expect(printed.split('\n\n')[0], inlet(None, '--help').stdout.split('\n\n')[0])

    @case(f'{language}: what was not understood')
    def _(language=language, says=says):
        expect(inlet(language, 'nonsense', status=2).stderr,
               says('That is not something that Inlet knows. “inlet --help” says what it does.\n'))
        expect(inlet(language, 'account', 'remove', 'Nobody', status=2).stderr,
               says('There is no account “%s”.\n') % 'Nobody')

    @case(f'{language}: a failure, with what to do')
    def _(language=language, says=says):
        printed = inlet(language, '--demo', 'create', '--account', says('Demo organization'),
                        '--credentials', says('Fails: wrong secret key'), '--sandbox', 'dev',
                        '--name', 'Any', status=3).stderr
        assert says('Adobe couldn’t use the S3 credentials') + '\n' in printed, printed
        assert 'S3 credentials' not in printed, printed

    @case(f'{language}: the same JSON as in no language')
    def _(language=language):
        create = ['--demo', 'create', '--account', 'Demo organization', '--sandbox', 'dev', '--name', 'Any',
                  '--credentials']
        for words, status in ((['Demo bucket'], 0), (['Fails: wrong secret key'], 3)):
            expect(read(language, *create, *words, status=status),
                   read(None, *create, *words, status=status))
        for words in (['list'], ['account', 'list'], ['sandboxes'], ['sync', '--sandbox', 'stage']):
            expect(read(language, '--demo', *words), read(None, '--demo', *words))

    @case(f'{language}: the same JSON of what is imported')
    def _(language=language):
        words = ['--demo', 'import', '-', '--select', 'a-key']
        assert 'takes on a role' in read(None, *words, said=IMPORTED)
        expect(read(language, *words, said=IMPORTED), read(None, *words, said=IMPORTED))


run()
