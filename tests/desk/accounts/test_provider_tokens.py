"""What comes back from the provider and is not right: refused each time, told in Dutch, and in the trail."""

import time
from typing import Any

import pytest
import requests
from django.core.cache import caches
from django.test import Client

from desk.accounts import errand, fetch
from desk.accounts.models import Session
from desk.audit.models import Event
from desk.openid import OpenID
from tests.desk.accounts.through_provider import START, comes_back, goes, there
from tests.provider import CLIENT_ID, CLIENT_SECRET

pytestmark = pytest.mark.django_db
WRONG = "Dit antwoord van uw organisatie klopt niet."
AWAY = "lukt nu niet. Gebruik uw wachtwoord"


def is_refused(client: Client, answer: Any, rule: str, sentence: str = WRONG) -> None:
    """Nobody got a foot in, the page says why, and the trail has the rule."""
    assert answer.url.startswith("/inloggen/")
    assert "tweede-stap" not in answer.url
    assert "code=" not in answer.url
    assert sentence in client.get(answer.url).content.decode()
    assert client.get("/inloggen/tweede-stap/").url == "/inloggen/"
    assert client.get("/wegwijzer/").status_code == 302
    assert list(Event.objects.exclude(act="provider_linked").values_list("act", "rule", "subject")) == [
        ("provider_refused", rule, "")
    ]


def bent(organisation, **how: Any) -> tuple[Client, Any]:
    """Go there and back with tokens bent like this; the second factor is always there, so that nothing else says no."""
    how["claims"] = {"amr": ["mfa"], **how.get("claims", {})}
    organisation.bend(**how)
    client = Client()
    return client, goes(client, organisation)


def test_a_straight_token_gets_in(linked_noor, organisation):
    assert bent(organisation)[1].url == "/"


def test_a_token_for_another_desk_is_refused(linked_noor, organisation):
    is_refused(*bent(organisation, claims={"aud": "een-andere-desk"}), "provider_token_is_wrong")


def test_a_token_for_many_that_was_not_given_to_the_desk_is_refused(linked_noor, organisation):
    claims = {"aud": [CLIENT_ID, "een-andere-desk"], "azp": "een-andere-desk"}
    is_refused(*bent(organisation, claims=claims), "provider_token_is_wrong")


def test_a_token_of_another_issuer_is_refused(linked_noor, organisation):
    is_refused(*bent(organisation, claims={"iss": "https://elders.example"}), "provider_token_is_wrong")


def test_a_token_of_an_issuer_that_looks_alike_is_refused(linked_noor, organisation):
    is_refused(*bent(organisation, claims={"iss": f"{organisation.issuer}/"}), "provider_token_is_wrong")


def test_an_expired_token_is_refused(linked_noor, organisation):
    is_refused(*bent(organisation, claims={"exp": int(time.time()) - 120}), "provider_token_is_wrong")


def test_a_token_of_the_future_is_refused(linked_noor, organisation):
    is_refused(*bent(organisation, claims={"iat": int(time.time()) + 600}), "provider_token_is_wrong")


def test_a_token_with_another_nonce_is_refused(linked_noor, organisation):
    is_refused(*bent(organisation, claims={"nonce": "van-een-ander"}), "provider_token_is_wrong")


@pytest.mark.parametrize("claim", ["nonce", "aud", "iss", "exp", "iat", "sub"])
def test_a_token_that_lacks_a_claim_is_refused(linked_noor, organisation, claim: str):
    is_refused(*bent(organisation, claims={claim: None}), "provider_token_is_wrong")


@pytest.mark.parametrize(
    "claims",
    [{"sub": ""}, {"sub": 7}, {"acr": ["zeker"]}, {"amr": "mfa"}, {"amr": [{}]}, {"aud": {}}, {"exp": "morgen"}],
    ids=["sub empty", "sub a number", "acr a list", "amr a text", "amr of objects", "aud an object", "exp a word"],
)
def test_a_token_that_is_malformed_is_refused(linked_noor, organisation, claims: dict[str, Any]):
    is_refused(*bent(organisation, claims=claims), "provider_token_is_wrong")


