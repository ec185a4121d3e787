"""A difference shows everything of both texts and never lets a text become markup."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.assessment import actions
from desk.assessment.diff import changes, marked, pieces
from desk.assessment.models import Assessment
from tests import stories

TEXTS = st.one_of(
    st.text(max_size=120), st.lists(st.sampled_from(["oma", "haalt", "haar", "op", ".", "<b>"])).map(" ".join)
)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_no_text_is_lost(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.kind != "ins") == before
    assert "".join(piece.text for piece in found if piece.kind != "del") == after
    assert all(piece.text for piece in found)


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_a_text_never_becomes_markup(before: str, after: str) -> None:
    found = str(marked(before, after))
    tags = re.sub(r'</?(ins|del)>|<span class="visually-hidden">|</span>', "", found)
    assert "<" not in tags
    assert ">" not in tags


@settings(deadline=None)
@given(TEXTS)
def test_the_same_text_has_no_marks(text: str) -> None:
    assert str(marked(text, text)) == html.escape(text)


def test_a_word_that_came_is_marked_alone() -> None:
    found = pieces("Moeder haalt haar op van school.", "Moeder of oma haalt haar op van school.")
    assert [piece.text for piece in found if piece.kind == "ins"] == [" of oma"]
    assert not [piece for piece in found if piece.kind == "del"]


def test_a_new_text_is_not_a_riddle_of_words() -> None:
    assert [piece.kind for piece in pieces("Er is niets gezien.", "De mentor zag een blauwe plek op de arm")] == [
        "del",
        "ins",
    ]


@pytest.mark.django_db
def test_versions_differ_in_what_was_changed_only(noor, joke, at) -> None:
    first = stories.proposed(by=noor, at=at)
    draft = actions.take_back(by=noor, at=at, assessment=first, version=first.version)
    ground = draft.grounds.get()
    actions.remove_ground(by=noor, at=at, assessment=draft, version=draft.version, ground=ground)
    draft = stories.fresh(draft)
    rewritten = {"kind": "fact", "text": "Dertig dagen verzuim.", "source": "Leerplicht", "dated": at.date()}
    actions.add_ground(by=noor, at=at, assessment=draft, version=draft.version, **rewritten)
    draft = stories.fresh(draft)
    told = {"safety_conditions": "Oma of tante haalt haar op van school."}
    second = actions.save_assessment(by=noor, at=at, assessment=draft, version=draft.version, **told)
    found = changes(Assessment.objects.get(pk=first.pk), second)
    assert [(one.what, one.label) for one in found] == [
        ("Grond, feit", ""),
        ("Vraag 2", "Wat is nodig voor de veiligheid nu?"),
    ]
    assert "of tante" in found[1].marked
