"""What the steps of a sent report must hold, and a receipt: each rule broken alone, past the action too."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from desk.reports import meldcode_rules
from desk.reports.models import MeldcodeSteps, Report
from desk.reports.portal import receive_report
from meldcode import rules, sending
from meldcode.journey import Journey
from meldcode.receipts import Receipt
from meldcode.walk import Walk
from tests import portal_answers as story
from tests.depths import refused_by_the_action, refused_in_bulk, refused_in_sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def refuses(pen, eva):
    """`refuses(rule, **broken)`: the desk takes no such steps, and no road past the action does either."""
    key = story.walk(pen, eva, until="review")
    told = sending.as_report(Walk(eva, Journey.objects.get(key=key)), by=eva, at=timezone.now())
    sent = story.sent(pen, eva)

    def check(rule: str, **broken: Any) -> None:
        steps = {**told, "steps": {**told["steps"], **broken}}
        now = timezone.now()
        refused_by_the_action(rule, lambda: receive_report(by=eva, at=now, **steps), columns=set(broken))
        row = MeldcodeSteps.objects.get(report=sent.report)
        refused_in_bulk(rule, row, broken)
        refused_in_sql(rule, row, broken)

    return check


def test_step_marks_are_known(refuses):
    refuses("step_marks_are_known", colleague="perhaps")


def test_done_step_has_a_day(refuses):
    refuses("done_step_has_a_day", talk_on=None)


def test_skipped_step_has_a_reason(refuses):
    refuses("skipped_step_has_a_reason", talk_mark="not_done", talk_why="  ")


@pytest.mark.parametrize(
    "broken", [{"kindcheck_mark": "done"}, {"kindcheck_outcome": "concern"}, {"kindcheck_children": 0}]
)
def test_done_kindcheck_says_what_came_of_it(refuses, broken):
    refuses("done_kindcheck_says_what_came_of_it", **broken)


@pytest.mark.parametrize(
    "broken",
    [
        {"kindcheck_children": 2, "kindcheck_shared": "yes"},
        {"kindcheck_children": 2, "kindcheck_ages": "3 en 7 jaar"},
        {"kindcheck_children": 0, "kindcheck_ages": "3 jaar"},
        {"kindcheck_children": 21, "kindcheck_ages": "allerlei", "kindcheck_shared": "no"},
        {"kindcheck_shared": "yes"},
    ],
)
def test_counted_children_have_their_ages(refuses, broken):
    done = {"kindcheck_mark": "done", "kindcheck_why": "", "kindcheck_outcome": "concern"}
    refuses("counted_children_have_their_ages", **done, **broken)


def test_signals_come_first(refuses, at):
    refuses("signals_come_first", talk_on=(at - timedelta(days=400)).date())


def test_decision_comes_last(refuses, at):
    refuses("decision_comes_last", decision_on=(at - timedelta(days=1)).date())


def test_meldcode_answers_are_known(refuses):
    refuses("meldcode_answers_are_known", child_spoken="perhaps")


@pytest.mark.parametrize("broken", [{"suspicion": ""}, {"help": "yes"}, {"result": "yes"}, {"suspicion": "no"}])
def test_weighing_goes_in_order(refuses, broken):
    refuses("weighing_goes_in_order", **broken)


def test_unsafety_names_its_norm(refuses):
    # With the reason of a report without a norm, so that this rule alone is broken.
    refuses("unsafety_names_its_norm", structural=False, deviates_why="Toch liever wel.")


@pytest.mark.parametrize("broken", [{"no_effective_help": True}, {"help_without_result": True}])
def test_norms_follow_from_the_weighing(refuses, broken):
    refuses("norms_follow_from_the_weighing", **broken)


def test_report_was_decided_on(refuses):
    refuses("report_was_decided_on", report_needed="no")


def test_deviating_report_says_why(refuses):
    refuses("deviating_report_says_why", unsafety="unknown", structural=False)


def test_every_rule_of_the_steps_has_its_test():
    named = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    told = [*meldcode_rules.MELDCODE_RULES, *rules.RECEIPT_RULES]
    assert {rule.name for rule in told} <= named


def test_receipt_has_a_digest(pen, eva):
    receipt = story.sent(pen, eva)
    refused_in_bulk("receipt_has_a_digest", receipt, {"digest": "A" * 64})
    refused_in_sql("receipt_has_a_digest", receipt, {"digest": "kort"})


def test_receipt_is_signed(pen, eva, monkeypatch):
    key = story.walk(pen, eva, until="review")
    with monkeypatch.context() as changed:
        changed.setattr(sending, "signed", lambda *_: "")
        refused_by_the_action(
            "receipt_is_signed", lambda: sending.send(by=eva, at=timezone.now(), key=_declared(pen, key)), {"note"}
        )
    story.fill(pen, key, "nakijken", "review", story.REVIEW)
    receipt = Receipt.objects.get()
    refused_in_bulk("receipt_is_signed", receipt, {"note": " "})
    refused_in_sql("receipt_is_signed", receipt, {"note": ""})


def _declared(pen: Any, key: Any) -> Any:
    Journey.objects.get(key=key)
    story.fill(pen, key, "nakijken", "review", story.REVIEW)
    return key


@pytest.mark.parametrize("broken", [{"channel": "phone"}, {"status": "assessing"}])
def test_report_without_owner_waits_in_the_intake(pen, eva, noor, at, broken):
    report = story.sent(pen, eva).report
    if "status" in broken:
        broken = {**broken, "taken_in_at": at, "taken_in_by": noor}
    refused_in_bulk("report_without_owner_waits_in_the_intake", report, broken)
    row = {name: getattr(value, "pk", value) for name, value in broken.items()}
    refused_in_sql("report_without_owner_waits_in_the_intake", report, row)
    assert Report.objects.get(pk=report.pk).owner is None
