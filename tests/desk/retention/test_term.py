"""How long a file is kept: twenty years after the last change, and not before the youngest child is eighteen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from desk import deadlines
from desk.deadlines import TERMS
from desk.reports.models import Person
from desk.retention.actions import keep_longer, read_register
from desk.retention.over import kept, over
from desk.retention.rules import grown_up_on, keep_until
from tests import stories
from tests.stories_of_retention import an_old_file, proposed_to_go

LAST = date(2010, 5, 4)


def person(**told) -> Person:
    return Person(**{"role": "child", "recorded_on": LAST, **told})


@pytest.mark.parametrize(
    ("told", "grown"),
    [
        ({"birth_year": 2008, "birth_month": 2, "birth_day": 29}, date(2026, 2, 28)),
        ({"birth_year": 2008, "birth_month": 4}, date(2026, 4, 30)),
        ({"birth_year": 2008, "birth_month": 12}, date(2026, 12, 31)),
        ({"birth_year": 2008}, date(2026, 12, 31)),
        ({}, date(2028, 5, 4)),
        ({"unborn": True}, date(2029, 3, 1)),
        ({"role": "presumed_victim"}, None),
        ({"role": "household_member", "birth_year": 2008}, date(2026, 12, 31)),
    ],
)
def test_a_child_is_never_taken_for_older_than_it_is(told, grown):
    assert grown_up_on(person(**told)) == grown


def test_twenty_years_after_the_last_change():
    assert keep_until(LAST, []) == date(2030, 5, 4)


def test_where_fifteen_years_are_kept_the_youngest_child_decides(monkeypatch):
    fifteen = tuple(replace(one, amount=180) if one.code == "case_file" else one for one in TERMS)
    monkeypatch.setattr(deadlines, "TERMS", fifteen)
    assert keep_until(LAST, [person(birth_year=1995)]) == date(2025, 5, 4)
    assert keep_until(LAST, [person(birth_year=1995), person(birth_year=2009)]) == date(2027, 12, 31)
    assert keep_until(LAST, [person(unborn=True)]) == date(2029, 3, 1)


@pytest.mark.django_db
def test_a_file_is_over_on_the_day_after_its_term(old, samir, at):
    until = kept(old).until
    noon = at.replace(hour=12)
    last = noon + (until - at.date())
    assert over(samir, at=last) == []
    assert [one.case_file for one in over(samir, at=last + timedelta(days=1))] == [old]


@pytest.mark.django_db
def test_what_happened_since_moves_the_day(old, noor, samir, at):
    """Rule 32: counted again at each change. A note in the file is a change."""
    before = kept(old).until
    old.notes.update(at=at - timedelta(days=365))
    assert kept(old).until > before
    assert over(samir, at=at) == []


@pytest.mark.django_db
def test_a_file_with_a_report_in_hand_is_never_over(noor, samir, long_ago, at):
    stories.a_report(by=noor, at=long_ago)
    assert over(samir, at=at) == []


@pytest.mark.django_db
def test_a_file_whose_follow_up_never_ended_is_open_and_stays(noor, joke, samir, long_ago, at):
    decision = stories.confirmed(by=noor, second=joke, at=long_ago)
    assert over(samir, at=at) == []
    with pytest.raises(ValidationError, match="nog open"):
        proposed_to_go(by=samir, at=at, case_file=decision.report.case_file)


@pytest.mark.django_db
def test_a_file_of_yesterday_or_of_another_region_is_not_in_the_list(old, noor, samir, at):
    from desk.accounts.models import Region, User

    stories.confirmed(by=noor, second=old.reports.get().decisions.get().decided_by, at=at, **stories.answers_no())
    far = Region.objects.create(name="Ver weg")
    other = User.objects.create(username="olga", display_name="Olga", role="privacy_officer", region=far)
    assert len(over(samir, at=at)) == 1
    assert over(other, at=at) == []
    with pytest.raises(ValidationError, match="er niet meer"):
        proposed_to_go(by=other, at=at, case_file=old)


@pytest.mark.django_db
def test_a_young_file_cannot_be_proposed(noor, joke, samir, at):
    decision = stories.confirmed(by=noor, second=joke, at=at, **stories.answers_no())
    with pytest.raises(ValidationError, match="bewaard tot en met 23-11-2046"):
        proposed_to_go(by=samir, at=at, case_file=decision.report.case_file)


@pytest.mark.django_db
def test_kept_longer_comes_back_after_its_day(proposal, old, joke, samir, at):
    until = at.date() + timedelta(days=100)
    reason = "Er loopt een klacht over dit dossier."
    keep_longer(by=joke, at=at, destruction=proposal, version=proposal.version, reason=reason, kept_longer_until=until)
    assert over(samir, at=at) == []
    assert over(samir, at=at + timedelta(days=100)) == []
    assert len(over(samir, at=at + timedelta(days=101))) == 1
    again = proposed_to_go(by=samir, at=at + timedelta(days=101), case_file=old)
    assert again.pk != proposal.pk


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["noor", "saskia", "vera", "ada"])
def test_the_register_is_for_the_officer_and_leads(name, request, at):
    with pytest.raises(PermissionDenied):
        read_register(by=request.getfixturevalue(name), at=at)


@pytest.mark.django_db
def test_a_lead_reads_the_register_of_the_team_alone(proposal, joke, person_of, south, at):
    assert list(read_register(by=joke, at=at)[1]) == [proposal]
    hans = person_of("Hans M.", "team_lead", south)
    assert list(read_register(by=hans, at=at)[1]) == []


@pytest.mark.django_db
def test_of_a_sealed_file_the_register_stays_silent_for_who_is_left_out(proposal, old, noor, joke, els, samir, at):
    from desk.retention.actions import destroy_case_file

    stories.sealed(by=joke, at=at, case_file=old, people=[noor, joke])
    assert list(read_register(by=els, at=at)[1]) == []
    destroy_case_file(by=joke, at=at, destruction=proposal, version=proposal.version)
    assert list(read_register(by=els, at=at)[1]) == []
    assert list(read_register(by=samir, at=at)[1]) == [proposal]


@pytest.mark.django_db
def test_what_still_waits_for_a_judgement_keeps_the_file(proposal, old, tariq, joke, at):
    """An alarm about whoever decides would go with the file."""
    from desk.retention.actions import destroy_case_file

    alarm = stories.an_alarm(about=joke, at=at, report=old.reports.get())
    with pytest.raises(ValidationError, match="nog worden geoordeeld"):
        destroy_case_file(by=joke, at=at, destruction=proposal, version=proposal.version)
    alarm.delete()
    stories.breaks_glass(by=tariq, at=at, case_file=old)
    with pytest.raises(ValidationError, match="nog worden geoordeeld"):
        destroy_case_file(by=joke, at=at, destruction=proposal, version=proposal.version)


@pytest.mark.django_db
def test_nobody_is_warned_on_a_day_to_come(old, samir, at):
    with pytest.raises(ValidationError, match="moet nog komen"):
        proposed_to_go(by=samir, at=at, case_file=old, warned_on=at.date() + timedelta(days=1))


@pytest.mark.django_db
def test_what_is_kept_longer_is_not_proposed_past_the_list(proposal, old, joke, samir, at):
    until, reason = at.date() + timedelta(days=100), "Er loopt een klacht over dit dossier."
    keep_longer(by=joke, at=at, destruction=proposal, version=proposal.version, reason=reason, kept_longer_until=until)
    with pytest.raises(ValidationError, match="Besloten is dit dossier te bewaren"):
        proposed_to_go(by=samir, at=at, case_file=old)


@pytest.mark.django_db
def test_a_register_line_of_before_the_seal_goes_silent_with_it(proposal, old, noor, joke, els, samir, at):
    from desk.retention.actions import destroy_case_file

    until, reason = at.date() + timedelta(days=9), "Er loopt een klacht over dit dossier."
    keep_longer(by=joke, at=at, destruction=proposal, version=proposal.version, reason=reason, kept_longer_until=until)
    stories.sealed(by=joke, at=at, case_file=old, people=[noor, joke])
    later = at + timedelta(days=10)
    again = proposed_to_go(by=samir, at=later, case_file=old)
    destroy_case_file(by=joke, at=later, destruction=again, version=again.version)
    assert list(read_register(by=els, at=later)[1]) == []
    assert set(read_register(by=joke, at=later)[1]) == {again, proposal}


@pytest.mark.django_db
def test_two_proposals_for_one_file_are_one(proposal, old, samir, at):
    with pytest.raises(ValidationError):
        proposed_to_go(by=samir, at=at, case_file=old)


@pytest.mark.django_db
def test_many_are_proposed_at_once_each_with_its_event(old, noor, joke, samir, at):
    from desk.audit.models import Event
    from desk.retention.actions import propose_destruction

    second = an_old_file(by=noor, second=joke, at=at)
    told = {"warned": "no", "not_warned_reason": "Er is geen adres meer bekend."}
    rows = propose_destruction(by=samir, at=at, case_numbers=[old.number, second.number], **told)
    assert {row.case_number for row in rows} == {old.number, second.number}
    assert Event.objects.filter(act="destruction_proposed").count() == 2
