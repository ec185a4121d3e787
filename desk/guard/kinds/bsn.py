"""Citizen service numbers: nine digits with the eleven-check, or any eight or nine beside the word BSN."""

import re
from collections.abc import Iterator, Sequence

from stdnum.nl import bsn

from desk.guard.findings import Hit
from desk.guard.kinds.digits import Group, gaps, groups, joined, starts_with_date, window, windows

_NAMED = re.compile(
    r"(?i)(?<![a-z])b[. ]{0,2}s[. ]{0,2}n(?:'?s|r|nr|nummers?)?(?![a-z])|burger[ -]?service[ -]?n(?:ummers?|r)"
    r"|(?<![a-z])sofi(?:[ -]?(?:nummer|nr))?(?![a-z])|citizen service number|social security n"
)
# A webshop or a printer numbers its papers with nine digits too: one in eleven passes the check by chance.
_ORDER = re.compile(
    r"(?i)(?:€|order|bestel\w{0,5}|factu\w{0,4}|track\w{0,3}|pakket|pakje|zending|verzend\w{0,4}|claim|klant\w{0,4}|winkel|bon|parcel|barcode|ticket|artikel|isbn|polis|kvk|invoice)"
    r"[ -]?(?:nummer|number|nr|code|no)?(?: van de \w{3,10} is| is)?[\s.:#]{0,3}$"
)
_AS_PRINTED = {(3, 3, 3), (4, 2, 3)}
_AFTER, _BEFORE = 60, 30


def hits(text: str) -> Iterator[Hit]:
    found = groups(text)
    if not found:
        return
    yield from _checked(text, found)
    yield from _named(text, found)


def _checked(text: str, found: Sequence[Group]) -> Iterator[Hit]:
    for first, run in windows(found, 9):
        if not bsn.is_valid(joined(run)) or not _stands_alone(text, found, first, run):
            continue
        if not _ORDER.search(text[max(0, run[0].start - _BEFORE) : run[0].start]):
            yield Hit(run[0].start, run[-1].end)


def _stands_alone(text: str, found: Sequence[Group], first: int, run: Sequence[Group]) -> bool:
    if text[run[0].start - 1 : run[0].start].isupper():
        return False
    if len(run) == 1:
        return True
    follower = found[first + len(run)].gap if first + len(run) < len(found) else None
    (sign, *others) = gaps(run)
    if not others and tuple(len(group.digits) for group in run) in _AS_PRINTED:
        return sign != "," and not run[0].digits.startswith("00")
    year_and_serial = len(run) == 2 and re.fullmatch("(19|20)[0-9]{2}", run[0].digits) is not None
    return not others and sign != "," and sign not in {run[0].gap, follower} and not year_and_serial


def _named(text: str, found: Sequence[Group]) -> Iterator[Hit]:
    at = 0
    for word in _NAMED.finditer(text):
        while at < len(found) and found[at].end < word.start() - _BEFORE:
            at += 1
        near = [i for i in range(at, min(at + 90, len(found))) if found[i].start <= word.end() + _AFTER]
        yield from _beside(found, [i for i in near if found[i].start >= word.end()])
        before = [i for i in near if found[i].end <= word.start()]
        yield from (Hit(found[i].start, found[i].end) for i in before if len(found[i].digits) in (8, 9))


def _beside(found: Sequence[Group], near: Sequence[int]) -> Iterator[Hit]:
    end = -1
    for i in near:
        if found[i].start < end:
            continue
        run = window(found, i, 9) or window(found, i, 8)
        listed = "," in gaps(run) and len(gaps(run)) > 1
        if run and not listed and not starts_with_date(run):
            end = run[-1].end
            yield Hit(run[0].start, end)
