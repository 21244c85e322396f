# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""The workbench, as somebody who signed in meets it."""

from functools import cache, partial

from playwright.sync_api import expect

import pages
import workbench_pages
from accessible import LOOKS, Watch, check


class Bench:
    """One installation with an administrator and a few reports, made when first needed."""

    def __init__(self, browser, sites):
        self.browser, self.sites = browser, sites

    @cache
    def ready(self):
        workbench_pages.prepare(self.browser, self.sites)

    @cache
    def context(self, language, index):
        """Signed in once for each look and language, as people are."""
        self.ready()
        context = self.browser.new_context(**LOOKS[index])
        page = context.new_page()
        workbench_pages.sign_in(page, self.sites.workbench)
        workbench_pages.speak(page, self.sites.workbench, language)
        page.close()
        return context

    def fresh(self, **options):
        self.ready()
        context = self.browser.new_context(**options)
        page = context.new_page()
        workbench_pages.sign_in(page, self.sites.workbench)
        return context, page


def accessible(bench, language, index, walk):
    page = bench.context(language, index).new_page()
    watch = Watch(page, bench.sites.workbench)
    walk(page, bench.sites.workbench)
    check(page, watch, language)
    assert page.locator("main img").count() == 0, "no picture is ever shown"
    page.close()


def without_scripts(bench):
    """Signing in, deciding and signing out with JavaScript off."""
    bench.ready()
    workbench_pages.report(bench.browser, bench.sites.public, "@decide-kitten")
    context, page = bench.fresh(java_script_enabled=False)
    page.goto(f"{bench.sites.workbench}?view=assess&order=newest")
    page.locator("#incidents tbody a").first.click()
    page.locator("#choice-canada-not-found").check()
    page.locator("#reason").fill("Only a kitten")
    page.locator("form[action$='/decision'] .actions button").click()
    expect(page.locator("main .toast.good")).to_be_visible()
    expect(page.locator(".decision .words").last).to_have_text("Only a kitten")
    page.locator("form[action='/sign-out'] button").click()
    assert page.url.endswith("/sign-in?done=signed-out")
    context.close()


def keyboard_only(bench):
    """Signing in, the skip link, the first incident and its decision, with the keyboard alone."""
    bench.ready()
    page = bench.browser.new_page()
    page.goto(f"{bench.sites.workbench}sign-in")
    page.locator("#name").focus()
    page.keyboard.type(workbench_pages.NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(workbench_pages.PASSWORD)
    page.keyboard.press("Enter")
    page.locator("#incidents").wait_for()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('tbody')"):
            break
    page.keyboard.press("Enter")
    page.locator("#decisions").wait_for()
    page.locator("#choice-canada-csaem").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#choice-canada-harmful")).to_be_checked()
    page.close()


def somebody_was_quicker(bench):
    """Two people decide about one incident: the second is told, and keeps what was typed."""
    bench.ready()
    workbench_pages.report(bench.browser, bench.sites.public, "@quick-kitten")
    context, first = bench.fresh()
    first.goto(f"{bench.sites.workbench}?view=assess&order=newest")
    first.locator("#incidents tbody a").first.click()
    second = context.new_page()
    second.goto(first.url)
    first.locator("#choice-canada-not-found").check()
    first.locator("form[action$='/decision'] .actions button").click()
    second.locator("#choice-canada-csaem").check()
    second.locator("#reason").fill("Typed before")
    second.locator("form[action$='/decision'] .actions button").click()
    expect(second.locator(".error-summary")).to_be_focused()
    expect(second.locator("#reason")).to_have_value("Typed before")
    context.close()


def an_invited_analyst(bench):
    """An account is made, its link sets a password, and the analyst sees only the work."""
    context, page = bench.fresh()
    workbench_pages.to_account_form(page, bench.sites.workbench)
    page.locator("#name").fill("snow.analyst")
    page.locator("form[action='/accounts'] button").click()
    link = page.locator("#secret").inner_text()
    context.close()
    context = bench.browser.new_context()
    page = context.new_page()
    # The link names the address that was configured; with port 0 only the path counts.
    page.goto(bench.sites.workbench + link.split("/", 3)[3])
    page.locator("#password").fill(workbench_pages.PASSWORD)
    page.locator("#repeated").fill(workbench_pages.PASSWORD)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("h1")).to_have_text("Queue")
    assert page.locator(".navigation a[href='/accounts']").count() == 0
    assert page.goto(f"{bench.sites.workbench}accounts").status == 403
    context.close()


