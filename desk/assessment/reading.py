"""Reads the three questions back in words: for the second pair of eyes, for the versions, and for a difference."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import CharField, DateTimeField, Value

from desk import codelists
from desk.assessment.choices import Answer, GroundKind, Question, Unsafe
from desk.assessment.models import Assessment, Ground
from desk.reports.choices import ObservationList
from desk.reports.models import Observation, Report
from desk.roles import Role

# In the order of the screen; the label is that of the column unless it is given here.
COLUMNS: dict[str, tuple[str, ...]] = {
    Question.UNSAFE: (
        "unsafe",
        "acute",
        "structural",
        "disclosure",
        "established",
        "explanation",
        "immediate_action",
        "medical_triggers",
        "physician",
        "no_physician_reason",
    ),
    Question.NEEDED: (
        "safety_conditions",
        "professional_help",
        "own_strength",
        "network",
        "circle_can",
        "cooperates",
    ),
    Question.WHO: ("parties", "contacts", "stays_here", "regional_task"),
    Question.OUTCOME: ("outcome", "deviation_reason"),
}
_LABELS = {
    "medical_triggers": "Redenen voor de vertrouwensarts",
    "no_physician_reason": "Waarom geen vertrouwensarts",
}
HEADS = {
    Question.UNSAFE: "Is er sprake van onveiligheid?",
    Question.NEEDED: "Wat is er nodig?",
    Question.WHO: "Wie pakt het op?",
    Question.OUTCOME: "Besluit",
}
# What the summary above the lines says already.
_SUMMED_UP = {"unsafe", "acute", "structural", "disclosure"}


@dataclass(frozen=True)
class Line:
    label: str
    text: str


@dataclass(frozen=True)
class Told:
    """One question as it was answered."""

    question: str
    title: str
    summary: str
    lines: list[Line]


def told(assessment: Assessment) -> list[Told]:
    """The three questions with what was answered; 2 and 3 are one line when there is no unsafety."""
    first = _told(assessment, Question.UNSAFE, "1. ", in_short(assessment))
    if assessment.unsafe == Unsafe.NO:
        return [first, Told(Question.NEEDED, "2 en 3", "Niet nodig: bij ‘nee’ op vraag 1 sluit de melding.", [])]
    return [first, _told(assessment, Question.NEEDED, "2. "), _told(assessment, Question.WHO, "3. ")]


def _told(assessment: Assessment, question: Question, number: str, summary: str = "") -> Told:
    lines = [line for name, line in lines_of(assessment, question) if name not in _SUMMED_UP]
    return Told(question, number + HEADS[question], summary, lines)


def lines_of(assessment: Assessment, question: str) -> list[tuple[str, Line]]:
    """(column, line) of every answered column of one question."""
    given = ((name, label_of(name), text_of(assessment, name)) for name in COLUMNS[question])
    return [(name, Line(label, text)) for name, label, text in given if text]


def label_of(name: str) -> str:
    """What the screen calls a column."""
    return _LABELS.get(name) or str(Assessment._meta.get_field(name).verbose_name)


def text_of(assessment: Assessment, name: str) -> str:
    """What a column holds, in the words of the screen; empty when it holds nothing."""
    value = getattr(assessment, name)
    if name == "contacts":
        return "\n".join(f"{codelists.PARTIES[key].label}: {who}" for key, who in value.items() if who)
    if name in ("parties", "medical_triggers"):
        codes = codelists.PARTIES if name == "parties" else codelists.MEDICAL_TRIGGERS
        return ", ".join(codes.labels(value))
    if isinstance(value, bool):
        return "Ja" if value else ""
    return _display(assessment, name, value)


def _display(assessment: Assessment, name: str, value: Any) -> str:
    choices = Assessment._meta.get_field(name).choices  # type: ignore[union-attr]
    return str(dict(choices or []).get(value, value))  # type: ignore[arg-type]


def in_short(assessment: Assessment) -> str:
    """'Ja, structureel. Niet acuut.'"""
    if assessment.unsafe != Unsafe.YES:
        return "Nee" if assessment.unsafe == Unsafe.NO else text_of(assessment, "unsafe")
    grades = {"acuut": assessment.acute, "structureel": assessment.structural, "onthulling": assessment.disclosure}
    yes = [name for name, answer in grades.items() if answer == Answer.YES]
    first = ", ".join(["Ja", *yes]) + "."
    return f"{first} Niet acuut." if assessment.acute == Answer.NO else first


def counted(grounds: list[Ground]) -> str:
    """'2 feiten, 1 uitspraak, 1 interpretatie.'"""
    names = {
        GroundKind.FACT: ("feit", "feiten"),
        GroundKind.STATEMENT: ("uitspraak", "uitspraken"),
        GroundKind.INTERPRETATION: ("interpretatie", "interpretaties"),
    }
    numbers = {kind: sum(ground.kind == kind for ground in grounds) for kind in names}
    parts = [f"{n} {names[kind][n != 1]}" for kind, n in numbers.items() if n]
    return ", ".join(parts) + "." if parts else "Geen gronden."


class Advised(NamedTuple):
    """An expert who was asked: who, in which role, by whom and when."""

    expert: str
    discipline: str
    by: str
    at: datetime


def versions_of(report: Report) -> list[Assessment]:
    """Every version, the newest first."""
    return list(report.assessments.select_related("made_by", "proposed_by").order_by("-number"))


def advice_and_signals(report: Report) -> tuple[list[Advised], list[Observation]]:
    """The experts who were asked about a report and its signals of trafficking, in one statement."""
    advice = report.consultations.order_by().values_list(
        Value("advice", CharField()), "pk", "expert", "discipline", "by__display_name", "at"
    )
    no_moment = Value(None, DateTimeField())
    signals = report.observations.filter(list=ObservationList.SIGNAL).values_list(
        Value("signal", CharField()), "pk", "code", "state", "source", no_moment
    )
    rows = sorted(advice.union(signals, all=True), key=lambda row: row[:2])
    return (
        [Advised(who, Role(role).label, by, at) for kind, _, who, role, by, at in rows if kind == "advice"],
        [
            Observation(list=ObservationList.SIGNAL, code=code, state=state, source=source)
            for kind, _, code, state, source, _ in rows
            if kind == "signal"
        ],
    )
