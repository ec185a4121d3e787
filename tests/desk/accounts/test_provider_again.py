"""The provider asks anew who sits here: for a locked screen, and before somebody changes how they get in."""

import pytest
from django.test import Client

from desk.accounts.models import LinkedAccount, Session
from desk.audit.models import Event
from tests.desk.accounts.through_provider import (
    CONFIRM,
    LINK,
    OPEN,
    START,
    comes_back,
    goes,
    link_of,
    no_password,
    there,
)
from tests.signing_in import PASSWORD, let_in, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(noor) -> Client:
    return signed_in(Client(), let_in(noor))


def page(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def locked(client: Client) -> Client:
    client.post("/op-slot/", {"next": "/wegwijzer/"})
    return client


def test_who_has_no_password_opens_the_locked_screen_with_the_provider(noor, organisation):
    link_of(let_in(noor))
    client = locked(no_password(noor))
    assert "Opnieuw inloggen met uw Merenstreek-account" in page(client, "/op-slot/openen/")
    assert goes(client, organisation, OPEN, next="/wegwijzer/").url == "/wegwijzer/"
    assert client.get("/wegwijzer/").status_code == 200
    assert Event.objects.get(act="screen_unlocked").detail == "met het account van de organisatie"


def test_a_locked_screen_stays_locked_for_another_of_the_organisation(noor, organisation):
    link_of(let_in(noor))
    client = locked(no_password(noor))
    for _ in range(4):
        assert goes(client, organisation, OPEN, who="t.amrani").url == "/op-slot/openen/"
        organisation.browser.cookies.clear()
    assert client.get("/wegwijzer/").url.startswith("/op-slot/")
    goes(client, organisation, OPEN, who="t.amrani")
    assert not Session.objects.filter(pk=client.cookies["sessionid"].value).exists()
    acts = list(Event.objects.exclude(act__in=["provider_linked", "screen_locked"]).order_by("at").values_list("act"))
    assert [act for (act,) in acts] == [*["unlock_failed"] * 4, "account_locked", "session_ended"]


def test_a_locked_screen_does_not_open_for_a_session_that_lasts_at_the_provider(noor, organisation):
    link_of(let_in(noor))
    client = locked(no_password(noor))
    organisation.bend(claims={"auth_time": 1_000_000_000})
    assert goes(client, organisation, OPEN).url == "/op-slot/openen/"
    assert client.get("/wegwijzer/").url.startswith("/op-slot/")


def test_an_errand_from_before_the_lock_does_not_get_around_it(desk, noor, organisation):
    link_of(noor)
    organisation.bend(claims={"amr": ["mfa"]})
    for start in (START, CONFIRM):
        address = organisation.walk(there(desk.post(start)))
        locked(desk)
        assert comes_back(desk, address).url == "/op-slot/openen/"
        assert desk.get("/wegwijzer/").url.startswith("/op-slot/")
        desk.post("/op-slot/openen/", {"password": PASSWORD})


def test_an_errand_of_one_colleague_does_nothing_for_the_next_in_this_browser(desk, tariq, organisation):
    address = organisation.walk(there(desk.post(LINK)))
    went = desk.session["errand"]
    desk.post("/uitloggen/")
    other = signed_in(desk, tariq)
    held = other.session
    held["errand"] = went
    held.save()
    comes_back(other, address)
    assert not LinkedAccount.objects.exists()
    assert Event.objects.get(act="provider_refused").rule == "provider_state_is_wrong"


def test_who_has_no_password_confirms_with_the_provider_who_they_are(noor, organisation):
    link_of(let_in(noor))
    client = no_password(noor)
    held = client.session
    held["proven"] -= 601
    held.save()
    asked = client.get("/medewerkers/ik/tweede-stap/").url
    assert "Opnieuw inloggen met uw Merenstreek-account" in page(client, asked)
    assert (
        goes(client, organisation, CONFIRM, next="/medewerkers/ik/tweede-stap/").url == "/medewerkers/ik/tweede-stap/"
    )
    assert client.get("/medewerkers/ik/tweede-stap/").status_code == 200
    assert Event.objects.get(act="identity_confirmed").detail == "met het account van de organisatie"


def test_who_linked_nothing_is_not_offered_the_provider_on_a_locked_screen(desk, organisation):
    assert "Merenstreek-account" not in page(locked(desk), "/op-slot/openen/")
