# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Reads answers of the provider API, one JSON object on each line with the name of its schema and
the body, and prints `valid`, or the path that breaks the schema of the OpenAPI page.

The page lets an object have more than it names, so that a later version may say more; what the code
says today must be on the page."""
import json
import sys

import yaml
from jsonschema import Draft202012Validator, FormatChecker


def closed(part):
    """The same schema, in which an object has no properties but those that are named."""
    if isinstance(part, list):
        return [closed(each) for each in part]
    if not isinstance(part, dict):
        return part
    part = {name: closed(each) for name, each in part.items()}
    if part.get("type") == "object":
        part.setdefault("additionalProperties", False)
    return part


with open(sys.argv[1], encoding="utf-8") as file:
    schemas = closed(yaml.safe_load(file)["components"]["schemas"])
for line in sys.stdin:
    answer = json.loads(line)
    schema = {
        "$ref": f"#/components/schemas/{answer['schema']}", "components": {"schemas": schemas}}
    Draft202012Validator.check_schema(schemas[answer["schema"]])
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    errors = sorted(validator.iter_errors(json.loads(answer["body"])), key=str)
    print(
        "valid" if not errors else "/".join(map(str, errors[0].absolute_path)) or "root",
        flush=True)
