# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""How many different hashes faiss finds within a distance, for each query.

    index_counts.py HASHES DISTANCE QUERIES...

Prints a line of numbers for each file of queries, and ends: its memory is free again. A hash that
the file has twice counts once, because our index is a set.
"""

import sys

import faiss
import numpy as np


def counts(index, rows, queries, distance):
    # Faiss finds what is strictly nearer than its radius.
    limits, _, found = index.range_search(queries, distance + 1)
    for start, end in zip(limits[:-1], limits[1:]):
        yield len(np.unique(rows[found[start:end]], axis=0))


def main():
    hashes, distance, *files = sys.argv[1:]
    rows = np.fromfile(hashes, np.uint8).reshape(-1, 32)
    index = faiss.IndexBinaryFlat(256)
    index.add(rows)
    for file in files:
        queries = np.fromfile(file, np.uint8).reshape(-1, 32)
        print(*counts(index, rows, queries, int(distance)))


if __name__ == "__main__":
    main()
