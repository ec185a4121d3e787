"""Spans for a collector: names from the code, and nothing that somebody typed, asked or is."""

import pytest
from celery import shared_task
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from desk.operations import tracing
from desk.reports.tasks import purge_drafts
from tests import stories
from tests.test_settings import load

NEEDLE = "Naaldmans"
pytestmark = pytest.mark.django_db


@pytest.fixture
def spans(settings, monkeypatch):
    """Return the spans that were sent, in the order in which they ended."""
    settings.TRACES_TO = "http://127.0.0.1:9"
    monkeypatch.setenv("OTEL_RESOURCE_ATTRIBUTES", f"who={NEEDLE}")
    exporter = InMemorySpanExporter()
    provider = tracing.start(exporter)
    yield exporter.get_finished_spans
    tracing.stop()
    provider.shutdown()


def test_a_request_is_a_span_with_its_statements_inside(noor, client_of, spans):
    client_of(noor).get("/wegwijzer/")
    *statements, request = spans()
    assert request.name == "GET directory:list"
    assert dict(request.attributes) == {
        "http.route": "directory:list", "http.request.method": "GET", "http.response.status_code": 200
    }  # fmt: skip
    assert {one.parent.span_id for one in statements} == {request.context.span_id}
    assert "SELECT" in {one.name for one in statements}
    assert {key for one in statements for key in one.attributes} == {"db.system.name"}


def test_p1_of_the_advice_room_there_is_no_span(noor, client_of, spans, at):
    client = client_of(noor)
    advice = stories.an_advice(by=noor, at=at)
    client.get("/adviezen/")
    client.get(f"/adviezen/{advice.pk}/")
    client.post("/adviezen/nieuw/", {})
    assert spans() == ()


def test_nothing_that_somebody_sends_is_in_a_span(noor, client_of, spans, monkeypatch):
    def fails(*_: object) -> None:
        raise ValueError(NEEDLE)

    monkeypatch.setattr("desk.directory.views.may_keep_directory", fails)
    client = client_of(noor)
    client.raise_request_exception = False
    client.get("/wegwijzer/", {"q": NEEDLE})
    client.get(
        f"/{NEEDLE}/", HTTP_USER_AGENT=NEEDLE, HTTP_TRACEPARENT=f"00-{'a' * 32}-{'b' * 16}-01", HTTP_BAGGAGE=NEEDLE
    )
    client.post("/zoeken/", {"q": NEEDLE})
    Client().post("/inloggen/", {"username": NEEDLE, "password": NEEDLE})
    told = "".join(one.to_json() for one in spans())
    assert '"GET directory:list"' in told
    for word in (NEEDLE, NEEDLE.lower(), noor.username, noor.display_name, "a" * 32, "ValueError"):
        assert word not in told, word
    assert {key for one in spans() for key in one.attributes} <= tracing.ALLOWED
    assert [event for one in spans() for event in one.events] == []


@shared_task
def _fails(_words: str) -> None:
    raise ValueError(NEEDLE)


def test_a_task_is_a_span_with_its_name_and_what_came_of_it(spans):
    purge_drafts.delay()
    _fails.apply((NEEDLE,), throw=False)
    done, failed = spans()
    assert (done.name, dict(done.attributes)) == ("desk.reports.tasks.purge_drafts", {"task.outcome": "success"})
    assert dict(failed.attributes) == {"task.outcome": "failure"}
    assert NEEDLE not in failed.to_json()


def test_without_the_packages_the_desk_says_what_to_install(monkeypatch):
    monkeypatch.setattr(tracing, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"requirements/otel\.txt"):
        tracing.start()


def test_without_a_collector_nothing_of_it_is_loaded():
    loads = "import django; django.setup(); import sys; from desk.operations import measured, tracing; "
    done = load(
        loads + "print([name for name in sys.modules if name.startswith('opentelemetry')])",
        DJANGO_SETTINGS_MODULE="desk.settings",
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_with_one_the_desk_starts_and_sends_to_it():
    """Nobody listens there: that may not hold up or end the desk."""
    loads = (
        "import django; django.setup(); from desk.operations import tracing; print(tracing.Traced.tracer is not None)"
    )
    told = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9", "DJANGO_SETTINGS_MODULE": "desk.settings"}
    done = load(loads, **told)
    assert done.stdout.strip() == "True", done.stderr
