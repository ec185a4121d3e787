"""A day of looks: Tuesday 24 November 2026, told by the hour."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from desk.audit import trail
from desk.oversight import actions
from desk.oversight.models import Alarm
from desk.reports import people
from tests import stories
from tests.conftest import AMSTERDAM

DAY = date(2026, 11, 24)


def clock(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """A moment of the day; from 24 on it is the night after it."""
    start = datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM)
    return start + timedelta(hours=hour, minutes=minute)


@pytest.fixture
def looks():
    """Let a colleague open a report, or be refused it."""

    def look(user: Any, report: Any, at: datetime | None = None, **other: Any) -> Any:
        return trail.record("report_read", by=user, at=at or clock(10), subject=report, **other)

    return look


@pytest.fixture
def family(noor, at):
    """A report of Noor about somebody who is called and lives as told."""

    def make(surname: str = "", home: str = "", born: date | None = None, **told: Any) -> Any:
        report = stories.a_report(by=told.pop("by", noor), at=told.pop("at", at))
        about = {"by": report.owner, "at": at, "case_file": report.case_file}
        house = people.save_household(**about, label="Thuis", address=home[7:], postcode=home[:7]) if home else None
        birth = {"birth_year": born.year, "birth_month": born.month, "birth_day": born.day} if born else {}
        people.save_person(**about, role="child", surname=surname, household=house, **birth)
        return report

    return make


@pytest.fixture
def knows(ada, at):
    """Let the administrator enter the circle of a colleague."""

    def enter(user: Any, *surnames: str, home: tuple[str, str] | None = None, born: date | None = None) -> Any:
        homes = [home] if home else []
        return actions.save_circle(by=ada, at=at, account=user, surnames=surnames, homes=homes, born=born)

    return enter


@pytest.fixture
def review(at) -> Callable[..., list[Alarm]]:
    """Hold a day against the rules, as the worker does the morning after."""

    def hold(day: date = DAY) -> list[Alarm]:
        return actions.review_day(by=trail.System(), at=clock(31, day=day), day=day)

    return hold


@pytest.fixture
def alarm(noor, tariq, family, knows, looks, review) -> Alarm:
    """Tariq looked into a file at his own address."""
    knows(tariq, "Voorbeeld", home=("1234AB", "12"))
    looks(tariq, family(home="1234 AB Dorpsstraat 12"))
    return review()[0]
