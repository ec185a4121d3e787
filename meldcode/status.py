"""Where an own report stands, in plain words, and what was told about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from desk.assessment.choices import Outcome
from desk.contact.choices import FROM_THE_DESK, Granted, Kind, Part, Step
from desk.contact.models import Message
from desk.contact.moments import outcome_of
from desk.contact.reading import messages_of, wants_feedback
from desk.reports.choices import RUNNING, Status
from desk.reports.models import Report

# Which step was taken, and nothing about anybody (domain.md 1.1, art. 4.1.1(2)(g)).
STEPS: dict[str, Any] = {
    Step.NO_FOLLOW_UP: _("Wij hebben uw melding beoordeeld. Wij nemen geen vervolgstappen."),
    Step.ADVICE: _("Wij hebben uw melding beoordeeld en omgezet in advies."),
    Step.HANDOVER: _("Wij hebben uw melding beoordeeld en dragen haar over aan een andere organisatie."),
    Step.INVESTIGATION: _("Wij hebben uw melding beoordeeld en beginnen een onderzoek."),
    Step.STAYS: _("Wij hebben uw melding beoordeeld en blijven zelf betrokken."),
    Step.ENDED: _("Wij zijn klaar. Er komen geen vervolgstappen van ons."),
    Step.ENDED_HANDOVER: _("Wij zijn klaar. Een andere organisatie gaat verder."),
}
KINDS: dict[str, Any] = {
    Kind.QUESTION: _("Vraag van Veilig Thuis"),
    Kind.ANSWER: _("Uw antwoord"),
    Kind.ADDITION: _("Uw aanvulling"),
    Kind.CORRECTION: _("Uw correctie"),
    Kind.WITHDRAWAL: _("U wilt de melding intrekken"),
    Kind.VERDICT: _("Antwoord op uw vraag om in te trekken"),
    Kind.FEEDBACK_1: _("Terugkoppeling na de beoordeling"),
    Kind.FEEDBACK_2: _("Terugkoppeling aan het eind"),
}
PARTS: dict[str, Any] = {
    Part.PEOPLE: _("Personen en adres"),
    Part.CONCERN: _("Wat is gezien en gezegd"),
    Part.HELP: _("Hulp, netwerk en vraag"),
    Part.STEPS: _("De stappen van de meldcode"),
    Part.SELF: _("Mijn eigen gegevens"),
}
GRANTED: dict[str, Any] = {
    Granted.YES: _("Uw melding is ingetrokken."),
    Granted.NO: _("Uw melding blijft staan."),
}


@dataclass(frozen=True)
class Stage:
    """One line of the small timeline: what, since when, and whether it has been."""

    words: Any
    at: datetime | None

    @property
    def has_been(self) -> bool:
        return self.at is not None


@dataclass(frozen=True)
class Said:
    """One message as its sender reads it; of the desk no name."""

    message: Message
    title: Any
    step: Any
    part: Any
    granted: Any

    @property
    def is_of_the_desk(self) -> bool:
        return self.message.kind in FROM_THE_DESK


@dataclass(frozen=True)
class After:
    """Everything about one sent report that its sender reads and may do."""

    stages: list[Stage]
    thread: list[Said]
    questions: list[Message]
    feedback: list[Said]
    wants_feedback: bool
    may_write: bool
    may_correct: bool
    may_withdraw: bool
    handed_over: bool
    newest: datetime | None


def after_of(report: Report) -> After:
    """Return what the page of an own report shows; three queries."""
    messages = messages_of(report)
    outcome = outcome_of(report) if report.decided_at else ""
    said = [_said(message) for message in messages]
    wish = any(message.kind == Kind.WITHDRAWAL and message.waits for message in messages)
    feedback = [one for one in said if one.message.kind in (Kind.FEEDBACK_1, Kind.FEEDBACK_2)]
    runs = report.status in RUNNING
    news = [message.at for message in messages if message.kind in FROM_THE_DESK]
    return After(
        stages=stages_of(report, outcome),
        thread=[one for one in said if one not in feedback],
        questions=[m for m in messages if m.kind == Kind.QUESTION and m.waits] if runs else [],
        feedback=feedback,
        wants_feedback=wants_feedback(report),
        may_write=runs,
        may_correct=report.status == Status.INTAKE and report.owner_id is None,
        may_withdraw=runs and not wish,
        handed_over=outcome == Outcome.HANDOVER,
        newest=newest_of(report, *news),
    )


def newest_of(report: Report, *said: datetime | None) -> datetime | None:
    """Return the moment of the last thing there is to tell of, or None."""
    return max((at for at in (report.decided_at, report.withdrawn_at, *said) if at), default=None)


def stages_of(report: Report, outcome: str) -> list[Stage]:
    """Received, being assessed, decided, handed over; or taken back."""
    begun = [Stage(_("Ontvangen"), report.received_at)]
    if report.status == Status.WITHDRAWN:
        return [*begun, Stage(_("Ingetrokken"), report.withdrawn_at)]
    found = [*begun, Stage(_("Wordt beoordeeld"), report.taken_in_at), Stage(_("Besloten"), report.decided_at)]
    return [*found, Stage(_("Overgedragen"), report.decided_at)] if outcome == Outcome.HANDOVER else found


def _said(message: Message) -> Said:
    return Said(
        message,
        KINDS[message.kind],
        STEPS.get(message.step, ""),
        PARTS.get(message.part, ""),
        GRANTED.get(message.granted, ""),
    )
