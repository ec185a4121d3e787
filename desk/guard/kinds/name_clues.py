"""How sure is it that a word is a name? What the lists say of it, how it is written, and what stands beside it."""

import re
from collections.abc import Callable, Sequence

from desk.guard import data
from desk.guard.kinds.name_age import has_age, is_aged, is_little
from desk.guard.kinds.place import is_place
from desk.guard.lexicon.entries import Entry, Is
from desk.guard.text.tokens import Shape, Word

Text = Sequence[Word]
NONE, ASK, STOP = 0, 1, 2

# Names that hang together: a space, a hyphen, a slash, a nickname in quotes.
JOINED = re.compile(r"[ \t]{0,2}\n?[ \t]?|\s?[-_/]\s?|[ ]?\.[ ]?|,? ?['’\"]")
INITIAL = re.compile(r"\s?\.\s{0,2}-?|\s{1,2}'?|-|'|/|_")
_LEADS_IN = re.compile(r"\s?[=:(\"'‘“,]?\s?[\"'‘“]?(?:is |= |dus )?|\. ?")
_AFTER_NUMBER = re.compile(r"\d['’]?[\s.\-]?$")
_BEFORE_NUMBER = re.compile(r"\.?\s?'?\d")
_LONG_ACRONYM = 6
_SHORT = 3
FLOOR = 6  # listed as a word, never counted
_FORM_ONLY = Entry(Is.FORM, FLOOR, 0)
_PAIR = re.compile(r" ?[/+&] ?")
_PAIRED_BELOW = 13
_WORD_OF_EVERY_DAY = 16
# Letters that stand for no word of their own: not the v of "van", the d of "de", the m of "hem".
_INITIALS = frozenset("abcefghijlopqrw")


def strength(text: Text, at: int, passed: set[int]) -> int:
    """NONE, ASK or STOP: is this word a name or part of one? `passed` are the words of public names."""
    word = text[at]
    called = is_called(text, at)
    ben = called and word.has_capital and Is.FIRST_NAME in word.known.lists  # "vader Ben", who is no "zoon van"
    if len(word.word) == 1 or (is_prefix(word) and not ben) or is_place(text, at):
        return NONE
    if (called != STOP and _is_month(text, at)) or _is_language(text, at):
        return NONE
    if at in passed:
        alone = not {at - 1, at + 1} & passed
        written = word.has_capital or (at and text[at - 1].word in data.words("own_prefixes"))
        return ASK if alone and called == STOP and written and word.is_listed_name else NONE
    return _judge_of(word)(text, at, called)


def _judge_of(word: Word) -> Callable[[Text, int, int], int]:
    if word.is_name:
        return _of_name
    if word.is_both:
        return _of_both
    return _of_strange if word.is_strange else _of_word


def is_called(text: Text, at: int) -> int:
    """STOP behind a word as "heet" or "mevrouw" and beside an initial, ASK behind somebody's part, else NONE."""
    before = _before_prefixes(text, at)
    if _is_announced_behind(text, at):
        return STOP
    if before < 0:
        return NONE
    if _is_initial_of(text, before, at):
        return STOP
    if text[before].word in data.words("pronouns") and before:
        before -= 1
        if text[before].word in data.words("naming") and text[at].has_capital:
            return STOP
    return _announces(text, before, direct=before == at - 1)


def _is_announced_behind(text: Text, at: int) -> bool:
    """Pukkie genoemd; not "Zedenpolitie genoemd"."""
    behind = text[at + 1].word if at + 1 < len(text) else ""
    return behind in data.words("behind_names") and text[at].has_capital and not text[at].derived


def _announces(text: Text, before: int, *, direct: bool) -> int:
    """What the word at `before` says of the word behind it; a dot between the two ends the sentence but for "mr."."""
    leading, gap = text[before].word, text[before + 1].gap
    if not _LEADS_IN.fullmatch(gap) or (gap.startswith(".") and leading not in data.words("dotted")):
        return NONE
    if leading in data.words("before_names") or leading in data.words("titles"):
        return STOP
    if leading in data.words("may_name"):
        return ASK
    return ASK if leading in data.words("roles") and direct else NONE


def is_initial(word: Word, behind: str) -> bool:
    """One letter, or the Tj. and Th. that stand for one."""
    return len(word.word) == 1 or (len(word.word) == 2 and word.has_capital and behind[:1] == "." and not word.is_name)


def is_prefix(word: Word) -> bool:
    return word.word in data.words("name_prefixes")


