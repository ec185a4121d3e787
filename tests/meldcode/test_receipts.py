"""What the sender keeps: a receipt anybody can check, a copy for seven days, and the own reports with their status."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from desk.audit.models import Event
from desk.reports import actions
from meldcode.receipts import Receipt, checked, signed
from meldcode.tasks import purge_journeys
from tests import portal_answers as story
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_the_receipt_is_real_and_tells_nothing_of_the_content(pen, eva):
    receipt = story.sent(pen, eva)
    found = checked(receipt.note)
    assert (found.number, found.digest) == (receipt.report.number, receipt.digest)
    page = Client().post("/portaal/ontvangstbewijs/", {"note": receipt.note}).content.decode()
    assert receipt.report.number in page
    for who in (story.PEOPLE["0-surname"], eva.display_name):
        assert who not in page


@pytest.mark.parametrize("change", [("M-2026", "M-2027"), ("T", " "), ("a", "b"), ("— meldesk ", "— elders")])
def test_a_receipt_that_was_changed_is_not_ours(change, at):
    note = signed("M-2026-0001", at, "a" * 64)
    assert checked(note)
    assert checked(note.replace(*change, 1)) is None


@pytest.mark.parametrize("text", ["", "niets", "x" * 2000, "\x00", "M-2026-0001"])
def test_what_is_no_receipt_is_a_sentence(text):
    assert Client().post("/portaal/ontvangstbewijs/", {"note": text}).status_code == 400


def test_the_sender_takes_a_copy_for_seven_days(pen, eva, at):
    receipt = story.sent(pen, eva)
    path = f"/portaal/meldingen/{receipt.report.number}/kopie.pdf"
    assert content_of_pdf(pen.get(path)).startswith(b"%PDF-")
    assert "Proefkind" not in receipt.sealed_copy
    Receipt.objects.update(at=at - timedelta(days=8))
    assert purge_journeys() == 1
    assert Receipt.objects.get().sealed_copy == ""
    assert pen.get(path).status_code == 302
    assert pen.get(f"/portaal/meldingen/{receipt.report.number}/").status_code == 200
    # The trail of the report is read by whoever works on it: a refusal names no sender either (P6).
    refused = Event.objects.get(act="portal_copy_made", outcome="refused")
    assert (refused.actor_id, refused.actor_name) == (eva.pk, "Een professional, in het portaal")


def content_of_pdf(answer: Any) -> bytes:
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    return bytes(answer.content)


def test_after_its_days_there_is_no_copy_also_when_the_worker_is_down(pen, eva, at):
    receipt = story.sent(pen, eva)
    page = f"/portaal/meldingen/{receipt.report.number}/"
    assert "kopie.pdf" in pen.get(page).content.decode()
    with time_machine.travel(at + timedelta(days=7, minutes=1), tick=True):
        pen = signed_in(Client(), eva)
        assert "kopie.pdf" not in pen.get(page).content.decode()
        assert pen.get(f"{page}kopie.pdf").status_code == 302
    assert Receipt.objects.get().sealed_copy, "the worker did not come by"


# ---- afterwards


def test_the_status_is_told_in_plain_words(pen, eva, noor):
    report = story.sent(pen, eva).report
    assert "Ontvangen." in pen.get("/portaal/meldingen/").content.decode()
    actions.take_in(by=noor, at=timezone.now(), report=report, version=report.version)
    assert "Wij beoordelen uw melding." in pen.get("/portaal/meldingen/").content.decode()


@pytest.mark.parametrize("who", ["otto", "iris"])
def test_anothers_report_is_not_there_and_the_attempt_is_kept(pen, eva, request, client_of, who):
    stranger = request.getfixturevalue(who)
    receipt = story.sent(pen, eva)
    client = client_of(stranger)
    for path in ("", "kopie.pdf"):
        assert client.get(f"/portaal/meldingen/{receipt.report.number}/{path}").status_code == 404
    assert client.get("/portaal/meldingen/M-2026-9999/").status_code == 404
    assert receipt.report.number not in client.get("/portaal/meldingen/").content.decode()
    assert Event.objects.filter(act="page_refused", actor_id=stranger.pk).count() == 2
    assert client.post(f"/portaal/melden/{receipt.journey}/nakijken/", {}).status_code == 404
