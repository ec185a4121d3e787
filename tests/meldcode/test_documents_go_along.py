"""Documents of a journey are taken away, forgotten with it, or given to the report; the receipt proves them."""

from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from desk.attachments.models import Attachment
from desk.attachments.scanning import judge
from desk.attachments.tasks import remove_orphans
from desk.audit.models import Event
from desk.reports import actions, secrecy
from desk.reports.models import Report
from meldcode import copies, joining
from meldcode.document_forms import said_here
from meldcode.journeys import Journey
from meldcode.people import Professional
from meldcode.receipts import digest_of
from meldcode.tasks import purge_journeys
from meldcode.walk import Walk
from tests import portal_answers as story
from tests.desk.attachments import files
from tests.meldcode.adding import add, in_the_vault, page_of
from tests.needles import kept_in, plain_needle
from tests.signing_in import signed_in
from tests.stories import shield_until
from tests.test_query_budget import BUDGET, statements

# Files go when it is committed.
pytestmark = pytest.mark.django_db(transaction=True)


# ---- taking away, stopping, forgetting


def test_what_is_taken_away_is_gone(pen, key):
    add(pen, key)
    where = f"{page_of(key)}{Attachment.objects.get().pk}/weghalen/"
    assert "Het document is weg." in pen.get(pen.post(where).url).content.decode()
    assert (Attachment.objects.count(), in_the_vault()) == (0, 0)
    assert "al weggehaald" in pen.get(pen.post(where).url).content.decode()


def test_who_stops_leaves_no_document(pen, key):
    name = plain_needle()
    add(pen, key, description=f"Brief over {name}")
    assert kept_in(name)
    pen.post(f"/portaal/melden/{key}/stoppen/")
    assert (Attachment.objects.count(), in_the_vault()) == (0, 0)
    assert kept_in(name) == set()


def test_who_leaves_the_organisation_leaves_no_document(pen, eva, iris, key):
    add(pen, key)
    joining.end(by=iris, at=timezone.now(), person=Professional.objects.get(user=eva))
    assert (Attachment.objects.count(), in_the_vault()) == (0, 0)


def test_a_journey_and_its_documents_live_and_go_together(pen, key, eva, at):
    add(pen, key)
    with time_machine.travel(at + timedelta(days=6), tick=True):
        add(signed_in(Client(), eva), key)
    with time_machine.travel(at + timedelta(days=12), tick=True):
        assert purge_journeys() == 0
        remove_orphans()
        assert Attachment.objects.count() == in_the_vault() == 2, "the journey is alive, so its documents are"
        assert "brief.txt" in signed_in(Client(), eva).get(page_of(key)).content.decode()
    with time_machine.travel(at + timedelta(days=13, minutes=2), tick=True):
        assert signed_in(Client(), eva).get(page_of(key)).status_code == 404
        assert purge_journeys() == 1
        assert (Attachment.objects.count(), in_the_vault()) == (0, 0)


def test_a_shield_that_was_asked_later_covers_what_came_along(pen, eva, key, noor, client_of):
    add(pen, key)
    story.fill(pen, key, "nakijken", "review", story.REVIEW)
    report = Report.objects.get()
    page = f"/meldingen/{report.number}/bijlagen/"
    actions.take_over(by=noor, at=timezone.now(), report=report, version=report.version)
    assert "niet laten doorklinken" not in client_of(noor).get(page).content.decode().split("<form")[0]
    reporter = actions.reporter_of(report)
    told = {**shield_until(timezone.now()), "reporter": reporter, "version": reporter.version}
    secrecy.ask_shield(by=noor, at=timezone.now(), **told)
    assert "niet laten doorklinken</span>" in client_of(noor).get(page).content.decode()


def test_the_pages_of_a_shielded_report_with_documents_keep_their_budget(pen, eva, noor, client_of):
    key = story.walk(pen, eva, until="documents", openness=story.SHIELDED)
    add(pen, key)
    story.fill(pen, key, "documenten", "documents", {})
    story.fill(pen, key, "nakijken", "review", story.REVIEW)
    report = Report.objects.get()
    pen.post(f"/portaal/meldingen/{report.number}/naam/", {"do": "share", "receiver": "police"})
    client = client_of(noor)
    mine, file = f"/meldingen/{report.number}/", f"/dossiers/{report.case_file.number}/"
    for path in (f"{mine}?lezen=1", f"{mine}contact/", f"{mine}bijlagen/", file):
        client.get(path)  # what is asked once a minute
        status, said = statements(client, path)
        assert (status, len(said) <= BUDGET) == (200, True), (path, said)


