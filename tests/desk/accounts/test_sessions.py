"""A session: how long it lasts, the locked screen, and that it ends at once when it must."""

import html
from typing import Any

import pytest
from django.test import Client

from desk.accounts import actions, tasks
from desk.accounts.models import Session, User
from desk.audit.models import Event
from tests.signing_in import PASSWORD, let_in, signed_in, walks_in

pytestmark = pytest.mark.django_db
TYPED = {"name": "Wijkteam <Noord> & co", "what": "Hulp dichtbij", "version": "1"}


@pytest.fixture
def desk(noor) -> Client:
    return signed_in(Client(), let_in(noor))


def later(client: Client, **minutes: float) -> None:
    """Let time pass for this session."""
    held = client.session
    for clock, passed in minutes.items():
        held[clock] -= passed * 60
    held.save()


def asks(client: Client) -> dict[str, Any]:
    return client.get("/sessie/").json()


# ---- its end


@pytest.mark.parametrize(("idle", "status"), [(29, 200), (30, 302)])
def test_a_session_ends_after_half_an_hour_without_work(desk, idle: float, status: int):
    later(desk, seen=idle)
    assert desk.get("/wegwijzer/").status_code == status
    ended = Event.objects.filter(act="session_ended")
    assert [(event.detail, event.actor_name) for event in ended] == (
        [("30 minuten niets gedaan", "Het systeem")] if status == 302 else []
    )


@pytest.mark.parametrize(("hours", "status"), [(7.99, 200), (8, 302)])
def test_a_session_ends_after_eight_hours_whatever_is_done(desk, hours: float, status: int):
    later(desk, began=hours * 60)
    assert desk.get("/wegwijzer/").status_code == status
    assert Session.objects.count() == (1 if status == 200 else 0)


def test_a_session_that_nobody_comes_back_to_ends_as_well(desk, tariq):
    signed_in(Client(), tariq)
    assert tasks.end_over_sessions() == 0
    later(desk, seen=31)
    assert (tasks.end_over_sessions(), tasks.end_over_sessions()) == (1, 0)
    assert Session.objects.count() == 1
    assert Event.objects.get().detail == "30 minuten niets gedaan"


def test_work_lengthens_a_session_and_asking_does_not(desk):
    later(desk, seen=20)
    assert 595 <= asks(desk)["left"] <= 600
    assert 595 <= asks(desk)["left"] <= 600
    desk.get("/wegwijzer/")
    assert 1795 <= asks(desk)["left"] <= 1800


def test_who_says_to_go_on_gets_half_an_hour_and_never_more_than_eight_hours(desk):
    later(desk, seen=28, began=475)
    assert desk.post("/sessie/").json()["left"] <= 300
    later(desk, began=-400, seen=28)
    assert 1795 <= desk.post("/sessie/").json()["left"] <= 1800


def test_nobody_who_is_not_signed_in_learns_anything():
    assert Client().get("/sessie/").json() == {"left": 0, "most": 0}
    assert Client().post("/sessie/").json() == {"left": 0, "most": 0}


def test_a_form_sent_after_the_end_comes_back_with_every_word(ada):
    client = signed_in(Client(), ada)
    later(client, seen=31)
    back = client.post("/wegwijzer/nieuw/", TYPED)
    assert back.status_code == 401
    assert html.escape(TYPED["name"]) in back.content.decode()


def test_the_page_knows_when_to_warn(desk):
    page = desk.get("/wegwijzer/").content.decode()
    assert 'data-session="/sessie/"' in page
    assert 'id="session-dialog"' in page
    assert "data-session" not in Client().get("/112/").content.decode()


# ---- the locked screen


def locked(client: Client) -> Client:
    assert client.post("/op-slot/", {"next": "/wegwijzer/"}).url == "/op-slot/openen/?next=%2Fwegwijzer%2F"
    return client


def test_a_locked_screen_shows_nothing_and_opens_with_the_password(desk):
    locked(desk)
    for path in ("/", "/wegwijzer/", "/medewerkers/ik/", "/bestaat-niet/"):
        assert desk.get(path).url.startswith("/op-slot/openen/?next="), path
    page = desk.get("/op-slot/openen/").content.decode()
    assert "Dit scherm staat op slot" in page
    assert "Noor B." not in page
    assert 'class="rail"' not in page
    assert asks(desk)["locked"]
    answer = desk.post("/op-slot/openen/", {"password": PASSWORD, "next": "/wegwijzer/"})
    assert answer.url == "/wegwijzer/"
    assert desk.get("/wegwijzer/").status_code == 200
    assert list(Event.objects.order_by("at").values_list("act", flat=True)) == ["screen_locked", "screen_unlocked"]


def test_the_lock_is_kept_at_our_side(desk):
    other_tab = Client()
    other_tab.cookies["sessionid"] = desk.cookies["sessionid"].value
    locked(desk)
    assert other_tab.get("/wegwijzer/").url.startswith("/op-slot/openen/")


def test_danger_can_be_read_on_a_locked_screen_without_the_rest(desk):
    page = locked(desk).get("/112/").content.decode()
    assert "Laat de beller nu 112 bellen" in page
    assert "Noor B." not in page


