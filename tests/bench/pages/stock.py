"""What the pages are about: records that are there already, and one of each kind that must be made for it."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max, Min

from desk import codelists
from desk.accounts.models import User
from desk.reports import actions, concern, people
from desk.reports.models import CaseFile, Report
from meldcode.receipts import Receipt
from tests import portal_answers, portal_stories, stories
from tests.bench.pages.cast import a_town, browser
from tests.contact_stories import decided

MANY = 24  # different records of one kind, so that no answer lies ready
LONG = 30  # changes, notes and looks in the report with a long history
_SEED = 2026


@dataclass(frozen=True)
class World:
    """The people of this run and the moment."""

    people: Mapping[str, User]
    at: datetime
    turns: int

    @property
    def noor(self) -> User:
        return self.people["noor"]


def own_reports(world: World, **which: Any) -> list[Report]:
    """Return up to MANY reports that noor may open without a reason, spread over all she has."""
    rows = Report.objects.visible_to(world.noor).filter(owner=world.noor, **which)
    keys = list(rows.values_list("pk", flat=True))
    picked = random.Random(_SEED).sample(keys, min(MANY, len(keys)))
    return list(rows.filter(pk__in=picked).select_related("case_file").order_by("pk"))


def deep_keys(world: World) -> list[int]:
    """Return keys far down the list of the team, where a list that counts rows has much to skip."""
    ends = Report.objects.visible_to(world.noor).aggregate(first=Min("pk"), last=Max("pk"))
    first, last = ends["first"] or 1, ends["last"] or 1
    return [first + 51 + (last - first) * part // MANY for part in range(1, MANY // 2)]


def intakes(world: World, count: int) -> list[Report]:
    """Return new reports of noor in intake, each with two persons, a home and a line between them."""
    return [_intake(world) for _ in range(count)]


def _intake(world: World) -> Report:
    told: dict[str, Any] = {"by": world.noor, "at": world.at}
    report = stories.a_report(**told, municipality=a_town(world.noor))
    told["case_file"] = report.case_file
    home = people.save_household(**told, label="Huis", place="Lindehaven")
    child = people.save_person(**told, role="child", called="Kind", household=home)
    mother = people.save_person(**told, role="presumed_perpetrator", called="Ouder", household=home)
    people.relate(**told, person=mother, kind="parent", other=child)
    return stories.fresh(report)


def long_report(world: World) -> Report:
    """Return a report in a file with many earlier ones, that was changed, noted and looked at many times."""
    told: dict[str, Any] = {"by": world.noor, "at": world.at}
    report = stories.a_report(**told)
    case_file = report.case_file
    for _ in range(LONG // 2):
        report = stories.a_report(**told, case_file=case_file)
    for n in range(LONG):
        report = actions.change_report(**told, report=report, version=report.version, help_present=f"Hulp {n}")
        concern.add_note(**told, case_file=case_file, text=f"Gebeld, {n}.", submission=uuid4())
        actions.read_report(by=world.people["joke"], at=world.at, report=report)
    for n in range(LONG // 3):
        people.save_person(**told, case_file=case_file, role="child", called=f"Kind {n}")
    passages = [{"kind": "fact", "what": f"Verzuim, {n}.", "who": "Leerplicht"} for n in range(LONG // 3)]
    report = concern.save_passages(**told, report=report, version=report.version, passages=passages)
    signals = [
        {"list": "signal", "code": code, "state": "seen", "source": "Mentor"} for code in codelists.SIGNALS.keys[:10]
    ]
    return concern.save_observations(**told, report=report, version=report.version, observations=signals)


def journeys(world: World) -> tuple[UUID, Receipt, Receipt]:
    """Return of eva: a journey that waits at its documents, a report that was sent, and one that was decided on."""
    eva, pen = world.people["eva"], browser(world.people["eva"])
    told = _dated(world)
    journey = portal_answers.walk(pen, eva, until="documents", **told)
    sent, done = (portal_answers.sent(pen, eva, **told) for _ in range(2))
    joke = world.people["joke"]
    report = actions.take_over(by=joke, at=world.at, report=done.report, version=done.report.version)
    decided(report, by=joke, second=world.people["els"], at=world.at)
    return journey, sent, done


def _dated(world: World) -> dict[str, dict[str, Any]]:
    """The answers of the story with the days just before now."""

    def day(back: int) -> str:
        return f"{world.at - timedelta(days=back):%d-%m-%Y}"

    return {
        "signals": {**portal_answers.SIGNALS, "on": day(20)},
        "consultation": {**portal_answers.CONSULTATION, "on": day(15)},
        "talk": {**portal_answers.TALK, "on": day(10)},
        "people": {**portal_answers.PEOPLE, "municipality": a_town(world.noor).pk},
    }


def invitation(world: World) -> Any:
    """Return an invitation that nobody followed yet, with the organisation it is of."""
    school = world.people["eva"].professional.organisation
    return portal_stories.an_invitation(
        by=world.people["iris"], at=world.at, organisation=school, name=f"Roos{uuid4().hex[:8]}"
    )


def busy_files(world: World) -> list[CaseFile]:
    """Return files that noor works on."""
    return [report.case_file for report in own_reports(world)]
