# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Fingerprints of videos, beside PyPI's vpdq and the time that decoding alone takes.

    video.py VIDEO_BENCH DECODER WORK_FOLDER [ROUNDS]
"""

import subprocess
import sys
import time
from pathlib import Path

import vpdq

from measuring import Program, alternate, machine, median, write

SECONDS, RATE = 20, 30
SOURCES = ("testsrc2", "mandelbrot")


def video(folder, source):
    path = folder / f"{source}.mp4"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"{source}=size=1280x720:rate={RATE}",
                "-t", str(SECONDS), "-pix_fmt", "yuv420p", "-c:v", "libx264", "-g", "60", path],
            check=True)
    return path


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main():
    program_path, decoder, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 5
    frames = SECONDS * RATE
    result = {"machine": machine(), "frames": frames, "videos": {}}
    for source in SOURCES:
        path = video(folder, source)
        program = Program(program_path, str(path), decoder)
        ways = {
            "decode only": lambda: frames / timed(lambda: subprocess.run(
                ["ffmpeg", "-v", "error", "-threads", "1", "-i", path, "-f", "null", "-"],
                check=True)),
            "vpdq, every frame": lambda: frames / timed(
                lambda: vpdq.computeHash(str(path), seconds_per_hash=0, thread_count=1)),
            "vpdq, one a second": lambda: frames / timed(
                lambda: vpdq.computeHash(str(path), seconds_per_hash=1, thread_count=1)),
            "ours, every frame": lambda: frames / float(program.ask("all")[1]),
            "ours, every frame, fast": lambda: frames / float(program.ask("all fast")[1]),
            "ours, a second and scenes": lambda: frames / float(program.ask("second")[1]),
            "ours, key frames": lambda: frames / float(program.ask("key")[1]),
            "ours, key frames, fast": lambda: frames / float(program.ask("key fast")[1]),
        }
        readings = alternate(ways, rounds)
        program.close()
        result["videos"][source] = {"bytes": path.stat().st_size, "rates": readings}
        # Ours and the decoder by their medians, the peer by the fastest it ever was.
        m = {
            way: max(values) if way.startswith("vpdq") else median(values)
            for way, values in readings.items()}
        print(f"\n{source}, 1280x720, H.264 (frames of the video in a second, one thread)")
        for way, value in m.items():
            print(f"  {way:28} {value:10.1f}   {value / RATE:7.1f} x real time")
        for mode in ("", ", fast"):
            ours = m[f"ours, every frame{mode}"]
            print(f"  every frame{mode}, ours : vpdq {ours / m['vpdq, every frame']:6.2f} x")
            print(f"  every frame{mode}, ours : decode only {ours / m['decode only']:6.2f}")
    write("video", result)


if __name__ == "__main__":
    main()
