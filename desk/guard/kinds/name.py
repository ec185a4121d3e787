"""Names of people, from the first initial to the last surname."""

import re
from collections.abc import Iterator

from desk.guard import data
from desk.guard.findings import Hit
from desk.guard.kinds.name_clues import (
    FLOOR,
    INITIAL,
    JOINED,
    NONE,
    STOP,
    Text,
    is_behind_letter,
    is_called,
    is_initial,
    is_name_like,
    is_nicknamed,
    is_prefix,
    strength,
)
from desk.guard.lexicon.entries import Is
from desk.guard.text.tokens import Shape, Word

# "van de" as nobody writes it but in a surname.
_TIED = frozenset(["v", "vd", "vander", "vanden"])
_TIED_LETTERS = frozenset(["v", "d", "t"])
# Words of place that a surname may begin with: op den Kamp.
_FAMILIES = frozenset(["gezin", "fam", "familie"])
_PLACES = frozenset(["in", "op", "aan", "uit", "bij", "over", "onder", "achter"])
_QUOTE = re.compile("['\"‘’“”]")


def hits(text: Text, passed: set[int], taken: set[int]) -> Iterator[Hit]:
    """Every name in the words of a text.

    `passed` are the words of public names, `taken` those that are part of something found already.
    """
    done = -1
    strengths = [NONE if at in taken else strength(text, at, passed) for at in range(len(text))]
    for at, found in enumerate(strengths):
        if found == NONE or at <= done:
            continue
        first, last = max(done + 1, _before(text, at, passed | taken)), _behind(text, at, passed, taken)
        done = last
        yield Hit(text[first].start, _end(text, last), _is_certain(text[first : last + 1], strengths[first : last + 1]))


def _is_certain(words: Text, strengths: list[int]) -> bool:
    """A word that must be a name, or a full name: two words of which one is listed, two capitals, or J.C. Hordijk."""
    whole = [word for word in words if len(word.word) > 1 and not is_prefix(word)]
    several = sum(word.word not in data.words("nicknames") for word in whole) > 1
    if max(strengths) == STOP or (several and any(word.is_name for word in words)):
        return True
    written = [word for word in whole if word.has_capital or (word.shape is Shape.UPPER and word.is_name)]
    initials = [word for word in words if len(word.word) == 1 and word.text.isupper()]
    return sum(is_name_like(word) or word.derived for word in written) > 1 or bool(written and initials)


def _end(text: Text, last: int) -> int:
    """Behind the last word, and behind the dot of an initial."""
    dotted = len(text[last].word) == 1 and (last + 1 == len(text) or text[last + 1].gap[:1] == ".")
    return text[last].end + dotted


def _before(text: Text, at: int, others: set[int]) -> int:
    """The first word of the name: initials, first names that are words too, and a prefix that belongs to it."""
    first = at
    while first and first - 1 not in others and INITIAL.fullmatch(text[first].gap) and _leads(text, first - 1, at):
        first -= 1
    return first


def _leads(text: Text, at: int, name: int) -> bool:
    word, gap = text[at], text[at + 1].gap
    if _leads_always(text, at, name) or _is_op_den(text, at, name):
        return True
    if is_prefix(word) and (len(word.word) > 1 or "." not in gap or text[at + 1].word in data.words("own_prefixes")):
        return word.word in data.words("own_prefixes") and _belongs(text, at, name)
    if is_initial(word, gap):
        if text[name].has_capital:
            return word.text[0].isupper()
        return gap[:1] == "." or is_called(text, at) == STOP or is_behind_letter(text, name)
    if word.has_capital:
        return text[name].has_capital and _is_first(text, at)
    first_name = Is.FIRST_NAME in word.known.lists or (not word.plain and is_called(text, at) != NONE)
    return is_name_like(word) and first_name and not text[name].has_capital


def _leads_always(text: Text, at: int, name: int) -> bool:
    tied = text[at].word in _TIED and text[name].has_capital
    return tied or text[at].word in data.words("foreign_prefixes") or (at + 1 == name and is_nicknamed(text, name))


