"""A region that does not exist: a hundred colleagues with their homes, and some thousand files with their families."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from desk.accounts.models import Region, Team, User
from desk.oversight import marks
from desk.oversight.models import Circle, Mark
from desk.reports.models import CaseFile, Household, Person, Report
from desk.roles import Role
from tests.bench.looks.names import Names

TEAMS, AREAS, STREETS, DOORS = 7, 20, 130, 18  # areas a team, streets (one postcode each) an area, doors a street
FILES_A_TEAM = 60  # for each counsellor in it
Home = tuple[int, int, int]  # area, street, door

WEEKS_BEFORE, WEEKS = 13, 4
MONDAY = date(2026, 8, 3)
FIRST = MONDAY + timedelta(weeks=WEEKS_BEFORE)


@dataclass
class Worker:
    """A colleague as the play knows them; the desk knows the hashes."""

    user: User
    team: int
    surname: str
    home: Home | None
    born: date
    caseload: list["Case"] = field(default_factory=list)

    @property
    def pk(self) -> int:
        return int(self.user.pk)


@dataclass
class Case:
    """A file with one report."""

    file: CaseFile
    report: Report
    team: int
    closed: bool


class World:
    """Everything the month is played with."""

    def __init__(self, seed: int, counsellors: int) -> None:
        self.random = Random(f"looks-{seed}")
        self.names = Names(self.random)
        self.region = Region.objects.create(name=f"Regio {seed}")
        self.teams = [Team.objects.create(region=self.region, name=f"Team {n}") for n in range(TEAMS)]
        self.workers: list[Worker] = []
        self.cases: list[list[Case]] = [[] for _ in range(TEAMS)]
        self.counted = 0
        self.streets: dict[tuple[int, int], str] = {}
        self._hire(counsellors)
        for team in range(TEAMS):
            self._fill(team, counsellors * FILES_A_TEAM)

    def of(self, team: int, role: str) -> list[Worker]:
        return [one for one in self.workers if one.team == team and one.user.role == role]

    def home(self, team: int) -> Home:
        """A home in the areas of a team."""
        area = team * AREAS + self.random.randrange(AREAS)
        return area, self.random.randrange(STREETS), self.random.randrange(DOORS)

    def postcode(self, home: Home) -> str:
        """Each street has one postcode; letters as they are given out, without F, I, O, Q, U and Y."""
        letters = "ABCDEGHJKLMNPRSTVWXZ"
        area, street, _ = home
        return f"{7000 + area} {letters[street // len(letters)]}{letters[street % len(letters)]}"

    def number(self, home: Home) -> str:
        return str(2 * home[2] + 1)

    def birthday(self, youngest: int, oldest: int) -> date:
        return date(2026, 6, 1) - timedelta(days=self.random.randrange(youngest * 365, oldest * 365))

    def case(self, team: int, *, opened: datetime, closed: datetime | None = None, **family: Any) -> Case:
        """Add one file with its report and family: `surname`, `home`, and `born` of the first person when told."""
        owner = self.random.choice(self.of(team, Role.COUNSELLOR))
        self.counted += 1
        status = {"status": "closed", "closed_at": closed} if closed else {}
        file = CaseFile(number=f"C-2026-{self.counted:05d}", team=self.teams[team], opened_at=opened, **status)
        report = Report(
            number=f"M-2026-{self.counted:05d}",
            team=self.teams[team],
            owner=owner.user,
            status="closed" if closed else "assessing",
            channel="phone",
            received_at=opened,
            entered_at=opened,
            taken_in_at=opened,
            taken_in_by=owner.user,
            assess_by=opened.date() + timedelta(days=7),
            danger="no",
            title="Zorgen",
            occasions=["08"],
            natures=["03"],
            trafficking="no",
            decided_at=closed,
            closed_at=closed,
        )
        case = Case(file, report, team, closed is not None)
        self._waiting.append((case, family))
        self.cases[team].append(case)
        if not closed:
            owner.caseload.append(case)
        return case

    _waiting: list[tuple[Case, dict[str, Any]]] = []

    def save(self) -> None:
        """Write the files that were added since the last time."""
        waiting, self._waiting = self._waiting, []
        CaseFile.objects.bulk_create([case.file for case, _ in waiting])
        for case, _ in waiting:
            case.report.case_file = case.file
        Report.objects.bulk_create([case.report for case, _ in waiting])
        homes, persons = [], []
        for case, family in waiting:
            told = self._family(case, **family)
            homes += told[0]
            persons += told[1]
        Household.objects.bulk_create(homes)
        Person.objects.bulk_create(persons)

    def _hire(self, counsellors: int) -> None:
        roles = [Role.COUNSELLOR] * counsellors + [Role.TEAM_LEAD]
        places = [(team, role) for team in range(TEAMS) for role in roles]
        places += [(team, Role.BEHAVIOURAL_SCIENTIST) for team in range(TEAMS)] + [(0, Role.CONFIDENTIAL_PHYSICIAN)] * 2
        for n, (team, role) in enumerate(places):
            user = User.objects.create(
                username=f"w{n}", display_name=f"W {n}", role=role, region=self.region, team=self.teams[team]
            )
            self.workers.append(self._with_circle(user, team))

    def _with_circle(self, user: User, team: int) -> Worker:
        """Three in ten live among the files of their own team, a fifth outside the region."""
        chance = self.random.random()
        there = team if chance < 0.3 else self.random.randrange(TEAMS)
        home = None if chance > 0.8 else self.home(there)
        municipality = home[0] // 10 if home else -1
        worker = Worker(user, team, self.names.draw(municipality), home, self.birthday(23, 66))
        names = {worker.surname, *([self.names.draw(municipality)] if self.random.random() < 0.5 else [])}
        self.enter(worker, names, [home] if home else [])
        return worker

    def enter(self, worker: Worker, surnames: set[str], homes: list[Home]) -> None:
        """Add to the circle of a colleague."""
        circle, _ = Circle.objects.get_or_create(user=worker.user, defaults={"entered_at": timezone.now()})
        folded = {name for text in surnames for name in marks.surnames_in(text)}
        places = {(self.postcode(home).replace(" ", ""), self.number(home)) for home in homes}
        kept = marks.circle_of(worker.pk, folded, places, worker.born)
        Mark.objects.bulk_create((Mark(circle=circle, trait=t, mark=m) for t, m in kept), ignore_conflicts=True)

    def _fill(self, team: int, files: int) -> None:
        """Three years of files; a fifth is in hand."""
        now = datetime.combine(MONDAY, datetime.min.time(), timezone.get_current_timezone())
        for n in range(files):
            days = 3 * 365 * n // files
            opened = now - timedelta(days=3 * 365 - days)
            closed = opened + timedelta(days=self.random.randrange(10, 200)) if n < files * 0.8 else None
            self.case(team, opened=opened, closed=min(closed, now) if closed else None)
        self.save()

    def _family(self, case: Case, **told: Any) -> tuple[list[Household], list[Person]]:
        """A home, or two after a divorce; two to five persons; postcode and birth date are not always known."""
        random = self.random
        home = told.get("home") or self.home(case.team)
        municipality = home[0] // 10
        surname = told.get("surname") or self.names.draw(municipality)
        homes = [self._household(case, home, sure="home" in told)]
        if random.random() < 0.35:
            homes.append(self._household(case, self.home(case.team)))
        other = surname if random.random() < 0.35 else self.names.draw(municipality)
        members = [surname, other, *([surname] * random.randrange(1, 4))]
        persons = [
            self._person(case, name, homes[0], told.get("born") if n == 0 else None) for n, name in enumerate(members)
        ]
        return homes, persons

    def _household(self, case: Case, home: Home, *, sure: bool = False) -> Household:
        known = sure or self.random.random() < 0.85
        address = f"Straat {self.number(home)}" if known else ""
        return Household(
            case_file=case.file, label="Thuis", address=address, postcode=self.postcode(home) if known else ""
        )

    def _person(self, case: Case, surname: str, home: Household, born: date | None) -> Person:
        born = born or (self.birthday(0, 70) if self.random.random() < 0.6 else None)
        birth = {"birth_year": born.year, "birth_month": born.month, "birth_day": born.day} if born else {}
        return Person(
            case_file=case.file,
            role="household_member",
            surname=surname,
            household=home,
            recorded_on=MONDAY,
            inform_by=MONDAY,
            **birth,
        )
