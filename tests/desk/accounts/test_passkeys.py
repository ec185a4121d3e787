"""Passkeys: each answer counts once, for one person and one host, and a copy is noticed."""

import pytest
from django.test import Client

from desk.accounts import second_factor
from desk.accounts.factors import Passkey
from desk.audit.models import Event
from tests import depths
from tests.desk.accounts.authenticator import Device
from tests.desk.accounts.test_second_factor import ask_on, halfway, new_here
from tests.signing_in import PASSWORD, let_in

pytestmark = pytest.mark.django_db


def test_a_passkey_is_made_and_shown(noor):
    device, client = Device(), new_here(noor)
    ask = ask_on(client.get("/inloggen/instellen/"))
    assert ask["rp"]["id"] == "testserver"
    client.post("/inloggen/instellen/", {"passkey": device.makes(ask), "name": "Laptop"})
    assert client.get("/wegwijzer/").status_code == 200
    back = halfway(noor)
    shown = device.shows(ask_on(back.get("/inloggen/tweede-stap/")))
    assert back.post("/inloggen/tweede-stap/", {"passkey": shown}).url == "/"
    assert Event.objects.filter(act="signed_in").order_by("-at")[0].detail == "met een passkey"
    assert Passkey.objects.get().sign_count == 1


@pytest.fixture
def device(noor) -> Device:
    """The passkey of noor."""
    device, client = Device(), new_here(noor)
    sent = {"passkey": device.makes(ask_on(client.get("/inloggen/instellen/"))), "name": "Laptop"}
    assert client.post("/inloggen/instellen/", sent).status_code == 200
    return device


def test_b11_an_answer_of_a_passkey_counts_once(noor, device):
    client = halfway(noor)
    shown = device.shows(ask_on(client.get("/inloggen/tweede-stap/")))
    other = halfway(noor)
    other.get("/inloggen/tweede-stap/")
    assert other.post("/inloggen/tweede-stap/", {"passkey": shown}).status_code == 400
    assert client.post("/inloggen/tweede-stap/", {"passkey": shown}).url == "/"


def test_a_copy_of_a_passkey_that_counts_behind_is_refused(noor, device):
    Passkey.objects.update(sign_count=7)
    client = halfway(noor)
    answer = client.post(
        "/inloggen/tweede-stap/", {"passkey": device.shows(ask_on(client.get("/inloggen/tweede-stap/")))}
    )
    assert answer.status_code == 400
    assert client.get("/wegwijzer/").status_code == 302


def test_a_passkey_of_another_host_or_another_person_is_refused(noor, joke, device):
    client = halfway(noor)
    device.origin = "http://testserver.elders.example"
    shown = device.shows(ask_on(client.get("/inloggen/tweede-stap/")))
    assert client.post("/inloggen/tweede-stap/", {"passkey": shown}).status_code == 400
    device.origin = "http://testserver"
    stranger = halfway(let_in(joke))
    ask = ask_on(client.get("/inloggen/tweede-stap/"))
    stranger.get("/inloggen/tweede-stap/")
    assert stranger.post("/inloggen/tweede-stap/", {"passkey": device.shows(ask)}).status_code == 400


def test_a_bare_address_offers_no_passkey(noor):
    client = Client(headers={"host": "127.0.0.1"})
    noor.set_password(PASSWORD)
    noor.save()
    client.post("/inloggen/", {"username": "noor", "password": PASSWORD})
    assert "data-passkey" not in client.get("/inloggen/instellen/").content.decode()


def test_passkey_has_a_name(noor, device, at):
    key = Passkey.objects.get()
    made = second_factor.Made("ander", "x", 0)
    depths.refused_at_three_depths(
        "passkey_has_a_name",
        key,
        {"name": "  "},
        lambda: second_factor.add_passkey(by=noor, at=at, made=made, name="  "),
    )
