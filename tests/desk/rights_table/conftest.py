"""One file in each state, and everybody who could stand to it in some way, as the table of rights tells them apart."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import transaction

from desk.accounts.models import Region, Team, User
from desk.attachments.actions import new_row, save_new
from desk.attachments.scanning import judge
from desk.attachments.store import Stored
from desk.reports.access.choices import Way
from desk.reports.access.models import Grant, Wall
from desk.reports.models import CaseFile, Report
from desk.reports.people import save_person
from desk.rights_table.samples import Relation
from desk.roles import CASE_ROLES, Role
from tests import stories

STATES = ("intake", "shielded", "assessing", "proposed", "decided", "closed", "withdrawn")


@pytest.fixture
def clock(at):
    with time_machine.travel(at, tick=False):
        yield at


@dataclass
class World:
    """The people of three teams in two regions, and the reports of Noor."""

    at: datetime
    lead: User
    officer: User
    owner: User
    teams: dict[str, Team]
    region: Region
    reports: dict[str, Report]
    persons: dict[str, int]
    documents: dict[str, UUID]
    reason: str = "De collega is ziek, ik neem waar."

    def somebody(self, role: Role, relation: Relation) -> User:
        """A new colleague who stands to every report as `relation` says; for one's own work it is the owner."""
        if relation.is_own:
            return self.owner
        team = self.teams[{1: "own", 2: "other", 3: "far"}[relation.team]]
        user = User(username=f"{role}-{relation.code}", display_name=f"Daan {relation.code}", role=role)
        user.region, user.team = team.region, team if role in CASE_ROLES else None
        user.set_unusable_password()
        user.full_clean()
        user.save()
        for report in self.reports.values():
            self.stand(user, relation, report.case_file)
        return user

    def stand(self, user: User, relation: Relation, case_file: CaseFile) -> None:
        so = relation.so
        way = Way.BREAK_GLASS if so.get("broke_glass") else Way.REASON if so.get("gave_reason") else ""
        if way and user.role in CASE_ROLES:
            told = {"reason": self.reason, "at": self.at, "judge_by": self.at.date()}
            Grant.objects.create(case_file=case_file, worker=user, way=way, **told)
        if so.get("walled") and user.role in CASE_ROLES:
            told = {"reason": self.reason, "at": self.at, "put_by": self.lead, "known_by": self.officer}
            Wall.objects.create(case_file=case_file, worker=user, **told)
        elif so.get("hidden") and not case_file.seals.exists():
            stories.sealed(by=self.lead, at=self.at, case_file=case_file, people=[self.owner])


def in_state(state: str, *, noor: User, joke: User, at: datetime) -> Report:
    """A report in this state, made by living its story."""
    if state in ("decided", "closed"):
        told = stories.answers_no() if state == "closed" else {}
        return stories.confirmed(by=noor, second=joke, at=at, **told).report
    if state == "proposed":
        return stories.proposed(by=noor, at=at).report
    if state == "assessing":
        return stories.a_draft(by=noor, at=at, report=stories.taken_in(by=noor, at=at)).report
    if state == "shielded":
        return stories.a_report(by=noor, at=at, reporter={**stories.TEACHER, **stories.shield_until(at)})
    report = stories.a_report(by=noor, at=at)
    return stories.withdrawn(by=noor, at=at, report=report) if state == "withdrawn" else report


def with_report(letter: Stored, report: Report, noor: User, at: datetime) -> UUID:
    """A clean document that lies with the report since before it was decided."""
    told = {"submission": uuid4(), "name": "brief.txt", "description": "Brief van school", "dated": None}
    row = new_row(letter, at=at, **told)
    row.report, row.put_by = report, noor
    save_new(row)
    judge(row, "", at)
    return row.pk


def _settled(at: datetime) -> World:
    region = Region.objects.create(name="Merenstreek")
    north, south = (Team.objects.create(region=region, name=name) for name in ("Noord", "Zuid"))
    far = Team.objects.create(region=Region.objects.create(name="Heuvelstreek"), name="Heuvel")
    noor, joke, samir = (
        User.objects.create(username=name.split()[0].lower(), display_name=name, role=role, region=region, team=team)
        for name, role, team in (
            ("Noor B.", Role.COUNSELLOR, north),
            ("Joke V.", Role.TEAM_LEAD, north),
            ("Samir K.", Role.PRIVACY_OFFICER, None),
        )
    )
    reports: dict[str, Any] = {state: in_state(state, noor=noor, joke=joke, at=at) for state in STATES}
    persons = {
        state: save_person(by=noor, at=at, case_file=report.case_file, role="child").pk
        for state, report in reports.items()
        if stories.fresh(report.case_file).is_open
    }
    letter = stories.a_letter()
    documents = {state: with_report(letter, report, noor, at) for state, report in reports.items()}
    teams = {"own": north, "other": south, "far": far}
    return World(at, joke, samir, noor, teams, region, reports, persons, documents)


@pytest.fixture(scope="module")
def lived(django_db_setup, django_db_blocker, at) -> Iterator[World]:
    """The stories take longer than to walk the pages: lived once, under the transaction of each test."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(at, tick=False):
            made = _settled(at)
        yield made
        transaction.set_rollback(True)


@pytest.fixture
def world(lived, db, clock) -> World:
    """Rows of its own, so that what a test does to them is forgotten with it."""
    return deepcopy(lived)
