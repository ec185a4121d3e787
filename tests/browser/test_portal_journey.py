"""A teacher with a prepared story reports: by keyboard alone, on a phone, without JavaScript; axe looks on."""

from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from meldcode.receipts import Receipt
from tests import portal_answers as story
from tests.browser.keyboard import follow
from tests.browser.portal_hands import at, days_of, fill_plainly, picture, today, walk_by_keyboard
from tests.desk.attachments.files import LETTER
from tests.meldcode.conftest import *  # noqa: F403 - the known people of the portal

__all__ = ["at", "today"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_PAGES = 12
# Six minutes by hand, without a clock: forty words a minute (five keys a word), and ten seconds to read each page.
SIX_MINUTES, A_KEY, A_PAGE = 360, 60 / (40 * 5), 10  # seconds
COUNT = "addEventListener('keydown', () => sessionStorage.setItem('keys', 1 + Number(sessionStorage.keys ?? 0)), true)"
PHONE = {"width": 320, "height": 800}
LISTS = {"role"}


@pytest.fixture
def letter(tmp_path, settings):
    """A letter of the school, and a vault for it."""
    settings.ATTACHMENT_DIR = tmp_path / "vault"
    made = tmp_path / "brief-van-school.txt"
    made.write_bytes(LETTER)
    return made


@pytest.mark.parametrize("width", [1440, 320])
def test_a_teacher_reports_by_keyboard_alone(desk, axe, eva, north, lindehaven, today, width):
    page = desk(eva, "/portaal/meldingen/")
    page.add_init_script(COUNT)
    page.set_viewport_size({"width": width, "height": 900})

    def seen(shown: Page, key: str) -> None:
        picture(shown, f"{key}-{width}")
        axe(shown)
        assert shown.evaluate("document.documentElement.scrollWidth") <= width, key

    seen(page, "reports")
    follow(page, "[data-primary]")
    pages = walk_by_keyboard(page, today, seen)
    assert pages <= MOST_PAGES
    keys = int(page.evaluate("sessionStorage.keys"))
    assert keys > 300, "they are counted"
    assert keys * A_KEY + pages * A_PAGE <= SIX_MINUTES, (keys, pages)
    expect(page.get_by_role("heading", name="Uw melding is ontvangen")).to_be_visible()
    seen(page, "receipt")
    assert Receipt.objects.count() == 1


def test_every_page_says_what_is_wrong(desk, axe, eva, north, lindehaven, today, client_of):
    key = story.walk(
        client_of(eva), eva, until="review", concern={**story.CONCERN, "trafficking": "yes"}, **days_of(today)
    )
    page = desk(eva, f"/portaal/melden/{key}/nakijken/")
    page.get_by_role("button", name="Verstuur de melding").click()
    expect(page.locator(".errors")).to_be_visible()
    picture(page, "review-error")
    axe(page)
    for slug in (
        "signalen",
        "overleg",
        "gesprek",
        "wegen",
        "beslissen",
        "personen",
        "zorgen",
        "mensenhandel",
        "hulp",
        "openheid",
    ):
        page.goto(page.url.rsplit("/", 2)[0] + f"/{slug}/")
        page.evaluate(
            "document.querySelectorAll('form[data-draft] :is(input:not([type=hidden]), textarea, select)')"
            ".forEach((field) => { field.checked = false; if (!/radio|checkbox/.test(field.type)) field.value = ''; })"
        )
        page.evaluate("document.querySelectorAll('[data-draft]').forEach((form) => delete form.dataset.draft)")
        page.get_by_role("button", name="Verder").click()
        expect(page.locator(".errors")).to_be_visible()
        picture(page, f"{slug}-error")
        axe(page)
        page.set_viewport_size(PHONE)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], slug
        page.set_viewport_size({"width": 1440, "height": 900})
        story.fill(client_of(eva), key, slug, *_answers(slug, today))


