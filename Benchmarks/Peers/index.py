# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Exact Hamming search, beside what python-threatexchange and faiss offer.

    index.py INDEX_BENCH WORK_FOLDER COUNT [uniform|skewed] [ROUNDS] [--without-peers]
"""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np

from measuring import Program, alternate, machine, median, write

DISTANCE = 31
QUERIES = 400


def flipped(rng, rows, bits):
    """Copies of the rows with so many bits of each changed."""
    changed = rows.copy()
    for row, count in zip(changed, bits):
        for bit in rng.choice(256, count, replace=False):
            row[bit // 8] ^= 1 << (bit % 8)
    return changed


def hashes(rng, count, spread):
    rows = rng.integers(0, 256, (count, 32), dtype=np.uint8)
    if spread == "skewed":
        # One in a hundred within 20 bits of fifty centres: memes, placeholders, flat pictures.
        centres = rng.integers(0, 256, (50, 32), dtype=np.uint8)
        crowd = rng.choice(count, count // 100, replace=False)
        base = centres[rng.integers(0, 50, len(crowd))]
        rows[crowd] = flipped(rng, base, rng.integers(0, 21, len(crowd)))
    return rows


def faiss_counts(files):
    """For strangers and for planted queries, how many different hashes faiss finds for each."""
    answer = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "index_counts.py"), str(files["hashes"]),
            str(DISTANCE), str(files["strangers"]), str(files["planted"])],
        stdout=subprocess.PIPE, text=True, check=True).stdout
    return [[int(count) for count in line.split()] for line in answer.splitlines()]


def compared(ours, theirs):
    """The share of what faiss finds that ours finds too; ends when any query's count differs."""
    if [len(counts) for counts in ours] != [len(counts) for counts in theirs]:
        raise SystemExit("faiss and ours did not answer the same queries")
    pairs = [pair for both in zip(ours, theirs) for pair in zip(*both)]
    found = sum(theirs for _, theirs in pairs)
    recall = sum(min(pair) for pair in pairs) / found
    different = sum(ours != theirs for ours, theirs in pairs)
    if different:
        raise SystemExit(
            f"{different} of {len(pairs)} queries find another number of hashes than faiss:"
            f" recall {recall}")
    return {
        "recall": recall, "counts_equal": True, "queries_compared": len(pairs),
        "found_by_faiss": found}


def main():
    program_path, folder, count = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    spread = sys.argv[4] if len(sys.argv) > 4 else "uniform"
    rounds = int(sys.argv[5]) if len(sys.argv) > 5 else 5
    with_peers = "--without-peers" not in sys.argv
    rng = np.random.default_rng(42)
    rows = hashes(rng, count, spread)
    strangers = rng.integers(0, 256, (QUERIES, 32), dtype=np.uint8)
    chosen = rows[rng.integers(0, count, QUERIES)]
    planted = flipped(rng, chosen, np.arange(QUERIES) % (DISTANCE + 1))
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, part in (("hashes", rows), ("strangers", strangers), ("planted", planted)):
        files[name] = folder / f"{name}-{count}-{spread}"
        part.tofile(files[name])

    # Peers and ours read the files: memory is for them.
    del rows
    program = Program(
        program_path, str(files["hashes"]), str(files["strangers"]), str(files["planted"]))
    build, bytes_each = map(float, program.ask("build"))
    written, *reads = map(float, program.ask(f"snapshot {folder / 'snapshot'}"))

    def ours(number, line):
        program.ask(f"ask {number}")
        return program.ask(line)

    found = [[int(c) for c in ours(number, f"found {DISTANCE}")] for number in (0, 1)]
    if with_peers:
        checked = compared(found, faiss_counts(files))
    else:
        checked = {"recall": sum(1 for c in found[1] if c > 0) / len(found[1])}

    ways = {
        "nightlight, strangers": lambda: float(ours(0, f"single {DISTANCE}")[0]),
        "nightlight, planted": lambda: float(ours(1, f"single {DISTANCE}")[0]),
        "nightlight, two threads": lambda: float(ours(0, f"queries {DISTANCE} 2")[0]),
    }
    result = {
        "machine": machine(), "count": count, "spread": spread, "build_seconds": build,
        "bytes_each": bytes_each, "snapshot_write_seconds": written,
        "snapshot_start_seconds": reads, **checked,
    }
    if with_peers:
        for peer in ("PDQIndex", "faiss flat", "faiss MultiHash"):
            running = Program(
                sys.executable, str(Path(__file__).parent / "index_peer.py"), peer,
                str(files["hashes"]), str(files["strangers"]))
            result[f"{peer} build_seconds"] = float(running.process.stdout.readline())
            ways[peer] = lambda running=running: running.number("round")
        time.sleep(10)
    readings = alternate(ways, rounds)
    queries, changes = map(float, ours(0, f"writing {DISTANCE} 3"))
    result |= {"rates": readings, "queries_while_writing": queries, "changes": changes}
    program.close()
    # Ours by its median, each peer by the fastest it ever was.
    show(result, {
        way: median(values) if way.startswith("nightlight") else max(values)
        for way, values in readings.items()})
    write(f"{'index' if with_peers else 'curve'}-{count}-{spread}", result)


def show(result, m):
    print(f"\n{result['count']:,} hashes, {result['spread']}, distance {DISTANCE}")
    for way, value in m.items():
        print(f"  {way:26} {value:12.1f} queries/s")
    ours = m["nightlight, strangers"]
    reads = result["snapshot_start_seconds"]
    for peer in ("PDQIndex", "faiss flat", "faiss MultiHash"):
        if peer in m:
            print(f"  ours : {peer:19} {ours / m[peer]:8.1f} x")
    if "counts_equal" in result:
        print(f"  {result['queries_compared']} queries find as many as faiss finds:"
            f" {result['found_by_faiss']:,} hashes")
    print(f"  recall {result['recall']}, {result['bytes_each']:.0f} bytes each,"
          f" build {result['build_seconds']:.1f} s,"
          f" start from snapshot {median(reads):.2f} s (first {reads[0]:.2f}),"
          f" while writing {result['queries_while_writing']:.0f} queries/s"
          f" and {result['changes']:.0f} changes/s")


if __name__ == "__main__":
    main()
