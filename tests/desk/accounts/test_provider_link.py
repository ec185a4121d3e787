"""The link with the account of the organisation: who makes it, who takes it away, and what it opens."""

from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from desk.accounts import actions, linked, recovery
from desk.accounts.models import AuthenticatorApp, LinkedAccount
from desk.accounts.provider import Seen
from desk.audit.models import Event
from desk.openid import OpenID
from tests.depths import refused_by, refused_in_bulk, refused_in_sql
from tests.desk.accounts.through_provider import CONFIRM, LINK, OPEN, START, UNLINK, goes, link_of, no_password, there
from tests.signing_in import let_in, signed_in

pytestmark = pytest.mark.django_db
OWN = "/medewerkers/ik/"


@pytest.fixture
def desk(noor) -> Client:
    return signed_in(Client(), let_in(noor))


def page(client: Client, path: str = OWN) -> str:
    return client.get(path).content.decode()


# ---- making it


def test_a_colleague_links_the_account_with_which_they_sign_in_there_now(desk, noor, organisation):
    assert "Koppel uw Merenstreek-account" in page(desk)
    assert goes(desk, organisation, LINK).url == OWN
    assert "gekoppeld vandaag" in page(desk)
    link = LinkedAccount.objects.get()
    assert (link.user, link.issuer) == (noor, organisation.issuer)
    assert "n.bakker" not in link.subject_hash
    event = Event.objects.get(act="provider_linked")
    assert (event.actor_name, event.subject, event.detail) == ("Noor B.", noor.trail_number, "")
    assert goes(Client(), organisation).url == "/inloggen/tweede-stap/"


def test_linking_asks_the_provider_to_ask_anew(desk, organisation):
    address = there(desk.post(LINK))
    assert "prompt=login" in address
    assert "max_age=0" in address


@pytest.mark.parametrize("claims", [{"auth_time": 1_000_000_000}, {"auth_time": None}], ids=["long ago", "not said"])
@pytest.mark.parametrize("path", [LINK, CONFIRM])
def test_a_sign_in_of_earlier_links_and_confirms_nothing(desk, noor, organisation, claims, path):
    if path == CONFIRM:
        link_of(noor)
    organisation.bend(claims=claims)
    assert goes(desk, organisation, path).url == OWN
    assert "Uw organisatie vroeg niet opnieuw wie u bent." in page(desk)
    assert Event.objects.get(act="provider_refused").rule == "provider_did_not_ask_anew"
    assert LinkedAccount.objects.exists() == (path == CONFIRM)


def test_linking_asks_first_who_sits_here(desk, organisation):
    held = desk.session
    held["proven"] -= 601
    held.save()
    assert desk.post(LINK).url == f"/medewerkers/ik/bevestigen/?next={OWN.replace('/', '%2F')}"


def test_an_account_of_the_organisation_opens_one_desk_account(desk, tariq, organisation):
    link_of(tariq)
    assert goes(desk, organisation, LINK).url == OWN
    assert "Dit account van de organisatie hoort al bij een andere medewerker." in page(desk)
    assert LinkedAccount.objects.get().user == tariq
    assert Event.objects.get(act="provider_linked", outcome="refused").rule == "an_account_opens_one_desk"


def test_an_account_opens_one_desk_in_the_database_too(noor, tariq, organisation):
    link_of(noor)
    other = link_of(tariq, "t.amrani")
    same = LinkedAccount.objects.get(user=noor).subject_hash
    with pytest.raises(IntegrityError), transaction.atomic():
        LinkedAccount.objects.filter(pk=other.pk).update(subject_hash=same)
    with pytest.raises(IntegrityError), transaction.atomic():
        LinkedAccount.objects.bulk_create(
            [LinkedAccount(user=noor, issuer="x", subject_hash="0" * 64, linked_at=timezone.now())]
        )


def test_a_colleague_links_once(noor, organisation, settings, at):
    link_of(noor)
    told = {"by": noor, "at": at, "here": settings.OIDC, "seen": Seen("een ander", strong=True)}
    refused_by("a_colleague_links_once", linked.link_account, **told)


def test_a_link_with_a_provider_of_before_opens_nothing_and_gives_way(linked_noor, organisation, settings, at):
    LinkedAccount.objects.update(issuer="https://vroeger.example")
    client = Client()
    assert "hier niet gekoppeld" in page(client, goes(client, organisation).url)
    link_of(linked_noor)
    assert goes(Client(), organisation).url == "/inloggen/tweede-stap/"


def broken(link: LinkedAccount, rule: str, **columns: Any) -> None:
    refused_in_bulk(rule, link, columns)
    refused_in_sql(rule, link, columns)


def test_link_names_its_provider(noor, organisation, settings, at):
    broken(link_of(noor), "link_names_its_provider", issuer="  ")
    LinkedAccount.objects.all().delete()
    settings.OIDC = OpenID("", "desk", "geheim", "uw werkaccount")
    refused_by("blank", linked.link_account, by=noor, at=at, here=settings.OIDC, seen=Seen("iemand", strong=True))


