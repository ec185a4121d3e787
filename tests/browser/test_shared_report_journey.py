"""A reporter shares a report with the designated officer; a lead calls before approving a shield. axe looks on."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import portal_answers as story
from tests.browser.portal_hands import picture
from tests.meldcode.conftest import *  # noqa: F403 - the known people of the portal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def at():
    """The browser lives today."""
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def receipt(eva, north, lindehaven, client_of):
    on = f"{timezone.localdate() - timedelta(days=3):%d-%m-%Y}"
    pages = {"signals": story.SIGNALS, "consultation": story.CONSULTATION, "talk": story.TALK}
    changed = {name: {**told, "on": on} for name, told in pages.items()}
    return story.sent(client_of(eva), eva, **changed, openness=story.SHIELDED)


def looks_right(page: Page, axe, name: str) -> None:
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"{name}-{width}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.set_viewport_size({"width": 1440, "height": 900})


def test_from_the_tick_to_the_officer_and_back(desk, axe, eva, iris, receipt):
    own = f"/portaal/meldingen/{receipt.report.number}/"
    page = desk(eva, own)
    expect(page.get_by_text("Uw aandachtsfunctionaris weet dan dat u meldde.")).to_be_visible()
    looks_right(page, axe, "share")
    page.get_by_label("Mijn aandachtsfunctionaris (").check()
    page.get_by_label("Ook de kopie van wat ik schreef.").check()
    page.get_by_role("button", name="Delen", exact=True).click()
    expect(page.get_by_role("button", name="Niet meer delen")).to_be_visible()
    looks_right(page, axe, "shared-own")

    officer = desk(iris, "/portaal/")
    officer.get_by_role("link", name="Gedeelde meldingen").click()
    looks_right(officer, axe, "shared-list")
    officer.get_by_role("link", name=receipt.report.number).click()
    expect(officer.get_by_role("heading", name="Melding van Eva P.")).to_be_visible()
    looks_right(officer, axe, "shared")


def test_the_lead_calls_first(desk, axe, joke, receipt):
    page = desk(joke, f"/beoordelen/melder/{receipt.report.number}/")
    expect(page.get_by_text("Nog geen afspraak. De melder vraagt om te bellen")).to_be_visible()
    looks_right(page, axe, "lead")
    page.get_by_role("button", name="Goedkeuren").click()
    expect(page.locator(".errors")).to_be_visible()
    looks_right(page, axe, "lead-error")
    page.locator('[name="safety_agreement"]').fill("Wij bellen op vrijdag, nooit thuis.")
    page.get_by_role("button", name="Goedkeuren").click()
    expect(page.get_by_text("Goedgekeurd: de melder van")).to_be_visible()
