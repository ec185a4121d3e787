"""Signing in with the account of one's own organisation, through two real providers."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import Client

from desk.accounts.models import LinkedAccount, Session, User
from desk.audit.models import Event
from desk.audit.trail import System
from desk.roles import Role
from meldcode import joining, providers
from meldcode.people import Professional
from tests import depths, portal_stories
from tests.desk.accounts.through_provider import comes_back, link_of, there
from tests.meldcode.through_work import (
    ARRIVE,
    BY_ACCOUNT,
    EVA,
    SECOND,
    SET_UP,
    WORK,
    arrives,
    goes,
    is_called,
    is_turned_away,
    sets_up,
    with_provider,
)
from tests.provider import PASSWORD as THERE
from tests.provider.visit import Organisation as Visit
from tests.signing_in import let_in, next_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(school, ada, at, organisation):
    return with_provider(by=ada, at=at, organisation=school, provider=organisation)


@pytest.fixture
def elsewhere(second_provider_address) -> Visit:
    other = Visit(second_provider_address)
    other.bend()
    yield other
    other.browser.close()


@pytest.fixture
def practice(practice, ada, at, elsewhere):
    return with_provider(by=ada, at=at, organisation=practice, provider=elsewhere)


# ---- the first time


def test_a_new_person_makes_an_account_and_the_portal_asks_its_own_second_step(school, organisation):
    is_called(organisation, EVA)
    client = Client()
    assert "U werkt bij Praktijkschool De Linde." in arrives(client, organisation, EVA).content.decode()
    assert client.post(ARRIVE, WORK).url == SECOND
    assert client.get(SECOND).url == SET_UP
    assert client.get("/portaal/mijn/").status_code == 302
    person = Professional.objects.select_related("user").get()
    assert (person.work_email, person.is_officer, person.user.role) == (EVA, False, Role.PROFESSIONAL)
    assert not person.user.has_usable_password()
    assert Event.objects.get(act="portal_joined").actor_id == person.user.pk


def test_a_second_factor_at_the_organisation_is_enough_once_there_is_an_own_one(school, organisation):
    is_called(organisation, EVA, amr=["pwd", "mfa"])
    client = Client()
    arrives(client, organisation, EVA)
    assert client.post(ARRIVE, WORK).url == SECOND
    assert client.get("/portaal/mijn/").status_code == 302
    assert goes(Client(), organisation, EVA).url == SECOND
    sets_up(client)
    assert client.get("/portaal/mijn/").status_code == 200
    client.post("/uitloggen/")
    assert goes(client, organisation, EVA).url == "/portaal/"
    own = client.get("/portaal/mijn/")
    assert own.status_code == 200
    assert "U logt in met het account van uw werk." in own.content.decode()
    assert "uw wachtwoord en een tweede stap" not in own.content.decode()


def test_the_mailbox_alone_sets_up_no_second_step(school, organisation, at):
    is_called(organisation, EVA, amr=["mfa"])
    client = Client()
    arrives(client, organisation, EVA)
    client.post(ARRIVE, WORK)
    depths.refused_by("the_address_is_known", joining.ask_link, by=System(), at=at, email=EVA)
    sets_up(client)
    assert joining.ask_link(by=System(), at=at, email=EVA).purpose == "password"


def test_a_provider_opens_no_account_without_a_second_step(school, organisation, eva):
    is_called(organisation, EVA, amr=["mfa"])
    client = Client()
    is_turned_away(client, arrives(client, organisation, EVA), "one_person_has_one_account")
    assert not LinkedAccount.objects.exists()


def test_an_invitation_is_used_up_and_makes_its_officer(school, organisation, ada, at):
    waiting = portal_stories.an_invitation(by=ada, at=at, organisation=school, name="Iris", is_officer=True)
    is_called(organisation, waiting.email)
    client = Client()
    arrives(client, organisation, waiting.email)
    client.post(ARRIVE, {**WORK, "name": "Iris K."})
    waiting.refresh_from_db()
    assert waiting.closed_at is not None
    assert Professional.objects.get().is_officer


def test_who_has_an_account_is_bound_to_it_after_the_own_second_step(school, organisation, eva):
    let_in(eva)
    is_called(organisation, EVA, amr=["mfa"])
    client = Client()
    answer = goes(client, organisation, EVA)
    assert client.get(answer.url).url == SECOND
    # The organisation alone does not open what was here before.
    other = Client()
    assert goes(other, organisation, EVA).url == SECOND
    assert client.post(SECOND, {"code": next_code(eva)}).url == "/portaal/"
    assert LinkedAccount.objects.get(user=eva).proven_at is not None
    assert goes(Client(), organisation, EVA).url == "/portaal/"
    assert User.objects.filter(role=Role.PROFESSIONAL).count() == 2
    assert Event.objects.get(act="portal_account_bound").subject == eva.trail_number


def test_an_account_is_bound_to_one_person_there(school, organisation, eva):
    let_in(eva)
    is_called(organisation, EVA)
    client = Client()
    client.get(goes(client, organisation, EVA).url)
    organisation.browser.cookies.clear()
    other = Client()
    answer = other.get(goes(other, organisation, EVA, who="t.amrani").url)
    is_turned_away(other, answer, "one_person_has_one_account")


@pytest.mark.parametrize(
    "claims",
    [{"email_verified": False}, {"email_verified": "true"}, {"email_verified": None}, {"email": None}, {"email": 7}],
    ids=["not checked", "a word", "not said", "of the page about the person", "no text"],
)
def test_an_address_that_was_not_checked_opens_nothing(school, organisation, claims):
    is_called(organisation, EVA, claims=claims)
    client = Client()
    is_turned_away(client, arrives(client, organisation, EVA), "the_work_account_shows_an_address")
    assert not User.objects.filter(role=Role.PROFESSIONAL).exists()


def test_an_address_of_elsewhere_opens_nothing(school, practice, organisation):
    is_called(organisation, "otto@oudemeer.example", amr=["mfa"])
    client = Client()
    is_turned_away(client, arrives(client, organisation, EVA), "the_address_is_of_the_organisation")


def test_a_colleague_of_the_desk_never_comes_in_through_an_organisation(school, organisation, noor):
    User.objects.filter(pk=noor.pk).update(username=EVA)
    is_called(organisation, EVA, amr=["mfa"])
    client = Client()
    is_turned_away(client, arrives(client, organisation, EVA), "one_person_has_one_account")
    assert not LinkedAccount.objects.exists()


def test_a_link_of_a_colleague_with_this_provider_opens_nothing(school, organisation, noor):
    link = link_of(let_in(noor))
    LinkedAccount.objects.filter(pk=link.pk).update(provider=school.provider)
    is_called(organisation, EVA, amr=["mfa"])
    client = Client()
    is_turned_away(client, arrives(client, organisation, EVA), "one_person_has_one_account")
    assert client.get("/zoeken/").url.startswith("/inloggen/")


def test_a_professional_does_not_come_in_through_the_provider_of_the_desk(school, organisation, eva):
    let_in(eva)
    told = {"issuer": organisation.issuer, "linked_at": eva.professional.since}
    from desk.accounts import linked

    LinkedAccount.objects.create(
        user=eva, subject_hash=linked.hash_of(school.provider.openid(), "onderwerp-n.bakker"), **told
    )
    organisation.bend(claims={"amr": ["mfa"]})
    client = Client()
    back = comes_back(client, organisation.walk(there(client.post("/inloggen/organisatie/"))))
    assert back.url == "/inloggen/"
    assert Event.objects.filter(act="provider_refused").latest("id").rule == "provider_account_is_unknown"


# ---- the way there and back


def test_state_nonce_and_pkce_go_along_and_the_address_does_not(school, organisation):
    address = there(Client().post(BY_ACCOUNT, {"email": EVA}))
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid email"]
    assert {"state", "nonce", "code_challenge"} < set(asked)
    assert "eva@" not in unquote(address)


@pytest.mark.parametrize("email", ["eva@delinde.example", "iemand@nergens.example", "x@oudemeer.example"])
def test_every_address_without_a_provider_gets_the_same_answer(email, organisation, ada, at):
    portal_stories.an_organisation(by=ada, at=at)
    page = Client().post(BY_ACCOUNT, {"email": email})
    assert page.status_code == 400
    assert "Met dit adres logt u hier in met uw wachtwoord" in page.content.decode()
    assert "Linde" not in page.content.decode()


def test_an_answer_counts_once(school, organisation):
    is_called(organisation, EVA)
    client = Client()
    address = organisation.walk(there(client.post(BY_ACCOUNT, {"email": EVA})))
    assert comes_back(client, address).url == ARRIVE
    assert comes_back(client, address).url.startswith("/inloggen/")
    assert Event.objects.get(act="provider_refused").rule == "provider_state_is_wrong"


def test_another_browser_cannot_use_the_answer(school, organisation):
    is_called(organisation, EVA)
    address = organisation.walk(there(Client().post(BY_ACCOUNT, {"email": EVA})))
    other = Client()
    comes_back(other, address)
    assert other.get(ARRIVE).url.startswith("/inloggen/")


def test_a_nonce_of_another_errand_is_refused(school, organisation):
    is_called(organisation, EVA, nonce="een-andere")
    client = Client()
    assert goes(client, organisation, EVA).url.startswith("/inloggen/")
    assert Event.objects.get(act="provider_refused").rule == "provider_token_is_wrong"


def test_the_answer_of_one_provider_is_not_taken_for_that_of_another(school, practice, organisation, elsewhere):
    """Mix-up (RFC 9700 4.4): an answer to the school arrives at the address of the practice."""
    is_called(organisation, EVA)
    client = Client()
    address = organisation.walk(there(client.post(BY_ACCOUNT, {"email": EVA})))
    moved = address.replace(str(providers.key_of(school)), str(providers.key_of(practice)))
    assert moved != address
    assert comes_back(client, moved).url.startswith("/inloggen/")
    assert Event.objects.get(act="provider_refused").rule == "provider_state_is_wrong"


@pytest.mark.parametrize("named", ["other", "nobody"])
def test_an_answer_that_names_another_issuer_is_refused(named, school, practice, organisation, elsewhere):
    is_called(organisation, EVA)
    client = Client()
    address = organisation.walk(there(client.post(BY_ACCOUNT, {"email": EVA})))
    page, _, query = address.partition("?")
    told = [pair for pair in query.split("&") if not pair.startswith("iss=")]
    told += [f"iss={elsewhere.issuer}"] if named == "other" else []
    assert comes_back(client, f"{page}?{'&'.join(told)}").url.startswith("/inloggen/")
    assert Event.objects.get(act="provider_refused").rule == "provider_said_no"


def test_the_same_subject_at_another_provider_is_somebody_else(school, practice, organisation, elsewhere):
    is_called(organisation, EVA, amr=["mfa"])
    client = Client()
    arrives(client, organisation, EVA)
    client.post(ARRIVE, WORK)
    is_called(elsewhere, EVA, amr=["mfa"])
    other = Client()
    answer = arrives(other, elsewhere, "otto@oudemeer.example")
    is_turned_away(other, answer, "the_address_is_of_the_organisation")


def test_nothing_of_the_person_is_readable_while_the_page_waits(school, organisation, caplog):
    is_called(organisation, EVA)
    client = Client()
    arrives(client, organisation, EVA)
    kept = f"{list(Event.objects.values())}{[s.get_decoded() for s in Session.objects.all()]}{caplog.text}"
    for trace in ("eva@", "onderwerp-", "eyJhbGciOi", THERE):
        assert trace not in kept
