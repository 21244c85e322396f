# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""The public site in a real Chromium, with axe. Prints "N passed, N failed" last."""

import argparse
import re
import sys
import traceback

from playwright.sync_api import expect, sync_playwright

import pages
from axe import violations
from program import launch, served

LOOKS = [
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
]


def accessible(browser, site, language, name, walk, look):
    """axe finds nothing, nothing scrolls sideways, nothing is asked of anybody else."""
    context = browser.new_context(**look)
    page = context.new_page()
    foreign, console = [], []
    page.on("request", lambda request: None if request.url.startswith(site)
            else foreign.append(request.url))
    page.on("console", lambda message: console.append(message.text)
            if message.type == "error" and name != "not-found" else None)
    walk(page, site, language)
    assert page.locator("html").get_attribute("lang") == language
    found = violations(page)
    assert not found, "\n".join(found)
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{overflow} pixels scroll sideways"
    assert not foreign, "asked somebody else"
    assert not [text for text in console if "status of" not in text], console
    assert not context.cookies(), "left a cookie"
    context.close()


def without_scripts(browser, site, language):
    """A whole report with JavaScript off; the status shows no address."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    pages.to_receipt(page, site, language)
    number = page.locator("#receipt-number").inner_text()
    secret = page.locator("#receipt-secret").inner_text()
    assert re.fullmatch(r"\d{4} \d{4}", number), "the number is eight digits in groups"
    page.goto(f"{site}{language}/status")
    page.locator("#number").fill(number)
    page.locator("#secret").fill(secret)
    page.locator("#receipt-form button").click()
    assert "example.org" not in page.content()
    assert number.replace(" ", "") not in page.url and secret not in page.url
    context.close()


def wrong_secret(browser, site, language):
    """A wrong secret and a number that nobody has are answered alike."""
    page = browser.new_page()
    texts = []
    pages.to_receipt(page, site, language)
    real = page.locator("#receipt-number").inner_text()
    for number in (real, "0000 0000"):
        page.goto(f"{site}{language}/status")
        page.locator("#number").fill(number)
        page.locator("#secret").fill("0000 0000 0000")
        page.locator("#receipt-form button").click()
        texts.append(page.locator("main").inner_text().replace(number, ""))
    assert texts[0] == texts[1]
    page.close()


def keyboard_only(browser, site, language):
    """The whole form with Tab, Space and Enter."""
    page = browser.new_page()
    page.goto(f"{site}{language}/report")
    page.locator(pages.CONCERN).first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#addresses")).to_be_visible()
    page.locator("#addresses").focus()
    page.keyboard.type("https://weather.example.org/hail")
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "next":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#narrative")).to_be_visible()
    page.close()


def error_takes_focus(browser, site, language):
    """A missing answer: summary with a link to the field, and the title says so."""
    page = browser.new_page()
    pages.to_error(page, site, language)
    summary = page.locator(".error-summary")
    expect(summary).to_be_visible()
    assert page.title().startswith("Error:" if language == "en" else "Erreur")
    target = summary.locator("a").first.get_attribute("href")
    assert page.locator(target).count() == 1, "the link leads to the field"
    page.close()


def sent_twice(browser, site, language):
    """The same form sent again, as a double click or a reload does, gives the same receipt."""
    page = browser.new_page()
    pages.to_check(page, site, language)
    form = page.locator("form#question")
    fields = {"answers": form.locator("input[name=answers]").input_value(), "go": "send"}
    address = site.rstrip("/") + form.get_attribute("action")
    numbers = set()
    for _ in range(2):
        text = page.request.post(address, form=fields).text()
        numbers.add(re.search(r'id="receipt-number">([0-9 ]+)<', text).group(1))
    assert len(numbers) == 1
    page.close()


def forced_colours(browser, site, language):
    """High contrast and reduced motion still show the form."""
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    pages.to_address(page, site, language)
    expect(page.locator("#addresses")).to_be_visible()
    context.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    program = parser.parse_args().program
    passed = failed = 0
    with sync_playwright() as playwright, served(program) as site:
        browser = launch(playwright)
        print(f"Chromium {browser.version}, {site}")
        cases = []
        for language in pages.LANGUAGES:
            for test in (without_scripts, wrong_secret, keyboard_only, error_takes_focus,
                         sent_twice, forced_colours):
                cases.append((f"{test.__name__} {language}", test, (language,)))
            for name, walk in pages.every(language):
                for look in LOOKS:
                    label = f"{name} {language} {look['viewport']['width']}"
                    cases.append((label, accessible, (language, name, walk, look)))
        for label, test, arguments in cases:
            try:
                test(browser, site, *arguments)
                passed += 1
                print(f"passed  {label}")
            except Exception:  # noqa: BLE001 - one failure must not hide the others
                failed += 1
                print(f"FAILED  {label}")
                traceback.print_exc(limit=2, file=sys.stdout)
        browser.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
