"""The practice desk lets in who knows its printed password, and nothing of that exists on a desk that works."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import Client
from django.utils import timezone

from desk.accounts import proofs
from desk.accounts.checks import no_practice_way_in
from desk.accounts.models import User
from desk.demo import people
from tests.signing_in import let_in
from tests.test_settings import load

pytestmark = pytest.mark.django_db


@pytest.fixture
def hired(db) -> User:
    return people.hire(timezone.now())["noor"]


def test_the_sign_in_page_of_the_practice_desk_shows_the_code(hired):
    for _ in range(2):  # also at once after the first time, when the code of now was used
        client = Client()
        client.post("/inloggen/", {"username": "noor", "password": people.PASSWORD})
        page = client.get("/inloggen/tweede-stap/")
        code = page.context["practice_code"]
        assert f"Oefenregio. De code is nu:</b> {code}" in page.content.decode()
        assert client.post("/inloggen/tweede-stap/", {"code": code}).url == "/"


def test_the_code_of_an_account_with_its_own_app_is_not_shown(noor):
    assert proofs.practice_code(let_in(noor), timezone.now()) == ""


def test_a_desk_that_works_shows_no_code(hired, settings):
    settings.PRACTICE_SECRET = b""
    assert proofs.practice_code(hired, timezone.now() + timedelta(minutes=1)) == ""


def test_the_check_before_production_refuses_a_practice_desk():
    with pytest.raises(SystemCheckError, match=r"accounts\.E001"):
        call_command("check", deploy=True)


def test_the_check_passes_a_desk_that_works(settings):
    settings.PRACTICE, settings.PRACTICE_SECRET = False, b""
    assert no_practice_way_in() == []
    settings.PRACTICE_SECRET = b"left-behind"
    assert [error.id for error in no_practice_way_in()] == ["accounts.E001"]


def test_no_practice_secret_exists_in_production():
    assert load(said="import desk.settings as s; print(s.PRACTICE_SECRET, s.PROXIES)").stdout.split() == ["b''", "1"]
