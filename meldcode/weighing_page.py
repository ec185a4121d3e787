"""How step 4 is shown: each question with what every answer means, so that it reads without JavaScript too."""

from typing import Any

from django.utils.translation import gettext as _

from meldcode.step_forms import WeighingForm
from meldcode.weighing import REPORT, REPORT_AGAIN, in_words


def rows(form: WeighingForm, *, is_consulted: bool) -> list[dict[str, Any]]:
    """The questions in order: field, when it opens, and (answer, its label, what follows, is that a report)."""
    questions = form.framework.questions
    numbers = {question.key: number for number, question in enumerate(questions, 1)}
    opens = {
        getattr(question, answer): f"{form.add_prefix(question.key)}={answer}"
        for question in questions
        for answer in ("yes", "no", "unknown")
        if getattr(question, answer) in numbers
    }
    return [
        {
            "key": question.key,
            "field": form[question.key],
            "opens": opens.get(question.key, ""),
            "follows": [
                (
                    value,
                    label,
                    _follows(question.leads_to(value), numbers, is_consulted),
                    question.leads_to(value) in (REPORT, REPORT_AGAIN),
                )
                for value, label in form.fields[question.key].choices  # type: ignore[attr-defined]
            ],
        }
        for question in questions
    ]


def _follows(to: str, numbers: dict[str, int], is_consulted: bool) -> str:
    if to in numbers:
        return _("Dan weegt u verder met vraag %(number)s.") % {"number": numbers[to]}
    return _(in_words(to, is_consulted=is_consulted))
