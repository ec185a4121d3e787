"""Samir judges an alarm and makes a list, Ada enters a circle, Joke reads the team: by keyboard, axe at every turn."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from desk.oversight.models import Alarm, Circle
from tests import stories
from tests.browser.keyboard import answer, follow, write

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_samir_judges_an_alarm_with_the_keyboard_alone(desk, axe, noor, tariq, samir) -> None:
    now = timezone.now()
    row = stories.an_alarm(about=tariq, at=now, report=stories.a_report(by=noor, at=now))
    page = desk(samir, "/toezicht/")
    with page.expect_navigation():
        follow(page, ".rows--alarms a")
    expect(page.get_by_role("heading", name="Zelfde adres")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors li")).to_have_count(2)
    axe(page)
    answer(page, "verdict", "false_alarm")
    write(page, "words", "Hij viel in voor Noor.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Geen alarm")).to_be_visible()
    axe(page)
    assert Alarm.objects.get(pk=row.pk).words == "Hij viel in voor Noor."


def test_samir_makes_a_list_for_a_person_concerned(desk, axe, noor, samir) -> None:
    report = stories.a_report(by=noor, at=timezone.now())
    page = desk(samir, "/toezicht/inzage/")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors li")).to_have_count(3)
    axe(page)
    write(page, "number", report.case_file.number)
    write(page, "purpose", "Verzoek van een betrokkene, 2026-114")
    answer(page, "shown", "roles")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name=f"Wie zag dossier {report.case_file.number} in?")).to_be_visible()
    expect(page.get_by_role("cell", name="de melding opgenomen")).to_be_visible()
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)


def test_ada_enters_a_circle_and_takes_it_away(desk, axe, tariq, ada) -> None:
    page = desk(ada, f"/medewerkers/{tariq.pk}/")
    page.get_by_role("link", name="Leg de eigen kring vast").click()
    page.locator("#id_homes").fill("Dorpsstraat")
    page.wait_for_load_state()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors li")).to_have_count(2)
    axe(page)
    page.locator("#id_surnames").fill("Zwaluwenburg")
    page.locator("#id_homes").fill("5678 XY 12")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Wat u typte is niet meer te lezen.")).to_be_visible()
    page.get_by_role("link", name="Leg de eigen kring vast").click()
    expect(page.locator("#id_homes")).to_have_value("")
    axe(page)
    page.get_by_role("button", name="Haal de kring weg").click()
    expect(page.get_by_text("De eigen kring is weg.")).to_be_visible()
    assert not Circle.objects.exists()


def test_joke_reads_what_her_team_did(desk, axe, noor, joke) -> None:
    report = stories.a_report(by=noor, at=timezone.now())
    page = desk(joke, "/")
    page.get_by_role("link", name="Logboek van het team").click()
    expect(page.get_by_text(f"nam melding {report.number} op.")).to_be_visible()
    page.locator("#id_nummer").fill("wie?")
    page.get_by_role("button", name="Zoek").click()
    expect(page.locator(".errors li")).to_have_count(1)
    axe(page)
