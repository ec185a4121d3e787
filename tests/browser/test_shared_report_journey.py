"""A reporter shares a report with the designated officer; a lead calls before approving a shield. axe looks on."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from meldcode import own_reports, shared_reports
from tests import portal_answers as story
from tests.browser.portal_hands import picture
from tests.meldcode.conftest import *  # noqa: F403 - the known people of the portal
from tests.meldcode.test_lists import a_receipt

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


@pytest.mark.parametrize(("who", "path"), [("eva", "/portaal/meldingen/"), ("iris", "/portaal/gedeeld/")])
def test_what_does_not_fit_on_a_page_is_one_link_away(request, desk, axe, monkeypatch, eva, noor, at, who, path):
    for app in (own_reports, shared_reports):
        monkeypatch.setattr(app, "PAGE", 2)
    for n in range(3):
        receipt = a_receipt(eva, by=noor, at=at + timedelta(seconds=n))
        shared_reports.share(by=eva, at=at + timedelta(minutes=n), receipt=receipt)
    page = desk(request.getfixturevalue(who), path)
    numbers = page.get_by_role("link", name=re.compile(r"^M-\d{4}-\d+$"))
    expect(numbers).to_have_count(2)
    looks_right(page, axe, f"list-{who}")
    page.get_by_role("link", name="Oudere meldingen").click()
    expect(numbers).to_have_count(1)
    looks_right(page, axe, f"list-{who}-older")
    page.get_by_role("link", name="Nieuwere meldingen").click()
    expect(numbers).to_have_count(2)
