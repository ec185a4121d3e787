"""A log line tells where it went wrong and never what was typed (P13)."""

import io
import logging

import pytest
from django.test import Client

from desk.accounts.logs import NoValues
from desk.celery import app
from tests.signing_in import signed_in

NEEDLE = "Naaldje Naaldmans, 123456782"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the handler of the desk writes."""
    heard = io.StringIO()
    handler = next(one for one in logging.getLogger().handlers if any(isinstance(f, NoValues) for f in one.filters))
    monkeypatch.setattr(handler, "stream", heard)
    return heard


def test_a_fault_is_logged_by_kind_and_place(said: io.StringIO):
    try:
        raise ValueError(NEEDLE)
    except ValueError:
        logging.getLogger("desk").exception("Could not read %s", NEEDLE)
    assert "ERROR desk: ValueError at " in said.getvalue()
    assert "test_logs.py:" in said.getvalue()
    assert "Naald" not in said.getvalue()


def test_the_words_of_a_line_stay_and_its_values_go(said: io.StringIO):
    logging.getLogger("desk").warning("Refused (%s) after %d tries: %(why)s", NEEDLE, 5)
    assert "Refused (…) after … tries: …" in said.getvalue()


@pytest.mark.parametrize("name", ["Els\nERROR desk: alles is stuk", "Els\r\x1b[2K", 'Els"}, {"level": "FATAL'])
def test_a_name_cannot_forge_a_line(said: io.StringIO, name: str):
    logging.getLogger("desk").warning("Nobody is called %s", name)
    assert said.getvalue().count("\n") == 1
    assert "Els" not in said.getvalue()


@pytest.mark.django_db
def test_a_fault_in_a_page_leaves_none_of_the_request_in_the_log(ada, said: io.StringIO, monkeypatch):
    def fails(*_: object, **__: object) -> None:
        try:
            raise KeyError(NEEDLE)
        except KeyError as first:
            raise ValueError(NEEDLE) from first

    monkeypatch.setattr("desk.directory.views.may_keep_directory", fails)
    client = Client(raise_request_exception=False)
    signed_in(client, ada)
    client.get("/wegwijzer/", {"q": NEEDLE})
    assert "ValueError at" in said.getvalue()
    assert "Naald" not in said.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/bestaat-niet/Naaldmans/", "/wegwijzer/?q=Naaldmans"])
def test_an_address_is_not_logged(said: io.StringIO, path: str):
    client = Client(raise_request_exception=False)
    client.post(path, {"text": NEEDLE})
    client.get(path)
    assert "Naald" not in said.getvalue()


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_logged_with_its_status(noor, client_of, said: io.StringIO):
    client_of(noor).get("/bestaat-niet/")
    assert said.getvalue().rstrip().endswith("404")


def test_the_worker_logs_through_the_same_handler():
    before = list(logging.getLogger().handlers)
    app.log.setup_logging_subsystem(loglevel="WARNING")
    assert logging.getLogger().handlers == before
