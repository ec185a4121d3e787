"""What went to and fro goes with the file of its report, and not a day before."""

from datetime import timedelta
from uuid import uuid4

import pytest

from desk.contact import actions
from desk.contact.models import Message, Reading
from desk.reports.models import CaseFile
from desk.retention.actions import destroy_case_file
from desk.retention.over import kept
from tests import contact_stories as stories
from tests import portal_answers
from tests.acts_of_reporting import sent_by_eva
from tests.needles import kept_in
from tests.playing import Cast
from tests.stories import answers_no
from tests.stories_of_retention import proposed_to_go

pytestmark = pytest.mark.django_db
WORD = "zqlampkaasbrug"


@pytest.fixture
def long_ago(at):
    return at - timedelta(days=21 * 366)


@pytest.fixture
def old(ada, north, noor, joke, long_ago) -> CaseFile:
    """A question, an answer, a fact and the feedback on a report that was closed long ago."""
    on = {"on": f"{long_ago - timedelta(days=3):%d-%m-%Y}"}
    other = {page: {**told, **on} for _slug, page, told in portal_answers.STORY if "on" in told}
    other["people"] = {**portal_answers.PEOPLE, "0-birth": "2003"}
    receipt = sent_by_eva(Cast(ada=ada, at=long_ago, north=north), **other)[1]
    question = stories.asked(by=noor, at=long_ago, report=receipt.report, text=f"Hoe gaat het, {WORD}?")
    answer = stories.said(receipt, at=long_ago, kind="answer", about=question, text=f"Goed, {WORD}.")
    actions.mark_seen(by=noor, at=long_ago, report=receipt.report, until=answer.pk)
    report = stories.decided(receipt.report, by=noor, second=joke, at=long_ago, **answers_no())
    told = {"submission": uuid4(), "step": "no_follow_up"}
    actions.give_feedback(by=noor, at=long_ago + timedelta(days=3), report=report, **told)
    return CaseFile.objects.get(pk=report.case_file_id)


def test_nothing_of_the_thread_is_left_f01(old, samir, joke, at):
    assert "contact_message" in kept_in(WORD)
    proposal = proposed_to_go(by=samir, at=at, case_file=old)
    destroy_case_file(by=joke, at=at, destruction=proposal, version=proposal.version)
    assert kept_in(WORD) == set()
    assert not Message.objects.exists()
    assert not Reading.objects.exists()


def test_a_message_is_a_change_of_the_file(old, long_ago):
    assert kept(old).last_change == (long_ago + timedelta(days=3)).date()
