# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Questions to `nightlight match serve`, as a platform on the same machine asks them.

    match_socket.py NIGHTLIGHT SOCKET_BENCH WORK_FOLDER COUNT [ROUNDS]

The list has COUNT pictures and as many SHA-256 digests, drawn by code.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from measuring import Program, machine, median, write

CASES = [
    (kind, connections, together)
    for kind in ("pdq", "sha256", "known")
    for connections, together in ((1, 1), (4, 1), (1, 100), (4, 100))
]


def list_file(folder, count):
    path = folder / f"list-{count}.csv"
    if not path.exists():
        rng = np.random.default_rng(7)
        rows = rng.integers(0, 256, (2, count, 32), dtype=np.uint8)
        with path.open("w", encoding="ascii") as out:
            out.write("sha256,pdq\n")
            out.write("6d" * 32 + ",\n")
            for digest, picture in zip(*rows):
                out.write(f"{digest.tobytes().hex()},{picture.tobytes().hex()}\n")
    return path


def installed(nightlight, folder, count):
    data = folder / f"match-{count}"
    options = ["--data-directory", str(data)]
    if not data.exists():
        subprocess.run(
            [nightlight, "database", "migrate", *options], check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            [nightlight, "hash-list", "import", str(list_file(folder, count)), "--list", "bench",
                "--create", "--classification", "other", *options],
            check=True, stdout=subprocess.DEVNULL)
    return options


def main():
    nightlight, bench, folder, count = sys.argv[1:4] + [int(sys.argv[4])]
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 3
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    options = installed(nightlight, folder, count)
    with tempfile.TemporaryDirectory() as sockets:
        socket = sockets + "/match"
        service = subprocess.Popen(
            [nightlight, "match", "serve", "--socket", socket, *options],
            stderr=subprocess.PIPE, text=True)
        try:
            line = service.stderr.readline()
            if not line.startswith("Ready"):
                raise SystemExit(f"the service did not start: {line}")
            program = Program(bench, socket)
            readings = {}
            for _ in range(rounds):
                for kind, connections, together in CASES:
                    name = f"{kind}, {connections} connections, {together} together"
                    readings.setdefault(name, []).append(
                        list(map(float, program.ask(f"{kind} {connections} {together} 2"))))
            program.close()
        finally:
            service.terminate()
            service.wait()
    print(f"\n{count} pictures and digests; questions in a second, milliseconds of an exchange")
    for name, rows in readings.items():
        rate, *times = (median(column) for column in zip(*rows))
        print(f"  {name:40} {rate:10.0f}   " + " / ".join(f"{each:.2f}" for each in times))
    write(f"socket-{count}", {
        "machine": machine(), "count": count, "rounds": rounds,
        "readings (per second, ms of half, of 99 %, of 99.9 %)": readings})


if __name__ == "__main__":
    main()
