"""The pages of a list are turned by key: nothing is shown twice, nothing is left out, and no key breaks a page."""

from contextlib import suppress
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from desk.accounts.models import Region
from desk.keyset import By, KeyField, key_of, page_of, place, values_of

BY_NAME = (By("name", str, down=True), By("id", int))
OF_THE_TRAIL = (By("day", date, down=True), By("at", datetime, down=True, may_be_empty=True), By("id", UUID))
SOME_KEY = UUID(int=7)


class Line:
    day, at, id = date(2026, 11, 23), datetime(2026, 11, 23, 14, 6, 7, 89, tzinfo=UTC), SOME_KEY


class WithoutClock(Line):
    at = None


@pytest.mark.parametrize("line", [Line, WithoutClock])
def test_a_key_says_what_the_row_holds(line: type[Line]) -> None:
    assert values_of(key_of(line, OF_THE_TRAIL), OF_THE_TRAIL) == (line.day, line.at, line.id)


@given(some.text(max_size=130) | some.lists(some.text(alphabet="0123456789-:~+T", max_size=20)).map("~".join))
def test_a_key_that_nobody_was_given_is_refused_in_words(typed: str) -> None:
    for order in (BY_NAME[1:], OF_THE_TRAIL, (By("acute", bool), By("due", date), By("id", int))):
        with suppress(ValidationError):
            values = KeyField(order).clean(typed)
            assert values is None or len(values) == len(order)


@pytest.mark.parametrize("typed", ["9" * 40, "1~2", "0x1", "1.5"])
def test_a_number_that_no_row_can_have_is_no_key(typed: str) -> None:
    with pytest.raises(ValidationError, match="Deze plek in de lijst kennen wij niet"):
        KeyField(BY_NAME[1:]).clean(typed)


def test_a_moment_before_all_time_is_no_key() -> None:
    with pytest.raises(ValidationError, match="Deze plek in de lijst kennen wij niet"):
        KeyField(OF_THE_TRAIL).clean(f"2026-01-01~0001-01-01T00:00:00+14:00~{SOME_KEY}")


@pytest.mark.parametrize("clock", ["2026-11-23T14:06:07", "gisteren"])
def test_a_moment_without_a_zone_is_no_key(clock: str) -> None:
    with pytest.raises(ValueError, match=clock):
        values_of(f"2026-11-23~{clock}~{SOME_KEY}", OF_THE_TRAIL)


@pytest.mark.django_db
def test_a_list_is_walked_to_its_end_and_back() -> None:
    made = [Region.objects.create(name=f"Regio {n}") for n in range(7)]
    expected = [[made[6], made[5], made[4]], [made[3], made[2], made[1]], [made[0]]]
    page = page_of(Region.objects.all(), BY_NAME, None, 3)
    walked = [page.rows]
    while page.later:
        page = page_of(Region.objects.all(), BY_NAME, place(values_of(page.later, BY_NAME), None), 3)
        walked.append(page.rows)
    assert walked == expected
    for rows in expected[-2::-1]:
        page = page_of(Region.objects.all(), BY_NAME, place(None, values_of(page.earlier, BY_NAME)), 3)
        assert page.rows == rows
    assert not page.earlier


@pytest.mark.django_db
def test_what_comes_in_meanwhile_moves_no_row_to_another_page() -> None:
    for n in range(4):
        Region.objects.create(name=f"Regio {n}")
    first = page_of(Region.objects.all(), BY_NAME, None, 2)
    Region.objects.create(name="Regio 9")
    second = page_of(Region.objects.all(), BY_NAME, place(values_of(first.later, BY_NAME), None), 2)
    assert [row.name for row in second.rows] == ["Regio 1", "Regio 0"]


def test_without_a_key_the_list_begins_at_its_beginning() -> None:
    assert place(None, None) is None
    assert KeyField(BY_NAME).clean("") is None


@pytest.mark.django_db
@pytest.mark.parametrize("before", [False, True])
def test_a_page_whose_rows_are_gone_is_the_first_page_and_never_empty(before: bool) -> None:
    made = [Region.objects.create(name=f"Regio {n}") for n in range(4)]
    end = values_of(key_of(made[3] if before else made[0], BY_NAME), BY_NAME)
    page = page_of(Region.objects.all(), BY_NAME, place(None, end) if before else place(end, None), 3)
    assert page.rows == [made[3], made[2], made[1]]
    assert (page.earlier, bool(page.later)) == ("", True)
