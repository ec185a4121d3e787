"""Signing in: one answer for every mistake, a lock after five, and nobody's name or address left behind."""

import re
from typing import Any

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from desk.accounts import actions
from desk.accounts.models import Session
from desk.audit.models import Event
from tests.signing_in import PASSWORD, let_in, walks_in

pytestmark = pytest.mark.django_db
WRONG = "geen-goed-wachtwoord"


def tries(client: Client, username: str, password: str = WRONG, **more: str) -> Any:
    return client.post("/inloggen/", {"username": username, "password": password, **more})


def test_password_and_code_open_the_worklist(noor):
    answer = walks_in(Client(), let_in(noor))
    assert (answer.status_code, answer.url) == (302, "/")


def test_the_right_password_alone_opens_nothing(noor):
    client = Client()
    assert tries(client, let_in(noor).username, PASSWORD).url == "/inloggen/tweede-stap/"
    for path in ("/", "/wegwijzer/", "/medewerkers/ik/", "/rondleiding/"):
        assert client.get(path).url.startswith("/inloggen/?next="), path
    assert client.get("/sessie/").json() == {"left": 0, "most": 0}


def test_passwords_are_kept_as_argon2(noor):
    assert let_in(noor).password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("who", ["noor", "niemand"])
def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(noor, who: str):
    let_in(noor)
    answer = tries(Client(), who)
    page = answer.content.decode().replace(f'value="{who}"', "")
    assert answer.status_code == 400
    assert "Deze gebruikersnaam en dit wachtwoord horen niet bij elkaar" in page
    assert WRONG not in page


def test_an_unknown_name_costs_as_much_work_as_a_known_one(noor, monkeypatch: pytest.MonkeyPatch):
    let_in(noor)
    made: list[str] = []
    real = Argon2PasswordHasher.encode, Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *a: made.append("encode") or real[0](*a))
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *a: made.append("verify") or real[1](*a))
    work = []
    for who in ("noor", "niemand"):
        made.clear()
        tries(Client(), who)
        work.append(len(made))
    assert work == [1, 1]


@pytest.mark.parametrize("who", ["noor", "niemand"])
def test_five_wrong_passwords_lock_the_name_for_a_quarter_of_an_hour(noor, who: str):
    let_in(noor)
    client = Client()
    said = [tries(client, who).status_code for _ in range(5)]
    assert said == [400, 400, 400, 400, 429]
    locked = tries(client, who, PASSWORD)
    assert locked.status_code == 429
    assert "Uw account is een kwartier op slot" in locked.content.decode()
    assert who not in locked.content.decode()
    AccessAttempt.objects.update(attempt_time=timezone.now() - timezone.timedelta(minutes=15, seconds=1))
    assert tries(client, who, PASSWORD).status_code == (302 if who == "noor" else 400)


def test_a_lock_on_one_name_leaves_the_others_alone(noor, joke):
    let_in(noor)
    let_in(joke)
    client = Client()
    for _ in range(6):
        tries(client, "noor")
    assert tries(client, "joke", PASSWORD).status_code == 302


def test_both_steps_forget_the_wrong_passwords(noor):
    let_in(noor)
    for _ in range(4):
        tries(Client(), "noor")
    walks_in(Client(), noor)
    assert not AccessAttempt.objects.exists()


def test_the_count_of_wrong_passwords_holds_no_name_address_or_browser(noor):
    browser = {"user-agent": "Proefbrowser/9", "accept": "proef/soort", "x-forwarded-for": "203.0.113.7"}
    client = Client(headers=browser, REMOTE_ADDR="203.0.113.9")
    for who in ("noor", "niemand-kent-mij", "een-wachtwoord-in-het-verkeerde-vak"):
        client.post("/inloggen/?van=203.0.113.8", {"username": who, "password": WRONG, "extra": "naald"})
    kept = str([list(table.objects.values()) for table in (AccessAttempt, AccessFailureLog, AccessLog, Event)])
    assert AccessAttempt.objects.count() == 3
    for trace in ("niemand-kent", "verkeerde-vak", "Proefbrowser", "proef/soort", "203.0.113", "naald", WRONG):
        assert trace not in kept
    assert not {"noor"} & set(AccessAttempt.objects.values_list("username", flat=True))


def test_a_wrong_password_is_an_event_of_the_desk_and_never_of_the_colleague(noor):
    for _ in range(5):
        tries(Client(), "noor")
    events = list(Event.objects.order_by("at").values_list("act", "actor_name", "subject"))
    assert events == [("sign_in_failed", "Het systeem", noor.trail_number)] * 4 + [
        ("account_locked", "Het systeem", noor.trail_number)
    ]


