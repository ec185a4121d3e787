"""The search itself: the guard is sure of every needle, and no needle can hide from it; every address is a road."""

import base64
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest

from desk import guard
from desk.advice.urls import urlpatterns
from tests.needle_scan.needles import Needle, hits, needles, rare_word, told
from tests.needle_scan.places import files, session
from tests.needle_scan.roads import roads

NEEDLES = needles()


@pytest.mark.parametrize("needle", NEEDLES, ids=lambda needle: needle.kind)
def test_the_guard_is_sure_of_it(needle: Needle) -> None:
    for text in (needle.typed, told([needle])):
        assert [(found.kind, found.certain) for found in guard.find(text)] == [(needle.kind, True)]


@pytest.mark.parametrize("needle", NEEDLES, ids=lambda needle: needle.kind)
def test_it_is_found_in_whatever_it_became(needle: Needle) -> None:
    text = f"\x00 Wat {needle.typed} zei."
    became = [
        text.encode(),
        text.upper().encode(),
        text.encode("utf-16-le"),
        text.encode("utf-16-be"),
        quote(text).encode(),
        *(base64.b64encode((" " * offset + text).encode()) for offset in range(3)),
        needle.typed.replace("-", "").replace(" ", "").encode(),
    ]
    assert [hits([needle], [("there", one)]) for one in became] == [[f"{needle.kind} in there"]] * len(became)


def test_it_is_not_found_where_it_is_not() -> None:
    assert hits(needles(), [("there", told(NEEDLES).encode())]) == []


def test_the_guard_lets_a_rare_word_pass() -> None:
    assert guard.find(f"Zij vertelt over een {rare_word().typed} in huis.") == []


def test_a_session_is_opened_packed_or_not() -> None:
    plain = base64.urlsafe_b64encode(b'{"a": "b"}').decode().rstrip("=")
    packed = base64.urlsafe_b64encode(zlib.compress(b'{"a": "b"}')).decode().rstrip("=")
    assert session(f"{plain}:time:sign") == session(f".{packed}:time:sign") == b'{"a": "b"}'


def test_the_name_of_a_file_is_searched_too(tmp_path: Path) -> None:
    word = rare_word()
    (tmp_path / word.typed).touch()
    assert hits([word], files(tmp_path)) == [f"word in {word.typed}"]


def test_every_address_of_an_advice_is_a_road() -> None:
    assert {pattern.name for pattern in urlpatterns} - {"list"} == {road.name for road in roads("key")}
