"""What is done with the persons a report is about: persons, households and how they relate."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from desk.accounts.models import User
from desk.audit import trail
from desk.deadlines import due, local_day
from desk.reports import case_rules
from desk.reports.identity import Reporter
from desk.reports.models import CaseFile
from desk.reports.permissions import may_change
from desk.reports.persons import Household, Person, Relation
from desk.rulebook import Refused, answer, holds, lock, tidy

# What somebody answers; file, keys and terms are stamped by the desk.
_PERSON = (
    *("role", "called", "first_names", "prefix", "surname", "sex", "unborn", "birth_year", "birth_month", "birth_day"),
    *("bsn", "phone", "whereabouts", "language", "has_custody", "school_or_gp", "household", "household_id"),
    *("lives_elsewhere", "is_reporter"),
)
_HOUSEHOLD = ("label", "address", "postcode", "place", "composition")


@trail.act("person_saved")
def save_person(
    *,
    by: User,
    at: datetime,
    case_file: CaseFile,
    person: Person | None = None,
    version: int = 1,
    submission: UUID | None = None,
    **answers: Any,
) -> Person:
    """Add a person to the file, or change one. Unknown is allowed in every column but the role.

    `submission` is the key of the empty form: sent twice it is one person.

    Raises PermissionDenied, Stale, Refused (eleven test, impossible date), ValidationError (row rules).
    """
    _may_write(by, case_file)
    sent = person or (submission and case_file.persons.filter(submission=submission).first())
    if sent and not person and holds(sent, answers):
        trail.record("person_saved", by=by, at=at, subject=case_file)
        return sent
    current = lock(sent, version) if sent else _new_person(case_file, submission, at=at)
    answer(current, answers, _PERSON)
    case_rules.bsn_passes_the_eleven_test(current.bsn)
    case_rules.birth_date_exists(current.birth_year, current.birth_month, current.birth_day, local_day(at))
    _same_file(case_file, current, current.household)
    _reporter_is_known(case_file, current)
    current.full_clean()
    current.save()
    trail.record("person_saved", by=by, at=at, subject=case_file)
    return current


@trail.act("person_saved")
def remove_person(*, by: User, at: datetime, case_file: CaseFile, person: Person) -> None:
    """Take a person out of the file who does not belong there."""
    _may_write(by, case_file)
    _same_file(case_file, person)
    person.delete()
    trail.record("person_saved", by=by, at=at, subject=case_file, detail="persoon weggehaald")


@trail.act("household_saved")
def save_household(
    *, by: User, at: datetime, case_file: CaseFile, household: Household | None = None, version: int = 1, **answers: Any
) -> Household:
    """Add a household to the file, or change one. Raises PermissionDenied, Stale, ValidationError.

    The same household twice is one household: a double click adds nothing.
    """
    _may_write(by, case_file)
    twin = next((h for h in case_file.households.all() if not household and holds(h, answers)), None)
    if twin:
        trail.record("household_saved", by=by, at=at, subject=case_file)
        return twin
    current = lock(household, version) if household else Household(case_file=case_file)
    answer(current, answers, _HOUSEHOLD)
    _same_file(case_file, current)
    current.full_clean()
    current.save()
    trail.record("household_saved", by=by, at=at, subject=case_file)
    return current


@trail.act("relation_saved")
def relate(
    *, by: User, at: datetime, case_file: CaseFile, person: Person, kind: str, other: Person, since: str = ""
) -> Relation:
    """Draw one line between two persons of the file. Raises ValidationError for a line drawn twice."""
    _may_write(by, case_file)
    _same_file(case_file, person, other)
    relation = Relation(case_file=case_file, person=person, kind=kind, other=other, since=tidy(since))
    relation.full_clean()
    relation.save()
    trail.record("relation_saved", by=by, at=at, subject=case_file)
    return relation


@trail.act("relation_saved")
def unrelate(*, by: User, at: datetime, case_file: CaseFile, relation: Relation) -> None:
    """Take a line away."""
    _may_write(by, case_file)
    _same_file(case_file, relation)
    relation.delete()
    trail.record("relation_saved", by=by, at=at, subject=case_file, detail="relatie weggehaald")


def _may_write(by: User, case_file: CaseFile) -> None:
    """Lock the file, so that its people are written one after the other, and never in a file that is closed."""
    if not may_change(by, case_file):
        raise PermissionDenied
    case_rules.case_file_is_open(CaseFile.objects.select_for_update().get(pk=case_file.pk).status)


def _new_person(case_file: CaseFile, submission: UUID | None, *, at: datetime) -> Person:
    day = local_day(at)
    key = {"submission": submission} if submission else {}
    return Person(case_file=case_file, recorded_on=day, inform_by=due("inform", day), **key)


def _reporter_is_known(case_file: CaseFile, person: Person) -> None:
    reporters = Reporter.objects.filter(report__case_file=case_file)
    if person.is_reporter:
        case_rules.reporter_among_persons_is_known(reporters.values_list("kind", "disclosure"))


def _same_file(case_file: CaseFile, *rows: Any) -> None:
    if any(row is not None and row.case_file_id != case_file.pk for row in rows):
        raise Refused("one_file_only", "Deze persoon staat in een ander dossier.")
