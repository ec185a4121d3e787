"""Signing in with the account of the organisation, in a real browser that goes to a real provider and back."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.keyboard import write
from tests.desk.accounts.through_provider import link_of
from tests.provider import PASSWORD as THERE
from tests.signing_in import let_in, next_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ACCOUNT = "uw Merenstreek-account"
QUESTION = "Een collega vraagt hoe zij een gesprek begint over zorgen bij een kind."
WIDTHS = (1440, 390)


def signs_in_there(page: Page) -> None:
    """What a colleague does on the pages of the organisation."""
    page.get_by_label("Username").fill("n.bakker")
    page.get_by_label("Password").fill(THERE)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Authorize").click()


def looks_right(page: Page, axe) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.set_viewport_size({"width": 1440, "height": 900})


def test_from_the_link_to_signing_in_with_it(desk, organisation, noor, axe, live_server, context):
    trouble: list[str] = []
    ours = live_server.url
    context.on(
        "console",
        lambda said: trouble.append(said.text) if said.type == "error" and ours in said.location["url"] else None,
    )
    page = desk(let_in(noor), "/medewerkers/ik/")
    looks_right(page, axe)
    page.get_by_role("button", name=f"Koppel {ACCOUNT}").click()
    signs_in_there(page)
    expect(page.get_by_text(f"Gekoppeld. U kunt vanaf nu inloggen met {ACCOUNT}.")).to_be_visible()
    assert page.url == f"{live_server.url}/medewerkers/ik/"
    looks_right(page, axe)

    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible()
    expect(page.get_by_role("link", name="Log ook daar uit")).to_be_visible()
    looks_right(page, axe)
    page.get_by_role("button", name=f"Inloggen met {ACCOUNT}").click()
    # Who is still signed in there only says yes.
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_role("heading", name="Tweede stap")).to_be_visible()
    write(page, "code", next_code(noor))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Werklijst")).to_be_visible()
    assert trouble == []


def test_who_says_no_there_reads_why_nothing_happened(organisation, noor, axe, live_server, context):
    link_of(let_in(noor))
    page = context.new_page()
    page.goto(live_server.url + "/inloggen/?next=/wegwijzer/")
    page.get_by_role("button", name=f"Inloggen met {ACCOUNT}").click()
    page.get_by_label("Username").fill("n.bakker")
    page.get_by_label("Password").fill(THERE)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("U bent bij uw organisatie niet ingelogd.")).to_be_visible()
    assert page.url == f"{live_server.url}/inloggen/?next=%2Fwegwijzer%2F"
    looks_right(page, axe)


def test_the_page_that_goes_on_by_itself_can_be_read(organisation, noor, axe, live_server, context):
    page = context.new_page()
    # As where a browser does not go on by itself.
    page.route("**/o/authorize/**", lambda route: route.abort())
    page.route(
        "**/inloggen/organisatie/",
        lambda route: (
            answer := route.fetch(),
            route.fulfill(response=answer, headers={k: v for k, v in answer.headers.items() if k.lower() != "refresh"}),
        ),
    )
    page.goto(live_server.url + "/inloggen/")
    page.get_by_role("button", name=f"Inloggen met {ACCOUNT}").click()
    expect(page.get_by_role("heading", name="U gaat naar uw organisatie")).to_be_visible()
    looks_right(page, axe)
    assert organisation.address in str(page.get_by_role("link", name="Ga verder").get_attribute("href"))


def test_the_provider_opens_a_locked_screen_and_what_was_typed_is_there(desk, organisation, noor, axe, context):
    link_of(let_in(noor))
    page = desk(noor, "/adviezen/nieuw/")
    page.locator('[name="question_text"]').fill(QUESTION)
    page.locator("#main").focus()
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Dit scherm staat op slot")).to_be_visible()
    looks_right(page, axe)
    with context.expect_page() as opened:
        page.get_by_role("button", name=f"Opnieuw inloggen met {ACCOUNT}").click()
    there = opened.value
    signs_in_there(there)
    expect(there.get_by_text("Het scherm is van slot.")).to_be_visible()
    looks_right(there, axe)
    there.close()
    page.bring_to_front()
    expect(page.locator('[name="question_text"]')).to_have_value(QUESTION)


def test_without_javascript_the_provider_lets_in(browser: Browser, organisation, live_server, noor):
    link_of(let_in(noor))
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    page = context.new_page()
    page.goto(live_server.url + "/inloggen/")
    page.get_by_role("button", name=f"Inloggen met {ACCOUNT}").click()
    signs_in_there(page)
    page.get_by_label("Code").fill(next_code(noor))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r":\d+/$"))
    context.close()


def test_the_administrator_sees_who_linked_an_account(desk, organisation, noor, ada, axe):
    link_of(noor)
    page = desk(ada, f"/medewerkers/{noor.pk}/")
    looks_right(page, axe)
    page.get_by_role("button", name="Koppel los").click()
    expect(page.get_by_text("De koppeling is weg.")).to_be_visible()
    looks_right(page, axe)


def test_confirming_who_one_is_offers_the_provider(desk, organisation, noor, axe):
    link_of(noor)
    page = desk(noor, "/medewerkers/ik/bevestigen/")
    looks_right(page, axe)
    expect(page.get_by_role("button", name=f"Opnieuw inloggen met {ACCOUNT}")).to_be_visible()
