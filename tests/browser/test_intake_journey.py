"""The intake in a real browser: what follows from an answer, drafts, and axe on every page and error."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from desk.reports.drafts import Draft
from desk.reports.intake_parts import SLUGS
from desk.reports.models import Report
from tests import stories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = (1440, 390)


def at_both_widths(page: Page, axe) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 1440, "height": 900})


def test_who_reports_decides_what_can_be_chosen(desk, axe, noor, joke, lindehaven):
    page = desk(noor, "/meldingen/nieuw/")
    page.check("[name=kind][value=citizen]")
    expect(page.locator("[name=disclosure][value=shielded]")).to_be_checked()
    page.check("[name=disclosure][value=unknown]")
    expect(page.locator("[name=name]")).to_be_hidden()
    page.check("[name=kind][value=professional]")
    expect(page.locator("[name=disclosure][value=unknown]")).to_be_disabled()
    expect(page.get_by_text("Een professional meldt altijd onder eigen naam.")).to_be_visible()
    page.check("[name=disclosure][value=shielded]")
    page.check("[name=danger][value=yes]")
    at_both_widths(page, axe)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_focused()
    at_both_widths(page, axe)


def test_what_is_typed_comes_back_in_another_tab(desk, noor):
    page = desk(noor, "/meldingen/nieuw/")
    page.fill("[name=title]", "Half een zin")
    expect(page.locator("[data-saved]")).to_contain_text("bewaard")
    assert Draft.objects.count() == 1
    again = desk(noor, "/meldingen/nieuw/")
    expect(again.locator("[name=title]")).to_have_value("Half een zin")
    again.get_by_role("button", name="Gooi het concept weg").click()
    expect(again.locator("[name=title]")).to_have_value("")


def test_a_report_is_filed_with_the_keyboard(desk, noor):
    page = desk(noor, "/meldingen/nieuw/")
    for name, value in [("danger", "no"), ("channel", "phone"), ("kind", "citizen")]:
        page.check(f"[name={name}][value={value}]")
    page.check("[name=occasions][value='08']")
    page.check("[name=natures][value='03']")
    page.select_option("[name=capacity]", "N05")
    for name, value in [("title", "Geschreeuw bij de buren"), ("name", "B. Buurtbewoner"), ("phone", "010 000 00 01")]:
        page.fill(f"[name={name}]", value)
    page.keyboard.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("Personen")
    assert Report.objects.get().title == "Geschreeuw bij de buren"


def test_every_section_is_clean(desk, axe, noor, joke, lindehaven):
    now = timezone.now()
    report = stories.a_report(by=noor, at=now, reporter={**stories.TEACHER, **stories.shield_until(now)})
    page = desk(noor)
    base = page.url.rstrip("/")
    for path in [*SLUGS, "personen/nieuw"]:
        page.goto(f"{base}/meldingen/{report.number}/{path}/")
        at_both_widths(page, axe)
    page.fill("[name=bsn]", "123456789")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_focused()
    at_both_widths(page, axe)
    page.goto(f"{base}/meldingen/{report.number}/mensenhandel/")
    page.check("[name=signal-debts][value=seen]")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_be_focused()
    at_both_widths(page, axe)


def test_alt_down_goes_to_the_next_part(desk, noor):
    report = stories.a_report(by=noor, at=timezone.now())
    page = desk(noor, f"/meldingen/{report.number}/hulp/")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("h1")).to_have_text("Meldcode")
