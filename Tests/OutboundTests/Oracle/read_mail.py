# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Reads one message from standard input as a mail program would, and prints it as JSON: its headers
by name, the defects found, its text, and its attachments with their parsed JSON."""
import json
import sys
from email import message_from_bytes, policy

raw = sys.stdin.buffer.read()
message = message_from_bytes(raw, policy=policy.default)
body = message.get_body(preferencelist=("plain",))
headers = {}
for name, value in message.items():
    headers.setdefault(name.lower(), []).append(str(value))
defects = [repr(defect) for part in message.walk() for defect in part.defects]
defects += [repr(defect) for value in message.values() for defect in getattr(value, "defects", [])]
attachments = []
for part in message.iter_attachments():
    content = part.get_content()
    text = content if isinstance(content, str) else content.decode("utf-8")
    attachments.append({
        "name": part.get_filename(), "type": part.get_content_type(), "text": text})
json.dump({
    "headers": headers, "defects": defects, "attachments": attachments,
    "text": body.get_content().replace("\r\n", "\n"),
    "longestLine": max(len(line) for line in raw.split(b"\r\n")),
    "hasBareLineEnds": b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""),
    "isASCII": raw.isascii(),
}, sys.stdout)
