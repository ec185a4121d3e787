"""The parts of the measurement that need no desk: the form on a page, the line, the bars and the tables."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.bench import written
from tests.bench.pages import bars, show
from tests.bench.pages.asking import Wrong, asked
from tests.bench.pages.crowd import crowd
from tests.bench.pages.forms import fields_of
from tests.bench.pages.line import Line
from tests.bench.pages.plan import Ask
from tests.bench.pages.turns import INSIDE, Desk, measured
from tests.shipped import web_command

PAGE = """<form action="/zoeken/"><input name="q"></form>
<form method="post"><input type="hidden" name="version" value="7"><input type="checkbox" name="a" value="1" checked>
<input type="checkbox" name="b"><select name="c"><option value="x">X<option value="y" selected>Y</select>
<textarea name="t">
Twee &amp; drie</textarea><input name="a" value="2"><input type="submit" name="go" value="1">
<button formaction="/elders/">Elders</button></form>"""


@pytest.mark.parametrize("address", ["/hier/", "/elders/"])
def test_a_form_is_read_as_a_browser_sends_it(address) -> None:
    told = fields_of(PAGE, address, "/hier/?lezen=1")
    assert told == {"version": "7", "a": ["1", "2"], "c": "y", "t": "Twee & drie"}


def test_a_form_that_is_not_there_is_no_empty_form() -> None:
    with pytest.raises(LookupError):
        fields_of(PAGE, "/nergens/", "/hier/")


@contextmanager
def _answering(*answers: bytes) -> Iterator[int]:
    """A server that gives each connection the next answer, the last one time and again; an empty one hangs up."""
    server = socket.create_server(("127.0.0.1", 0))
    left = list(answers)

    def serve() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            said = left.pop(0) if len(left) > 1 else left[0]
            threading.Thread(target=_answer, args=(line, said)).start()

    running = threading.Thread(target=serve)
    running.start()
    yield server.getsockname()[1]
    server.shutdown(socket.SHUT_RDWR)
    server.close()
    running.join()


def _answer(line: socket.socket, said: bytes) -> None:
    with line:
        while line.recv(65_536):
            if not said:
                return
            line.sendall(b"HTTP/1.1 %s\r\nContent-Length: 2\r\n\r\nja" % said)


def test_a_line_that_was_closed_meanwhile_is_opened_again() -> None:
    with _answering(b"", b"200 OK") as port:
        line = Line(port)
        assert line.get("/", "sleutel").status == 200
        line.close()


def test_another_page_is_an_error_and_no_time() -> None:
    with _answering(b"302 Found") as port:
        line = Line(port)
        with pytest.raises(Wrong):
            asked(line, Ask("page", "page", "noor", ("/",)), "sleutel", 0)
        line.close()


@pytest.mark.parametrize(("said", "errors"), [(b"200 OK", False), (b"500 Oops", True)])
def test_a_crowd_counts_what_was_answered_and_what_went_wrong(said, errors) -> None:
    ask = Ask("page", "page", "noor", ("/",))
    with _answering(said) as port:
        told = crowd({"port": port, "ask": ask.to_json(), "cookie": "", "seconds": 2, "clients": 3})
    assert bool(told["wrong"]) == errors
    assert bool(told["ms"]) != errors


def test_every_page_is_asked_in_turns_at_every_size_right_after_an_empty_one() -> None:
    asks = [
        Ask("tour", "tour", "noor", ("/leeg/",)),
        Ask("list", "list", "noor", ("/a/", "/b/")),
        Ask("confirm", "confirm", "noor", tuple(f"/{n}/" for n in range(INSIDE + 1)), once=True),
    ]
    plan = {"cookies": {"noor": "sleutel"}, "asks": [ask.to_json() for ask in asks], "inside": {}}
    with _answering(b"200 OK") as port:
        desks = {size: Desk.of(port, plan) for size in (bars.SMALL, bars.LARGE)}
        told = measured(desks, turns=3, warm=0)
        for desk in desks.values():
            desk.line.close()
    for size in desks:
        assert {name: one[size]["times"] for name, one in told.items()} == {"tour": 3, "list": 3, "confirm": 1}
        assert told["list"][size]["errors"] == 0
        assert told["list"][size]["empty_ms"] > 0


def test_a_page_that_fails_at_one_size_has_no_figure_there() -> None:
    asks = [Ask("tour", "tour", "noor", ("/",)), Ask("list", "list", "noor", ("/",), right=(302,))]
    plan = {"cookies": {"noor": "sleutel"}, "asks": [ask.to_json() for ask in asks], "inside": {}}
    with _answering(b"200 OK") as port:
        desk = Desk.of(port, plan)
        told = measured({bars.LARGE: desk}, turns=2, warm=0)
        desk.line.close()
    assert told["list"][bars.LARGE] == {"times": 0, "errors": 2, "wrong": "Wrong: list: 200 instead of (302,)"}


def test_the_web_server_is_started_as_the_image_starts_it() -> None:
    command = web_command(4711)
    assert command[:2] == ["gunicorn", "desk.wsgi:application"]
    assert {"--bind=127.0.0.1:4711", "--workers=2", "--threads=4"} <= set(command)


def _figures(p50: float, *, seconds: float = 600.0, lost: int = 0) -> dict[str, Any]:
    one = {"times": 20, "errors": 0, "p50_ms": p50, "p95_ms": p50 * 2, "empty_ms": 10.0}
    one |= {"queries": 9, "database_ms": 2.0, "bytes": 20_000}
    sizes = {bars.SMALL: {**one, "p50_ms": 20.0}, bars.LARGE: one}
    names = [name for names in bars._FOUR.values() for name in names]
    row = {"clients": 8, "pages_per_second": 80.0, "errors": 0, "p50_ms": 90.0, "p95_ms": 140.0}
    saved = {"counsellors": 50, "seconds": seconds, "saves": 900, "errors": 0, "lost": lost, "doubled": 0}
    process = {"processes": 3, "rss_mb": 300.0, "pss_mb": 200.0}
    return {
        "pages": dict.fromkeys([*names, "advice:new, save"], sizes),
        "crowd": {bars.LARGE: {"worklist": [row]}},
        "fifty": {bars.LARGE: {**saved, "p50_ms": 40.0, "p95_ms": 60.0}},
        "memory": {bars.LARGE: {"at rest": {"web": process}}},
        "reports": {bars.SMALL: 10_000, bars.LARGE: 1_000_000},
        "postgresql": {"server_version": "15"},
        "on_disk": {bars.LARGE: "9 GB"},
        "turns": 20,
        "cores": 2,
    }


def _met(told: dict[str, Any]) -> set[bool | None]:
    return {bar.met for bar in bars.bars(told)}


def test_every_bar_is_met_when_all_is_fast_and_nothing_is_lost() -> None:
    assert _met(_figures(24.0)) == {True}


def test_a_page_that_is_too_slow_or_grew_is_said_not_to_be() -> None:
    missed = {bar.asked for bar in bars.bars(_figures(36.0)) if bar.met is False}
    for words in ("p50 ≤ 35 ms", "≤ 3 × the empty page", "growth ≤ 1.25"):
        assert any(words in asked for asked in missed), words


def test_as_fast_as_the_nearest_system_is_not_fast_enough() -> None:
    slow = [bar for bar in bars.bars(_figures(46.0)) if "nearest public system" in bar.asked]
    assert {bar.asked.partition(":")[0]: (bar.measured, bar.met) for bar in slow} == {
        "worklist": ("× 20", False),
        "reports": ("× 59", True),
        "search, rare name": ("× 22", True),
    }


def test_what_was_not_measured_or_shorter_than_asked_is_never_called_met() -> None:
    empty = {**_figures(24.0), "pages": {}, "crowd": {}, "fifty": {}}
    assert _met(empty) == {None}
    assert None in _met(_figures(24.0, seconds=30.0))
    assert False in _met(_figures(24.0, seconds=30.0, lost=1))


def test_the_tables_name_every_page_and_every_error() -> None:
    told = _figures(36.0)
    told["bars"] = [bar._asdict() for bar in bars.bars(told)]
    told["pages"]["tour"] = {bars.LARGE: {"times": 0, "errors": 3, "wrong": "tour: 500"}}
    shown = show.pages(told)
    assert [name for name in told["pages"] if f"| {name} |" not in shown] == []
    assert "| tour | 1M | 3 | tour: 500 |" in shown
    assert "**no**" in shown


def test_what_is_kept_for_machines_has_the_form_that_was_agreed(tmp_path) -> None:
    told = _figures(24.0)
    told["bars"] = [bar._asdict() for bar in bars.bars(told)]
    written.write({"pages": told}, tmp_path)
    kept = json.loads((tmp_path / "benchmarks.json").read_text())
    page = {"empty_ms": 10.0, "p50_ms_10k": 20.0, "p50_ms_1m": 24.0, "p95_ms_1m": 48.0, "queries": 9}
    assert kept["pages"]["worklist"] == page
    assert "| worklist |" in (tmp_path / "benchmarks.md").read_text()
