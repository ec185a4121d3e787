"""The page of the documents of a report: added, shown, given as a download, taken away; bad input is a sentence."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from desk.attachments import store
from desk.attachments.models import Attachment
from desk.attachments.scanning import judge
from desk.audit.models import Event
from tests import stories
from tests.desk.attachments import files
from tests.desk.attachments.forms import TYPED, sent, text
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_a_letter_is_put_with_the_report_and_shown(client, where, report):
    answer = sent(client, where, files.LETTER, withheld="on")
    assert (answer.status_code, answer.headers["Location"]) == (302, where)
    row = Attachment.objects.get()
    assert (row.report, row.withheld, str(row.dated)) == (report, True, "2026-11-01")
    for page in (where, f"/meldingen/{report.number}/?lezen=1"):
        shown = text(client.get(page))
        for words in ("Brief van school", "brief.txt", "niet gescand", "Noor B.", "niet laten doorklinken", "tekst"):
            assert words in shown, (page, words)


BAD = {
    "nothing": (b"", "Dit bestand is leeg."),
    "svg": (files.SVG, "Dit soort bestand neemt de desk niet aan."),
    "html": (files.HTML, "Dit soort bestand neemt de desk niet aan."),
    "zip bomb": (files.zip_bomb(), "Dit soort bestand neemt de desk niet aan."),
    "too many dots": (files.png_of(30_000, 30_000), "te veel beeldpunten"),
    "cut off": (files.phone_photo()[:500], "Dit bestand is niet te lezen."),
    "locked": (files.pdf(password="geheim"), "Op deze pdf zit een wachtwoord."),
    "too large": (b"a" * (20 * files.MB + 1), "hoogstens 20 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_a_sentence_and_what_was_typed_stays(client, where, name):
    data, sentence = BAD[name]
    answer = sent(client, where, data, "foto.jpg")
    assert answer.status_code == 400
    assert sentence in text(answer)
    assert TYPED["description"] in text(answer)
    assert TYPED["dated"] in text(answer)
    assert not Attachment.objects.exists()
    assert list(store.folder().iterdir()) == []


def test_fields_after_a_file_that_is_too_large_are_kept_as_well(client, where, settings):
    settings.ATTACHMENT_MAX_BYTES = 100
    body = {"file": SimpleUploadedFile("x.txt", b"a" * 200_000), "description": "Staat erachter", "submission": uuid4()}
    answer = client.post(where, body)
    assert answer.status_code == 400
    assert "Staat erachter" in text(answer)


def test_a_full_disk_is_a_sentence(client, where, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(store, "scratch", full)
    answer = sent(client, where, files.LETTER)
    assert answer.status_code == 400
    assert "De desk kan nu geen bestand bewaren." in text(answer)
    assert TYPED["description"] in text(answer)


@pytest.mark.parametrize(
    "other",
    [{"file": None}, {"description": " "}, {"dated": "31-02-2026"}, {"dated": "01-01-2099"}, {"submission": "geen"}],
    ids=["no file", "no words", "no day", "a day to come", "no key"],
)
def test_a_form_that_is_not_whole_comes_back(client, where, other):
    answer = sent(client, where, files.LETTER, **other)
    assert answer.status_code == 400
    assert not Attachment.objects.exists()


def test_a_text_where_the_file_should_be_is_no_file(client, where):
    answer = client.post(where, {**TYPED, "submission": str(uuid4()), "file": "geen bestand"})
    assert answer.status_code == 400


def test_the_file_of_another_field_is_let_by(client, where, vault):
    answer = sent(client, where, files.LETTER, other=SimpleUploadedFile("x.txt", b"Naald"), file=None)
    assert answer.status_code == 400


def test_a_form_without_a_token_puts_nothing_there(noor, where):
    client = signed_in(Client(enforce_csrf_checks=True), noor)
    assert sent(client, where, files.LETTER).status_code == 403
    assert not Attachment.objects.exists()


def test_the_same_form_twice_is_one(client, where):
    key = str(uuid4())
    for _ in range(2):
        assert sent(client, where, files.LETTER, submission=key).status_code == 302
    assert Attachment.objects.count() == 1


def test_an_old_document_is_warned_of_and_taken(client, where):
    answer = client.get(sent(client, where, files.LETTER, dated="01-01-2020").headers["Location"])
    assert "Dit document is ouder dan een jaar." in text(answer)
    assert "ouder dan een jaar</span>" in text(answer)


@pytest.mark.parametrize(("withheld", "warned"), [(None, True), ("on", False)])
def test_p6_words_that_point_at_a_hidden_reporter_are_warned_of(client, noor, at, withheld, warned):
    shielded = {**stories.TEACHER, **stories.shield_until(at)}
    report = stories.a_report(by=noor, at=at, reporter=shielded)
    where, words = f"/meldingen/{report.number}/bijlagen/", f"Brief van {shielded['name']}"
    answer = client.get(sent(client, where, files.LETTER, description=words, withheld=withheld).headers["Location"])
    assert ("wijst naar de melder" in text(answer)) is warned
    assert Event.objects.filter(act="reporter_mentioned").exists() is warned


def test_a_full_report_says_so_instead_of_a_form(client, noor, at, report, where):
    for _ in range(10):
        stories.an_attachment(by=noor, at=at, report=report)
    page = text(client.get(where))
    assert "Er liggen al genoeg bijlagen" in page
    assert 'type="file"' not in page
    assert sent(client, where, files.LETTER).status_code == 400


# ---- given as a download and nothing else


def test_e08_a_document_is_given_as_a_download_and_nothing_else(client, where, clean):
    answer = client.get(f"{where}{clean.pk}/")
    assert b"".join(answer.streaming_content).startswith(b"Zij was")
    said = answer.headers
    assert said["Content-Disposition"] == 'attachment; filename="brief.txt"'
    assert said["X-Content-Type-Options"] == "nosniff"
    assert said["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "script-src" not in said["Content-Security-Policy"]
    assert said["Cache-Control"] == "no-store"
    assert said["Content-Type"] == "text/plain; charset=utf-8"
    assert Event.objects.filter(act="attachment_read", outcome="done").count() == 1


def test_what_is_not_scanned_is_not_given_and_the_page_says_so(client, noor, at, report, where):
    row = stories.an_attachment(by=noor, at=at, report=report)
    answer = client.get(f"{where}{row.pk}/", follow=True)
    assert "Dit bestand is nog niet gescand op virussen." in text(answer)
    assert f'{row.pk}/"' not in text(answer)  # no button that leads nowhere
    assert "die scanner is hier niet aangesloten" in text(answer)


def test_what_the_scanner_refused_says_so(client, noor, at, report, where):
    row = stories.an_attachment(by=noor, at=at, report=report)
    judge(row, "Eicar", at)
    assert "De scanner vond een virus. Het bestand is vernietigd." in text(client.get(where))
    assert "De virusscanner weigerde dit bestand." in text(client.get(f"{where}{row.pk}/", follow=True))


def test_a_document_of_another_report_is_not_under_this_address(client, noor, at, clean):
    other = stories.a_report(by=noor, at=at)
    for end in ("", "weghalen/"):
        assert client.get(f"/meldingen/{other.number}/bijlagen/{clean.pk}/{end}").status_code == 404


@pytest.mark.parametrize("end", ["", "{pk}/", "{pk}/weghalen/"])
def test_the_stranger_finds_nothing(bram, client_of, where, clean, end):
    assert client_of(bram).get(where + end.format(pk=clean.pk)).status_code == 404


def test_the_stranger_puts_nothing_there_and_not_a_byte_is_read(bram, saskia, client_of, where, monkeypatch):
    monkeypatch.setattr(store, "scratch", lambda: pytest.fail("read"))
    assert sent(client_of(bram), where, files.LETTER).status_code == 404
    assert sent(client_of(saskia), where, files.LETTER).status_code == 403
    assert not Attachment.objects.exists()


def test_a_colleague_of_the_team_first_says_why(tariq, client_of, where, clean):
    answer = client_of(tariq).get(f"{where}{clean.pk}/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/toegang/")
    assert not Event.objects.filter(act="attachment_read", outcome="done").exists()


def test_whoever_is_signed_out_loses_no_word(where):
    answer = sent(Client(), where, files.LETTER)
    assert answer.status_code == 401
    assert TYPED["description"] in text(answer)


# ---- taken away


def test_it_is_taken_away_with_a_reason(client, where, clean, django_capture_on_commit_callbacks):
    page = f"{where}{clean.pk}/weghalen/"
    assert "Brief van school" in text(client.get(page))
    assert client.post(page, {"reason": "weg"}).status_code == 400
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(page, {"reason": "Hoort bij een ander gezin."}).status_code == 302
    assert not Attachment.objects.exists()
    assert list(store.folder().iterdir()) == []


def test_after_the_decision_there_is_no_form(client, noor, joke, at):
    report = stories.taken_in(by=noor, at=at)
    row = stories.an_attachment(by=noor, at=at, report=report, clean=True)
    stories.confirmed(by=noor, second=joke, at=at, report=report)
    where = f"/meldingen/{report.number}/bijlagen/"
    page = text(client.get(where))
    assert "Over deze melding is al besloten." in page
    assert 'type="file"' not in page
    assert "weghalen" not in page
    assert sent(client, where, files.LETTER).status_code == 400
    assert client.post(f"{where}{row.pk}/weghalen/", {"reason": "Hoort bij een ander."}).status_code == 400
    given = client.get(f"{where}{row.pk}/")
    assert b"".join(given.streaming_content).startswith(b"Zij was")
