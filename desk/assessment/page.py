"""What the page of the three questions shows beside the form: the outcome, what is open, and what was said before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from desk.accounts.models import User
from desk.assessment.actions import facts_of
from desk.assessment.choices import Answer, Outcome, Question, Unsafe
from desk.assessment.forms import QuestionsForm, with_answers
from desk.assessment.models import Assessment
from desk.assessment.permissions import who_may_confirm
from desk.assessment.points import Point, open_points
from desk.assessment.questions import allowed, outcome_of
from desk.assessment.reading import COLUMNS, HEADS, advice_and_signals, in_short
from desk.deadlines import local_day
from desk.reports.choices import Seen
from desk.reports.masked import Mask
from desk.reports.meldcode_steps import steps_of
from desk.reports.models import Report
from desk.templatetags.fields import first_id

_NOT_ALLOWED = "Kan niet bij deze antwoorden."


@dataclass(frozen=True)
class Open:
    """An open point as the page shows it: its sentence and the field it leads to."""

    sentence: str
    target: str


@dataclass
class Step:
    """One of the three questions in the stepper and beside the form."""

    number: int
    head: str
    short: str
    because: str
    points: list[Open] = field(default_factory=list)
    state: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.points)


def context(
    assessment: Assessment,
    mask: Mask,
    versions: Sequence[Assessment],
    form: QuestionsForm,
    *,
    by: User,
    at: datetime,
    typed: dict[str, Any],
) -> dict[str, Any]:
    """Everything the template needs; `typed` are the answers on the screen, which need not be stored yet."""
    report = assessment.report
    prefetch_related_objects([assessment], "grounds")
    shown = with_answers(assessment, typed)
    facts = facts_of(shown, mask)
    row = outcome_of(facts) if shown.unsafe else None
    shown.expected = row.outcome if row else ""
    shown.outcome = shown.outcome or shown.expected
    shown._prefetched_objects_cache = assessment._prefetched_objects_cache  # type: ignore[attr-defined]
    points = open_points(shown, by=by, at=at)
    steps = _steps(shown, form, points)
    may = allowed(facts)
    form.fields["outcome"].option_off = {o.value: _NOT_ALLOWED for o in Outcome if o not in may}  # type: ignore[attr-defined]
    return {
        "report": report,
        "assessment": assessment,
        "form": form,
        "row": row,
        "shown": shown,
        "steps": steps,
        "open_points": sum(len(step.points) for step in steps),
        "first_open": next((step for step in steps if step.points), None),
        "today": local_day(at),
        "deciders": who_may_confirm(report, by.pk),
        **beside(report, versions),
    }


def beside(report: Report, versions: Sequence[Assessment]) -> dict[str, Any]:
    """What stands beside the answers: signals, earlier versions with the remarks on them, and experts' advice."""
    # Review lies above this room, so its rows are reached through the relation only.
    remark: Any = Assessment._meta.get_field("remarks").related_model
    said = remark.objects.select_related("by", "reply__by")
    prefetch_related_objects(versions, Prefetch("remarks", said))
    consultations, states = advice_and_signals(report)
    return {
        "meldcode": steps_of(report),
        "signals": [signal for signal in states if signal.state == Seen.SEEN],
        "signal_counts": _counts([signal.state for signal in states]),
        "versions": versions,
        "remarks": [remark for version in versions for remark in version.remarks.all()],  # type: ignore[attr-defined]
        "consultations": consultations,
    }


def _counts(states: list[str]) -> str:
    if not states:
        return ""
    seen, not_seen, unknown = (states.count(state) for state in (Seen.SEEN, Seen.NOT_SEEN, Seen.UNKNOWN))
    return f"{seen} gezien, {not_seen} niet gezien, {unknown} onbekend."


def _steps(shown: Assessment, form: QuestionsForm, points: Iterable[Point]) -> list[Step]:
    says = {Question.UNSAFE: _first(shown), Question.NEEDED: _second(shown), Question.WHO: _third(shown)}
    questions = [question for question in says if question == Question.UNSAFE or shown.unsafe != Unsafe.NO]
    steps = [Step(n, HEADS[question], *says[question]) for n, question in enumerate(questions, start=1)]
    for point in points:
        name = form.place_of(point.rule, point.field)
        steps[min(_question_of(name), len(steps)) - 1].points.append(_open(form, name, point.sentence))
    _mark(steps, shown)
    return steps


def _open(form: QuestionsForm, name: str, sentence: str) -> Open:
    return Open(sentence, first_id(form[name]) if name else "")


def _mark(steps: list[Step], shown: Assessment) -> None:
    for step in steps:
        step.state = "" if step.points or not shown.unsafe else "done"
        if step.points and shown.unsafe:
            step.short = f"{len(step.points)} punt{'en' if len(step.points) > 1 else ''} open"
    now = next((step for step in steps if step.state != "done"), None)
    if now:
        now.state = "now"


def _question_of(name: str) -> int:
    """The number of the question a field belongs to; the decision belongs to the last."""
    if name.startswith("contact_"):
        return 3
    questions = [Question.UNSAFE, Question.NEEDED, Question.WHO]
    return next((n for n, q in enumerate(questions, start=1) if name in COLUMNS[q]), 1 if "ground" in name else 3)


def _first(shown: Assessment) -> tuple[str, str]:
    if not shown.unsafe:
        return "Nog niet beantwoord", "is nog niet beantwoord."
    if shown.unsafe == Unsafe.YES:
        return in_short(shown), in_short(shown).replace("Ja", "onveilig", 1)
    return in_short(shown), "geen onveiligheid." if shown.unsafe == Unsafe.NO else "nog niet duidelijk."


def _second(shown: Assessment) -> tuple[str, str]:
    named = {"Veiligheid": shown.safety_conditions, "hulp": shown.professional_help}
    around = shown.own_strength or shown.network or shown.circle_can
    short = ", ".join([name for name, text in named.items() if text] + (["kring"] if around else []))
    short = short or "Nog niet beantwoord"
    works = {
        Answer.YES: "hulp is nodig en betrokkenen werken mee.",
        Answer.NO: "betrokkenen werken niet mee.",
    }.get(Answer(shown.cooperates or Answer.UNKNOWN), "niet bekend of betrokkenen meewerken.")
    return short[0].upper() + short[1:], works


def _third(shown: Assessment) -> tuple[str, str]:
    count = len(shown.parties)
    chosen = f"{count} partij{'en' if count != 1 else ''}"
    if shown.regional_task:
        return "Aanpak van de regio", "de regio heeft hiervoor een eigen aanpak."
    if shown.stays_here:
        return "Veilig Thuis", "Veilig Thuis houdt het zelf."
    return (chosen, "een ander kan het oppakken.") if count else ("Nog niet beantwoord", "nog niemand gekozen.")
