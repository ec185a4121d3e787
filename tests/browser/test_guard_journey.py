"""The guard reads along, in a real browser: marks while Noor types, one key for a replacement, and no way around."""

import pytest
from playwright.sync_api import Page, expect

from desk.advice.models import Advice
from desk.audit.models import Event
from tests.browser.keyboard import tab_to
from tests.browser.test_advice_journey import NEW, tell
from tests.needles import kept_in
from tests.stories import an_advice

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = pytest.mark.parametrize("width", [1440, 390])
CALL = "Ik heet Annelies Brouwenstein, 06-12345678, uit Kesselheim."
MAIL = "From: iemand@voorbeeld.nl\nSubject: zorgen\n\nMijn buurmeisje is bang.\n\nGroeten,\nAnnelies"


@pytest.fixture
def page(desk, noor) -> Page:
    return desk(noor, NEW)


def type_in(page: Page, name: str, text: str) -> None:
    page.focus(f"#id_{name}")
    page.keyboard.type(text)


def marks(page: Page, name: str = "question_text") -> list[str]:
    page.wait_for_selector(f"#guard_{name} [data-guard]")
    return page.locator(f"#guard_{name} mark").all_inner_texts()


def test_what_points_to_somebody_is_marked_while_noor_types(page, axe) -> None:
    type_in(page, "question_text", CALL)
    expect(page.locator("#guard_question_text mark.mark-stop")).to_have_count(2)
    assert marks(page) == ["Annelies Brouwenstein", "06-12345678", "Kesselheim"]
    expect(page.locator("[data-guard-state]")).to_contain_text("2 punten moeten weg, 1 vraag")
    axe(page)
    assert not Advice.objects.exists()
    assert kept_in("Brouwenstein", "12345678", "Kesselheim") == set()


