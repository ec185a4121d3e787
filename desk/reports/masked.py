"""What every page may know of a reporter: kind, what the family knows, and where the decision stands.

The identity columns are not read at all, so a page cannot show them in passing; the door is actions.reveal_reporter.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from desk.accounts.ready import records
from desk.codelists import CAPACITIES
from desk.reports.access.standing import begins, keep_standing, with_standing
from desk.reports.choices import Disclosure, ReporterKind, Verdict
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile, Report
from desk.reports.reach import let_in
from desk.reports.rules import IDENTITY

_SHOWN = {
    Disclosure.OPEN: "Het gezin mag de melder kennen",
    Disclosure.SHIELDED: "Afgeschermd voor het gezin",
    Disclosure.UNKNOWN: "Onbekende melder",
}


@dataclass(frozen=True)
class Mask:
    """A reporter without a face."""

    report_id: int
    kind: str
    disclosure: str
    capacity: str
    verdict: str
    asked_by_id: int | None
    asked_at: datetime | None
    decider: str
    decided_at: datetime | None
    review_on: date | None
    consent_on: date | None
    disclosed_on: date | None
    ex_officio_reason: str
    wants_feedback: bool
    version: int

    @property
    def kind_label(self) -> str:
        return ReporterKind(self.kind).label

    @property
    def in_short(self) -> str:
        """'Professional, afgeschermd'."""
        return f"{self.kind_label}, {Disclosure(self.disclosure).label.lower()}"

    @property
    def capacity_label(self) -> str:
        return CAPACITIES[self.capacity].label

    @property
    def shown(self) -> str:
        return _SHOWN[Disclosure(self.disclosure)]

    @property
    def is_hidden(self) -> bool:
        return self.disclosure != Disclosure.OPEN

    @property
    def is_unknown(self) -> bool:
        return self.disclosure == Disclosure.UNKNOWN

    @property
    def is_shielded(self) -> bool:
        return self.disclosure == Disclosure.SHIELDED

    @property
    def waits(self) -> bool:
        return self.is_hidden and self.verdict == Verdict.PENDING

    @property
    def was_refused(self) -> bool:
        return self.is_hidden and self.verdict == Verdict.REFUSED

    @property
    def was_approved(self) -> bool:
        return self.is_hidden and self.verdict == Verdict.APPROVED


def masks(reports: Iterable[Report]) -> dict[int, Mask]:
    """The mask of each of these reports, by report id; one query."""
    rows = _faceless().filter(report__in=[report.pk for report in reports])
    return {row.pk: _mask(row) for row in rows}


_REACH = ("report__case_file", "report__team", "report__owner", "report__municipality")


def report_and_mask_or_404(user: Any, number: str) -> tuple[Report, Mask]:
    """Return the report with this number and its mask when `user` may open it; one query."""
    row = _within_reach(user, next(iter(records(_of_the_number, user, number, *begins())), None))
    return row.report, _mask(row)


def _of_the_number(user: Any, number: str, *since: datetime) -> QuerySet[Reporter]:
    rows = _faceless().select_related(*_REACH, "report__meldcode_steps").filter(report__number=number)
    return with_standing(rows, user, "report__case_file", since)


def reporter_and_earlier_or_404(user: Any, number: str) -> tuple[Reporter, list[Report]]:
    """Return the reporter of this report, without the identity columns, and the earlier reports of the file.

    One query: the reporter carries its report. For who may open the report; 404 for all others.
    """
    rows = records(_of_the_file_with, user, number, *begins())
    found = _within_reach(user, next((row for row in rows if row.report.number == number), None))
    return found, [row.report for row in rows if row.report.received_at < found.report.received_at]


def _of_the_file_with(user: Any, number: str, *since: datetime) -> QuerySet[Reporter]:
    rows = _faceless().select_related(*_REACH, "asked_by").filter(report__case_file__reports__number=number)
    return with_standing(rows, user, "report__case_file", since).order_by("-report__received_at", "-pk")


def _within_reach(user: Any, row: Reporter | None) -> Reporter:
    if row is None:
        raise Http404
    keep_standing(row, user, row.report)
    let_in(user, row.report)
    return row


def rows_of(case_file: CaseFile) -> list[tuple[Report, Mask]]:
    """The reports of a file, newest first, each with its mask; one query."""
    rows = _faceless().select_related("report__owner", "report__team__region").filter(report__case_file=case_file)
    return [(row.report, _mask(row)) for row in rows.order_by("-report__received_at", "-pk")]


def _faceless() -> QuerySet[Reporter]:
    return Reporter.objects.select_related("decided_by").defer(*IDENTITY)


def _mask(row: Reporter) -> Mask:
    decider = row.decided_by.display_name if row.decided_by else ""
    columns = {field.name: getattr(row, field.name) for field in fields(Mask) if field.name != "decider"}
    return Mask(decider=decider, **columns)
