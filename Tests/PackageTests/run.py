# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""The Debian package, from making it to purging it. Prints "N passed, N failed" last.

    python3 Tests/PackageTests/run.py

Packs the debug programs that are there, and installs them into a Debian of its own in a folder:
what it depends on comes from Debian's archive, once; afterwards nothing leaves this machine. The
commands are those of the pages in Documentation/Operating, read from there. Needs root, or sudo.
"""

import fcntl
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import reporter
from machine import Machine, prepared

ROOT = Path(__file__).resolve().parent.parent.parent
CACHE = ROOT / ".build/package-tests"
UNITS = ROOT / "Deploy/systemd"
# Of ten; less is better. Whoever takes a wall away raises it, and must say so here.
EXPOSURE_MAX = 1.4
FIRST, NEXT = "0.1.0~tests1", "0.1.0~tests2"


def pack(version, output, **environment):
    """The path of a new package."""
    done = subprocess.run(
        ["script/package", "--configuration", "debug", "--version", version, "--output", output],
        cwd=ROOT, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env=os.environ | {"SOURCE_DATE_EPOCH": "1790000000"} | environment)
    return Path(done.stdout.splitlines()[-1])


def commands(page):
    """The blocks of a page that a test types, in the order of the page."""
    text = (ROOT / "Documentation/Operating" / page).read_text(encoding="utf-8")
    blocks = re.findall(r"^( *)```sh\n(.*?)^ *```$", text, re.M | re.S)
    return [re.sub(rf"^{indent}", "", block, flags=re.M) for indent, block in blocks]


class Tests:
    """One machine's life; each test goes on where the one before it ended."""

    def __init__(self, folder, packages):
        self.folder = folder
        self.first, self.next, self.again = packages
        self.machine = None
        self.receipt = None

    def same_sources_give_the_same_bytes(self):
        assert self.first.read_bytes() == self.again.read_bytes(), "packed twice, it differs"

    def lintian_finds_no_error(self):
        done = subprocess.run(
            ["lintian", "--fail-on", "error", "--tag-display-limit", "0", "--allow-root",
             self.first],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        print(done.stdout, end="")
        assert done.returncode == 0, "lintian found errors"

    def units_are_valid_and_closed(self):
        for unit in sorted(UNITS.glob("*.service")):
            done = subprocess.run(
                ["systemd-analyze", "security", "--offline=yes",
                 f"--threshold={EXPOSURE_MAX * 10:.0f}", unit],
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
            print(f"{unit.name}: {done.stdout.splitlines()[-1]}")
            assert done.returncode == 0, f"{unit.name} is more exposed than {EXPOSURE_MAX}"

    def it_installs_and_starts_as_the_page_says(self):
        self.machine = Machine(self.packed, self.folder)
        self.machine.put(self.first)
        install, start, journal, doctor, *_ = commands("installing-the-package.md")
        print(self.machine.run(install))
        names = " ".join(unit.name for unit in UNITS.glob("*.service"))
        self.machine.run(f"systemd-analyze verify --man=no {names}")
        assert not self.machine.running, "the package started something by itself"
        print(self.machine.run(start))
        assert "/welcome/" in self.machine.run(journal), "no link for the administrator"
        found = self.machine.run(doctor)
        print(found)
        assert re.search(r"^good +Decoder", found, re.M), "the decoder has no walls"

    def it_runs_behind_its_walls(self):
        process = self.machine.running["nightlight"].pid
        status = dict(
            line.split(":\t", 1)
            for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines())
        assert status["Uid"].split()[0] != "0", "runs as root"
        assert status["NoNewPrivs"] == "1" and status["Seccomp"] == "2"
        assert int(status["CapBnd"], 16) == 0 and int(status["CapEff"], 16) == 0
        assert "Max core file size        0 " in Path(f"/proc/{process}/limits").read_text("utf-8")
        data = self.machine.root / "var/lib/nightlight"
        assert data.stat().st_mode & 0o777 == 0o700
        settings = self.machine.root / "etc/nightlight/settings.json"
        assert settings.stat().st_mode & 0o777 == 0o640
        names = [
            Path(f"/proc/{child}/comm").read_text("utf-8").strip()
            for task in Path(f"/proc/{process}/task").iterdir()
            for child in (task / "children").read_text("utf-8").split()]
        assert "nightlight-deco" in names, "no decoder behind the walls of the unit"

    def a_report_is_taken(self):
        self.receipt = reporter.report("https://example.org/kitten")
        assert reporter.is_known(self.receipt)

    def a_backup_is_restored(self):
        make, *restore = commands("backups.md")
        print(self.machine.run(make))
        later = reporter.report("https://example.org/later")
        for step in restore:
            print(self.machine.run(step))
        assert reporter.is_known(self.receipt)
        # What came after the backup is not in it, and it is the backup that was restored.
        assert not reporter.is_known(later)
        self.machine.run("rm -r /var/lib/nightlight.aside")

    def an_upgrade_keeps_the_report(self):
        settings = self.machine.root / "etc/nightlight/settings.json"
        changed = settings.read_text("utf-8").replace('"Nightlight"', '"Kitten Hotline"')
        settings.write_text(changed, encoding="utf-8")
        before = self.machine.running["nightlight"].pid
        self.machine.put(self.next)
        upgrade, destroy = commands("upgrading.md")
        print(self.machine.run(upgrade))
        version = self.machine.run("dpkg-query --show --showformat '${Version}' nightlight")
        assert version == NEXT, version
        assert self.machine.is_active("nightlight"), "the upgrade did not start it again"
        assert self.machine.running["nightlight"].pid != before
        assert reporter.is_known(self.receipt)
        assert "Kitten Hotline" in reporter.load("/en"), "the settings were lost"
        self.machine.run(destroy)
        check = self.machine.run(
            "runuser -u nightlight -- nightlight database check"
            " --data-directory /var/lib/nightlight")
        print(check)

    def parts_run_apart_on_one_database(self):
        # The server keeps what it was given to write to.
        self.machine.run(
            "pg_ctlcluster --skip-systemctl-redirect 15 main start >/run/postgresql.log 2>&1")
        try:
            *_, database, parts, _ = commands("installing-the-package.md")
            print(self.machine.run(database))
            print(self.machine.run(parts))
            names = {unit.stem for unit in UNITS.glob("*.service")} - {"nightlight"}
            assert names == {name for name in self.machine.running if self.machine.is_active(name)}
            receipt = reporter.report("https://example.org/parts")
            assert reporter.is_known(receipt)
            assert "/welcome/" in self.machine.run(
                "journalctl --unit nightlight-workbench --output cat")
            keys = self.machine.root / "var/lib/nightlight-public/keys"
            held = {file.name for file in keys.iterdir()}
            assert held == {"casework.public", "audit.public", "receipt.pepper", "form.key"}, held
        finally:
            self.machine.run(
                "pg_ctlcluster --skip-systemctl-redirect 15 main stop --force", check=False)

    def removing_keeps_settings_and_data(self):
        print(self.machine.run(commands("installing-the-package.md")[-1]))
        assert not any(map(self.machine.is_active, self.machine.running)), "something still runs"
        root = self.machine.root
        assert (root / "etc/nightlight/settings.json").exists()
        assert (root / "var/lib/nightlight/nightlight.sqlite").exists()
        assert not (root / "usr/lib/nightlight").exists(), "left programs behind"

    def purging_keeps_data_and_says_where(self):
        said = self.machine.run("apt-get purge --yes nightlight")
        print(said)
        root = self.machine.root
        assert "Kept: /var/lib/nightlight" in said
        assert (root / "var/lib/nightlight/nightlight.sqlite").exists()
        assert (root / "var/lib/nightlight/keys/casework.private").exists()
        assert not (root / "etc/nightlight").exists(), "left settings behind"

    def by_hand_it_finds_the_data_again(self):
        sources = self.machine.root / "root/nightlight"
        built = sources / ".build/release"
        built.mkdir(parents=True)
        for folder in ("Deploy", "Documentation"):
            shutil.copytree(ROOT / folder, sources / folder)
        programs = ROOT / ".build/debug"
        for file in (programs / "nightlight", programs / "nightlight-decoder"):
            shutil.copy(file, built)
        for folder in programs.glob("nightlight_*.resources"):
            shutil.copytree(folder, built / folder.name)
        # The page says to build there: so the toolchain is there.
        runtime = Path(shutil.which("swift")).resolve().parent.parent / "lib/swift/linux"
        there = self.machine.root / str(runtime).lstrip("/")
        there.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--bind", runtime, there], check=True)
        try:
            for step in commands("installing.md"):
                print(self.machine.run("cd nightlight\n" + step))
            assert reporter.is_known(self.receipt)
        finally:
            self.machine.shut_down()
            subprocess.run(["umount", there], check=True)


def quiet_network():
    """Loopback, and nothing else: the ports are free, and nothing leaves."""
    with socket.socket() as any_socket:
        name = b"lo".ljust(16, b"\0")
        fcntl.ioctl(any_socket, 0x8914, name + struct.pack("h", 0x1 | 0x40) + b"\0" * 14)


def outside():
    """What needs the network and the build's folder, before the walls."""
    if os.geteuid() != 0:
        os.execvp("sudo", ["sudo", "--preserve-env=PATH", sys.executable, *sys.argv])
    with tempfile.TemporaryDirectory(prefix="nightlight-package-") as folder:
        packages = [
            pack(FIRST, f"{folder}/a"), pack(NEXT, f"{folder}/b"),
            pack(FIRST, f"{folder}/c", TMPDIR="/var/tmp", TZ="Asia/Tokyo", LC_ALL="C.UTF-8")]
        packed = prepared(packages[0], CACHE)
        done = subprocess.run(
            ["unshare", "--mount", "--net", "--propagation", "private", sys.executable, __file__,
             "--inside", folder, packed or "", *packages], check=False)
        sys.exit(done.returncode)


def inside(folder, packed, *packages):
    quiet_network()
    tests = Tests(Path(folder), [Path(each) for each in packages])
    tests.packed = packed or None
    cases = [
        tests.same_sources_give_the_same_bytes, tests.lintian_finds_no_error,
        tests.units_are_valid_and_closed, tests.it_installs_and_starts_as_the_page_says,
        tests.it_runs_behind_its_walls, tests.a_report_is_taken,
        tests.a_backup_is_restored, tests.an_upgrade_keeps_the_report,
        tests.parts_run_apart_on_one_database, tests.removing_keeps_settings_and_data,
        tests.purging_keeps_data_and_says_where, tests.by_hand_it_finds_the_data_again]
    passed = 0
    failed = 0
    try:
        for case in cases:
            name = case.__name__.replace("_", " ")
            began = time.monotonic()
            try:
                case()
            except Exception:  # pylint: disable=broad-except
                failed += 1
                traceback.print_exc()
                print(f"✘ {name}", flush=True)
                break  # What follows stands on it.
            passed += 1
            print(f"✔ {name} ({time.monotonic() - began:.1f} s)", flush=True)
    finally:
        if tests.machine:
            tests.machine.shut_down()
            for place in ("root/dev", "root/run", "root/proc", "root", "over"):
                subprocess.run(
                    ["umount", "--lazy", Path(folder) / place], check=False,
                    stderr=subprocess.DEVNULL)
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if sys.argv[1:2] == ["--inside"]:
    inside(*sys.argv[2:])
else:
    outside()
