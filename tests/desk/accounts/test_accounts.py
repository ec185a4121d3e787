"""The pages of the functional administrator: colleagues and code lists."""

import html
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from desk import codelists
from desk.accounts import actions
from desk.accounts.models import User
from desk.audit.models import Event
from tests import stories

pytestmark = pytest.mark.django_db
PASSWORD = "vijf-blauwe-fietsen"


@pytest.fixture
def admin(ada, client_of):
    return client_of(ada)


def typed(place, **other: str) -> dict[str, str]:
    who = {"username": "olga", "display_name": "Olga T.", "role": "counsellor", "password": PASSWORD}
    return {**who, "team": str(place.pk), "region": str(place.region_id), **other}


def test_a_new_colleague_can_sign_in(admin, north, client):
    assert admin.post("/medewerkers/nieuw/", typed(north)).url == "/medewerkers/"
    assert client.post("/inloggen/", {"username": "olga", "password": PASSWORD}).status_code == 302
    event = Event.objects.get(act="account_created")
    assert (event.actor_name, event.detail) == ("Ada F.", "Medewerker")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"team": ""}, "Een medewerker of teamleider hoort bij een team. Kies het team."),
        ({"password": "kort"}, "te kort"),
        ({"password": "password12345"}, "te algemeen"),
        ({"username": ""}, "Vul in: Gebruikersnaam"),
        ({"username": "no\x00or"}, "niet leesbaar"),
        ({"role": "boss"}, "boss"),
        ({"display_name": "O" * 61}, "60"),
        ({"team": "naald"}, ""),
    ],
    ids=["no team", "short", "common", "no name", "nul", "role", "long", "team"],
)
def test_a_wrong_answer_is_said_and_the_rest_stays(admin, north, wrong: dict[str, str], sentence: str):
    answer = admin.post("/medewerkers/nieuw/", typed(north, **wrong))
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 400
    assert sentence in page
    assert 'class="errors"' in page
    if "display_name" not in wrong:
        assert 'value="Olga T."' in page
    assert PASSWORD not in page
    assert not User.objects.filter(username="olga").exists()


def test_an_empty_form_is_a_mistake_too(admin):
    assert admin.post("/medewerkers/nieuw/", {}).status_code == 400


def test_a_user_name_is_given_once(admin, north, noor):
    answer = admin.post("/medewerkers/nieuw/", typed(north, username="noor"))
    assert answer.status_code == 400


def test_a_team_brings_its_own_region(admin, south):
    elsewhere = type(south.region).objects.create(name="Elders")
    admin.post("/medewerkers/nieuw/", typed(south, region=str(elsewhere.pk)))
    assert User.objects.get(username="olga").region == south.region


def test_a_colleague_changes_role_at_once(admin, noor, north, client_of):
    noors = client_of(noor)
    form = {"display_name": "Noor B.", "role": "privacy_officer", "team": "", "region": str(north.region_id)}
    saved = admin.post(f"/medewerkers/{noor.pk}/", {**form, "version": "1", "is_active": "on", "password": ""})
    assert saved.url == "/medewerkers/"
    assert noors.get("/").url == "/logboek/"


def test_a_late_change_shows_the_difference_and_never_a_password(admin, ada, noor, at):
    actions.change_account(by=ada, at=at, account=noor, version=1, display_name="Noor Bos")
    team, region = str(noor.team_id), str(noor.region_id)
    form = {"display_name": "Noor B.", "role": "counsellor", "team": team, "region": region, "is_active": "on"}
    answer = admin.post(f"/medewerkers/{noor.pk}/", {**form, "version": "1", "password": PASSWORD})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Noor Bos" in page
    assert PASSWORD not in page
    assert "argon2" not in page
    assert re.search(r'name="version" value="2"', page)


def test_fields_that_are_not_in_the_form_change_nothing(admin, noor):
    team, region = str(noor.team_id), str(noor.region_id)
    form = {"display_name": "Noor B.", "role": "counsellor", "team": team, "region": region, "is_active": "on"}
    admin.post(f"/medewerkers/{noor.pk}/", {**form, "version": "1", "username": "ander", "is_superuser": "on"})
    assert User.objects.get(pk=noor.pk).username == "noor"


def test_only_the_administrator_makes_and_changes_accounts(joke, noor, at):
    with pytest.raises(PermissionDenied):
        actions.change_account(by=joke, at=at, account=noor, version=1, role="team_lead")
    with pytest.raises(PermissionDenied):
        actions.create_account(by=joke, at=at, password=PASSWORD, username="olga")
    assert Event.objects.filter(outcome="refused", rule="not_permitted").count() == 2


def test_every_colleague_stands_in_the_list(admin, noor, joke, bram, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        page = admin.get("/medewerkers/").content.decode()
    for name in ("Noor B.", "Joke V.", "Bram S.", "Ada F."):
        assert name in page


@pytest.mark.parametrize("who", ["ada", "samir"])
def test_every_code_is_shown_with_its_source_and_its_day(who: str, request, client_of, django_assert_max_num_queries):
    client = client_of(request.getfixturevalue(who))
    with django_assert_max_num_queries(12):
        page = html.unescape(client.get("/medewerkers/codelijsten/").content.decode())
    for codes in codelists.ALL:
        assert codes.source in page
        for code in codes:
            assert f">{code.key}</th><td>{code.label}</td>" in page


def test_single_keys_are_switched_off_for_oneself(noor, client_of):
    client_of(noor).post("/medewerkers/sneltoetsen/", {"on": "0", "next": "/wegwijzer/"})
    assert not User.objects.get(pk=noor.pk).shortcuts_on
    assert Event.objects.get().act == "shortcuts_switched"


NO_PAGE = [
    "https://elders.example",
    "//elders.example",
    "/\\elders.example",
    "javascript:alert(1)",
    "woord",
    "\ufffd",
    "",
]


@pytest.mark.parametrize("wanted", NO_PAGE)
def test_what_is_no_page_of_the_desk_leads_to_the_work_list(noor, client_of, at, wanted):
    """`make bad-input` found the bare word: Django takes it for the name of a page, and there is none of that name."""
    desk, report = client_of(noor), stories.a_report(by=noor, at=at)
    ask = reverse("access:ask", args=[report.case_file.number])
    forms = (reverse("accounts:shortcuts"), reverse("reports:draft_drop"))
    asked = [desk.post(path, {"on": "1", "next": wanted}) for path in forms]
    asked += [desk.get(path, {"next": wanted}) for path in (reverse("unlock"), ask) if wanted or path != ask]
    assert {answer.url for answer in asked} == {"/"}
