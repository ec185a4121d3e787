"""Signing in with the account of the organisation, through a real provider in a process of its own."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import OperationalError
from django.test import Client

from desk.accounts import provider
from desk.accounts.models import LinkedAccount, Session, User
from desk.audit.models import Event
from desk.openid import OpenID
from tests.desk.accounts.through_provider import START, comes_back, goes, there
from tests.signing_in import let_in, next_code

pytestmark = pytest.mark.django_db
SECOND = "/inloggen/tweede-stap/"
ABOUT = dict.fromkeys(("authorization_endpoint", "token_endpoint", "jwks_uri"), "http://127.0.0.1/")


def acts() -> list[tuple[str, str]]:
    return sorted(Event.objects.exclude(act="provider_linked").values_list("act", "actor_name"))


def said(answer: Any, client: Client) -> str:
    """The page somebody ends on."""
    return client.get(answer.url).content.decode()


# ---- in


def test_the_provider_and_the_second_step_of_the_desk_open_the_worklist(linked_noor, organisation):
    client = Client()
    assert goes(client, organisation).url == SECOND
    assert client.get("/wegwijzer/").status_code == 302
    assert client.post(SECOND, {"code": next_code(linked_noor)}).url == "/"
    assert client.get("/wegwijzer/").status_code == 200
    assert acts() == [("provider_accepted", "Het systeem"), ("signed_in", "Noor B.")]


def test_a_second_factor_at_the_provider_counts_when_the_desk_knows_its_name(linked_noor, organisation):
    organisation.bend(claims={"amr": ["pwd", "mfa"]})
    client = Client()
    assert goes(client, organisation, next="/wegwijzer/").url == "/wegwijzer/"
    assert client.get("/wegwijzer/").status_code == 200
    event = Event.objects.get(act="signed_in")
    assert event.detail == "met het account van de organisatie"


def test_a_level_the_desk_asks_for_counts_as_well_and_is_asked(linked_noor, organisation):
    organisation.bend(claims={"acr": "zeker"})
    client = Client()
    address = there(client.post(START))
    assert parse_qs(urlsplit(address).query)["acr_values"] == ["zeker"]
    assert comes_back(client, organisation.walk(address)).url == "/"


@pytest.mark.parametrize(
    "claims",
    [{"amr": ["pwd"]}, {"amr": None}, {"amr": ["otp"], "acr": "1"}, {"amr": [], "acr": "mfa"}],
    ids=["password", "nothing said", "names the desk does not know", "the right name in the wrong place"],
)
def test_without_a_second_factor_the_desk_asks_its_own(linked_noor, organisation, claims):
    organisation.bend(claims=claims)
    client = Client()
    assert goes(client, organisation).url == SECOND
    assert client.get("/").url.startswith("/inloggen/")


def test_a_curve_signs_as_well(linked_noor, organisation):
    organisation.bend(key="curve", published=["now", "curve"], alg="ES256")
    assert goes(Client(), organisation).url == SECOND


def test_the_desk_asks_with_pkce_state_and_nonce_and_different_ones_each_time(organisation, db):
    asked = [parse_qs(urlsplit(there(Client().post(START))).query) for _ in range(2)]
    for one in asked:
        assert one["code_challenge_method"] == ["S256"]
        assert one["response_type"] == ["code"]
        assert one["scope"] == ["openid"]
        assert all(len(one[name][0]) >= 43 for name in ("state", "nonce", "code_challenge"))
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]


def test_the_session_gets_a_new_key_at_each_step(linked_noor, organisation):
    client = Client()
    client.get("/inloggen/")
    planted = client.session
    planted["x"] = 1
    planted.save()
    client.cookies["sessionid"] = planted.session_key
    keys = [planted.session_key]
    address = there(client.post(START))
    keys.append(client.cookies["sessionid"].value)
    comes_back(client, organisation.walk(address))
    keys.append(client.cookies["sessionid"].value)
    client.post(SECOND, {"code": next_code(linked_noor)})
    keys.append(client.cookies["sessionid"].value)
    assert len(set(keys)) == 4
    assert set(Session.objects.values_list("pk", flat=True)) == {keys[3]}


def test_a_session_through_the_provider_ends_like_any_other(linked_noor, organisation):
    organisation.bend(claims={"amr": ["mfa"]})
    client = Client()
    goes(client, organisation)
    held = client.session
    held["seen"] -= 30 * 60
    held.save()
    assert client.get("/wegwijzer/").url.startswith("/inloggen/")
    assert Event.objects.get(act="session_ended").detail == "30 minuten niets gedaan"


def test_a_session_of_somebody_without_a_name_lasts_ten_minutes_and_a_whole_one_eight_hours(linked_noor, organisation):
    organisation.bend(claims={"amr": ["mfa"]})
    client = Client()
    address = there(client.post(START))
    assert client.session.get_expiry_age() == 600
    comes_back(client, organisation.walk(address))
    assert client.session.get_expiry_age() == 8 * 3600


def test_what_cannot_be_recorded_lets_nobody_in(linked_noor, organisation, monkeypatch):
    organisation.bend(claims={"amr": ["mfa"]})
    client = Client()
    address = organisation.walk(there(client.post(START)))

    def full(*_: Any, **__: Any) -> None:
        raise OperationalError("disk full")

    monkeypatch.setattr(Event, "save", full)
    answer = comes_back(client, address)
    assert answer.status_code == 503
    assert client.get("/wegwijzer/").status_code == 302


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example", "javascript:alert(1)"])
def test_the_way_through_the_provider_never_leads_to_another_host(linked_noor, organisation, elsewhere: str):
    organisation.bend(claims={"amr": ["mfa"]})
    assert goes(Client(), organisation, next=elsewhere).url == "/"


# ---- not in


def test_an_account_is_never_made_and_never_found_by_mail_or_name(noor, organisation):
    let_in(noor)
    User.objects.filter(pk=noor.pk).update(username="vreemd", display_name="vreemd@organisatie.example")
    organisation.bend(claims={"amr": ["mfa"], "email_verified": True, "preferred_username": "vreemd"})
    client = Client()
    answer = goes(client, organisation, who="vreemd")
    assert "Dit account is hier niet gekoppeld." in said(answer, client)
    assert User.objects.count() == 1
    assert (Event.objects.get().act, Event.objects.get().rule) == ("provider_refused", "provider_account_is_unknown")


def test_who_left_never_gets_in(linked_noor, organisation):
    User.objects.filter(pk=linked_noor.pk).update(is_active=False)
    organisation.bend(claims={"amr": ["mfa"]})
    client = Client()
    answer = goes(client, organisation)
    assert answer.url == "/inloggen/"
    assert client.get("/wegwijzer/").status_code == 302
    assert Event.objects.filter(act="provider_refused", rule="provider_account_is_unknown").exists()


def test_who_leaves_between_the_steps_does_not_get_in(linked_noor, organisation):
    client = Client()
    goes(client, organisation)
    User.objects.filter(pk=linked_noor.pk).update(is_active=False)
    assert client.post(SECOND, {"code": next_code(linked_noor)}).url == "/inloggen/"


def test_a_link_taken_away_between_the_steps_lets_nobody_on(linked_noor, organisation):
    client = Client()
    goes(client, organisation)
    LinkedAccount.objects.all().delete()
    assert client.post(SECOND, {"code": next_code(linked_noor)}).url == "/inloggen/"


def test_a_locked_account_is_locked_for_the_provider_too(linked_noor, organisation):
    organisation.bend(claims={"amr": ["mfa"]})
    client = Client()
    for _ in range(5):
        client.post("/inloggen/", {"username": "noor", "password": "mis-mis-mis"})
    answer = goes(client, organisation)
    assert answer.status_code == 429
    assert "Uw account is een kwartier op slot" in answer.content.decode()


def test_wrong_codes_after_the_provider_lock_the_account(linked_noor, organisation):
    client = Client()
    goes(client, organisation)
    assert [client.post(SECOND, {"code": "000000"}).status_code for _ in range(5)] == [400, 400, 400, 400, 429]


def test_who_says_no_at_the_provider_gets_a_sentence(linked_noor, organisation):
    client = Client()
    answer = goes(client, organisation, allow=False, next="/wegwijzer/")
    assert answer.url == "/inloggen/?next=%2Fwegwijzer%2F"
    assert "U bent bij uw organisatie niet ingelogd." in said(answer, client)
    assert acts() == [("provider_refused", "Het systeem")]


def test_nothing_the_provider_says_is_kept(linked_noor, organisation, caplog):
    client = Client()
    goes(client, organisation)
    goes(client, organisation, who="vreemd")
    organisation.bend(claims={"nonce": "anders"})
    goes(Client(), organisation)
    tables = [*Event.objects.values(), *(session.get_decoded() for session in Session.objects.all())]
    kept = f"{tables}{caplog.text}"
    for trace in ("onderwerp-", "organisatie.example", "eyJ", "n.bakker", "Bearer"):
        assert trace not in kept, trace
    assert "InvalidClaimError" in caplog.text


# ---- out


def test_signing_out_here_offers_to_sign_out_there(linked_noor, organisation):
    organisation.bend(claims={"amr": ["mfa"]})
    client = Client()
    goes(client, organisation)
    answer = client.post("/uitloggen/")
    assert answer.url == "/inloggen/?uit=1"
    assert client.get("/wegwijzer/").status_code == 302
    page = client.get(answer.url).content.decode()
    way_out = f"{organisation.issuer}/logout/?client_id=meldesk"
    assert f'href="{way_out}"' in page
    assert organisation.browser.get(way_out, timeout=60).status_code == 200


@pytest.mark.parametrize("place", ["", None, "javascript:alert(1)", "ftp://elders.example"])
def test_a_provider_without_a_way_out_is_not_linked_to(organisation, db, monkeypatch, place):
    monkeypatch.setattr(
        provider, "_kept", lambda *_, **__: {**ABOUT, "issuer": organisation.issuer, "end_session_endpoint": place}
    )
    assert "daar uit" not in Client().get("/inloggen/?uit=1").content.decode()


def test_a_provider_that_is_away_does_not_hold_up_signing_out(linked_noor, settings):
    settings.OIDC = OpenID("http://127.0.0.1:9/o", "meldesk", "geheim", "uw werkaccount")
    assert "daar uit" not in Client().get("/inloggen/?uit=1").content.decode()


def test_a_desk_without_a_provider_offers_no_way_out(db):
    assert "daar uit" not in Client().get("/inloggen/?uit=1").content.decode()
