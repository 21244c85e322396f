# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Starts the built program on free loopback ports with a folder of its own."""

import json
import os
import subprocess
import tempfile
from contextlib import contextmanager

CHROMIUM = os.environ.get("NIGHTLIGHT_CHROMIUM", "/usr/bin/chromium")


@contextmanager
def served(program):
    """The address of the public site, while the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [program, "serve", "--format", "json", "--data-directory", folder,
             "--public-address", "127.0.0.1:0", "--operations-address", "127.0.0.1:0"],
            stdout=subprocess.PIPE, text=True)
        try:
            line = process.stdout.readline()
            if not line:
                raise SystemExit(f"the program did not start: exit code {process.wait()}")
            yield json.loads(line)["public.address"]
        finally:
            process.terminate()
            process.wait()


def launch(playwright):
    """Debian's Chromium, without its own sandbox where we are root."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
