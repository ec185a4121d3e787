"""Which move a report may make, and who makes it. `move` is the only writer of a status."""

from datetime import datetime

from desk.accounts.models import User
from desk.reports.choices import Status
from desk.reports.models import Report
from desk.roles import REVIEWERS, TEAM_ROLES, Role
from desk.rulebook import Refused

_TEAM, _SECOND = frozenset(TEAM_ROLES), frozenset(REVIEWERS)

# (from, to): (who, the sentence of the move)
MOVES: dict[tuple[str, str], tuple[frozenset[Role], str]] = {
    (Status.INTAKE, Status.ASSESSING): (_TEAM, "de intake is af"),
    (Status.INTAKE, Status.WITHDRAWN): (_TEAM, "de melder trekt de melding in"),
    (Status.ASSESSING, Status.PROPOSED): (_TEAM, "een besluit wordt voorgesteld"),
    (Status.PROPOSED, Status.ASSESSING): (_TEAM | _SECOND, "het voorstel komt terug"),
    (Status.PROPOSED, Status.DECIDED): (_SECOND, "een tweede bevestigt het besluit"),
    (Status.PROPOSED, Status.CLOSED): (_SECOND, "een tweede bevestigt: geen onveiligheid"),
}


def may_move(report: Report, to: str, user: User) -> bool:
    """Does the table have this move for this role?"""
    roles, _ = MOVES.get((report.status, to), (frozenset(), ""))
    return user.role in roles


def move(report: Report, to: str, *, by: User, at: datetime) -> None:
    """Set the status and the stamps that belong to it; the caller saves.

    Raises Refused with the rule's sentence when the table does not have the move for this role.
    """
    if (report.status, to) not in MOVES:
        raise Refused(
            "move_is_in_the_table",
            f"Een melding met status ‘{report.get_status_display()}’ kan niet naar ‘{Status(to).label}’.",
        )
    if not may_move(report, to, by):
        raise Refused("move_is_for_this_role", "Deze stap is aan een ander: een tweede paar ogen beslist.")
    report.status = to
    if to == Status.ASSESSING and report.taken_in_at is None:
        report.taken_in_at, report.taken_in_by = at, by
    if to in (Status.DECIDED, Status.CLOSED):
        report.decided_at = at
    if to == Status.CLOSED:
        report.closed_at = at
    if to == Status.WITHDRAWN:
        report.withdrawn_at = at
