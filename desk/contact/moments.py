"""The two moments at which a reporter hears which steps were taken (domain.md rule 14, D10 and D11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desk.contact.choices import AFTER_THE_DECISION, AT_THE_END, FEEDBACK, GOES_ON, Kind, Step
from desk.contact.models import Message
from desk.deadlines import local_day
from desk.reports.models import Report
from desk.review.choices import Verdict


@dataclass(frozen=True)
class Moment:
    """One moment: what may be told then, the day it is due where the source gives one, and what was told."""

    kind: Kind
    steps: list[Step]
    due: date | None
    given: Message | None

    @property
    def waits(self) -> bool:
        """Is it time for it, and was it not given yet?"""
        return bool(self.steps) and self.given is None

    def is_late_on(self, today: date) -> bool:
        """Overdue shows and blocks nothing (P11)."""
        return self.waits and self.due is not None and self.due < today


def outcome_of(report: Report) -> str:
    """Return the outcome of the decision that was confirmed; empty while there is none."""
    confirmed = report.decisions.filter(verdict=Verdict.CONFIRMED).order_by("-id")
    return confirmed.values_list("outcome", flat=True).first() or ""


def moments_of(report: Report, outcome: str, messages: Iterable[Message]) -> list[Moment]:
    """Return both moments. Where the desk does not go on after its decision the second is one with the first.

    The first is due when the assessment is, or on the day of a decision that came later: "right after the five working
    days" (D10). The second has no term of its own: it follows the conclusion, which has one (D11).
    """
    given = {message.kind: message for message in messages if message.kind in FEEDBACK}
    first, second = given.get(Kind.FEEDBACK_1), given.get(Kind.FEEDBACK_2)
    decided = local_day(report.decided_at) if report.decided_at else report.assess_by
    steps = [AFTER_THE_DECISION[outcome]] if outcome else []
    moments = [Moment(Kind.FEEDBACK_1, steps, max(report.assess_by, decided), first)]
    if not outcome or outcome in GOES_ON:
        ends = AT_THE_END if outcome and first else []
        moments.append(Moment(Kind.FEEDBACK_2, ends, report.conclude_by, second))
    return moments
