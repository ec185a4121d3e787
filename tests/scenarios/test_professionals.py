"""Stories of professionals, who report under their own name; hiding it takes a ground and another person's yes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from desk.audit.models import Event
from desk.deadlines import local_day
from desk.reports import actions, secrecy
from desk.reports.models import Report
from desk.reports.waiting import secrecy_waiting
from tests.needles import kept_in
from tests.scenarios.telling import (
    family,
    happened,
    moment,
    professional,
    report,
    stored,
    taken_in,
    tried,
)
from tests.stories import TEACHER, UNKNOWN, fresh, shield_until

pytestmark = pytest.mark.django_db


def test_scn_001_a_team_lead_takes_the_call_and_wants_to_approve_it_too(joke, els):
    """Four eyes: who asked for the shield cannot agree to it. It stays in the intake until another lead decides.

    Nothing is stored of the agreement she wanted; what the intake itself keeps is sealed from the first moment.
    """
    at = moment("2026-12-02T13:00")
    row = report(by=joke, at=at, reporter={**TEACHER, **shield_until(at)}, natures=["01"])
    reporter = actions.reporter_of(row)
    with pytest.raises(ValidationError):
        secrecy.approve_secrecy(by=joke, at=at, reporter=reporter, version=reporter.version)
    after = actions.reporter_of(row)
    assert (after.verdict, after.decided_by, after.is_hidden) == ("pending", None, True)
    assert stored() == ("sealed", False)
    assert tried("shield_approved", by=joke) == ["who_asks_never_decides"]
    with pytest.raises(ValidationError):
        taken_in(row, by=joke, at=at)
    assert fresh(row).status == "intake"

    assert not secrecy_waiting(joke).exists()
    assert secrecy_waiting(els).count() == 1
    secrecy.approve_secrecy(by=els, at=at, reporter=after, version=after.version)
    assert taken_in(row, by=joke, at=at).status == "assessing"
    assert happened("shield_approved", by=els) == 1


def test_scn_016_the_police_send_a_concern_and_send_it_again(noor):
    """Read in twice it is one report; the holidays do not count, and the judging waits on the work list."""
    at = moment("2026-12-24T18:30")
    form = {"submission": uuid4(), "channel": "email", "title": "Ruzie met twee kinderen erbij"}
    told = {**form, "occasions": ["01", "08"], "natures": ["03", "08"]}
    officer = professional("P13", "Politie Merenstreek")
    row = report(by=noor, at=at, reporter=officer, **told)
    assert report(by=noor, at=at, reporter=officer, **told) == row
    for age in (4, 7):
        family(row, by=noor, at=at, called="kind", birth_year=2026 - age)
    assert Report.objects.count() == 1
    assert str(row.assess_by) == "2027-01-04"
    assert stored() == ("open", True)
    assert happened("report_filed", by=noor) == 1
    assert taken_in(row, by=noor, at=at).status == "assessing"


def test_scn_023_a_midwife_reports_openly_about_a_pregnant_girl(noor):
    """Seventeen, controlled by a man of thirty. The child to come is a person too. AVIM: see hand-over."""
    at = moment("2026-12-31T16:10")
    row = report(
        by=noor,
        at=at,
        reporter=professional("P05", "Verloskundigen Lindehaven"),
        trafficking="yes",
        trafficking_kinds=["sexual"],
        natures=["03", "06"],
    )
    girl = family(row, by=noor, at=at, role="presumed_victim", birth_year=2009)
    family(row, by=noor, at=at, role="child", unborn=True)
    assert girl.age_on(local_day(at)) == 17
    assert str(row.assess_by) == "2027-01-08"
    assert stored() == ("open", True)
    assert happened("report_filed", by=noor) == 1


def test_scn_047_a_district_nurse_was_pushed_against_the_wall(noor, joke):
    """Her own safety is a ground: the shield works at once, and a team lead agrees before the intake can end."""
    at = moment("2027-05-03T08:40")
    nurse = {**professional("P05", "Thuiszorg Merenstreek"), **shield_until(at), "withheld": "De duw in de gang."}
    row = report(by=noor, at=at, reporter=nurse, occasions=["03"], natures=["01"])
    family(row, by=noor, at=at, role="dependant")
    assert str(row.assess_by) == "2027-05-12"
    assert stored() == ("sealed", True)
    with pytest.raises(ValidationError):
        taken_in(row, by=noor, at=at)
    reporter = actions.reporter_of(row)
    with pytest.raises(PermissionDenied):
        secrecy.approve_secrecy(by=noor, at=at, reporter=reporter, version=reporter.version)
    secrecy.approve_secrecy(by=joke, at=at, reporter=reporter, version=reporter.version)
    assert taken_in(row, by=noor, at=at).status == "assessing"
    assert tried("report_taken_in") == ["secrecy_is_settled"]
    assert tried("shield_approved", by=noor) == ["not_permitted"]
    assert kept_in("De duw in de gang.") == {"reports_reporter"}


def test_scn_047_nor_does_a_nurse_become_an_unknown_reporter(noor):
    """Shielded is the most a professional can be."""
    at = moment("2027-05-03T08:40")
    nameless = {"kind": "professional", "capacity": "P05", "disclosure": "unknown"}
    with pytest.raises(ValidationError):
        report(by=noor, at=at, reporter={**UNKNOWN, **nameless})
    assert "professional_is_never_unknown" in tried("report_filed")[0]
    assert stored() == ("none", False)


def test_scn_053_a_worker_at_a_reception_centre_is_threatened_by_a_network(noor, joke):
    """His name is sealed and a lead sees at once that it waits. Talking with the police is built with the hand-over."""
    at = moment("2027-01-22T14:25")
    shield = {**shield_until(at), "shield_explanation": "Er zijn beelden van zijn kinderen gestuurd."}
    row = report(
        by=noor,
        at=at,
        reporter={**professional("P15", "Opvang voor asielzoekers"), **shield},
        occasions=["10"],
        natures=["06"],
        trafficking="yes",
        trafficking_kinds=["sexual"],
    )
    family(row, by=noor, at=at, role="presumed_victim")
    assert str(row.assess_by) == "2027-01-29"
    assert stored() == ("sealed", True)
    assert [waiting.report for waiting in secrecy_waiting(joke)] == [row]
    reporter = actions.reporter_of(row)
    secrecy.approve_secrecy(by=joke, at=at, reporter=reporter, version=reporter.version)
    assert taken_in(row, by=noor, at=at).status == "assessing"
    assert happened("shield_approved", by=joke) == 1


def test_scn_058_a_care_worker_reported_openly_and_is_threatened_two_days_later(noor, els, joke, samir, client_of):
    """From the moment he asks no page shows his name; who saw it can be found, and the trail stays as it was."""
    at = moment("2027-02-02T09:30")
    row = report(by=noor, at=at, reporter=professional("P11", "Jeugdhulp De Brug"), channel="email", natures=["01"])
    family(row, by=noor, at=at)
    actions.reveal_reporter(by=els, at=at, report=row, reason="Terugbellen over de afspraak van morgen.")
    before = list(Event.objects.order_by("pk").values_list())

    later = at + timedelta(days=2)
    reporter = actions.reporter_of(row)
    shield = {name: value for name, value in shield_until(later).items() if name != "disclosure"}
    secrecy.ask_shield(by=noor, at=later, reporter=reporter, version=reporter.version, **shield)
    assert stored() == ("sealed", True)
    with pytest.raises(ValidationError):
        taken_in(row, by=noor, at=later)
    reporter = actions.reporter_of(row)
    secrecy.approve_secrecy(by=joke, at=later, reporter=reporter, version=reporter.version)
    assert str(taken_in(row, by=noor, at=later).assess_by) == "2027-02-09"

    for name in ("reports:detail", "reports:case_file", "worklist", "reports:list"):
        number = {"reports:detail": row.number, "reports:case_file": row.case_file.number}.get(name)
        page = client_of(els).get(reverse(name, args=[number] if number else []))
        assert page.status_code == 200
        assert TEACHER["name"] not in page.content.decode()
        assert TEACHER["phone"] not in page.content.decode()
    seen = Event.objects.filter(act="reporter_revealed", subject=row.number)
    assert [event.actor_name for event in seen] == ["Els D."]
    assert set(before) <= set(Event.objects.values_list())