def test_documents_whose_journey_went_some_other_way_are_swept(pen, key):
    add(pen, key)
    Journey.objects.all().delete()
    assert purge_journeys() == 1
    assert (Attachment.objects.count(), in_the_vault()) == (0, 0)


# ---- sending


def test_the_documents_arrive_with_the_report_and_the_receipt_proves_them(pen, eva, key, noor, client_of):
    add(pen, key)
    document = Attachment.objects.get()
    digest = document.digest
    assert document.sent_digest == sha256(files.LETTER).hexdigest(), "of the file as Eva has it"
    told = copies.as_text(Walk(eva, Journey.objects.get()))
    assert document.sent_digest in told
    story.fill(pen, key, "nakijken", "review", story.REVIEW)
    report = Report.objects.get()
    row = report.attachments.get()
    assert (row.batch, row.put_by, row.withheld, row.digest) == (None, None, False, digest)
    receipt = pen.get(f"/portaal/meldingen/{report.number}/").content.decode()
    assert digest_of(told) in receipt
    assert "Uw documenten krijgt u hier niet terug" in receipt
    desk = client_of(noor).get(f"/meldingen/{report.number}/").content.decode()
    assert "Brief van school over verzuim" in desk
    assert "Via het portaal" in desk
    assert "niet gescand" in desk
    judge(row, "", timezone.now())
    assert client_of(noor).get(f"/meldingen/{report.number}/bijlagen/{row.pk}/").getvalue() == files.LETTER


def test_the_sender_gets_no_document_back(pen, key):
    add(pen, key)
    story.fill(pen, key, "nakijken", "review", story.REVIEW)
    row = Attachment.objects.get()
    judge(row, "", timezone.now())
    assert pen.get(f"/meldingen/{row.report.number}/bijlagen/{row.pk}/").status_code == 404
    assert pen.get(f"{page_of(key)}{row.pk}/").status_code == 404
    assert pen.get(page_of(key)).url == f"/portaal/meldingen/{row.report.number}/"
    assert add(pen, key).url == f"/portaal/meldingen/{row.report.number}/"


def test_what_the_scanner_refused_is_said_before_sending(pen, key):
    add(pen, key)
    judge(Attachment.objects.get(), "Eicar", timezone.now())
    for page in (page_of(key), f"/portaal/melden/{key}/nakijken/"):
        assert "De virusscanner weigerde dit bestand." in pen.get(page).content.decode()


def test_a_shielded_sender_is_not_named_by_a_document(pen, eva):
    key = story.walk(pen, eva, until="documents", openness=story.SHIELDED)
    add(pen, key)
    story.fill(pen, key, "nakijken", "review", story.REVIEW)
    report = Report.objects.get()
    assert report.attachments.get().withheld, "a letterhead tells who reports"
    acts = Event.objects.filter(act__startswith="attachment")
    assert {event.actor_name for event in acts} == {"Een professional, in het portaal"}
    assert Event.objects.get(act="attachments_handed_over").subject == report.number


def test_a_fault_while_sending_leaves_the_documents_with_the_journey(pen, key, monkeypatch):
    from meldcode import sending

    add(pen, key)
    monkeypatch.setattr(sending, "signed", lambda *_: "")
    assert story.fill(pen, key, "nakijken", "review", story.REVIEW).status_code == 400
    assert Attachment.objects.get().batch == key
    assert in_the_vault() == 1


def test_every_refusal_of_the_desk_has_its_english():
    from django.utils import translation

    from desk.attachments.cleaning.verdict import Fault
    from desk.attachments.rules import refusal_of

    with translation.override("en"):
        for fault in Fault:
            sentence = " ".join(refusal_of(fault).messages)
            assert said_here(fault, sentence) != sentence
