"""A professional signs in with the account of the own organisation; the administrator sets it up. axe looks on."""

from base64 import b32decode
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from desk.accounts import totp
from meldcode.people import Professional
from tests.browser.keyboard import write
from tests.browser.portal_hands import picture
from tests.meldcode.conftest import *  # noqa: F403 - the known people of the portal
from tests.meldcode.through_work import answers, is_called, with_provider
from tests.provider import PASSWORD as THERE
from tests.signing_in import let_in, next_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EVA = "eva@delinde.example"


@pytest.fixture
def at():
    """The browser lives today."""
    return timezone.now() - timedelta(minutes=5)


def looks_right(page: Page, axe, name: str) -> None:
    for width in (1440, 320):
        page.set_viewport_size({"width": width, "height": 900})
        picture(page, f"{name}-{width}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.set_viewport_size({"width": 1440, "height": 900})


def goes_there(page: Page, address: str, axe) -> None:
    page.goto(f"{address}/inloggen/?next=/portaal/")
    looks_right(page, axe, "sign-in")
    page.get_by_role("link", name="Inloggen met uw werkaccount").click()
    looks_right(page, axe, "by-account")
    write(page, "email", EVA)
    page.keyboard.press("Enter")
    page.get_by_label("Username").fill("n.bakker")
    page.get_by_label("Password").fill(THERE)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Authorize").click()


def test_a_new_person_comes_in_with_the_account_of_the_school(organisation, school, ada, at, axe, live_server, context):
    with_provider(by=ada, at=at, organisation=school, provider=organisation)
    is_called(organisation, EVA, amr=["mfa"])
    page = context.new_page()
    goes_there(page, live_server.url, axe)
    expect(page.get_by_role("heading", name="Maak uw account")).to_be_visible()
    looks_right(page, axe, "arrive")
    page.get_by_role("button", name="Account maken").click()
    expect(page.locator(".errors")).to_be_visible()
    looks_right(page, axe, "arrive-error")
    for name, value in (("name", "Eva P."), ("function", "Mentor"), ("work_phone", "010 000 00 20")):
        write(page, name, value)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Stel een tweede stap in")).to_be_visible()
    secret = b32decode(page.locator(".spoken-key code").inner_text().replace(" ", ""))
    write(page, "code", totp.code_at(secret, timezone.now()))
    page.keyboard.press("Enter")
    page.locator("a[data-primary]").click()
    expect(page.get_by_role("heading", name="Welkom")).to_be_visible()
    assert Professional.objects.get().work_email == EVA


def test_who_was_here_before_shows_the_own_second_step(organisation, school, eva, ada, at, axe, live_server, context):
    let_in(eva)
    with_provider(by=ada, at=at, organisation=school, provider=organisation)
    is_called(organisation, EVA, amr=["mfa"])
    page = context.new_page()
    goes_there(page, live_server.url, axe)
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    write(page, "code", next_code(eva))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Welkom")).to_be_visible()


def test_whom_the_school_does_not_vouch_for_reads_what_to_do(organisation, school, ada, at, axe, live_server, context):
    with_provider(by=ada, at=at, organisation=school, provider=organisation)
    is_called(organisation, EVA, claims={"email_verified": False})
    page = context.new_page()
    goes_there(page, live_server.url, axe)
    expect(page.get_by_text("Met dit werkaccount kunt u hier niet in.")).to_be_visible()
    looks_right(page, axe, "stranger")


def test_an_address_without_a_provider_reads_so(organisation, school, ada, at, axe, live_server, context):
    page = context.new_page()
    page.goto(f"{live_server.url}/portaal/werkaccount/")
    write(page, "email", "iemand@nergens.example")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_visible()
    looks_right(page, axe, "by-account-error")


def test_the_administrator_sets_it_up(desk, organisation, school, ada, axe):
    page = desk(ada, f"/portaal/beheer/{school.pk}/")
    looks_right(page, axe, "organisation")
    page.get_by_role("link", name="Stel een werkaccount in").click()
    looks_right(page, axe, "provider")
    for name, value in answers(organisation).items():
        page.locator(f'[name="{name}"]').fill("http://127.0.0.1:9/o" if name == "issuer" else value)
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator(".errors")).to_be_visible()
    looks_right(page, axe, "provider-error")
    page.locator('[name="issuer"]').fill(organisation.issuer)
    page.locator('[name="client_secret"]').fill("geheim")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard. De provider antwoordt.")).to_be_visible()
    expect(page.get_by_text("Haar mensen kunnen inloggen met uw schoolaccount.")).to_be_visible()