def test_a_form_sent_on_a_locked_screen_comes_back_with_every_word(ada):
    client = signed_in(Client(), let_in(ada))
    locked(client)
    back = client.post("/wegwijzer/nieuw/", TYPED)
    assert back.status_code == 401
    assert "Dit scherm staat op slot" in back.content.decode()
    assert html.escape(TYPED["name"]) in back.content.decode()


def test_a_wrong_password_keeps_it_locked_and_five_end_the_session(desk, noor):
    locked(desk)
    said = [desk.post("/op-slot/openen/", {"password": "mis"}).status_code for _ in range(5)]
    assert said == [400, 400, 400, 400, 429]
    assert not Session.objects.filter(pk=desk.cookies["sessionid"].value).exists()
    acts = list(Event.objects.order_by("at").values_list("act", flat=True))
    assert acts == ["screen_locked", *["unlock_failed"] * 4, "account_locked", "session_ended"]


def test_a_locked_session_ends_in_time_too_and_is_not_lengthened(desk):
    locked(desk)
    later(desk, seen=29)
    desk.get("/op-slot/openen/")
    desk.post("/sessie/")
    assert asks(desk)["left"] <= 60
    later(desk, seen=2)
    assert desk.get("/op-slot/openen/").status_code == 302
    assert desk.get("/wegwijzer/").url.startswith("/inloggen/")


@pytest.mark.parametrize("path", ["/op-slot/openen/", "/medewerkers/ik/bevestigen/"])
def test_a_password_sent_after_the_end_is_not_sent_back(desk, path: str):
    locked(desk)
    later(desk, seen=31)
    answer = desk.post(path, {"password": PASSWORD})
    assert answer.url.startswith("/inloggen/")
    assert PASSWORD not in answer.content.decode()


def test_who_opens_by_script_gets_a_short_answer(desk):
    locked(desk)
    answer = desk.post("/op-slot/openen/", {"password": PASSWORD}, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 204


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example"])
def test_opening_never_leads_to_another_host(desk, elsewhere: str):
    locked(desk)
    assert desk.post("/op-slot/openen/", {"password": PASSWORD, "next": elsewhere}).url == "/"


# ---- B07 and B09


def test_b07_a_role_taken_away_holds_at_the_next_request(ada, joke, noor, at, client_of):
    leads = client_of(joke)
    assert leads.get("/medewerkers/herstel/").status_code == 200
    actions.change_account(by=ada, at=at, account=joke, version=joke.version, role="counsellor")
    assert leads.get("/medewerkers/herstel/").status_code == 403


def test_b07_all_sessions_of_a_leaver_end_at_once(ada, noor, tariq, at):
    """Those in two browsers, the locked one, and the one that is half way in; not that of a colleague."""
    let_in(noor)
    here, there, locked_one, half = (signed_in(Client(), noor) for _ in range(4))
    locked(locked_one)
    half.post("/uitloggen/")
    half.post("/inloggen/", {"username": "noor", "password": PASSWORD})
    colleague = signed_in(Client(), tariq)
    actions.change_account(by=ada, at=at, account=noor, version=noor.version, is_active=False)
    for client in (here, there, locked_one):
        assert client.get("/wegwijzer/").url.startswith("/inloggen/")
    assert half.get("/inloggen/tweede-stap/").url == "/inloggen/"
    assert colleague.get("/wegwijzer/").status_code == 200
    kept = [session.get_decoded().get("_auth_user_id") for session in Session.objects.all()]
    assert str(noor.pk) not in kept


def test_b07_who_is_made_inactive_by_hand_is_out_too(noor, desk):
    User.objects.filter(pk=noor.pk).update(is_active=False)
    assert desk.get("/wegwijzer/").url.startswith("/inloggen/")


def test_b09_the_session_gets_a_new_key_at_each_step(noor):
    let_in(noor)
    client = Client()
    client.get("/inloggen/")
    planted = client.session
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    keys = [planted.session_key]
    client.post("/inloggen/", {"username": "noor", "password": PASSWORD})
    keys.append(client.cookies["sessionid"].value)
    walks_in(client, noor)
    keys.append(client.cookies["sessionid"].value)
    assert len(set(keys)) == 3
    assert set(Session.objects.values_list("pk", flat=True)) == {keys[2]}


def test_the_right_password_alone_is_in_the_trail(noor):
    """Somebody who knows it and stops at the second step leaves a trace."""
    Client().post("/inloggen/", {"username": let_in(noor).username, "password": PASSWORD})
    event = Event.objects.get()
    assert (event.act, event.actor_name, event.subject) == ("password_accepted", "Het systeem", noor.trail_number)


def test_b09_a_stolen_cookie_is_dead_after_signing_out(noor):
    client, thief = Client(), Client()
    walks_in(client, let_in(noor))
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert thief.get("/wegwijzer/").status_code == 200
    client.post("/uitloggen/")
    assert thief.get("/wegwijzer/").status_code == 302


def test_b09_a_cookie_from_before_the_second_step_opens_nothing_after_it(noor):
    client, thief = Client(), Client()
    client.post("/inloggen/", {"username": let_in(noor).username, "password": PASSWORD})
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    walks_in(client, noor)
    assert thief.get("/wegwijzer/").status_code == 302
    assert thief.get("/inloggen/tweede-stap/").url == "/inloggen/"
