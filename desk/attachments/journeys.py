"""Documents of a form that a professional has not sent yet: kept apart under its key, then handed over, or forgotten.

Who may add to a form is for the portal to say, which knows its accounts: only it calls these.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import models, transaction

from desk.attachments import rules
from desk.attachments.actions import forget_rows, in_the_store, new_row, save_new
from desk.attachments.models import Attachment
from desk.attachments.names import safe_name
from desk.attachments.rewriting import Upload, cleaned
from desk.attachments.store import Stored
from desk.audit import trail
from desk.reports.models import Report
from desk.rulebook import Refused


def add_to_batch(
    *, by: trail.Actor, at: datetime, batch: UUID, submission: UUID, file: Upload, keep: "partial[Attachment]"
) -> Attachment:
    """Keep a document with the form `batch`, as add_attachment does with a report.

    `keep` writes it down, with keep_in_batch: the portal says there whether the form still takes one. Raises Refused,
    ValidationError, and what `keep` raises.
    """
    work = partial(keep, submission=submission)
    if Attachment.objects.filter(submission=submission, batch=batch).exists():
        return work(stored=None, name="")
    stored = cleaned(file, "attachment_kept", by=by, at=at)
    return in_the_store(stored, partial(work, stored=stored, name=safe_name(file.name, stored.kind)))


def documents_of_batch(batch: UUID) -> list[Attachment]:
    """Return the documents of a form in the order in which they came; one query."""
    return list(Attachment.objects.filter(batch=batch))


@trail.act("attachment_kept")
def keep_in_batch(
    *, by: trail.Actor, at: datetime, batch: UUID, submission: UUID, stored: Stored | None, name: str, description: str,
    dated: date | None,
) -> Attachment:  # fmt: skip
    """Write down the document that `stored` is the file of. Raises Refused, ValidationError."""
    of_the_form = Attachment.objects.filter(batch=batch)
    kept = of_the_form.filter(submission=submission).first()
    if kept is None:
        if stored is None:  # the form came twice, and what it brought was taken away in between
            raise Refused("record_is_gone", "Een collega heeft dit intussen weggehaald.")
        rules.attachments_fit_the_report(of_the_form.count())
        kept = new_row(stored, at=at, submission=submission, name=name, description=description, dated=dated)
        kept.batch = batch
        save_new(kept)
    trail.record("attachment_kept", by=by, at=at)
    return kept


@trail.act("attachment_dropped")
def drop_from_batch(*, by: trail.Actor, at: datetime, batch: UUID, pk: UUID) -> None:
    """Take a document out of a form that was not sent. Raises Refused when it is not there."""
    if not forget_rows(Attachment.objects.filter(batch=batch, pk=pk)):
        raise Refused("record_is_gone", "Dit bestand is al weggehaald.")
    trail.record("attachment_dropped", by=by, at=at)


@trail.act("attachments_handed_over")
def hand_over(*, by: trail.Actor, at: datetime, batch: UUID, report: Report, withheld: bool = False) -> int:
    """Give the documents of a form to the report it became, in the transaction that files it. Out: how many.

    `withheld` marks them as not to be passed on: a letter tells who sent it, and this sender asked for a shield.
    Raises Refused when the report would have too many. Twice is once: the second time there is nothing left to give.
    """
    rows = Attachment.objects.filter(batch=batch)
    if found := rows.count():
        rules.attachments_fit_the_report(report.attachments.count() + found - 1)
    given = rows.update(batch=None, report=report, withheld=withheld)
    trail.record("attachments_handed_over", by=by, at=at, subject=report, detail=str(given))
    return given


def forget_batches(batches: Iterable[UUID]) -> int:
    """Forget the documents of forms that are not sent, in the transaction that forgets those. Out: how many."""
    return forget_rows(Attachment.objects.filter(batch__in=list(batches)))


def purge(*, live: models.QuerySet[Any]) -> int:
    """Forget the documents of forms that are gone: all that are not among the keys `live`. Out: how many.

    A form and its documents go together, so who knows the forms says which are there.
    """
    with transaction.atomic():
        return forget_rows(Attachment.objects.filter(batch__isnull=False).exclude(batch__in=live))
