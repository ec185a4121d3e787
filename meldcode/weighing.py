"""The five questions of the weighing framework and what follows from each answer. No Django.

Source: NJi, Het afwegingskader in de meldcode; KNMG step 5 for the norms (domain.md 4.2, 4.3). That in doubt Veilig
Thuis is always consulted is step 4 itself (domain.md 4.1).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from meldcode.steps import NO, UNKNOWN, YES

# The questions a report carries to the desk, in order; a framework words them and may leave none out.
SUSPICION, UNSAFETY, HELP, ACCEPTED, RESULT = "suspicion", "unsafety", "help", "accepted", "result"
QUESTIONS = (SUSPICION, UNSAFETY, HELP, ACCEPTED, RESULT)

# Where an answer leads when it does not lead to another question.
CLOSE, REPORT, REPORT_AGAIN, CONSULT, FOLLOW = "close", "report", "report_again", "consult", "follow"
CONSEQUENCES = {
    CLOSE: "U rondt af. Zet in uw eigen dossier wat u zag en deed.",
    REPORT: "U meldt bij Veilig Thuis.",
    REPORT_AGAIN: "U meldt (opnieuw) bij Veilig Thuis: de hulp had niet op tijd genoeg resultaat.",
    CONSULT: "U twijfelt: overleg met Veilig Thuis, 0800-2000. Zonder naam van uw cliënt. Daarna weegt u opnieuw.",
    FOLLOW: "U rondt af, en maakt afspraken over hoe u de veiligheid blijft volgen.",
}

# The same, for who consulted Veilig Thuis already.
STILL_IN_DOUBT = "U twijfelt nog na het overleg met Veilig Thuis. Bel nog eens, 0800-2000, of besluit zelf bij stap 5."

ACUTE, STRUCTURAL, DISCLOSURE = "acute", "structural", "disclosure"
NO_EFFECTIVE_HELP, HELP_WITHOUT_RESULT = "no_effective_help", "help_without_result"
# Always report in acute or structural unsafety, disclosure included: at least one of the three is named (rule 28).
UNSAFETY_NORMS = (ACUTE, STRUCTURAL, DISCLOSURE)
NORMS = {
    ACUTE: "Acuut: er is direct gevaar, nu of in de komende dagen.",
    STRUCTURAL: "Structureel: het komt steeds terug of gaat door.",
    DISCLOSURE: "Onthulling: iemand vertelt het zelf en vraagt om hulp.",
    NO_EFFECTIVE_HELP: "U kunt zelf niet genoeg hulp geven of regelen die werkt.",
    HELP_WITHOUT_RESULT: "De hulp stopt het geweld niet, of het begint opnieuw.",
}


def in_words(consequence: str, *, is_consulted: bool) -> str:
    """What a consequence says (Dutch); `is_consulted`: Veilig Thuis gave advice already."""
    return STILL_IN_DOUBT if consequence == CONSULT and is_consulted else CONSEQUENCES[consequence]


@dataclass(frozen=True)
class Question:
    """One question: each answer leads to another question or to a consequence."""

    key: str
    text: str
    yes: str
    no: str
    unknown: str

    def leads_to(self, answer: str) -> str:
        return {YES: self.yes, NO: self.no, UNKNOWN: self.unknown}[answer]


@dataclass(frozen=True)
class Weighed:
    """What follows: `asked` the questions that count, `waits` the one without an answer, else the consequence."""

    asked: tuple[str, ...]
    waits: str = ""
    consequence: str = ""
    norms: tuple[str, ...] = ()

    @property
    def is_to_report(self) -> bool:
        return self.consequence in (REPORT, REPORT_AGAIN)


def weigh(questions: Sequence[Question], answers: Mapping[str, str], norms: Iterable[str] = ()) -> Weighed:
    """Walk through the questions by their answers (yes, no, unknown). What stands behind the end does not count.

    `norms` are what unsafety shows itself by; they count only when the answer about unsafety is yes.
    """
    by_key = {question.key: question for question in questions}
    at, asked = questions[0].key, []
    while at in by_key:
        asked.append(at)
        answer = answers.get(at, "")
        if answer not in (YES, NO, UNKNOWN):
            return Weighed(tuple(asked), waits=at)
        at = by_key[at].leads_to(answer)
    return Weighed(tuple(asked), consequence=at, norms=_norms(at, asked[-1], norms))


def lacks_norm(weighed: Weighed) -> bool:
    """Unsafety was answered with yes, and nobody said by what it shows (domain.md rule 28)."""
    return weighed.is_to_report and not weighed.norms


def _norms(consequence: str, last: str, chosen: Iterable[str]) -> tuple[str, ...]:
    if consequence == REPORT_AGAIN:
        return (HELP_WITHOUT_RESULT,)
    if consequence != REPORT:
        return ()
    if last == UNSAFETY:
        told = set(chosen)
        return tuple(norm for norm in UNSAFETY_NORMS if norm in told)
    return (NO_EFFECTIVE_HELP,)
