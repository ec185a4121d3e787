"""Promise P10: every act is an event, also the refused one, and nobody takes one away."""

import ast
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from desk.audit import trail
from desk.audit.choices import ACTS
from desk.audit.models import Event
from desk.audit.verifier.outside import outside
from desk.reports import actions as reports
from desk.reports.models import Report
from tests import stories
from tests.acts_played import PLAYED, Cast

pytestmark = pytest.mark.django_db
DESK = Path(trail.__file__).parents[1]
ROOMS = (DESK, DESK.parent / "meldcode")
SOURCES = [source for room in ROOMS for source in sorted(room.rglob("*.py")) if "migrations" not in source.parts]


@cache
def actions() -> dict[str, str]:
    """Every action of the desk, with the code of its event; asked while a test runs, for it reads all sources."""
    found = {}
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            for mark in getattr(node, "decorator_list", []):
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "trail.act":
                    code = mark.args[0]
                    assert isinstance(code, ast.Constant)
                    found[f"{source.parent.name}.{node.name}"] = str(code.value)
    return found


@pytest.fixture
def cast(noor, tariq, joke, ada, samir, north, at, client) -> Cast:
    return Cast(noor=noor, tariq=tariq, joke=joke, ada=ada, samir=samir, north=north, at=at, client=client)


def test_p10_every_action_is_played_here():
    assert set(actions()) - set(PLAYED) == set(), "an action without a story"
    assert set(PLAYED) - set(actions()) == set(), "a story without an action"


@pytest.mark.parametrize("name", sorted(PLAYED))
def test_p10_every_action_leaves_an_event(cast, name):
    PLAYED[name](cast)
    assert Event.objects.filter(act=actions()[name], outcome="done").exists()
    assert outside() == "", "a row of a history that no event speaks of"


def test_p10_every_event_that_is_written_has_its_sentence():
    written = {node.value for source in SOURCES for node in _strings(source)}
    assert set(actions().values()) <= set(ACTS)
    unused = (
        set(ACTS)
        - written
        - {f"{kind}_{verdict}" for kind in ("shield", "unknown") for verdict in ("approved", "refused")}
    )
    assert unused == set(), "an act in the list that nothing writes"


def test_p10_a_refused_attempt_is_an_event_though_its_act_is_undone(noor, bram, at):
    with pytest.raises(ValidationError):
        stories.a_report(by=noor, at=at, danger="yes")
    report = stories.a_report(by=noor, at=at)
    with pytest.raises(PermissionDenied):
        reports.read_report(by=bram, at=at, report=report)
    refused = Event.objects.filter(outcome="refused").values_list("act", "rule", "subject", "actor_name")
    assert set(refused) == {
        ("report_filed", "danger_in_report_is_acted_on", "", "Noor B."),
        ("report_read", "not_permitted", report.number, "Bram S."),
    }
    assert Report.objects.count() == 1


def test_p10_an_act_without_an_event_is_undone(noor, at):
    @trail.act("shortcuts_switched")
    def silent(*, by: Any, at: datetime) -> None:
        by.shortcuts_on = False
        by.save(update_fields=["shortcuts_on"])

    with pytest.raises(trail.Unrecorded):
        silent(by=noor, at=at)
    assert stories.fresh(noor).shortcuts_on


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET actor_name = 'Niemand'", "DELETE FROM audit_event"])
def test_p10_no_hand_rewrites_the_trail(noor, at, statement):
    stories.a_report(by=noor, at=at)
    before = set(Event.objects.values_list())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.all().delete()
    assert set(Event.objects.values_list()) == before


def _strings(source: Path) -> list[ast.Constant]:
    """The texts of a module, apart from the keys of the list of acts itself."""
    if source.name in ("choices.py", "wishes.py") and source.parent.name == "audit":
        return []
    nodes = ast.walk(ast.parse(source.read_text(encoding="utf-8")))
    return [node for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
