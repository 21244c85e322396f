# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""One peer's index in a process of its own, which is how it is fastest.

    index_peer.py KIND HASHES QUERIES

Says how many seconds it took to build, and then, for each line it reads, how many queries it
answered in a second, one after another on one thread.
"""

import sys
import time

import numpy as np

DISTANCE = 31


def pdq_index(rows, queries):
    from threatexchange.signal_type.pdq.pdq_index import PDQIndex

    index = PDQIndex()
    index.add_all([(bytes(row).hex(), number) for number, row in enumerate(rows)])
    texts = [bytes(row).hex() for row in queries]

    def measure():
        for text in texts:
            index.query(text)

    return measure, len(texts)


def binary_flat(rows, queries):
    import faiss

    index = faiss.IndexBinaryFlat(256)
    index.add(rows)
    few = queries[:200]
    return lambda: index.range_search(few, DISTANCE + 1), len(few)


def multi_hash(rows, queries):
    import faiss

    index = faiss.IndexBinaryMultiHash(256, 16, 16)
    index.add(rows)
    index.nflip = DISTANCE // 16
    return lambda: index.range_search(queries, DISTANCE + 1), len(queries)


def main():
    import faiss

    faiss.omp_set_num_threads(1)
    kinds = {"PDQIndex": pdq_index, "faiss flat": binary_flat, "faiss MultiHash": multi_hash}
    rows = np.fromfile(sys.argv[2], np.uint8).reshape(-1, 32)
    queries = np.fromfile(sys.argv[3], np.uint8).reshape(-1, 32)
    start = time.perf_counter()
    measure, count = kinds[sys.argv[1]](rows, queries)
    print(time.perf_counter() - start, flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        measure()
        print(count / (time.perf_counter() - start), flush=True)


if __name__ == "__main__":
    main()
