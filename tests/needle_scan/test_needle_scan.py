"""What the guard refuses is kept nowhere: not on any road, and not when a road breaks off (P1).

A real desk in a process of its own, as start.py starts it on SQLite and as the image does on PostgreSQL, with the
database, the queue and the folders of this run alone. Every file is searched as bytes, and so are a dump, the sessions
and the logs. DATABASE_URL and REDIS_URL say which engines.
"""

import re
import sys
from dataclasses import replace
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.needle_scan import strange
from tests.needle_scan.house import House, house
from tests.needle_scan.launcher import MARK
from tests.needle_scan.needles import Needle, hits, rare_word
from tests.needle_scan.roads import DONE, Step, in_fields, in_texts
from tests.needle_scan.run import BROKEN, Run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a full disk is played with what only Linux has")


def test_what_the_guard_refuses_is_kept_nowhere(tmp_path: Path, subtests: pytest.Subtests) -> None:
    with house(tmp_path) as home:
        a_report_is_found(home, subtests)
        run = Run(home, subtests, tmp_path / "trouble")
        what_is_kept_is_found(run)
        every_road(run)
        every_way_to_be_sent_away(run)
        a_line_that_breaks(run)
        a_word_taken_away_is_gone(run)
        run.home.engine.say(run.spoken.typed)
        a_desk_that_breaks(run)
        a_database_that_does_not_answer(run)
        nothing_went_elsewhere(run)


def a_report_is_found(home: House, subtests: pytest.Subtests) -> None:
    """The search works: what a report, the cache and the queue hold is found, in every shape it is looked for in."""
    kinds = {one.kind for one in home.control}
    with subtests.test("a report is found in the database, its write-ahead log and a dump"):
        found = hits(home.control, home.engine.places())
        assert {hit.split()[0] for hit in found if "wal" in hit} == kinds
        assert {hit.split()[0] for hit in found if "a dump" in hit} == kinds
    with subtests.test("a message is found in the queue"):
        assert {hit.split()[0] for hit in hits(home.control, home.around())} == kinds


def what_is_kept_is_found(run: Run) -> None:
    """A word that names nobody, sent over the same road, is in the database; one that was said is in the log."""
    word = rare_word()
    kept = _clean(run, "new", word)
    run.go("a word that names nobody is kept", [(run.noor, kept)])
    with run.subtests.test("that word is found, and only in the database"):
        assert any("wal" in hit for hit in hits([word], run.home.engine.kept()))
        assert hits([word], run.home.around()) == []
    with run.subtests.test("a word in a log, in a session and in a temporary file is found"):
        assert hits([run.spoken], run.home.logs()) == ["word in the log of the weak desk"]
        assert b"_auth_user_id" in run.home.engine.sessions()
        left = Path(run.home.environment["TMPDIR"], word.typed)
        left.touch()
        assert hits([word], run.home.around()) == [f"word in tmp/{word.typed}"]
        left.unlink()


def every_road(run: Run) -> None:
    """Each needle in each text, all of them in each other field, and in ways that no page has."""
    steps = [step for road in run.roads.values() for step in in_texts(road, run.refused)]
    run.go("a text is refused", ((run.noor, step) for step in steps))
    steps = [step for road in run.roads.values() for step in in_fields(road, run.text)]
    run.go("a field that is no text", ((run.noor, step) for step in steps))
    new, going_on = run.roads["new"], run.roads["detail"]
    for what, others in (
        ("an address", strange.in_addresses(run.home.advice, run.text)),
        ("no form", strange.in_no_form(run.noor, new, run.text)),
        ("unreadable or too long", strange.unreadable(new, run.text)),
        ("unreadable or too long later on", strange.unreadable(going_on, run.text)),
        ("too large", strange.too_large(run.noor, run.text)),
    ):
        run.go(what, ((run.noor, step) for step in others))
    run.nothing_is_kept("whatever is sent")


def every_way_to_be_sent_away(run: Run) -> None:
    """Signed out, session over, no token, from another site, at the door."""
    steps = [run.whole(road) for road in run.roads.values()]
    run.go("without a pass", chain.from_iterable(strange.without_a_pass(run.noor, step) for step in steps))
    nobody = replace(run.noor, cookies={})
    nobody.get("/inloggen/")
    run.go("at the door", ((nobody, step) for step in strange.at_the_door(run.text)))


def a_line_that_breaks(run: Run) -> None:
    """Half a form and then silence, and what is no HTTP at all."""
    for road in run.roads.values():
        run.noor.break_off(road.path, run.noor.form(run.whole(road).fields))
    for step in strange.unreadable(run.roads["new"], run.text):
        run.noor.break_off(step.path, run.noor.form(step.fields))
    for _, words in strange.no_http(run.noor, run.roads["new"], run.text):
        run.noor.say(words)
    run.nothing_is_kept("when somebody is sent away or the line breaks")


