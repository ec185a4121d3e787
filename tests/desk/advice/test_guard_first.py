"""Personal data typed in an advice reaches no SQL, no session, no message and no log, however the request ends (P1)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from desk.accounts.models import Session
from desk.advice import actions
from desk.advice.models import TEXTS
from tests import stories
from tests.desk.advice.test_views import NEW, typed
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db

# Made up, and recognised; the last one as a question. The needle is the part that must be nowhere.
NEEDLES = {
    "bsn": ("Zijn bsn is 111222333.", "111222333"),
    "phone": ("Bel 06-12345678.", "12345678"),
    "email": ("Mail e.proef@voorbeeld.nl.", "e.proef"),
    "postcode": ("Zij woont op 1234 AB 5.", "1234 AB"),
    "iban": ("Rekening NL91 ABNA 0417 1643 00.", "0417 1643"),
    "name": ("Moeder heet Annelies Brouwenstein.", "Brouwenstein"),
    "a question": ("Zij woont in Kesselheim.", "Kesselheim"),
}


class Spy:
    """Hears every statement with its values, in whatever form they travel."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.heard.append(f"{sql} {params!r}")
        return execute(sql, params, many, context)


@contextmanager
def nowhere(needle: str, caplog: pytest.LogCaptureFixture, client: Client) -> Iterator[Spy]:
    """Inside, no statement, log line, session or message holds the needle."""
    spy = Spy()
    caplog.set_level("DEBUG")
    with connection.execute_wrapper(spy):
        yield spy
    assert [statement for statement in spy.heard if needle in statement] == []
    assert needle not in caplog.text
    assert needle not in "".join(str(session.get_decoded()) for session in Session.objects.all())
    assert needle not in "".join(cookie.value for cookie in client.cookies.values())


@pytest.fixture
def desk(client_of, noor) -> Client:
    return client_of(noor)


def test_the_spy_hears_a_text_that_names_nobody(desk, caplog) -> None:
    spy = Spy()
    with connection.execute_wrapper(spy):
        desk.post(NEW, typed(advice_text="Rustig contact houden."))
    assert any("Rustig contact houden." in statement for statement in spy.heard)


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("kind", NEEDLES)
def test_the_guard_comes_before_the_database(desk, caplog, kind, field) -> None:
    text, needle = NEEDLES[kind]
    with nowhere(needle, caplog, desk):
        answer = desk.post(NEW, typed(close="1", **{field: text}))
    assert answer.status_code == 400
    assert text in answer.content.decode()
    assert list(get_messages(answer.wsgi_request)) == []


@pytest.mark.parametrize("kind", NEEDLES)
def test_also_when_an_open_advice_is_continued(desk, caplog, noor, at, kind) -> None:
    text, needle = NEEDLES[kind]
    advice = stories.an_advice(by=noor, at=at)
    with nowhere(needle, caplog, desk):
        answer = desk.post(reverse("advice:detail", args=[advice.pk]), typed(version="1", question_text=text))
    assert answer.status_code == 400


def test_also_when_another_answer_is_wrong(desk, caplog) -> None:
    text, needle = NEEDLES["phone"]
    with nowhere(needle, caplog, desk):
        assert desk.post(NEW, typed(danger="", natures=[], question_text=text)).status_code == 400


def test_also_when_the_button_takes_it_out(desk, caplog) -> None:
    text, needle = NEEDLES["phone"]
    with nowhere(needle, caplog, desk):
        assert desk.post(NEW, typed(question_text=text, mend="question_text:0:0")).status_code == 200


@pytest.mark.parametrize(
    "field", ["key", "municipality", "referrals", "capacity", "opened_on", "moments", "spoken_code", "channel", "mend"]
)
def test_also_in_a_field_that_is_no_text(desk, caplog, field) -> None:
    with nowhere("123456782", caplog, desk):
        desk.post(NEW, typed(code_given="on", question_text="Bel 06-12345678.", **{field: "123456782"}))


