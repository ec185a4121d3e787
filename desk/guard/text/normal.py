"""Reads a text the way a person sees it, and remembers where every character came from."""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Letters of other alphabets that look like a Latin letter or a digit on screen.
_LOOKALIKES = str.maketrans(
    "АВСЕНКМОРТХУІЈЅаеорсухіјѕѵԁһӏԛԝЗзбктмвнгΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναικρτυχεηγ",
    "ABCEHKMOPTXYIJSaeopcyxijsvdhlqw336ktmbhrABEZHIKMNOPTYXovaikptuxeny",
)
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣⁃", "-"),
        **dict.fromkeys("·•‧∙⋅․。｡・", "."),
        **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
        **dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
        **dict.fromkeys("⁄∕", "/"),
    }
)
# Letters that draw nothing, in Korean and in Braille.
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
_MARKS = {"Mn", "Me"}
_UNSEEN = _MARKS | {"Cf"}
_ENCODED = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});|(?:%[0-9a-fA-F]{2}){1,60}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}"
)
# Squared, negative, small-capital and flag letters carry their letter in their name only.
_NAMED_LETTER = re.compile(r"(?:LATIN|INDICATOR).* (?:LETTER|CAPITAL|SMALL) ([A-Z])$")
_LINE = re.compile(r"[^\n]*\n?")
_OVERRIDE, _POP = "\u202e", "\u202c"


@dataclass(frozen=True)
class Reading:
    """Text to search in; character i stands for the original characters starts[i] to ends[i]."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return min(self.starts[start:end]), max(self.ends[start:end])


@lru_cache(maxsize=4096)
def _seen(char: str) -> str:
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if char in _BLANK or unicodedata.category(char) == "Cc":
        return " "
    plain = char.translate(_SIGNS).translate(_LOOKALIKES)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if unicodedata.category(c) not in _UNSEEN)
    if plain and not plain.isascii():
        named = _NAMED_LETTER.search(unicodedata.name(char, ""))
        plain = named[1].lower() if named else plain
    return " " if plain and plain != "\n" and plain.isspace() and plain != "\r" else plain


def _decoded(piece: str) -> str:
    if piece[0] == "%":
        return bytes.fromhex(piece.replace("%", "")).decode(errors="ignore")
    if piece[0] == "\\":
        return chr(int(piece[2:], 16))
    plain = html.unescape(piece)
    return "" if plain == piece else plain


def read(text: str) -> Reading:
    """Zero-width signs and accents away, full-width and foreign digits to 0-9, entities and %40 decoded."""
    encoded = {m.start(): m for m in _ENCODED.finditer(text)}
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        piece = encoded.get(at)
        decoded = _decoded(piece.group()) if piece else ""
        end = piece.end() if piece and decoded else at + 1
        for char in decoded or text[at]:
            plain = char if " " <= char <= "~" or char in "\n\r" else _seen(char)
            chars.append(plain)
            starts.extend([at] * len(plain))
            ends.extend([end] * len(plain))
        if ends and not plain and unicodedata.category(text[at]) in _MARKS:
            ends[-1] = end
        at = end
    return Reading("".join(chars), starts, ends)


def unturned(text: str) -> Reading | None:
    """A right-to-left override shows its run backwards: the lines that have one, in the order of the screen."""
    if _OVERRIDE not in text:
        return None
    order = [at for line in _LINE.finditer(text) if _OVERRIDE in line[0] for at in _on_screen(line[0], line.start())]
    plain = read("".join(text[i] for i in order))
    pieces = [order[start:end] for start, end in zip(plain.starts, plain.ends, strict=True)]
    return Reading(plain.text, [min(piece) for piece in pieces], [max(piece) + 1 for piece in pieces])


def _on_screen(line: str, start: int) -> list[int]:
    """The places of a line that begins at `start`, in the order in which they are seen."""
    order: list[int] = []
    at = 0
    while at < len(line):
        if line[at] != _OVERRIDE:
            order.append(at)
            at += 1
            continue
        stop = next((i for i in range(at + 1, len(line)) if line[i] in (_POP, _OVERRIDE, "\n")), len(line))
        order.extend(range(stop - 1, at, -1))
        at = stop
    return [start + place for place in order]
