# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""The page that a demonstration leaves: a file that is as accessible as every page."""

import subprocess
import tempfile
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from accessible import LOOKS, Watch, check

LANGUAGE = "fr"
"""The one whose texts are longer."""


@contextmanager
def demonstrated(program):
    """The address of the page, while the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        subprocess.run(
            [program, "demo", "--language", LANGUAGE, "--page", page], check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        yield page.as_uri()


def accessible(browser, address, look):
    """What every page is, and every chart has its table."""
    context = browser.new_context(**look)
    page = context.new_page()
    watch = Watch(page, address)
    page.goto(address)
    check(page, watch, LANGUAGE)
    assert page.locator("figure.chart").count() == 2
    for chart in page.locator("figure.chart").all():
        chart.locator("summary").click()
        assert chart.locator("table").is_visible()
    check(page, watch, LANGUAGE)
    context.close()


def cases(browser, address):
    return [
        (f"demonstration {look['viewport']['width']}", partial(accessible, browser, address, look))
        for look in LOOKS]
