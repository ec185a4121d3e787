"""A letter came by post: Noor puts it with the report by keyboard, and gets it back once the scanner passed it."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from desk.attachments.models import Attachment
from desk.attachments.scanning import judge
from tests import stories
from tests.browser.keyboard import follow, tab_to
from tests.desk.attachments import files

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def choose(page: Page, name: str, data: bytes) -> None:
    """Go to the field; the window in which one chooses is the computer's own."""
    tab_to(page, "#id_file")
    page.locator("#id_file").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": data})


@pytest.mark.parametrize("width", [1440, 390])
def test_noor_puts_a_letter_with_the_report(desk, axe, noor, settings, tmp_path, width) -> None:
    settings.ATTACHMENT_DIR = tmp_path / "vault"
    report = stories.taken_in(by=noor, at=timezone.now())
    page = desk(noor, f"/meldingen/{report.number}/")
    page.set_viewport_size({"width": width, "height": 900})
    follow(page, "section[aria-labelledby=attachments] .block-head a")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bijlagen bij")
    axe(page)

    choose(page, "school.jpg", files.SVG)
    tab_to(page, "#id_description")
    page.keyboard.type("Brief van school over verzuim")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors a").first).to_have_attribute("href", "#id_file")
    expect(page.locator("#id_description")).to_have_value("Brief van school over verzuim")
    axe(page)

    choose(page, "school.jpg", files.phone_photo())
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("De bijlage ligt bij de melding.")).to_be_visible()
    expect(page.get_by_text("niet gescand").first).to_be_visible()
    axe(page)

    row = Attachment.objects.get()
    judge(row, "", timezone.now())
    page.reload()
    tab_to(page, f"a[href$='{row.pk}/']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    kept: Path = tmp_path / "gehaald"
    download.value.save_as(kept)
    assert download.value.suggested_filename == "school.jpg"
    assert files.NEEDLE.encode() not in kept.read_bytes()

    with page.expect_navigation():
        follow(page, "a[href$='/weghalen/']")
    axe(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors a").first).to_have_attribute("href", "#id_reason")
    axe(page)
    page.locator("#id_reason").fill("Hoort bij een ander gezin.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("De bijlage is weg.")).to_be_visible()
    assert list(settings.ATTACHMENT_DIR.iterdir()) == []
