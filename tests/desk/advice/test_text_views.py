"""The texts on the page: read back while typing, replaced by one key, pasted, looked for, and taken out afterwards."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from desk.advice import scrub
from desk.advice.forms import PASTED_LENGTH
from desk.advice.models import TEXTS, Advice
from desk.audit.models import Event
from desk.rulebook import Refused, Stale
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
    answer = desk.post(NEW, typed(question_text="", pasted="bang " * PASTED_LENGTH, paste="1"))
    assert answer.status_code in (200, 400)
    assert "bang bang" in page_of(answer)


# ---- looking for an advice


@pytest.mark.parametrize("field", TEXTS)
def test_a_word_finds_the_advice(desk, noor, at, field) -> None:
    advice = stories.an_advice(by=noor, at=at, **{field: "Over een autosleutel."})
    assert advice.number in page_of(desk.post(SEARCH, {"q": "AUTOSLEUTEL"}))


def test_its_number_finds_the_advice(desk, noor, at) -> None:
    advice = stories.an_advice(by=noor, at=at)
    assert advice.number in page_of(desk.post(SEARCH, {"q": advice.number.lower()}))


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


# ---- something slipped through


@pytest.fixture
def slipped(noor, at) -> Advice:
    """A word nobody recognised, in two texts of a finished advice."""
    told = {"question_text": "De Autosleutel belt: autosleutel weg.", "tags": "AUTOSLEUTEL, geld"}
    return stories.an_advice(by=noor, at=at, close=True, **told)


def test_the_words_go_everywhere_and_the_trail_says_only_what_they_were(desk, slipped) -> None:
    sent = {"words": "autosleutel", "kind": "handle", "version": "1"}
    answer = desk.post(reverse("advice:scrub", args=[slipped.pk]), sent, follow=True)
    assert answer.status_code == 200
    assert "Weggehaald." in page_of(answer)
    advice = stories.fresh(slipped)
    assert advice.question_text == "De (weggehaald) belt: (weggehaald) weg."
    assert advice.tags == "(weggehaald), geld"
    event = Event.objects.get(act="advice_scrubbed")
    assert (event.actor_name, event.subject, event.detail) == ("Noor B.", slipped.number, "naam op internet")
    assert event.at is None
    assert not [row for row in Event.objects.values_list() if "autosleutel" in repr(row).lower()]


def test_a_disguise_does_not_save_the_words(noor, at) -> None:
    advice = stories.an_advice(by=noor, at=at, question_text="De auto\u00adsleutel en de autosleutél zijn weg.")
    scrub.scrub_advice(by=noor, at=at, advice=advice, version=1, words="autosleutel", kind="name")
    assert stories.fresh(advice).question_text == "De (weggehaald) en de (weggehaald) zijn weg."


def test_words_that_are_not_there_are_refused(noor, at, slipped) -> None:
    with pytest.raises(Refused) as refusal:
        scrub.scrub_advice(by=noor, at=at, advice=slipped, version=1, words="fietssleutel", kind="name")
    assert refusal.value.rule == "words_stand_in_the_advice"
    assert Event.objects.get(act="advice_scrubbed").detail == ""


def test_a_stale_page_takes_nothing_out(noor, tariq, at, slipped) -> None:
    scrub.scrub_advice(by=noor, at=at, advice=slipped, version=1, words="geld", kind="name")
    with pytest.raises(Stale):
        scrub.scrub_advice(by=tariq, at=at, advice=slipped, version=1, words="weg", kind="name")


def test_for_another_team_there_is_nothing_to_take_out(client_of, bram, slipped) -> None:
    sent = {"words": "autosleutel", "kind": "name", "version": "1"}
    assert client_of(bram).post(reverse("advice:scrub", args=[slipped.pk]), sent).status_code == 404
    assert "autosleutel" in stories.fresh(slipped).question_text


@pytest.mark.parametrize("broken", [{"kind": "grap"}, {"words": ""}, {"words": "x" * 201}, {"version": "x"}, {}])
def test_what_no_page_sends_takes_nothing_out(desk, slipped, broken) -> None:
    sent = {"words": "autosleutel", "kind": "name", "version": "1", **broken} if broken else {}
    assert desk.post(reverse("advice:scrub", args=[slipped.pk]), sent).status_code == 400
    assert "autosleutel" in stories.fresh(slipped).question_text


def test_the_page_shows_the_texts_and_marks_what_the_guard_sees_now(desk, noor, at) -> None:
    sent = typed(question_text=VILLAGE)
    desk.post(NEW, {**sent, "doubts": tokens_on(desk.post(NEW, sent))})
    page = page_of(desk.get(reverse("advice:scrub", args=[Advice.objects.get().pk])))
    assert "<bdi>Kesselheim</bdi>" in page
