# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""What browsers make of addresses, one in hexadecimal on each line, by Ada, the parser of the
WHATWG URL standard that Node.js uses: scheme, host without a final full stop, and port; `refused`
for what browsers refuse."""

import sys

import ada_url

for line in sys.stdin.read().split():
    try:
        url = ada_url.URL(bytes.fromhex(line).decode())
    except ValueError:
        print("refused")
        continue
    host = url.hostname if url.hostname.startswith("[") else url.hostname.rstrip(".")
    print(url.protocol, host, url.port or "-")