@pytest.mark.parametrize("kept", ["onderwerp-n.bakker", "", "A" * 64, "a" * 63, f"{'a' * 63}\n"])
def test_link_keeps_no_readable_subject(noor, organisation, settings, kept: str, monkeypatch, at):
    broken(link_of(noor), "link_keeps_no_readable_subject", subject_hash=kept)
    LinkedAccount.objects.all().delete()
    monkeypatch.setattr(linked, "hash_of", lambda *_: kept)
    rule = "link_keeps_no_readable_subject" if kept else "blank"
    refused_by(rule, linked.link_account, by=noor, at=at, here=settings.OIDC, seen=Seen("x", strong=True))


# ---- taking it away


def test_a_colleague_takes_the_own_link_away(desk, noor, organisation):
    link_of(noor)
    assert desk.post(UNLINK).url == OWN
    assert not LinkedAccount.objects.exists()
    assert Event.objects.get(act="provider_unlinked").actor_name == "Noor B."
    client = Client()
    assert "hier niet gekoppeld" in page(client, goes(client, organisation).url)


def test_who_has_no_password_keeps_a_way_in(noor, organisation):
    link_of(noor)
    client = no_password(noor)
    client.post(UNLINK)
    assert "U hebt hier geen wachtwoord." in page(client)
    assert LinkedAccount.objects.exists()


def test_the_administrator_takes_a_link_away_and_every_session_with_it(desk, noor, ada, organisation, client_of):
    link_of(noor)
    path = f"/medewerkers/{noor.pk}/"
    administrator = client_of(ada)
    assert "Kan inloggen met uw Merenstreek-account" in page(administrator, path)
    assert administrator.post(f"{path}organisatie/loskoppelen/").url == path
    assert not LinkedAccount.objects.exists()
    assert desk.get("/wegwijzer/").status_code == 302
    event = Event.objects.get(act="provider_cut", outcome="done")
    assert (event.actor_name, event.subject) == ("Ada F.", noor.trail_number)
    administrator.post(f"{path}organisatie/loskoppelen/")
    assert "Er is geen account gekoppeld." in page(administrator, path)


def test_a_colleague_takes_no_link_of_another_away(noor, bram, joke, organisation, client_of, at):
    link_of(noor)
    for other in (bram, joke):
        assert client_of(other).post(f"/medewerkers/{noor.pk}/organisatie/loskoppelen/").status_code == 403
        with pytest.raises(PermissionDenied):
            linked.unlink_colleague(by=other, at=at, account=noor)
    assert LinkedAccount.objects.exists()


def test_leaving_frees_the_account_of_the_organisation(noor, tariq, ada, organisation, at: datetime):
    link_of(noor)
    actions.change_account(by=ada, at=at, account=noor, version=noor.version, is_active=False)
    assert not LinkedAccount.objects.exists()
    link_of(tariq)


def test_the_help_of_two_colleagues_takes_the_link_as_well(noor, ada, joke, organisation, at: datetime):
    """The phone that was lost may be the one that answers at the organisation."""
    link_of(let_in(noor))
    asked = recovery.ask_recovery(by=ada, at=at, person=noor, reason="Ik zag haar zelf, met haar pas.")
    recovery.agree_on_recovery(by=joke, at=at, recovery=asked, version=asked.version)
    assert not LinkedAccount.objects.exists()


def test_without_a_second_step_at_the_desk_the_word_of_the_provider_is_not_enough(linked_noor, organisation):
    organisation.bend(claims={"amr": ["mfa"]})
    assert linked.is_enough(Seen("x", strong=True), linked.of(linked_noor))
    AuthenticatorApp.objects.all().delete()
    assert not linked.is_enough(Seen("x", strong=True), linked.of(linked_noor))
    assert goes(Client(), organisation).url == "/inloggen/tweede-stap/"


# ---- off, and forms of elsewhere


def test_a_desk_without_a_provider_has_no_button_and_no_address(desk, ada, noor, client_of):
    assert "organisatie" not in page(Client(), "/inloggen/")
    assert "organisatie" not in page(desk)
    assert "loskoppelen" not in page(client_of(ada), f"/medewerkers/{noor.pk}/")
    assert Client().get(f"{START}terug/").status_code == 404
    for path in (START, LINK, UNLINK, OPEN, CONFIRM, f"/medewerkers/{noor.pk}/organisatie/loskoppelen/"):
        assert desk.post(path).status_code == 404, path


@pytest.mark.parametrize("path", [START, LINK, UNLINK, OPEN, CONFIRM])
def test_another_site_starts_nothing(noor, organisation, path):
    careful = signed_in(Client(enforce_csrf_checks=True), let_in(noor))
    answer = careful.post(path, headers={"Origin": "https://elders.example"})
    assert answer.status_code == 403
    assert "errand" not in careful.session


def test_a_sign_in_with_a_stale_token_is_not_sent_back(organisation):
    assert Client(enforce_csrf_checks=True).post(START).status_code == 403


def test_the_policy_of_forms_stays_closed(organisation, db):
    answer = Client().post(START)
    assert "form-action 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
