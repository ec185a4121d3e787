"""A function at one small place: "de enige huisarts van Tjammelwerd" is a name without a name."""

import re
from collections.abc import Iterator, Sequence

from desk.guard import data
from desk.guard.findings import Hit
from desk.guard.lexicon import Is
from desk.guard.text.tokens import Word

Text = Sequence[Word]
_ONLY = frozenset(["enige", "enigste", "only", "sole", "hoofd", "head"])
_AT = frozenset(["van", "vd", "v", "vh", "op", "in", "bij", "te", "uit", "aan", "at", "of", "in", "i", "the"])
# Schooldirecteur, praktijkondersteuner: the end of the word is the function.
_ENDS_AS = re.compile(
    r"(?:directeur|directrice|ondersteuner|leraar|lerares|docent|docente|trainer|trainster|meester|voorzitter|beheerder"
    r"|leider|leidster|voorganger|bestuurder|secretaris|eigenaar|houder|houdster|chauffeur|therapeut|arts|coach|agent|commandant|inspecteur|assistent|assistente)$"
)
_SCHOOL = re.compile("(?:school|college|lyceum|gymnasium|mavo)$")
_CLUBS = frozenset(["vv", "sv", "fc", "rkvv", "rksv", "hc", "tc", "sc", "kv", "scouting"])
_CLASS = re.compile(r"(?i)(?<![a-z])(?:klas|groep|brugklas|mentorklas)\s?[1-8]?[a-z]{0,3}[1-8]\s?[a-z]{1,2}(?![a-z\d])")
_WITHIN = 9
_WITHIN_WITHOUT = 4
_BREAK = re.compile(r"[.!?;\n/]|, ")
_ABBREVIATION = re.compile(r"\. ?")


def classes(text: str) -> Iterator[Hit]:
    """Klas 3B: with a year and an age it is one of twenty-five; a class without its letter is one of many."""
    yield from (Hit(*match.span(), certain=False) for match in _CLASS.finditer(text))


def hits(words: Text, passed: set[int], taken: set[int]) -> Iterator[Hit]:
    done = -1
    for at, word in enumerate(words):
        if at <= done or at in taken:
            continue
        if _is_function(word):
            last = _place(words, at, passed | taken)
        else:
            last = _school(words, at, passed | taken) if word.word in data.words("roles") else 0
        if last:
            done = last
            yield Hit(words[_first(words, at)].start, words[last].end, certain=False)


def _first(words: Text, at: int) -> int:
    """The "enige" of "enige vrouwelijke dierenarts"."""
    before = (n for n in (at - 1, at - 2) if n >= 0 and words[n].word in _ONLY and words[n + 1].gap == " ")
    return next(before, at)


def _is_function(word: Word) -> bool:
    return word.word in data.words("professions") or (len(word.word) > 6 and _ENDS_AS.search(word.word) is not None)


def _place(words: Text, at: int, others: set[int]) -> int:
    """The last word of the place or organisation the function belongs to; 0 when there is none."""
    only = at > 0 and words[at - 1].word in _ONLY
    found = 0
    for n in range(at + 1, min(at + _WITHIN, len(words))):
        word = words[n]
        if _breaks(words, n):
            break
        if word.word in _CLUBS and (last := _club(words, n)):
            return last
        joined = any(one.word in _AT for one in words[at + 1 : n])
        if _is_small(words, n, others, joined) or (only and joined and n in others):
            found = n if joined or (n - at <= _WITHIN_WITHOUT and not word.is_name) else 0
        elif found and not word.has_capital and word.word not in _AT:
            break
    return _with_town(words, found, others)


def _club(words: Text, at: int) -> int:
    """The duinrand of "vv de duinrand": the club's own name, behind an article."""
    end = at + 1
    while end < len(words) and words[end].word in data.words("determiners") and words[end].gap == " ":
        end += 1
    return end if end < len(words) and words[end].gap == " " else 0


def _with_town(words: Text, found: int, others: set[int]) -> int:
    """The town behind the organisation belongs to it: "basisschool De Wieken in Hasselt"."""
    behind = words[found + 1 : found + 3]
    town = found and len(behind) == 2 and behind[0].word in ("in", "te") and found + 2 in others
    return found + 2 if town and behind[1].gap == " " else found


def _school(words: Text, at: int, others: set[int]) -> int:
    """The school of "moeder van de drieling in groep 5 van de Meerpaalschool": with a class it points to a child."""
    for n in range(at + 1, min(at + _WITHIN + 2, len(words))):
        if _breaks(words, n):
            break
        if words[n].has_capital and n not in others and _SCHOOL.search(words[n].word):
            return n if any(one.word in data.words("classes") for one in words[at:n]) else 0
    return 0


def _breaks(words: Text, n: int) -> bool:
    gap = words[n].gap
    return (
        bool(_BREAK.search(gap))
        and "(" not in gap
        and not (_ABBREVIATION.fullmatch(gap) and len(words[n - 1].word) < 5)
    )


def _is_small(words: Text, n: int, others: set[int], joined: bool) -> bool:
    word = words[n]
    if n in others or (word.begins and not joined):
        return False
    rare = word.is_strange or Is.PLACE in word.known.lists
    if not word.has_capital:
        return rare and not word.plain and joined and len(word.word) > 3
    behind_name = words[n - 1].has_capital and words[n].gap == " "
    return rare or word.derived or word.is_listed_name or behind_name
