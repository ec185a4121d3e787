"""Signing in, locking and the end of a session in a real browser; the passkey is Chromium's virtual one."""

import re
from base64 import b32decode
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from desk.accounts import slowdown, totp
from desk.accounts.factors import Passkey, Recovery
from desk.accounts.models import User
from desk.accounts.recovery import agree_on_recovery, ask_recovery
from desk.audit.models import Event
from desk.reports import typed
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


def moves(user: User, **seconds: float) -> None:
    """Move the clocks of the session of this colleague."""
    for row in Session.objects.all():
        held = SessionStore(row.pk)
        if held.get("_auth_user_id") == str(user.pk):
            for name, passed in seconds.items():
                held[name] -= passed
            held.save()


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


def test_one_key_hides_the_page_and_what_was_typed_comes_back(desk, noor, axe):
    page = desk(let_in(noor), "/adviezen/nieuw/")
    page.locator('[name="question_text"]').fill(QUESTION)
    page.locator("#main").focus()
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Dit scherm staat op slot")).to_be_visible()
    assert QUESTION not in page.content()
    assert "Noor B." not in page.content()
    assert page.title() == "Op slot · Meldesk"
    axe(page)
    page.get_by_label("Wachtwoord").fill("mis")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    axe(page)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator('[name="question_text"]')).to_have_value(QUESTION)
    assert page.title() != "Op slot · Meldesk"


def test_the_draft_of_a_report_is_kept_before_the_screen_is_hidden(desk, noor):
    page = desk(let_in(noor), "/meldingen/nieuw/")
    page.locator('[name="title"]').press_sequentially("Verzuim")
    page.locator("#main").focus()
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Dit scherm staat op slot")).to_be_visible()
    assert typed.draft_of(by=noor, form="new")[0]["title"] == ["Verzuim"]


def test_a_locked_screen_stays_locked_after_a_reload_and_in_another_tab(desk, noor, axe, context, live_server):
    page = desk(let_in(noor))
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Dit scherm staat op slot")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Dit scherm staat op slot")).to_be_visible()
    axe(page)
    other = context.new_page()
    other.goto(live_server.url + "/wegwijzer/")
    axe(other)
    expect(other.get_by_role("heading", name="Dit scherm staat op slot")).to_be_visible()
    other.get_by_label("Wachtwoord").fill(PASSWORD)
    other.keyboard.press("Enter")
    other.wait_for_url("**/wegwijzer/")


def test_all_tabs_are_hidden_and_shown_together(desk, noor, context, live_server):
    page = desk(let_in(noor), "/adviezen/nieuw/")
    page.locator('[name="question_text"]').fill(QUESTION)
    other = context.new_page()
    other.goto(live_server.url + "/wegwijzer/")
    other.keyboard.press("l")
    for tab in (other, page):
        expect(tab.get_by_role("heading", name="Dit scherm staat op slot")).to_be_visible()
    assert QUESTION not in page.content()
    other.get_by_label("Wachtwoord").fill(PASSWORD)
    other.keyboard.press("Enter")
    expect(other.get_by_role("heading", name="Wegwijzer", exact=True)).to_be_visible()
    expect(page.locator('[name="question_text"]')).to_have_value(QUESTION)


def test_the_key_is_in_the_list_and_does_nothing_when_keys_are_off(desk, noor):
    page = desk(let_in(noor))
    page.keyboard.press("?")
    expect(page.locator("[data-key-list]").get_by_text("Op slot")).to_be_visible()
    page.get_by_role("button", name="Losse toetsen uitzetten").click()
    expect(page.get_by_role("button", name="Losse toetsen aanzetten")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Werklijst")).to_be_visible()


def test_two_minutes_before_the_end_the_desk_asks_whether_somebody_is_there(desk, noor, axe):
    page = desk(let_in(noor), "/adviezen/nieuw/")
    page.locator('[name="question_text"]').fill(QUESTION)
    moves(noor, seen=28 * 60 + 5)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    dialog = page.get_by_role("alertdialog", name="Bent u er nog?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_text("U bent nog ingelogd: nog 2 minuten.")).to_be_visible()
    expect(page.get_by_role("button", name="Doorwerken")).to_be_focused()
    axe(page)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    assert page.evaluate("fetch('/sessie/').then((answer) => answer.json()).then((said) => said.left)") > 1700
    expect(page.locator('[name="question_text"]')).to_have_value(QUESTION)


def test_at_the_end_of_eight_hours_it_says_so(desk, noor, axe):
    page = desk(let_in(noor))
    moves(noor, began=8 * 3600 - 100)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    dialog = page.get_by_role("alertdialog", name="Bent u er nog?")
    expect(dialog.get_by_text("U bent bijna acht uur ingelogd.")).to_be_visible()
    expect(page.get_by_role("button", name="Doorwerken")).to_be_hidden()
    axe(page)


def test_after_the_end_the_page_is_gone_and_the_typed_text_waits_for_its_owner(
    desk, noor, tariq, axe, context, live_server
):
    page = desk(let_in(noor), "/adviezen/nieuw/")
    page.locator('[name="question_text"]').fill(QUESTION)
    moves(noor, seen=31 * 60)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", name="U bent uitgelogd")).to_be_visible()
    assert QUESTION not in page.content()
    axe(page)
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_text("U bent nog niet ingelogd.")).to_be_visible()

    for user in (let_in(tariq), noor):
        tab = context.new_page()
        tab.goto(live_server.url + "/inloggen/")
        password(tab, user)
        tab.get_by_label("Code").fill(next_code(user))
        tab.keyboard.press("Enter")
        expect(tab.get_by_role("heading", name="Werklijst")).to_be_visible()
        page.get_by_role("button", name="Ga verder").click()
        if user == tariq:
            expect(page.get_by_text("Er is nu een ander ingelogd")).to_be_visible()
            assert QUESTION not in page.content()
            tab.get_by_role("button", name="Uitloggen").click()
            expect(tab.get_by_role("heading", name="Inloggen")).to_be_visible()
    expect(page.locator('[name="question_text"]')).to_have_value(QUESTION)


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
