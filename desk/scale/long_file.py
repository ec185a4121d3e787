"""One report with a long history, written by the actions themselves: the page of such a report is measured too."""

from random import Random
from uuid import UUID

from desk.reports.actions import read_report
from desk.reports.concern import add_note
from desk.reports.models import Report
from desk.scale.days import HOUR, as_datetime
from desk.scale.plan import INVESTIGATION
from desk.scale.texts import NOTES
from desk.scale.world import World

MANY = 300
_SETTLED = 30 * 24 * HOUR


def place(world: World) -> int:
    """The newest report of the first team that is investigated for a month at least; else the newest of all."""
    plan, first = world.plan, min(world.teams)
    until = world.days.end - _SETTLED
    for n in range(plan.reports - 1, -1, -1):
        if plan.path[n] == INVESTIGATION and plan.ended[n] < until and plan.team[plan.file[n]] == first:
            return n
    return plan.reports - 1


def write(world: World) -> str:
    """Add notes, each after the report was opened. Out: the number of the report."""
    n, end = place(world), world.days.end
    report = Report.objects.select_related("case_file", "owner", "team").get(pk=n + 1)
    rng, owner = Random(f"{world.seed}/long"), report.owner
    assert owner is not None
    since = max(world.plan.entered[n], min(world.plan.ended[n], end)) + HOUR
    for turn in range(MANY):
        at = as_datetime(since + (end - since) * turn // MANY)
        read_report(by=owner, at=at, report=report)
        told = {"text": rng.choice(NOTES), "submission": UUID(int=rng.getrandbits(128), version=4)}
        add_note(by=owner, at=at, case_file=report.case_file, **told)
    return report.number
