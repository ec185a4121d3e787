"""First, repeat or follow-up: derived from the file a report comes in, never chosen."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from desk.reports import people
from tests import stories

pytestmark = pytest.mark.django_db


def a_closed_file(noor, joke, at):
    decision = stories.confirmed(by=noor, second=joke, at=at, **stories.answers_no())
    return stories.fresh(decision.report.case_file)


def test_a_report_without_a_file_is_the_first(noor, at):
    assert stories.a_report(by=noor, at=at).arrival == "first"


def test_a_report_on_a_running_file_is_a_follow_up_with_the_same_case_number(noor, at):
    first = stories.a_report(by=noor, at=at)
    second = stories.a_report(by=noor, at=at, case_file=first.case_file)
    assert (second.arrival, second.case_file, second.number) == ("follow_up", first.case_file, "M-2026-0002")


def test_a_closed_file_refuses_a_report(noor, joke, at):
    with pytest.raises(ValidationError, match="Begin een nieuw dossier"):
        stories.a_report(by=noor, at=at, case_file=a_closed_file(noor, joke, at))


def test_a_report_after_a_closed_file_is_a_repeat_in_a_new_file(noor, joke, at):
    closed = a_closed_file(noor, joke, at)
    report = stories.a_report(by=noor, at=at, follows=closed)
    assert (report.arrival, report.case_file.follows) == ("repeat", closed)
    assert report.case_file != closed


def test_the_stranger_cannot_follow_a_file_of_another_team(noor, joke, bram, at):
    with pytest.raises(PermissionDenied):
        stories.a_report(by=bram, at=at, follows=a_closed_file(noor, joke, at))


def test_the_page_offers_a_new_file_after_a_closed_one(client_of, noor, joke, at):
    closed = a_closed_file(noor, joke, at)
    page = client_of(noor).get(f"/meldingen/nieuw/?dossier={closed.number}")
    assert "als vervolg daarop" in page.content.decode()


def test_a_household_sent_twice_is_one_household(noor, at):
    case_file = stories.a_report(by=noor, at=at).case_file
    told = {"by": noor, "at": at, "case_file": case_file, "label": "Thuis", "place": "Lindehaven"}
    assert people.save_household(**told) == people.save_household(**told)
    assert case_file.households.count() == 1
