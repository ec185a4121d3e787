"""A term ends on the day the law says, in every year, also around holidays and the clock change."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from desk import deadlines
from desk.deadlines import (
    MADE_EQUAL,
    TERMS,
    Term,
    days_left,
    describe,
    due,
    half_year,
    is_working_day,
    local_day,
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


def on(text: str) -> date:
    """Read a day as people write it here: 18-11-2026."""
    return datetime.strptime(text, "%d-%m-%Y").replace(tzinfo=UTC).date()


# received, assessed by, investigation concluded by, persons informed by, and after one extension
WORKED_EXAMPLES = [
    ("18-11-2026", "25-11-2026", "03-02-2027", "16-12-2026", "30-12-2026"),
    ("21-11-2026", "27-11-2026", "05-02-2027", "21-12-2026", "04-01-2027"),
    ("22-12-2026", "30-12-2026", "10-03-2027", "19-01-2027", "02-02-2027"),
    ("08-05-2026", "18-05-2026", "27-07-2026", "05-06-2026", "19-06-2026"),
]


@pytest.mark.parametrize(("received", "assessed", "concluded", "informed", "postponed"), WORKED_EXAMPLES)
def test_a_report_runs_through_its_terms(received, assessed, concluded, informed, postponed):
    start = on(received)
    assert due("assessment", start) == on(assessed)
    assert due("investigation", due("assessment", start)) == on(concluded)
    assert due("inform", start) == on(informed)
    assert due("postpone_informing", raw_due("inform", start)) == on(postponed)


RECEIVED_AND_DUE = [
    ("2026-11-30T19:30", "07-12-2026"),
    ("2026-12-23T15:20", "31-12-2026"),
    ("2026-12-24T18:30", "04-01-2027"),
    ("2026-12-31T16:10", "08-01-2027"),
    ("2027-01-22T14:25", "29-01-2027"),
    ("2027-02-02T09:30", "09-02-2027"),
    ("2027-02-08T10:45", "15-02-2027"),
    ("2027-03-24T10:05", "02-04-2027"),
    ("2027-03-25T08:30", "05-04-2027"),
    ("2027-05-03T08:40", "12-05-2027"),
    ("2027-05-04T11:30", "13-05-2027"),
    ("2027-05-14T12:00", "24-05-2027"),
    # Maundy Thursday: Good Friday and Easter Monday both fall out.
    ("2026-04-02T09:00", "13-04-2026"),
    # 23:30 still belongs to that day, half past midnight to the next.
    ("2026-11-18T23:30", "25-11-2026"),
    ("2026-11-19T00:30", "26-11-2026"),
]


@pytest.mark.parametrize(("received", "last"), RECEIVED_AND_DUE)
def test_a_report_is_assessed_within_five_working_days(received, last):
    moment = datetime.fromisoformat(received).replace(tzinfo=AMSTERDAM)
    assert due("assessment", local_day(moment)) == on(last)


FREE_WEEKDAYS = {
    2025: "01-01 18-04 21-04 05-05 29-05 09-06 25-12 26-12",
    2026: "01-01 03-04 06-04 27-04 05-05 14-05 25-05 25-12",
    2027: "01-01 26-03 29-03 27-04 05-05 06-05 17-05",
    2028: "14-04 17-04 27-04 05-05 25-05 05-06 25-12 26-12",
    2029: "01-01 30-03 02-04 27-04 10-05 21-05 25-12 26-12",
    2030: "01-01 19-04 22-04 30-05 10-06 25-12 26-12",
}


@pytest.mark.parametrize("year", FREE_WEEKDAYS)
def test_the_free_weekdays_of_a_year_are_known(year):
    days = (date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days))
    free = [f"{day:%d-%m}" for day in days if day.weekday() < 5 and not is_working_day(day)]
    assert free == FREE_WEEKDAYS[year].split()


@pytest.mark.parametrize("year", YEARS)
def test_the_calendar_is_that_of_the_law(year):
    sunday = easter(year)
    kings_day = date(year, 4, 27) if date(year, 4, 27).weekday() < 6 else date(year, 4, 26)
    moving = [sunday + timedelta(days=n) for n in (-2, 0, 1, 39, 49, 50)]
    fixed = [date(year, 1, 1), kings_day, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26)]
    assert deadlines._general_holidays(year) == {*moving, *fixed}


@pytest.mark.parametrize("year", YEARS)
def test_the_fifth_of_may_is_free_every_year(year):
    assert not is_working_day(date(year, 5, 5))


def test_kings_day_on_a_sunday_is_kept_the_day_before():
    assert not is_working_day(on("26-04-2025"))
    assert due("assessment", on("24-04-2025")) == on("01-05-2025")
    assert is_working_day(on("28-04-2025"))


def test_a_week_with_liberation_day_and_ascension_day_has_three_working_days():
    assert working_days_between(on("02-05-2027"), on("09-05-2027")) == 3


def test_between_christmas_and_new_year_the_desk_works():
    assert working_days_between(on("24-12-2026"), on("03-01-2027")) == 4
    assert due("acute_review", on("24-12-2026")) == on("28-12-2026")


@pytest.mark.parametrize(
    ("code", "start", "last"),
    [
        ("investigation", "26-02-2027", "07-05-2027"),
        ("investigation", "25-02-2027", "07-05-2027"),  # ends on Ascension Day
        ("investigation", "24-02-2027", "07-05-2027"),  # ends on 5 May, the next day is Ascension Day
        ("conditions_and_follow_up", "16-10-2026", "28-12-2026"),  # ends on Christmas Day
        ("inform", "05-03-2026", "02-04-2026"),
        ("inform", "06-03-2026", "07-04-2026"),  # ends on Good Friday
        ("acute_review", "02-04-2026", "07-04-2026"),
        ("destruction", "30-11-2026", "01-03-2027"),  # 28 February is a Sunday
        ("destruction", "30-11-2027", "29-02-2028"),
        ("destruction", "15-12-2026", "15-03-2027"),
        ("complaint", "31-12-2026", "01-02-2027"),  # 31 January is a Sunday
        ("complaint", "30-11-2026", "30-12-2026"),
        ("statistics", "30-06-2026", "21-07-2026"),
        ("statistics", "31-12-2022", "21-01-2023"),  # a Saturday: a ministerial regulation does not move it
    ],
)
def test_other_terms_end_where_the_law_says(code, start, last):
    assert due(code, on(start)) == on(last)


def test_every_extension_counts_from_the_day_before_any_move():
    first = raw_due("inform", on("21-11-2026"))
    second = raw_due("postpone_informing", first)
    assert (first, second) == (on("19-12-2026"), on("02-01-2027"))
    assert due("postpone_informing", second) == on("18-01-2027")


def test_a_changed_law_counts_for_what_starts_after_it():
    later = Term("assessment", 3, "working_days", "Staatsblad", "A", on("01-01-2027"), rolls=True)
    with patch.object(deadlines, "TERMS", (later, *TERMS)):
        assert term("assessment", on("31-12-2026")).amount == 5
        assert term("assessment", on("01-01-2027")) == later
        assert due("assessment", on("04-01-2027")) == on("07-01-2027")


def test_the_first_version_answers_for_older_work():
    assert due("assessment", on("10-11-2014")) == on("17-11-2014")


def test_an_unknown_term_is_a_mistake_of_the_programmer():
    with pytest.raises(LookupError):
        due("someday", on("18-11-2026"))


def test_a_moment_is_no_day():
    with pytest.raises(TypeError):
        due("assessment", datetime(2026, 11, 18, 23, 30, tzinfo=AMSTERDAM))


def test_every_term_says_where_it_comes_from():
    assert {one.certainty for one in TERMS} <= {"A", "A-old", "B", "I"}
    assert all(one.source for one in TERMS)
    assert len({(one.code, one.valid_from) for one in TERMS}) == len(TERMS)


def test_a_decree_moves_the_day_after_ascension():
    with patch.dict(MADE_EQUAL, {on("15-05-2026"): "stcrt-test"}):
        assert due("assessment", on("08-05-2026")) == on("19-05-2026")
        assert due("inform", on("17-04-2026")) == on("18-05-2026")
    assert due("inform", on("17-04-2026")) == on("15-05-2026")


def test_a_due_day_asked_twice_or_by_many_at_once_is_the_same():
    starts = [date(2020, 1, 1) + timedelta(days=37 * n) for n in range(300)]
    alone = [due("assessment", start) for start in starts]
    deadlines._general_holidays.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda start: due("assessment", start), starts)) == alone


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 18, 23, 30, tzinfo=AMSTERDAM), "18-11-2026"),
        (datetime(2026, 11, 18, 22, 59, tzinfo=UTC), "18-11-2026"),
        (datetime(2026, 11, 18, 23, 0, tzinfo=UTC), "19-11-2026"),
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), "01-07-2026"),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), "02-07-2026"),
        # the clock goes forward on 29 March and back on 25 October
        (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), "28-03-2026"),
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), "29-03-2026"),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), "29-03-2026"),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), "30-03-2026"),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), "25-10-2026"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "25-10-2026"),
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), "25-10-2026"),
        (datetime(2026, 10, 25, 23, 0, tzinfo=UTC), "26-10-2026"),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "01-01-2027"),
    ],
)
def test_a_moment_belongs_to_the_local_day(moment, day):
    assert local_day(moment) == on(day)


@given(moment=st.datetimes(datetime(2020, 1, 1), datetime(2050, 12, 31), timezones=st.just(AMSTERDAM)))  # noqa: DTZ001
def test_the_clock_on_the_wall_says_the_day(moment):
    assert local_day(moment) == moment.date()


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 11, 18, 23, 30))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("day", "period"),
    [("01-01-2026", "2026-1"), ("30-06-2026", "2026-1"), ("01-07-2026", "2026-2"), ("31-12-2026", "2026-2")],
)
def test_a_day_falls_in_a_half_year(day, period):
    assert half_year(on(day)) == period


@pytest.mark.parametrize(
    ("last", "today", "words", "left"),
    [
        ("25-11-2026", "25-11-2026", "vandaag", 0),
        ("25-11-2026", "24-11-2026", "1 werkdag", 1),
        ("25-11-2026", "20-11-2026", "3 werkdagen", 3),
        ("23-11-2026", "21-11-2026", "1 werkdag", 1),  # seen on a Saturday
        ("25-11-2026", "26-11-2026", "1 werkdag te laat", -1),
        ("20-11-2026", "23-11-2026", "1 werkdag te laat", -1),
        ("20-11-2026", "24-11-2026", "2 werkdagen te laat", -2),
        ("20-11-2026", "21-11-2026", "1 dag te laat", 0),  # due on Friday, seen in the weekend
        ("20-11-2026", "22-11-2026", "2 dagen te laat", 0),
        ("21-11-2026", "20-11-2026", "1 dag", 0),  # a due day that did not move, seen on Friday
        ("22-11-2026", "20-11-2026", "2 dagen", 0),
        ("21-11-2026", "19-11-2026", "1 werkdag", 1),
        ("21-11-2026", "23-11-2026", "1 werkdag te laat", -1),
    ],
)
def test_the_pill_says_how_much_time_is_left(last, today, words, left):
    assert describe(on(last), on(today)) == words
    assert days_left(on(last), on(today)) == left
