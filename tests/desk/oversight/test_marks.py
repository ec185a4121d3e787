"""What stands for a name, a home and a birth date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.oversight import marks
from desk.oversight.choices import Trait


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Jansen", {"jansen"}),
        ("van den Berg", {"berg"}),
        ("VAN DER MEIJ-de Vries", {"mey", "vries"}),
        ("Meijer", {"meyer"}),
        ("'t Hart", {"hart"}),
        ("Yılmaz", {"yilmaz"}),
        ("Öztürk", {"ozturk"}),
        ("El Amrani", {"amrani"}),
        ("de", {"de"}),
        ("  ", set()),
        ("12", set()),
    ],
)
def test_a_surname_has_one_spelling(written: str, names: set[str]) -> None:
    assert marks.surnames_in(written) == names


@pytest.mark.parametrize(
    ("address", "around", "homes"),
    [
        ("Dorpsstraat 12", ("1234 AB",), {("1234AB", "12")}),
        ("Dorpsstraat 12a", ("1234ab",), {("1234AB", "12")}),
        ("Dorpsstraat 12-3", ("1234 AB",), {("1234AB", "12"), ("1234AB", "3")}),
        ("1e Kruisstraat 12", ("1234 AB",), {("1234AB", "12")}),
        ("1234 AB 012", (), {("1234AB", "12")}),
        ("Dorpsstraat", ("1234 AB",), set()),
        ("Dorpsstraat 12", ("", "Lindehaven"), set()),
        ("Dorpsstraat 12", ("0234 AB",), set()),
    ],
)
def test_a_home_is_a_postcode_and_a_number(address: str, around: tuple[str, ...], homes: set[marks.Home]) -> None:
    assert marks.homes_in(address, *around) == homes


def test_each_kind_and_each_colleague_has_a_hash_of_its_own() -> None:
    same = "1234AB"
    kinds = [
        marks.of_surname(7, same),
        marks.of_postcode(7, same),
        marks.of_area(7, same),
        marks.of_home(7, (same, "")),
    ]
    assert len(set(kinds)) == 4
    assert marks.of_surname(7, "jansen") != marks.of_surname(8, "jansen")


def test_a_hash_needs_the_key(settings) -> None:
    before = marks.of_surname(7, "jansen")
    settings.CIRCLE_KEY = "another"
    assert marks.of_surname(7, "jansen") != before


def test_a_circle_is_hashes_and_nothing_else() -> None:
    kept = marks.circle_of(7, {"jansen"}, {("1234AB", "12")}, date(1986, 11, 23))
    assert {trait for trait, _ in kept} == set(Trait)
    assert all(len(mark) == 64 and set(mark) <= set("0123456789abcdef") for _, mark in kept)


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_the_reading(one: str, other: str) -> None:
    assert all(name.isascii() and name.islower() for name in marks.surnames_in(one))
    assert all(len(code) == 6 and number.isdigit() for code, number in marks.homes_in(one, other))
