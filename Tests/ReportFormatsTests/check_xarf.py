# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Reads reports, one JSON text on each line, and prints `valid`, or the path that breaks the
schema."""
import json
import sys

from jsonschema import Draft202012Validator, FormatChecker

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema, format_checker=FormatChecker())
for line in sys.stdin:
    errors = sorted(validator.iter_errors(json.loads(line)), key=str)
    print("valid" if not errors else "/".join(map(str, errors[0].absolute_path)) or "root")
