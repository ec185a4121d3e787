"""What holds for every term on every day of thirty years."""

from datetime import date, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from desk.deadlines import (
    MADE_EQUAL,
    TERMS,
    add_working_days,
    due,
    is_working_day,
    raw_due,
    term,
    working_days_between,
)

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CODES = sorted({one.code for one in TERMS})
ROLLING = [code for code in CODES if term(code, date(2026, 1, 1)).rolls]
YEARS = range(2020, 2051)
A_DAY = st.dates(min_value=date(2020, 1, 1), max_value=date(2050, 12, 31))
A_CODE = st.sampled_from(CODES)


@given(code=st.sampled_from(ROLLING), start=A_DAY)
def test_a_due_day_is_a_working_day(code, start):
    assert is_working_day(due(code, start))


@given(code=A_CODE, start=A_DAY)
def test_a_term_ends_after_it_starts_and_never_before_its_raw_end(code, start):
    assert start < raw_due(code, start) <= due(code, start)


@given(code=A_CODE, start=A_DAY)
def test_only_days_off_lie_between_the_raw_end_and_the_due_day(code, start):
    last, moved = raw_due(code, start), due(code, start)
    days = [last + timedelta(days=n) for n in range((moved - last).days)]
    assert not any(is_working_day(day) for day in days)


@given(code=A_CODE, start=A_DAY, more=st.integers(0, 400))
def test_who_starts_later_is_never_due_earlier(code, start, more):
    assert due(code, start) <= due(code, start + timedelta(days=more))


@given(start=A_DAY)
def test_exactly_five_working_days_lie_in_the_assessment(start):
    assert working_days_between(start, due("assessment", start)) == 5


@given(start=A_DAY, n=st.integers(0, 60))
def test_counting_undoes_adding(start, n):
    assert working_days_between(start, add_working_days(start, n)) == n


@given(start=A_DAY.filter(is_working_day), n=st.integers(-60, 0))
def test_counting_undoes_going_back(start, n):
    assert working_days_between(start, add_working_days(start, n)) == n


@given(a=A_DAY, gap=st.integers(0, 200), more=st.integers(0, 200))
def test_counts_add_up_and_turn_around(a, gap, more):
    b, c = a + timedelta(days=gap), a + timedelta(days=gap + more)
    assert working_days_between(a, b) + working_days_between(b, c) == working_days_between(a, c)
    assert working_days_between(c, a) == -working_days_between(a, c)


@given(code=A_CODE, start=A_DAY, after=st.integers(0, 100))
def test_one_more_holiday_never_makes_a_term_shorter(code, start, after):
    before = due(code, start)
    with patch.dict(MADE_EQUAL, {start + timedelta(days=after): "stcrt-test"}):
        assert due(code, start) >= before
