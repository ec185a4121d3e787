"""The faults are tried for a few seconds here; `make faults` tries them for minutes, with twenty clients."""

import pytest
from django.db import connection

from tests.faults import __main__ as faults
from tests.faults import sending_table, work
from tests.faults.engines import on_postgresql, on_sqlite, sending_on_postgresql, sending_on_sqlite
from tests.faults.parts import POSTGRESQL, SQLITE, Row, as_table, skipped
from tests.needle_scan import postgres


def _is_wrong(rows):
    return any(row.is_wrong for row in rows)


def test_what_was_acknowledged_is_stored_once_whoever_is_killed():
    if connection.vendor == "postgresql" and (reason := postgres.cannot_run()):
        pytest.skip(reason)
    figures = (on_postgresql if connection.vendor == "postgresql" else on_sqlite)(8, 4)
    assert (figures["lost"], figures["doubled"], figures["wrong"]) == (0, 0, "")
    assert figures["acknowledged"] > 0
    assert figures["clients_killed"] > 0
    assert not _is_wrong(work.as_rows(figures, SQLITE))


@pytest.mark.parametrize("bad", [{"lost": 1}, {"doubled": 1}, {"wrong": "plaats 3"}, {"acknowledged": 0}])
def test_a_loss_among_people_at_work_is_wrong(bad):
    well = dict.fromkeys(work.ROWS, 0) | {"acknowledged": 5, "wrong": ""}
    assert not _is_wrong(work.as_rows(well, SQLITE))
    assert "| what the check says | nothing wrong |" in as_table(work.as_rows(well, SQLITE))
    assert _is_wrong(work.as_rows(well | bad, POSTGRESQL))


def test_a_report_is_stored_once_or_its_draft_is_still_there_whoever_is_killed():
    """`make faults` does this a hundred times on both databases."""
    if connection.vendor == "postgresql" and (reason := postgres.cannot_run()):
        pytest.skip(reason)
    trials, seed = 4, 7
    figures = (sending_on_postgresql if connection.vendor == "postgresql" else sending_on_sqlite)(trials, seed)
    assert not _is_wrong(sending_table.as_rows(figures, SQLITE)), figures
    assert sum(count for name, count in figures.items() if ": " in name) == trials
    assert figures["reports"] == figures["receipts"] >= trials


@pytest.mark.parametrize(
    "bad",
    [{"web server: LOST": 1}, {"WRONG: hash": 1}, {"wrong": "plaats 3"}, {"drafts": 1}, {"numbers given twice": 1}],
)
def test_a_report_that_was_lost_is_wrong(bad):
    well = {"trials": 1, "worker: acknowledged, stored once": 1, "drafts": 0, "numbers given twice": 0, "wrong": ""}
    assert not _is_wrong(sending_table.as_rows(well, SQLITE))
    assert "| worker: acknowledged, stored once | 1 |" in as_table(sending_table.as_rows(well, SQLITE))
    assert _is_wrong(sending_table.as_rows(well | bad, SQLITE))


def test_one_wrong_row_ends_the_run_with_an_error_after_every_part_was_tried(monkeypatch, capsys):
    tried = []

    def part(name, *, is_wrong=False):
        return lambda asked: [tried.append((name, asked.seed, asked.trials)), Row("lost", 1, is_wrong=is_wrong)][1:]

    parts = {"one": part("one", is_wrong=True), "two": part("two")}
    monkeypatch.setattr(faults, "every_part", lambda: parts)
    assert faults.main(["--seed", "7", "--trials", "3"]) == 1
    assert tried == [("one", 7, 3), ("two", 7, 3)]
    said = capsys.readouterr().out
    assert "Seed 7" in said
    assert "| lost | 1 **WRONG** |" in said
    assert faults.main(["--only", "two"]) == 0


def test_engines_stand_beside_each_other_and_what_is_left_out_says_why():
    told = as_table([Row("lost", 0, SQLITE), Row("events", 1200, SQLITE), *skipped("no server here")])
    assert "| | SQLite | PostgreSQL |" in told
    assert "| events | 1,200 |  |" in told
    assert "| left out |  | no server here |" in told


def test_the_parts_can_be_named(capsys):
    assert faults.main(["--list"]) == 0
    assert set(capsys.readouterr().out.split()) >= {"work", "sending"}