def test_an_unknown_name_leaves_an_event_without_the_name(noor):
    tries(Client(), "niemand-kent-mij")
    event = Event.objects.get()
    assert (event.act, event.subject, event.detail, event.actor_name) == ("name_refused", "", "", "Het systeem")


def test_a_known_and_an_unknown_name_ask_the_database_the_same(noor):
    let_in(noor)
    asked = []
    for who in ("noor", "niemand"):
        with CaptureQueriesContext(connection) as statements:
            tries(Client(), who)
        asked.append([re.sub(r"'[^']*'|\d+", "?", q["sql"])[:40] for q in statements])
    assert asked[0] == asked[1]


@pytest.mark.parametrize(
    "sent",
    [{}, {"username": ""}, {"username": "no\x00or", "password": "x\x00"}, {"username": "n" * 500, "password": "x"}],
    ids=["nothing", "empty", "nul", "long"],
)
def test_a_sign_in_that_cannot_be_read_is_asked_again(noor, sent: dict[str, str]):
    assert Client().post("/inloggen/", sent).status_code == 400


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_host(noor, elsewhere: str):
    assert walks_in(Client(), let_in(noor), next=elsewhere).url == "/"


def test_signing_in_goes_on_to_the_page_that_was_asked(noor):
    client = Client()
    asked = client.get("/wegwijzer/")
    assert asked.url == "/inloggen/?next=/wegwijzer/"
    assert 'value="/wegwijzer/"' in client.get(asked.url).content.decode()
    assert walks_in(client, let_in(noor), next="/wegwijzer/").url == "/wegwijzer/"


def test_signing_in_gives_a_new_session_and_a_new_token(noor):
    client = Client()
    client.get("/inloggen/")
    planted = client.session
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    token = client.cookies["csrftoken"].value
    walks_in(client, let_in(noor))
    assert client.cookies["sessionid"].value != planted.session_key
    assert client.cookies["csrftoken"].value != token
    assert not Session.objects.filter(pk=planted.session_key).exists()


def test_a_stolen_cookie_is_dead_after_signing_out(noor):
    client, thief = Client(), Client()
    walks_in(client, let_in(noor))
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert thief.get("/wegwijzer/").status_code == 200
    answer = client.post("/uitloggen/")
    assert answer.url == "/inloggen/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert thief.get("/wegwijzer/").status_code == 302


def test_signing_in_and_out_are_events(noor):
    client = Client()
    walks_in(client, let_in(noor))
    client.post("/uitloggen/")
    assert list(Event.objects.order_by("at").values_list("act", "actor_name")) == [
        ("password_accepted", "Het systeem"),
        ("signed_in", "Noor B."),
        ("signed_out", "Noor B."),
    ]


def test_signing_out_takes_a_post(noor, client_of):
    assert client_of(noor).get("/uitloggen/").status_code == 405


def test_a_leaver_is_out_at_the_next_click_and_stays_out(noor, ada, at):
    client = Client()
    walks_in(client, let_in(noor))
    changed = {"display_name": noor.display_name, "role": noor.role, "team": noor.team, "region": noor.region}
    actions.change_account(by=ada, at=at, account=noor, version=noor.version, is_active=False, **changed)
    assert not Session.objects.exists()
    assert client.get("/wegwijzer/").status_code == 302
    assert tries(Client(), "noor", PASSWORD).status_code == 400


def test_a_new_password_ends_every_session(noor, ada, at):
    client = Client()
    walks_in(client, let_in(noor))
    actions.change_account(by=ada, at=at, account=noor, version=noor.version, password="iets-heel-anders-9")
    assert client.get("/wegwijzer/").status_code == 302


@pytest.mark.parametrize(("who", "home"), [("samir", "/logboek/"), ("ada", "/medewerkers/")])
def test_who_works_on_no_case_starts_on_their_own_page(who: str, home: str, request, client_of):
    answer = client_of(request.getfixturevalue(who)).get("/")
    assert (answer.status_code, answer.url) == (302, home)


def test_danger_and_health_can_be_read_without_signing_in(db):
    assert "Laat de beller nu 112 bellen" in Client().get("/112/").content.decode()
    assert Client().get("/gezond/").json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/admin/", "/__debug__/", "/media/", "/static/", "/.env", "/api/"])
def test_there_is_no_back_door(noor, client_of, path: str):
    assert client_of(noor).get(path).status_code == 404
