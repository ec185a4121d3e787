"""Which files have outlived their term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import chain, islice

from django.db.models import Exists, Max, OuterRef, QuerySet

from desk.accounts.models import User
from desk.contact.models import Message
from desk.deadlines import AMSTERDAM, local_day, over_before, term
from desk.oversight.choices import Verdict as AlarmVerdict
from desk.oversight.models import Alarm
from desk.reports.access.choices import Consented, Judgement
from desk.reports.models import CaseFile, Consent, Grant, Note, Report
from desk.retention import rules
from desk.retention.choices import Verdict
from desk.retention.models import Destruction
from desk.retention.permissions import may_propose_destruction

AT_ONCE = 50


@dataclass(frozen=True)
class Kept:
    """How long one file is kept, and on what that rests."""

    case_file: CaseFile
    reports: list[Report]
    persons: int
    last_change: date
    until: date

    @property
    def term(self) -> str:
        return term("case_file", self.last_change).source

    @property
    def numbers(self) -> str:
        return ", ".join(report.number for report in self.reports)


def over(user: User, *, at: datetime) -> list[Kept]:
    """Return what is over in the region and nobody proposed yet, oldest first; for who proposes, else nothing."""
    if not may_propose_destruction(user):
        return []
    today = local_day(at)
    files = _unchanged(user, today).order_by("closed_at", "pk").iterator(chunk_size=AT_ONCE)
    return list(islice((one for one in map(kept, files) if one.until < today), AT_ONCE))


def kept(case_file: CaseFile) -> Kept:
    """Return how long this file is kept, from what is in it now."""
    reports, persons = list(case_file.reports.all()), list(case_file.persons.all())
    written = [note.at for note in case_file.notes.all()]
    written += [message.at for report in reports for message in report.messages.all()]
    later = chain(map(local_day, written), (one.recorded_on for one in persons))
    last = rules.last_change(case_file, reports, later)
    return Kept(case_file, reports, len(persons), last, rules.keep_until(last, persons))


def of_numbers(user: User, numbers: Iterable[str]) -> list[CaseFile]:
    """Return the files of the region with these numbers, locked until the transaction ends."""
    files = CaseFile.objects.select_for_update(of=("self",)).select_related("team")
    return list(_with_content(files.filter(team__region=user.region_id, number__in=list(numbers)).order_by("number")))


def _unchanged(user: User, today: date) -> QuerySet[CaseFile]:
    """Closed files in which nothing happened since the term began that is over now, and that nobody decided about."""
    since = datetime.combine(over_before("case_file", today), time(), AMSTERDAM)
    files = CaseFile.objects.filter(closed_at__lt=since)
    return _with_content(
        files.filter(team__region=user.region_id)
        .exclude(Exists(Note.objects.filter(case_file=OuterRef("pk"), at__gte=since)))
        .exclude(Exists(Message.objects.filter(report__case_file=OuterRef("pk"), at__gte=since)))
        .exclude(Exists(_decided_about(today).filter(case_number=OuterRef("number"))))
    )


def _with_content(files: QuerySet[CaseFile]) -> QuerySet[CaseFile]:
    return files.select_related("team").prefetch_related("reports__messages", "persons", "notes")


def _decided_about(today: date) -> QuerySet[Destruction]:
    """What waits, went, or is kept longer until a day to come."""
    return Destruction.objects.exclude(verdict=Verdict.KEPT, kept_longer_until__lt=today)


def kept_longer(number: str) -> date | None:
    """Return the last day up to which somebody decided to keep this file; None when nobody did."""
    decided = Destruction.objects.filter(case_number=number, verdict=Verdict.KEPT)
    return decided.aggregate(last=Max("kept_longer_until"))["last"]


def waits_for_a_judgement(case_file: CaseFile) -> bool:
    """Say whether a look, a reporter to be shown or an alarm about this file was not judged yet."""
    numbers = [case_file.number, *case_file.reports.values_list("number", flat=True)]
    waiting = (
        Grant.objects.filter(case_file=case_file, judgement=Judgement.PENDING),
        Consent.objects.filter(report__case_file=case_file, verdict=Consented.PENDING),
        Alarm.objects.filter(subject__in=numbers, verdict=AlarmVerdict.PENDING),
    )
    return any(rows.exists() for rows in waiting)
