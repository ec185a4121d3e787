"""Telephone numbers of people: Dutch in every spacing, foreign with + or 00. Public numbers are clean."""

import re
from collections.abc import Iterator, Sequence

import phonenumbers

from desk.guard.findings import Hit
from desk.guard.kinds.digits import Group, gaps, groups, joined, starts_with_date, window
from desk.guard.public import Public, national

# The national numbering plan gives these series to organisations only.
_SERVICE = ("0800", "0900", "0906", "0909")
_NAMED = re.compile(
    r"(?i)(?<![a-z])(?:tel|telefoon|telnr|telefoonn(?:umme)?r|mob|mobiel|gsm|whatsapp|app|sms|bel|belt|nr|nummer|call"
    r"|text|phone)[\s.:=(]{0,4}(?:(?:op|is|van|met|naar|via|nr|at|on)[\s.:]{0,3}){0,2}$"
)
_LONGEST = 17
# +31 (0)6: the nought that is dialled at home only.
_TRUNK = re.compile("^310")
phonenumbers.PhoneMetadata.load_all()


def hits(text: str, public: Public) -> Iterator[Hit]:
    found = groups(text)
    end = -1
    for i, first in enumerate(found):
        run = _run(text, found, i) if first.start >= end else ()
        if not run:
            continue
        end, plus = run[-1].end, _plus(text, first)
        if _at_home(joined(run), plus < first.start) not in public.numbers:
            bracket = text[first.start - 1 : first.start] == "(" and ")" in gaps(run)
            yield Hit(first.start - 1 if bracket else plus, end)


def _at_home(digits: str, with_plus: bool) -> str:
    """The number as dialled in the Netherlands, also when it was written as from abroad."""
    abroad = digits if with_plus else digits.removeprefix("00")
    return national("+" + _TRUNK.sub("31", abroad)) if with_plus or digits.startswith("0031") else digits


def _plus(text: str, first: Group) -> int:
    """Where the number begins, with its + sign if it has one."""
    lead = text[max(0, first.start - 2) : first.start]
    if lead.endswith("+"):
        return first.start - 1
    return first.start - len(lead) + lead.index("+") if "+" in lead and not lead.strip(" +(") else first.start


def _run(text: str, found: Sequence[Group], i: int) -> Sequence[Group]:
    first = found[i]
    if _plus(text, first) < first.start:
        return _abroad(found, i, 0)
    if first.digits.startswith("00") and text[first.start - 1 : first.start] not in {":", ".", ","}:
        return _abroad(found, i, 2) or _dutch(text, found, i)
    return _dutch(text, found, i) or _beside_word(text, found, i)


def _abroad(found: Sequence[Group], i: int, prefix: int) -> Sequence[Group]:
    for size in range(_LONGEST, 7, -1):
        run = window(found, i, size)
        number = _TRUNK.sub("31", joined(run)[prefix:])
        home = number.startswith("31") and len(number) == 11
        if run and (home or _valid("+" + number) or (not prefix and _possible("+" + number))):
            return run
    return ()


def _dutch(text: str, found: Sequence[Group], i: int) -> Sequence[Group]:
    run = window(found, i, 10)
    number = joined(run)
    if not number.startswith("0") or number.startswith(_SERVICE) or starts_with_date(run):
        return ()
    if number.startswith("06"):
        return run
    in_row = len(run) > 1 and found[i].gap == run[1].gap and all(len(group.digits) == 1 for group in run)
    return run if not in_row and not text[run[0].start - 1 : run[0].start].isalpha() and _home(number, run) else ()


def _home(number: str, run: Sequence[Group]) -> bool:
    """A landline or a 088 number: an area code of its own, or one that the numbering plan knows."""
    code = len(run[0].digits) in (3, 4) and number[1] != "0"
    whole = len(run[0].digits) > 4 or len({len(group.digits) for group in run}) == 1 == len(gaps(run))
    return code or (whole and _valid(number))


def _beside_word(text: str, found: Sequence[Group], i: int) -> Sequence[Group]:
    """Behind a word as "tel": a nought left out, a digit too few, a foreign number as dialled at home."""
    lead = found[i].digits[0]
    if lead not in "06" or not _NAMED.search(text[max(0, found[i].start - 32) : found[i].start]):
        return ()
    for size in range(13, 8, -1) if lead == "0" else (9,):
        run = window(found, i, size)
        number = joined(run)
        if run and not number.startswith(_SERVICE) and not starts_with_date(run):
            return run
    return ()


def _possible(number: str) -> bool:
    """Of a country that exists and of its length: behind a + sign nothing else is written so."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def _valid(number: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "NL"))
    except phonenumbers.NumberParseException:
        return False
