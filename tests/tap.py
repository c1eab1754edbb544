# SPDX-License-Identifier: GPL-3.0-or-later
"""Test cases in Python that speak TAP: `@case('name')` above each, `run()` at the end."""

import sys
import traceback

_cases = []


def case(name):
    def register(function):
        _cases.append((name, function))
        return function
    return register


def run():
    """Runs every case in the order of the file, and exits."""
    failed = 0
    print(f'1..{len(_cases)}', flush=True)
    for number, (name, function) in enumerate(_cases, 1):
        try:
            function()
        except Exception:
            failed += 1
            print(f'not ok {number} {name}', flush=True)
            for line in traceback.format_exc().splitlines():
                print(f'# {line}', flush=True)
        else:
            print(f'ok {number} {name}', flush=True)
    sys.exit(failed > 0)


def expect(actual, expected):
    if actual != expected:
        raise AssertionError(f'expected {expected!r}, got {actual!r}')