def test_a_token_without_a_signature_is_refused(linked_noor, organisation):
    is_refused(*bent(organisation, alg="none"), "provider_token_is_wrong")


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(linked_noor, organisation):
    is_refused(*bent(organisation, alg="HS256"), "provider_token_is_wrong")


@pytest.mark.parametrize("kid", [True, False], ids=["names its key", "names none"])
def test_a_token_signed_by_another_key_is_refused(linked_noor, organisation, kid: bool):
    is_refused(*bent(organisation, key="stranger", kid=kid), "provider_token_is_wrong")


def test_a_token_in_another_algorithm_of_a_known_key_is_refused(linked_noor, organisation):
    is_refused(*bent(organisation, alg="RS512"), "provider_token_is_wrong")


# ---- the errand


def test_an_answer_that_is_replayed_is_refused(linked_noor, organisation):
    organisation.bend(claims={"amr": ["mfa"]})
    client = Client()
    address = organisation.walk(there(client.post(START)))
    assert comes_back(client, address).url == "/"
    client.post("/uitloggen/")
    answer = comes_back(client, address)
    assert client.get("/wegwijzer/").status_code == 302
    assert answer.url == "/inloggen/"
    assert Event.objects.get(act="provider_refused").rule == "provider_state_is_wrong"


def test_a_code_that_was_used_is_refused_in_the_next_errand_too(linked_noor, organisation):
    organisation.bend(claims={"amr": ["mfa"]})
    client = Client()
    first = organisation.walk(there(client.post(START)))
    spent = first.partition("code=")[2].partition("&")[0]
    assert comes_back(client, first).url == "/"
    client.post("/uitloggen/")
    second = organisation.walk(there(client.post(START)))
    fresh = second.partition("code=")[2].partition("&")[0]
    comes_back(client, second.replace(fresh, spent))
    assert client.get("/wegwijzer/").status_code == 302
    assert Event.objects.get(act="provider_refused").rule == "provider_code_is_spent"


def test_a_code_of_another_browser_is_refused(linked_noor, organisation):
    """PKCE: the code is worth nothing without what only the first browser's session knows."""
    mine, theirs = Client(), Client()
    stolen = organisation.walk(there(theirs.post(START))).partition("code=")[2].partition("&")[0]
    own = organisation.walk(there(mine.post(START)))
    code = own.partition("code=")[2].partition("&")[0]
    is_refused(mine, comes_back(mine, own.replace(code, stolen)), "provider_code_is_spent")


STATE = "Dit duurde te lang of begon in een ander venster."


def test_another_state_is_refused_and_the_errand_goes_on(linked_noor, organisation):
    client = Client()
    address = organisation.walk(there(client.post(START)))
    wrong = comes_back(client, address.replace("state=", "state=x"))
    assert STATE in client.get(wrong.url).content.decode()
    assert Event.objects.get(act="provider_refused").rule == "provider_state_is_wrong"
    assert comes_back(client, address).url == "/inloggen/tweede-stap/"


def test_an_answer_in_a_browser_that_did_not_ask_is_refused(linked_noor, organisation):
    address = organisation.walk(there(Client().post(START)))
    other = Client()
    is_refused(other, comes_back(other, address), "provider_state_is_wrong", STATE)


@pytest.mark.parametrize("query", ["", "?state=", "?code=x", "?state=é&code=x", "?error=x&state=%00"])
def test_an_answer_without_an_errand_is_refused(organisation, query: str):
    client = Client()
    is_refused(client, client.get(f"{START}terug/{query}"), "provider_state_is_wrong", STATE)


def test_an_answer_after_ten_minutes_is_refused(linked_noor, organisation):
    client = Client()
    address = organisation.walk(there(client.post(START)))
    held = client.session
    held["errand"] = {**held["errand"], "began": held["errand"]["began"] - errand.LONGEST.total_seconds()}
    held.save()
    is_refused(client, comes_back(client, address), "provider_state_is_wrong", STATE)


