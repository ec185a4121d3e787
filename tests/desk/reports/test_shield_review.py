"""A shield lasts until its review day; then a team lead looks again, and it goes on working meanwhile."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError

from desk.audit.models import Event
from desk.reports import secrecy
from desk.reports.actions import reporter_of
from desk.reports.tasks import review_shields
from tests import stories

pytestmark = pytest.mark.django_db


def test_a_shield_comes_back_to_a_lead_after_its_day_and_only_once(noor, joke, at):
    report = stories.approved_shield(by=noor, lead=joke, at=at)
    with time_machine.travel(at + timedelta(days=91), tick=False):
        assert review_shields() == 1
        assert review_shields() == 0
    reporter = reporter_of(report)
    assert (reporter.verdict, reporter.disclosure) == ("pending", "shielded")
    assert Event.objects.filter(act="shield_review_due").count() == 1


def test_a_shield_is_left_alone_before_its_day(noor, joke, at):
    stories.approved_shield(by=noor, lead=joke, at=at)
    with time_machine.travel(at + timedelta(days=80), tick=False):
        assert review_shields() == 0


def test_a_lead_approves_again_until_a_new_day(noor, joke, at):
    report = stories.approved_shield(by=noor, lead=joke, at=at)
    later = at + timedelta(days=91)
    with time_machine.travel(later, tick=False):
        review_shields()
    reporter = reporter_of(report)
    with pytest.raises(ValidationError, match="datum in de toekomst"):
        secrecy.approve_secrecy(by=joke, at=later, reporter=reporter, version=reporter.version)
    again = (later + timedelta(days=60)).date()
    done = secrecy.approve_secrecy(by=joke, at=later, reporter=reporter, version=reporter.version, review_on=again)
    assert (done.verdict, done.review_on) == ("approved", again)


def test_review_lies_ahead(noor, at):
    shield = {**stories.TEACHER, **stories.SHIELD, "review_on": at.date()}
    with pytest.raises(ValidationError, match="datum in de toekomst"):
        stories.a_report(by=noor, at=at, reporter=shield)


def test_please_shield_me_after_all_works_after_the_decision_too(noor, joke, at):
    decision = stories.confirmed(by=noor, second=joke, at=at)
    reporter = reporter_of(decision.report)
    shield = stories.shield_until(at)
    shield.pop("disclosure")
    asked = secrecy.ask_shield(by=noor, at=at, reporter=reporter, version=reporter.version, **shield)
    assert (asked.disclosure, asked.verdict) == ("shielded", "pending")


def test_the_page_asks_a_new_day_when_the_old_one_is_over(client_of, noor, joke, at):
    report = stories.approved_shield(by=noor, lead=joke, at=at)
    later = at + timedelta(days=91)
    with time_machine.travel(later, tick=False):
        review_shields()
        lead = client_of(joke)
        page = lead.get(f"/beoordelen/melder/{report.number}/").content.decode()
        assert "die dag is voorbij: kies een nieuwe" in page
        sent = {"version": reporter_of(report).version}
        refused = lead.post(f"/beoordelen/melder/{report.number}/goedkeuren/", sent)
        assert refused.status_code == 400
        assert "datum in de toekomst" in refused.content.decode()
        again = (later + timedelta(days=60)).strftime("%d-%m-%Y")
        lead.post(f"/beoordelen/melder/{report.number}/goedkeuren/", {**sent, "review_on": again})
    assert reporter_of(report).verdict == "approved"
