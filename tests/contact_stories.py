"""What goes to and fro after a report was sent through the portal, by living it."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from desk.accounts.models import User
from desk.contact import actions
from desk.contact.models import Message
from desk.contact.reading import Thread, thread_of, wants_feedback
from desk.reports import actions as report_actions
from desk.reports.models import Report
from meldcode import after
from meldcode.receipts import Receipt
from tests import stories

ADDITION = {"text": "Vandaag kwam de leerling weer niet.", "who": "Ikzelf", "happened": "Vanochtend"}


def asked(*, by: User, at: datetime, report: Report, text: str = "Is de leerling vandaag op school?") -> Message:
    """A counsellor asks something."""
    return actions.ask(by=by, at=at, report=report, submission=uuid4(), text=text)


def said(receipt: Receipt, *, at: datetime, kind: str, about: Message | None = None, **told: Any) -> Message:
    """The sender writes."""
    return after.write(by=receipt.user, at=at, receipt=receipt, submission=uuid4(), kind=kind, about=about, **told)


def added(receipt: Receipt, *, at: datetime, **other: Any) -> Message:
    """The sender adds a fact."""
    return said(receipt, at=at, kind="addition", **{**ADDITION, **other})


def wished(receipt: Receipt, *, at: datetime) -> Message:
    """The sender would rather take it back."""
    return said(receipt, at=at, kind="withdrawal", text="Vader kwam verhaal halen.")


def decided(report: Report, *, by: User, second: User, at: datetime, **answers: Any) -> Report:
    """Two people decided about it: handed over, unless the answers say otherwise."""
    report = stories.fresh(report)
    taken = report_actions.take_in(by=by, at=at, report=report, version=report.version)
    stories.confirmed(by=by, second=second, at=at, report=taken, **answers)
    return stories.fresh(report)


def thread(report: Report) -> Thread:
    """The thread as it stands now."""
    report = stories.fresh(report)
    return thread_of(report, wants_feedback=wants_feedback(report))


def feedback(report: Report, by: User, at: datetime, **other: Any) -> Message:
    """A colleague tells back that somebody else takes it over, unless told otherwise."""
    told = {"submission": uuid4(), "step": "handover", "text": "", **other}
    return actions.give_feedback(by=by, at=at, report=report, **told)
