"""What is different between two versions, word by word; escaped once, where the marks are made."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from desk.assessment.choices import Question
from desk.assessment.models import Assessment, Ground
from desk.assessment.reading import COLUMNS, label_of, text_of

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.5  # below this a text is a new text: word by word it would read as a riddle


class Piece(NamedTuple):
    kind: Literal["same", "del", "ins"]
    text: str


@dataclass(frozen=True)
class Change:
    """One answer that is different: which, and its marked text."""

    what: str
    label: str
    marked: SafeString


def pieces(before: str, after: str) -> list[Piece]:
    """Split both texts in what stayed, went and came. same+del is `before`, same+ins is `after`, always."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    alike = matcher.ratio() >= _ALIKE
    steps = matcher.get_opcodes() if alike else [("replace", 0, len(old), 0, len(new))]
    found: list[Piece] = []
    went = came = ""
    for step, i1, i2, j1, j2 in steps:
        one, other = "".join(old[i1:i2]), "".join(new[j1:j2])
        # A space between two changed words belongs to the change: one mark instead of a row of scraps.
        if step == "equal" and not (one.isspace() and (went or came)):
            found += [*_change(went, came), Piece("same", one)]
            went = came = ""
        else:
            went, came = went + one, came + other
    return [*found, *_change(went, came)]


def _change(went: str, came: str) -> list[Piece]:
    tail = _shared_space(went, came)
    if tail:
        return [*_change(went[: -len(tail)], came[: -len(tail)]), Piece("same", tail)]
    return [piece for piece in (Piece("del", went), Piece("ins", came)) if piece.text]


def _shared_space(went: str, came: str) -> str:
    """The white space at the end of both."""
    one, other = went[len(went.rstrip()) :], came[len(came.rstrip()) :]
    return one if one and one == other else ""


def marked(before: str, after: str) -> SafeString:
    """The pieces as escaped HTML with <del> and <ins>."""
    return format_html_join("", "{}", ((_tag(piece),) for piece in pieces(before, after)))


def _tag(piece: Piece) -> SafeString:
    if piece.kind == "same":
        return format_html("{}", piece.text)
    said = "weg" if piece.kind == "del" else "nieuw"
    inside = format_html('<span class="visually-hidden">{}: </span>{}', said, piece.text)
    return format_html("<del>{}</del> " if piece.kind == "del" else "<ins>{}</ins>", inside)


def changes(before: Assessment, after: Assessment) -> list[Change]:
    """Every answer and every ground that differs, in the order of the screen."""
    found = _ground_changes(list(before.grounds.all()), list(after.grounds.all()))
    for question, names in COLUMNS.items():
        for name in names:
            old, new = text_of(before, name), text_of(after, name)
            if old != new:
                found.append(Change(str(Question(question).label), label_of(name), marked(old, new)))
    return found


def _ground_changes(before: list[Ground], after: list[Ground]) -> list[Change]:
    """What went and what came, a ground that was rewritten as one change."""
    went, came = [_ground(g) for g in before], [_ground(g) for g in after]
    for ground in list(went):
        if ground in came:
            went.remove(ground)
            came.remove(ground)
    found: list[Change] = []
    for kind, text in went:
        other = next((new for new in came if new[0] == kind), None)
        if other:
            came.remove(other)
        found.append(Change(f"Grond, {kind.lower()}", "", marked(text, other[1] if other else "")))
    return found + [Change(f"Grond, {kind.lower()}", "", marked("", text)) for kind, text in came]


def _ground(ground: Ground) -> tuple[str, str]:
    kept = ", niet laten doorklinken" if ground.withheld else ""
    return ground.get_kind_display(), f"{ground.text} ({ground.source}, {ground.dated:%d-%m-%Y}{kept})"
