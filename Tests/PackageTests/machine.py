# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""A Debian of its own in a folder, with stand-ins for what only a booted machine has.

Where Debian's archive cannot be reached, it is this machine as it is, with whatever the tests
change laid over it and thrown away: then nothing shows whether the package depends on too little.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
# What the pages tell people to use besides the package.
BESIDES = ("curl", "postgresql", "sqlite3")
DEBIAN = "bookworm"

# Asks whoever runs the tests, and answers what that answers.
SYSTEMCTL = """#!/bin/sh
echo "$@" >/run/stand-in/question
read -r code </run/stand-in/answer
exit "$code"
"""
JOURNALCTL = """#!/bin/sh
while [ $# -gt 0 ]; do
    case "$1" in --unit) cat "/run/stand-in/$2.log"; shift ;; esac
    shift
done
"""


def prepared(package, folder):
    """A packed Debian with what the package depends on, from the mirror that this machine uses.

    Made once for each list of dependencies; `None` where the mirror cannot be reached.
    """
    depends = subprocess.run(
        ["dpkg-deb", "--field", package, "Depends"], check=True, capture_output=True,
        text=True).stdout
    names = [each.split("|")[0].split("(")[0].strip() for each in depends.split(",")]
    names += BESIDES
    key = hashlib.sha256(" ".join([DEBIAN, *names]).encode()).hexdigest()[:16]
    packed = folder / f"debian-{key}.tar"
    if packed.exists():
        return packed
    folder.mkdir(parents=True, exist_ok=True)
    making = folder / f"making-{os.getpid()}.tar"
    print(f"making a Debian with {len(names)} packages; this is kept for the next time")
    try:
        done = subprocess.run(
            ["mmdebstrap", "--quiet", "--variant=apt", "--dpkgopt=force-unsafe-io",
             f"--include={','.join(names)}", DEBIAN, str(making), *sources()], check=False)
        if done.returncode != 0:
            print("no Debian could be made: taking this machine as it is, laid over")
            return None
        for former in folder.glob("debian-*.tar"):
            former.unlink()
        making.replace(packed)
    finally:
        making.unlink(missing_ok=True)
    return packed


def sources():
    """Debian's own archives among those that apt has here."""
    lines = subprocess.run(
        ["apt-get", "indextargets", "--format",
         "$(CREATED_BY) $(ORIGIN) deb $(SITE) $(RELEASE) main"],
        check=True, capture_output=True, text=True).stdout.splitlines()
    found = sorted({
        line.removeprefix("Packages Debian ") for line in lines
        if line.startswith("Packages Debian ")})
    return found or [f"deb http://deb.debian.org/debian {DEBIAN} main"]


class Machine:
    """The unpacked Debian, and what runs in it."""

    def __init__(self, packed, folder):
        self.root = folder / "root"
        self.root.mkdir()
        self.running = {}
        self.enabled = set()
        if packed:
            subprocess.run(["tar", "-xf", packed, "-C", self.root], check=True)
        else:
            self._lay_over(folder / "over")
        for kind, place in (("proc", "proc"), ("tmpfs", "run")):
            subprocess.run(["mount", "-t", kind, kind, self.root / place], check=True)
        subprocess.run(["mount", "--rbind", "/dev", self.root / "dev"], check=True)
        # Services are started by whoever says so, and not because a package was installed; but
        # the maintainer scripts shall do what they do on a booted machine.
        (self.root / "run/systemd/system").mkdir(parents=True)
        self.stand_in = self.root / "run/stand-in"
        self.stand_in.mkdir()
        for name, text in (("systemctl", SYSTEMCTL), ("journalctl", JOURNALCTL)):
            program = self.root / "bin" / name
            program.unlink()
            program.write_text(text, encoding="utf-8")
            program.chmod(0o755)
        os.mkfifo(self.stand_in / "question")
        os.mkfifo(self.stand_in / "answer")
        threading.Thread(target=self._answer, daemon=True).start()

    def _lay_over(self, over):
        over.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", over], check=True)
        for place in ("changes", "work"):
            (over / place).mkdir()
        layers = f"lowerdir=/,upperdir={over}/changes,workdir={over}/work"
        subprocess.run(["mount", "-t", "overlay", "-o", layers, "overlay", self.root], check=True)

    def run(self, script, check=True):
        """A script as root of that machine types it; what it printed."""
        done = subprocess.run(
            ["chroot", self.root, "/bin/bash", "-euo", "pipefail", "-c", "cd /root\n" + script],
            env={"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                 "HOME": "/root", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
            stdin=subprocess.DEVNULL)
        if check and done.returncode != 0:
            logs = "".join(
                f"--- {log.name}\n{log.read_text(encoding='utf-8')}"
                for log in sorted(self.stand_in.glob("*.log")))
            raise AssertionError(
                f"exit code {done.returncode} of:\n{script}\n--- said\n{done.stdout}{logs}")
        return done.stdout

    def put(self, file):
        """Into the folder where the pages' commands are typed, in place of earlier packages."""
        for old in (self.root / "root").glob("*.deb"):
            old.unlink()
        shutil.copy(file, self.root / "root")

    def _answer(self):
        while True:
            question = (self.stand_in / "question").read_text(encoding="utf-8").split()
            try:
                code = self._systemctl(question)
            except Exception as error:  # pylint: disable=broad-except
                print(f"stand-in for systemctl: {error}", file=sys.stderr)
                code = 70
            (self.stand_in / "answer").write_text(f"{code}\n", encoding="utf-8")

    def _systemctl(self, words):
        options = [word for word in words if word.startswith("--")]
        verb, *units = [word for word in words if not word.startswith("--")]
        units = [unit.removesuffix(".service") for unit in units]
        if verb == "daemon-reload":
            return 0
        if verb == "is-active":
            return 0 if all(map(self.is_active, units)) else 3
        if verb in ("enable", "disable"):
            change = self.enabled.add if verb == "enable" else self.enabled.discard
            for unit in units:
                change(unit)
            verb = {"enable": "start", "disable": "stop"}[verb] if "--now" in options else None
        for unit in units:
            if verb in ("stop", "restart"):
                self.stop(unit)
            if verb in ("start", "restart") and not self.is_active(unit):
                self._start(unit)
        return 0 if verb in (None, "start", "stop", "restart") else 64

    def is_active(self, unit):
        return unit in self.running and self.running[unit].poll() is None

    def _start(self, unit):
        file = self.root / "lib/systemd/system" / f"{unit}.service"
        local = self.root / "etc/systemd/system" / f"{unit}.service"
        with open(self.stand_in / f"{unit}.log", "ab") as log:
            self.running[unit] = subprocess.Popen(
                ["unshare", "--mount", sys.executable, HERE / "unit.py", self.root,
                 local if local.exists() else file],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def stop(self, unit):
        process = self.running.pop(unit, None)
        if process:
            process.send_signal(signal.SIGTERM)
            process.wait()

    def shut_down(self):
        for unit in list(self.running):
            self.stop(unit)
