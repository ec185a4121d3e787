"""A real browser, signed in as one of the known people, and axe to look over its shoulder."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect, sync_playwright

from desk.accounts.models import User
from tests.environment import launch_options
from tests.provider.fixtures import organisation, provider_address

__all__ = ["organisation", "provider_address"]

# A busy machine is slow, not wrong.
expect.set_options(timeout=20_000)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What is right is counted and not described: that took half of the time of every look.
LOOK = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"], "selectors": False}


@pytest.fixture(scope="session")
def browser():
    """One browser for all tests; each test gets a context of its own."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(**launch_options())
        yield started
        started.close()


@pytest.fixture
def context(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="nl-NL")
    yield context
    context.close()


@pytest.fixture
def desk(live_server, context, client_of):
    """Return a function that opens the desk as a colleague: `desk(noor)` gives a page on their work list."""

    def open_as(user: User, path: str = "/") -> Page:
        cookie = client_of(user).cookies[settings.SESSION_COOKIE_NAME]
        context.clear_cookies()
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    return open_as


@pytest.fixture
def axe():
    """Return a function that fails when axe finds anything on the page as it stands."""
    source = Axe().axe_script

    def look(page: Page) -> None:
        page.wait_for_load_state("load")  # a page without its sheet is nobody's page
        # The whole page in view: a bar that sticks to the edge of a small window covers what one scrolls past.
        before = page.viewport_size or {"width": 1440, "height": 900}
        page.set_viewport_size({"width": before["width"], "height": 6000})
        if not page.evaluate("'axe' in window"):
            page.evaluate(source)
        found = page.evaluate("look => axe.run(look).then(told => told.violations)", LOOK)
        page.set_viewport_size(before)
        assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []

    return look
