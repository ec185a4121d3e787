"""A file whose term is over, by keyboard: proposed by the privacy officer, destroyed by a lead, axe at every turn."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from desk.reports.models import CaseFile
from tests.browser.keyboard import answer, write
from tests.stories_of_retention import an_old_file, proposed_to_go

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def clean(page, axe) -> None:
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)


def test_samir_proposes_with_the_keyboard_alone(desk, axe, noor, joke, samir) -> None:
    file = an_old_file(by=noor, second=joke, at=timezone.now())
    page = desk(samir, "/bewaren/")
    clean(page, axe)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors li")).to_have_count(2)
    clean(page, axe)
    page.get_by_label(file.number).press("Space")
    answer(page, "warned", "no")
    write(page, "not_warned_reason", "Er is geen adres meer bekend.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Voorgesteld: 1.")).to_be_visible()
    clean(page, axe)
    page.get_by_role("link", name=f"Bekijk over {file.number}").press("Enter")
    expect(page.get_by_text("U heeft dit zelf voorgesteld.")).to_be_visible()
    clean(page, axe)


def test_joke_destroys_it_and_keeps_the_proof(desk, axe, noor, joke, els, samir) -> None:
    now = timezone.now()
    row = proposed_to_go(by=samir, at=now, case_file=an_old_file(by=noor, second=els, at=now))
    page = desk(joke, "/bewaren/")
    with page.expect_navigation():  # a key before the page has its script does nothing
        page.get_by_role("link", name=f"Besluit over {row.case_number}").press("Enter")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors li")).to_have_count(1)
    clean(page, axe)
    answer(page, "verdict", "destroyed")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="is vernietigd")).to_be_visible()
    clean(page, axe)
    assert not CaseFile.objects.exists()
