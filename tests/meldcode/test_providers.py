"""The account with which an organisation signs in, as the administrator keeps it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from desk.accounts import fetch
from desk.accounts.models import LinkedAccount, Provider, Region
from desk.audit.models import Event
from desk.rulebook import Stale
from meldcode import organisations, providers
from meldcode.people import Organisation
from tests import depths
from tests.meldcode.through_work import answers, with_provider
from tests.provider.visit import CLIENT_SECRET

pytestmark = pytest.mark.django_db
THERE = {"issuer": "https://school.example", "client_id": "meldesk", "label": "uw schoolaccount", "amr": "", "acr": ""}


def saved(ada, at, row, **other: Any) -> Organisation:
    told = {**THERE, "client_secret": "geheim", **other}
    return providers.save_provider(by=ada, at=at, organisation=row, version=row.version, **told)


def page_of(school) -> str:
    return f"/portaal/beheer/{school.pk}/werkaccount/"


def test_the_administrator_sets_it_up_and_it_is_asked_first(school, organisation, ada, client_of):
    client = client_of(ada)
    shown = client.get(page_of(school)).content.decode()
    assert f"/inloggen/organisatie/terug/{providers.key_of(school)}/" in shown
    assert client.post(page_of(school), {**answers(organisation), "version": school.version}).status_code == 302
    school.refresh_from_db()
    assert school.provider.issuer == organisation.issuer
    assert Event.objects.get(act="portal_provider_saved").subject == school.trail_number


def test_the_secret_is_nowhere_readable(school, organisation, ada, at, client_of):
    with_provider(by=ada, at=at, organisation=school, provider=organisation)
    client = client_of(ada)
    kept = f"{list(Provider.objects.values())}{list(Event.objects.values())}{client.get(page_of(school)).content}"
    assert CLIENT_SECRET not in kept
    wrong = {**answers(organisation), "issuer": "", "version": 0}
    assert CLIENT_SECRET not in client.post(page_of(school), wrong).content.decode()
    assert Provider.objects.get().openid().client_secret == CLIENT_SECRET


def test_a_secret_opens_in_no_other_row_and_with_no_other_key(school, practice, ada, at, settings):
    saved(ada, at, school)
    saved(ada, at, practice, client_secret="een ander")
    first, second = Provider.objects.order_by("pk")
    second.sealed_secret = first.sealed_secret
    assert second.openid().client_secret == ""
    settings.FACTOR_KEY = "k" * 40
    assert first.openid().client_secret == ""


@pytest.mark.parametrize("changed", [{"issuer": "https://elders.example"}, {"client_id": "een ander"}])
def test_the_secret_of_one_provider_is_never_sent_to_another(changed, school, ada, at):
    row = saved(ada, at, school)
    depths.refused_by("a_secret_stays_with_its_provider", lambda: saved(ada, at, row, client_secret="", **changed))
    assert saved(ada, at, row, client_secret="", label="iets anders").provider.openid().client_secret == "geheim"


def test_another_provider_ends_the_links(school, ada, at, eva):
    row = saved(ada, at, school)
    told = {"issuer": THERE["issuer"], "subject_hash": "0" * 64, "linked_at": at}
    LinkedAccount.objects.create(user=eva, provider=row.provider, **told)
    row = saved(ada, at, row, label="iets anders")
    assert LinkedAccount.objects.exists()
    saved(ada, at, row, issuer="https://elders.example")
    assert not LinkedAccount.objects.exists()


def test_outside_practice_only_https(school, ada, at, settings):
    settings.PRACTICE = False
    depths.refused_by("a_provider_is_reached_safely", lambda: saved(ada, at, school, issuer="http://school.example"))


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:9/o", "nergens", "https://u@school.example", ""])
def test_a_provider_that_does_not_answer_is_not_saved_and_the_form_stays(issuer, school, organisation, ada, client_of):
    told = {**answers(organisation), "issuer": issuer, "version": school.version}
    answer = client_of(ada).post(page_of(school), told)
    assert answer.status_code == 400
    assert "uw schoolaccount" in answer.content.decode()
    assert not Provider.objects.exists()


def test_a_provider_in_the_own_network_is_not_even_called(school, organisation, ada, client_of, settings, monkeypatch):
    settings.PRACTICE = False
    monkeypatch.setattr(fetch._Outside.__bases__[0], "_new_conn", lambda *_: pytest.fail("a connection was made"))
    told = {**answers(organisation), "issuer": "https://localhost/o", "version": school.version}
    answer = client_of(ada).post(page_of(school), told)
    assert answer.status_code == 400
    assert "geeft geen bruikbaar antwoord" in answer.content.decode()


def test_nobody_but_the_administrator_of_the_region(school, iris, noor, ada, at, client_of):
    row = saved(ada, at, school)
    for other in (iris, noor):
        assert client_of(other).get(page_of(school)).status_code == 403
        with pytest.raises(PermissionDenied):
            saved(other, at, row)
        with pytest.raises(PermissionDenied):
            providers.remove_provider(by=other, at=at, organisation=row, version=row.version)
    Organisation.objects.filter(pk=row.pk).update(region=Region.objects.create(name="Elders"))
    assert client_of(ada).get(page_of(school)).status_code == 404
    assert client_of(ada).post(f"{page_of(school)}weg/").status_code == 404


def test_who_saves_an_old_page_overwrites_nothing(school, ada, at):
    saved(ada, at, school)
    with pytest.raises(Stale):
        providers.save_provider(by=ada, at=at, organisation=school, version=school.version, **THERE)


def test_the_page_takes_it_away_once(school, ada, at, client_of):
    saved(ada, at, school)
    client = client_of(ada)
    assert client.post(f"{page_of(school)}weg/").status_code == 302
    client.post(f"{page_of(school)}weg/")
    assert "geen werkaccount ingesteld" in client.get(f"/portaal/beheer/{school.pk}/").content.decode()
    assert not Provider.objects.exists()


def test_an_organisation_that_comes_back_has_its_account_again(school, ada, at):
    row = saved(ada, at, school)
    for is_used in (False, True):
        told = {"organisation": row, "version": row.version, "domains": [], "in_use": is_used}
        row = organisations.change_organisation(by=ada, at=at, **told)
        assert Provider.objects.get().in_use is is_used


# ---- row rules


def check(rule: str, broken: dict[str, Any], school, ada, at) -> None:
    row = saved(ada, at, school)
    depths.refused_at_three_depths(rule, row.provider, broken, lambda: saved(ada, at, row, **broken))


@pytest.mark.parametrize(
    "issuer", ["school.example", "ftp://school.example", "https://u@school.example", "https://a b"]
)
def test_provider_has_an_address(issuer, school, ada, at):
    check("provider_has_an_address", {"issuer": issuer}, school, ada, at)


@pytest.mark.parametrize("client_id", ["", "  "])
def test_provider_knows_the_desk(client_id, school, ada, at):
    check("provider_knows_the_desk", {"client_id": client_id}, school, ada, at)


@pytest.mark.parametrize("label", ["", "  "])
def test_provider_has_a_label(label, school, ada, at):
    check("provider_has_a_label", {"label": label}, school, ada, at)


@pytest.mark.parametrize("amr", ["pwd", "mfa pwd", "pwd otp"])
def test_password_is_no_second_factor(amr, school, ada, at):
    check("password_is_no_second_factor", {"amr": amr}, school, ada, at)


def test_provider_shares_a_secret(school, ada, at):
    row = saved(ada, at, school).provider
    depths.refused_in_bulk("provider_shares_a_secret", row, {"sealed_secret": " "})
    depths.refused_in_sql("provider_shares_a_secret", row, {"sealed_secret": ""})
