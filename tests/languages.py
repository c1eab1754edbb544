# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in each language that it is translated into. Locales are made here, since most systems
have only those of the persons who use them, and C.UTF-8 has no translations."""

import gettext
import os
import pathlib
import subprocess
import tempfile

# Where each language is at home; any place does.
TERRITORIES = {'de': 'de_DE', 'he': 'he_IL', 'ko': 'ko_KR'}

_made = tempfile.TemporaryDirectory()


def list_languages(catalogs):
    """Those whose catalogs have been built below the folder."""
    return sorted(path.parent.parent.name for path in pathlib.Path(catalogs).glob('*/LC_MESSAGES/*.mo'))


def environment(language):
    """What makes a program speak it."""
    locale = TERRITORIES[language] + '.UTF-8'
    path = pathlib.Path(_made.name) / locale
    if not path.exists():
        # It warns of what its sources lack, and ends with 1 then.
        result = subprocess.run(['localedef', '-c', '-i', TERRITORIES[language], '-f', 'UTF-8', path],
                                capture_output=True, text=True)
        assert path.exists(), result.stderr
    return {**os.environ, 'LOCPATH': _made.name, 'LC_ALL': locale, 'LANGUAGE': language}


class Catalog:
    """What a language says for the words of the sources."""

    def __init__(self, catalogs, language):
        self._words = gettext.translation('inlet', catalogs, [language])

    def __call__(self, words):
        said = self._words.gettext(words)
        assert said != words, f'not translated: {words}'
        return said
