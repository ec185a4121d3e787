"""Documents of a form that was not sent yet: apart under its key, then with the report, or gone."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from desk.attachments import journeys, store
from desk.attachments.models import Attachment
from desk.attachments.rules import MOST
from desk.audit.models import Event
from desk.oversight.choices import LEAD_READS, NOT_TOLD
from desk.rulebook import Refused
from tests import stories
from tests.depths import refused_by
from tests.desk.attachments import files
from tests.desk.attachments.files import arrived

pytestmark = pytest.mark.django_db
BATCH = uuid4()


@pytest.fixture
def lay(noor, at):
    def one(data: bytes = files.LETTER, **other):
        told = {"by": noor, "at": at, "batch": BATCH, **other}
        submission = told.pop("submission", uuid4())
        keep = partial(journeys.keep_in_batch, **told, dated=None, description="Brief")
        return journeys.add_to_batch(**told, submission=submission, file=arrived(data, "Naaldvrouw.txt"), keep=keep)

    return one


def test_it_is_of_nobody_at_the_desk(lay):
    row = stories.fresh(lay())
    assert (row.batch, row.report, row.put_by) == (BATCH, None, None)


def test_sent_twice_is_one_document(lay):
    key = uuid4()
    assert lay(submission=key) == lay(submission=key)
    assert len(list(store.folder().iterdir())) == 1


def test_the_same_bad_files_are_refused(lay):
    with pytest.raises(Refused):
        lay(files.SVG)
    event = Event.objects.get()
    assert (event.act, event.outcome, event.rule) == ("attachment_kept", "refused", "attachment_kind_is_accepted")


def test_handed_over_they_lie_with_the_report_once(lay, noor, at):
    report = stories.a_report(by=noor, at=at)
    rows, other = [lay() for _ in range(2)], lay(batch=uuid4())
    assert journeys.hand_over(by=noor, at=at, batch=BATCH, report=report) == 2
    assert journeys.hand_over(by=noor, at=at, batch=BATCH, report=report) == 0
    assert set(report.attachments.all()) == set(rows)
    assert stories.fresh(other).report is None


def test_a_report_gets_no_more_than_fit(lay, noor, at):
    report = stories.a_report(by=noor, at=at)
    stories.an_attachment(by=noor, at=at, report=report)
    for _ in range(MOST - 1):
        lay()
    assert journeys.hand_over(by=noor, at=at, batch=BATCH, report=report) == MOST - 1
    lay()
    refused_by("attachments_fit_the_report", journeys.hand_over, by=noor, at=at, batch=BATCH, report=report)


def test_a_form_holds_no_more_than_fit(lay):
    for _ in range(MOST):
        lay()
    refused_by("attachments_fit_the_report", lay)


def test_a_document_of_another_form_cannot_be_dropped(lay, noor, at, django_capture_on_commit_callbacks):
    row = lay()
    told = {"by": noor, "at": at, "pk": row.pk}
    refused_by("record_is_gone", journeys.drop_from_batch, batch=uuid4(), **told)
    with django_capture_on_commit_callbacks(execute=True):
        journeys.drop_from_batch(batch=BATCH, **told)
    assert list(store.folder().iterdir()) == []


def test_documents_go_with_their_form_and_stay_with_it(lay, noor, at, django_capture_on_commit_callbacks):
    lay(batch=uuid4())
    kept = [lay(at=at - timedelta(days=30)), lay()]  # however old: somebody still works on this form
    sent = stories.an_attachment(by=noor, at=at - timedelta(days=8), report=stories.a_report(by=noor, at=at))
    with django_capture_on_commit_callbacks(execute=True):
        assert journeys.purge(live=Attachment.objects.filter(batch=BATCH).values("batch")) == 1
    assert set(Attachment.objects.all()) == {*kept, sent}
    assert len(list(store.folder().iterdir())) == 3


def test_a_form_that_is_forgotten_takes_its_documents_along(lay, django_capture_on_commit_callbacks):
    lay()
    other = lay(batch=uuid4())
    with django_capture_on_commit_callbacks(execute=True):
        assert journeys.forget_batches([BATCH]) == 1
    assert list(Attachment.objects.all()) == [other]
    assert len(list(store.folder().iterdir())) == 1


def test_what_a_shielded_sender_gives_is_not_passed_on(lay, noor, at):
    report = stories.a_report(by=noor, at=at)
    lay()
    journeys.hand_over(by=noor, at=at, batch=BATCH, report=report, withheld=True)
    assert report.attachments.get().withheld


def test_p6_who_fills_in_a_form_is_told_to_no_lead_and_to_no_family():
    of_the_form = {"attachment_kept", "attachment_dropped", "attachments_handed_over"}
    assert not of_the_form & LEAD_READS
    assert "attachments_handed_over" in NOT_TOLD  # the others are about no file
