"""A long list of organisations and of colleagues: turned and searched by keyboard, clean for axe, also when refused."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meldcode import finding
from tests import portal_stories
from tests.browser.keyboard import follow, write
from tests.browser.widths import clean
from tests.meldcode.conftest import iris, school

__all__ = ["iris", "school"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def three_of_a_page(monkeypatch) -> None:
    monkeypatch.setattr(finding, "PAGE", 3)


@pytest.fixture
def staff(iris, school) -> None:
    for name in ("Anna B.", "Bea C.", "Cor D.", "Dirk E."):
        portal_stories.a_professional(by=iris, at=timezone.now(), organisation=school, name=name)


def test_an_officer_turns_and_finds_a_colleague(desk, axe, iris, staff):
    page = desk(iris, "/portaal/collegas/")
    clean(page, axe, "colleagues-first")
    follow(page, "a[href^='?na=']")
    expect(page.get_by_text("Dirk E.").first).to_be_visible()
    clean(page, axe, "colleagues-last")
    write(page, "zoek", "cor")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="1 gevonden.")).to_be_visible()
    expect(page.get_by_text("Anna B.")).to_have_count(0)
    clean(page, axe, "colleagues-found")
    write(page, "zoek", "x" * 200)
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    clean(page, axe, "colleagues-refused")


def test_the_administrator_finds_an_organisation_and_who_works_there(desk, axe, ada, staff, school):
    for number in range(4):
        told = {"name": f"Basisschool {number}", "domains": [f"school{number}.example"]}
        portal_stories.an_organisation(by=ada, at=timezone.now(), **told)
    page = desk(ada, "/portaal/beheer/")
    clean(page, axe, "organisations-first")
    write(page, "zoek", "linde")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="1 gevonden.")).to_be_visible()
    clean(page, axe, "organisations-found")
    follow(page, f"a[href='/portaal/beheer/{school.pk}/']")
    expect(page.get_by_role("heading", name=school.name)).to_be_visible()
    clean(page, axe, "organisation")
    write(page, "zoek", "niemand")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Niemand gevonden")).to_be_visible()
    clean(page, axe, "organisation-nobody")
    follow(page, f"form[role=search] a[href='/portaal/beheer/{school.pk}/']")
    expect(page.get_by_text("Anna B.").first).to_be_visible()