def a_desk_that_breaks(run: Run) -> None:
    """A fault in the guard, in the page, and behind the guard; each quotes what was typed in its own words."""
    texts = [run.whole(run.roads[name]) for name in ("new", "detail", "check", "search", "scrub")]
    for part in ("guard", "page"):
        run.switch.write_text(part)
        run.go(f"the {part} breaks", ((run.noor_at_the_weak, replace(step, may_answer=BROKEN)) for step in texts))
    run.nothing_is_kept("when the desk breaks")
    word = rare_word()
    run.switch.write_text("save")
    going_on = replace(_clean(run, "detail", word), path=run.opened("Zij wacht."))
    steps = [replace(step, may_answer=BROKEN) for step in (_clean(run, "new", word), going_on)]
    run.go("the desk breaks behind the guard", ((run.noor_at_the_weak, step) for step in steps))
    run.switch.write_text("")
    with run.subtests.test("what the guard let pass is in no log, also when the desk breaks"):
        assert hits([word], run.home.around()) == []


def a_database_that_does_not_answer(run: Run) -> None:
    """Held by another, full, and gone: what was typed is refused in time or not at all, and is nowhere."""
    engine, word = run.home.engine, rare_word()
    steps = [_clean(run, "new", word), *(run.whole(road) for road in run.roads.values())]
    # The others only read: they are answered as long as the database can be read.
    to_write = [step for step in steps if step.name not in ("check", "short_undo")]
    with engine.locked():
        run.go_at_once("the database is held", run.noor_at_the_weak, to_write, give_up=10)
    with engine.full(run.desk.pids):
        run.go_at_once("the disk is full", run.noor, to_write)
    with engine.gone():
        run.go_at_once("the database is gone", run.noor_at_the_weak, steps)
        run.go_at_once("the database is waited for", run.noor, steps, give_up=1)
        run.nothing_is_kept("while the database is gone", chain(engine.kept(), run.home.logs()))
    run.nothing_is_kept("when the database was held, full and gone")
    with pytest.raises(Exception, match="advice_asks_for_danger_first"):
        engine.rows(f"UPDATE advice_advice SET danger = '?', question_text = '{word.typed}'")
    with run.subtests.test("what the guard let pass is in no log, also when it can not be saved"):
        assert hits([word], run.home.around()) == []


def a_word_taken_away_is_gone(run: Run) -> None:
    """A counsellor takes a sentence out of an advice: no file of the database holds it any more.

    On PostgreSQL that is what the tables and indexes hold; the write-ahead log has the old row until it ages out.
    """
    words = [rare_word() for _ in range(3)]
    texts = [
        f"Er wordt verteld over een {word.typed} en over dure spullen in het huis van de moeder." for word in words
    ]
    advice = [run.opened(f"{text} {text} Verder niets.") for text in texts][-1]
    run.home.engine.look_at_rows()
    with run.subtests.test("the word is found before it is taken away"):
        assert hits(words[-1:], run.home.engine.tables())
    sent = [("kind", "name"), ("words", f"{texts[-1]} {texts[-1]}"), ("version", "1")]
    step = Step("weghalen", f"{advice}weghalen/", sent, DONE)
    run.go("a sentence is taken away", [(run.noor, step)])
    with run.subtests.test("the word is gone"):
        dump = [("a dump", run.home.engine.dump())]
        assert hits(words[-1:], chain(run.home.engine.tables(), dump, run.home.around())) == []


def nothing_went_elsewhere(run: Run) -> None:
    """No file beside the database, no mail, no call to anybody, no draft that hides what it holds."""
    with run.subtests.test("no temporary file, no mail, no other connection"):
        # The cache of the desk, in which mistakes at the sign-in are counted; what it wrote down is searched as well.
        cache = f"{MARK}called ('127.0.0.1', {urlsplit(run.home.environment['REDIS_URL']).port})"
        assert sorted({*run.desk.witnessed(), *run.weak.witnessed()} - {cache}) == []
    with run.subtests.test("no draft"):
        assert run.home.engine.rows("SELECT count(*) FROM reports_draft") == [(0,)]
    if run.home.engine.vendor == "postgresql":
        with run.subtests.test("the log of the database told the questions without values, and what went wrong"):
            log = run.home.engine.log()
            assert re.search(rb'duration: .*INSERT INTO "advice_advice" .* VALUES \(\$1, ', log)
            assert hits([run.spoken], [("it", log)]) == ["word in it"]
            assert b"lock timeout" in log
            assert b"could not extend file" in log


def _clean(run: Run, name: str, word: Needle) -> Step:
    road = run.roads[name]
    text = f"Zij vertelt over een {word.typed} in huis."
    return Step(f"{name}: nobody is named", road.path, road.sent(question_text=text), DONE)
