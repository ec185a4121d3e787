"""What cannot be recorded does not happen, and the page says so with nothing lost (C09)."""

import html
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, OperationalError
from django.test import Client
from django.urls import reverse

from desk.audit import trail
from desk.audit.models import Event
from desk.directory.models import Organisation
from desk.reports.models import Note
from tests import stories
from tests.signing_in import PASSWORD, let_in, next_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def full(monkeypatch):
    """A trail that takes nothing more: the disk is full, the table is held, the right is gone."""

    def close() -> None:
        def save(self: Event, **_: Any) -> None:
            raise OperationalError("disk full: INSERT INTO audit_event ... Geheime woorden")

        monkeypatch.setattr(Event, "save", save)

    return close


def page_of(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_a_file_is_not_shown(noor, at, client_of, full):
    report = stories.a_report(by=noor, at=at)
    client = client_of(noor)
    full()
    answer = client.get(reverse("reports:detail", args=[report.number]) + "?lezen=1")
    assert answer.status_code == 503
    assert "Het logboek kan niet schrijven" in page_of(answer)
    assert report.title not in page_of(answer)


def test_what_was_typed_is_not_stored_and_not_lost(noor, at, client_of, full, caplog):
    case_file = stories.a_report(by=noor, at=at).case_file
    client = client_of(noor)
    full()
    sent = {"text": "Moeder belt morgen terug over de school.", "submission": str(uuid4())}
    answer = client.post(reverse("reports:note", args=[case_file.number]), sent)
    assert answer.status_code == 503
    assert "Moeder belt morgen terug over de school." in page_of(answer)
    assert not Note.objects.exists()
    assert "Geheime woorden" not in caplog.text


def test_a_change_of_the_directory_is_undone_with_its_event(ada, client_of, full):
    client = client_of(ada)
    full()
    sent = {"name": "Wijkteam Oost", "what": "Hulp bij huis en geld", "phone": "010 000 00 10", "in_use": "on"}
    answer = client.post(reverse("directory:new"), sent)
    assert answer.status_code == 503, page_of(answer)[:2000]
    assert "Hulp bij huis en geld" in page_of(answer)
    assert "Er is niets veranderd." in page_of(answer)
    assert not Organisation.objects.filter(name="Wijkteam Oost").exists()


@pytest.mark.parametrize("word", [PASSWORD, "een-verkeerd-wachtwoord"])
def test_a_password_is_not_sent_back(noor, full, word):
    let_in(noor)
    full()
    answer = Client().post(reverse("login"), {"username": noor.username, "password": word})
    assert answer.status_code == 503
    assert word not in page_of(answer)


_SECRETS = {"password": "x-wachtwoord", "client_secret": "x-geheim", "code": "x-123456", "passkey": "x-sleutel"}


@pytest.mark.parametrize("page", ["op slot", "uitgelogd", "het logboek is vol"])
def test_no_form_gets_its_secrets_back(page, ada, client_of, full):
    client = client_of(ada)
    if page == "op slot":
        client.post(reverse("lock"))
    elif page == "uitgelogd":
        client = Client()
    else:
        full()
    told = {"name": "Wijkteam Oost", "what": "Hulp", "phone": "010 000 00 10", "in_use": "on"}
    answer = client.post(reverse("directory:new"), told | _SECRETS)
    assert answer.status_code in {401, 503}
    assert "Wijkteam Oost" in page_of(answer)
    assert [value for value in _SECRETS.values() if value in page_of(answer)] == []


def test_a_code_is_not_sent_back(noor, full):
    let_in(noor)
    client = Client()
    client.post(reverse("login"), {"username": noor.username, "password": PASSWORD})
    code = next_code(noor)
    full()
    answer = client.post(reverse("second_step"), {"code": code})
    assert answer.status_code == 503
    assert code not in page_of(answer)
    assert client.get("/wegwijzer/").status_code == 302


def test_the_fault_of_the_database_goes_nowhere(noor, at, full):
    full()
    with pytest.raises(trail.NotRecorded) as fault:
        trail.record("signed_in", by=noor, at=at)
    assert "Geheime" not in repr(fault.value)
    assert fault.value.__cause__ is None
    assert not isinstance(fault.value, DatabaseError)
    assert fault.value.__context__ is None
