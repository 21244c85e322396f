# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Somebody who reports an address through the public pages, without a browser."""

import html
import re
import urllib.error
import urllib.parse
import urllib.request

SITE = "http://127.0.0.1:8080"


def load(path, answers=None):
    data = urllib.parse.urlencode(answers).encode() if answers else None
    address = urllib.parse.urljoin(SITE, path)
    with urllib.request.urlopen(address, data, timeout=60) as answer:
        return answer.read().decode()


def post(page, answers):
    """Sends the form of a page, with what the page carries along."""
    action = re.search(r'<form[^>]*\saction="([^"]+)"', page)[1]
    hidden = re.findall(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', page)
    carried = {name: html.unescape(value) for name, value in hidden}
    return load(html.unescape(action), carried | answers)


def report(address):
    """The receipt: its number and its secret half."""
    page = load("/en/report")
    concern = re.search(r'name="concern"\s+id="[^"]*"\s+value="([^"]+)"', page)[1]
    for answers in (
        {"concern": concern, "go": "next"}, {"addresses": address, "go": "next"},
        {"narrative": "A kitten in the snow.", "contact": "", "go": "next"}, {"go": "send"},
    ):
        page = post(page, answers)
    return tuple(
        re.search(rf'id="receipt-{half}"[^>]*>\s*([0-9 ]+?)\s*<', page)[1]
        for half in ("number", "secret"))


def is_known(receipt):
    """Whether the page that says what became of a report has it."""
    number, secret = receipt
    try:
        return number in post(load("/en/status"), {"number": number, "secret": secret})
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            raise
        return False
