"""The bench runs, and its tables leave nothing out. What it measures is looked at, never tested by the clock."""

import json
from typing import Any

import pytest

from tests.bench import __main__ as bench
from tests.bench.amount import QUICK
from tests.bench.parts import as_table, measured
from tests.bench.recall import KINDS, SETS
from tests.bench.speed import LENGTHS
from tests.bench.texts import composed
from tests.desk.guard.marked import notes


@pytest.fixture(scope="module")
def figures() -> dict[str, Any]:
    """Of a handful of notes, measured once."""
    return dict(measured(QUICK))


def test_the_tables_name_every_kind_every_set_and_every_length(figures: dict[str, Any]) -> None:
    told = "\n".join(as_table(name, part) for name, part in figures.items())
    there = [name for name, patterns in SETS.items() if any(map(notes, patterns))]
    assert [name for name in (*KINDS, *there, *LENGTHS) if f"| {name} |" not in told] == []


def test_the_same_figures_come_as_json(
    figures: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "measured", lambda *_: iter(figures.items()))
    bench.main(["--quick", "--json"])
    assert json.loads(capsys.readouterr().out) == {"bench": figures}


def test_no_kind_of_detail_in_the_notes_is_left_out() -> None:
    assert {label for note in notes("*") for label, *_ in note.details} <= set(KINDS)


def test_a_text_has_the_length_that_was_asked_for_and_is_the_same_each_time() -> None:
    assert [len(text.split()) for text in composed(3, words=150)] == [150] * 3
    assert [len(text) for text in composed(2, characters=20_000)] == [20_000] * 2
    assert composed(3, words=20) == composed(3, words=20)
