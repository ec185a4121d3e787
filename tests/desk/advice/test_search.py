"""Words in the texts of advices: both databases find the same, newest first, among the newest and among all."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from desk.advice import actions, scrub, search
from desk.advice.models import TEXTS, Advice
from desk.advice.search import holding
from tests import stories

pytestmark = pytest.mark.django_db
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite reads the advices in their order")

TEXT = "De café-houder (één keer) zag kindermishandeling; 24/7 thuis. Straße 100%_\\ 'n jas."
FOUND = [
    *("café", "CAFÉ", "houder", "zag kind", "(één", "ÉÉN KEER", "mishandel", "deling; 24/7", "24/7", "4/7 th"),
    *("straße", "100%", "%_\\", "'n", "'N JAS", "é-h", "e", ";", "De café-houder (één keer) zag kindermishandeling"),
]
NOT_FOUND = [
    "cafe",
    "cafe-houder",
    "strasse",
    "houder één",
    "100_",
    "c_fé",
    "café%zag",
    "mishandeld",
    "24 7",
    "&",
    "''",
]


@pytest.fixture(params=[500, 1], ids=["among the newest", "among all"])
def deep(request, monkeypatch) -> None:
    """With one advice read first, all others are found among all."""
    monkeypatch.setattr(search, "READ_FIRST", request.param)


def told(by, at, days: int = 0, **texts: str) -> Advice:
    """As something that stands there already, on a day of before: the guard of today would have asked about some."""
    advice = stories.an_advice(by=by, at=at)
    day = advice.opened_on - timedelta(days=days)
    Advice.objects.filter(pk=advice.pk).update(opened_on=day, **dict.fromkeys(TEXTS, "") | texts)
    return stories.fresh(advice)


def numbers(words: str, by, most: int = 9) -> list[str]:
    return [advice.number for advice in holding(words, team_id=by.team_id, most=most)]


@pytest.fixture
def around(noor, bram, at, deep) -> Advice:
    """One with the text, and before and after it some without; the same text of another team."""
    told(noor, at, question_text="Vandaag.")
    found = told(noor, at, days=400, question_text=TEXT)
    told(noor, at, days=800, tags="Lang geleden")
    told(bram, at, days=400, question_text=TEXT)
    return found


@pytest.mark.parametrize("words", FOUND)
def test_words_are_found_within_words_and_in_any_case(around, noor, words):
    expected = [around.number] if words not in ("e", "'n") else None
    got = numbers(words, noor)
    assert around.number in got
    assert expected is None or got == expected


@pytest.mark.parametrize("words", NOT_FOUND)
def test_what_does_not_stand_there_is_not_found(around, noor, words):
    assert numbers(words, noor) == []


@pytest.mark.parametrize("field", TEXTS)
def test_every_text_is_looked_through(noor, at, deep, field):
    told(noor, at)
    found = told(noor, at, days=100, **{field: "Over een autosleutel."})
    assert numbers("autosleutel", noor) == [found.number]


def test_the_newest_come_first_and_no_more_than_asked(noor, at, deep):
    """Over many quarters, two on one day, and on the day where reading turns into looking up."""
    rows = [told(noor, at, days=days, tags="rok") for days in (0, 0, 0, 1, 2, 30, 31, 89, 90, 91, 300, 3_000)]
    told(noor, at, days=1, tags="hoed")
    expected = [row.number for row in sorted(rows, key=lambda row: (-row.opened_on.toordinal(), row.number))]
    for most in range(1, len(rows) + 2):
        assert numbers("rok", noor, most) == expected[:most]


@pytest.mark.parametrize("word", ["x" * 600, "é" * 600, "😀" * 300 + "é" * 300])
def test_one_word_as_long_as_a_text_is_kept_and_found(noor, at, deep, word):
    told(noor, at)
    found = told(noor, at, days=9, question_text=word)
    assert numbers(word[-60:], noor) == [found.number]
    assert numbers(f"{word[:60]}y", noor) == []


def test_a_part_of_a_number_is_found_as_a_word_is(noor, at, deep):
    word = told(noor, at, tags="schulden")
    named = told(noor, at, days=40)
    Advice.objects.filter(pk=named.pk).update(number="A-SCHULDEN")
    assert numbers("schuld", noor) == [word.number, "A-SCHULDEN"]
    assert [one.number for one in actions.search_advices(by=noor, at=at, q="schulden", most=1)] == [word.number]


def test_what_was_taken_out_or_changed_is_found_no_more(noor, at, deep):
    told(noor, at)
    advice = told(noor, at, days=9, question_text="De autosleutel ligt thuis.")
    assert numbers("sleutel", noor) == [advice.number]
    scrub.scrub_advice(by=noor, at=at, advice=advice, version=advice.version, words="autosleutel", kind="name")
    assert numbers("sleutel", noor) == []
    assert numbers("weggehaald", noor) == [advice.number]
    Advice.objects.filter(pk=advice.pk).delete()
    assert numbers("weggehaald", noor) == []


def test_an_advice_that_another_team_took_over_is_found_there(noor, bram, at, deep):
    told(noor, at), told(bram, at)
    advice = told(noor, at, days=9, tags="rok")
    Advice.objects.filter(pk=advice.pk).update(team=bram.team)
    assert (numbers("rok", noor), numbers("rok", bram)) == ([], [advice.number])


@on_postgresql
def test_a_word_that_many_hold_is_found_without_reading_all_of_them(noor, at):
    """The statement as it was sent, among enough advices for the planner to care."""
    first = told(noor, at, tags="Van de bus")
    with connection.cursor() as cursor:
        cursor.execute(MANY, [first.pk])
        cursor.execute("ANALYZE advice_advice")
    with CaptureQueriesContext(connection) as asked:
        assert len(numbers("bus", noor, most=51)) == 51
    [plan] = [_plan(one["sql"]) for one in asked.captured_queries]
    assert "advice_newest" in plan
    assert "Seq Scan" not in plan


MANY = """
INSERT INTO advice_advice (id, number, opened_on, team_id, half_year, moments, danger, danger_action, channel, seeker,
    capacity, occasions, natures, trafficking, trafficking_kinds, questions, question_text, advice_given, advice_text,
    referral_text, tags, version)
SELECT gen_random_uuid(), 'A-X' || many, opened_on - many / 2, team_id, half_year, moments, danger, danger_action,
    channel, seeker, capacity, occasions, natures, trafficking, trafficking_kinds, questions, question_text,
    advice_given, advice_text, referral_text, tags, version
FROM advice_advice, generate_series(1, 20000) many WHERE id = %s
"""


def _plan(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return " ".join(line for (line,) in cursor.fetchall())
