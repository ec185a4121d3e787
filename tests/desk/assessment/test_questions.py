"""The outcome table: every set of answers has exactly one line, and every line can be reached."""

from itertools import product

import pytest

from desk.assessment.choices import Answer, Outcome, Unsafe
from desk.assessment.questions import TABLE, Facts, allowed, may_be_converted, outcome_of

EVERY = [
    Facts(unsafe, established, cooperates, other, regional, professional, meldcode)
    for unsafe, established, cooperates, other, regional, professional, meldcode in product(
        Unsafe.values,
        ["", *Answer.values],
        ["", *Answer.values],
        [False, True],
        [False, True],
        [False, True],
        ["", *Answer.values],
    )
]


def facts(**other: object) -> Facts:
    return Facts(**{"unsafe": Unsafe.YES, "established": Answer.YES, "cooperates": Answer.YES, **other})


def test_every_set_of_answers_has_one_line_and_its_decision_may_be_taken() -> None:
    for answers in EVERY:
        row = outcome_of(answers)
        assert TABLE.count(row) == 1
        assert row.outcome in allowed(answers)


def test_every_line_is_reached() -> None:
    assert {outcome_of(answers).number for answers in EVERY} == {row.number for row in TABLE} == set(range(1, 9))


def test_the_numbers_of_the_lines_are_their_places() -> None:
    assert [row.number for row in TABLE] == list(range(1, len(TABLE) + 1))


def test_no_unsafety_only_closes() -> None:
    closing = {Outcome.NO_FOLLOW_UP, Outcome.CONVERTED_TO_ADVICE}
    for answers in EVERY:
        assert (set(allowed(answers)) <= closing) == (answers.unsafe == Unsafe.NO)


def test_only_a_professional_with_an_incomplete_meldcode_is_converted() -> None:
    for answers in EVERY:
        offered = Outcome.CONVERTED_TO_ADVICE in allowed(answers)
        assert offered == (answers.unsafe == Unsafe.NO and may_be_converted(answers))
        assert may_be_converted(answers) == (answers.professional and answers.meldcode_complete == Answer.NO)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"unsafe": Unsafe.NO, "professional": True, "meldcode_complete": Answer.NO}, 1),
        ({"unsafe": Unsafe.NO, "professional": True, "meldcode_complete": Answer.YES}, 2),
        ({"unsafe": Unsafe.NO, "meldcode_complete": Answer.NO}, 2),
        ({"unsafe": Unsafe.UNCLEAR, "cooperates": Answer.NO}, 3),
        ({"cooperates": Answer.NO, "other_can_take_it": True}, 4),
        ({"established": Answer.NO, "other_can_take_it": True}, 5),
        ({"established": Answer.UNKNOWN}, 5),
        ({"other_can_take_it": True}, 6),
        ({"established": Answer.UNKNOWN, "other_can_take_it": True}, 6),
        ({"other_can_take_it": True, "regional_task": True}, 7),
        ({}, 8),
    ],
)
def test_the_line_of(given, line) -> None:
    assert outcome_of(facts(**given)).number == line
