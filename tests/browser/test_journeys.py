"""The day's main job in a real browser, keyboard alone: from the first word to the decision of two people."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from desk.audit.models import Event
from desk.reports.actions import reporter_of
from desk.reports.drafts import Draft
from desk.reports.models import Report
from tests.browser.keyboard import answer, follow, tab_to, write
from tests.needle_scan.desks import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def begin(page: Page, title: str, occasion: str, nature: str) -> None:
    """The first page of a report, down to who reports."""
    page.keyboard.press("m")
    page.wait_for_url("**/meldingen/nieuw/")
    answer(page, "danger", "no")
    answer(page, "channel", "phone")
    write(page, "title", title)
    answer(page, "occasions", occasion)
    answer(page, "natures", nature)


def send(page: Page, url: Any) -> None:
    page.keyboard.press("Control+Enter")
    page.wait_for_url(url)


def end_intake(page: Page) -> Report:
    """From the persons to the last page of the intake, and out of it."""
    page.keyboard.press("Escape")
    follow(page, 'a[href$="/nakijken/"]')
    page.wait_for_url("**/nakijken/")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(lambda url: not url.endswith("/nakijken/"))
    return Report.objects.order_by("-pk")[0]


def professional(page: Page, organisation: str, **more: Any) -> None:
    answer(page, "kind", "professional")
    write(page, "capacity", more.get("capacity", "Voortgezet"))
    write(page, "organisation", organisation)
    write(page, "name", "E. Proefpersoon")
    write(page, "function", more.get("function", "Mentor"))
    write(page, "phone", "010 000 00 00")


def test_a_citizen_reports_shielded_there_is_no_unsafety_and_a_second_person_closes(desk, noor, joke, axe):
    page = desk(noor)
    axe(page)
    begin(page, "Neefje van 9 lang op de tablet", "10", "12")
    answer(page, "kind", "citizen")
    write(page, "capacity", "Familielid")
    write(page, "name", "T. Tante")
    write(page, "phone", "010 000 00 01")
    answer(page, "disclosure", "shielded")
    axe(page)
    send(page, "**/personen/")
    axe(page)
    report = end_intake(page)
    axe(page)
    assert reporter_of(report).disclosure == "shielded"
    page.goto(page.url.split("/meldingen/")[0] + f"/meldingen/{report.number}/drie-vragen/")
    answer(page, "unsafe", "no")
    write(page, "explanation", "Geen enkel teken van onveiligheid. Wijkteam genoemd.")
    axe(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("een ander beslist")).to_be_visible()
    report.refresh_from_db()
    assert report.status == "proposed"

    page = desk(joke)
    expect(page.get_by_text("Wacht op mij")).to_be_visible()
    with page.expect_navigation():
        follow(page, 'nav a[href="/beoordelen/"]')
    axe(page)
    expect(page.get_by_text("T. Tante")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note--done").first).to_be_visible()
    report.refresh_from_db()
    assert report.status == "closed"
    axe(page)


def test_a_teacher_reports_openly_and_the_local_team_takes_over(desk, noor, joke, axe):
    page = desk(noor)
    begin(page, "Zorgen om leerling van 15", "08", "03")
    professional(page, "Praktijkschool De Linde")
    answer(page, "disclosure", "open")
    send(page, "**/personen/")
    report = end_intake(page)
    page.goto(page.url.split("/meldingen/")[0] + f"/meldingen/{report.number}/drie-vragen/")
    answer(page, "unsafe", "yes")
    answer(page, "acute", "no")
    answer(page, "structural", "yes")
    answer(page, "disclosure", "no")
    answer(page, "established", "yes")
    write(page, "ground_text", "Twintig dagen ongeoorloofd verzuim.")
    write(page, "ground_dated", "20-11-2026")
    write(page, "ground_source", "Leerplicht")
    follow(page, 'button[formaction$="/gronden/"]')
    expect(page.get_by_text("Twintig dagen ongeoorloofd verzuim.")).to_be_visible()
    axe(page)
    write(page, "safety_conditions", "Oma haalt haar op van school.")
    write(page, "professional_help", "Hulp bij grenzen stellen.")
    answer(page, "circle_can", "with_help")
    answer(page, "cooperates", "yes")
    answer(page, "parties", "local_field")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_focused()
    axe(page)
    write(page, "contact_local_field", "Gezinswerker, dienst Noord")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("een ander beslist")).to_be_visible()
    report.refresh_from_db()
    assert report.status == "proposed"

    page = desk(joke, f"/beoordelen/{report.number}/")
    expect(page.get_by_role("heading", name="Overdracht na de beoordeling")).to_be_visible()
    axe(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note--done").first).to_be_visible()
    report.refresh_from_db()
    assert (report.status, report.decisions.get().outcome) == ("decided", "handover")


def test_a_threatened_social_worker_is_shielded_by_another_than_who_asked(desk, joke, els, axe):
    """Joke takes the call herself; she cannot approve her own request, Els can."""
    page = desk(joke)
    begin(page, "Gezin bedreigt hulpverlener", "01", "03")
    professional(page, "Wijkteam Oudemeer", capacity="Maatschappelijke", function="Maatschappelijk werker")
    answer(page, "disclosure", "shielded")
    answer(page, "shield_ground", "professional_safety")
    write(page, "shield_explanation", "De melder is gisteren bij de auto opgewacht.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_focused()
    axe(page)
    write(page, "safety_agreement", "Wij bellen op het werk en noemen geen naam.")
    write(page, "review_on", "23-02-2099")
    send(page, "**/personen/")
    report = Report.objects.get()
    assert reporter_of(report).verdict == "pending"

    follow(page, 'a[href$="/nakijken/"]')
    expect(page.get_by_role("button", name="Intake afronden")).to_be_disabled()
    axe(page)
    page.goto(page.url.split("/meldingen/")[0] + f"/beoordelen/melder/{report.number}/")
    expect(page.get_by_role("button", name="Goedkeuren")).to_be_disabled()
    axe(page)

    page = desk(els, f"/beoordelen/melder/{report.number}/")
    expect(page.get_by_text("E. Proefpersoon")).to_have_count(0)
    axe(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".note--done").first).to_be_visible()
    reporter = reporter_of(report)
    assert (reporter.verdict, reporter.decided_by, reporter.decided_as) == ("approved", els, "team_lead")
    assert Event.objects.filter(act="shield_approved", actor_id=els.pk).exists()
    tab_to(page, "a")


def test_the_last_words_before_leaving_a_report_are_kept(desk, noor):
    page = desk(noor, "/meldingen/nieuw/")
    write(page, "title", "Buren horen geschreeuw")
    page.goto(page.url.replace("/meldingen/nieuw/", "/wegwijzer/"))
    expect(page.get_by_role("heading", name="Wegwijzer", exact=True)).to_be_visible()
    until(Draft.objects.exists, "the last words are stored")
    page.goto(page.url.replace("/wegwijzer/", "/meldingen/nieuw/"))
    expect(page.locator('[name="title"]')).to_have_value("Buren horen geschreeuw")


def test_112_is_one_key_away_also_from_an_answer(desk, noor, axe):
    page = desk(noor, "/adviezen/nieuw/")
    answer(page, "danger", "unclear")
    page.keyboard.press("1")
    expect(page.get_by_role("dialog")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    write(page, "question_text", "1")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator('[name="question_text"]')).to_have_value("1")
