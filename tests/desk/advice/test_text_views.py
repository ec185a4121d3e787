"""The texts on the page: read back while typing, replaced by one key, pasted, looked for, and taken out afterwards."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from desk.advice.models import TEXTS, Advice, number_in, random_number
from desk.advice.texts import READ_AT_MOST
from desk.audit.models import Event
from tests import stories
from tests.desk.advice.test_views import NEW, typed

pytestmark = pytest.mark.django_db
CHECK, SEARCH = reverse("advice:check"), reverse("advice:search")
VILLAGE = "Zij woont in Kesselheim."
MAIL = """From: iemand@voorbeeld.nl
Subject: zorgen
Date: Mon, 23 Nov 2026 10:11:12 +0100

Beste mensen,
Mijn buurmeisje is bang voor haar vriend.

Met vriendelijke groet,
A. Voorbeeld
06-12345678
"""


@pytest.fixture
def desk(client_of, noor) -> Client:
    return client_of(noor)


def page_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def found_by(desk: Client, q: str) -> list[str]:
    """The numbers of the advices on the page of what was found; the page of a refused search is none."""
    answer = desk.post(SEARCH, {"q": q})
    assert answer.status_code == 200
    assert "Gevonden" in page_of(answer)
    return re.findall(r'<a class="title"[^>]*>(A-\w+)</a>', page_of(answer))


def tokens_on(answer: Any) -> list[str]:
    return re.findall(r'name="doubts" value="(\w+)"', answer.content.decode())


# ---- while somebody types


def test_what_is_found_is_marked_with_its_kind_and_a_replacement(desk) -> None:
    page = page_of(desk.post(CHECK, {"field": "question_text", "question_text": f"{VILLAGE} Bel 06-12345678."}))
    assert '<mark class="mark-ask"><bdi>Kesselheim</bdi></mark>' in page
    assert '<mark class="mark-stop"><bdi>06-12345678</bdi></mark>' in page
    assert "Is dit een kleine plaats?" in page
    assert "Dit is een telefoonnummer." in page
    assert 'data-instead="een dorp in de regio"' in page
    assert "<html" not in page


def test_a_certain_find_has_no_box_to_tick(desk) -> None:
    assert tokens_on(desk.post(CHECK, {"field": "tags", "tags": "bsn 111222333"})) == []


def test_clean_text_is_said_to_be_clean(desk) -> None:
    page = page_of(desk.post(CHECK, {"field": "tags", "tags": "ouderenmishandeling, geld"}))
    assert "niets gevonden" in page


def test_an_empty_text_says_nothing(desk) -> None:
    assert page_of(desk.post(CHECK, {"field": "tags", "tags": ""})).strip() == ""


def test_reading_back_leaves_no_trace(desk) -> None:
    before = Event.objects.count()
    desk.post(CHECK, {"field": "tags", "tags": VILLAGE})
    assert Event.objects.count() == before
    assert not Advice.objects.exists()


@pytest.mark.parametrize("field", ["", "number", "pk", "question_text' OR 1=1", "\x00"])
def test_a_field_that_is_no_text_is_refused(desk, field) -> None:
    assert desk.post(CHECK, {"field": field, field or "x": VILLAGE}).status_code == 400


def test_what_is_typed_is_shown_as_text_and_never_as_html(desk) -> None:
    answer = desk.post(CHECK, {"field": "tags", "tags": "<script>alert(1)</script> Kesselheim <b>"})
    assert "<script>" not in answer.content.decode()
    assert "&lt;script&gt;" in answer.content.decode()


@pytest.mark.parametrize("text", ["nul\x00byte", "\ud800 los", "\u202eadnA", "a" * 30_000, "🙂" * 500])
def test_bad_text_is_read_back_without_an_error(desk, text) -> None:
    sent = {"field": "tags", "tags": text.encode("utf-8", "surrogatepass")}
    body = "&".join(f"{name}={_quoted(value)}" for name, value in sent.items())
    assert desk.post(CHECK, body, content_type="application/x-www-form-urlencoded").status_code == 200


def _quoted(value: str | bytes) -> str:
    raw = value if isinstance(value, bytes) else value.encode()
    return "".join(f"%{byte:02X}" for byte in raw)


def test_a_megabyte_is_not_read(desk) -> None:
    page = page_of(desk.post(CHECK, {"field": "question_text", "question_text": "Bel 06-12345678. " * 60_000}))
    assert "Te lang om na te lezen." in page
    assert "12345678" not in page


# ---- "this points to nobody"


def test_without_an_answer_the_form_comes_back_with_marks_and_text(desk) -> None:
    answer = desk.post(NEW, typed(question_text=VILLAGE))
    page = page_of(answer)
    assert answer.status_code == 400
    assert "zeg dat het naar niemand wijst: kleine plaats" in page
    assert VILLAGE in page
    assert len(tokens_on(answer)) == 1
    assert not Advice.objects.exists()


def test_with_an_answer_the_advice_is_kept(desk) -> None:
    sent = typed(question_text=VILLAGE)
    doubts = tokens_on(desk.post(NEW, sent))
    assert desk.post(NEW, {**sent, "doubts": doubts}).status_code == 302
    advice = Advice.objects.get()
    assert advice.question_text == VILLAGE
    assert list(advice.passed.values_list("kind", "count")) == [("place", 1)]


def test_an_answer_stays_ticked_when_something_else_is_wrong(desk) -> None:
    sent = typed(question_text=VILLAGE, danger="")
    doubts = tokens_on(desk.post(NEW, sent))
    answer = desk.post(NEW, {**sent, "doubts": doubts})
    assert answer.status_code == 400
    assert f'value="{doubts[0]}" checked' in answer.content.decode()


def test_who_goes_on_with_an_advice_is_not_asked_again(desk, client_of, tariq) -> None:
    sent = typed(question_text=VILLAGE)
    desk.post(NEW, {**sent, "doubts": tokens_on(desk.post(NEW, sent))})
    page = reverse("advice:detail", args=[Advice.objects.get().pk])
    opened = client_of(tariq).get(page)
    assert f'value="{tokens_on(opened)[0]}" checked' in opened.content.decode()


# ---- a chat or a mail that is pasted


def test_a_pasted_mail_loses_headers_signature_and_addresses(desk) -> None:
    page = page_of(desk.post(NEW, typed(question_text="Mail gekregen.", pasted=MAIL, paste="1")))
    assert "Mail gekregen.\nMijn buurmeisje is bang voor haar vriend." in page
    for gone in ("iemand@voorbeeld.nl", "Voorbeeld", "12345678", "10:11"):
        assert gone not in page


def test_what_is_pasted_is_never_kept(desk) -> None:
    answer = desk.post(NEW, typed(pasted="Mijn buurmeisje is bang."))
    assert answer.status_code == 400
    assert "Druk op ‘Overnemen’, of maak dit veld leeg." in page_of(answer)
    assert "Mijn buurmeisje is bang." in page_of(answer)
    assert not Advice.objects.exists()


def test_a_paste_that_is_too_long_stays_where_it_is(desk) -> None:
    answer = desk.post(NEW, typed(question_text="", pasted="bang " * READ_AT_MOST, paste="1"))
    assert answer.status_code == 400
    assert "bang bang" in page_of(answer)
    assert f"niet meer dan {READ_AT_MOST} tekens bevat" in page_of(answer)
    assert page_of(answer).count('class="invalid-feedback"') == 1


# ---- looking for an advice


@pytest.mark.parametrize("field", TEXTS)
def test_a_word_finds_the_advice(desk, noor, at, field) -> None:
    advice = stories.an_advice(by=noor, at=at, **{field: "Over een autosleutel."})
    assert found_by(desk, "AUTOSLEUTEL") == [advice.number]


@pytest.mark.parametrize("q", ["A-FF9NQEET", "a-ff9nqeet", " A-FF9NQEET ", "a ff9nqeet", "aff9nqeet", "FF9NQEET"])
def test_its_number_finds_the_advice(desk, noor, at, q, monkeypatch) -> None:
    """Random letters look like a name to the guard; a number that was typed as one is looked for all the same."""
    stories.an_advice(by=noor, at=at)
    monkeypatch.setattr("desk.advice.models._drawn", lambda: "FF9NQEET")
    stories.an_advice(by=noor, at=at)
    assert found_by(desk, q) == ["A-FF9NQEET"]


def test_any_number_the_desk_gives_out_is_taken_for_one(desk) -> None:
    for number in (random_number() for _ in range(500)):
        assert number_in(number.lower()) == number


@pytest.mark.parametrize("name", ["Marianne", "brouwers", "annelies", "Smit 2345", "A-annelies brouwenstein"])
def test_a_name_of_eight_letters_is_no_number(desk, name) -> None:
    assert number_in(name) == ""


def test_another_team_finds_nothing(client_of, bram, noor, at) -> None:
    advice = stories.an_advice(by=noor, at=at, tags="autosleutel")
    page = page_of(client_of(bram).post(SEARCH, {"q": "autosleutel"}))
    assert advice.number not in page
    assert "Niets gevonden" in page


@pytest.mark.parametrize("q", ["annelies brouwenstein", "111222333", "06-12345678", "Kesselheim"])
def test_nobody_looks_for_a_person(desk, q) -> None:
    answer = desk.post(SEARCH, {"q": q})
    assert answer.status_code == 400
    assert "Een advies vindt u niet op een naam of nummer van iemand." in page_of(answer)


def test_the_search_is_an_event_without_its_words(desk) -> None:
    desk.post(SEARCH, {"q": "autosleutel"})
    event = Event.objects.get(act="advice_searched")
    assert (event.outcome, event.detail, event.subject) == ("done", "", "")


@pytest.mark.parametrize("q", ["", " ", "\x00", "%", "_", "' OR 1=1 --", "x" * 61])
def test_a_strange_search_is_answered_with_a_page(desk, noor, at, q) -> None:
    advice = stories.an_advice(by=noor, at=at)
    answer = desk.post(SEARCH, {"q": q})
    assert answer.status_code in (200, 400)
    assert advice.number not in page_of(answer).partition("found-count")[2]


@pytest.mark.parametrize("numbers", ["9" * 5000 + ":0", "0:" + "9" * 5000, "99999:0", "٣:0", "-1:0", "0", "0:0:0"])
def test_a_button_that_no_page_has_changes_nothing(desk, numbers) -> None:
    answer = desk.post(NEW, typed(question_text=VILLAGE, mend=f"question_text:{numbers}"))
    assert answer.status_code == 200
    assert VILLAGE in page_of(answer).replace("<bdi>", "").replace("</bdi>", "")


def test_a_paste_on_an_empty_page_is_no_refusal(desk) -> None:
    """Taking over a mail says nothing yet of the questions that were not answered."""
    answer = desk.post(NEW, {"pasted": MAIL, "paste": "1", "key": typed()["key"]})
    assert answer.status_code == 200
    assert "Mijn buurmeisje is bang voor haar vriend." in page_of(answer)
    assert 'class="errors"' not in page_of(answer)
    assert "is-invalid" not in page_of(answer)


def test_a_text_that_is_too_long_to_read_is_something_to_do(desk) -> None:
    page = page_of(desk.post(CHECK, {"field": "question_text", "question_text": "lang " * READ_AT_MOST}))
    assert 'data-stop="1"' in page
    assert "Te lang om na te lezen." in page
