"""Whatever is typed in the three questions is either kept as it was or refused with the text still there."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.assessment.choices import Unsafe
from desk.assessment.forms import QuestionsForm
from desk.assessment.models import Assessment
from desk.rulebook import Refused, tidy

FIELDS = ["explanation", "safety_conditions", "own_strength", "deviation_reason", "immediate_action"]


@settings(deadline=None)
@given(st.sampled_from(FIELDS), st.text(max_size=200))
def test_no_text_is_lost(name: str, text: str) -> None:
    form = QuestionsForm({"version": "1", name: text}, assessment=Assessment())
    try:
        tidied = tidy(text)
    except Refused:
        assert name in form.errors
    else:
        assert form.is_valid(), form.errors
        assert form.cleaned_data[name] == tidied
    assert form[name].value() == text


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=20), st.text(max_size=20))
def test_an_answer_outside_the_list_is_refused_not_crashed(parties, unsafe, dated) -> None:
    data = {"version": "1", "parties": parties, "unsafe": unsafe, "ground_text": "x", "ground_dated": dated}
    form = QuestionsForm(data, assessment=Assessment())
    assert form.is_valid() or form.errors


@pytest.mark.parametrize(("unsafe", "kept"), [(Unsafe.YES, True), (Unsafe.NO, False)])
def test_questions_2_and_3_are_not_asked_when_it_is_safe(unsafe, kept) -> None:
    data = {"version": "1", "unsafe": unsafe, "parties": ["police"], "contact_police": "Piket"}
    form = QuestionsForm(data, assessment=Assessment())
    assert form.is_valid()
    assert ("parties" in form.cleaned_data) == kept
    assert form.cleaned_data.get("contacts", {}) == ({"police": "Piket"} if kept else {})


def test_a_contact_of_a_party_that_was_unticked_is_gone() -> None:
    data = {"version": "1", "unsafe": "yes", "parties": [], "contact_police": "Piket"}
    form = QuestionsForm(data, assessment=Assessment())
    assert form.is_valid()
    assert form.cleaned_data["contacts"] == {}
