"""A question reaches the teacher, the answer and a new fact reach the desk, the decision comes back; axe looks on."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from desk.contact.models import Message
from desk.reports import actions as reports
from tests import contact_stories as stories
from tests import portal_answers as story
from tests.meldcode.conftest import *  # noqa: F403 - the known people of the portal
from tests.stories import fresh

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 320, "height": 800}


@pytest.fixture
def at():
    """The browser lives today."""
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def receipt(eva, north, lindehaven, client_of):
    on = {"on": f"{timezone.localdate() - timedelta(days=3):%d-%m-%Y}"}
    return story.sent(client_of(eva), eva, **{key: {**told, **on} for _, key, told in story.STORY if "on" in told})


@pytest.fixture
def looked(axe):
    """Return a function that looks at a page wide and narrow, and takes its picture when somebody asks for it."""

    def look(page: Page, name: str) -> None:
        for width, height in ((1440, 900), (320, 800)):
            page.set_viewport_size({"width": width, "height": height})
            if folder := os.environ.get("PICTURES"):
                page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.set_viewport_size({"width": 1440, "height": 900})

    return look


def test_a_question_an_answer_and_a_fact(desk, looked, receipt, eva, noor):
    number = receipt.report.number
    page = desk(noor, f"/meldingen/{number}/contact/")
    page.get_by_label("Uw vraag aan de melder").fill("  ")
    page.get_by_role("button", name="Stuur de vraag").click()
    expect(page.locator(".errors")).to_be_visible()
    looked(page, "desk-thread-error")
    page.get_by_label("Uw vraag aan de melder").fill("Is de leerling vandaag op school?")
    page.get_by_role("button", name="Stuur de vraag").click()
    expect(page.get_by_text("Uw vraag staat klaar voor de melder.")).to_be_visible()

    page = desk(eva, f"/portaal/meldingen/{number}/")
    looked(page, "portal-report-question")
    page.get_by_role("link", name="Beantwoord deze vraag").click()
    page.get_by_role("button", name="Versturen").click()
    expect(page.locator(".errors")).to_be_visible()
    looked(page, "portal-answer-error")
    page.get_by_label("Uw antwoord").fill("Ja, sinds negen uur.")
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("Verstuurd. Veilig Thuis leest het.")).to_be_visible()
    page.get_by_role("link", name="Iets toevoegen").click()
    looked(page, "portal-addition")
    page.get_by_label("Wat is er gezien of gebeurd?").fill("Zij had weer een blauwe plek op haar arm.")
    page.get_by_label("Wat denkt u zelf daarvan?").fill("Ik maak mij zorgen.")
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("Zij had weer een blauwe plek op haar arm.")).to_be_visible()

    page = desk(noor, "/")
    looked(page, "desk-worklist")
    page.get_by_role("link", name="Lees wat de melder schreef").click()
    expect(page.get_by_text("Ja, sinds negen uur.")).to_be_visible()
    looked(page, "desk-thread")
    page.get_by_role("button", name="Ik heb dit gezien").click()
    expect(page.get_by_role("button", name="Ik heb dit gezien")).to_have_count(0)


def test_the_decision_comes_back_as_feedback(desk, looked, receipt, eva, noor, joke):
    number = receipt.report.number
    stories.decided(receipt.report, by=noor, second=joke, at=timezone.now())
    page = desk(noor, f"/meldingen/{number}/?lezen=1")
    looked(page, "desk-report")
    page.get_by_role("link", name="Geef terugkoppeling").click()
    looked(page, "desk-feedback")
    page.get_by_label("Kort erbij").fill("Bel 06 12345678.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_contain_text("telefoonnummer")
    looked(page, "desk-feedback-error")
    page.get_by_label("Kort erbij").fill("Bel ons als er iets verandert.")
    page.get_by_role("button", name="Geef terugkoppeling").click()
    expect(page.get_by_text("De terugkoppeling staat klaar voor de melder.")).to_be_visible()

    page = desk(eva, f"/portaal/meldingen/{number}/")
    expect(page.get_by_text("Bel ons als er iets verandert.")).to_be_visible()
    expect(page.get_by_text("Overgedragen")).to_be_visible()
    looked(page, "portal-report-decided")


def test_a_correction_a_wish_and_the_mail(desk, looked, receipt, eva, noor):
    number = receipt.report.number
    page = desk(eva, f"/portaal/meldingen/{number}/")
    page.get_by_role("link", name="Iets verbeteren").click()
    looked(page, "portal-correction")
    page.get_by_text("Personen en adres").click()
    page.get_by_label("Hoe moet het zijn?").fill("De leerling is zestien.")
    reports.take_over(by=noor, at=timezone.now(), report=receipt.report, version=receipt.report.version)
    page.get_by_role("button", name="Versturen").click()
    expect(page.locator(".errors")).to_contain_text("Schrijf het als aanvulling")
    expect(page.get_by_label("Hoe moet het zijn?")).to_have_value("De leerling is zestien.")
    looked(page, "portal-correction-error")
    page.goto(page.url.replace("correctie", "intrekken"))
    looked(page, "portal-withdrawal")
    page.get_by_label("Waarom wilt u de melding intrekken?").fill("Vader kwam verhaal halen.")
    page.get_by_role("button", name="Versturen").click()
    expect(page.get_by_text("U wilt de melding intrekken")).to_be_visible()
    page.goto(page.url.split("/meldingen/")[0] + "/mijn/")
    looked(page, "portal-own")
    page.get_by_text("Hoogstens één keer per dag").click()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(page.get_by_text("Uw keuze is bewaard.")).to_be_visible()

    page = desk(noor, f"/meldingen/{number}/contact/")
    page.get_by_role("link", name="Besluit hierover").click()
    expect(page.get_by_label("Waarom?")).to_be_visible()
    page.wait_for_load_state()  # before that no script hears a key
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_visible()
    looked(page, "desk-withdrawal-error")
    page.get_by_text("De melding blijft staan").click()
    page.get_by_label("Waarom?").fill("Wij kijken eerst of het kind veilig is.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("Uw besluit staat klaar voor de melder.")).to_be_visible()
    assert fresh(receipt.report).status == "intake"
    assert Message.objects.filter(kind="verdict", granted="no").count() == 1
