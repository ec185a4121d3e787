"""Documents with a report that is not sent yet: of its sender alone, and only after step 5."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.attachments.models import Attachment
from desk.attachments.rules import MOST
from desk.audit.models import Event
from desk.reports.models import Report
from meldcode import documents
from tests import portal_answers as story
from tests.desk.attachments import files, forms
from tests.desk.attachments.files import arrived
from tests.meldcode.adding import add, in_the_vault, page_of
from tests.signing_in import signed_in

# Files go when it is committed.
pytestmark = pytest.mark.django_db(transaction=True)


# ---- adding


def test_what_is_added_is_listed_and_stands_on_review(pen, key):
    assert add(pen, key).url == page_of(key)
    for page in (page_of(key), f"/portaal/melden/{key}/nakijken/"):
        shown = pen.get(page).content.decode()
        assert "Brief van school over verzuim" in shown
        assert "brief.txt" in shown
        assert "tekst" in shown
        assert "01-11-2026" in shown
        assert "ouder dan een jaar" not in shown.replace("Liefst niet ouder dan een jaar", "")


def test_a_document_goes_before_review_and_may_be_left_out(pen, key):
    answer = pen.post(page_of(key), {})
    assert answer.url.endswith("/nakijken/")
    assert not Attachment.objects.exists()
    before = pen.get(f"/portaal/melden/{key}/nakijken/").content.decode()
    assert page_of(key) in before


def test_who_goes_on_with_a_chosen_file_does_not_lose_it(pen, key):
    assert add(pen, key, add=None).url.endswith("/nakijken/")
    assert Attachment.objects.get().batch == key
    answer = add(pen, key, files.SVG, add=None)
    assert answer.status_code == 400


def test_an_old_document_warns(pen, key):
    answer = pen.get(add(pen, key, dated="01-11-2024").url)
    page = answer.content.decode()
    assert "Dit document is ouder dan een jaar." in page
    assert "</svg>ouder dan een jaar</span>" in page
    assert "01-11-2024 (ouder dan een jaar)" in pen.get(f"/portaal/melden/{key}/nakijken/").content.decode()


def test_sent_twice_is_one_document(pen, key):
    same = str(uuid4())
    add(pen, key, submission=same)
    add(pen, key, submission=same)
    assert Attachment.objects.count() == in_the_vault() == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Dit bestand is leeg."),
        (files.SVG, "Dit soort bestand neemt de desk niet aan."),
        (files.HTML, "Dit soort bestand neemt de desk niet aan."),
        (b"%PDF-1.7 half", "Dit bestand is niet te lezen."),
    ],
)
def test_e08_e09_a_bad_file_is_a_sentence_and_what_was_typed_stays(pen, key, data, sentence):
    answer = add(pen, key, data)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert sentence in page
    assert "Brief van school over verzuim" in page
    assert (Attachment.objects.count(), in_the_vault()) == (0, 0)
    event = Event.objects.get(act="attachment_kept")
    assert (event.outcome, event.actor_name) == ("refused", "Een professional, in het portaal")


@pytest.mark.parametrize(
    "broken",
    [
        {"file": None},
        {"description": ""},
        {"description": "x" * 501},
        {"description": "a\x00b"},
        {"dated": "31-02-2026"},
        {"dated": "23-11-2027"},
        {"dated": "01-01-0001\x00"},
        {"submission": "niets"},
        {"batch": "anders"},
        {"report": "M-2026-0001"},
    ],
)
def test_e10_a_form_that_is_not_whole_comes_back(pen, key, broken):
    answer = add(pen, key, **broken)
    assert answer.status_code == 400
    assert 'class="errors"' in answer.content.decode()
    assert (Attachment.objects.count(), in_the_vault()) == (0, 0)


def test_e05_a_name_is_shown_as_text(pen, key):
    forms.sent(pen, page_of(key), files.LETTER, name="<script>alert(1)</script>.txt", add="1", description="{{7*7}}<b>")
    for page in (page_of(key), f"/portaal/melden/{key}/nakijken/"):
        shown = pen.get(page).content.decode()
        assert "<script>alert" not in shown
        assert "{{7*7}}&lt;b&gt;" in shown


def test_no_more_than_fit(pen, key):
    for _ in range(MOST):
        add(pen, key)
    shown = pen.get(page_of(key)).content.decode()
    assert f"Er liggen al {MOST} documenten" in shown
    assert 'name="file"' not in shown
    assert add(pen, key).status_code == 400
    assert Attachment.objects.count() == in_the_vault() == MOST


def test_in_english_every_refusal_is_english(pen, key):
    pen.post("/portaal/taal/", {"language": "en"})
    assert "We do not take this kind of file." in add(pen, key, files.SVG).content.decode()
    assert "This date is in the future." in add(pen, key, dated="23-11-2027").content.decode()


def test_the_description_of_the_worry_stays_needed(pen, eva, key):
    """A document never replaces it (domain.md rule 30)."""
    add(pen, key)
    story.fill(pen, key, "zorgen", "concern", {**story.CONCERN, "facts": ""})
    answer = story.fill(pen, key, "nakijken", "review", story.REVIEW)
    assert answer.url.endswith("/zorgen/")
    assert not Report.objects.exists()


def test_a_page_with_many_documents_asks_the_database_no_more(pen, key):
    for _ in range(MOST):
        add(pen, key)
    for page in (page_of(key), f"/portaal/melden/{key}/nakijken/"):
        with CaptureQueriesContext(connection) as asked:
            assert pen.get(page).status_code == 200
        assert len(asked) <= 12, page


# ---- not before step 5, and nobody else


@pytest.mark.parametrize("until", ["signals", "decision"])
def test_before_the_decision_there_is_no_page_and_a_crafted_upload_is_refused(pen, eva, until):
    key = story.walk(pen, eva, until=until)
    assert pen.get(page_of(key)).status_code == 302
    assert add(pen, key).status_code == 404
    event = Event.objects.get(act="attachment_kept")
    assert (event.outcome, event.rule) == ("refused", "documents_follow_the_decision")
    assert (event.actor_id, event.actor_name) == (eva.pk, "Een professional, in het portaal")
    assert (Attachment.objects.count(), in_the_vault()) == (0, 0)


def test_a_decision_not_to_report_takes_no_document(pen, eva, at):
    key = story.walk(pen, eva, until="decision", weighing={"suspicion": "no"})
    story.fill(pen, key, "beslissen", "decision", {**story.DECISION, "report_needed": "no"})
    assert add(pen, key).status_code == 404
    told = {"submission": uuid4(), "file": arrived(files.LETTER), "description": "Brief", "dated": None}
    with pytest.raises(Exception, match="stap 5"):
        documents.add_document(by=eva, at=at, key=key, **told)
    assert in_the_vault() == 0


@pytest.mark.parametrize("who", ["otto", "iris"])
def test_another_adds_and_takes_nothing_and_the_attempt_is_kept(pen, key, request, client_of, who):
    add(pen, key)
    stranger = request.getfixturevalue(who)
    client, row = client_of(stranger), Attachment.objects.get()
    assert client.get(page_of(key)).status_code == 404
    assert add(client, key).status_code == 404
    assert client.post(f"{page_of(key)}{row.pk}/weghalen/").status_code == 404
    assert Event.objects.filter(outcome="refused", actor_id=stranger.pk).count() == 3
    assert Attachment.objects.get() == row
    told = {"submission": uuid4(), "file": arrived(files.LETTER), "description": "Brief", "dated": None}
    for act in (
        lambda: documents.add_document(by=stranger, at=timezone.now(), key=key, **told),
        lambda: documents.drop_document(by=stranger, at=timezone.now(), key=key, pk=row.pk),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Attachment.objects.count() == in_the_vault() == 1


def test_a_colleague_of_the_desk_adds_nothing(pen, key, noor, client_of):
    assert add(client_of(noor), key).status_code == 403


def test_a_form_without_its_token_is_refused(key, eva):
    assert add(signed_in(Client(enforce_csrf_checks=True), eva), key).status_code == 403
    assert not Attachment.objects.exists()


def test_what_another_journey_holds_is_not_taken_away_here(pen, eva, key):
    add(pen, key)
    other = story.walk(pen, eva, until="documents")
    pen.post(f"{page_of(other)}{Attachment.objects.get().pk}/weghalen/")
    assert Attachment.objects.count() == 1
