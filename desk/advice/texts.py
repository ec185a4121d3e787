"""The texts of an advice before the guard: what it finds, what was answered, and a text with one place replaced."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from django.utils.crypto import salted_hmac

from desk import guard
from desk.advice.models import TEXTS
from desk.advice.rules import advice_text_names_nobody, doubt_is_answered
from desk.rulebook import Refused, all_hold, tidy

# A note has 600 characters; a mail that was pasted may be longer until it is shortened. What is longer is not read.
READ_AT_MOST = 20_000
_SALT = "desk.advice.texts"


@dataclass(frozen=True)
class Choice:
    """What may stand in the place of a finding, and the part of the text that it takes.

    A script counts in units of 16 bits.
    """

    words: str
    start: int
    end: int
    at_in_script: str


@dataclass(frozen=True)
class Point:
    """One finding in a text. `token` stands for "this points to nobody" and gives nothing away of the words."""

    finding: guard.Finding
    number: int
    words: str
    token: str
    answered: bool
    at_in_script: str
    choices: list[Choice]

    @property
    def open(self) -> bool:
        return self.finding.certain or not self.answered

    @property
    def label(self) -> str:
        return guard.LABELS[self.finding.kind]


@dataclass(frozen=True)
class Reading:
    """A text as typed, with what the guard finds in it; `answered` are the tokens that were given back."""

    field: str
    text: str
    findings: list[guard.Finding]
    answered: Collection[str] = ()

    @cached_property
    def points(self) -> list[Point]:
        return [self._point(number, finding) for number, finding in enumerate(self.findings)]

    def _point(self, number: int, finding: guard.Finding) -> Point:
        words = self.text[finding.start : finding.end]
        token = salted_hmac(_SALT, f"{self.field}\0{finding.kind}\0{_as_kept(words)}").hexdigest()[:24]
        at = _units(self.text[: finding.start])
        choices = [self._choice(finding, at, instead) for instead in finding.suggestions]
        return Point(finding, number, words, token, token in self.answered, f"{at} {at + _units(words)}", choices)

    def _choice(self, finding: guard.Finding, at: int, instead: str) -> Choice:
        """Where a find is left out, a space goes with it, and the comma before it."""
        start, end = finding.start, finding.end
        before, after = self.text[:start], self.text[end:]
        if not instead and before[-1:] in ("", " ", "\n") and after[:1] in ("", " ", ".", ",", ";"):
            if before.strip(" "):
                before = before.rstrip(" ")
            else:
                after = after.lstrip(" ")
            before = before.removesuffix(",") if after[:1] in (",", ".", ";") else before
            start, end = len(before), len(self.text) - len(after)
        first = at - _units(self.text[start : finding.start])
        return Choice(instead, start, end, f"{first} {first + _units(self.text[start:end])}")

    @property
    def is_read(self) -> bool:
        return len(self.text) <= READ_AT_MOST

    @property
    def questions(self) -> list[guard.Finding]:
        """What the guard still asks about."""
        return [point.finding for point in self.points if point.open and not point.finding.certain]

    @property
    def passed(self) -> Counter[str]:
        """The kinds somebody said of that they point to nobody."""
        return Counter(point.finding.kind for point in self.points if not point.open)

    @property
    def certain(self) -> int:
        return sum(finding.certain for finding in self.findings)

    @property
    def doubtful(self) -> int:
        return len(self.questions)

    @property
    def pieces(self) -> Iterator[tuple[str, Point | None]]:
        """The text in pieces, each with the point it belongs to."""
        done = 0
        for point in self.points:
            yield self.text[done : point.finding.start], None
            yield point.words, point
            done = point.finding.end
        yield self.text[done:], None

    def all_answered(self) -> "Reading":
        """As it stands in the desk: what was asked then was answered then, or it would not have been kept."""
        return replace(self, answered={point.token for point in self.points})

    def mended(self, number: int, choice: int) -> str:
        """The text with finding `number` replaced by its suggestion `choice`."""
        chosen = self.points[number].choices[choice]
        return self.text[: chosen.start] + chosen.words + self.text[chosen.end :]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _as_kept(words: str) -> str:
    """As the text will be stored, so that an answer on the page is the answer to the action."""
    try:
        return tidy(words)
    except Refused:
        return words


def read(field: str, typed: str, public: guard.Public, answered: Collection[str] = ()) -> Reading:
    """Put a text before the guard as it was typed. One that is too long is refused for that, so it is not read."""
    text = typed.replace("\r\n", "\n")
    findings = guard.find(text, public) if len(text) <= READ_AT_MOST else []
    return Reading(field, text, findings, frozenset(answered))


def read_all(typed: Mapping[str, str], public: guard.Public, answered: Collection[str] = ()) -> dict[str, Reading]:
    """Read every text of an advice; a text that was not sent is an empty one."""
    return {field: read(field, typed.get(field) or "", public, answered) for field in TEXTS}


def texts_pass_the_guard(answers: Mapping[str, Any], public: guard.Public) -> Counter[str]:
    """Return the kinds of what somebody said of that it points to nobody; `answers` hold the texts and `doubts`.

    Raises ValidationError with all that is wrong, each at its field: certain finds, and questions without an answer.
    """
    readings = read_all(answers, public, answers.get("doubts") or ())
    all_hold(
        *(
            partial(rule, name, found)
            for name, reading in readings.items()
            for rule, found in (
                (advice_text_names_nobody, reading.findings),
                (doubt_is_answered, reading.questions),
            )
        )
    )
    return sum((reading.passed for reading in readings.values()), Counter())
