"""The work of seventeen weeks as the trail keeps it: of the last four the looks are judged."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from math import exp
from typing import Any

from django.utils import timezone

from desk.audit.models import Event
from desk.roles import Role
from tests.bench.looks.world import FIRST, MONDAY, WEEKS, WEEKS_BEFORE, Case, Worker, World

LAST = FIRST + timedelta(weeks=WEEKS)
_BATCH = 5_000

# A day of one colleague: how often on average.
OWN, OTHERS, FILED = 5.0, 2.5, 0.4  # own files opened, those of the team without a task, reports filed
MISTAKEN, REPEAT = 0.15, 0.1  # a closed namesake by mistake; a family that comes back, whose closed file is read
LEAD_READS, EXPERT_READS = 14.0, 7.0
NIGHT_REPORTS, NIGHT_QUESTIONS, ON_DUTY, NIGHT_POOL = 1.5, 0.6, 2, 18
DISCUSSED = 4  # files a team discusses in a week, each opened by one to three others
STAND_IN = 12  # files of somebody who is ill, read in a morning
FOLLOWED = 25  # files that are called back in a monitoring day of a team, once a month
FILE_CHECK = 45  # files that a lead checks in a day, once a month


class Month:
    """Collects events, and writes them."""

    def __init__(self, world: World) -> None:
        self.world, self.random = world, world.random
        self.rows: list[Event] = []
        self.looks = 0

    def play(self) -> None:
        """All working days, then all nights."""
        for day in _days(MONDAY, LAST):
            if day.weekday() < 5:
                for worker in self.world.workers:
                    if self.random.random() < 0.8:  # part time, leave, illness
                        self._day_of(worker, day)
                self._of_teams(day)
            self._night_of(day)
        self.world.save()
        self.write()

    def write(self) -> None:
        for first in range(0, len(self.rows), _BATCH):
            Event.objects.bulk_create(self.rows[first : first + _BATCH])
        self.rows = []

    def look(self, worker: Worker, case: Case, at: datetime, **other: Any) -> None:
        """Open a report, and in two of three cases the file as well."""
        self.looks += at.date() >= FIRST
        self.event("report_read", worker, case.report, at, **other)
        if self.random.random() < 0.67 and not other:
            self.event("case_file_read", worker, case.file, at + timedelta(minutes=1))

    def event(self, act: str, worker: Worker, record: Any, at: datetime, **other: Any) -> None:
        user = worker.user
        told = {"actor_id": user.pk, "actor_name": user.display_name, "actor_role": user.role}
        about = {"subject_kind": record.trail_kind, "subject": record.number}
        self.rows.append(Event(act=act, day=timezone.localdate(at), at=at, **told, **about, **other))

    def at(self, day: date, first: int = 8, last: int = 18) -> datetime:
        """A moment between two hours of the desk's clock."""
        minute = self.random.randrange(first * 60, last * 60)
        start = datetime.combine(day, time(), timezone.get_current_timezone())
        return start + timedelta(minutes=minute)

    def often(self, mean: float) -> int:
        """A number of times (Poisson)."""
        bound, product, count = exp(-mean), self.random.random(), 0
        while product > bound:
            product *= self.random.random()
            count += 1
        return count

    def some(self, team: int, *, closed: bool | None = None) -> Case:
        """A file of the team; the newest half more often."""
        cases = self.world.cases[team]
        while True:
            case = cases[max(self.random.randrange(len(cases)), self.random.randrange(len(cases)))]
            if closed is None or case.closed == closed:
                return case

    def _day_of(self, worker: Worker, day: date) -> None:
        if worker.user.role == Role.COUNSELLOR:
            self._counsellor(worker, day)
        else:
            mean = LEAD_READS if worker.user.role == Role.TEAM_LEAD else EXPERT_READS
            for _ in range(self.often(mean)):
                team = (
                    worker.team if worker.user.role == Role.TEAM_LEAD else self.random.randrange(len(self.world.cases))
                )
                self.look(worker, self.some(team, closed=False), self.at(day))

    def _counsellor(self, worker: Worker, day: date) -> None:
        for _ in range(self.often(OWN)):
            if worker.caseload:
                case = self.random.choice(worker.caseload[-20:])
                at = self.at(day)
                self.look(worker, case, at)
                self.event("assessment_saved", worker, case.report, at + timedelta(minutes=20))
        for _ in range(self.often(OTHERS)):
            self.look(worker, self.some(worker.team, closed=False), self.at(day))
        for _ in range(self.often(FILED)):
            self._file_report(worker, self.at(day))
        for _ in range(self.often(MISTAKEN)):
            self.look(worker, self.some(worker.team, closed=True), self.at(day))
        for _ in range(self.often(REPEAT)):
            old, at = self.some(worker.team, closed=True), self.at(day)
            self.look(worker, old, at)
            self._file_report(worker, at + timedelta(minutes=15), follows=old)

    def _file_report(self, worker: Worker, at: datetime, follows: Case | None = None) -> None:
        case = self.world.case(worker.team, opened=at)
        case.report.owner = worker.user
        if follows:
            case.file.follows = follows.file
        worker.caseload.append(case)
        self.event("report_filed", worker, case.report, at)
        self.event("report_read", worker, case.report, at + timedelta(minutes=30))

    def _of_teams(self, day: date) -> None:
        """What happens now and then: discussion, illness, monitoring, the file check of a lead."""
        for team in range(len(self.world.cases)):
            people = self.world.of(team, Role.COUNSELLOR)
            if day.weekday() == 2:
                self._discussion(people, team, day)
            if self.random.random() < 0.06:
                worker, at = self.random.choice(people), self.at(day, 8, 10)
                for n in range(STAND_IN):
                    self.look(worker, self.some(team, closed=False), at + timedelta(minutes=7 * n))
            if day.day == 3 + team:
                self._monitoring(self.random.choice(people), team, day)
            if day.day == 15 + team:
                self._file_check(self.world.of(team, Role.TEAM_LEAD)[0], team, day)

    def _discussion(self, people: list[Worker], team: int, day: date) -> None:
        for _ in range(DISCUSSED):
            case, at = self.some(team, closed=False), self.at(day, 10, 12)
            for worker in self.random.sample(people, min(len(people), self.random.randrange(1, 4))):
                self.look(worker, case, at)

    def _file_check(self, lead: Worker, team: int, day: date) -> None:
        for _ in range(FILE_CHECK):
            self.look(lead, self.some(team), self.at(day))

    def _monitoring(self, worker: Worker, team: int, day: date) -> None:
        """Calls back families: four in five times with a note."""
        for _ in range(FOLLOWED):
            case, at = self.some(team), self.at(day)
            self.look(worker, case, at)
            if self.random.random() < 0.8:
                self.event("note_added", worker, case.file, at + timedelta(minutes=5))

    def _night_of(self, day: date) -> None:
        """Two of the night pool take what comes in; a question by phone leaves a look and no report."""
        pool = [one for one in self.world.workers if one.user.role == Role.COUNSELLOR][:NIGHT_POOL]
        for worker in self.random.sample(pool, min(ON_DUTY, len(pool))):
            for _ in range(self.often(NIGHT_REPORTS)):
                self._file_report(worker, self.at(day, 23, 30))
            for _ in range(self.often(NIGHT_QUESTIONS)):
                self.look(worker, self.some(worker.team), self.at(day, 23, 30))


def _days(first: date, last: date) -> Iterator[date]:
    while first < last:
        yield first
        first += timedelta(days=1)


__all__ = ["LAST", "WEEKS_BEFORE", "Month"]