def is_name_like(word: Word) -> bool:
    if word.has_capital:
        return word.is_listed_name or word.is_strange
    return word.is_name or word.is_both or word.is_strange


def _before_prefixes(text: Text, at: int) -> int:
    """The word before the name and before what belongs to it: the "mevrouw" of "mevrouw van de Bos"."""
    before = at - 1
    while (
        before > max(-1, at - 4)
        and text[before].word in data.words("own_prefixes") | data.words("nicknames")
        and text[before + 1].gap.strip(" .") in ("", "'")
    ):
        before -= 1
    return before


def is_nicknamed(text: Text, at: int) -> bool:
    """Stands a nickname before the word that no thing can have: rooie Kees, not "een grote storm"."""
    if not at or text[at - 1].word not in data.words("nicknames") or text[at].gap != " ":
        return False
    return Is.FIRST_NAME in text[at].known.lists and not (
        at > 1 and text[at - 2].word in data.words("determiners") and text[at - 1].gap == " "
    )


def _is_month(text: Text, at: int) -> bool:
    """Jan, mei, april: beside a number, or behind a word of time."""
    word = text[at]
    if word.word not in data.words("months"):
        return False
    behind = text[at + 1].gap if at + 1 < len(text) else ""
    timed = at > 0 and text[at - 1].word in data.words("before_months")
    return timed or _AFTER_NUMBER.search(word.gap) is not None or _BEFORE_NUMBER.match(behind) is not None


def _is_language(text: Text, at: int) -> bool:
    """Behind "spreekt" stands a language, unless it is a first name."""
    spoken = at > 0 and text[at - 1].word in data.words("before_languages")
    return spoken and text[at].has_capital and Is.FIRST_NAME not in text[at].known.lists


def _of_name(text: Text, at: int, called: int) -> int:
    word = text[at]
    first_name = Is.FIRST_NAME in word.known.lists
    is_word_too = Is.FORM in word.known.lists or word.common > FLOOR
    if word.shape is Shape.UPPER:
        return _of_capitals(text, at, called)
    if called == STOP or (called and first_name and (word.has_capital or len(word.word) > _SHORT - 1)):
        return STOP if word.has_capital or _may_be_surname(word) else NONE
    if word.has_capital:
        return ASK if word.begins and is_word_too else STOP
    return _of_small_name(text, at, is_word_too, first_name)


def _of_capitals(text: Text, at: int, called: int) -> int:
    """BRITT, or PRECIOUS ADDO: in a note that does not shout this may be an abbreviation as well."""
    word = text[at]
    beside = [text[n] for n in (at - 1, at + 1) if 0 <= n < len(text) and text[max(n, at)].gap == " "]
    upper = [other for other in beside if other.shape is Shape.UPPER and len(other.word) > _SHORT - 1]
    if called or any(other.is_name or is_prefix(other) for other in upper):
        return STOP
    if upper and Is.FIRST_NAME in word.known.lists:
        return ASK
    long = len(word.word) >= _LONG_ACRONYM or (Is.FIRST_NAME in word.known.lists and len(word.word) > _SHORT + 1)
    return ASK if long else NONE


def _of_small_name(text: Text, at: int, is_word_too: bool, first_name: bool) -> int:
    if is_word_too and (not first_name or (at and text[at - 1].word in data.words("determiners"))):
        return ASK if _beside_name(text, at) or is_behind_letter(text, at) else NONE
    if _is_paired(text, at):
        return ASK
    if len(text[at].word) <= _SHORT:
        return ASK if first_name and not is_word_too else NONE
    return ASK if is_word_too or not first_name else STOP


def _of_both(text: Text, at: int, called: int) -> int:
    word = text[at]
    if word.has_capital and (called == STOP or _beside_name(text, at)):
        return STOP
    if word.has_capital and not word.begins:
        return STOP if called else ASK
    if word.has_capital and ("'" in word.word or (called and Is.FIRST_NAME in word.known.lists)):  # Joy's; zoon (Koos)
        return ASK
    told = is_nicknamed(text, at) or _is_somebody(text, at) or _is_paired(text, at)
    if (word.shape is Shape.LOWER and told) or is_aged(text, at):
        return ASK
    if word.shape is not Shape.LOWER or not called:
        return NONE
    return ASK if Is.FIRST_NAME in word.known.lists or (called == STOP and _may_be_surname(word)) else NONE


