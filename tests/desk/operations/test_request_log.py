"""The lines of a desk in production: one for each request, and none that says about whom, from where or what (P13)."""

import io
import json
import logging
import re

import pytest
import structlog
from django.test import Client

from desk import logged
from desk.accounts.logs import NoValues
from desk.operations import request_log
from tests import stories

NEEDLE = "Naaldmans"
pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(watched, monkeypatch):
    """Return what the handler writes with the formatter of production, line by line."""
    heard = io.StringIO()
    handler = next(one for one in logging.getLogger().handlers if any(isinstance(f, NoValues) for f in one.filters))
    monkeypatch.setattr(handler, "stream", heard)
    monkeypatch.setattr(handler, "formatter", logged.as_json())
    for name, told in logged.configured(practice=False)["loggers"].items():
        monkeypatch.setattr(logging.getLogger(name), "level", logging.getLevelName(told["level"]))
    logging.getLogger().manager._clear_cache()
    yield lambda: [json.loads(line) for line in heard.getvalue().splitlines()]
    structlog.reset_defaults()
    logging.getLogger().manager._clear_cache()


def requests(lines) -> list[dict]:
    return [line for line in lines() if line["logger"] == "desk.requests"]


def test_a_request_is_one_line_with_its_page_and_how_it_went(noor, client_of, lines):
    client_of(noor).get("/wegwijzer/")
    (line,) = requests(lines)
    assert set(line) == logged.ALLOWED
    assert (line["route"], line["method"], line["status"], line["level"]) == ("directory:list", "GET", 200, "info")
    assert line["duration_ms"] >= line["database_ms"] > 0


def test_p1_of_the_advice_room_there_is_no_line(noor, client_of, lines, at):
    advice = stories.an_advice(by=noor, at=at)
    client = client_of(noor)
    client.get("/adviezen/")
    client.get(f"/adviezen/{advice.pk}/")
    client.post("/adviezen/nalezen/", {"question_text": "Een leraar vraagt wat kan."})
    assert client.post("/adviezen/nieuw/", {"question_text": "Jan Jansen, 06-12345678"}).status_code == 400
    assert client.get("/adviezen/00000000-0000-0000-0000-000000000000/").status_code == 404
    Client().get("/adviezen/")
    Client(enforce_csrf_checks=True).post("/adviezen/nieuw/", {})
    assert lines() == []


def test_nothing_that_somebody_sends_is_in_a_line(noor, client_of, lines):
    """In an address, a query, a form, a header, a cookie, a method, a file name and a body that is no form."""
    client = client_of(noor)
    client.get(f"/{NEEDLE}/", {"q": NEEDLE, NEEDLE: "1"}, HTTP_REFERER=f"https://{NEEDLE}/", HTTP_USER_AGENT=NEEDLE)
    client.get(f"/meldingen/{NEEDLE}/bijlagen/")
    client.post("/zoeken/", {"q": NEEDLE})
    client.post("/meldingen/nieuw/", {"title": NEEDLE, "file": io.BytesIO(NEEDLE.encode())})
    client.post("/zoeken/", NEEDLE.encode(), content_type=f"application/{NEEDLE}")
    client.generic(NEEDLE.upper(), "/112/")
    Client(HTTP_X_FORWARDED_FOR="203.0.113.7").post("/inloggen/", {"username": NEEDLE, "password": NEEDLE})
    Client(HTTP_HOST=f"{NEEDLE}.example").get("/112/")
    client.cookies[NEEDLE] = NEEDLE
    client.get("/112/", HTTP_X_WORKPLACE=NEEDLE, HTTP_TRACEPARENT=NEEDLE)
    said = json.dumps(lines())
    assert len(requests(lines)) >= 9
    for word in (NEEDLE, NEEDLE.upper(), NEEDLE.lower(), "203.0.113.7", noor.username, noor.display_name):
        assert word not in said, word


def test_a_page_that_breaks_has_kind_and_place_under_the_same_number(noor, client_of, lines, monkeypatch):
    def fails(*_: object) -> None:
        raise ValueError(NEEDLE)

    monkeypatch.setattr("desk.directory.views.may_keep_directory", fails)
    client = client_of(noor)
    client.raise_request_exception = False
    client.get("/wegwijzer/", HTTP_X_REQUEST_ID="0123456789abcdef")
    fault, request = lines()
    assert re.match(r"ValueError at .*test_request_log\.py:\d+$", fault["event"])
    assert (fault["request_id"], request["request_id"]) == ("0123456789abcdef", "0123456789abcdef")
    assert request["status"] == 500
    assert NEEDLE not in json.dumps(lines())


@pytest.mark.parametrize("sent", ["0123456789abcdef", "0E984725-C51C-4BF4-9960-E1C80E27ABA0"])
def test_the_number_of_the_proxy_is_taken_over(sent, lines):
    Client().get("/112/", HTTP_X_REQUEST_ID=sent)
    assert requests(lines)[0]["request_id"] == sent.lower()


@pytest.mark.parametrize(
    "sent", ["", NEEDLE, "123", "a" * 33, "abcdef12\nabcdef12", "0123456789abcdef ; x", "deadbeéf"]
)
def test_a_number_that_could_hold_a_word_is_replaced(sent, lines):
    Client().get("/112/", HTTP_X_REQUEST_ID=sent)
    assert re.fullmatch(r"[0-9a-f]{16}", requests(lines)[0]["request_id"])
    assert requests(lines)[0]["request_id"] != sent


def test_what_is_not_on_the_list_is_dropped_whoever_says_it(lines):
    log = structlog.get_logger("desk.requests")
    log.info("request", user=NEEDLE, path=f"/{NEEDLE}/", route=f"een zin over {NEEDLE}", status=200)
    logging.getLogger("desk").warning("Nobody is called %s", NEEDLE, extra={"user": NEEDLE})
    first, second = lines()
    assert (first["event"], first["status"]) == ("request", 200)
    assert set(first) == {"event", "level", "logger", "status", "timestamp"}
    assert second["event"] == "Nobody is called …"


def test_a_line_cannot_be_forged(lines):
    logging.getLogger("desk").warning('Els\n{"level": "critical"}\r\x1b[2K\u2028')
    (line,) = lines()
    assert line["event"] == 'Els {"level": "critical"} [2K '


def test_numbers_do_not_come_along_to_the_next_request(lines):
    for _ in range(2):
        Client().get("/112/")
    assert len({line["request_id"] for line in requests(lines)}) == 2
    assert "request_id" not in structlog.contextvars.get_contextvars()
    assert request_log.HEADER == "X-Request-Id"
