"""Whoever leaves, moves or is ended, and an organisation or a provider that stops: the work account opens nothing."""

from datetime import datetime

import pytest
from django.test import Client

from desk.accounts.models import LinkedAccount, Provider
from meldcode import joining, organisations, providers
from meldcode.people import Professional
from tests import portal_stories
from tests.desk.accounts.through_provider import comes_back, there
from tests.meldcode.through_work import (
    ARRIVE,
    BY_ACCOUNT,
    EVA,
    SECOND,
    WORK,
    arrives,
    goes,
    is_called,
    is_turned_away,
    sets_up,
    with_provider,
)
from tests.provider.visit import Organisation as Visit
from tests.signing_in import let_in, next_code, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(school, ada, at, organisation):
    return with_provider(by=ada, at=at, organisation=school, provider=organisation)


def arrived(organisation: Visit, at: datetime) -> Client:
    is_called(organisation, EVA, amr=["mfa"])
    client = Client()
    arrives(client, organisation, EVA)
    client.post(ARRIVE, WORK)
    sets_up(client)
    Professional.objects.update(since=at)
    return client


def test_who_was_ended_is_out_at_once_and_comes_back_by_an_invitation_alone(school, organisation, ada, at):
    client = arrived(organisation, at)
    joining.end(by=ada, at=at, person=Professional.objects.get())
    assert client.get("/portaal/mijn/").status_code == 302
    other = Client()
    is_turned_away(other, arrives(other, organisation, EVA), "one_person_has_one_account")
    portal_stories.an_invitation(by=ada, at=at, organisation=school, name="Eva P.")
    again = Client()
    arrives(again, organisation, EVA)
    assert again.post(ARRIVE, WORK).url == SECOND


def test_who_came_back_by_the_mailed_link_uses_the_work_account_again(school, organisation, ada, at):
    arrived(organisation, at)
    joining.end(by=ada, at=at, person=Professional.objects.get())
    eva = let_in(portal_stories.a_professional(by=ada, at=at, organisation=school, name="Eva P."))
    client = Client()
    assert client.get(goes(client, organisation, EVA).url).url == SECOND
    assert client.post(SECOND, {"code": next_code(eva)}).url == "/portaal/"
    assert LinkedAccount.objects.get().user == eva


def test_who_moves_no_longer_comes_in_with_the_account_of_before(school, organisation, ada, at, practice):
    client = arrived(organisation, at)
    user = Professional.objects.get().user
    told = {"by": ada, "at": at, "organisation": practice, "name": "Eva P."}
    other = signed_in(Client(), user)
    told = {"invitation": portal_stories.an_invitation(**told), "session": client.session.session_key}
    joining.move(by=user, at=at, **told, function="Arts", work_phone="010")
    assert not LinkedAccount.objects.exists()
    assert other.get("/portaal/mijn/").status_code == 302
    assert client.get("/portaal/mijn/").status_code == 200
    again = Client()
    is_turned_away(again, arrives(again, organisation, EVA), "one_person_has_one_account")


def test_who_had_a_password_and_was_ended_does_not_come_back_by_a_work_account(school, organisation, eva, ada, at):
    joining.end(by=ada, at=at, person=Professional.objects.get(user=eva))
    is_called(organisation, EVA, amr=["mfa"])
    client = Client()
    is_turned_away(client, arrives(client, organisation, EVA), "one_person_has_one_account")
    portal_stories.an_invitation(by=ada, at=at, organisation=school, name="Eva P.")
    assert arrives(client, organisation, EVA).status_code == 200


def test_an_organisation_that_stops_lets_nobody_in(school, organisation, ada, at):
    client = arrived(organisation, at)
    school.refresh_from_db()
    told = {"organisation": school, "version": school.version, "domains": ["delinde.example"]}
    address = organisation.walk(there(Client().post(BY_ACCOUNT, {"email": EVA})))
    organisations.change_organisation(by=ada, at=at, **told, in_use=False)
    assert client.get("/portaal/mijn/").status_code == 302
    assert Client().post(BY_ACCOUNT, {"email": EVA}).status_code == 400
    assert comes_back(Client(), address).status_code == 404


def test_taking_the_provider_away_ends_its_sessions(school, organisation, ada, at):
    client = arrived(organisation, at)
    providers.remove_provider(by=ada, at=at, organisation=school, version=school.version)
    assert client.get("/portaal/mijn/").status_code == 302
    assert not Provider.objects.exists()


def test_the_provider_opens_a_locked_screen(school, organisation, at):
    client = arrived(organisation, at)
    client.post("/op-slot/")
    assert "uw schoolaccount" in client.get("/op-slot/openen/").content.decode()
    back = comes_back(
        client, organisation.walk(there(client.post("/op-slot/organisatie/", {"next": "/portaal/mijn/"})))
    )
    assert back.url == "/portaal/mijn/"
    assert client.get("/portaal/mijn/").status_code == 200


def test_a_link_that_was_not_proven_opens_no_locked_screen(school, organisation, eva):
    """Whoever runs the provider began to bind the account, and could not show its second step."""
    let_in(eva)
    is_called(organisation, EVA, amr=["mfa"])
    arrives(Client(), organisation, EVA)
    assert LinkedAccount.objects.get(user=eva).proven_at is None
    client = signed_in(Client(), eva)
    client.post("/op-slot/")
    back = comes_back(client, organisation.walk(there(client.post("/op-slot/organisatie/"))))
    assert back.url == "/op-slot/openen/"
    assert client.get("/portaal/mijn/").url.startswith("/op-slot/")
