# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Runs what a unit starts, behind the walls that the unit asks for, where no systemd is.

    python3 unit.py ROOT UNIT     in a mount namespace of its own; ends as the program itself

Not all of systemd: what could keep the program, or the decoders with their own walls, from working.
A directive that is not known here stops the run, so that whoever adds one looks here.
"""

import ctypes
import errno
import os
import pwd
import resource
import shlex
import socket
import subprocess
import sys
from pathlib import Path

# What nothing here needs to do: it can hinder nothing, or only systemd itself could do it.
PASSED_OVER = {
    "Description", "Documentation", "After", "Wants", "Conflicts", "WantedBy", "Type", "Restart",
    "RestartSec", "MemoryMax", "MemorySwapMax", "TasksMax", "PrivateMounts", "ProtectClock",
    "ProtectControlGroups", "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules",
    "ProtectKernelTunables", "RemoveIPC", "RestrictRealtime", "RestrictSUIDSGID",
    "LockPersonality", "KeyringMode", "SystemCallArchitectures",
}
KNOWN = {
    "User", "StateDirectory", "StateDirectoryMode", "ExecStart", "UMask", "LimitCORE",
    "NoNewPrivileges", "CapabilityBoundingSet", "ProtectSystem", "ProtectHome", "PrivateTmp",
    "PrivateDevices", "ProtectProc", "ProcSubset", "RestrictNamespaces", "MemoryDenyWriteExecute",
    "RestrictAddressFamilies", "SystemCallErrorNumber", "SystemCallFilter",
}

libc = ctypes.CDLL(None, use_errno=True)
libc.mount.argtypes = [ctypes.c_char_p] * 3 + [ctypes.c_ulong, ctypes.c_char_p]
libc.prctl.argtypes = [ctypes.c_int] + [ctypes.c_ulong] * 4
seccomp = ctypes.CDLL("libseccomp.so.2")
seccomp.seccomp_init.restype = ctypes.c_void_p
seccomp.seccomp_init.argtypes = [ctypes.c_uint32]
seccomp.seccomp_load.argtypes = [ctypes.c_void_p]

READ_ONLY, NO_SUID, REMOUNT, BIND, RECURSIVE = 1, 2, 32, 4096, 16384
ALLOW, FAIL = 0x7FFF0000, 0x00050000
EQUAL, MASKED = 4, 7
NEW_NAMESPACES = (0x20000, 0x2000000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000)


class Comparison(ctypes.Structure):
    """What a rule says of one argument of a system call."""

    _fields_ = [
        ("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64),
        ("b", ctypes.c_uint64)]


def read(path):
    """The directives of a unit; one that is there several times has several values."""
    found = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith("#"):
            name, value = line.split("=", 1)
            if name not in PASSED_OVER | KNOWN:
                raise SystemExit(f"{path}: the tests do not know {name}")
            found.setdefault(name, []).append(value)
    return found


def check(result, what):
    if result != 0:
        number = ctypes.get_errno() or -result
        raise SystemExit(f"{what}: {os.strerror(number)}")


def mount(source, target, kind=None, flags=0, data=None):
    encoded = [each.encode() if each else None for each in (source, str(target), kind)]
    check(libc.mount(*encoded, flags, data.encode() if data else None), f"mount on {target}")


def wall_files(root, unit):
    """Everything can be read and nothing written but the state directory; ends in the root."""
    state = root / "var/lib" / unit["StateDirectory"][0]
    user = pwd_entry(root, unit["User"][0])
    state.mkdir(exist_ok=True)
    os.chown(state, user.pw_uid, user.pw_gid)
    os.chmod(state, int(unit["StateDirectoryMode"][0], 8))
    mount(None, "/", None, RECURSIVE | (1 << 18))
    mount(str(root), root, None, BIND | RECURSIVE)
    mount(str(state), state, None, BIND)
    mount(None, root, None, BIND | REMOUNT | READ_ONLY)
    mount("proc", root / "proc", "proc", NO_SUID, "hidepid=invisible,subset=pid")
    for hidden in ("home", "root"):
        mount("tmpfs", root / hidden, "tmpfs", NO_SUID | READ_ONLY, "mode=000,size=4k")
    for folder in ("tmp", "var/tmp"):
        mount("tmpfs", root / folder, "tmpfs", NO_SUID, "mode=1777")
    mount("tmpfs", root / "dev", "tmpfs", NO_SUID, "mode=755")
    for device in ("null", "zero", "full", "random", "urandom"):
        (root / "dev" / device).touch()
        mount(f"/dev/{device}", root / "dev" / device, None, BIND)
    os.chroot(root)
    os.chdir("/")
    return user


def pwd_entry(root, name):
    for line in (root / "etc/passwd").read_text(encoding="utf-8").splitlines():
        parts = line.split(":")
        if parts[0] == name:
            return pwd.struct_passwd((*parts[:2], int(parts[2]), int(parts[3]), *parts[4:]))
    raise SystemExit(f"there is no user {name}")


def calls_of(names):
    """The system calls of a line of the unit, sets resolved as systemd does."""
    found = set()
    for name in names:
        if not name.startswith("@"):
            found.add(name)
            continue
        lines = subprocess.run(
            ["systemd-analyze", "syscall-filter", name], check=True, capture_output=True,
            text=True).stdout.splitlines()[1:]
        found |= calls_of(
            [line.strip() for line in lines if line.strip() and "#" not in line])
    return found


def allowed_calls(unit):
    allowed = set()
    for line in unit["SystemCallFilter"]:
        if line.startswith("~"):
            allowed -= calls_of(line[1:].split())
        else:
            allowed |= calls_of(line.split())
    # Systemd's filters allow it always, or nothing could be started.
    return allowed | {"execve"}


def rule(walls, action, call, *comparisons):
    number = seccomp.seccomp_syscall_resolve_name(call.encode())
    # A name that this processor does not have needs no rule.
    if number < 0:
        return
    array = (Comparison * len(comparisons))(*comparisons)
    check(
        seccomp.seccomp_rule_add_array(
            ctypes.c_void_p(walls), ctypes.c_uint32(action), number, len(comparisons), array),
        f"rule for {call}")


def wall_calls(unit, allowed):
    # The list of what is allowed comes last: it may not allow to add another filter.
    walls = seccomp.seccomp_init(ALLOW)
    not_permitted = FAIL | errno.EPERM
    both, code = 2 | 4, 4
    rule(walls, not_permitted, "mmap", Comparison(2, MASKED, both, both))
    for call in ("mprotect", "pkey_mprotect"):
        rule(walls, not_permitted, call, Comparison(2, MASKED, code, code))
    rule(walls, not_permitted, "shmat", Comparison(2, MASKED, 0o100000, 0o100000))
    for call in ("unshare", "setns"):
        rule(walls, not_permitted, call)
    for flag in NEW_NAMESPACES:
        rule(walls, not_permitted, "clone", Comparison(0, MASKED, flag, flag))
    families = {
        getattr(socket, name) for name in unit["RestrictAddressFamilies"][0].split()}
    for family in range(64):
        if family not in families:
            rule(
                walls, FAIL | errno.EAFNOSUPPORT, "socket", Comparison(0, EQUAL, family, 0))
    check(seccomp.seccomp_load(walls), "filter of system calls")
    walls = seccomp.seccomp_init(FAIL | getattr(errno, unit["SystemCallErrorNumber"][0]))
    for call in sorted(allowed):
        rule(walls, ALLOW, call)
    check(seccomp.seccomp_load(walls), "list of system calls")


def main():
    root, path = Path(sys.argv[1]).resolve(), sys.argv[2]
    unit = read(path)
    allowed = allowed_calls(unit)
    user = wall_files(root, unit)
    os.umask(int(unit["UMask"][0], 8))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for capability in range(64):
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
    os.initgroups(user.pw_name, user.pw_gid)
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)
    check(libc.prctl(38, 1, 0, 0, 0), "no new privileges")  # PR_SET_NO_NEW_PRIVS
    wall_calls(unit, allowed)
    command = shlex.split(unit["ExecStart"][0])
    os.execve(
        command[0], command,
        {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "USER": user.pw_name,
         "HOME": user.pw_dir})


main()
