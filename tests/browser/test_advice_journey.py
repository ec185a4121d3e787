"""One call with Noor, in a real browser: the keyboard is enough, and a dropped line costs nothing."""

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from desk.advice.models import Advice, ShortContact
from tests.browser.keyboard import answer, tab_to

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "/adviezen/nieuw/"


def tell(page: Page, text: str) -> None:
    """A call as it comes: a parent about a daughter."""
    page.focus("#gate")
    answer(page, "danger", "no")
    answer(page, "channel", "phone")
    answer(page, "seeker", "parent")
    tab_to(page, "#id_capacity")
    page.keyboard.type("Familielid")
    answer(page, "occasions", "08")
    answer(page, "natures", "03")
    answer(page, "trafficking", "yes")
    answer(page, "trafficking_kinds", "loverboy")
    tab_to(page, "#id_question_text")
    page.keyboard.type(text)
    answer(page, "advice_given", "confidant")


def stand_between(context: BrowserContext, status: int) -> list[int]:
    """Answer what is sent to the new advice with `status`, as a proxy in front does. Returns the list to empty to stop.

    Before the page is opened: of what a page asked within a moment of a later `route`, one or two in a hundred went by.
    """
    refused = [status]

    def answer_or_pass(route: Route) -> None:
        if refused and route.request.method == "POST":
            route.fulfill(status=refused[0], body="<h1>nginx</h1>")
        else:
            route.continue_()

    context.route("**" + NEW, answer_or_pass)
    return refused


def test_a_call_without_a_mouse(desk, noor, axe) -> None:
    page = desk(noor, NEW)
    axe(page)
    tell(page, "De dochter heeft een oudere vriend.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Advies afgerond.")).to_be_visible()
    advice = Advice.objects.get()
    assert (advice.is_open, advice.capacity, advice.trafficking_kinds) == (False, "N03", ("loverboy",))
    axe(page)


def test_the_guard_points_at_the_number_and_takes_it_out(desk, noor, axe) -> None:
    page = desk(noor, NEW)
    tell(page, "Bel haar terug op 06-12345678.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_focused()
    axe(page)
    page.get_by_role("button", name="(nummer weggelaten)").press("Enter")
    expect(page.locator("#id_question_text")).to_have_value("Bel haar terug op (nummer weggelaten).")
    assert not Advice.objects.exists()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Advies bewaard.")).to_be_visible()
    assert Advice.objects.get().is_open


def test_danger_shows_the_steps_and_asks_who_called(desk, noor, axe) -> None:
    page = desk(noor, NEW)
    expect(page.get_by_text("Wat is er gedaan?")).to_be_hidden()
    page.focus("#gate")
    answer(page, "danger", "yes")
    expect(page.locator("#gate .steps-112")).to_be_visible()
    expect(page.get_by_text("Wat is er gedaan?")).to_be_visible()
    axe(page)


def test_a_dropped_line_costs_nothing(desk, noor) -> None:
    page = desk(noor, NEW)
    tell(page, "De dochter heeft een oudere vriend.")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Bewaren lukt nu niet.")).to_be_visible()
    expect(page.locator("#id_question_text")).to_have_value("De dochter heeft een oudere vriend.")
    page.context.set_offline(False)
    page.get_by_role("button", name="Probeer opnieuw").press("Enter")
    expect(page.get_by_text("Advies afgerond.")).to_be_visible()
    assert Advice.objects.count() == 1


def test_a_silent_call_is_one_key_and_the_page_stays(desk, noor) -> None:
    page = desk(noor, NEW)
    page.fill("#id_question_text", "De dochter heeft een oudere vriend.")
    page.focus("#main")
    page.keyboard.press("s")
    expect(page.locator("#short-said")).to_contain_text("Stil gesprek vastgelegd.")
    expect(page.locator("#id_question_text")).to_have_value("De dochter heeft een oudere vriend.")
    assert ShortContact.objects.get().kind == "silent"
    page.get_by_role("button", name="Ongedaan").click()
    expect(page.locator("#short-said")).to_contain_text("Kort contact weggehaald.")
    assert not ShortContact.objects.exists()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_fits_its_screen(desk, noor, axe, width) -> None:
    page = desk(noor, NEW)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    axe(page)


def test_it_works_without_javascript(browser, live_server, client_of, noor) -> None:
    context = browser.new_context(java_script_enabled=False)
    cookie = client_of(noor).cookies["sessionid"]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + NEW)
    for name, value in (("danger", "no"), ("channel", "phone"), ("seeker", "parent"), ("occasions", "08")):
        page.check(f'[name="{name}"][value="{value}"]')
    page.check('[name="natures"][value="03"]')
    page.select_option("#id_capacity", "N03")
    page.get_by_role("button", name="Afronden").click()
    expect(page.get_by_text("Advies afgerond.")).to_be_visible()
    context.close()


@pytest.mark.parametrize(
    ("status", "why"), [(413, "te veel in één keer"), (429, "te veel tegelijk"), (403, "niet (meer)")]
)
def test_what_the_proxy_refuses_is_said_and_stays(desk, context, noor, status, why) -> None:
    refused = stand_between(context, status)
    page = desk(noor, NEW)
    tell(page, "De dochter heeft een oudere vriend.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Dit is niet bewaard.")).to_be_visible()
    expect(page.get_by_text(why)).to_be_visible()
    expect(page.locator("#id_question_text")).to_have_value("De dochter heeft een oudere vriend.")
    refused.clear()
    page.get_by_role("button", name="Probeer opnieuw").press("Enter")
    expect(page.get_by_text("Advies afgerond.")).to_be_visible()
    assert Advice.objects.count() == 1
