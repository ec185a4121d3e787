"""Stories with danger now: 112 goes first, the judging starts in the same shift, and nothing holds it up."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from desk.deadlines import local_day
from desk.reports import people
from desk.reports.models import Report
from desk.reports.waiting import waiting_for
from desk.review import actions as review
from tests.needles import kept_in
from tests.scenarios.telling import (
    CONCERNED,
    SAFE,
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
from tests.stories import an_advice, answers_yes, fresh, proposed

pytestmark = pytest.mark.django_db
POLICE = {"parties": ["police"], "contacts": {"police": "Meldkamer"}}
NOW = {"acute": "yes", "immediate_action": "112 gebeld, de politie is onderweg."}


def test_scn_038_a_passer_by_sees_a_woman_dragged_into_a_car(noor, told):
    """The caller is put through to 112; the plate goes to the police and nowhere else. One contact is counted."""
    at = moment("2027-01-09T23:05")
    told.append("12-ABC-3")
    answers = {
        **SAFE,
        "seeker": "bystander",
        "capacity": "N07",
        "occasions": ["01"],
        "natures": ["01"],
        "danger": "yes",
        "danger_action": "we_called",
    }
    with pytest.raises(ValidationError):
        an_advice(by=noor, at=at, close=True, **{**answers, "question_text": "Auto met kenteken 12-ABC-3."})
    with pytest.raises(ValidationError):
        an_advice(by=noor, at=at, close=True, **{**answers, "danger_action": "", "question_text": ""})
    assert sorted(tried("advice_opened")) == ["advice_text_names_nobody", "danger_in_advice_is_acted_on"]

    text = "Een man sleurt een vrouw een auto in."
    only_counted(an_advice(by=noor, at=at, close=True, **{**answers, "question_text": text}))
    assert happened("danger_acted", by=noor) == 1


def test_scn_055_a_boy_of_fifteen_must_deliver_a_parcel_tonight(noor, joke):
    """The police first, then a report with haste: on top for every lead, judged and handed over the same evening."""
    at = moment("2026-11-27T17:10")
    row = report(
        by=noor,
        at=at,
        reporter={**CONCERNED, "capacity": "N01"},
        title="Jongen van 15 moet vanavond iets wegbrengen",
        danger="yes",
        danger_action="Politie gebeld. Hij wacht op een veilige plek.",
        trafficking="yes",
        trafficking_kinds=["criminal"],
        persons_informed="no",
        not_informed_reason="Moeder weet van niets; eerst zijn veiligheid.",
    )
    family(row, by=noor, at=at, role="presumed_victim", is_reporter=True, birth_year=2011)
    assert stored() == ("open", True)
    assert row.acute
    assert row in waiting_for(joke)
    taken_in(row, by=noor, at=at)
    decision = decided(row, by=noor, second=joke, at=at, **answers_yes(**NOW, **POLICE))
    assert decision.outcome == "handover"
    assert local_day(decision.at) == local_day(at)
    assert fresh(row).review_by > local_day(at)
    assert happened("decision_confirmed", by=joke) == 1


def test_scn_055_danger_without_a_deed_is_refused(noor):
    """Danger now: without what was done there is no report, and the attempt stands in the trail."""
    at = moment("2026-11-27T17:10")
    with pytest.raises(ValidationError):
        report(by=noor, at=at, reporter=CONCERNED, danger="yes")
    assert tried("report_filed", by=noor) == ["danger_in_report_is_acted_on"]


def test_scn_056_a_mothers_daughter_of_fourteen_is_missing(noor, joke):
    """On a holiday: no term moves the police. The report carries haste and both forms of exploitation."""
    at = moment("2026-12-26T09:50")
    row = report(
        by=noor,
        at=at,
        reporter=citizen(at),
        title="Meisje van 14 sinds gisteren weg",
        danger="yes",
        danger_action="Politie gebeld: vermissing.",
        trafficking="yes",
        trafficking_kinds=["sexual", "loverboy"],
        natures=["06"],
    )
    family(row, by=noor, at=at, role="presumed_victim", birth_year=2012, whereabouts="onbekend")
    family(row, by=noor, at=at, role="presumed_perpetrator", birth_year=2002)
    assert stored() == ("open", True)
    assert row.acute
    assert row in waiting_for(joke)
    taken_in(row, by=noor, at=at)
    decision = decided(row, by=noor, second=joke, at=at, **answers_yes(**NOW, **POLICE))
    assert decision.outcome == "handover"
    assert local_day(decision.at) == local_day(at)
    assert fresh(row).trafficking_kinds == ("sexual", "loverboy")


def test_scn_059_an_anonymous_caller_says_whom_he_will_kill_tonight_and_where(noor, joke, told):
    """Two duties collide, and the counsellor is not held up: the advice stays empty, the desk reports by itself.

    Leaving 'an advice knows nobody' takes a written reason, and afterwards the yes of another person.
    """
    at = moment("2027-02-19T22:15")
    told.extend(["Proefstraat 12", "9999 ZZ"])
    begun = {**SAFE, "seeker": "perpetrator", "capacity": "N02", "occasions": ["01"], "natures": ["01"]}
    with pytest.raises(ValidationError):
        an_advice(by=noor, at=at, **{**begun, "question_text": "Zij zit op Proefstraat 12, 9999 ZZ."})
    an_advice(
        by=noor, at=at, close=True, **{**begun, "question_text": "", "danger": "yes", "danger_action": "we_called"}
    )
    assert kept_in("Proefstraat") == set()

    ours = {"kind": "ex_officio", "capacity": "P15", "disclosure": "open"}
    threat = {
        "title": "Doodsbedreiging voor vanavond",
        "danger": "yes",
        "danger_action": "112 gebeld met het adres. Teamleider gebeld.",
        "occasions": ["01"],
        "natures": ["01"],
    }
    with pytest.raises(ValidationError):
        report(by=noor, at=at, reporter=ours, **threat)
    why = "De beller zegt dat hij haar vanavond doodt, en waar zij is."
    row = report(by=noor, at=at, reporter={**ours, "ex_officio_reason": why}, **threat)
    family(row, by=noor, at=at, role="presumed_perpetrator", is_reporter=True, called="de beller")
    people.save_household(by=noor, at=at, case_file=row.case_file, address="Proefstraat 12", postcode="9999 ZZ")
    family(row, by=noor, at=at, role="presumed_victim", whereabouts="bij haar zus")
    assert tried("report_filed", by=noor) == ["ex_officio_says_why"]
    assert Report.objects.count() == 1
    assert stored() == ("open", True)
    assert row.acute
    assert row in waiting_for(joke)

    taken_in(row, by=noor, at=at)
    deviates = {"cooperates": "no", "outcome": "handover", "deviation_reason": "Eerst de politie: direct gevaar."}
    proposal = proposed(by=noor, at=at, report=fresh(row), **answers_yes(**NOW, **POLICE, **deviates))
    assert proposal.expected == "investigation"
    with pytest.raises(PermissionDenied):
        review.confirm(by=noor, at=at, assessment=proposal, version=proposal.version)
    decision = review.confirm(by=joke, at=at, assessment=proposal, version=proposal.version)
    assert (decision.outcome, local_day(decision.at)) == ("handover", local_day(at))
    assert tried("decision_confirmed", by=noor) == ["not_permitted"]
