"""What is typed in the portal stays: kept within two seconds, also without a line or signed out; and the own name."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from meldcode.journeys import Journey
from tests import portal_answers as story
from tests.browser.keyboard import follow, tab_to
from tests.browser.portal_hands import at, days_of, fill_plainly, picture, today
from tests.meldcode.conftest import *  # noqa: F403 - the known people of the portal

__all__ = ["at", "today"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_typed_is_kept_within_two_seconds_and_comes_back_elsewhere(desk, eva, client_of):
    key = story.begin(client_of(eva), eva)
    page = desk(eva, f"/portaal/melden/{key}/signalen/")
    still(page)
    page.fill("[name=signals-seen]", "De leerling komt te laat")
    page.clock.run_for(2_000)
    expect(page.locator("[data-saved]")).to_contain_text("bewaard")
    again = desk(eva, f"/portaal/melden/{key}/")
    expect(again.locator("[name=signals-seen]")).to_have_value("De leerling komt te laat")


def still(page: Page) -> None:
    """From now on no time goes by for the page, until a test says how much: a busy machine is slow, not wrong."""
    page.clock.install()
    page.clock.pause_at(timezone.now() + timedelta(seconds=30))


def no_answer(page: Page) -> None:
    """The desk answers nobody: what the browser asks from now on gets lost."""
    page.context.set_offline(True)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_without_a_line_what_was_typed_stays_and_goes_when_it_is_back(desk, axe, eva, client_of, today, language):
    key = story.begin(client_of(eva), eva)
    page = desk(eva, f"/portaal/melden/{key}/signalen/")
    if language == "en":
        page.get_by_role("button", name="English").click()
        expect(page.locator("html[lang=en]")).to_be_attached()
        page.wait_for_load_state()
    no_answer(page)
    for name, value in story.posted("signals", {**story.SIGNALS, **today}).items():
        fill_plainly(page, name, value)
    page.locator("[data-primary]").click()
    note = page.get_by_role("alert")
    expect(note).to_contain_text("staat nog op het scherm" if language == "nl" else "still on the screen")
    axe(page)
    page.fill("[name=signals-seen]", "De leerling komt te laat, ook toen de lijn weg was")
    page.context.set_offline(False)
    note.get_by_role("button").click()
    page.wait_for_url("**/overleg/")
    again = desk(eva, f"/portaal/melden/{key}/signalen/")
    expect(again.locator("[name=signals-seen]")).to_have_value("De leerling komt te laat, ook toen de lijn weg was")


def test_signed_out_meanwhile_the_text_stays_until_one_is_in_again(desk, axe, eva, client_of, today):
    key = story.begin(client_of(eva), eva)
    page = desk(eva, f"/portaal/melden/{key}/signalen/")
    for name, value in story.posted("signals", {**story.SIGNALS, **today}).items():
        fill_plainly(page, name, value)
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("[data-primary]").click()
    expect(page.get_by_role("link", name="Log in, in een nieuw tabblad")).to_be_visible()
    axe(page)
    page.context.add_cookies(cookies)
    page.get_by_role("button", name="Probeer opnieuw").click()
    page.wait_for_url("**/overleg/")


def test_a_name_before_step_five_is_not_kept(desk, eva, client_of):
    key = story.begin(client_of(eva), eva)
    page = desk(eva, f"/portaal/melden/{key}/signalen/")
    page.fill("[name=signals-seen]", "Jan de Vries komt te laat")
    expect(page.locator("[data-saved]")).to_contain_text("niet bewaard: haal eerst de naam weg")
    assert "signals-seen" not in Journey.objects.get().answers


def test_the_words_of_a_script_are_those_of_the_page(desk, eva, client_of):
    key = story.begin(client_of(eva), eva)
    page = desk(eva, f"/portaal/melden/{key}/signalen/")
    page.get_by_role("button", name="English").click()
    page.goto(page.url.split("/portaal/")[0] + f"/portaal/melden/{key}/signalen/")
    page.fill("[name=signals-seen]", "The pupil is late")
    expect(page.locator("[data-saved]")).to_contain_text("kept")
    expect(page.locator("[data-counter]").first).to_contain_text("17 of 2,000")


def test_a_shielded_sender_decides_about_the_own_name_by_keyboard(desk, axe, eva, north, lindehaven, today, client_of):
    receipt = story.sent(client_of(eva), eva, openness=story.SHIELDED, **days_of(today))
    page = desk(eva, f"/portaal/meldingen/{receipt.report.number}/naam/")

    def seen(name: str) -> None:
        for width in (1440, 320):
            page.set_viewport_size({"width": width, "height": 900})
            picture(page, f"{name}-{width}")
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    seen("name")
    follow(page, "li:has([value=police]) button")
    expect(page.get_by_text("Mag uw naam weten, sinds")).to_be_visible()
    seen("name-shared")
    follow(page, '[value="open"]')
    expect(page.locator(".errors")).to_be_visible()
    seen("name-error")
    tab_to(page, "[name=sure]")
    page.keyboard.press("Space")
    follow(page, '[value="open"]')
    expect(page.get_by_text("U meldt open sinds")).to_be_visible()
    seen("name-open")
