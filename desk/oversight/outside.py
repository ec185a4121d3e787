"""Which colleagues saw a file, for the person it is about (NEN 7513; domain.md 8.2).

It never shows the reporter, nor that there is something to know about one (P6): no reasons, no remarks, no moments of
the day, and every act that is not plain work on the case is told as having seen the file.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import models

from desk.accounts.models import User
from desk.audit import trail
from desk.audit.choices import Outcome
from desk.audit.export import sheet
from desk.audit.models import Event
from desk.deadlines import local_day
from desk.oversight import rules
from desk.oversight.choices import NOT_TOLD, TOLD_AS, Done
from desk.oversight.gathering import files_of
from desk.oversight.permissions import may_oversee
from desk.reports.models import CaseFile
from desk.roles import Role
from desk.rulebook import tidy

# They decide about a file by its number and never see it. A professional has it not at all: what a reporter does with
# the own report would only tell that it was one (P6).
_SEE_NO_CASES = [Role.PRIVACY_OFFICER, Role.FUNCTIONAL_ADMINISTRATOR, Role.PROFESSIONAL]


class Shown(models.TextChoices):
    """Staff who are threatened by a family stand in the list by role alone."""

    NAMES = "names", "Naam en rol"
    ROLES = "roles", "Alleen de rol: een collega loopt gevaar"


@dataclass(frozen=True, order=True)
class Line:
    """On this day this colleague, or somebody in this role, did this."""

    day: date
    who: str
    role: str
    done: str


@dataclass(frozen=True)
class Looks:
    """The list as it is handed over."""

    file: CaseFile
    named: bool
    until: date
    lines: list[Line]


@trail.act("looks_listed")
def list_looks(*, by: User, at: datetime, number: str, purpose: str, shown: str) -> Looks:
    """Return who saw the file with this number, or with this report in it. Raises PermissionDenied, Refused.

    In: `purpose` who asked and under which mark, for the event. Refused attempts saw nothing and are not in it.
    """
    if not may_oversee(by):
        raise PermissionDenied
    found = next(iter(files_of([number]).values()), None)
    rules.file_exists(found)
    assert found is not None
    file = CaseFile.objects.get(pk=found.pk)
    named = shown == Shown.NAMES
    detail = Shown(shown).label
    trail.record("looks_listed", by=by, at=at, subject=file, reason=tidy(purpose), detail=detail)
    events = Event.objects.filter(subject__in=found.numbers, outcome=Outcome.DONE, actor_id__isnull=False)
    told = events.exclude(act__in=NOT_TOLD).exclude(actor_role__in=_SEE_NO_CASES)
    return Looks(file, named, local_day(at), sorted({_line(event, named=named) for event in told.iterator()}))


def _line(event: Event, *, named: bool) -> Line:
    done = next((one for one, acts in TOLD_AS.items() if event.act in acts), Done.SAW)
    role = str(Role(event.actor_role).label) if event.actor_role else ""
    return Line(event.day, event.actor_name if named else "", role, done.label)


def as_sheet(looks: Looks) -> Iterator[str]:
    """Yield the list as lines for a spreadsheet."""
    head = ("dag", "wie", "rol", "wat") if looks.named else ("dag", "rol", "wat")
    return sheet(head, _cells(looks))


def _cells(looks: Looks) -> Iterable[tuple[str, ...]]:
    for line in looks.lines:
        day = f"{line.day:%d-%m-%Y}"
        yield (day, line.who, line.role, line.done) if looks.named else (day, line.role, line.done)
