"""Step 5: two decisions in order, and what becomes of every combination of steps, weighing and profession. No Django.

Source: domain.md 4.1 (is reporting necessary? is help also possible?), 4.3 (a professional norm, no duty under
criminal law) and 4.6 (who would rather report may: Veilig Thuis must assess it).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from meldcode.frameworks import Framework
from meldcode.steps import DONE, NO, STEPS, UNKNOWN, WEIGHING, YES, Step, are_complete, lacks
from meldcode.weighing import ACUTE, CONSULT, Weighed, lacks_norm

GO_ON, CALL_NOW, CONSULT_FIRST = "go_on", "call_now", "consult_first"
WEIGH_AGAIN, REPORT_NOW, STOP = "weigh_again", "report_now", "stop"
SAYS = {
    GO_ON: "Er mist nog een antwoord. Vul de stappen eerst in.",
    CALL_NOW: "Er is direct gevaar. Bel nu 112, of Veilig Thuis op 0800-2000. Wacht niet op overleg. Meld daarna.",
    CONSULT_FIRST: "Overleg eerst met Veilig Thuis. Lukt dat niet? Melden mag, met de reden erbij.",
    WEIGH_AGAIN: "U twijfelt nog, ook na het overleg. Bel Veilig Thuis nog eens, of besluit zelf. Melden mag altijd.",
    REPORT_NOW: "Melden is nodig. Bekijk daarna of u ook zelf hulp kunt geven of regelen.",
    STOP: "Melden is nu niet nodig. U bewaart uw stappen in uw eigen dossier. Toch melden mag altijd.",
}


@dataclass(frozen=True)
class Advised:
    """What the combination asks for, and whether a report that is sent now counts as one with complete steps."""

    what: str
    is_complete: bool


def advised(
    answered: Mapping[str, Step],
    weighed: Weighed,
    framework: Framework,
    *,
    consulted: str,
    kindcheck_waits: bool = False,
) -> Advised:
    """Say what follows. It advises and never forbids: only a missing answer holds a report up.

    `consulted` is the mark of consulting Veilig Thuis itself. Acute danger waits for no consultation, in no profession:
    then one calls (domain.md 4.7, urgent cases always by phone), and nobody's steps are incomplete for it.
    """
    waits = framework.consult_first and consulted != DONE and ACUTE not in weighed.norms
    complete = are_complete(
        {**answered, STEPS[-1]: Step(DONE)}, kindcheck_waits=kindcheck_waits, consultation_waits=waits
    )
    if any(lacks(answered.get(step, Step())) for step in STEPS[: STEPS.index(WEIGHING) + 1]):
        return Advised(GO_ON, False)
    if weighed.waits or lacks_norm(weighed):
        return Advised(GO_ON, False)
    return Advised(_follows(weighed, waits=waits, consulted=consulted), complete)


def _follows(weighed: Weighed, *, waits: bool, consulted: str) -> str:
    if ACUTE in weighed.norms:
        return CALL_NOW
    if weighed.consequence == CONSULT:
        return WEIGH_AGAIN if consulted == DONE else CONSULT_FIRST
    if weighed.is_to_report:
        return CONSULT_FIRST if waits else REPORT_NOW
    return STOP


def deviates(report_needed: str, weighed: Weighed) -> bool:
    """Does the professional decide otherwise than the weighing says? Then the reason is written down."""
    return (report_needed == YES) != weighed.is_to_report


def help_is_asked(report_needed: str) -> bool:
    """The second decision comes after the first one."""
    return report_needed in (YES, NO, UNKNOWN)
