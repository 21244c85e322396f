# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Every page in a real Chromium, with axe. Prints "N passed, N failed" last.

The public site's tests are here, the workbench's in workbench_tests.py, those of what pages are
made of in component_tests.py, those of the page that a demonstration leaves in
demonstration_tests.py, those of fingerprints made in the browser in fingerprint_tests.py.
"""

import argparse
import re
import sys
import traceback
from functools import partial

from playwright.sync_api import expect, sync_playwright

import component_tests
import demonstration_tests
import fingerprint_tests
import pages
import workbench_tests
from accessible import LOOKS, Watch, check
from demonstration_tests import demonstrated
from program import components, launch, served
from watchdog import watched


def accessible(browser, site, language, walk, look):
    """Each page is what every page must be, and leaves no cookie."""
    context = browser.new_context(**look)
    page = context.new_page()
    watch = Watch(page, site)
    walk(page, site, language)
    check(page, watch, language)
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
    """A missing answer: the summary has the focus, its link leads to the field."""
    page = browser.new_page()
    pages.to_error(page, site, language)
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error:" if language == "en" else "Erreur")
    link = summary.locator("a").first
    target = link.get_attribute("href")
    assert page.locator(target).count() == 1, "the link leads to the field"
    link.click()
    expect(page.locator(target)).to_be_focused()
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


def language_switch(browser, site, language):
    """In the middle of a report, the other language keeps what was typed."""
    page = browser.new_page()
    pages.to_address(page, site, language)
    page.locator("#addresses").fill("https://half.example.org/typed")
    page.locator("button.switch").click()
    other = "fr" if language == "en" else "en"
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.locator("#addresses")).to_have_value("https://half.example.org/typed")
    page.close()


def leaving(browser, site, language):
    """The way out stays in sight however far one scrolls, and leads elsewhere at once."""
    page = browser.new_page(viewport={"width": 320, "height": 640})
    pages.start(page, site, language)
    link = page.locator("a.leave")
    expect(link).to_be_in_viewport()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(link).to_be_in_viewport()
    answer = page.request.get(site.rstrip("/") + link.get_attribute("href"), max_redirects=0)
    assert answer.status == 303
    assert not answer.headers["location"].startswith(site)
    page.close()


def mirrored(browser, site, language):
    """Read from right to left, nothing is cut off: the style has no left and right of its own."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    pages.to_check(page, site, language)
    page.evaluate("document.documentElement.dir = 'rtl'")
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{overflow} pixels scroll sideways"
    context.close()


TESTS = (without_scripts, wrong_secret, keyboard_only, error_takes_focus, sent_twice,
         forced_colours, language_switch, leaving, mirrored)


def cases(browser, sites):
    """Name and test of every case."""
    all_cases = []
    for language in pages.LANGUAGES:
        for test in TESTS:
            all_cases.append((
                f"public {test.__name__} {language}",
                partial(test, browser, sites.public, language)))
        for name, walk in pages.every(language):
            for look in LOOKS:
                all_cases.append((
                    f"public {name} {language} {look['viewport']['width']}",
                    partial(accessible, browser, sites.public, language, walk, look)))
    return all_cases


def summary(passed, failed):
    print(f"{passed} passed, {failed} failed", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--module", required=True, help="the folder of script/build-wasm")
    parser.add_argument("--only", help="run the cases whose name contains this")
    options = parser.parse_args()
    passed = failed = 0
    with (sync_playwright() as playwright, served(options.program) as sites,
          components(options.program) as gallery,
          demonstrated(options.program) as demonstration):
        browser = launch(playwright)
        print(f"Chromium {browser.version}, {sites.public}, {sites.workbench}")
        found = cases(browser, sites) + workbench_tests.cases(browser, sites)
        found += component_tests.cases(browser, gallery)
        found += demonstration_tests.cases(browser, demonstration)
        found += fingerprint_tests.cases(browser, options.program, options.module)
        for label, test in found:
            if options.only and options.only not in label:
                continue
            try:
                with watched(label, lambda: summary(passed, failed + 1)):
                    test()
                passed += 1
                print(f"passed  {label}", flush=True)
            except Exception:  # noqa: BLE001 - one failure must not hide the others
                failed += 1
                print(f"FAILED  {label}", flush=True)
                traceback.print_exc(limit=3, file=sys.stdout)
        browser.close()
    summary(passed, failed)
    return 1 if failed else 0


sys.exit(main())
