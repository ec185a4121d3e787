"""Every move of a report: each status, each target, each role."""

import itertools
from datetime import UTC, datetime

import pytest

from desk.accounts.models import User
from desk.reports.choices import Status
from desk.reports.models import Report
from desk.reports.workflow import MOVES, may_move, move
from desk.roles import Role
from desk.rulebook import Refused

AT = datetime(2026, 11, 23, 13, 6, tzinfo=UTC)
TEAM = {"counsellor", "team_lead"}
SECOND = {"team_lead", "behavioural_scientist"}

# The table once more, in words of its own: what is not here is refused.
ALLOWED = {
    ("intake", "assessing"): TEAM,
    ("intake", "withdrawn"): TEAM,
    ("assessing", "proposed"): TEAM,
    ("proposed", "assessing"): TEAM | SECOND,
    ("proposed", "decided"): SECOND,
    ("proposed", "closed"): SECOND,
}
EVERY = list(itertools.product(Status.values, Status.values, Role.values))


def tried(start: str, to: str, role: str) -> Report:
    report = Report(status=start)
    move(report, to, by=User(role=role), at=AT)
    return report


@pytest.mark.parametrize(("start", "to", "role"), EVERY)
def test_a_move_is_made_only_where_the_table_has_it(start, to, role):
    if role in ALLOWED.get((start, to), set()):
        assert tried(start, to, role).status == to
        return
    with pytest.raises(Refused) as refusal:
        tried(start, to, role)
    assert refusal.value.messages[0].endswith(".")


@pytest.mark.parametrize(("start", "to", "role"), EVERY)
def test_what_may_is_asked_and_what_is_done_agree(start, to, role):
    assert may_move(Report(status=start), to, User(role=role)) == (role in ALLOWED.get((start, to), set()))


def test_the_table_holds_no_other_moves():
    assert {(str(start), str(to)) for start, to in MOVES} == set(ALLOWED)


def test_each_move_sets_the_stamps_that_belong_to_it():
    assert tried("intake", "assessing", "counsellor").taken_in_at == AT
    assert tried("intake", "withdrawn", "counsellor").withdrawn_at == AT
    decided, closed = tried("proposed", "decided", "team_lead"), tried("proposed", "closed", "team_lead")
    assert (decided.decided_at, decided.closed_at) == (AT, None)
    assert (closed.decided_at, closed.closed_at) == (AT, AT)


def test_a_returned_proposal_keeps_who_ended_the_intake():
    first = tried("intake", "assessing", "counsellor")
    taken_in_by = first.taken_in_by
    first.status = Status.PROPOSED
    move(first, Status.ASSESSING, by=User(role="team_lead"), at=AT)
    assert first.taken_in_by is taken_in_by


def test_no_end_leads_anywhere():
    assert not [pair for pair in MOVES if pair[0] in ("decided", "closed", "withdrawn")]