def _of_strange(text: Text, at: int, called: int) -> int:
    word = text[at]
    if word.shape is Shape.UPPER:
        return _of_capitals(text, at, called)
    if word.shape is Shape.LOWER and len(word.word) <= _SHORT:
        return ASK if called == STOP else NONE
    return STOP if called or (word.has_capital and _beside_name(text, at)) else ASK


def _of_word(text: Text, at: int, called: int) -> int:
    """A word of every day is a name only where a name is announced, or with a capital where no capital belongs."""
    word = text[at]
    if not word.has_capital and called and (_is_rare(word) or word.word in data.words("names_of_things")):
        return ASK
    if word.shape is Shape.LOWER and word.derived and _is_announced(text, at):
        return ASK
    if not word.has_capital and is_aged(text, at):
        return ASK
    if not word.has_capital:
        behind_prefix = at > 0 and text[at - 1].word in data.words("own_prefixes") and word.is_listed_name
        double = word.derived and at + 1 < len(text) and text[at + 1].gap == "-"
        return ASK if called == STOP and (behind_prefix or double or _may_be_surname(word)) else NONE
    if word.begins and not called:
        return ASK if word.is_listed_name and has_age(text, at) else NONE
    rare = _is_rare(word) or word.known == _FORM_ONLY or is_little(word)
    return ASK if called == STOP or word.derived or word.is_listed_name or rare else NONE


def _is_announced(text: Text, at: int) -> bool:
    """Behind "heet" or "ene", however short the word is: "ene kev"."""
    before = _before_prefixes(text, at)
    if before < 0 or not _LEADS_IN.fullmatch(text[before + 1].gap) or "." in text[before + 1].gap:
        return False
    return text[before].word in data.words("before_names") or text[before].word == "ene"


def _is_paired(text: Text, at: int) -> bool:
    """Jan/piet, sam+mo: two first names tied by a sign."""
    beside = [n for n in (at - 1, at + 1) if 0 <= n < len(text) and _PAIR.fullmatch(text[max(n, at)].gap)]
    names = [text[n] for n in (at, *beside)]
    return len(names) > 1 and all(
        Is.FIRST_NAME in one.known.lists and one.common < _PAIRED_BELOW and one.shape is Shape.LOWER for one in names
    )


def is_behind_letter(text: Text, at: int) -> bool:
    """The vinke of "r vinke": a surname of one list, no word, and an initial nobody abbreviates with."""
    word, before = text[at], text[at - 1] if at else None
    surname = Is.SURNAME in word.known.lists and word.common <= FLOOR and not word.plain
    return before is not None and surname and word.gap in (" ", ". ") and before.word in _INITIALS


def _is_rare(word: Word) -> bool:
    """Listed once, counted never, and no form of a Dutch word: Pukkie, kidane."""
    return 0 < word.common <= FLOOR and not word.known.lists and len(word.word) > _SHORT


def _may_be_surname(word: Word) -> bool:
    if word.common > _WORD_OF_EVERY_DAY and not word.known.lists & (Is.SURNAME | Is.FIRST_NAME):
        return False  # "mw geld afhandig gemaakt"
    return word.is_listed_name and word.word not in data.words("small_words") | data.words("roles")


def _is_somebody(text: Text, at: int) -> bool:
    """The roos of "roos is haar broertje": a thing is nobody's brother."""
    word, behind = text[at], text[at + 1 : at + 4]
    if Is.FIRST_NAME not in word.known.lists or len(behind) < 3 or any(one.gap != " " for one in behind):
        return False
    if at and text[at - 1].word in data.words("determiners"):
        return False
    return (
        behind[0].word in ("is", "was")
        and behind[1].word in data.words("determiners")
        and behind[2].word in data.words("roles")
    )


def _beside_name(text: Text, at: int) -> bool:
    """A name, or a strange word with a capital, directly before or behind."""
    beside = [n for n in (at - 1, at + 1) if 0 <= n < len(text) and JOINED.fullmatch(text[max(n, at)].gap)]
    return any(text[n].is_name or (text[n].is_strange and text[n].has_capital) for n in beside)


def _is_initial_of(text: Text, before: int, at: int) -> bool:
    initial, word = text[before], text[at]
    gap = text[before + 1].gap
    if not is_initial(initial, gap) or not INITIAL.fullmatch(gap) or not (word.is_listed_name or word.is_strange):
        return False
    if "." not in gap:
        return initial.text.isupper() and word.has_capital
    return initial.text.isupper() or not word.has_capital
