"""Noor weighs, Joke looks for the second time: in a real browser, with axe at every turn, errors included."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from desk.review.models import Decision
from tests import stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_noor_weighs_and_proposes(desk, axe, noor, joke) -> None:
    now = timezone.now()
    draft = stories.a_draft(by=noor, at=now, report=stories.taken_in(by=noor, at=now))
    page = desk(noor, f"/meldingen/{draft.report.number}/drie-vragen/")
    axe(page)
    page.get_by_text("Nee, de melding sluit").click()
    expect(page.locator(".outcome-is")).to_have_text("Geen vervolg door Veilig Thuis")
    expect(page.locator("#v2")).to_be_hidden()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors a").first).to_have_attribute("href", "#id_explanation")
    axe(page)
    page.locator("#id_explanation").fill("Beide ouders en de zoon vertellen hetzelfde.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("U stelde dit voor: een ander moet bevestigen.")).to_be_visible()
    axe(page)


def test_joke_sends_back_and_els_confirms(desk, axe, noor, joke, els) -> None:
    proposal = stories.proposed(by=noor, at=timezone.now())
    page = desk(joke, "/beoordelen/")
    axe(page)
    page.keyboard.press("t")
    expect(page.locator(".errors li")).to_have_count(2)
    axe(page)
    page.locator("#id_remark").fill("Wie zag het?")
    page.locator("#id_question").select_option("q1")
    page.get_by_role("button", name="Terugsturen").click()
    expect(page.get_by_text("Alles is beoordeeld.")).to_be_visible()
    stories.proposed(by=noor, at=timezone.now(), report=stories.fresh(proposal.report))
    page = desk(els, "/beoordelen/")
    expect(page.get_by_text("“Wie zag het?”")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Alles is beoordeeld.")).to_be_visible()
    assert [one.verdict for one in Decision.objects.all()] == ["returned", "confirmed"]


def test_a_shield_and_an_own_proposal(desk, axe, noor, joke) -> None:
    now = timezone.now()
    stories.a_report(by=noor, at=now, reporter={**stories.TEACHER, **stories.shield_until(now)})
    own = stories.proposed(by=joke, at=now, **stories.answers_no())
    page = desk(joke, "/beoordelen/")
    expect(page.get_by_role("heading", name="De naam van de melder blijft verborgen")).to_be_visible()
    axe(page)
    page.goto(page.url.split("/beoordelen/")[0] + f"/beoordelen/{own.report.number}/")
    expect(page.get_by_role("button", name="Bevestigen")).to_be_disabled()
    axe(page)
