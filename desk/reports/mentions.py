"""A text that leaves the desk gives away a reporter whom the family may not know: the desk warns (P6).

It refuses nothing: a counsellor may have to write it down, and what stays inside has its mark (withheld). The details
of the reporter go no further than the comparison: the warning and the trail name fields, never words.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import models

from desk import guard
from desk.accounts.models import User
from desk.audit import trail
from desk.reports.actions import reporter_of
from desk.reports.models import Passage, Report
from desk.reports.permissions import may_open

Texts = list[tuple[str, str]]  # what the field is called, what it says

_NAMES = ("name", "second_contact")
_DETAILS = ("organisation", "function", "phone", "safety_phone", "email", "postal_address", "withheld")
_PASSAGE = ("what", "happened", "place", "how_often", "who")


def texts_in(row: models.Model, columns: Iterable[str]) -> Texts:
    """The texts of a record, each with the label of its field."""
    labels = {field.name: str(field.verbose_name) for field in row._meta.fields}
    return [(labels[name], getattr(row, name)) for name in columns]


def _columns(*names: str) -> Callable[[Report], Texts]:
    return lambda report: texts_in(report, names)


def _passages(report: Report) -> Texts:
    rows: Iterable[Passage] = report.passages.filter(withheld=False)
    return [("Zorgen", "\n".join(getattr(row, name) for name in _PASSAGE)) for row in rows]


def _observations(report: Report) -> Texts:
    return [("Wie zag dit signaal?", source) for source in report.observations.values_list("source", flat=True)]


# What of each section is read by others than the desk: in a hand-over, a letter, a copy for the persons concerned.
_LEAVES: dict[str, Callable[[Report], Texts]] = {
    "begin": _columns("danger_action", "title"),
    "zorgen": _passages,
    "mensenhandel": _observations,
    "hulp": _columns("help_present", "network", "protective"),
    "meldcode": _columns("meldcode_note", "not_informed_reason"),
    "vraag": _columns("request"),
}


def texts_that_leave(report: Report, section: str = "") -> Texts:
    """What leaves the desk of one section of a report, or of all of it."""
    wanted = [section] if section else list(_LEAVES)
    return [text for name in wanted if name in _LEAVES for text in _LEAVES[name](report)]


def fields_that_point_at_the_reporter(report: Report, texts: Texts) -> list[str]:
    """Return the labels of the texts that give a hidden reporter away; nothing for one the family may know.

    An unknown reporter has no details to compare (P5).
    """
    reporter = reporter_of(report)
    if not reporter.is_hidden:
        return []
    names = [getattr(reporter, name) for name in _NAMES]
    details = [getattr(reporter, name) for name in _DETAILS]
    pointing = (label for label, text in texts if text and guard.mentions(text, names=names, details=details))
    return list(dict.fromkeys(pointing))


@trail.act("reporter_mentioned")
def tell_of_mention(*, by: User, at: datetime, report: Report, fields: list[str]) -> None:
    """Record that these fields point at the hidden reporter: who tries names until one is warned of is seen."""
    if not may_open(by, report):
        raise PermissionDenied
    trail.record("reporter_mentioned", by=by, at=at, subject=report, detail=", ".join(fields)[:200])
