# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Takes a picture of every page in every look and language, for a person to look at."""

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

import component_tests
import pages
import workbench_pages
from program import components, launch, served


def contexts(browser, widths, schemes):
    """A browser context for each look, and how the names of its pictures end."""
    for width in widths:
        for scheme in schemes:
            context = browser.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme)
            yield context, f"{width}-{scheme}"
            context.close()


def public(browser, sites, folder, options):
    for context, look in contexts(browser, options.widths, options.schemes):
        page = context.new_page()
        for language in pages.LANGUAGES:
            for name, walk in pages.every(language):
                walk(page, sites.public, language)
                page.screenshot(path=folder / f"{name}-{language}-{look}.png", full_page=True)


def workbench(browser, sites, folder, options):
    workbench_pages.prepare(browser, sites)
    for context, look in contexts(browser, options.widths, options.schemes):
        page = context.new_page()
        page.goto(f"{sites.workbench}sign-in")
        page.screenshot(path=folder / f"bench-sign-in-en-{look}.png", full_page=True)
        workbench_pages.sign_in(page, sites.workbench)
        for language in pages.LANGUAGES:
            workbench_pages.speak(page, sites.workbench, language)
            for name, walk in workbench_pages.every():
                walk(page, sites.workbench)
                name = name if name.startswith("bench-") else f"bench-{name}"
                page.screenshot(path=folder / f"{name}-{language}-{look}.png", full_page=True)


def gallery(browser, site, folder, options):
    for width in options.widths:
        page = browser.new_page(viewport={"width": width, "height": 800})
        for part in component_tests.PARTS:
            for language, theme, direction, density in (
                    ("en", "light", "ltr", "roomy"), ("en", "dark", "ltr", "dense"),
                    ("fr", "light", "rtl", "dense")):
                page.goto(component_tests.address(
                    site, part, language, theme, direction, density))
                name = f"components-{component_tests.name(part)}-{language}-{width}-{theme}"
                page.screenshot(path=folder / f"{name}-{direction}.png", full_page=True)
        page.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--into", required=True)
    parser.add_argument("--only", choices=["public", "workbench", "components"])
    parser.add_argument("--widths", nargs="+", type=int, default=[320, 1280])
    parser.add_argument("--schemes", nargs="+", default=["light", "dark"])
    options = parser.parse_args()
    folder = Path(options.into)
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = launch(playwright)
        if options.only in (None, "components"):
            with components(options.program) as site:
                gallery(browser, site, folder, options)
        if options.only != "components":
            with served(options.program) as sites:
                if options.only != "workbench":
                    public(browser, sites, folder, options)
                if options.only != "public":
                    workbench(browser, sites, folder, options)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}/")


main()
