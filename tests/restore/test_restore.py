"""The drill is played once on the database of the suite; `make restore-drill` plays it on both."""

import re
import shlex

import pytest
from django.core.management import get_commands, load_command_class
from django.db import connection

from tests.needle_scan import postgres
from tests.restore import __main__ as restore
from tests.restore import drill, runbook

WELL = dict.fromkeys(restore.ROWS, 0) | {"before": 3, "before_there": 3, "after": 2, "control": 1, "came_back": 1}
WELL |= {"wrong": [], "before_statement": "klopt niet", "after_statement": "klopt"}


def test_a_desk_that_was_lost_is_put_back_to_the_moment_and_all_is_as_it_must_be():
    if connection.vendor == "postgresql" and (reason := postgres.cannot_run()):
        pytest.skip(reason)
    told = (drill.on_postgresql if connection.vendor == "postgresql" else drill.on_sqlite)()
    assert told["wrong"] == []
    assert not restore.is_bad(told), told
    assert "Is de database teruggezet?" in told["before_statement"]


@pytest.mark.parametrize(
    "bad",
    [
        {"before_there": 2},
        {"before_twice": 1},
        {"after_there": 1},
        {"left": 1},
        {"destroyed_in_tables": 1},
        {"advice_anywhere": 1},
        {"anchor_holds": 1},
        {"control": 0},
        {"came_back": 0},
        {"wrong": ["the trail is not whole"]},
    ],
    ids=lambda bad: next(iter(bad)),
)
def test_what_is_not_as_it_must_be_ends_with_an_error_and_is_in_the_table(bad, monkeypatch, capsys):
    monkeypatch.setattr(drill, "on_sqlite", lambda: dict(WELL))
    monkeypatch.setattr(drill, "on_postgresql", dict)
    assert restore.main([]) == 0
    assert "| what is not as it must be | nothing |" in capsys.readouterr().out
    monkeypatch.setattr(drill, "on_postgresql", lambda: WELL | bad)
    assert restore.main([]) == 1
    told = "; ".join(bad["wrong"]) if "wrong" in bad else str(next(iter(bad.values())))
    assert f"| {told} |" in capsys.readouterr().out


def test_a_drill_that_could_not_run_is_not_green(monkeypatch):
    monkeypatch.setattr(drill, "on_postgresql", dict)
    assert restore.main(["--only", "postgresql"]) == 1


def test_every_command_of_the_desk_in_the_runbook_is_there_with_its_options():
    text = runbook.DOCUMENT.read_text(encoding="utf-8")
    told = re.findall(r"python manage\.py ([^\n`]+)", text)
    assert len(told) >= 8
    for line in told:
        name, *words = shlex.split(line)
        command = load_command_class(get_commands()[name], name)
        command.create_parser("manage.py", name).parse_args(words)


def test_the_term_in_the_runbook_is_that_of_the_desk():
    from desk.backup.folder import KEPT_DAYS

    assert f"A backup lives **{KEPT_DAYS} days**" in runbook.DOCUMENT.read_text(encoding="utf-8")
