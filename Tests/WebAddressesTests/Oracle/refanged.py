# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Defanged texts, one in hexadecimal on each line, as ioc-fanger puts them together again."""

import sys

import ioc_fanger

for line in sys.stdin.read().split():
    print(ioc_fanger.fang(bytes.fromhex(line).decode()).encode().hex())
