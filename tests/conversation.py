# SPDX-License-Identifier: GPL-3.0-or-later
"""A program that has a terminal, and somebody who answers its question."""

import os
import pty
import select

PATIENCE = 60


def answer(command, question, reply):
    """Types `reply` once `question` is shown. Gives the status, and all that was shown, in bytes."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(command[0], command)
    shown = b''
    is_answered = False
    while True:
        if not select.select([terminal], [], [], PATIENCE)[0]:
            raise AssertionError(f'nothing more after {shown}')
        try:
            more = os.read(terminal, 4096)
        except OSError:     # it has ended
            break
        if not more:
            break
        shown += more
        if not is_answered and question in shown:
            is_answered = True
            os.write(terminal, reply)
    assert is_answered, shown
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown
