"""The five steps of the Meldcode, in order, and what a step needs to count as answered. No Django.

Source: Besluit verplichte meldcode, art. 2(2); the two decisions of step 5 since 01-01-2019 (domain.md 4.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

SIGNALS, CONSULTATION, TALK, WEIGHING, DECISION = "signals", "consultation", "talk", "weighing", "decision"
# In this order: nobody weighs what was not talked about, and nobody decides what was not weighed.
STEPS = (SIGNALS, CONSULTATION, TALK, WEIGHING, DECISION)
NAMES = {
    SIGNALS: "Signalen",
    CONSULTATION: "Overleg",
    TALK: "Gesprek",
    WEIGHING: "Wegen",
    DECISION: "Beslissen",
}

DONE, NOT_DONE, NOT_APPLICABLE = "done", "not_done", "not_applicable"
MARKS = {DONE: "Gedaan", NOT_DONE: "Niet gedaan", NOT_APPLICABLE: "Niet van toepassing"}

YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True)
class Step:
    """What was answered about one step: `on` is the day it was done, `why` the reason why not."""

    mark: str = ""
    on: date | None = None
    why: str = ""


def lacks(step: Step) -> str:
    """Return what a step still needs ('mark', 'on', 'why'), or nothing when it was answered."""
    if step.mark not in MARKS:
        return "mark"
    if step.mark == DONE:
        return "" if step.on else "on"
    return "" if step.why.strip() else "why"


def next_step(answered: Mapping[str, Step]) -> str:
    """Return the first step that still needs an answer; nothing when all five have one."""
    return next((name for name in STEPS if lacks(answered.get(name, Step()))), "")


def may_open(step: str, answered: Mapping[str, Step]) -> bool:
    """Is this step's turn there: were all steps before it answered?"""
    before = STEPS[: STEPS.index(step)]
    return not any(lacks(answered.get(name, Step())) for name in before)


ADULT, ADOLESCENT, CHILD = "adult", "adolescent", "child"


def kindcheck_applies(client: str, is_trigger: str) -> bool:
    """The kindcheck belongs to step 1 when the condition of an adult or adolescent client may endanger children.

    Source: domain.md 4.5; with adolescents these are younger children at home.
    """
    return client in (ADULT, ADOLESCENT) and is_trigger in (YES, UNKNOWN)


def are_complete(
    answered: Mapping[str, Step], *, kindcheck_waits: bool = False, consultation_waits: bool = False
) -> bool:
    """Were the steps taken? A step that does not apply is taken; one that was skipped with a reason is not.

    `kindcheck_waits`: it applies and was not done. `consultation_waits`: this profession consults Veilig Thuis first
    and did not.
    """
    taken = all(answered.get(name, Step()).mark in (DONE, NOT_APPLICABLE) for name in STEPS)
    return taken and not kindcheck_waits and not consultation_waits
