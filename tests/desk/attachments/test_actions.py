"""Putting a document with a report, giving it, taking it away, forgetting it."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from desk.attachments import actions, store
from desk.attachments.cleaning.verdict import Fault
from desk.attachments.models import Attachment
from desk.attachments.scanning import judge
from desk.audit.models import Event
from desk.rulebook import Refused
from tests import stories
from tests.depths import refused_by
from tests.desk.attachments import files

pytestmark = pytest.mark.django_db
ROUNDABOUT = "Naaldvrouw aangifte.txt"


def acts(**about) -> list[tuple[str, str]]:
    found = Event.objects.filter(act__startswith="attachment", **about)
    return sorted(found.values_list("act", "outcome"))


def on_disk() -> set[str]:
    return {file.name for file in store.folder().iterdir()}


def test_a_document_waits_encrypted_and_unscanned(put, noor, report):
    row = stories.fresh(put(noor, report, name="brief.docx"))
    assert (row.state, row.kind, row.name, row.put_by) == ("unscanned", "text", "brief.txt", noor)
    assert on_disk() == {row.stored}
    assert acts(subject=report.number) == [("attachment_added", "done")]


def test_with_a_scanner_it_waits_in_quarantine(put, noor, report, clamd):
    assert put(noor, report).state == "quarantined"


def test_the_stranger_puts_nothing_there_and_no_file_of_theirs_is_opened(put, bram, report, monkeypatch):
    monkeypatch.setattr("desk.attachments.rewriting.rewrite", lambda file: pytest.fail("opened"))
    with pytest.raises(PermissionDenied):
        put(bram, report)
    assert acts() == [("attachment_added", "refused")]


def test_who_advises_does_not_write_in_the_file(put, saskia, report):
    with pytest.raises(PermissionDenied):
        put(saskia, report)


def test_a_refused_file_is_an_event_with_its_fault_and_leaves_nothing(put, noor, report):
    with pytest.raises(Refused):
        put(noor, report, files.SVG, ROUNDABOUT)
    event = Event.objects.get(act="attachment_added")
    assert (event.outcome, event.rule, event.subject) == ("refused", Fault.KIND, report.number)
    assert not Attachment.objects.exists()
    assert on_disk() == set()


def test_a_file_goes_when_a_rule_refuses_its_row(put, noor, report, at):
    refused_by("blank", put, by=noor, report=report, description=" ")
    refused_by("document_is_not_from_the_future", put, by=noor, report=report, dated=at.date() + timedelta(days=2))
    assert on_disk() == set()


def test_a_file_waits_for_the_sweep_when_the_answer_of_the_database_is_lost(put, noor, report, monkeypatch):
    """The row may be there all the same: a file that goes too early is a document that nobody can open any more."""

    def fail(row):
        raise RuntimeError("away")

    monkeypatch.setattr(actions, "save_new", fail)
    with pytest.raises(RuntimeError):
        put(noor, report)
    assert len(on_disk()) == 1


def test_the_same_form_twice_is_one_document(put, noor, report):
    key = uuid4()
    one, other = (put(noor, report, submission=key) for _ in range(2))
    assert one == other
    assert on_disk() == {one.stored}


def test_the_same_form_at_the_same_moment_is_one_document(put, noor, report, at):
    """Both were cleaned before either was written down: the file of the second has no row, and goes."""
    key = uuid4()
    first = put(noor, report, submission=key)
    late = stories.a_letter()
    again = actions.in_the_store(
        late,
        actions.partial(
            actions.keep_with_report,
            by=noor, at=at, report=report, submission=key, stored=late, name="x.txt", description="x", dated=None,
            withheld=False,
        ),
    )  # fmt: skip
    assert again == first
    assert on_disk() == {first.stored}


def test_a_form_whose_document_was_taken_away_in_between_says_so(noor, report, at):
    told = {"submission": uuid4(), "stored": None, "name": "", "description": "Brief", "dated": None, "withheld": False}
    refused_by("record_is_gone", actions.keep_with_report, by=noor, at=at, report=report, **told)


def test_a_form_of_another_report_gives_no_document_of_it(put, noor, report, at):
    key = uuid4()
    put(noor, report, submission=key)
    refused_by("unique", put, by=noor, report=stories.a_report(by=noor, at=at), submission=key)


@pytest.mark.parametrize("state", ["confirmed", "withdrawn"])
def test_after_the_decision_nothing_changes(put, noor, joke, at, state, django_capture_on_commit_callbacks):
    report = stories.taken_in(by=noor, at=at) if state == "confirmed" else stories.a_report(by=noor, at=at)
    row = put(noor, report)
    if state == "confirmed":
        stories.confirmed(by=noor, second=joke, at=at, report=report)
    else:
        stories.withdrawn(by=noor, at=at, report=report)
    told = {"by": noor, "report": stories.fresh(report)}
    refused_by("report_is_in_hand", put, **told)
    reason = "Hoort bij een ander gezin."
    refused_by("report_is_in_hand", actions.remove_attachment, by=noor, at=at, attachment=row, reason=reason)
    assert on_disk() == {row.stored}


# ---- given


def test_a_clean_document_is_given_and_that_is_a_look(put, noor, report, at):
    row = stories.an_attachment(by=noor, at=at, report=report, clean=True)
    with actions.read_attachment(by=noor, at=at, attachment=row) as opened:
        assert opened.read().startswith(b"Zij was")
    assert acts(subject=report.number)[1] == ("attachment_read", "done")


@pytest.mark.parametrize("state", ["unscanned", "quarantined", "refused"])
def test_what_is_not_clean_is_never_given(noor, report, at, settings, state):
    settings.CLAMD_URL = "tcp://127.0.0.1:1" if state == "quarantined" else ""
    row = stories.an_attachment(by=noor, at=at, report=report)
    if state == "refused":
        judge(row, "Eicar", at)
    row = stories.fresh(row)
    assert row.state == state
    refused_by("only_a_clean_attachment_is_given", actions.read_attachment, by=noor, at=at, attachment=row)


def test_a_damaged_file_is_not_given(noor, report, at, vault):
    row = stories.an_attachment(by=noor, at=at, report=report, clean=True)
    (vault / row.stored).write_bytes(b"iets anders")
    refused_by("attachment_is_whole", actions.read_attachment, by=noor, at=at, attachment=row)


def test_the_stranger_is_given_nothing(noor, bram, ada, report, at):
    row = stories.an_attachment(by=noor, at=at, report=report, clean=True)
    for stranger in (bram, ada):
        with pytest.raises(PermissionDenied):
            actions.read_attachment(by=stranger, at=at, attachment=row)
    assert acts(outcome="refused") == [("attachment_read", "refused")] * 2


# ---- taken away


def test_a_document_is_taken_away_with_a_reason(put, noor, report, at, django_capture_on_commit_callbacks):
    row = put(noor, report)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_attachment(by=noor, at=at, attachment=row, reason="Hoort bij een ander gezin.")
        assert on_disk() == {row.stored}  # only when it is certain
    assert on_disk() == set()
    assert Event.objects.get(act="attachment_removed").reason == "Hoort bij een ander gezin."


def test_what_a_colleague_took_away_is_gone(put, noor, report, at):
    row = put(noor, report)
    told = {"by": noor, "at": at, "attachment": row, "reason": "Hoort bij een ander gezin."}
    actions.remove_attachment(**told)
    refused_by("record_is_gone", actions.remove_attachment, **told)


def test_the_stranger_takes_nothing_away(put, noor, bram, saskia, report, at):
    row = put(noor, report)
    for who in (bram, saskia):
        with pytest.raises(PermissionDenied):
            actions.remove_attachment(by=who, at=at, attachment=row, reason="Hoort bij een ander gezin.")
    assert Attachment.objects.count() == 1


def test_a_forgotten_report_takes_its_documents_along(put, noor, report, at, django_capture_on_commit_callbacks):
    other = put(noor, stories.a_report(by=noor, at=at))
    for _ in range(3):
        put(noor, report)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.forget([report]) == 3
    assert on_disk() == {other.stored}
    assert list(Attachment.objects.all()) == [other]
    assert actions.forget([]) == 0


# ---- nobody hears what it is called


def test_no_event_and_no_history_holds_the_name_or_the_words(put, noor, report, at):
    row = put(noor, report, files.LETTER, ROUNDABOUT, description="Aangifte van Naaldvrouw")
    with pytest.raises(Refused):
        put(noor, report, files.HTML, ROUNDABOUT)
    actions.remove_attachment(by=noor, at=at, attachment=row, reason="Hoort bij een ander gezin.")
    told = json.dumps(list(Event.objects.values()), cls=DjangoJSONEncoder)
    assert "Naald" not in told
    assert "20 dagen" not in told
    tables = connection.introspection.table_names()
    assert not [name for name in tables if "historicalattachment" in name]
