# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Kills a parent of a decoder and waits for the decoder to follow.

    dying_parent.py DECODER

The decoder's socket stays open in this process, so that the decoder does not see its input end:
only the kernel's signal can end it. Prints "confined" when it is at work and "gone" when it ended.
"""

import os
import select
import signal
import socket
import subprocess
import sys

ours, theirs = socket.socketpair()
told, tell = os.pipe()
parent = os.fork()
if parent == 0:
    child = subprocess.Popen(
        [sys.argv[1], "--bytes-max", "1000", "--pixels-max", "1000", "--memory-bytes-max",
         "100000000", "--processor-seconds-max", "60"],
        stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL)
    os.write(tell, str(child.pid).encode())
    signal.pause()

# The greeting: nine bytes, the fifth of which is a one.
greeting = ours.recv(9, socket.MSG_WAITALL)
if len(greeting) != 9 or greeting[4] != 1:
    raise SystemExit("the decoder did not confine itself")
descriptor = os.pidfd_open(int(os.read(told, 20)))
print("confined", flush=True)
os.kill(parent, signal.SIGKILL)
os.waitpid(parent, 0)
# LIMIT: a decoder that is still there after a minute was not told.
ended, _, _ = select.select([descriptor], [], [], 60)
print("gone" if ended else "still there", flush=True)
