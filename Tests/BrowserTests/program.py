# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Starts the built program on free loopback ports with a folder of its own."""

import json
import os
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass

CHROMIUM = os.environ.get("NIGHTLIGHT_CHROMIUM", "/usr/bin/chromium")
LISTENERS = ("public", "provider", "workbench", "operations")


@dataclass
class Served:
    """Where the applications of one installation answer."""

    public: str
    provider: str
    workbench: str
    link: str
    """The first administrator's one-time link."""


@contextmanager
def components(program):
    """Where the page of components answers, while the block runs."""
    process = subprocess.Popen(
        [program, "component", "serve", "--format", "json"], stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        if not line:
            raise SystemExit(f"the components did not start: exit code {process.wait()}")
        yield json.loads(line)["components.address"]
    finally:
        process.terminate()
        process.wait()


@contextmanager
def served(program):
    """The installation, while the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        addresses = [
            part for name in LISTENERS for part in (f"--{name}-address", "127.0.0.1:0")]
        process = subprocess.Popen(
            [program, "serve", "--format", "json", "--data-directory", folder, *addresses],
            stdout=subprocess.PIPE, text=True)
        try:
            line = process.stdout.readline()
            if not line:
                raise SystemExit(f"the program did not start: exit code {process.wait()}")
            said = json.loads(line)
            yield Served(
                said["public.address"], said["provider.address"], said["workbench.address"],
                said["administrator.link"])
        finally:
            process.terminate()
            process.wait()


def launch(playwright):
    """Debian's Chromium, without its own sandbox where we are root."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
