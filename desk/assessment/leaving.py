"""What of the three questions is read by others than the desk."""

from collections.abc import Iterable

from desk.assessment.models import Assessment, Consultation, Ground
from desk.reports.mentions import Texts, texts_in
from desk.reports.mentions import texts_that_leave as texts_of_report

_ANSWERS = (
    *("explanation", "immediate_action", "no_physician_reason", "own_strength", "network"),
    *("professional_help", "safety_conditions", "deviation_reason"),
)


def answers_that_leave(assessment: Assessment) -> Texts:
    """The answers in words."""
    return texts_in(assessment, _ANSWERS)


def ground_that_leaves(ground: Ground) -> Texts:
    """A ground, unless it is marked to stay inside."""
    return [] if ground.withheld else [("Gronden", f"{ground.text}\n{ground.source}")]


def consultation_that_leaves(consultation: Consultation) -> Texts:
    """The question to an expert, who does not get the file, and the advice."""
    return texts_in(consultation, ("question", "advice"))


def all_that_leaves(assessment: Assessment) -> Texts:
    """The report, the answers and the grounds together, as the one who takes over will read them."""
    grounds: Iterable[Ground] = assessment.grounds.all()
    of_grounds = [text for ground in grounds for text in ground_that_leaves(ground)]
    return [*texts_of_report(assessment.report), *answers_that_leave(assessment), *of_grounds]
