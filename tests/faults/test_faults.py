"""The faults are tried for a few seconds here; `make faults` tries them for minutes, with twenty clients."""

import pytest
from django.db import connection

from tests.faults import __main__ as faults
from tests.faults import sending_table
from tests.faults.engines import on_postgresql, on_sqlite, sending_on_postgresql, sending_on_sqlite
from tests.needle_scan import postgres


def test_what_was_acknowledged_is_stored_once_whoever_is_killed():
    if connection.vendor == "postgresql" and (reason := postgres.cannot_run()):
        pytest.skip(reason)
    figures = (on_postgresql if connection.vendor == "postgresql" else on_sqlite)(8, 4)
    assert (figures["lost"], figures["doubled"], figures["wrong"]) == (0, 0, "")
    assert figures["acknowledged"] > 0
    assert figures["clients_killed"] > 0
    assert not faults.is_bad(figures)


@pytest.mark.parametrize("bad", [{"lost": 1}, {"doubled": 1}, {"wrong": "plaats 3"}, {"acknowledged": 0}])
def test_a_loss_ends_with_an_error_and_is_in_the_table(bad, monkeypatch, capsys):
    well = dict.fromkeys(faults.ROWS, 0) | {"acknowledged": 5, "wrong": ""}
    monkeypatch.setattr(faults, "on_sqlite", lambda seconds, clients: well)
    monkeypatch.setattr(faults, "on_postgresql", lambda seconds, clients: {})
    assert faults.main([]) == 0
    assert "| what the check says | nothing wrong |" in capsys.readouterr().out
    monkeypatch.setattr(faults, "on_postgresql", lambda seconds, clients: well | bad)
    assert faults.main(["--seconds", "1"]) == 1


def test_a_report_is_stored_once_or_its_draft_is_still_there_whoever_is_killed():
    """`make faults-sending` does this a hundred times on both databases."""
    if connection.vendor == "postgresql" and (reason := postgres.cannot_run()):
        pytest.skip(reason)
    trials, seed = 4, 7
    figures = (sending_on_postgresql if connection.vendor == "postgresql" else sending_on_sqlite)(trials, seed)
    assert not sending_table.is_bad(figures), figures
    assert sum(count for name, count in figures.items() if ": " in name) == trials
    assert figures["reports"] == figures["receipts"] >= trials


@pytest.mark.parametrize(
    "bad",
    [{"web server: LOST": 1}, {"WRONG: hash": 1}, {"wrong": "plaats 3"}, {"drafts": 1}, {"numbers given twice": 1}],
)
def test_a_report_that_was_lost_ends_with_an_error(bad, monkeypatch, capsys):
    well = {"trials": 1, "worker: acknowledged, stored once": 1, "drafts": 0, "numbers given twice": 0, "wrong": ""}
    monkeypatch.setattr(sending_table, "sending_on_sqlite", lambda trials, seed: well)
    monkeypatch.setattr(sending_table, "sending_on_postgresql", lambda trials, seed: {})
    assert sending_table.main(["--seed", "3"]) == 0
    said = capsys.readouterr().out
    assert "Seed 3" in said
    assert "| worker: acknowledged, stored once | 1 |" in said
    monkeypatch.setattr(sending_table, "sending_on_postgresql", lambda trials, seed: well | bad)
    assert sending_table.main([]) == 1
