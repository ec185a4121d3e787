"""The rows under one report or file that its page always shows; each question is put together once (ready.py).

In everywhere: `user`, who was let in. Who that is changes nothing about the rows.
"""

from typing import Any

from django.db.models import QuerySet

from desk.accounts.ready import records
from desk.reports.models import Note, Observation, Passage, Report
from desk.reports.persons import Person, Relation

VERSIONS = 40
# Columns that count or stamp; who wrote what is told by the others.
_UNTOLD = {"version", "id", "submission", "team", "case_file", "entered_at", "overdue_since"}
# The columns of a version, in the order of the columns of `saved_versions_of` after its moment and who wrote it.
TOLD = [column for column in Report._meta.concrete_fields if column.name not in _UNTOLD]


def passages_of(user: Any, report: Report) -> list[Passage]:
    """What was written down, in order."""
    return records(_passages, user, report.pk)


def observations_of(user: Any, report: Report) -> list[Observation]:
    """The answers about signals and risks."""
    return records(_observations, user, report.pk)


def persons_of(user: Any, case_file: int) -> list[Person]:
    """Everybody in this file, with the household."""
    return records(_persons, user, case_file)


def relations_of(user: Any, case_file: int) -> list[Relation]:
    """How they are related."""
    return records(_relations, user, case_file)


def notes_of(user: Any, case_file: int) -> list[Note]:
    """The notes of this file with who wrote them, newest first."""
    return records(_notes, user, case_file)


def saved_versions_of(user: Any, report: Report) -> list[tuple[Any, ...]]:
    """(moment, name of who wrote it, *values of TOLD) of the newest versions, newest first."""
    return records(_versions, user, report.pk)


def _passages(_user: Any, report: int) -> QuerySet[Passage]:
    return Passage.objects.filter(report=report)


def _observations(_user: Any, report: int) -> QuerySet[Observation]:
    return Observation.objects.filter(report=report)


def _persons(_user: Any, case_file: int) -> QuerySet[Person]:
    return Person.objects.filter(case_file=case_file).select_related("household")


def _relations(_user: Any, case_file: int) -> QuerySet[Relation]:
    return Relation.objects.filter(case_file=case_file)


def _notes(_user: Any, case_file: int) -> QuerySet[Note]:
    return Note.objects.filter(case_file=case_file).select_related("by").order_by("-at", "-pk")


def _versions(_user: Any, report: int) -> QuerySet[Any, Any]:
    newest = Report.history.filter(id=report).order_by("-history_date", "-history_id")
    columns = ("history_date", "history_user__display_name", *(column.attname for column in TOLD))
    return newest.values_list(*columns)[:VERSIONS]
