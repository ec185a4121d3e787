"""A text before the guard: what is found, what was answered, and a text with one place replaced."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from desk import guard
from desk.advice.models import TEXTS
from desk.advice.texts import READ_AT_MOST, Reading, read, texts_pass_the_guard
from desk.guard.public import ours
from tests import stories

VILLAGE = "Zij woont in Kesselheim."


def reading(text: str, *, field: str = "question_text", answered: tuple[str, ...] = ()) -> Reading:
    return read(field, text, ours(), answered)


def token(text: str, field: str = "question_text") -> str:
    return reading(text, field=field).points[0].token


def rules_of(refusal: ValidationError) -> dict[str, list[str]]:
    return {field: [error.code for error in errors] for field, errors in refusal.error_dict.items()}


def test_a_certain_find_is_refused_at_its_field():
    with pytest.raises(ValidationError) as refusal:
        texts_pass_the_guard({"advice_text": "Bel 06-12345678."}, ours())
    assert rules_of(refusal.value) == {"advice_text": ["advice_text_names_nobody"]}


def test_a_question_without_an_answer_is_refused_at_its_field():
    with pytest.raises(ValidationError) as refusal:
        texts_pass_the_guard({"question_text": VILLAGE}, ours())
    assert rules_of(refusal.value) == {"question_text": ["doubt_is_answered"]}


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(ValidationError) as refusal:
        texts_pass_the_guard({"question_text": f"{VILLAGE} Bel 06-12345678.", "tags": "bsn 111222333"}, ours())
    assert rules_of(refusal.value) == {
        "question_text": ["advice_text_names_nobody", "doubt_is_answered"],
        "tags": ["advice_text_names_nobody"],
    }


def test_the_refusal_names_the_kind_and_never_the_words():
    with pytest.raises(ValidationError) as refusal:
        texts_pass_the_guard({"question_text": f"{VILLAGE} Bel 06-12345678."}, ours())
    said = " ".join(refusal.value.messages)
    assert "telefoonnummer" in said
    assert "Kesselheim" not in said
    assert "12345678" not in said


def test_an_answered_question_passes_and_is_counted_by_kind():
    assert texts_pass_the_guard({"question_text": VILLAGE, "doubts": [token(VILLAGE)]}, ours()) == {"place": 1}


def test_no_answer_gets_a_certain_find_past_the_guard():
    text = "Zijn bsn is 111222333."
    with pytest.raises(ValidationError):
        texts_pass_the_guard({"question_text": text, "doubts": [token(text)]}, ours())


def test_an_answer_is_about_these_words_in_this_field():
    known = token(VILLAGE)
    assert known != token("Zij woont in Kesselveen.")
    assert known != token(VILLAGE, field="advice_text")
    with pytest.raises(ValidationError):
        texts_pass_the_guard({"question_text": "Zij woont in Kesselveen.", "doubts": [known]}, ours())


def test_an_answer_holds_while_the_rest_of_the_text_changes():
    assert reading(f"Toen belde de zus. {VILLAGE}", answered=(token(VILLAGE),)).questions == []


def test_a_token_gives_nothing_away():
    assert "Kesselheim" not in token(VILLAGE)
    assert len(token(VILLAGE)) == 24


def test_another_desk_gives_another_token(settings):
    here = token(VILLAGE)
    settings.SECRET_KEY = "een andere sleutel van minstens veertig tekens lang"
    assert token(VILLAGE) != here


def test_a_text_that_is_too_long_is_not_read():
    long = reading("Bel 06-12345678. " * (READ_AT_MOST // 10))
    assert (long.is_read, long.points) == (False, [])


def test_a_place_is_told_as_a_script_counts():
    text = "🙂 Zijn bsn is 111222333."
    start, end = map(int, reading(text).points[0].at_in_script.split())
    assert text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "111222333"


@pytest.mark.parametrize(
    ("text", "choice", "mended"),
    [
        ("Bel 06-12345678, zij wacht.", 0, "Bel, zij wacht."),
        ("Bel 06-12345678, zij wacht.", 1, "Bel (nummer weggelaten), zij wacht."),
        ("06-12345678 bellen", 0, "bellen"),
        ("Zij belt, 06-12345678, en huilt.", 0, "Zij belt, en huilt."),
        ("Zij belt, 06-12345678.", 0, "Zij belt."),
        ("Moeder Annelies Brouwenstein belt.", 0, "Moeder belt."),
        ("Annelies Brouwenstein belt.", 0, "iemand belt."),
        ("Annelies Brouwenstein belt.", 1, "de moeder belt."),
    ],
)
def test_a_place_is_replaced_and_no_space_is_left_over(text, choice, mended):
    assert reading(text).mended(0, choice) == mended


@given(text=st.text(max_size=200))
def test_the_pieces_are_the_text(text):
    typed = text.replace("\r\n", "\n")
    assert "".join(piece for piece, _ in reading(text).pieces) == typed


@pytest.mark.django_db
def test_only_kind_and_count_are_kept(noor, at):
    text = f"{VILLAGE} Vroeger in Kesselveen."
    doubts = [point.token for point in reading(text).points]
    advice = stories.an_advice(by=noor, at=at, question_text=text, doubts=doubts)
    assert list(advice.passed.values_list("kind", "count")) == [("place", 2)]


@pytest.mark.django_db
def test_what_was_answered_follows_the_text(noor, at):
    from desk.advice.actions import continue_advice

    advice = stories.an_advice(by=noor, at=at, question_text=VILLAGE, doubts=[token(VILLAGE)])
    continue_advice(by=noor, at=at, advice=advice, version=1, question_text="Zij woont in de regio.")
    assert not advice.passed.exists()


def test_every_text_is_read():
    assert set(TEXTS) == {"question_text", "advice_text", "referral_text", "tags"}
    for field in TEXTS:
        with pytest.raises(ValidationError):
            texts_pass_the_guard({field: "Bel 06-12345678."}, ours())


def test_every_kind_has_a_name_that_can_be_said():
    assert all(label and label[0].islower() for label in guard.LABELS.values())
