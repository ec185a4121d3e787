"""The API asks what the pages ask: no more, no less, and in the same words."""

import pytest

from desk.reports.choices import Status
from meldcode import own_reports, walk
from meldcode.api.fields import codes_of, pages, person
from meldcode.api.names import LISTS, NAMES, PERSON, WORDS
from meldcode.frameworks import frameworks
from meldcode.people_forms import PersonForm

NOT_ASKED = {"rows"}  # how many persons: the API counts them itself
ASKED = [page for page in walk.ALL if page.key in NAMES]


def test_documents_alone_are_for_whoever_sits_at_a_screen():
    assert {page.key for page in walk.ALL} - set(NAMES) == {"documents"}


@pytest.mark.parametrize("page", ASKED, ids=lambda page: page.key)
def test_every_question_of_a_page_has_its_name(page):
    form = page.form(None, framework=next(iter(frameworks().values())))
    assert set(NAMES[page.key].values()) == set(form.fields) - NOT_ASKED
    assert [one.field for one in pages()[page.key][1]] == list(NAMES[page.key].values())


def test_every_question_about_a_person_has_its_name():
    assert set(PERSON.values()) == set(PersonForm(None).fields)
    assert all(one.words for one in person() if one.kind == "one")


def test_every_list_is_that_of_the_page():
    for page in ASKED:
        form = page.form(None, framework=next(iter(frameworks().values())))
        for field, (_, code_list) in LISTS.items():
            if field in form.fields and field != "capacity" and page.key in ("concern", "trafficking"):
                asked = [
                    pair
                    for key, label in form.fields[field].choices
                    for pair in (label if isinstance(label, list | tuple) else [(key, label)])
                ]
                assert sorted(key for key, _ in asked) == sorted(code for code, _ in code_list.choices())


def test_a_professional_has_a_capacity_of_a_profession():
    assert {code[0] for code, _ in codes_of("hoedanigheden")} == {"P"}


def test_every_status_has_its_word():
    assert set(own_reports.SHORT) == set(own_reports.PLAIN) == set(Status)


def test_each_word_means_one_thing():
    assert len(set(WORDS.values())) == len(WORDS)
