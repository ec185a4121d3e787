"""Every rule of the register at three depths, and what the database lets go."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from desk.reports.models import CaseFile
from desk.retention.actions import destroy_case_file, keep_longer
from desk.retention.by_two import put_aside
from desk.retention.models import Destruction
from tests import stories
from tests.depths import refused_at_three_depths, refused_by_the_action, refused_in_bulk, refused_in_sql, rules_of
from tests.stories_of_retention import an_old_file, proposed_to_go

pytestmark = pytest.mark.django_db
WHY = "Er loopt een klacht over dit dossier."
CONTENT = ("review_reply", "review_remark", "review_decision", "assessment_consultation", "reports_report")


@pytest.fixture
def fresh_file(noor, joke, at) -> CaseFile:
    return an_old_file(by=noor, second=joke, at=at)


def stamped(by, at, **other) -> dict:
    """A decision to keep the file, with all that belongs to it."""
    kept = {"verdict": "kept", "reason": WHY, "kept_longer_until": (at + timedelta(days=9)).date()}
    return {**kept, "decided_by_id": by.pk, "decided_at": at, "decided_as": by.role, **other}


def by_the_row(rule: str, row, **broken) -> None:
    """No screen sets these columns: the row itself refuses, and the database below it."""
    for name, value in broken.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    assert rule in rules_of(refusal.value)
    refused_in_bulk(rule, row, broken)
    refused_in_sql(rule, row, broken)


def test_destruction_verdict_is_known(proposal, joke, at):
    by_the_row("destruction_verdict_is_known", proposal, **stamped(joke, at, verdict="lost", kept_longer_until=None))


@pytest.mark.parametrize("column", ["case_number", "reports", "term"])
def test_destruction_says_what_and_why(proposal, column):
    by_the_row("destruction_says_what_and_why", proposal, **{column: " "})


def test_kept_beyond_the_last_change(proposal):
    by_the_row("kept_beyond_the_last_change", proposal, keep_until=proposal.last_change - timedelta(days=1))


@pytest.mark.parametrize(
    "told", [{"warned": "no", "warned_on": None, "not_warned_reason": "Nee."}, {"warned": "yes", "warned_on": None}]
)
def test_persons_are_warned_or_there_is_a_reason(proposal, fresh_file, samir, at, told):
    refused_at_three_depths(
        "persons_are_warned_or_there_is_a_reason",
        proposal,
        told,
        lambda: proposed_to_go(by=samir, at=at, case_file=fresh_file, **told),
    )


@pytest.mark.parametrize("lacks", [{"decided_by_id": None}, {"decided_at": None}, {"decided_as": ""}])
def test_decided_destruction_carries_its_stamps(proposal, joke, at, lacks):
    by_the_row("decided_destruction_carries_its_stamps", proposal, **stamped(joke, at, **lacks))


def test_nobody_destroys_alone(proposal, samir, at):
    told = {"by": samir, "at": at, "destruction": proposal, "version": proposal.version}
    refused_by_the_action("nobody_destroys_alone", lambda: destroy_case_file(**told))
    refused_by_the_action(
        "nobody_destroys_alone",
        lambda: keep_longer(**told, reason=WHY, kept_longer_until=at.date() + timedelta(days=9)),
    )
    refused_in_bulk("nobody_destroys_alone", proposal, stamped(samir, at))
    refused_in_sql("nobody_destroys_alone", proposal, stamped(samir, at))


def test_destruction_is_decided_by_lead_or_officer(proposal, noor, at):
    by_the_row("destruction_is_decided_by_lead_or_officer", proposal, **stamped(noor, at))


@pytest.mark.parametrize("lacks", [{"reason": "Klacht."}, {"kept_longer_until": None}])
def test_kept_longer_says_why_and_until(proposal, joke, at, lacks):
    told = {"reason": WHY, "kept_longer_until": at.date() + timedelta(days=9), **lacks}
    refused_by_the_action(
        "kept_longer_says_why_and_until",
        lambda: keep_longer(by=joke, at=at, destruction=proposal, version=proposal.version, **told),
    )
    refused_in_bulk("kept_longer_says_why_and_until", proposal, stamped(joke, at, **lacks))
    refused_in_sql("kept_longer_says_why_and_until", proposal, stamped(joke, at, **lacks))


def test_kept_until_a_day_to_come(proposal, joke, at):
    with pytest.raises(ValidationError, match="die nog komt"):
        keep_longer(
            by=joke, at=at, destruction=proposal, version=proposal.version, reason=WHY, kept_longer_until=at.date()
        )


def test_a_file_is_destroyed_once(proposal, samir, at):
    twin = Destruction.objects.get(pk=proposal.pk)
    twin.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        Destruction.objects.bulk_create([twin])


# ---- what the database lets go


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize("table", CONTENT)
def test_nothing_goes_without_a_decision(proposal, table):
    """A proposal alone opens nothing: not for the ORM and not for SQL."""
    with pytest.raises(DatabaseError, match="two people"), transaction.atomic():
        sql(f"DELETE FROM {table}")


def test_a_file_does_not_go_without_a_decision(proposal, old):
    with pytest.raises(DatabaseError, match="two people"), transaction.atomic():
        CaseFile.objects.filter(pk=old.pk)._raw_delete("default")


def test_a_young_file_is_not_destroyed_by_whoever_has_sql(noor, joke, samir, at, proposal):
    """The day in the register may be a lie; the file itself tells how young it is."""
    young = stories.confirmed(by=noor, second=joke, at=at, **stories.answers_no()).report.case_file
    gone = {**stamped(joke, at), "verdict": "destroyed", "kept_longer_until": None}
    with pytest.raises(DatabaseError, match="before its term"), transaction.atomic():
        Destruction.objects.filter(pk=proposal.pk).update(case_number=young.number, **gone)


@pytest.mark.parametrize("status", ["intake", "assessing", "proposed"])
def test_a_file_in_hand_is_not_destroyed_by_whoever_has_sql(proposal, old, joke, at, status):
    old.reports.update(status=status, closed_at=None)
    gone = {**stamped(joke, at), "verdict": "destroyed", "kept_longer_until": None}
    with pytest.raises(DatabaseError, match="before its term"), transaction.atomic():
        Destruction.objects.filter(pk=proposal.pk).update(**gone)


def test_not_before_the_day_up_to_which_it_is_kept(proposal, joke, at):
    gone = {**stamped(joke, at), "verdict": "destroyed", "kept_longer_until": None}
    with pytest.raises(DatabaseError, match="before its term"), transaction.atomic():
        Destruction.objects.filter(pk=proposal.pk).update(**gone, keep_until=at.date() + timedelta(days=2))


def test_a_decision_is_not_written_without_a_proposal(proposal, joke, at):
    row = Destruction(case_number="C-2001-000001", **{name: getattr(proposal, name) for name in _TOLD})
    for name, value in stamped(joke, at, verdict="destroyed", kept_longer_until=None).items():
        setattr(row, name, value)
    with pytest.raises(DatabaseError, match="proposed before"), transaction.atomic():
        Destruction.objects.bulk_create([row])


_TOLD = ("reports", "persons", "team", "last_change", "keep_until", "term", "warned", "warned_on", "proposed_by")
_TOLD += ("proposed_at",)


def test_what_was_decided_stays(proposal, joke, at):
    row = destroy_case_file(by=joke, at=at, destruction=proposal, version=proposal.version)
    with pytest.raises(DatabaseError, match="keeps what was decided"), transaction.atomic():
        Destruction.objects.filter(pk=row.pk).update(persons=0)
    with pytest.raises(DatabaseError, match="gives nothing back"), transaction.atomic():
        Destruction.objects.filter(pk=row.pk).delete()


def test_a_migration_can_put_the_triggers_aside_and_back(proposal):
    """SQLite makes a table anew to alter it, which no trigger may hinder."""
    aside, on = put_aside(), SimpleNamespace(connection=connection)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE" if connection.vendor == "postgresql" else "SELECT 1")
    aside.code(None, on)
    aside.reverse_code(None, on)
    with pytest.raises(DatabaseError, match="two people"), transaction.atomic():
        sql("DELETE FROM review_remark")
