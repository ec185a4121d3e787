"""Two rooms: whoever comes from outside opens the portal alone, and whoever works here opens nothing in it."""

import pytest
from django.test import Client

from desk.audit.models import Event
from desk.roles import Role

pytestmark = pytest.mark.django_db


def test_a_visitor_is_asked_about_danger_first():
    page = Client().get("/portaal/")
    assert page.status_code == 200
    assert "Is er nu direct gevaar?" in page.content.decode()


@pytest.mark.parametrize("path", ["/zoeken/", "/adviezen/", "/meldingen/nieuw/", "/wegwijzer/", "/logboek/"])
def test_a_professional_finds_nothing_of_the_desk(path, person_of, client_of):
    someone = person_of("Eva P.", Role.PROFESSIONAL)
    assert client_of(someone).get(path).status_code == 404


def test_the_attempt_is_kept(person_of, client_of):
    someone = person_of("Eva P.", Role.PROFESSIONAL)
    client_of(someone).get("/wegwijzer/")
    assert Event.objects.get(act="page_refused").actor_id == someone.pk


def test_the_first_page_of_the_desk_leads_a_professional_to_the_portal(person_of, client_of):
    assert client_of(person_of("Eva P.", Role.PROFESSIONAL)).get("/").url == "/portaal/"


def test_a_colleague_does_not_open_the_signed_in_portal(noor, client_of):
    assert client_of(noor).get("/portaal/").status_code == 403
