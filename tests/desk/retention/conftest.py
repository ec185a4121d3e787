"""A file of twenty-one years ago in which everything was used once."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from desk.assessment import actions as questions
from desk.oversight.actions import judge_alarm
from desk.reports import concern, people, sharing
from desk.reports.access import walls
from desk.reports.access.grants import judge_access
from desk.reports.access.seals import lift_seal
from desk.reports.models import CaseFile
from desk.retention.models import Destruction
from desk.review import actions as review
from tests import stories
from tests.stories_of_retention import proposed_to_go


@pytest.fixture
def long_ago(at) -> datetime:
    return at - timedelta(days=21 * 366)


@pytest.fixture
def words() -> str:
    """A word that stands in every text of the file, and nowhere else."""
    return "zqlampkaasbrug"


@pytest.fixture
def old(noor, joke, tariq, samir, lindehaven, long_ago, words) -> CaseFile:
    """Everything that a file can hold, closed in the year it began."""
    at, by = long_ago, noor
    reporter = {**stories.TEACHER, **stories.SHIELD, "review_on": at.date() + timedelta(days=90), "name": f"E. {words}"}
    report = stories.a_report(by=by, at=at, reporter=reporter, network=f"Oma {words}")
    file = report.case_file
    told = {"by": by, "at": at, "case_file": file}
    house = people.save_household(**told, label=f"Huis {words}")
    child = people.save_person(**told, role="child", surname=words, birth_year=at.year - 8, household=house)
    mother = people.save_person(**told, role="presumed_victim", surname=words)
    people.relate(**told, person=mother, kind="parent", other=child, since=words)
    concern.add_note(**told, text=f"Notitie {words}", submission=uuid4())
    fact = {"kind": "fact", "what": f"Een blauwe plek, {words}.", "who": "Mentor"}
    concern.save_passages(by=by, at=at, report=report, version=stories.fresh(report).version, passages=[fact])
    stories.may_see_reporter(by=by, second=joke, at=at, report=stories.fresh(report))
    sharing.give(report.pk, "police", at=at)
    stories.an_attachment(by=by, at=at, report=stories.fresh(report), clean=True, description=f"Brief {words}")
    look = stories.gives_reason(by=tariq, at=at, case_file=file)
    judge_access(by=joke, at=at, grant=look, version=look.version, judgement="justified")
    wall = stories.walled(by=joke, at=at, case_file=file, worker=tariq, known_by=samir)
    walls.lift_wall(by=samir, at=at, wall=wall, version=wall.version)
    seal = stories.sealed(by=joke, at=at, case_file=file, people=[noor, joke])
    lift_seal(by=joke, at=at, case_file=file, version=seal.version, reason="De collega werkt hier niet meer.")
    _decided(report, noor, joke, samir, at, words)
    return CaseFile.objects.get(pk=file.pk)


def _decided(report, noor, joke, samir, at, words) -> None:
    report = stories.fresh(report)
    reporter = stories.report_actions.reporter_of(report)
    stories.secrecy.approve_secrecy(by=joke, at=at, reporter=reporter, version=reporter.version)
    report = stories.report_actions.take_in(by=noor, at=at, report=report, version=stories.fresh(report).version)
    asked = {
        "expert": "Vera",
        "discipline": "confidential_physician",
        "question": f"Past dit, {words}?",
        "advice": "Ja.",
    }
    questions.consult(by=noor, at=at, report=report, submission=uuid4(), **asked)
    answers = stories.answers_no(explanation=f"Iedereen vertelt hetzelfde, {words}.")
    proposal = stories.proposed(by=noor, at=at, report=report, **answers)
    remark = review.make_remark(by=joke, at=at, assessment=proposal, question="q1", text=f"Wie, {words}?")
    review.answer_remark(by=noor, at=at, remark=remark, text=f"De mentor, {words}.")
    review.confirm(by=joke, at=at, assessment=proposal, version=stories.fresh(proposal).version, remark=words)
    alarm = stories.an_alarm(about=None, at=at, report=report, kind="crowd")
    judged = {"verdict": "false_alarm", "words": "Een groot overleg."}
    judge_alarm(by=samir, at=at, alarm=alarm, version=alarm.version, **judged)


@pytest.fixture
def proposal(old, samir, at) -> Destruction:
    return proposed_to_go(by=samir, at=at, case_file=old)
