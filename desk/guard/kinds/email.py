"""E-mail addresses, also spelled out or spaced. Addresses of helper organisations are clean."""

import re
from collections.abc import Iterator

from desk.guard import data
from desk.guard.findings import Hit
from desk.guard.public import Public
from desk.guard.text.spelled import NUMBERS

_AT = re.compile(
    r"(?i)\s{0,2}(?:(@)|[\[({<]\s?(?:at|a|@|ape?n?staart(?:je)?)\s?[\])}>]"
    r"|(?<![a-z0-9])(?:(at)|ape?n?staart(?:je)?|aapje)(?![a-z0-9]))\s{0,2}"
)
_DOMAIN = re.compile(r"[^\W_][\w\-]{0,99}+(?:\.[\w\-]{1,99}+){1,9}")
_DOT = r"(?:\s?[\[({]\s?(?:dot|punt|\.)\s?[\])}]\s?|\s(?:dot|punt|stip)\s|\s?\.\s?)"
_TLDS = (
    "nl|com|net|org|be|de|eu|info|nu|pl|ro|bg|uk|fr|es|it|tr|ua|ru|io|me|mail|email|online|frl|amsterdam"
    "|edu|gov|hu|at|ch|pt|gr|se|no|dk|fi|ie|cz|sk|biz|name|app|dev|xyz|example"
)
_SPELLED = re.compile(rf"(?i)[a-z0-9\-]+(?:{_DOT}[a-z0-9\-]+){{0,3}}?{_DOT}(?:{_TLDS})(?![a-z0-9])")
_SAID = re.compile(r"(?i)[\s\[({](?:dot|punt|stip)[\s\])}]")
_MAIL_HOSTS = re.compile(
    r"(?i)(?:gmail|hotmail|outlook|live|icloud|yahoo|ziggo|kpnmail|kpnplanet|planet|xs4all|protonmail|proton|tutanota"
    r"|posteo|gmx|msn|me|telfort|home|casema|chello|upcmail|hetnet|tele2)\s?[.\s\[(]"
)
_JOINERS = frozenset({"punt", "dot", "stip", "underscore", "streepje", "koppelteken", "liggend", "min", "plus"})
_BRACKETS = " ()[]{}<>"
_PIECE = re.compile(r"[A-Za-z0-9]+|[._+\-]")


def hits(text: str, public: Public) -> Iterator[Hit]:
    for sign in _AT.finditer(text):
        end = _domain_end(text, sign)
        start = _local_start(text, sign) if end else sign.start()
        if start < sign.start() and not _is_public(text[start:end].lower(), public):
            yield Hit(start, end)


def _is_public(address: str, public: Public) -> bool:
    """Of a helper organisation, or a box with the name of a task at a domain that is not open to everybody."""
    box, _, domain = address.partition("@")
    if address in public.addresses:
        return True
    return box in data.words("mailboxes") and bool(domain) and not _MAIL_HOSTS.match(domain)


def _domain_end(text: str, sign: re.Match[str]) -> int:
    plain = _DOMAIN.match(text, sign.end())
    if plain and not sign[2]:
        return _trimmed(plain)
    said = _SPELLED.match(text, sign.end(), sign.end() + 120)
    if not said or (sign[2] and not _SAID.search(said.group()) and not _MAIL_HOSTS.match(said.group())):
        return 0
    return said.end()


def _trimmed(domain: re.Match[str]) -> int:
    name = domain.group().rstrip("-_")
    last = name.rpartition(".")[2]
    return domain.start() + len(name) if len(last) > 1 and not last.isdigit() else 0


def _local_start(text: str, sign: re.Match[str]) -> int:
    at = sign.start()
    if sign[1] and sign.group() == "@":
        while at and (text[at - 1].isalnum() or text[at - 1] in "._%+-'"):
            at -= 1
        return at + len(text[at : sign.start()]) - len(text[at : sign.start()].lstrip("._%+-'"))
    return _said_start(text, at)


def _said_start(text: str, end: int) -> int:
    """Walks back over "l punt vandamme zeven": pieces joined by a sign, the word for one, or a number."""
    base = max(0, end - 120)
    pieces = list(_PIECE.finditer(text, base, end))
    if not pieces or text[pieces[-1].end() : end].strip(_BRACKETS):
        return end
    start = pieces[-1].start()
    for before, after in zip(reversed(pieces[:-1]), reversed(pieces), strict=False):
        between = text[before.end() : after.start()]
        if between.strip(_BRACKETS) or len(between) > 3:
            break
        if between and not (_joins(before.group()) or _follows(after.group())):
            break
        start = before.start()
    return start


def _joins(piece: str) -> bool:
    return piece.lower() in _JOINERS or not piece.isalnum()


def _follows(piece: str) -> bool:
    return _joins(piece) or piece.isdigit() or piece.lower() in NUMBERS
