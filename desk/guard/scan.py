"""Puts every reading of a text before every recogniser. A new kind is one more line in a table."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from desk.guard.findings import Finding, Hit, bridged, merged
from desk.guard.kinds import (
    address,
    birth_date,
    bsn,
    case_number,
    code,
    document_number,
    email,
    handle,
    hidden,
    iban,
    letters,
    name,
    phone,
    place,
    plate,
    postcode,
    role,
    url,
)
from desk.guard.public import Public, ours
from desk.guard.said import reason, suggestions
from desk.guard.text.apart import closed_up, unbroken
from desk.guard.text.normal import Reading, read, unturned
from desk.guard.text.spelled import signs_said, spelled
from desk.guard.text.tokens import Word, words
from desk.guard.timing import timed

Recogniser = Callable[[str], Iterator[Hit]]
Found = list[tuple[str, Hit]]

_BY_PATTERN: dict[str, Recogniser] = {
    "case_number": case_number.hits,
    "document_number": document_number.hits,
    "code": code.hits,
    "handle": handle.hits,
    "hidden": hidden.hits,
    "name": letters.hits,
    "class": role.classes,
}
# The digits of these may be written as words.
_BY_DIGITS: dict[str, Recogniser] = {
    "bsn": bsn.hits,
    "iban": iban.hits,
    "postcode": postcode.hits,
    "birth_date": birth_date.hits,
    "plate": plate.hits,
}
_UNSEEN = {"Mn", "Me", "Cf"}
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_OVERLAPPING = 8  # hits that can begin before one word and still reach into it
_DIGITS = re.compile(r"\d{1,6}(?!\w)")


def find(text: str, public: Public | None = None) -> list[Finding]:
    """Return everything in the text that points to a person, in order and without overlap.

    In: the text as typed, and what is public at this desk (without it only what our own lists hold). Out: places in
    the text as typed. Keeps and logs nothing; takes time in step with the length of the text.
    """
    with timed():
        return _find(text, public or ours())


def _find(text: str, known: Public) -> list[Finding]:
    readings = filter(None, (read(text), unturned(text)))
    found = [(kind, _widened(text, hit)) for plain in readings for kind, hit in _in_reading(plain, known)]
    found += [("hidden", hit) for hit in hidden.odd(text)]
    return [_told(text, kind, hit) for kind, hit in bridged(merged(found), text)]


def _in_reading(plain: Reading, public: Public) -> Iterator[tuple[str, Hit]]:
    yield from ((kind, _placed(plain, hit)) for kind, hit in _seen(plain.text, public))
    in_digits = spelled(plain)
    for said, recognisers in _said(plain, in_digits, public):
        yield from ((kind, _placed(said, hit)) for kind, hit in _recognised(said.text, recognisers))
    together = closed_up(in_digits or plain)
    if together:
        yield from _pulled_apart(together, public)


def _seen(text: str, public: Public) -> Iterator[tuple[str, Hit]]:
    """By shape and by word, in the order in which the one leaves something to the other."""
    heard = words(text)
    passed = public.of_organisations(heard) | public.of_places(heard)
    by_shape = [
        *_recognised(text, _BY_PATTERN | _BY_DIGITS | _of_the_world(public)),
        *(("address", hit) for hit in address.hits(text, heard, passed)),
    ]
    yield from by_shape
    yield from _by_word(heard, by_shape, passed)


def _said(plain: Reading, in_digits: Reading | None, public: Public) -> Iterator[tuple[Reading, dict[str, Recogniser]]]:
    """The text in other words: numbers and signs as somebody says them, lines as one, each with who can read that."""
    world = _of_the_world(public)
    numbers: dict[str, Recogniser] = {**_BY_DIGITS, "phone": world["phone"], "address": address.by_shape}
    names: dict[str, Recogniser] = {"handle": handle.said, "plate": plate.hits}
    for reading, recognisers in (
        (in_digits, numbers),
        (signs_said(in_digits or plain), names),
        (unbroken(plain), {**numbers, **world}),
    ):
        if reading is not None:
            yield reading, recognisers


def _pulled_apart(together: Reading, public: Public) -> Iterator[tuple[str, Hit]]:
    """What is found only now that signs were taken out: the place in the text is longer than what was read."""
    found = [*_seen(together.text, public), *(("address", hit) for hit in address.by_shape(together.text))]
    for kind, hit in found:
        placed = _placed(together, hit)
        if kind != "code" and placed.end - placed.start > hit.end - hit.start:
            yield kind, placed


def _of_the_world(public: Public) -> dict[str, Recogniser]:
    """What an organisation publishes too."""
    return {kind.__name__.rpartition(".")[2]: partial(kind.hits, public=public) for kind in (phone, email, url)}


def _recognised(text: str, recognisers: dict[str, Recogniser]) -> Iterator[tuple[str, Hit]]:
    for kind, hits in recognisers.items():
        yield from ((kind, hit) for hit in hits(text))


def _by_word(heard: Sequence[Word], by_shape: Found, passed: set[int]) -> Iterator[tuple[str, Hit]]:
    """Places, functions and names among the words that are no part of a number or an address."""
    taken = _inside(heard, by_shape)
    yield from (("place", hit) for hit in place.hits(heard, passed | taken))
    # The village of "apotheker van Zaamsdijk" may look like a street.
    yield from (("role", hit) for hit in role.hits(heard, passed, _inside(heard, _without_doubt(by_shape))))
    yield from (("name", hit) for hit in name.hits(heard, passed, taken))
    rest = [(kind, hit) for kind, hit in by_shape if hit.certain or kind not in ("address", "name")]
    if len(rest) < len(by_shape):
        # A street without a number, or a few letters, is a name after all where the name is certain: J.C. Hordijk.
        yield from (("name", hit) for hit in name.hits(heard, passed, _inside(heard, rest)) if hit.certain)


def _inside(heard: Sequence[Word], found: Found) -> set[int]:
    """The words that touch one of the hits; both are gone through once, in order."""
    hits = sorted(hit for _, hit in found)
    inside: set[int] = set()
    first = 0
    for at, word in enumerate(heard):
        while first < len(hits) and hits[first].end <= word.start:
            first += 1
        if any(hit.start < word.end and word.start < hit.end for hit in hits[first : first + _OVERLAPPING]):
            inside.add(at)
    return inside


def _without_doubt(found: Found) -> Found:
    return [(kind, hit) for kind, hit in found if hit.certain]


def _placed(reading: Reading, hit: Hit) -> Hit:
    return Hit(*reading.span(hit.start, hit.end), hit.certain)


def _widened(text: str, hit: Hit) -> Hit:
    """The hit with the signs nobody sees directly before and behind it."""
    start, end = hit.start, hit.end
    while start and unicodedata.category(text[start - 1]) == "Cf":
        start -= 1
    while end < len(text) and unicodedata.category(text[end]) in _UNSEEN:
        end += 1
    if (tail := _DIGITS.match(text, end)) and text[end - 1].isalpha():  # ZoeteLotus23
        end = tail.end()
    if text[start - 1 : start] in _BRACKETS and text[end : end + 1] == _BRACKETS[text[start - 1 : start]]:
        start, end = start - 1, end + 1
    return Hit(start, end, hit.certain)


def _told(text: str, kind: str, hit: Hit) -> Finding:
    before = text[max(0, hit.start - 40) : hit.start]
    return Finding(hit.start, hit.end, kind, hit.certain, reason(kind, hit.certain), suggestions(kind, before))
