"""A page at the widths of the look: clean for axe, and nothing that has to be scrolled sideways."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from playwright.sync_api import Page

WIDE, NARROW, NARROWEST = 1440, 390, 320


def clean(page: Page, axe: Callable[[Page], None], name: str, widths: Iterable[int] = (WIDE, NARROW)) -> None:
    """Look at the page at each of `widths`; MELDESK_SHOTS names a folder for pictures of it."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (name, width)
        if shots := os.environ.get("MELDESK_SHOTS"):
            page.screenshot(path=Path(shots) / f"{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": WIDE, "height": 900})
