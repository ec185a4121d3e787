"""What is written in a statement means what was given with it."""

from datetime import date

import pytest
from django.db import connection
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from desk.written_out import written_out


def test_days_nothing_and_what_differs_are_still_given():
    day, statement = date(2026, 11, 23), "SELECT %s, '%%', %s, %s, %s, %s"
    assert written_out(statement, ["open", day, None, 7, "own"], differs={"own"}) == (
        "SELECT 'open', '%%', %s, %s, 7, %s",
        [day, None, "own"],
    )


@pytest.mark.skipif(connection.vendor != "postgresql", reason="written as PostgreSQL reads it")
class Means(TestCase):
    @given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
    @example("' OR 1=1 --")
    @example("\\'; %s %% %(a)s \\")
    @example("$1 {} ?")
    def test_a_text_comes_back_as_it_was(self, text: str) -> None:
        statement, left = written_out("SELECT %s::text", [text])
        assert left == []
        with connection.cursor() as cursor:
            cursor.execute(statement, [])
            assert cursor.fetchone() == (text,)
            cursor.execute(statement.replace("SELECT ", "SELECT %s, "), [1])
            assert cursor.fetchone() == (1, text)

    @given(st.integers(-(2**62), 2**62) | st.booleans())
    def test_a_number_and_a_yes_come_back_as_they_were(self, value: int) -> None:
        statement, _ = written_out("SELECT %s", [value])
        with connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.fetchone() == (value,)
