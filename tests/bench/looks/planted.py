"""Those who look where they have no business: each story is one colleague and one temptation."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from desk.oversight.frequent import FREQUENT
from desk.roles import Role
from tests.bench.looks.month import Month
from tests.bench.looks.world import FIRST, MONDAY, WEEKS, Case, Worker


@dataclass(frozen=True)
class Snoop:
    """What was planted: which story, by whom (0: a crowd), in which file ('' when many), from which day to which."""

    story: str
    worker: int
    number: str
    first: date
    last: date


class Planter:
    """Plants every story with colleagues who do it once each."""

    def __init__(self, month: Month) -> None:
        self.month, self.world, self.random = month, month.world, month.random
        people = [one for one in self.world.workers if one.user.role == Role.COUNSELLOR]
        self.people = self.random.sample(people, len(people))
        self.planted: list[Snoop] = []

    def plant(self) -> list[Snoop]:
        """All stories, in turn, until nobody is left who did nothing yet; the crowds look besides that."""
        stories: list[tuple[str, Callable[[Worker], None]]] = [
            ("neighbour, same street", self.neighbour),
            ("relative with a rare surname", self.cousin),
            ("own file, birth date known", self.own_file),
            ("former partner, old address in the circle", self.former_partner),
            ("namesake surname, same part of town", self.near_namesake),
            ("many files in a day", self.bulk),
            ("one file at night, from home", self.night),
            ("closed files, four in a week", self.closed_many),
            ("one closed file, on two days", self.closed_again),
            ("file of another team, refused", self.refused),
            ("four files in a quiet night shift", self.quiet_night),
            ("own file, birth date not in it", self.own_file_half),
            ("relative with a frequent surname elsewhere", self.far_namesake),
            ("former partner, nothing in the circle", self.nothing_known),
            ("one closed file, once", self.closed_once),
        ]
        turn = 0
        while self.people:
            name, story = stories[turn % len(stories)]
            self.story, turn = name, turn + 1
            story(self.people.pop())
        for lookers in (4, 6, 8, 10):
            self.crowd(lookers)
        self.world.save()
        self.month.write()
        return self.planted

    # ---- one file

    def neighbour(self, worker: Worker) -> None:
        home = worker.home or self._move(worker)
        area, street, door = home
        self._look(worker, self._case(worker, home=(area, street, (door + 1) % 18)))

    def former_partner(self, worker: Worker) -> None:
        old = self.world.home(worker.team)
        self.world.enter(worker, set(), [old])
        self._look(worker, self._case(worker, home=old))

    def nothing_known(self, worker: Worker) -> None:
        self._look(worker, self._case(worker))

    def cousin(self, worker: Worker) -> None:
        name = self.world.names.rare()
        self.world.enter(worker, {name}, [])
        self._look(worker, self._case(worker, surname=name))

    def near_namesake(self, worker: Worker) -> None:
        home, name = worker.home or self._move(worker), self.random.choice(sorted(FREQUENT))
        self.world.enter(worker, {name}, [])
        near = (home[0], (home[1] + 7) % 130, home[2])
        self._look(worker, self._case(worker, surname=name, home=near))

    def far_namesake(self, worker: Worker) -> None:
        name = self.random.choice(sorted(FREQUENT))
        self.world.enter(worker, {name}, [])
        self._look(worker, self._case(worker, surname=name))

    def own_file(self, worker: Worker) -> None:
        self._look(worker, self._case(worker, surname=worker.surname, born=worker.born))

    def own_file_half(self, worker: Worker) -> None:
        self._look(worker, self._case(worker, surname=worker.surname, born=self.world.birthday(30, 50)))

    def refused(self, worker: Worker) -> None:
        other = (worker.team + 1) % len(self.world.cases)
        old = self.world.home(other)
        self.world.enter(worker, set(), [old])
        case = self.world.case(other, opened=self._opened(), home=old)
        self._look(worker, case, outcome="refused", rule="not_permitted")

    def night(self, worker: Worker) -> None:
        case = self.month.some(worker.team, closed=False)
        day = self._day()
        self._look(worker, case, at=self.month.at(day, 23, 25), day=day)

    def closed_once(self, worker: Worker) -> None:
        self._look(worker, self._long_closed(worker))

    def closed_again(self, worker: Worker) -> None:
        case, day = self._long_closed(worker), self._day()
        for when in (day, day + timedelta(days=2)):
            self.month.look(worker, case, self.month.at(when))
        self._keep(worker, case.file.number, day, day + timedelta(days=2))

    # ---- many files

    def closed_many(self, worker: Worker) -> None:
        day = self._day()
        for n in range(4):
            self.month.look(worker, self._long_closed(worker), self.month.at(day + timedelta(days=n)))
        self._keep(worker, "", day, day + timedelta(days=3))

    def bulk(self, worker: Worker) -> None:
        day = self._day()
        for _ in range(self.random.randrange(25, 41)):
            self.month.look(worker, self.month.some(worker.team), self.month.at(day))
        self._keep(worker, "", day, day)

    def quiet_night(self, worker: Worker) -> None:
        """Somebody of the night shift: two nights of work before, and one with nothing to do."""
        day = self._day()
        for back in (9, 16):
            case = self.month.some(worker.team, closed=False)
            self.month.event("report_changed", worker, case.report, self.month.at(day - timedelta(days=back), 24, 29))
        for _ in range(4):
            self.month.look(worker, self.month.some(worker.team, closed=False), self.month.at(day, 23, 29))
        self._keep(worker, "", day, day)

    def crowd(self, lookers: int) -> None:
        team = self.random.randrange(len(self.world.cases))
        case, day = self.world.case(team, opened=self._opened()), self._day()
        people = [one for one in self.world.of(team, Role.COUNSELLOR) if one.user != case.report.owner]
        for worker in self.random.sample(people, min(lookers, len(people))):
            self.month.look(worker, case, self.month.at(day + timedelta(days=self.random.randrange(4))))
        self.story = f"a case everybody talks about, {lookers} look"
        self.planted.append(Snoop(self.story, 0, case.file.number, day, day + timedelta(days=7)))

    # ---- how it is done

    def _look(
        self, worker: Worker, case: Case, *, at: datetime | None = None, day: date | None = None, **o: Any
    ) -> None:
        day = day or self._day()
        self.month.look(worker, case, at or self.month.at(day), **o)
        self._keep(worker, case.file.number, day, day)

    def _keep(self, worker: Worker, number: str, first: date, last: date) -> None:
        self.planted.append(Snoop(self.story, worker.pk, number, first, last))

    def _case(self, worker: Worker, **family: Any) -> Case:
        """A file of the own team that a colleague works on."""
        case = self.world.case(worker.team, opened=self._opened(), **family)
        while case.report.owner == worker.user:
            case.report.owner = self.random.choice(self.world.of(worker.team, Role.COUNSELLOR)).user
        return case

    def _opened(self) -> datetime:
        return datetime.combine(MONDAY, datetime.min.time(), timezone.get_current_timezone())

    def _long_closed(self, worker: Worker) -> Case:
        before = FIRST - timedelta(days=200)
        while True:
            case = self.month.some(worker.team, closed=True)
            if case.file.closed_at and case.file.closed_at.date() < before and case.report.owner != worker.user:
                return case

    def _day(self) -> date:
        """A working day of the month that is judged, with a week after it."""
        return FIRST + timedelta(days=7 * self.random.randrange(WEEKS - 1) + self.random.randrange(5))

    def _move(self, worker: Worker) -> tuple[int, int, int]:
        home = self.world.home(worker.team)
        self.world.enter(worker, set(), [home])
        return home
