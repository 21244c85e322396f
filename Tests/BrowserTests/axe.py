# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Nightlight authors
"""Runs axe-core (MPL-2.0, from PyPI, a test-time tool only) over a page."""

from importlib.resources import files

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def axe_source() -> str:
    """The script itself, as the package `axe-playwright-python` carries it."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(page) -> list[str]:
    """What axe finds on the page, one line each; empty when there is nothing.

    The page's own Content-Security-Policy forbids foreign scripts, so axe is evaluated through the
    debugging protocol, which the policy does not concern, and not added to the document.
    """
    page.evaluate(axe_source() + "; 0")
    result = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", TAGS)
    return [
        f"{item['id']} ({item['impact']}): {node['html'][:120]} — {item['help']}"
        for item in result["violations"] for node in item["nodes"]
    ]
