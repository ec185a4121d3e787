"""What is done with the documents of a report: put them there, give one to somebody, take one away, forget them."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from desk.accounts.models import User
from desk.attachments import rules, store
from desk.attachments.choices import State
from desk.attachments.models import Attachment
from desk.attachments.names import safe_name
from desk.attachments.rewriting import Upload, cleaned
from desk.attachments.scanning import ask_scan
from desk.attachments.store import Stored
from desk.attachments.vault import Damaged, Opened
from desk.audit import trail
from desk.deadlines import local_day
from desk.reports.access.standing import way_in
from desk.reports.actions import report_is_in_hand
from desk.reports.models import Report
from desk.reports.permissions import may_change, may_open
from desk.rulebook import Refused, tidy


def add_attachment(
    *, by: User, at: datetime, report: Report, submission: UUID, file: Upload, description: str, dated: date | None,
    withheld: bool,
) -> Attachment:  # fmt: skip
    """Put a document with a report in hand: cleaned, encrypted, and in quarantine until it was scanned.

    In: `submission` the key of the empty form (sent twice is one attachment). The file is cleaned before the
    transaction: that takes a second, and an SQLite desk has one writer. Raises PermissionDenied, Refused.
    """
    told = {"by": by, "at": at, "report": report, "submission": submission}
    work = partial(keep_with_report, **told, description=description, dated=dated, withheld=withheld)
    if not may_change(by, report) or Attachment.objects.filter(submission=submission, report=report).exists():
        return work(stored=None, name="")
    stored = cleaned(file, "attachment_added", by=by, at=at, report=report)
    return in_the_store(stored, partial(work, stored=stored, name=safe_name(file.name, stored.kind)))


@trail.act("attachment_added")
def keep_with_report(
    *, by: User, at: datetime, report: Report, submission: UUID, stored: Stored | None, name: str, description: str,
    dated: date | None, withheld: bool,
) -> Attachment:  # fmt: skip
    """Write down the document that `stored` is the file of. Raises PermissionDenied, Refused, ValidationError."""
    if not may_change(by, report):
        raise PermissionDenied
    current = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    kept = Attachment.objects.filter(submission=submission, report=current).first()
    if kept is None:
        if stored is None:  # the form came twice, and what it brought was taken away in between
            raise Refused("record_is_gone", "Een collega heeft dit intussen weggehaald.")
        report_is_in_hand(current)
        rules.attachments_fit_the_report(current.attachments.count())
        kept = new_row(stored, at=at, submission=submission, name=name, description=description, dated=dated)
        kept.report, kept.put_by, kept.withheld = current, by, withheld
        save_new(kept)
    trail.record("attachment_added", by=by, at=at, subject=current, detail=kept.get_kind_display())
    return kept


def new_row(
    stored: Stored, *, at: datetime, submission: UUID, name: str, description: str, dated: date | None
) -> Attachment:
    """Return the row of a file in the store, not saved yet. Raises Refused for a date after today."""
    rules.document_is_not_from_the_future(dated, local_day(at))
    return Attachment(
        submission=submission,
        name=name,
        description=tidy(description),
        dated=dated,
        kind=stored.kind,
        size=stored.size,
        stored=stored.name,
        digest=stored.digest,
        sent_digest=stored.sent,
        state=State.QUARANTINED if settings.CLAMD_URL else State.UNSCANNED,
        put_at=at,
    )


def save_new(row: Attachment) -> None:
    """Save a row and have its file scanned once it is there for everybody. Raises ValidationError."""
    row.full_clean()
    row.save(force_insert=True)
    transaction.on_commit(lambda: ask_scan(row.pk), robust=True)


def in_the_store(stored: Stored, work: "partial[Attachment]") -> Attachment:
    """Do `work`; when no row came to know the file, it goes at once (a killed desk leaves that to the sweep)."""
    try:
        row = work()
    except (ValidationError, PermissionDenied):
        # After any other fault nobody knows whether the row is there: the sweep does, an hour later.
        store.destroy([stored.name])
        raise
    if row.stored != stored.name:
        store.destroy([stored.name])
    return row


@trail.act("attachment_read")
def read_attachment(*, by: User, at: datetime, attachment: Attachment) -> Opened:
    """Return the plain bytes of a document of a report. Raises PermissionDenied, Refused (not scanned, not whole)."""
    if attachment.report is None or not may_open(by, attachment.report):
        raise PermissionDenied
    rules.only_a_clean_attachment_is_given(attachment.state)
    try:
        opened = store.open_whole(attachment.stored, attachment.digest)
    except Damaged:
        opened = None
    rules.attachment_is_whole(opened is not None)
    assert opened is not None
    trail.record("attachment_read", by=by, at=at, subject=attachment, detail=way_in(by, attachment.report))
    return opened


@trail.act("attachment_removed")
def remove_attachment(*, by: User, at: datetime, attachment: Attachment, reason: str) -> None:
    """Take a document away until the report is decided; its file is destroyed. Raises PermissionDenied, Refused."""
    if attachment.report is None or not may_change(by, attachment.report):
        raise PermissionDenied
    report = Report.objects.select_for_update(of=("self",)).get(pk=attachment.report.pk)
    report_is_in_hand(report)
    reason = tidy(reason)
    rules.removal_has_a_reason(reason)
    if not forget_rows(Attachment.objects.filter(pk=attachment.pk)):
        raise Refused("record_is_gone", "Een collega heeft dit intussen weggehaald.")
    trail.record(
        "attachment_removed", by=by, at=at, subject=report, reason=reason, detail=attachment.get_kind_display()
    )


def forget(reports: Iterable[Report]) -> int:
    """Remove every document of these reports, rows and files, for whoever destroys them. Out: how many there were.

    Works in the transaction of that act, which has its own permission and event; the files go when it is committed.
    """
    return forget_rows(Attachment.objects.filter(report__in=[report.pk for report in reports]))


def forget_rows(rows: models.QuerySet[Attachment]) -> int:
    """Delete rows now and their files on commit. Out: how many."""
    held = dict(rows.select_for_update(of=("self",)).values_list("pk", "stored"))
    Attachment.objects.filter(pk__in=held).delete()
    transaction.on_commit(lambda: store.destroy(list(held.values())), robust=True)
    return len(held)
