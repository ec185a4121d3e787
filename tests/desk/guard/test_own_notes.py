"""The floor: on the marked notes of the project the guard may not get worse than it was measured to be.

The tuned notes were in sight while the guard was made. The notes kept apart were put before it once, after that, and
are the figure to believe.
"""

from functools import cache

import pytest

from desk.guard import find
from tests.desk.guard.marked import Measured, measured, notes

SURE = ("BSN", "IBAN", "PHONE", "EMAIL", "POSTCODE")
BOTH = pytest.mark.parametrize("file", ["apart", "apart_disguised"])


@cache
def kept_apart(file: str) -> Measured:
    return measured(notes(file), find)


@pytest.fixture
def apart() -> Measured:
    return kept_apart("apart")


@pytest.fixture(scope="module")
def tuned() -> Measured:
    return measured([note for who in "abcdeghij" for note in notes(f"tuned_{who}")], find)


def test_there_are_enough_notes_to_judge_by():
    assert len(notes("tuned_?")) + len(notes("apart")) > 1_000
    assert sum(note.is_clean for note in notes("tuned_?")) > 300


@pytest.mark.parametrize("label", SURE)
def test_a_number_or_address_is_stopped_for_certain(tuned, label):
    tally = tuned.labels[label]
    assert tally.certain >= 0.99 * tally.there


@pytest.mark.parametrize(
    ("label", "least"),
    {"PERSON": 0.97, "ADDRESS": 0.9, "PLACE": 0.95, "DOB": 0.9, "PLATE": 0.95, "CASENO": 0.95, "DOCNO": 0.9,
     "HANDLE": 0.95, "URL": 0.95, "ORGROLE": 0.9}.items(),
)  # fmt: skip
def test_a_detail_is_found(tuned, label, least):
    tally = tuned.labels[label]
    assert tally.there
    assert tally.found >= least * tally.there


def test_in_most_notes_nothing_is_left_uncovered(tuned):
    assert tuned.whole >= 0.93 * tuned.identifying


def test_clean_notes_are_hardly_stopped_and_seldom_asked_about(tuned):
    assert tuned.stopped <= 0.03 * tuned.clean
    assert tuned.asked <= 0.08 * tuned.clean


def test_names_in_hard_places_and_tricky_clean_notes():
    """Written to be difficult: names that are words, initials, nicknames; clean notes full of names of things."""
    hard = measured(notes("tuned_f"), find)
    assert hard.labels["PERSON"].found >= 0.8 * hard.labels["PERSON"].there
    assert hard.stopped <= 0.05 * hard.clean
    assert hard.asked <= 0.2 * hard.clean


def test_a_disguise_seldom_helps():
    hidden = measured(notes("tuned_disguised"), find)
    assert hidden.whole >= 0.92 * hidden.identifying


def test_on_notes_kept_apart_the_guard_does_as_well_as_was_measured(apart):
    assert apart.labels["PERSON"].found >= 0.95 * apart.labels["PERSON"].there
    assert apart.whole >= 0.9 * apart.identifying
    assert apart.stopped <= 0.05 * apart.clean
    assert apart.asked <= 0.2 * apart.clean


def test_on_notes_kept_apart_a_disguise_seldom_helps():
    hidden = kept_apart("apart_disguised")
    assert hidden.whole >= 0.9 * hidden.identifying


@BOTH
@pytest.mark.parametrize("label", SURE)
def test_on_notes_kept_apart_a_number_or_address_is_found(file, label):
    tally = kept_apart(file).labels[label]
    assert tally.there
    assert tally.found == tally.there
    if file == "apart":
        assert tally.certain == tally.there
