# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Prints the versions of the test-time tools from PyPI; fails when one is missing."""

import importlib.metadata
import re

from axe import axe_source

version = re.search(r"axe v([0-9.]+)", axe_source()[:400])
if version is None:
    raise SystemExit("versions: the axe script does not say its version")
print(f"axe-core     {version.group(1)}")
for package in (
    "playwright", "pdqhash", "vpdq", "pillow", "numpy", "jsonschema", "pyyaml", "ada-url",
    "ioc-fanger",
):
    print(f"{package:<12} {importlib.metadata.version(package)}")
