"""A region with colleagues who can sign in, a school whose people may ask for an account, and reports to work on."""

import os
import socketserver
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from desk.accounts.models import Region, Team, User
from desk.audit.check import check
from desk.audit.models import Event, Leaf
from desk.audit.sealing.note import make_key
from desk.audit.sealing.sweep import sweep
from desk.directory.models import Municipality
from desk.reports.models import Report
from desk.roles import Role
from tests import portal_stories, stories
from tests.desk.advice.test_views import typed
from tests.desk.attachments.conftest import _Clamd
from tests.desk.reports.test_intake import told
from tests.faults.visitor import Visitor
from tests.signing_in import let_in

STAFF = {
    "noor": ("Noor B.", Role.COUNSELLOR, "Noord"),
    "tariq": ("Tariq A.", Role.COUNSELLOR, "Noord"),
    "joke": ("Joke V.", Role.TEAM_LEAD, "Noord"),
    "els": ("Els D.", Role.TEAM_LEAD, "Noord"),
    "bram": ("Bram S.", Role.COUNSELLOR, "Zuid"),
    "samir": ("Samir K.", Role.PRIVACY_OFFICER, ""),
    "ada": ("Ada F.", Role.FUNCTIONAL_ADMINISTRATOR, ""),
}
DOMAIN = "delinde.example"
LETTER = b"Zij was twintig dagen niet op school."


@dataclass
class Town:
    """Who works here, and the reports of Noor."""

    people: dict[str, User]
    reports: list[Report]

    def __getattr__(self, name: str) -> User:
        return self.people[name]


def settle(reports: int = 3) -> Town:
    """Make the town, and the key of the trail."""
    make_key(settings.AUDIT_KEY_FILE, settings.AUDIT_ORIGIN)
    region = Region.objects.create(name="Merenstreek")
    teams = {name: Team.objects.create(region=region, name=name) for name in ("Noord", "Zuid")}
    Municipality.objects.create(region=region, name="Lindehaven")
    people = {}
    for username, (name, role, team) in STAFF.items():
        user = User(username=username, display_name=name, role=role, region=region, team=teams.get(team))
        people[username] = let_in(_saved(user))
    at = timezone.now() - timedelta(minutes=5)
    portal_stories.an_organisation(by=people["ada"], at=at)
    return Town(people, [stories.a_report(by=people["noor"], at=at) for _ in range(reports)])


def _saved(user: User) -> User:
    user.set_unusable_password()
    user.save()
    return user


def scanner() -> socketserver.ThreadingTCPServer:
    """Answer as clamd does, where CLAMD_URL says."""
    server = socketserver.ThreadingTCPServer(("127.0.0.1", urlsplit(os.environ["CLAMD_URL"]).port or 0), _Clamd)
    server.seen, server.says = [], b""  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def advice(**other: Any) -> dict[str, Any]:
    """What is typed in the form of an advice that happens now."""
    return typed(opened_on=f"{timezone.localdate():%d-%m-%Y}", **other)


def report(**other: Any) -> dict[str, Any]:
    """What is typed in the form of a report that comes in now."""
    now = timezone.localtime() - timedelta(minutes=2)
    return told(received_on=f"{now:%d-%m-%Y}", received_time=f"{now:%H:%M}", **other)


def attach(visitor: Visitor, number: str) -> Any:
    """Send a letter with a report."""
    form = {"description": "Brief van school over verzuim", "dated": "", "submission": str(uuid4())}
    files = {"file": ("brief.txt", LETTER, "text/plain")}
    return visitor.post(f"/meldingen/{number}/bijlagen/", form, files=files)


def trail_now() -> dict[str, int | str]:
    """Seal what is left; return how many events there are, how many of them have no place, and what the check says."""
    sweep(at=timezone.now(), everywhere=True)
    today = timezone.localdate()
    # An advice carries a day and no moment: it is sealed when its day is over.
    due = Event.objects.exclude(at=None, day__gte=today)
    unsealed = due.exclude(pk__in=Leaf.objects.values("event_id")).count()
    return {"events": Event.objects.count(), "unsealed": unsealed, "check": check(at=timezone.now()).wrong}
