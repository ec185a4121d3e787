"""Somebody who fetches the trail as a file and the figures, and holds both against what was acknowledged before."""

import csv
import io
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from django.urls import reverse
from django.utils import timezone

from desk.accounts.models import Region, User
from desk.audit.choices import Outcome
from desk.audit.models import Event
from desk.reports.models import Report
from desk.roles import Role
from tests.faults import saves

PATIENCE = 60  # seconds
REPLICA, PRIMARY = "of the replica", "of the primary"
_STAND = re.compile(r"logboek-(\d{4}-\d\d-\d\d)-stand-(\d{6})\.csv")


@dataclass
class Reader:
    """What it saved itself, when that was acknowledged, and what it was told since."""

    address: str
    worker: User
    officer: dict[str, str]
    token: str
    behind: int
    lines: int
    filed: dict[str, datetime] = field(default_factory=dict)
    late: list[datetime] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    longest: float = 0.0
    oldest: float = 0.0

    def __post_init__(self) -> None:
        self._browser = saves.cookies(self.worker)
        self._before = _late_now()

    def round(self, state: str) -> str:
        """Save, fetch both, and ask whether the desk is ready; return which database the file was of."""
        self.saves(state)
        whose = self.exports(state)
        self.counts(state)
        ready = requests.get(f"{self.address}/gezond/klaar/", timeout=PATIENCE).status_code
        self.found[f"{state}: ready" if ready == 200 else f"WRONG: {state}: ready says {ready}"] += 1
        return whose

    def saves(self, state: str) -> None:
        """File a report, and make its term over."""
        form = saves.SAVES["filing"](self.worker)
        form.browser = self._browser
        form.send(self.address)
        if not form.is_acknowledged:
            self.found[f"WRONG: {state}: a report answered {form.status}"] += 1
            return
        mine = Report.objects.filter(submission=form.fields["submission"])
        self.filed[mine.get().number] = timezone.now()
        mine.update(assess_by=timezone.localdate() - timedelta(days=1))
        self.late.append(timezone.now())

    def exports(self, state: str) -> str:
        """Fetch the trail: all that was acknowledged up to its moment is in it, and the moment is not long ago."""
        asked, began = timezone.now(), time.monotonic()
        answer = requests.get(
            f"{self.address}{reverse('audit:export', args=['csv'])}", cookies=self.officer, timeout=PATIENCE
        )
        self.longest = max(self.longest, time.monotonic() - began)
        if answer.status_code != 200:
            self.found[f"WRONG: {state}: the file answered {answer.status_code}"] += 1
            return ""
        moment = _moment_of(answer.headers["Content-Disposition"])
        self._is_of(state, asked, moment)
        lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        held, filler = {line["nummer"] for line in lines}, [line["reden"] for line in lines if line["reden"]]
        missed = [number for number, at in self.filed.items() if at <= (moment or asked) and number not in held]
        is_whole = not missed and len(filler) == len(set(filler)) == self.lines
        whose = PRIMARY if moment is None else REPLICA
        self.found[f"{state}: files {whose}" if is_whole else f"WRONG: {state}: lines missed or doubled"] += 1
        return whose

    def counts(self, state: str) -> None:
        """Fetch the figures: every term that was over at their moment is counted, and none that is not."""
        asked = timezone.now()
        figures = self.figures()
        if "meldesk_overdue_moment_seconds" not in figures:
            self.found[f"{state}: figures that could not be counted in time"] += 1
            return
        of_replica = float(figures["meldesk_replica_ok"]) == 1
        moment = datetime.fromtimestamp(float(figures["meldesk_overdue_moment_seconds"]), UTC)
        self._is_of(state, asked, moment if of_replica else None)
        count = int(float(figures['meldesk_overdue{term="assess"}'])) - self._before
        least = sum(at <= (moment if of_replica else asked) for at in self.late)
        is_right = least <= count <= len(self.late)
        right, wrong = f"figures {REPLICA if of_replica else PRIMARY}", f"{count} instead of {least} terms"
        self.found[f"{state}: {right}" if is_right else f"WRONG: {state}: {wrong}"] += 1

    def figures(self) -> dict[str, str]:
        """Return the figures by their name with its labels."""
        bearer = {"Authorization": f"Bearer {self.token}"}
        told = requests.get(f"{self.address}/gezond/cijfers/", headers=bearer, timeout=PATIENCE).text
        return dict(line.rsplit(" ", 1) for line in told.splitlines() if not line.startswith("#"))

    def left(self) -> dict[str, int]:
        """How often the replica was left, by why."""
        told = {name: value for name, value in self.figures().items() if name.startswith("meldesk_replica_left_total")}
        return {f"left the replica: {name.split(chr(34))[1]}": int(float(value)) for name, value in told.items()}

    def _is_of(self, state: str, asked: datetime, moment: datetime | None) -> None:
        """How old the answer was, that is allowed to be `behind` and what rounding to a second adds."""
        if moment is None:
            return
        age = (asked - moment).total_seconds()
        self.oldest = max(self.oldest, age)
        if age > self.behind + 2:
            self.found[f"WRONG: {state}: an answer of {age:.0f} seconds ago"] += 1


def _moment_of(header: str) -> datetime | None:
    told = _STAND.search(header)
    return timezone.make_aware(datetime.strptime("".join(told.groups()), "%Y-%m-%d%H%M%S")) if told else None  # noqa: DTZ007


def _late_now() -> int:
    return Report.objects.filter(assess_by__lt=timezone.localdate()).count()


def fill_trail(lines: int) -> None:
    """Give each line a reason of its own, to see whether one is missed or doubled."""
    now = timezone.now()
    told = {"day": timezone.localdate(now), "at": now, "act": "signed_in", "outcome": Outcome.DONE}
    Event.objects.bulk_create(Event(**told, actor_name="Noor B.", reason=f"Regel {n}") for n in range(lines))


def an_officer(region: Region) -> User:
    """Who reads the trail."""
    user = User(username="samir", display_name="Samir K.", role=Role.PRIVACY_OFFICER, region=region)
    user.set_unusable_password()
    user.save()
    return user


def made(address: str, worker: User, officer: User, **more: Any) -> Reader:
    """Return a reader who works as `worker` and reads as `officer`."""
    return Reader(address, worker, saves.cookies(officer), **more)
