# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""JPEG bytes to PDQ fingerprint, beside the tools that others use.

    hashing.py HASH_BENCH DECODER WORK_FOLDER [ROUNDS] [SECONDS]
"""

import io
import multiprocessing
import sys
import time
import warnings

import numpy as np
from PIL import Image

import corpus
from measuring import Program, alternate, machine, median, write

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import pdqhash
    from threatexchange.signal_type.pdq.pdq_hasher import pdq_from_bytes

# Of each the fastest reading counts, of ours the median.
PEERS = (
    "pdqhash of pixels", "pillow+pdqhash", "threatexchange",
    "pillow+pdqhash x2", "threatexchange x2",
)


def pillow_pdqhash(data):
    pdqhash.compute(np.asarray(Image.open(io.BytesIO(data)).convert("RGB")))


def rate(work, files, seconds):
    start, done = time.perf_counter(), 0
    while time.perf_counter() - start < seconds or done == 0:
        for data in files:
            work(data)
            done += 1
            # A round of large pictures takes the slowest of them a minute: part of it will do.
            if time.perf_counter() - start > 4 * seconds:
                break
    return done / (time.perf_counter() - start)


def two_processes(work, files, seconds):
    with multiprocessing.Pool(2) as pool:
        return sum(pool.starmap(rate, [(work, files, seconds)] * 2))


def main():
    program_path, decoder, folder = sys.argv[1:4]
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    seconds = float(sys.argv[5]) if len(sys.argv) > 5 else 2.0
    result = {"machine": machine(), "rounds": rounds, "seconds": seconds, "classes": {}}
    for name, path in corpus.make(folder).items():
        files = [p.read_bytes() for p in sorted(path.glob("*.jpg"))]
        program = Program(program_path, str(path), decoder)
        # As many decoded pictures as fit beside ours: a round of large ones takes seconds.
        decoded = [np.asarray(Image.open(io.BytesIO(data)).convert("RGB")) for data in files[:12]]
        ways = {
            "pdqhash of pixels": lambda: rate(pdqhash.compute, decoded, seconds),
            "pillow+pdqhash": lambda: rate(pillow_pdqhash, files, seconds),
            "threatexchange": lambda: rate(pdq_from_bytes, files, seconds),
            "pillow+pdqhash x2": lambda: two_processes(pillow_pdqhash, files, seconds),
            "threatexchange x2": lambda: two_processes(pdq_from_bytes, files, seconds),
        }
        for way in (
                "floor", "exact", "fast", "rgb", "luma", "pool-exact", "pool-fast"
        ):
            for threads in (1, 2):
                ways[f"{way} x{threads}"] = (
                    lambda way=way, threads=threads: program.number(f"{way} {threads} {seconds}"))
        # Reading the files and decoding them was work: both sides begin with a rested machine.
        time.sleep(10)
        readings = alternate(ways, rounds)
        program.close()
        result["classes"][name] = {
            "files": len(files), "bytes": sum(map(len, files)), "rates": readings}
        show(name, readings)
    write("hashing", result)


def show(name, readings):
    m = {
        way: max(values) if way in PEERS else median(values) for way, values in readings.items()}
    print(f"\n{name} (pictures in a second: ours by the median, each peer by its fastest)")
    for way, value in m.items():
        print(f"  {way:20} {value:10.1f}")
    for threads, suffix in ((1, ""), (2, " x2")):
        peer = max(m[f"pillow+pdqhash{suffix}"], m[f"threatexchange{suffix}"])
        for mode in ("fast", "exact"):
            label = f"{mode} x{threads} : faster peer{suffix}"
            print(f"  {label:30} {m[f'{mode} x{threads}'] / peer:6.1f} x")
    on_pixels = m["rgb x1"] / m["pdqhash of pixels"]
    print(f"  {'exact : C++, on pixels':30} {on_pixels:6.1f} x")
    print(f"  {'fast : decode floor':30} {m['fast x1'] / m['floor x1']:6.2f}")
    for mode in ("exact", "fast"):
        for threads in (1, 2):
            share = m[f"pool-{mode} x{threads}"] / m[f"{mode} x{threads}"]
            label = f"confined {mode} x{threads} : without"
            print(f"  {label:30} {share:6.2f}")


if __name__ == "__main__":
    main()
