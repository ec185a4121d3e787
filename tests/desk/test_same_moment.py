"""Twenty people at the very same moment: one record, one decision, and everybody else hears why not."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connections, transaction

from desk.advice import actions as advice_actions
from desk.advice.models import Advice, ShortContact
from desk.assessment import actions as questions
from desk.assessment.models import Assessment
from desk.reports import actions, concern, people, secrecy, typed
from desk.reports.drafts import Draft
from desk.reports.models import CaseFile, Note, Report
from desk.reports.numbers import next_number
from desk.reports.persons import Person
from desk.review import actions as review
from desk.review.models import Decision
from tests import stories
from tests.depths import rules_of

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run all acts together; what each returned, or the names of the rules that refused it."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            gate.wait(20)
            return act()
        except ValidationError as refusal:
            return rules_of(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_one_form_sent_twenty_times_is_one_report(noor, at) -> None:
    key = uuid4()
    found = at_once(*[lambda: stories.a_report(by=noor, at=at, submission=key)] * MANY)
    assert {report.number for report in found} == {"M-2026-0001"}
    assert (Report.objects.count(), CaseFile.objects.count()) == (1, 1)


def test_numbers_are_given_out_once_and_without_gaps(noor, at) -> None:
    def take() -> str:
        with transaction.atomic():
            return next_number("M", date(2026, 11, 23))

    assert sorted(at_once(*[take] * MANY)) == [f"M-2026-{n:04d}" for n in range(1, MANY + 1)]


def test_two_leads_confirm_and_one_decides(noor, joke, els, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    given = {"at": at, "assessment": proposal, "version": proposal.version}
    found = at_once(lambda: review.confirm(by=joke, **given), lambda: review.confirm(by=els, **given))
    assert Decision.objects.count() == 1
    assert [one for one in found if isinstance(one, set)] == [{"only_a_proposal_is_decided"}]


def test_confirming_and_sending_back_end_as_one_of_them(noor, joke, els, at) -> None:
    proposal = stories.proposed(by=noor, at=at)
    given = {"at": at, "assessment": proposal, "version": proposal.version}
    at_once(
        lambda: review.confirm(by=joke, **given),
        lambda: review.send_back(by=els, remark="Wie zag dit?", **given),
        lambda: questions.take_back(by=noor, **given),
    )
    assert Decision.objects.count() <= 1
    assert Assessment.objects.filter(state__in=["draft", "proposed"]).count() <= 1


def test_an_advice_closed_by_many_is_closed_once(noor, at) -> None:
    advice = stories.an_advice(by=noor, at=at)
    told = {"question_text": "", "advice_text": ""}
    given = {"by": noor, "at": at, "advice": advice, "version": advice.version, "close": True, **told}
    found = at_once(*[lambda: advice_actions.continue_advice(**given)] * 6)
    assert Counter("closed" if isinstance(one, Advice) else one.pop() for one in found) == {
        "closed": 1,
        "stale_version": 5,
    }


def test_one_advice_and_one_short_contact_of_one_key(noor, at) -> None:
    key = uuid4()
    found = at_once(*[lambda: stories.an_advice(by=noor, at=at, key=key)] * 8)
    assert {advice.pk for advice in found} == {key}
    found = at_once(*[lambda: advice_actions.log_short_contact(by=noor, at=at, kind="silent", key=key)] * 8)
    assert {contact.pk for contact in found} == {key}
    assert (Advice.objects.count(), ShortContact.objects.count()) == (1, 1)


def test_one_person_one_note_and_one_draft_of_one_form(noor, at) -> None:
    case_file, key = stories.a_report(by=noor, at=at).case_file, uuid4()
    given = {"by": noor, "at": at, "case_file": case_file, "submission": key}
    at_once(*[lambda: people.save_person(role="child", **given)] * 6)
    at_once(*[lambda: concern.add_note(text="Gebeld.", **given)] * 6)
    at_once(*[lambda: typed.keep_draft(by=noor, at=at, form="new", fields={"title": ["Zor"]})] * 6)
    assert (Person.objects.count(), Note.objects.count(), Draft.objects.count()) == (1, 1, 1)


def test_the_three_questions_are_begun_once(noor, joke, at) -> None:
    report = stories.taken_in(by=noor, at=at)
    begin = [lambda by=by: questions.start_assessment(by=by, at=at, report=report) for by in (noor, joke) * 3]
    assert len({draft.pk for draft in at_once(*begin)}) == 1


def test_a_report_filed_while_the_file_closes_is_not_in_a_closed_file(noor, tariq, at) -> None:
    for _ in range(4):
        report = stories.a_report(by=noor, at=at)
        given = {"by": noor, "at": at, "report": report, "version": 1, "withdrawn_reason": "De melder wil niet meer."}
        at_once(
            lambda given=given: actions.withdraw_report(**given),
            lambda report=report: stories.a_report(by=tariq, at=at, case_file=report.case_file),
        )
        case_file = stories.fresh(report.case_file)
        assert case_file.is_open is case_file.reports.filter(status="intake").exists()


def test_a_shield_asked_while_the_intake_ends_is_seen(noor, joke, at) -> None:
    """Either the intake ended first and the reporter is no longer corrected, or the report waits in the intake."""
    for _ in range(4):
        report = stories.a_report(by=noor, at=at)
        reporter = actions.reporter_of(report)
        shield = {**stories.shield_until(at), "reporter": reporter, "version": reporter.version}
        at_once(
            lambda report=report: actions.take_in(by=noor, at=at, report=report, version=1),
            lambda shield=shield: secrecy.correct_reporter(by=joke, at=at, **shield),
        )
        waits = actions.reporter_of(report).verdict == "pending"
        assert stories.fresh(report).status == ("intake" if waits else "assessing")


def test_two_verdicts_on_one_shield_are_one(noor, joke, els, at) -> None:
    report = stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    reporter = actions.reporter_of(report)
    given = {"at": at, "reporter": reporter, "version": reporter.version}
    found = at_once(
        lambda: secrecy.approve_secrecy(by=joke, **given),
        lambda: secrecy.refuse_secrecy(by=els, remark="Geen grond.", **given),
    )
    assert [one for one in found if isinstance(one, set)] == [{"stale_version"}]
