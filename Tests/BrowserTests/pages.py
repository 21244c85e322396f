# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Every page of the public site, and how to reach it. A new page needs a line here."""

LANGUAGES = ("en", "fr")

# Pages that an address alone leads to.
PLAIN = ("", "/report", "/status", "/help", "/about", "/privacy", "/accessibility")

CONCERN = "input[name=concern]"
NEXT = "form#question .actions button[value=next]"


def start(page, site, language):
    page.goto(f"{site}{language}/report")


def to_address(page, site, language):
    start(page, site, language)
    page.locator(CONCERN).first.check()
    page.locator(NEXT).click()


def to_details(page, site, language):
    to_address(page, site, language)
    page.locator("#addresses").fill("https://pictures.example.org/kitten")
    page.locator(NEXT).click()


def to_check(page, site, language):
    to_details(page, site, language)
    page.locator("#narrative").fill("A kitten in the snow. Un chaton dans la neige.")
    page.locator(NEXT).click()


def to_receipt(page, site, language):
    to_check(page, site, language)
    page.locator("#send").click()


def to_status(page, site, language):
    to_receipt(page, site, language)
    page.locator("form[action$='/status'] button").click()


def to_error(page, site, language):
    start(page, site, language)
    page.locator(NEXT).click()


def to_not_found(page, site, language):
    page.goto(f"{site}{language}/no-such-page")


# Pages that answers lead to, by the name they have in screenshots.
WALKS = {
    "report-address": to_address,
    "report-details": to_details,
    "report-check": to_check,
    "report-receipt": to_receipt,
    "status-result": to_status,
    "report-error": to_error,
    "not-found": to_not_found,
}


def every(language):
    """Name and way of every page in a language."""
    for path in PLAIN:
        name = path.strip("/") or "home"
        yield name, lambda page, site, lang, path=path: page.goto(f"{site}{lang}{path}")
    yield from WALKS.items()
