"""A token opens what it is for, for as long as it counts; nothing else does, and every refusal is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import resolve

from desk.audit import trail
from desk.audit.models import Event
from meldcode import organisations
from meldcode.api import actions, pace, secret
from meldcode.api.models import ApiToken
from tests.desk.accounts.addresses import routes
from tests.meldcode.api import systems
from tests.meldcode.api.systems import PROBLEM, SENT, a_report

pytestmark = pytest.mark.django_db
# Every address of the API, for: no token, one to send, one to follow, and a signed-in professional without token.
TABLE = [
    ("get", "/api/v1/openapi.json", 200, 200, 200, 200),
    ("get", "/api/v1/codelijsten/gemeenten", 200, 200, 200, 200),
    ("get", "/api/v1/codelijsten/aanleidingen", 200, 200, 200, 200),
    ("get", "/api/v1/codelijsten/geheim", 404, 404, 404, 404),
    ("get", "/api/v1/meldingen", 401, 403, 200, 401),
    ("get", "/api/v1/meldingen/M-2026-0001", 401, 403, 404, 401),
    ("post", "/api/v1/meldingen", 401, 400, 403, 401),
    ("put", "/api/v1/meldingen", 405, 405, 405, 405),
    ("delete", "/api/v1/meldingen/M-2026-0001", 405, 405, 405, 405),
    ("post", "/api/v1/openapi.json", 405, 405, 405, 405),
    ("get", "/api/v1/meldingen/", 404, 404, 404, 404),
    ("get", "/api/v1/openapi.json/", 404, 404, 404, 404),
    ("get", "/api/v1/", 404, 404, 404, 404),
    ("get", "/api/v2/meldingen", 404, 404, 404, 404),
    ("get", "/api/", 404, 404, 404, 404),
]


@pytest.mark.parametrize(("method", "path", "nobody", "send", "follow", "session"), TABLE)
def test_who_opens_what(method, path, nobody, send, follow, session, sends, follows, mentor, client_of):
    asked = {"content_type": "application/json"} if method != "get" else {}
    answers = [
        getattr(client, method)(path, **asked, headers=headers)
        for client, headers in (
            (Client(), {}),
            (Client(), sends.shown()),
            (Client(), follows.shown()),
            (client_of(mentor), {}),
        )
    ]
    assert [answer.status_code for answer in answers] == [nobody, send, follow, session]
    for answer in answers:
        assert answer.headers["API-Version"] == "1.0.0"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert not answer.cookies
        assert answer.headers["Content-Length"] == str(len(answer.content))
        assert (answer.headers["Content-Type"] == PROBLEM) == (answer.status_code >= 400)
        if answer.status_code >= 400:
            assert answer.json()["status"] == answer.status_code
        if answer.status_code == 405:
            assert answer.headers["Allow"]


def test_the_table_holds_every_address_of_the_api():
    there = {resolve(path).view_name for _, path, *statuses in TABLE if set(statuses) != {404}}
    assert there == {name.rstrip("+") for name in routes() if name.startswith("api:")}


def test_a_token_opens_no_page(sends, follows):
    for system in (sends, follows):
        assert Client().get("/portaal/meldingen/", headers=system.shown()).status_code == 302
        assert Client().get("/", headers=system.shown()).status_code == 302


def test_a_session_is_not_kept_alive_by_the_api(mentor, client_of, today):
    client = client_of(mentor)
    before = client.session["seen"]
    with time_machine.travel(today + timedelta(minutes=20), tick=True):
        client.get(SENT)
        assert client.session["seen"] == before


@pytest.mark.parametrize(
    "shown", ["", "Bearer", "Bearer ", "Bearer x", "Basic x", "bearer", "Bearer meldcode_x y", "é"]
)
def test_what_is_no_token_opens_nothing(shown, follows):
    got = Client().get(SENT, headers={"Authorization": shown})
    assert (got.status_code, got.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_unknown_ended_and_revoked_answer_alike(follows, iris, today):
    ended = systems.a_system(by=iris, at=today - timedelta(days=100), purpose="status", days=90)
    revoked = systems.a_system(by=iris, at=today, purpose="status")
    actions.revoke_token(by=iris, at=today, token=revoked.row)
    unknown = systems.System(secret.new_token(), follows.row)
    answers = {system.get().content for system in (ended, revoked, unknown)}
    assert len(answers) == 1
    found = Event.objects.filter(act="portal_token_refused", outcome="refused")
    assert set(found.values_list("actor_name", "rule")) == {
        (f"Systeem {ended.row.number}", "token_opens_nothing"),
        (f"Systeem {revoked.row.number}", "token_opens_nothing"),
        ("Het systeem", "token_opens_nothing"),
    }


def test_a_token_ends_at_its_moment(follows, today):
    with time_machine.travel(today + timedelta(days=90, seconds=-60), tick=False):
        assert follows.get().status_code == 200
    with time_machine.travel(today + timedelta(days=90), tick=False):
        assert follows.get().status_code == 401


def test_when_the_organisation_stops_its_tokens_stop(sends, follows, school, ada, today):
    told = {"organisation": school, "version": school.version, "domains": [], "in_use": False}
    organisations.change_organisation(by=ada, at=today, **told)
    assert (sends.send().status_code, follows.get().status_code) == (401, 401)


def test_the_wrong_purpose_is_refused_and_kept(sends, follows):
    assert (sends.get().status_code, follows.send().status_code) == (403, 403)
    found = Event.objects.filter(act="portal_token_refused", rule="token_is_for_something_else")
    assert list(found.values_list("subject", flat=True)) == [sends.row.organisation.trail_number] * 2


def test_the_day_of_use_is_kept_and_no_moment(follows, today):
    follows.get()
    assert ApiToken.objects.get().used_on == today.date()


def test_who_asks_too_fast_waits(follows, strange, monkeypatch):
    monkeypatch.setattr(pace, "MOST", 2)
    assert [follows.get().status_code for _ in range(3)] == [200, 200, 429]
    got = follows.get()
    assert 1 <= int(got.headers["Retry-After"]) <= 60
    assert strange.get().status_code == 200, "another token has a pace of its own"


def test_after_a_minute_it_goes_on(follows, monkeypatch, today):
    monkeypatch.setattr(pace, "MOST", 1)
    assert [follows.get().status_code for _ in range(2)] == [200, 429]
    with time_machine.travel(today + timedelta(minutes=1), tick=False):
        assert follows.get().status_code == 200


def test_many_wrong_tokens_fill_no_trail_and_stop_nobody_else(follows, monkeypatch):
    monkeypatch.setattr(pace, "MOST_WRONG", 2)
    wrong = systems.System("meldcode_x", follows.row)
    assert [wrong.get().status_code for _ in range(4)] == [401, 401, 429, 429]
    assert Event.objects.filter(act="portal_token_refused").count() == 2
    assert follows.get().status_code == 200


def test_a_cache_that_is_away_stops_nobody(follows, monkeypatch):
    counted = pace._count

    def away(cache: str, name: str) -> int:
        if cache == "default":
            raise ConnectionError
        return counted(cache, name)

    monkeypatch.setattr(pace, "_count", away)
    assert follows.get().status_code == 200


def test_the_token_is_nowhere_but_on_the_answer(iris, client_of, today):
    client = client_of(iris)
    told = {"system": "LVS", "purpose": "melden", "days": "90", "submission": str(uuid4())}
    page = client.post("/portaal/systemen/", told).content.decode()
    token = page.partition(secret.MARK)[2].partition("<")[0]
    assert len(token) > 40
    assert token not in client.get("/portaal/systemen/").content.decode()
    assert token not in str(list(ApiToken.objects.values_list()))
    assert token not in str(list(Event.objects.values_list()))
    assert systems.System(secret.MARK + token, ApiToken.objects.get()).send(a_report()).status_code == 400


def test_when_the_trail_is_away_nothing_happens(follows, monkeypatch):
    def away(*_: object, **__: object) -> None:
        raise trail.NotRecorded("portal_sent_listed")

    monkeypatch.setattr(trail, "_write", away)
    got = follows.get()
    assert (got.status_code, got.headers["Content-Type"]) == (503, PROBLEM)


def test_when_the_trail_is_away_no_token_is_refused_unseen(follows, monkeypatch):
    def away(*_: object, **__: object) -> None:
        raise trail.NotRecorded("portal_token_refused")

    monkeypatch.setattr(trail, "_write", away)
    assert systems.System("meldcode_x", follows.row).get().status_code == 503
