# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Ends the whole run when one case hangs, and says which.

Most of Playwright's calls have a time limit, but closing a page, opening one and evaluating a
script have none: a browser that never answers would keep everybody waiting for hours.
"""

import os
import signal
import threading
from contextlib import contextmanager
from pathlib import Path

# LIMIT: the slowest case takes ten seconds on an idle machine, a minute on a very busy one.
CASE_SECONDS_MAX = 240


@contextmanager
def watched(label, give_up):
    """Gives up, in a thread of its own, when the block takes too long."""
    timer = threading.Timer(CASE_SECONDS_MAX, lambda: end(label, give_up))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def end(label, give_up):
    print(f"FAILED  {label}: no end within {CASE_SECONDS_MAX} s", flush=True)
    give_up()
    # The program and the browser would keep our output open, and whoever reads it waiting.
    for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split():
        os.kill(int(child), signal.SIGKILL)
    os._exit(1)
