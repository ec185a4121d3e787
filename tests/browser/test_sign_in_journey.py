"""Signing in, in a real browser; the passkey is Chromium's virtual one."""

import re
from base64 import b32decode
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from desk.accounts import slowdown, totp
from desk.accounts.factors import Passkey, Recovery
from desk.accounts.models import User
from desk.accounts.recovery import agree_on_recovery, ask_recovery
from desk.audit.models import Event
from tests.browser.keyboard import follow, write
from tests.signing_in import PASSWORD, let_in, next_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = "Een collega vraagt hoe zij een gesprek begint over zorgen bij een kind."


@pytest.fixture
def page(context, live_server) -> Page:
    page = context.new_page()
    page.goto(live_server.url + "/inloggen/")
    return page


@pytest.fixture
def passkey(context, page) -> Iterator[Any]:
    """A device with a passkey, that its owner always touches."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    told = {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True, "isUserVerified": True}
    yield session.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**told, "hasResidentKey": True, "automaticPresenceSimulation": True}},
    )
    session.detach()


def password(page: Page, user: User, word: str = PASSWORD) -> None:
    page.get_by_label("Gebruikersnaam").fill(user.username)
    page.get_by_label("Wachtwoord").fill(word)
    page.keyboard.press("Enter")


def new_here(user: User) -> User:
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def test_a_new_colleague_sets_up_an_app_by_keyboard(page, noor, axe):
    password(page, noor, "mis-geraden-wachtwoord")
    expect(page.locator(".errors")).to_be_visible()
    axe(page)
    password(page, new_here(noor))
    page.wait_for_url("**/inloggen/instellen/")
    axe(page)
    key = page.locator(".spoken-key code").inner_text().replace(" ", "")
    write(page, "code", "000000")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    axe(page)
    secret = b32decode(key)
    write(page, "code", totp.code_at(secret, timezone.now()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bewaar uw herstelcodes")).to_be_visible()
    axe(page)
    follow(page, "a[data-primary]")
    page.wait_for_url(re.compile(r":\d+/$"))


def test_the_second_step_says_what_is_wrong(page, noor, axe):
    password(page, let_in(noor))
    page.wait_for_url("**/tweede-stap/")
    axe(page)
    write(page, "code", "000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").get_by_text("Deze code klopt niet")).to_be_visible()
    axe(page)
    write(page, "code", next_code(noor))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r":\d+/$"))


def test_a_passkey_lets_in_and_opens_a_locked_screen(page, passkey, noor, axe):
    password(page, new_here(noor))
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.get_by_role("heading", name="Bewaar uw herstelcodes")).to_be_visible()
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    password(page, noor)
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Gebruik uw passkey").click()
    expect(page.get_by_role("heading", name="Werklijst")).to_be_visible()
    page.wait_for_load_state()
    assert Passkey.objects.get().sign_count > 0
    assert Event.objects.filter(act="signed_in").order_by("-at")[0].detail == "met een passkey"

    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Dit scherm staat op slot")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Gebruik uw passkey").click()
    expect(page.get_by_role("heading", name="Werklijst")).to_be_visible()
    assert Event.objects.get(act="screen_unlocked").detail == "met een passkey"

    # The device knows that it has one, and the page says so.
    page.goto(page.url + "medewerkers/ik/tweede-stap/")
    page.get_by_role("button", name="Maak een passkey").click()
    expect(page.get_by_text("Dit apparaat heeft al een passkey voor u.")).to_be_visible()
    axe(page)


def test_a_passkey_that_is_not_there_leaves_the_code(page, noor, axe, context):
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    password(page, new_here(noor))
    page.get_by_role("button", name="Maak een passkey").click()
    session.send("WebAuthn.disable")
    expect(page.get_by_label("Code uit de app")).to_be_visible()


def test_two_colleagues_let_a_third_in_again(desk, noor, ada, joke, axe):
    page = desk(ada, f"/medewerkers/{let_in(noor).pk}/")
    page.get_by_role("link", name="Vraag herstel van toegang").click()
    axe(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_visible()
    axe(page)
    write(page, "reason", "Ik zag haar zelf, met haar pas.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/medewerkers/")
    page = desk(joke, "/medewerkers/herstel/")
    axe(page)
    with page.expect_navigation():
        follow(page, "#main .rows a")
    axe(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Geef deze code aan Noor B.")).to_be_visible()
    axe(page)
    assert Recovery.objects.get().verdict == "agreed"


def test_who_lost_everything_gets_in_with_the_code_of_two(page, noor, ada, joke, axe):
    now = timezone.now()
    row = ask_recovery(by=ada, at=now, person=let_in(noor), reason="Ik zag haar zelf.")
    code = agree_on_recovery(by=joke, at=now, recovery=row, version=1)
    password(page, noor)
    expect(page.get_by_text("U krijgt opnieuw toegang.")).to_be_visible()
    axe(page)
    write(page, "code", code)
    page.keyboard.press("Enter")
    page.wait_for_url("**/inloggen/instellen/")


def test_without_javascript_an_app_and_the_lock_work(browser, live_server, noor):
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(live_server.url + "/inloggen/")
    password(page, new_here(noor))
    expect(page.get_by_role("button", name="Maak een passkey")).to_be_hidden()
    key = page.locator(".spoken-key code").inner_text().replace(" ", "")
    page.get_by_label("Code uit de app").fill(totp.code_at(b32decode(key), timezone.now()))
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    page.get_by_role("button", name="Op slot").click()
    expect(page.get_by_role("heading", name="Dit scherm staat op slot")).to_be_visible()
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Werklijst")).to_be_visible()
    context.close()


def test_many_mistakes_from_one_place_are_told_to_wait(page, noor, axe):
    # As after many mistakes: half a minute each.
    slowdown.FREE, before = -60, slowdown.FREE
    try:
        password(page, let_in(noor), "mis-geraden-wachtwoord")
        password(page, noor)
        expect(page.get_by_role("heading", name="Even wachten")).to_be_visible()
        axe(page)
    finally:
        slowdown.FREE = before