def _answers(slug: str, today: dict[str, str]) -> tuple[str, dict[str, Any]]:
    if slug == "mensenhandel":
        return "trafficking", story.TRAFFICKING
    found = next((key, told) for one, key, told in story.STORY if one == slug)
    extra = {"trafficking": "yes"} if found[0] == "concern" else {}
    return found[0], {**found[1], **(today if "on" in found[1] else {}), **extra}


def test_the_whole_story_without_javascript(browser, live_server, eva, north, lindehaven, today, client_of, axe):
    context = browser.new_context(java_script_enabled=False, viewport=PHONE, locale="nl-NL")
    cookie = client_of(eva).cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + "/portaal/meldingen/")
    page.get_by_role("button", name="Begin bij stap 1").click()
    for _slug, key, told in story.STORY:
        answers = {**told, **today} if "on" in told else dict(told)
        answers.pop("rows", None)
        if key == "people":
            answers["municipality"] = "Lindehaven"
        for name, value in story.posted(key, answers).items():
            fill_plainly(page, name, value)
        page.locator("[data-primary]").click()
        assert not page.locator(".errors").count(), page.locator(".errors").inner_text()
    expect(page.get_by_role("heading", name="Uw melding is ontvangen")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [1440, 390, 320])
def test_a_teacher_sends_a_letter_along(desk, axe, eva, noor, north, lindehaven, today, client_of, letter, width):
    key = story.walk(client_of(eva), eva, until="documents", **days_of(today))
    page = desk(eva, f"/portaal/melden/{key}/")
    page.goto(page.url.replace("/nakijken/", "/documenten/"))
    page.set_viewport_size({"width": width, "height": 844})

    def seen(name: str) -> None:
        picture(page, f"{name}-{width}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    seen("documents-empty")
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.locator(".errors")).to_contain_text("Kies een bestand.")
    seen("documents-error")
    page.set_input_files("[name=file]", letter)
    page.locator("[name=description]").focus()
    page.keyboard.type("Brief van school over verzuim")
    page.keyboard.press("Tab")
    page.keyboard.type("02-03-2024")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Het document gaat met uw melding mee.")).to_be_visible()
    expect(page.locator(".rows .tag")).to_have_text("ouder dan een jaar")
    seen("documents-one")
    follow(page, "[data-primary]")
    page.wait_for_url("**/nakijken/")
    expect(page.get_by_text("Brief van school over verzuim")).to_be_visible()
    seen("documents-review")
    page.locator("[name=review-declared]").check()
    page.get_by_role("button", name="Verstuur de melding").click()
    expect(page.get_by_text("Uw documenten krijgt u hier niet terug")).to_be_visible()
    seen("documents-receipt")
    number = Receipt.objects.select_related("report").get().report.number
    at_the_desk = desk(noor, f"/meldingen/{number}/")
    expect(at_the_desk.locator("section", has=at_the_desk.locator("#attachments"))).to_contain_text("niet gescand")
    picture(at_the_desk, f"documents-desk-{width}")
    axe(at_the_desk)


def test_the_kindcheck_asks_what_follows(desk, axe, eva, client_of):
    key = story.begin(client_of(eva), eva)
    page = desk(eva, f"/portaal/melden/{key}/signalen/")
    expect(page.locator("[name=signals-trigger]").first).to_be_hidden()
    for name in ("client=adolescent", "trigger=yes", "kindcheck=done", "kindcheck_outcome=evasive"):
        field, value = name.split("=")
        page.locator(f"[name=signals-{field}][value={value}]").check(force=True)
    page.fill("[name=signals-kindcheck_children]", "2")
    page.locator("[name=signals-kindcheck_children]").press("Tab")
    expect(page.get_by_text("ook voor deze kinderen")).to_be_visible()
    expect(page.locator("[name=signals-kindcheck_ages]")).to_be_visible()
    for width in (1440, 390, 320):
        page.set_viewport_size({"width": width, "height": 844})
        picture(page, f"kindcheck-{width}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
