# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Every page of the workbench, and how a signed-in person reaches it. A new page needs a line."""

from playwright.sync_api import expect

import pages

NAME = "administrator"
PASSWORD = "seven kittens under rain"

# Pages that an address alone leads to, with the name they have in screenshots.
PLAIN = {
    "queue": "",
    "queue-all": "?view=all",
    "queue-filtered": "?view=all&concern=csam&known=none",
    "queue-stranded": "?view=stranded",
    "erasures": "erasures",
    "takedowns": "takedowns",
    "takedowns-filtered": "takedowns?state=noticed",
    "notices": "notices",
    "hash-lists": "hash-lists",
    "hash-quarantine": "hash-lists/quarantine",
    "jobs": "jobs",
    "jobs-all": "jobs?state=all",
    "providers": "providers",
    "accounts": "accounts",
    "system": "system",
    "own-account": "account",
}


def prepare(browser, sites):
    """Gives the first administrator a password, and files reports through the public site."""
    page = browser.new_page()
    page.goto(sites.link)
    page.locator("#password").fill(PASSWORD)
    page.locator("#repeated").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(sites.workbench)
    page.close()
    for address in ("https://pictures.example.org/kitten", "@weather-kitten", "555 0100"):
        report(browser, sites.public, address)


def report(browser, site, address):
    page = browser.new_page()
    pages.to_address(page, site, "en")
    page.locator("#addresses").fill(address)
    page.locator(pages.NEXT).click()
    page.locator("#narrative").fill("A kitten in the snow. Un chaton dans la neige.")
    page.locator("#contact").fill("kitten@example.org")
    page.locator(pages.NEXT).click()
    page.locator("#send").click()
    page.locator("#receipt-number").wait_for()
    page.close()


def sign_in(page, site, name=NAME):
    page.goto(f"{site}sign-in")
    page.locator("#name").fill(name)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form button[type=submit]").click()


