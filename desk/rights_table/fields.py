"""Who sees which field. Every column of every record with content is here; a test counts them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from desk.accounts.permissions import may_administer
from desk.advice.permissions import may_open_advice
from desk.audit.permissions import may_read_trail
from desk.oversight.permissions import may_oversee
from desk.reports.access.permissions import may_consent, may_judge, may_know_wall
from desk.reports.permissions import may_decide_on_secrecy, may_open, may_reveal_reporter
from desk.reports.rules import IDENTITY
from desk.retention.permissions import may_read_register
from desk.rights_table.guarded import Permission
from desk.rights_table.table import cells_of

_ARGUED = ("shield_explanation", "safety_phone", "safety_agreement", "withheld", "unknown_reason")
# Labels of models whose every column is shown to whoever this permission lets in.
WHOLE: dict[str, tuple[Permission, str]] = {
    **dict.fromkeys(
        (
            *("reports.CaseFile", "reports.Report", "reports.Passage", "reports.Observation", "reports.Note"),
            *("reports.MeldcodeSteps", "reports.Sharing"),
            *("reports.Household", "reports.Person", "reports.Relation", "reports.HistoricalReport"),
            *("assessment.Assessment", "assessment.Ground", "assessment.Consultation"),
            *("assessment.HistoricalAssessment", "review.Decision", "review.Remark", "review.Reply"),
            *("attachments.Attachment", "contact.Message", "contact.Reading"),
        ),
        (may_open, ""),
    ),
    "reports.Grant": (may_judge, "de reden die iemand gaf"),
    "reports.Consent": (may_consent, "de reden, nooit de naam"),
    "reports.Seal": (may_open, "alleen voor wie genoemd is"),
    "reports.Named": (may_open, "alleen voor wie genoemd is"),
    "reports.Wall": (may_know_wall, "alleen voor de twee die de muur kennen"),
    "advice.Advice": (may_open_advice, "kent niemand"),
    "advice.Referral": (may_open_advice, "kent niemand"),
    "advice.ShortContact": (may_open_advice, "kent niemand"),
    "audit.Event": (may_read_trail, "wie een melding behandelt ziet wie haar opende"),
    "oversight.Alarm": (may_oversee, "niemand anders weet dat het er is"),
    "retention.Destruction": (
        may_read_register,
        "nummers en dagen, geen inhoud; een teamleider alleen van het eigen team",
    ),
    "accounts.User": (may_administer, "naam en rol ziet iedere collega"),
}
# The reporter, column by column: who they are, what was argued, and what a page may know.
REPORTER: tuple[tuple[str, Sequence[str], Permission, str], ...] = (
    (
        "Melder: wie het is",
        IDENTITY,
        may_reveal_reporter,
        "met een reden; afgeschermd alleen na toestemming van een tweede; onbekend: niets bewaard",
    ),
    ("Melder: waarom verborgen", _ARGUED, may_decide_on_secrecy, "en wie de melder laat tonen"),
)
# Keys, counters and keeps: no page shows a column of these.
UNSEEN = {
    *("reports.Counter", "reports.Draft", "audit.Stamp", "audit.Leaf", "audit.Head", "audit.Kept"),
    *("oversight.Circle", "oversight.Mark", "oversight.ReviewedDay"),
    *("audit.Mailed", "audit.Tie", "audit.Shape", "audit.Destroyed", "audit.Restored", "audit.LostHead"),
}


@dataclass(frozen=True)
class FieldRow:
    title: str
    columns: tuple[str, ...]
    cells: tuple[str, ...]
    note: str


@cache
def field_rows() -> list[FieldRow]:
    """Return who sees which columns, the reporter first."""
    reporter: Any = apps.get_model("reports.Reporter")
    found = [_row(title, _of(reporter, names), permission, note) for title, names, permission, note in REPORTER]
    apart = {name for _, names, _, _ in REPORTER for name in names}
    rest = [field.name for field in reporter._meta.concrete_fields if field.name not in apart]
    found.append(_row("Melder: soort, hoedanigheid en besluit", _of(reporter, rest), may_open, "zonder naam"))
    for label, (permission, note) in WHOLE.items():
        model = apps.get_model(label)
        title = str(model._meta.verbose_name).replace("historical", "eerdere versie van").capitalize()
        found.append(_row(title, model._meta.concrete_fields, permission, note))
    return found


def _of(model: type[models.Model], names: Sequence[str]) -> list[Any]:
    return [model._meta.get_field(name) for name in names]


def _row(title: str, columns: Sequence[Any], permission: Permission, note: str) -> FieldRow:
    shown = [str(column.verbose_name) for column in columns if not _is_technical(column)]
    return FieldRow(title, tuple(shown), cells_of([permission]), note)


def _is_technical(column: Any) -> bool:
    named = column.name in {"id", "version", "submission"} or column.primary_key
    return named or str(column.verbose_name) == column.name.replace("_", " ")
