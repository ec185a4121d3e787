"""The portal in a real browser: before signing in, from invitation to first page by keyboard, and the quick way out."""

import os
import re
from base64 import b32decode
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from desk.accounts import totp
from meldcode import links
from meldcode.people import Professional
from tests import portal_stories
from tests.browser import widths
from tests.browser.keyboard import follow, write
from tests.meldcode.conftest import eva, iris, otto, practice, school
from tests.signing_in import PASSWORD, let_in, next_code

__all__ = ["eva", "iris", "otto", "practice", "school"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OPEN = ["", "gevaar/", "verder/", "advies/", "bellen/", "klaar/", "toegankelijkheid/", "account/", "link/geen/"]


@pytest.fixture(autouse=True)
def exit_page(settings, live_server) -> str:
    """Where the quick exit leads: an ordinary page of this machine, since no test leaves it."""
    settings.PORTAL_EXIT = live_server.url + "/112/"
    return settings.PORTAL_EXIT


@pytest.fixture(autouse=True)
def _mails_go(settings) -> None:
    """A desk that works does not show a link on the screen."""
    settings.PRACTICE_SECRET = b""


@pytest.fixture
def page(context, live_server) -> Page:
    page = context.new_page()
    page.goto(live_server.url + "/portaal/")
    return page


def clean(page: Page, axe, name: str) -> None:
    """The portal is read on the smallest of telephones as well."""
    widths.clean(page, axe, name, (widths.WIDE, widths.NARROW, widths.NARROWEST))


@pytest.mark.parametrize("path", OPEN, ids=lambda path: path.strip("/") or "begin")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_open_page_is_clean(path, language, page, live_server, axe):
    if language == "en":
        page.get_by_role("button", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto(f"{live_server.url}/portaal/{path}")
    clean(page, axe, f"open-{path.strip('/').replace('/', '-') or 'begin'}-{language}")
    assert not re.search("Meldcode|Veilig|Meldesk", page.title())


def test_from_an_invitation_to_the_first_page_by_keyboard(page, iris, school, live_server, axe):
    roos = portal_stories.an_invitation(by=iris, at=timezone.now(), organisation=school, name="Roos")
    page.goto(f"{live_server.url}/portaal/link/{links.token_of(roos.nonce)}/")
    clean(page, axe, "join")
    follow(page, "main button[data-primary]")
    expect(page.locator(".errors")).to_be_focused()
    clean(page, axe, "join-errors")
    write(page, "name", "Roos D.")
    write(page, "function", "Mentor")
    write(page, "work_phone", "010 000 00 20")
    write(page, "password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/inloggen/instellen/")
    clean(page, axe, "set-up")
    secret = b32decode(page.locator(".spoken-key code").inner_text().replace(" ", ""))
    write(page, "code", totp.code_at(secret, timezone.now()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bewaar uw herstelcodes")).to_be_visible()
    clean(page, axe, "codes")
    follow(page, "a[data-primary]")
    page.wait_for_url("**/portaal/")
    expect(page.get_by_role("heading", name="Welkom")).to_be_visible()
    clean(page, axe, "home")


def test_signing_in_on_the_way_to_the_portal_wears_its_frame(page, eva, live_server, axe):
    let_in(eva)
    page.goto(f"{live_server.url}/inloggen/?next=/portaal/")
    clean(page, axe, "login")
    write(page, "username", eva.username)
    write(page, "password", "een-verkeerd-wachtwoord")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    clean(page, axe, "login-errors")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tweede-stap/")
    clean(page, axe, "second-step")
    write(page, "code", next_code(eva))
    page.keyboard.press("Enter")
    page.wait_for_url("**/portaal/")
    page.goto(f"{live_server.url}/zoeken/")
    expect(page.get_by_role("heading", name="Deze pagina is er niet")).to_be_visible()
    clean(page, axe, "not-there")


@pytest.mark.parametrize(
    "path", ["", "mijn/", "collegas/", "systemen/", "../medewerkers/ik/", "../medewerkers/ik/bevestigen/"]
)
def test_every_page_of_an_officer_is_clean(path, iris, eva, desk, axe):
    portal_stories.an_invitation(by=iris, at=timezone.now(), organisation=_school(iris), name="Roos")
    page = desk(iris, f"/portaal/{path}")
    clean(page, axe, f"officer-{path.strip('./').replace('/', '-') or 'home'}")


def test_an_officer_makes_and_revokes_a_token_by_keyboard(iris, desk, axe):
    page = desk(iris, "/portaal/systemen/")
    write(page, "system", "")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    clean(page, axe, "systems-errors")
    page.get_by_label("Welk systeem?").fill("Leerlingvolgsysteem")
    page.get_by_label("Meldingen versturen").check()
    page.get_by_label("6 maanden").check()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Zet het nu in uw systeem")).to_have_value(re.compile("meldcode_.{43}"))
    clean(page, axe, "systems-shown")
    page.locator("summary", has_text="Trek in").click()
    clean(page, axe, "systems-revoke")
    page.get_by_role("button", name="Trek nu in").click()
    expect(page.get_by_text("Het systeem komt er niet meer in.")).to_be_visible()


def test_an_officer_invites_and_ends_by_keyboard(iris, eva, desk, axe):
    page = desk(iris, "/portaal/collegas/")
    write(page, "email", "roos@elders.example")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    clean(page, axe, "colleagues-errors")
    page.get_by_label("E-mailadres van het werk").fill("roos@delinde.example")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De uitnodiging gaat weg.")).to_be_visible()
    expect(page.locator("li b", has_text="roos@delinde.example")).to_be_visible()
    page.locator("summary", has_text="Eva P.").click()
    clean(page, axe, "colleagues-end")
    page.locator("li", has_text="Eva P.").get_by_role("button", name="Beëindig nu").click()
    expect(page.get_by_text("Alle sessies zijn gestopt.")).to_be_visible()
    assert Professional.objects.get(user=eva).until is not None


def test_an_administrator_enters_an_organisation(ada, desk, axe):
    page = desk(ada, "/portaal/beheer/nieuw/")
    axe(page)
    page.get_by_label("Naam").fill("Kinderopvang De Eik")
    page.get_by_label("Beroepsgroep").select_option("childcare")
    page.get_by_label("Domeinen van de e-mail").fill("gmail.com")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator(".errors")).to_contain_text("Bij gmail.com kan iedereen een adres krijgen")
    axe(page)
    page.get_by_label("Domeinen van de e-mail").fill("deeik.example")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Nodig nu de aandachtsfunctionaris uit")).to_be_visible()
    axe(page)
    if shots := os.environ.get("MELDESK_SHOTS"):
        page.screenshot(path=Path(shots) / "organisation-1440.png", full_page=True)
    page.goto(page.url.split("/portaal/")[0] + "/portaal/beheer/")
    axe(page)


@pytest.mark.parametrize("how", ["button", "shift"])
def test_leaving_quickly_replaces_the_page_and_ends_the_session(how, eva, desk, exit_page):
    page = desk(eva, "/portaal/")
    page.goto(page.url + "mijn/")
    if how == "button":
        page.get_by_role("button", name="Snel weg").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(exit_page)
    page.go_back()
    # The page one left is not in the history, and what lies before it asks to sign in or shows the open door.
    expect(page).to_have_url(re.compile(r"/portaal/$"))
    expect(page.get_by_role("heading", name="Is er nu direct gevaar?")).to_be_visible()


def test_a_capital_letter_leaves_nowhere(page, live_server):
    page.goto(f"{live_server.url}/portaal/account/")
    page.get_by_label("E-mailadres van uw werk").focus()
    for _ in range(4):
        page.keyboard.press("Shift+A")
    expect(page).to_have_url(re.compile("/portaal/account/$"))


def test_the_way_in_and_out_works_without_javascript(browser, iris, school, live_server, exit_page):
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    roos = portal_stories.an_invitation(by=iris, at=timezone.now(), organisation=school, name="Roos")
    page.goto(f"{live_server.url}/portaal/link/{links.token_of(roos.nonce)}/")
    for name, text in (("name", "Roos D."), ("function", "Mentor"), ("work_phone", "010"), ("password", PASSWORD)):
        page.locator(f'[name="{name}"]').fill(text)
    page.get_by_role("button", name="Verder naar de tweede stap").click()
    secret = b32decode(page.locator(".spoken-key code").inner_text().replace(" ", ""))
    page.locator('[name="code"]').fill(totp.code_at(secret, timezone.now()))
    page.locator("main").get_by_role("button", name="Stel in").click()
    page.locator("a[data-primary]").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".btn-leave").click()
    page.wait_for_url(exit_page)
    page.goto(f"{live_server.url}/portaal/mijn/")
    expect(page).to_have_url(re.compile("/inloggen/"))
    context.close()


def _school(iris):
    return Professional.objects.get(user=iris).organisation