def signed_out_everywhere(bench):
    """Signing out everywhere in one browser ends the other's session too."""
    one, page = bench.fresh()
    two, other = bench.fresh()
    page.goto(f"{bench.sites.workbench}account")
    page.locator("form[action$='everywhere'] button").click()
    other.goto(bench.sites.workbench)
    expect(other.locator("main .toast")).to_contain_text("session has ended")
    assert other.url.endswith("/sign-in"), "what was said once is not in the address any more"
    one.close()
    two.close()


def keys(bench):
    """Keys and the palette lead where the navigation does, and nowhere while somebody types."""
    context, page = bench.fresh()
    page.goto(bench.sites.workbench)
    page.keyboard.press("/")
    number = page.locator("#number")
    expect(number).to_be_focused()
    page.keyboard.type("gn?")
    expect(number).to_have_value("gn?")
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("n")
    page.wait_for_url("**/notices")
    page.keyboard.press("Control+k")
    page.locator("#palette-input").fill("queue done")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?view=done")
    page.keyboard.press("?")
    expect(page.locator("#shortcut-sheet")).to_be_visible()
    page.locator("#shortcut-use").uncheck()
    page.locator("#shortcut-sheet button").click()
    page.reload()
    page.keyboard.press("?")
    expect(page.locator("#shortcut-sheet")).to_be_hidden()
    page.keyboard.press("Control+k")
    page.locator("#shortcut-open").click()
    page.locator("#shortcut-use").check()
    page.locator("#shortcut-sheet button").click()
    workbench_pages.to_incident(page, bench.sites.workbench)
    page.locator("#decisions").wait_for()
    page.wait_for_load_state()
    page.keyboard.press("d")
    expect(page.locator("#choice-canada-csaem")).to_be_focused()
    context.close()


def kept_up_to_date(bench):
    """A report that comes in shows on an open queue, which asks for nothing while paused."""
    bench.ready()
    context, page = bench.fresh()
    page.clock.install()
    page.goto(f"{bench.sites.workbench}?view=all&order=newest")
    rows = page.locator("#incidents tbody tr")
    first = rows.first.locator("a").inner_text()
    workbench_pages.report(bench.browser, bench.sites.public, "@live-kitten")
    page.clock.run_for(31_000)
    expect(rows.first.locator("a")).not_to_have_text(first)
    page.locator("[data-live] button").click()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.clock.run_for(300_000)
    assert not asked
    context.close()


def mirrored(bench):
    """Read from right to left, nothing is cut off."""
    context, page = bench.fresh(viewport={"width": 320, "height": 640})
    workbench_pages.to_incident(page, bench.sites.workbench)
    page.evaluate("document.documentElement.dir = 'rtl'")
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{overflow} pixels scroll sideways"
    context.close()


def sign_in_page(bench, language, index):
    """What nobody signed in sees, in the browser's language, with a mistake and without."""
    bench.ready()
    context = bench.browser.new_context(locale=language, **LOOKS[index])
    page = context.new_page()
    watch = Watch(page, bench.sites.workbench)
    page.goto(f"{bench.sites.workbench}sign-in")
    check(page, watch, language)
    page.locator("#name").fill("nobody")
    page.locator("#password").fill("not this one")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".error-summary")).to_be_focused()
    check(page, watch, language)
    context.close()


# Signing out everywhere comes last: it ends the sessions of the pages before it.
TESTS = (without_scripts, keyboard_only, somebody_was_quicker, an_invited_analyst, mirrored,
         keys, kept_up_to_date, signed_out_everywhere)


def cases(browser, sites):
    """Name and test of every case."""
    bench = Bench(browser, sites)
    all_cases = []
    for language in pages.LANGUAGES:
        for index, look in enumerate(LOOKS):
            width = look["viewport"]["width"]
            all_cases.append((
                f"workbench sign-in {language} {width}",
                partial(sign_in_page, bench, language, index)))
            for name, walk in workbench_pages.every():
                all_cases.append((
                    f"workbench {name} {language} {width}",
                    partial(accessible, bench, language, index, walk)))
    for test in TESTS:
        all_cases.append((f"workbench {test.__name__}", partial(test, bench)))
    return all_cases
