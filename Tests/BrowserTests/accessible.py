# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""What every page of every application must be."""

from axe import violations

LOOKS = [
    {"viewport": {"width": 320, "height": 640}, "color_scheme": "light"},
    {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
]


class Watch:
    """Notes what a page asks for elsewhere, and what it complains about."""

    def __init__(self, page, site):
        self.foreign, self.complaints = [], []
        page.on("request", lambda request: None if request.url.startswith(site)
                else self.foreign.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text)
                if message.type == "error" and "status of" not in message.text else None)


def check(page, watch, language):
    """axe finds nothing, nothing scrolls sideways, nothing is asked of anybody else."""
    assert page.locator("html").get_attribute("lang") == language
    found = violations(page)
    assert not found, "\n".join(found)
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{overflow} pixels scroll sideways"
    assert page.locator("h1").count() == 1, "one main heading"
    assert not watch.foreign, "asked somebody else"
    assert not watch.complaints, watch.complaints