def _is_op_den(text: Text, at: int, name: int) -> bool:
    """The op of "gezin op den Kamp"."""
    if not at or at + 1 == name or text[at].word not in _PLACES or not text[name].has_capital:
        return False
    announced = text[at - 1].word in data.words("titles") | _FAMILIES
    return announced and text[at + 1].word in data.words("own_prefixes")


def _is_first(text: Text, at: int) -> bool:
    """A word with a capital before a name: a name too, a nickname, or one nobody uses as a word."""
    word, gap = text[at], text[at + 1].gap
    nickname = _QUOTE.search(word.gap) is not None or (word.word.endswith("e") and gap == " ")
    rare = not word.begins and word.plain and word.common <= FLOOR and word.word not in data.words("jargon")
    return word.is_listed_name or nickname or rare or is_called(text, at) != NONE


def _belongs(text: Text, at: int, name: int) -> bool:
    """The prefix at `at`: with a capital, behind a first name, or before a surname that is announced."""
    if text[at].has_capital or (at and JOINED.fullmatch(text[at].gap) and is_name_like(text[at - 1])):
        return True
    if at and text[at - 1].word in ("van", "v", "op", "in") and text[at].gap.strip(" .'") in ("", "/"):
        return True
    if text[at + 1].word in data.words("own_prefixes") and at + 1 < name:
        return True
    return is_called(text, name) == STOP and Is.FIRST_NAME not in text[name].known.lists


def _behind(text: Text, at: int, passed: set[int], taken: set[int]) -> int:
    """The last word of the name: surname with its prefixes, or the initial of one."""
    last = at
    while (end := _next_part(text, last, passed, taken)) > last:
        last = end
    return last


def _next_part(text: Text, last: int, passed: set[int], taken: set[int]) -> int:
    end = last + 1
    if end < len(text) and _is_last_initial(text, end):
        return end
    while end < len(text) and is_prefix(text[end]) and JOINED.fullmatch(text[end].gap):
        end += 1
    if end < len(text) and is_initial(text[last], text[end].gap) and text[end].has_capital and end not in taken:
        return end
    if end >= len(text) or end in taken or not JOINED.fullmatch(text[end].gap):
        return last
    behind_prefix = end > last + 1
    if behind_prefix and _is_a_place(text[last + 1 : end + 1]):
        return last
    if end in passed and not behind_prefix and "-" not in text[end].gap:
        return last
    return end if (_is_surname(text[end]) if behind_prefix else _goes_on(text, end)) else last


def _is_a_place(words: Text) -> bool:
    """The "in de tuin" of a lime tree, and in a town; not "op den kamp" or "op de weegh"."""
    first, *articles, last = words
    if first.word in _PLACES and not articles:
        return True
    old = any(word.word in ("den", "der", "ter", "ten") for word in words)
    return first.word in _PLACES and last.plain and not last.has_capital and not old


def _is_last_initial(text: Text, at: int) -> bool:
    """The O of "Chiamaka O.": no word behind it belongs to the name."""
    word = text[at]
    if word.text in _TIED_LETTERS:
        return False
    behind = text[at + 1].gap if at + 1 < len(text) else "."
    return (
        len(word.word) == 1 and word.gap in (" ", ".") and (word.text.isupper() or behind[:1] == ".") and behind != " "
    )


def _is_surname(word: Word) -> bool:
    """Behind "de" or "van": with a capital, listed as such, or strange."""
    return word.has_capital or bool(word.known.lists & (Is.SURNAME | Is.AFTER_PREFIX)) or word.is_strange


def _goes_on(text: Text, end: int) -> bool:
    word, gap = text[end], text[end].gap
    if "\n" in gap or "." in gap:
        return word.is_name and "." not in gap
    if len(word.word) == 1:
        return word.text.isupper() or (end + 1 < len(text) and text[end + 1].gap[:1] == ".")
    if word.has_capital:
        return word.word not in data.words("jargon") and not word.begins
    if word.is_name or not word.plain:
        return True
    return _is_rare(word) or (word.is_both and Is.SURNAME in word.known.lists)


def _is_rare(word: Word) -> bool:
    """Listed once, counted never, no form of a Dutch word: behind a first name it is a surname."""
    listed_by_us = word.word in data.words("jargon") | data.words("roles")
    return word.common <= FLOOR and Is.FORM not in word.known.lists and not listed_by_us
