"""What holds for every text: the guard never fails, never misses a planted number, never slows down."""

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stdnum import iban as ibans
from stdnum.nl import bsn as bsns

from desk.guard import LABELS, data, find
from desk.guard.findings import Hit, merged
from tests.desk.guard.work import steps

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


# Letters that are several, signs that are none, and order that is turned, around what the guard looks for.
STRANGE = [
    "e\u0301",
    "\u0301",
    "ﬁ",
    "İ",
    "ß",
    "𝐀𝐧𝐧𝐚",
    "👩\u200d👧",
    "\U0010ffff",
    "\udc00",
    "مريم",
    "\u05d0",
    "\u2067",
    "\u2069",
    "\ufeff",
]
STRANGE += [
    "Anna",
    "de Vries",
    " in Tjerkgaast",
    "huisarts van ",
    "Kerkstraat 1",
    "[",
    "]",
    "(",
    ")",
    "&eacute;",
    "\u202e",
    "\u202c",
]
STRANGE += ["\u200b", "\xad", " ", " ", "06-12345678", "anna@gmail.com", "NL91ABNA0417164300", "geb 3 mei", "\n"]
MIXED = st.lists(st.one_of(st.sampled_from(STRANGE), st.text(max_size=3)), max_size=30).map("".join)


@given(st.one_of(UNICODE, PIECES, MIXED))
@example("\x00\ud800\udfff &#xd800; &#0; %00 \u202e")
@example("\u202eln.loohcs;46#&anna")
@example("\u0301\u200bAnna\u200b\u0301 (Anna) \u202eannA\u202c")
@settings(deadline=None, max_examples=300)
def test_the_guard_reads_every_text_and_every_finding_is_a_piece_of_it(text):
    end = 0
    for finding in find(text):
        assert end <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end]
        assert finding.kind in LABELS
        assert finding.suggestions
        end = finding.end


@given(st.one_of(UNICODE, PIECES, MIXED))
@settings(deadline=None, max_examples=100)
def test_a_text_read_again_gives_the_same_findings(text):
    assert find(text) == find(text)


HITS = st.builds(
    lambda kind, start, size, certain: (kind, Hit(start, start + size, certain)),
    st.sampled_from(["name", "phone", "bsn"]),
    st.integers(0, 30),
    st.integers(1, 12),
    st.booleans(),
)


@given(st.lists(HITS, max_size=12))
def test_overlapping_hits_become_one_that_leaves_nothing_out(hits):
    found = [hit for _, hit in merged(hits)]
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert {at for hit in found for at in range(*hit[:2])} == {at for _, hit in hits for at in range(*hit[:2])}
    assert any(hit.certain for hit in found) == any(hit.certain for _, hit in hits)


@given(MIXED)
@example("bel 06-12345678 of 06-87654321")
@settings(deadline=None, max_examples=100)
def test_what_stands_around_a_finding_is_not_part_of_it(text):
    """A finding begins and ends with what it is about: no space belongs to it."""
    for finding in find(text):
        assert text[finding.start : finding.end].strip()


@given(st.one_of(BSN, PHONE, EMAIL, POSTCODE, IBAN), st.integers(0, len(PROSE)))
@settings(deadline=None, max_examples=500)
def test_a_number_planted_anywhere_in_clean_prose_is_found(planted, place):
    before, after = " ".join(PROSE[:place]), " ".join(PROSE[place:])
    text = f"{before} {planted} {after}"
    start = len(before) + 1
    covered = {at for finding in find(text) for at in range(finding.start, finding.end)}
    assert {at for at in range(start, start + len(planted)) if not text[at].isspace()} <= covered


@pytest.fixture
def interrupted() -> Iterator[None]:
    """Threads that take turns all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_many_readers_at_once_see_the_same(interrupted):
    texts = [" ".join(PROSE), "bel 06-12345678 of +32 470 12 34 56", "Annelies de Vries uit Tjerkgaast", "\u202eannA"]
    texts += [f"zij is {''.join(pair)} geb 3 mei 2011" for pair in zip(STRANGE, reversed(STRANGE), strict=True)]
    alone = {text: find(text) for text in texts}

    def read_from(first: int) -> bool:
        """Each reader begins at another text."""
        return all(find(text) == alone[text] for text in texts[first:] + texts[:first])

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read_from, range(0, 16, 2)))


def test_the_prose_around_it_is_clean():
    assert find(" ".join(PROSE)) == []


LOST = 25_000  # more than the desk ever has read at once
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


@pytest.mark.parametrize("piece", SLOW)
def test_four_times_the_text_takes_about_four_times_the_work(piece):
    """Work that grows faster is a smaller part of a short text: so short, with a bound so close to four."""
    short, long = ((piece * size)[:size] for size in (2_500, 10_000))
    find(short)  # what is read once and remembered is no work of this text
    assert steps(find, long) < 4.5 * max(steps(find, short), 1_000)


@pytest.mark.parametrize("piece", SLOW)
def test_no_pattern_gets_lost_in_a_long_text(piece):
    """A pattern that tries every way would not come back from this."""
    assert isinstance(find((piece * LOST)[:LOST]), list)


def test_a_text_of_a_hundred_thousand_signs_is_read_to_its_end():
    text = " ".join(PROSE) * 400
    assert len(text) > 100_000
    assert [finding.kind for finding in find(text + " bel 06-12345678")] == ["phone"]
