"""A database that is away: the desk's own sentence, what was typed, and never the page of a fault of ours."""

import html
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse

from desk.accounts.session_store import SessionStore
from desk.reports.models import Note
from tests import stories
from tests.signing_in import PASSWORD

pytestmark = pytest.mark.django_db
TYPED = "Moeder belt morgen terug over de school."


def _fails(fault: type[Exception]) -> Any:
    def fail(*_: Any, **__: Any) -> None:
        raise fault("connection lost while sending: Geheime woorden")

    return fail


@pytest.fixture(params=[OperationalError, InterfaceError])
def fault(request):
    return request.param


@pytest.fixture
def desk(noor, client_of, at):
    client = client_of(noor)
    client.raise_request_exception = False
    return client


def page_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_what_was_typed_is_on_the_page_and_can_be_sent_again(noor, at, desk, fault, monkeypatch, caplog):
    case_file = stories.a_report(by=noor, at=at).case_file
    place = reverse("reports:note", args=[case_file.number])
    sent = {"text": TYPED, "submission": str(uuid4())}
    with monkeypatch.context() as gone:
        gone.setattr(SessionStore, "load", _fails(fault))
        answer = desk.post(place, sent)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "De database antwoordt niet" in page_of(answer)
    assert TYPED in page_of(answer)
    assert sent["submission"] in page_of(answer)
    assert f'action="{place}"' in page_of(answer)
    assert "Geheime woorden" not in page_of(answer) + caplog.text
    assert not Note.objects.exists()
    assert desk.post(place, sent).status_code == 302
    assert Note.objects.get().text == TYPED


def test_what_another_site_sent_is_not_given_back_with_a_token_of_ours(noor, at, desk, fault, monkeypatch):
    place = reverse("reports:note", args=[stories.a_report(by=noor, at=at).case_file.number])
    with monkeypatch.context() as gone:
        gone.setattr(SessionStore, "load", _fails(fault))
        answer = desk.post(
            place, {"text": TYPED, "submission": str(uuid4())}, headers={"Origin": "https://elders.example"}
        )
    assert answer.status_code == 503
    assert TYPED not in page_of(answer)


def test_a_page_that_cannot_be_read_says_so(desk, fault, monkeypatch):
    monkeypatch.setattr("desk.reports.views.render", _fails(fault))
    answer = desk.get(reverse("worklist"))
    assert answer.status_code == 503
    assert "Probeer het over een halve minuut opnieuw." in page_of(answer)


def test_an_act_whose_session_cannot_be_saved_is_done_once_and_sent_again_without_harm(
    noor, at, desk, fault, monkeypatch
):
    case_file = stories.a_report(by=noor, at=at).case_file
    held = desk.session
    held["seen"] -= 600
    held.save()
    place, sent = reverse("reports:note", args=[case_file.number]), {"text": TYPED, "submission": str(uuid4())}
    with monkeypatch.context() as gone:
        gone.setattr(SessionStore, "save", _fails(fault))
        answer = desk.post(place, sent)
    assert answer.status_code == 503
    assert "Misschien is dit niet bewaard." in page_of(answer)
    assert desk.post(place, sent).status_code == 302
    assert Note.objects.get().text == TYPED


def test_a_password_is_not_sent_back(fault, monkeypatch):
    monkeypatch.setattr(SessionStore, "load", _fails(fault))
    client = Client(raise_request_exception=False)
    client.cookies[settings.SESSION_COOKIE_NAME] = "x" * 32
    answer = client.post(reverse("login"), {"username": "noor", "password": PASSWORD})
    assert answer.status_code == 503
    assert PASSWORD not in page_of(answer)


def test_a_system_gets_its_problem(fault, monkeypatch):
    monkeypatch.setattr("meldcode.api.door.hash_of", _fails(fault))
    client = Client(raise_request_exception=False)
    answer = client.get("/api/v1/meldingen", headers={"Authorization": "Bearer meldcode_x"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/problem+json")


def test_a_fault_of_ours_is_still_one(desk, monkeypatch):
    monkeypatch.setattr("desk.reports.views.render", _fails(ValueError))
    answer = desk.get(reverse("worklist"))
    assert answer.status_code == 500
    assert "Er ging iets mis bij ons" in page_of(answer)
