"""What the pages of a file and a report show, put together from rows that were loaded once."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desk import codelists
from desk.reports import genogram
from desk.reports.choices import Answer, Arrival, ObservationList, PersonRole, RelationKind, Seen, Status
from desk.reports.masked import Mask
from desk.reports.models import CaseFile, Note, Observation, Report
from desk.reports.persons import Person, Relation
from desk.reports.rows import TOLD

MEANT = {PersonRole.PRESUMED_VICTIM, PersonRole.DEPENDANT}
CHILD_UNTIL = 18


@dataclass(frozen=True)
class Moment:
    at: datetime
    words: str
    kind: str = ""


def drawing_of(persons: list[Person], relations: Iterable[Relation], today: date) -> genogram.Drawing | None:
    """The genogram of a file, or None when only the table can show it."""
    members = [_member(person, today) for person in persons]
    if len([m for m in members if m.index]) != 1 and not any(p.role in MEANT for p in persons):
        members = [_member(person, today, PersonRole.CHILD) for person in persons]
    ties = [genogram.Tie(r.person_id, r.kind, r.other_id, _remark(r)) for r in relations]
    homes = {p.household.pk: _home(p.household) for p in persons if p.household}
    return genogram.draw(members, ties, homes)


def _member(person: Person, today: date, index: str = "") -> genogram.Member:
    age = person.age_on(today)
    return genogram.Member(
        id=person.pk,
        label=person.shown_as,
        age="" if person.unborn else "?" if age is None else str(age),
        sex=person.sex,
        unborn=person.unborn,
        index=person.role in MEANT or person.role == index,
        child=person.role == PersonRole.CHILD or person.unborn or (age is not None and age < CHILD_UNTIL),
        home=person.household_id,
        remark=_where(person),
    )


def _where(person: Person) -> str:
    if not person.full_name and not person.called:
        return "naam niet bekend"
    elsewhere = person.household_id is None and (person.lives_elsewhere or person.role == PersonRole.NETWORK)
    return "woont elders" if elsewhere else ""


def _home(household: Any) -> str:
    return ", ".join(part for part in (household.label, household.place) if part)


def _remark(relation: Relation) -> str:
    """The year of a separation; the rest of what was typed may name somebody and stays in the table."""
    if relation.kind != RelationKind.EX_PARTNER:
        return ""
    year = re.search(r"\b(19|20)\d\d\b", relation.since)
    return f"uit elkaar {year.group()}" if year else "uit elkaar"


def in_words(persons: list[Person], relations: Iterable[Relation], today: date) -> str:
    """The drawing told without names: role and age, and each line."""
    said = {person.pk: _called(person, today) for person in persons}
    people = ", ".join(said.values())
    ties = [
        f"{said[r.person_id]} {r.get_kind_display()} {said[r.other_id]}"
        for r in relations
        if r.person_id in said and r.other_id in said
    ]
    return ". ".join([f"{len(persons)} personen: {people}", *ties]) + "."


def _called(person: Person, today: date) -> str:
    if person.unborn:
        return f"{person.shown_as}, nog niet geboren"
    age = person.age_on(today)
    return f"{person.shown_as}, {age} jaar" if age is not None else f"{person.shown_as}, leeftijd onbekend"


def timeline(case_file: CaseFile, rows: list[tuple[Report, Mask]], notes: Iterable[Note]) -> list[Moment]:
    """What happened in a file, newest first, from the stamps of its reports; never who reported."""
    moments = [Moment(case_file.opened_at, "Dossier geopend")]
    for report, mask in rows:
        moments += _of_report(report, mask)
    moments += [Moment(note.at, f"Interne notitie van {note.by.display_name}") for note in notes]
    if case_file.closed_at:
        moments.append(Moment(case_file.closed_at, "Dossier gesloten", "key"))
    return sorted(moments, key=lambda moment: moment.at)[::-1]


def _of_report(report: Report, mask: Mask) -> list[Moment]:
    number = report.number
    kind = "stop" if report.acute else "key"
    danger = "Direct gevaar." if report.danger == "yes" else "Geen direct gevaar gemeld."
    investigation = f", onderzoek {report.investigation_number}" if report.investigation_number else ""
    stamps = [
        (report.received_at, f"{report.get_arrival_display()} {number} binnen. {danger}", kind),
        (report.taken_in_at, f"Intake van {number} af", ""),
        (mask.decided_at if mask.is_hidden else None, _verdict(mask), ""),
        (report.withdrawn_at, f"{number} ingetrokken door de melder", "key"),
        (report.decided_at, f"Besluit over {number} bevestigd{investigation}", "key"),
        (report.closed_at, f"{number} gesloten", "key"),
    ]
    return [Moment(at, words, kind) for at, words, kind in stamps if at]


def _verdict(mask: Mask) -> str:
    what = "Afscherming van de melder" if mask.is_shielded else "Onbekend blijven van de melder"
    return f"{what} {'goedgekeurd' if mask.was_approved else 'afgewezen'}"


def current(rows: list[tuple[Report, Mask]]) -> tuple[Report, Mask] | None:
    """The report a file is about now: the one in hand that is due first, else the newest."""
    in_hand = [row for row in rows if row[0].is_in_hand]
    if in_hand:
        return min(in_hand, key=lambda row: (not row[0].acute, row[0].assess_by, row[0].pk))
    return max(rows, key=lambda row: row[0].received_at, default=None)


def marks(report: Report) -> list[tuple[str, str]]:
    """The tags beside the number of a file or report: (kind, words)."""
    state = "done" if report.status in (Status.DECIDED, Status.CLOSED) else "report"
    found = [(state, report.get_status_display())]
    if report.acute:
        found.append(("stop", "Acuut"))
    if report.arrival != Arrival.FIRST:
        found.append(("", report.get_arrival_display()))
    if report.trafficking == "yes":
        found.append(("", "Mensenhandel"))
    return found


def observed(rows: list[Observation]) -> list[tuple[str, list[Observation]]]:
    """Signals and risk factors that were answered, those that were seen first; unknown is left out."""
    headings = [("Signalen", ObservationList.SIGNAL), ("Risicofactoren", ObservationList.RISK_FACTOR)]
    known = sorted((row for row in rows if row.state != Seen.UNKNOWN), key=lambda row: row.state != Seen.SEEN)
    return [(words, found) for words, one in headings if (found := [row for row in known if row.list == one])]


def trafficking(report: Report) -> list[str]:
    """The kinds of trafficking and sectors of work that a report speaks of, or the answer itself."""
    if report.trafficking != Answer.YES:
        return [report.get_trafficking_display()]
    kinds = codelists.TRAFFICKING_KINDS.labels(report.trafficking_kinds)
    return [*kinds, *codelists.LABOUR_SECTORS.labels(report.labour_sectors)] or ["Ja"]


def changes(versions: list[tuple[Any, ...]]) -> list[tuple[Any, str, list[str]]]:
    """(moment, who, which fields changed) of each of these (`rows.saved_versions_of`); never the values."""
    pairs = zip(versions, [*versions[1:], None], strict=True)
    return [(row[0], row[1] or "Het systeem", _changed(row, before)) for row, before in pairs]


def _changed(row: tuple[Any, ...], before: tuple[Any, ...] | None) -> list[str]:
    if before is None:
        return ["oudste versie hier"]
    return [str(f.verbose_name) for f, now, then in zip(TOLD, row[2:], before[2:], strict=True) if now != then]
