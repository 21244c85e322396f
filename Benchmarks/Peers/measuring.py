# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""What the benchmarks share: the machine's description, a program that is spoken to, results."""

import json
import os
import platform
import statistics
import subprocess
import time
from pathlib import Path

RESULTS = Path(__file__).parent.parent / "Results"


def machine():
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((l.split(":")[1].strip() for l in lines if l.startswith("model name")), "unknown")
    flags = next((l.split(":")[1].split() for l in lines if l.startswith("flags")), [])
    memory = Path("/proc/meminfo").read_text().split()[1]
    huge = Path("/sys/kernel/mm/transparent_hugepage/enabled")
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "vectors": [f for f in ("avx2", "avx512f", "avx512_vpopcntdq") if f in flags],
        "memory_gib": round(int(memory) / 2**20, 1),
        "kernel": platform.release(),
        "large_pages": huge.read_text().strip() if huge.exists() else "none",
        "load_before": os.getloadavg()[0],
        "date": time.strftime("%Y-%m-%d"),
    }


class Program:
    """One of the Swift programs, which stays in memory and answers a line with a line."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"the program ended at: {line}")
        return answer.split()

    def number(self, line):
        return float(self.ask(line)[0])

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def median(values):
    return statistics.median(values)


def alternate(ways, rounds):
    """Runs every way once in each round, so that a busy minute hits all alike.

    `ways` maps a name to a function that returns a rate. Returns all readings, by name.
    """
    readings = {name: [] for name in ways}
    for _ in range(rounds):
        for name, measure in ways.items():
            readings[name].append(measure())
    return readings


def write(name, result):
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(json.dumps(result, indent=1, sort_keys=True) + "\n")
    print(f"raw results: Benchmarks/Results/{path.name}")
