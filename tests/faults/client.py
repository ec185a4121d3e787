"""One colleague at work: reads, writes and changes through the actions, and notes down what the desk said is done."""

import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import Error, connection
from django.utils import timezone

from desk.accounts.models import Region, Team, User
from desk.audit.sealing.seal import seal
from desk.audit.trail import NotRecorded
from desk.reports import actions, concern
from desk.reports.models import Report
from desk.roles import Role
from tests import stories

PAUSE = 0.2


def set_up(clients: int) -> None:
    """A region with a colleague and a report for each client."""
    region = Region.objects.create(name="Merenstreek")
    team = Team.objects.create(region=region, name="Noord")
    for number in range(clients):
        user = User(username=f"c{number}", display_name=f"C. {number}", role=Role.COUNSELLOR, region=region, team=team)
        user.set_unusable_password()
        user.save()
        stories.a_report(by=user, at=timezone.now())


def work_until(end: float, number: int, journal: Path) -> None:
    """Do one thing after the other. A fault of the database is answered by another line, as the desk does."""
    with journal.open("a", encoding="ascii") as notes:
        while time.time() < end:
            token = uuid4().hex
            name, act = random.choice(list(ACTS.items()))
            _note(notes, f"try {name} {token}")
            try:
                act(number, token)
            except (Error, NotRecorded, ValidationError):
                with suppress(Error):
                    connection.close()
                time.sleep(PAUSE)
            else:
                _note(notes, f"ack {name} {token}")


def seal_until(end: float) -> None:
    """Seal once a second."""
    while time.time() < end:
        try:
            seal(at=timezone.now())
        except Error:
            with suppress(Error):
                connection.close()
        time.sleep(1)


def _note(notes: "os.PathLike[str]", line: str) -> None:
    """Write it down so that it is there whatever happens next."""
    notes.write(line + "\n")
    notes.flush()
    os.fsync(notes.fileno())


def _report(number: int) -> Report:
    return Report.objects.select_related("case_file", "owner").get(owner__username=f"c{number}")


def _read(number: int, token: str) -> None:
    report = _report(number)
    actions.reveal_reporter(by=report.owner, at=timezone.now(), report=report, reason=f"Terugbellen: {token}")


def _write(number: int, token: str) -> None:
    report = _report(number)
    concern.add_note(by=report.owner, at=timezone.now(), case_file=report.case_file, text=token, submission=token)


def _change(number: int, token: str) -> None:
    report = _report(number)
    told = {"by": report.owner, "at": timezone.now(), "report": report, "version": report.version}
    actions.change_report(**told, help_present=f"Hulp {token}")


ACTS: dict[str, Callable[[int, str], None]] = {"read": _read, "write": _write, "change": _change}
