"""The weighing framework of each profession, one TOML file per group. No Django, no network.

To add one: copy a file, change what differs, and run the tests. `questions` names the file that holds the questions;
a group with its own wording gets its own file of questions.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from meldcode.weighing import CONSEQUENCES, QUESTIONS, Question

FOLDER = Path(__file__).parent
QUESTION_FOLDER = FOLDER / "questions"
_KEYS = {"name", "capacities", "source", "valid_from", "questions", "consult_first", "consult_source", "note"}
_OPTIONAL = {"consult_first", "consult_source", "note"}


class BadFramework(ValueError):
    """A file that cannot be a framework; the text says what to mend."""


@dataclass(frozen=True)
class Framework:
    """What one profession goes by. `consult_first`: Veilig Thuis is consulted before a report is made."""

    code: str
    name: str
    capacities: tuple[str, ...]  # of the field's list (desk.codelists.CAPACITIES)
    source: str
    valid_from: date
    questions: tuple[Question, ...]
    consult_first: bool = False
    consult_source: str = ""
    note: str = ""


@cache
def frameworks() -> dict[str, Framework]:
    """Return every framework by code, in order of name. Raises BadFramework."""
    found = [read(path) for path in FOLDER.glob("*.toml")]
    return {one.code: one for one in sorted(found, key=lambda one: one.name)}


def read(path: Path, question_folder: Path = QUESTION_FOLDER) -> Framework:
    """Read one file. Raises BadFramework for an unknown or missing key, or questions that do not hold together."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    if wrong := (set(told) - _KEYS) | (_KEYS - _OPTIONAL - set(told)):
        raise BadFramework(f"{path.name}: unknown or missing {', '.join(sorted(wrong))}")
    if not str(told["source"]).strip() or not isinstance(told["valid_from"], date):
        raise BadFramework(f"{path.name}: say where it comes from and since when it holds")
    if told.get("consult_first") and not told.get("consult_source"):
        raise BadFramework(f"{path.name}: say where it is written that Veilig Thuis is consulted first")
    told["capacities"] = tuple(told["capacities"])
    told["questions"] = read_questions(question_folder / told["questions"])
    return Framework(code=path.stem, **told)


@cache
def read_questions(path: Path) -> tuple[Question, ...]:
    """Read a file of questions. Raises BadFramework."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        questions = tuple(Question(**one) for one in told["question"])
    except (KeyError, TypeError) as fault:
        raise BadFramework(f"{path.name}: {fault}") from fault
    _hold_together(path.name, questions)
    return questions


def _hold_together(name: str, questions: tuple[Question, ...]) -> None:
    """Every question can be reached, every answer leads on, and nothing leads back."""
    keys = [question.key for question in questions]
    if wrong := set(keys) ^ set(QUESTIONS) or (keys != list(QUESTIONS) and set(keys)):
        raise BadFramework(f"{name}: the questions are {', '.join(QUESTIONS)}, in this order: {sorted(wrong)}")
    reached = {keys[0]}
    for place, question in enumerate(questions):
        ways: dict[str, Any] = {"yes": question.yes, "no": question.no, "unknown": question.unknown}
        for answer, to in ways.items():
            if to not in CONSEQUENCES and to not in keys[place + 1 :]:
                raise BadFramework(f"{name}: {question.key}, {answer} leads to {to!r}, which does not come after it")
        reached |= set(ways.values()) if question.key in reached else set()
    if lost := set(keys) - reached:
        raise BadFramework(f"{name}: nothing leads to {', '.join(sorted(lost))}")