def test_also_when_the_session_has_ended(caplog) -> None:
    text, needle = NEEDLES["bsn"]
    nobody = Client()
    with nowhere(needle, caplog, nobody):
        assert nobody.post(NEW, typed(question_text=text)).status_code == 401


def test_also_when_the_token_is_stale(noor, caplog) -> None:
    text, needle = NEEDLES["bsn"]
    strict = Client(enforce_csrf_checks=True)
    signed_in(strict, noor)
    with nowhere(needle, caplog, strict):
        assert strict.post(NEW, typed(question_text=text)).status_code == 403


def test_also_when_the_desk_breaks_down(client_of, noor, caplog, monkeypatch) -> None:
    text, needle = NEEDLES["email"]

    def break_down(*_: Any, **__: Any) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setattr(actions, "texts_pass_the_guard", break_down)
    desk = client_of(noor)
    desk.raise_request_exception = False
    with nowhere(needle, caplog, desk):
        answer = desk.post(NEW, typed(question_text=text))
    assert answer.status_code == 500
    assert needle not in answer.content.decode()


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("kind", NEEDLES)
def test_also_while_somebody_types(desk, caplog, kind, field) -> None:
    text, needle = NEEDLES[kind]
    with nowhere(needle, caplog, desk) as spy:
        answer = desk.post(reverse("advice:check"), {"field": field, field: text})
    assert answer.status_code == 200
    assert needle in answer.content.decode()
    assert [sql for sql in spy.heard if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE"))] == []


@pytest.mark.parametrize("kind", NEEDLES)
def test_also_when_somebody_looks_for_it(desk, caplog, kind) -> None:
    text, needle = NEEDLES[kind]
    with nowhere(needle, caplog, desk):
        answer = desk.post(reverse("advice:search"), {"q": text})
    assert answer.status_code == 400
    assert needle in answer.content.decode()


@pytest.mark.parametrize("kind", NEEDLES)
@pytest.mark.parametrize("button", [{"paste": "1"}, {}])
def test_also_when_it_is_pasted(desk, caplog, kind, button) -> None:
    text, needle = NEEDLES[kind]
    with nowhere(needle, caplog, desk):
        answer = desk.post(NEW, typed(pasted=f"Van: iemand@voorbeeld.nl\n\n{text}", question_text="", **button))
    assert answer.status_code == (200 if button else 400)


@pytest.mark.parametrize("kind", NEEDLES)
def test_also_when_it_is_taken_out_afterwards(desk, caplog, noor, at, kind) -> None:
    _, needle = NEEDLES[kind]
    advice = stories.an_advice(by=noor, at=at)
    with nowhere(needle, caplog, desk):
        sent = {"words": needle, "kind": "name", "version": "1"}
        answer = desk.post(reverse("advice:scrub", args=[advice.pk]), sent)
    assert answer.status_code == 400


@pytest.mark.parametrize("kind", NEEDLES)
def test_also_in_an_answer_to_a_question_of_the_guard(desk, caplog, kind) -> None:
    """A token is compared, never kept: what is not one of this page changes nothing."""
    text, needle = NEEDLES[kind]
    with nowhere(needle, caplog, desk):
        assert desk.post(NEW, typed(question_text=text, doubts=[needle])).status_code == 400


def test_also_as_a_code_that_was_heard_wrong(desk, caplog) -> None:
    with nowhere("123456782", caplog, desk):
        assert desk.post(reverse("advice:by_code"), {"spoken_code": "123456782"}).status_code == 400


def test_the_code_itself_is_nowhere(desk, caplog) -> None:
    code = desk.get(NEW).context["form"]["spoken_code"].value()
    with nowhere(code, caplog, desk):
        assert desk.post(NEW, typed(spoken_code=code, code_given="on")).status_code == 302
        assert desk.post(reverse("advice:by_code"), {"spoken_code": code}).status_code == 302
