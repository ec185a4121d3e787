"""Tariq tells why and Joke judges; Noor asks, Joke agrees; Bram breaks the glass: by keyboard, axe at every turn."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from desk.reports.access.models import Consent, Grant
from tests import stories
from tests.browser.keyboard import answer, follow, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_tariq_tells_why_and_joke_judges_it(desk, axe, noor, tariq, joke) -> None:
    report = stories.taken_in(by=noor, at=timezone.now())
    page = desk(tariq, f"/meldingen/{report.number}/")
    expect(page.get_by_role("heading", name=f"Waarom opent u {report.number}?")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors li")).to_have_count(1)
    axe(page)
    write(page, "reason", "Noor is ziek, de school belt terug.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name=report.number, exact=True)).to_be_visible()
    page = desk(joke, "/toegang/beoordelen/")
    with page.expect_navigation():
        follow(page, "main .rows a")
    answer(page, "judgement", "unjustified")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors li")).to_have_count(1)
    axe(page)
    write(page, "remark", "Noor was er gewoon. Besproken.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Alles is beoordeeld.")).to_be_visible()
    assert Grant.objects.get().judgement == "unjustified"


def test_noor_sees_a_shielded_reporter_after_joke_agreed(desk, axe, noor, joke) -> None:
    now = timezone.now()
    report = stories.a_report(by=noor, at=now, reporter={**stories.TEACHER, **stories.shield_until(now)})
    ask = f"/meldingen/{report.number}/melder/tonen/"
    page = desk(noor, ask)
    write(page, "reason", "Ik bel de melder terug over de afspraak.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Uw vraag wacht op een tweede.")).to_be_visible()
    axe(page)
    page = desk(joke, f"/toegang/toestemming/{Consent.objects.get().pk}/")
    expect(page.get_by_text(stories.TEACHER["name"])).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Niemand wacht op toestemming.")).to_be_visible()
    page = desk(noor, ask)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text(stories.TEACHER["name"])).to_be_visible()
    axe(page)


def test_bram_breaks_the_glass_and_joke_hears_of_it_on_every_page(desk, axe, noor, bram, joke) -> None:
    report = stories.taken_in(by=noor, at=timezone.now())
    page = desk(bram, "/toegang/nood/")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors li")).to_have_count(2)
    axe(page)
    write(page, "number", report.number)
    write(page, "reason", "De politie staat bij het gezin aan de deur.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name=report.number, exact=True)).to_be_visible()
    page = desk(joke, "/wegwijzer/")
    expect(page.get_by_text("Iemand gebruikte noodtoegang.")).to_be_visible()
    axe(page)
