"""Stories of citizens, and of the people themselves, who report: their name is shielded unless they say."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from desk.audit.models import Event
from desk.reports import actions, secrecy
from desk.reports.masked import masks
from desk.reports.models import CaseFile, Report
from tests.needles import kept_in
from tests.scenarios.telling import (
    CONCERNED,
    NOTHING,
    citizen,
    decided,
    family,
    happened,
    moment,
    only_counted,
    report,
    stored,
    taken_in,
    tried,
)
from tests.stories import CITIZEN, UNKNOWN, an_advice, answers_no, answers_yes, fresh

pytestmark = pytest.mark.django_db


def test_scn_005_a_mother_mails_about_the_babysitter(noor):
    """She reports openly; the same mail handled twice is one report. Keeping her photos is built with attachments."""
    at = moment("2027-05-14T12:00")
    form = {"submission": uuid4(), "channel": "email", "title": "Zorgen over een oppas", "natures": ["01"]}
    row = report(by=noor, at=at, reporter=citizen(at), **form)
    again = report(by=noor, at=at, reporter=citizen(at), **form)
    assert again == row
    family(row, by=noor, at=at, called="peuter")
    assert str(row.assess_by) == "2027-05-24"
    assert stored() == ("open", True)
    assert happened("report_filed", by=noor) == 1
    assert row.status == "intake"


def test_scn_012_a_volunteer_of_the_club_stays_wholly_unknown(noor, joke):
    """Fifteen children heard it too, so it cannot be traced; a volunteer is no professional. A team lead agrees."""
    at = moment("2026-11-30T19:30")
    row = report(by=noor, at=at, reporter={**UNKNOWN, "capacity": "N06"})
    family(row, by=noor, at=at, called="jeugdlid")
    assert str(row.assess_by) == "2026-12-07"
    assert stored() == ("none", True)
    with pytest.raises(ValidationError):
        taken_in(row, by=noor, at=at)
    assert tried("report_taken_in") == ["secrecy_is_settled"]
    reporter = actions.reporter_of(row)
    secrecy.approve_secrecy(by=joke, at=at, reporter=reporter, version=reporter.version)
    assert taken_in(row, by=noor, at=at).status == "assessing"
    assert happened("unknown_approved", by=joke) == 1


def test_scn_013_a_tip_by_mail_whose_sender_nobody_can_reach(noor, joke):
    """Nobody can talk with the sender, so it is no unknown citizen: the desk reports it itself, and says why.

    What the tip says is taken over, what leads to the sender is not. Asking the police is built with the hand-over.
    """
    at = moment("2027-03-25T08:30")
    tip = {
        "channel": "email",
        "title": "Vrouwen mogen een salon niet uit",
        "occasions": ["10"],
        "natures": ["06"],
        "trafficking": "yes",
        "trafficking_kinds": ["sexual"],
    }
    unheard = {**UNKNOWN, "cannot_be_traced": "yes", "pros_and_cons_discussed": "no"}
    with pytest.raises(ValidationError):
        report(by=noor, at=at, reporter=unheard, **tip)
    ours = {"kind": "ex_officio", "capacity": "P15", "disclosure": "open"}
    with pytest.raises(ValidationError):
        report(by=noor, at=at, reporter=ours, **tip)
    assert sorted(tried("report_filed")) == ["ex_officio_says_why", "unknown_needs_traceability_talk"]
    why = "Tip per mail. De afzender is niet te bereiken."
    row = report(by=noor, at=at, reporter={**ours, "ex_officio_reason": why}, **tip)
    family(row, by=noor, at=at, role="presumed_victim")
    assert str(row.assess_by) == "2027-04-05"
    assert stored() == ("none", True)
    assert taken_in(row, by=noor, at=at).status == "assessing"
    assert happened("report_filed", by=noor) == 1


def test_scn_018_the_only_neighbour_can_be_traced(noor, told):
    """Only she can hear it, so wholly unknown is refused and nothing of her is kept; she chooses among what is left."""
    at = moment("2026-12-01T23:00")
    traceable = {**UNKNOWN, "cannot_be_traced": "no"}
    with pytest.raises(ValidationError) as refusal:
        report(by=noor, at=at, reporter=traceable, title="Geschreeuw in de nacht", occasions=["01"], natures=["03"])
    assert "niet te herleiden" in str(refusal.value)
    assert stored() == NOTHING
    assert not Report.objects.exists()
    assert not CaseFile.objects.exists()
    assert tried("report_filed", by=noor) == ["unknown_needs_traceability_talk"]

    only_counted(an_advice(by=noor, at=at, seeker="bystander", capacity="N05", occasions=["01"], natures=["03"]))
    row = report(by=noor, at=at, reporter=CITIZEN, title="Geschreeuw in de nacht", occasions=["01"], natures=["03"])
    assert stored() == ("sealed", False)
    assert row.status == "intake"


def test_scn_019_one_of_many_at_the_playground(noor, joke):
    """Dozens saw it: wholly unknown is possible. The minute of the call is not kept either."""
    at = moment("2026-12-23T15:20")
    row = report(by=noor, at=at, reporter={**UNKNOWN, "capacity": "N07"}, natures=["01"])
    family(row, by=noor, at=at, called="kleuter")
    assert str(row.assess_by) == "2026-12-31"
    assert stored() == ("none", True)
    assert fresh(row).received_at == moment("2026-12-23T15:00")
    reporter = actions.reporter_of(row)
    secrecy.approve_secrecy(by=joke, at=at, reporter=reporter, version=reporter.version)
    assert taken_in(row, by=noor, at=at).status == "assessing"


def test_scn_037_an_aunt_insists_about_a_tablet(noor, joke):
    """A report must be judged, also this one: no unsafety, an explanation, two people, and it closes."""
    at = moment("2027-02-08T10:45")
    row = report(by=noor, at=at, reporter=citizen(at), occasions=["10"], natures=["12"])
    family(row, by=noor, at=at, called="neefje", birth_year=2018)
    assert str(row.assess_by) == "2027-02-15"
    assert stored() == ("open", True)
    taken_in(row, by=noor, at=at)
    why = "Geen enkel teken van onveiligheid. Het CJG genoemd."
    decision = decided(row, by=noor, second=joke, at=at, **answers_no(explanation=why))
    assert decision.outcome == "no_follow_up"
    assert fresh(row).status == "closed"
    assert not fresh(row.case_file).is_open
    assert (happened("decision_proposed", by=noor), happened("decision_confirmed", by=joke)) == (1, 1)
    assert happened("case_file_closed") == 1


def test_scn_043_an_advice_turns_into_a_report_halfway(noor, told):
    """Two separate things: she confirms, a new report begins empty, and nothing of the advice comes along."""
    told.append("T. Testbeller")
    at = moment("2027-05-04T11:30")
    advice = an_advice(
        by=noor,
        at=at,
        close=True,
        seeker="victim",
        capacity="N02",
        occasions=["01"],
        natures=["03"],
        question_text="Zij wordt gevolgd door haar ex.",
    )
    assert stored() == NOTHING
    row = report(by=noor, at=at, reporter=CONCERNED, title="Stalking na scheiding", occasions=["01"], natures=["03"])
    family(row, by=noor, at=at, role="presumed_victim", is_reporter=True)
    assert str(row.assess_by) == "2027-05-13"
    assert stored() == ("open", True)
    assert kept_in("gevolgd door haar ex") == {"advice_advice"}
    assert kept_in(row.submission, row.number).isdisjoint(kept_in(advice.pk, advice.number) - {"audit_event"})
    about_advice = Event.objects.filter(subject=advice.number)
    assert all(event.at is None and row.number not in event.detail for event in about_advice)


def test_scn_044_a_worker_in_a_greenhouse_whose_boss_may_never_know(noor, joke):
    """His name is sealed from the first moment; the report is handed over to those who shelter and investigate.

    That they accept it is built with the hand-over; here it is decided, by two people, with somebody to call at each.
    """
    at = moment("2027-03-24T10:05")
    row = report(
        by=noor,
        at=at,
        reporter={**CONCERNED, "disclosure": "shielded"},
        title="Paspoort en loon ingehouden",
        occasions=["10"],
        natures=["07"],
        trafficking="yes",
        trafficking_kinds=["labour"],
        labour_sectors=["agriculture"],
    )
    family(row, by=noor, at=at, role="presumed_victim", language="Pools, tolk", is_reporter=True)
    assert str(row.assess_by) == "2027-04-02"
    assert stored() == ("sealed", True)
    assert "Testbeller" not in repr(masks([row]))
    taken_in(row, by=noor, at=at)
    contacts = {"comensha": "Helpdesk", "avim": "Dienstdoende"}
    decision = decided(row, by=noor, second=joke, at=at, **answers_yes(parties=[*contacts], contacts=contacts))
    assert decision.outcome == "handover"
    assert fresh(row).assessments.get().contacts == contacts
    assert stored() == ("sealed", True)
