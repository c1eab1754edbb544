# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for secrets, in every disguise in which a program may write one: in texts, in files, and in
the memory of a running program.

A secret must be long enough not to occur by chance, and is reported by its name, never itself."""

import base64
import json
import os
import pathlib
import re
import urllib.parse

# Of a disguise in memory its halves are looked for: the allocator writes its own notes over the
# first bytes of what was freed, and a secret that was cut is no less one.
_LEAST = 10
_BLOCK = 1 << 16


def disguises(secret):
    """Yields every way in which a secret may be written, with its name."""
    raw = secret.encode()
    yield 'raw', raw
    for name, quoted in (('url', urllib.parse.quote(secret, safe='')),
                         ('url of a form', urllib.parse.quote_plus(secret)),
                         ('url with /', urllib.parse.quote(secret)),
                         ('url twice', urllib.parse.quote(urllib.parse.quote(secret, safe=''), safe=''))):
        yield name, quoted.encode()
        yield f'{name}, lower hex', re.sub('%[0-9A-F]{2}', lambda m: m[0].lower(), quoted).encode()
    yield 'url of every byte', ''.join(f'%{byte:02X}' for byte in raw).encode()
    for name, ascii_only in (('json', False), ('json in ASCII', True)):
        escaped = json.dumps(secret, ensure_ascii=ascii_only)[1:-1]
        yield name, escaped.encode()
        yield f'{name} with \\/', escaped.replace('/', '\\/').encode()
        yield f'{name} twice', json.dumps(escaped, ensure_ascii=ascii_only)[1:-1].encode()
    units = secret.encode('utf-16-be')
    units = [units[i:i + 2].hex() for i in range(0, len(units), 2)]
    yield 'json of every character', ''.join('\\u' + unit for unit in units).encode()
    yield 'json of every character, upper hex', ''.join('\\u' + u.upper() for u in units).encode()
    for shift in range(3):
        # What is the same whatever stands before and after it.
        start, end = (shift * 8 + 5) // 6, (shift + len(raw)) * 8 // 6
        encoded = base64.b64encode(b' ' * shift + raw)[start:end]
        yield f'base64 at {shift}', encoded
        yield f'base64url at {shift}', encoded.replace(b'+', b'-').replace(b'/', b'_')
    yield 'UTF-16', secret.encode('utf-16-le')
    yield 'UTF-32', secret.encode('utf-32-le')
    yield 'hex', raw.hex().encode()


def _halves(needle):
    middle = len(needle) // 2
    return [needle] if middle < _LEAST else [needle[:middle], needle[middle:]]


class Search:
    """For `secrets`, a dictionary of names."""

    places = 0      # that were searched, by all
    bytes = 0

    def __init__(self, secrets):
        self.needles = {}       # bytes → name, each once
        self.halves = {}
        for name, secret in secrets.items():
            for disguise, needle in disguises(secret):
                self.needles.setdefault(needle, f'{name} ({disguise})')
                for half in _halves(needle):
                    self.halves.setdefault(half, f'{name} ({disguise}, a part)')
        self.longest = max(map(len, self.needles))

    def find(self, data, needles=None):
        """The names of what is in `data`, bytes or a text."""
        if isinstance(data, str):
            data = data.encode(errors='surrogateescape')
        Search.places += 1
        Search.bytes += len(data)
        return sorted({name for needle, name in (needles or self.needles).items()
                       if needle in data})

    def expect_none(self, data, sink):
        found = self.find(data)
        if found:
            raise AssertionError(f'{sink} has {", ".join(found)}')

    def expect_none_in_files(self, folder):
        """Gives the names of the files, so that the search can be searched."""
        names = set()
        for path in pathlib.Path(folder).rglob('*'):
            if path.is_file():
                names.add(path.name)
                self.expect_none(path.read_bytes(), path)
                self.expect_none(path.name, f'the name of {path.parent}/…')
        return names

    def expect_none_in_process(self, pid):
        for name in ('cmdline', 'environ', 'comm'):
            self.expect_none(pathlib.Path(f'/proc/{pid}/{name}').read_bytes(), f'its {name}')

    def find_in_memory(self, pid):
        """Whatever process `pid` could write to: its heap, its stacks, its data. Gives the names of
        what was found, each with the places."""
        found = {}
        Search.places += 1
        with open(f'/proc/{pid}/mem', 'rb', buffering=0) as memory:
            for start, end, place in _writable(pid):
                for offset in range(start, end, _BLOCK):
                    length = min(_BLOCK + self.longest, end - offset)
                    try:
                        block = os.pread(memory.fileno(), length, offset)
                    except OSError:     # gone since, or never there
                        continue
                    Search.bytes += min(_BLOCK, len(block))
                    if block.count(0) == len(block):
                        continue
                    for needle, name in self.halves.items():
                        at = block.find(needle)
                        while at >= 0:
                            if at < _BLOCK:
                                found.setdefault(name, set()).add(f'{place or "mmap"} {offset + at:x}')
                            at = block.find(needle, at + 1)
        return found

    def expect_none_in_memory(self, pid):
        found = self.find_in_memory(pid)
        if found:
            raise AssertionError('its memory has ' + '; '.join(
                f'{name}: {len(places)}' for name, places in sorted(found.items())))

    def say(self):
        """One line for the log of the test."""
        print(f'# searched {Search.places} places, {Search.bytes / (1 << 20):.1f} MiB, for '
              f'{len(self.needles)} needles', flush=True)


def _writable(pid):
    for line in pathlib.Path(f'/proc/{pid}/maps').read_text().splitlines():
        words = line.split(maxsplit=5)
        start, end = (int(word, 16) for word in words[0].split('-'))
        if words[1].startswith('rw'):
            yield start, end, words[5] if len(words) > 5 else ''
