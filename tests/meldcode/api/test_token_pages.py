"""The pages about systems: the officer makes and revokes tokens, each professional agrees for themselves."""

import pytest
from django.test import Client
from django.utils import timezone

from desk.audit.models import Event
from meldcode import joining
from meldcode.api import actions
from meldcode.api.models import ApiToken
from meldcode.api.permissions import lets_systems_report
from meldcode.api.rules import TOKEN_RULES
from meldcode.people import Professional
from tests import portal_stories
from tests.meldcode.api import systems
from tests.meldcode.test_language import compiled

pytestmark = pytest.mark.django_db
NEW = {
    "system": "Leerlingvolgsysteem",
    "purpose": "melden",
    "days": "90",
    "submission": "6b0f2a52-3c55-4a30-9a0b-0c3f5f9a7d11",
}


def test_the_officer_makes_a_token_and_revokes_it(iris, client_of, today):
    client = client_of(iris)
    assert client.post("/portaal/systemen/", NEW).status_code == 200
    row = ApiToken.objects.get()
    assert (row.system, row.purpose, row.days, row.made_by) == ("Leerlingvolgsysteem", "melden", 90, iris)
    assert client.post(f"/portaal/systemen/{row.pk}/intrekken/").url == "/portaal/systemen/"
    row.refresh_from_db()
    assert not row.counts(timezone.now())
    made = Event.objects.filter(subject=row.organisation.trail_number, detail=row.number)
    assert set(made.values_list("act", flat=True)) == {"portal_token_made", "portal_token_revoked"}
    assert "ingetrokken" in client.get("/portaal/systemen/").content.decode()


def test_a_form_sent_twice_makes_one_token(iris, client_of, today):
    client = client_of(iris)
    client.post("/portaal/systemen/", NEW)
    again = client.post("/portaal/systemen/", NEW)
    assert again.status_code == 400
    page = again.content.decode()
    assert "is al gemaakt" in page
    assert ApiToken.objects.count() == 1
    assert Event.objects.get(act="portal_token_made", outcome="refused").rule == "a_form_makes_one_token"
    anew = page.partition('name="submission" value="')[2].partition('"')[0]
    assert client.post("/portaal/systemen/", {**NEW, "submission": anew}).status_code == 200
    assert ApiToken.objects.count() == 2


@pytest.mark.parametrize("crafted", ["", "x", "\x00"])
def test_a_form_without_its_key_makes_none(crafted, iris, client_of, today):
    assert client_of(iris).post("/portaal/systemen/", {**NEW, "submission": crafted}).status_code == 400
    assert not ApiToken.objects.exists()


def test_a_token_is_revoked_once(iris, client_of, today):
    row = systems.a_system(by=iris, at=today, purpose="melden").row
    client = client_of(iris)
    for _ in range(2):
        client.post(f"/portaal/systemen/{row.pk}/intrekken/")
    assert Event.objects.filter(act="portal_token_revoked", outcome="done").count() == 1
    assert Event.objects.get(act="portal_token_revoked", outcome="refused").rule == "the_token_still_counts"
    assert "werkt al niet meer" in client.get("/portaal/systemen/").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"system": ""}, {"system": "a\x00b"}, {"system": "x" * 81}, {"purpose": "alles"}, {"days": "4000"}, {"days": "x"}],
)
def test_what_is_wrong_comes_back(wrong, iris, client_of, today):
    page = client_of(iris).post("/portaal/systemen/", {**NEW, **wrong})
    assert page.status_code == 400
    assert not ApiToken.objects.exists()


def test_a_teacher_makes_no_token(mentor, client_of, today):
    assert client_of(mentor).post("/portaal/systemen/", NEW).status_code == 403
    assert not ApiToken.objects.exists()


def test_a_token_of_another_organisation_is_not_there(sends, otto, client_of):
    assert client_of(otto).post(f"/portaal/systemen/{sends.row.pk}/intrekken/").status_code == 404
    assert Event.objects.filter(act="page_refused", actor_id=otto.pk).count() == 1
    assert sends.row.counts(timezone.now())


def test_consent_is_off_until_somebody_switches_it_on_themselves(iris, at, school, client_of, today):
    eva = portal_stories.a_professional(by=iris, at=at, organisation=school, name="Eva P.")
    client = client_of(eva)
    assert not lets_systems_report(eva)
    assert "Zet aan" in client.get("/portaal/mijn/").content.decode()
    client.post("/portaal/mijn/systemen/", {"allow": ""})
    assert lets_systems_report(eva)
    assert "Zet uit" in client.get("/portaal/mijn/").content.decode()
    client.post("/portaal/mijn/systemen/", {"forbid": ""})
    assert not lets_systems_report(eva)
    acts = Event.objects.filter(actor_id=eva.pk, act__startswith="portal_systems")
    assert sorted(acts.values_list("act", flat=True)) == ["portal_systems_allowed", "portal_systems_forbidden"]


def test_consent_ends_with_a_move_and_does_not_come_back(mentor, school, iris, otto, ada, at, today):
    practice = Professional.objects.get(user=otto).organisation
    work = {"function": "Mentor", "work_phone": "010 000 00 20"}
    for organisation, by in ((practice, otto), (school, iris)):
        there = portal_stories.an_invitation(by=by, at=timezone.now(), organisation=organisation, name="Mentor")
        joining.move(by=mentor, at=timezone.now(), invitation=there, **work)
        assert not lets_systems_report(mentor)
    actions.allow_systems(by=mentor, at=timezone.now())
    assert lets_systems_report(mentor)


def test_the_page_speaks_english(iris, client_of, today):
    client: Client = client_of(iris)
    client.post("/portaal/taal/", {"language": "en"})
    page = client.post("/portaal/systemen/", {**NEW, "system": " "}).content.decode()
    assert "Make an access token" in page


def test_every_rule_of_a_token_has_its_english():
    assert {str(rule.violation_error_message) for rule in TOKEN_RULES} - set(compiled()) == set()


def test_the_pages_ask_few_questions_of_the_database(iris, client_of, today, django_assert_max_num_queries):
    client = client_of(iris)
    for _ in range(5):
        systems.a_system(by=iris, at=today, purpose="melden")
    with django_assert_max_num_queries(12):
        client.get("/portaal/systemen/")
