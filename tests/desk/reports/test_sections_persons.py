"""Persons of a file: one by one, unknown is allowed, and the reporter is never among them by accident."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from desk.reports import people
from desk.reports.persons import Person
from tests import stories


@pytest.fixture
def report(noor, at):
    return stories.a_report(by=noor, at=at)


@pytest.fixture
def desk(clock, client_of, noor):
    return client_of(noor)


@pytest.fixture
def family(noor, at, report):
    told = {"by": noor, "at": at, "case_file": report.case_file}
    return [people.save_person(**told, role=role, called=name) for role, name in PAIR]


PAIR = [("household_member", "Moeder"), ("child", "Dochter")]


def person(**changes: Any) -> dict[str, Any]:
    return {"role": "child", "sex": "female", "version": 1, "submission": str(uuid4()), **changes}


def at_(name: str, report: Any, *more: Any) -> str:
    return reverse(f"reports:{name}", args=[report.number, *more])


def words(response: Any) -> str:
    return response.content.decode()


def test_a_person_is_added_with_what_is_known(desk, report):
    answer = desk.post(at_("person_new", report), person(called="Dochter", birth_year="2011", bsn="1112.22.333"))
    assert answer.status_code == 302, answer.context["form"].errors
    row = report.case_file.persons.get()
    assert (row.called, row.birth_year, row.birth_month, row.bsn) == ("Dochter", 2011, None, "111222333")


def test_a_double_click_is_one_person(desk, report):
    form = person()
    assert {desk.post(at_("person_new", report), form).status_code for _ in range(2)} == {302}
    assert report.case_file.persons.count() == 1


def test_unknown_is_a_person_in_one_press(desk, report):
    desk.post(at_("person_unknown", report), {"role": "presumed_perpetrator", "submission": str(uuid4())})
    assert report.case_file.persons.get().shown_as == "Onbekend"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"bsn": "111222334"}, "Dit BSN klopt niet"),
        ({"bsn": "11122233"}, "Een BSN heeft negen cijfers"),
        ({"bsn": "000000000"}, "Dit BSN klopt niet"),
        ({"birth_day": "31", "birth_month": "2", "birth_year": "2010"}, "Deze geboortedatum bestaat niet"),
        ({"birth_year": "2027"}, "Deze geboortedatum bestaat niet"),
        ({"birth_year": "9" * 40}, "Deze geboortedatum bestaat niet"),
        ({"birth_month": "3"}, "is het jaar bekend"),
        ({"unborn": "on", "birth_year": "2026"}, "ongeboren kind"),
        ({"role": ""}, "Kies de rol"),
        ({"role": "uncle"}, "geldige keuze"),
        ({"household": "99999999999999999999"}, "geldige keuze"),
        ({"surname": "a\x00"}, "niet leesbaar"),
    ],
)
def test_what_cannot_be_is_said_with_the_text_intact(desk, report, wrong, said):
    refused = desk.post(at_("person_new", report), person(first_names="Mia Proef", **wrong))
    assert refused.status_code == 400
    assert said in words(refused)
    assert "Mia Proef" in words(refused)
    assert not Person.objects.exists()


def test_a_person_is_changed_and_a_conflict_shown(desk, report, family, joke, at):
    child = family[1]
    form = desk.get(at_("person", report, child.pk)).context["form"]
    marks = {name: form[name].value() for name in ("version", "seen")}
    people.save_person(
        by=joke, at=at, case_file=report.case_file, person=child, version=child.version, role="child", surname="Proef"
    )
    typed = {**person(surname="Anders"), **marks}
    conflict = desk.post(at_("person", report, child.pk), typed)
    assert conflict.status_code == 409
    assert stories.fresh(child).surname == "Proef"
    again = {name: conflict.context["form"][name].value() for name in ("version", "seen")}
    assert desk.post(at_("person", report, child.pk), {**typed, **again}).status_code == 302
    assert stories.fresh(child).surname == "Anders"


def test_persons_are_related_once(desk, report, family):
    mother, child = family
    line = {"person": mother.pk, "kind": "parent", "other": child.pk}
    assert desk.post(at_("relation", report), line).status_code == 302
    assert desk.post(at_("relation", report), line).status_code == 400
    assert desk.post(at_("relation", report), {**line, "other": mother.pk}).status_code == 400
    drawn = report.case_file.relations.get()
    desk.post(at_("relation_drop", report, drawn.pk))
    assert not report.case_file.relations.exists()


def test_a_person_of_another_file_cannot_be_named(desk, report, family, noor, at):
    other = stories.a_report(by=noor, at=at)
    foreign = people.save_person(by=noor, at=at, case_file=other.case_file, role="child")
    assert desk.get(at_("person", report, foreign.pk)).status_code == 404
    line = {"person": family[0].pk, "kind": "parent", "other": foreign.pk}
    assert desk.post(at_("relation", report), line).status_code == 400


def test_a_person_is_taken_away(desk, report, family):
    desk.post(at_("person_remove", report, family[0].pk))
    assert [p.called for p in report.case_file.persons.all()] == ["Dochter"]


def test_the_reporter_is_not_among_the_persons(desk, report, family):
    page = words(desk.get(reverse("reports:section", args=[report.number, "personen"])))
    assert "Moeder" in page
    assert stories.TEACHER["name"] not in page
    assert not report.case_file.persons.filter(is_reporter=True).exists()


def test_a_stranger_reaches_no_person(client_of, bram, report, family):
    stranger, pk = client_of(bram), family[0].pk
    assert stranger.get(at_("person", report, pk)).status_code == 404
    for name, more in [("person_remove", [pk]), ("person_unknown", []), ("relation", []), ("relation_drop", [1])]:
        assert stranger.post(at_(name, report, *more)).status_code == 404
    assert report.case_file.persons.count() == 2


@pytest.mark.parametrize("who", ["samir", "ada", "saskia"])
def test_who_takes_no_reports_in_changes_no_person(request, client_of, report, who):
    client = client_of(request.getfixturevalue(who))
    assert client.post(at_("person_new", report), person()).status_code == 403
    assert client.post(at_("person_unknown", report), {"role": "child"}).status_code == 403
