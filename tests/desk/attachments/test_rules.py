"""Every rule of a document, at three depths where an action can break it: action, bulk write, SQL."""

from datetime import timedelta
from uuid import uuid4

import pytest

from desk.attachments import actions, rules
from desk.attachments.cleaning.verdict import Fault
from desk.attachments.models import Attachment
from desk.attachments.rules import MOST
from desk.attachments.scanning import judge
from tests import stories
from tests.depths import (
    refused_at_three_depths,
    refused_by,
    refused_by_the_action,
    refused_in_bulk,
    refused_in_sql,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(noor, at, report) -> Attachment:
    return stories.an_attachment(by=noor, at=at, report=report)


@pytest.fixture
def adding(noor, at, report):
    """Add one more, with this changed."""

    def add(**other):
        return stories.an_attachment(by=noor, at=at, report=report, **other)

    return add


def refused_by_the_database(rule: str, row: Attachment, **broken) -> None:
    """No form and no action can ask for it; the database refuses it all the same."""
    refused_in_bulk(rule, row, broken)
    refused_in_sql(rule, row, broken)


def test_attachment_is_of_one_report_neither(row):
    refused_by_the_database("attachment_is_of_one_report", row, report=None)


def test_attachment_is_of_one_report(row):
    refused_by_the_database("attachment_is_of_one_report", row, batch=uuid4())
    row.batch = uuid4()
    refused_by_the_action("attachment_is_of_one_report", row.full_clean)


def test_attachment_is_described(row, adding):
    broken = {"description": " \u200b"}
    refused_at_three_depths("attachment_is_described", row, broken, lambda: adding(**broken))


def test_attachment_has_a_name(row, adding):
    refused_at_three_depths("attachment_has_a_name", row, {"name": " "}, lambda: adding(name=" "))


def test_attachment_kind_is_known(row):
    refused_by_the_database("attachment_kind_is_known", row, kind="docx")


def test_attachment_state_is_known(row):
    refused_by_the_database("attachment_state_is_known", row, state="trusted")


def test_attachment_weighs_something(row):
    refused_by_the_database("attachment_weighs_something", row, size=0)


def test_judged_attachment_has_its_moment(row, at):
    refused_by_the_database("judged_attachment_has_its_moment", row, state="clean")
    refused_by_the_database("judged_attachment_has_its_moment", row, scanned_at=at)


@pytest.mark.parametrize("broken", [{"stored": ""}, {"digest": ""}, {"digest": "x" * 64}, {"digest": "A" * 64}])
def test_refused_attachment_has_no_file_and_every_other_has_one(row, broken):
    refused_by_the_database("refused_attachment_has_no_file", row, **broken)


def test_refused_attachment_has_no_file(row, at):
    refused_by_the_database("refused_attachment_has_no_file", row, state="refused", scanned_at=at)
    judge(row, "Eicar", at)
    refused_by_the_database("refused_attachment_has_no_file", row, stored="a" * 32, digest="a" * 64)


@pytest.mark.parametrize("broken", ["A" * 64, "a" * 63, "niets"])
def test_attachment_proves_what_was_sent(row, broken):
    refused_by_the_database("attachment_proves_what_was_sent", row, sent_digest=broken)


# ---- facts


def test_attachments_fit_the_report(adding):
    for _ in range(MOST):
        adding()
    refused_by("attachments_fit_the_report", adding)


@pytest.mark.parametrize(("days", "old"), [(0, False), (365, False), (366, True)])
def test_a_document_is_old_after_a_year(at, days, old):
    assert rules.is_old(at.date() - timedelta(days=days), at.date()) is old


def test_document_is_not_from_the_future(adding, at):
    refused_by("document_is_not_from_the_future", adding, dated=at.date() + timedelta(days=1))
    assert adding(dated=at.date()).dated == at.date()


@pytest.mark.parametrize("state", ["quarantined", "unscanned", "refused"])
def test_only_a_clean_attachment_is_given(state):
    refused_by("only_a_clean_attachment_is_given", rules.only_a_clean_attachment_is_given, state=state)


@pytest.mark.parametrize("reason", ["", "   ", "weg"])
def test_removal_has_a_reason(noor, at, row, reason):
    refused_by("removal_has_a_reason", actions.remove_attachment, by=noor, at=at, attachment=row, reason=reason)


@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_of_a_file_has_a_sentence(fault):
    refusal = rules.refusal_of(fault)
    assert refusal.rule == fault
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in refusal.messages)
