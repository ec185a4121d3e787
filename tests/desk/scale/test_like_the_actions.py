"""What is brought in at once is what the actions would have written: the same rows, the same trail."""

from datetime import date, datetime, time
from uuid import uuid4

import pytest
from django.db.models import Count

from desk.accounts.models import User
from desk.advice import actions as advice
from desk.advice.models import TEXTS, Advice, Referral
from desk.audit.models import Event
from desk.deadlines import AMSTERDAM
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Report
from tests.desk.scale import again

pytestmark = pytest.mark.django_db
_OF_ADVICE = (
    *("opened_on", "moments", "danger", "danger_action", "channel", "seeker", "capacity", "municipality", "occasions"),
    *("natures", "trafficking", "trafficking_kinds", "questions", "advice_given", *TEXTS),
)


def _sample() -> list[Report]:
    """Of each end and each kind of reporter a few, from files of one report."""
    alone = CaseFile.objects.annotate(many=Count("reports")).filter(many=1)
    reports = Report.objects.filter(case_file__in=alone).select_related("owner", "case_file__follows", "municipality")
    chosen: dict[object, Report] = {}
    for report in reports.order_by("pk"):
        who = Reporter.objects.get(report=report)
        outcome = report.decisions.values_list("outcome", flat=True).first()
        chosen.setdefault(("end", report.status, outcome, report.arrival), report)
        chosen.setdefault(("reporter", who.kind, who.disclosure, who.verdict), report)
        chosen.setdefault(("late", report.overdue_since is not None), report)
        chosen.setdefault(("acute", report.acute), report)
    return list({report.pk: report for report in chosen.values()}.values())


def test_a_report_reads_as_the_actions_write_it(filled):
    sample = _sample()
    assert len(sample) >= 15
    for report in sample:
        twin = again.told_again(report)
        assert again.rows(report) == again.rows(twin)
        assert again.events(report) == again.events(twin)


def test_the_sample_knows_every_kind_of_story(filled):
    sample = _sample()
    kinds = {(r.kind, r.disclosure) for r in Reporter.objects.filter(report__in=sample)}
    assert {("professional", "open"), ("professional", "shielded"), ("citizen", "shielded")} <= kinds
    assert {"withdrawn", "closed", "decided"} <= {report.status for report in sample}
    assert {"first", "repeat"} <= {report.arrival for report in sample}


def test_an_advice_reads_as_the_actions_write_it(filled, at):
    for told in Advice.objects.order_by("opened_on", "pk")[:60]:
        events = Event.objects.filter(subject=told.number)
        by = User.objects.get(pk=events.first().actor_id)
        twin = _given_again(told, by)
        names = [f.name for f in Advice._meta.concrete_fields if f.name not in ("id", "number")]
        assert [getattr(told, name) for name in names] == [getattr(twin, name) for name in names]
        assert _events(told) == _events(twin)
        assert _referred(told) == _referred(twin)


def _given_again(told: Advice, by: User) -> Advice:
    given = {name: getattr(told, name) for name in _OF_ADVICE} | {"referrals": list(told.referrals.all())}
    at_once = told.closed_on == told.opened_on
    twin = advice.open_advice(by=by, at=_noon(told.opened_on), key=uuid4(), close=at_once, **given)
    if told.closed_on and not at_once:
        advice.continue_advice(by=by, at=_noon(told.closed_on), advice=twin, version=1, close=True, **given)
    return Advice.objects.get(pk=twin.pk)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), AMSTERDAM)


def _events(one: Advice) -> list[tuple]:
    names = ("act", "day", "at", "outcome", "actor_id", "actor_name", "actor_role", "subject_kind", "detail", "covers")
    return sorted(Event.objects.filter(subject=one.number).values_list(*names), key=str)


def _referred(one: Advice) -> list[int]:
    return sorted(Referral.objects.filter(advice=one).values_list("organisation", flat=True))
