# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Every component in every state, and what scripts add to pages that work without them."""

from functools import partial
from itertools import product

from playwright.sync_api import expect

from accessible import Watch, check

PARTS = ("", "/forms", "/tables", "/charts", "/console")
LANGUAGES = ("en", "fr")
THEMES = ("light", "dark")
DIRECTIONS = ("ltr", "rtl")
WIDTHS = (320, 1280)


def address(site, part="", language="en", theme="light", direction="ltr", density="roomy"):
    return (f"{site}components{part}?language={language}&theme={theme}"
            f"&direction={direction}&density={density}")


def name(part):
    return part.strip("/") or "content"


def accessible(browser, site, part, language, theme, direction, width):
    """axe finds nothing, nothing scrolls sideways: in this look, for who prefers light or dark."""
    density = "dense" if theme == "dark" else "roomy"
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    watch = Watch(page, site)
    page.goto(address(site, part, language, theme, direction, density))
    assert page.locator("html").get_attribute("dir") == direction
    # What is folded away is looked at as well.
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    check(page, watch, language)
    context.close()


def without_scripts(browser, site):
    """A dialog opens and closes, and nothing stands there that needs a script."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site))
    dialog = page.locator("#dialog-a")
    expect(dialog).to_be_hidden()
    page.locator("button[popovertarget=dialog-a]").first.click()
    expect(dialog).to_be_visible()
    dialog.locator("button").click()
    expect(dialog).to_be_hidden()
    for part in PARTS:
        page.goto(address(site, part))
        expect(page.locator("#palette-open")).to_be_hidden()
        assert page.locator("[data-copy]:visible, [data-pick-all] input").count() == 0
    context.close()


def keys(browser, site):
    """A sheet of keys, keys that lead somewhere, and none while somebody types."""
    page = browser.new_page()
    page.goto(address(site, "/console"))
    page.keyboard.press("?")
    sheet = page.locator("#shortcut-sheet")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    page.keyboard.press("/")
    search = page.locator("#search")
    expect(search).to_be_focused()
    page.keyboard.type("g?")
    expect(search).to_have_value("g?")
    expect(sheet).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/components/tables?**")
    page.close()


def palette(browser, site):
    """A few letters lead to a page, whatever accents they have; the arrows choose."""
    page = browser.new_page()
    page.goto(address(site, language="fr"))
    page.keyboard.press("Control+k")
    box = page.locator("#palette")
    expect(box).to_be_visible()
    expect(page.locator("#palette-input")).to_be_focused()
    page.keyboard.type("zzz")
    expect(box.locator(".nothing")).to_be_visible()
    page.keyboard.press("Control+a")
    page.keyboard.type("parties")
    assert box.locator("[role=option]:visible").count() == len(PARTS)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(box.locator("[aria-selected=true]")).to_contain_text("Tableaux")
    page.keyboard.press("Enter")
    page.wait_for_url("**/components/tables?**")
    page.locator("#palette-open").click()
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    page.close()


def picking(browser, site):
    """The box at the head ticks every row, and knows when some are."""
    page = browser.new_page()
    page.goto(address(site, "/console"))
    every = page.locator("[data-pick-all] input")
    rows = page.locator("tbody .pick input")
    rows.first.check()
    assert every.evaluate("box => box.indeterminate")
    every.check()
    assert rows.evaluate_all("boxes => boxes.every(box => box.checked)")
    every.uncheck()
    rows.nth(0).click()
    rows.nth(2).click(modifiers=["Shift"])
    assert rows.evaluate_all("boxes => boxes.map(box => box.checked)") == [True, True, True, False]
    page.close()


def refreshing(browser, site):
    """A part is fetched again and exchanged, but not under somebody's hands nor when paused."""
    page = browser.new_page()
    page.clock.install()
    page.goto(address(site, "/console"))
    part = page.locator("#live")

    def change():
        part.evaluate("part => { part.append('old') }")

    change()
    page.clock.run_for(6_000)
    expect(part).not_to_contain_text("old")
    change()
    part.evaluate("part => { part.tabIndex = 0; part.focus() }")
    page.clock.run_for(6_000)
    expect(part).to_contain_text("old")
    note = page.locator("[data-live]")
    note.locator("button").click()
    page.clock.run_for(60_000)
    expect(part).to_contain_text("old")
    expect(note).to_have_class("live paused")
    page.route("**/components/console**", lambda route: route.abort())
    note.locator("button").click()
    page.clock.run_for(6_000)
    expect(note).to_have_class("live stale")
    page.close()


def messages(browser, site):
    """What was said once goes away, and the address no longer says it."""
    page = browser.new_page()
    page.goto(address(site))
    toast = page.locator(".toast.good")
    toast.locator("a").click()
    expect(toast).to_have_count(0)
    expect(page.locator("main")).to_be_focused()
    page.close()


def forced_colours(browser, site):
    """In the system's own colours a chart still has lines and a chosen thing is marked."""
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    for part in PARTS:
        page.goto(address(site, part))
        expect(page.locator("h1")).to_be_visible()
    page.goto(address(site, "/charts"))
    colours = page.locator(".bars rect.series-1").evaluate_all(
        "bars => bars.map(bar => getComputedStyle(bar).stroke)")
    assert all(colour not in ("none", "") for colour in colours)
    context.close()


TESTS = (without_scripts, keys, palette, picking, refreshing, messages, forced_colours)


def cases(browser, site):
    found = [(f"components {test.__name__}", partial(test, browser, site)) for test in TESTS]
    for look in product(PARTS, LANGUAGES, THEMES, DIRECTIONS, WIDTHS):
        part, *rest = look
        label = " ".join(str(each) for each in rest)
        found.append((
            f"components {name(part)} {label}", partial(accessible, browser, site, *look)))
    return found