def test_an_answer_in_the_name_of_another_provider_is_refused(linked_noor, organisation):
    client = Client()
    address = organisation.walk(there(client.post(START)))
    assert "iss=" in address
    before, _, after = address.partition("iss=")
    mixed = f"{before}iss=https://elders.example&{after.partition('&')[2]}"
    is_refused(client, comes_back(client, mixed), "provider_said_no", "U bent bij uw organisatie niet ingelogd.")


@pytest.mark.parametrize("error", ["access_denied", "login_required", "server_error", "<b>"])
def test_an_error_of_the_provider_is_a_sentence(linked_noor, organisation, error: str):
    client = Client()
    client.post(START)
    answer = client.get(f"{START}terug/", {"state": client.session["errand"]["state"], "error": error})
    is_refused(client, answer, "provider_said_no", "U bent bij uw organisatie niet ingelogd.")


def test_many_wrong_answers_from_one_place_are_slowed_down(organisation):
    client = Client()
    for _ in range(21):
        client.get(f"{START}terug/?state=x")
    assert client.get(f"{START}terug/?state=x").status_code == 429
    assert client.post(START).status_code == 429
    assert Event.objects.filter(act="address_slowed").count() == 1


# ---- the provider itself


def is_away(client: Client, answer: Any) -> None:
    assert answer.url.startswith("/inloggen/")
    page = client.get(answer.url).content.decode()
    assert AWAY in page
    assert 'name="password"' in page
    assert list(Event.objects.exclude(act="provider_linked").values_list("act", flat=True)) == ["provider_away"]


def test_a_provider_that_is_down_leaves_the_password(settings, db):
    settings.OIDC = OpenID("http://127.0.0.1:9/o", CLIENT_ID, CLIENT_SECRET, "uw werkaccount")
    client = Client()
    is_away(client, client.post(START, {"next": "/wegwijzer/"}))


def test_a_provider_that_is_down_is_left_alone_for_a_moment(settings, db, monkeypatch):
    """Whoever waits for it holds a thread of the desk, and anybody may press the button."""
    settings.OIDC = OpenID("http://127.0.0.1:9/o", CLIENT_ID, CLIENT_SECRET, "uw werkaccount")
    caches["process"].clear()
    asked: list[str] = []
    real = requests.Session.get
    monkeypatch.setattr(
        requests.Session, "get", lambda self, address, **how: asked.append(address) or real(self, address, **how)
    )
    for _ in range(3):
        Client().post(START)
    assert len(asked) == 1
    caches["process"].clear()
    Client().post(START)
    assert len(asked) == 2


@pytest.mark.parametrize("status", [500, 503, 404, 302])
def test_a_provider_that_breaks_off_half_way_leaves_the_password(linked_noor, organisation, status: int):
    organisation.bend(status=status)
    client = Client()
    is_away(client, goes(client, organisation))
    assert not Session.objects.filter(session_data__contains="halfway").exists()


def test_a_provider_that_is_silent_is_not_waited_for(linked_noor, organisation, monkeypatch):
    """Who waited would get a good answer, two seconds later, and be in."""
    monkeypatch.setattr(fetch, "TIMEOUT", (1, 0.2))
    organisation.bend(slow=2)
    client = Client()
    address = organisation.walk(there(client.post(START)))
    is_away(client, comes_back(client, address))


def test_a_wrong_secret_of_the_desk_is_our_trouble_and_nobody_elses(linked_noor, organisation, settings):
    settings.OIDC = OpenID(organisation.issuer, CLIENT_ID, "een-ander-geheim", "uw werkaccount")
    client = Client()
    is_away(client, goes(client, organisation))


def test_a_provider_that_calls_itself_otherwise_is_not_believed(organisation, settings):
    settings.OIDC = OpenID(f"{organisation.issuer}/", CLIENT_ID, CLIENT_SECRET, "uw werkaccount")
    client = Client()
    is_away(client, client.post(START))


def test_keys_are_asked_once_and_anew_when_the_provider_changes_them(linked_noor, organisation):
    before = organisation.bend()
    for _ in range(3):
        assert goes(Client(), organisation).url == "/inloggen/tweede-stap/"
    assert organisation.bend(key="next", published=["next"]) == before + 1
    assert goes(Client(), organisation).url == "/inloggen/tweede-stap/"
    assert organisation.bend() == before + 2
