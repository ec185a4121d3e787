"""What holds for every text: the guard never fails, never misses a planted number, never slows down."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum import iban as ibans
from stdnum.nl import bsn as bsns

from desk.guard import LABELS, data, find

PROSE = re.findall(
    r"\S+",
    "Beller maakt zich zorgen over een leerling van 15 jaar die sinds 3 weken niet op school komt en 2 keer bij een"
    " vriend sliep . Op 12-03-2026 om 10:30 was er ruzie , schuld van 1500 euro . Gewezen op 0800-2000 en op stap 2 van"
    " de meldcode in 2026 , overleg met het wijkteam volgt .",
)
UNICODE = st.text(st.characters(exclude_categories=()), max_size=200)
NASTY = ["06", "12", "9", " ", "-", ".", "@", "at", "punt", "nl", "NL91", "geb", "3 mei", "bsn", "+31", "(0)", "'11"]
NASTY += ["\u202e", "\u202c", "\u200b", "\n", "nul", "zes", "&#", "&#x110000;", "%40", "AB", "\ud800", "\x00", "tel"]
PIECES = st.lists(st.sampled_from(NASTY), max_size=60).map("".join)


def digits(size: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=size, max_size=size)


def with_check(digits: str) -> str:
    eight = digits.zfill(8)
    return f"{eight}{sum((9 - at) * int(digit) for at, digit in enumerate(eight)) % 11}"


def grouped(number: str, sizes: list[int], sign: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return sign.join(parts)


BSN = st.builds(
    grouped,
    st.integers(1_000_000, 99_999_999).map(str).map(with_check).filter(bsns.is_valid),
    st.sampled_from([[9], [3, 3, 3], [4, 2, 3]]),
    st.sampled_from([" ", ".", "-"]),
)
PHONE = st.builds(
    lambda lead, rest, sizes, sign: f"{lead}{sign}{grouped(rest, sizes, sign)}",
    st.sampled_from(["06", "+316", "00316", "+31 6"]),
    digits(8),
    st.sampled_from([[8], [4, 4], [2, 2, 2, 2], [3, 3, 2]]),
    st.sampled_from([" ", "-", ".", ""]),
)
EMAIL = st.from_regex(
    r"[a-z][a-z0-9]{1,9}(\.[a-z0-9]{1,9})?@[a-z][a-z0-9]{1,9}\.(nl|com|org|museum|frl)", fullmatch=True
).filter(lambda address: address.partition("@")[0].lower() not in data.words("mailboxes"))
POSTCODE = st.builds(
    lambda number, letters, sign: f"{number}{sign}{letters}",
    st.integers(1000, 9999),
    st.text("ABCDEFGHJKLMNPRSTUVWXYZ", min_size=2, max_size=2).filter(
        lambda pair: pair not in {"SA", "SD", "SS", "EU", "VS", "NL", "VT", "MB", "GB", "PM", "AM"}
    ),
    st.sampled_from(["", " "]),
)
IBAN = st.builds(
    lambda bank, account, spaced: ibans.format(_iban(bank, account)) if spaced else _iban(bank, account),
    st.sampled_from(["ABNA", "INGB", "RABO", "TRIO"]),
    digits(10),
    st.booleans(),
)


def _iban(bank: str, account: str) -> str:
    return "NL" + ibans.calc_check_digits(f"NL00{bank}{account}") + bank + account


@given(st.one_of(UNICODE, PIECES))
@example("\x00\ud800\udfff &#xd800; &#0; %00 \u202e")
@example("\u202eln.loohcs;46#&anna")
@settings(deadline=None, max_examples=300)
def test_the_guard_reads_every_text_and_every_finding_is_a_piece_of_it(text):
    end = 0
    for finding in find(text):
        assert end <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end]
        assert finding.kind in LABELS
        end = finding.end


@given(st.one_of(BSN, PHONE, EMAIL, POSTCODE, IBAN), st.integers(0, len(PROSE)))
@settings(deadline=None, max_examples=500)
def test_a_number_planted_anywhere_in_clean_prose_is_found(planted, place):
    before, after = " ".join(PROSE[:place]), " ".join(PROSE[place:])
    text = f"{before} {planted} {after}"
    start = len(before) + 1
    covered = {at for finding in find(text) for at in range(finding.start, finding.end)}
    assert {at for at in range(start, start + len(planted)) if not text[at].isspace()} <= covered


def test_many_readers_at_once_see_the_same():
    text = " ".join(PROSE) + " bel 06-12345678 of +32 470 12 34 56 of mail anna@gmail.com"
    with ThreadPoolExecutor(8) as pool:
        assert set(map(tuple, pool.map(find, [text] * 40))) == {tuple(find(text))}


def test_the_prose_around_it_is_clean():
    assert find(" ".join(PROSE)) == []


SLOW = [
    "1",
    "1 ",
    "0 ",
    "a",
    "a@",
    "a.",
    "at ",
    "punt ",
    "NL91",
    "06 ",
    "+3 ",
    "bsn 1",
    "geb 3 mei ",
    "auto 1-A",
    "vijftien",
]
SLOW += ["\u202e1", "\u200b", "&#64;", " 12-03-2015", " at a punt", "tel 0", "1.2.", "kenteken A1 ", "negentienhonderd"]


def _steps(text: str) -> int:
    """How many functions are called to read the text: the same on a busy machine and on an idle one."""
    counted = 0

    def count(_frame: object, event: str, _arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        find(text)
    finally:
        sys.setprofile(None)
    return counted


@pytest.mark.parametrize("piece", SLOW)
def test_four_times_the_text_takes_about_four_times_the_work(piece):
    short, long = ((piece * size)[:size] for size in (10_000, 40_000))
    assert _steps(long) < 6 * max(_steps(short), 1_000)


@pytest.mark.parametrize("piece", SLOW)
def test_no_pattern_gets_lost_in_a_long_text(piece):
    """A pattern that tries every way would not come back from this."""
    assert isinstance(find((piece * 100_000)[:100_000]), list)


def test_a_text_of_a_hundred_thousand_signs_is_read_to_its_end():
    text = " ".join(PROSE) * 400
    assert len(text) > 100_000
    assert [finding.kind for finding in find(text + " bel 06-12345678")] == ["phone"]
