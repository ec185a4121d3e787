"""The rules of an alarm, one by one, without a database."""

from datetime import date

import pytest

from desk.oversight import bounds, circle
from desk.oversight.circle import Seen, Shared
from tests.desk.oversight.conftest import clock


def test_the_own_file_and_the_own_home_are_told_also_when_they_are_work() -> None:
    assert circle.own_file(Shared(own=True, works=True))
    assert circle.same_home(Shared(home=True, works=True))
    assert not circle.own_file(Shared(surname=True, rare=True))
    assert not circle.same_home(Shared(postcode=True))


@pytest.mark.parametrize(
    ("shared", "told"),
    [
        (Shared(surname=True, rare=True), True),
        (Shared(surname=True, area=True), True),
        (Shared(surname=True), False),
        (Shared(surname=True, rare=True, works=True), False),
        (Shared(area=True, postcode=True), False),
    ],
    ids=["rare", "near", "a namesake far away", "own work", "a neighbour with another name"],
)
def test_a_surname_counts_when_it_is_rare_or_near(shared: Shared, told: bool) -> None:
    assert bool(circle.same_surname(shared)) == told


def test_a_street_counts_for_who_does_not_work_on_the_case() -> None:
    assert circle.same_postcode(Shared(postcode=True))
    assert not circle.same_postcode(Shared(postcode=True, works=True))
    assert not circle.same_postcode(Shared(area=True))


@pytest.mark.parametrize(
    ("others", "files", "busiest", "colleagues", "told"),
    [(30, 32, 9, 6, True), (14, 40, 9, 6, False), (30, 32, 22, 6, False), (30, 32, 9, 11, False), (15, 16, 0, 0, True)],
    ids=["far more", "few of others", "happened before", "a busy day for all", "a first day"],
)
def test_volume_is_held_against_the_own_days_and_the_day_of_others(others, files, busiest, colleagues, told) -> None:
    assert bool(circle.volume(others, files, busiest, colleagues)) == told


@pytest.mark.parametrize(
    ("others", "worked", "nights", "told"),
    [(1, False, 0, True), (5, True, 0, False), (2, False, 2, False), (3, False, 2, True), (0, False, 0, False)],
    ids=["from home", "on duty", "a question by phone", "a quiet night shift", "own files"],
)
def test_night_is_told_of_who_did_no_work_in_it(others, worked, nights, told) -> None:
    assert bool(circle.night(others, worked=worked, nights=nights)) == told


@pytest.mark.parametrize(("files", "days", "told"), [(4, 1, True), (3, 1, False), (1, 2, True), (0, 0, False)], ids=str)
def test_closed_files_are_told_when_several_or_again(files, days, told) -> None:
    assert bool(circle.closed_files(files, days)) == told


def test_a_crowd_is_more_than_a_discussion() -> None:
    assert circle.crowd(bounds.CROWD_FILES.value)
    assert not circle.crowd(bounds.CROWD_FILES.value - 1)


def test_when_seen_tells_how_often_and_when() -> None:
    seen = Seen([clock(10), clock(12)], [clock(9)])
    assert circle.when_seen(seen, local=["09.00", "10.00", "12.00"]) == (
        "2 keer geopend, 1 keer geweigerd, tussen 09.00 en 12.00 uur."
    )
    assert circle.when_seen(Seen([clock(10)]), local=["10.00"]) == "1 keer geopend, om 10.00 uur."


def test_each_bound_says_since_when_and_why() -> None:
    found = [value for value in vars(bounds).values() if isinstance(value, bounds.Bound)]
    assert len(found) > 10
    assert all(bound.value > 0 and bound.since <= date(2026, 11, 27) and len(bound.why) > 20 for bound in found)