def test_f8_goes_from_point_to_point_and_one_key_replaces(page) -> None:
    type_in(page, "question_text", CALL)
    expect(page.locator("#guard_question_text .finding")).to_have_count(3)
    page.keyboard.press("F8")
    expect(page.locator("#guard_question_text .finding .chip").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#guard_question_text .finding")).to_have_count(2)
    expect(page.locator("#id_question_text")).not_to_have_value(CALL)
    assert "Brouwenstein" not in page.input_value("#id_question_text")
    # The next point has the focus already: Enter again, and again.
    for left in (1, 0):
        page.keyboard.press("Enter")
        expect(page.locator("#guard_question_text .finding")).to_have_count(left)
    expect(page.locator("#guard_question_text")).to_contain_text("niets gevonden")
    expect(page.locator("#id_question_text")).to_be_focused()


def test_a_replacement_is_undone_with_one_key(page) -> None:
    type_in(page, "question_text", CALL)
    expect(page.locator("#guard_question_text .finding")).to_have_count(3)
    page.locator("#guard_question_text .chip", has_text="de vader").first.click()
    expect(page.locator("#id_question_text")).to_have_value(CALL.replace("Annelies Brouwenstein", "de vader"))
    expect(page.locator("#guard_question_text .finding")).to_have_count(2)
    page.focus("#id_question_text")
    page.keyboard.press("Control+z")
    expect(page.locator("#id_question_text")).to_have_value(CALL)
    expect(page.locator("#guard_question_text .finding")).to_have_count(3)


def test_after_a_refused_save_the_page_goes_on_counting(page, axe) -> None:
    tell(page, "Bel 06-12345678.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator("#errors-title")).to_contain_text("Nog 1 punt")
    expect(page.locator("[data-guard-state]")).to_contain_text("1 punt moet weg")
    page.locator("#guard_question_text .chip", has_text="Weglaten").click()
    expect(page.locator("#id_question_text")).to_have_value("Bel.")
    expect(page.locator("#id_question_text_error")).to_have_count(0)
    expect(page.locator(".errors")).to_have_count(0)
    expect(page.locator("[data-guard-state]")).to_contain_text("Nog niet bewaard.")
    axe(page)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Advies afgerond.")).to_be_visible()


def test_a_text_that_is_too_long_to_read_is_told_below(page) -> None:
    page.fill("#id_question_text", "lang " * 5_000)
    expect(page.locator("#guard_question_text")).to_contain_text("Te lang om na te lezen.")
    expect(page.locator("[data-guard-state]")).to_contain_text("1 punt moet weg")


def test_the_bar_below_leads_to_the_first_point(page) -> None:
    type_in(page, "question_text", CALL)
    page.get_by_role("button", name="2 punten moeten weg, 1 vraag").click()
    expect(page.locator("#guard_question_text .finding .chip").first).to_be_focused()


def test_a_call_with_a_question_of_the_guard_is_kept_by_the_keyboard_alone(page) -> None:
    tell(page, "Zij woont in Kesselheim.")
    expect(page.locator("#guard_question_text .finding--ask")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_focused()
    page.keyboard.press("F8")
    tab_to(page, "#guard_question_text [name=doubts]")
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Advies afgerond.")).to_be_visible()
    advice = Advice.objects.get()
    assert advice.question_text == "Zij woont in Kesselheim."
    assert list(advice.passed.values_list("kind", "count")) == [("place", 1)]


def test_what_points_to_nobody_stays_answered_while_the_text_grows(page) -> None:
    type_in(page, "question_text", "Zij woont in Kesselheim.")
    page.locator("#guard_question_text [name=doubts]").check()
    expect(page.locator("#guard_question_text .finding--done")).to_have_count(1)
    type_in(page, "question_text", " Morgen belt zij weer.")
    expect(page.locator("#guard_question_text mark.mark-done")).to_have_count(1)
    expect(page.locator("[data-guard-state]")).not_to_contain_text("vraag")


def test_a_pasted_mail_comes_in_without_sender_and_signature(page, axe) -> None:
    page.locator("summary", has_text="Chat of e-mail").click()
    page.fill("#id_pasted", MAIL)
    page.get_by_role("button", name="Overnemen").click()
    expect(page.locator("#id_question_text")).to_have_value("Mijn buurmeisje is bang.")
    expect(page.locator("#id_pasted")).to_have_value("")
    expect(page.locator(".errors")).to_have_count(0)
    expect(page.locator("#id_question_text")).to_be_in_viewport()
    axe(page)


@WIDTHS
def test_marks_fit_the_screen_and_axe_finds_nothing(page, axe, width) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name in ("question_text", "advice_text", "referral_text", "tags"):
        page.fill(f"#id_{name}", "Kesselheim, 06-12345678")
        expect(page.locator(f"#guard_{name} .finding")).to_have_count(2)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_what_is_typed_never_stands_in_an_address(page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    type_in(page, "question_text", CALL)
    expect(page.locator("#guard_question_text mark")).to_have_count(3)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_focused()
    assert not [url for url in asked if "Brouwenstein" in url or "12345678" in url]
    kept = page.evaluate("JSON.stringify([localStorage, sessionStorage, history.state])")
    assert "Brouwenstein" not in kept
    assert "12345678" not in kept


def test_a_dropped_line_says_so_and_loses_nothing(page) -> None:
    page.context.set_offline(True)
    type_in(page, "question_text", CALL)
    expect(page.locator("#guard_question_text")).to_contain_text("Meelezen lukt nu niet.")
    expect(page.locator("#id_question_text")).to_have_value(CALL)
    page.context.set_offline(False)
    page.keyboard.type(" Verder niets.")
    expect(page.locator("#guard_question_text mark")).to_have_count(3)


def test_a_session_that_ended_does_not_take_the_text(page, context) -> None:
    context.clear_cookies()
    type_in(page, "question_text", CALL)
    expect(page.locator("#guard_question_text")).to_contain_text("Meelezen lukt nu niet.")
    expect(page.locator("#id_question_text")).to_have_value(CALL)


@WIDTHS
def test_without_javascript_the_form_comes_back_with_the_same_marks(
    browser, live_server, client_of, noor, axe, width
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    cookie = client_of(noor).cookies["sessionid"]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + NEW)
    for name, value in (("danger", "no"), ("channel", "phone"), ("seeker", "parent"), ("occasions", "08")):
        page.check(f'[name="{name}"][value="{value}"]')
    page.check('[name="natures"][value="03"]')
    page.select_option("#id_capacity", "N03")
    page.fill("#id_question_text", CALL)
    page.get_by_role("button", name="Afronden").click()
    assert marks(page) == ["Annelies Brouwenstein", "06-12345678", "Kesselheim"]
    assert page.input_value("#id_question_text") == CALL
    for chip in ("de moeder", "Weglaten"):
        page.locator("#guard_question_text .finding--stop").first.get_by_role("button", name=chip).click()
    page.get_by_label("Laat staan, wijst naar niemand").check()
    page.get_by_role("button", name="Afronden").click()
    expect(page.get_by_text("Advies afgerond.")).to_be_visible()
    assert Advice.objects.get().question_text == "Ik heet de moeder, uit Kesselheim."
    context.close()


def test_an_advice_is_found_back_on_a_word_and_never_on_a_name(desk, noor, at, axe) -> None:
    advice = an_advice(by=noor, at=at, tags="oudermishandeling, geld")
    page = desk(noor, "/adviezen/")
    page.get_by_label("Zoek op nummer, trefwoord of woord").fill("oudermishandeling")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Gevonden")).to_be_visible()
    expect(page.get_by_text(advice.number)).to_be_visible()
    axe(page)
    page.get_by_label("Zoek op nummer, trefwoord of woord").fill("Annelies Brouwenstein")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Een advies vindt u niet op een naam of nummer van iemand.").first).to_be_visible()
    axe(page)
    assert "Brouwenstein" not in page.url


@WIDTHS
def test_what_slipped_through_is_taken_out(desk, noor, at, axe, width) -> None:
    advice = an_advice(by=noor, at=at, close=True, question_text="De autosleutel lag bij oma.")
    page = desk(noor, f"/adviezen/{advice.pk}/")
    page.set_viewport_size({"width": width, "height": 900})
    page.get_by_role("link", name="Er staat toch iets over iemand in").click()
    expect(page.get_by_role("heading", name="Iets over iemand weghalen")).to_be_visible()
    axe(page)
    page.get_by_label("Welke woorden moeten weg?").fill("fietssleutel")
    page.get_by_label("Wat is het?").select_option("name")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Deze woorden staan niet in dit advies.").first).to_be_visible()
    axe(page)
    page.get_by_label("Welke woorden moeten weg?").fill("Autosleutel")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Weggehaald.")).to_be_visible()
    expect(page.get_by_text("De (weggehaald) lag bij oma.")).to_be_visible()
    axe(page)
    assert Event.objects.get(act="advice_scrubbed", outcome="done").detail == "naam"
    assert kept_in("autosleutel") == set()
