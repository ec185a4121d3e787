"""The last page of the intake: what is missing, a shield that waits, and a reporter who takes the report back."""

from typing import Any

import pytest
from django.urls import reverse

from desk.reports import people
from tests import stories


@pytest.fixture
def report(noor, at):
    return stories.a_report(by=noor, at=at)


@pytest.fixture
def desk(clock, client_of, noor):
    return client_of(noor)


def address(report: Any, section: str) -> str:
    return reverse("reports:section", args=[report.number, section])


def words(response: Any) -> str:
    return response.content.decode()


def test_what_is_missing_is_said_and_does_not_block(desk, report):
    page = words(desk.get(address(report, "nakijken")))
    assert "Voeg minstens één persoon toe" in page
    assert desk.post(address(report, "nakijken"), {"version": report.version}).status_code == 302
    assert stories.fresh(report).status == "assessing"


def test_a_pending_shield_keeps_the_button_and_says_why(desk, noor, at):
    report = stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    page = words(desk.get(address(report, "nakijken")))
    assert "Een teamleider moet eerst besluiten over de afscherming" in page
    assert 'disabled aria-describedby="why-not"' in page
    refused = desk.post(address(report, "nakijken"), {"version": report.version})
    assert refused.status_code == 400
    assert stories.fresh(report).status == "intake"


def test_a_reporter_takes_the_report_back_with_a_reason(desk, report):
    refused = desk.post(address(report, "nakijken"), {"version": report.version, "withdraw": "1"})
    assert "Schrijf op waarom de melder de melding intrekt." in words(refused)
    typed = {"version": report.version, "withdraw": "1", "withdrawn_reason": "Wil niet open melden."}
    assert desk.post(address(report, "nakijken"), typed).status_code == 302
    assert stories.fresh(report).status == "withdrawn"


def test_a_decided_report_opens_no_section(desk, noor, joke, at):
    report = stories.confirmed(by=noor, second=joke, at=at).report
    assert desk.get(address(report, "hulp")).url == reverse("reports:detail", args=[report.number])


def test_going_on_leads_to_the_first_open_part(desk, report, noor, at):
    assert desk.get(reverse("reports:section", args=[report.number])).url == address(report, "begin")
    people.save_person(by=noor, at=at, case_file=report.case_file, role="child")
    assert "Voeg minstens één persoon toe" not in words(desk.get(address(report, "nakijken")))
