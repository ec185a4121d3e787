"""How the parts judge what they have seen, and a few kills for real; `make faults` does them all at length."""

import re

import pytest
from django.conf import settings
from django.db import connection

from tests.faults import at_work, places, troubles, web_killed
from tests.faults.parts import POSTGRESQL, SQLITE, Asked, as_table, every_part, skipped
from tests.needle_scan import postgres


def _is_wrong(rows):
    return any(row.is_wrong for row in rows)


@pytest.mark.parametrize(
    ("figures", "wrong"),
    [
        ({"acknowledged, stored once": 3, "trail": ""}, []),
        ({"WRONG: advice LOST": 1, "trail": ""}, ["WRONG: advice LOST"]),
        ({"kills": 1, "trail": "plaats 3"}, ["what the check of the trail says"]),
    ],
)
def test_what_came_of_a_kill_is_judged(figures, wrong):
    assert [row.what for row in web_killed.as_rows(dict(figures), SQLITE) if row.is_wrong] == wrong


class _Form:
    """A form that was sent, as far as the judgement looks at it."""

    name = "advice"

    def __init__(self, status, stored, events, is_kept=True):
        self.status, self.is_acknowledged = status, status in {200, 302}
        self.stored, self.events, self.is_kept = lambda: stored, lambda: events, lambda: is_kept


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (_Form(302, 1, 1), "acknowledged, stored once"),
        (_Form(0, 1, 1), "stored once, the answer lost"),
        (_Form(0, 0, 0), "absent, what was typed is kept"),
        (_Form(302, 0, 0), "WRONG: advice LOST"),
        (_Form(0, 0, 0, is_kept=False), "WRONG: advice absent and not kept"),
        (_Form(302, 2, 2), "WRONG: advice stored 2 times with 2 events"),
        (_Form(302, 1, 0), "WRONG: advice stored 1 times with 0 events"),
        (_Form(302, 1, 2), "WRONG: advice stored 1 times with 2 events"),
        (_Form(500, 0, 0), "WRONG: advice answered 500"),
    ],
)
def test_a_kill_is_held_against_what_was_answered(form, said):
    assert web_killed.came_of(form) == said


@pytest.mark.parametrize(
    ("status", "page", "said"),
    [
        (503, "<h1>De database antwoordt niet</h1> Oma &amp; opa bellen", "503 with a sentence"),
        (503, "<h1>Het logboek kan niet schrijven</h1> Oma &amp; opa bellen", "503 with a sentence"),
        (503, "<h1>De database antwoordt niet</h1>", "WRONG: 503 without what was typed"),
        (503, "Service Unavailable", "WRONG: answered 503"),
        (500, "Er ging iets mis bij ons", "WRONG: answered 500"),
        (0, "", "WRONG: no answer"),
    ],
)
def test_a_refusal_is_the_sentence_of_the_desk_with_what_was_typed(status, page, said):
    assert at_work.refusal(status, page, ["Oma & opa bellen"]) == said


def _at_work(**other):
    told = {"saved": 3, "longest": 2.0, "first_after": 0.5, "trail": "", **other}
    return [row.what for row in at_work.as_rows(told, patience=5) if row.is_wrong]


def test_people_at_work_are_judged():
    assert _at_work() == []
    assert _at_work(longest=6.0) == ["longest wait for an answer"]
    assert _at_work(first_after=0.0) == _at_work(first_after=61.0) == ["first good answer after it was mended"]
    assert _at_work(trail="plaats 3") == ["what the check of the trail says"]
    assert _at_work(**{"WRONG: answered 500": 1}) == ["WRONG: answered 500"]


@pytest.mark.parametrize("part", [troubles.restarted, troubles.stands_still, troubles.exhausted, troubles.log_full])
def test_a_part_that_cannot_be_tried_says_why(part, monkeypatch):
    monkeypatch.setattr(postgres, "cannot_run", lambda: "no PostgreSQL server on this machine")
    assert part(Asked(7)) == skipped("no PostgreSQL server on this machine")


def test_where_nothing_can_be_mounted_no_disk_is_filled(monkeypatch):
    monkeypatch.setattr(postgres, "cannot_run", lambda: "")
    monkeypatch.setattr(troubles, "cannot_mount", lambda: "not allowed")
    assert troubles.disk_full(Asked(7)) == troubles.log_full(Asked(7)) == skipped("not allowed")


def test_a_disk_is_filled_to_the_last_byte():
    if reason := troubles.cannot_mount():
        pytest.skip(reason)
    with troubles.small_disk(1) as disk:
        troubles.ballast(disk)
        with pytest.raises(OSError, match="No space left"), (disk / "more").open("wb", buffering=0) as more:
            more.write(b"x")


def test_every_part_stands_in_the_docs():
    docs = [settings.BASE_DIR / "docs" / f"{name}.md" for name in ("faults", "faults-around", "scale-out")]
    told = "".join(path.read_text() for path in docs)
    assert [name for name in every_part() if not re.search(rf"`{name}`|--only {name}", told)] == []


def test_people_save_once_whoever_is_killed():
    """`make faults` kills two hundred times on both databases."""
    if connection.vendor == "postgresql" and (reason := postgres.cannot_run()):
        pytest.skip(reason)
    kills, on = 3, POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    with (places.a_cluster if on == POSTGRESQL else places.a_file)() as place:
        rows = web_killed.rows_of(place, 7, kills, on)
    assert not _is_wrong(rows), as_table(rows)
    assert {row.what: row.seen for row in rows}["sent again"] == kills * web_killed.TOGETHER
