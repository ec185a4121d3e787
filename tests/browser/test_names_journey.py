"""Long lists of organisations, of colleagues, of help: turned and searched by keyboard, clean for axe, also refused."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from desk import finding
from desk.directory import views as directory
from desk.directory.actions import save_organisation
from desk.roles import Role
from tests import portal_stories
from tests.browser.keyboard import follow, write
from tests.browser.widths import clean
from tests.meldcode.conftest import iris, school

__all__ = ["iris", "school"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def three_of_a_page(monkeypatch) -> None:
    monkeypatch.setattr(finding, "PAGE", 3)
    monkeypatch.setattr(directory, "PAGE", 3)


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


def test_a_counsellor_turns_the_directory_and_finds_help(desk, axe, noor, ada):
    for name, what in (("Fier", "Opvang"), ("Halt", "Jongeren"), ("Lichtpunt", "Schulden"), ("Spoed", "Crisisdienst")):
        save_organisation(by=ada, at=timezone.now(), name=name, what=what, phone="010 000 00 10")
    page = desk(noor, "/wegwijzer/")
    clean(page, axe, "directory-first")
    follow(page, "a[href^='?na=']")
    expect(page.get_by_role("heading", name="Spoed")).to_be_visible()
    clean(page, axe, "directory-last")
    write(page, "zoek", "crisis")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="1 gevonden.")).to_be_visible()
    expect(page.get_by_role("heading", name="Fier")).to_have_count(0)
    clean(page, axe, "directory-found")
    write(page, "zoek", "x" * 200)
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    clean(page, axe, "directory-refused")


def test_the_administrator_finds_a_colleague(desk, axe, ada, noor, north, person_of):
    for name in ("Anna B.", "Bea C.", "Cor D.", "Dirk E."):
        person_of(name, Role.COUNSELLOR, north)
    page = desk(ada, "/medewerkers/")
    clean(page, axe, "staff-first")
    write(page, "zoek", "dirk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="1 gevonden.")).to_be_visible()
    clean(page, axe, "staff-found")
    write(page, "zoek", "niemand")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Niemand gevonden")).to_be_visible()
    clean(page, axe, "staff-nobody")
