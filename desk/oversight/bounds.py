"""The numbers the rules lean on: each with the day since which it holds, and why it is this one.

What they find and how often they are wrong is measured by tests/bench/circle and stands in docs/oversight.md.
"""

from datetime import date
from typing import NamedTuple


class Bound(NamedTuple):
    """One number, since when, and the reason (English)."""

    value: int
    since: date
    why: str


_START = date(2026, 11, 27)

DAY_BEGINS = Bound(6, _START, "hour; a night belongs to the evening it began with, so a day runs from six to six")
NIGHT_BEGINS = Bound(23, _START, "hour; the late shift of a desk that is open day and night ends by then")
RARE_FILES = Bound(3, _START, "files of the desk with one surname: one family with a repeat report; more is a namesake")
USUAL_DAYS = Bound(
    91, _START, "days that say what is usual for somebody: a quarter, with its monthly and holiday weeks"
)
VOLUME_LEAST = Bound(15, _START, "files without a task in a day: a busy day of consultation stays below it")
VOLUME_TIMES = Bound(3, _START, "times the day of colleagues in the same role")
VOLUME_OVER = Bound(150, _START, "percent of the own busiest day: a lead checks all files of the team once a month")
NIGHT_FILES = Bound(3, _START, "files for who works nights: a question of the police by phone needs one or two")
NIGHTS_USUAL = Bound(2, _START, "nights with work in that time: somebody of the night shift")
CLOSED_DAYS = Bound(182, _START, "days after which a closed file serves nobody who has no part in it: half a year")
CLOSED_FILES = Bound(4, _START, "closed files of others in a week: up to three are namesakes, opened by mistake")
CLOSED_WEEK = Bound(7, _START, "days in which they are counted together")
CLOSED_AGAIN = Bound(14, _START, "days in which the same closed file is opened again: a mistake is not made twice")
CROWD_FILES = Bound(6, _START, "counsellors without a task in one file: a case that is discussed draws two or three")
CROWD_WEEK = Bound(7, _START, "days in which they are counted together")
QUIET_DAYS = Bound(28, _START, "days in which one question about one colleague and one file is asked once")
FIRST_DAYS = Bound(7, _START, "days back that a desk begins with")
