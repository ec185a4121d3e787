"""The stories of the documents with a report, and with a form that was not sent yet."""

from typing import Any
from uuid import uuid4

from desk.attachments import actions, journeys
from desk.attachments.models import Attachment
from tests import stories
from tests.playing import Cast, plays


def _document(c: Cast, **told: Any) -> Attachment:
    return stories.an_attachment(by=c.noor, at=c.at, report=stories.a_report(by=c.noor, at=c.at), **told)


def _form(c: Cast) -> Attachment:
    told = {"submission": uuid4(), "stored": stories.a_letter(), "name": "brief.txt", "dated": None}
    return journeys.keep_in_batch(by=c.noor, at=c.at, batch=uuid4(), description="Brief van school", **told)


@plays("attachments.keep_with_report")
def _(c: Cast) -> None:
    _document(c)


@plays("attachments.read_attachment")
def _(c: Cast) -> None:
    actions.read_attachment(by=c.noor, at=c.at, attachment=_document(c, clean=True)).close()


@plays("attachments.remove_attachment")
def _(c: Cast) -> None:
    actions.remove_attachment(by=c.noor, at=c.at, attachment=_document(c), reason="Hoort bij een ander gezin.")


@plays("attachments.keep_in_batch")
def _(c: Cast) -> None:
    _form(c)


@plays("attachments.drop_from_batch")
def _(c: Cast) -> None:
    row = _form(c)
    journeys.drop_from_batch(by=c.noor, at=c.at, batch=row.batch, pk=row.pk)


@plays("attachments.hand_over")
def _(c: Cast) -> None:
    report = stories.a_report(by=c.noor, at=c.at)
    journeys.hand_over(by=c.noor, at=c.at, batch=_form(c).batch, report=report)
