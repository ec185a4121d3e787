"""Locking the screen and the end of a session, in a real browser: the page is hidden, and what was typed comes back."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from desk.accounts.models import Session, User
from desk.accounts.session_store import SessionStore
from desk.reports import typed
from tests.browser.test_sign_in_journey import password
from tests.signing_in import PASSWORD, let_in, next_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = "Een collega vraagt hoe zij een gesprek begint over zorgen bij een kind."


def moves(user: User, **seconds: float) -> None:
    """Move the clocks of the session of this colleague."""
    for row in Session.objects.all():
        held = SessionStore(row.pk)
        if held.get("_auth_user_id") == str(user.pk):
            for name, passed in seconds.items():
                held[name] -= passed
            held.save()


def asks(page: Page) -> None:
    """Type the question and let it be read: what is under way would set the clocks after they were moved."""
    with page.expect_response("**/adviezen/nalezen/"):
        page.locator('[name="question_text"]').fill(QUESTION)


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
    assert typed.draft_of(by=noor, at=timezone.now(), form="new")[0]["title"] == ["Verzuim"]


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
    asks(page)
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
    asks(page)
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
