# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Look-ups of SHA-256 digests among many, all drawn by code.

    digests.py INDEX_BENCH WORK_FOLDER COUNT [ROUNDS]
"""

import sys
from pathlib import Path

from measuring import Program, machine, median, write

# What index-bench answers, in its order, with the unit and the digits after the point to print.
FIGURES = [
    ("hits, one thread", "/s", 0),
    ("misses, one thread", "/s", 0),
    ("hits, all processors", "/s", 0),
    ("misses, all processors", "/s", 0),
    ("build", "s", 2),
    ("memory", "bytes each", 1),
    ("snapshot, write", "s", 2),
    ("snapshot, read and answer", "s", 2),
]


def main():
    program_path, folder, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
    folder.mkdir(parents=True, exist_ok=True)
    # The program wants hashes and queries of pictures, which nobody asks for here.
    one = folder / "one-hash"
    one.write_bytes(bytes(32))
    result = {"machine": machine(), "count": count, "rounds": rounds}
    program = Program(program_path, str(one), str(one))
    rows = [list(map(float, program.ask(f"digests {count}"))) for _ in range(rounds)]
    program.close()
    if any(len(row) != len(FIGURES) for row in rows):
        raise SystemExit(f"index-bench did not answer with {len(FIGURES)} figures: {rows}")
    columns = {
        f"{name}, {unit}": list(readings)
        for (name, unit, _), readings in zip(FIGURES, zip(*rows))}
    result |= {"readings": columns, "medians": {n: median(r) for n, r in columns.items()}}
    show(result)
    write(f"digests-{count}", result)


def show(result):
    print(f"\n{result['count']:,} digests, median of {result['rounds']} (all readings)")
    for name, unit, digits in FIGURES:
        key = f"{name}, {unit}"
        readings = " / ".join(f"{value:,.{digits}f}" for value in result["readings"][key])
        print(f"  {name:26} {result['medians'][key]:14,.{digits}f} {unit:10}  ({readings})")


if __name__ == "__main__":
    main()
