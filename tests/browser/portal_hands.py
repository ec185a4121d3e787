"""How the story of a teacher is typed in: by keyboard, or filled in plainly; and the days on which it plays."""

import os
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import portal_answers as story
from tests.browser.keyboard import answer, follow, tab_to


@pytest.fixture
def at():
    """The browser lives today."""
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def today() -> dict[str, str]:
    """The days of the story, so that they have been."""
    return {"on": f"{timezone.localdate() - timedelta(days=3):%d-%m-%Y}"}


def type_in(page: Page, name: str, value: Any) -> None:
    """Fill in one field by keyboard, in the order of the page."""
    field = page.locator(f'[name="{name}"]').first
    kind = field.get_attribute("type")
    if kind == "radio":
        answer(page, name, value)
    elif kind == "checkbox":
        for one in value if isinstance(value, list) else [value]:
            if (
                not page.locator(f'[name="{name}"][value="{one}"]').is_checked()
                if one != "on"
                else not field.is_checked()
            ):
                tab_to(page, f'[name="{name}"]' if one == "on" else f'[name="{name}"][value="{one}"]')
                page.keyboard.press("Space")
    else:
        tab_to(page, f'[name="{name}"]')
        if field.evaluate("e => e.tagName") == "SELECT":
            page.keyboard.type(value)
        else:
            page.keyboard.press("Control+a")
            page.keyboard.type(value)


def in_order(page: Page, answers: dict[str, Any]) -> list[str]:
    """The names as the page has them, so that Tab goes forward alone."""
    names = page.evaluate("[...document.querySelectorAll('form[data-draft] [name]')].map((field) => field.name)")
    return [name for name in dict.fromkeys(names) if name in answers]


def walk_by_keyboard(page: Page, today: dict[str, str], seen) -> int:
    """The whole story; return how many pages it took, the receipt included."""
    pages = 0
    for slug, key, told in story.STORY:
        page.wait_for_url(f"**/{slug}/")
        changed = {**told, **today} if "on" in told else dict(told)
        changed.pop("rows", None)
        if key == "people":
            changed |= {"municipality": "Lindehaven", "0-role": "Kind", "1-role": "Vermoedelijke pleger"}
        answers = story.posted(key, changed)
        seen(page, key)
        page.locator("#main").focus()
        for name in in_order(page, answers):
            if answers[name]:
                type_in(page, name, answers[name])
        pages += 1
        follow(page, "[data-primary]")
    page.wait_for_url("**/portaal/meldingen/M-*/")
    return pages + 1


def fill_plainly(page: Page, name: str, value: Any) -> None:
    field = page.locator(f'[name="{name}"]').first
    kind = field.get_attribute("type")
    if kind in ("radio", "checkbox"):
        for one in value if isinstance(value, list) else [value]:
            choice = page.locator(f'[name="{name}"]' + ("" if one == "on" else f'[value="{one}"]'))
            # Not by the mouse: what lies under it may still move while the page is drawn.
            choice.focus()
            if not choice.is_checked():
                page.keyboard.press("Space")
            expect(choice).to_be_checked()
    elif name.endswith("-municipality"):
        field.select_option(label=value)
    elif name.endswith("-role"):
        field.select_option(value)
    else:
        field.fill(value)


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def days_of(today: dict[str, str]) -> dict[str, dict[str, Any]]:
    return {key: {**told, **today} for _slug, key, told in story.STORY if "on" in told}
