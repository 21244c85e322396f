# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Takes a picture of every page in every look and language, for a person to look at."""

import argparse
from pathlib import Path

from playwright.sync_api import sync_playwright

import pages
from program import launch, served

parser = argparse.ArgumentParser()
parser.add_argument("--program", required=True)
parser.add_argument("--into", required=True)
options = parser.parse_args()
folder = Path(options.into)
folder.mkdir(exist_ok=True)
count = 0
with sync_playwright() as playwright, served(options.program) as site:
    browser = launch(playwright)
    for language in pages.LANGUAGES:
        for width in (320, 1280):
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": 800}, color_scheme=scheme)
                page = context.new_page()
                for name, walk in pages.every(language):
                    walk(page, site, language)
                    page.screenshot(
                        path=folder / f"{name}-{language}-{width}-{scheme}.png", full_page=True)
                    count += 1
                context.close()
    browser.close()
print(f"{count} pictures in {folder}/")