def speak(page, site, language):
    """Switches to a language, as its button does.

    Waits for the page that comes: Chromium may never finish closing one that is still on its way.
    """
    page.goto(site)
    if page.locator("html").get_attribute("lang") != language:
        page.locator("button[name=language]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def to_incident(page, site):
    page.goto(f"{site}?view=assess")
    page.locator("#incidents tbody a").first.click()


def to_arriving(page, site):
    page.goto(f"{site}?view=all&order=newest")
    page.locator("#incidents tbody a").last.click()


def to_address(page, site):
    to_incident(page, site)
    page.locator("form[action$='/address'] button").click()


def to_report(page, site):
    to_incident(page, site)
    page.locator("form[action$='/report'] button").click()


def to_decision_error(page, site):
    to_incident(page, site)
    page.locator("form[action$='/decision'] .actions button").click()


def to_timeline(page, site):
    to_incident(page, site)
    page.goto(page.url + "/timeline")


def to_erasure(page, site):
    to_incident(page, site)
    page.goto(page.url.split("?")[0] + "/erasure")


def to_erasure_error(page, site):
    to_erasure(page, site)
    page.locator("form[action$='/erasure'] .actions button").click()


def to_erasures_waiting(page, site):
    """Asked twice it waits once: the walk may be gone again."""
    to_erasure(page, site)
    page.locator("input[name=cause]").first.check()
    page.locator("form[action$='/erasure'] .actions button").click()
    page.goto(f"{site}erasures")
    page.locator(".proposal").first.wait_for()


def to_hash_list(page, site):
    page.goto(f"{site}hash-lists")
    page.locator(".table tbody th a").first.click()


def to_hash_search(page, site):
    page.goto(f"{site}hash-lists")
    page.locator("#fingerprint").fill("6d" * 32)
    page.locator("form[action$='/find'] button").click()


def to_hash_search_error(page, site):
    page.goto(f"{site}hash-lists")
    page.locator("#fingerprint").fill("kitten")
    page.locator("form[action$='/find'] button").click()


def to_hash_entry(page, site):
    to_hash_list(page, site)
    page.locator(".table tbody th a").first.click()


def to_hash_withdrawal(page, site):
    to_hash_entry(page, site)
    page.locator("a[href*='/withdraw?']").click()


def to_hash_withdrawal_error(page, site):
    to_hash_withdrawal(page, site)
    page.locator("form[action$='/withdraw'] button").click()


def to_hash_stop(page, site):
    """The question before a list is no longer used."""
    to_hash_list(page, site)
    page.locator("#enabled").uncheck()
    page.locator("form[action$='/settings'] button").click()


def to_hash_add(page, site):
    to_hash_list(page, site)
    page.locator(".page-head a[href$='/add']").click()


def to_hash_add_error(page, site):
    to_hash_add(page, site)
    page.locator("form[action$='/add'] button").click()


def to_hash_proposals(page, site):
    page.goto(f"{site}hash-lists/proposals")
    if not page.locator(".proposal").count():
        to_hash_add(page, site)
        page.locator("#add-fingerprint").fill("6d" * 32)
        page.locator("#add-note").fill("A kite over the harbour")
        page.locator("form[action$='/add'] button").click()
        page.goto(f"{site}hash-lists/proposals")


def to_account(page, site):
    page.goto(f"{site}accounts")
    page.locator(".table tbody th a").first.click()


def to_account_disable(page, site):
    to_account(page, site)
    page.locator("a[href$='/disable']").click()


def to_account_error(page, site):
    to_account_disable(page, site)
    page.locator("form[action$='/disable'] button").click()


def to_account_form(page, site):
    page.goto(f"{site}accounts")
    page.locator(".page-head a").click()


def to_account_form_error(page, site):
    to_account_form(page, site)
    page.locator("form[action='/accounts'] button").click()


def to_provider_form(page, site):
    page.goto(f"{site}providers")
    page.locator(".page-head a").click()


def to_provider_error(page, site):
    to_provider_form(page, site)
    page.locator("#name").fill("Kitten Net")
    page.locator("#email").fill("nowhere")
    page.locator("form[action='/providers'] button").click()


def to_provider(page, site):
    page.goto(f"{site}providers")
    if not page.locator(".table tbody th a").count():
        to_provider_form(page, site)
        page.locator("#name").fill("Weather Net")
        page.locator("form[action='/providers'] button").click()
    else:
        page.locator(".table tbody th a").first.click()


def to_provider_disable(page, site):
    to_provider(page, site)
    page.locator("a[href$='/disable']").click()


def to_token(page, site):
    to_provider(page, site)
    page.locator("form[action$='/token'] button").click()


def to_revocation(page, site):
    to_token(page, site)
    to_provider(page, site)
    page.locator("a[href*='/revoke?']").first.click()


def to_password_error(page, site):
    page.goto(f"{site}account")
    page.locator("#current").fill("not this one")
    page.locator("#password").fill("one kitten fewer today")
    page.locator("#repeated").fill("another kitten")
    page.locator("form[action='/account/password'] button").click()


def to_not_found(page, site):
    page.goto(f"{site}no-such-page")


WALKS = {
    "incident": to_incident,
    "incident-arriving": to_arriving,
    "incident-address": to_address,
    "incident-report": to_report,
    "incident-decision-error": to_decision_error,
    "incident-timeline": to_timeline,
    "erasure": to_erasure,
    "erasure-error": to_erasure_error,
    "erasures-waiting": to_erasures_waiting,
    "hash-list": to_hash_list,
    "hash-search": to_hash_search,
    "hash-search-error": to_hash_search_error,
    "hash-entry": to_hash_entry,
    "hash-withdrawal": to_hash_withdrawal,
    "hash-withdrawal-error": to_hash_withdrawal_error,
    "hash-stop": to_hash_stop,
    "hash-add": to_hash_add,
    "hash-add-error": to_hash_add_error,
    "hash-proposals": to_hash_proposals,
    "account": to_account,
    "account-disable": to_account_disable,
    "account-error": to_account_error,
    "account-new": to_account_form,
    "account-new-error": to_account_form_error,
    "provider-new": to_provider_form,
    "provider-error": to_provider_error,
    "provider": to_provider,
    "provider-disable": to_provider_disable,
    "provider-token": to_token,
    "provider-revocation": to_revocation,
    "own-account-error": to_password_error,
    "bench-not-found": to_not_found,
}


def every():
    """Name and way of every page of somebody signed in."""
    for name, path in PLAIN.items():
        yield name, lambda page, site, path=path: page.goto(f"{site}{path}")
    yield from WALKS.items()
